//! The rows: both kinds in one grid, each with a sign and a word that says which it is.

use crate::{
    exchange::audit_out::AuditKind,
    i18n::Locale,
    session::Session,
    store::{AuditColumn, AuditLog},
    ui::{
        audit::{
            field::Field,
            find::{Found, Logs, unpack},
            page::{Desk, Shared},
            state::AuditState,
            texts as t,
        },
        kit::{
            lang::zone,
            table::{Column, Grid, GridEvent, Look, RowText, Sorted, Source},
        },
        nav::href,
        page::Page,
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

pub(super) fn list(desk: Desk) -> AnyView {
    let Desk { session, locale, state, predicted, found, picked } = desk;
    let sort = Memo::new(move |_| state.with(|state| state.sort));
    let columns = Signal::derive(move || {
        let sort = sort.get();
        let column = |(key, field): (u16, Field)| Column {
            key,
            label: field.label().get(locale).to_owned(),
            note: String::new(),
            width: field.width(),
            sortable: true,
            sorted: (field == sort.field).then_some(Sorted { descending: sort.down, place: 0 }),
        };
        (0..).zip(Field::ALL).map(column).collect::<Vec<_>>()
    });
    let open = Memo::new(move |_| {
        let open = state.with(|state| state.open)?;
        desk.with(|_, logs| logs.opened(open))
    });
    let source = Signal::derive_local(move || {
        let source: Arc<dyn Source> = Arc::new(Rows {
            session,
            predicted: predicted.get(),
            found: found.get(),
            state: state.get_untracked(),
            picked: picked.get(),
            open: open.get(),
            locale,
        });
        source
    });
    let ticked = Signal::derive(move || found.with(|found| picked.ticked(&found.items)));
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

fn hear(desk: Desk, event: GridEvent) {
    match event {
        GridEvent::Sort { column, .. } => {
            if let Some(field) = Field::ALL.get(usize::from(column)) {
                desk.state.update(|state| state.sort_by(*field));
            }
        }
        GridEvent::Open { row } | GridEvent::Pane { row } => {
            let item = desk.found.with_untracked(|found| found.items.get(row).copied());
            if let Some(item) = item {
                desk.open(item);
            }
        }
        event => desk.found.with_untracked(|found| desk.picked.hear(event, &found.items)),
    }
}

/// The word for a kind.
pub(super) const fn kind_word(kind: AuditKind) -> crate::i18n::Text {
    match kind {
        AuditKind::Imported => t::IMPORTED,
        AuditKind::Predicted => t::PREDICTED,
    }
}

/// `result` in words.
pub(super) fn status(result: &str, locale: Locale) -> String {
    let text = match result {
        "success" => t::SUCCESS,
        "failure" => t::FAILURE,
        "timeout" => t::TIMEOUT,
        other => return other.to_owned(),
    };
    text.get(locale).to_owned()
}

/// The rows behind the grid.
struct Rows {
    session: Session,
    predicted: Shared,
    found: Found,
    state: AuditState,
    picked: BTreeSet<u32>,
    open: Option<u32>,
    locale: Locale,
}

impl Source for Rows {
    fn len(&self) -> usize {
        self.found.items.len()
    }

    fn fill(&self, row: usize, columns: &[u16], out: &mut RowText) {
        out.clear();
        let Some(item) = self.found.items.get(row).copied() else { return };
        let (kind, row) = unpack(item);
        self.session.with_untracked(|workspace| {
            let imported = workspace.audit_log();
            let logs = Logs { imported, predicted: &self.predicted.0.log };
            let state = AuditState { open: Some(logs.address(item)), ..self.state.clone() };
            out.href = href(Page::Audit, &state.to_fragment());
            out.selected = self.picked.contains(&item);
            out.open = self.open == Some(item);
            for column in columns {
                let field = Field::ALL.get(usize::from(*column)).copied().unwrap_or(Field::Date);
                self.cell(logs.of(kind), (kind, row, item), field, out);
            }
        });
    }
}

impl Rows {
    fn cell(
        &self,
        log: &AuditLog,
        (kind, row, item): (AuditKind, u32, u32),
        field: Field,
        out: &mut RowText,
    ) {
        let plain = |out: &mut RowText, text: Option<&str>| match text {
            Some(text) if !text.is_empty() => out.cell(Look::Plain, text),
            _ => out.cell(Look::Missing, ""),
        };
        let get = |column| log.get(row, column);
        match field {
            Field::Date => {
                let at = log.at(row).0;
                out.cell(Look::Plain, &self.locale.date_time(at, zone(at)));
            }
            Field::Kind => {
                let look = match kind {
                    AuditKind::Imported => Look::Record,
                    AuditKind::Predicted => Look::Draft,
                };
                out.cell(look, kind_word(kind).get(self.locale));
            }
            Field::Service => plain(out, get(AuditColumn::Service)),
            Field::Category => plain(out, get(AuditColumn::Category)),
            Field::Activity => {
                let activity = get(AuditColumn::Activity);
                match self.found.sizes.get(&item) {
                    None => plain(out, activity),
                    Some(size) => {
                        let more = self.locale.number(u64::from(size.saturating_sub(1)));
                        let activity = activity.unwrap_or_default();
                        let text = t::MORE_OF_IT.with(self.locale, &[activity, &more]);
                        out.cell(Look::Plain, &text);
                    }
                }
            }
            Field::Status => {
                let status = get(AuditColumn::Result).map(|result| status(result, self.locale));
                plain(out, status.as_deref());
            }
            Field::Reason => plain(out, get(AuditColumn::ResultReason)),
            Field::Targets => {
                let mut targets = String::new();
                log.write_targets(row, &mut targets);
                plain(out, Some(&targets));
            }
            Field::By => plain(out, log.initiated_by(row).name()),
        }
    }
}
