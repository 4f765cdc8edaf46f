//! What would be possible and is promised not to be done, or only in one case; held against what is switched on.

use super::{
    organisation::{Input, Read, input},
    page::with_library,
    texts as t,
};
use crate::{
    documents::template::Variables,
    domain::{
        Command,
        education::{
            Field, Note, Place, Platform, Position, Profile, Promise, PromiseWords, Scenario, Slug,
            Topic,
        },
    },
    education::{
        library::Library,
        promises::{Finding, check},
        statement::{texts as statement_texts, variables},
        truth::truth,
    },
    i18n::{Locale, Text},
    messages::education,
    session::Session,
    ui::{
        kit::{
            dom::fresh_id,
            icon::{Icon, icon},
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
        },
        user::act::denied_text,
    },
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// The part of the page. Promises are in both languages, so both are fetched.
pub(super) fn part(session: Session, locale: Locale) -> AnyView {
    with_library(session, Locale::En, locale, move |english| {
        with_library(session, Locale::Fr, locale, move |french| {
            content(session, [english.clone(), french], locale)
        })
    })
}

fn content(session: Session, libraries: [Arc<Library>; 2], locale: Locale) -> AnyView {
    let names = session.select(|workspace| {
        workspace.ledger().promises().map(|(name, _)| name).collect::<Vec<Slug>>()
    });
    let [english, french] = libraries;
    let take_over = take_over(session, [english.clone(), french], names, locale);
    let list = move || {
        names
            .get()
            .into_iter()
            .map(|name| card(session, name, english.clone(), locale))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="stack wide">
            <section class="card stack">
                <p class="quiet measure">{t::PROMISES_LEAD.get(locale)}</p>
                {take_over}
            </section>
            {list}
        </div>
    }
    .into_any()
}

/// Takes over the proposals that are not there yet, in one step.
fn take_over(
    session: Session,
    libraries: [Arc<Library>; 2],
    names: Memo<Vec<Slug>>,
    locale: Locale,
) -> AnyView {
    let toasts = use_toasts();
    let libraries = StoredValue::new(libraries);
    let new = Memo::new(move |_| {
        libraries.with_value(|[library, _]| {
            let known = names.get();
            library.proposals.iter().filter(|one| !known.contains(&one.name)).count()
        })
    });
    let take = move |_| {
        let known = names.get_untracked();
        let profile = session.with_untracked(|workspace| workspace.ledger().profile());
        let notes = libraries.with_value(|all| {
            let [library, _] = all;
            let new = library.proposals.iter().filter(|one| !known.contains(&one.name));
            new.map(|proposal| {
                let words = Locale::ALL.iter().zip(all).map(|(of, library)| {
                    (of.tag().to_owned(), library.words_of(proposal, &stand_ins(&profile, *of)))
                });
                let promise = Promise {
                    about: proposal.about.clone(),
                    position: proposal.position,
                    personal_only: proposal.personal_only,
                    words: words.collect(),
                    approvals: Vec::new(),
                    review_by: None,
                };
                (Topic::Promise(proposal.name), Some(Note::Promise(promise)))
            })
            .collect::<Vec<_>>()
        });
        if let Err(denied) = session.dispatch(&Command::Educate { notes }) {
            toasts.show(Tone::Bad, denied_text(session, &denied, locale));
        }
    };
    let button = move || {
        let count = u64::try_from(new.get()).unwrap_or_default();
        (count > 0).then(|| {
            view! {
                <div class="line">
                    <button type="button" class="btn" on:click=take>
                        {icon(Icon::Add)}
                        {t::PROMISES_TAKE.of(locale, count)}
                    </button>
                </div>
            }
        })
    };
    button.into_any()
}

/// What variables stand for; what is not said has a word in its place, so that no sentence has a hole.
fn stand_ins(profile: &Profile, of: Locale) -> Variables {
    let named = [
        (Field::OrganisationName, statement_texts::YOUR_ORGANISATION),
        (Field::ContactName, t::SUPPORT),
    ];
    let start = variables(profile, Platform::Any);
    let unsaid = named.into_iter().filter(|(field, _)| profile.contact.get(*field).is_empty());
    unsaid.fold(start, |all, (field, word)| all.and(field.key(), word.get(of)))
}

/// A promise of the workspace; none while it is not there.
fn promise_of(session: Session, name: Slug) -> Memo<Option<Promise>> {
    session.select(move |workspace| {
        let mut all = workspace.ledger().promises();
        all.find(|(one, _)| *one == name).map(|(_, promise)| promise.clone())
    })
}

fn card(session: Session, name: Slug, library: Arc<Library>, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let promise = promise_of(session, name);
    let note = move |promise: Option<Promise>| {
        let notes = vec![(Topic::Promise(name), promise.map(Note::Promise))];
        if let Err(denied) = session.dispatch(&Command::Educate { notes }) {
            toasts.show(Tone::Bad, denied_text(session, &denied, locale));
        }
    };
    let title = move || {
        let words = promise.get().and_then(|one| one.words.get(locale.tag()).cloned());
        words.map(|words| words.statement).unwrap_or_default()
    };
    let id = fresh_id("position");
    let choose = move |event| {
        let position = Position::parse(&event_target_value(&event));
        let before = promise.get_untracked();
        if let Some((position, before)) = position.zip(before) {
            note(Some(Promise { position, ..before }));
        }
    };
    let options = move || {
        let now = promise.get().map(|one| one.position);
        Position::ALL
            .map(|one| {
                view! {
                    <option value=one.key() selected=now == Some(one)>
                        {position(one).get(locale)}
                    </option>
                }
                .into_any()
            })
            .into_iter()
            .collect::<Vec<_>>()
    };
    let remove = move |_| note(None);
    let findings = move || {
        let profile = session.with(|workspace| workspace.ledger().profile());
        let promise = promise.get()?;
        Some(findings(&promise, &profile, &library, locale))
    };
    let words = Locale::ALL
        .map(|of| {
            view! {
                <div class="stack" lang=of.tag()>
                    <h3>{of.endonym()}</h3>
                    {word(session, name, of, t::PROMISE_STATEMENT, |words| &mut words.statement)}
                    {word(session, name, of, t::PROMISE_WHY, |words| &mut words.why)}
                    {word(session, name, of, t::PROMISE_TOLD, |words| &mut words.told)}
                </div>
            }
            .into_any()
        })
        .into_iter()
        .collect::<Vec<_>>();
    view! {
        <section class="card stack">
            <h2>{title}</h2>
            {findings}
            <div class="line between">
                <div class="field">
                    <label for=id.clone()>{t::POSITION.get(locale)}</label>
                    <select class="input small-select" id=id on:change=choose>
                        {options}
                    </select>
                </div>
                <button type="button" class="btn" on:click=remove>
                    {icon(Icon::Trash)} {t::PROMISE_REMOVE.get(locale)}
                </button>
            </div>
            <details>
                <summary>{t::PROMISE_WORDS.get(locale)}</summary>
                <div class="form-columns">{words}</div>
            </details>
        </section>
    }
    .into_any()
}

const fn position(position: Position) -> Text {
    match position {
        Position::Never => t::POSITION_NEVER,
        Position::OnRequest => t::POSITION_REQUEST,
        Position::OnlyIfLost => t::POSITION_LOST,
        Position::Routine => t::POSITION_ROUTINE,
    }
}

/// One text of a promise in one language.
fn word(
    session: Session,
    name: Slug,
    of: Locale,
    label: Text,
    part: fn(&mut PromiseWords) -> &mut String,
) -> AnyView {
    let noted = session.select(move |workspace| {
        let mut all = workspace.ledger().promises();
        let promise = all.find(|(one, _)| *one == name).map(|(_, promise)| promise);
        let words = promise.and_then(|promise| promise.words.get(of.tag()).cloned());
        words.map(|mut words| std::mem::take(part(&mut words))).unwrap_or_default()
    });
    let locale = crate::ui::kit::lang::lang();
    let read = Callback::new(move |text: String| -> Read {
        let before = session.with_untracked(|workspace| {
            let mut all = workspace.ledger().promises();
            all.find(|(one, _)| *one == name).map(|(_, promise)| promise.clone())
        });
        let Some(mut promise) = before else { return Ok(Vec::new()) };
        let words = promise.words.entry(of.tag().to_owned()).or_default();
        text.trim().clone_into(part(words));
        let (topic, note) = (Topic::Promise(name), Note::Promise(promise));
        match topic.check(&note) {
            Ok(()) => Ok(vec![(topic, Some(note))]),
            Err(problem) => Err(education::problem(topic, problem, locale)),
        }
    });
    let label = label.get(locale).to_owned();
    input(session, Input { label, hint: String::new(), noted, read, limit: None }, locale)
}

/// What is wrong with a promise on any kind of device: each finding once, with the devices.
fn findings(promise: &Promise, profile: &Profile, library: &Library, locale: Locale) -> AnyView {
    let mut all: BTreeMap<(bool, String), Vec<&'static str>> = BTreeMap::new();
    let is_known = |key: &str| library.matrix.entries.iter().any(|it| it.full_key() == *key);
    for scenario in Scenario::ALL {
        let place = Place::usual(scenario);
        let lines = truth(&library.matrix, profile, place);
        for finding in check(promise, place, &lines, is_known) {
            // That it is so by nature is told by the page itself.
            let Some(text) = said(&finding, locale) else { continue };
            let devices = all.entry((!finding.is_error(), text)).or_default();
            devices.push(education::scenario(scenario).get(locale));
        }
    }
    all.into_iter()
        .map(|((is_mild, text), mut devices)| {
            devices.dedup();
            let content = t::FINDING_ON.with(locale, &[&text, &locale.list_and(&devices)]);
            strip(if is_mild { Notice::Info } else { Notice::Bad }, content)
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn said(finding: &Finding, locale: Locale) -> Option<String> {
    let names = |switches: &[crate::domain::education::Switch]| {
        let names: Vec<&str> =
            switches.iter().map(|one| education::switch(*one).get(locale)).collect();
        locale.list_and(&names)
    };
    Some(match finding {
        Finding::Contradicted { switches, .. } => {
            t::FINDING_CONTRADICTED.with(locale, &[&names(switches)])
        }
        Finding::Undecided { switches, .. } => {
            t::FINDING_UNDECIDED.with(locale, &[&names(switches)])
        }
        Finding::Impossible { .. } => t::FINDING_IMPOSSIBLE.get(locale).to_owned(),
        Finding::Unknown { key } => t::FINDING_UNKNOWN.with(locale, &[key]),
        Finding::IsFact { .. } => return None,
    })
}
