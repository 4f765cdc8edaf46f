//! Preferences of the reader, where things are kept, what this page is and is not.

mod products;
mod role;
mod storage;

use crate::{
    i18n::{Locale, Text},
    session::{Shelf, prefs::Theme},
    ui::{
        app::Choices,
        kit::{dom::focus_soon, lang::lang},
        page::Page,
        shell::{heading, topbar::theme_name},
        texts::{settings as t, shell},
    },
};
use leptos::prelude::*;

pub(super) fn settings_page(shelf: Shelf) -> AnyView {
    let locale = lang();
    let role = move || shelf.session().map(role::role);
    view! {
        <div class="page-head">{heading(Page::Settings.title().get(locale))}</div>
        <div class="stack wide measure">
            {look(locale)}
            {role}
            {products::products(shelf)}
            {storage::storage(shelf)}
            {about(locale)}
        </div>
    }
    .into_any()
}

fn look(locale: Locale) -> AnyView {
    let choices = expect_context::<Choices>();
    let language = |choice: Locale| {
        view! {
            <option value=choice.tag() lang=choice.tag() selected=choice == locale>
                {choice.endonym()}
            </option>
        }
        .into_any()
    };
    let themes = [Theme::System, Theme::Light, Theme::Dark];
    let theme = |(at, theme): (usize, Theme)| {
        let selected = move || choices.theme.get() == theme;
        view! { <option value=at.to_string() selected=selected>{theme_name(theme, locale)}</option> }
            .into_any()
    };
    let set_language = move |event| {
        if let Some(locale) = Locale::from_tag(&event_target_value(&event)) {
            choices.set_locale(locale);
            // The page is drawn anew.
            focus_soon("language");
        }
    };
    let set_theme = move |event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(theme) = at.and_then(|at| themes.get(at)) {
            choices.set_theme(*theme);
        }
    };
    view! {
        <section class="stack">
            <h2>{t::LOOK.get(locale)}</h2>
            <div class="field">
                <label for="language">{shell::LANGUAGE.get(locale)}</label>
                <select class="input" id="language" on:change=set_language>
                    {Locale::ALL.into_iter().map(language).collect::<Vec<_>>()}
                </select>
            </div>
            <div class="field">
                <label for="theme">{shell::THEME.get(locale)}</label>
                <select class="input" id="theme" on:change=set_theme>
                    {themes.into_iter().enumerate().map(theme).collect::<Vec<_>>()}
                </select>
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    id="utc"
                    prop:checked=choices.utc
                    on:change=move |event| {
                        choices.set_utc(event_target_checked(&event));
                        focus_soon("utc");
                    }
                />
                <span>{shell::CLOCK_UTC.get(locale)}</span>
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=choices.letters
                    on:change=move |event| choices.set_letters(event_target_checked(&event))
                />
                <span>{t::LETTERS.get(locale)}</span>
            </label>
        </section>
    }
    .into_any()
}

fn about(locale: Locale) -> AnyView {
    let limits =
        [t::LIMIT_LOCAL, t::LIMIT_STAGED, t::LIMIT_SNAPSHOT, t::LIMIT_PASSWORDS, t::LIMIT_UNKNOWN];
    let item = |text: Text| view! { <li>{text.get(locale)}</li> };
    view! {
        <section class="stack">
            <h2>{t::ABOUT.get(locale)}</h2>
            <ul class="dots">{limits.map(item).into_iter().collect::<Vec<_>>()}</ul>
            <p class="quiet">{t::VERSION.with(locale, &[env!("CARGO_PKG_VERSION")])}</p>
        </section>
    }
    .into_any()
}
