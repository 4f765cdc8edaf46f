//! The rows of a list for the grid.

use crate::{
    domain::{ObjectId, Row, Subject, Timestamp, attribute::Of, time::days_left},
    i18n::{Locale, words},
    messages,
    session::Session,
    store::{Bits, Cell, Figure},
    ui::{
        deleted::texts as deleted,
        kit::{
            lang::zone,
            table::{Look, RowText, Source},
        },
        licences,
        lists::{columns::Content, memory::ListMemory},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Reads the session each time a row is drawn; made anew when anything may look different.
pub(super) struct ListRows {
    pub(super) session: Session,
    pub(super) memory: ListMemory,
    pub(super) of: Of,
    pub(super) rows: Arc<[u32]>,
    pub(super) selected: RwSignal<Bits>,
    pub(super) open: Option<ObjectId>,
    /// Address of an object's page up to the id.
    pub(super) href: String,
    pub(super) now: Timestamp,
    pub(super) locale: Locale,
}

impl Source for ListRows {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        let Some(row) = self.rows.get(row).copied().map(Row) else { return };
        let contents: Vec<Content> =
            columns.iter().map(|column| self.memory.of_key(*column)).collect();
        let mut products = licences::cells(self.session, row, &contents, self.locale).into_iter();
        self.session.with_untracked(|workspace| {
            let directory = workspace.directory();
            let objects = directory.of(self.of);
            let diff = workspace.staged().of(Subject { of: self.of, row });
            let mut text = String::new();
            for (at, content) in contents.iter().enumerate() {
                let Content::Field(field) = *content else {
                    let (look, text) = products.next().unwrap_or_default();
                    out.cell(look, &text);
                    continue;
                };
                let Some(attribute) = field.attribute() else {
                    let figure = field.figure(objects, &directory.members, row);
                    let look = if figure.is_missing() { Look::Missing } else { Look::Plain };
                    out.cell(look, &told(figure, self.now, self.locale));
                    continue;
                };
                let cell = objects.read(row, attribute);
                let changed = diff.is_some_and(|diff| diff.attributes.contains_key(&attribute));
                let look = match cell {
                    _ if changed => Look::Changed,
                    Cell::Unknown | Cell::Null => Look::Missing,
                    _ => Look::Plain,
                };
                match cell {
                    // Nothing is without a name to click on.
                    Cell::Unknown | Cell::Null if at == 0 => {
                        out.cell(look, &messages::object_name(objects, row));
                    }
                    // Null is common and says nothing; unknown must say so.
                    Cell::Null => out.cell(look, "–"),
                    Cell::Text(text) if messages::choice(attribute, text).is_none() => {
                        out.cell(look, text);
                    }
                    cell => {
                        text.clear();
                        let locale = self.locale;
                        messages::push_cell(&mut text, objects, attribute, cell, locale, &zone);
                        out.cell(look, &text);
                    }
                }
            }
            let id = objects.id(row);
            out.href.push_str(&self.href);
            out.href.push_str(&id.to_string());
            out.selected = self.selected.with_untracked(|bits| bits.contains(row.0));
            out.staged = diff.is_some();
            out.open = self.open == Some(id);
        });
    }
}

/// A figure in words.
fn told(figure: Figure, now: Timestamp, locale: Locale) -> String {
    match figure {
        Figure::Kind(kind) => messages::group::kind(kind).get(locale).to_owned(),
        Figure::Membership(membership) => {
            messages::group::membership(membership).get(locale).to_owned()
        }
        Figure::Count(count, extent) => messages::group::count(count, extent, locale),
        Figure::Deleted(at) => days_left(at, now)
            .map_or_else(|| deleted::EXPIRED.get(locale).to_owned(), |days| locale.number(days)),
        Figure::Nothing => "–".to_owned(),
        Figure::Unknown => words::UNKNOWN.get(locale).to_owned(),
    }
}
