//! What the person does, and the two dialogs that ask for words.

use crate::{
    domain::{Command, GroupId, UserId, Wish},
    i18n::Locale,
    messages,
    session::Session,
    ui::{
        kit::{
            dialog::Dialog,
            dom::keep_focus,
            field::{describes, error_line, labelled},
            lang::lang,
            toast::{Toasts, use_toasts},
        },
        my_groups::texts as t,
        user::{
            act::{act, refusal_lines},
            ask::{Asker, Question},
        },
    },
};
use leptos::prelude::*;

/// What waits for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// A justification.
    Ask(GroupId),
    /// A reason.
    Deny(GroupId, UserId),
}

/// The dialogs of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deeds {
    session: Session,
    words: RwSignal<Option<Words>>,
    open: RwSignal<bool>,
    asker: Asker,
    toasts: Toasts,
    locale: Locale,
}

impl Deeds {
    pub(super) fn new(session: Session, asker: Asker) -> Self {
        let (words, open) = (RwSignal::new(None), RwSignal::new(false));
        Self { session, words, open, asker, toasts: use_toasts(), locale: lang() }
    }

    /// Asks for words.
    pub(super) fn ask(self, words: Words) {
        self.words.set(Some(words));
        self.open.set(true);
    }

    /// Does what needs no words; whether it was accepted.
    pub(super) fn act(self, group: GroupId, wish: Wish) -> bool {
        let done = self.done(group, &wish);
        let command = Command::SelfService { group, wish };
        let accepted = act(self.session, self.toasts, self.locale, &command, &done).is_some();
        if accepted {
            // The button is gone with the line that it stood in.
            keep_focus();
        }
        accepted
    }

    fn done(self, group: GroupId, wish: &Wish) -> String {
        let locale = self.locale;
        self.session.with_untracked(|workspace| {
            let name = messages::object_name(workspace.groups(), group);
            let who = |user: &UserId| messages::name(workspace.users(), *user);
            match wish {
                Wish::Join => t::JOINED.with(locale, &[&name]),
                Wish::Leave => t::LEFT.with(locale, &[&name]),
                Wish::Ask { .. } => t::SENT.with(locale, &[&name]),
                Wish::Withdraw => t::WITHDRAWN.get(locale).to_owned(),
                Wish::Approve { user } => t::APPROVED_DONE.with(locale, &[&who(user)]),
                Wish::Deny { user, .. } => t::DENIED_DONE.with(locale, &[&who(user)]),
            }
        })
    }

    /// Asks whether to leave, with what is worth knowing before.
    pub(super) fn leave(self, group: GroupId) {
        let locale = self.locale;
        let name = self.session.with_untracked(|w| messages::object_name(w.groups(), group));
        self.asker.ask(Question {
            title: t::LEAVE_ASK.with(locale, &[&name]),
            text: vec![t::LEAVE_WHY.get(locale).to_owned()],
            command: Command::SelfService { group, wish: Wish::Leave },
            confirm: t::LEAVE_VERB.get(locale).to_owned(),
            danger: true,
            done: t::LEFT.with(locale, &[&name]),
        });
    }

    /// The dialog for words.
    pub(super) fn view(self) -> AnyView {
        let locale = self.locale;
        let title = Signal::derive(move || {
            self.session.with_untracked(|workspace| match self.words.get() {
                Some(Words::Ask(group)) => {
                    let name = messages::object_name(workspace.groups(), group);
                    t::ASK_TITLE.with(locale, &[&name])
                }
                Some(Words::Deny(_, user)) => {
                    t::DENY_TITLE.with(locale, &[&messages::name(workspace.users(), user)])
                }
                None => String::new(),
            })
        });
        view! {
            <Dialog open=self.open title=title>
                {move || self.words.get().map(|words| self.body(words))}
            </Dialog>
        }
        .into_any()
    }

    fn body(self, words: Words) -> AnyView {
        let (locale, toasts) = (self.locale, self.toasts);
        let text = RwSignal::new(String::new());
        let errors = RwSignal::new(Vec::new());
        let command = move || match words {
            Words::Ask(group) => {
                let wish = Wish::Ask { justification: text.get_untracked() };
                Command::SelfService { group, wish }
            }
            Words::Deny(group, user) => {
                let wish = Wish::Deny { user, reason: text.get_untracked() };
                Command::SelfService { group, wish }
            }
        };
        let (label, hint, confirm) = match words {
            Words::Ask(_) => {
                let hint = t::JUSTIFICATION_HINT.get(locale).to_owned();
                (t::JUSTIFICATION, hint, t::SEND)
            }
            Words::Deny(_, user) => {
                let name = self.session.with_untracked(|w| messages::name(w.users(), user));
                (t::REASON, t::REASON_HINT.with(locale, &[&name]), t::DENY)
            }
        };
        let send = move |_| {
            let command = command();
            if let Err(refusals) = self.session.rehearse(&command) {
                errors.set(refusal_lines(self.session, &refusals, locale));
                return;
            }
            let Command::SelfService { group, wish } = &command else { return };
            let done = self.done(*group, wish);
            if act(self.session, toasts, locale, &command, &done).is_some() {
                self.open.set(false);
            }
        };
        let id = "my-groups-words";
        let control = view! {
            <textarea
                class="input"
                id=id
                rows="4"
                aria-required="true"
                aria-invalid=move || (!errors.with(Vec::is_empty)).then_some("true")
                aria-describedby=describes(id)
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
        };
        let field = labelled(
            id.to_owned(),
            label.get(locale).to_owned(),
            hint,
            errors.into(),
            true,
            control.into_any(),
        );
        view! {
            <div class="body">{field}</div>
            <footer>
                <button type="button" class="btn" on:click=move |_| self.open.set(false)>
                    {crate::i18n::words::CANCEL.get(locale)}
                </button>
                <button type="button" class="btn primary" on:click=send>
                    {confirm.get(locale)}
                </button>
            </footer>
        }
        .into_any()
    }
}

/// Everything that refuses a command, as lines with a sign.
pub(super) fn reasons(lines: Vec<String>) -> Vec<AnyView> {
    lines.into_iter().map(error_line).collect()
}
