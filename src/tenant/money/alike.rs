//! People who have the same by the same ways: whatever holds of one holds of all.
//!
//! They are those who are given the same; whoever goes without something for want of seats is with those to whom
//! the same became of it.

use crate::licensing::entitlement::Lot;
use crate::licensing::judge::{Origin, State};
use crate::licensing::model::ProductNo;
use crate::store::Bits;
use crate::tenant::Workspace;
use crate::tenant::licences::{Licences, Person};
use std::collections::BTreeMap;

const NOBODY: u32 = u32::MAX;

/// What became of each product on each way.
type Became = Vec<(Origin, ProductNo, State)>;

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
        let users = workspace.users();
        let mut alike = Self { of: vec![NOBODY; users.rows() as usize], classes: Vec::new() };
        let mut known: BTreeMap<(u32, Became), u32> = BTreeMap::new();
        for row in users.active().iter() {
            let Some(class) = licences.class(row) else { continue };
            let own = if licences.goes_without(row) { became(licences, row) } else { Vec::new() };
            let number = *known.entry((class, own)).or_insert_with(|| alike.add(licences, row));
            if let Some(class) = alike.classes.get_mut(number as usize) {
                class.people += 1;
            }
            if let Some(slot) = alike.of.get_mut(row as usize) {
                *slot = number;
            }
        }
        alike
    }

    /// A class of people who have what this one has; those who hold nothing are in none.
    fn add(&mut self, licences: &mut Licences, row: u32) -> u32 {
        let person = licences.person(row);
        if !person.holdings.iter().any(|holding| holding.held) {
            return NOBODY;
        }
        self.classes.push(Class { people: 0, person });
        u32::try_from(self.classes.len() - 1).unwrap_or(NOBODY)
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

fn became(licences: &mut Licences, row: u32) -> Became {
    let lot = licences.lot(row);
    let verdicts = lot.iter().flat_map(Lot::verdicts);
    verdicts.map(|verdict| (verdict.origin, verdict.product, verdict.state)).collect()
}
