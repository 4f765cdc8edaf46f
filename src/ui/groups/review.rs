//! What a command about groups would do, before it is staged: how much changes, what speaks against
//! the rest, what is worth knowing.

use crate::{
    domain::{Command, Event, GroupProblem, LicenseProblem, Refusal, Warning},
    i18n::{Locale, Plural},
    messages,
    session::Session,
    ui::{
        groups::texts as t,
        kit::notice::{Notice, strip},
        licences::follows,
        user::{act::refusal_lines, ask::warning_line},
    },
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// Reasons that are shown.
const REASONS: usize = 8;

/// The judgement over a command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// The part that would be accepted.
    pub accepted: Option<Command>,
    /// What changes: for members and owners each of them, else each group.
    pub changed: u64,
    /// What would happen.
    pub events: Arc<[Event]>,
    refused: Vec<Refusal>,
    warnings: Vec<Warning>,
}

impl Review {
    /// Judges.
    #[must_use]
    pub fn of(session: Session, command: Option<&Command>) -> Self {
        let Some(command) = command else { return Self::default() };
        let (part, refused) = session.rehearse_part(command);
        let Some((accepted, rehearsal)) = part else {
            return Self { refused, ..Self::default() };
        };
        let events = &rehearsal.operation.events;
        let changed = if matches!(command, Command::Relate { .. }) {
            events.len()
        } else {
            let subjects = events.iter().filter_map(Event::subject);
            let mut rows: Vec<u32> = subjects.map(|subject| subject.row.0).collect();
            rows.sort_unstable();
            rows.dedup();
            rows.len()
        };
        let changed = u64::try_from(changed).unwrap_or_default();
        Self {
            accepted: Some(accepted),
            changed,
            events: rehearsal.operation.events.into(),
            refused,
            warnings: rehearsal.warnings,
        }
    }

    /// Without what the rule's own findings say already; of an empty rule they say nothing.
    #[must_use]
    pub fn but_the_rule(mut self) -> Self {
        let told = |refusal: &Refusal| {
            let Refusal::Group { problem, .. } = refusal else { return false };
            matches!(problem, GroupProblem::RuleRefused { .. })
        };
        self.refused.retain(|refusal| !told(refusal));
        self
    }

    /// Whether nothing of it can be done.
    #[must_use]
    pub const fn is_void(&self) -> bool {
        self.changed == 0
    }

    /// Whether anything is against some of it.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.refused.iter().any(|one| *one != Refusal::NothingToDo)
    }

    /// Whether nothing of it can be done, and no reason is told.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.is_void() && self.refused.iter().all(|one| *one == Refusal::NothingToDo)
    }
}

/// The judgement in words. `changes` says how much changes.
pub fn view(session: Session, review: &Review, changes: Option<Plural>, locale: Locale) -> AnyView {
    let lead = changes.map(|changes| {
        if review.is_void() {
            view! { <p>{t::NOTHING_LEFT.get(locale)}</p> }.into_any()
        } else {
            view! { <p><b>{changes.of(locale, review.changed)}</b></p> }.into_any()
        }
    });
    view! { {lead} {against(session, review, locale)} {warnings(session, review, locale)} }
        .into_any()
}

/// The judgement, and what follows for licences.
pub fn with_licences(
    session: Session,
    review: &Review,
    changes: Option<Plural>,
    locale: Locale,
) -> AnyView {
    let told = view(session, review, changes, locale);
    view! { {told} {follows(session, &review.events, locale)} }.into_any()
}

fn against(session: Session, review: &Review, locale: Locale) -> Option<AnyView> {
    let told: Vec<Refusal> =
        review.refused.iter().filter(|one| **one != Refusal::NothingToDo).cloned().collect();
    if told.is_empty() {
        return None;
    }
    let reasons = by_reason(&told);
    let shown: Vec<AnyView> =
        reasons.iter().take(REASONS).map(|reason| line(session, reason, locale)).collect();
    let further: usize = reasons.iter().skip(REASONS).map(|(_, count)| count).sum();
    let further = u64::try_from(further).unwrap_or_default();
    let more =
        (further > 0).then(|| view! { <li class="quiet">{t::MORE.of(locale, further)}</li> });
    let count = u64::try_from(told.len()).unwrap_or_default();
    // Where nothing is left of it, reasons need no count.
    let lead = match review.accepted {
        Some(_) => t::LEFT_OUT.of(locale, count),
        None => t::NOT_POSSIBLE.get(locale).to_owned(),
    };
    let content = view! {
        <p>{lead}</p>
        <ul class="dots">{shown}{more}</ul>
    };
    Some(strip(Notice::Warn, content))
}

/// Why a licence cannot be changed stands against many at once: the first of them, and how many they are. Other
/// reasons stand alone.
fn by_reason(refusals: &[Refusal]) -> Vec<(&Refusal, usize)> {
    let mut reasons: Vec<(&Refusal, usize)> = Vec::new();
    let mut places: BTreeMap<LicenseProblem, usize> = BTreeMap::new();
    for refusal in refusals {
        let Refusal::License { problem, .. } = refusal else {
            // What is shown is said once.
            if reasons.len() >= REASONS || reasons.iter().all(|(one, _)| *one != refusal) {
                reasons.push((refusal, 1));
            }
            continue;
        };
        let place = *places.entry(*problem).or_insert(reasons.len());
        match reasons.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => reasons.push((refusal, 1)),
        }
    }
    reasons
}

fn line(session: Session, (refusal, count): &(&Refusal, usize), locale: Locale) -> AnyView {
    let lines = refusal_lines(session, std::slice::from_ref(*refusal), locale);
    let others = u64::try_from(count.saturating_sub(1)).unwrap_or_default();
    let others = (others > 0)
        .then(|| view! { <span class="quiet">{t::SAME_OF_OTHERS.of(locale, others)}</span> });
    view! { <li>{lines.join(" ")} " " {others}</li> }.into_any()
}

fn warnings(session: Session, review: &Review, locale: Locale) -> Vec<AnyView> {
    session.with_untracked(|workspace| {
        let line = |warning: &Warning| {
            if let Warning::AlreadySo { relations } = warning {
                // Neither good nor bad: it is only left out.
                let text = t::ALREADY.of(locale, u64::from(*relations));
                return view! { <p class="quiet">{text}</p> }.into_any();
            }
            warning_line(messages::warning(workspace.directory(), warning, locale))
        };
        let rest = u64::try_from(review.warnings.len().saturating_sub(REASONS)).unwrap_or_default();
        let more = (rest > 0)
            .then(|| view! { <p class="quiet">{t::MORE.of(locale, rest)}</p> }.into_any());
        review.warnings.iter().take(REASONS).map(line).chain(more).collect()
    })
}
