//! Files kept beside a workspace until the page has a place for them.

use crate::persist::aside::Label;
use crate::session::{Session, browser};
use crate::storage::Aside;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A file kept beside the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideFile {
    /// Its key, to hand it out or forget it.
    pub key: u32,
    pub label: Label,
}

impl Session {
    /// The files kept beside the workspace.
    pub fn aside(self) -> Signal<Vec<AsideFile>> {
        self.aside.into()
    }

    /// Puts files beside the workspace; gives back through [`Self::aside`] what is there then. Until
    /// they are, the page says that it is saving. What finds no room stays outside, and the list says so
    /// by not naming it.
    pub(super) fn put_aside(self, files: impl Future<Output = Vec<Aside>> + 'static) {
        let keeper = self.keeper.get_value();
        keeper.asides.set(keeper.asides.get() + 1);
        spawn_local(async move {
            let files = files.await;
            if let Ok(vault) = keeper.vault().await {
                for file in files {
                    drop(vault.put_aside(&file).await);
                }
            }
            self.read_aside().await;
            keeper.asides.set(keeper.asides.get().saturating_sub(1));
            self.settled(&keeper);
        });
    }

    /// Hands a file out as it came.
    pub fn save_aside(self, key: u32) {
        let keeper = self.keeper.get_value();
        spawn_local(async move {
            let Ok(vault) = keeper.vault().await else { return };
            let Ok(Some(file)) = vault.aside(key).await else { return };
            let name = Label::decode(&file.label).map(|label| label.name).unwrap_or_default();
            browser::download(&name, "application/octet-stream", &[&file.content]);
        });
    }

    /// Forgets a file.
    pub fn remove_aside(self, key: u32) {
        let keeper = self.keeper.get_value();
        spawn_local(async move {
            if let Ok(vault) = keeper.vault().await {
                drop(vault.remove_aside(key).await);
            }
            self.read_aside().await;
        });
    }

    /// Reads the list.
    pub(super) async fn read_aside(self) {
        let Some(keeper) = self.keeper.try_get_value() else { return };
        let Ok(vault) = keeper.vault().await else { return };
        let Ok(labels) = vault.asides().await else { return };
        let files = labels
            .into_iter()
            .filter_map(|(key, label)| Some(AsideFile { key, label: Label::decode(&label).ok()? }));
        drop(self.aside.try_set(files.collect()));
    }
}
