//! What the core says in types, said in words: every refusal, warning, title and value in every
//! language, by exhaustive `match`, so that a new variant without a sentence does not compile.

pub mod attribute;
pub mod audit;
pub mod import;
pub mod operation;
pub mod operator;
pub mod refusal;
pub mod role;
pub mod rule;
pub mod value;
pub mod warning;

pub use attribute::{choice, label, section};
pub use operation::{conflict, existence, intent, title};
pub use operator::operator;
pub use refusal::{name_problem, refusal, where_to_change};
pub use role::role;
pub use value::{cell, datum, push_cell};
pub use warning::warning;

use crate::{
    domain::{Attribute, UserId},
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

#[cfg(test)]
mod tests;
