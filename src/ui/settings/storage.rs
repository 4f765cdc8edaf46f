//! Where things are kept, and how to remove them.

use crate::{
    i18n::{Locale, words},
    session::{AsideFile, Home, Label, Session, Shelf},
    ui::{
        kit::{
            dialog::Dialog,
            icon::{Icon, icon},
            lang::lang,
        },
        shell::save_state,
        texts::{settings as t, storage as st},
    },
};
use leptos::prelude::*;

pub(super) fn storage(shelf: Shelf) -> AnyView {
    let locale = lang();
    let wiping = RwSignal::new(false);
    shelf.refresh();
    let open = move || shelf.session().map(|session| open_workspace(session, locale));
    view! {
        <section class="stack">
            <h2>{t::STORAGE.get(locale)}</h2>
            <dl class="facts">
                {move || home(shelf, shelf.home().get(), locale)}
                {open}
            </dl>
        </section>
        <section class="stack">
            <h2>{t::WIPE.get(locale)}</h2>
            <p>{t::WIPE_TEXT.get(locale)}</p>
            <div class="line">
                <button type="button" class="btn danger" on:click=move |_| wiping.set(true)>
                    {t::WIPE_BUTTON.get(locale)}
                </button>
            </div>
        </section>
        {wipe_dialog(shelf, wiping)}
    }
    .into_any()
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

fn home(shelf: Shelf, home: Home, locale: Locale) -> AnyView {
    let room = match home {
        Home::Memory(reason) => {
            return view! {
                {fact(t::WHERE.get(locale), t::MEMORY.get(locale))}
                <p class="quiet">{save_state::memory(reason, locale)}</p>
            }
            .into_any();
        }
        Home::Browser(room) => room,
    };
    let used = match (room.usage, room.quota) {
        (Some(used), Some(granted)) => {
            t::USED_OF.with(locale, &[&locale.size(used), &locale.size(granted)])
        }
        (Some(used), None) => locale.size(used),
        (None, _) => t::PERSISTENCE_UNKNOWN.get(locale).to_owned(),
    };
    let promise = match room.persisted {
        Some(true) => t::PERSISTED,
        Some(false) => t::NOT_PERSISTED,
        None => t::PERSISTENCE_UNKNOWN,
    };
    let ask = (room.persisted == Some(false)).then(|| {
        view! {
            <button type="button" class="btn" on:click=move |_| shelf.ask_to_persist()>
                {t::ASK_TO_PERSIST.get(locale)}
            </button>
        }
    });
    let kept = view! { <span>{promise.get(locale)}</span> {ask} };
    view! {
        {fact(t::WHERE.get(locale), t::IN_BROWSER.get(locale))}
        {fact(t::USED.get(locale), used)}
        {fact(t::PERSISTENCE.get(locale), kept)}
    }
    .into_any()
}

fn open_workspace(session: Session, locale: Locale) -> AnyView {
    let state = session.save_state();
    let value = view! {
        <span>{move || save_state::words(&state.get(), locale).0}</span>
        <span class="quiet">{move || save_state::copy_words(session.file_copy().get(), locale)}</span>
        <button type="button" class="btn" on:click=move |_| session.save_file()>
            {st::SAVE_A_FILE.get(locale)}
        </button>
    };
    view! { {fact(t::SAVED.get(locale), value)} {move || kept_beside(session, locale)} }.into_any()
}

/// Files that the page has no place for yet, each with the way out.
fn kept_beside(session: Session, locale: Locale) -> Option<AnyView> {
    let files = session.aside().get();
    let row = |file: AsideFile| {
        let Label { name, bytes, at, .. } = file.label;
        let about = format!("{} · {}", locale.size(bytes), save_state::near(at, locale));
        let forget = t::FORGET_FILE.with(locale, &[&name]);
        view! {
            <li class="line">
                <button type="button" class="btn link" on:click=move |_| session.save_aside(file.key)>
                    {name}
                </button>
                <span class="quiet">{about}</span>
                <button
                    type="button"
                    class="btn plain only-icon"
                    aria-label=forget.clone()
                    title=forget
                    aria-disabled=move || (!session.writes().get()).then_some("true")
                    on:click=move |_| {
                        if session.writes().get_untracked() {
                            session.remove_aside(file.key);
                        }
                    }
                >
                    {icon(Icon::Trash)}
                </button>
            </li>
        }
        .into_any()
    };
    (!files.is_empty()).then(|| {
        let rows = files.into_iter().map(row).collect::<Vec<_>>();
        let list = view! {
            <p class="quiet">{t::ASIDE_TEXT.get(locale)}</p>
            <ul class="events">{rows}</ul>
        };
        fact(t::ASIDE.get(locale), list)
    })
}

fn wipe_dialog(shelf: Shelf, open: RwSignal<bool>) -> AnyView {
    let locale = lang();
    let body = move || {
        let count = shelf.workspaces().with(|list| u64::try_from(list.len()).unwrap_or_default());
        let wipe = move |_| {
            open.set(false);
            shelf.wipe();
        };
        view! {
            <div class="body"><p>{t::WIPE_CONFIRM.of(locale, count)}</p></div>
            <footer>
                <button type="button" class="btn" autofocus on:click=move |_| open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
                <button type="button" class="btn danger" on:click=wipe>{t::WIPE.get(locale)}</button>
            </footer>
        }
        .into_any()
    };
    view! { <Dialog open=open title=t::WIPE_TITLE.get(locale)>{body}</Dialog> }.into_any()
}
