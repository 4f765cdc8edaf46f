//! The members, or the owners, of one group.

use crate::{
    domain::{ObjectId, Other, Party, Row, Sort, Subject, attribute::Of},
    store::Rows,
};

/// How far a list is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Extent {
    /// No file told.
    #[default]
    Unknown,
    /// Whoever is in it is a member; there may be others.
    AtLeast,
    /// Whoever is not in it is no member.
    Complete,
}

/// A list of objects.
#[derive(Debug, Clone, Default)]
pub struct List {
    users: Rows,
    groups: Rows,
    devices: Rows,
    /// By id.
    others: Vec<Other>,
    pub extent: Extent,
}

impl List {
    /// Nothing known.
    #[must_use]
    pub const fn none() -> Self {
        let none = Rows::none(0);
        Self {
            users: none,
            groups: Rows::none(0),
            devices: Rows::none(0),
            others: Vec::new(),
            extent: Extent::Unknown,
        }
    }

    /// Nobody, and that is known.
    #[must_use]
    pub fn empty() -> Self {
        Self { extent: Extent::Complete, ..Self::none() }
    }

    /// A list of rows in any order, and of other objects; what comes twice is taken once.
    #[must_use]
    pub fn of(rows: [(Of, Vec<u32>); 3], mut others: Vec<Other>, extent: Extent) -> Self {
        let mut list = Self { extent, ..Self::none() };
        for (of, mut rows) in rows {
            rows.sort_unstable();
            rows.dedup();
            *list.rows_mut(of) = Rows::of_list(rows);
        }
        settle(&mut others);
        others.shrink_to_fit();
        list.others = others;
        list
    }

    /// The rows of a kind that are in it. The set is as long as its last row needs.
    #[must_use]
    pub const fn rows(&self, of: Of) -> &Rows {
        match of {
            Of::User => &self.users,
            Of::Group => &self.groups,
            Of::Device => &self.devices,
        }
    }

    pub(in crate::store) const fn rows_mut(&mut self, of: Of) -> &mut Rows {
        match of {
            Of::User => &mut self.users,
            Of::Group => &mut self.groups,
            Of::Device => &mut self.devices,
        }
    }

    /// The objects that are no rows here, by id.
    #[must_use]
    pub fn others(&self) -> &[Other] {
        &self.others
    }

    /// Puts the objects that are no rows in place; by id, each once.
    pub(in crate::store) fn put_others(&mut self, others: Vec<Other>) {
        self.others = others;
    }

    /// Number of objects.
    #[must_use]
    pub fn count(&self) -> u32 {
        let rows = self.users.count() + self.groups.count() + self.devices.count();
        rows.saturating_add(u32::try_from(self.others.len()).unwrap_or(u32::MAX))
    }

    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.extent == Extent::Unknown && self.count() == 0
    }

    /// Bytes that it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let others = self.others.capacity() * size_of::<Other>();
        size_of::<Self>() + self.users.bytes() + self.groups.bytes() + self.devices.bytes() + others
    }

    pub(super) fn put(&mut self, of: Of, row: Row, member: bool) {
        let rows = self.rows_mut(of);
        if member {
            rows.grow(row.0.saturating_add(1));
        }
        rows.put(row.0, member);
    }

    /// Puts anybody in or takes them out; how far the list is known stays.
    pub fn put_party(&mut self, party: Party, member: bool) {
        match party {
            Party::Here(Subject { of, row }) => self.put(of, row, member),
            Party::Elsewhere(other) => self.put_other(other, member),
        }
    }

    fn put_other(&mut self, other: Other, member: bool) {
        match (self.others.binary_search_by_key(&other.id, |one| one.id), member) {
            (Err(place), true) => self.others.insert(place, other),
            (Ok(place), false) => drop(self.others.remove(place)),
            _ => {}
        }
    }

    /// Whether an object that is no row here is in it.
    #[must_use]
    pub fn has_other(&self, id: ObjectId) -> bool {
        self.others.binary_search_by_key(&id, |one| one.id).is_ok()
    }

    /// Everybody in it: users, groups and devices by row, then the others by id.
    pub fn parties(&self) -> impl Iterator<Item = Party> + '_ {
        let rows = [Of::User, Of::Group, Of::Device].into_iter().flat_map(|of| {
            self.rows(of).iter().map(move |row| Party::Here(Subject { of, row: Row(row) }))
        });
        rows.chain(self.others.iter().copied().map(Party::Elsewhere))
    }

    /// Whether all that `other` holds is in it.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        let all = |of: Of| other.rows(of).iter().all(|row| self.rows(of).contains(row));
        let has = |id: &ObjectId| self.has_other(*id);
        [Of::User, Of::Group, Of::Device].into_iter().all(all)
            && other.others.iter().all(|one| has(&one.id))
    }

    /// Number of objects that are in both.
    #[must_use]
    pub fn common(&self, other: &Self) -> u32 {
        let rows =
            |of: Of| other.rows(of).iter().filter(|row| self.rows(of).contains(*row)).count();
        let has = |id: &ObjectId| self.has_other(*id);
        let rows: usize = [Of::User, Of::Group, Of::Device].into_iter().map(rows).sum();
        let others = other.others.iter().filter(|one| has(&one.id)).count();
        u32::try_from(rows + others).unwrap_or(u32::MAX)
    }

    /// Whether both hold the same objects and are known as far.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.extent == other.extent && self.count() == other.count() && self.includes(other)
    }

    /// Adds what a further list says. Two incomplete lists stay incomplete; a complete one that
    /// turns out to lack somebody is out of date, and so no longer complete.
    pub fn unite(&mut self, other: &Self) {
        if other.extent == Extent::Unknown && other.count() == 0 {
            return;
        }
        let lacked = !self.includes(other);
        self.extent = match (self.extent, other.extent) {
            (Extent::Complete, _) if !lacked => Extent::Complete,
            (_, Extent::Complete) if other.includes(self) => Extent::Complete,
            _ => Extent::AtLeast,
        };
        for of in [Of::User, Of::Group, Of::Device] {
            for row in other.rows(of).iter() {
                self.put(of, Row(row), true);
            }
        }
        self.others.extend_from_slice(&other.others);
        settle(&mut self.others);
    }

    /// Makes rows of the objects that are found.
    pub fn adopt(&mut self, find: impl Fn(ObjectId) -> Option<(Of, Row)>) {
        if self.others.is_empty() {
            return;
        }
        let others = std::mem::take(&mut self.others);
        for other in others {
            match find(other.id) {
                Some((of, row)) => self.put(of, row, true),
                None => self.others.push(other),
            }
        }
    }

    /// Whether an object that is no row here may be a group: then what is in it is not known.
    pub(super) fn may_nest(&self) -> bool {
        self.others.iter().any(|other| matches!(other.sort, Sort::Unsaid | Sort::Group))
    }
}

/// However the rows are kept, and whatever the files say of objects that are no rows.
impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other)
    }
}

impl Eq for List {}

/// Puts objects into the order of their ids, each once: of several that differ in what they say it
/// is, one that says something.
fn settle(others: &mut Vec<Other>) {
    others.sort_unstable_by(|one, other| other.cmp(one));
    others.dedup_by_key(|other| other.id);
    others.reverse();
}
