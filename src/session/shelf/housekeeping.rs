//! What is done with workspaces that need not be open: another name, and the end.

use super::{Phase, Shelf, end, note};
use crate::storage::{self, Vault, prefs};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Shelf {
    /// Gives a workspace another name.
    pub fn rename(self, id: &str, name: &str) {
        let (id, name) = (id.to_owned(), name.to_owned());
        spawn_local(async move {
            let open = self.session_untracked().filter(|session| session.id() == id);
            let session = match open {
                Some(session) => Some(session),
                None => self.opened(&id).await.ok().flatten(),
            };
            let Some(session) = session else { return self.read().await };
            if session.rename(&name).is_err() {
                session.ask_for_name(&name).await;
            }
            if open.is_some() {
                return;
            }
            let called = session.entry().get_untracked().name;
            end(Some(session)).await;
            self.read().await;
            // The list of another tab that did it lags a little behind.
            self.workspaces.update(|list| {
                if let Some(line) = list.iter_mut().find(|line| line.id == id) {
                    line.name = called;
                }
            });
        });
    }

    /// Deletes a workspace with everything in it.
    pub fn delete(self, id: &str) {
        let back = self.back.get_value();
        let id = id.to_owned();
        let is_open = self.session_untracked().is_some_and(|session| session.id() == id);
        let open = is_open.then(|| self.leave(Phase::Start)).flatten();
        if let Some(session) = open {
            session.say_deleted();
            self.begin();
            note(None);
        }
        spawn_local(async move {
            end(open).await;
            back.memory.borrow_mut().remove(&id);
            // Struck out first: what is listed must be there.
            if let Ok(list) = back.lists.get().await {
                drop(list.remove(&id).await);
            }
            if self.memory().is_none() {
                drop(Vault::erase(&id).await);
            }
            self.read().await;
        });
    }

    /// Deletes every workspace and every choice of this browser.
    pub fn wipe(self) {
        let back = self.back.get_value();
        let open = self.leave(Phase::Start);
        if let Some(session) = open {
            session.say_deleted();
        }
        self.begin();
        spawn_local(async move {
            end(open).await;
            if let Ok(list) = back.lists.get().await {
                for (id, _) in list.list().await.unwrap_or_default() {
                    drop(list.remove(&id).await);
                    drop(Vault::erase(&id).await);
                }
            }
            drop(self.remove_product_table().await);
            back.memory.borrow_mut().clear();
            if self.memory().is_none() {
                storage::tidy_writing().await;
            }
            prefs::clear();
            self.read().await;
        });
    }
}
