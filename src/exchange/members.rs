//! What the files of an import tell of who is in which group.
//!
//! While files are read, ids are gathered one after the other and what tells of them beside; who they
//! are is looked up when every object is there ([`weave`]). The collector's lists are complete when
//! pages 1 to the last one are all there and none failed. Members expanded inside a group are at most
//! 20: exactly so many, or a next link, are a part of them.

mod weave;

pub(super) use weave::{Loops, Weaving, Woven};

use crate::domain::ObjectId;
use crate::exchange::graph::Json;
use crate::exchange::problem::{Fault, Problems, excerpt};
use crate::exchange::value;
use crate::store::members::{Side, Sort};
use serde::Deserialize;
use std::borrow::Cow;

/// The most members that Graph expands.
const EXPANDED: usize = 20;

/// How a part of a list says how far it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// A page of the collector's, from 1.
    Page { number: u32, last: bool },
    /// A page that could not be read, or was not asked for.
    Failed,
    /// Expanded in the group: all of them, or a part.
    Expanded { whole: bool },
}

/// A part of one group's list.
#[derive(Debug, Clone, Copy)]
struct Portion {
    group: ObjectId,
    side: Side,
    how: How,
    file: usize,
    row: u32,
    /// Its ids, among all.
    first: usize,
    end: usize,
}

/// What was told, in the order of the files.
#[derive(Debug, Default)]
pub(super) struct Told {
    portions: Vec<Portion>,
    ids: Vec<ObjectId>,
    sorts: Vec<Sort>,
}

/// One of the collector's records.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow, rename = "groupId", alias = "GroupId")]
    group: Option<Cow<'a, str>>,
    #[serde(default)]
    page: Option<u32>,
    #[serde(default)]
    last: Option<bool>,
    #[serde(borrow, default)]
    error: Option<Json<'a>>,
    #[serde(borrow, default, alias = "owners")]
    members: Option<Vec<Item<'a>>>,
}

/// An object of a list.
#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow, default, alias = "Id")]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, default, rename = "@odata.type")]
    of: Option<Cow<'a, str>>,
}

impl Told {
    /// Takes one of the collector's records.
    pub(super) fn record(
        &mut self,
        json: &str,
        side: Side,
        (file, row): (usize, u32),
        problems: &mut Problems,
    ) {
        let Ok(record) = serde_json::from_str::<Record<'_>>(json) else {
            return problems.row(row, Fault::JsonObject);
        };
        let written = record.group.as_deref().unwrap_or_default();
        let Some(group) = value::id(written) else {
            return problems.cell(row, "groupId", Fault::NotAnId { value: excerpt(written) });
        };
        let failed = record.error.filter(|error| *error != Json::Null);
        let how = match (&failed, record.page) {
            (Some(error), _) => {
                let reason = error.text().map_or_else(String::new, excerpt);
                problems.row(row, Fault::ListNotRead { reason });
                How::Failed
            }
            // Without a number there is nothing to count pages by.
            (None, None) => How::Expanded { whole: record.last == Some(true) },
            (None, Some(number)) => How::Page { number, last: record.last == Some(true) },
        };
        let first = self.ids.len();
        for item in record.members.iter().flatten() {
            let written = item.id.as_deref().unwrap_or_default();
            match value::id(written) {
                Some(id) => {
                    self.ids.push(id);
                    self.sorts.push(item.of.as_deref().map_or(Sort::Unsaid, Sort::named));
                }
                None => problems.cell(row, "id", Fault::NotAnId { value: excerpt(written) }),
            }
        }
        let end = self.ids.len();
        self.portions.push(Portion { group, side, how, file, row, first, end });
    }

    /// Takes the members and owners that are expanded in a group.
    pub(super) fn expanded(
        &mut self,
        group: ObjectId,
        object: &Json<'_>,
        (file, row): (usize, u32),
        problems: &mut Problems,
    ) {
        for (side, name, next) in [
            (Side::Members, "members", "members@odata.nextLink"),
            (Side::Owners, "owners", "owners@odata.nextLink"),
        ] {
            let Some(list @ Json::List(items)) = object.get(name) else { continue };
            let first = self.ids.len();
            for item in list.list() {
                let written = item.text_of("id").or(item.text()).unwrap_or_default();
                match value::id(written) {
                    Some(id) => {
                        self.ids.push(id);
                        self.sorts
                            .push(item.text_of("@odata.type").map_or(Sort::Unsaid, Sort::named));
                    }
                    None => problems.cell(row, name, Fault::NotAnId { value: excerpt(written) }),
                }
            }
            let whole = items.len() != EXPANDED && object.text_of(next).is_none();
            if !whole {
                problems.cell(row, name, Fault::ListTruncated);
            }
            let how = How::Expanded { whole };
            let end = self.ids.len();
            self.portions.push(Portion { group, side, how, file, row, first, end });
        }
    }
}
