//! What each row is told to have: the lists that occur, each once, and which of them every row has.

use super::Assumptions;
use super::supposed::Supposed;
use super::told::Told;
use crate::domain::{
    Attribute, Datum, Existence, Intent, Row, SkuId, Subject, Value, attribute::Of,
};
use crate::licensing::Catalogue;
use crate::store::{Bits, Cell, Numbered, Objects};
use crate::tenant::{Diff, Workspace};
use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The number of the list that says nothing.
pub(super) const NOTHING: u32 = 0;

/// The numbers of the lists of a row, as they stand in the columns, in one, and whether its groups are to be gone
/// through again, or it is restored and needs seats anew. Lists are fewer than 2^29.
type Code = u64;
const REPROCESSED: Code = 1 << 63;
/// Only `assignedLicenses` tells anything.
const LICENSES: Code = 1 << 62;
const RESTORED: Code = 1 << 61;

/// Codes are spread by one multiplication; they are nobody's input.
#[derive(Debug, Clone, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(*byte));
        }
    }
    fn write_u64(&mut self, code: u64) {
        let mixed = code.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[expect(clippy::disallowed_types, reason = "asked for single codes, never walked over")]
type Numbers = std::collections::HashMap<Code, u32, BuildHasherDefault<Spread>>;

/// The lists that occur.
#[derive(Debug)]
pub(super) struct Lists {
    /// By number; the first says nothing.
    pub(super) all: Vec<Told>,
    /// By number: the active users who have it as things stand, nothing supposed.
    people: Vec<u32>,
    numbers: Numbers,
}

impl Default for Lists {
    fn default() -> Self {
        Self { all: vec![Told::default()], people: Vec::new(), numbers: Numbers::default() }
    }
}

/// Where either of the first two tells anything, the third says nothing more.
fn code(direct: u32, states: u32, licenses: u32) -> Code {
    if direct == Numbered::UNKNOWN && states == Numbered::UNKNOWN {
        return LICENSES | Code::from(licenses);
    }
    Code::from(direct) | Code::from(states) << 32
}

/// The columns that tell of licences.
#[derive(Clone, Copy)]
struct Columns<'a> {
    direct: Numbered<'a>,
    states: Numbered<'a>,
    licenses: Numbered<'a>,
}

impl<'a> Columns<'a> {
    fn of(users: &'a Objects) -> Self {
        let of = |attribute| users.numbered(attribute);
        Self {
            direct: of(Attribute::DIRECT_LICENSES),
            states: of(Attribute::LICENSE_ASSIGNMENT_STATES),
            licenses: of(Attribute::ASSIGNED_LICENSES),
        }
    }

    /// What a row has, in one number: rows with the same number are told the same.
    fn code(self, row: u32) -> Code {
        code(self.direct.of(row), self.states.of(row), self.licenses.of(row))
    }

    fn read(self, code: Code, catalogue: &Catalogue) -> Option<Told> {
        let (low, high) = (code & 0xffff_ffff, code >> 32 & 0x1fff_ffff);
        let [low, states] = [low, high].map(|part| u32::try_from(part).unwrap_or_default());
        let (direct, licenses) =
            if code & LICENSES == 0 { (low, Numbered::UNKNOWN) } else { (Numbered::UNKNOWN, low) };
        let told = Told::read(
            texts(self.direct.list(direct)),
            texts(self.states.list(states)),
            || texts(self.licenses.list(licenses)),
            catalogue,
        )?;
        Some(marked(told, code))
    }
}

/// What is told, as the marks of a code have it.
fn marked(told: Told, code: Code) -> Told {
    let told = Told { is_reprocessed: code & REPROCESSED != 0, ..told };
    if code & RESTORED == 0 { told } else { told.restored() }
}

/// Whether somebody who is there was deleted when they were last imported.
fn is_restored(workspace: &Workspace, user: Row) -> bool {
    matches!(workspace.baseline_existence(Subject::user(user)), Existence::Deleted(_))
}

/// A list of texts: null is an empty one, unknown is none.
fn texts(cell: Cell<'_>) -> Option<Vec<&str>> {
    match cell {
        Cell::Null => Some(Vec::new()),
        Cell::Texts(texts) => Some(texts.iter().collect()),
        _ => None,
    }
}

/// The same of a value.
pub(super) fn texts_of(datum: &Datum) -> Option<Vec<&str>> {
    match datum {
        Datum::Null => Some(Vec::new()),
        Datum::Value(Value::Texts(texts)) => Some(texts.iter().map(String::as_str).collect()),
        _ => None,
    }
}

impl Lists {
    /// The number of what a row is told to have; a list more where it is none of those that are here.
    pub(super) fn number(
        &mut self,
        (workspace, assumptions): (&Workspace, Assumptions),
        row: Row,
        catalogue: &Catalogue,
    ) -> u32 {
        let columns = Columns::of(workspace.users());
        let is_reprocessed = workspace.staged().has_intent(row, Intent::ReprocessLicenses);
        let is_restored = assumptions.restored_need_seats && is_restored(workspace, row);
        let code = columns.code(row.0)
            | marks_if(marks_if(0, REPROCESSED, is_reprocessed), RESTORED, is_restored);
        self.numbered(columns, code, catalogue)
    }

    fn numbered(&mut self, columns: Columns<'_>, code: Code, catalogue: &Catalogue) -> u32 {
        let all = &mut self.all;
        *self.numbers.entry(code).or_insert_with(|| {
            columns.read(code, catalogue).map_or(NOTHING, |told| push(all, told))
        })
    }

    /// As [`Self::of_rows`], where only one of the columns tells anything.
    fn of_one(
        &mut self,
        columns: Columns<'_>,
        alone: usize,
        rows: u32,
        catalogue: &Catalogue,
    ) -> Vec<u32> {
        let column = [columns.direct, columns.states, columns.licenses].get(alone).copied();
        let mut numbers = column.map(|column| codes(column, rows)).unwrap_or_default();
        // By number of the column: the list that it means, and the rows that have it.
        let unread = (u32::MAX, 0_u32);
        let mut meant = vec![unread; column.map_or(0, Numbered::count) as usize];
        for slot in &mut numbers {
            let Some((list, people)) = meant.get_mut(*slot as usize) else { continue };
            if *list == u32::MAX {
                let [mut direct, mut states, mut licenses] = [Numbered::UNKNOWN; 3];
                match alone {
                    0 => direct = *slot,
                    1 => states = *slot,
                    _ => licenses = *slot,
                }
                *list = self.numbered(columns, code(direct, states, licenses), catalogue);
            }
            *slot = *list;
            *people += 1;
        }
        self.people = vec![0; self.all.len()];
        for (list, people) in meant {
            if let Some(all) = self.people.get_mut(list as usize) {
                *all += people;
            }
        }
        numbers
    }

    /// The number of each row's list, and how many rows have each, whatever became of the row.
    fn of_rows(&mut self, columns: Columns<'_>, rows: u32, catalogue: &Catalogue) -> Vec<u32> {
        let all = [columns.direct, columns.states, columns.licenses];
        let is_alone = |at: usize| {
            all.iter().enumerate().all(|(other, column)| other == at || !column.is_there())
        };
        if let Some(alone) = (0..3).find(|at| is_alone(*at)) {
            return self.of_one(columns, alone, rows, catalogue);
        }
        let [direct, states, licenses] = all.map(|of| codes(of, rows));
        // What those with the same in one column had last: mostly the same as all of them.
        let none = (Code::MAX, NOTHING);
        let table = |of: Numbered<'_>| vec![none; of.count() as usize];
        let (mut by_direct, mut by_states, mut by_licenses) =
            (table(columns.direct), table(columns.states), table(columns.licenses));
        let rows = direct.iter().zip(&states).zip(&licenses);
        let each = rows.map(|((&direct, &states), &licenses)| {
            let code = code(direct, states, licenses);
            let slots = if direct == Numbered::UNKNOWN && states == Numbered::UNKNOWN {
                [by_licenses.get_mut(licenses as usize), None]
            } else {
                [by_direct.get_mut(direct as usize), by_states.get_mut(states as usize)]
            };
            let found = slots.iter().flatten().find(|slot| slot.0 == code).map(|slot| slot.1);
            found.unwrap_or_else(|| {
                let number = self.numbered(columns, code, catalogue);
                slots.into_iter().flatten().for_each(|slot| *slot = (code, number));
                number
            })
        });
        let numbers: Vec<u32> = each.collect();
        self.people = vec![0; self.all.len()];
        for list in &numbers {
            if let Some(people) = self.people.get_mut(*list as usize) {
                *people += 1;
            }
        }
        numbers
    }

    /// Which list each row has; lists that were known before keep their numbers.
    pub(super) fn of_everybody(
        &mut self,
        (workspace, assumptions): (&Workspace, Assumptions),
        active: &Bits,
        supposed: &Supposed<'_>,
        catalogue: &Catalogue,
    ) -> Vec<u32> {
        let users = workspace.users();
        let columns = Columns::of(users);
        let mut numbers = self.of_rows(columns, users.rows(), catalogue);
        let mut absent = users.active().clone();
        absent.not();
        absent.each(|row| {
            let list =
                numbers.get(row as usize).and_then(|list| self.people.get_mut(*list as usize));
            if let Some(people) = list {
                *people -= 1;
            }
        });
        let mut gone = active.clone();
        gone.not();
        for row in gone.iter() {
            if let Some(slot) = numbers.get_mut(row as usize) {
                *slot = NOTHING;
            }
        }
        let marked_rows = marked_rows((workspace, assumptions), supposed);
        for (user, marks) in marked_rows.iter().filter(|(user, _)| active.contains(user.0)) {
            let code = columns.code(user.0) | marks;
            if let Some(slot) = numbers.get_mut(user.index()) {
                *slot = self.numbered(columns, code, catalogue);
            }
        }
        // The same for those who would be given something else: what they are given is in no column yet.
        let mut others: BTreeMap<(&Datum, u32, Code), u32> = BTreeMap::new();
        for (row, datum) in supposed.given.iter().filter(|(row, _)| active.contains(row.0)) {
            let states = columns.states.of(row.0);
            let marks = marked_rows.get(row).copied().unwrap_or_default();
            let number = *others.entry((*datum, states, marks)).or_insert_with(|| {
                let states = texts(columns.states.list(states));
                let told = Told::read(texts_of(datum), states, || None, catalogue);
                told.map_or(NOTHING, |told| push(&mut self.all, marked(told, marks)))
            });
            if let Some(slot) = numbers.get_mut(row.index()) {
                *slot = number;
            }
        }
        numbers
    }
}

/// The numbers of the first rows of a column.
fn codes(of: Numbered<'_>, rows: u32) -> Vec<u32> {
    let mut codes = vec![Numbered::UNKNOWN; rows as usize];
    of.write_to(&mut codes);
    codes
}

/// Who has marks: whose groups are to be gone through again, and who is restored and needs seats anew.
fn marked_rows(
    (workspace, assumptions): (&Workspace, Assumptions),
    supposed: &Supposed<'_>,
) -> BTreeMap<Row, Code> {
    let mut marked: BTreeMap<Row, Code> = BTreeMap::new();
    for (user, diff) in workspace.staged().users() {
        if diff.intents.contains(&Intent::ReprocessLicenses) {
            marked.insert(user, REPROCESSED);
        }
    }
    for (user, is) in &supposed.reprocessed {
        let marks = marked.entry(*user).or_default();
        *marks = marks_if(*marks, REPROCESSED, *is);
    }
    if assumptions.restored_need_seats {
        let staged = workspace.staged().users().filter(|(_, diff)| diff.existence.is_some());
        let users = staged.map(|(user, _)| user).chain(supposed.people.keys().copied());
        for user in users.filter(|user| is_restored(workspace, *user)) {
            *marked.entry(user).or_default() |= RESTORED;
        }
    }
    marked
}

const fn marks_if(marks: Code, mark: Code, is: bool) -> Code {
    if is { marks | mark } else { marks & !mark }
}

fn push(all: &mut Vec<Told>, told: Told) -> u32 {
    all.push(told);
    u32::try_from(all.len() - 1).unwrap_or(NOTHING)
}

impl Lists {
    /// How many active users held each product before anything was staged.
    pub(super) fn held_before(
        &mut self,
        workspace: &Workspace,
        catalogue: &Catalogue,
    ) -> BTreeMap<SkuId, u32> {
        let mut held: BTreeMap<SkuId, i64> = BTreeMap::new();
        for (told, people) in self.all.iter().zip(&self.people) {
            for sku in &told.holds {
                *held.entry(*sku).or_default() += i64::from(*people);
            }
        }
        // The rows that have something staged, as they were.
        let users = workspace.users();
        let columns = Columns::of(users);
        let concerned = |diff: &Diff| {
            diff.existence.is_some() || diff.attributes.keys().any(|it| it.is_of_licenses())
        };
        for (user, _) in workspace.staged().users().filter(|(_, diff)| concerned(diff)) {
            let subject = Subject { of: Of::User, row: user };
            if workspace.is_active(subject) {
                let number = self.numbered(columns, columns.code(user.0), catalogue);
                let now = self.all.get(number as usize).map(|told| &told.holds);
                for sku in now.into_iter().flatten() {
                    *held.entry(*sku).or_default() -= 1;
                }
            }
            if workspace.baseline_existence(subject) == Existence::Active {
                for sku in before(workspace, user, catalogue) {
                    *held.entry(sku).or_default() += 1;
                }
            }
        }
        let count = |count| u32::try_from(count).unwrap_or_default();
        held.into_iter().map(|(sku, people)| (sku, count(people))).collect()
    }
}

/// What somebody held before anything was staged.
fn before(workspace: &Workspace, user: Row, catalogue: &Catalogue) -> Vec<SkuId> {
    let of = |attribute| workspace.baseline(user, attribute);
    let (direct, states) =
        (of(Attribute::DIRECT_LICENSES), of(Attribute::LICENSE_ASSIGNMENT_STATES));
    let licenses = of(Attribute::ASSIGNED_LICENSES);
    let told = Told::read(texts_of(&direct), texts_of(&states), || texts_of(&licenses), catalogue);
    told.map(|told| told.holds).unwrap_or_default()
}
