//! The log as blocks of bytes.
//!
//! ```text
//! block     number of texts that are new in it, the texts; number of actors that are new in it, for
//!           each the numbers of its texts; number of entries, for each: how much later it is than
//!           the one before, in milliseconds, the sign in the lowest bit; the numbers of its texts by
//!           column; the number of its actor; length of its run, the run
//! ```
//! Texts are numbered from 1 over all blocks, in the order in which entries need them; 0 is null. An
//! entry's run is what [`Walk`] reads. Numbers are LEB128, a text is a length and UTF-8. Nothing that
//! no entry has any more is written.

use super::{ACTOR, AuditColumn, AuditLog, Walk};
use crate::store::image::bytes::{Reader, Writer};
use crate::store::image::{FULL, Nonsense};

/// Entries after which a block ends, whatever its size.
const MOST: u32 = 1 << 14;

/// Writes blocks, one at a time; the log is the same all the while.
#[derive(Debug)]
pub struct Encoder {
    next: u32,
    begin: fn() -> Vec<u8>,
    /// Numbers that texts and actors have in the blocks, by their numbers in the log; 0 is none yet.
    texts: Vec<u32>,
    actors: Vec<u32>,
    given: (u32, u32),
    before: i64,
}

/// A block under way.
#[derive(Default)]
struct Block {
    texts: Writer,
    new_texts: usize,
    actors: Writer,
    new_actors: usize,
    entries: Writer,
    count: usize,
}

impl Encoder {
    /// Begins; every block with what `begin` gives.
    #[must_use]
    pub fn new(log: &AuditLog, begin: fn() -> Vec<u8>) -> Self {
        Self {
            next: 0,
            begin,
            texts: vec![0; log.texts.len() + 1],
            actors: vec![0; log.actors.len()],
            given: (0, 0),
            before: 0,
        }
    }

    /// The next block; none after the last one, and none at all for an empty log.
    pub fn step(&mut self, log: &AuditLog) -> Option<Vec<u8>> {
        if self.next >= log.len() {
            return None;
        }
        let mut block = Block::default();
        let last = self.next.saturating_add(MOST).min(log.len());
        while self.next < last && block.texts.bytes.len() + block.entries.bytes.len() < FULL {
            self.entry(log, self.next, &mut block);
            self.next += 1;
        }
        let mut out = Writer { bytes: (self.begin)() };
        for (count, part) in [
            (block.new_texts, &block.texts),
            (block.new_actors, &block.actors),
            (block.count, &block.entries),
        ] {
            out.number(count);
            out.raw(&part.bytes);
        }
        Some(out.bytes)
    }

    fn entry(&mut self, log: &AuditLog, row: u32, block: &mut Block) {
        let at = log.at(row).0;
        let later = at.wrapping_sub(self.before);
        self.before = at;
        block.entries.long((later.cast_unsigned() << 1) ^ (later >> 63).cast_unsigned());
        for code in log.fields.get(row as usize).copied().unwrap_or_default() {
            let number = self.text(log, code, block);
            block.entries.number(number as usize);
        }
        let actor = log.actor.get(row as usize).copied().unwrap_or_default();
        let actor = self.actor(log, actor, block);
        block.entries.number(actor as usize);
        let run = self.run(log, row, block);
        block.entries.number(run.len());
        for number in run {
            block.entries.number(number as usize);
        }
        block.count += 1;
    }

    /// The number of a text in the blocks; a new one is written.
    fn text(&mut self, log: &AuditLog, code: u32, block: &mut Block) -> u32 {
        let Some(text) = log.text(code) else { return 0 };
        let Some(number) = self.texts.get_mut(code as usize) else { return 0 };
        if *number == 0 {
            self.given.0 += 1;
            *number = self.given.0;
            block.texts.run(text.as_bytes());
            block.new_texts += 1;
        }
        *number
    }

    /// The number of an actor in the blocks, from 0; a new one is written.
    fn actor(&mut self, log: &AuditLog, actor: u32, block: &mut Block) -> u32 {
        let known = self.actors.get(actor as usize).copied().unwrap_or_default();
        if known > 0 {
            return known - 1;
        }
        for code in log.actors.get(actor as usize).copied().unwrap_or_default() {
            let number = self.text(log, code, block);
            block.actors.number(number as usize);
        }
        block.new_actors += 1;
        self.given.1 += 1;
        if let Some(number) = self.actors.get_mut(actor as usize) {
            *number = self.given.1;
        }
        self.given.1 - 1
    }

    /// The run of an entry with the numbers of the blocks.
    fn run(&mut self, log: &AuditLog, row: u32, block: &mut Block) -> Vec<u32> {
        let steps: Vec<Walk> = log.walk(row).collect();
        let targets = steps.iter().filter(|step| matches!(step, Walk::Target(_))).count();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let mut run = vec![number(targets)];
        for (place, step) in steps.iter().enumerate() {
            for code in step.codes() {
                run.push(self.text(log, *code, block));
            }
            if matches!(step, Walk::Target(_)) {
                let after = steps.iter().skip(place + 1);
                let own = after.take_while(|step| matches!(step, Walk::Property(_))).count();
                run.push(number(own));
            }
        }
        run
    }
}

/// Reads blocks in their order.
#[derive(Debug, Default)]
pub struct Decoder {
    log: AuditLog,
    texts: u32,
    before: i64,
}

impl Decoder {
    /// Reads the next block.
    ///
    /// # Errors
    /// [`Nonsense`] when it was not written by [`Encoder`]; there is no use in going on then.
    pub fn read(&mut self, block: &[u8]) -> Result<(), Nonsense> {
        let mut input = Reader::new(block);
        self.block(&mut input).ok_or(Nonsense { at: block.len() - input.left() })
    }

    /// The log.
    #[must_use]
    pub fn finish(self) -> AuditLog {
        self.log
    }

    fn block(&mut self, input: &mut Reader<'_>) -> Option<()> {
        for _ in 0..input.number()? {
            // What no text was written twice for is what keeps the numbers right.
            let number = self.log.texts.intern(input.text()?);
            if number != self.texts {
                return None;
            }
            self.texts = self.texts.checked_add(1)?;
        }
        for _ in 0..input.number()? {
            let mut actor = [0; ACTOR];
            for slot in &mut actor {
                *slot = self.text(input)?;
            }
            self.log.actors.push(actor);
        }
        for _ in 0..input.number()? {
            self.entry(input)?;
        }
        (input.left() == 0).then_some(())
    }

    fn entry(&mut self, input: &mut Reader<'_>) -> Option<()> {
        let folded = input.long()?;
        let later = (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed();
        self.before = self.before.wrapping_add(later);
        let mut fields = [0; AuditColumn::COUNT];
        for slot in &mut fields {
            *slot = self.text(input)?;
        }
        let actor = u32::try_from(input.number()?).ok()?;
        self.log.actors.get(actor as usize)?;
        let length = input.number()?;
        if length > input.left() {
            return None;
        }
        let start = u32::try_from(self.log.rest.len()).ok()?;
        for _ in 0..length {
            self.log.rest.push(u32::try_from(input.number()?).ok()?);
        }
        let run = self.log.rest.get(start as usize..)?;
        if !Walk::is_whole(run, self.texts) {
            return None;
        }
        self.log.at.push(self.before);
        self.log.fields.push(fields);
        self.log.actor.push(actor);
        self.log.spans.push((start, u32::try_from(length).ok()?));
        Some(())
    }

    /// The number of a text that is there.
    fn text(&self, input: &mut Reader<'_>) -> Option<u32> {
        u32::try_from(input.number()?).ok().filter(|number| *number <= self.texts)
    }
}
