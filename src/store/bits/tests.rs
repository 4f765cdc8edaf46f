//! Sets of rows against `BTreeSet`.

use super::Bits;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn check(len: u32, one: &BTreeSet<u32>, other: &BTreeSet<u32>) {
    let set = |rows: &BTreeSet<u32>| Bits::of(len, rows.iter().copied());
    let list = |bits: &Bits| bits.iter().collect::<BTreeSet<u32>>();
    let (a, b) = (set(one), set(other));
    assert_eq!(list(&a), *one);
    assert_eq!(a.count() as usize, one.len());
    assert_eq!(a.is_empty(), one.is_empty());
    assert_eq!(a.is_subset(&b), one.is_subset(other));
    let with = |change: fn(&mut Bits, &Bits)| {
        let mut changed = a.clone();
        change(&mut changed, &b);
        list(&changed)
    };
    assert_eq!(with(Bits::and), one & other);
    assert_eq!(with(Bits::or), one | other);
    assert_eq!(with(Bits::and_not), one - other);
    let mut pushed = Bits::none(0);
    (0..len).for_each(|row| pushed.push(one.contains(&row)));
    assert_eq!(pushed, a);
    let mut not = a.clone();
    not.not();
    assert_eq!(list(&not), (0..len).filter(|row| !one.contains(row)).collect());
    not.or(&a);
    assert_eq!(not, Bits::all(len));
}

proptest! {
    #[test]
    fn as_a_set((len, one, other) in (0_u32..300).prop_flat_map(|len| {
        let rows = || prop::collection::btree_set(0..len.max(1), 0..40);
        (Just(len), rows(), rows())
    })) {
        let below = |rows: BTreeSet<u32>| rows.into_iter().filter(|row| *row < len).collect();
        check(len, &below(one), &below(other));
    }
}

#[test]
fn rows_past_the_length_are_never_members() {
    let mut bits = Bits::of(3, [1, 2, 3, 64, 1000]);
    assert_eq!(bits.iter().collect::<Vec<_>>(), [1, 2]);
    assert!(!bits.contains(1000));
    bits.remove(1000);
    bits.grow(70);
    bits.insert(64);
    bits.put(1, false);
    assert_eq!(bits.iter().collect::<Vec<_>>(), [2, 64]);
    bits.or(&Bits::all(500));
    assert_eq!(bits, Bits::all(70));
}
