//! The far side: whatever is reached from here alone is compiled into the second file.

use crate::{
    domain::attribute::Of,
    session::{Shelf, folder},
    ui::{
        audit, changes, collector, compare, deleted, drift, education, groups, import, licences,
        lists, my_groups, new_group, new_user, objects, overview,
        page::Page,
        rules, self_service, settings,
        shell::{bar, broken, finder, sheet, undo},
        user, users,
        workbench::{Ask, Missing, Piece, Ways},
    },
};
use leptos::{prelude::*, task::spawn_local};

/// The ways in, once the file is here.
///
/// # Errors
/// [`Missing`] when it does not arrive; asking again tries again.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "one file, as tests have it, is always here")]
pub(super) async fn ways() -> Result<Ways, Missing> {
    Ok(WAYS)
}

#[cfg(feature = "split")]
pub(super) use split::ways;

#[cfg(feature = "split")]
mod split {
    use super::{Missing, WAYS, Ways};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    #[wasm_split(workbench, fallible)]
    pub(in crate::ui::workbench) fn ways() -> Result<Ways, Missing> {
        // Where the macro fetches, it returns early with the error.
        Some(WAYS).ok_or(Missing)
    }

    impl From<SplitLoaderError> for Missing {
        fn from(_: SplitLoaderError) -> Self {
            Self
        }
    }
}

const WAYS: Ways = Ways { provide, act, view };

fn provide() {
    lists::ListMemory::provide();
    rules::RulesMemory::provide();
    groups::carry::Carried::provide();
}

fn act(ask: Ask, shelf: Shelf) {
    match ask {
        Ask::Resume => shelf.resume(),
        Ask::Open(id) => shelf.open(&id),
        Ask::Sample(name) => shelf.open_sample(name),
        Ask::OpenFile(file) => shelf.open_file(file),
        Ask::Import(files) => shelf.begin_import(files),
        Ask::Folders(entries, intake) => {
            spawn_local(async move { intake.take(folder::files_of(entries).await) });
        }
        Ask::Rename { id, name } => shelf.rename(&id, &name),
        Ask::Delete(id) => shelf.delete(&id),
        Ask::SaveFile(session) => session.save_file(),
        Ask::Undo(session, toasts, locale) => undo::undo(session, toasts, locale),
        Ask::Redo(session, toasts, locale) => undo::redo(session, toasts, locale),
    }
}

fn view(piece: Piece, shelf: Shelf) -> AnyView {
    match piece {
        Piece::Page(page, session) => self::page(page, session, shelf),
        Piece::Broken(why) => broken::broken(why, shelf),
        Piece::Bar(session) => bar::bar(session),
        Piece::Banner(session) => bar::banner(session),
        Piece::Finder => finder::finder(shelf),
        Piece::Sheet => sheet::sheet(),
    }
}

/// Which view a page has; nothing for one that needs a workspace when none is open.
fn page(page: Page, session: Option<crate::session::Session>, shelf: Shelf) -> AnyView {
    match (page, session) {
        (Page::Settings, _) => settings::settings_page(shelf),
        (Page::Import, _) => import::import_page(shelf),
        (Page::Collector, _) => collector::collector_page(),
        (Page::User, Some(session)) => user::user_page(session),
        (Page::NewUser, Some(session)) => new_user::new_user_page(session),
        (Page::Deleted, Some(session)) => deleted::deleted_page(session),
        (Page::Groups, Some(session)) => objects::list_page(session, Of::Group),
        (Page::Group, Some(session)) => objects::group_page(session),
        (Page::Drift, Some(session)) => drift::drift_page(session),
        (Page::Compare, Some(session)) => compare::compare_page(session),
        (Page::NewGroup, Some(session)) => new_group::new_group_page(session),
        (Page::Devices, Some(session)) => objects::list_page(session, Of::Device),
        (Page::Device, Some(session)) => objects::device_page(session),
        (Page::Licences, Some(session)) => licences::licences_page(session),
        (Page::Licensed, Some(session)) => licences::people_page(session),
        (Page::Guide, Some(session)) => licences::guide_page(session),
        (Page::Product, Some(session)) => licences::product_page(session),
        (Page::Money, Some(session)) => licences::money_page(session),
        (Page::Rules, Some(session)) => rules::rules_page(session),
        (Page::SelfService, Some(session)) => self_service::self_service_page(session),
        (Page::MyGroups, Some(session)) => my_groups::my_groups_page(session),
        (Page::Education, Some(session)) => education::education_page(session),
        (Page::Changes, Some(session)) => changes::changes_page(session),
        (Page::HandOff, Some(session)) => changes::hand_off_page(session),
        (Page::Audit, Some(session)) => audit::audit_page(session),
        (Page::Overview, Some(session)) => overview::overview_page(session),
        (Page::Users, Some(session)) => users::users_page(session),
        (_, None) | (Page::Start, _) => ().into_any(),
    }
}
