//! The rows of the list for the grid.

use crate::{
    domain::{Attribute, ObjectId, UserId},
    i18n::Locale,
    messages,
    session::Session,
    store::{Bits, Cell},
    ui::kit::{
        lang::zone,
        table::{Look, RowText, Source},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Reads the session each time a row is drawn; made anew when anything may look different.
pub(super) struct UserRows {
    pub(super) session: Session,
    pub(super) rows: Arc<[u32]>,
    pub(super) selected: RwSignal<Bits>,
    pub(super) open: Option<ObjectId>,
    /// Address of a user's page up to the id.
    pub(super) href: String,
    pub(super) locale: Locale,
}

impl Source for UserRows {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        let Some(user) = self.rows.get(row).copied().map(UserId) else { return };
        self.session.with_untracked(|workspace| {
            let users = workspace.users();
            let diff = workspace.staged().user(user);
            let mut text = String::new();
            for (at, column) in columns.iter().enumerate() {
                let attribute = Attribute(*column);
                let cell = users.read(user, attribute);
                let changed = diff.is_some_and(|diff| diff.attributes.contains_key(&attribute));
                let look = match cell {
                    _ if changed => Look::Changed,
                    Cell::Unknown | Cell::Null => Look::Missing,
                    _ => Look::Plain,
                };
                match cell {
                    // Nobody is without a name to click on.
                    Cell::Unknown | Cell::Null if at == 0 => {
                        out.cell(look, &messages::name(users, user));
                    }
                    // Null is common and says nothing; unknown must say so.
                    Cell::Null => out.cell(look, "–"),
                    Cell::Text(text) if messages::choice(attribute, text).is_none() => {
                        out.cell(look, text);
                    }
                    cell => {
                        text.clear();
                        messages::push_cell(&mut text, users, attribute, cell, self.locale, &zone);
                        out.cell(look, &text);
                    }
                }
            }
            let id = users.id(user);
            out.href.push_str(&self.href);
            out.href.push_str(&id.to_string());
            out.selected = self.selected.with_untracked(|bits| bits.contains(user.0));
            out.staged = diff.is_some();
            out.open = self.open == Some(id);
        });
    }
}
