//! From what somebody pasted, or a file holds, to the objects that are meant.
//!
//! A list is written in whatever way it was copied: one name a line, or separated by semicolons, tabs or
//! commas, as a mail program has it (`Anna <anna@contoso.com>`), or as a table whose header says which
//! column tells people apart. Every entry is an object id, a user principal name, a mail address or a
//! name, and is compared in this order; the first way that finds somebody decides.
//!
//! Who is meant is found in one walk over the directory, however long the list is.

mod names;
mod table;
#[cfg(test)]
mod tests;

use crate::domain::{Existence, ObjectId, Party, Subject};
use crate::exchange::encoding::{Transcoder, decode};
use crate::exchange::value;
use crate::store::{Directory, members::find};
use names::{Meant, Wanted, key};
use std::collections::BTreeSet;

/// Whom a name may mean that are told.
const CANDIDATES: usize = 10;

/// One entry of a list: what stands there, and what it is when a comma does not belong to a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    whole: String,
    /// Empty where there is no comma.
    parts: Vec<String>,
}

/// A list that was read and not looked up yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    entries: Vec<Entry>,
}

impl Written {
    /// Reads a text. Never fails: every piece of it is an entry, unless a header says that one column
    /// counts.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let column =
            table::column(text).map(|cells| cells.iter().map(|cell| entry(cell)).collect());
        Self { entries: column.unwrap_or_else(|| listed(text)) }
    }

    /// Reads a file, whatever its encoding.
    #[must_use]
    pub fn of_file(bytes: &[u8]) -> Self {
        let mut transcoder = Transcoder::new(bytes);
        let encoding = transcoder.encoding;
        let mut text = transcoder.feed(bytes).to_vec();
        text.extend_from_slice(transcoder.finish());
        Self::of(&decode(&text, encoding).0)
    }

    /// This list, then another.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.entries.extend_from_slice(&other.entries);
        self
    }

    /// Number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing stands there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Who is meant by a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// Each once, in the order of the list.
    pub found: Vec<Party>,
    /// Entries that name somebody again.
    pub repeated: usize,
    /// Object ids that nothing in the workspace has, each once.
    pub strangers: Vec<ObjectId>,
    /// Entries that fit nobody.
    pub missing: Vec<String>,
    /// Entries that fit several, each once, with the first of those.
    pub ambiguous: Vec<(String, Vec<Party>)>,
}

/// Looks up who is meant.
#[must_use]
pub fn look_up(written: &Written, directory: &Directory) -> Named {
    let mut wanted = Wanted::default();
    for entry in &written.entries {
        for text in std::iter::once(&entry.whole).chain(&entry.parts) {
            if value::id(text).is_none() {
                wanted.add(text);
            }
        }
    }
    wanted.walk(directory);
    let mut found = Found {
        directory,
        wanted: &wanted,
        seen: BTreeSet::new(),
        undecided: BTreeSet::new(),
        unknown: BTreeSet::new(),
        named: Named::default(),
    };
    for entry in &written.entries {
        let whole = found.meant(&entry.whole);
        if entry.parts.is_empty() || whole != Is::Nobody {
            found.take(&entry.whole, whole);
        } else {
            for part in &entry.parts {
                let meant = found.meant(part);
                found.take(part, meant);
            }
        }
    }
    found.named
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Is {
    One(Party),
    Several(Vec<Party>),
    Stranger(ObjectId),
    Nobody,
}

struct Found<'a> {
    directory: &'a Directory,
    wanted: &'a Wanted,
    seen: BTreeSet<Party>,
    /// Names that fit several, as they are compared.
    undecided: BTreeSet<String>,
    /// Ids that nothing has.
    unknown: BTreeSet<ObjectId>,
    named: Named,
}

impl Found<'_> {
    fn meant(&self, text: &str) -> Is {
        if let Some(id) = value::id(text) {
            let Directory { users, groups, devices, .. } = self.directory;
            return match find(id, users, groups, devices) {
                Some((of, row)) if self.directory.of(of).existence(row) != Existence::Absent => {
                    Is::One(Party::Here(Subject { of, row }))
                }
                _ => Is::Stranger(id),
            };
        }
        match self.wanted.meant(text) {
            Meant::Nobody => Is::Nobody,
            Meant::One(subject) => Is::One(Party::Here(subject)),
            Meant::Several(subjects) => {
                Is::Several(subjects.into_iter().map(Party::Here).collect())
            }
        }
    }

    fn take(&mut self, text: &str, is: Is) {
        match is {
            Is::One(party) => {
                if self.seen.insert(party) {
                    self.named.found.push(party);
                } else {
                    self.named.repeated += 1;
                }
            }
            Is::Several(parties) => {
                if self.undecided.insert(key(text)) {
                    self.named.ambiguous.push((text.to_owned(), parties));
                } else {
                    self.named.repeated += 1;
                }
            }
            Is::Stranger(id) => {
                if self.unknown.insert(id) {
                    self.named.strangers.push(id);
                } else {
                    self.named.repeated += 1;
                }
            }
            Is::Nobody => self.named.missing.push(text.to_owned()),
        }
    }
}

/// The entries of a text without a header.
fn listed(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for line in text.lines() {
        entries.extend(cut(line, &[';', '\t']).iter().map(|piece| entry(piece)));
    }
    entries.retain(|entry| !entry.whole.is_empty());
    entries
}

/// A piece as an entry; a comma may stand between two entries, or inside one name.
fn entry(piece: &str) -> Entry {
    let cells = if piece.contains(',') { cut(piece, &[',']) } else { vec![piece.to_owned()] };
    let mut parts: Vec<String> =
        cells.iter().map(|part| bare(part)).filter(|part| !part.is_empty()).collect();
    match parts.len() {
        0 | 1 => Entry { whole: parts.pop().unwrap_or_default(), parts },
        _ => Entry { whole: bare(piece), parts },
    }
}

/// Cuts at separators that stand outside of quotation marks. A mark opens only where a piece begins.
fn cut(text: &str, at: &[char]) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        let begins = pieces.last().is_none_or(|piece| piece.trim().is_empty());
        match c {
            '"' if quoted || begins => quoted = !quoted,
            _ => {}
        }
        if at.contains(&c) && !quoted {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

/// What a piece says, without what programs put around it: quotation marks, the name before an address
/// in angle brackets, `smtp:`.
fn bare(piece: &str) -> String {
    let text = piece.trim().trim_matches(|c: char| matches!(c, '\u{feff}' | '\u{200b}')).trim();
    let inside = match (text.rsplit_once('<'), text.ends_with('>')) {
        (Some((before, address)), true) if !before.contains('<') && address.contains('@') => {
            address.trim_end_matches('>')
        }
        _ => text,
    };
    let inside = inside.trim();
    let unquoted = inside
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .map_or_else(|| inside.to_owned(), |inside| inside.replace("\"\"", "\""));
    let text = unquoted.trim();
    let prefixed = text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("smtp:"));
    (if prefixed { text.get(5..).unwrap_or_default() } else { text }).trim().to_owned()
}
