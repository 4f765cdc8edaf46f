//! Which attributes a user's page shows where, and who can change them.

use crate::{
    domain::{
        Attribute, Existence, GroupProblem, Row, UserId,
        attribute::{Of, Section, Write},
    },
    store::Objects,
    tenant::{Workspace, groups::Nature},
};

/// The parts of the page in their order.
pub const SECTIONS: [Section; 6] = [
    Section::Identity,
    Section::Job,
    Section::Contact,
    Section::Account,
    Section::OnPremises,
    Section::Extension,
];

/// Whether an attribute of a user or a group can be changed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mastery {
    /// Here.
    Here,
    /// By the service alone.
    Service,
    /// In the directory on premises that it comes from.
    OnPremises,
    /// In Exchange, which manages the group.
    Exchange,
    /// Nowhere: it is deleted, or not there.
    Nobody,
}

/// Who masters an attribute of a user or a group.
#[must_use]
pub fn mastery(objects: &Objects, row: Row, attribute: Attribute) -> Mastery {
    match attribute.definition().write {
        Write::Never => Mastery::Service,
        _ if objects.existence(row) != Existence::Active => Mastery::Nobody,
        _ if attribute.of() == Of::Group => of_group(objects, row, attribute),
        Write::Cloud if is_synced(objects, row) == Some(true) => Mastery::OnPremises,
        Write::Cloud | Write::Free => Mastery::Here,
    }
}

/// Who masters an attribute of a group. How members come in has a place of its own on the page.
fn of_group(groups: &Objects, group: Row, attribute: Attribute) -> Mastery {
    match Nature::in_table(groups, group).managed_elsewhere() {
        Some(GroupProblem::OnPremises) => return Mastery::OnPremises,
        Some(_) => return Mastery::Exchange,
        None => {}
    }
    match attribute {
        Attribute::GROUP_TYPES
        | Attribute::GROUP_MEMBERSHIP_RULE
        | Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE => Mastery::Service,
        _ => Mastery::Here,
    }
}

/// Whether a user comes from a directory on premises; nobody knows before it was imported.
#[must_use]
pub fn is_synced(users: &Objects, user: UserId) -> Option<bool> {
    let cell = users.read(user, Attribute::ON_PREMISES_SYNC_ENABLED);
    cell.is_known().then(|| cell.boolean().unwrap_or(false))
}

/// The attributes of one part: those with something to read, and the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub shown: Vec<Attribute>,
    pub rest: Vec<Attribute>,
}

/// The attributes of a part for a user. What has a value, a staged change, or must have a value
/// is shown; what is null or was never imported is the rest.
#[must_use]
pub fn facts(workspace: &Workspace, user: UserId, section: Section) -> Facts {
    let users = workspace.users();
    let mut facts = Facts::default();
    // Licences have a card of their own.
    let of_section = |attribute: &Attribute| {
        attribute.definition().section == section && !attribute.is_of_licenses()
    };
    for attribute in users.schema().attributes().filter(of_section) {
        let shown = users.read(user, attribute).is_value()
            || attribute.definition().required
            || workspace.staged().baseline(user, attribute).is_some();
        if shown { facts.shown.push(attribute) } else { facts.rest.push(attribute) }
    }
    facts
}

#[cfg(test)]
mod tests {
    //! A cloud user, a synchronised one, and one of whom nobody knows.

    use super::{Mastery, SECTIONS, facts, is_synced, mastery};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Row, Timestamp, UserId, Value},
        store::Directory,
        tenant::{Info, Workspace},
    };

    fn workspace() -> Workspace {
        let mut directory = Directory::default();
        let users = &mut directory.users;
        for (name, synced) in [
            ("cloud", Datum::Null),
            ("synced", Datum::Value(Value::Boolean(true))),
            ("?", Datum::Unknown),
        ] {
            let user = users.push(ObjectId::made_up(name), false, Existence::Active).unwrap();
            users.set(user, Attribute::ON_PREMISES_SYNC_ENABLED, &synced);
            users.set(user, Attribute::DEPARTMENT, &Datum::text("Sales"));
            users.set(user, Attribute::CITY, &Datum::Null);
        }
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        Workspace::new(info, directory)
    }

    #[test]
    fn who_masters_what() {
        let mut workspace = workspace();
        let of = |workspace: &Workspace, user, attribute| {
            mastery(workspace.users(), UserId(user), attribute)
        };
        assert_eq!(of(&workspace, 0, Attribute::DEPARTMENT), Mastery::Here);
        assert_eq!(of(&workspace, 1, Attribute::DEPARTMENT), Mastery::OnPremises);
        assert_eq!(of(&workspace, 1, Attribute::USAGE_LOCATION), Mastery::Here);
        assert_eq!(of(&workspace, 2, Attribute::DEPARTMENT), Mastery::Here);
        assert_eq!(of(&workspace, 0, Attribute::ID), Mastery::Service);
        assert_eq!(is_synced(workspace.users(), UserId(0)), Some(false));
        assert_eq!(is_synced(workspace.users(), UserId(2)), None);
        let mut directory = workspace.directory().clone();
        directory.users.set_existence(UserId(0), Existence::Deleted(Timestamp(1)));
        workspace = Workspace::new(workspace.info.clone(), directory);
        assert_eq!(of(&workspace, 0, Attribute::DEPARTMENT), Mastery::Nobody);
    }

    #[test]
    fn who_masters_what_of_groups() {
        let mut directory = Directory::default();
        let groups = &mut directory.groups;
        let boolean = |value| Datum::Value(Value::Boolean(value));
        for (name, synced, mail) in
            [("ours", false, false), ("synced", true, false), ("exchange", false, true)]
        {
            let group = groups.push(ObjectId::made_up(name), false, Existence::Active).unwrap();
            for (attribute, datum) in [
                (Attribute::GROUP_TYPES, Datum::Null),
                (Attribute::GROUP_MAIL_ENABLED, boolean(mail)),
                (Attribute::GROUP_SECURITY_ENABLED, boolean(true)),
                (Attribute::GROUP_ON_PREMISES_SYNC_ENABLED, boolean(synced)),
            ] {
                groups.set(group, attribute, &datum);
            }
        }
        let of = |row, attribute| mastery(&directory.groups, Row(row), attribute);
        let name = Attribute::GROUP_DISPLAY_NAME;
        assert_eq!(of(0, name), Mastery::Here);
        assert_eq!(of(1, name), Mastery::OnPremises);
        assert_eq!(of(2, name), Mastery::Exchange);
        assert_eq!(of(0, Attribute::GROUP_MAIL), Mastery::Service);
        assert_eq!(of(0, Attribute::GROUP_TYPES), Mastery::Service);
    }

    #[test]
    fn every_attribute_stands_in_one_place() {
        let workspace = workspace();
        let mut seen = Vec::new();
        for section in SECTIONS {
            let facts = facts(&workspace, UserId(0), section);
            seen.extend(facts.shown.into_iter().chain(facts.rest));
        }
        seen.sort_unstable();
        let all = workspace.users().schema().attributes();
        assert_eq!(seen, all.filter(|one| !one.is_of_licenses()).collect::<Vec<_>>());
    }

    #[test]
    fn what_has_a_value_is_shown() {
        let workspace = workspace();
        let job = facts(&workspace, UserId(0), crate::domain::attribute::Section::Job);
        assert_eq!(job.shown, [Attribute::DEPARTMENT]);
        let identity = facts(&workspace, UserId(0), crate::domain::attribute::Section::Identity);
        assert!(
            identity.shown.contains(&Attribute::DISPLAY_NAME),
            "a required one, though unknown"
        );
    }
}
