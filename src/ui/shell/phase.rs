//! What stands in `main`: the page, or why there is none yet.

use crate::{
    i18n::{Locale, words},
    session::{Broken, FileError, FileProblem, Phase, SaveState, Session, Shelf},
    ui::{
        kit::{
            lang::lang,
            notice::{Notice, strip},
        },
        nav::{Nav, plain},
        page::Page,
        pages,
        shell::{heading, save_state},
        start,
        texts::{shell as t, storage as st},
    },
};
use leptos::prelude::*;

/// What does not pass with a page: another tab writes, nothing is kept.
pub(super) fn banners(shelf: Shelf) -> AnyView {
    let locale = lang();
    (move || {
        let session = shelf.session()?;
        let state = session.save_state();
        Some(banner(session, &state.get(), locale))
    })
    .into_any()
}

fn banner(session: Session, state: &SaveState, locale: Locale) -> AnyView {
    let file = move || {
        view! {
            <button type="button" class="btn" on:click=move |_| session.save_file()>
                {st::SAVE_A_FILE.get(locale)}
            </button>
        }
    };
    let line = |text: String, action: AnyView| {
        view! { <div class="line between"><p>{text}</p>{action}</div> }.into_any()
    };
    match state {
        SaveState::Saved { .. } | SaveState::Saving { .. } => ().into_any(),
        SaveState::ReadOnly => {
            let take_over = view! {
                <button type="button" class="btn" on:click=move |_| session.take_over()>
                    {t::TAKE_OVER.get(locale)}
                </button>
            };
            strip(Notice::Info, line(t::READ_ONLY_TAB.get(locale).to_owned(), take_over.into_any()))
        }
        SaveState::Memory(reason) => {
            let text = save_state::memory(*reason, locale).to_owned();
            strip(Notice::Warn, line(text, file().into_any()))
        }
        SaveState::Failed { why, .. } => {
            let text = st::FAILED.with(locale, &[&save_state::storage_error(why, locale)]);
            strip(Notice::Bad, line(text, file().into_any()))
        }
    }
}

/// The page that the address names, as far as it can be shown.
pub(super) fn content(nav: Nav, shelf: Shelf) -> AnyView {
    let locale = lang();
    let phase = Memo::new(move |_| shelf.phase().get());
    (move || {
        let page = nav.page().get();
        let Some(page) = page else { return not_found(locale) };
        if let Some(view) = pages::without_workspace(page, shelf) {
            return view;
        }
        match phase.get() {
            Phase::Ready(session) => pages::with_workspace(page, session, shelf),
            Phase::Start => start::start_page(shelf),
            Phase::Loading { name } => loading(name, locale),
            Phase::Broken(broken) => broken_view(broken, shelf, locale),
        }
    })
    .into_any()
}

fn not_found(locale: Locale) -> AnyView {
    view! {
        {heading(t::NOT_FOUND.get(locale))}
        <p>{t::NOT_FOUND_TEXT.get(locale)}</p>
        <p><a class="btn" href=plain(Page::Overview)>{t::TO_OVERVIEW.get(locale)}</a></p>
    }
    .into_any()
}

fn loading(name: Option<String>, locale: Locale) -> AnyView {
    let text = name.map_or_else(
        || t::OPENING_SOME.get(locale).to_owned(),
        |name| t::OPENING.with(locale, &[&name]),
    );
    view! { <p class="slow" role="status">{text}</p> }.into_any()
}

fn broken_view(broken: Broken, shelf: Shelf, locale: Locale) -> AnyView {
    let back = view! {
        <button type="button" class="btn" on:click=move |_| shelf.close()>
            {words::BACK.get(locale)}
        </button>
    };
    match broken {
        Broken::Stored { id, why } => {
            let export = move |_| shelf.export_raw(&id);
            let actions = view! {
                <button type="button" class="btn primary" on:click=export>
                    {st::EXPORT_RAW.get(locale)}
                </button>
                {back}
            };
            view! {
                {heading(st::BROKEN_TITLE.get(locale))}
                {strip(Notice::Bad, save_state::storage_error(&why, locale))}
                <p class="measure">{st::BROKEN_STORED.get(locale)}</p>
                <div class="line">{actions}</div>
            }
            .into_any()
        }
        Broken::File { name, why } => {
            let title = st::BROKEN_FILE.with(locale, &[&name]);
            view! {
                {heading(title)}
                {strip(Notice::Bad, file_problem(&why, locale))}
                <div class="line">{back}</div>
            }
            .into_any()
        }
    }
}

fn file_problem(why: &FileProblem, locale: Locale) -> String {
    let number = |operation: &crate::domain::OperationId| operation.0.to_string();
    match why {
        FileProblem::NotReadable => st::NOT_READABLE.get(locale).to_owned(),
        FileProblem::Content(FileError::Foreign) => st::FOREIGN.get(locale).to_owned(),
        FileProblem::Content(FileError::Unreadable(why)) => save_state::upgrade_error(why, locale),
        FileProblem::Content(FileError::Contradiction { operation }) => {
            st::CONTRADICTION.with(locale, &[&number(operation)])
        }
        FileProblem::Content(FileError::Refused { operation, .. }) => {
            st::REFUSED.with(locale, &[&number(operation)])
        }
    }
}
