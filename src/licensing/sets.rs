//! Sets of small numbers as words, many of them in one block.

/// Records of `N` sets each, by number; the sets of one place are over the same range in all of them.
#[derive(Debug, Clone)]
pub(super) struct Sets<const N: usize> {
    /// Where in a record the words of each set begin, and how many they are.
    places: [(usize, usize); N],
    /// Words of a record.
    stride: usize,
    all: Vec<u64>,
}

impl<const N: usize> Sets<N> {
    /// No records yet; the members of each set are below its range.
    pub(super) fn over(ranges: [u32; N]) -> Self {
        let mut stride = 0;
        let places = ranges.map(|range| {
            let (start, words) = (stride, (range as usize).div_ceil(64).max(1));
            stride += words;
            (start, words)
        });
        Self { places, stride, all: Vec::new() }
    }

    /// A record of empty sets more.
    pub(super) fn push(&mut self) {
        self.all.resize(self.all.len() + self.stride, 0);
    }

    /// A record more, like an earlier one.
    pub(super) fn push_like(&mut self, of: usize) {
        let start = of * self.stride;
        if start + self.stride <= self.all.len() {
            self.all.extend_from_within(start..start + self.stride);
        } else {
            self.push();
        }
    }

    /// A set of a record; an empty slice where there is none of the number.
    #[inline]
    pub(super) fn get(&self, at: usize, set: usize) -> &[u64] {
        let (place, words) = self.places.get(set).copied().unwrap_or_default();
        let start = at * self.stride + place;
        self.all.get(start..start + words).unwrap_or_default()
    }

    /// A set of the last record.
    #[inline]
    pub(super) fn last(&mut self, set: usize) -> &mut [u64] {
        let (place, words) = self.places.get(set).copied().unwrap_or_default();
        let start = (self.all.len() + place).saturating_sub(self.stride);
        self.all.get_mut(start..start + words).unwrap_or_default()
    }
}

/// Adds a member to a set; one past its range is left out.
#[inline]
pub(super) fn insert(set: &mut [u64], member: u32) {
    if let Some(word) = set.get_mut((member / 64) as usize) {
        *word |= 1 << (member % 64);
    }
}

/// Adds all of another set.
#[inline]
pub(super) fn unite(set: &mut [u64], with: &[u64]) {
    for (word, other) in set.iter_mut().zip(with) {
        *word |= other;
    }
}

/// Whether a set has a member.
#[inline]
pub(super) fn has(set: &[u64], member: u32) -> bool {
    set.get((member / 64) as usize).is_some_and(|word| word >> (member % 64) & 1 == 1)
}

/// Whether two sets have anything in common.
#[inline]
pub(super) fn meet(set: &[u64], other: &[u64]) -> bool {
    set.iter().zip(other).any(|(word, other)| word & other != 0)
}

/// Passes each member of a set on, in ascending order: where the loop is the work, faster than [`members`].
#[inline]
pub(super) fn each(set: &[u64], mut take: impl FnMut(u32)) {
    for (base, word) in (0_u32..).step_by(64).zip(set) {
        let mut rest = *word;
        while rest != 0 {
            take(base + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
}

/// The members of a set, in ascending order.
pub(super) fn members(set: &[u64]) -> impl Iterator<Item = u32> + '_ {
    (0_u32..).step_by(64).zip(set).flat_map(|(base, word)| bits(base, *word))
}

fn bits(base: u32, mut rest: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        if rest == 0 {
            return None;
        }
        let member = base + rest.trailing_zeros();
        rest &= rest - 1;
        Some(member)
    })
}

/// What the first set has and the second has not.
pub(super) fn without<'a>(set: &'a [u64], other: &'a [u64]) -> impl Iterator<Item = u32> + 'a {
    let words = (0_u32..).step_by(64).zip(set.iter().zip(other));
    words.flat_map(|(base, (word, other))| bits(base, word & !other))
}

/// What both sets have.
pub(super) fn common<'a>(set: &'a [u64], other: &'a [u64]) -> impl Iterator<Item = u32> + 'a {
    let words = (0_u32..).step_by(64).zip(set.iter().zip(other));
    words.flat_map(|(base, (word, other))| bits(base, word & other))
}
