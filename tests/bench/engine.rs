//! The engine as the benchmark's page drives it: the calls that a session makes, one by one.
//!
//! It is built with the profile of the site, and every figure it gives is checked in the page
//! against a peer that was given the same file.

mod drift;
mod licences;
mod rules;
mod table;

use std::cell::{Cell, RefCell};
use tenantry::domain::attribute::Schema;
use tenantry::domain::{
    Actor, Attribute, Command, Context, Kind, Operation, Origin, Role, Timestamp, UserId, Value,
};
use tenantry::exchange::csv_out::{self, Profile};
use tenantry::exchange::{Ending, Import};
use tenantry::persist::{Snapshot, operation, snapshot};
use tenantry::session::browser::{Parts, size};
use tenantry::session::export::CSV;
use tenantry::session::files::Pieces;
use tenantry::storage::{Generation, Vault};
use tenantry::store::{Direction, Directory, Field, Filter, Found, Operator};
use tenantry::tenant::{Info, Workspace};
use tenantry::text::{collate::Collation, fold};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, File};

fn told(error: impl std::fmt::Display) -> JsError {
    JsError::new(&error.to_string())
}

/// A file on its way in.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Reader {
    name: String,
    import: Import,
}

#[wasm_bindgen]
impl Reader {
    /// Opens a file.
    #[wasm_bindgen(constructor)]
    pub fn new(name: String) -> Self {
        let mut import = Import::new(Schema::default());
        import.open(&name);
        Self { name, import }
    }

    /// Reads a file as the page does.
    ///
    /// # Errors
    /// When the browser does not let it be read, or it holds nobody.
    pub async fn load(file: File) -> Result<Engine, JsError> {
        let mut reader = Self::new(file.name());
        let unreadable = || JsError::new("not readable");
        let mut pieces = Pieces::of(&file, size(&file)).ok_or_else(unreadable)?;
        while !pieces.is_done() {
            reader.feed(&pieces.next().await.ok_or_else(unreadable)?);
        }
        reader.finish()
    }

    /// Takes the next bytes of it.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.import.feed(bytes);
    }

    /// Ends the file, to be gone on with in steps.
    pub fn ending(mut self) -> Closing {
        self.import.close();
        Closing { name: self.name, ending: self.import.ending() }
    }

    /// The directory that the file holds.
    ///
    /// # Errors
    /// When it holds nobody.
    pub fn finish(self) -> Result<Engine, JsError> {
        self.ending().finish()
    }
}

/// A file that was read, on its way to a directory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Closing {
    name: String,
    ending: Ending,
}

#[wasm_bindgen]
impl Closing {
    /// Does a part of what is left; false when there was none.
    pub fn step(&mut self) -> bool {
        self.ending.step()
    }

    /// The directory.
    ///
    /// # Errors
    /// When it holds nobody.
    pub fn finish(self) -> Result<Engine, JsError> {
        let staging = self.ending.staging();
        if staging.users.rows() == 0 {
            return Err(JsError::new("nobody in it"));
        }
        Ok(Engine::of(&self.name, Directory::of_users(staging.users)))
    }
}

/// A directory in memory, and where it is kept.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    workspace: Workspace,
    vault: RefCell<Option<Vault>>,
    found: Option<Found>,
    order: Vec<u32>,
    editable: Vec<u32>,
    /// Bytes and number of the journal records written so far.
    written: Cell<(usize, usize)>,
}

impl Engine {
    fn of(name: &str, directory: Directory) -> Self {
        let info = Info { name: name.to_owned(), sample: false, created: Timestamp(0) };
        Self::around(Workspace::new(info, directory), None)
    }

    fn around(workspace: Workspace, vault: Option<Vault>) -> Self {
        let vault = RefCell::new(vault);
        let (found, order, editable, written) = Default::default();
        Self { workspace, vault, found, order, editable, written }
    }

    fn attribute(&self, name: &str) -> Result<Attribute, JsError> {
        self.workspace.users().schema().find(name).ok_or_else(|| JsError::new(name))
    }

    fn editable_at(&self, place: u32) -> Result<u32, JsError> {
        let mut rows =
            self.editable.iter().cycle().skip(place as usize % self.editable.len().max(1));
        rows.next().copied().ok_or_else(|| JsError::new("nobody can be edited"))
    }

    fn vault(&self) -> Result<Vault, JsError> {
        self.vault.borrow().clone().ok_or_else(|| JsError::new("not kept anywhere"))
    }

    /// Decides and applies an edit and its audit records; gives the journal record.
    fn accept(&mut self, row: u32, title: &str) -> Result<(u32, Vec<u8>), JsError> {
        let operation = self.decided(row, title)?;
        self.workspace.apply(operation);
        let operation =
            self.workspace.journal().last().ok_or_else(|| JsError::new("no journal"))?;
        if self.workspace.audit(operation).is_empty() {
            return Err(JsError::new("no audit record"));
        }
        let record = operation::encode(operation);
        let (bytes, count) = self.written.get();
        self.written.set((bytes + record.len(), count + 1));
        Ok((operation.id.0, record))
    }

    fn decided(&self, row: u32, title: &str) -> Result<Operation, JsError> {
        let changes = vec![(Attribute::JOB_TITLE, Some(Value::Text(title.to_owned())))];
        let command = Command::Edit { users: vec![UserId(row)], changes };
        let actor = Actor {
            id: None,
            name: "benchmark".to_owned(),
            roles: vec![Role::GlobalAdministrator],
        };
        let context = Context { at: Timestamp(1), actor, origin: Origin::Page, seed: 1 };
        self.workspace.decide(&command, &context).map_err(|why| JsError::new(&format!("{why:?}")))
    }
}

/// The first rows of a list, for a page to put on screen.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct Shown {
    /// People in the list.
    pub total: u32,
    /// Texts of the first rows, row by row.
    pub texts: Vec<String>,
}

#[wasm_bindgen]
impl Engine {
    /// People, deleted ones included.
    pub fn rows(&self) -> u32 {
        self.workspace.users().rows()
    }

    /// Attributes of text that the file told of.
    pub fn text_columns(&self) -> Vec<String> {
        let users = self.workspace.users();
        let known = |at: &Attribute| at.kind() == Kind::Text && users.is_known(*at);
        let names = users.schema().attributes().filter(known);
        names.map(|at| users.schema().name(at).to_owned()).collect()
    }

    /// FNV-1a over the texts of the columns, row by row, each closed by a unit separator.
    ///
    /// # Errors
    /// When a column is unheard of.
    pub fn digest(&self, columns: Vec<String>) -> Result<String, JsError> {
        let users = self.workspace.users();
        let columns: Result<Vec<_>, _> = columns.iter().map(|name| self.attribute(name)).collect();
        let columns = columns?;
        let mut hash = 0x811c_9dc5_u32;
        for row in 0..users.rows() {
            for &column in &columns {
                let text = users.read(UserId(row), column).text().unwrap_or_default();
                for byte in text.bytes().chain([0x1f]) {
                    hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
                }
            }
        }
        Ok(format!("{} {hash:x}", users.rows()))
    }

    /// How many people have every word of the query somewhere; `typed` says whether the query
    /// before was being continued.
    pub fn search(&mut self, query: &str, typed: bool) -> u32 {
        let before = if typed { self.found.as_ref() } else { None };
        let found = self.workspace.users().search(query, before);
        let count = found.rows.count();
        self.found = Some(found);
        count
    }

    /// How many people a list shows, and the texts of its first rows as a page puts them on screen:
    /// those found last, or everybody as sorted last.
    ///
    /// # Errors
    /// When a column is unheard of.
    pub fn shown(&self, found: bool, rows: u32, columns: Vec<String>) -> Result<Shown, JsError> {
        let users = self.workspace.users();
        let columns: Result<Vec<_>, _> = columns.iter().map(|name| self.attribute(name)).collect();
        let columns = columns?;
        let rows = rows as usize;
        let (total, first): (u32, Vec<u32>) = match &self.found {
            Some(found_last) if found => {
                (found_last.rows.count(), found_last.rows.iter().take(rows).collect())
            }
            _ => {
                let all = u32::try_from(self.order.len()).unwrap_or(u32::MAX);
                (all, self.order.iter().copied().take(rows).collect())
            }
        };
        let mut texts = Vec::with_capacity(first.len() * columns.len());
        for row in first {
            for &column in &columns {
                let cell = users.read(UserId(row), column);
                texts.push(cell.text().unwrap_or_default().to_owned());
            }
        }
        Ok(Shown { total, texts })
    }

    /// One edit in memory: decided, applied, its audit record derived and its journal record made.
    ///
    /// # Errors
    /// When it is refused.
    pub fn change(&mut self, row: u32, title: &str) -> Result<usize, JsError> {
        Ok(self.accept(row, title)?.1.len())
    }

    /// A text as search compares it.
    pub fn fold(&self, text: &str) -> String {
        fold::search(text).into_owned()
    }

    /// How many people have this text in an attribute, in any case.
    ///
    /// # Errors
    /// When the attribute is unheard of.
    pub fn filter(&self, attribute: &str, text: &str) -> Result<u32, JsError> {
        let value = Value::Text(text.to_owned());
        let filter = Filter::new(self.attribute(attribute)?, Operator::Is, value);
        Ok(self.workspace.users().filter(&filter).yes.count())
    }

    /// Sorts everybody in the reader's order.
    ///
    /// # Errors
    /// When the attribute is unheard of.
    pub fn sort(&mut self, attribute: &str) -> Result<(), JsError> {
        let by = [(self.attribute(attribute)?, Direction::Ascending)];
        let users = self.workspace.users();
        self.order = users.order(&by, users.active(), Collation::default());
        Ok(())
    }

    /// The rows as they were sorted last.
    pub fn order(&self) -> Vec<u32> {
        self.order.clone()
    }

    /// Forgets what was made for searches and sorts, as after opening.
    pub fn forget(&mut self) {
        let directory = self.workspace.directory().clone();
        self.workspace = Workspace::new(self.workspace.info.clone(), directory);
        self.found = None;
    }

    /// The people who can be edited here: those that are not mastered on-premises.
    pub fn editable(&mut self) -> Vec<u32> {
        let users = self.workspace.users();
        let attribute = Attribute::ON_PREMISES_SYNC_ENABLED;
        let here = |&row: &u32| users.read(UserId(row), attribute).boolean() != Some(true);
        let found: Vec<u32> = users.active().iter().filter(here).collect();
        self.editable.clone_from(&found);
        found
    }

    /// Decides an edit without applying it; gives the number of its events.
    ///
    /// # Errors
    /// When it is refused.
    pub fn decide(&self, row: u32, title: &str) -> Result<usize, JsError> {
        Ok(self.decided(row, title)?.events.len())
    }

    /// Writes the whole directory to the browser's store; it is on disk afterwards.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn keep(&self, name: String) -> Result<(), JsError> {
        let vault = Vault::in_browser(&name).await.map_err(told)?;
        let Snapshot { head, blocks, .. } = Snapshot::of(&self.workspace);
        vault.write(&Generation { number: 1, head, blocks }).await.map_err(told)?;
        *self.vault.borrow_mut() = Some(vault);
        Ok(())
    }

    /// Reads back what was kept, as the page does while its reader goes on; edits come after.
    ///
    /// # Errors
    /// When the browser fails, or what comes back is something else.
    pub async fn settle(&self) -> Result<(), JsError> {
        let Snapshot { head, blocks, applied } = Snapshot::of(&self.workspace);
        let generation = Generation { number: 1, head, blocks };
        self.vault()?.settle(&generation, applied).await.map_err(told)
    }

    /// Bytes of the directory as it is kept.
    pub fn image_bytes(&self) -> f64 {
        let Snapshot { head, blocks, .. } = Snapshot::of(&self.workspace);
        let bytes = blocks.iter().map(Vec::len).sum::<usize>() + head.len();
        f64::from(u32::try_from(bytes).unwrap_or(u32::MAX))
    }

    /// Reads a directory from the browser's store.
    ///
    /// # Errors
    /// When there is none, or the browser fails.
    pub async fn open(name: String) -> Result<Self, JsError> {
        let vault = Vault::in_browser(&name).await.map_err(told)?;
        let none = || JsError::new("nothing is kept under this name");
        let (number, _) = vault.heads().await.map_err(told)?.into_iter().next().ok_or_else(none)?;
        let stored = vault.load(number).await.map_err(told)?.ok_or_else(none)?;
        let Generation { head, blocks, .. } = stored.generation;
        let parts = snapshot::open(&head, &blocks, &stored.journal).map_err(told)?;
        Ok(Self::around(Workspace::restore(parts), Some(vault)))
    }

    /// Deletes a directory from the browser's store.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn erase(name: String) -> Result<(), JsError> {
        Vault::erase(&name).await.map_err(told)
    }

    /// One edit: decided, applied, audited, and on disk.
    ///
    /// # Errors
    /// When it is refused, or the browser fails.
    pub async fn edit(&mut self, row: u32, title: String) -> Result<(), JsError> {
        let record = self.accept(row, &title)?;
        self.vault()?.append(&[record]).await.map_err(told)
    }

    /// Several edits in one transaction.
    ///
    /// # Errors
    /// When one is refused, or the browser fails.
    pub async fn burst(&mut self, edits: u32) -> Result<(), JsError> {
        let mut records = Vec::new();
        for edit in 0..edits {
            let row = self.editable_at(edit.wrapping_mul(7919))?;
            records.push(self.accept(row, &format!("Burst {}", self.written.get().1))?);
        }
        self.vault()?.append(&records).await.map_err(told)
    }

    /// What the store holds of the edits, read again: operations and audit records.
    ///
    /// # Errors
    /// When the browser fails or a record cannot be read.
    pub async fn journal(&self) -> Result<String, JsError> {
        let records = self.vault()?.journal(0).await.map_err(told)?;
        let mut audited = 0;
        for (_, record) in &records {
            let operation = operation::decode(record).map_err(told)?;
            audited += self.workspace.audit(&operation).len();
        }
        Ok(format!("{} operations, {audited} audit records", records.len()))
    }

    /// Mean length of a journal record.
    pub fn bytes_an_edit(&self) -> f64 {
        let (bytes, count) = self.written.get();
        let float = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        float(bytes) / float(count.max(1))
    }

    /// Columns that the export writes in this order: everything that the file told of.
    pub fn exported_columns(&self) -> Vec<String> {
        let users = self.workspace.users();
        let told = |at: &Attribute| *at != Attribute::DELETED_DATE_TIME && users.is_known(*at);
        let names = users.schema().attributes().filter(told);
        names.map(|at| users.schema().name(at).to_owned()).collect()
    }

    /// Columns of everybody as a raw table, put together as the page does.
    ///
    /// # Errors
    /// When a column is unheard of, or the browser has no room.
    pub fn export(&self, columns: Vec<String>) -> Result<Blob, JsValue> {
        let field = |name: &String| self.attribute(name).map(Field::Attribute);
        let columns: Result<Vec<Field>, JsError> = columns.iter().map(field).collect();
        let users = self.workspace.users();
        let mut parts = Parts::default();
        let rows = users.active().iter().collect::<Vec<u32>>().into();
        csv_out::write(users, rows, &columns?, Profile::Raw, |piece| parts.push(piece));
        parts.blob(CSV)
    }
}
