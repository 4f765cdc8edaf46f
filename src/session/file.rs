//! Workspace files: out as downloads, in as new workspaces.

use crate::exchange::workspace_file::{self, AsideRef, Contents, EXTENSION};
use crate::session::shelf::{Broken, FileProblem, Phase, end};
use crate::session::{Session, Shelf, browser};
use crate::storage::{Aside, Vault};
use crate::tenant::Workspace;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

const MIME: &str = "application/octet-stream";

impl Session {
    /// Hands the workspace out as a file, with the files kept beside it.
    pub fn save_file(self) {
        let keeper = self.keeper.get_value();
        spawn_local(async move {
            let mut aside = Vec::new();
            if let Ok(vault) = keeper.vault().await {
                for (key, _) in vault.asides().await.unwrap_or_default() {
                    aside.extend(vault.aside(key).await.ok().flatten());
                }
            }
            let refs: Vec<AsideRef<'_>> =
                aside.iter().map(|Aside { label, content }| AsideRef { label, content }).collect();
            let written = self.workspace.try_with_untracked(|workspace| {
                (workspace_file::write(workspace, &refs), file_name(&workspace.info.name))
            });
            if let Some((bytes, name)) = written {
                browser::download(&name, MIME, &[&bytes]);
                self.copied(browser::now());
            }
        });
    }
}

impl Shelf {
    /// Opens a workspace file as a new workspace of this browser.
    pub fn open_file(self, file: File) {
        let name = file.name();
        let attempt = self.begin();
        let before = self.leave(Phase::Loading { name: Some(name.clone()) });
        spawn_local(async move {
            end(before).await;
            let opened = read(&file).await;
            if !self.is_newest(attempt) {
                return;
            }
            match opened {
                Ok((workspace, aside)) => {
                    let session = self.create(workspace);
                    if !aside.is_empty() {
                        session.put_aside(std::future::ready(aside));
                    }
                }
                Err(why) => {
                    let problem = Broken::File { name, why };
                    end(self.leave(Phase::Broken(problem))).await;
                }
            }
        });
    }

    /// Hands out what is stored of a workspace, record by record, whether this code can read it or
    /// not; newer code opens it as a workspace file.
    pub fn export_raw(self, id: &str) {
        let id = id.to_owned();
        spawn_local(async move {
            let Ok(vault) = Vault::in_browser(&id).await else { return };
            let Some(bytes) = raw(&vault).await else { return };
            browser::download(&file_name(&id), MIME, &[&bytes]);
        });
    }
}

/// What is stored, as a file.
async fn raw(vault: &Vault) -> Option<Vec<u8>> {
    let (newest, _) = vault.heads().await.ok()?.into_iter().next()?;
    let stored = vault.load(newest).await.ok()??;
    let mut aside = Vec::new();
    for (key, _) in vault.asides().await.unwrap_or_default() {
        aside.extend(vault.aside(key).await.ok().flatten());
    }
    Some(workspace_file::assemble(&Contents {
        head: &stored.generation.head,
        blocks: stored.generation.blocks.iter().map(Vec::as_slice).collect(),
        operations: stored.journal.iter().map(|(_, record)| record.as_slice()).collect(),
        aside: aside.iter().map(|Aside { label, content }| AsideRef { label, content }).collect(),
    }))
}

async fn read(file: &File) -> Result<(Workspace, Vec<Aside>), FileProblem> {
    let bytes =
        browser::read(file, 0, browser::size(file)).await.ok_or(FileProblem::NotReadable)?;
    let contents = workspace_file::contents(&bytes).map_err(FileProblem::Content)?;
    let workspace = workspace_file::open(&contents).map_err(FileProblem::Content)?;
    let aside = contents
        .aside
        .iter()
        .map(|aside| Aside { label: aside.label.to_vec(), content: aside.content.to_vec() })
        .collect();
    Ok((workspace, aside))
}

/// A name that every file system takes.
pub(super) fn file_name(name: &str) -> String {
    let tame: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') { c } else { '_' })
        .take(80)
        .collect();
    let tame = tame.trim_matches(['.', ' ']);
    format!("{}.{EXTENSION}", if tame.is_empty() { "workspace" } else { tame })
}
