//! What dropped files bring, before anything of it is taken in.

mod preview;
mod problems;
mod products;
mod save_problems;
mod whose;

use crate::domain::{GroupId, attribute::Of};
use crate::exchange::staging::Counts;
use crate::i18n::{Plural, words};
use crate::{
    i18n::Locale,
    session::{
        Import, Shelf,
        import::{ImportState, Outcome, Reading},
    },
    ui::{
        kit::{
            dom::keep_focus,
            icon::Icon,
            lang::lang,
            notice::{Notice, empty, strip},
        },
        nav::plain,
        objects::link,
        page::Page,
        shell::heading,
        start::intake::use_intake,
        texts::import as t,
    },
};
use leptos::prelude::*;

/// Groups that are named one by one.
const MOST: usize = 20;

pub(super) fn import_page(shelf: Shelf) -> AnyView {
    let locale = lang();
    let intake = use_intake();
    // Which of its states the import is in; progress within one does not draw the page anew.
    let step = Memo::new(move |_| {
        let import = shelf.import().get()?;
        Some((import, Step::of(&import.state().get())))
    });
    Effect::new(move |before: Option<()>| {
        step.track();
        if before.is_some() {
            // The button that led on went with its step.
            keep_focus();
        }
    });
    let body = move || match step.get() {
        None => {
            let choose = view! {
                <button type="button" class="btn primary" on:click=move |_| intake.choose_files()>
                    {t::CHOOSE.get(locale)}
                </button>
            };
            empty(Icon::Upload, t::NOTHING_TITLE.get(locale), t::NOTHING_TEXT.get(locale), choose)
        }
        Some((import, Step::Reading)) => reading(import, locale),
        Some((import, Step::Ready)) => preview::preview(import, locale),
        Some((import, Step::TakingIn)) => taking_in(import, locale),
        Some((import, Step::Done)) => match import.state().get_untracked() {
            ImportState::Done(outcome) => done(shelf, &outcome, locale),
            ImportState::NotReadable { name } => {
                strip(Notice::Bad, t::NOT_READABLE.with(locale, &[&name]))
            }
            ImportState::Interrupted => strip(Notice::Bad, t::INTERRUPTED.get(locale).to_owned()),
            _ => ().into_any(),
        },
    };
    view! {
        <div class="page-head">{heading(Page::Import.title().get(locale))}</div>
        <div class="stack wide">{body}</div>
    }
    .into_any()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Reading,
    Ready,
    TakingIn,
    Done,
}

impl Step {
    const fn of(state: &ImportState) -> Self {
        match state {
            ImportState::Reading(_) => Self::Reading,
            ImportState::TakingIn => Self::TakingIn,
            ImportState::Ready => Self::Ready,
            ImportState::Done(_) | ImportState::Interrupted | ImportState::NotReadable { .. } => {
                Self::Done
            }
        }
    }
}

fn reading(import: Import, locale: Locale) -> AnyView {
    let now = move || match import.state().get() {
        ImportState::Reading(reading) => reading,
        _ => Reading::default(),
    };
    let name = move || {
        let now = now();
        let of = words::OF
            .with(locale, &[&locale.number(count(now.file)), &locale.number(count(now.files))]);
        t::READING.with(locale, &[&now.name, &of])
    };
    let told = move || {
        let now = now();
        let bytes = words::OF.with(locale, &[&locale.size(now.done), &locale.size(now.total)]);
        format!("{} · {bytes}", words::ROWS.of(locale, now.rows))
    };
    view! {
        <section class="card">
            <p id="reading">{name}</p>
            <progress
                class="progress"
                aria-labelledby="reading"
                max=move || now().total.max(1).to_string()
                value=move || now().done.to_string()
            ></progress>
            <p class="quiet number">{told}</p>
            {cancel(import, locale)}
        </section>
    }
    .into_any()
}

/// Takes a moment; how long it will, nobody knows.
fn taking_in(import: Import, locale: Locale) -> AnyView {
    view! {
        <section class="card">
            <p id="taking-in">{t::TAKING_IN.get(locale)}</p>
            <progress class="progress" aria-labelledby="taking-in"></progress>
            {cancel(import, locale)}
        </section>
    }
    .into_any()
}

fn cancel(import: Import, locale: Locale) -> AnyView {
    view! {
        <div class="line">
            <button type="button" class="btn" on:click=move |_| import.cancel()>
                {words::CANCEL.get(locale)}
            </button>
        </div>
    }
    .into_any()
}

/// Saved cases that held before the import and do no longer, group by group.
fn broken(shelf: Shelf, outcome: &Outcome, locale: Locale) -> Option<AnyView> {
    let session = shelf.session_untracked().filter(|_| !outcome.broken.is_empty())?;
    let links: Vec<AnyView> = session.with_untracked(|workspace| {
        let link = |group| link::object(workspace.directory(), Of::Group, group);
        let item = |(group, cases): &(GroupId, u32)| {
            let count = t::CASES_OF.of(locale, u64::from(*cases));
            view! { <li>{link(*group)} {format!(" ({count})")}</li> }.into_any()
        };
        outcome.broken.iter().take(MOST).map(item).collect()
    });
    let rest = count(outcome.broken.len().saturating_sub(MOST));
    let more = (rest > 0).then(|| crate::ui::user::texts::AND_MORE.of(locale, rest));
    let told = view! {
        <p>{t::CASES_LOST.get(locale)}</p>
        <ul class="dots">{links}</ul>
        <p>{more}</p>
    };
    Some(strip(Notice::Warn, told))
}

/// What was taken in, kind by kind as far as the files held any.
fn taken(outcome: &Outcome, locale: Locale) -> Vec<String> {
    let Counts { users, described_groups, devices, memberships, audit, .. } = outcome.counts;
    let some = |text: Plural, number: u32| (number > 0).then(|| text.of(locale, u64::from(number)));
    let others = [
        some(t::TAKEN_GROUPS, described_groups),
        some(t::TAKEN_DEVICES, devices),
        some(t::TAKEN_MEMBERSHIPS, memberships),
    ];
    let others: Vec<String> = others.into_iter().flatten().collect();
    let others = (!others.is_empty()).then(|| t::TAKEN.with(locale, &[&locale.list_and(&others)]));
    let told = [some(t::DONE, users), others, some(t::DONE_AUDIT, audit)];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if told.is_empty() { vec![t::TAKEN_REST.get(locale).to_owned()] } else { told }
}

fn done(shelf: Shelf, outcome: &Outcome, locale: Locale) -> AnyView {
    let products = products::kept(outcome, locale);
    if !outcome.of_tenant {
        return view! { {products} {products::onward(shelf, locale)} }.into_any();
    }
    let arrived = (outcome.rebased.arrived > 0)
        .then(|| view! { <p>{t::ARRIVED.of(locale, u64::from(outcome.rebased.arrived))}</p> });
    let conflicts = (outcome.conflicts > 0).then(|| {
        let text = t::CONFLICTS.of(locale, count(outcome.conflicts));
        strip(Notice::Warn, view! { <a href=plain(Page::Changes)>{text}</a> })
    });
    let broken = broken(shelf, outcome, locale);
    let counts = outcome.counts;
    let told = taken(outcome, locale);
    let see_audit = (counts.audit > 0).then(|| {
        view! { <a class="btn" href=plain(Page::Audit)>{Page::Audit.title().get(locale)}</a> }
            .into_any()
    });
    let see = if counts.users == 0 && counts.groups > 0 {
        (Page::Groups, t::SEE_GROUPS)
    } else {
        (Page::Users, t::SEE_USERS)
    };
    view! {
        {told.into_iter().map(|text| strip(Notice::Good, text)).collect::<Vec<_>>()}
        {products}
        {arrived}
        {conflicts}
        {broken}
        <div class="line">
            <a class="btn primary" href=plain(see.0)>{see.1.get(locale)}</a>
            <a class="btn" href=plain(Page::Overview)>{Page::Overview.title().get(locale)}</a>
            {see_audit}
        </div>
    }
    .into_any()
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
