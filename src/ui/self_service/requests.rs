//! All requests to join groups, newest first.

use super::{answers, texts as t};
use crate::{
    domain::{GroupId, Outcome, Side, Subject, UserId, attribute::Of},
    i18n::Locale,
    messages,
    session::{Session, browser},
    tenant::Workspace,
    ui::{
        changes::pages::{SIZE, pager},
        kit::{icon::Icon, lang::zone, notice::empty},
        my_groups,
        nav::plain,
        objects::link,
        page::Page,
    },
};
use leptos::prelude::*;

/// Owners that are named beside a request.
const OWNERS: usize = 3;

pub(super) fn requests(session: Session, locale: Locale) -> AnyView {
    view! { {answers::answers(session, locale)} {list(session, locale)} }.into_any()
}

fn list(session: Session, locale: Locale) -> AnyView {
    let part = RwSignal::new(0_usize);
    let rows = session.select(|workspace| {
        let mut all: Vec<(i64, GroupId, UserId)> = workspace
            .ledger()
            .requests()
            .map(|(group, user, request)| (request.since.0, group, user))
            .collect();
        all.sort_by_key(|(since, ..)| std::cmp::Reverse(*since));
        all.into_iter().map(|(_, group, user)| (group, user)).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || rows.with(Vec::len));
    let some = Memo::new(move |_| total.get() > 0);
    let body = move || {
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        let these: Vec<(GroupId, UserId)> =
            rows.with(|rows| rows.iter().skip(first).take(SIZE).copied().collect());
        session.with(|workspace| {
            these.into_iter().filter_map(|one| line(workspace, one, locale)).collect::<Vec<_>>()
        })
    };
    (move || {
        if !some.get() {
            let action = view! {
                <a class="btn" href=plain(Page::MyGroups)>{t::TO_MY_GROUPS.get(locale)}</a>
            };
            let (title, why) = (t::NO_REQUESTS.get(locale), t::NO_REQUESTS_WHY.get(locale));
            return empty(Icon::User, title, why, action);
        }
        let title = t::ALL_REQUESTS.get(locale).to_owned();
        view! {
            <div class="scroll-x">
                <table class="plain-table" aria-label=title.clone()>
                    <thead>
                        <tr>
                            <th scope="col">{t::GROUP.get(locale)}</th>
                            <th scope="col">{t::WHO.get(locale)}</th>
                            <th scope="col">{t::SINCE.get(locale)}</th>
                            <th scope="col">{t::WHY.get(locale)}</th>
                            <th scope="col">{t::STATE.get(locale)}</th>
                            <th scope="col">{t::OWNERS.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            {pager(title, total, part)}
        }
        .into_any()
    })
    .into_any()
}

fn line(
    workspace: &Workspace,
    (group, user): (GroupId, UserId),
    locale: Locale,
) -> Option<AnyView> {
    let request = workspace.ledger().request(group, user)?;
    let directory = workspace.directory();
    let owners: Vec<AnyView> = directory
        .members
        .of(Side::Owners, group)
        .rows(Of::User)
        .iter()
        .take(OWNERS)
        .map(|row| {
            let owner = link::object(directory, Of::User, crate::domain::Row(row));
            view! { <li>{owner}</li> }.into_any()
        })
        .collect();
    let owners = (request.outcome == Outcome::Pending)
        .then(|| view! { <ul class="plain-list">{owners}</ul> }.into_any());
    let gone = !workspace.is_active(Subject::group(group));
    let name = if gone {
        messages::object_name(workspace.groups(), group).into_any()
    } else {
        link::object(directory, Of::Group, group)
    };
    Some(
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{link::object(directory, Of::User, user)}</td>
                <td>{locale.date(request.since.0, zone(request.since.0))}</td>
                <td class="break">{request.justification.clone()}</td>
                <td class="break">{my_groups::standing(workspace, request, browser::now(), locale)}</td>
                <td>{owners}</td>
            </tr>
        }
        .into_any(),
    )
}
