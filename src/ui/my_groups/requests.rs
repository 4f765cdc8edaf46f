//! Requests: those that wait for this person's answer, and their own.

use super::act::{Deeds, Words};
use crate::{
    domain::{GroupId, Outcome, Request, Timestamp, UserId, Wish},
    i18n::Locale,
    messages,
    session::browser,
    tenant::{
        Workspace,
        self_service::{Waiting, lapsed},
    },
    ui::{kit::lang::zone, my_groups::texts as t},
};
use leptos::prelude::*;

/// How a request stands, in words.
pub fn standing(
    workspace: &Workspace,
    request: &Request,
    now: Timestamp,
    locale: Locale,
) -> String {
    let who = |user: UserId| messages::name(workspace.users(), user);
    match &request.outcome {
        Outcome::Pending if lapsed(workspace, request, now) => t::LAPSED.get(locale).to_owned(),
        Outcome::Pending => t::PENDING.get(locale).to_owned(),
        Outcome::Approved { by, .. } => t::APPROVED.with(locale, &[&who(*by)]),
        Outcome::Denied { by, reason, .. } => t::DENIED.with(locale, &[&who(*by), reason]),
        Outcome::Cancelled { .. } => t::CANCELLED.get(locale).to_owned(),
    }
}

/// What owners and requesters are told: answers to one's own requests.
pub(super) fn notices(workspace: &Workspace, user: UserId, locale: Locale) -> Vec<String> {
    let mut told: Vec<(i64, String)> = workspace
        .ledger()
        .requests()
        .filter(|(_, whose, _)| *whose == user)
        .filter_map(|(group, _, request)| {
            let name = messages::object_name(workspace.groups(), group);
            let who = |user: UserId| messages::name(workspace.users(), user);
            Some(match &request.outcome {
                Outcome::Approved { at, by } => {
                    (at.0, t::ANSWERED_YES.with(locale, &[&who(*by), &name]))
                }
                Outcome::Denied { at, by, reason } => {
                    (at.0, t::ANSWERED_NO.with(locale, &[&who(*by), &name, reason]))
                }
                Outcome::Pending | Outcome::Cancelled { .. } => return None,
            })
        })
        .collect();
    told.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    told.into_iter().map(|(_, text)| text).collect()
}

/// A request that waits for an answer, with the two buttons.
pub(super) fn waiting(
    workspace: &Workspace,
    deeds: Deeds,
    one: Waiting,
    locale: Locale,
) -> AnyView {
    let Waiting { group, user, lapsed } = one;
    let name = messages::name(workspace.users(), user);
    let of = messages::object_name(workspace.groups(), group);
    let why = workspace.ledger().request(group, user).map(|request| request.justification.clone());
    let text = t::WAITS_LINE.with(locale, &[&name, &of, &why.unwrap_or_default()]);
    let buttons = if lapsed {
        view! { <span class="badge">{t::LAPSED.get(locale)}</span> }.into_any()
    } else {
        let approve = move |_| {
            deeds.act(group, Wish::Approve { user });
        };
        view! {
            <button
                type="button"
                class="btn"
                aria-label=t::APPROVE_OF.with(locale, &[&name, &of])
                on:click=approve
            >
                {t::APPROVE.get(locale)}
            </button>
            <button
                type="button"
                class="btn"
                aria-label=t::DENY_OF.with(locale, &[&name, &of])
                on:click=move |_| deeds.ask(Words::Deny(group, user))
            >
                {t::DENY.get(locale)}
            </button>
        }
        .into_any()
    };
    view! {
        <li class="line between">
            <span class="break">{text}</span>
            <span class="line">{buttons}</span>
        </li>
    }
    .into_any()
}

/// One's own request, with the way to take it back while it waits.
pub(super) fn own(
    workspace: &Workspace,
    deeds: Deeds,
    (group, user): (GroupId, UserId),
    locale: Locale,
) -> Option<AnyView> {
    let request = workspace.ledger().request(group, user)?;
    let name = messages::object_name(workspace.groups(), group);
    let since = locale.date(request.since.0, zone(request.since.0));
    let state = standing(workspace, request, browser::now(), locale);
    let withdraw = (request.outcome == Outcome::Pending).then(|| {
        view! {
            <button
                type="button"
                class="btn"
                aria-label=t::WITHDRAW_OF.with(locale, &[&name])
                on:click=move |_| {
                    deeds.act(group, Wish::Withdraw);
                }
            >
                {t::WITHDRAW.get(locale)}
            </button>
        }
        .into_any()
    });
    Some(
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{since}</td>
                <td class="break">{request.justification.clone()}</td>
                <td class="break">{state}</td>
                <td>{withdraw}</td>
            </tr>
        }
        .into_any(),
    )
}
