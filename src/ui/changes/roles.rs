//! The least roles that can carry out a hand-off.

use crate::{
    domain::{Attribute, Intent, Role},
    exchange::handoff::Step,
    tenant::permit::Action,
};
use std::collections::BTreeSet;

/// What the steps ask for, as far as rights distinguish it.
#[must_use]
pub fn actions<'a>(steps: impl IntoIterator<Item = &'a Step>) -> BTreeSet<Action> {
    let mut actions = BTreeSet::new();
    for step in steps {
        match step {
            Step::Create { .. } => {
                actions.insert(Action::Create);
            }
            Step::Update { fields, .. } => {
                actions.extend(fields.iter().map(|field| action_of(&field.path)));
            }
            Step::Manager { .. } => {
                actions.insert(Action::WriteBasic);
            }
            Step::Delete { .. } | Step::Restore { .. } => {
                actions.insert(Action::Sensitive);
            }
            Step::Intent { intent, .. } => {
                actions.insert(match intent {
                    Intent::RevokeSessions => Action::RevokeSessions,
                    Intent::ResetPassword
                    | Intent::ForcePasswordChange
                    | Intent::ForcePasswordChangeWithMfa => Action::Password,
                });
            }
        }
    }
    actions
}

/// The action that writing an attribute is; `path` is Graph's name, perhaps inside an object.
fn action_of(path: &str) -> Action {
    let name = path.rsplit('/').next().unwrap_or(path);
    Attribute::named(name).map_or(Action::WriteBasic, Action::of)
}

/// The most modest role that can do all of it; else the most modest one of each, apart from Global
/// Administrator. Nothing for no actions.
#[must_use]
pub fn least(actions: &BTreeSet<Action>) -> Vec<Role> {
    let Some(first) = actions.iter().next() else { return Vec::new() };
    let does_all = |role: &&Role| actions.iter().all(|action| action.roles().contains(*role));
    match first.roles().iter().find(does_all) {
        Some(role) if *role != Role::GlobalAdministrator => vec![*role],
        _ => {
            let most_modest = actions.iter().filter_map(|action| action.roles().first().copied());
            most_modest.collect::<BTreeSet<Role>>().into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    //! Every mixture of actions has roles that suffice.

    use super::{action_of, actions, least};
    use crate::{
        domain::{Intent, Role},
        exchange::handoff::{Step, Target},
        tenant::permit::Action,
    };
    use std::collections::BTreeSet;

    const ALL: [Action; 5] = [
        Action::Create,
        Action::WriteBasic,
        Action::Sensitive,
        Action::Password,
        Action::RevokeSessions,
    ];

    #[test]
    fn every_mixture_is_covered() {
        for mask in 0_u32..1 << ALL.len() {
            let actions: BTreeSet<Action> = ALL
                .into_iter()
                .enumerate()
                .filter(|(at, _)| mask & (1 << at) != 0)
                .map(|(_, a)| a)
                .collect();
            let roles = least(&actions);
            assert_eq!(roles.is_empty(), actions.is_empty());
            for action in &actions {
                assert!(
                    roles.iter().any(|role| action.roles().contains(role)),
                    "{actions:?}: {roles:?}"
                );
            }
        }
    }

    #[test]
    fn modest_before_mighty() {
        let of = |actions: &[Action]| least(&actions.iter().copied().collect());
        assert_eq!(of(&[Action::WriteBasic]), [Role::DirectoryWriters]);
        assert_eq!(of(&[Action::Password]), [Role::PasswordAdministrator]);
        assert_eq!(of(&[Action::WriteBasic, Action::Sensitive]), [Role::UserAdministrator]);
    }

    #[test]
    fn steps_and_their_actions() {
        let person = Target { id: None, name: "anna@contoso.com".to_owned() };
        let steps = [
            Step::Intent { person: person.clone(), intent: Intent::RevokeSessions },
            Step::Delete { person, identity: Vec::new() },
        ];
        let expected = BTreeSet::from([Action::RevokeSessions, Action::Sensitive]);
        assert_eq!(actions(&steps), expected);
        assert_eq!(action_of("accountEnabled"), Action::Sensitive);
        assert_eq!(
            action_of("onPremisesExtensionAttributes/extensionAttribute1"),
            Action::WriteBasic
        );
        assert_eq!(action_of("extension_0_x"), Action::WriteBasic);
    }
}
