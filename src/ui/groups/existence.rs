//! Deleting groups and bringing them back: what is asked before.

use crate::{
    domain::{Command, Existence, GroupId, OperationId},
    i18n::{Locale, words},
    messages,
    session::Session,
    ui::{
        groups::{hangs, texts as t},
        user::{ask::Question, texts as user},
    },
};

/// What became of a command, for a message: what is staged now.
pub(in crate::ui) fn staged(session: Session, id: OperationId, locale: Locale) -> String {
    let title = session.with_untracked(|workspace| {
        let title = &workspace.operation(id)?.title;
        Some(messages::title(workspace.users().schema(), title, locale))
    });
    t::STAGED.with(locale, &[&title.unwrap_or_default()])
}

/// Whether a group is to be deleted, and what that means.
pub(super) fn delete(session: Session, group: GroupId, locale: Locale) -> Question {
    session.with_untracked(|workspace| {
        let name = messages::object_name(workspace.groups(), group);
        let created = workspace.staged().group(group).and_then(|diff| diff.existence)
            == Some(Existence::Absent);
        let text = if created {
            vec![t::DELETE_CREATED_WHY.get(locale).to_owned()]
        } else {
            let why = [t::DELETE_WHY, user::STAGED_ONLY].map(|text| text.get(locale).to_owned());
            why.into_iter().chain(hangs::lines(workspace, &[group], locale)).collect()
        };
        let done = if created { user::NEVER_CREATED_DONE } else { user::DELETED_DONE };
        Question {
            title: t::DELETE_ASK.with(locale, &[&name]),
            text,
            command: Command::DeleteGroups { groups: vec![group] },
            confirm: words::DELETE.get(locale).to_owned(),
            danger: true,
            done: done.with(locale, &[&name]),
        }
    })
}

/// Whether a deleted group is to come back.
pub(super) fn restore(session: Session, group: GroupId, locale: Locale) -> Question {
    session.with_untracked(|workspace| {
        let name = messages::object_name(workspace.groups(), group);
        Question {
            title: t::RESTORE_ASK.with(locale, &[&name]),
            text: [t::RESTORE_WHY, user::STAGED_ONLY]
                .map(|text| text.get(locale).to_owned())
                .into(),
            command: Command::RestoreGroups { groups: vec![group] },
            confirm: words::RESTORE.get(locale).to_owned(),
            danger: false,
            done: t::RESTORED_DONE.with(locale, &[&name]),
        }
    })
}
