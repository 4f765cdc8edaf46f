//! Taking in a file of answers: what it asks, whether it is as it was written, and what became of each
//! action.

use super::texts as t;
use crate::{
    exchange::answers::{Action, Answers, AnswersError, Flaw, Problem},
    i18n::{Locale, Text},
    session::{Session, Taken, browser},
    ui::{
        changes::pages::{SIZE, pager},
        kit::{
            dom::keep_focus,
            icon::{Icon, icon},
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
        },
        user::act::{denied_text, refusal_lines},
    },
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

/// What was read, or why not; then what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Nothing,
    Failed(String),
    Read(Answers),
    Done(Vec<(Action, Taken)>),
}

pub(super) fn answers(session: Session, locale: Locale) -> AnyView {
    let state = RwSignal::new(State::Nothing);
    let input = NodeRef::<html::Input>::new();
    let chosen = move |event: ev::Event| {
        let Some(target) = event.target() else { return };
        let Ok(field) = target.dyn_into::<HtmlInputElement>() else { return };
        let file = field.files().and_then(|files| files.get(0));
        field.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            let read = browser::read(&file, 0, browser::size(&file)).await;
            let Some(bytes) = read else {
                state.set(State::Failed(t::UNREADABLE.get(locale).to_owned()));
                return;
            };
            let text = String::from_utf8_lossy(&bytes);
            state.set(match session.with_untracked(|workspace| Answers::read(workspace, &text)) {
                Ok(answers) => State::Read(answers),
                Err(error) => State::Failed(why(&error, locale)),
            });
        });
    };
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let out = session.select(|workspace| workspace.ledger().views().count() as u64);
    let told = move || match state.get() {
        State::Nothing => ().into_any(),
        State::Failed(text) => strip(Notice::Bad, text),
        State::Read(answers) => offered(session, state, answers, locale),
        State::Done(told) => done(session, told, locale),
    };
    // It changes with every change, so it is no message.
    let before = move || match state.get() {
        State::Read(answers) if answers.fresh().is_empty() => {
            Some(untrack(|| earlier(session, answers, locale)))
        }
        _ => None,
    };
    view! {
        <section class="card">
            <h2>{t::ANSWERS_TITLE.get(locale)}</h2>
            <p>{t::ANSWERS_WHY.get(locale)}</p>
            <div class="line">
                <button type="button" class="btn" on:click=choose>
                    {icon(Icon::Upload)} {t::TAKE_ANSWERS.get(locale)}
                </button>
                <input
                    type="file"
                    accept=".json,application/json"
                    hidden
                    node_ref=input
                    aria-label=t::TAKE_ANSWERS.get(locale)
                    on:change=chosen
                />
                <span class="quiet">{move || t::VIEWS_OUT.of(locale, out.get())}</span>
            </div>
            <div class="stack" role="status">{told}</div>
            <div class="stack">{before}</div>
        </section>
    }
    .into_any()
}

/// Why a file is not taken.
fn why(error: &AnswersError, locale: Locale) -> String {
    let number = |number: usize| locale.number(number as u64);
    match error {
        AnswersError::Json { line, column, flaw } => {
            let flaw = match flaw {
                Flaw::Cut => t::FLAW_CUT.get(locale).to_owned(),
                Flaw::Syntax => t::FLAW_SYNTAX.get(locale).to_owned(),
                Flaw::Property(Some(name)) => t::FLAW_PROPERTY.with(locale, &[name]),
                Flaw::Property(None) => t::FLAW_KIND.get(locale).to_owned(),
            };
            t::ANSWERS_JSON.with(locale, &[&number(*line), &number(*column), &flaw])
        }
        AnswersError::Foreign => t::ANSWERS_FOREIGN.get(locale).to_owned(),
        AnswersError::TooNew { found } => t::ANSWERS_NEW.with(locale, &[&found.to_string()]),
        AnswersError::NoSuchPerson { name } => t::ANSWERS_PERSON.with(locale, &[name]),
        AnswersError::OtherView { name } => t::ANSWERS_VIEW.with(locale, &[name]),
        AnswersError::Tampered { number: at } => t::ANSWERS_TAMPERED.with(locale, &[&number(*at)]),
        AnswersError::Count => t::ANSWERS_COUNT.get(locale).to_owned(),
        AnswersError::Diverged { taken } => t::ANSWERS_DIVERGED.of(locale, u64::from(*taken)),
    }
}

/// An action in words.
fn said(action: &Action, locale: Locale) -> String {
    let text: Text = match action.action.as_str() {
        "join" => t::DO_JOIN,
        "leave" => t::DO_LEAVE,
        "ask" => t::DO_ASK,
        "withdraw" => t::DO_WITHDRAW,
        "approve" => t::DO_APPROVE,
        "deny" => t::DO_DENY,
        "add" => t::DO_ADD,
        "remove" => t::DO_REMOVE,
        "create" => t::DO_CREATE,
        "edit" => t::DO_EDIT,
        "renew" => t::DO_RENEW,
        other => return t::NO_WORD.with(locale, &[other]),
    };
    let who = action.who.as_ref().map(|who| who.display_name.as_str()).unwrap_or_default();
    let words = action.text.as_deref().unwrap_or_default();
    let attribute = action.attribute.as_deref().unwrap_or_default();
    text.with(locale, &[&action.group.display_name, words, who, attribute])
}

/// What a file asks, and the button that stages it.
fn offered(session: Session, at: RwSignal<State>, answers: Answers, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let count = answers.fresh().len() as u64;
    if count == 0 {
        return strip(Notice::Info, t::ANSWERS_NONE.with(locale, &[&answers.name]));
    }
    let items: Vec<AnyView> = answers
        .fresh()
        .iter()
        .map(|action| view! { <li class="break">{said(action, locale)}</li> }.into_any())
        .collect();
    let title = t::ANSWERS_OF.with(locale, count, &[&answers.name]);
    let stage = move |_| match session.take_answers(&answers) {
        Ok(told) => at.set(State::Done(told)),
        Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
    };
    view! {
        <h3>{title}</h3>
        <ol>{items}</ol>
        <div class="line">
            <button type="button" class="btn primary" on:click=stage>
                {t::STAGE.of(locale, count)}
            </button>
        </div>
    }
    .into_any()
}

/// What was taken in before, and what would become of it now: whatever was refused can be tried again.
fn earlier(session: Session, answers: Answers, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let part = RwSignal::new(0_usize);
    let answers = StoredValue::new(answers);
    let total = Signal::derive(move || answers.with_value(|answers| answers.earlier().len()));
    let line = move |action: &Action| {
        let again = action.clone();
        let stage = move |_| {
            let done = answers.with_value(|answers| session.take_again(answers, &again));
            match done {
                Ok(()) => {
                    toasts.show(Tone::Good, t::TAKEN.get(locale));
                    // A word stands where the button was.
                    keep_focus();
                }
                Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
            }
        };
        let staged = answers.with_value(|answers| session.is_staged(answers, action));
        let again = || answers.with_value(|answers| session.rehearse_again(answers, action));
        let name = format!("{}: {}", t::TAKE_AGAIN.get(locale), said(action, locale));
        let result = match if staged { None } else { Some(again()) } {
            None => view! { {icon(Icon::Check)} " " {t::TAKEN.get(locale)} }.into_any(),
            Some(Taken::Staged) => view! {
                <button type="button" class="btn" aria-label=name on:click=stage>
                    {t::TAKE_AGAIN.get(locale)}
                </button>
            }
            .into_any(),
            Some(other) => result(session, other, locale),
        };
        view! {
            <tr>
                <th scope="row" class="break">{said(action, locale)}</th>
                <td class="break">{result}</td>
            </tr>
        }
        .into_any()
    };
    let rows = move || {
        // What would become of an action follows every change.
        session.with(|_| ());
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        answers.with_value(|answers| {
            answers.earlier().iter().skip(first).take(SIZE).map(line).collect::<Vec<_>>()
        })
    };
    let some = move || total.get() > 0;
    view! {
        <div class="scroll-x" hidden=move || !some()>
            <table class="plain-table" aria-label=t::EARLIER.get(locale)>
                <thead>
                    <tr>
                        <th scope="col">{t::EARLIER.get(locale)}</th>
                        <th scope="col">{t::WOULD_BECOME.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pager(t::EARLIER.get(locale).to_owned(), total, part)}
    }
    .into_any()
}

fn result(session: Session, taken: Taken, locale: Locale) -> AnyView {
    let (shape, text) = match taken {
        Taken::Staged => (Icon::Check, t::TAKEN.get(locale).to_owned()),
        Taken::Refused(refusals) => {
            (Icon::Stop, refusal_lines(session, &refusals, locale).join("; "))
        }
        Taken::Problem(problem) => (Icon::Stop, lacks(&problem, locale)),
    };
    view! { {icon(shape)} " " {text} }.into_any()
}

/// What became of each action.
fn done(session: Session, told: Vec<(Action, Taken)>, locale: Locale) -> AnyView {
    let mut some_refused = false;
    let rows: Vec<AnyView> = told
        .into_iter()
        .map(|(action, taken)| {
            let refused = !matches!(taken, Taken::Staged);
            some_refused |= refused;
            view! {
                <tr>
                    <th scope="row" class="break">{said(&action, locale)}</th>
                    <td class="break">{result(session, taken, locale)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll-x">
            <table class="plain-table" aria-label=t::ANSWERS_TITLE.get(locale)>
                <thead>
                    <tr>
                        <th scope="col">{t::ACTION.get(locale)}</th>
                        <th scope="col">{t::RESULT_OF.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {some_refused.then(|| view! { <p class="quiet">{t::TRY_AGAIN.get(locale)}</p> })}
    }
    .into_any()
}

fn lacks(problem: &Problem, locale: Locale) -> String {
    match problem {
        Problem::Word(word) => t::NO_WORD.with(locale, &[word]),
        Problem::NoGroup(name) => t::NO_GROUP.with(locale, &[name]),
        Problem::NoPerson(name) => t::NO_PERSON.with(locale, &[name]),
        Problem::Lacks => t::LACKS_DATA.get(locale).to_owned(),
        Problem::OtherRequest => t::OTHER_REQUEST.get(locale).to_owned(),
    }
}
