//! The classes, and what nobody has to be judged for.

use super::super::sets::{Sets, each, insert, meet, members, unite, without};
use super::{
    Group, Key, Lot, Membership, Outcome, Phase, Says, Setup, Tie, Unlimited, add, going, judged,
    number, phase, weighs,
};
use crate::licensing::judge::exclusive;
use std::collections::BTreeMap;

/// No class, and no group.
const NONE: u32 = u32::MAX;

/// A class, as what its group adds to the class it was taken out of.
#[derive(Debug, Clone, Copy)]
struct Class {
    /// [`NONE`] where there is no group: the class of a list.
    parent: u32,
    group: u32,
    tie: Tie,
    list: u32,
    people: u32,
    /// Whether all of it is active, seats aside.
    is_plain: bool,
}

/// The people of a class while classes are divided.
#[derive(Debug, Clone, Copy)]
struct Crowd {
    people: u32,
    /// By [`Tie`]: the last group that took people out who stand to it like this, and into which class.
    taken: [(u32, u32); 4],
}

impl Crowd {
    const fn of(people: u32) -> Self {
        Self { people, taken: [(NONE, NONE); 4] }
    }
}

/// The sets that are kept of a class.
const WANTS: usize = 0;
const IN_FORCE: usize = 1;
const DIRECT: usize = 2;
const BY_GROUP: usize = 3;
const ON: usize = 4;
const GOING: usize = 5;

/// The classes by number.
#[derive(Debug, Clone)]
pub(super) struct Classes {
    all: Vec<Class>,
    /// The classes of lists, by number.
    roots: Vec<u32>,
    /// By class: the products that are wanted, those that are in force, those that come directly and by groups,
    /// the plans that are on if all are given, and the products that go unless they are needed.
    sets: Sets<6>,
    /// What became of the classes that are not plain and have people.
    outcomes: BTreeMap<u32, Outcome>,
    /// Classes that were asked for by key.
    known: BTreeMap<(u32, u32, Tie), u32>,
    /// People who may want each product, or keep it, and who have it as long as there are seats.
    want: Vec<u32>,
    held: Vec<u32>,
    /// By number.
    groups: Vec<Whole>,
}

/// All that a group gives.
#[derive(Debug, Clone)]
struct Whole {
    products: Vec<u64>,
    on: Vec<u64>,
    /// Whether its products can be given together to somebody who has nothing that they exclude.
    goes_together: bool,
    /// The plans that cannot stand beside one of them.
    excluded: Vec<u64>,
    /// Those that need what the group does not give.
    needy: Vec<u32>,
}

impl Whole {
    fn of(setup: &Setup, group: &Group) -> Self {
        let model = &setup.model;
        let mut products = vec![0; model.products().len().div_ceil(64)];
        let mut beside = model.no_plans();
        let mut goes_together = true;
        for grant in &group.grants {
            insert(&mut products, u32::from(grant.product.0));
            goes_together &= exclusive(model, &grant.on, &beside).is_none();
            beside.or(&grant.on);
        }
        let on = beside.words().to_vec();
        Self {
            excluded: model.excluded_by(&on),
            needy: model.lacking(&on, &on).collect(),
            products,
            on,
            goes_together,
        }
    }
}

impl Classes {
    /// A class for each list.
    pub(super) fn of_lists(setup: &Setup) -> Self {
        let products = number(setup.model.products().len());
        let plans = setup.model.no_plans().len();
        let mut made = Self {
            all: Vec::new(),
            roots: Vec::new(),
            sets: Sets::over([products, products, products, products, plans, products]),
            outcomes: BTreeMap::new(),
            known: BTreeMap::new(),
            want: vec![0; products as usize],
            held: vec![0; products as usize],
            groups: setup.groups.iter().map(|group| Whole::of(setup, group)).collect(),
        };
        for list in 0..number(setup.lists.len()) {
            made.push_list(setup, list);
        }
        made
    }

    /// The class of a list.
    pub(super) fn push_list(&mut self, setup: &Setup, list: u32) {
        let Some(of) = setup.lists.get(list as usize) else { return };
        self.sets.push();
        let mut is_plain = true;
        for (grant, phase) in &of.direct {
            is_plain &= *phase == Phase::InForce;
            if *phase == Phase::Refused {
                continue;
            }
            let product = u32::from(grant.product.0);
            insert(self.sets.last(WANTS), product);
            insert(self.sets.last(DIRECT), product);
            if phase.is_in_force() {
                insert(self.sets.last(IN_FORCE), product);
            }
            unite(self.sets.last(ON), grant.on.words());
        }
        // What is lost stays lost, whatever comes by a group.
        let on = self.sets.get(self.all.len(), ON);
        is_plain = is_plain && setup.model.lacking(on, on).next().is_none();
        self.roots.push(number(self.all.len()));
        let (parent, group, tie) = (NONE, NONE, Tie::Member);
        self.all.push(Class { parent, group, tie, list, people: 0, is_plain });
    }

    /// The class of those of another one who are, or were, in a group as well.
    fn push_member(&mut self, setup: &Setup, parent: u32, group: u32, tie: Tie) -> u32 {
        let made = number(self.all.len());
        let of_list = self.all.get(parent as usize).map(|class| class.list);
        let of_list = of_list.and_then(|list| Some((list, setup.lists.get(list as usize)?)));
        let of = self.groups.get(group as usize).zip(setup.groups.get(group as usize));
        let (Some((list, of_list)), Some((whole, of))) = (of_list, of) else { return parent };
        let mut is_plain = self.all.get(parent as usize).is_some_and(|class| class.is_plain);
        self.sets.push_like(parent as usize);
        for (grant, phase) in going(setup, of_list, group, tie) {
            let product = u32::from(grant.product.0);
            if phase.is_in_force() {
                is_plain = false;
                insert(self.sets.last(WANTS), product);
                insert(self.sets.last(IN_FORCE), product);
            } else {
                insert(self.sets.last(GOING), product);
            }
        }
        if !tie.is_in() {
            self.all.push(Class { parent, group, tie, list, people: 0, is_plain });
            return made;
        }
        // Also what is in force: something that is asked for may stand before it.
        is_plain = is_plain && !meet(&whole.excluded, self.sets.get(parent as usize, ON));
        unite(self.sets.last(BY_GROUP), &whole.products);
        unite(self.sets.last(ON), &whole.on);
        let is_silent = matches!(&of_list.says, Says::Ways(ways) if ways.is_empty());
        if is_silent {
            unite(self.sets.last(WANTS), &whole.products);
            is_plain &= whole.goes_together;
        } else {
            let mut asks = false;
            for grant in &of.grants {
                let phase = phase(setup, of_list, group, tie, grant.product);
                is_plain &= matches!(phase, Phase::Asked | Phase::InForce);
                asks |= phase == Phase::Asked;
                let product = u32::from(grant.product.0);
                if !matches!(phase, Phase::Refused | Phase::Untold) {
                    insert(self.sets.last(WANTS), product);
                }
                if phase.is_in_force() {
                    insert(self.sets.last(IN_FORCE), product);
                }
            }
            is_plain &= !asks || whole.goes_together;
        }
        let lacks = |plan: &u32, on: &[u64]| setup.model.is_lacking(*plan, on);
        is_plain = is_plain && {
            let on = self.sets.get(made as usize, ON);
            !whole.needy.iter().any(|plan| lacks(plan, on))
        };
        self.all.push(Class { parent, group, tie, list, people: 0, is_plain });
        made
    }

    /// Takes the members of each group out of their classes into others, and counts everybody. `people` are those of
    /// each list.
    pub(super) fn divide(
        &mut self,
        setup: &Setup,
        class_of: &mut [u32],
        people: Vec<u32>,
        members: &[Membership],
    ) {
        let mut crowds: Vec<Crowd> = people.into_iter().map(Crowd::of).collect();
        for (group, membership) in (0_u32..).zip(members) {
            if !weighs(setup, group) {
                continue;
            }
            let newcomers = &membership.newcomers;
            membership.members.each(|row| {
                let is_new = !newcomers.is_empty() && newcomers.binary_search(&row).is_ok();
                let tie = if is_new { Tie::Newcomer } else { Tie::Member };
                self.take_out(setup, (class_of, &mut crowds), row, (group, tie));
            });
            for (row, tie) in &membership.others {
                self.take_out(setup, (class_of, &mut crowds), *row, (group, *tie));
            }
        }
        for (class, crowd) in (0_u32..).zip(crowds).filter(|(_, crowd)| crowd.people > 0) {
            self.count(setup, class, i32::try_from(crowd.people).unwrap_or(i32::MAX));
        }
    }

    /// Takes somebody out of their class into that of those who stand to a group as they do.
    #[inline]
    fn take_out(
        &mut self,
        setup: &Setup,
        (class_of, crowds): (&mut [u32], &mut Vec<Crowd>),
        row: u32,
        (group, tie): (u32, Tie),
    ) {
        let Some(class) = class_of.get_mut(row as usize) else { return };
        let Some(crowd) = crowds.get_mut(*class as usize) else { return };
        crowd.people -= 1;
        let (by, to) = crowd.taken.get(tie as usize).copied().unwrap_or((NONE, NONE));
        let from = std::mem::replace(class, to);
        if by != group {
            *class = self.push_member(setup, from, group, tie);
            crowds.resize(self.all.len(), Crowd::of(0));
            let crowd = crowds.get_mut(from as usize);
            if let Some(taken) = crowd.and_then(|crowd| crowd.taken.get_mut(tie as usize)) {
                *taken = (group, *class);
            }
        }
        if let Some(crowd) = crowds.get_mut(*class as usize) {
            crowd.people += 1;
        }
    }

    /// So many people more are in a class.
    pub(super) fn count(&mut self, setup: &Setup, class: u32, change: i32) {
        let at = class as usize;
        let Some(of) = self.all.get_mut(at) else { return };
        of.people = of.people.saturating_add_signed(change);
        let is_plain = of.is_plain;
        if !is_plain && !self.outcomes.contains_key(&class) {
            let outcome = judged(setup, &self.key(class), &mut Unlimited);
            self.outcomes.insert(class, outcome);
        }
        let (wants, goes) = (self.sets.get(at, WANTS), self.sets.get(at, GOING));
        let (want, held) = (&mut self.want, &mut self.held);
        let outcome = if is_plain { None } else { self.outcomes.get(&class) };
        each(wants, |product| {
            add(want, product, change);
            if outcome.is_none() {
                add(held, product, change);
            }
        });
        for product in without(goes, wants) {
            add(want, product, change);
        }
        for product in outcome.into_iter().flat_map(|outcome| &outcome.holds) {
            add(held, u32::from(product.0), change);
        }
    }

    /// The class of what somebody is given; made where there is none.
    pub(super) fn of_key(&mut self, setup: &Setup, key: &Key) -> u32 {
        let root = self.roots.get(key.list as usize).or(self.roots.first());
        let mut class = root.copied().unwrap_or_default();
        for &(group, tie) in key.groups.iter().filter(|(group, _)| weighs(setup, *group)) {
            let step = (class, group, tie);
            class = if let Some(next) = self.known.get(&step) {
                *next
            } else {
                let next = self.push_member(setup, class, group, tie);
                self.known.insert(step, next);
                next
            };
        }
        class
    }

    /// What the people of a class are given.
    pub(super) fn key(&self, class: u32) -> Key {
        let mut key = Key { list: self.list(class), groups: Vec::new() };
        let mut at = class;
        while let Some(of) = self.all.get(at as usize).filter(|of| of.group != NONE) {
            key.groups.push((of.group, of.tie));
            at = of.parent;
        }
        key.groups.reverse();
        key
    }

    /// The list of a class.
    pub(super) fn list(&self, class: u32) -> u32 {
        self.all.get(class as usize).map_or(0, |of| of.list)
    }

    /// How many classes there are, those without people included.
    pub(super) const fn len(&self) -> usize {
        self.all.len()
    }

    /// The classes that have people.
    pub(super) fn peopled(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).zip(&self.all).filter(|(_, class)| class.people > 0).map(|(at, _)| at)
    }

    /// What became of a class that is not plain and has people, with as many seats as anybody wants.
    pub(super) fn outcome(&self, class: u32) -> Option<&Outcome> {
        self.outcomes.get(&class)
    }

    /// A class as whoever counts sees it.
    pub(super) fn lot(&self, class: u32) -> Lot<'_> {
        let at = class as usize;
        let of = self.all.get(at);
        Lot {
            people: of.map_or(0, |of| of.people),
            list: of.map_or(0, |of| of.list),
            outcome: self.outcomes.get(&class),
            direct: self.sets.get(at, DIRECT),
            by_group: self.sets.get(at, BY_GROUP),
            on: self.sets.get(at, ON),
        }
    }

    /// People who may want each product.
    pub(super) fn want(&self) -> &[u32] {
        &self.want
    }

    /// People who have each product as long as there are seats.
    pub(super) fn held(&self) -> &[u32] {
        &self.held
    }

    /// The products that a class asks for and has not.
    pub(super) fn asked(&self, class: u32) -> impl Iterator<Item = u32> + '_ {
        let at = class as usize;
        without(self.sets.get(at, WANTS), self.sets.get(at, IN_FORCE))
    }

    /// The products that a class has in any case.
    pub(super) fn in_force(&self, class: u32) -> impl Iterator<Item = u32> + '_ {
        members(self.sets.get(class as usize, IN_FORCE))
    }
}
