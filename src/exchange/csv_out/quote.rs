//! Texts as cells: in quotes where they need them, marked where a spreadsheet would run them.

use super::Profile;
use super::buffer::Buffer;
use wide::u8x16;

/// How the texts of a file are written.
#[derive(Debug)]
pub(super) struct Quoting {
    for_spreadsheets: bool,
    /// A text with its mark.
    marked: String,
    /// A list as one text.
    pub joined: String,
}

/// Bytes for which a cell stands in quotes: the separator, the quotation mark, line ends
/// (RFC 4180).
const RAW: [u8x16; 4] =
    [u8x16::splat(b','), u8x16::splat(b'"'), u8x16::splat(b'\r'), u8x16::splat(b'\n')];

/// In spreadsheets every separator that one may be set to cut at, so that a file opened with the
/// wrong one does not begin a new cell inside a text.
const SPREADSHEET: [u8x16; 7] = [
    u8x16::splat(b','),
    u8x16::splat(b'"'),
    u8x16::splat(b'\r'),
    u8x16::splat(b'\n'),
    u8x16::splat(b';'),
    u8x16::splat(b'\t'),
    u8x16::splat(b'|'),
];

impl Quoting {
    pub(super) fn new(profile: Profile) -> Self {
        Self {
            for_spreadsheets: profile.is_for_spreadsheets(),
            marked: String::new(),
            joined: String::new(),
        }
    }

    pub(super) const fn is_for_spreadsheets(&self) -> bool {
        self.for_spreadsheets
    }

    /// Writes a text. In a marked column one `'` at the start is not part of it.
    #[inline]
    pub(super) fn text(&mut self, out: &mut Buffer, text: &str, is_marked: bool) {
        if is_marked && (text.starts_with('\'') || runs(text)) {
            self.marked.clear();
            self.marked.push('\'');
            self.marked.push_str(text);
            cell(out, &self.marked, self.for_spreadsheets);
        } else {
            cell(out, text, self.for_spreadsheets);
        }
    }

    /// Writes a part of a larger text that is not to be marked: what stands behind it saves a copy.
    #[inline]
    pub(super) fn part(&self, out: &mut Buffer, text: &str, place: (usize, usize)) {
        part(out, text, place, self.for_spreadsheets);
    }

    /// Whether every part of a text stands in the file as it is, where it is not marked.
    pub(super) fn is_bare(&self, text: &str) -> bool {
        if self.for_spreadsheets {
            has_none(text.as_bytes(), &SPREADSHEET)
        } else {
            has_none(text.as_bytes(), &RAW)
        }
    }

    /// Writes a header.
    pub(super) fn header(&mut self, out: &mut Buffer, name: &str, is_marked: bool) {
        self.marked.clear();
        if is_marked {
            self.marked.push('\'');
        }
        self.marked.push_str(name);
        cell(out, &self.marked, self.for_spreadsheets);
    }
}

/// Writes a text as a cell.
#[inline]
fn cell(out: &mut Buffer, text: &str, for_spreadsheets: bool) {
    part(out, text, (0, text.len()), for_spreadsheets);
}

/// Writes a part of a text as a cell.
#[inline]
fn part(out: &mut Buffer, text: &str, (start, end): (usize, usize), for_spreadsheets: bool) {
    let bare = if for_spreadsheets {
        out.append_without(text.as_bytes(), (start, end), &SPREADSHEET)
    } else {
        out.append_without(text.as_bytes(), (start, end), &RAW)
    };
    if !bare {
        quoted(out, text.get(start..end).unwrap_or_default());
    }
}

/// Whether none of some bytes is in a text.
fn has_none<const N: usize>(text: &[u8], bytes: &[u8x16; N]) -> bool {
    let (chunks, rest) = text.as_chunks::<16>();
    let mut last = [0; 16];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let found = |chunk: &[u8; 16]| {
        let chunk = u8x16::from(*chunk);
        bytes.iter().fold(u8x16::ZERO, |found, byte| found | chunk.simd_eq(*byte))
    };
    chunks.iter().fold(found(&last), |all, chunk| all | found(chunk)).to_bitmask() == 0
}

#[cold]
fn quoted(out: &mut Buffer, text: &str) {
    out.append(b"\"");
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('"') {
        out.append(before.as_bytes());
        out.append(b"\"\"");
        rest = after;
    }
    out.append(rest.as_bytes());
    out.append(b"\"");
}

/// Whether a spreadsheet may run a text: it starts with a sign of a formula (OWASP, *CSV
/// Injection*, the full-width signs of East Asian keyboards among them), with or without something
/// before that programs pass over. Numbers of telephones count too: `+33…` is one sum for Excel.
pub(in crate::exchange) fn runs(text: &str) -> bool {
    let passed_over = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start_matches(passed_over)
            .starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, raw: &str, spreadsheet: &str) {
        for (profile, expected) in [
            (Profile::Raw, raw),
            (Profile::Spreadsheet { separator: super::super::Separator::Comma }, spreadsheet),
        ] {
            let (mut out, mut quoting) = (Buffer::default(), Quoting::new(profile));
            quoting.text(&mut out, text, profile.is_for_spreadsheets());
            assert_eq!(String::from_utf8(out.into_bytes()).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn quotes_and_marks() {
        check("Anna Bergström", "Anna Bergström", "Anna Bergström");
        check("a,b", "\"a,b\"", "\"a,b\"");
        check("a;b", "a;b", "\"a;b\"");
        check("5\" and a long text", "\"5\"\" and a long text\"", "\"5\"\" and a long text\"");
        check("=1+1", "=1+1", "'=1+1");
        check("+33 1 23 45 67 89", "+33 1 23 45 67 89", "'+33 1 23 45 67 89");
        check("\r\n=1", "\"\r\n=1\"", "\"'\r\n=1\"");
        check("\0", "\0", "\0");
        check("’tis", "’tis", "’tis");
        check("'t Hooft", "'t Hooft", "''t Hooft");
    }

    proptest! {
        #[test]
        fn none_of_some_bytes(text in "[a,\";é]{0,2}[ab]{0,40}[a,\";|é]{0,2}") {
            let needs = |bytes: &str| text.contains(|c| bytes.contains(c));
            prop_assert_eq!(has_none(text.as_bytes(), &RAW), !needs(",\"\r\n"));
            prop_assert_eq!(has_none(text.as_bytes(), &SPREADSHEET), !needs(",\"\r\n;\t|"));
        }
    }

    #[test]
    fn what_runs() {
        for text in ["=", "+1", "-", "@a", "\tx", "\rx", " =1", "\u{feff}=1", "\0\u{202e}=1", "＝1"]
        {
            assert!(runs(text), "{text:?}");
        }
        for text in ["", "a=1", "1-2", "'=1", "#=1", "“=1"] {
            assert!(!runs(text), "{text:?}");
        }
    }
}
