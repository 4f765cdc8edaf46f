//! Taking something back, with a word first about what goes along.

use crate::{
    domain::{Command, OperationId},
    i18n::Locale,
    messages,
    session::Session,
    ui::{
        changes::texts,
        kit::{dom::focus_soon, toast::Toasts},
        user::{
            act::act,
            ask::{Asker, Question},
            texts::AND_MORE,
        },
    },
};

/// Operations that are named before they go along.
const NAMED: usize = 20;

/// Undoes an operation at once when nothing stands on it; else says first what goes along.
pub(super) fn take_back(
    session: Session,
    asker: Asker,
    toasts: Toasts,
    id: OperationId,
    title: &str,
    locale: Locale,
) {
    let dependents = session.with_untracked(|workspace| workspace.dependents(id));
    let done = texts::DONE_BACK.with(locale, &[title]);
    if dependents.is_empty() {
        act(session, toasts, locale, &Command::Undo(id), &done);
        focus_soon(super::by_operation::LIST);
    } else {
        asker.ask(question(session, id, dependents, done, locale));
    }
}

/// Carries out a way back; one that drops whole operations is a question first. Gives back whether
/// it was done.
pub(in crate::ui) fn carry_out(
    session: Session,
    asker: Asker,
    toasts: Toasts,
    command: Command,
    done: &str,
    locale: Locale,
) -> bool {
    if let Command::Drop { operation, dependents } = command {
        asker.ask(question(session, operation, dependents, done.to_owned(), locale));
        return false;
    }
    act(session, toasts, locale, &command, done).is_some()
}

/// What is dropped, by name.
fn question(
    session: Session,
    id: OperationId,
    dependents: Vec<OperationId>,
    done: String,
    locale: Locale,
) -> Question {
    let count = u64::try_from(dependents.len()).unwrap_or_default();
    let named: Vec<String> = session.with_untracked(|workspace| {
        let named = |operation: &OperationId| {
            let title = &workspace.operation(*operation)?.title;
            let title = messages::title(workspace.users().schema(), title, locale);
            Some(format!("{} · {title}", operation.0))
        };
        std::iter::once(&id).chain(&dependents).take(NAMED).filter_map(named).collect()
    });
    let rest = (dependents.len() + 1).saturating_sub(NAMED);
    let more = u64::try_from(rest).ok().filter(|more| *more > 0);
    let number = id.0.to_string();
    let (title, why) = if count == 0 {
        (texts::DROP_WHOLE_ASK.with(locale, &[&number]), texts::DROP_WHOLE_WHY)
    } else {
        (texts::DROP_ASK.with(locale, count, &[&number]), texts::DROP_WHY)
    };
    let mut text = vec![why.get(locale).to_owned()];
    text.extend(named);
    text.extend(more.map(|more| AND_MORE.of(locale, more)));
    text.push(texts::DROP_UNDO.get(locale).to_owned());
    Question {
        title,
        text,
        command: Command::Drop { operation: id, dependents },
        confirm: texts::DROP_CONFIRM.get(locale).to_owned(),
        danger: false,
        done,
    }
}
