//! The keys that work everywhere.

use crate::{
    session::Shelf,
    ui::{
        app::Choices,
        fragment::Fragment,
        kit::{
            dom::{by_id, is_typing, on_window},
            lang::lang,
            toast::use_toasts,
        },
        nav::Nav,
        page::Page,
        shell::{Overlays, current},
        start::intake::Intake,
        workbench::{Ask, use_workbench},
    },
};
use leptos::{ev, prelude::*};

/// The search of a list, which `/` goes to.
pub(in crate::ui) const LIST_SEARCH: &str = "list-search";

/// Listens for as long as the shell is drawn.
pub(super) fn listen(choices: Choices, nav: Nav, shelf: Shelf, overlays: Overlays, intake: Intake) {
    let (locale, toasts, workbench) = (lang(), use_toasts(), use_workbench());
    let going = StoredValue::new(false);
    on_window(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        let key = event.key().to_ascii_lowercase();
        let was_going = going.try_update_value(std::mem::take).unwrap_or_default();
        let modal = document().query_selector("dialog[open]").is_ok_and(|found| found.is_some());
        if control && !event.alt_key() {
            let session = current(shelf);
            match (key.as_str(), session) {
                ("k", _) if !modal || overlays.finder.get_untracked() => {
                    overlays.finder.update(|open| *open = !*open);
                }
                ("o", _) if !modal => intake.choose_files(),
                ("s", Some(session)) => workbench.act(Ask::SaveFile(session)),
                ("z", Some(session)) if !modal && !is_typing(&event) => {
                    if event.shift_key() {
                        workbench.act(Ask::Redo(session, toasts, locale));
                    } else {
                        workbench.act(Ask::Undo(session, toasts, locale));
                    }
                }
                ("y", Some(session)) if !modal && !is_typing(&event) => {
                    workbench.act(Ask::Redo(session, toasts, locale));
                }
                _ => return,
            }
            event.prevent_default();
            return;
        }
        if modal
            || control
            || event.alt_key()
            || is_typing(&event)
            || !choices.letters.get_untracked()
        {
            return;
        }
        match key.as_str() {
            "?" => overlays.sheet.set(true),
            "/" => match by_id(LIST_SEARCH) {
                Some(search) => drop(search.focus()),
                None => overlays.finder.set(true),
            },
            letter if was_going => match page_of(letter) {
                Some(page) => nav.go(page, &Fragment::default()),
                None => return,
            },
            "g" => return going.set_value(true),
            _ => return,
        }
        event.prevent_default();
    });
}

fn page_of(letter: &str) -> Option<Page> {
    Some(match letter {
        "o" => Page::Overview,
        "u" => Page::Users,
        "g" => Page::Groups,
        "d" => Page::Devices,
        "l" => Page::Licences,
        "r" => Page::Rules,
        "e" => Page::SelfService,
        "h" => Page::Education,
        "c" => Page::Changes,
        "a" => Page::Audit,
        "s" => Page::Settings,
        _ => return None,
    })
}
