//! The dynamic groups as rows of a grid.

use crate::{
    domain::{Row, Subject, attribute::Of},
    i18n::Locale,
    session::{Drifts, Session},
    tenant::drift::GroupDrift,
    ui::{
        drift::{desk::Desk, field::Field, texts as t},
        fragment::Fragment,
        kit::{
            dom::media,
            table::{Column, Grid, GridEvent, Look, RowText, Sorted, Source},
        },
        objects::link::address,
        page::Page,
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

pub(super) fn list(desk: Desk) -> AnyView {
    let Desk { session, locale, rows, picked, .. } = desk;
    let narrow = media("(max-width: 40rem)");
    let columns = Signal::derive(move || columns(desk.order.get(), narrow.get(), locale));
    let source = Signal::derive_local(move || {
        session.revision().track();
        let source: Arc<dyn Source> = Arc::new(Rows {
            session,
            drifts: desk.drifts.get(),
            order: rows.get().into(),
            picked: picked.get(),
            open: desk.open.get().map(|group| group.0),
            locale,
        });
        source
    });
    let ticked = Signal::derive(move || rows.with(|rows| picked.ticked(rows)));
    let on = Callback::new(move |event: GridEvent| hear(desk, event));
    view! {
        <div class="grid-holder">
            <Grid
                name=t::LIST.get(locale)
                all_name=t::SELECT_ALL.get(locale)
                columns=columns
                source=source
                ticked=ticked
                letters=true
                on=on
            />
        </div>
    }
    .into_any()
}

fn columns(order: Option<(Field, bool)>, narrow: bool, locale: Locale) -> Vec<Column> {
    let column = |field: Field| Column {
        key: field as u16,
        label: field.label().get(locale).to_owned(),
        note: String::new(),
        width: field.width(narrow),
        sortable: true,
        sorted: order
            .filter(|(sorted, _)| *sorted == field)
            .map(|(_, descending)| Sorted { descending, place: 0 }),
    };
    Field::shown(narrow).into_iter().map(column).collect()
}

fn hear(desk: Desk, event: GridEvent) {
    let at = |row: usize| desk.rows.with_untracked(|rows| rows.get(row).copied().map(Row));
    match event {
        GridEvent::Sort { column, .. } => {
            let Some(field) = Field::ALL.get(usize::from(column)).copied() else { return };
            desk.order.update(|order| {
                // Figures are asked for from the top.
                let first = !matches!(field, Field::Name | Field::Why);
                *order = match *order {
                    Some((sorted, down)) if sorted == field => Some((field, !down)),
                    _ => Some((field, first)),
                };
            });
        }
        GridEvent::Open { row } => {
            if let Some(group) = at(row) {
                let id = desk.session.with_untracked(|w| w.groups().id(group));
                desk.nav.go(Page::Group, &Fragment::default().and("id", id.to_string()));
            }
        }
        GridEvent::Pane { row } => desk.set_open(at(row)),
        GridEvent::Active { row } => {
            if desk.open.get_untracked().is_some() {
                desk.set_open(at(row));
            }
        }
        event => desk.rows.with_untracked(|rows| desk.picked.hear(event, rows)),
    }
}

/// The rows behind the grid.
struct Rows {
    session: Session,
    drifts: Option<Arc<Drifts>>,
    order: Arc<[u32]>,
    picked: BTreeSet<u32>,
    open: Option<u32>,
    locale: Locale,
}

impl Rows {
    fn of(&self, row: Row) -> Option<&GroupDrift> {
        let all = &self.drifts.as_ref()?.groups;
        all.get(all.binary_search_by_key(&row, |one| one.group).ok()?)
    }
}

impl Source for Rows {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        out.clear();
        let Some(row) = self.order.get(row).copied().map(Row) else { return };
        let Some(one) = self.of(row) else { return };
        self.session.with_untracked(|workspace| {
            let directory = workspace.directory();
            out.href = address(Of::Group, directory.groups.id(row));
            out.selected = self.picked.contains(&row.0);
            out.open = self.open == Some(row.0);
            out.staged = workspace.staged().of(Subject::group(row)).is_some();
            for column in columns {
                let field = Field::ALL.get(usize::from(*column)).copied();
                let field = field.unwrap_or(Field::Name);
                match field.text(directory, one, self.locale) {
                    Some(text) => out.cell(Look::Plain, &text),
                    None => out.cell(Look::Missing, t::NOT_IMPORTED.get(self.locale)),
                }
            }
        });
    }
}
