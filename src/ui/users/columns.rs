//! Which attributes the list shows.

use crate::{
    domain::{Attribute, Kind, attribute::Schema},
    i18n::Locale,
    messages,
    store::Direction,
    ui::kit::table::{Column, Sorted},
};

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) attribute: Attribute,
    pub(super) width: u32,
}

impl Shown {
    /// A column as wide as its kind of values usually is.
    pub(super) fn new(attribute: Attribute) -> Self {
        let width = match (attribute, attribute.kind()) {
            (Attribute::DISPLAY_NAME, _) => 210,
            (Attribute::USER_PRINCIPAL_NAME | Attribute::MAIL | Attribute::ID, _) => 270,
            (Attribute::USER_TYPE | Attribute::USAGE_LOCATION, _) | (_, Kind::Boolean) => 110,
            (_, Kind::Date) => 120,
            _ => 170,
        };
        Self { attribute, width }
    }
}

/// The columns of a first visit.
pub(super) fn default_columns() -> Vec<Shown> {
    [
        Attribute::DISPLAY_NAME,
        Attribute::USER_PRINCIPAL_NAME,
        Attribute::JOB_TITLE,
        Attribute::DEPARTMENT,
        Attribute::MANAGER,
        Attribute::USER_TYPE,
        Attribute::ACCOUNT_ENABLED,
        Attribute::USAGE_LOCATION,
        Attribute::ON_PREMISES_SYNC_ENABLED,
    ]
    .map(Shown::new)
    .to_vec()
}

/// What sorts a list that nobody has sorted.
pub(super) const USUAL_SORT: [(Attribute, Direction); 1] =
    [(Attribute::DISPLAY_NAME, Direction::Ascending)];

/// The columns as the grid wants them.
pub(super) fn grid_columns(
    shown: &[Shown],
    sort: &[(Attribute, Direction)],
    schema: &Schema,
    locale: Locale,
) -> Vec<Column> {
    let sort = if sort.is_empty() { &USUAL_SORT } else { sort };
    let column = |shown: &Shown| {
        let at = sort.iter().position(|(attribute, _)| *attribute == shown.attribute);
        let sorted =
            at.and_then(|at| Some((at, sort.get(at)?))).map(|(at, (_, direction))| Sorted {
                descending: *direction == Direction::Descending,
                place: if sort.len() > 1 { u8::try_from(at + 1).unwrap_or(u8::MAX) } else { 0 },
            });
        Column {
            key: shown.attribute.0,
            label: messages::label(schema, shown.attribute, locale),
            width: shown.width,
            sortable: true,
            sorted,
        }
    };
    shown.iter().map(column).collect()
}
