//! Many rules over all users at once, column by column, and kept right as users change.
//!
//! A rule becomes a tree over *atoms*: one question to one attribute, always in the positive, since
//! every negative operator is the exact opposite of its twin. An atom asks each distinct value of its
//! column once; rules share atoms. What an atom and a rule say of everyone are two bits a row, one
//! where nothing is unknown. An edit asks the atoms of the attributes that changed again, for that row,
//! and then the rules that have one of those whose answer changed.
//!
//! The measure is [`trace`](super::trace), which asks one object after the other.

mod ask;
mod known;
mod plan;
mod test;
#[cfg(test)]
mod tests;

use super::{syntax::Rule, truth::Truth};
use crate::{
    domain::{Attribute, Timestamp, UserId},
    store::{Bits, Objects, Rows},
};
use ask::Atom;
use known::Known;
use plan::{Builder, Plan};
use std::collections::BTreeMap;

/// Number of a rule in its engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// A user of whom a rule says something else since an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub rule: RuleId,
    pub user: UserId,
    pub before: Truth,
    pub after: Truth,
}

/// Rules, and of whom they are true.
#[derive(Debug)]
pub struct Engine {
    now: Timestamp,
    atoms: Vec<HeldAtom>,
    numbers: BTreeMap<Atom, u32>,
    /// The atoms that read an attribute.
    readers: BTreeMap<Attribute, Vec<u32>>,
    rules: Vec<HeldRule>,
    /// Numbers of rules that were forgotten, to be given again.
    free: Vec<u32>,
    active: Bits,
}

#[derive(Debug)]
struct HeldAtom {
    atom: Atom,
    known: Known,
    /// The rules that ask it, each once.
    rules: Vec<u32>,
}

#[derive(Debug)]
struct HeldRule {
    plan: Plan,
    sure: Rows,
    unknown: Rows,
}

impl HeldRule {
    fn new(plan: Plan, known: Known) -> Self {
        let mut held = Self { plan, sure: Rows::none(0), unknown: Rows::none(0) };
        held.keep(known);
        held
    }

    fn keep(&mut self, known: Known) {
        let unknown = known.unknown();
        self.unknown = unknown.map_or_else(|| Rows::none(known.sure.len()), Rows::of);
        self.sure = Rows::of(known.sure);
    }

    fn of(&self, row: u32) -> Truth {
        if self.sure.contains(row) {
            Truth::Yes
        } else if self.unknown.contains(row) {
            Truth::Unknown
        } else {
            Truth::No
        }
    }

    fn put(&mut self, row: u32, truth: Truth) {
        self.sure.put(row, truth == Truth::Yes);
        self.unknown.put(row, truth == Truth::Unknown);
    }
}

impl Engine {
    /// No rules yet, at a moment that `system.now` means.
    #[must_use]
    pub fn new(users: &Objects, now: Timestamp) -> Self {
        Self {
            now,
            atoms: Vec::new(),
            numbers: BTreeMap::new(),
            readers: BTreeMap::new(),
            rules: Vec::new(),
            free: Vec::new(),
            active: users.active().clone(),
        }
    }

    /// Takes a rule in and asks it of everyone. The number may be one that a forgotten rule had.
    pub fn add(&mut self, rule: &Rule, users: &Objects) -> RuleId {
        if users.rows() > self.active.len() {
            self.grow(users.rows());
        }
        let mut builder = Builder { users, now: self.now, atoms: Vec::new() };
        let plan = builder.rule(rule);
        let atoms = builder.atoms;
        let number =
            self.free.pop().unwrap_or_else(|| u32::try_from(self.rules.len()).unwrap_or(u32::MAX));
        let numbers: Vec<u32> = atoms.into_iter().map(|atom| self.atom(atom, users)).collect();
        let plan = plan.renumbered(&numbers);
        for atom in &numbers {
            if let Some(held) = self.atoms.get_mut(*atom as usize)
                && held.rules.last() != Some(&number)
            {
                held.rules.push(number);
            }
        }
        let known = self.answer(&plan);
        let held = HeldRule::new(plan, known);
        match self.rules.get_mut(number as usize) {
            Some(place) => *place = held,
            None => self.rules.push(held),
        }
        RuleId(number)
    }

    /// Forgets a rule, and the atoms that no other one asks. Its number is given again, and says no of
    /// everybody until then.
    pub fn forget(&mut self, rule: RuleId) {
        let Some(held) = self.rules.get_mut(rule.0 as usize) else { return };
        let nobody = HeldRule {
            plan: Plan::Or(Vec::new()),
            sure: Rows::none(self.active.len()),
            unknown: Rows::none(self.active.len()),
        };
        let before = std::mem::replace(held, nobody);
        before.plan.each(&mut |number| {
            let Some(held) = self.atoms.get_mut(number as usize) else { return };
            held.rules.retain(|asking| *asking != rule.0);
            if !held.rules.is_empty() || self.numbers.remove(&held.atom).is_none() {
                return;
            }
            held.known = Known { sure: Bits::none(0), possible: None };
            if let Some(attribute) = held.atom.attribute()
                && let Some(readers) = self.readers.get_mut(&attribute)
            {
                readers.retain(|reader| *reader != number);
            }
        });
        if !self.free.contains(&rule.0) {
            self.free.push(rule.0);
        }
    }

    /// The number of an atom, which is asked of everyone when it is new.
    fn atom(&mut self, atom: Atom, users: &Objects) -> u32 {
        if let Some(&number) = self.numbers.get(&atom) {
            return number;
        }
        let number = u32::try_from(self.atoms.len()).unwrap_or(u32::MAX);
        if let Some(attribute) = atom.attribute() {
            users.post(attribute);
        }
        let known = atom.everyone(users, &self.active);
        if let Some(attribute) = atom.attribute() {
            self.readers.entry(attribute).or_default().push(number);
        }
        self.numbers.insert(atom.clone(), number);
        self.atoms.push(HeldAtom { atom, known, rules: Vec::new() });
        number
    }

    fn answer(&self, plan: &Plan) -> Known {
        match plan {
            Plan::Atom(number) => match self.atoms.get(*number as usize) {
                Some(held) => held.known.clone(),
                None => Known { sure: Bits::none(self.active.len()), possible: None },
            },
            Plan::And(parts) => {
                let mut parts = parts.iter();
                let mut all =
                    parts.next().map_or_else(|| self.everyone(), |part| self.answer(part));
                for part in parts {
                    match part {
                        Plan::Not(inner) => self.with(inner, |inner| all.and_not(inner)),
                        _ => self.with(part, |part| all.and(part)),
                    }
                }
                all
            }
            Plan::Or(parts) => {
                let mut any = Known { sure: Bits::none(self.active.len()), possible: None };
                for part in parts {
                    self.with(part, |part| any.or(part));
                }
                any
            }
            Plan::Not(inner) => {
                let mut known = self.answer(inner);
                known.not(&self.active);
                known
            }
        }
    }

    fn everyone(&self) -> Known {
        Known { sure: self.active.clone(), possible: None }
    }

    /// Uses an answer without copying that of an atom.
    fn with(&self, plan: &Plan, mut use_it: impl FnMut(&Known)) {
        if let Plan::Atom(number) = plan
            && let Some(held) = self.atoms.get(*number as usize)
        {
            return use_it(&held.known);
        }
        use_it(&self.answer(plan));
    }

    /// Whom a rule is surely true of.
    #[must_use]
    pub fn members(&self, rule: RuleId) -> Option<&Rows> {
        self.rules.get(rule.0 as usize).map(|held| &held.sure)
    }

    /// Of whom it cannot be said.
    #[must_use]
    pub fn unknown(&self, rule: RuleId) -> Option<&Rows> {
        self.rules.get(rule.0 as usize).map(|held| &held.unknown)
    }

    /// What a rule says of one user.
    #[must_use]
    pub fn of(&self, rule: RuleId, user: UserId) -> Truth {
        self.rules.get(rule.0 as usize).map_or(Truth::Unknown, |held| held.of(user.0))
    }

    /// Takes an edit in: these attributes of this user are other than before, or the user has come or
    /// gone, which `None` says. Ids change in an import only, and after that everything is asked anew.
    pub fn edited(
        &mut self,
        users: &Objects,
        user: UserId,
        attributes: Option<&[Attribute]>,
    ) -> Vec<Change> {
        let row = user.0;
        if users.rows() > self.active.len() {
            self.grow(users.rows());
        }
        let active = users.active().contains(row);
        let turned = active != self.active.contains(row);
        self.active.put(row, active);
        let mut touched = Vec::new();
        let all = attributes.is_none() || turned;
        let readers: Vec<u32> = if all {
            (0..).take(self.atoms.len()).collect()
        } else {
            let attributes = attributes.unwrap_or_default().iter();
            attributes
                .filter_map(|attribute| self.readers.get(attribute))
                .flatten()
                .copied()
                .collect()
        };
        let mut asked = ask::Row::new(users, user, active);
        for number in readers {
            let Some(held) = self.atoms.get_mut(number as usize) else { continue };
            if held.rules.is_empty() {
                continue;
            }
            let truth = asked.ask(&held.atom);
            if truth != held.known.of(row) {
                held.known.put(row, truth);
                touched.extend_from_slice(&held.rules);
            }
        }
        if turned {
            touched = (0..).take(self.rules.len()).collect();
        }
        touched.sort_unstable();
        touched.dedup();
        let mut changes = Vec::new();
        for number in touched {
            let Some(held) = self.rules.get(number as usize) else { continue };
            let after = if active { self.on_row(&held.plan, row) } else { Truth::No };
            let before = held.of(row);
            if before == after {
                continue;
            }
            if let Some(held) = self.rules.get_mut(number as usize) {
                held.put(row, after);
            }
            changes.push(Change { rule: RuleId(number), user, before, after });
        }
        changes
    }

    /// Takes in that these attributes of many users are other than before.
    pub fn edited_many(
        &mut self,
        users: &Objects,
        edited: &[UserId],
        attributes: &[Attribute],
    ) -> Vec<Change> {
        let rows = u32::try_from(edited.len()).unwrap_or(u32::MAX);
        // Measured: asking the columns costs about as much as asking one user of 256 after the other.
        if rows < users.rows() / 256 || users.rows() > self.active.len() {
            let one = |user: &UserId| self.edited(users, *user, Some(attributes));
            return edited.iter().flat_map(one).collect();
        }
        let readers = attributes.iter().filter_map(|attribute| self.readers.get(attribute));
        let mut touched = Vec::new();
        for number in readers.flatten() {
            let Some(held) = self.atoms.get_mut(*number as usize) else { continue };
            let known = held.atom.everyone(users, &self.active);
            if known != held.known {
                held.known = known;
                touched.extend_from_slice(&held.rules);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let mut changes = Vec::new();
        for number in touched {
            let Some(plan) = self.rules.get(number as usize).map(|held| &held.plan) else {
                continue;
            };
            let known = self.answer(plan);
            let Some(held) = self.rules.get_mut(number as usize) else { continue };
            let before = Known::new(held.sure.to_bits(), &held.unknown.to_bits());
            before.differences(&known, |row| {
                let (before, after) = (before.of(row), known.of(row));
                changes.push(Change { rule: RuleId(number), user: UserId(row), before, after });
            });
            held.keep(known);
        }
        changes
    }

    /// Bytes that are kept of what rules and atoms say.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let atoms = self.atoms.iter().map(|held| held.known.bytes());
        let rules = self.rules.iter().map(|held| held.sure.bytes() + held.unknown.bytes());
        atoms.chain(rules).sum()
    }

    fn on_row(&self, plan: &Plan, row: u32) -> Truth {
        match plan {
            Plan::Atom(number) => {
                self.atoms.get(*number as usize).map_or(Truth::Unknown, |held| held.known.of(row))
            }
            Plan::And(parts) => {
                parts.iter().map(|part| self.on_row(part, row)).fold(Truth::Yes, Truth::and)
            }
            Plan::Or(parts) => {
                parts.iter().map(|part| self.on_row(part, row)).fold(Truth::No, Truth::or)
            }
            Plan::Not(inner) => !self.on_row(inner, row),
        }
    }

    fn grow(&mut self, rows: u32) {
        self.active.grow(rows);
        for held in self.atoms.iter_mut().filter(|held| !held.rules.is_empty()) {
            held.known.grow(rows);
        }
        for held in &mut self.rules {
            held.sure.grow(rows);
            held.unknown.grow(rows);
        }
    }
}
