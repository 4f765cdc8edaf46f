//! What is switched on in the tenant, question by question.

use super::texts as t;
use crate::{
    domain::{
        Command,
        education::{Note, Stand, Switch, Topic},
    },
    education::library::Library,
    i18n::Locale,
    session::Session,
    ui::{
        kit::{
            dom::fresh_id,
            toast::{Tone, use_toasts},
        },
        user::act::denied_text,
    },
};
use leptos::prelude::*;

/// The part of the page.
pub(super) fn part(session: Session, library: &Library, locale: Locale) -> AnyView {
    let rows: Vec<AnyView> =
        Switch::ALL.into_iter().map(|switch| row(session, switch, library, locale)).collect();
    let answered = move || {
        let known = session.with(|workspace| workspace.ledger().profile().switches.known().count());
        let number = |count: usize| locale.number(u64::try_from(count).unwrap_or_default());
        t::ANSWERED.with(locale, &[&number(known), &number(Switch::ALL.len())])
    };
    view! {
        <section class="card stack">
            <p class="quiet measure">{t::SWITCHES_LEAD.get(locale)}</p>
            <p role="status"><b>{answered}</b></p>
            <ul class="plain-list questions">{rows}</ul>
        </section>
    }
    .into_any()
}

const fn answer(stand: Option<Stand>) -> crate::i18n::Text {
    match stand {
        None => t::DO_NOT_KNOW,
        Some(Stand::Off) => t::NO,
        Some(Stand::OnRequest) => t::ON_REQUEST,
        Some(Stand::On) => t::YES,
    }
}

fn row(session: Session, switch: Switch, library: &Library, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let id = fresh_id("switch");
    let word = |part: &str| {
        let key = format!("switch.{}.{part}", switch.key());
        library.starters.get(&key).to_owned()
    };
    let (question, place) = (word("question"), word("where"));
    let now = session.select(move |workspace| {
        let note = workspace.ledger().notes().find(|(topic, _)| *topic == Topic::Switch(switch));
        match note {
            Some((_, Note::Stand(stand))) => Some(*stand),
            _ => None,
        }
    });
    // Turned back when what was chosen is refused.
    let turn = RwSignal::new(0_u32);
    let choose = move |event| {
        let stand = Stand::parse(&event_target_value(&event));
        let notes = vec![(Topic::Switch(switch), stand.map(Note::Stand))];
        if let Err(denied) = session.dispatch(&Command::Educate { notes }) {
            toasts.show(Tone::Bad, denied_text(session, &denied, locale));
            turn.update(|turn| *turn += 1);
        }
    };
    let options = move || {
        turn.track();
        let now = now.get();
        std::iter::once(None)
            .chain(switch.stands().iter().copied().map(Some))
            .map(|stand| {
                let value = stand.map_or("", Stand::key);
                view! {
                    <option value=value selected=stand == now>
                        {answer(stand).get(locale)}
                    </option>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    };
    let off = move || (!session.writes().get()).then_some("true");
    view! {
        <li>
            <div class="field">
                <label for=id.clone()>{question}</label>
                <select class="input small-select" id=id disabled=move || off().is_some() on:change=choose>
                    {options}
                </select>
            </div>
            <details>
                <summary>{t::WHERE.get(locale)}</summary>
                <p class="quiet measure">{place}</p>
            </details>
        </li>
    }
    .into_any()
}
