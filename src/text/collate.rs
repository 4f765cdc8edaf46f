//! The order of texts in lists: the root order of CLDR, which is that of English and French, and
//! of `Intl.Collator('en')` and `('fr')` in a browser, as keys that sort by their bytes.
//!
//! Texts compare by their letters first, then by accents, then by capitals (strength tertiary).
//! Punctuation, spaces and symbols count as letters before the digits (alternate non-ignorable);
//! digits compare one by one (numeric off). French as written in Canada, which compares accents
//! from the end, is another order and not offered. Source: Unicode Technical Standard 10 and the
//! root collation of CLDR 49; the tests compare every character below with it.
//!
//! Exact, in any composition and order of marks: Latin, Greek and Cyrillic (U+0000..=U+052F,
//! U+1E00..=U+1FFF) with the combining marks U+0300..=U+036F, punctuation, spaces, currencies,
//! letter-like symbols, fractions, arrows, operators and pictures (U+2000..=U+27FF without circled
//! characters, circling marks and Hebrew letters), the full-width forms of ASCII. No weight at all
//! have controls, joiners and marks of direction.
//!
//! Approximate: other scripts follow in CLDR's order block by block, and so do the Latin and
//! Cyrillic letters of other blocks behind those above; each block goes by its code points, small
//! and capital letters together, and points and accents are not told from each other.
//! Digits of other scripts sort with their script, other symbols and pictographs before the digits
//! by code point, characters that Unicode has not assigned with those of their block.

use std::cmp::Ordering;

mod data;
mod table;

#[cfg(test)]
pub(crate) mod oracle;
#[cfg(test)]
mod tests;

use table::{COMMON, UPPER, table};

/// Whose order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Collation {
    /// The root order of CLDR: one for English and French.
    #[default]
    Root,
}

/// Parts the levels of a key.
const LEVEL: u8 = 1;

/// A byte string that sorts as the text does; equal only for texts the order does not tell apart.
///
/// Those are texts that differ in characters without any weight or in how the same accents are
/// encoded. The sorts of the store leave them in the order of the rows.
#[must_use]
pub fn key(text: &str, collation: Collation) -> Vec<u8> {
    let mut key = Vec::new();
    key_into(text, collation, &mut key);
    key
}

/// As [`key`], at the end of `out`. No byte of a key is 0.
pub fn key_into(text: &str, collation: Collation, out: &mut Vec<u8>) {
    let Collation::Root = collation;
    if !ascii_key_into(text.as_bytes(), out) {
        full_key_into(text, out);
    }
}

/// The key of a text in ASCII; false, and nothing added, for any other.
fn ascii_key_into(text: &[u8], out: &mut Vec<u8>) -> bool {
    let ascii = &table().ascii;
    let start = out.len();
    let mut least = u8::MAX;
    out.extend(text.iter().map(|&byte| {
        let weight = ascii.get(usize::from(byte)).copied().unwrap_or(0);
        least = least.min(weight);
        weight
    }));
    if least == 0 {
        out.truncate(start);
        return false;
    }
    // A level ends with its last weight that is not common.
    if let Some(last) = text.iter().rposition(u8::is_ascii_uppercase) {
        let case = |byte: &u8| if byte.is_ascii_uppercase() { UPPER } else { COMMON };
        out.extend_from_slice(&[LEVEL, LEVEL]);
        out.extend(text.iter().take(last + 1).map(case));
    }
    true
}

/// The key of any text.
fn full_key_into(text: &str, out: &mut Vec<u8>) {
    let table = table();
    let mut elements = Vec::with_capacity(text.len());
    for c in text.chars() {
        table.add(c, &mut elements);
    }
    for element in &elements {
        out.extend(element.primary.to_be_bytes().iter().take_while(|&&byte| byte != 0));
    }
    let end = out.len();
    for weight in [|of: &table::Element| of.secondary, |of: &table::Element| of.tertiary] {
        out.push(LEVEL);
        out.extend(elements.iter().map(weight).filter(|&weight| weight != 0));
        // Less than any weight follows, so what is common to all texts may go.
        while out.last() == Some(&COMMON) {
            out.pop();
        }
    }
    while out.len() > end && out.last() == Some(&LEVEL) {
        out.pop();
    }
}

/// Compares two texts in the reader's order.
#[must_use]
pub fn compare(one: &str, other: &str, collation: Collation) -> Ordering {
    key(one, collation).cmp(&key(other, collation))
}
