//! What everybody has: people who are given the same are judged once.
//!
//! A *class* is everybody with the same list of direct licences and the same licensed groups. Classes are found by
//! going through the members of each licensed group once; each knows the class that it was taken out of, so that
//! what it has is what that one had, and what the group adds. Where nothing stands against that (no refusal, no
//! plan that excludes or lacks another, seats for all), it is the answer; every other class is judged
//! ([`judge`](super::judge)). Only where more people may want a product than there are seats does it matter who
//! comes first; these are gone through in the order of their rows, after those who have their seats already. Whoever
//! keeps something that should go ([`Outcome::kept`]) has its seat before anybody is given one.

mod classes;
mod contest;
mod lot;

pub use lot::Lot;

use super::judge::{Given, Grant, Origin, Outcome, Phase, Seats, Unlimited, judge};
use super::model::{Model, ProductNo};
use crate::store::{Bits, Rows};
use classes::Classes;
use contest::Contest;

/// What people can be given.
#[derive(Debug, Clone)]
pub struct Setup {
    pub model: Model,
    /// What somebody is given directly, and what is told of the rest, by number. The first is had by whoever has a
    /// number that there is not.
    pub lists: Vec<List>,
    /// Licensed groups, by number; a person's come in this order.
    pub groups: Vec<Group>,
    /// Whether what a group no longer gives turns direct where it is needed.
    pub turns_direct: bool,
}

/// What somebody is given directly, and how far the service is with what comes by groups.
#[derive(Debug, Clone, Default)]
pub struct List {
    pub direct: Vec<(Grant, Phase)>,
    pub says: Says,
    /// What they have by groups, as far as it matters what becomes of it when the group no longer gives it.
    pub inherited: Vec<Inherited>,
}

/// What somebody has by a group.
#[derive(Debug, Clone)]
pub struct Inherited {
    pub group: u32,
    pub grant: Grant,
    /// Whether the service told an error, and does not go through it again.
    pub is_troubled: bool,
    /// Whether the group gave it when it was last seen: that it no longer does is yet to happen.
    pub was_given: bool,
}

/// How far the service is with what comes by groups.
#[derive(Debug, Clone)]
pub enum Says {
    /// Of each way, in ascending order of group and product; what is not named is asked for.
    Ways(Vec<(u32, ProductNo, Phase)>),
    /// Only what is held, in ascending order, by whichever way. What a group gives and is not held was refused, if
    /// the group and the membership are as the service had them; unless what is held is not all known.
    Held { products: Vec<ProductNo>, is_all: bool },
}

impl Default for Says {
    fn default() -> Self {
        Self::Ways(Vec::new())
    }
}

/// A licensed group.
#[derive(Debug, Clone, Default)]
pub struct Group {
    pub grants: Vec<Grant>,
    /// Whether the service has gone through the group as it is.
    pub is_settled: bool,
    /// Whether anybody has something by it that it may not give them any more.
    pub is_left: bool,
}

/// How somebody stands to a licensed group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    Member,
    /// A member whom the service did not have in it.
    Newcomer,
    /// No member any more, and the service still had them in it.
    Leaver,
    /// No member, as the service knows, with something that came by it.
    Former,
}

impl Tie {
    /// Whether they are in it.
    #[must_use]
    pub const fn is_in(self) -> bool {
        matches!(self, Self::Member | Self::Newcomer)
    }
}

/// The members of a licensed group.
#[derive(Debug, Clone, Default)]
pub struct Membership {
    pub members: Rows,
    /// Those of them whom the service did not have in it, in ascending order.
    pub newcomers: Vec<u32>,
    /// Others who have something by it, in ascending order: [`Tie::Leaver`] or [`Tie::Former`].
    pub others: Vec<(u32, Tie)>,
}

/// What one person is given, in numbers of a [`Setup`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Key {
    pub list: u32,
    /// In ascending order.
    pub groups: Vec<(u32, Tie)>,
}

/// What everybody has.
#[derive(Debug)]
pub struct Entitlements {
    setup: Setup,
    /// By row.
    class_of: Vec<u32>,
    classes: Classes,
    contest: Option<Contest>,
}

impl Entitlements {
    /// Everybody's licences, from nothing. `lists` are numbers by row, as long as there are rows; `members` are
    /// those of each group of the setup.
    #[must_use]
    pub fn new(mut setup: Setup, mut lists: Vec<u32>, members: &[Membership]) -> Self {
        if setup.lists.is_empty() {
            setup.lists.push(List::default());
        }
        let mut people = vec![0_u32; setup.lists.len()];
        let mut nowhere = 0;
        for list in &mut lists {
            if let Some(people) = people.get_mut(*list as usize) {
                *people += 1;
            } else {
                *list = 0;
                nowhere += 1;
            }
        }
        if let Some(first) = people.first_mut() {
            *first += nowhere;
        }
        let mut classes = Classes::of_lists(&setup);
        classes.divide(&setup, &mut lists, people, members);
        Self { setup, class_of: lists, classes, contest: None }
    }

    /// Products and plans, groups and lists.
    #[must_use]
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// A list more; its number.
    pub fn add_list(&mut self, list: List) -> u32 {
        let number = number(self.setup.lists.len());
        self.setup.lists.push(list);
        self.classes.push_list(&self.setup, number);
        number
    }

    /// What a person is given.
    #[must_use]
    pub fn key(&self, row: u32) -> Option<Key> {
        let class = *self.class_of.get(row as usize)?;
        Some(self.classes.key(class))
    }

    /// How far the service is with a product that a group gives to a person; none where the person is not in the
    /// group, or it does not give the product.
    #[must_use]
    pub fn phase(&self, row: u32, group: u32, product: ProductNo) -> Option<Phase> {
        let grants = &self.setup.groups.get(group as usize)?.grants;
        grants.iter().find(|grant| grant.product == product)?;
        let key = self.key(row)?;
        let (_, tie) = *key.groups.iter().find(|(one, tie)| *one == group && tie.is_in())?;
        let list = self.setup.lists.get(key.list as usize)?;
        Some(phase(&self.setup, list, group, tie, product))
    }

    /// The list of a person.
    #[must_use]
    pub fn list(&self, row: u32) -> Option<u32> {
        let class = *self.class_of.get(row as usize)?;
        Some(self.classes.list(class))
    }

    /// Somebody is given something else from now on; rows up to theirs that are new have the first list. Costs as
    /// much as the person's groups, however many people there are.
    pub fn put(&mut self, row: u32, key: &Key) {
        while self.class_of.len() <= row as usize {
            self.class_of.push(0);
            self.classes.count(&self.setup, 0, 1);
        }
        let after = self.classes.of_key(&self.setup, key);
        let Some(slot) = self.class_of.get_mut(row as usize) else { return };
        let before = std::mem::replace(slot, after);
        if before != after {
            self.contest = None;
            self.classes.count(&self.setup, before, -1);
            self.classes.count(&self.setup, after, 1);
        }
    }

    /// Number of what a person is given: the same for all who are given the same.
    #[must_use]
    pub fn class(&self, row: u32) -> Option<u32> {
        self.class_of.get(row as usize).copied()
    }

    /// Whether somebody goes without something for want of seats.
    pub fn goes_without(&mut self, row: u32) -> bool {
        self.contest().own.contains_key(&row)
    }

    /// What somebody has; none for a row past the last one. Where seats are short, the first question after a
    /// change takes as long as there are people who want them.
    pub fn of(&mut self, row: u32) -> Option<Outcome> {
        let class = *self.class_of.get(row as usize)?;
        if let Some(own) = self.contest().own.get(&row) {
            return Some(own.clone());
        }
        let judged = || judged(&self.setup, &self.classes.key(class), &mut Unlimited);
        Some(self.classes.outcome(class).cloned().unwrap_or_else(judged))
    }

    /// Seats that are taken, by product.
    pub fn consumed(&mut self) -> &[u32] {
        self.contest();
        self.contest
            .as_ref()
            .and_then(|contest| contest.consumed.as_deref())
            .unwrap_or_else(|| self.classes.held())
    }

    /// Everybody, by what they have. Those who go without something for want of seats come one by one.
    pub fn lots(&mut self) -> impl Iterator<Item = Lot<'_>> {
        self.contest();
        let (classes, contest) = (&self.classes, self.contest.as_ref());
        let own =
            contest.into_iter().flat_map(|contest| &contest.own).filter_map(|(row, outcome)| {
                let class = *self.class_of.get(*row as usize)?;
                Some(Lot { people: 1, outcome: Some(outcome), ..classes.lot(class) })
            });
        let all = classes.peopled().map(move |class| {
            let mut lot = classes.lot(class);
            let apart = contest.and_then(|contest| contest.apart.get(&class));
            lot.people -= apart.copied().unwrap_or_default();
            lot
        });
        all.filter(|lot| lot.people > 0).chain(own)
    }

    /// The people of whom something is true; asked once for all who have the same.
    pub fn rows(&mut self, is_meant: impl Fn(&Lot<'_>) -> bool) -> Bits {
        self.contest();
        let mut of_class = vec![false; self.classes.len()];
        for class in self.classes.peopled() {
            if let Some(slot) = of_class.get_mut(class as usize) {
                *slot = is_meant(&self.classes.lot(class));
            }
        }
        let mut rows = Bits::none(number(self.class_of.len()));
        for (row, class) in (0_u32..).zip(&self.class_of) {
            if of_class.get(*class as usize) == Some(&true) {
                rows.insert(row);
            }
        }
        for (row, outcome) in self.contest.iter().flat_map(|contest| &contest.own) {
            let Some(class) = self.class_of.get(*row as usize) else { continue };
            let lot = Lot { people: 1, outcome: Some(outcome), ..self.classes.lot(*class) };
            rows.put(*row, is_meant(&lot));
        }
        rows
    }

    /// The products that somebody has by groups, and by which.
    pub fn held_by_groups(&mut self, row: u32) -> Vec<(ProductNo, u32)> {
        if let Some(outcome) = self.lot(row).and_then(|lot| lot.outcome) {
            let held = outcome.verdicts.iter().filter(|verdict| verdict.state.is_held());
            let by_group = held.filter_map(|verdict| match verdict.origin {
                Origin::Group(group) => Some((verdict.product, group)),
                Origin::Direct | Origin::Turned(_) => None,
            });
            return by_group.collect();
        }
        let groups = self.key(row).map(|key| key.groups).unwrap_or_default();
        let grants = |group: u32| {
            let of = self.setup.groups.get(group as usize);
            let grants = of.into_iter().flat_map(|of| &of.grants);
            grants.map(move |grant| (grant.product, group))
        };
        let within = groups.into_iter().filter(|(_, tie)| tie.is_in());
        within.flat_map(|(group, _)| grants(group)).collect()
    }

    /// Whether anybody goes without something for want of seats.
    pub fn is_short(&mut self) -> bool {
        !self.contest().own.is_empty()
    }

    /// What somebody has, as [`Self::lots`] shows it.
    pub fn lot(&mut self, row: u32) -> Option<Lot<'_>> {
        self.contest();
        let class = *self.class_of.get(row as usize)?;
        let lot = self.classes.lot(class);
        let own = self.contest.as_ref().and_then(|contest| contest.own.get(&row));
        Some(Lot { people: 1, outcome: own.or(lot.outcome), ..lot })
    }

    /// Who goes without where seats are short.
    fn contest(&mut self) -> &Contest {
        let (setup, classes, class_of) = (&self.setup, &self.classes, &self.class_of);
        self.contest.get_or_insert_with(|| Contest::of(setup, classes, class_of))
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn add(counts: &mut [u32], product: u32, change: i32) {
    if let Some(count) = counts.get_mut(product as usize) {
        *count = count.saturating_add_signed(change);
    }
}

/// How far the service is with a product that a group gives to somebody.
fn phase(setup: &Setup, list: &List, group: u32, tie: Tie, product: ProductNo) -> Phase {
    match &list.says {
        Says::Ways(ways) => {
            let way = ways.binary_search_by_key(&(group, product), |(group, of, _)| (*group, *of));
            way.ok().and_then(|at| ways.get(at)).map_or(Phase::Asked, |(.., phase)| *phase)
        }
        Says::Held { products, .. } if products.binary_search(&product).is_ok() => Phase::InForce,
        Says::Held { is_all: false, .. } => Phase::Untold,
        Says::Held { .. } => {
            let is_settled = setup.groups.get(group as usize).is_some_and(|it| it.is_settled);
            if is_settled && tie == Tie::Member { Phase::Refused } else { Phase::Asked }
        }
    }
}

/// What somebody has by a group and is not given by it any more, and how it goes.
fn going<'a>(
    setup: &'a Setup,
    list: &'a List,
    group: u32,
    tie: Tie,
) -> impl Iterator<Item = (&'a Grant, Phase)> {
    let of = setup.groups.get(group as usize);
    let gives =
        move |product| of.is_some_and(|of| of.grants.iter().any(|grant| grant.product == product));
    let inherited = list.inherited.iter().filter(move |it| it.group == group);
    inherited.filter_map(move |it| {
        let is_staged = match tie {
            Tie::Newcomer => return None,
            Tie::Member if gives(it.grant.product) => return None,
            Tie::Member => it.was_given,
            Tie::Leaver => true,
            Tie::Former => false,
        };
        let phase = match tie {
            // Nothing asks the service to try it again.
            _ if it.is_troubled && !is_staged => Phase::Troubled,
            Tie::Member if setup.turns_direct => Phase::Turning,
            _ => Phase::Leaving,
        };
        Some((&it.grant, phase))
    })
}

/// Whether it matters how somebody stands to a group.
fn weighs(setup: &Setup, group: u32) -> bool {
    setup.groups.get(group as usize).is_some_and(|of| of.is_left || !of.grants.is_empty())
}

/// What a key is, origin by origin.
fn given<'a>(setup: &'a Setup, key: &Key) -> Vec<Given<'a>> {
    let Some(list) = setup.lists.get(key.list as usize) else { return Vec::new() };
    let direct = |grants| Given { origin: Origin::Direct, grants };
    let (asked, others): (Vec<_>, Vec<_>) = list
        .direct
        .iter()
        .map(|(grant, phase)| (grant, *phase))
        .partition(|(_, phase)| *phase == Phase::Asked);
    // Each by itself: all or nothing is for groups.
    let asked = asked.into_iter().map(|one| direct(vec![one]));
    let groups = key.groups.iter().filter_map(|&(group, tie)| {
        let of = setup.groups.get(group as usize)?;
        let phase = |grant: &Grant| phase(setup, list, group, tie, grant.product);
        let grants = of.grants.iter().filter(|_| tie.is_in()).map(|grant| (grant, phase(grant)));
        let grants = grants.chain(going(setup, list, group, tie));
        Some(Given { origin: Origin::Group(group), grants: grants.collect() })
    });
    std::iter::once(direct(others)).chain(asked).chain(groups).collect()
}

/// What somebody gets.
fn judged(setup: &Setup, key: &Key, seats: &mut impl Seats) -> Outcome {
    judge(&setup.model, &given(setup, key), &setup.model.no_plans(), seats)
}

#[cfg(test)]
mod tests;
