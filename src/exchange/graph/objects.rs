//! One object of Graph, or one of `Get-MgUser | ConvertTo-Json`, becomes a row of the table.

use super::licenses;
use super::value::Json;
use crate::domain::attribute::{Of, Wire};
use crate::domain::{AssignedPlan, Attribute, Datum, Existence, Kind, Timestamp, UserId, Value};
use crate::exchange::csv;
use crate::exchange::csv_users::rounded;
use crate::exchange::examine::Limits;
use crate::exchange::headers::{Column, column};
use crate::exchange::problem::{Fault, Problems, excerpt};
use crate::exchange::table::{Admitted, Identity, Table, name_of};
use crate::exchange::value;
use crate::store::ColumnLoader;
use crate::text::date;
use std::collections::BTreeSet;

/// What a property name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Attribute(Attribute),
    /// An object whose properties are attributes.
    Inside(&'static str),
    /// Nothing to take in.
    Nothing,
}

/// The properties that the objects of one kind in a file have.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Columns {
    of: Of,
    /// Names in the order in which they were first seen, with what they mean.
    known: Vec<(String, Meaning)>,
    /// Properties without a place.
    aside: Vec<String>,
    attributes: BTreeSet<Attribute>,
    /// Whether users without a manager are known to have none: Graph leaves an expanded `manager`
    /// out where there is none.
    pub expands_manager: bool,
}

/// Objects whose properties are attributes.
const NESTS: [&str; 4] =
    ["onPremisesExtensionAttributes", "employeeOrgData", "signInActivity", "extensionAttributes"];

impl Columns {
    pub(super) fn new(of: Of) -> Self {
        Self { of, ..Self::default() }
    }

    /// Whether an object without a context is a user: it has an identity, and nothing that
    /// [`super::by_shape`] knows better.
    pub(super) fn recognise(object: &Json<'_>) -> bool {
        object.get("userPrincipalName").is_some()
            || (object.get("id").is_some() && object.get("mail").is_some())
    }

    /// Attributes that the file tells of.
    pub(in crate::exchange) fn attributes(&self) -> Vec<Attribute> {
        self.attributes.iter().copied().collect()
    }

    /// Properties without a place.
    pub(in crate::exchange) fn aside(&self) -> &[String] {
        &self.aside
    }

    /// Takes one object in.
    pub(super) fn take(
        &mut self,
        object: &Json<'_>,
        number: u32,
        json: &[u8],
        table: &mut Table,
        problems: &mut Problems,
    ) {
        let Json::Object(properties) = object else { return };
        let cells = self.cells(properties, number, table, problems);
        let written = object.text_of("id").or(object.text_of("objectId"));
        let id = written.and_then(value::id);
        if let Some(written) = written.filter(|_| id.is_none()) {
            problems.cell(number, "id", Fault::NotAnId { value: excerpt(written) });
        }
        let name = name_of(self.of).and_then(|name| object.text_of(name.definition().name));
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        let deleted = object.text_of("deletedDateTime").and_then(instant);
        let existence = deleted.map_or(Existence::Active, |at| Existence::Deleted(Timestamp(at)));
        let user = match table.admit(number, Identity { id, name }, existence) {
            Admitted::New(user) => user,
            Admitted::Again(first) => {
                table.again(number, first, || {
                    let datum = |(attribute, json): (Attribute, &Json<'_>)| {
                        Some((attribute, datum(attribute, json).ok()?))
                    };
                    cells.into_iter().filter_map(datum).collect()
                });
                return;
            }
            Admitted::No => {
                problems.row(number, Fault::NoIdentity);
                return;
            }
        };
        // An escape can hide a character that the bytes do not show.
        let suspicious = csv::suspicious(json) || memchr::memchr(b'\\', json).is_some();
        let mut has_manager = false;
        for (attribute, json) in cells {
            has_manager |= attribute == Attribute::MANAGER;
            push(user, attribute, json, number, suspicious, table, problems);
        }
        if !has_manager && self.of == Of::User {
            table.manager_left_out(user);
        }
    }

    /// The attributes of a user, with their JSON. Names are looked up where the user before had
    /// them: Graph writes every user in the same order.
    fn cells<'j, 'a>(
        &mut self,
        properties: &'j [(std::borrow::Cow<'a, str>, Json<'a>)],
        number: u32,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Vec<(Attribute, &'j Json<'a>)> {
        let mut cells = Vec::with_capacity(properties.len() + 16);
        let mut expected = 0;
        for (name, json) in properties {
            let meaning = match self.known.get(expected) {
                Some((known, meaning)) if known == name => *meaning,
                _ => self.meaning(name, number, table, problems),
            };
            expected = expected.saturating_add(1);
            match meaning {
                Meaning::Nothing => {}
                Meaning::Attribute(attribute) => {
                    cells.push((attribute, part(attribute, json)));
                    // One property tells two things.
                    if attribute == Attribute::LICENSE_ASSIGNMENT_STATES {
                        cells.push((Attribute::DIRECT_LICENSES, json));
                    }
                }
                Meaning::Inside(nest) => {
                    for attribute in inside(self.of, nest) {
                        // A nest that is null is null in all its parts.
                        let part = if *json == Json::Null {
                            Some(json)
                        } else {
                            json.get(attribute.definition().name)
                        };
                        cells.extend(part.map(|part| (attribute, part)));
                    }
                }
            }
        }
        for (attribute, _) in &cells {
            self.attributes.insert(*attribute);
        }
        self.expands_manager |= cells.iter().any(|(attribute, _)| *attribute == Attribute::MANAGER);
        cells
    }

    /// What a name means; asked once per name, and told where there is no place for it.
    fn meaning(
        &mut self,
        name: &str,
        number: u32,
        table: &mut Table,
        problems: &mut Problems,
    ) -> Meaning {
        if let Some((_, meaning)) = self.known.iter().find(|(known, _)| known == name) {
            return *meaning;
        }
        let nest = NESTS.iter().find(|nest| nest.eq_ignore_ascii_case(name));
        let nest = nest.filter(|nest| inside(self.of, nest).next().is_some());
        let meaning = if let Some(nest) = nest {
            Meaning::Inside(nest)
        } else if name.contains("@odata.") || (self.of == Of::Group && is_list(name)) {
            Meaning::Nothing
        } else {
            match column(name, table.schema_mut()) {
                Column::Attribute(attribute, _) if attribute.follows() => Meaning::Nothing,
                Column::Attribute(attribute, _) => Meaning::Attribute(attribute),
                aside @ (Column::Aside | Column::Unknown { .. }) => {
                    let fault = match aside {
                        Column::Unknown { similar } => Fault::UnknownColumn { similar },
                        _ => Fault::KeptAside,
                    };
                    self.aside.push(name.to_owned());
                    problems.cell(number, name, fault);
                    Meaning::Nothing
                }
            }
        };
        self.known.push((name.to_owned(), meaning));
        meaning
    }
}

/// The attributes that Graph keeps inside an object.
fn inside(of: Of, nest: &'static str) -> impl Iterator<Item = Attribute> {
    Attribute::all_of(of).filter(move |attribute| attribute.definition().wire == Wire::Inside(nest))
}

/// What is kept of a property that is an object of which only a part is.
fn part<'j, 'a>(attribute: Attribute, json: &'j Json<'a>) -> &'j Json<'a> {
    match (attribute.definition().wire, json) {
        (Wire::Part(name), Json::Object(_)) => json.get(name).unwrap_or(&Json::Null),
        _ => json,
    }
}

/// Whether a property of a group is a list that is read apart.
fn is_list(name: &str) -> bool {
    name.eq_ignore_ascii_case("members") || name.eq_ignore_ascii_case("owners")
}

/// Milliseconds since 1970 of a time, also as Windows PowerShell's `ConvertTo-Json` writes it.
pub(super) fn instant(text: &str) -> Option<i64> {
    let old = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/"));
    match old {
        Some(number) => number.parse().ok().filter(|at| date::has_four_digits(*at)),
        None => date::parse_iso(text),
    }
}

/// What a JSON value says of an attribute.
fn datum(attribute: Attribute, json: &Json<'_>) -> Result<Datum, Fault> {
    let is_one_item = attribute.definition().wire == Wire::OneItemList;
    let value = match (attribute.kind(), json) {
        (_, Json::Null) => return Ok(Datum::Null),
        (Kind::Text, Json::List(items)) if is_one_item => {
            return match items.first() {
                None => Ok(Datum::Null),
                Some(item) => item.text().map(Datum::text).ok_or(Fault::WrongType),
            };
        }
        (Kind::Text, Json::Text(text)) => return Ok(Datum::text(text.as_ref())),
        (Kind::Boolean, Json::Boolean(value)) => Value::Boolean(*value),
        (Kind::Time | Kind::Date, Json::Text(text)) => {
            let at = instant(text).ok_or_else(|| Fault::NotATime { value: excerpt(text) })?;
            Value::Time(rounded(attribute.kind(), at))
        }
        (Kind::Texts, Json::List(items)) if attribute.definition().wire == Wire::Plans => {
            return plans(items);
        }
        (Kind::Texts, Json::List(items)) if attribute.definition().wire == Wire::Licenses => {
            return licenses::assigned(items);
        }
        (Kind::Texts, Json::List(items)) if attribute.definition().wire == Wire::LicenseStates => {
            return licenses::states(items);
        }
        (Kind::Texts, Json::List(items)) if attribute.definition().wire == Wire::DirectLicenses => {
            return licenses::direct(items);
        }
        (Kind::Texts, Json::List(items)) if attribute.definition().wire == Wire::Ids => {
            return ids(items);
        }
        (Kind::Texts, Json::List(items)) => {
            let texts: Option<Vec<String>> =
                items.iter().map(|item| item.text().map(str::to_owned)).collect();
            match texts.ok_or(Fault::WrongType)? {
                texts if texts.is_empty() => return Ok(Datum::Null),
                texts => Value::Texts(texts),
            }
        }
        (Kind::Texts, Json::Text(text)) => Value::Texts(vec![text.as_ref().to_owned()]),
        (Kind::Reference, Json::Object(_)) => {
            let id = json.text_of("id").and_then(value::id).ok_or(Fault::WrongType)?;
            Value::Reference(id)
        }
        (Kind::Reference, Json::Text(text)) => {
            let id = value::id(text).ok_or_else(|| Fault::NotAnId { value: excerpt(text) })?;
            Value::Reference(id)
        }
        _ => return Err(Fault::WrongType),
    };
    Ok(Datum::Value(value))
}

/// The ids of directory objects, each once, in the order of the list.
fn ids(items: &[Json<'_>]) -> Result<Datum, Fault> {
    let mut texts: Vec<String> = Vec::with_capacity(items.len());
    for item in items {
        let id = item.text_of("id").and_then(value::id).ok_or(Fault::WrongType)?.to_string();
        if !texts.contains(&id) {
            texts.push(id);
        }
    }
    Ok(if texts.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(texts)) })
}

/// Service plans, each once and in one order, so that people with the same licences have the same list.
fn plans(items: &[Json<'_>]) -> Result<Datum, Fault> {
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        let field = |name: &str| match item.get(name) {
            None | Some(Json::Null) => Ok(""),
            Some(value) => value.text().ok_or(Fault::WrongType),
        };
        let plan = AssignedPlan {
            service_plan_id: field("servicePlanId")?,
            service: field("service")?,
            capability_status: field("capabilityStatus")?,
        };
        texts.push(plan.text().ok_or(Fault::WrongType)?);
    }
    texts.sort_unstable();
    texts.dedup();
    Ok(if texts.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(texts)) })
}

fn push(
    user: UserId,
    attribute: Attribute,
    json: &Json<'_>,
    number: u32,
    suspicious: bool,
    table: &mut Table,
    problems: &mut Problems,
) {
    let limits = Limits::of(attribute);
    let texts: &[Json<'_>] = match json {
        Json::List(items) => items,
        other => std::slice::from_ref(other),
    };
    let mut longest = 0;
    for text in texts.iter().filter_map(Json::text) {
        longest = longest.max(text.len());
        if matches!(attribute.kind(), Kind::Text | Kind::Texts) && limits.is_odd(text, suspicious) {
            limits.examine(number, table.schema().name(attribute), text, problems);
        }
    }
    let outcome = if attribute == Attribute::MANAGER {
        datum(attribute, json).map(|manager| table.manager(user, manager))
    } else {
        let column = table.column(attribute, user.0);
        if column.len() > user.0 {
            Ok(()) // a property that comes twice says what it said first
        } else if longest > value::longest(attribute) {
            column.push_unknown();
            Err(Fault::Oversized { bytes: u32::try_from(longest).unwrap_or(u32::MAX) })
        } else {
            push_cell(column, attribute, json)
        }
    };
    if let Err(fault) = outcome {
        problems.cell(number, table.schema().name(attribute), fault);
    }
}

/// Adds a cell to its column; unknown where the JSON says nothing usable.
fn push_cell(
    column: &mut ColumnLoader,
    attribute: Attribute,
    json: &Json<'_>,
) -> Result<(), Fault> {
    // Texts are most of a directory: no copy for them.
    if let (Kind::Text, Json::Text(text)) = (attribute.kind(), json) {
        column.push_text(text);
        return Ok(());
    }
    let datum = datum(attribute, json);
    match &datum {
        Ok(datum) => column.push(datum),
        Err(_) => column.push_unknown(),
    }
    datum.map(|_| ())
}
