//! Places in a text: bytes for the core, UTF-16 units for the browser, lines and characters for people.

use crate::text::span::Span;

/// Bytes before a UTF-16 unit of a text; the end for a unit beyond it.
#[must_use]
pub fn byte_at(text: &str, unit: u32) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= unit {
            return at;
        }
        units += if c.len_utf16() == 2 { 2 } else { 1 };
    }
    text.len()
}

/// UTF-16 units before a byte of a text.
#[must_use]
pub fn unit_at(text: &str, byte: usize) -> u32 {
    let before = text.char_indices().take_while(|&(at, _)| at < byte);
    before.map(|(_, c)| if c.len_utf16() == 2 { 2 } else { 1 }).sum()
}

/// Line and character of the start of a stretch, both from 1.
#[must_use]
pub fn line_and_character(text: &str, span: Span) -> (u64, u64) {
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let in_line = before.rsplit('\n').next().unwrap_or_default();
    (line as u64, in_line.chars().count() as u64 + 1)
}

/// Two texts taken apart where they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differing<'t> {
    pub start: &'t str,
    /// Only in the first.
    pub gone: &'t str,
    /// Only in the second.
    pub new: &'t str,
    pub end: &'t str,
}

/// What two texts share at their ends, in whole words, and what is between.
#[must_use]
pub fn differing<'t>(before: &'t str, after: &'t str) -> Differing<'t> {
    let ends_word = |text: &str, at: usize| {
        at == 0 || text.get(..at).is_some_and(|s| s.ends_with([' ', '(', '[']))
    };
    let starts_word = |text: &str, at: usize| {
        at == text.len() || text.get(at..).is_some_and(|s| s.starts_with([' ', ')', ']', ',']))
    };
    let alike = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let start = (0..=alike).rev().find(|&at| ends_word(before, at)).unwrap_or_default();
    let (one, other) =
        (before.get(start..).unwrap_or_default(), after.get(start..).unwrap_or_default());
    let alike =
        one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count();
    let fits = |&length: &usize| {
        starts_word(one, one.len() - length) && starts_word(other, other.len() - length)
    };
    let length = (0..=alike).rev().find(fits).unwrap_or_default();
    let (gone, end) = one.split_at_checked(one.len() - length).unwrap_or((one, ""));
    let new = other.get(..other.len() - length).unwrap_or(other);
    Differing { start: before.get(..start).unwrap_or_default(), gone, new, end }
}

#[cfg(test)]
mod tests {
    use super::{byte_at, differing, line_and_character, unit_at};
    use crate::text::span::Span;
    use proptest::prelude::*;

    #[test]
    fn lines_and_characters() {
        let text = "aé\nb😀c";
        assert_eq!(line_and_character(text, Span::new(0, 1)), (1, 1));
        assert_eq!(line_and_character(text, Span::new(3, 4)), (1, 3));
        assert_eq!(line_and_character(text, Span::new(4, 5)), (2, 1));
        assert_eq!(line_and_character(text, Span::new(9, 10)), (2, 3));
        assert_eq!(line_and_character(text, Span::new(99, 99)), (2, 4));
    }

    #[test]
    fn what_differs() {
        let d = differing("(a -eq \"x\") -or (b)", "(a -in [\"x\"]) -or (b)");
        assert_eq!(
            (d.start, d.gone, d.new, d.end),
            ("(a ", "-eq \"x\"", "-in [\"x\"]", ") -or (b)")
        );
    }

    proptest! {
        #[test]
        fn both_texts_are_there(one in "[ab()é ]{0,9}", other in "[ab()é ]{0,9}") {
            let d = differing(&one, &other);
            prop_assert_eq!(format!("{}{}{}", d.start, d.gone, d.end), one.as_str());
            prop_assert_eq!(format!("{}{}{}", d.start, d.new, d.end), other.as_str());
        }

        #[test]
        fn there_and_back(text in "\\PC{0,12}") {
            for (at, _) in text.char_indices() {
                prop_assert_eq!(byte_at(&text, unit_at(&text, at)), at);
            }
            let units = u32::try_from(text.encode_utf16().count()).unwrap();
            prop_assert_eq!(unit_at(&text, text.len()), units);
            prop_assert_eq!(byte_at(&text, units + 7), text.len());
        }
    }
}
