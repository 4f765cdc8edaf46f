//! A list of objects out as CSV, in pieces between which the page breathes.

use crate::domain::Attribute;
use crate::domain::attribute::Of;
use crate::exchange::csv_out::{Changed, Export, Profile};
use crate::session::{Session, browser};
use leptos::prelude::*;
use std::sync::Arc;

/// The type that browsers know the file by.
pub const CSV: &str = "text/csv;charset=utf-8";

impl Session {
    /// The file of these rows and columns; none when the workspace was closed meanwhile. It shows
    /// the users at one moment: when somebody changes them half-way, it is written anew.
    pub async fn csv(
        self,
        of: Of,
        rows: Arc<[u32]>,
        columns: &[Attribute],
        profile: Profile,
    ) -> Option<browser::Parts> {
        'anew: loop {
            let mut parts = browser::Parts::default();
            let mut export = self.workspace.try_with_untracked(|workspace| {
                Export::new(workspace.directory().of(of), Arc::clone(&rows), columns, profile)
            })?;
            loop {
                let more = self.workspace.try_with_untracked(|workspace| {
                    export.piece(workspace.directory().of(of)).map(|piece| match piece {
                        Some(piece) => {
                            parts.push(piece);
                            true
                        }
                        None => false,
                    })
                })?;
                match more {
                    Ok(true) => browser::pause().await,
                    Ok(false) => return Some(parts),
                    Err(Changed) => continue 'anew,
                }
            }
        }
    }
}
