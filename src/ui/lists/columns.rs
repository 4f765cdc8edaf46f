//! Which fields a list shows.

use crate::{
    domain::{
        Attribute as A, Kind,
        attribute::{Of, Schema},
    },
    i18n::{Locale, Text},
    messages::{self, name_attribute},
    store::{Direction, Field},
    ui::{
        kit::table::{Column, Sorted},
        objects::texts as t,
    },
};

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListColumn {
    pub field: Field,
    pub width: u32,
}

const USERS: [A; 9] = [
    A::DISPLAY_NAME,
    A::USER_PRINCIPAL_NAME,
    A::JOB_TITLE,
    A::DEPARTMENT,
    A::MANAGER,
    A::USER_TYPE,
    A::ACCOUNT_ENABLED,
    A::USAGE_LOCATION,
    A::ON_PREMISES_SYNC_ENABLED,
];

const GROUPS: [Field; 8] = [
    Field::Attribute(A::GROUP_DISPLAY_NAME),
    Field::Kind,
    Field::Membership,
    Field::Members,
    Field::Owners,
    Field::Attribute(A::GROUP_MAIL),
    Field::Attribute(A::GROUP_DESCRIPTION),
    Field::Attribute(A::GROUP_CREATED_DATE_TIME),
];

const DELETED_GROUPS: [Field; 7] = [
    Field::Attribute(A::GROUP_DISPLAY_NAME),
    Field::Kind,
    Field::Membership,
    Field::Attribute(A::GROUP_DELETED_DATE_TIME),
    Field::DaysLeft,
    Field::Members,
    Field::Attribute(A::GROUP_MAIL),
];

const DEVICES: [Field; 9] = [
    Field::Attribute(A::DEVICE_DISPLAY_NAME),
    Field::Attribute(A::DEVICE_OS_TYPE),
    Field::Attribute(A::DEVICE_OS_VERSION),
    Field::Attribute(A::DEVICE_OWNERSHIP),
    Field::Attribute(A::DEVICE_TRUST_TYPE),
    Field::Attribute(A::DEVICE_IS_COMPLIANT),
    Field::Attribute(A::DEVICE_IS_MANAGED),
    Field::Attribute(A::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME),
    Field::In,
];

impl ListColumn {
    /// A column as wide as its kind of values usually is.
    #[must_use]
    pub fn new(field: Field) -> Self {
        let width = match field {
            Field::Attribute(A::DISPLAY_NAME) => 210,
            Field::Attribute(A::GROUP_DISPLAY_NAME | A::DEVICE_DISPLAY_NAME) => 260,
            Field::Attribute(A::USER_PRINCIPAL_NAME | A::MAIL | A::GROUP_MAIL) => 270,
            Field::Attribute(A::USER_TYPE | A::USAGE_LOCATION) => 110,
            Field::Attribute(attribute) => match attribute.kind() {
                Kind::Reference if attribute.is_id() => 270,
                Kind::Boolean if attribute.of() == Of::User => 110,
                Kind::Date | Kind::Boolean => 120,
                _ if attribute.of() == Of::User => 170,
                _ => 180,
            },
            Field::Kind | Field::Membership => 180,
            Field::Members | Field::Owners | Field::In | Field::DaysLeft => 120,
        };
        Self { field, width }
    }
}

/// The columns of a first visit.
#[must_use]
pub fn default_columns(of: Of, deleted: bool) -> Vec<ListColumn> {
    let fields: &[Field] = match (of, deleted) {
        (Of::User, _) => &USERS.map(Field::Attribute),
        (Of::Group, false) => &GROUPS,
        (Of::Group, true) => &DELETED_GROUPS,
        (Of::Device, _) => &DEVICES,
    };
    fields.iter().copied().map(ListColumn::new).collect()
}

/// What leads to the page of an object, and stands first.
#[must_use]
pub const fn name(of: Of) -> Field {
    Field::Attribute(name_attribute(of))
}

/// What sorts a list that nobody has sorted.
#[must_use]
pub const fn usual_sort(of: Of) -> [(Field, Direction); 1] {
    [(name(of), Direction::Ascending)]
}

/// What a reader calls a field.
#[must_use]
pub fn label(field: Field, schema: &Schema, locale: Locale) -> String {
    let text: Text = match field {
        Field::Attribute(attribute) => return messages::label(schema, attribute, locale),
        Field::Kind => t::KIND,
        Field::Membership => t::MEMBERSHIP,
        Field::Members => t::MEMBERS,
        Field::Owners => t::OWNERS,
        Field::In => t::IN_GROUPS,
        Field::DaysLeft => t::DAYS_LEFT,
    };
    text.get(locale).to_owned()
}

/// The keys of figures in the grid; attributes go by their number, which none of these is.
const KEYS: [(Field, u16); 6] = [
    (Field::Kind, u16::MAX),
    (Field::Membership, u16::MAX - 1),
    (Field::Members, u16::MAX - 2),
    (Field::Owners, u16::MAX - 3),
    (Field::In, u16::MAX - 4),
    (Field::DaysLeft, u16::MAX - 5),
];

/// What the grid knows a field by.
#[must_use]
pub fn key(field: Field) -> u16 {
    match field {
        Field::Attribute(attribute) => attribute.0,
        figure => KEYS.iter().find(|(known, _)| *known == figure).map_or(0, |(_, key)| *key),
    }
}

/// The field that the grid knows by a key.
#[must_use]
pub fn of_key(key: u16) -> Field {
    let figure = KEYS.iter().find(|(_, known)| *known == key).map(|(field, _)| *field);
    figure.unwrap_or(Field::Attribute(A(key)))
}

/// The columns as the grid wants them.
#[must_use]
pub fn grid_columns(
    columns: &[ListColumn],
    sort: &[(Field, Direction)],
    schema: &Schema,
    locale: Locale,
) -> Vec<Column> {
    let usual = usual_sort(schema.kind());
    let sort = if sort.is_empty() { &usual } else { sort };
    let column = |column: &ListColumn| {
        let at = sort.iter().position(|(field, _)| *field == column.field);
        let sorted =
            at.and_then(|at| Some((at, sort.get(at)?))).map(|(at, (_, direction))| Sorted {
                descending: *direction == Direction::Descending,
                place: if sort.len() > 1 { u8::try_from(at + 1).unwrap_or(u8::MAX) } else { 0 },
            });
        Column {
            key: key(column.field),
            label: label(column.field, schema, locale),
            width: column.width,
            sortable: true,
            sorted,
        }
    };
    columns.iter().map(column).collect()
}

/// The columns as a reader's choice is kept: `displayName:210`.
#[must_use]
pub fn write(columns: &[ListColumn], schema: &Schema) -> Vec<String> {
    let text = |column: &ListColumn| format!("{}:{}", column.field.name(schema), column.width);
    columns.iter().map(text).collect()
}

/// A reader's choice as far as the workspace has it; none where the name does not come first.
#[must_use]
pub fn read(names: &[String], schema: &Schema) -> Option<Vec<ListColumn>> {
    let mut columns: Vec<ListColumn> = Vec::new();
    for text in names {
        let (text, width) = text.rsplit_once(':').unwrap_or((text, ""));
        let Some(field) = Field::find(text, schema) else { continue };
        if columns.iter().all(|column| column.field != field) {
            let width = width.parse().unwrap_or_else(|_| ListColumn::new(field).width);
            columns.push(ListColumn { field, width });
        }
    }
    let first = columns.first().map(|column| column.field);
    (first == Some(name(schema.kind()))).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::{ListColumn, default_columns, key, name, of_key, read, write};
    use crate::{
        domain::attribute::{Of, Schema},
        store::Field,
    };

    #[test]
    fn a_choice_is_read_as_it_was_written() {
        for of in [Of::User, Of::Group, Of::Device] {
            let schema = Schema::of(of);
            let mut columns: Vec<ListColumn> = Field::all(&schema).map(ListColumn::new).collect();
            let texts = write(&columns, &schema);
            assert_eq!(read(&texts, &schema), None, "the name does not come first");
            columns.sort_by_key(|column| column.field != name(of));
            let texts = write(&columns, &schema);
            assert_eq!(read(&texts, &schema), Some(columns));
            for deleted in [false, true] {
                let columns = default_columns(of, deleted);
                assert_eq!(read(&write(&columns, &schema), &schema), Some(columns));
            }
        }
        let schema = Schema::of(Of::Group);
        let texts =
            ["displayName", "nonsense:1", "memberCount:99", "memberCount"].map(str::to_owned);
        let fields =
            [ListColumn::new(name(Of::Group)), ListColumn { field: Field::Members, width: 99 }];
        assert_eq!(read(&texts, &schema), Some(fields.to_vec()));
    }

    #[test]
    fn every_field_has_a_key_of_its_own() {
        for of in [Of::User, Of::Group, Of::Device] {
            for field in Field::all(&Schema::of(of)) {
                assert_eq!(of_key(key(field)), field);
            }
        }
    }
}
