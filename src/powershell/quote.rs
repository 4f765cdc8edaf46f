//! Writes text so that PowerShell reads exactly that text, and nothing else.
//!
//! Only verbatim (single-quoted) literals are used: in them nothing is special but the quote
//! itself, which is doubled; a doubled pair of any two single-quote characters stands for the
//! second, so each is doubled with itself (`about_Quoting_Rules`; language specification §2.3.5.2).
//! What cannot be seen is joined in as a number: `('abc' + [char]0x202E + 'def')`. Numbers are
//! UTF-16 code units, as .NET strings are.

use super::chars::{is_shown, is_single_quote};
use std::fmt::Write as _;

/// Longest `+` chain. PowerShell parses a chain into a tree as deep as it is long; `-join` is flat.
const LONGEST_SUM: usize = 32;

/// One PowerShell expression whose value is `text`: a literal, or a parenthesised sum.
/// It may stand wherever a value may: as argument, in an array, as a key or value of a table.
pub fn quote(text: &str) -> String {
    let parts = parts(text);
    match parts.as_slice() {
        [] => "''".to_owned(),
        [Part::Shown(literal)] => format!("'{literal}'"),
        parts if parts.len() <= LONGEST_SUM => {
            // A sum is text only if its first operand is.
            let lead = if matches!(parts.first(), Some(Part::Spelled(_))) { "'' + " } else { "" };
            format!("({lead}{})", joined(parts, " + "))
        }
        parts => format!("(-join @({}))", joined(parts, ", ")),
    }
}

enum Part {
    /// Body of a verbatim literal, quotes doubled.
    Shown(String),
    /// One UTF-16 code unit.
    Spelled(u16),
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut previous = None;
    for c in text.chars() {
        if is_shown(c, previous) {
            if !matches!(parts.last(), Some(Part::Shown(_))) {
                parts.push(Part::Shown(String::new()));
            }
            if let Some(Part::Shown(literal)) = parts.last_mut() {
                literal.push(c);
                if is_single_quote(c) {
                    literal.push(c);
                }
            }
            previous = Some(c);
        } else {
            parts.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| Part::Spelled(*unit)));
            // Nothing shown stands before the next literal but its quote.
            previous = None;
        }
    }
    parts
}

fn joined(parts: &[Part], separator: &str) -> String {
    let mut out = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push_str(separator);
        }
        // Writing to a `String` cannot fail.
        let _ = match part {
            Part::Shown(literal) => write!(out, "'{literal}'"),
            Part::Spelled(unit) => write!(out, "[char]0x{unit:04X}"),
        };
    }
    out
}

/// `text` as the rest of a line comment: one line, every unseen character as `<U+202E>`.
///
/// A comment that looks like the start of a signature block makes PowerShell ignore what follows
/// in some hosts, so that opening is broken up too.
pub fn comment_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = Some('#');
    for c in text.trim_matches(' ').chars() {
        if is_shown(c, previous) {
            out.push(c);
            previous = Some(c);
        } else {
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
            previous = None;
        }
    }
    if out.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("sig")) {
        out.insert_str(0, "- ");
    }
    out
}
