//! A hash table of numbers that are found by a hash of what they stand for.

/// Numbers under 32-bit hashes; several may share one. Whoever looks up compares what the numbers
/// stand for. The order of insertion never shows in an answer that was compared.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// Hash in the upper half, number + 1 in the lower; 0 is free. A power of two, or empty.
    slots: Vec<u64>,
    len: usize,
}

const FREE: u64 = 0;

#[expect(clippy::cast_possible_truncation, reason = "the halves of a slot")]
const fn parts(slot: u64) -> (u32, u32) {
    ((slot >> 32) as u32, (slot as u32).wrapping_sub(1))
}

impl Table {
    /// Room for some numbers without growing.
    pub(super) fn with_capacity(numbers: usize) -> Self {
        let mut table = Self::default();
        table.resize(numbers);
        table
    }

    fn resize(&mut self, numbers: usize) {
        // At most half full: probes stay short.
        let slots = (numbers * 2).next_power_of_two().max(16);
        let old = std::mem::replace(&mut self.slots, vec![FREE; slots]);
        for slot in old.into_iter().filter(|&slot| slot != FREE) {
            self.place(slot);
        }
    }

    /// Where a hash would best be.
    const fn home(&self, hash: u32) -> usize {
        if self.slots.is_empty() {
            return 0;
        }
        // The slots are a power of two, from 2^4 to 2^32: the upper bits say which one.
        (hash >> (32 - self.slots.len().trailing_zeros())) as usize
    }

    const fn next(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }

    fn slot(&self, at: usize) -> u64 {
        self.slots.get(at).copied().unwrap_or(FREE)
    }

    fn place(&mut self, slot: u64) {
        let mut at = self.home(parts(slot).0);
        while self.slot(at) != FREE {
            at = self.next(at);
        }
        if let Some(free) = self.slots.get_mut(at) {
            *free = slot;
        }
    }

    /// Adds a number under a hash; the same pair may be there already.
    pub(super) fn insert(&mut self, hash: u32, number: u32) {
        self.len += 1;
        if self.len * 2 > self.slots.len() {
            self.resize(self.len * 2);
        }
        self.place(u64::from(hash) << 32 | u64::from(number.wrapping_add(1)));
    }

    /// The numbers under a hash.
    pub(super) fn under(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.home(hash);
        std::iter::from_fn(move || {
            loop {
                let slot = self.slot(at);
                if slot == FREE {
                    return None;
                }
                at = self.next(at);
                let (found, number) = parts(slot);
                if found == hash {
                    return Some(number);
                }
            }
        })
    }

    /// Brings near where these hashes belong.
    pub(super) fn foresee(&self, hashes: impl Iterator<Item = u32>) {
        let all = hashes.fold(0, |all, hash| all ^ self.slot(self.home(hash)));
        // Without a use the compiler leaves the reading out.
        std::hint::black_box(all);
    }

    /// Removes a number from under a hash, once.
    pub(super) fn remove(&mut self, hash: u32, number: u32) {
        let wanted = u64::from(hash) << 32 | u64::from(number.wrapping_add(1));
        let mut hole = self.home(hash);
        loop {
            match self.slot(hole) {
                FREE => return,
                slot if slot == wanted => break,
                _ => hole = self.next(hole),
            }
        }
        self.len -= 1;
        // Moves up whatever the hole would cut off from its home.
        let mut at = hole;
        loop {
            at = self.next(at);
            let slot = self.slot(at);
            if slot == FREE {
                break;
            }
            let mask = self.slots.len() - 1;
            let reach = at.wrapping_sub(self.home(parts(slot).0)) & mask;
            if reach >= at.wrapping_sub(hole) & mask {
                if let Some(free) = self.slots.get_mut(hole) {
                    *free = slot;
                }
                hole = at;
            }
        }
        if let Some(slot) = self.slots.get_mut(hole) {
            *slot = FREE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// Few hashes, many of them next to each other, so that runs meet, wrap and break.
        #[test]
        fn as_a_multimap(steps in prop::collection::vec((any::<bool>(), 0_u32..40, 0_u32..4), 0..200)) {
            let mut table = Table::default();
            let mut model: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for (insert, number, hash) in steps {
                let hash = [0, u32::MAX, u32::MAX - 1, 1 << 28].get(hash as usize).copied().unwrap();
                let numbers = model.entry(hash).or_default();
                if insert {
                    table.insert(hash, number);
                    numbers.push(number);
                } else {
                    table.remove(hash, number);
                    if let Some(at) = numbers.iter().position(|&known| known == number) {
                        numbers.remove(at);
                    }
                }
                for (&hash, numbers) in &model {
                    let mut found: Vec<u32> = table.under(hash).collect();
                    let mut numbers = numbers.clone();
                    found.sort_unstable();
                    numbers.sort_unstable();
                    prop_assert_eq!(found, numbers);
                }
            }
        }
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        assert_eq!(Table::default().under(7).count(), 0);
        assert_eq!(Table::with_capacity(1000).under(7).count(), 0);
    }
}
