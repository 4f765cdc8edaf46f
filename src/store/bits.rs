//! A set of rows as one bit each.

use wide::u64x4;

/// A set of row numbers below a fixed length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits {
    words: Vec<u64>,
    len: u32,
}

/// Word and bit of a row.
const fn place(row: u32) -> (usize, u64) {
    ((row / 64) as usize, 1 << (row % 64))
}

impl Bits {
    /// The empty set over `len` rows.
    #[must_use]
    pub fn none(len: u32) -> Self {
        Self { words: vec![0; len.div_ceil(64) as usize], len }
    }

    /// The set of all `len` rows.
    #[must_use]
    pub fn all(len: u32) -> Self {
        let mut bits = Self { words: vec![u64::MAX; len.div_ceil(64) as usize], len };
        bits.trim();
        bits
    }

    /// The set of the given rows; those past `len` are left out.
    #[must_use]
    pub fn of(len: u32, rows: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = Self::none(len);
        for row in rows {
            bits.insert(row);
        }
        bits
    }

    /// The set with these words of 64 rows, lowest row in the lowest bit; what is past `len` is left out, and words
    /// that lack have no members.
    #[must_use]
    pub fn of_words(len: u32, mut words: Vec<u64>) -> Self {
        words.resize(len.div_ceil(64) as usize, 0);
        let mut bits = Self { words, len };
        bits.trim();
        bits
    }

    /// Number of rows that could be members.
    #[must_use]
    pub const fn len(&self) -> u32 {
        self.len
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Number of members.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether the row is a member.
    #[inline]
    #[must_use]
    pub fn contains(&self, row: u32) -> bool {
        let (word, bit) = place(row);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Adds a row; nothing happens past the length.
    pub fn insert(&mut self, row: u32) {
        let (word, bit) = place(row);
        if row < self.len
            && let Some(word) = self.words.get_mut(word)
        {
            *word |= bit;
        }
    }

    /// Removes a row.
    pub fn remove(&mut self, row: u32) {
        let (word, bit) = place(row);
        if let Some(word) = self.words.get_mut(word) {
            *word &= !bit;
        }
    }

    /// Adds or removes a row.
    pub fn put(&mut self, row: u32, member: bool) {
        if member {
            self.insert(row);
        } else {
            self.remove(row);
        }
    }

    /// Makes room for rows up to `len`, not members yet; never shrinks.
    pub fn grow(&mut self, len: u32) {
        if len > self.len {
            self.words.resize(len.div_ceil(64) as usize, 0);
            self.len = len;
        }
    }

    /// Makes room for one row more, a member or not.
    pub(super) fn push(&mut self, member: bool) {
        let (_, bit) = place(self.len);
        self.len += 1;
        match self.words.last_mut() {
            Some(last) if bit > 1 => *last |= if member { bit } else { 0 },
            _ => self.words.push(u64::from(member)),
        }
    }

    /// Keeps the members that `other` has too.
    pub fn and(&mut self, other: &Self) {
        in_pairs(&mut self.words, &other.words, |one, other| one & other);
    }

    /// Removes the members of `other`.
    pub fn and_not(&mut self, other: &Self) {
        in_pairs(&mut self.words, &other.words, |one, other| one & !other);
    }

    /// Adds the members of `other` that are below the length.
    pub fn or(&mut self, other: &Self) {
        in_pairs(&mut self.words, &other.words, |one, other| one | other);
        self.trim();
    }

    /// Turns members into non-members and the reverse.
    pub fn not(&mut self) {
        in_pairs(&mut self.words, &[], |one, _| !one);
        self.trim();
    }

    /// The members in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).step_by(64).zip(&self.words).flat_map(|(base, &word)| {
            std::iter::successors(Some(word), |word| Some(word & word.wrapping_sub(1)))
                .take_while(|&word| word != 0)
                .map(move |word| base + word.trailing_zeros())
        })
    }

    /// Passes each member on, in ascending order: where the loop is the work, faster than [`Self::iter`].
    #[inline]
    pub fn each(&self, mut take: impl FnMut(u32)) {
        for (base, &word) in (0_u32..).step_by(64).zip(&self.words) {
            let mut rest = word;
            while rest != 0 {
                take(base + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }

    /// Whether every member is one of `other`.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        let mut others = other.words.iter();
        self.words.iter().all(|word| word & !others.next().copied().unwrap_or(0) == 0)
    }

    /// The set in words of 64 rows, lowest row in the lowest bit.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Lets the words be written directly; bits past the length are cleared afterwards.
    pub(super) fn fill(&mut self, write: impl FnOnce(&mut [u64])) {
        write(&mut self.words);
        self.trim();
    }

    /// Clears the bits past the length in the last word.
    fn trim(&mut self) {
        let used = self.len % 64;
        if used != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << used) - 1;
        }
    }
}

/// Puts something in the place of each word, made of it and of the word beside it, or 0. Four words at
/// a time: code that is to be small is not made so by the compiler.
fn in_pairs(words: &mut [u64], others: &[u64], make: impl Fn(u64x4, u64x4) -> u64x4) {
    let (chunks, _) = words.as_chunks_mut::<4>();
    let (other_chunks, _) = others.as_chunks::<4>();
    let whole = chunks.len().min(other_chunks.len());
    for (chunk, others) in chunks.iter_mut().zip(other_chunks) {
        *chunk = make(u64x4::from(*chunk), u64x4::from(*others)).to_array();
    }
    let rest = words.iter_mut().zip(0_usize..).skip(whole * 4);
    for (word, at) in rest {
        let other = others.get(at).copied().unwrap_or(0);
        let [first, ..] = make(u64x4::splat(*word), u64x4::splat(other)).to_array();
        *word = first;
    }
}

#[cfg(test)]
mod tests;
