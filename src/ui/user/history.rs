//! What was done to one user in this workspace, and what the audit log would say of it.

use crate::{
    domain::{Operation, Subject, Title, UserId},
    tenant::{Workspace, audit::Record},
    ui::changes::diff::{Standing, standing},
};

/// How many operations are shown.
pub const MOST: usize = 50;

/// One operation, as far as it concerns the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// With the events of this user alone.
    pub operation: Operation,
    pub standing: Standing,
}

/// The newest operations with events of a user, newest first, and how many there are.
#[must_use]
pub fn entries(workspace: &Workspace, user: UserId) -> (Vec<Entry>, usize) {
    let mut entries = Vec::new();
    let mut total = 0;
    for operation in workspace.journal().iter().rev() {
        if !operation.events.iter().any(|event| event.subject() == Some(Subject::user(user))) {
            continue;
        }
        total += 1;
        if entries.len() < MOST {
            let events = operation
                .events
                .iter()
                .filter(|event| event.subject() == Some(Subject::user(user)))
                .cloned()
                .collect();
            let Operation { id, at, actor, origin, title, .. } = operation;
            let operation = Operation {
                id: *id,
                at: *at,
                actor: actor.clone(),
                origin: *origin,
                title: title.clone(),
                events,
            };
            entries.push(Entry { standing: standing(workspace, operation.id), operation });
        }
    }
    (entries, total)
}

/// What the audit log would say of an operation. Nothing for one that took another back: once
/// the script runs, neither has happened.
#[must_use]
pub fn predicted(workspace: &Workspace, entry: &Entry) -> Vec<Record> {
    let told = entry.standing == Standing::InForce
        && !matches!(entry.operation.title, Title::Undo(_) | Title::Redo(_) | Title::Drop { .. });
    if told { workspace.audit(&entry.operation) } else { Vec::new() }
}

#[cfg(feature = "web")]
mod view;
#[cfg(feature = "web")]
pub use view::{history, records};

#[cfg(test)]
mod tests {
    //! Only the user's own events, newest first, and no records for what was taken back.

    use super::{entries, predicted};
    use crate::{
        domain::{
            Actor, Attribute, Command, Context, Datum, Existence, ObjectId, Origin, Party, Role,
            Subject, Timestamp, UserId, Value,
        },
        store::Directory,
        tenant::{Info, Workspace, audit::Activity},
        ui::changes::diff::Standing,
    };

    #[test]
    fn one_user_of_many() {
        let mut directory = Directory::default();
        for name in ["anna", "bo"] {
            directory.users.push(ObjectId::made_up(name), false, Existence::Active).unwrap();
        }
        for user in [UserId(0), UserId(1)] {
            directory.users.set(user, Attribute::CITY, &Datum::Null);
        }
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        let mut workspace = Workspace::new(info, directory);
        let mut dispatch = |command: Command| {
            let roles = vec![Role::GlobalAdministrator];
            let actor = Actor { id: None, name: "admin".to_owned(), roles };
            let context = Context { at: Timestamp(2), actor, origin: Origin::Page, seed: 7 };
            workspace.dispatch(&command, &context).unwrap()
        };
        let edit = |users: &[u32], text: &str| Command::Edit {
            users: users.iter().copied().map(UserId).collect(),
            changes: vec![(Attribute::CITY, Some(Value::Text(text.to_owned())))],
        };
        let both = dispatch(edit(&[0, 1], "Lyon"));
        dispatch(edit(&[1], "Lille"));
        let last = dispatch(edit(&[0], "Paris"));
        let undo = dispatch(Command::Undo(last));

        let (shown, total) = entries(&workspace, UserId(0));
        assert_eq!(total, 3);
        let ids: Vec<_> = shown.iter().map(|entry| entry.operation.id).collect();
        assert_eq!(ids, [undo, last, both]);
        assert_eq!(shown[1].standing, Standing::Undone);
        assert!(shown.iter().all(|entry| entry.operation.events.len() == 1));
        assert_eq!(predicted(&workspace, &shown[0]), []);
        assert_eq!(predicted(&workspace, &shown[1]), []);
        let records = predicted(&workspace, &shown[2]);
        assert_eq!(records.len(), 1);
        assert_eq!(
            (records[0].activity, records[0].targets[0].party),
            (Activity::UpdateUser, Party::Here(Subject::user(UserId(0))))
        );
    }
}
