//! The answers as a file, to be kept and opened again.

use super::texts as t;
use crate::{
    domain::{
        Command, Refusal,
        education::{Profile, Topic},
    },
    exchange::profile_file::{self, ProfileError, ProfileProblem},
    i18n::Locale,
    messages::education,
    session::{Denied, Session, browser},
    ui::{
        kit::{
            icon::{Icon, icon},
            notice::{Notice, strip},
            toast::{Toasts, Tone, use_toasts},
        },
        lists::today,
        user::act::denied_text,
    },
};
use leptos::{html, prelude::*, task::spawn_local};
use std::collections::BTreeSet;

/// The card of the page.
pub(super) fn card(session: Session, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let wrong: RwSignal<Option<(String, Vec<String>)>> = RwSignal::new(None);
    let save = move |_| {
        let text =
            session.with_untracked(|workspace| profile_file::write(&workspace.ledger().profile()));
        let day = crate::text::date::write_day(today());
        let name = format!("{}-{day}.json", t::FILE_NAME.get(locale));
        browser::download(&name, "application/json", &[text.as_bytes()]);
        toasts.show(Tone::Good, t::TAKEN.with(locale, &[&name]));
    };
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        spawn_local(async move {
            // A larger one is none of these, which its reader says.
            let most = profile_file::MOST_BYTES as u64 + 1;
            let bytes = browser::read(&file, 0, browser::size(&file).min(most)).await;
            let bytes = bytes.unwrap_or_default();
            match profile_file::read(&bytes) {
                Ok(profile) => {
                    wrong.set(None);
                    take(session, &profile, toasts, locale);
                }
                Err(errors) => {
                    let lines = errors.iter().map(|error| told(error, locale)).collect();
                    wrong.set(Some((file.name(), lines)));
                }
            }
        });
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let refused = move || {
        wrong.get().map(|(name, lines)| {
            let lines = lines
                .into_iter()
                .map(|line| view! { <li>{line}</li> }.into_any())
                .collect::<Vec<_>>();
            let content = view! {
                <p>{t::FILE_REFUSED.with(locale, &[&name])}</p>
                <ul class="dots">{lines}</ul>
            };
            strip(Notice::Warn, content)
        })
    };
    let off = move || (!session.writes().get()).then_some("true");
    view! {
        <section class="card stack">
            <h2>{t::AS_FILE.get(locale)}</h2>
            <p class="quiet measure">{t::FILE_LEAD.get(locale)}</p>
            <div class="line">
                <button type="button" class="btn" on:click=save>
                    {icon(Icon::Download)} {t::SAVE_FILE.get(locale)}
                </button>
                <button type="button" class="btn" disabled=move || off().is_some() on:click=open>
                    {icon(Icon::Upload)} {t::OPEN_FILE.get(locale)}
                </button>
                <input
                    type="file"
                    accept=".json,application/json"
                    hidden
                    node_ref=input
                    aria-label=t::OPEN_FILE.get(locale)
                    on:change=chosen
                />
            </div>
            <div role="status">{refused}</div>
        </section>
    }
    .into_any()
}

/// Notes everything that a file says, and that it says nothing of the rest.
fn take(session: Session, profile: &Profile, toasts: Toasts, locale: Locale) {
    let mut notes: Vec<_> = profile.notes().map(|(topic, note)| (topic, Some(note))).collect();
    let said: BTreeSet<Topic> = notes.iter().map(|(topic, _)| *topic).collect();
    session.with_untracked(|workspace| {
        let before = workspace.ledger().notes().map(|(topic, _)| topic);
        let gone =
            before.filter(|topic| !said.contains(topic) && !matches!(topic, Topic::Promise(_)));
        notes.extend(gone.map(|topic| (topic, None)));
    });
    let count = u64::try_from(said.len()).unwrap_or_default();
    match session.dispatch(&Command::Educate { notes }) {
        Ok(_) => toasts.show(Tone::Good, t::FILE_TAKEN.of(locale, count)),
        Err(denied) => {
            let same = matches!(&denied, Denied::Refused(all) if **all == [Refusal::NothingToDo]);
            if same {
                toasts.show(Tone::Good, t::FILE_SAME.get(locale));
            } else {
                toasts.show(Tone::Bad, denied_text(session, &denied, locale));
            }
        }
    }
}

/// What is wrong with a file, and where.
fn told(error: &ProfileError, locale: Locale) -> String {
    let at = error.at.as_str();
    let number = |number: usize| locale.number(u64::try_from(number).unwrap_or_default());
    match error.problem {
        ProfileProblem::Json { line, column } => {
            t::NO_JSON.with(locale, &[&number(line), &number(column)])
        }
        ProfileProblem::Kind => t::NO_PROFILE.get(locale).to_owned(),
        ProfileProblem::TooNew(version) => t::TOO_NEW.with(locale, &[&locale.number(version)]),
        ProfileProblem::Unknown => t::UNKNOWN_NAME.with(locale, &[at]),
        ProfileProblem::Sort => t::WRONG_SORT.with(locale, &[at]),
        ProfileProblem::Value => t::WRONG_VALUE.with(locale, &[at]),
        ProfileProblem::Text(problem) => education::field_problem(at, problem, locale),
    }
}
