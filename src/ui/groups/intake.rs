//! A list that is pasted or comes as a file: read while it is typed, with a word on everything that is
//! not clear.

use crate::{
    domain::Party,
    exchange::parties::Written,
    i18n::Locale,
    messages,
    session::browser,
    ui::{
        groups::{find, gather::Gather, texts as t},
        kit::{
            dom::{focus_soon, fresh_id},
            icon::{Icon, icon},
            lang::lang,
            toast::{Tone, use_toasts},
        },
    },
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use std::{sync::Arc, time::Duration};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

/// How long a list rests before it is looked up.
const REST: Duration = Duration::from_millis(300);
/// Entries of a sort that are named.
const NAMED: usize = 12;

pub(super) fn intake(gather: Gather) -> AnyView {
    let locale = lang();
    let open = RwSignal::new(false);
    let toggle = move |event: ev::Event| {
        open.set(
            open.get_untracked() || event_target::<web_sys::Element>(&event).has_attribute("open"),
        );
    };
    view! {
        <details on:toggle=toggle>
            <summary>{t::LIST_OR_FILE.get(locale)}</summary>
            {move || open.get().then(|| inputs(gather, locale))}
        </details>
        <div class="stack" role="status">{move || report(gather, locale)}</div>
    }
    .into_any()
}

fn inputs(gather: Gather, locale: Locale) -> AnyView {
    let id = fresh_id("pasted");
    let hint = format!("{id}-hint");
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    on_cleanup(stop);
    let typed = move |event: ev::Event| {
        gather.text.set(event_target_value(&event));
        stop();
        let look = move || {
            gather.settle();
        };
        waiting.set_value(set_timeout_with_handle(look, REST).ok());
    };
    view! {
        <div class="stack">
            <div class="field">
                <label for=id.clone()>{t::PASTED.get(locale)}</label>
                <textarea
                    class="input pasted"
                    rows="4"
                    id=id
                    aria-describedby=hint.clone()
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=move || gather.text.get()
                    on:input=typed
                    on:blur=move |_| {
                        if gather.text.try_get_untracked().is_some() {
                            gather.settle();
                        }
                    }
                ></textarea>
                <p class="hint" id=hint>{t::PASTED_HINT.get(locale)}</p>
            </div>
            {file(gather, locale)}
        </div>
    }
    .into_any()
}

/// The file, or the way to choose one.
fn file(gather: Gather, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let input = NodeRef::<html::Input>::new();
    let button = fresh_id("take-file");
    let back = StoredValue::new(button.clone());
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.set_value("");
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(file) = input.and_then(|input| input.files()?.item(0)) else { return };
        spawn_local(async move {
            let name = file.name();
            match browser::read(&file, 0, browser::size(&file)).await {
                Some(bytes) => {
                    let written = Arc::new(Written::of_file(&bytes));
                    drop(gather.file.try_set(Some((name, written))));
                }
                None => toasts.show(Tone::Bad, t::FILE_UNREADABLE.with(locale, &[&name])),
            }
        });
    };
    let taken = move || {
        gather.file.with(|file| {
            let (name, written) = file.as_ref()?;
            let count = u64::try_from(written.len()).unwrap_or_default();
            let text = t::FILE_HOLDS.with(locale, count, &[name]);
            let label = t::LEAVE_OUT.with(locale, &[name]);
            let leave = move |_| {
                gather.file.set(None);
                focus_soon(back.get_value());
            };
            Some(
                view! {
                    <span>{text}</span>
                    <button type="button" class="btn plain only-icon" aria-label=label on:click=leave>
                        {icon(Icon::Close)}
                    </button>
                }
                .into_any(),
            )
        })
    };
    view! {
        <div class="line">
            <button type="button" class="btn" id=button on:click=choose>
                {icon(Icon::Upload)} {t::TAKE_FILE.get(locale)}
            </button>
            <input
                type="file"
                accept=".csv,.txt,.tsv,text/csv,text/plain"
                hidden
                node_ref=input
                class="list-file"
                tabindex="-1"
                aria-hidden="true"
                on:change=chosen
            />
            {taken}
        </div>
    }
    .into_any()
}

/// What the list says: who was found, and what is not clear.
fn report(gather: Gather, locale: Locale) -> Vec<AnyView> {
    let named = gather.named.get();
    let count = |of: usize| u64::try_from(of).unwrap_or_default();
    let mut parts: Vec<AnyView> = Vec::new();
    if !named.found.is_empty() {
        let text = t::FOUND.of(locale, count(named.found.len()));
        parts.push(
            view! { <p class="found">{icon(Icon::Check)} <span>{text}</span></p> }.into_any(),
        );
    }
    if named.repeated > 0 {
        let text = t::REPEATED.of(locale, count(named.repeated));
        parts.push(view! { <p class="quiet">{text}</p> }.into_any());
    }
    if !named.missing.is_empty() {
        let title = t::MISSING.of(locale, count(named.missing.len()));
        parts.push(entries(&title, &named.missing, locale));
    }
    if !named.strangers.is_empty() {
        parts.push(strangers(gather, &named.strangers, locale));
    }
    if !named.ambiguous.is_empty() {
        parts.push(ambiguous(gather, &named.ambiguous, locale));
    }
    parts
}

/// Entries as they stand in the list.
fn entries(title: &str, entries: &[String], locale: Locale) -> AnyView {
    let items: Vec<AnyView> =
        entries.iter().take(NAMED).map(|one| view! { <li>{one.clone()}</li> }.into_any()).collect();
    let rest = u64::try_from(entries.len().saturating_sub(NAMED)).unwrap_or_default();
    let more = (rest > 0).then(|| view! { <li class="quiet">{t::MORE.of(locale, rest)}</li> });
    view! {
        <div class="unclear">
            <p class="warning-text">{icon(Icon::Warning)} <span>{title.to_owned()}</span></p>
            <ul class="dots">{items}{more}</ul>
        </div>
    }
    .into_any()
}

fn strangers(gather: Gather, ids: &[crate::domain::ObjectId], locale: Locale) -> AnyView {
    let texts: Vec<String> = ids.iter().take(NAMED).map(ToString::to_string).collect();
    let count = u64::try_from(ids.len()).unwrap_or_default();
    let rest = u64::try_from(ids.len().saturating_sub(NAMED)).unwrap_or_default();
    let more = (rest > 0).then(|| view! { <li class="quiet">{t::MORE.of(locale, rest)}</li> });
    let items: Vec<AnyView> =
        texts.into_iter().map(|id| view! { <li><code>{id}</code></li> }.into_any()).collect();
    view! {
        <div class="unclear">
            <p class="warning-text">
                {icon(Icon::Warning)} <span>{t::STRANGERS.of(locale, count)}</span>
            </p>
            <ul class="dots">{items}{more}</ul>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=gather.strangers
                    on:change=move |event| gather.strangers.set(event_target_checked(&event))
                />
                <span>{t::TAKE_STRANGERS.get(locale)}</span>
            </label>
        </div>
    }
    .into_any()
}

/// Names that fit several, each with a choice between them.
fn ambiguous(gather: Gather, names: &[(String, Vec<Party>)], locale: Locale) -> AnyView {
    let count = u64::try_from(names.len()).unwrap_or_default();
    let items: Vec<AnyView> =
        names.iter().take(NAMED).map(|one| question(gather, one, locale)).collect();
    let rest = u64::try_from(names.len().saturating_sub(NAMED)).unwrap_or_default();
    let more = (rest > 0).then(|| view! { <p class="quiet">{t::MORE.of(locale, rest)}</p> });
    view! {
        <div class="unclear">
            <p class="warning-text">
                {icon(Icon::Warning)} <span>{t::AMBIGUOUS.of(locale, count)}</span>
            </p>
            {items}
            {more}
        </div>
    }
    .into_any()
}

fn question(gather: Gather, (text, who): &(String, Vec<Party>), locale: Locale) -> AnyView {
    let id = fresh_id("meant");
    let chosen = gather.meant.with_untracked(|meant| meant.get(text).copied());
    let options: Vec<AnyView> = gather.session.with_untracked(|workspace| {
        let directory = workspace.directory();
        let option = |(at, party): (usize, &Party)| {
            let name = messages::party_name(directory, *party);
            let detail = match party {
                Party::Here(subject) => find::detail(directory.of(subject.of), subject.row, locale),
                Party::Elsewhere(_) => String::new(),
            };
            let label = if detail.is_empty() { name } else { format!("{name} · {detail}") };
            view! { <option value=at.to_string() selected=chosen == Some(*party)>{label}</option> }
                .into_any()
        };
        who.iter().enumerate().map(option).collect()
    });
    let (name, who) = (text.clone(), who.clone());
    let choose = move |event: ev::Event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let party = at.and_then(|at| who.get(at)).copied();
        gather.meant.update(|meant| match party {
            Some(party) => drop(meant.insert(name.clone(), party)),
            None => drop(meant.remove(&name)),
        });
    };
    view! {
        <div class="line">
            <label for=id.clone()>{t::WHO_IS_MEANT.with(locale, &[text])}</label>
            <select class="input small-select" id=id on:change=choose>
                <option value="">{t::NOBODY_MEANT.get(locale)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
