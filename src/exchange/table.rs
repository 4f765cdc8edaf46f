//! A directory being read in, apart from the open one: dropping it leaves no trace.
//!
//! One table takes the rows of one file, or of the pages that make up one list. Rows are told
//! apart by object id, or where a file has no ids by their name: a user's principal name, a device's
//! device id. An id that comes twice
//! keeps its first row; the second one is compared with it when the table is closed.

use crate::domain::attribute::{Of, Schema};
use crate::domain::{Attribute, Datum, Existence, ObjectId, UserId};
use crate::exchange::problem::{Fault, Problems};
use crate::exchange::value::trimmed;
use crate::store::{ColumnLoader, Loader, Objects};
use crate::text::fold;

/// Text of second rows that is kept for comparison, in bytes; past it they are not compared.
const KEPT_FOR_COMPARISON: usize = 8 << 20;

/// What tells objects of a kind apart where a file has no object ids.
pub(super) const fn name_of(of: Of) -> Option<Attribute> {
    match of {
        Of::User => Some(Attribute::USER_PRINCIPAL_NAME),
        Of::Device => Some(Attribute::DEVICE_ID),
        Of::Group => None,
    }
}

/// Where a row of a table comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    /// Number of the file in the import.
    pub file: usize,
    /// Row number in the file.
    pub row: u32,
}

/// A row with the id of an earlier one.
#[derive(Debug)]
struct Second {
    origin: Origin,
    first: UserId,
    /// What it says; none when too much was kept already.
    cells: Option<Vec<(Attribute, Datum)>>,
}

/// The table.
#[derive(Debug)]
pub(super) struct Table {
    loader: Loader,
    /// First row of each file, by number; the last one is being read.
    files: Vec<(u32, usize)>,
    /// Row number in its file of each row.
    rows: Vec<u32>,
    /// Hash of the folded user principal name of each row that has one.
    names: Vec<(u64, u32)>,
    seconds: Vec<Second>,
    kept: usize,
    /// Managers named by user principal name: who, and how.
    managers_by_name: Vec<(UserId, String)>,
    /// Managers of Graph's users, held back until it is known what leaving them out means.
    managers: Vec<(UserId, Manager)>,
}

/// What a Graph user says of the manager.
#[derive(Debug)]
enum Manager {
    Told(Datum),
    /// Graph leaves an expanded manager out where there is none.
    LeftOut,
}

/// What tells a row apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Identity<'a> {
    pub id: Option<ObjectId>,
    pub name: Option<&'a str>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admitted {
    New(UserId),
    /// The id is there already, in this row.
    Again(UserId),
    /// There is nothing to tell it apart, or no room.
    No,
}

impl Table {
    /// An empty table, for the first rows of a file.
    pub(super) fn new(schema: Schema, file: usize) -> Self {
        Self {
            loader: Loader::new(schema),
            files: vec![(0, file)],
            rows: Vec::new(),
            names: Vec::new(),
            seconds: Vec::new(),
            kept: 0,
            managers_by_name: Vec::new(),
            managers: Vec::new(),
        }
    }

    /// The next rows come from another file.
    pub(super) fn continue_with(&mut self, file: usize) {
        self.files.push((self.loader.rows(), file));
    }

    /// Attributes, to add custom ones.
    pub(super) fn schema_mut(&mut self) -> &mut Schema {
        self.loader.schema_mut()
    }

    /// Attributes.
    pub(super) fn schema(&self) -> &Schema {
        self.loader.schema()
    }

    /// Rows so far.
    pub(super) fn len(&self) -> u32 {
        self.loader.rows()
    }

    /// Says which ids come next; see [`Loader::foresee`].
    pub(super) fn foresee(&self, ids: &[Option<ObjectId>]) {
        self.loader.foresee(ids.iter().copied().flatten());
    }

    /// Adds a row, unless its id is there already.
    pub(super) fn admit(
        &mut self,
        row: u32,
        identity: Identity<'_>,
        existence: Existence,
    ) -> Admitted {
        // A device that is not registered has a device id of noughts.
        let name = identity.name.filter(|name| name.bytes().any(|byte| !b"0-".contains(&byte)));
        let (id, provisional) = match (identity.id, name) {
            (Some(id), _) => (id, false),
            (None, Some(name)) => (ObjectId::made_up(&fold::case(name)), true),
            (None, None) => return Admitted::No,
        };
        match self.loader.push_row(id, provisional, existence) {
            Some(user) => {
                self.rows.push(row);
                if let Some(name) = name {
                    self.names.push((name_hash(name), user.0));
                }
                Admitted::New(user)
            }
            None => self.loader.find(id).map_or(Admitted::No, Admitted::Again),
        }
    }

    /// Keeps a row whose id was there already, for [`Self::close`] to compare.
    pub(super) fn again(
        &mut self,
        row: u32,
        first: UserId,
        cells: impl FnOnce() -> Vec<(Attribute, Datum)>,
    ) {
        let file = self.files.last().map_or(0, |(_, file)| *file);
        let cells = (self.kept < KEPT_FOR_COMPARISON).then(cells);
        self.kept += cells.iter().flatten().map(|(_, datum)| weight(datum)).sum::<usize>();
        self.seconds.push(Second { origin: Origin { file, row }, first, cells });
    }

    /// The column of an attribute, unknown up to row `from`.
    pub(super) fn column(&mut self, attribute: Attribute, from: u32) -> &mut ColumnLoader {
        let column = self.loader.column(attribute);
        for _ in column.len()..from {
            column.push_unknown();
        }
        column
    }

    /// Remembers that a manager is named by user principal name.
    pub(super) fn manager_by_name(&mut self, user: UserId, name: &str) {
        self.managers_by_name.push((user, name.trim().to_owned()));
    }

    /// The manager of a Graph user.
    pub(super) fn manager(&mut self, user: UserId, manager: Datum) {
        self.managers.push((user, Manager::Told(manager)));
    }

    /// A Graph user without the property.
    pub(super) fn manager_left_out(&mut self, user: UserId) {
        self.managers.push((user, Manager::LeftOut));
    }

    /// Settles what users of the files so far have as manager: `expanded` says whether managers
    /// were asked for at all.
    pub(super) fn settle_managers(&mut self, expanded: bool) {
        for (user, manager) in std::mem::take(&mut self.managers) {
            let column = self.column(Attribute::MANAGER, user.0);
            match manager {
                Manager::Told(datum) => column.push(&datum),
                Manager::LeftOut if expanded => column.push_null(),
                Manager::LeftOut => column.push_unknown(),
            }
        }
    }

    /// Does a part of what [`Self::close`] does; false when that is left to do.
    pub(super) fn close_step(&mut self) -> bool {
        self.loader.finish_step()
    }

    /// Ends the table: what its rows say about each other goes to the problems of their files.
    pub(super) fn close(self, problems: &mut [Problems]) -> Closed {
        let mut closed = Closed {
            users: self.loader.finish(),
            files: self.files,
            rows: self.rows,
            names: self.names,
            contradictory: 0,
        };
        closed.names.sort_unstable();
        for second in self.seconds {
            closed.compare(&second, problems);
        }
        // Two device objects of one device exist: one registered, one joined.
        if closed.users.of() == Of::User {
            closed.names_taken(problems);
        }
        for (user, name) in self.managers_by_name {
            closed.resolve_manager(user, &name, problems);
        }
        closed
    }
}

/// A table whose rows are complete and consistent with each other.
#[derive(Debug)]
pub(super) struct Closed {
    pub users: Objects,
    files: Vec<(u32, usize)>,
    rows: Vec<u32>,
    names: Vec<(u64, u32)>,
    /// Rows that were left out because an earlier row says otherwise.
    pub contradictory: u32,
}

impl Closed {
    /// Where a row comes from.
    pub(super) fn origin(&self, user: UserId) -> Origin {
        let at = self.files.partition_point(|(first, _)| *first <= user.0).saturating_sub(1);
        let file = self.files.get(at).map_or(0, |(_, file)| *file);
        Origin { file, row: self.rows.get(user.index()).copied().unwrap_or(0) }
    }

    /// The row with a user principal name, in any case.
    pub(super) fn named(&self, name: &str) -> Option<UserId> {
        let hash = name_hash(name);
        let from = self.names.partition_point(|(other, _)| *other < hash);
        let candidates = self.names.iter().skip(from).take_while(|(other, _)| *other == hash);
        candidates.map(|(_, row)| UserId(*row)).find(|user| self.has_name(*user, name))
    }

    fn has_name(&self, user: UserId, name: &str) -> bool {
        self.users.existence(user) != Existence::Absent
            && name_of(self.users.of())
                .and_then(|attribute| self.users.read(user, attribute).text())
                .is_some_and(|text| fold::same(text.trim(), name.trim()))
    }

    fn compare(&mut self, second: &Second, problems: &mut [Problems]) {
        let Some(problems) = problems.get_mut(second.origin.file) else { return };
        let first = self.origin(second.first).row;
        let mut columns: Vec<String> = Vec::new();
        for (attribute, datum) in second.cells.iter().flatten() {
            if self.users.get(second.first, *attribute) != *datum {
                columns.push(self.users.schema().name(*attribute).to_owned());
            }
        }
        if second.cells.is_some() && columns.is_empty() {
            problems.row(second.origin.row, Fault::Repeated { first });
        } else {
            self.contradictory += 1;
            problems.row(second.origin.row, Fault::Contradicts { first, columns });
        }
    }

    /// Of several rows with one user principal name the first stands.
    fn names_taken(&mut self, problems: &mut [Problems]) {
        let names = std::mem::take(&mut self.names);
        for same in names.chunk_by(|(one, _), (other, _)| one == other) {
            // Equal hashes of different names are possible, if unlikely: look at the names.
            for (at, (_, later)) in same.iter().enumerate().skip(1) {
                let later = UserId(*later);
                let text = self.users.read(later, Attribute::USER_PRINCIPAL_NAME).text();
                let name = text.unwrap_or_default().to_owned();
                let earlier = same.iter().take(at).map(|(_, row)| UserId(*row));
                // A deleted user's name is free for others.
                let earlier = earlier.into_iter().find(|user| {
                    self.has_name(*user, &name) && self.users.existence(*user) == Existence::Active
                });
                let Some(earlier) = earlier else { continue };
                if self.users.existence(later) != Existence::Active {
                    continue;
                }
                let (origin, first) = (self.origin(later), self.origin(earlier).row);
                self.users.set_existence(later, Existence::Absent);
                self.contradictory += 1;
                if let Some(problems) = problems.get_mut(origin.file) {
                    let column = Attribute::USER_PRINCIPAL_NAME.definition().name;
                    problems.cell(origin.row, column, Fault::NameTaken { first });
                }
            }
        }
        self.names = names;
    }

    fn resolve_manager(&mut self, user: UserId, name: &str, problems: &mut [Problems]) {
        use crate::domain::Value;
        let manager = self.named(name);
        if let Some(manager) = manager {
            let id = Datum::Value(Value::Reference(self.users.id(manager)));
            self.users.set(user, Attribute::MANAGER, &id);
            return;
        }
        let origin = self.origin(user);
        if let Some(problems) = problems.get_mut(origin.file) {
            let value = crate::exchange::problem::excerpt(name);
            let column = Attribute::MANAGER.definition().name;
            problems.cell(origin.row, column, Fault::ManagerNotFound { value });
        }
    }
}

fn weight(datum: &Datum) -> usize {
    use crate::domain::Value;
    match datum {
        Datum::Value(Value::Text(text)) => text.len(),
        Datum::Value(Value::Texts(texts)) => texts.iter().map(String::len).sum(),
        _ => 16,
    }
}

/// A hash of a user principal name that ignores case; equal hashes are only a hint.
fn name_hash(name: &str) -> u64 {
    let mix = |hash: u64, word: u64| {
        let mixed = (hash ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ (mixed >> 32)
    };
    let fold = fold::case(trimmed(name));
    let (words, rest) = fold.as_bytes().as_chunks::<8>();
    let hash =
        words.iter().fold(0x9e37_79b9_7f4a_7c15, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    mix(rest.iter().fold(hash, |hash, byte| (hash << 8) ^ (hash >> 56) ^ u64::from(*byte)), 1)
}
