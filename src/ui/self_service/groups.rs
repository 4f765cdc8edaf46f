//! Every group: who may join it, whether it is of self-service, and why not.

use super::texts as t;
use crate::{
    domain::{Command, GroupId, GroupKind, Ineligible, JoinPolicy, Row, attribute::Of},
    i18n::{Locale, Text},
    messages,
    session::Session,
    tenant::{
        Workspace,
        self_service::{policy_change, standing},
    },
    text::fold,
    ui::{
        changes::pages::{SIZE, pager},
        kit::{
            icon::{Icon, icon},
            toast::{Toasts, use_toasts},
        },
        objects::link,
        user::act::act,
    },
};
use leptos::prelude::*;

/// Which groups are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Open,
    Unknown,
    Ownerless,
    Shut,
}

const PARTS: [(Part, &str, Text); 5] = [
    (Part::All, "all", t::SHOW_ALL),
    (Part::Open, "open", t::SHOW_OPEN),
    (Part::Unknown, "unknown", t::SHOW_UNKNOWN),
    (Part::Ownerless, "ownerless", t::SHOW_OWNERLESS),
    (Part::Shut, "shut", t::SHOW_SHUT),
];

impl Part {
    fn has(self, policy: Option<JoinPolicy>, why: &[Ineligible]) -> bool {
        match self {
            Self::All => true,
            Self::Open => {
                why.is_empty() && matches!(policy, Some(JoinPolicy::Open | JoinPolicy::Approval))
            }
            Self::Unknown => why.is_empty() && policy.is_none(),
            Self::Ownerless => why == [Ineligible::NoOwner],
            Self::Shut => !why.is_empty(),
        }
    }
}

pub(super) fn groups(session: Session, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let (shown, query, part) =
        (RwSignal::new(Part::All), RwSignal::new(String::new()), RwSignal::new(0_usize));
    let rows = Memo::new(move |_| {
        let shown = shown.get();
        query.with(|query| {
            let wanted = fold::search(query.trim());
            session.with(|workspace| found(workspace, shown, &wanted))
        })
    });
    let total = Signal::derive(move || rows.with(Vec::len));
    let body = move || {
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        let these: Vec<GroupId> =
            rows.with(|rows| rows.iter().skip(first).take(SIZE).copied().collect());
        session.with(|workspace| {
            these
                .into_iter()
                .map(|group| line(session, workspace, group, toasts, locale))
                .collect::<Vec<_>>()
        })
    };
    let options: Vec<AnyView> = PARTS
        .iter()
        .map(|(_, key, text)| view! { <option value=*key>{text.get(locale)}</option> }.into_any())
        .collect();
    let choose = move |event| {
        let key = event_target_value(&event);
        let found = PARTS.iter().find(|(_, known, _)| *known == key);
        shown.set(found.map_or(Part::All, |(part, ..)| *part));
        part.set(0);
    };
    let told = move || t::COUNT.of(locale, total.get() as u64);
    view! {
        <p class="quiet">{t::DEFAULTS.get(locale)}</p>
        <div class="line">
            <div class="with-icon">
                {icon(Icon::Search)}
                <input
                    type="search"
                    class="input filter"
                    autocomplete="off"
                    aria-label=t::SEARCH.get(locale)
                    placeholder=t::SEARCH.get(locale)
                    prop:value=query
                    on:input=move |event| {
                        query.set(event_target_value(&event));
                        part.set(0);
                    }
                />
            </div>
            <label for="self-service-show">{t::SHOW.get(locale)}</label>
            <select class="input small-select" id="self-service-show" on:change=choose>
                {options}
            </select>
            <span class="quiet" role="status">{told}</span>
        </div>
        <div class="scroll-x">
            <table class="plain-table" aria-label=t::GROUPS.get(locale)>
                <thead>
                    <tr>
                        <th scope="col">{t::GROUP.get(locale)}</th>
                        <th scope="col">{t::KIND.get(locale)}</th>
                        <th scope="col">{t::POLICY.get(locale)}</th>
                        <th scope="col">{t::STANDS.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {pager(t::GROUPS.get(locale).to_owned(), total, part)}
    }
    .into_any()
}

/// The groups of a part whose names have a text, by row.
fn found(workspace: &Workspace, shown: Part, wanted: &str) -> Vec<GroupId> {
    let groups = workspace.groups();
    let fits = |group: &GroupId| {
        if !wanted.is_empty()
            && !fold::search(&messages::object_name(groups, *group)).contains(wanted)
        {
            return false;
        }
        let (_, policy, why) = standing(workspace, *group);
        shown.has(policy, &why)
    };
    groups.active().iter().map(Row).filter(fits).collect()
}

fn line(
    session: Session,
    workspace: &Workspace,
    group: GroupId,
    toasts: Toasts,
    locale: Locale,
) -> AnyView {
    let (kind, policy, why) = standing(workspace, group);
    let said = if why.is_empty() {
        t::OPEN.get(locale).to_owned()
    } else {
        let why: Vec<&str> =
            why.iter().map(|why| messages::self_service::ineligible(*why).get(locale)).collect();
        t::SHUT.with(locale, &[&locale.list_and(&why)])
    };
    let kind_text = kind.map_or(t::NOT_IMPORTED, messages::group::kind).get(locale);
    let control = match kind {
        Some(kind) if changes(&why) => {
            chooser(session, workspace, (group, kind, policy), toasts, locale)
        }
        _ => messages::self_service::policy(policy).get(locale).into_any(),
    };
    view! {
        <tr>
            <th scope="row">{link::object(workspace.directory(), Of::Group, group)}</th>
            <td>{kind_text}</td>
            <td>{control}</td>
            <td class="break">{said}</td>
        </tr>
    }
    .into_any()
}

/// Whether choosing a policy means something: only an owner may be missing.
fn changes(why: &[Ineligible]) -> bool {
    why.iter().all(|why| matches!(why, Ineligible::NoOwner | Ineligible::OwnersUnknown))
}

fn chooser(
    session: Session,
    workspace: &Workspace,
    (group, kind, policy): (GroupId, GroupKind, Option<JoinPolicy>),
    toasts: Toasts,
    locale: Locale,
) -> AnyView {
    let name = messages::object_name(workspace.groups(), group);
    let all = [JoinPolicy::Open, JoinPolicy::Approval, JoinPolicy::OwnersOnly];
    let options: Vec<AnyView> = all
        .into_iter()
        .enumerate()
        .filter(|(_, one)| policy_change(kind, *one).is_some())
        .map(|(at, one)| {
            view! {
                <option value=at.to_string() selected=policy == Some(one)>
                    {messages::self_service::policy(Some(one)).get(locale)}
                </option>
            }
            .into_any()
        })
        .collect();
    let unknown = policy.is_none().then(|| {
        view! {
            <option value="" selected=true disabled=true>
                {t::NOT_IMPORTED.get(locale)}
            </option>
        }
        .into_any()
    });
    let done = t::POLICY_DONE.with(locale, &[&name]);
    let stands = all
        .iter()
        .position(|one| policy == Some(*one))
        .map(|at| at.to_string())
        .unwrap_or_default();
    let choose = move |event: leptos::ev::Event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        let chosen = at.and_then(|at| all.get(at).copied());
        let Some((attribute, value)) = chosen.and_then(|one| policy_change(kind, one)) else {
            return;
        };
        let changes = vec![(attribute, Some(value))];
        let command = Command::EditGroups { groups: vec![group], changes };
        if act(session, toasts, locale, &command, &done).is_none() {
            // What was refused is not shown as if it were so.
            let target: web_sys::HtmlSelectElement = event_target(&event);
            target.set_value(&stands);
        }
    };
    view! {
        <select class="input" aria-label=t::POLICY_OF.with(locale, &[&name]) on:change=choose>
            {unknown}
            {options}
        </select>
    }
    .into_any()
}
