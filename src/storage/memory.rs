//! A vault that lasts as long as the page; what every other one is compared with.

use crate::persist::Picture;
use crate::persist::checksum::xxh64;
use crate::storage::StorageError;
use crate::storage::vault::{Aside, Generation, Stored};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// See [`Vault`](super::Vault). Clones are the same vault.
#[derive(Debug, Clone, Default)]
pub struct MemoryVault {
    shelves: Rc<RefCell<Shelves>>,
}

#[derive(Debug, Default)]
struct Shelves {
    generations: BTreeMap<u32, Generation>,
    journal: BTreeMap<u32, Vec<u8>>,
    aside: BTreeMap<u32, Aside>,
    last_aside: u32,
    pictures: BTreeMap<String, Picture>,
}

#[expect(clippy::unused_async, reason = "answers at once, in the shape of what has to wait")]
impl MemoryVault {
    pub(super) async fn heads(&self) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        let shelves = self.shelves.borrow();
        Ok(shelves.generations.iter().rev().map(|(n, g)| (*n, g.head.clone())).collect())
    }

    pub(super) async fn load(&self, generation: u32) -> Result<Option<Stored>, StorageError> {
        let shelves = self.shelves.borrow();
        let Some(generation) = shelves.generations.get(&generation).cloned() else {
            return Ok(None);
        };
        let journal = shelves.journal.iter().map(|(n, r)| (*n, r.clone())).collect();
        Ok(Some(Stored { generation, journal }))
    }

    pub(super) async fn journal(&self, after: u32) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        let shelves = self.shelves.borrow();
        let records = shelves.journal.iter().filter(|(number, _)| **number > after);
        Ok(records.map(|(number, record)| (*number, record.clone())).collect())
    }

    pub(super) async fn picture(&self, page: &str) -> Result<Option<Picture>, StorageError> {
        let shelves = self.shelves.borrow();
        let newest = shelves.generations.last_key_value().map(|(number, _)| *number);
        let fresh = |picture: &&Picture| {
            newest == Some(picture.generation)
                && shelves.journal.keys().all(|number| *number <= picture.applied)
        };
        Ok(shelves.pictures.get(page).filter(fresh).cloned())
    }

    pub(super) async fn keep_picture(
        &self,
        page: &str,
        picture: &Picture,
    ) -> Result<(), StorageError> {
        self.shelves.borrow_mut().pictures.insert(page.to_owned(), picture.clone());
        Ok(())
    }

    pub(super) async fn append(&self, records: &[(u32, Vec<u8>)]) -> Result<(), StorageError> {
        let mut shelves = self.shelves.borrow_mut();
        if records.iter().any(|(number, _)| shelves.journal.contains_key(number)) {
            return Err(StorageError::Overtaken);
        }
        shelves.journal.extend(records.iter().cloned());
        Ok(())
    }

    pub(super) async fn write(&self, generation: &Generation) -> Result<(), StorageError> {
        let mut shelves = self.shelves.borrow_mut();
        if shelves.generations.keys().any(|number| *number >= generation.number) {
            return Err(StorageError::Overtaken);
        }
        shelves.generations.insert(generation.number, generation.clone());
        Ok(())
    }

    pub(super) async fn discard(&self, generation: u32) -> Result<(), StorageError> {
        self.shelves.borrow_mut().generations.remove(&generation);
        Ok(())
    }

    pub(super) async fn sums(
        &self,
        generation: u32,
    ) -> Result<Option<(Vec<u8>, Vec<u64>)>, StorageError> {
        let shelves = self.shelves.borrow();
        let sums = |g: &Generation| g.blocks.iter().map(|block| xxh64(block)).collect();
        Ok(shelves.generations.get(&generation).map(|g| (g.head.clone(), sums(g))))
    }

    pub(super) async fn drop_before(
        &self,
        generation: u32,
        applied: u32,
    ) -> Result<(), StorageError> {
        let mut shelves = self.shelves.borrow_mut();
        shelves.generations.retain(|number, _| *number >= generation);
        shelves.journal.retain(|number, _| *number > applied);
        Ok(())
    }

    pub(super) async fn put_aside(&self, aside: &Aside) -> Result<u32, StorageError> {
        let mut shelves = self.shelves.borrow_mut();
        shelves.last_aside += 1;
        let key = shelves.last_aside;
        shelves.aside.insert(key, aside.clone());
        Ok(key)
    }

    pub(super) async fn asides(&self) -> Result<Vec<(u32, Vec<u8>)>, StorageError> {
        let shelves = self.shelves.borrow();
        Ok(shelves.aside.iter().map(|(key, aside)| (*key, aside.label.clone())).collect())
    }

    pub(super) async fn aside(&self, key: u32) -> Result<Option<Aside>, StorageError> {
        Ok(self.shelves.borrow().aside.get(&key).cloned())
    }

    pub(super) async fn remove_aside(&self, key: u32) -> Result<(), StorageError> {
        self.shelves.borrow_mut().aside.remove(&key);
        Ok(())
    }
}
