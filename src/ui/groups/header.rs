//! What can be done to a whole group, with the reason where it cannot.

use crate::{
    domain::{Attribute, Command, Existence, GroupId, Membership, Subject, Value},
    session::{Session, browser},
    store::group_membership,
    tenant::{
        expiry::{Fate, Lacks, fate, renewed_here},
        groups::Nature,
    },
    ui::{
        deleted::{choice::days_left, texts as deleted},
        groups::{
            convert::{Ask, Converter},
            existence, reason,
            renew::renewal,
            texts as t,
        },
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
            toolbar::Toolbar,
        },
        user::{
            act::{act, why_not},
            ask::Asker,
            texts as user,
        },
    },
};
use leptos::prelude::*;

/// The verbs of a group's page.
pub fn verbs(session: Session, group: GroupId, asker: Asker, converter: Converter) -> AnyView {
    let locale = lang();
    let existence = session.select(move |workspace| workspace.groups().existence(group));
    let content = move || {
        if !session.writes().get() {
            return view! { <p class="quiet">{user::READ_ONLY_TAB.get(locale)}</p> }.into_any();
        }
        match existence.get() {
            Existence::Active => active(session, group, asker, converter),
            Existence::Deleted(_) => restore(session, group, asker),
            Existence::Absent => ().into_any(),
        }
    };
    content.into_any()
}

/// What is to be known before anything is edited: where the group is managed instead.
pub fn lead(session: Session, group: GroupId) -> AnyView {
    let locale = lang();
    let why = session.select(move |workspace| reason::elsewhere(workspace, group, locale));
    (move || why.get().map(|why| strip(Notice::Info, why))).into_any()
}

/// How long a deleted group is kept.
pub fn days(existence: Existence, locale: crate::i18n::Locale) -> Option<String> {
    let Existence::Deleted(at) = existence else { return None };
    Some(match days_left(at, browser::now()) {
        Some(days) => deleted::DAYS_LEFT.of(locale, days),
        None => deleted::EXPIRED.get(locale).to_owned(),
    })
}

fn restore(session: Session, group: GroupId, asker: Asker) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let why = why_not(session, locale, move || Command::RestoreGroups { groups: vec![group] });
    let open = move |_| match why.get_untracked() {
        Some(why) => toasts.show(Tone::Bad, why),
        None => asker.ask(existence::restore(session, group, locale)),
    };
    view! {
        <div class="line">
            <button
                type="button"
                class="btn primary"
                aria-disabled=move || why.with(Option::is_some).then_some("true")
                title=move || why.get()
                on:click=open
            >
                {icon(Icon::Undo)} {user::RESTORE.get(locale)}
            </button>
        </div>
    }
    .into_any()
}

fn active(session: Session, group: GroupId, asker: Asker, converter: Converter) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let fixed = session.select(move |w| reason::not_convertible(w, group, locale));
    let convert = move |_| match fixed.get_untracked() {
        Some(why) => toasts.show(Tone::Bad, why),
        None => converter.open(convert(session, group)),
    };
    let not_deleted =
        why_not(session, locale, move || Command::DeleteGroups { groups: vec![group] });
    let delete = move |_| match not_deleted.get_untracked() {
        Some(why) => toasts.show(Tone::Bad, why),
        None => asker.ask(existence::delete(session, group, locale)),
    };
    view! {
        <Toolbar label=t::VERBS.get(locale)>
            <button
                type="button"
                class="btn"
                id="group-membership"
                aria-disabled=move || fixed.with(Option::is_some).then_some("true")
                title=move || fixed.get()
                on:click=convert
            >
                {icon(Icon::Filter)} {t::CHANGE_MEMBERSHIP.get(locale)}
            </button>
            {processing(session, group)}
            {renew(session, group)}
            <button
                type="button"
                class="btn"
                aria-disabled=move || not_deleted.with(Option::is_some).then_some("true")
                title=move || not_deleted.get()
                on:click=delete
            >
                {icon(Icon::Trash)} {t::DELETE.get(locale)}
            </button>
        </Toolbar>
    }
    .into_any()
}

/// What the dialog starts from: the rule of a dynamic group, or the way to make it one.
fn convert(session: Session, group: GroupId) -> Ask {
    let now = session.with_untracked(|workspace| group_membership(workspace.groups(), group));
    let to = match now {
        Some(Membership::DynamicDevice) => Membership::DynamicDevice,
        _ => Membership::DynamicUser,
    };
    Ask { group, to, rule: None }
}

/// The command that pauses the rules of groups, or has them followed again.
pub(super) fn processing_of(groups: Vec<GroupId>, on: bool) -> Command {
    let state = Value::Text(if on { "On" } else { "Paused" }.to_owned());
    let changes = vec![(Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE, Some(state))];
    Command::EditGroups { groups, changes }
}

/// Renews a group that may expire.
fn renew(session: Session, group: GroupId) -> AnyView {
    let locale = lang();
    let shown = session.select(move |workspace| {
        let lasts = match fate(workspace, group, browser::now()) {
            Fate::Lasts(_) | Fate::Unknown(Lacks::Kind) => true,
            Fate::Expires(..) | Fate::Unknown(_) | Fate::Renewed(_) => false,
        };
        (!lasts && !workspace.staged().is_new(Subject::group(group)))
            .then(|| renewed_here(workspace, group))
    });
    (move || shown.get().map(|_| session.with_untracked(|w| renewal(session, w, group, locale))))
        .into_any()
}

/// Pauses the rule of a dynamic group, or has it followed again.
fn processing(session: Session, group: GroupId) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let paused = session.select(move |workspace| {
        let groups = workspace.groups();
        let state = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
        let paused = state.as_text().is_some_and(|state| state.eq_ignore_ascii_case("Paused"));
        Nature::in_table(groups, group).is_dynamic().then_some(paused)
    });
    let command = move || processing_of(vec![group], paused.get() == Some(true));
    let why = why_not(session, locale, command);
    let switch = move |_| {
        let on = paused.get_untracked() == Some(true);
        let done = if on { t::RESUMED_DONE } else { t::PAUSED_DONE };
        act(session, toasts, locale, &processing_of(vec![group], on), done.get(locale));
    };
    let label = move || {
        let text = if paused.get() == Some(true) { t::RESUME } else { t::PAUSE };
        text.get(locale)
    };
    let dynamic = Memo::new(move |_| paused.get().is_some());
    let button = move || {
        dynamic.get().then(|| {
            view! {
                <button
                    type="button"
                    class="btn"
                    aria-disabled=move || why.with(Option::is_some).then_some("true")
                    title=move || why.get()
                    on:click=switch
                >
                    {icon(Icon::Power)} {label}
                </button>
            }
        })
    };
    button.into_any()
}
