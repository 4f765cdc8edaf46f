//! One change for everybody who is selected: what it would do, who is left out and why, then
//! staged as one operation.

mod review;
mod value;

use crate::{
    domain::{Attribute, Command, Intent, UserId, Value},
    i18n::{Plural, Text, words},
    messages,
    ui::{
        kit::{
            dialog::Dialog,
            toast::{Tone, use_toasts},
        },
        lists::List,
        shell::undo::denial,
        texts::users as t,
    },
};
use leptos::prelude::*;
use review::Review;
use value::Form;

/// A change for many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// Asks which attribute and what value.
    Edit,
    Enable(bool),
    Delete,
    Stage(Intent),
}

impl Verb {
    const fn title(self) -> Plural {
        match self {
            Self::Edit => t::BULK_EDIT,
            Self::Enable(true) => t::BULK_ENABLE,
            Self::Enable(false) => t::BULK_DISABLE,
            Self::Delete => t::BULK_DELETE,
            Self::Stage(Intent::ResetPassword) => t::BULK_RESET,
            Self::Stage(Intent::ForcePasswordChange) => t::BULK_FORCE,
            Self::Stage(Intent::ForcePasswordChangeWithMfa) => t::BULK_FORCE_MFA,
            Self::Stage(Intent::RevokeSessions) => t::BULK_REVOKE,
            Self::Stage(Intent::ReprocessLicenses) => t::BULK_REPROCESS,
        }
    }

    const fn text(self) -> Option<Text> {
        match self {
            Self::Edit | Self::Enable(_) => None,
            Self::Delete => Some(t::DELETE_TEXT),
            Self::Stage(Intent::ResetPassword) => Some(t::RESET_TEXT),
            Self::Stage(Intent::ForcePasswordChange | Intent::ForcePasswordChangeWithMfa) => {
                Some(t::FORCE_TEXT)
            }
            Self::Stage(Intent::RevokeSessions) => Some(t::REVOKE_TEXT),
            Self::Stage(Intent::ReprocessLicenses) => Some(t::REPROCESS_TEXT),
        }
    }

    /// The command, unless it needs an attribute first.
    fn command(self, users: Vec<UserId>) -> Option<Command> {
        Some(match self {
            Self::Edit => return None,
            Self::Enable(on) => Command::Edit {
                users,
                changes: vec![(Attribute::ACCOUNT_ENABLED, Some(Value::Boolean(on)))],
            },
            Self::Delete => Command::Delete { users },
            Self::Stage(intent) => Command::Stage { users, intent },
        })
    }
}

pub(super) fn dialog(list: List, verb: RwSignal<Option<Verb>>) -> AnyView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(verb.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            verb.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        let count = untrack(|| list.memory.selected_count(list.session));
        verb.get().map(|verb| verb.title().of(list.locale, u64::from(count))).unwrap_or_default()
    });
    let body = move || verb.get_untracked().map(|verb| body(list, verb, open));
    view! { <Dialog open=open title=title>{body}</Dialog> }.into_any()
}

fn body(list: List, verb: Verb, open: RwSignal<bool>) -> AnyView {
    let locale = list.locale;
    let toasts = use_toasts();
    let users = untrack(|| list.memory.selected_rows(list.session));
    let (command, settle, form) = if verb == Verb::Edit {
        let Form { command, settle, view } = value::form(list, users.clone());
        (command, Some(settle), Some(view))
    } else {
        let command = verb.command(users.clone());
        (Signal::stored(command), None, None)
    };
    let review = Memo::new(move |_| command.with(|c| Review::of(list.session, c.as_ref())));
    let changes = Memo::new(move |_| review.with(Review::changed));
    let stage = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if settle.is_some_and(|settle| settle.run(())) {
            // What it would do is told first.
            return;
        }
        let accepted = review.with_untracked(|review| review.accepted.clone());
        let Some(accepted) = accepted.filter(|_| changes.get_untracked() > 0) else { return };
        match list.session.dispatch(&accepted) {
            Ok(id) => {
                open.set(false);
                let title = list.session.with_untracked(|workspace| {
                    let operation = workspace.operation(id)?;
                    Some(messages::title(workspace.users().schema(), &operation.title, locale))
                });
                let text = t::STAGED.with(locale, &[&title.unwrap_or_default()]);
                toasts.show(Tone::Good, text);
            }
            Err(denied) => toasts.show(Tone::Bad, denial(list.session, &denied, locale)),
        }
    };
    let label = move || match changes.get() {
        0 => t::STAGE.get(locale).to_owned(),
        count => t::STAGE_COUNT.of(locale, count),
    };
    let danger = verb == Verb::Delete;
    let cancel = view! {
        <button type="button" class="btn" autofocus=danger on:click=move |_| open.set(false)>
            {words::CANCEL.get(locale)}
        </button>
    };
    let act = view! {
        <button
            type="submit"
            class="btn"
            class:primary=!danger
            class:danger=danger
            // Not disabled: Enter in the input would do nothing then.
            aria-disabled=move || (changes.get() == 0).then_some("true")
        >
            {label}
        </button>
    };
    view! {
        <form class="frame" on:submit=stage>
            <div class="body">
                {verb.text().map(|text| view! { <p>{text.get(locale)}</p> })}
                {form}
                {review::view(list, users.len(), command, review)}
            </div>
            <footer>{act} {cancel}</footer>
        </form>
    }
    .into_any()
}
