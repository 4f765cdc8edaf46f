//! An organisation as its employees are told of it: name, whom to ask, and what it has switched on.
//!
//! Texts have the limits of the Company Portal's fields, so that the same can be pasted there. Source: Microsoft
//! Learn, *Configure the Intune Company Portal apps, Company Portal website, and Intune app* (2025-10-02).

use super::scenario::{Platform, Scenario};
use super::switches::Switches;
use super::topic::{Country, Slug};
use crate::text::date::Day;
use std::collections::{BTreeMap, BTreeSet};

/// A text about the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    OrganisationName,
    ContactName,
    Phone,
    Email,
    SiteName,
    SiteUrl,
    Information,
    PrivacyUrl,
    Hours,
    /// Data protection officer.
    DataProtection,
    WorksCouncil,
    /// How to say something without a name.
    Anonymous,
    UpdateWindow,
}

impl Field {
    pub const ALL: [Self; 13] = [
        Self::OrganisationName,
        Self::ContactName,
        Self::Phone,
        Self::Email,
        Self::SiteName,
        Self::SiteUrl,
        Self::Information,
        Self::PrivacyUrl,
        Self::Hours,
        Self::DataProtection,
        Self::WorksCouncil,
        Self::Anonymous,
        Self::UpdateWindow,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OrganisationName => "org",
            Self::ContactName => "contact.name",
            Self::Phone => "contact.phone",
            Self::Email => "contact.email",
            Self::SiteName => "contact.site",
            Self::SiteUrl => "contact.url",
            Self::Information => "contact.info",
            Self::PrivacyUrl => "privacy-url",
            Self::Hours => "contact.hours",
            Self::DataProtection => "contact.dpo",
            Self::WorksCouncil => "contact.council",
            Self::Anonymous => "contact.anonymous",
            Self::UpdateWindow => "update-window",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Characters at most: the Company Portal's limit where it has the field, else ours.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::OrganisationName | Self::ContactName | Self::Email | Self::SiteName => 40,
            Self::Phone => 20,
            Self::SiteUrl => 150,
            Self::Information => 120,
            Self::PrivacyUrl => 79,
            Self::Hours
            | Self::DataProtection
            | Self::WorksCouncil
            | Self::Anonymous
            | Self::UpdateWindow => 200,
        }
    }

    /// Whether the Company Portal has it.
    #[must_use]
    pub const fn is_of_portal(self) -> bool {
        !matches!(
            self,
            Self::Hours
                | Self::DataProtection
                | Self::WorksCouncil
                | Self::Anonymous
                | Self::UpdateWindow
        )
    }
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldProblem {
    /// So many characters more than fit.
    TooLong(usize),
    /// A character that no field has: a control character, a line's end.
    Character(usize),
    /// No `alias@domain`.
    NoAddress,
    /// No address of the web that starts with `https://` or `http://`.
    NoUrl,
}

/// The texts about an organisation. What is not in it is not said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact(BTreeMap<Field, String>);

impl Contact {
    /// A text; empty where nothing is said.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", String::as_str)
    }

    /// Says something, without spaces around it; an empty text says nothing.
    ///
    /// # Errors
    /// What is wrong with the text; then nothing is changed.
    pub fn set(&mut self, field: Field, text: &str) -> Result<(), FieldProblem> {
        let text = text.trim();
        if text.is_empty() {
            self.0.remove(&field);
            return Ok(());
        }
        let length = text.chars().count();
        if length > field.limit() {
            return Err(FieldProblem::TooLong(length - field.limit()));
        }
        if let Some(at) = text.chars().position(char::is_control) {
            return Err(FieldProblem::Character(at));
        }
        match field {
            Field::Email if !is_address(text) => return Err(FieldProblem::NoAddress),
            Field::SiteUrl | Field::PrivacyUrl if !is_url(text) => return Err(FieldProblem::NoUrl),
            _ => {}
        }
        self.0.insert(field, text.to_owned());
        Ok(())
    }

    /// The texts that are there.
    pub fn said(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, text)| (*field, text.as_str()))
    }
}

/// `alias@domain`, as the Company Portal wants it.
fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(alias, domain)| {
        !alias.is_empty()
            && !domain.is_empty()
            && !text.contains(char::is_whitespace)
            && !domain.contains('@')
    })
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace))
}

/// The least version of a system that may be enrolled, as the organisation has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Least {
    pub version: String,
    /// When it was last looked at.
    pub checked: Day,
}

/// Somebody has tried in the tenant whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trial {
    /// Whether it was seen, or could be done.
    pub is_so: bool,
    pub on: Day,
}

/// What a trial was about: the table and key of the matrix (`see.photos`), and the kind of device.
pub type Tried = (Slug, Scenario);

/// What an organisation says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    pub contact: Contact,
    /// Countries where people work: some have rules of their own.
    pub countries: BTreeSet<Country>,
    pub switches: Switches,
    pub trials: BTreeMap<Tried, Trial>,
    pub least: BTreeMap<Platform, Least>,
    /// Days until access is blocked, where Conditional Access asks for a healthy device.
    pub grace_days: Option<u16>,
    /// Whether a second administrator has to agree before a device is erased.
    pub wipe_needs_second: Option<bool>,
    /// When phones move to the Android Management API.
    pub android_move: Option<Day>,
    /// Other products that watch: proxies, endpoint protection and the like, which no page of Intune mentions.
    pub other_monitoring: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.key()), Some(field));
        }
    }

    #[test]
    fn texts_have_the_limits_of_the_portal() {
        let mut contact = Contact::default();
        let long = "é".repeat(41);
        assert_eq!(contact.set(Field::OrganisationName, &long), Err(FieldProblem::TooLong(1)));
        assert_eq!(contact.set(Field::OrganisationName, &"é".repeat(40)), Ok(()));
        for (field, text, problem) in [
            (Field::Email, "a b@c.example", FieldProblem::NoAddress),
            (Field::Email, "a@b@c", FieldProblem::NoAddress),
            (Field::Email, "help", FieldProblem::NoAddress),
            (Field::SiteUrl, "javascript:x", FieldProblem::NoUrl),
            (Field::SiteUrl, "https://", FieldProblem::NoUrl),
            (Field::Information, "a\nb", FieldProblem::Character(1)),
            (Field::Phone, "+33 1 23 45 67 89 10 11", FieldProblem::TooLong(3)),
        ] {
            assert_eq!(contact.set(field, text), Err(problem), "{text}");
        }
        contact.set(Field::Email, " it@contoso.example ").unwrap();
        assert_eq!(contact.get(Field::Email), "it@contoso.example");
        contact.set(Field::OrganisationName, " ").unwrap();
        assert_eq!(contact.said().count(), 1);
    }
}
