//! Texts that somebody may have written to do harm, or that break tools which handle them badly.
//!
//! They are taken in as they stand: Tenantry never runs or interprets them. The reader is told.

use crate::exchange::problem::Fault;

/// Whether a spreadsheet takes a cell with this text for a formula (OWASP, *CSV injection*), or
/// would take it for one after reading it as a phone number fails.
pub(super) fn is_formula(text: &str) -> bool {
    match text.as_bytes() {
        [b'=' | b'@' | b'\t' | b'\r' | b'\n', ..] => true,
        [b'+' | b'-', rest @ ..] => {
            rest.iter().any(|byte| !byte.is_ascii_digit() && !b" ().-/".contains(byte))
        }
        _ => false,
    }
}

/// What is odd about a text, and at which character from 1; nothing twice.
pub(super) fn inspect(text: &str) -> Vec<(Option<u32>, Fault)> {
    let mut found: Vec<(Option<u32>, Fault)> = Vec::new();
    for (at, character) in (1_u32..).zip(text.chars()) {
        let fault = match character {
            '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' => Fault::Control { character },
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => Fault::Direction { character },
            '\u{2018}'..='\u{201f}' => Fault::QuotationMark { character },
            _ => continue,
        };
        if !found.iter().any(|(_, known)| known.code() == fault.code()) {
            found.push((Some(at), fault));
        }
    }
    if let Some(at) = markup(text) {
        found.push((Some(at), Fault::Markup));
    }
    found
}

/// Character from 1 where something that looks like a tag starts.
fn markup(text: &str) -> Option<u32> {
    let mut characters = (1_u32..).zip(text.chars()).peekable();
    while let Some((at, character)) = characters.next() {
        let opens = character == '<'
            && characters.peek().is_some_and(|(_, next)| {
                next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')
            });
        if opens {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &str)]) {
        let found = inspect(text);
        let found: Vec<(u32, &str)> =
            found.iter().map(|(at, fault)| (at.unwrap(), fault.code())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_is_found() {
        check("Anna Bergström", &[]);
        check("a\0b\0", &[(2, "control-character")]);
        check("gnp\u{202e}exe.", &[(4, "direction-override")]);
        check("O’Brien “x”", &[(2, "quotation-mark")]);
        check("<img src=x onerror=alert(1)>", &[(1, "markup")]);
        check("a < b, 1<2", &[]);
        check("\u{202e}</b>", &[(1, "direction-override"), (2, "markup")]);
    }

    #[test]
    fn formulas() {
        for formula in ["=1+3", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "\r=1"] {
            assert!(is_formula(formula), "{formula:?}");
        }
        for innocent in ["", "+33 1 23 45 67 89", "-", "-5", "+1 (425) 555-0100", "a=1"] {
            assert!(!is_formula(innocent), "{innocent:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_not_suspicious_holds_nothing(text in "[ -~é\r\nЖ\u{202e}’\0<\u{7f}漢]{0,30}") {
            let odd = inspect(&text).into_iter().any(|(_, fault)| {
                !matches!(fault, Fault::Control { character: '\x7f' })
            });
            prop_assert!(crate::exchange::csv::suspicious(text.as_bytes()) || !odd);
        }
    }
}
