//! A file of the hand-off: its name, its bytes, and as much of its text as is shown.

use crate::{
    domain::ObjectId,
    exchange::handoff::{Cloud, Direction, HandOff},
    i18n::Text,
    text::date::{Day, write_day},
    ui::changes::hand_off_texts as texts,
};
use std::collections::BTreeSet;

/// Lines that are shown on the page.
pub const MOST_LINES: usize = 2_000;

/// The four files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artefact {
    Script(Direction),
    Batch(Direction),
}

impl Artefact {
    /// In the order of the tabs.
    pub const ALL: [Self; 4] = [
        Self::Script(Direction::Forward),
        Self::Script(Direction::Back),
        Self::Batch(Direction::Forward),
        Self::Batch(Direction::Back),
    ];

    /// What it is called.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Script(Direction::Forward) => texts::SCRIPT,
            Self::Script(Direction::Back) => texts::SCRIPT_BACK,
            Self::Batch(Direction::Forward) => texts::BATCH,
            Self::Batch(Direction::Back) => texts::BATCH_BACK,
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn explanation(self) -> Text {
        match self {
            Self::Script(Direction::Forward) => texts::SCRIPT_WHY,
            Self::Script(Direction::Back) => texts::SCRIPT_BACK_WHY,
            Self::Batch(_) => texts::BATCH_WHY,
        }
    }

    /// There or back.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::Script(direction) | Self::Batch(direction) => direction,
        }
    }

    /// The type that browsers know the file by.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Script(_) => "text/plain",
            Self::Batch(_) => "application/json",
        }
    }

    /// The file's name: the workspace's in letters that every file system takes, then what it is.
    #[must_use]
    pub fn file_name(self, workspace: &str) -> String {
        let mut name = plain_name(workspace);
        name.push_str(match self {
            Self::Script(Direction::Forward) => "-changes.ps1",
            Self::Script(Direction::Back) => "-rollback.ps1",
            Self::Batch(Direction::Forward) => "-changes-batch.json",
            Self::Batch(Direction::Back) => "-rollback-batch.json",
        });
        name
    }

    /// The bytes of the file: a script with its byte order mark, batches as a list of bodies.
    #[must_use]
    pub fn bytes(self, hand_off: &HandOff) -> Vec<u8> {
        match self {
            Self::Script(direction) => hand_off.script(direction).to_file(),
            Self::Batch(direction) => {
                let batches = hand_off.batches(direction, Cloud::Global);
                let bodies: Vec<_> = batches.into_iter().map(|batch| batch.body).collect();
                serde_json::to_vec_pretty(&bodies).unwrap_or_default()
            }
        }
    }

    /// What has to be filled in before the file is of use, or is not in it. A script lacks nothing.
    #[must_use]
    pub fn open_ends(self, hand_off: &HandOff) -> OpenEnds {
        let Self::Batch(direction) = self else { return OpenEnds::default() };
        let batches = hand_off.batches(direction, Cloud::Global);
        let made: BTreeSet<ObjectId> =
            batches.iter().flat_map(|batch| batch.made.iter().copied()).collect();
        OpenEnds {
            passwords: batches.iter().map(|batch| batch.passwords.len()).sum(),
            made: made.into_iter().collect(),
            left_out: hand_off.not_in_batches(direction),
        }
    }
}

/// What somebody who posts batches has to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenEnds {
    /// Requests whose password has to be filled in.
    pub passwords: usize,
    /// Ids of ours that stand for groups which these batches create.
    pub made: Vec<ObjectId>,
    /// Steps that need a look at the tenant.
    pub left_out: usize,
}

/// A workspace's name in letters that every file system takes.
#[must_use]
pub fn plain_name(workspace: &str) -> String {
    let folded = crate::text::fold::search(workspace);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.take(6).collect::<Vec<_>>().join("-");
    if name.is_empty() { "tenant".to_owned() } else { name }
}

/// Name of a table that leaves on a day: whose it is, what is in it, when.
#[must_use]
pub fn table_name(workspace: &str, content: &str, day: Day) -> String {
    format!("{}.csv", dated_name(workspace, content, day))
}

/// The same of a page.
#[must_use]
pub fn page_name(workspace: &str, content: &str, day: Day) -> String {
    format!("{}.html", dated_name(workspace, content, day))
}

fn dated_name(workspace: &str, content: &str, day: Day) -> String {
    format!("{}-{content}-{}", plain_name(workspace), write_day(day))
}

/// A file's text as far as it is shown, and how many lines it has.
#[must_use]
pub fn shown(bytes: &[u8]) -> (String, usize) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines = text.lines().count();
    let shown = text.split_inclusive('\n').take(MOST_LINES).collect::<String>();
    (shown, lines)
}

#[cfg(test)]
mod tests {
    //! Names that every file system takes, and long files cut at a line.

    use super::{Artefact, MOST_LINES, shown, table_name};
    use crate::{exchange::handoff::Direction, text::date::Day};
    use proptest::prelude::*;

    #[test]
    fn names_and_lines() {
        let script = Artefact::Script(Direction::Forward);
        assert_eq!(
            script.file_name("Société Générale / Éts.\u{202e}"),
            "societe-generale-ets-changes.ps1"
        );
        assert_eq!(script.file_name("../..\\con:"), "con-changes.ps1");
        assert_eq!(Artefact::Batch(Direction::Back).file_name("王"), "tenant-rollback-batch.json");
        let day = Day::new(2026, 3, 9).unwrap();
        let table = table_name("Société / Éts", "utilisateurs", day);
        assert_eq!(table, "societe-ets-utilisateurs-2026-03-09.csv");
        assert_eq!(shown("\u{feff}a\r\nb".as_bytes()), ("a\r\nb".to_owned(), 2));
        let long = "x\n".repeat(MOST_LINES + 5);
        let (text, lines) = shown(long.as_bytes());
        assert_eq!((text.lines().count(), lines), (MOST_LINES, MOST_LINES + 5));
    }

    proptest! {
        #[test]
        fn names_stay_plain(name in ".*") {
            for artefact in Artefact::ALL {
                let file = artefact.file_name(&name);
                prop_assert!(file.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')));
                prop_assert!(!file.starts_with(['-', '.']));
            }
        }
    }
}
