//! One workspace in a database of its own.
//!
//! ```text
//! heads    generation number -> head
//! blocks   generation number * 1024 + place -> block
//! journal  operation number -> record, or the records from that number on as a list
//! aside    counted -> the file's content
//! labels   the same number -> what is told about the file
//! pictures name of a page -> what it showed
//! ```

use crate::persist::Picture;
use crate::persist::checksum::xxh64;
use crate::storage::StorageError;
use crate::storage::idb::{Database, Durability, Layout, Pending, Range, file_of};
use crate::storage::pause;
use crate::storage::vault::{Aside, Generation, Stored};
use std::cell::Cell;
use std::rc::Rc;

const HEADS: &str = "heads";
const BLOCKS: &str = "blocks";
const JOURNAL: &str = "journal";
const ASIDE: &str = "aside";
const LABELS: &str = "labels";
const PICTURES: &str = "pictures";

const LAYOUT: Layout =
    Layout { named: &[HEADS, BLOCKS, JOURNAL, LABELS, PICTURES], numbered: &[ASIDE] };

/// Blocks a generation can have: of a megabyte each, more than a tab can hold.
const MOST_BLOCKS: u32 = 1024;

/// Records that are kept as one list: a request each costs more than the disk does.
const MOST_TOGETHER: u32 = 256;

/// See [`Vault`](crate::storage::Vault).
#[derive(Debug, Clone)]
pub struct BrowserVault {
    database: Database,
    /// Whether blocks are kept as values because files did not come back.
    as_values: Rc<Cell<bool>>,
}

fn name(id: &str) -> String {
    format!("tenantry-{id}")
}

/// Key of a generation's first block.
const fn first_place(generation: u32) -> u32 {
    generation.saturating_mul(MOST_BLOCKS)
}

/// Keys of a generation's blocks.
const fn places(generation: u32) -> Range {
    let first = first_place(generation);
    Range::Between(first, first.saturating_add(MOST_BLOCKS - 1))
}

impl BrowserVault {
    pub(in crate::storage) async fn open(id: &str) -> Result<Self, StorageError> {
        let database = Database::open(&name(id), LAYOUT).await?;
        Ok(Self { database, as_values: Rc::default() })
    }

    /// The vault that the page will open next, if that is under way already.
    pub(in crate::storage) async fn borrow(id: &str) -> Option<Self> {
        let database = Database::borrow(&name(id)).await?;
        Some(Self { database, as_values: Rc::default() })
    }

    pub(in crate::storage) async fn erase(id: &str) -> Result<(), StorageError> {
        Database::delete(&name(id)).await
    }

    pub(in crate::storage) async fn heads(&self) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        let transaction = self.database.read(&[HEADS])?;
        let numbers = transaction.keys(HEADS, Range::All)?;
        let heads = transaction.values(HEADS, Range::All)?;
        Ok(pairs(numbers, heads).await?.into_iter().rev().collect())
    }

    pub(in crate::storage) async fn load(
        &self,
        number: u32,
    ) -> Result<Option<Stored>, StorageError> {
        // One transaction, so that a writer in another tab cannot come between head and blocks;
        // everything asked for at once, answers copied as they come.
        let transaction = self.database.read(&[HEADS, BLOCKS, JOURNAL])?;
        let head = transaction.get(HEADS, number)?;
        let blocks = transaction.values(BLOCKS, places(number))?;
        let numbers = transaction.keys(JOURNAL, Range::All)?;
        let lists = transaction.values(JOURNAL, Range::All)?;
        let Some(head) = head.bytes().await? else { return Ok(None) };
        let blocks = blocks.contents().await?;
        let journal = records(numbers, lists).await?;
        Ok(Some(Stored { generation: Generation { number, head, blocks }, journal }))
    }

    pub(in crate::storage) async fn journal(
        &self,
        after: u32,
    ) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        let transaction = self.database.read(&[JOURNAL])?;
        // A list that starts before may reach past it.
        let range = Range::From(after.saturating_sub(MOST_TOGETHER));
        let (numbers, lists) =
            (transaction.keys(JOURNAL, range)?, transaction.values(JOURNAL, range)?);
        let mut records = records(numbers, lists).await?;
        records.retain(|(number, _)| *number > after);
        Ok(records)
    }

    pub(in crate::storage) async fn picture(
        &self,
        page: &str,
    ) -> Result<Option<Picture>, StorageError> {
        // One transaction, so that what it is compared with is what was there with it; everything
        // asked for at once.
        let transaction = self.database.read(&[PICTURES, HEADS, JOURNAL])?;
        let kept = transaction.get(PICTURES, page)?;
        let head = transaction.last_key(HEADS)?;
        let record = transaction.last_key(JOURNAL)?;
        let Some(kept) = kept.bytes().await? else { return Ok(None) };
        let Ok(picture) = Picture::decode(&kept) else { return Ok(None) };
        // What it is of must be there, and nothing may have been written since.
        let fresh = head.place().await? == Some(picture.generation)
            && record.place().await? <= Some(picture.applied);
        Ok(fresh.then_some(picture))
    }

    pub(in crate::storage) async fn keep_picture(
        &self,
        page: &str,
        picture: &Picture,
    ) -> Result<(), StorageError> {
        // In nobody's way: no other call writes to this store, and nothing is lost with it.
        let transaction = self.database.write(&[PICTURES], Durability::Relaxed).await?;
        transaction.put(PICTURES, page, &picture.encode())?;
        transaction.finish().await
    }

    pub(in crate::storage) async fn append(
        &self,
        records: &[(u32, Vec<u8>)],
    ) -> Result<(), StorageError> {
        let transaction = self.database.write(&[JOURNAL], Durability::Strict).await?;
        let follows = |(one, _): &(u32, _), (next, _): &(u32, _)| one.checked_add(1) == Some(*next);
        for run in records.chunk_by(follows) {
            for list in run.chunks(MOST_TOGETHER as usize) {
                match list {
                    [] => {}
                    [(number, record)] => transaction.add(JOURNAL, *number, record)?,
                    [(first, _), ..] => {
                        let values = list.iter().map(|(_, record)| record);
                        transaction.add_list(JOURNAL, *first, values)?;
                    }
                }
            }
        }
        match transaction.finish().await {
            // An addition that fails while the end is on its way shows as a mere abortion.
            Err(StorageError::Gone) if self.has_one_of(records).await? => {
                Err(StorageError::Overtaken)
            }
            finished => finished,
        }
    }

    async fn has_one_of(&self, records: &[(u32, Vec<u8>)]) -> Result<bool, StorageError> {
        let there = self.database.read(&[JOURNAL])?.keys(JOURNAL, Range::All)?.numbers().await?;
        Ok(records.iter().any(|(number, _)| there.binary_search(number).is_ok()))
    }

    pub(in crate::storage) async fn write(
        &self,
        generation: &Generation,
    ) -> Result<(), StorageError> {
        // Before the transaction, which ends when nothing is asked of it; one after the other, while the
        // page reacts.
        let mut files = Vec::with_capacity(generation.blocks.len());
        if !self.as_values.get() {
            for block in &generation.blocks {
                files.push(file_of(block).inspect_err(|_| self.as_values.set(true))?);
                pause().await;
            }
        }
        let transaction = self.database.write(&[HEADS, BLOCKS], Durability::Strict).await?;
        let later = transaction.keys(HEADS, Range::From(generation.number))?;
        if !later.numbers().await?.is_empty() {
            transaction.abort();
            return Err(StorageError::Overtaken);
        }
        let places = first_place(generation.number)..first_place(generation.number + 1);
        if files.is_empty() {
            for (place, block) in places.zip(&generation.blocks) {
                transaction.put(BLOCKS, place, block)?;
            }
        } else {
            for (place, file) in places.zip(&files) {
                if let Err(why) = transaction.put_file(BLOCKS, place, file) {
                    self.as_values.set(true);
                    transaction.abort();
                    return Err(why);
                }
            }
        }
        transaction.add(HEADS, generation.number, &generation.head)?;
        let finished = transaction.finish().await;
        if matches!(finished, Err(StorageError::Other { .. })) {
            self.as_values.set(true);
        }
        finished
    }

    /// Takes a generation back that did not come back as it was written.
    pub(in crate::storage) async fn discard(&self, generation: u32) -> Result<(), StorageError> {
        self.as_values.set(true);
        let transaction = self.database.write(&[HEADS, BLOCKS], Durability::Strict).await?;
        transaction.remove_one(HEADS, generation)?;
        transaction.remove(BLOCKS, places(generation))?;
        transaction.finish().await
    }

    pub(in crate::storage) async fn sums(
        &self,
        generation: u32,
    ) -> Result<Option<(Vec<u8>, Vec<u64>)>, StorageError> {
        let transaction = self.database.read(&[HEADS, BLOCKS])?;
        let head = transaction.get(HEADS, generation)?;
        let keys = transaction.keys(BLOCKS, places(generation))?;
        let Some(head) = head.bytes().await? else { return Ok(None) };
        let mut sums = Vec::new();
        // One at a time: a copy of the whole would stand beside the one in memory. Each in a
        // transaction of its own, for the first one ends while a file is read.
        for key in keys.numbers().await? {
            let block = self.database.read(&[BLOCKS])?.get(BLOCKS, key)?.bytes().await?;
            sums.extend(block.map(|block| xxh64(&block)));
        }
        Ok(Some((head, sums)))
    }

    pub(in crate::storage) async fn drop_before(
        &self,
        generation: u32,
        applied: u32,
    ) -> Result<(), StorageError> {
        // The generation itself is on disk; if this is lost, the next opening finds two and takes
        // the newer.
        let transaction =
            self.database.write(&[HEADS, BLOCKS, JOURNAL], Durability::Relaxed).await?;
        let range = Range::Between(applied.saturating_sub(MOST_TOGETHER), applied);
        let (numbers, lists) =
            (transaction.keys(JOURNAL, range)?, transaction.values(JOURNAL, range)?);
        let mut rest = records(numbers, lists).await?;
        rest.retain(|(number, _)| *number > applied);
        transaction.remove(JOURNAL, Range::UpTo(applied))?;
        // The later part of a list of which the generation contains the earlier.
        if let Some((first, _)) = rest.first() {
            transaction.add_list(JOURNAL, *first, rest.iter().map(|(_, record)| record))?;
        }
        transaction.remove(HEADS, Range::Before(generation))?;
        transaction.remove(BLOCKS, Range::Before(first_place(generation)))?;
        transaction.finish().await
    }

    pub(in crate::storage) async fn put_aside(&self, aside: &Aside) -> Result<u32, StorageError> {
        let transaction = self.database.write(&[ASIDE, LABELS], Durability::Strict).await?;
        let key = transaction.push(ASIDE, &aside.content)?.number().await?;
        transaction.put(LABELS, key, &aside.label)?;
        transaction.finish().await?;
        Ok(key)
    }

    pub(in crate::storage) async fn asides(&self) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        let transaction = self.database.read(&[LABELS])?;
        pairs(transaction.keys(LABELS, Range::All)?, transaction.values(LABELS, Range::All)?).await
    }

    pub(in crate::storage) async fn aside(&self, key: u32) -> Result<Option<Aside>, StorageError> {
        let transaction = self.database.read(&[ASIDE, LABELS])?;
        let (label, content) = (transaction.get(LABELS, key)?, transaction.get(ASIDE, key)?);
        let (label, content) = (label.bytes().await?, content.bytes().await?);
        Ok(label.zip(content).map(|(label, content)| Aside { label, content }))
    }

    pub(in crate::storage) async fn remove_aside(&self, key: u32) -> Result<(), StorageError> {
        let transaction = self.database.write(&[ASIDE, LABELS], Durability::Strict).await?;
        transaction.remove_one(ASIDE, key)?;
        transaction.remove_one(LABELS, key)?;
        transaction.finish().await
    }
}

/// Keys and values of the same range of one transaction.
async fn pairs(keys: Pending, values: Pending) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
    let keys = keys.numbers().await?;
    Ok(keys.into_iter().zip(values.contents().await?).collect())
}

/// Records of operations by number, from the numbers and lists of a range of one transaction.
async fn records(numbers: Pending, lists: Pending) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
    let numbers = numbers.numbers().await?;
    let lists = numbers.into_iter().zip(lists.lists().await?);
    Ok(lists.flat_map(|(first, list)| (first..).zip(list)).collect())
}
