//! Asking an atom: of everyone, or of one user.

use super::{known::Known, test::Test};
use crate::{
    domain::{Attribute, UserId},
    rules::truth::Truth,
    store::{Bits, Cell, Objects},
    text::fold,
};
use std::borrow::Cow;

/// One question to one attribute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Atom {
    Column(Attribute, Test),
    /// True of nobody.
    Nobody,
    /// Nobody can say.
    Unknown,
}

impl Atom {
    pub(super) const fn attribute(&self) -> Option<Attribute> {
        match self {
            Self::Column(attribute, _) => Some(*attribute),
            Self::Nobody | Self::Unknown => None,
        }
    }

    /// What it says of all active users.
    pub(super) fn everyone(&self, users: &Objects, active: &Bits) -> Known {
        let nobody = Bits::none(users.rows());
        let Self::Column(attribute, asked) = self else {
            let unknown = if *self == Self::Unknown { active } else { &nobody };
            return Known::new(nobody.clone(), unknown);
        };
        let mut matched = match asked.filter(*attribute) {
            Some(filter) => users.filter_within(&filter, active),
            None => match asked {
                Test::Matches(compiled) => {
                    let mut matcher = compiled.pattern.matcher();
                    users.ask_within(*attribute, active, &mut |cell| match cell {
                        Cell::Text(text) => Some(matcher.is_match(text)),
                        Cell::Texts(texts) => Some(texts.iter().any(|text| matcher.is_match(text))),
                        Cell::Reference(id) => Some(matcher.is_match(&id.to_string())),
                        cell => cell.is_known().then_some(false),
                    })
                }
                _ => users.ask_within(*attribute, active, &mut |cell| asked.of(cell)),
            },
        };
        if *attribute == Attribute::ID {
            // Whoever has a made-up id will have another one.
            let made_up = |row: &u32| users.is_provisional(UserId(*row));
            for row in active.iter().filter(made_up) {
                matched.yes.remove(row);
                matched.unknown.insert(row);
            }
        }
        Known::new(matched.yes, &matched.unknown)
    }
}

/// One user, about whom several atoms are asked.
pub(super) struct Row<'u> {
    users: &'u Objects,
    user: UserId,
    active: bool,
    /// The cell that was read last, its text folded.
    last: Option<(Attribute, Cell<'u>, Option<Cow<'u, str>>)>,
}

impl<'u> Row<'u> {
    pub(super) const fn new(users: &'u Objects, user: UserId, active: bool) -> Self {
        Self { users, user, active, last: None }
    }

    pub(super) fn ask(&mut self, atom: &Atom) -> Truth {
        let (attribute, test) = match atom {
            _ if !self.active => return Truth::No,
            Atom::Nobody => return Truth::No,
            Atom::Unknown => return Truth::Unknown,
            Atom::Column(attribute, test) => (*attribute, test),
        };
        if attribute == Attribute::ID && self.users.is_provisional(self.user) {
            return Truth::Unknown;
        }
        if self.last.as_ref().is_none_or(|(last, ..)| *last != attribute) {
            let cell = self.users.read(self.user, attribute);
            self.last = Some((attribute, cell, cell.text().map(fold::case)));
        }
        let Some((_, cell, folded)) = &self.last else { return Truth::Unknown };
        let texts =
            matches!(test, Test::Equal(_) | Test::Starts(_) | Test::Ends(_) | Test::Contains(_));
        let so = match folded {
            Some(folded) if texts => Some(test.of_folded(folded)),
            _ => test.of(*cell),
        };
        so.map_or(Truth::Unknown, Truth::from)
    }
}
