//! What a hand-off does to one person, forwards or backwards.

use super::super::licences;
use super::super::presence::Presence;
use super::super::step::{Expected, Field, Force, Lasting, LicenseChange, Target};
use crate::domain::{Intent, ObjectId};
use crate::powershell::Value;

/// Somebody's manager, as imported or staged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Manager {
    Unknown,
    Nobody,
    Person(Reference),
}

/// Another person, under the name before and the name after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub id: Option<ObjectId>,
    pub name_before: String,
    pub name_after: String,
    /// Whether the person can be anybody's manager at either end.
    pub active_before: bool,
    pub active_after: bool,
}

/// All changes to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub id: Option<ObjectId>,
    pub before: Presence,
    pub after: Presence,
    /// User principal names; empty when unknown, or when there is nobody to have one.
    pub name_before: String,
    pub name_after: String,
    /// The other attributes.
    pub fields: Vec<Field>,
    /// Unchanged members of `employeeOrgData`, when another one changes.
    pub along: Vec<(String, Value)>,
    pub manager: Option<(Manager, Manager)>,
    pub licenses: Vec<LicenseChange>,
    pub intents: Vec<Intent>,
    /// Proxy addresses that others have taken are dropped on restoring.
    pub drop_proxies: bool,
    /// By what a person is recognised before being deleted.
    pub identity: Vec<(String, Value)>,
}

impl Manager {
    /// Whether a script can set this manager at the end.
    pub(super) const fn can_be_set(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::Nobody => true,
            Self::Person(there) => {
                there.active_after && (there.id.is_some() || !there.name_after.is_empty())
            }
        }
    }

    fn inverse(self) -> Self {
        match self {
            Self::Person(there) => Self::Person(Reference {
                id: there.id,
                name_before: there.name_after,
                name_after: there.name_before,
                active_before: there.active_after,
                active_after: there.active_before,
            }),
            other => other,
        }
    }

    /// What the tenant should hold before the managers' turn, when everybody has the new name.
    pub(super) fn expected(&self) -> Expected {
        match self {
            Self::Unknown => Expected::Unknown,
            Self::Nobody => Expected::Nobody,
            Self::Person(reference) => Expected::Person(reference.target()),
        }
    }

    pub(super) fn wanted(&self) -> Option<Target> {
        match self {
            Self::Person(reference) => Some(reference.target()),
            Self::Unknown | Self::Nobody => None,
        }
    }
}

impl Reference {
    fn target(&self) -> Target {
        let name = if self.name_after.is_empty() { &self.name_before } else { &self.name_after };
        Target { id: self.id, name: name.clone() }
    }
}

impl Person {
    /// As found at the start.
    pub(super) fn target_before(&self) -> Target {
        let name = if self.name_before.is_empty() { &self.name_after } else { &self.name_before };
        Target { id: self.id, name: name.clone() }
    }

    /// As found once renamed.
    pub(super) fn target_after(&self) -> Target {
        let name = if self.name_after.is_empty() { &self.name_before } else { &self.name_after };
        Target { id: self.id, name: name.clone() }
    }

    /// Whether an existing person gets another name. Who is deleted keeps the name.
    pub(super) fn is_renamed(&self) -> bool {
        self.before == Presence::Active
            && self.after == Presence::Active
            && self.name_before != self.name_after
            && !self.name_after.is_empty()
    }

    /// What the creation asks of the first sign-in.
    pub(super) fn force(&self) -> Force {
        if self.intents.contains(&Intent::ForcePasswordChangeWithMfa) {
            Force::AfterMfa
        } else if self.intents.contains(&Intent::ForcePasswordChange)
            || self.intents.contains(&Intent::ResetPassword)
        {
            Force::Yes
        } else {
            Force::No
        }
    }

    /// The way back, as far as there is one.
    pub(super) fn inverse(&self) -> Option<Self> {
        let created = self.before == Presence::Absent;
        if self.after == Presence::Deleted && self.id.is_none() {
            return None;
        }
        let fields = self.fields.iter().filter(|_| !created).filter_map(|field| {
            let before = field.before.clone()?;
            Some(Field {
                path: field.path.clone(),
                before: Some(field.after.clone()),
                after: before,
            })
        });
        let manager = self
            .manager
            .clone()
            .map(|(before, after)| (after.inverse(), before.inverse()))
            .filter(|(_, before)| !created && before.can_be_set());
        let unknown_name = self.name_before.is_empty();
        let identity = if created {
            let fields = self.fields.iter().filter(|field| field.after != Value::Null);
            let name = ("userPrincipalName".to_owned(), self.name_after.as_str().into());
            fields.map(|field| (field.path.clone(), field.after.clone())).chain([name]).collect()
        } else {
            let name = ("userPrincipalName".to_owned(), Value::from(self.name_after.as_str()));
            [name].into_iter().filter(|_| !self.name_after.is_empty()).collect()
        };
        Some(Self {
            id: self.id,
            before: self.after,
            after: if created { Presence::Deleted } else { self.before },
            name_before: self.name_after.clone(),
            name_after: if created || unknown_name {
                self.name_after.clone()
            } else {
                self.name_before.clone()
            },
            fields: fields.collect(),
            along: self.along.clone(),
            manager,
            // Who is created has them only as long as they are there.
            licenses: if created { Vec::new() } else { licences::inverse(&self.licenses) },
            intents: Vec::new(),
            drop_proxies: false,
            identity,
        })
    }

    /// What the way back leaves behind.
    pub(super) fn lasting(&self) -> Vec<Lasting> {
        let mut out = Vec::new();
        let target = self.target_after();
        if self.before == Presence::Absent {
            return vec![Lasting::Created(target)];
        }
        if self.after == Presence::Deleted && self.id.is_none() {
            out.push(Lasting::NoId(target.clone()));
        }
        if self.before == Presence::Deleted
            && self.after == Presence::Active
            && self.name_before != self.name_after
        {
            out.push(Lasting::NewName(target.clone()));
        }
        let unknown_name = self.name_before.is_empty() && self.is_renamed();
        if unknown_name {
            out.push(Lasting::Unknown(target.clone(), "userPrincipalName".to_owned()));
        }
        for field in self.fields.iter().filter(|field| field.before.is_none()) {
            out.push(Lasting::Unknown(target.clone(), field.path.clone()));
        }
        if self.manager.as_ref().is_some_and(|(before, _)| !before.clone().inverse().can_be_set()) {
            out.push(Lasting::Unknown(target.clone(), "manager".to_owned()));
        }
        for intent in &self.intents {
            out.push(match intent {
                Intent::ResetPassword => Lasting::Password(target.clone()),
                Intent::ForcePasswordChange | Intent::ForcePasswordChangeWithMfa => {
                    Lasting::ForcedChange(target.clone())
                }
                Intent::RevokeSessions => Lasting::Sessions(target.clone()),
                Intent::ReprocessLicenses => Lasting::Licences(target.clone()),
            });
        }
        out
    }
}
