//! A question before a command: what it does, what speaks against it, and the way out first.

use crate::{
    domain::Command,
    i18n::words,
    messages,
    session::Session,
    ui::{
        kit::{
            dialog::Dialog,
            field::error_line,
            icon::{Icon, icon},
            lang::lang,
            toast::use_toasts,
        },
        licences::follows,
        user::act::{act, refusal_lines},
    },
};
use leptos::prelude::*;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub title: String,
    /// Paragraphs.
    pub text: Vec<String>,
    pub command: Command,
    /// Label of the button that does it.
    pub confirm: String,
    pub danger: bool,
    /// What is said when it is done.
    pub done: String,
}

/// Asks questions; one dialog for a whole page.
#[derive(Debug, Clone, Copy)]
pub struct Asker {
    question: RwSignal<Option<Question>>,
    open: RwSignal<bool>,
}

impl Asker {
    /// Offers itself to everything below; nobody is asked yet.
    #[must_use]
    pub fn provide() -> Self {
        let asker = Self { question: RwSignal::new(None), open: RwSignal::new(false) };
        provide_context(asker);
        asker
    }

    /// Asks.
    pub fn ask(self, question: Question) {
        self.question.set(Some(question));
        self.open.set(true);
    }

    /// The dialog.
    pub fn view(self, session: Session) -> AnyView {
        let title = move || {
            self.question.with(|question| {
                question.as_ref().map(|question| question.title.clone()).unwrap_or_default()
            })
        };
        view! {
            <Dialog open=self.open title=Signal::derive(title)>
                {move || self.question.get().map(|question| body(session, self.open, question))}
            </Dialog>
        }
        .into_any()
    }
}

/// Who asks on this page. To be called while drawing.
///
/// # Panics
/// Never on the pages of a user and of the changes, which provide it.
#[must_use]
pub fn use_asker() -> Asker {
    expect_context::<Asker>()
}

fn body(session: Session, open: RwSignal<bool>, question: Question) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let command = StoredValue::new(question.command);
    let judged = Memo::new(move |_| command.with_value(|command| session.rehearse(command)));
    let against = move || match judged.get() {
        Ok(rehearsal) => {
            let mut lines = session.with_untracked(|workspace| {
                let line = |warning| messages::warning(workspace.directory(), warning, locale);
                rehearsal.warnings.iter().map(line).map(warning_line).collect::<Vec<_>>()
            });
            lines.extend(follows(session, &rehearsal.operation.events, locale));
            lines
        }
        Err(refusals) => {
            refusal_lines(session, &refusals, locale).into_iter().take(20).map(error_line).collect()
        }
    };
    let refused = move || judged.with(Result::is_err) || !session.writes().get();
    let done = question.done;
    let confirm = move |_| {
        if refused() {
            return;
        }
        let accepted =
            command.with_value(|command| act(session, toasts, locale, command, &done).is_some());
        if accepted {
            open.set(false);
        }
    };
    let paragraphs: Vec<_> =
        question.text.into_iter().map(|text| view! { <p>{text}</p> }.into_any()).collect();
    let class = if question.danger { "btn danger" } else { "btn primary" };
    view! {
        <div class="body">{paragraphs} <div class="stack">{against}</div></div>
        <footer>
            <button type="button" class="btn" autofocus on:click=move |_| open.set(false)>
                {words::CANCEL.get(locale)}
            </button>
            <button
                type="button"
                class=class
                aria-disabled=move || refused().then_some("true")
                on:click=confirm
            >
                {question.confirm}
            </button>
        </footer>
    }
    .into_any()
}

/// One thing worth knowing, with its sign.
pub fn warning_line(text: String) -> AnyView {
    view! { <p class="warning-text">{icon(Icon::Warning)} <span>{text}</span></p> }.into_any()
}
