//! What a page showed when it was last quiet, for whoever comes back to it.

use crate::persist::Picture;
use crate::persist::picture::Node;
use crate::session::{SaveState, Session, Shelf, browser};
use crate::storage::{picture_in_browser, prefs};
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

impl Shelf {
    /// Looks for the picture of a page of the workspace that [`Self::resume`] will open, and lets it
    /// be drawn, if it fits, before that keeps the page busy. It shows what is stored.
    pub fn look_for_picture(
        self,
        page: &'static str,
        draw: impl FnOnce(Picture) -> bool + 'static,
    ) {
        if self.memory().is_some() {
            return;
        }
        let mut seen = None;
        let looking = Promise::new(&mut |resolve, _| seen = Some(resolve));
        self.back.with_value(|back| *back.looking.borrow_mut() = Some(looking));
        spawn_local(async move {
            let id = match prefs::tab_workspace() {
                Some(id) => Some(id),
                None => self.last().await,
            };
            // A database that fails, or is from before there were pictures: there is none.
            if let Some(id) = id
                && let Ok(Some(picture)) = picture_in_browser(&id, page).await
                && draw(picture)
            {
                browser::painted().await;
            }
            if let Some(seen) = seen {
                drop(seen.call0(&JsValue::UNDEFINED));
            }
        });
    }

    /// Waits until a picture, if there is one, is before the eyes.
    pub(super) async fn wait_for_picture(self) {
        if let Some(looking) = self.back.with_value(|back| back.looking.take()) {
            drop(JsFuture::from(looking).await);
        }
    }
}

impl Session {
    /// Whether a picture of what is shown now would be of what is on disk; `None` while something
    /// is being written.
    pub fn can_keep_picture(self) -> Option<bool> {
        let keeper = self.keeper.try_get_value()?;
        if keeper.memory.is_some() || keeper.is_closed() || !self.writes.get_untracked() {
            return Some(false);
        }
        let saved = || matches!(self.save_state.get_untracked(), SaveState::Saved { .. });
        keeper.is_idle().then(saved)
    }

    /// Keeps the picture of a page, when [`Self::can_keep_picture`] and the last one that was kept
    /// is of something else. `view` is what it depends on besides the directory.
    pub fn keep_picture(
        self,
        page: &'static str,
        view: String,
        draw: impl FnOnce() -> Option<Vec<Node>>,
    ) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        let of = (keeper.generation.get(), self.next_number().saturating_sub(1), view);
        if self.can_keep_picture() != Some(true) || keeper.pictured.borrow().as_ref() == Some(&of) {
            return;
        }
        let Some(nodes) = draw() else { return };
        *keeper.pictured.borrow_mut() = Some(of.clone());
        let (generation, applied, view) = of;
        let picture = Picture { generation, applied, view, nodes };
        spawn_local(async move {
            // Where this fails the next opening shows no picture.
            if let Ok(vault) = keeper.vault().await {
                drop(vault.keep_picture(page, &picture).await);
            }
        });
    }
}
