//! Who is in which group, and who owns it.
//!
//! Members are kept by kind, as rows of the users, devices and groups. What is no row here (service
//! principals, contacts, and whoever was not imported) is kept by object id, and becomes a row when
//! such an object is imported ([`Members::adopt`]). Every list says how far it is known: who is not in
//! one that is not complete may be a member all the same.
//!
//! Lists speak of rows, whatever became of them: that somebody is deleted says the table of users.

mod crowd;
#[cfg(test)]
mod crowd_tests;
mod list;
mod reach;
#[cfg(test)]
mod tests;

pub use crate::domain::{Other, Side, Sort};
pub use crowd::{Beyond, Combine, Crowd, Parties};
pub use list::{Extent, List};
pub use reach::{Reach, Step};

use super::Objects;
use crate::domain::{GroupId, ObjectId, Party, Row, Subject, attribute::Of};
use reach::Reverse;

/// The members and owners of all groups, by the groups' rows.
#[derive(Debug, Default)]
pub struct Members {
    in_them: Vec<List>,
    owners: Vec<List>,
    /// Which groups an object is in; made when first asked for, and again after whole lists have changed.
    reverse: [Reverse; 2],
}

static NOBODY: List = List::none();

impl Members {
    /// Nothing known of any group.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    const fn lists(&self, side: Side) -> &Vec<List> {
        match side {
            Side::Members => &self.in_them,
            Side::Owners => &self.owners,
        }
    }

    /// The lists of a side, to be changed: what was made of them is made again.
    fn lists_mut(&mut self, side: Side) -> &mut Vec<List> {
        match side {
            Side::Members => {
                self.reverse[0] = Reverse::default();
                &mut self.in_them
            }
            Side::Owners => {
                self.reverse[1] = Reverse::default();
                &mut self.owners
            }
        }
    }

    const fn reverse(&self, side: Side) -> &Reverse {
        let [members, owners] = &self.reverse;
        match side {
            Side::Members => members,
            Side::Owners => owners,
        }
    }

    /// Groups for which there is room.
    #[must_use]
    pub fn groups(&self) -> u32 {
        u32::try_from(self.in_them.len()).unwrap_or(u32::MAX)
    }

    /// Makes room for groups of which nothing is known yet.
    pub fn grow(&mut self, groups: u32) {
        // Nobody is in a new list, so what was made of the others holds.
        for lists in [&mut self.in_them, &mut self.owners] {
            if lists.len() < groups as usize {
                lists.resize_with(groups as usize, List::default);
            }
        }
    }

    /// A list of a group.
    #[must_use]
    pub fn of(&self, side: Side, group: GroupId) -> &List {
        self.lists(side).get(group.index()).unwrap_or(&NOBODY)
    }

    /// Whether an object is directly in a group; none where its list does not tell.
    #[must_use]
    pub fn holds(&self, side: Side, group: GroupId, of: Of, row: Row) -> Option<bool> {
        let list = self.of(side, group);
        if list.rows(of).contains(row.0) {
            return Some(true);
        }
        (list.extent == Extent::Complete).then_some(false)
    }

    fn change(&mut self, side: Side, group: GroupId, change: impl FnOnce(&mut List)) {
        self.grow(group.0.saturating_add(1).max(self.groups()));
        if let Some(list) = self.lists_mut(side).get_mut(group.index()) {
            change(list);
        }
    }

    /// Puts a list in the place of another.
    pub fn replace(&mut self, side: Side, group: GroupId, list: List) {
        self.change(side, group, |before| *before = list);
    }

    /// Adds what a further list says; see [`List::unite`].
    pub fn unite(&mut self, side: Side, group: GroupId, list: &List) {
        self.change(side, group, |before| before.unite(list));
    }

    /// Puts an object into a group or takes it out; how far the list is known stays.
    pub fn put(&mut self, side: Side, group: GroupId, of: Of, row: Row, member: bool) {
        self.put_party(side, group, Party::Here(Subject { of, row }), member);
    }

    /// Puts anybody into a group or takes them out, as [`Self::put`]. An object without a row here is
    /// looked up again: it may have become one.
    pub fn put_party(&mut self, side: Side, group: GroupId, party: Party, member: bool) {
        self.grow(group.0.saturating_add(1).max(self.groups()));
        let [in_them, owners] = &mut self.reverse;
        let (lists, reverse) = match side {
            Side::Members => (&mut self.in_them, in_them),
            Side::Owners => (&mut self.owners, owners),
        };
        if let Some(list) = lists.get_mut(group.index()) {
            list.put_party(party, member);
            if let Party::Here(Subject { of, row }) = party {
                reverse.put(group, of, row, member);
            }
        }
    }

    /// Whether a group is known to have a member or owner.
    #[must_use]
    pub fn has_party(&self, side: Side, group: GroupId, party: Party) -> bool {
        let list = self.of(side, group);
        match party {
            Party::Here(Subject { of, row }) => list.rows(of).contains(row.0),
            Party::Elsewhere(other) => list.has_other(other.id),
        }
    }

    /// Says how far a list is known.
    pub fn set_extent(&mut self, side: Side, group: GroupId, extent: Extent) {
        self.change(side, group, |list| list.extent = extent);
    }

    /// Looks whether objects that were kept by their id are rows by now.
    pub fn adopt(&mut self, users: &Objects, groups: &Objects, devices: &Objects) {
        for side in Side::BOTH {
            self.adopt_some(side, 0..self.groups(), users, groups, devices);
        }
    }

    /// As [`Self::adopt`], for some of the groups.
    pub fn adopt_some(
        &mut self,
        side: Side,
        groups: std::ops::Range<u32>,
        users: &Objects,
        of_groups: &Objects,
        devices: &Objects,
    ) {
        let range = groups.start as usize..groups.end as usize;
        let waits = |list: &List| !list.others().is_empty();
        if self.lists(side).get(range.clone()).is_some_and(|lists| lists.iter().any(waits)) {
            for list in self.lists_mut(side).get_mut(range).unwrap_or_default() {
                list.adopt(|id| find(id, users, of_groups, devices));
            }
        }
    }

    /// Copies lists of the next groups of the table that this is a copy of, at most so many; false when it has all.
    pub fn copy_lists(&mut self, from: &Self, most: usize) -> bool {
        let mut more = false;
        for side in Side::BOTH {
            let have = self.lists(side).len();
            let rest = from.lists(side).get(have..).unwrap_or_default();
            more |= !rest.is_empty();
            self.lists_mut(side).extend(rest.iter().take(most).cloned());
        }
        more
    }

    /// Memberships, or ownerships, in all.
    #[must_use]
    pub fn count(&self, side: Side) -> u64 {
        self.lists(side).iter().map(|list| u64::from(list.count())).sum()
    }

    /// Groups of which a side is known so far.
    #[must_use]
    pub fn known(&self, side: Side, extent: Extent) -> u32 {
        let known = self.lists(side).iter().filter(|list| list.extent == extent).count();
        u32::try_from(known).unwrap_or(u32::MAX)
    }

    /// Bytes that the lists take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        Side::BOTH.iter().flat_map(|side| self.lists(*side)).map(List::bytes).sum()
    }

    /// Whether nothing is known of any group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Side::BOTH.iter().all(|side| self.lists(*side).iter().all(List::is_unknown))
    }
}

/// The lists themselves; what was made of them is made again.
impl Clone for Members {
    fn clone(&self) -> Self {
        Self {
            in_them: self.in_them.clone(),
            owners: self.owners.clone(),
            reverse: Default::default(),
        }
    }
}

/// Whose id it is.
#[must_use]
pub fn find(
    id: ObjectId,
    users: &Objects,
    groups: &Objects,
    devices: &Objects,
) -> Option<(Of, Row)> {
    [(Of::User, users), (Of::Group, groups), (Of::Device, devices)]
        .into_iter()
        .find_map(|(of, objects)| Some((of, objects.find(id)?)))
}
