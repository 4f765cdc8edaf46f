//! Sets of characters.

use crate::text::fold;

/// A set of characters as a pattern writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Class {
    pub(super) items: Vec<Item>,
    pub(super) negated: bool,
    /// Whether case matters.
    pub(super) exact: bool,
    /// `[…-[…]]`: what is taken away again.
    pub(super) without: Option<Box<Self>>,
}

/// A part of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Range(char, char),
    Kind(Kind, bool),
}

/// Kinds of characters; the flag of [`Item::Kind`] says whether they are meant or all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Digit,
    Word,
    Space,
    Letter,
    Upper,
    Lower,
    Number,
    /// Everything but a new line.
    NotNewLine,
}

impl Class {
    pub(super) fn one(c: char, exact: bool) -> Self {
        Self { items: vec![Item::Range(c, c)], exact, ..Self::default() }
    }

    pub(super) fn kind(kind: Kind, meant: bool) -> Self {
        Self { items: vec![Item::Kind(kind, meant)], ..Self::default() }
    }

    pub(super) fn contains(&self, c: char) -> bool {
        let found = self.items.iter().any(|item| match *item {
            Item::Range(first, last) => {
                let within = |c: char| first <= c && c <= last;
                within(c) || (!self.exact && variants(c).any(within))
            }
            // Without regard to case, capitals and small letters are the same.
            Item::Kind(Kind::Upper | Kind::Lower, meant) if !self.exact => {
                (c.is_uppercase() || c.is_lowercase()) == meant
            }
            Item::Kind(kind, meant) => kind.contains(c) == meant,
        });
        let without = self.without.as_ref().is_some_and(|without| without.contains(c));
        (found != self.negated) && !without
    }
}

/// The same letter in other cases.
fn variants(c: char) -> impl Iterator<Item = char> {
    let single =
        |mut chars: Box<dyn Iterator<Item = char>>| chars.next().filter(|_| chars.next().is_none());
    let folded = fold::case_char(c);
    let upper =
        single(Box::new(folded.to_uppercase())).filter(|&upper| fold::case_char(upper) == folded);
    [Some(folded), upper].into_iter().flatten()
}

impl Kind {
    /// Exact for ASCII and the letters and digits of living scripts; among the rarer marks and number
    /// signs .NET's own tables draw the line.
    pub(super) fn contains(self, c: char) -> bool {
        match self {
            Self::Digit => is_digit(c),
            Self::Word => is_word(c),
            Self::Space => c.is_whitespace(),
            Self::Letter => c.is_alphabetic() && !is_mark(c) && !is_letter_number(c),
            Self::Upper => c.is_uppercase(),
            Self::Lower => c.is_lowercase(),
            Self::Number => c.is_numeric(),
            Self::NotNewLine => c != '\n',
        }
    }
}

/// Letters, marks without width, decimal digits and connectors.
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let connects = matches!(
        c,
        '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'
            ..='\u{fe4f}' | '＿'
    );
    connects || is_digit(c) || is_mark(c) || (c.is_alphabetic() && !is_letter_number(c))
}

/// The zeros of the decimal digits.
const ZEROS: [u32; 36] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/// Decimal digits: rows of ten, zero first.
fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = u32::from(c);
    ZEROS.iter().any(|&zero| (zero..zero + 10).contains(&code))
}

/// Combining marks.
const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{93c}' | '\u{941}'..='\u{948}'
        | '\u{94d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20dc}'
        | '\u{20e1}' | '\u{20e5}'..='\u{20f0}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Numbers that look like letters.
const fn is_letter_number(c: char) -> bool {
    matches!(c, '\u{2160}'..='\u{2182}' | '\u{2185}'..='\u{2188}' | '\u{3007}' | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303a}' | '\u{a6e6}'..='\u{a6ef}' | '\u{16ee}'..='\u{16f0}')
}
