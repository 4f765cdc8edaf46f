//! Which view a page has. Route boundaries end in `AnyView`, so that no type grows over them.

use crate::{
    session::{Session, Shelf},
    ui::{
        changes, collector, deleted, import, new_user, overview, page::Page, settings, start, user,
        users,
    },
};
use leptos::prelude::*;

/// Pages that need no open workspace.
pub(super) fn without_workspace(page: Page, shelf: Shelf) -> Option<AnyView> {
    match page {
        Page::Start => Some(start::start_page(shelf)),
        Page::Settings => Some(settings::settings_page(shelf)),
        Page::Import => Some(import::import_page(shelf)),
        Page::Collector => Some(collector::collector_page()),
        _ => None,
    }
}

/// Pages of the open workspace.
pub(super) fn with_workspace(page: Page, session: Session, shelf: Shelf) -> AnyView {
    match page {
        Page::Settings => settings::settings_page(shelf),
        Page::Start => start::start_page(shelf),
        Page::Import => import::import_page(shelf),
        Page::User => user::user_page(session),
        Page::NewUser => new_user::new_user_page(session),
        Page::Deleted => deleted::deleted_page(session),
        Page::Changes => changes::changes_page(session),
        Page::HandOff => changes::hand_off_page(session),
        Page::Overview => overview::overview_page(session),
        Page::Users => users::users_page(session),
        Page::Collector => collector::collector_page(),
    }
}
