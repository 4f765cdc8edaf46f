//! What stands in `main`: the page, or why there is none yet.

use crate::{
    i18n::Locale,
    session::{Phase, Shelf},
    ui::{
        kit::lang::lang,
        nav::{Nav, plain},
        page::Page,
        picture,
        shell::heading,
        start,
        texts::shell as t,
        workbench::{Piece, Workbench},
    },
};
use leptos::prelude::*;

/// What does not pass with a page: another tab writes, nothing is kept.
pub(super) fn banners(shelf: Shelf, workbench: Workbench) -> AnyView {
    (move || workbench.quietly(Piece::Banner(shelf.session()?))).into_any()
}

/// The page that the address names, as far as it can be shown.
pub(super) fn content(nav: Nav, shelf: Shelf, workbench: Workbench) -> AnyView {
    let locale = lang();
    let phase = Memo::new(move |_| shelf.phase().get());
    (move || {
        let page = nav.page().get();
        let waited_for = workbench.is_waited_for();
        let opening = || waited_for || matches!(phase.get(), Phase::Loading { .. });
        if page != Some(Page::Users) || !opening() {
            picture::remove();
        }
        let Some(page) = page else { return not_found(locale) };
        if waited_for {
            return workbench.view(Piece::Page(page, None));
        }
        if page == Page::Start {
            return start::start_page(shelf, workbench);
        }
        if !page.needs_workspace() {
            return workbench.view(Piece::Page(page, None));
        }
        match phase.get() {
            Phase::Ready(session) => workbench.view(Piece::Page(page, Some(session))),
            Phase::Start => start::start_page(shelf, workbench),
            Phase::Loading { name } => loading(name, locale),
            Phase::Broken(why) => workbench.view(Piece::Broken(why)),
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
