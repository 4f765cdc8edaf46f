//! What everybody has: people who are given the same are judged once.
//!
//! A *class* is everybody with the same direct licences, the same place and the same licensed groups. Classes
//! are found by going through the members of each licensed group once; of each, one is judged
//! ([`judge`](super::judge)), and seats are counted by the size of the classes. Only where more people may want a
//! product than there are seats does it matter who comes first; these are judged one after the other, in the
//! order of their rows, after those who have their seats already.

use super::judge::{Given, Grant, Origin, Outcome, Phase, Seats, Unlimited, judge};
use super::model::{Model, ProductNo};
use crate::store::{Bits, Rows};
use std::collections::BTreeMap;

/// What people can be given.
#[derive(Debug, Clone)]
pub struct Setup {
    pub model: Model,
    /// Lists of direct licences, by number.
    pub direct: Vec<Vec<Grant>>,
    /// Licensed groups, by number; a person's come in this order.
    pub groups: Vec<Vec<Grant>>,
    /// Places, by number: the plans that must not be used there.
    pub places: Vec<Bits>,
}

/// The members of a licensed group.
#[derive(Debug, Clone, Default)]
pub struct Membership {
    pub members: Rows,
    /// Those of them who have its products already.
    pub in_force: Rows,
    /// Those to whom the service refused them.
    pub refused: Rows,
}

/// What one person is given, in numbers of a [`Setup`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Key {
    pub direct: u32,
    pub place: u32,
    /// In ascending order.
    pub groups: Vec<(u32, Phase)>,
}

#[derive(Debug, Clone)]
struct Class {
    key: Key,
    people: u32,
    /// With as many seats as anybody wants; none where nobody is in it.
    outcome: Option<Outcome>,
}

/// What everybody has.
#[derive(Debug)]
pub struct Entitlements {
    setup: Setup,
    /// By row.
    class_of: Vec<u32>,
    classes: Vec<Class>,
    by_key: BTreeMap<Key, u32>,
    /// People who may want each product.
    want: Vec<u32>,
    contest: Option<Contest>,
}

/// Where seats are short: who was judged one after the other, and what is left.
#[derive(Debug, Default)]
struct Contest {
    own: BTreeMap<u32, Outcome>,
    /// The classes of these people.
    classes: Vec<bool>,
    consumed: Vec<u32>,
}

impl Entitlements {
    /// Everybody's licences, from nothing. `direct` and `place` are numbers by row, as long as there are rows;
    /// `members` are those of each group of the setup.
    #[must_use]
    pub fn new(setup: Setup, direct: &[u32], place: &[u32], members: &[Membership]) -> Self {
        let mut made = Self {
            class_of: Vec::with_capacity(direct.len()),
            classes: Vec::new(),
            by_key: BTreeMap::new(),
            want: Vec::new(),
            contest: None,
            setup,
        };
        made.begin(direct, place);
        for (group, membership) in (0_u32..).zip(members) {
            made.divide(group, membership);
        }
        made.settle();
        made
    }

    /// Classes by what people are given directly, and where they are.
    fn begin(&mut self, direct: &[u32], place: &[u32]) {
        let places = self.setup.places.len().max(1);
        let mut known = vec![u32::MAX; self.setup.direct.len().max(1) * places];
        let mut rest: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let classes = &mut self.classes;
        for (&direct, &place) in direct.iter().zip(place) {
            let slot = if (place as usize) < places {
                known.get_mut(direct as usize * places + place as usize)
            } else {
                None
            };
            // Numbers that the setup does not have stand for nothing.
            let slot = slot.unwrap_or_else(|| rest.entry((direct, place)).or_insert(u32::MAX));
            if *slot == u32::MAX {
                *slot = number(classes.len());
                classes.push(Class::of(Key { direct, place, groups: Vec::new() }));
            }
            self.class_of.push(*slot);
        }
    }

    /// Takes the members of a group out of their classes into others.
    fn divide(&mut self, group: u32, membership: &Membership) {
        if self.setup.groups.get(group as usize).is_none_or(Vec::is_empty) {
            return;
        }
        let before = self.classes.len();
        let mut to = [vec![u32::MAX; before], vec![u32::MAX; before], vec![u32::MAX; before]];
        for row in membership.members.iter() {
            let Some(class) = self.class_of.get_mut(row as usize) else { break };
            let phase = if membership.in_force.contains(row) {
                Phase::InForce
            } else if membership.refused.contains(row) {
                Phase::Refused
            } else {
                Phase::Asked
            };
            let [asked, has, refused] = &mut to;
            let to = match phase {
                Phase::Asked => asked,
                Phase::InForce => has,
                Phase::Refused => refused,
            };
            let Some(slot) = to.get_mut(*class as usize) else { continue };
            if *slot == u32::MAX {
                let Some(old) = self.classes.get(*class as usize) else { continue };
                let mut key = old.key.clone();
                key.groups.push((group, phase));
                *slot = number(self.classes.len());
                self.classes.push(Class::of(key));
            }
            *class = *slot;
        }
    }

    fn settle(&mut self) {
        for class in &self.class_of {
            if let Some(class) = self.classes.get_mut(*class as usize) {
                class.people += 1;
            }
        }
        self.want = vec![0; self.setup.model.products().len()];
        for (number, class) in (0_u32..).zip(&mut self.classes) {
            if class.people > 0 {
                self.by_key.insert(class.key.clone(), number);
                class.outcome = Some(judged(&self.setup, &class.key, &mut Unlimited));
                for product in wanted(&self.setup, &class.key) {
                    add(&mut self.want, product, i64::from(class.people));
                }
            }
        }
    }

    /// Products and plans, groups and lists.
    #[must_use]
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// What a person is given.
    #[must_use]
    pub fn key(&self, row: u32) -> Option<&Key> {
        let class = *self.class_of.get(row as usize)?;
        self.classes.get(class as usize).map(|class| &class.key)
    }

    /// Somebody is given something else from now on. A row past the last one changes nothing.
    pub fn put(&mut self, row: u32, key: Key) {
        let next = number(self.classes.len());
        let Some(slot) = self.class_of.get_mut(row as usize) else { return };
        let before = *slot;
        let after = *self.by_key.entry(key).or_insert_with_key(|key| {
            self.classes.push(Class::of(key.clone()));
            next
        });
        if before == after {
            return;
        }
        *slot = after;
        self.contest = None;
        for (class, change) in [(before, -1), (after, 1)] {
            let Some(class) = self.classes.get_mut(class as usize) else { continue };
            class.people = class.people.saturating_add_signed(change);
            if class.outcome.is_none() {
                class.outcome = Some(judged(&self.setup, &class.key, &mut Unlimited));
            }
            for product in wanted(&self.setup, &class.key) {
                add(&mut self.want, product, i64::from(change));
            }
        }
    }

    /// Number of what a person is given: the same for all who are given the same.
    #[must_use]
    pub fn class(&self, row: u32) -> Option<u32> {
        self.class_of.get(row as usize).copied()
    }

    /// Whether somebody contends with others for seats that are short.
    pub fn contends(&mut self, row: u32) -> bool {
        self.contest();
        self.contest.as_ref().is_some_and(|contest| contest.own.contains_key(&row))
    }

    /// What somebody has; none for a row past the last one. Where seats are short, the first question after a
    /// change takes as long as there are people who want them.
    pub fn of(&mut self, row: u32) -> Option<&Outcome> {
        self.contest();
        let class = *self.class_of.get(row as usize)?;
        let own = self.contest.as_ref().and_then(|contest| contest.own.get(&row));
        own.or_else(|| self.classes.get(class as usize)?.outcome.as_ref())
    }

    /// Seats that are taken, by product.
    pub fn consumed(&mut self) -> &[u32] {
        self.contest();
        self.contest.as_ref().map_or(&[], |contest| &contest.consumed)
    }

    /// Everybody, by what they have: how many, how they come to it, and what it is. Those who contend for short
    /// seats come one by one.
    pub fn outcomes(&mut self) -> impl Iterator<Item = (u32, &Key, &Outcome)> {
        self.contest();
        let contest = self.contest.as_ref();
        let own =
            contest.into_iter().flat_map(|contest| &contest.own).filter_map(|(row, outcome)| {
                let class = *self.class_of.get(*row as usize)?;
                Some((1, &self.classes.get(class as usize)?.key, outcome))
            });
        let contested =
            move |at: usize| contest.is_some_and(|contest| contest.classes.get(at) == Some(&true));
        let all = self
            .classes
            .iter()
            .enumerate()
            .filter(move |(at, class)| class.people > 0 && !contested(*at));
        let all =
            all.filter_map(|(_, class)| Some((class.people, &class.key, class.outcome.as_ref()?)));
        all.chain(own)
    }

    /// The people of whom something is true; asked once for all who are given the same.
    pub fn rows(&mut self, is_meant: impl Fn(&Key, &Outcome) -> bool) -> Bits {
        self.contest();
        let ask = |class: &Class, outcome: &Outcome| is_meant(&class.key, outcome);
        let of_class: Vec<bool> = self
            .classes
            .iter()
            .map(|class| class.outcome.as_ref().is_some_and(|outcome| ask(class, outcome)))
            .collect();
        let mut rows = Bits::none(number(self.class_of.len()));
        for (row, class) in (0_u32..).zip(&self.class_of) {
            if of_class.get(*class as usize) == Some(&true) {
                rows.insert(row);
            }
        }
        for (row, outcome) in self.contest.iter().flat_map(|contest| &contest.own) {
            let class = self.class_of.get(*row as usize);
            let class = class.and_then(|class| self.classes.get(*class as usize));
            rows.put(*row, class.is_some_and(|class| ask(class, outcome)));
        }
        rows
    }

    /// The products of which more people may want one than there are seats.
    fn short(&self) -> Vec<bool> {
        let model = &self.setup.model;
        let is_short = |(product, want): (ProductNo, &u32)| {
            model.capacity(product).is_some_and(|capacity| *want > capacity)
        };
        model.products().zip(&self.want).map(is_short).collect()
    }

    /// Finds who goes without where seats are short.
    fn contest(&mut self) {
        if self.contest.is_some() {
            return;
        }
        let short = self.short();
        let is_short = |product: ProductNo| short.get(usize::from(product.0)) == Some(&true);
        let contested: Vec<bool> = self
            .classes
            .iter()
            .map(|class| {
                let asks = waiting(&self.setup, &class.key);
                class.people > 0 && asks.into_iter().any(is_short)
            })
            .collect();
        let mut consumed = vec![0; short.len()];
        for (class, contested) in self.classes.iter().zip(&contested) {
            let outcome = class.outcome.as_ref().filter(|_| class.people > 0);
            let Some(outcome) = outcome else { continue };
            // Those who wait have what they were given before.
            let has: Vec<ProductNo> = if *contested {
                in_force(&self.setup, &class.key)
            } else {
                outcome.holds.iter().copied().collect()
            };
            for product in has {
                add(&mut consumed, product, i64::from(class.people));
            }
        }
        let mut own = BTreeMap::new();
        if contested.contains(&true) {
            let mut left = Left { model: &self.setup.model, consumed: &mut consumed };
            for (row, class) in (0_u32..).zip(&self.class_of) {
                if contested.get(*class as usize) != Some(&true) {
                    continue;
                }
                let Some(class) = self.classes.get(*class as usize) else { continue };
                own.insert(row, judged(&self.setup, &class.key, &mut left));
            }
        }
        self.contest = Some(Contest { own, classes: contested, consumed });
    }
}

impl Class {
    const fn of(key: Key) -> Self {
        Self { key, people: 0, outcome: None }
    }
}

/// What is left of the seats.
struct Left<'a> {
    model: &'a Model,
    consumed: &'a mut Vec<u32>,
}

impl Seats for Left<'_> {
    fn is_free(&self, product: ProductNo) -> bool {
        let consumed = self.consumed.get(usize::from(product.0)).copied().unwrap_or_default();
        self.model.capacity(product).is_none_or(|capacity| consumed < capacity)
    }

    fn take(&mut self, product: ProductNo) {
        add(self.consumed, product, 1);
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn add(counts: &mut [u32], product: ProductNo, change: i64) {
    if let Some(count) = counts.get_mut(usize::from(product.0)) {
        *count = u32::try_from(i64::from(*count) + change).unwrap_or_default();
    }
}

/// What a key is, origin by origin.
fn given<'a>(setup: &'a Setup, key: &Key) -> Vec<Given<'a>> {
    let direct = setup.direct.get(key.direct as usize);
    let direct =
        direct.map(|grants| Given { origin: Origin::Direct, grants, phase: Phase::InForce });
    let groups = key.groups.iter().filter_map(|&(group, phase)| {
        let grants = setup.groups.get(group as usize)?;
        Some(Given { origin: Origin::Group(group), grants, phase })
    });
    direct.into_iter().chain(groups).collect()
}

/// The products of the origins that are meant, each once.
fn products(setup: &Setup, key: &Key, is_meant: impl Fn(&Given<'_>) -> bool) -> Vec<ProductNo> {
    let given = given(setup, key);
    let grants = given.iter().filter(|one| is_meant(one)).flat_map(|one| one.grants);
    let mut products: Vec<ProductNo> = grants.map(|grant| grant.product).collect();
    products.sort_unstable();
    products.dedup();
    products
}

fn wanted(setup: &Setup, key: &Key) -> Vec<ProductNo> {
    products(setup, key, |one| one.phase != Phase::Refused)
}

fn waiting(setup: &Setup, key: &Key) -> Vec<ProductNo> {
    products(setup, key, |one| one.phase == Phase::Asked)
}

fn in_force(setup: &Setup, key: &Key) -> Vec<ProductNo> {
    products(setup, key, |one| one.phase == Phase::InForce)
}

fn judged(setup: &Setup, key: &Key, seats: &mut impl Seats) -> Outcome {
    let nowhere = setup.model.no_plans();
    let prohibited = setup.places.get(key.place as usize).unwrap_or(&nowhere);
    judge(&setup.model, &given(setup, key), prohibited, seats)
}

#[cfg(test)]
mod tests;
