//! Whom the names of a list fit.

use super::CANDIDATES;
use crate::domain::{Attribute, Existence, Row, Subject, attribute::Of};
use crate::store::{Cell, Directory};
use crate::text::fold;
use std::collections::BTreeMap;

/// How an entry names somebody, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    UserPrincipalName,
    Mail,
    /// Another address of the mailbox.
    Proxy,
    Name,
}

/// Whom a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    Nobody,
    One(Subject),
    /// The first of them.
    Several(Vec<Subject>),
}

/// Who fits one name in the best way that was found so far.
#[derive(Debug, Default)]
struct Fits {
    best: Option<(By, bool)>,
    who: Vec<Subject>,
}

/// The names of a list, and who fits each.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    names: BTreeMap<String, Fits>,
}

/// A name as it is compared: case, accents and how many blanks there are do not count.
pub(super) fn key(text: &str) -> String {
    let folded = fold::search(text);
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// The texts of a kind that name an object, and how.
pub(super) const fn naming(of: Of) -> &'static [(Attribute, By)] {
    match of {
        Of::User => &[
            (Attribute::USER_PRINCIPAL_NAME, By::UserPrincipalName),
            (Attribute::MAIL, By::Mail),
            (Attribute::PROXY_ADDRESSES, By::Proxy),
            (Attribute::DISPLAY_NAME, By::Name),
        ],
        Of::Group => &[
            (Attribute::GROUP_MAIL, By::Mail),
            (Attribute::GROUP_PROXY_ADDRESSES, By::Proxy),
            (Attribute::GROUP_DISPLAY_NAME, By::Name),
        ],
        Of::Device => &[(Attribute::DEVICE_DISPLAY_NAME, By::Name)],
    }
}

impl Wanted {
    /// Asks for a name.
    pub(super) fn add(&mut self, text: &str) {
        let key = key(text);
        if !key.is_empty() {
            self.names.entry(key).or_default();
        }
    }

    /// Looks at every object once.
    pub(super) fn walk(&mut self, directory: &Directory) {
        if self.names.is_empty() {
            return;
        }
        for of in [Of::User, Of::Group, Of::Device] {
            let objects = directory.of(of);
            for (attribute, by) in naming(of) {
                if !objects.is_known(*attribute) {
                    continue;
                }
                for row in objects.present().iter().map(Row) {
                    let active = objects.existence(row) == Existence::Active;
                    let subject = Subject { of, row };
                    match objects.read(row, *attribute) {
                        Cell::Text(text) => self.offer(text, (*by, active), subject),
                        Cell::Texts(texts) => {
                            for text in texts.iter() {
                                let address = text.split_once(':').map_or(text, |(_, it)| it);
                                self.offer(address, (*by, active), subject);
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    fn offer(&mut self, text: &str, (by, active): (By, bool), subject: Subject) {
        let Some(fits) = self.names.get_mut(key(text).as_str()) else { return };
        // Whoever is there comes before whoever is deleted, then the better way to be named.
        let rank = |(by, active): (By, bool)| (!active, by);
        match fits.best {
            Some(best) if rank(best) < rank((by, active)) => return,
            Some(best) if rank(best) == rank((by, active)) => {}
            _ => {
                fits.best = Some((by, active));
                fits.who.clear();
            }
        }
        if fits.who.len() <= CANDIDATES && !fits.who.contains(&subject) {
            fits.who.push(subject);
        }
    }

    /// Who fits a name that was asked for.
    pub(super) fn meant(&self, text: &str) -> Meant {
        let who = self.names.get(key(text).as_str()).map_or(&[][..], |fits| &fits.who);
        match who {
            [] => Meant::Nobody,
            [one] => Meant::One(*one),
            several => Meant::Several(several.iter().take(CANDIDATES).copied().collect()),
        }
    }
}
