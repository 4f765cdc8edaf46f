//! Undo and redo, with what they would take back.

use crate::{
    domain::OperationId,
    i18n::{Locale, Text},
    messages,
    session::{Denied, Session},
    tenant::Workspace,
    ui::{
        kit::{
            icon::{Icon, icon},
            lang::lang,
            toast::{Toasts, Tone, use_toasts},
        },
        texts::shell as t,
    },
};
use leptos::prelude::*;

/// The title of an operation.
fn title_of(workspace: &Workspace, id: Option<OperationId>, locale: Locale) -> Option<String> {
    let operation = workspace.operation(id?)?;
    Some(messages::title(workspace.users().schema(), &operation.title, locale))
}

/// Takes the newest operation back and says so.
pub(in crate::ui) fn undo(session: Session, toasts: Toasts, locale: Locale) {
    let what = session.with_untracked(|w| title_of(w, w.undoable(), locale));
    tell(session.undo(), what, [t::UNDONE, t::NOTHING_TO_UNDO], session, toasts, locale);
}

/// Brings back what was taken back last and says so.
pub(in crate::ui) fn redo(session: Session, toasts: Toasts, locale: Locale) {
    let what = session.with_untracked(|w| title_of(w, w.redoable(), locale));
    tell(session.redo(), what, [t::REDONE, t::NOTHING_TO_REDO], session, toasts, locale);
}

fn tell(
    result: Result<Option<OperationId>, Denied>,
    what: Option<String>,
    [done, nothing]: [Text; 2],
    session: Session,
    toasts: Toasts,
    locale: Locale,
) {
    match result {
        Ok(Some(_)) => {
            toasts.show(Tone::Good, done.with(locale, &[&what.unwrap_or_default()]));
        }
        Ok(None) => toasts.announce(nothing.get(locale)),
        Err(denied) => toasts.show(Tone::Bad, denial(session, &denied, locale)),
    }
}

/// Why a command had no effect, in one text.
pub(in crate::ui) fn denial(session: Session, denied: &Denied, locale: Locale) -> String {
    match denied {
        Denied::ReadOnly => t::READ_ONLY_DENIED.get(locale).to_owned(),
        Denied::Refused(refusals) => session.with_untracked(|workspace| {
            let say = |refusal| messages::refusal(workspace.directory(), refusal, locale);
            refusals.iter().take(3).map(say).collect::<Vec<_>>().join(" · ")
        }),
    }
}

/// The two buttons of the top bar.
pub(super) fn buttons(session: Session) -> AnyView {
    let locale = lang();
    let toasts = use_toasts();
    let undo_title = session.select(move |w| title_of(w, w.undoable(), locale));
    let redo_title = session.select(move |w| title_of(w, w.redoable(), locale));
    let button =
        move |shape: Icon, title: Memo<Option<String>>, texts: [Text; 2], run: Callback<()>| {
            let [named, bare] = texts;
            let name = move || {
                title.get().map_or_else(
                    || bare.get(locale).to_owned(),
                    |title| named.with(locale, &[&title]),
                )
            };
            view! {
                <button
                    type="button"
                    class="btn plain only-icon"
                    aria-label=name
                    title=name
                    aria-disabled=move || title.with(Option::is_none).then_some("true")
                    on:click=move |_| run.run(())
                >
                    {icon(shape)}
                </button>
            }
            .into_any()
        };
    let run_undo = Callback::new(move |()| undo(session, toasts, locale));
    let run_redo = Callback::new(move |()| redo(session, toasts, locale));
    view! {
        {button(Icon::Undo, undo_title, [t::UNDO_WHAT, t::NOTHING_TO_UNDO], run_undo)}
        {button(Icon::Redo, redo_title, [t::REDO_WHAT, t::NOTHING_TO_REDO], run_redo)}
    }
    .into_any()
}
