//! The cheapest products against every combination of them.

use super::{Cover, Offer, cheapest};
use crate::store::Bits;
use proptest::prelude::*;

const PLANS: u32 = 12;
const STEPS: u32 = 10_000;

fn bits(plans: &[u32]) -> Bits {
    Bits::of(PLANS, plans.iter().copied())
}

fn offer(cost: u128, plans: &[u32]) -> Offer {
    Offer { cost, brings: bits(plans) }
}

fn chosen(offers: &[Offer], needed: &[u32]) -> Option<(Vec<usize>, u128)> {
    let cover = cheapest(offers, &bits(needed), STEPS)?;
    assert_eq!(cover.least, cover.cost);
    Some((cover.offers, cover.cost))
}

#[test]
fn cases() {
    let offers = [
        offer(10, &[0, 1, 2]),
        offer(4, &[0]),
        offer(4, &[1]),
        offer(4, &[2]),
        offer(25, &[0, 1, 2, 3]),
        offer(12, &[3]),
    ];
    assert_eq!(chosen(&offers, &[]), Some((vec![], 0)));
    assert_eq!(chosen(&offers, &[0]), Some((vec![1], 4)));
    assert_eq!(chosen(&offers, &[0, 1]), Some((vec![1, 2], 8)));
    assert_eq!(chosen(&offers, &[0, 1, 2]), Some((vec![0], 10)));
    assert_eq!(chosen(&offers, &[0, 1, 2, 3]), Some((vec![0, 5], 22)));
    assert_eq!(chosen(&offers, &[4]), None);
    // At the same cost fewer products are better, and of two that do the same the first.
    let same = [offer(3, &[0]), offer(3, &[1]), offer(6, &[0, 1]), offer(6, &[0, 1])];
    assert_eq!(chosen(&same, &[0, 1]), Some((vec![2], 6)));
    // What costs nothing is taken only where it brings something.
    let free = [offer(0, &[0]), offer(0, &[5]), offer(9, &[1])];
    assert_eq!(chosen(&free, &[0, 1]), Some((vec![0, 2], 9)));
}

/// Without steps the first good cover is told, with what none costs less than.
#[test]
fn what_is_not_proven_says_so() {
    let offers = [offer(3, &[0, 1]), offer(3, &[1, 2]), offer(3, &[2, 0])];
    let found = cheapest(&offers, &bits(&[0, 1, 2]), 0).unwrap();
    assert_eq!(found.cost, 6);
    assert!((4..6).contains(&found.least), "{}", found.least);
    let proven = cheapest(&offers, &bits(&[0, 1, 2]), STEPS).unwrap();
    assert_eq!(proven.least, proven.cost);
}

fn offers() -> impl Strategy<Value = Vec<Offer>> {
    let offer = (0..40_u128, proptest::collection::btree_set(0..PLANS, 0..7))
        .prop_map(|(cost, plans)| Offer { cost, brings: Bits::of(PLANS, plans) });
    proptest::collection::vec(offer, 0..11)
}

/// The least cost, and the fewest products at that; none where nothing does.
fn tried(offers: &[Offer], needed: &Bits) -> Option<(u128, u32)> {
    let all = 0_u32..1 << offers.len();
    let does = all.filter_map(|mask| {
        let mut brought = Bits::none(PLANS);
        let mut cost = 0;
        let taken = offers.iter().enumerate().filter(|(at, _)| (mask >> at) & 1 == 1);
        for (_, offer) in taken {
            brought.or(&offer.brings);
            cost += offer.cost;
        }
        needed.is_subset(&brought).then_some((cost, mask.count_ones()))
    });
    does.min()
}

proptest! {
    #[test]
    fn nothing_is_cheaper(offers in offers(), needed in proptest::collection::btree_set(0..PLANS, 0..10)) {
        let needed = Bits::of(PLANS, needed);
        let found = cheapest(&offers, &needed, STEPS);
        let expected = tried(&offers, &needed);
        prop_assert_eq!(found.as_ref().map(|it| (it.cost, u32::try_from(it.offers.len()).unwrap())), expected);
        let Some(Cover { offers: chosen, cost, least }) = found else { return Ok(()) };
        prop_assert_eq!(cost, least);
        let mut brought = Bits::none(PLANS);
        for at in &chosen {
            brought.or(&offers[*at].brings);
        }
        prop_assert!(needed.is_subset(&brought));
    }

    /// However few steps: a cover, and a bound that holds.
    #[test]
    fn bounds_hold(
        offers in offers(),
        needed in proptest::collection::btree_set(0..PLANS, 0..10),
        steps in 0..6_u32,
    ) {
        let needed = Bits::of(PLANS, needed);
        let found = cheapest(&offers, &needed, steps);
        let expected = tried(&offers, &needed);
        prop_assert_eq!(found.is_some(), expected.is_some());
        let (Some(found), Some((cost, _))) = (found, expected) else { return Ok(()) };
        prop_assert!(found.least <= cost && cost <= found.cost);
    }
}
