//! Texts that mostly follow from others of the same person, and are then kept as one byte.
//!
//! A text follows from a *beginning*, made of other texts, and an *ending* that is the same for
//! many: the user principal name is the nickname and a domain, the mail address is the user
//! principal name and nothing more. Only what comes out exactly is kept this way.

use crate::{
    domain::{Attribute, UserId},
    store::Users,
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

impl Beginning {
    /// Adds the beginning of a person's text; false, and nothing added, where there is none.
    pub(super) fn write(self, users: &Users, user: UserId, out: &mut String) -> bool {
        let text = |attribute| users.read(user, attribute).text().unwrap_or_default();
        let parts = match self {
            Text(source) => [text(source), "", ""],
            LogonName(source) => {
                let text = text(source);
                let end = text.char_indices().nth(LOGON_NAME).map_or(text.len(), |(at, _)| at);
                [text.get(..end).unwrap_or_default(), "", ""]
            }
            Joined(one, between, other) => [text(one), between, text(other)],
        };
        let [one, between, other] = parts;
        let length = one.len() + between.len() + other.len();
        let whole = !one.is_empty() && (between.is_empty() || !other.is_empty());
        if whole && length <= LONGEST {
            out.extend(parts);
        }
        whole && length <= LONGEST
    }
}
