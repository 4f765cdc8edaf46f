//! The browser's database as futures: with the start script, which opens one before the program is
//! here ([`early`]), the only place that names it.
//!
//! A request's `resolve` and `reject` are its event handlers, so waiting costs no closure of ours
//! and a dropped future leaves nothing behind that could be called. A [`Transaction`] that is
//! dropped before [`Transaction::finish`] completes by itself, as the browser does it.

mod delete;
mod early;
pub(super) mod fresh;
pub(super) mod products;
pub(super) mod shelf;
pub(super) mod vault;

use crate::storage::StorageError;
use crate::storage::idb::early::For;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DomException, Event, IdbCursor, IdbCursorDirection, IdbDatabase, IdbFactory, IdbKeyRange,
    IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, for the call whose options `web-sys` keeps behind an unstable flag.
    type DatabaseWithOptions;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &DatabaseWithOptions,
        stores: &Array,
        mode: IdbTransactionMode,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;

    /// `IDBTransaction`, for the call that `web-sys` says is not everywhere.
    type TransactionWithCommit;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &TransactionWithCommit) -> Result<(), JsValue>;
}

/// How long a write may linger in memory after the page was told that it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Durability {
    /// As the browser likes: what can be made again.
    Relaxed,
    /// On disk.
    Strict,
}

/// An open database; closed when the last handle goes, unless it was only borrowed.
#[derive(Debug, Clone)]
pub(super) struct Database {
    connection: Rc<Connection>,
}

#[derive(Debug)]
struct Connection {
    inner: IdbDatabase,
    ours: bool,
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.ours {
            self.inner.close();
        }
    }
}

/// The stores of a database: named, or numbered (their keys count up by themselves).
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) named: &'static [&'static str],
    pub(super) numbered: &'static [&'static str],
}

fn factory() -> Result<IdbFactory, StorageError> {
    let window = web_sys::window().ok_or(StorageError::Unavailable)?;
    // A getter that throws where storage is denied.
    window.indexed_db().ok().flatten().ok_or(StorageError::Unavailable)
}

impl Database {
    /// Opens a database and makes its stores when it is new.
    pub(super) async fn open(name: &str, layout: Layout) -> Result<Self, StorageError> {
        let inner = match early::database(name, For::Good).await {
            Some(opened) => opened,
            None => Self::ask_for(name, move |event| make_stores(event, layout)).await?,
        };
        Ok(Self::ours(inner))
    }

    fn ours(inner: IdbDatabase) -> Self {
        // Another tab wants to delete the database: let it; calls after that say that it is gone.
        let close = Closure::<dyn Fn(Event)>::new(|event: Event| {
            if let Some(database) = event.target().and_then(|it| it.dyn_into::<IdbDatabase>().ok())
            {
                database.close();
            }
        });
        inner.set_onversionchange(Some(close.into_js_value().unchecked_ref()));
        Self { connection: Rc::new(Connection { inner, ours: true }) }
    }

    /// The database, for a look, if it was opened before the program was here: nothing is
    /// made.
    pub(super) async fn borrow(name: &str) -> Option<Self> {
        let inner = early::database(name, For::ALook).await?;
        Some(Self { connection: Rc::new(Connection { inner, ours: false }) })
    }

    /// Opens a database that is there; where it is not, none is made.
    pub(super) async fn open_if_there(name: &str) -> Result<Option<Self>, StorageError> {
        match Self::ask_for(name, leave_unmade).await {
            Ok(inner) => Ok(Some(Self::ours(inner))),
            // It was about to be made.
            Err(StorageError::Gone) => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Asks for a database; `new` is called where it has to be made.
    async fn ask_for(
        name: &str,
        new: impl FnOnce(&Event) + 'static,
    ) -> Result<IdbDatabase, StorageError> {
        let request = factory()?.open(name).map_err(|error| explain("open", &error))?;
        let made = Closure::once(move |event: Event| new(&event));
        request.set_onupgradeneeded(Some(made.as_ref().unchecked_ref()));
        let opened = Pending::new(Ok(request.into()), "open")?.answer();
        let opened = opened.await.map_err(|error| match error {
            // A browser that denies storage fails here, in words of its own.
            StorageError::Other { .. } => StorageError::Unavailable,
            known => known,
        })?;
        opened.dyn_into().map_err(|_| StorageError::Unavailable)
    }

    /// A transaction that only reads.
    pub(super) fn read(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        self.transaction(stores, IdbTransactionMode::Readonly, Durability::Relaxed)
    }

    /// A transaction that writes.
    pub(super) async fn write(
        &self,
        stores: &[&str],
        durability: Durability,
    ) -> Result<Transaction, StorageError> {
        fresh::log().await;
        self.transaction(stores, IdbTransactionMode::Readwrite, durability)
    }

    fn transaction(
        &self,
        stores: &[&str],
        mode: IdbTransactionMode,
        durability: Durability,
    ) -> Result<Transaction, StorageError> {
        let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        let wanted = match durability {
            Durability::Relaxed => "relaxed",
            Durability::Strict => "strict",
        };
        // Browsers before 2022 (Firefox: before 126) ignore the option.
        set(&options, "durability", &JsValue::from_str(wanted))?;
        let database: &DatabaseWithOptions = self.connection.inner.unchecked_ref();
        let inner = database
            .transaction(&stores, mode, &options)
            .map_err(|error| explain("start a transaction", &error))?;
        let done = Promise::new(&mut |resolve, reject| {
            inner.set_oncomplete(Some(&resolve));
            inner.set_onabort(Some(&reject));
            // The request that failed says why; the transaction may only say that it was aborted.
            inner.set_onerror(Some(&reject));
        });
        // Listened to from the start, so that a failure is never "unhandled".
        Ok(Transaction { inner, done: JsFuture::from(done) })
    }
}

/// The request behind an event.
fn request_of(event: &Event) -> Option<IdbOpenDbRequest> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// Gives a new database up, which makes the opening fail and leaves nothing behind.
fn leave_unmade(event: &Event) {
    if let Some(making) = request_of(event).and_then(|request| request.transaction()) {
        drop(making.abort());
    }
}

/// Makes the stores of a new database.
fn make_stores(event: &Event, layout: Layout) {
    let Some(database) = request_of(event)
        .and_then(|request| request.result().ok())
        .and_then(|result| result.dyn_into::<IdbDatabase>().ok())
    else {
        return;
    };
    // What fails here makes the opening fail.
    for name in layout.named {
        drop(database.create_object_store(name));
    }
    let options = IdbObjectStoreParameters::new();
    options.set_auto_increment(true);
    for name in layout.numbered {
        drop(database.create_object_store_with_optional_parameters(name, &options));
    }
}

/// A transaction under way. Requests are made at once; only answers are waited for.
#[derive(Debug)]
pub(super) struct Transaction {
    inner: IdbTransaction,
    done: JsFuture,
}

impl Transaction {
    fn store(&self, name: &str) -> Result<IdbObjectStore, StorageError> {
        self.inner.object_store(name).map_err(|error| explain("find a store", &error))
    }

    /// Adds a value; the transaction fails when the key is taken.
    pub(super) fn add(
        &self,
        store: &str,
        key: impl Into<JsValue>,
        value: &[u8],
    ) -> Result<(), StorageError> {
        let request = self.store(store)?.add_with_key(&Uint8Array::from(value), &key.into());
        request.map(|_| ()).map_err(|error| explain("add", &error))
    }

    /// Adds several values under one key, as a list: one request instead of many. Fails as
    /// [`Self::add`] does.
    pub(super) fn add_list(
        &self,
        store: &str,
        key: impl Into<JsValue>,
        values: impl Iterator<Item = impl AsRef<[u8]>>,
    ) -> Result<(), StorageError> {
        let list: Array = values.map(|value| Uint8Array::from(value.as_ref())).collect();
        let request = self.store(store)?.add_with_key(&list, &key.into());
        request.map(|_| ()).map_err(|error| explain("add", &error))
    }

    /// Puts a value under a key, whatever was there.
    pub(super) fn put(
        &self,
        store: &str,
        key: impl Into<JsValue>,
        value: &[u8],
    ) -> Result<(), StorageError> {
        let request = self.store(store)?.put_with_key(&Uint8Array::from(value), &key.into());
        request.map(|_| ()).map_err(|error| explain("put", &error))
    }

    /// Puts a file of the browser's.
    pub(super) fn put_file(
        &self,
        store: &str,
        key: impl Into<JsValue>,
        file: &Blob,
    ) -> Result<(), StorageError> {
        let request = self.store(store)?.put_with_key(file, &key.into());
        request.map(|_| ()).map_err(|error| explain("put", &error))
    }

    /// Adds a value under the next number of a numbered store; the answer is the number.
    pub(super) fn push(&self, store: &str, value: &[u8]) -> Result<Pending, StorageError> {
        let request = self.store(store)?.add(&Uint8Array::from(value));
        Pending::new(request, "add")
    }

    /// Asks for the value under a key.
    pub(super) fn get(
        &self,
        store: &str,
        key: impl Into<JsValue>,
    ) -> Result<Pending, StorageError> {
        Pending::new(self.store(store)?.get(&key.into()), "get")
    }

    /// Asks for the values of a range of keys, in order of keys.
    pub(super) fn values(&self, store: &str, range: Range) -> Result<Pending, StorageError> {
        let store = self.store(store)?;
        let request = match range.to_js()? {
            None => store.get_all(),
            Some(range) => store.get_all_with_key(&range),
        };
        Pending::new(request, "get")
    }

    /// Asks for the keys of a range, in order.
    pub(super) fn keys(&self, store: &str, range: Range) -> Result<Pending, StorageError> {
        let store = self.store(store)?;
        let request = match range.to_js()? {
            None => store.get_all_keys(),
            Some(range) => store.get_all_keys_with_key(&range),
        };
        Pending::new(request, "get keys")
    }

    /// Asks for the last key.
    pub(super) fn last_key(&self, store: &str) -> Result<Pending, StorageError> {
        let request = self.store(store)?.open_key_cursor_with_range_and_direction(
            &JsValue::UNDEFINED,
            IdbCursorDirection::Prev,
        );
        Pending::new(request, "get a key")
    }

    /// Removes what lies in a range of keys.
    pub(super) fn remove(&self, store: &str, range: Range) -> Result<(), StorageError> {
        let store = self.store(store)?;
        match range.to_js()? {
            None => store.clear(),
            Some(range) => store.delete(&range),
        }
        .map_err(|error| explain("delete", &error))?;
        Ok(())
    }

    /// Removes what is under a key.
    pub(super) fn remove_one(
        &self,
        store: &str,
        key: impl Into<JsValue>,
    ) -> Result<(), StorageError> {
        let request = self.store(store)?.delete(&key.into());
        request.map(|_| ()).map_err(|error| explain("delete", &error))
    }

    /// Waits until everything is done, and on disk when the transaction is strict.
    pub(super) async fn finish(self) -> Result<(), StorageError> {
        // Saves the round trip in which the browser waits for further requests. Where it does not
        // exist, and where a request has failed already, the transaction ends by itself.
        drop(self.inner.unchecked_ref::<TransactionWithCommit>().commit());
        match self.done.await {
            Ok(_) => Ok(()),
            Err(event) => {
                let error = failed_request(&event).or_else(|| self.inner.error());
                Err(error.map_or(StorageError::Gone, |error| name(&error, "write")))
            }
        }
    }

    /// Takes back everything.
    pub(super) fn abort(self) {
        drop(self.inner.abort());
    }
}

/// Bytes as a file of the browser's: for large ones several times as fast as a value, which is compressed
/// and passed from process to process.
pub(super) fn file_of(content: &[u8]) -> Result<Blob, StorageError> {
    // A copy, whose size the browser's collector knows of: files made of windows on the program's
    // memory pile up unseen, until the browser takes no more of them and nothing can be saved.
    let parts = Array::of1(&Uint8Array::from(content));
    Blob::new_with_u8_array_sequence(&parts).map_err(|error| explain("make a file", &error))
}

/// A range of numbered keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    All,
    /// From the first on.
    From(u32),
    /// Up to the last, it included.
    UpTo(u32),
    /// Up to the last, it excluded.
    Before(u32),
    /// From the first up to the last, both included.
    Between(u32, u32),
}

impl Range {
    fn to_js(self) -> Result<Option<IdbKeyRange>, StorageError> {
        let range = match self {
            Self::All => return Ok(None),
            Self::From(first) => IdbKeyRange::lower_bound(&JsValue::from(first)),
            Self::UpTo(last) => IdbKeyRange::upper_bound(&JsValue::from(last)),
            Self::Before(last) => IdbKeyRange::upper_bound_with_open(&JsValue::from(last), true),
            Self::Between(first, last) => {
                IdbKeyRange::bound(&JsValue::from(first), &JsValue::from(last))
            }
        };
        range.map(Some).map_err(|error| explain("name a range", &error))
    }
}

/// A request that was made and not yet answered. Several can be under way at once.
#[derive(Debug)]
pub(super) struct Pending {
    request: IdbRequest,
    answered: JsFuture,
    operation: &'static str,
}

impl Pending {
    fn new(
        request: Result<IdbRequest, JsValue>,
        operation: &'static str,
    ) -> Result<Self, StorageError> {
        let request = request.map_err(|error| explain(operation, &error))?;
        let answered = Promise::new(&mut |resolve, reject| {
            request.set_onsuccess(Some(&resolve));
            request.set_onerror(Some(&reject));
            if let Some(open) = request.dyn_ref::<IdbOpenDbRequest>() {
                open.set_onblocked(Some(&reject));
            }
        });
        Ok(Self { request, answered: JsFuture::from(answered), operation })
    }

    async fn answer(self) -> Result<JsValue, StorageError> {
        match self.answered.await {
            Ok(_) => self.request.result().map_err(|error| explain(self.operation, &error)),
            Err(_) => Err(match self.request.error() {
                Ok(Some(error)) => name(&error, self.operation),
                // Pending still: this was the event `blocked`.
                _ => StorageError::Blocked,
            }),
        }
    }

    /// The answer as bytes, where there is one.
    pub(super) async fn bytes(self) -> Result<Option<Vec<u8>>, StorageError> {
        let answer = self.answer().await?;
        match open(&answer) {
            Some(content) => content.bytes().await.map(Some),
            None => Ok(None),
        }
    }

    /// The answers as bytes, values and files alike.
    pub(super) async fn contents(self) -> Result<Vec<Vec<u8>>, StorageError> {
        let found: Array = self.answer().await?.unchecked_into();
        // All are asked for before the first is waited for.
        let opened: Vec<Content> = found.iter().filter_map(|value| open(&value)).collect();
        let mut contents = Vec::with_capacity(opened.len());
        for content in opened {
            contents.push(content.bytes().await?);
        }
        Ok(contents)
    }

    /// The answers as lists of values; a value by itself is a list of one.
    pub(super) async fn lists(self) -> Result<Vec<Vec<Vec<u8>>>, StorageError> {
        let found: Array = self.answer().await?.unchecked_into();
        let values = |value: JsValue| match value.dyn_into::<Array>() {
            Ok(list) => list.iter().map(|value| Uint8Array::new(&value).to_vec()).collect(),
            Err(value) => vec![Uint8Array::new(&value).to_vec()],
        };
        Ok(found.iter().map(values).collect())
    }

    /// The answer as a key.
    pub(super) async fn number(self) -> Result<u32, StorageError> {
        number(&self.answer().await?)
    }

    /// The answer as the key where a cursor stands, if it stands anywhere.
    pub(super) async fn place(self) -> Result<Option<u32>, StorageError> {
        let cursor: Option<IdbCursor> = self.answer().await?.dyn_into().ok();
        let key = cursor.and_then(|cursor| cursor.key().ok());
        key.as_ref().map(number).transpose()
    }

    /// The answers as names.
    pub(super) async fn names(self) -> Result<Vec<String>, StorageError> {
        let found: Array = self.answer().await?.unchecked_into();
        Ok(found.iter().filter_map(|key| key.as_string()).collect())
    }

    /// The answers as keys.
    pub(super) async fn numbers(self) -> Result<Vec<u32>, StorageError> {
        let found: Array = self.answer().await?.unchecked_into();
        found.iter().map(|key| number(&key)).collect()
    }
}

/// Stored bytes: there, or on their way.
enum Content {
    Value(Uint8Array),
    File(JsFuture),
}

fn open(stored: &JsValue) -> Option<Content> {
    if let Some(value) = stored.dyn_ref::<Uint8Array>() {
        return Some(Content::Value(value.clone()));
    }
    stored.dyn_ref::<Blob>().map(|file| Content::File(JsFuture::from(file.array_buffer())))
}

impl Content {
    async fn bytes(self) -> Result<Vec<u8>, StorageError> {
        match self {
            Self::Value(value) => Ok(value.to_vec()),
            Self::File(buffer) => {
                let buffer = buffer.await.map_err(|error| explain("read a file", &error))?;
                Ok(Uint8Array::new(&buffer).to_vec())
            }
        }
    }
}

fn number(value: &JsValue) -> Result<u32, StorageError> {
    let whole =
        |number: &f64| number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(number);
    let number = value.as_f64().filter(whole).ok_or_else(|| StorageError::Other {
        operation: "read a key",
        message: "it is no whole number".to_owned(),
    })?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, and within the limits"
    )]
    let number = number as u32;
    Ok(number)
}

fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), StorageError> {
    Reflect::set(object, &JsValue::from_str(key), value)
        .map(|_| ())
        .map_err(|error| explain("set an option", &error))
}

/// The error of the request whose failure an event tells of.
fn failed_request(event: &JsValue) -> Option<DomException> {
    let request: IdbRequest = event.dyn_ref::<Event>()?.target()?.dyn_into().ok()?;
    request.error().ok().flatten()
}

/// What a thrown thing means.
fn explain(operation: &'static str, error: &JsValue) -> StorageError {
    match error.dyn_ref::<DomException>() {
        Some(error) => name(error, operation),
        None => StorageError::Other { operation, message: format!("{error:?}") },
    }
}

/// What an error's name means, <https://webidl.spec.whatwg.org/#idl-DOMException-error-names>.
fn name(error: &DomException, operation: &'static str) -> StorageError {
    match error.name().as_str() {
        "QuotaExceededError" => StorageError::Quota,
        "ConstraintError" => StorageError::Overtaken,
        // Closed under our hands: deleted by another tab, or by the user.
        "InvalidStateError" | "AbortError" | "NotFoundError" => StorageError::Gone,
        "SecurityError" => StorageError::Unavailable,
        other => {
            StorageError::Other { operation, message: format!("{other}: {}", error.message()) }
        }
    }
}
