//! What of the list survives leaving it: the question, the selection, the columns.

use crate::{
    domain::{Attribute, UserId, attribute::Schema},
    session::{Session, prefs},
    store::Bits,
    ui::{
        kit::table::Ticked,
        page::Page,
        users::{
            columns::{Shown, default_columns},
            state::ListState,
        },
    },
};
use leptos::prelude::*;

/// Name of the list among the reader's choices.
const LIST: &str = Page::Users.path();

/// Belongs to the whole page; a handle.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct UsersMemory {
    workspace: RwSignal<Option<String>>,
    pub(super) state: RwSignal<ListState>,
    pub(super) selected: RwSignal<Bits>,
    pub(super) columns: RwSignal<Vec<Shown>>,
    /// The selection before the range that is being extended, and where that starts.
    range: StoredValue<Option<(usize, Bits)>>,
}

impl UsersMemory {
    /// Offers itself to everything below.
    pub(in crate::ui) fn provide() {
        provide_context(Self {
            workspace: RwSignal::default(),
            state: RwSignal::default(),
            selected: RwSignal::new(Bits::none(0)),
            columns: RwSignal::default(),
            range: StoredValue::new(None),
        });
    }

    /// The memory, emptied when it was another workspace's.
    pub(super) fn of(session: Session) -> Self {
        let memory = expect_context::<Self>();
        let id = Some(session.id());
        if memory.workspace.get_untracked() != id {
            memory.workspace.set(id);
            memory.state.set(ListState::default());
            memory.selected.set(Bits::none(0));
            memory.range.set_value(None);
            let columns = session.with_untracked(|w| chosen_columns(w.users().schema()));
            memory.columns.set(columns);
        }
        memory
    }

    /// Who is selected in the list of a workspace.
    pub(in crate::ui) fn selected_in(session: Session) -> RwSignal<Bits> {
        Self::of(session).selected
    }

    /// Shows these columns and remembers them.
    pub(super) fn set_columns(self, session: Session, columns: Vec<Shown>) {
        let names = session.with_untracked(|workspace| {
            let schema = workspace.users().schema();
            let text = |shown: &Shown| format!("{}:{}", schema.name(shown.attribute), shown.width);
            columns.iter().map(text).collect::<Vec<String>>()
        });
        prefs::set_columns(LIST, Some(&names));
        self.columns.set(columns);
    }

    /// Goes back to the columns of a first visit.
    pub(super) fn reset_columns(self) {
        prefs::set_columns(LIST, None);
        self.columns.set(default_columns());
    }

    /// Selects a row, or deselects it.
    pub(super) fn toggle(self, session: Session, row: u32) {
        self.range.set_value(None);
        self.change(session, |bits| bits.put(row, !bits.contains(row)));
    }

    /// Selects the rows of a range, in place of the last range from the same start.
    pub(super) fn select_range(self, session: Session, from: usize, rows: &[u32]) {
        let before = self.range.get_value().filter(|(start, _)| *start == from);
        let base = before.map_or_else(|| self.selected.get_untracked(), |(_, base)| base);
        self.range.set_value(Some((from, base.clone())));
        self.selected.set(base);
        self.change(session, |bits| {
            for row in rows {
                bits.insert(*row);
            }
        });
    }

    /// Selects all of these rows, or none of them when all are.
    pub(super) fn toggle_all(self, session: Session, rows: &[u32]) {
        self.range.set_value(None);
        let all = self.selected.with_untracked(|bits| rows.iter().all(|row| bits.contains(*row)));
        self.change(session, |bits| {
            for row in rows {
                bits.put(*row, !all);
            }
        });
    }

    pub(super) fn clear_selection(self) {
        self.range.set_value(None);
        self.selected.set(Bits::none(0));
    }

    fn change(self, session: Session, change: impl FnOnce(&mut Bits)) {
        let rows = session.with_untracked(|workspace| workspace.users().rows());
        self.selected.update(|bits| {
            bits.grow(rows);
            change(bits);
        });
    }

    /// The selected users that are still active, in the order of their rows.
    pub(super) fn selected_users(self, session: Session) -> Vec<UserId> {
        session.with(|workspace| {
            let active = workspace.users().active();
            self.selected
                .with(|bits| bits.iter().filter(|row| active.contains(*row)).map(UserId).collect())
        })
    }

    /// How many that are.
    pub(super) fn selected_count(self, session: Session) -> u32 {
        session.with(|workspace| {
            let active = workspace.users().active();
            self.selected.with(|bits| {
                let count = bits.iter().filter(|row| active.contains(*row)).count();
                u32::try_from(count).unwrap_or(u32::MAX)
            })
        })
    }

    /// How much of a list is selected.
    pub(super) fn ticked(self, rows: &[u32]) -> Ticked {
        self.selected.with(|bits| {
            if rows.is_empty() || bits.is_empty() {
                return Ticked::Nothing;
            }
            let mut selected = rows.iter().map(|row| bits.contains(*row));
            let first = selected.next().unwrap_or_default();
            match (first, selected.all(|one| one == first)) {
                (true, true) => Ticked::All,
                (false, true) => Ticked::Nothing,
                (_, false) => Ticked::Some,
            }
        })
    }
}

/// The reader's columns as far as the workspace has them, else those of a first visit.
fn chosen_columns(schema: &Schema) -> Vec<Shown> {
    let Some(names) = prefs::columns(LIST) else { return default_columns() };
    let mut columns: Vec<Shown> = Vec::new();
    for name in &names {
        let (name, width) = name.rsplit_once(':').unwrap_or((name, ""));
        let Some(attribute) = schema.find(name) else { continue };
        if columns.iter().any(|shown| shown.attribute == attribute) {
            continue;
        }
        let width = width.parse().unwrap_or_else(|_| Shown::new(attribute).width);
        columns.push(Shown { attribute, width });
    }
    if columns.first().map(|shown| shown.attribute) == Some(Attribute::DISPLAY_NAME) {
        columns
    } else {
        default_columns()
    }
}
