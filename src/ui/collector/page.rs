//! The collector page: what the script gathers, how to run it, and the script itself.

use crate::{
    exchange::collector::{FILE_NAME, MODULE, Part},
    i18n::Locale,
    session::browser,
    ui::{
        changes::hand_off::{copy, listing},
        collector::{command, texts},
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
            toast::use_toasts,
        },
        nav::{base, plain},
        page::Page,
        shell::heading,
    },
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the script is, for those who decide whether to run it.
pub fn collector_page() -> AnyView {
    let locale = lang();
    let skipped = RwSignal::new(BTreeSet::<Part>::new());
    let facts = [
        texts::FACT_READ,
        texts::FACT_SIGN_IN,
        texts::FACT_RESUME,
        texts::FACT_HONEST,
        texts::FACT_PERSONAL,
    ];
    let facts = facts.map(|fact| view! { <li>{fact.get(locale)}</li> }.into_any());
    view! {
        <div class="page-head">
            {heading(Page::Collector.title().get(locale))}
            <p class="lead">{texts::LEAD.get(locale)}</p>
        </div>
        <section class="stack measure" aria-labelledby="promises">
            <h2 id="promises">{texts::FACTS.get(locale)}</h2>
            <ul class="bullets">{facts.into_iter().collect::<Vec<_>>()}</ul>
        </section>
        {parts(skipped)} {run(skipped)} {script()}
    }
    .into_any()
}

fn parts(skipped: RwSignal<BTreeSet<Part>>) -> AnyView {
    let locale = lang();
    let columns = [texts::PART, texts::FOR, texts::SCOPES, texts::REQUESTS];
    let columns = columns.map(|text| view! { <th scope="col">{text.get(locale)}</th> }.into_any());
    let rows = Part::ALL.map(|part| row(skipped, part));
    let all = move || {
        let scopes = skipped.with(command::scopes);
        if scopes.is_empty() {
            return view! { <span>{texts::NO_PART.get(locale)}</span> }.into_any();
        }
        let scope = |scope| view! { <code class="break">{scope}</code> }.into_any();
        scopes.into_iter().map(scope).collect::<Vec<_>>().into_any()
    };
    view! {
        <section class="stack">
            <h2 id="parts">{texts::PARTS.get(locale)}</h2>
            <p class="quiet">{texts::PARTS_WHY.get(locale)}</p>
            <div class="scroll-x" tabindex="0" role="region" aria-labelledby="parts">
                <table class="plain-table parts">
                    <thead><tr>{columns.into_iter().collect::<Vec<_>>()}</tr></thead>
                    <tbody>{rows.into_iter().collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            <h3>{texts::ALL_SCOPES.get(locale)}</h3>
            <div class="line" aria-live="polite">{all}</div>
        </section>
    }
    .into_any()
}

fn row(skipped: RwSignal<BTreeSet<Part>>, part: Part) -> AnyView {
    let locale = lang();
    let (name, purpose) = texts::part(part);
    let needed = part.needs();
    let off = move || skipped.with(|skipped| needed.is_some_and(|part| skipped.contains(&part)));
    let on = move || !off() && skipped.with(|skipped| !skipped.contains(&part));
    let choose = move |event| {
        let wanted = event_target_checked(&event);
        skipped.update(|skipped| {
            if wanted {
                skipped.remove(&part);
            } else {
                skipped.insert(part);
            }
        });
    };
    let needs = needed.map(|part| {
        let (name, _) = texts::part(part);
        view! { <p class="quiet small">{texts::NEEDS.with(locale, &[name.get(locale)])}</p> }
    });
    let premium = part
        .needs_premium()
        .then(|| view! { <p class="quiet small">{texts::PREMIUM.get(locale)}</p> });
    let code = |text: String| view! { <div><code>{text}</code></div> }.into_any();
    let scopes: Vec<AnyView> =
        part.scopes().iter().map(|scope| code((*scope).to_owned())).collect();
    let requests: Vec<AnyView> =
        part.requests().iter().map(|request| code(format!("GET {}", request.path))).collect();
    view! {
        <tr>
            <th scope="row">
                <label class="check">
                    <input type="checkbox" prop:checked=on prop:disabled=off on:change=choose />
                    {name.get(locale)}
                </label>
            </th>
            <td>{purpose.get(locale)} {needs} {premium}</td>
            <td class="small">{scopes}</td>
            <td class="small">{requests}</td>
        </tr>
    }
    .into_any()
}

fn run(skipped: RwSignal<BTreeSet<Part>>) -> AnyView {
    let locale = lang();
    let install = format!("Install-Module {MODULE} -Scope CurrentUser");
    let unblock = format!("Unblock-File .\\{FILE_NAME}");
    let command = Signal::derive(move || skipped.with(command::command).unwrap_or_default());
    let start = move || {
        if command.with(String::is_empty) {
            return view! { <p class="quiet">{texts::NO_PART.get(locale)}</p> }.into_any();
        }
        line(command.get(), texts::COPY_COMMAND.get(locale))
    };
    view! {
        <section class="stack" aria-labelledby="run">
            <h2 id="run">{texts::RUN.get(locale)}</h2>
            <ol class="steps">
                <li>
                    <p>{texts::RUN_1.get(locale)}</p>
                    <div class="line">{download()}</div>
                </li>
                <li>
                    <p>{texts::RUN_2.get(locale)}</p>
                    {line(install, texts::COPY_INSTALL.get(locale))}
                </li>
                <li>
                    <p>{texts::RUN_3.get(locale)}</p>
                    {line(unblock, texts::COPY_UNBLOCK.get(locale))}
                </li>
                <li>
                    <p>{texts::RUN_4.get(locale)}</p>
                    {start}
                </li>
                <li>
                    <p>{texts::RUN_5.get(locale)}</p>
                    <a href=plain(Page::Start)>{texts::TO_START.get(locale)}</a>
                </li>
            </ol>
        </section>
    }
    .into_any()
}

/// A command line with its button.
fn line(text: String, name: &str) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let taken = text.clone();
    view! {
        <div class="line command">
            <code class="break" lang="en">{text}</code>
            <button
                type="button"
                class="btn"
                aria-label=name.to_owned()
                on:click=move |_| copy(taken.clone(), toasts, locale)
            >
                {crate::ui::changes::hand_off_texts::COPY.get(locale)}
            </button>
        </div>
    }
    .into_any()
}

/// Where the script lies in this version of the site.
fn address() -> String {
    let starter = document().query_selector("script[data-collector]").ok().flatten();
    let name = starter.and_then(|starter| starter.get_attribute("data-collector"));
    format!("{}/{}", base(), name.as_deref().unwrap_or(FILE_NAME))
}

fn download() -> AnyView {
    let locale = lang();
    view! {
        // The router leaves links with a target alone.
        <a class="btn primary" href=address() download=FILE_NAME target="_self" rel="external">
            {icon(Icon::Download)} {texts::DOWNLOAD.with(locale, &[FILE_NAME])}
        </a>
    }
    .into_any()
}

/// How far the script is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Load {
    Not,
    Loading,
    Failed,
    There(String),
}

fn script() -> AnyView {
    let locale = lang();
    let load = RwSignal::new(Load::Not);
    let fetch = move |_| {
        load.set(Load::Loading);
        leptos::task::spawn_local(async move {
            let text = browser::fetch_text(&address()).await;
            // The page may be gone by now.
            load.try_set(text.map_or(Load::Failed, Load::There));
        });
    };
    let button = move |text: crate::i18n::Text, locale: Locale| {
        view! {
            <button type="button" class="btn" on:click=fetch>
                {icon(Icon::Script)} {text.get(locale)}
            </button>
        }
        .into_any()
    };
    let content = move || match load.get() {
        Load::Not => view! { <div>{button(texts::SHOW_BUTTON, locale)}</div> }.into_any(),
        Load::Loading => view! { <p role="status">{texts::LOADING.get(locale)}</p> }.into_any(),
        Load::Failed => {
            let line = view! {
                <div class="line between">
                    <p>{texts::NOT_LOADED.get(locale)}</p>
                    {button(texts::AGAIN, locale)}
                </div>
            };
            view! { <div role="alert">{strip(Notice::Bad, line)}</div> }.into_any()
        }
        Load::There(text) => listing(FILE_NAME, text),
    };
    view! {
        <section class="stack" aria-labelledby="script">
            <h2 id="script">{texts::SHOW.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}
