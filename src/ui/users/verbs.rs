//! The verbs above the list. What cannot be done now says why.

use crate::{
    domain::{Intent, Party, Subject},
    i18n::Text,
    ui::{
        groups::relate::{Ask, Relater},
        kit::{
            icon::{Icon, icon},
            popup::{Popup, PopupKind},
            toolbar::Toolbar,
        },
        licences::{Licenser, change_button},
        lists::List,
        nav::plain,
        page::Page,
        texts::{shell, users as t},
        users::bulk::Verb,
    },
};
use leptos::prelude::*;

/// Why nothing can be done to whoever is selected.
pub(in crate::ui) fn blocked(list: List) -> Signal<Option<&'static str>> {
    let List { session, memory, locale, .. } = list;
    let nobody = Memo::new(move |_| memory.selected_count(session) == 0);
    Signal::derive(move || {
        if !session.writes().get() {
            Some(shell::READ_ONLY_DENIED.get(locale))
        } else if nobody.get() {
            Some(t::SELECT_FIRST.get(locale))
        } else {
            None
        }
    })
}

pub(super) fn toolbar(
    list: List,
    bulk: RwSignal<Option<Verb>>,
    relater: Relater,
    licenser: Licenser,
) -> AnyView {
    let (locale, blocked) = (list.locale, blocked(list));
    let button = move |shape: Icon, text: Text, verb: Verb| {
        view! {
            <button
                type="button"
                class="btn plain"
                aria-disabled=move || blocked.get().map(|_| "true")
                title=move || blocked.get()
                on:click=move |_| start(blocked, bulk, verb)
            >
                {icon(shape)} {text.get(locale)}
            </button>
        }
        .into_any()
    };
    let menu = move |shape: Icon, text: Text, items: &'static [(Text, Verb)]| {
        let label = view! { {icon(shape)} {text.get(locale)} {icon(Icon::Down)} }.into_any();
        view! {
            <Popup kind=PopupKind::Menu class="btn plain" button=label>
                {move || {
                    items
                        .iter()
                        .map(|(text, verb)| item(blocked, bulk, *text, *verb, locale))
                        .collect::<Vec<_>>()
                }}
            </Popup>
        }
        .into_any()
    };
    view! {
        <Toolbar label=t::VERBS.get(locale)>
            <a class="btn primary" href=plain(Page::NewUser)>
                {icon(Icon::Add)} {Page::NewUser.title().get(locale)}
            </a>
            {button(Icon::Pencil, t::EDIT, Verb::Edit)}
            {menu(Icon::Power, t::SIGN_IN, SIGN_IN)}
            {menu(Icon::Key, t::PASSWORD, PASSWORD)}
            {groups(list, blocked, relater)}
            {change_button(list, blocked, licenser)}
            {button(Icon::Trash, t::DELETE, Verb::Delete)}
            {list.tools()}
        </Toolbar>
    }
    .into_any()
}

/// Puts whoever is selected into groups, or takes them out.
fn groups(list: List, blocked: Signal<Option<&'static str>>, relater: Relater) -> AnyView {
    let locale = list.locale;
    let label = view! { {icon(Icon::Groups)} {t::GROUPS.get(locale)} {icon(Icon::Down)} };
    let open = move |adds: bool| {
        if blocked.get_untracked().is_none() {
            let users = untrack(|| list.memory.selected_rows(list.session));
            let parties = users.into_iter().map(|user| Party::Here(Subject::user(user))).collect();
            relater.open(Ask { groups: Vec::new(), parties, side: None, adds });
        }
    };
    let item = move |text: Text, adds: bool| {
        let why = move || blocked.get().map(|why| view! { <span class="why">{why}</span> });
        view! {
            <button
                type="button"
                role="menuitem"
                tabindex="-1"
                aria-disabled=move || blocked.get().map(|_| "true")
                on:click=move |_| open(adds)
            >
                <span>{text.get(locale)} {why}</span>
            </button>
        }
        .into_any()
    };
    view! {
        <Popup kind=PopupKind::Menu class="btn plain" button=label.into_any()>
            {item(t::ADD_TO_GROUPS, true)}
            {item(t::REMOVE_FROM_GROUPS, false)}
        </Popup>
    }
    .into_any()
}

const SIGN_IN: &[(Text, Verb)] = &[
    (t::ENABLE, Verb::Enable(true)),
    (t::DISABLE, Verb::Enable(false)),
    (t::REVOKE, Verb::Stage(Intent::RevokeSessions)),
];

const PASSWORD: &[(Text, Verb)] = &[
    (t::RESET, Verb::Stage(Intent::ResetPassword)),
    (t::FORCE, Verb::Stage(Intent::ForcePasswordChange)),
    (t::FORCE_MFA, Verb::Stage(Intent::ForcePasswordChangeWithMfa)),
];

fn start(blocked: Signal<Option<&'static str>>, bulk: RwSignal<Option<Verb>>, verb: Verb) {
    if blocked.get_untracked().is_none() {
        bulk.set(Some(verb));
    }
}

fn item(
    blocked: Signal<Option<&'static str>>,
    bulk: RwSignal<Option<Verb>>,
    text: Text,
    verb: Verb,
    locale: crate::i18n::Locale,
) -> AnyView {
    let why = move || blocked.get().map(|why| view! { <span class="why">{why}</span> });
    view! {
        <button
            type="button"
            role="menuitem"
            tabindex="-1"
            aria-disabled=move || blocked.get().map(|_| "true")
            on:click=move |_| start(blocked, bulk, verb)
        >
            <span>{text.get(locale)} {why}</span>
        </button>
    }
    .into_any()
}
