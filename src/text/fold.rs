//! Folding: what two texts must share to be the same for a filter or for a search.
//!
//! Equality and filters ignore case only, as the directory's own operators do; search ignores
//! accents as well, because people type without them.

use std::borrow::Cow;

mod table;

#[cfg(test)]
mod tests;

/// Folds case only: two texts are equal for the directory when their folds are.
///
/// Letters fold one by one (statuses C and S of Unicode's `CaseFolding.txt`), as they do in the
/// comparisons of .NET that ignore case: `ß` is not `ss`, `ς` is `σ`.
#[must_use]
pub fn case(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        return Cow::Owned(text.chars().map(case_char).collect());
    }
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Borrowed(text)
}

/// Folds the case of one character.
#[must_use]
pub fn case_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        // The dotted and the dotless i fold in Turkic only; the three Greek letters with a iota
        // below are small already though their capitals are written as two; Cherokee folds to its
        // capitals, which were there first.
        'ı' | 'İ' | 'ᾳ' | 'ῃ' | 'ῳ' | '\u{13a0}'..='\u{13f5}' => return c,
        '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => {
            return single(c.to_uppercase()).unwrap_or(c);
        }
        'ẞ' => return 'ß',
        '\u{1fd3}' => return '\u{390}',
        '\u{1fe3}' => return '\u{3b0}',
        'ﬅ' => return 'ﬆ',
        _ => {}
    }
    let upper = single(c.to_uppercase()).unwrap_or(c);
    single(upper.to_lowercase()).unwrap_or(c)
}

/// The only element, when there is exactly one.
fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

/// Whether two texts are equal when case is ignored.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.chars().map(case_char).eq(other.chars().map(case_char))
}

/// Folds case, accents and spelling variants, for search.
///
/// Accents and points over Latin, Greek, Cyrillic, Hebrew and Arabic letters are dropped, letters
/// with a stroke or a ligature become plain ones (`ø` o, `ł` l, `ß` ss, `æ` ae), full-width
/// letters, typographic quotes and hyphens become their ASCII twins, every space or control
/// character becomes a space, and characters without width are dropped.
#[must_use]
pub fn search(text: &str) -> Cow<'_, str> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~') && !byte.is_ascii_uppercase();
    if text.as_bytes().iter().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    search_into(text, &mut folded);
    Cow::Owned(folded)
}

/// As [`search`], at the end of `out`.
pub fn search_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return;
        }
        out.truncate(start);
    }
    for c in text.chars() {
        search_char(c, out);
    }
}

/// The search fold of one character.
fn search_char(c: char, out: &mut String) {
    match c {
        '!'..='~' => out.push(c.to_ascii_lowercase()),
        _ if c.is_whitespace() || c.is_control() => out.push(' '),
        _ if is_dropped(c) => {}
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = u8::try_from(u32::from(c) - 0xfee0).unwrap_or(b' ');
            out.push(char::from(ascii).to_ascii_lowercase());
        }
        _ => {
            if push_mapped(c, out) {
                return;
            }
            for lower in c.to_lowercase() {
                if !is_dropped(lower) && !push_mapped(lower, out) {
                    out.push(lower);
                }
            }
        }
    }
}

/// Pushes what the tables say of a character; false when they say nothing.
fn push_mapped(c: char, out: &mut String) -> bool {
    if let Some(several) = table::several(c) {
        out.push_str(several);
        return true;
    }
    let single = table::single(c);
    out.extend(single);
    single.is_some()
}

/// The plain small letter under the accents of a character, where the tables know one.
pub(super) fn plain(c: char) -> Option<char> {
    table::single(c)
}

/// Marks that search does without, and characters without width.
pub(super) const fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        // Hebrew and Arabic points.
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        // Soft hyphen, joiners, direction marks, variation selectors.
        | '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
