//! What restoring some users takes: which names are in the way, who cannot come back.

use crate::{
    domain::{Attribute, Command, ProxyConflict, Refusal, UserId},
    tenant::{Workspace, naming},
};

pub use crate::domain::time::days_left;

/// The most names that are asked for one by one.
pub const MOST_NAMES: usize = 20;

/// The command for some users, with the names and the answer that the reader gave.
#[must_use]
pub fn command(users: &[UserId], names: &[(UserId, String)], drop_proxies: bool) -> Command {
    let given = |(_, name): &&(UserId, String)| !name.trim().is_empty();
    let new_names =
        names.iter().filter(given).map(|(user, name)| (*user, name.trim().to_owned())).collect();
    let proxies =
        if drop_proxies { ProxyConflict::DropFromRestored } else { ProxyConflict::Refuse };
    Command::Restore { users: users.to_vec(), new_names, proxies }
}

/// Who of the users has a name that an active user has, or that another one of them has too.
#[must_use]
pub fn names_taken(workspace: &Workspace, users: &[UserId]) -> Vec<UserId> {
    let mut seen: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    let attribute = Attribute::USER_PRINCIPAL_NAME;
    let mut taken = Vec::new();
    for user in users {
        let Some(name) = workspace.users().read(*user, attribute).text() else { continue };
        let again = !seen.insert(name.to_lowercase());
        if again || !workspace.users().find_by_text(attribute, name).is_empty() {
            taken.push(*user);
        }
    }
    taken
}

/// A free name near the one that is taken; empty when the user has none.
#[must_use]
pub fn proposal(workspace: &Workspace, user: UserId) -> String {
    let attribute = Attribute::USER_PRINCIPAL_NAME;
    let Some(name) = workspace.users().read(user, attribute).text() else { return String::new() };
    let Some((local, domain)) = name.split_once('@') else { return String::new() };
    let taken = |local: &str| {
        let name = format!("{local}@{domain}");
        !workspace.users().find_by_text(attribute, &name).is_empty()
            || workspace.deleted_with(attribute, &name).is_some()
    };
    naming::first_free(local, taken).map_or_else(String::new, |local| format!("{local}@{domain}"))
}

/// Whether addresses are in the way, so that the question about them is worth asking.
#[must_use]
pub fn asks_for_proxies(refusals: &[Refusal]) -> bool {
    refusals.iter().any(|refusal| matches!(refusal, Refusal::ProxyTaken { .. }))
}

#[cfg(test)]
mod tests {
    //! A name that somebody took, and one that two deleted users had.

    use super::{asks_for_proxies, command, days_left, names_taken, proposal};
    use crate::{
        domain::{
            Actor, Attribute, Context, Datum, Existence, ObjectId, Origin, Refusal, Role,
            Timestamp, UserId, Value,
        },
        store::Directory,
        tenant::{Info, Workspace},
    };

    fn workspace() -> Workspace {
        let mut directory = Directory::default();
        let users = &mut directory.users;
        let gone = Existence::Deleted(Timestamp(1));
        for (id, name, existence) in [
            ("1", "anna@contoso.com", Existence::Active),
            ("2", "Anna@contoso.com", gone),
            ("3", "bo@contoso.com", gone),
            ("4", "bo@contoso.com", gone),
        ] {
            let user = users.push(ObjectId::made_up(id), false, existence).unwrap();
            users.set(user, Attribute::USER_PRINCIPAL_NAME, &Datum::text(name));
            users.set(user, Attribute::ON_PREMISES_SYNC_ENABLED, &Datum::Null);
            let address = Datum::Value(Value::Texts(vec!["smtp:a@contoso.com".to_owned()]));
            if id != "3" {
                users.set(user, Attribute::PROXY_ADDRESSES, &address);
            }
        }
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        Workspace::new(info, directory)
    }

    #[test]
    fn days_run_out() {
        let day = crate::domain::time::DAY;
        for (passed, left) in [
            (0, Some(30)),
            (1, Some(30)),
            (day, Some(29)),
            (30 * day - 1, Some(1)),
            (30 * day, Some(0)),
            (30 * day + 1, None),
        ] {
            assert_eq!(days_left(Timestamp(5), Timestamp(5 + passed)), left, "{passed}");
        }
    }

    #[test]
    fn proposals_make_a_restore_possible() {
        let mut workspace = workspace();
        let users = [UserId(1), UserId(2), UserId(3)];
        assert_eq!(names_taken(&workspace, &users), [UserId(1), UserId(3)]);
        let names: Vec<_> = [UserId(1), UserId(3)]
            .into_iter()
            .map(|user| (user, proposal(&workspace, user)))
            .collect();
        assert_eq!(names[0].1, "Anna2@contoso.com");
        assert_eq!(names[1].1, "bo2@contoso.com");
        let actor =
            Actor { id: None, name: "x".to_owned(), roles: vec![Role::GlobalAdministrator] };
        let context = Context { at: Timestamp(2), actor, origin: Origin::Page, seed: 1 };
        let refusals = workspace.rehearse(&command(&users, &names, false), &context).unwrap_err();
        assert!(asks_for_proxies(&refusals));
        assert!(!asks_for_proxies(&[Refusal::NothingToDo]));
        let refusals = workspace.rehearse(&command(&users, &[], true), &context).unwrap_err();
        assert!(refusals.iter().any(|refusal| matches!(refusal, Refusal::Taken { .. })));
        workspace.dispatch(&command(&users, &names, true), &context).unwrap();
        assert_eq!(workspace.users().active_count(), 4);
    }
}
