//! What is typed into the Company Portal's fields, made to fit, to be copied piece by piece.

use super::{page::with_library, texts as t};
use crate::{
    domain::education::{Field, Place, Scenario},
    education::{
        library::Library,
        portal::{Fitted, LIMIT, privacy},
    },
    i18n::{Locale, Text},
    messages::education,
    session::Session,
    ui::{
        changes::hand_off::copy,
        kit::{
            dom::fresh_id,
            icon::{Icon, icon},
            toast::use_toasts,
        },
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The kinds of Apple devices, which alone are shown the privacy texts.
const APPLE: [Scenario; 3] =
    [Scenario::IosUserEnrollment, Scenario::IosDeviceEnrollment, Scenario::IosSupervised];

/// The part of the page.
pub(super) fn part(session: Session, locale: Locale) -> AnyView {
    let of = RwSignal::new(locale);
    let used = RwSignal::new(vec![APPLE[0], APPLE[1]]);
    let kinds = APPLE
        .into_iter()
        .map(|kind| {
            let toggle = move |event| {
                let on = event_target_checked(&event);
                used.update(|used| {
                    used.retain(|one| *one != kind);
                    if on {
                        used.push(kind);
                    }
                });
            };
            let checked = used.with_untracked(|used| used.contains(&kind));
            view! {
                <label class="check">
                    <input type="checkbox" checked=checked on:change=toggle />
                    <span>{education::scenario(kind).get(locale)}</span>
                </label>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let content = move || {
        let of = of.get();
        with_library(session, of, locale, move |library| texts(session, library, used, of, locale))
    };
    let id = fresh_id("portal");
    let languages = Locale::ALL
        .map(|one| {
            view! { <option value=one.tag() selected=one == locale>{one.endonym()}</option> }
                .into_any()
        })
        .into_iter()
        .collect::<Vec<_>>();
    let choose = move |event| {
        if let Some(language) = Locale::from_tag(&event_target_value(&event)) {
            of.set(language);
        }
    };
    view! {
        <div class="stack wide">
            <section class="card stack">
                <h2>{t::PORTAL_PRIVACY.get(locale)}</h2>
                <p class="quiet measure">{t::PORTAL_PRIVACY_WHY.get(locale)}</p>
                <fieldset class="choice">
                    <legend>{t::PORTAL_KINDS.get(locale)}</legend>
                    <div class="line">{kinds}</div>
                </fieldset>
                <div class="field">
                    <label for=id.clone()>{t::PORTAL_LANGUAGE.get(locale)}</label>
                    <select class="input small-select" id=id on:change=choose>
                        {languages}
                    </select>
                </div>
                {content}
            </section>
            {fields(session, locale)}
        </div>
    }
    .into_any()
}

/// Both privacy texts.
fn texts(
    session: Session,
    library: Arc<Library>,
    used: RwSignal<Vec<Scenario>>,
    of: Locale,
    locale: Locale,
) -> AnyView {
    let profile = session.select(|workspace| workspace.ledger().profile());
    let content = move || {
        let places: Vec<Place> =
            used.with(|used| used.iter().map(|kind| Place::usual(*kind)).collect());
        let found =
            profile.with(|profile| privacy(&library.matrix, profile, &places, &library.texts, of));
        view! {
            {fitted(t::PORTAL_CANNOT, &found.cannot, of, locale)}
            {fitted(t::PORTAL_CAN, &found.can, of, locale)}
        }
    };
    content.into_any()
}

fn count(text: &str, limit: usize, locale: Locale) -> String {
    let number = |count: usize| locale.number(u64::try_from(count).unwrap_or_default());
    t::CHARACTERS.with(locale, &[&number(text.chars().count()), &number(limit)])
}

fn fitted(title: Text, fitted: &Fitted, of: Locale, locale: Locale) -> AnyView {
    let left_out = (!fitted.left_out.is_empty()).then(|| {
        let count = u64::try_from(fitted.left_out.len()).unwrap_or_default();
        let names = fitted
            .left_out
            .iter()
            .map(|name| view! { <li>{name.clone()}</li> }.into_any())
            .collect::<Vec<_>>();
        view! {
            <details>
                <summary>{t::PORTAL_LEFT_OUT.of(locale, count)}</summary>
                <ul class="dots">{names}</ul>
            </details>
        }
    });
    let name = title.get(locale);
    view! {
        <div class="stack">
            <h3>{name}</h3>
            <pre class="code" tabindex="0" role="region" aria-label=name lang=of.tag()>
                {fitted.text.clone()}
            </pre>
            <div class="line">
                {copy_button(name, fitted.text.clone(), locale)}
                <span class="quiet">{count(&fitted.text, LIMIT, locale)}</span>
            </div>
            {left_out}
        </div>
    }
    .into_any()
}

fn copy_button(name: &str, text: String, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let label = t::COPY_ONE.with(locale, &[name]);
    let press = move |_| copy(text.clone(), toasts, locale);
    view! {
        <button type="button" class="btn" aria-label=label.clone() title=label on:click=press>
            {icon(Icon::File)} {t::COPY.get(locale)}
        </button>
    }
    .into_any()
}

/// The other fields of the Company Portal, as far as something is said.
fn fields(session: Session, locale: Locale) -> AnyView {
    let profile = session.select(|workspace| workspace.ledger().profile());
    let rows = move || {
        profile.with(|profile| {
            Field::ALL
                .into_iter()
                .filter(|field| field.is_of_portal())
                .map(|field| {
                    let name = education::field(field).get(locale);
                    let text = profile.contact.get(field).to_owned();
                    let said = if text.is_empty() {
                        view! { <span class="quiet">{t::PORTAL_EMPTY.get(locale)}</span> }
                            .into_any()
                    } else {
                        text.clone().into_any()
                    };
                    let used = count(&text, field.limit(), locale);
                    let copy = (!text.is_empty()).then(|| copy_button(name, text, locale));
                    view! {
                        <tr>
                            <th scope="row">{name}</th>
                            <td>{said}</td>
                            <td class="quiet">{used}</td>
                            <td>{copy}</td>
                        </tr>
                    }
                    .into_any()
                })
                .collect::<Vec<_>>()
        })
    };
    let name = t::PORTAL_FIELDS.get(locale);
    view! {
        <section class="card stack">
            <h2>{name}</h2>
            <p class="quiet measure">{t::PORTAL_FIELDS_WHY.get(locale)}</p>
            <div class="scroll-x" tabindex="0" role="region" aria-label=name>
                <table class="plain-table" aria-label=name>
                    <thead>
                        <tr>
                            <th scope="col">{t::PORTAL_FIELD.get(locale)}</th>
                            <th scope="col">{t::PORTAL_TEXT.get(locale)}</th>
                            <th scope="col">{t::PORTAL_ROOM.get(locale)}</th>
                            <th scope="col">{t::COPY.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
