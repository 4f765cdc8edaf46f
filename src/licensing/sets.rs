//! Sets of small numbers, all over the same range, one after the other in one block.

/// Sets by number.
#[derive(Debug, Clone)]
pub(super) struct Sets {
    /// Words of a set; at least one.
    words: usize,
    all: Vec<u64>,
}

impl Sets {
    /// No sets yet; their members are below `range`.
    pub(super) fn over(range: u32) -> Self {
        Self { words: (range as usize).div_ceil(64).max(1), all: Vec::new() }
    }

    /// An empty set more.
    pub(super) fn push(&mut self) {
        self.all.resize(self.all.len() + self.words, 0);
    }

    /// A set more, like an earlier one.
    pub(super) fn push_like(&mut self, of: usize) {
        let start = of * self.words;
        if start + self.words <= self.all.len() {
            self.all.extend_from_within(start..start + self.words);
        } else {
            self.push();
        }
    }

    /// A set; an empty slice where there is none of the number.
    pub(super) fn get(&self, at: usize) -> &[u64] {
        let start = at * self.words;
        self.all.get(start..start + self.words).unwrap_or_default()
    }

    /// Adds to the last set.
    pub(super) fn add(&mut self, member: u32) {
        let start = self.all.len().saturating_sub(self.words);
        let word = start + (member / 64) as usize;
        if (member / 64) as usize >= self.words {
            return;
        }
        if let Some(word) = self.all.get_mut(word) {
            *word |= 1 << (member % 64);
        }
    }

    /// Adds all of another set to the last one.
    pub(super) fn unite(&mut self, with: &[u64]) {
        let start = self.all.len().saturating_sub(self.words);
        let last = self.all.get_mut(start..).unwrap_or_default();
        for (word, other) in last.iter_mut().zip(with) {
            *word |= other;
        }
    }
}

/// Whether a set has a member.
#[inline]
pub(super) fn has(set: &[u64], member: u32) -> bool {
    set.get((member / 64) as usize).is_some_and(|word| word >> (member % 64) & 1 == 1)
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
