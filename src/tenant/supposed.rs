//! An object as it would be, or was: what rules read of it with some attributes replaced.

use crate::domain::{Attribute, Datum, ObjectId, Value};
use crate::rules::{DirectoryObject, Object, Truth};
use crate::store::{Cell, Texts};
use std::collections::BTreeMap;

/// Attributes of one object that differ from the directory.
pub(super) type Changes<'a> = BTreeMap<Attribute, Written<'a>>;

/// A value that is not in the directory yet.
#[derive(Debug, Clone)]
pub(super) struct Written<'a> {
    datum: &'a Datum,
    /// Of a list: the texts one after the other, and where each ends.
    heap: String,
    ends: Vec<u32>,
}

impl<'a> Written<'a> {
    pub(super) fn of(datum: &'a Datum) -> Self {
        let (mut heap, mut ends) = (String::new(), Vec::new());
        if let Datum::Value(Value::Texts(texts)) = datum {
            for text in texts {
                heap.push_str(text);
                ends.push(u32::try_from(heap.len()).unwrap_or(u32::MAX));
            }
        }
        Self { datum, heap, ends }
    }

    fn cell(&self) -> Cell<'_> {
        match self.datum {
            Datum::Unknown => Cell::Unknown,
            Datum::Null => Cell::Null,
            Datum::Value(Value::Text(text)) => Cell::Text(text),
            Datum::Value(Value::Boolean(value)) => Cell::Boolean(*value),
            Datum::Value(Value::Time(time)) => Cell::Time(*time),
            Datum::Value(Value::Reference(id)) => Cell::Reference(*id),
            Datum::Value(Value::Texts(_)) => Cell::Texts(Texts::whole(&self.heap, &self.ends)),
        }
    }
}

/// An object as it would be.
pub(super) struct Supposed<'a> {
    pub base: DirectoryObject<'a>,
    pub changes: &'a Changes<'a>,
}

impl Object for Supposed<'_> {
    fn read(&self, attribute: Attribute) -> Cell<'_> {
        self.changes
            .get(&attribute)
            .map_or_else(|| self.base.read(attribute), |written| written.cell())
    }

    fn extension(&self, name: &str) -> Cell<'_> {
        let schema = self.base.directory.of(self.base.of).schema();
        schema.find(name).map_or(Cell::Unknown, |attribute| self.read(attribute))
    }

    fn id(&self) -> Option<ObjectId> {
        self.base.id()
    }

    fn is_member(&self, group: ObjectId) -> Truth {
        self.base.is_member(group)
    }
}
