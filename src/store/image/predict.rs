//! Texts that mostly follow from others of the same person, and are then kept as one byte.
//!
//! A text follows from a *beginning*, made of other texts, and an *ending* that is the same for
//! many: the user principal name is the nickname and a domain, the mail address is the user
//! principal name and nothing more. Only what comes out exactly is kept this way.

use crate::{
    domain::Attribute,
    store::{Objects, column::Column},
};
use Attribute as A;

/// Longest beginning, in bytes: a byte of an image never becomes much more than that in memory.
const LONGEST: usize = 255;

/// Characters that a logon name of before Windows 2000 may have (`sAMAccountName` of a user).
const LOGON_NAME: usize = 20;

/// How a text may begin.
#[derive(Debug, Clone, Copy)]
pub(super) enum Beginning {
    /// As another.
    Text(Attribute),
    /// As another, cut to [`LOGON_NAME`].
    LogonName(Attribute),
    /// As two others with something between.
    Joined(Attribute, &'static str, Attribute),
}

use Beginning::{Joined, LogonName, Text};

/// The beginnings for an attribute, tried in this order; images name them by their place.
pub(super) const fn of(attribute: Attribute) -> &'static [Beginning] {
    match attribute {
        A::USER_PRINCIPAL_NAME => &[Text(A::MAIL_NICKNAME)],
        A::MAIL | A::ON_PREMISES_USER_PRINCIPAL_NAME => {
            &[Text(A::USER_PRINCIPAL_NAME), Text(A::MAIL_NICKNAME)]
        }
        A::ON_PREMISES_SAM_ACCOUNT_NAME => &[LogonName(A::MAIL_NICKNAME)],
        A::DISPLAY_NAME => &[
            Joined(A::GIVEN_NAME, " ", A::SURNAME),
            Joined(A::SURNAME, " ", A::GIVEN_NAME),
            Joined(A::SURNAME, ", ", A::GIVEN_NAME),
        ],
        _ => &[],
    }
}

/// When a column is written: after those that it is predicted from.
pub(super) const fn turn(attribute: Attribute) -> u8 {
    match attribute {
        A::MAIL_NICKNAME | A::GIVEN_NAME | A::SURNAME => 0,
        A::USER_PRINCIPAL_NAME => 1,
        _ => 2,
    }
}

/// A beginning with the columns that it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    one: &'a Column,
    /// Whether the first text is cut to [`LOGON_NAME`].
    cut: bool,
    between: &'static str,
    other: Option<&'a Column>,
}

impl<'a> Source<'a> {
    /// None where a column is not there: nobody's text begins so.
    pub(super) fn of(beginning: Beginning, users: &'a Objects) -> Option<Self> {
        let column = |attribute| users.column(attribute);
        Some(match beginning {
            Text(one) => Self { one: column(one)?, cut: false, between: "", other: None },
            LogonName(one) => Self { one: column(one)?, cut: true, between: "", other: None },
            Joined(one, between, other) => {
                Self { one: column(one)?, cut: false, between, other: Some(column(other)?) }
            }
        })
    }

    /// The parts of the beginning of a row's text; none where it has none.
    #[inline]
    pub(super) fn parts(&self, row: usize) -> Option<[&'a str; 3]> {
        let mut one = self.one.read(row).text()?;
        if self.cut && one.len() > LOGON_NAME {
            let end = one.char_indices().nth(LOGON_NAME).map_or(one.len(), |(at, _)| at);
            one = one.get(..end)?;
        }
        let other = match self.other {
            Some(other) => other.read(row).text()?,
            None => "",
        };
        (one.len() + self.between.len() + other.len() <= LONGEST).then_some([
            one,
            self.between,
            other,
        ])
    }
}
