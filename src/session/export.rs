//! A list out as a file, in pieces between which the page breathes.

use crate::domain::attribute::Of;
use crate::exchange::audit_out::{AuditForm, AuditKind, AuditWriter};
use crate::exchange::csv_out::{Changed, Export, Profile};
use crate::licensing::Catalogue;
use crate::session::{Session, browser};
use crate::store::Field;
use crate::tenant::Workspace;
use crate::tenant::licences::Licences;
use crate::tenant::predicted::Predicted;
use leptos::prelude::*;
use std::sync::Arc;

/// The type that browsers know the file by.
pub const CSV: &str = "text/csv;charset=utf-8";
/// The same of JSON.
pub const JSON: &str = "application/json";
/// The same of a page.
pub const HTML: &str = "text/html;charset=utf-8";

/// Records of the audit log that are written in one go.
const RECORDS: usize = 2_000;

/// People whose licences are written in one go.
const PEOPLE: usize = 1_000;

/// What of a file about people's licences is to be written.
#[derive(Debug, Clone, Copy)]
pub enum Piece<'a> {
    Start,
    /// These rows, and how many came before them.
    Rows(&'a [u32], usize),
    End,
}

impl Session {
    /// A file about these people's licences; none when the workspace was closed meanwhile. It shows the directory
    /// at one moment: when somebody changes it half-way, it is written anew.
    pub async fn licences_file(
        self,
        rows: Arc<[u32]>,
        write: impl Fn(Piece<'_>, &Workspace, &Catalogue, &mut Licences) -> Vec<u8>,
    ) -> Option<browser::Parts> {
        'anew: loop {
            let mut parts = browser::Parts::default();
            let revision = self.revision.try_get_untracked()?;
            let pieces = rows.chunks(PEOPLE).zip((0..).step_by(PEOPLE));
            let pieces = pieces.map(|(rows, before)| Piece::Rows(rows, before));
            for piece in std::iter::once(Piece::Start).chain(pieces).chain([Piece::End]) {
                if self.revision.try_get_untracked()? != revision {
                    continue 'anew;
                }
                parts.push(untrack(|| {
                    self.with_licences(|workspace, catalogue, licences| {
                        write(piece, workspace, catalogue, licences)
                    })
                })?);
                browser::pause().await;
            }
            return Some(parts);
        }
    }

    /// The file of these rows of the imported audit log, or of predicted records; none when the
    /// workspace was closed meanwhile. Entries never leave the log, so rows stay what they are.
    pub async fn audit(
        self,
        predicted: Option<Arc<Predicted>>,
        rows: Arc<[u32]>,
        form: AuditForm,
    ) -> Option<browser::Parts> {
        let kind = if predicted.is_some() { AuditKind::Predicted } else { AuditKind::Imported };
        let mut writer = AuditWriter::new(kind, form);
        let mut parts = browser::Parts::default();
        parts.push(writer.start());
        for rows in rows.chunks(RECORDS) {
            let piece = match &predicted {
                Some(predicted) => writer.rows(&predicted.log, rows),
                None => self
                    .workspace
                    .try_with_untracked(|workspace| writer.rows(workspace.audit_log(), rows))?,
            };
            parts.push(piece);
            browser::pause().await;
        }
        parts.push(writer.end());
        Some(parts)
    }

    /// The file of these rows and columns; none when the workspace was closed meanwhile. It shows
    /// the directory at one moment: when somebody changes it half-way, it is written anew.
    pub async fn csv(
        self,
        of: Of,
        rows: Arc<[u32]>,
        columns: &[Field],
        profile: Profile,
    ) -> Option<browser::Parts> {
        'anew: loop {
            let mut parts = browser::Parts::default();
            let (now, revision) = (browser::now(), self.revision.try_get_untracked()?);
            let mut export = self.workspace.try_with_untracked(|workspace| {
                Export::new(workspace.directory().of(of), Arc::clone(&rows), columns, profile, now)
            })?;
            loop {
                // Figures follow from lists of members, which have no revision of their own.
                let changed = self.revision.try_get_untracked()? != revision;
                let more = self.workspace.try_with_untracked(|workspace| {
                    let directory = workspace.directory();
                    let piece = export.piece(directory.of(of), &directory.members);
                    piece.map(|piece| match piece {
                        Some(piece) => {
                            parts.push(piece);
                            true
                        }
                        None => false,
                    })
                })?;
                match if changed { Err(Changed) } else { more } {
                    Ok(true) => browser::pause().await,
                    Ok(false) => return Some(parts),
                    Err(Changed) => continue 'anew,
                }
            }
        }
    }
}
