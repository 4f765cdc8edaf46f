//! Staged changes of users as steps.

mod gather;
mod order;
mod person;

use super::step::{Lasting, Omitted, Step};
use crate::tenant::Workspace;
use person::Person;

/// The steps that concern users, by what has to be done before what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stages {
    /// Names are freed and taken, one after the other.
    pub names: Vec<Step>,
    pub attributes: Vec<Step>,
    pub managers: Vec<Step>,
    /// Those who free seats come first.
    pub licenses: Vec<Step>,
    pub intents: Vec<Step>,
    pub deletions: Vec<Step>,
    /// Licences are gone through again when everything that frees seats is done.
    pub reprocessing: Vec<Step>,
}

/// There, back, and what remains of either.
pub(super) struct Plan {
    pub forward: Stages,
    pub back: Stages,
    pub lasting: Vec<Lasting>,
    pub omitted: Vec<Omitted>,
}

/// The staged changes of all users.
pub(super) fn plan(workspace: &Workspace) -> Plan {
    let (people, omitted) = gather::gather(workspace);
    let back: Vec<Person> = people.iter().filter_map(Person::inverse).collect();
    Plan {
        forward: order::stages(&people),
        back: order::stages(&back),
        lasting: people.iter().flat_map(Person::lasting).collect(),
        omitted,
    }
}
