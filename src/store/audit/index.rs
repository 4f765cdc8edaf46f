//! What search reads: every text folded, and the rows of each text.

use super::AuditLog;
use crate::store::Bits;
use crate::text::fold;

/// Made of a whole log at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// The texts, folded, one after the other, each ended by a character that no folded text has.
    heap: String,
    /// Where each ends, its last character included.
    ends: Vec<u32>,
    /// Where the rows of each number start in `rows`; one more at the end.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

/// Folding for search makes spaces of controls.
const END: char = '\0';

impl Index {
    pub(super) fn of(log: &AuditLog) -> Self {
        let mut index = Self::default();
        for text in log.texts.iter() {
            fold::search_into(text, &mut index.heap);
            index.heap.push(END);
            index.ends.push(u32::try_from(index.heap.len()).unwrap_or(u32::MAX));
        }
        // How many rows each number has, then where they start, then the rows themselves. A number
        // that a row has twice is counted twice: sets do not mind.
        let numbers = log.texts.len() + 1;
        let mut starts = vec![0_u32; numbers + 1];
        for row in 0..log.len() {
            log.codes(row, |code| {
                if let Some(count) = starts.get_mut(code as usize + 1).filter(|_| code > 0) {
                    *count += 1;
                }
            });
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut rows = vec![0_u32; sum as usize];
        for row in 0..log.len() {
            log.codes(row, |code| {
                let place = next.get_mut(code as usize).filter(|_| code > 0);
                let Some(place) = place else { return };
                if let Some(slot) = rows.get_mut(*place as usize) {
                    *slot = row;
                }
                *place += 1;
            });
        }
        (index.starts, index.rows) = (starts, rows);
        index
    }

    /// The numbers of the texts in which a folded word lies.
    pub(super) fn holding(&self, word: &str) -> Bits {
        let mut found = Bits::none(u32::try_from(self.ends.len()).unwrap_or(u32::MAX) + 1);
        let finder = memchr::memmem::Finder::new(word);
        let (mut from, mut text) = (0_usize, 0_usize);
        while let Some(at) = finder.find(self.heap.as_bytes().get(from..).unwrap_or_default()) {
            let place = u32::try_from(from + at).unwrap_or(u32::MAX);
            // Both only go forward.
            while self.ends.get(text).is_some_and(|end| *end <= place) {
                text += 1;
            }
            found.insert(u32::try_from(text).unwrap_or(u32::MAX).saturating_add(1));
            match self.ends.get(text) {
                Some(end) => from = *end as usize,
                None => break,
            }
        }
        found
    }

    /// The rows that have one of some numbers.
    pub(super) fn rows(&self, numbers: &Bits, all: u32) -> Bits {
        let mut found = Bits::none(all);
        for number in numbers.iter() {
            let number = number as usize;
            let ends = self.starts.get(number).zip(self.starts.get(number + 1));
            let Some((start, end)) = ends else { continue };
            for row in self.rows.get(*start as usize..*end as usize).unwrap_or_default() {
                found.insert(*row);
            }
        }
        found
    }
}

impl AuditLog {
    /// Makes what search reads, where it is not made yet, so that the first search need not.
    pub fn prepare_search(&self) {
        let _made: &Index = self.index();
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// Every text of an entry, one after the other.
    fn codes(&self, row: u32, mut each: impl FnMut(u32)) {
        let fields = self.fields.get(row as usize).copied().unwrap_or_default();
        fields.into_iter().for_each(&mut each);
        let actor = self.actor.get(row as usize).and_then(|actor| self.actors.get(*actor as usize));
        actor.copied().unwrap_or_default().into_iter().for_each(&mut each);
        for step in self.walk(row) {
            step.codes().iter().copied().for_each(&mut each);
        }
    }
}
