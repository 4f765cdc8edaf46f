//! Stretches of a text.

/// Bytes of a text, from `start` up to `end`, which is not one of them; both lie between characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty stretch before a byte.
    #[must_use]
    pub const fn before(start: usize) -> Self {
        Self { start, end: start }
    }

    /// From the start of this one to the end of another that comes later.
    #[must_use]
    pub const fn to(self, later: Self) -> Self {
        Self { start: self.start, end: later.end }
    }

    /// The empty stretch behind this one.
    #[must_use]
    pub const fn behind(self) -> Self {
        Self::before(self.end)
    }

    /// What stands there; empty when the text is another one.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same stretch counted in characters (Unicode scalar values), for readers who do not count
    /// in bytes.
    #[must_use]
    pub fn in_characters(self, text: &str) -> Self {
        let count = |end: usize| text.char_indices().take_while(|&(at, _)| at < end).count();
        Self { start: count(self.start), end: count(self.end) }
    }
}

/// Something and where it stands. Two are equal when the things are, wherever they stand.
#[derive(Debug, Clone, Copy)]
pub struct Spanned<T> {
    pub it: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Something that stands there.
    pub const fn new(it: T, span: Span) -> Self {
        Self { it, span }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.it == other.it
    }
}

impl<T: Eq> Eq for Spanned<T> {}
