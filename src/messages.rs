//! What the core says in types, said in words: every refusal, warning, title and value in every
//! language, by exhaustive `match`, so that a new variant without a sentence does not compile.

pub mod attribute;
pub mod audit;
pub mod drift;
pub mod education;
pub mod group;
pub mod import;
pub mod ledger;
pub mod license;
pub mod operation;
pub mod operator;
pub mod refusal;
pub mod role;
pub mod rule;
pub mod self_service;
pub mod setting;
pub mod value;
pub mod warning;

pub use attribute::{choice, label, section};
pub use operation::{conflict, existence, intent, title};
pub use operator::operator;
pub use refusal::{group::party_name, name_problem, refusal, where_to_change};
pub use role::role;
pub use value::{cell, datum, push_cell};
pub use warning::warning;

use crate::{
    domain::{Attribute, Row, Sort, UserId, attribute::Of},
    i18n::Text,
    store::{Cell, Objects},
};

/// How a user is called in a sentence: the display name, else the user principal name, else the id.
#[must_use]
pub fn name(users: &Objects, user: UserId) -> String {
    [Attribute::DISPLAY_NAME, Attribute::USER_PRINCIPAL_NAME]
        .into_iter()
        .find_map(|attribute| match users.read(user, attribute) {
            Cell::Text(text) => Some(text.to_owned()),
            _ => None,
        })
        .unwrap_or_else(|| users.id(user).to_string())
}

/// The attribute that names an object of a kind.
#[must_use]
pub const fn name_attribute(of: Of) -> Attribute {
    match of {
        Of::User => Attribute::DISPLAY_NAME,
        Of::Group => Attribute::GROUP_DISPLAY_NAME,
        Of::Device => Attribute::DEVICE_DISPLAY_NAME,
    }
}

/// The kind of an object.
#[must_use]
pub const fn object_kind(of: Of) -> Text {
    match of {
        Of::User => group::sort(Sort::User),
        Of::Group => group::sort(Sort::Group),
        Of::Device => group::sort(Sort::Device),
    }
}

/// How an object of any kind is called in a sentence: its name, else its id.
#[must_use]
pub fn object_name(objects: &Objects, row: Row) -> String {
    if objects.of() == Of::User {
        return name(objects, row);
    }
    match objects.read(row, name_attribute(objects.of())) {
        Cell::Text(text) => text.to_owned(),
        _ => objects.id(row).to_string(),
    }
}

#[cfg(test)]
mod tests;
