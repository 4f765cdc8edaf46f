//! The least roles that can carry out a hand-off.

use crate::{
    domain::{Attribute, Intent, Role, Setting},
    exchange::handoff::{Deed, Step},
    tenant::permit::{Action, groups::GroupAction, settings},
};
use std::collections::BTreeSet;

/// What a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    User(Action),
    /// Of a group; whether directory roles can be given to it.
    Group(GroupAction, bool),
    Setting(Setting),
}

impl Right {
    /// The roles that have it, most modest first.
    const fn roles(self) -> &'static [Role] {
        match self {
            Self::User(action) => action.roles(),
            Self::Group(action, role_assignable) => action.roles(role_assignable),
            Self::Setting(setting) => settings::roles(setting),
        }
    }
}

/// What the steps ask for, as far as rights distinguish it.
#[must_use]
pub fn rights<'a>(steps: impl IntoIterator<Item = &'a Step>) -> BTreeSet<Right> {
    let mut rights = BTreeSet::new();
    for step in steps {
        let action = match step {
            Step::Create { .. } => Action::Create,
            Step::Update { fields, .. } => {
                rights.extend(fields.iter().map(|field| Right::User(action_of(&field.path))));
                continue;
            }
            Step::Manager { .. } => Action::WriteBasic,
            Step::Delete { .. } | Step::Restore { .. } => Action::Sensitive,
            Step::License { .. } => Action::License,
            Step::Intent { intent, .. } => match intent {
                Intent::RevokeSessions => Action::RevokeSessions,
                Intent::ReprocessLicenses => Action::License,
                Intent::ResetPassword
                | Intent::ForcePasswordChange
                | Intent::ForcePasswordChangeWithMfa => Action::Password,
            },
            Step::Settings { fields, .. } => {
                let named = fields.iter().filter_map(|field| Setting::named(&field.path));
                rights.extend(named.map(Right::Setting));
                continue;
            }
            Step::Group { group, deed } => {
                rights.insert(Right::Group(group_action(deed), group.roles));
                continue;
            }
        };
        rights.insert(Right::User(action));
    }
    rights
}

const fn group_action(deed: &Deed) -> GroupAction {
    match deed {
        Deed::Create { .. } => GroupAction::Create,
        Deed::Update { .. }
        | Deed::Add { .. }
        | Deed::Remove { .. }
        | Deed::Trim { .. }
        | Deed::Renew { .. } => GroupAction::Change,
        Deed::License { .. } => GroupAction::License,
        Deed::Delete { .. } | Deed::Restore => GroupAction::Existence,
    }
}

/// The action that writing an attribute is; `path` is Graph's name, perhaps inside an object.
fn action_of(path: &str) -> Action {
    let name = path.rsplit('/').next().unwrap_or(path);
    Attribute::named(name).map_or(Action::WriteBasic, Action::of)
}

/// The most modest role that can do all of it; else the most modest one of each, apart from Global
/// Administrator. Nothing for no rights.
#[must_use]
pub fn least(rights: &BTreeSet<Right>) -> Vec<Role> {
    let Some(first) = rights.iter().next() else { return Vec::new() };
    let does_all = |role: &&Role| rights.iter().all(|right| right.roles().contains(*role));
    match first.roles().iter().find(does_all) {
        Some(role) if *role != Role::GlobalAdministrator => vec![*role],
        _ => {
            let most_modest = rights.iter().filter_map(|right| right.roles().first().copied());
            most_modest.collect::<BTreeSet<Role>>().into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    //! Every mixture of rights has roles that suffice.

    use super::{Right, action_of, least, rights};
    use crate::{
        domain::{Intent, ObjectId, Role, Setting},
        exchange::handoff::{Deed, GroupTarget, Key, Step, Target},
        tenant::permit::{Action, groups::GroupAction},
    };
    use std::collections::BTreeSet;

    const ALL: [Right; 11] = [
        Right::User(Action::Create),
        Right::User(Action::WriteBasic),
        Right::User(Action::Sensitive),
        Right::User(Action::Password),
        Right::User(Action::RevokeSessions),
        Right::Group(GroupAction::Change, false),
        Right::Group(GroupAction::Existence, false),
        Right::Group(GroupAction::Change, true),
        Right::Setting(Setting::UsersCreateSecurityGroups),
        Right::Setting(Setting::BlockedWords),
        Right::Setting(Setting::GroupLifetimeInDays),
    ];

    #[test]
    fn every_mixture_is_covered() {
        for mask in 0_u32..1 << ALL.len() {
            let rights: BTreeSet<Right> = ALL
                .into_iter()
                .enumerate()
                .filter(|(at, _)| mask & (1 << at) != 0)
                .map(|(_, right)| right)
                .collect();
            let roles = least(&rights);
            assert_eq!(roles.is_empty(), rights.is_empty());
            for right in &rights {
                assert!(
                    roles.iter().any(|role| right.roles().contains(role)),
                    "{rights:?}: {roles:?}"
                );
            }
        }
    }

    #[test]
    fn modest_before_mighty() {
        let of = |rights: &[Right]| least(&rights.iter().copied().collect());
        let basic = Right::User(Action::WriteBasic);
        assert_eq!(of(&[basic]), [Role::DirectoryWriters]);
        assert_eq!(of(&[Right::User(Action::Password)]), [Role::PasswordAdministrator]);
        assert_eq!(of(&[basic, Right::User(Action::Sensitive)]), [Role::UserAdministrator]);
        let change = Right::Group(GroupAction::Change, false);
        let delete = Right::Group(GroupAction::Existence, false);
        assert_eq!(of(&[change]), [Role::DirectoryWriters]);
        assert_eq!(of(&[change, delete]), [Role::GroupsAdministrator]);
        assert_eq!(of(&[basic, delete]), [Role::UserAdministrator]);
        let roles = Right::Group(GroupAction::Change, true);
        assert_eq!(of(&[roles]), [Role::PrivilegedRoleAdministrator]);
    }

    #[test]
    fn steps_and_their_rights() {
        let person = Target { id: None, name: "anna@contoso.com".to_owned() };
        let group = GroupTarget {
            key: Key::Id(ObjectId::made_up("sales")),
            label: "Sales".to_owned(),
            nickname: "sales".to_owned(),
            others: Vec::new(),
            roles: true,
            hidden: false,
        };
        let steps = [
            Step::Intent { person: person.clone(), intent: Intent::RevokeSessions },
            Step::Delete { person, identity: Vec::new() },
            Step::Group { group, deed: Deed::Restore },
        ];
        let expected = BTreeSet::from([
            Right::User(Action::RevokeSessions),
            Right::User(Action::Sensitive),
            Right::Group(GroupAction::Existence, true),
        ]);
        assert_eq!(rights(&steps), expected);
        assert_eq!(action_of("accountEnabled"), Action::Sensitive);
        assert_eq!(
            action_of("onPremisesExtensionAttributes/extensionAttribute1"),
            Action::WriteBasic
        );
        assert_eq!(action_of("extension_0_x"), Action::WriteBasic);
    }
}
