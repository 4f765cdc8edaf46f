//! What a list shows: fields of its objects, and of people their products.

use crate::{
    domain::{
        Attribute as A, Kind, SkuId,
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

/// What a column is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    Field(Field),
    /// How many products somebody has.
    Products,
    /// One product: by which way somebody has it.
    Product(SkuId),
}

impl Content {
    /// The field, where it is one.
    #[must_use]
    pub const fn field(self) -> Option<Field> {
        match self {
            Self::Field(field) => Some(field),
            Self::Products | Self::Product(_) => None,
        }
    }
}

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListColumn {
    pub content: Content,
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
    pub fn new(content: Content) -> Self {
        let width = match content {
            Content::Products => 190,
            Content::Product(_) => 220,
            Content::Field(field) => usual_width(field),
        };
        Self { content, width }
    }

    /// A column of a field.
    #[must_use]
    pub fn of_field(field: Field) -> Self {
        Self::new(Content::Field(field))
    }
}

fn usual_width(field: Field) -> u32 {
    match field {
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
    fields.iter().copied().map(ListColumn::of_field).collect()
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

/// The key of how many products somebody has.
const PRODUCTS: u16 = u16::MAX - 6;
/// The key of the first product; the others follow in the order in which they were first shown.
const FIRST_PRODUCT: u16 = 0x4000;

/// What the grid knows a column by, where these products were shown so far; one that was not is known from
/// now on.
pub fn key(content: Content, shown: &mut Vec<SkuId>) -> u16 {
    match content {
        Content::Field(Field::Attribute(attribute)) => attribute.0,
        Content::Field(figure) => {
            KEYS.iter().find(|(known, _)| *known == figure).map_or(0, |(_, key)| *key)
        }
        Content::Products => PRODUCTS,
        Content::Product(sku) => {
            let at = shown.iter().position(|known| *known == sku).unwrap_or_else(|| {
                shown.push(sku);
                shown.len() - 1
            });
            u16::try_from(at).map_or(PRODUCTS, |at| FIRST_PRODUCT.saturating_add(at))
        }
    }
}

/// What the grid knows by a key.
#[must_use]
pub fn of_key(key: u16, shown: &[SkuId]) -> Content {
    if key == PRODUCTS {
        return Content::Products;
    }
    let product = key.checked_sub(FIRST_PRODUCT).and_then(|at| shown.get(usize::from(at)));
    if let Some(sku) = product {
        return Content::Product(*sku);
    }
    let figure = KEYS.iter().find(|(_, known)| *known == key).map(|(field, _)| *field);
    Content::Field(figure.unwrap_or(Field::Attribute(A(key))))
}

/// The column of a field as the grid wants it.
#[must_use]
pub fn field_column(
    (field, width): (Field, u32),
    key: u16,
    sort: &[(Field, Direction)],
    schema: &Schema,
    locale: Locale,
) -> Column {
    let usual = usual_sort(schema.kind());
    let sort = if sort.is_empty() { &usual } else { sort };
    let at = sort.iter().position(|(sorted, _)| *sorted == field);
    let sorted = at.and_then(|at| Some((at, sort.get(at)?))).map(|(at, (_, direction))| Sorted {
        descending: *direction == Direction::Descending,
        place: if sort.len() > 1 { u8::try_from(at + 1).unwrap_or(u8::MAX) } else { 0 },
    });
    let label = label(field, schema, locale);
    Column { key, label, note: String::new(), width, sortable: true, sorted }
}

/// How a product is named among a reader's choices.
const PRODUCT: &str = "product/";

fn name_of(content: Content, schema: &Schema) -> String {
    match content {
        Content::Field(field) => field.name(schema).to_owned(),
        Content::Products => "products".to_owned(),
        Content::Product(sku) => format!("{PRODUCT}{sku}"),
    }
}

fn named(text: &str, schema: &Schema) -> Option<Content> {
    match text.strip_prefix(PRODUCT) {
        Some(sku) => SkuId::parse(sku).map(Content::Product),
        None if text == "products" => Some(Content::Products),
        None => Field::find(text, schema).map(Content::Field),
    }
}

/// The columns as a reader's choice is kept: `displayName:210`.
#[must_use]
pub fn write(columns: &[ListColumn], schema: &Schema) -> Vec<String> {
    let text =
        |column: &ListColumn| format!("{}:{}", name_of(column.content, schema), column.width);
    columns.iter().map(text).collect()
}

/// A reader's choice as far as the workspace has it; none where the name does not come first.
#[must_use]
pub fn read(names: &[String], schema: &Schema) -> Option<Vec<ListColumn>> {
    let mut columns: Vec<ListColumn> = Vec::new();
    for text in names {
        let (text, width) = text.rsplit_once(':').unwrap_or((text, ""));
        let Some(content) = named(text, schema) else { continue };
        if columns.iter().all(|column| column.content != content) {
            let width = width.parse().unwrap_or_else(|_| ListColumn::new(content).width);
            columns.push(ListColumn { content, width });
        }
    }
    let first = columns.first().map(|column| column.content);
    (first == Some(Content::Field(name(schema.kind())))).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::{Content, ListColumn, default_columns, key, name, of_key, read, write};
    use crate::{
        domain::{
            SkuId,
            attribute::{Of, Schema},
        },
        store::Field,
    };

    const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
    const VISIO: &str = "c5928f49-12ba-48f7-ada3-0d743a3601d5";

    #[test]
    fn a_choice_is_read_as_it_was_written() {
        for of in [Of::User, Of::Group, Of::Device] {
            let schema = Schema::of(of);
            let mut columns: Vec<ListColumn> =
                Field::all(&schema).map(ListColumn::of_field).collect();
            let texts = write(&columns, &schema);
            assert_eq!(read(&texts, &schema), None, "the name does not come first");
            columns.sort_by_key(|column| column.content != Content::Field(name(of)));
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
        let fields = [
            ListColumn::of_field(name(Of::Group)),
            ListColumn { content: Content::Field(Field::Members), width: 99 },
        ];
        assert_eq!(read(&texts, &schema), Some(fields.to_vec()));
    }

    #[test]
    fn products_are_kept_by_id() {
        let schema = Schema::of(Of::User);
        let columns = [
            ListColumn::of_field(name(Of::User)),
            ListColumn::new(Content::Products),
            ListColumn { content: Content::Product(SkuId::parse(E3).unwrap()), width: 99 },
        ];
        let texts = write(&columns, &schema);
        assert_eq!(texts[1..], ["products:190".to_owned(), format!("product/{E3}:99")]);
        assert_eq!(read(&texts, &schema), Some(columns.to_vec()));
    }

    #[test]
    fn every_column_has_a_key_of_its_own() {
        let products = [E3, VISIO].map(|sku| Content::Product(SkuId::parse(sku).unwrap()));
        for of in [Of::User, Of::Group, Of::Device] {
            let schema = Schema::of(of);
            let fields = Field::all(&schema).map(Content::Field);
            let mut shown = Vec::new();
            for content in fields.chain(products).chain([Content::Products]).chain(products) {
                let key = key(content, &mut shown);
                assert_eq!(of_key(key, &shown), content);
            }
            assert_eq!(shown.len(), 2);
        }
    }
}
