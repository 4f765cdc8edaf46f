//! What of a list survives leaving it: the question, the selection, the columns.

use crate::{
    domain::{Row, attribute::Of},
    session::{Session, prefs},
    store::{Bits, Objects},
    ui::{
        kit::table::Ticked,
        lists::{
            columns::{self, ListColumn, default_columns},
            state::ListState,
            words::words,
        },
    },
};
use leptos::prelude::*;

/// Belongs to the whole page; a handle.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct ListMemory {
    of: Of,
    workspace: RwSignal<Option<String>>,
    pub(in crate::ui) state: RwSignal<ListState>,
    pub(super) selected: RwSignal<Bits>,
    /// The columns of the list, and those of the deleted ones, which are a list of their own.
    columns: [RwSignal<Vec<ListColumn>>; 2],
    /// The selection before the range that is being extended, and where that starts.
    range: StoredValue<Option<(usize, Bits)>>,
}

/// The lists of users, groups and devices.
#[derive(Debug, Clone, Copy)]
struct Lists([ListMemory; 3]);

impl ListMemory {
    fn new(of: Of) -> Self {
        Self {
            of,
            workspace: RwSignal::default(),
            state: RwSignal::default(),
            selected: RwSignal::new(Bits::none(0)),
            columns: [RwSignal::default(), RwSignal::default()],
            range: StoredValue::new(None),
        }
    }

    /// Offers the memories of all lists to everything below.
    pub(in crate::ui) fn provide() {
        provide_context(Lists([Of::User, Of::Group, Of::Device].map(Self::new)));
    }

    /// The memory of a list, emptied when it was another workspace's.
    pub(super) fn of(session: Session, of: Of) -> Self {
        let Lists([users, groups, devices]) = expect_context::<Lists>();
        let memory = match of {
            Of::User => users,
            Of::Group => groups,
            Of::Device => devices,
        };
        let id = Some(session.id());
        if memory.workspace.get_untracked() != id {
            memory.workspace.set(id);
            memory.state.set(ListState::default());
            memory.selected.set(Bits::none(0));
            memory.range.set_value(None);
            for deleted in [false, true] {
                memory.kept(deleted).set(memory.chosen_columns(session, deleted));
            }
        }
        memory
    }

    /// What is selected in the list of a workspace.
    pub(in crate::ui) fn selected_in(session: Session, of: Of) -> RwSignal<Bits> {
        Self::of(session, of).selected
    }

    /// Selects these objects of a workspace, in place of those that are selected.
    pub(in crate::ui) fn select(session: Session, of: Of, rows: Bits) {
        let memory = Self::of(session, of);
        memory.range.set_value(None);
        memory.selected.set(rows);
    }

    const fn kept(self, deleted: bool) -> RwSignal<Vec<ListColumn>> {
        let [active, gone] = self.columns;
        if deleted { gone } else { active }
    }

    /// Name of the columns among the reader's choices.
    fn place(self, deleted: bool) -> String {
        let list = words(self.of).page.path();
        if deleted { format!("{list}/deleted") } else { list.to_owned() }
    }

    /// The reader's columns as far as the workspace has them, else those of a first visit.
    fn chosen_columns(self, session: Session, deleted: bool) -> Vec<ListColumn> {
        let names = prefs::columns(&self.place(deleted)).unwrap_or_default();
        let chosen =
            session.with_untracked(|w| columns::read(&names, w.directory().of(self.of).schema()));
        chosen.unwrap_or_else(|| default_columns(self.of, deleted))
    }

    /// Whether the deleted ones are shown. Tracked.
    pub(in crate::ui) fn is_of_deleted(self) -> bool {
        self.state.with(ListState::is_of_deleted)
    }

    /// The columns that are shown. Tracked.
    pub(super) fn columns(self) -> Vec<ListColumn> {
        self.kept(self.is_of_deleted()).get()
    }

    /// The same, for event handlers.
    pub(super) fn columns_now(self) -> Vec<ListColumn> {
        untrack(|| self.columns())
    }

    /// Shows these columns and remembers them.
    pub(super) fn set_columns(self, session: Session, columns: Vec<ListColumn>) {
        let deleted = untrack(|| self.is_of_deleted());
        let names = session
            .with_untracked(|w| columns::write(&columns, w.directory().of(self.of).schema()));
        prefs::set_columns(&self.place(deleted), Some(&names));
        self.kept(deleted).set(columns);
    }

    /// Goes back to the columns of a first visit.
    pub(super) fn reset_columns(self) {
        let deleted = untrack(|| self.is_of_deleted());
        prefs::set_columns(&self.place(deleted), None);
        self.kept(deleted).set(default_columns(self.of, deleted));
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

    pub(in crate::ui) fn clear_selection(self) {
        self.range.set_value(None);
        self.selected.set(Bits::none(0));
    }

    fn change(self, session: Session, change: impl FnOnce(&mut Bits)) {
        let rows = session.with_untracked(|workspace| workspace.directory().of(self.of).rows());
        self.selected.update(|bits| {
            bits.grow(rows);
            change(bits);
        });
    }

    /// Those of whom the list is made: the active ones, or the deleted ones.
    fn listed(self, objects: &Objects) -> &Bits {
        if self.is_of_deleted() { objects.deleted() } else { objects.active() }
    }

    /// What is selected and of the list, in the order of the rows.
    pub(in crate::ui) fn selected_rows(self, session: Session) -> Vec<Row> {
        session.with(|workspace| {
            let listed = self.listed(workspace.directory().of(self.of));
            self.selected
                .with(|bits| bits.iter().filter(|row| listed.contains(*row)).map(Row).collect())
        })
    }

    /// How many that are.
    pub(in crate::ui) fn selected_count(self, session: Session) -> u32 {
        session.with(|workspace| {
            let listed = self.listed(workspace.directory().of(self.of));
            self.selected.with(|bits| {
                let count = bits.iter().filter(|row| listed.contains(*row)).count();
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
