//! Doing what a reader asks, and saying what became of it.

use crate::{
    domain::{Command, OperationId, Refusal},
    i18n::Locale,
    messages,
    session::{Denied, Session},
    ui::{
        kit::toast::{Toasts, Tone},
        licences,
        user::texts,
    },
};
use leptos::prelude::*;

/// Carries a command out; a refusal is shown as a message. Whether it was accepted.
pub fn act(
    session: Session,
    toasts: Toasts,
    locale: Locale,
    command: &Command,
    done: &str,
) -> Option<OperationId> {
    match session.dispatch(command) {
        Ok(id) => {
            if !done.is_empty() {
                toasts.show(Tone::Good, done);
            }
            Some(id)
        }
        Err(denied) => {
            toasts.show(Tone::Bad, denied_text(session, &denied, locale));
            None
        }
    }
}

/// Why a command would be refused, in one sentence; follows every change. None when it would not.
pub fn why_not(
    session: Session,
    locale: Locale,
    command: impl Fn() -> Command + Send + Sync + 'static,
) -> Memo<Option<String>> {
    Memo::new(move |_| {
        let denied = if session.writes().get() {
            Denied::Refused(session.rehearse(&command()).err()?)
        } else {
            Denied::ReadOnly
        };
        Some(denied_text(session, &denied, locale))
    })
}

/// Why a command had no effect, in one sentence.
pub fn denied_text(session: Session, denied: &Denied, locale: Locale) -> String {
    match denied {
        Denied::ReadOnly => texts::READ_ONLY_TAB.get(locale).to_owned(),
        Denied::Refused(refusals) => {
            let mut lines = refusal_lines(session, refusals, locale);
            let rest = u64::try_from(lines.len().saturating_sub(1)).unwrap_or_default();
            let first = if lines.is_empty() { String::new() } else { lines.swap_remove(0) };
            let text =
                if rest == 0 { first } else { texts::AND_OTHERS.with(locale, rest, &[&first]) };
            texts::FAILED.with(locale, &[&text])
        }
    }
}

/// Refusals as sentences, each said once.
pub fn refusal_lines(session: Session, refusals: &[Refusal], locale: Locale) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    session.with_untracked(|workspace| {
        for refusal in refusals {
            let line = match refusal {
                Refusal::License { who, problem } => {
                    licences::problem(session, *who, *problem, locale)
                }
                other => messages::refusal(workspace.directory(), other, locale),
            };
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    });
    lines
}
