//! What a change for many would do, before it is staged.

use crate::{
    domain::{Command, Event, Refusal, Warning},
    messages,
    session::Session,
    ui::{
        kit::notice::{Notice, strip},
        licences::follows,
        lists::List,
        texts::users as t,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// How many reasons are shown.
const REASONS: usize = 6;

/// The judgement over a command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Review {
    /// The part that would be accepted.
    pub(super) accepted: Option<Command>,
    changed: u64,
    events: Arc<[Event]>,
    refused: Vec<Refusal>,
    warnings: Vec<Warning>,
}

impl Review {
    pub(super) fn of(session: Session, command: Option<&Command>) -> Self {
        let Some(command) = command else { return Self::default() };
        let (part, refused) = session.rehearse_part(command);
        let Some((accepted, rehearsal)) = part else {
            return Self { refused, ..Self::default() };
        };
        let subjects = rehearsal.operation.events.iter().filter_map(Event::subject);
        let mut users: Vec<u32> = subjects.map(|subject| subject.row.0).collect();
        users.sort_unstable();
        users.dedup();
        let changed = u64::try_from(users.len()).unwrap_or_default();
        Self {
            accepted: Some(accepted),
            changed,
            events: rehearsal.operation.events.into(),
            refused,
            warnings: rehearsal.warnings,
        }
    }

    /// How many users change.
    pub(super) const fn changed(&self) -> u64 {
        self.changed
    }
}

/// The judgement in words; said aloud when it changes.
pub(super) fn view(
    list: List,
    asked: usize,
    command: Signal<Option<Command>>,
    review: Memo<Review>,
) -> AnyView {
    let locale = list.locale;
    let content = move || {
        if command.with(Option::is_none) {
            return view! { <p class="quiet">{t::NO_VALUE_YET.get(locale)}</p> }.into_any();
        }
        let review = review.get();
        let asked = u64::try_from(asked).unwrap_or_default();
        let refused = u64::try_from(review.refused.len()).unwrap_or_default();
        let same = asked.saturating_sub(review.changed).saturating_sub(refused);
        let changed = if review.changed > 0 {
            view! { <p><b>{t::WILL_CHANGE.of(locale, review.changed)}</b></p> }.into_any()
        } else {
            view! { <p>{t::NOTHING_LEFT.get(locale)}</p> }.into_any()
        };
        let same = (same > 0 && review.changed > 0)
            .then(|| view! { <p class="quiet">{t::ALREADY_SO.of(locale, same)}</p> });
        view! {
            {changed}
            {same}
            {reasons(list, &review)}
            {warnings(list, &review)}
            {follows(list.session, &review.events, locale)}
        }
        .into_any()
    };
    view! { <div role="status" class="stack">{content}</div> }.into_any()
}

fn reasons(list: List, review: &Review) -> Option<AnyView> {
    let locale = list.locale;
    if review.refused.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = list.session.with_untracked(|workspace| {
        let line = |refusal: &Refusal| {
            let text = messages::refusal(workspace.directory(), refusal, locale);
            view! { <li>{text}</li> }.into_any()
        };
        review.refused.iter().take(REASONS).map(line).collect()
    });
    let count = u64::try_from(review.refused.len()).unwrap_or_default();
    let rest = review.refused.len().saturating_sub(REASONS);
    let more = (rest > 0).then(|| {
        let rest = t::MORE_REASONS.of(locale, u64::try_from(rest).unwrap_or_default());
        view! { <li class="quiet">{rest}</li> }
    });
    let content = view! {
        <p>{t::LEFT_OUT.of(locale, count)}</p>
        <ul class="dots">{lines}{more}</ul>
    };
    Some(strip(Notice::Warn, content))
}

fn warnings(list: List, review: &Review) -> Option<AnyView> {
    if review.warnings.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = list.session.with_untracked(|workspace| {
        let line = |warning: &Warning| {
            let text = messages::warning(workspace.directory(), warning, list.locale);
            view! { <li>{text}</li> }.into_any()
        };
        review.warnings.iter().take(REASONS).map(line).collect()
    });
    Some(strip(Notice::Info, view! { <ul>{lines}</ul> }))
}
