//! What each row is told to have: the lists that occur, each once, and which of them every row has.

use super::supposed::Supposed;
use super::told::Told;
use crate::domain::{Attribute, Datum, Existence, Row, SkuId, Subject, Value, attribute::Of};
use crate::licensing::Catalogue;
use crate::store::{Bits, Cell, Numbered, Objects};
use crate::tenant::{Diff, Workspace};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// The number of the list that says nothing.
pub(super) const NOTHING: u32 = 0;

/// The numbers of the lists of a row, as they stand in the columns, in one.
type Code = u128;

/// Codes are spread by one multiplication; they are nobody's input.
#[derive(Debug, Clone, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0.rotate_left(8) ^ u64::from(*byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
    fn write_u128(&mut self, code: u128) {
        let [low, high] = [code, code >> 64].map(|part| (part & u128::from(u64::MAX)) as u64);
        let mixed = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// The lists that occur.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// By number; the first says nothing.
    pub(super) all: Vec<Told>,
    numbers: HashMap<Code, u32, BuildHasherDefault<Spread>>,
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
        let (direct, states) = (self.direct.of(row), self.states.of(row));
        if direct == Numbered::UNKNOWN && states == Numbered::UNKNOWN {
            return Code::from(self.licenses.of(row));
        }
        Code::from(direct) << 32 | Code::from(states) << 64
    }

    fn read(self, code: Code, catalogue: &Catalogue) -> Option<Told> {
        let part = |shift: u32| u32::try_from(code >> shift & 0xffff_ffff).unwrap_or_default();
        let (licenses, direct, states) = (part(0), part(32), part(64));
        Told::read(
            texts(self.direct.list(direct)),
            texts(self.states.list(states)),
            || texts(self.licenses.list(licenses)),
            catalogue,
        )
    }
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
    pub(super) fn number(&mut self, users: &Objects, row: u32, catalogue: &Catalogue) -> u32 {
        let columns = Columns::of(users);
        self.numbered(columns, columns.code(row), catalogue)
    }

    fn numbered(&mut self, columns: Columns<'_>, code: Code, catalogue: &Catalogue) -> u32 {
        let all = &mut self.all;
        *self.numbers.entry(code).or_insert_with(|| {
            columns.read(code, catalogue).map_or(NOTHING, |told| push(all, told))
        })
    }

    /// The lists of everybody, and which of them each row has.
    pub(super) fn of_all(
        users: &Objects,
        active: &Bits,
        supposed: &Supposed<'_>,
        catalogue: &Catalogue,
    ) -> (Vec<u32>, Self) {
        let mut lists = Self { all: vec![Told::default()], ..Self::default() };
        let mut numbers = vec![NOTHING; users.rows() as usize];
        let columns = Columns::of(users);
        // Most rows have what the row before had.
        let mut recent = (Code::MAX, NOTHING);
        for row in active.iter() {
            let code = columns.code(row);
            if code != recent.0 {
                recent = (code, lists.numbered(columns, code, catalogue));
            }
            if let Some(slot) = numbers.get_mut(row as usize) {
                *slot = recent.1;
            }
        }
        // The same for those who would be given something else: what they are given is in no column yet.
        let mut others: BTreeMap<(&Datum, u32), u32> = BTreeMap::new();
        for (row, datum) in supposed.given.iter().filter(|(row, _)| active.contains(row.0)) {
            let states = columns.states.of(row.0);
            let number = *others.entry((*datum, states)).or_insert_with(|| {
                let states = texts(columns.states.list(states));
                let told = Told::read(texts_of(datum), states, || None, catalogue);
                told.map_or(NOTHING, |told| push(&mut lists.all, told))
            });
            if let Some(slot) = numbers.get_mut(row.index()) {
                *slot = number;
            }
        }
        (numbers, lists)
    }
}

fn push(all: &mut Vec<Told>, told: Told) -> u32 {
    all.push(told);
    u32::try_from(all.len() - 1).unwrap_or(NOTHING)
}

/// How many active users held each product before anything was staged.
pub(super) fn held_before(
    workspace: &Workspace,
    supposed: &Supposed<'_>,
    (numbers, lists): (&[u32], &[Told]),
    catalogue: &Catalogue,
) -> BTreeMap<SkuId, u32> {
    let mut people = vec![0_u32; lists.len()];
    for number in numbers {
        if let Some(count) = people.get_mut(*number as usize) {
            *count += 1;
        }
    }
    let mut held: BTreeMap<SkuId, i64> = BTreeMap::new();
    for (told, people) in lists.iter().zip(people) {
        for sku in &told.holds {
            *held.entry(*sku).or_default() += i64::from(people);
        }
    }
    // The rows that have something staged, as they were.
    let concerned = |diff: &Diff| {
        diff.existence.is_some() || diff.attributes.keys().any(|it| it.is_of_licenses())
    };
    let staged = workspace.staged().users().filter(|(_, diff)| concerned(diff));
    let mut changed: BTreeSet<Row> = staged.map(|(user, _)| user).collect();
    changed.extend(supposed.given.keys().chain(supposed.people.keys()));
    for user in changed.into_iter().filter(|user| user.0 < workspace.users().rows()) {
        let now = numbers.get(user.index()).and_then(|number| lists.get(*number as usize));
        for sku in now.map(|told| &told.holds).into_iter().flatten() {
            *held.entry(*sku).or_default() -= 1;
        }
        let subject = Subject { of: Of::User, row: user };
        if workspace.baseline_existence(subject) == Existence::Active {
            for sku in before(workspace, user, catalogue) {
                *held.entry(sku).or_default() += 1;
            }
        }
    }
    held.into_iter().map(|(sku, count)| (sku, u32::try_from(count).unwrap_or_default())).collect()
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
