//! Character classes of the PowerShell tokenizer, and which characters a reviewer can see.
//!
//! PowerShell accepts typographic quotes and dashes wherever it accepts the ASCII ones
//! (language specification, chapter 2: *single-quote-character*, *double-quote-character*,
//! *dash*), so a name with `’` in it closes a literal as surely as one with `'`.

/// Whether the tokenizer takes `c` for a single quote.
pub(super) fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201B}')
}

/// Whether the tokenizer takes `c` for a double quote.
pub(super) fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}'..='\u{201E}')
}

/// Whether the tokenizer takes `c` for the dash in front of a parameter or an operator.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}'..='\u{2015}')
}

/// Whether `c` ends a line. The separators U+2028 and U+2029 do not, though editors show a break.
pub(super) fn is_new_line(c: char) -> bool {
    matches!(c, '\r' | '\n')
}

/// Whether `c` is white space inside a line.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && !is_new_line(c)
}

/// Whether `c` may start a bare name (a command, a keyword, a variable).
pub(super) fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// Whether `c` may stand in a variable or member name.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether `c`, standing after `previous`, is printed as itself in a generated script.
///
/// An allow list: what a reviewer sees as one mark, in place. Everything else (controls,
/// separators, direction marks, fillers, joiners, tags, unassigned) is spelled as a number.
/// Letters of right-to-left scripts are letters and stay: they reorder only themselves, the
/// printer gives every value a line of its own, and the marks that override direction are spelled.
pub(super) fn is_shown(c: char, previous: Option<char>) -> bool {
    match c {
        ' '..='~' => true,
        // Hangul and Khmer fillers count as letters and show nothing.
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}' => false,
        // Marks sit on the letter before them; without one they would sit on our quote.
        c if is_mark(c) => previous.is_some_and(|p| p.is_alphanumeric() || is_mark(p)),
        c if c.is_alphanumeric() => true,
        '\u{A1}'..='\u{AC}'
        | '\u{AE}'..='\u{BF}'
        | '\u{D7}'
        | '\u{F7}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}'
        | '\u{20A0}'..='\u{20C0}'
        | '\u{2100}'..='\u{2426}'
        | '\u{2440}'..='\u{244A}'
        | '\u{2460}'..='\u{27FF}'
        | '\u{2900}'..='\u{2B73}'
        | '\u{3001}'..='\u{301D}'
        | '\u{30FB}'
        | '\u{FF01}'..='\u{FF5E}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F680}'..='\u{1F6D7}'
        | '\u{1F900}'..='\u{1F9FF}' => true,
        _ => false,
    }
}

/// Combining marks met in names: Latin, Hebrew, Arabic, the Indic killers and dots, Thai tones.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05BD}' | '\u{064B}'..='\u{065F}'
        | '\u{093C}' | '\u{094D}' | '\u{09BC}' | '\u{09CD}' | '\u{0A3C}' | '\u{0A4D}'
        | '\u{0ABC}' | '\u{0ACD}' | '\u{0B3C}' | '\u{0B4D}' | '\u{0BCD}' | '\u{0C4D}'
        | '\u{0CCD}' | '\u{0D4D}' | '\u{0DCA}' | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}'
        | '\u{0E47}'..='\u{0E4E}' | '\u{0EC8}'..='\u{0ECD}' | '\u{1039}' | '\u{103A}'
        | '\u{17D2}' | '\u{3099}' | '\u{309A}')
}
