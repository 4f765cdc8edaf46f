//! Seats that are short: who comes first has one.

use super::classes::Classes;
use super::{Outcome, ProductNo, Seats, Setup, add, judged};
use std::collections::{BTreeMap, BTreeSet};

/// Who goes without where seats are short.
#[derive(Debug, Default)]
pub(super) struct Contest {
    /// By row: what those have who do not get what they would get if there were seats.
    pub(super) own: BTreeMap<u32, Outcome>,
    /// By class: how many these are.
    pub(super) apart: BTreeMap<u32, u32>,
    /// Seats that are taken, by product; none where seats are short of nothing.
    pub(super) consumed: Option<Vec<u32>>,
}

impl Contest {
    pub(super) fn of(setup: &Setup, classes: &Classes, class_of: &[u32]) -> Self {
        let model = &setup.model;
        let is_short = |(product, want): (ProductNo, &u32)| {
            model.capacity(product).is_some_and(|capacity| *want > capacity)
        };
        let short: Vec<bool> = model.products().zip(classes.want()).map(is_short).collect();
        if !short.contains(&true) {
            return Self::default();
        }
        let mut contested = vec![false; classes.len()];
        let mut consumed = vec![0; short.len()];
        for class in classes.peopled() {
            let asks =
                classes.asked(class).any(|product| short.get(product as usize) == Some(&true));
            if let Some(slot) = contested.get_mut(class as usize) {
                *slot = asks;
            }
            let people = i32::try_from(classes.lot(class).people).unwrap_or(i32::MAX);
            match classes.outcome(class) {
                // Those who wait have what they were given before.
                whole if asks => {
                    let kept = whole.into_iter().flat_map(|whole| &whole.kept);
                    let kept = kept.map(|product| u32::from(product.0));
                    for product in classes.in_force(class).chain(kept) {
                        add(&mut consumed, product, people);
                    }
                }
                Some(outcome) => {
                    for product in &outcome.holds {
                        add(&mut consumed, u32::from(product.0), people);
                    }
                }
                None => {
                    for product in classes.in_force(class).chain(classes.asked(class)) {
                        add(&mut consumed, product, people);
                    }
                }
            }
        }
        let mut made = Self::default();
        let mut left = Left { setup, consumed };
        for (row, class) in (0_u32..).zip(class_of) {
            if contested.get(*class as usize) == Some(&true) {
                made.serve(&mut left, classes, row, *class);
            }
        }
        made.consumed = Some(left.consumed);
        made
    }

    /// Gives to one person what is left.
    fn serve(&mut self, left: &mut Left<'_>, classes: &Classes, row: u32, class: u32) {
        let whole = classes.outcome(class);
        let all_there = || classes.asked(class).all(|product| left.has(product));
        if whole.is_none() && all_there() {
            classes.asked(class).for_each(|product| add(&mut left.consumed, product, 1));
            return;
        }
        let outcome = judged(left.setup, &classes.key(class), left);
        // Who gets less may keep something else.
        let nothing = BTreeSet::new();
        let kept = whole.map_or(&nothing, |whole| &whole.kept);
        outcome.kept.difference(kept).for_each(|product| left.take(*product));
        for product in kept.difference(&outcome.kept) {
            add(&mut left.consumed, u32::from(product.0), -1);
        }
        if whole != Some(&outcome) {
            self.own.insert(row, outcome);
            *self.apart.entry(class).or_default() += 1;
        }
    }
}

/// What is left of the seats.
struct Left<'a> {
    setup: &'a Setup,
    consumed: Vec<u32>,
}

impl Left<'_> {
    fn has(&self, product: u32) -> bool {
        let consumed = self.consumed.get(product as usize).copied().unwrap_or_default();
        let number = ProductNo(u16::try_from(product).unwrap_or(u16::MAX));
        self.setup.model.capacity(number).is_none_or(|capacity| consumed < capacity)
    }
}

impl Seats for Left<'_> {
    fn is_free(&self, product: ProductNo) -> bool {
        self.has(u32::from(product.0))
    }

    fn take(&mut self, product: ProductNo) {
        add(&mut self.consumed, u32::from(product.0), 1);
    }
}
