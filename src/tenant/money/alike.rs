//! People who have the same by the same ways, found without looking at each: whatever holds of one holds of all.
//!
//! Everybody starts together and is parted by what files tell of their licences, by the licensed groups they are
//! in, and by the products they hold; each step walks over those who part once.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, SkuId};
use crate::store::{Bits, Side};
use crate::tenant::Workspace;
use crate::tenant::licences::{Licences, Person};
use std::collections::BTreeMap;

const NOBODY: u32 = u32::MAX;

/// People who have the same.
#[derive(Debug)]
pub struct Class {
    pub people: u32,
    /// What each of them has.
    pub person: Person,
}

/// Everybody who holds a product, by what they have.
#[derive(Debug)]
pub struct Alike {
    /// By row.
    of: Vec<u32>,
    classes: Vec<Class>,
}

impl Alike {
    /// Parts everybody who holds anything.
    pub fn of(workspace: &Workspace, licences: &mut Licences) -> Self {
        let mut parts = Parts { of: told(workspace), count: 0 };
        parts.count = parts.of.iter().filter(|it| **it != NOBODY).max().map_or(0, |it| it + 1);
        let members = &workspace.directory().members;
        let groups = licences.groups().iter().filter_map(|group| group.row);
        for group in groups {
            parts.part(members.of(Side::Members, group).rows(Of::User).iter());
        }
        let skus: Vec<SkuId> =
            licences.model().products().filter_map(|one| licences.model().sku(one)).collect();
        let mut holders = Bits::none(workspace.users().rows());
        for sku in skus {
            let these = licences.holders(sku);
            parts.part(these.iter());
            holders.or(&these);
        }
        parts.gather(&holders, licences)
    }

    /// The classes, by number.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Everybody of the classes that are meant.
    pub fn rows(&self, is_meant: impl Fn(usize) -> bool) -> Bits {
        let meant: Vec<bool> = (0..self.classes.len()).map(is_meant).collect();
        let rows = (0_u32..).zip(&self.of);
        let rows = rows.filter(|(_, class)| meant.get(**class as usize) == Some(&true));
        let length = u32::try_from(self.of.len()).unwrap_or(u32::MAX);
        Bits::of(length, rows.map(|(row, _)| row))
    }
}

/// The first division: by the lists that files tell.
fn told(workspace: &Workspace) -> Vec<u32> {
    let users = workspace.users();
    let lists = [
        Attribute::DIRECT_LICENSES,
        Attribute::LICENSE_ASSIGNMENT_STATES,
        Attribute::ASSIGNED_LICENSES,
    ]
    .map(|attribute| users.numbered(attribute));
    let mut known: BTreeMap<[u32; 3], u32> = BTreeMap::new();
    let mut of = vec![NOBODY; users.rows() as usize];
    for row in users.active().iter() {
        let next = u32::try_from(known.len()).unwrap_or(NOBODY);
        let number = *known.entry(lists.map(|list| list.of(row))).or_insert(next);
        if let Some(slot) = of.get_mut(row as usize) {
            *slot = number;
        }
    }
    of
}

struct Parts {
    of: Vec<u32>,
    /// Numbers so far.
    count: u32,
}

impl Parts {
    /// Takes these people out of their classes into others.
    fn part(&mut self, rows: impl Iterator<Item = u32>) {
        let mut to = vec![NOBODY; self.count as usize];
        for row in rows {
            let Some(slot) = self.of.get_mut(row as usize) else { continue };
            let Some(new) = to.get_mut(*slot as usize) else { continue };
            if *new == NOBODY {
                *new = self.count;
                self.count += 1;
            }
            *slot = *new;
        }
    }

    /// Asks one of each class what it has; those who hold nothing are in none.
    fn gather(self, holders: &Bits, licences: &mut Licences) -> Alike {
        let mut numbers = vec![NOBODY; self.count as usize];
        let mut alike = Alike { of: vec![NOBODY; self.of.len()], classes: Vec::new() };
        for row in holders.iter() {
            let Some(number) =
                self.of.get(row as usize).and_then(|part| numbers.get_mut(*part as usize))
            else {
                continue;
            };
            if *number == NOBODY {
                *number = u32::try_from(alike.classes.len()).unwrap_or(NOBODY);
                alike.classes.push(Class { people: 0, person: licences.person(row) });
            }
            if let Some(class) = alike.classes.get_mut(*number as usize) {
                class.people += 1;
            }
            if let Some(slot) = alike.of.get_mut(row as usize) {
                *slot = *number;
            }
        }
        alike
    }
}
