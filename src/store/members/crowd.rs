//! Sets of objects made of groups' members: united, intersected, subtracted, and how far that is known.
//!
//! A list that is not whole says who is a member and of nobody that they are none. So a set has three
//! parts: whom the lists name, whom of these it surely has, and who else it may have. All three follow
//! the operations exactly as three-valued logic does, object by object.

use super::{Extent, List, Other, Side, Sort, Step};
use crate::{
    domain::{GroupId, ObjectId, Party, Row, Subject, attribute::Of},
    store::{Bits, Directory},
};
use std::collections::BTreeMap;

const KINDS: [Of; 3] = [Of::User, Of::Group, Of::Device];

/// Some objects: rows by kind, and others by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parties {
    users: Bits,
    groups: Bits,
    devices: Bits,
    others: BTreeMap<ObjectId, Sort>,
}

impl Parties {
    /// Nobody of a directory.
    #[must_use]
    pub fn none(directory: &Directory) -> Self {
        let none = |of: Of| Bits::none(directory.of(of).rows());
        Self {
            users: none(Of::User),
            groups: none(Of::Group),
            devices: none(Of::Device),
            others: BTreeMap::new(),
        }
    }

    /// The rows of a kind.
    #[must_use]
    pub const fn rows(&self, of: Of) -> &Bits {
        match of {
            Of::User => &self.users,
            Of::Group => &self.groups,
            Of::Device => &self.devices,
        }
    }

    const fn rows_mut(&mut self, of: Of) -> &mut Bits {
        match of {
            Of::User => &mut self.users,
            Of::Group => &mut self.groups,
            Of::Device => &mut self.devices,
        }
    }

    /// Objects that are no rows, by id.
    pub fn others(&self) -> impl ExactSizeIterator<Item = Other> + '_ {
        self.others.iter().map(|(id, sort)| Other { id: *id, sort: *sort })
    }

    /// Number of objects.
    #[must_use]
    pub fn count(&self) -> u32 {
        let rows: u32 = KINDS.iter().map(|of| self.rows(*of).count()).sum();
        rows.saturating_add(u32::try_from(self.others.len()).unwrap_or(u32::MAX))
    }

    /// Whether there is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.others.is_empty() && KINDS.iter().all(|of| self.rows(*of).is_empty())
    }

    /// Whether somebody is among them.
    #[must_use]
    pub fn contains(&self, party: Party) -> bool {
        match party {
            Party::Here(Subject { of, row }) => self.rows(of).contains(row.0),
            Party::Elsewhere(other) => self.others.contains_key(&other.id),
        }
    }

    /// All but those of a kind.
    #[must_use]
    pub fn without_kind(&self, of: Of) -> Self {
        let mut rest = self.clone();
        *rest.rows_mut(of) = Bits::none(self.rows(of).len());
        rest
    }

    /// Everybody: users, groups and devices by row, then the others by id.
    pub fn iter(&self) -> impl Iterator<Item = Party> + '_ {
        let rows = KINDS.into_iter().flat_map(|of| {
            self.rows(of).iter().map(move |row| Party::Here(Subject { of, row: Row(row) }))
        });
        rows.chain(self.others().map(Party::Elsewhere))
    }

    /// Adds whoever is in a list and still active.
    fn add(&mut self, list: &List, directory: &Directory) {
        for of in KINDS {
            let active = directory.of(of).active();
            for row in list.rows(of).iter().filter(|row| active.contains(*row)) {
                self.rows_mut(of).insert(row);
            }
        }
        for other in list.others() {
            let sort = self.others.entry(other.id).or_insert(other.sort);
            *sort = (*sort).max(other.sort);
        }
    }

    fn or(&mut self, other: &Self) {
        for of in KINDS {
            self.rows_mut(of).or(other.rows(of));
        }
        for (id, sort) in &other.others {
            self.others.entry(*id).or_insert(*sort);
        }
    }

    fn and(&mut self, other: &Self) {
        for of in KINDS {
            self.rows_mut(of).and(other.rows(of));
        }
        self.others.retain(|id, _| other.others.contains_key(id));
    }

    fn and_not(&mut self, other: &Self) {
        for of in KINDS {
            self.rows_mut(of).and_not(other.rows(of));
        }
        self.others.retain(|id, _| !other.others.contains_key(id));
    }

    fn without(&self, other: &Self) -> Self {
        let mut rest = self.clone();
        rest.and_not(other);
        rest
    }
}

/// Who may be in a set at most.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Possible {
    Only(Parties),
    /// Anybody, known here or not, but these.
    AllBut(Parties),
}

impl Possible {
    fn or(&mut self, other: &Self) {
        *self = match (&*self, other) {
            (Self::Only(one), Self::Only(other)) => {
                let mut both = one.clone();
                both.or(other);
                Self::Only(both)
            }
            (Self::Only(only), Self::AllBut(but)) | (Self::AllBut(but), Self::Only(only)) => {
                Self::AllBut(but.without(only))
            }
            (Self::AllBut(one), Self::AllBut(other)) => {
                let mut both = one.clone();
                both.and(other);
                Self::AllBut(both)
            }
        };
    }

    fn and(&mut self, other: &Self) {
        *self = match (&*self, other) {
            (Self::Only(one), Self::Only(other)) => {
                let mut both = one.clone();
                both.and(other);
                Self::Only(both)
            }
            (Self::Only(only), Self::AllBut(but)) | (Self::AllBut(but), Self::Only(only)) => {
                Self::Only(only.without(but))
            }
            (Self::AllBut(one), Self::AllBut(other)) => {
                let mut both = one.clone();
                both.or(other);
                Self::AllBut(both)
            }
        };
    }

    fn and_not(&mut self, sure: &Parties) {
        match self {
            Self::Only(only) => only.and_not(sure),
            Self::AllBut(but) => but.or(sure),
        }
    }
}

/// Who is in a set besides those that are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Nobody.
    Nobody,
    /// At most so many, all of them known here.
    Some(u32),
    /// Nobody can say.
    Anybody,
}

/// A set of objects, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowd {
    named: Parties,
    sure: Parties,
    possible: Possible,
}

/// What is done with a further set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Combine {
    /// Whoever is in either.
    Or,
    /// Whoever is in both.
    And,
    /// Whoever is in the first and not in the second.
    Not,
}

impl Combine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Or, Self::And, Self::Not];
}

impl Crowd {
    /// Nobody, and that is known.
    #[must_use]
    pub fn none(directory: &Directory) -> Self {
        Self::exactly(Parties::none(directory))
    }

    fn exactly(named: Parties) -> Self {
        Self { sure: named.clone(), possible: Possible::Only(named.clone()), named }
    }

    /// Of whom nothing is known.
    #[must_use]
    pub fn unknown(directory: &Directory) -> Self {
        let nobody = Parties::none(directory);
        Self { named: nobody.clone(), sure: nobody.clone(), possible: Possible::AllBut(nobody) }
    }

    /// The active ones of these users, and nobody else.
    #[must_use]
    pub fn of_users(directory: &Directory, users: &Bits) -> Self {
        let mut named = Parties::none(directory);
        named.users = directory.users.active().clone();
        named.users.and(users);
        Self::exactly(named)
    }

    /// The active members of a group; with `through` also those of groups in it, however deep.
    #[must_use]
    pub fn of_group(directory: &Directory, group: GroupId, through: bool) -> Self {
        Self::of_group_without(directory, group, through, &Bits::none(0))
    }

    /// The same if some groups had no members.
    #[must_use]
    pub fn of_group_without(
        directory: &Directory,
        group: GroupId,
        through: bool,
        without: &Bits,
    ) -> Self {
        let members = &directory.members;
        let mut named = Parties::none(directory);
        let reached = if through {
            let inner = |group: GroupId| {
                let list = members.of(Side::Members, group);
                list.rows(Of::Group).iter().filter(|inner| !without.contains(*inner))
            };
            members.walk(std::iter::once(group), inner)
        } else {
            vec![Step { group, via: None }]
        };
        // A group without any list is not reached at all.
        let mut whole = !reached.is_empty();
        for step in reached {
            let list = members.of(Side::Members, step.group);
            named.add(list, directory);
            whole &= list.extent == Extent::Complete && !(through && list.may_nest());
        }
        named.groups.and_not(without);
        if whole {
            return Self::exactly(named);
        }
        let nobody = Parties::none(directory);
        Self { sure: named.clone(), named, possible: Possible::AllBut(nobody) }
    }

    /// Combines it with a further set.
    pub fn combine(&mut self, how: Combine, other: &Self) {
        match how {
            Combine::Or => {
                self.named.or(&other.named);
                self.sure.or(&other.sure);
                self.possible.or(&other.possible);
            }
            Combine::And => {
                self.named.and(&other.named);
                self.sure.and(&other.sure);
                self.possible.and(&other.possible);
            }
            Combine::Not => {
                self.named.and_not(&other.named);
                match &other.possible {
                    Possible::Only(only) => self.sure.and_not(only),
                    Possible::AllBut(but) => self.sure.and(but),
                }
                self.possible.and_not(&other.sure);
            }
        }
    }

    /// Whom the lists name.
    #[must_use]
    pub const fn named(&self) -> &Parties {
        &self.named
    }

    /// Whom of those it surely has.
    #[must_use]
    pub const fn sure(&self) -> &Parties {
        &self.sure
    }

    /// Who else it may have.
    #[must_use]
    pub fn beyond(&self) -> Beyond {
        match &self.possible {
            Possible::AllBut(_) => Beyond::Anybody,
            Possible::Only(only) => match only.without(&self.named).count() {
                0 => Beyond::Nobody,
                count => Beyond::Some(count),
            },
        }
    }

    /// Whether it is exactly those that are named.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.sure == self.named && self.beyond() == Beyond::Nobody
    }

    /// Whether somebody is in it; none where that cannot be said.
    #[must_use]
    pub fn has(&self, party: Party) -> Option<bool> {
        let possible = match &self.possible {
            Possible::Only(only) => only.contains(party),
            Possible::AllBut(but) => !but.contains(party),
        };
        match (self.sure.contains(party), possible) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }
}
