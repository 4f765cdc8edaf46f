//! Ranks: the place of each distinct value in an order, made once and followed through edits.

/// Rank of an item that has no value.
pub(super) const NO_RANK: u32 = u32::MAX;

/// Items (rows, or entries of a dictionary) in the order of their keys. Items without a key are
/// not ranked.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranking {
    /// Ranked items in order.
    order: Vec<u32>,
    /// Rank by item; items with equal keys share one.
    ranks: Vec<u32>,
    /// Number of different ranks.
    distinct: u32,
}

/// Keys of some items, one after the other in one buffer.
#[derive(Debug, Default)]
struct Keys {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// The first sixteen bytes of the key, as a number that compares as they do: most names
    /// differ in them.
    start: u128,
    item: u32,
    /// Where the key lies.
    from: u32,
    to: u32,
}

impl Keys {
    /// Adds the key that `write` writes; an item for which it writes nothing is left out.
    fn push(&mut self, item: u32, write: impl FnOnce(&mut Vec<u8>) -> bool) {
        let from = self.bytes.len();
        if !write(&mut self.bytes) {
            return;
        }
        let key = self.bytes.get(from..).unwrap_or_default();
        let mut start = [0; 16];
        start.iter_mut().zip(key).for_each(|(slot, &byte)| *slot = byte);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.entries.push(Entry {
            start: u128::from_be_bytes(start),
            item,
            from: place(from),
            to: place(self.bytes.len()),
        });
    }

    fn key(&self, entry: Entry) -> &[u8] {
        self.bytes.get(entry.from as usize..entry.to as usize).unwrap_or_default()
    }

    fn sort(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_unstable_by(|one, other| {
            let start = one.start.cmp(&other.start);
            start.then_with(|| self.key(*one).cmp(self.key(*other))).then(one.item.cmp(&other.item))
        });
        self.entries = entries;
    }
}

/// The item added last to an order in the making.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    /// One whose key is as it was.
    Old(u32),
    /// One whose key is new.
    Changed(Entry),
}

impl Ranking {
    /// Ranks items by the keys that `write` writes for them; false means that an item has none.
    pub(super) fn of(
        items: impl Iterator<Item = u32>,
        write: impl Fn(u32, &mut Vec<u8>) -> bool,
    ) -> Self {
        let mut keys = Keys::default();
        items.for_each(|item| keys.push(item, |bytes| write(item, bytes)));
        keys.sort();
        let mut ranking = Self::default();
        let mut before: Option<Entry> = None;
        for &entry in &keys.entries {
            let new = before.is_none_or(|before| keys.key(before) != keys.key(entry));
            ranking.push(entry.item, new);
            before = Some(entry);
        }
        ranking
    }

    /// Adds the next item in order, with the rank of the one before unless its key is new.
    fn push(&mut self, item: u32, new: bool) {
        self.distinct += u32::from(new);
        self.order.push(item);
        if self.ranks.len() <= item as usize {
            self.ranks.resize(item as usize + 1, NO_RANK);
        }
        if let Some(rank) = self.ranks.get_mut(item as usize) {
            *rank = self.distinct - 1;
        }
    }

    /// The rank of an item, or [`NO_RANK`].
    pub(super) fn rank(&self, item: u32) -> u32 {
        self.ranks.get(item as usize).copied().unwrap_or(NO_RANK)
    }

    /// Ranks by item; items past the end have none.
    pub(super) fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Number of different ranks.
    pub(super) const fn distinct(&self) -> u32 {
        self.distinct
    }

    /// Ranks some items again whose keys may have changed, and leaves the others as they are to
    /// each other.
    pub(super) fn update(
        &self,
        mut changed: Vec<u32>,
        write: impl Fn(u32, &mut Vec<u8>) -> bool,
    ) -> Self {
        changed.sort_unstable();
        changed.dedup();
        let mut keys = Keys::default();
        for &item in &changed {
            keys.push(item, |bytes| write(item, bytes));
        }
        keys.sort();
        let mut moved = vec![false; self.ranks.len()];
        for &item in &changed {
            if let Some(flag) = moved.get_mut(item as usize) {
                *flag = true;
            }
        }
        let stays = |item: &u32| moved.get(*item as usize) == Some(&false);
        let rest: Vec<u32> = self.order.iter().copied().filter(stays).collect();
        let key_of = |item: u32| {
            let mut key = Vec::new();
            write(item, &mut key);
            key
        };
        let mut merged = Self {
            order: Vec::with_capacity(rest.len() + keys.entries.len()),
            ranks: vec![NO_RANK; self.ranks.len()],
            distinct: 0,
        };
        let mut last = Last::Nothing;
        let add_old = |merged: &mut Self, last: &mut Last, item: u32| {
            let new = match *last {
                Last::Nothing => true,
                Last::Old(before) => self.rank(before) != self.rank(item),
                Last::Changed(entry) => keys.key(entry) != key_of(item),
            };
            merged.push(item, new);
            *last = Last::Old(item);
        };
        let mut at = 0;
        for &entry in &keys.entries {
            let key = keys.key(entry);
            let tail = rest.get(at..).unwrap_or_default();
            // Items with the same key stay before: their order among themselves does not matter.
            let until = at + tail.partition_point(|&item| key_of(item).as_slice() <= key);
            for &item in rest.get(at..until).unwrap_or_default() {
                add_old(&mut merged, &mut last, item);
            }
            at = until;
            let new = match last {
                Last::Nothing => true,
                Last::Old(before) => key_of(before) != key,
                Last::Changed(before) => keys.key(before) != key,
            };
            merged.push(entry.item, new);
            last = Last::Changed(entry);
        }
        for &item in rest.get(at..).unwrap_or_default() {
            add_old(&mut merged, &mut last, item);
        }
        merged
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn write(keys: &[Option<String>]) -> impl Fn(u32, &mut Vec<u8>) -> bool {
        move |item, bytes| {
            let Some(key) = &keys[item as usize] else { return false };
            bytes.extend_from_slice(key.as_bytes());
            true
        }
    }

    fn check(ranking: &Ranking, keys: &[Option<String>]) {
        let mut distinct: Vec<&String> = keys.iter().flatten().collect();
        distinct.sort();
        distinct.dedup();
        assert_eq!(ranking.distinct() as usize, distinct.len());
        for (item, key) in (0..).zip(keys) {
            let expected = key.as_ref().map_or(NO_RANK, |key| {
                u32::try_from(distinct.binary_search(&key).unwrap()).unwrap()
            });
            assert_eq!(ranking.rank(item), expected, "{key:?} in {keys:?}");
        }
    }

    proptest! {
        #[test]
        fn ranks_follow_changes(
            keys in prop::collection::vec(prop::option::of("[ab]{0,3}|[ab]{8,10}"), 1..20),
            changes in prop::collection::vec((0_usize..24, prop::option::of("[ab]{0,3}|[ab]{8,10}")), 0..10),
        ) {
            let count = u32::try_from(keys.len()).unwrap();
            let ranking = Ranking::of(0..count, write(&keys));
            check(&ranking, &keys);
            let mut after = keys;
            let mut changed = Vec::new();
            for (at, key) in changes {
                let at = at.min(after.len());
                if at == after.len() { after.push(key) } else { after[at] = key }
                changed.push(u32::try_from(at).unwrap());
            }
            check(&ranking.update(changed, write(&after)), &after);
        }
    }
}
