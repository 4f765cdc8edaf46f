//! What of a list survives leaving it: the question, the selection, the columns.

use crate::{
    domain::{Row, SkuId, attribute::Of},
    session::{Session, prefs},
    store::{Bits, Objects},
    ui::{
        kit::table::Ticked,
        licences,
        lists::{
            columns::{self, Content, ListColumn, default_columns},
            state::ListState,
            which::Which,
            words::words,
        },
    },
};
use leptos::prelude::*;

/// Belongs to the whole page; a handle.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct ListMemory {
    which: Which,
    workspace: RwSignal<Option<String>>,
    pub(in crate::ui) state: RwSignal<ListState>,
    pub(super) selected: RwSignal<Bits>,
    /// The columns that the reader chose for the list, and those for the deleted ones, which are a list of their
    /// own; none are the usual ones.
    columns: [RwSignal<Option<Vec<ListColumn>>>; 2],
    /// The products that were shown as columns so far.
    products: StoredValue<Vec<SkuId>>,
    /// The selection before the range that is being extended, and where that starts.
    range: StoredValue<Option<(usize, Bits)>>,
}

/// In the order of [`Which::ALL`].
#[derive(Debug, Clone, Copy)]
struct Lists([ListMemory; 4]);

impl ListMemory {
    fn new(which: Which) -> Self {
        Self {
            which,
            workspace: RwSignal::default(),
            state: RwSignal::default(),
            selected: RwSignal::new(Bits::none(0)),
            columns: [RwSignal::default(), RwSignal::default()],
            products: StoredValue::default(),
            range: StoredValue::new(None),
        }
    }

    /// Offers the memories of all lists to everything below.
    pub(in crate::ui) fn provide() {
        provide_context(Lists(Which::ALL.map(Self::new)));
    }

    /// The memory of a list, emptied when it was another workspace's.
    pub(super) fn of(session: Session, which: Which) -> Self {
        let Lists([users, licences, groups, devices]) = expect_context::<Lists>();
        let memory = match which {
            Which::Users => users,
            Which::Licences => licences,
            Which::Groups => groups,
            Which::Devices => devices,
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

    /// What is selected in the list of a kind.
    pub(in crate::ui) fn selected_in(session: Session, of: Of) -> RwSignal<Bits> {
        Self::of(session, Which::main(of)).selected
    }

    /// Selects these objects of a workspace, in place of those that are selected.
    pub(in crate::ui) fn select(session: Session, of: Of, rows: Bits) {
        let memory = Self::of(session, Which::main(of));
        memory.range.set_value(None);
        memory.selected.set(rows);
    }

    const fn kept(self, deleted: bool) -> RwSignal<Option<Vec<ListColumn>>> {
        let [active, gone] = self.columns;
        if deleted { gone } else { active }
    }

    /// Name of the columns among the reader's choices.
    fn place(self, deleted: bool) -> String {
        let list = words(self.which).page.path();
        if deleted { format!("{list}/deleted") } else { list.to_owned() }
    }

    /// The reader's columns as far as the workspace has them.
    fn chosen_columns(self, session: Session, deleted: bool) -> Option<Vec<ListColumn>> {
        let names = prefs::columns(&self.place(deleted)).unwrap_or_default();
        let of = self.which.of();
        session.with_untracked(|w| columns::read(&names, w.directory().of(of).schema()))
    }

    /// Whether the deleted ones are shown. Tracked.
    pub(in crate::ui) fn is_of_deleted(self) -> bool {
        self.state.with(ListState::is_of_deleted)
    }

    /// The columns that are shown: those that the reader chose, else those of a first visit. Tracked.
    pub(in crate::ui) fn columns(self, session: Session) -> Vec<ListColumn> {
        let deleted = self.is_of_deleted();
        let chosen = self.kept(deleted).get();
        match self.which {
            Which::Licences => licences::columns(session, chosen),
            which => chosen.unwrap_or_else(|| default_columns(which.of(), deleted)),
        }
    }

    /// The same, for event handlers.
    pub(in crate::ui) fn columns_now(self, session: Session) -> Vec<ListColumn> {
        untrack(|| self.columns(session))
    }

    /// What the grid knows a column by.
    pub(super) fn key(self, content: Content) -> u16 {
        let key = self.products.try_update_value(|shown| columns::key(content, shown));
        key.unwrap_or_default()
    }

    /// What the grid knows by a key.
    pub(super) fn of_key(self, key: u16) -> Content {
        self.products.with_value(|shown| columns::of_key(key, shown))
    }

    /// Shows these columns and remembers them.
    pub(super) fn set_columns(self, session: Session, columns: Vec<ListColumn>) {
        let deleted = untrack(|| self.is_of_deleted());
        let of = self.which.of();
        let names =
            session.with_untracked(|w| columns::write(&columns, w.directory().of(of).schema()));
        prefs::set_columns(&self.place(deleted), Some(&names));
        self.kept(deleted).set(Some(columns));
    }

    /// Goes back to the columns of a first visit.
    pub(super) fn reset_columns(self) {
        let deleted = untrack(|| self.is_of_deleted());
        prefs::set_columns(&self.place(deleted), None);
        self.kept(deleted).set(None);
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
        let rows =
            session.with_untracked(|workspace| workspace.directory().of(self.which.of()).rows());
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
            let listed = self.listed(workspace.directory().of(self.which.of()));
            self.selected
                .with(|bits| bits.iter().filter(|row| listed.contains(*row)).map(Row).collect())
        })
    }

    /// How many that are.
    pub(in crate::ui) fn selected_count(self, session: Session) -> u32 {
        session.with(|workspace| {
            let listed = self.listed(workspace.directory().of(self.which.of()));
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
