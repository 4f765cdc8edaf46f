//! Which view a page has. Route boundaries end in `AnyView`, so that no type grows over them.

use crate::{
    session::{Session, Shelf},
    ui::{page::Page, settings, start},
};
use leptos::prelude::*;

/// Pages that need no open workspace.
pub(super) fn without_workspace(page: Page, shelf: Shelf) -> Option<AnyView> {
    match page {
        Page::Start => Some(start::start_page(shelf)),
        Page::Settings => Some(settings::settings_page(shelf)),
        _ => None,
    }
}

/// Pages of the open workspace.
pub(super) fn with_workspace(page: Page, session: Session, shelf: Shelf) -> AnyView {
    match page {
        Page::Settings => settings::settings_page(shelf),
        Page::Start => start::start_page(shelf),
        _ => {
            let count = session.select(|workspace| workspace.users().active_count());
            view! { <p>{count}</p> }.into_any()
        }
    }
}
