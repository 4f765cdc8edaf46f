//! The verbs above the list. What cannot be done now says why.

use crate::{
    domain::Intent,
    i18n::Text,
    ui::{
        kit::{
            icon::{Icon, icon},
            popup::{Popup, PopupKind},
            toolbar::Toolbar,
        },
        nav::plain,
        page::Page,
        texts::{shell, users as t},
        users::{bulk::Verb, export, list::List},
    },
};
use leptos::prelude::*;

pub(super) fn toolbar(
    list: List,
    bulk: RwSignal<Option<Verb>>,
    choosing: RwSignal<bool>,
) -> AnyView {
    let List { session, memory, locale, .. } = list;
    let nobody = Memo::new(move |_| memory.selected_count(session) == 0);
    let blocked = Signal::derive(move || {
        if !session.writes().get() {
            Some(shell::READ_ONLY_DENIED.get(locale))
        } else if nobody.get() {
            Some(t::SELECT_FIRST.get(locale))
        } else {
            None
        }
    });
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
            {button(Icon::Trash, t::DELETE, Verb::Delete)}
            <span class="gap"></span>
            {export::menu(list)}
            <button type="button" class="btn plain" on:click=move |_| choosing.set(true)>
                {icon(Icon::Columns)} {t::COLUMNS.get(locale)}
            </button>
        </Toolbar>
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
