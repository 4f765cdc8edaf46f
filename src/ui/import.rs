//! What dropped files bring, before anything of it is taken in.

mod preview;
mod problems;
mod save_problems;
mod whose;

use crate::i18n::words;
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
        page::Page,
        shell::heading,
        start::intake::use_intake,
        texts::import as t,
    },
};
use leptos::prelude::*;

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
        Some((import, Step::Done)) => match import.state().get_untracked() {
            ImportState::Done(outcome) => done(outcome, locale),
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
    Done,
}

impl Step {
    const fn of(state: &ImportState) -> Self {
        match state {
            ImportState::Reading(_) => Self::Reading,
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
            <div class="line">
                <button type="button" class="btn" on:click=move |_| import.cancel()>
                    {words::CANCEL.get(locale)}
                </button>
            </div>
        </section>
    }
    .into_any()
}

fn done(outcome: Outcome, locale: Locale) -> AnyView {
    let arrived = (outcome.rebased.arrived > 0)
        .then(|| view! { <p>{t::ARRIVED.of(locale, u64::from(outcome.rebased.arrived))}</p> });
    let conflicts = (outcome.conflicts > 0).then(|| {
        let text = t::CONFLICTS.of(locale, count(outcome.conflicts));
        strip(Notice::Warn, view! { <a href=plain(Page::Changes)>{text}</a> })
    });
    let audit = u64::from(outcome.audit);
    let users =
        (outcome.users > 0 || audit == 0).then(|| t::DONE.of(locale, u64::from(outcome.users)));
    let told = [users, (audit > 0).then(|| t::DONE_AUDIT.of(locale, audit))];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let see_audit = (audit > 0).then(|| {
        view! { <a class="btn" href=plain(Page::Audit)>{Page::Audit.title().get(locale)}</a> }
            .into_any()
    });
    view! {
        {told.into_iter().map(|text| strip(Notice::Good, text)).collect::<Vec<_>>()}
        {arrived}
        {conflicts}
        <div class="line">
            <a class="btn primary" href=plain(Page::Users)>{t::SEE_USERS.get(locale)}</a>
            <a class="btn" href=plain(Page::Overview)>{Page::Overview.title().get(locale)}</a>
            {see_audit}
        </div>
    }
    .into_any()
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
