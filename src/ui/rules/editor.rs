//! The text of the rule: coloured, with proposals as it is written.

use crate::{
    i18n::Text,
    rules::{
        Target,
        complete::{Completion, Offer, complete},
        limits,
    },
    text::span::Span,
    ui::{
        changes::hand_off::copy,
        kit::{
            combobox::{Choice, Options, listbox},
            dom::by_id,
            icon::{Icon, icon},
            popup::{Popup, PopupKind},
            toast::use_toasts,
        },
        rules::{
            lab::Lab,
            layer::{layer, pieces},
            place::{byte_at, unit_at},
            texts as t,
            values::occurring,
        },
    },
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

/// Id of the text.
pub(super) const TEXT: &str = "rule-text";
const OFFERS: &str = "rule-offers";

/// Values that are proposed at once.
const VALUES: usize = 50;

/// Proposals at the cursor.
#[derive(Debug, Clone, Copy)]
struct Offers {
    options: Options,
    /// Which part of the text they take the place of; none while they are not shown.
    place: RwSignal<Option<Span>>,
}

pub(super) fn editor(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let offers = Offers { options: Options::new(), place: RwSignal::new(None) };
    let pick = Callback::new(move |choice: Choice| take(offers, &choice));
    let list = move || {
        offers.place.get().map(|_| {
            let name = t::OFFERS.get(locale).to_owned();
            listbox(offers.options, OFFERS.to_owned(), name, pick)
        })
    };
    let marked = move || {
        offers.place.get()?;
        offers.options.active.get().map(|at| format!("{OFFERS}-{at}"))
    };
    let pieces = pieces(lab);
    let plain = Memo::new(move |_| pieces.with(Option::is_none));
    Effect::new(move |_| {
        if plain.get() {
            request_animation_frame(keep_in_view);
        }
    });
    let told = move || {
        let count = offers.options.choices.with(Vec::len) as u64;
        offers.place.get().map(|_| t::OFFERED.of(locale, count))
    };
    view! {
        <div class="field rule-field">
            <label for=TEXT>{t::RULE.get(locale)}</label>
            <div class="rule-editor" class:plain=plain>
                {layer(pieces)}
                <textarea
                    id=TEXT
                    class="input"
                    rows="3"
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-describedby="rule-hint rule-summary"
                    aria-autocomplete="list"
                    aria-controls=move || offers.place.get().map(|_| OFFERS)
                    aria-activedescendant=marked
                    prop:value=lab.text
                    on:input=move |event| {
                        lab.text.set(event_target_value(&event));
                        note_caret(lab);
                        offer(lab, offers, false);
                    }
                    on:keydown=move |event| on_key(lab, offers, &event)
                    on:keyup=move |_| note_caret(lab)
                    on:click=move |_| {
                        note_caret(lab);
                        offers.place.set(None);
                    }
                    on:blur=move |_| offers.place.set(None)
                ></textarea>
            </div>
            <div class="rule-offers">{list}</div>
            {move || plain.get().then(|| view! { <p class="hint">{t::PLAIN.get(locale)}</p> })}
            <p class="hint" id="rule-hint">{t::RULE_HINT.get(locale)}</p>
            <p class="visually-hidden" role="status">{told}</p>
            {tools(lab)}
        </div>
    }
    .into_any()
}

fn area() -> Option<HtmlTextAreaElement> {
    by_id(TEXT)?.dyn_into().ok()
}

/// Scrolls to the cursor, about: an area that shows a long text has a height of its own, and the browser
/// looks for the cursor before it gets it.
fn keep_in_view() {
    let Some(area) = area() else { return };
    let unit = area.selection_end().ok().flatten().unwrap_or_default();
    let share = i64::from(area.scroll_height()) * i64::from(unit);
    let at = share / i64::from(area.text_length()).max(1) - i64::from(area.client_height() / 2);
    area.set_scroll_top(i32::try_from(at).unwrap_or_default());
}

fn note_caret(lab: Lab) {
    let Some(area) = area() else { return };
    let unit = area.selection_end().ok().flatten().unwrap_or_default();
    lab.caret.set(lab.text.with_untracked(|text| byte_at(text, unit)));
}

/// Puts something in the place of a part of the text, as if it was typed: the browser's own undo takes
/// it back. The text has the focus afterwards.
pub(super) fn put(edits: &[(Span, String)]) {
    let Some(area) = area() else { return };
    drop(area.focus());
    // From the end, so that places before it stay what they are.
    for (span, with) in edits.iter().rev() {
        let text = area.value();
        let (start, end) = (unit_at(&text, span.start), unit_at(&text, span.end));
        drop(area.set_selection_range(start, end));
        let document: HtmlDocument = document().unchecked_into();
        let typed = if with.is_empty() {
            start == end || document.exec_command("delete").unwrap_or_default()
        } else {
            let command = document.exec_command_with_show_ui_and_value("insertText", false, with);
            command.unwrap_or_default()
        };
        if !typed && area.set_range_text_with_start_and_end(with, start, end).is_ok() {
            let input = web_sys::Event::new_with_event_init_dict("input", &bubbling());
            drop(input.and_then(|input| area.dispatch_event(&input)));
        }
    }
}

fn bubbling() -> web_sys::EventInit {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    init
}

/// Selects a part of the text and goes there.
pub(super) fn show(span: Span) {
    let Some(area) = area() else { return };
    let text = area.value();
    drop(area.focus());
    drop(area.set_selection_range(unit_at(&text, span.start), unit_at(&text, span.end)));
}

/// Looks for what can stand at the cursor. Unless it was asked for, nothing is offered where nothing
/// was begun.
fn offer(lab: Lab, offers: Offers, asked: bool) {
    let Some(area) = area() else { return };
    let unit = area.selection_end().ok().flatten().unwrap_or_default();
    let text = lab.text.read_untracked();
    let at = byte_at(&text, unit);
    let Completion { span, offer } = complete(&text, at, lab.target);
    let begun = text.get(span.start..at).unwrap_or_default();
    let plain = |text: String| Choice {
        key: text.clone(),
        text,
        detail: String::new(),
        group: String::new(),
    };
    let choices: Vec<Choice> = match offer {
        Offer::Words(words) if asked || !begun.is_empty() => {
            // What is whole needs no proposal.
            let whole = words.iter().any(|word| word == begun) && !asked;
            if whole { Vec::new() } else { words.into_iter().map(plain).collect() }
        }
        Offer::Nothing | Offer::Words(_) => Vec::new(),
        Offer::Values { property, field, begun } => lab.session.with_untracked(|workspace| {
            let objects = lab.objects(workspace.directory());
            let found = occurring(objects, &property, field, &begun, VALUES);
            let choice = |one: crate::ui::rules::values::Occurring| Choice {
                key: crate::rules::syntax::Operand::Text(one.value.clone()).to_string(),
                text: one.value,
                detail: match lab.target {
                    Target::User => t::COUNT_OF,
                    Target::Device => t::DEVICES_OF,
                }
                .of(lab.locale, u64::from(one.count)),
                group: String::new(),
            };
            found.into_iter().map(choice).collect()
        }),
    };
    if choices.is_empty() {
        return offers.place.set(None);
    }
    offers.options.set(choices, asked || !begun.is_empty());
    offers.place.set(Some(span));
}

/// Writes a proposal.
fn take(offers: Offers, choice: &Choice) {
    let Some(span) = offers.place.get_untracked() else { return };
    let Some(area) = area() else { return };
    let behind = area.value().get(span.end..).unwrap_or_default().starts_with([' ', ')', ']', ',']);
    let mut text = choice.key.clone();
    // A name or an operator is gone on with.
    if !text.starts_with(['"', '\'']) && !behind {
        text.push(' ');
    }
    offers.place.set(None);
    put(&[(span, text)]);
    offers.place.set(None);
}

fn on_key(lab: Lab, offers: Offers, event: &ev::KeyboardEvent) {
    let key = event.key();
    let open = offers.place.get_untracked().is_some();
    match key.as_str() {
        " " if event.ctrl_key() => offer(lab, offers, true),
        "Enter" if event.alt_key() => mend(lab),
        "F8" => go(lab, !event.shift_key()),
        "Enter" | "Tab" if open && !event.shift_key() => {
            let Some(choice) = offers.options.chosen() else { return };
            take(offers, &choice);
        }
        "Escape" if open => offers.place.set(None),
        "ArrowDown" | "ArrowUp" | "PageDown" | "PageUp" if open => {
            if !offers.options.moved(&key) {
                return;
            }
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Mends what is wrong at the cursor, else the first thing that can be.
fn mend(lab: Lab) {
    note_caret(lab);
    let at = lab.caret.get_untracked();
    let fix = lab.read.with_untracked(|read| {
        let mut fixes = read.parse.diagnostics.iter().filter(|one| one.fix.is_some());
        let here = fixes.clone().find(|one| one.span.start <= at && at <= one.span.end);
        here.or_else(|| fixes.next()).and_then(|one| one.fix.clone())
    });
    if let Some(fix) = fix {
        put(&fix.edits);
    }
}

/// Goes to the next finding, or the one before, round the end.
fn go(lab: Lab, forward: bool) {
    note_caret(lab);
    let Some(area) = area() else { return };
    let unit = area.selection_start().ok().flatten().unwrap_or_default();
    let at = lab.text.with_untracked(|text| byte_at(text, unit));
    let to = lab.read.with_untracked(|read| {
        let mut spans: Vec<Span> = read.parse.diagnostics.iter().map(|one| one.span).collect();
        spans.sort_unstable();
        if forward {
            spans.iter().find(|span| span.start > at).or(spans.first()).copied()
        } else {
            spans.iter().rev().find(|span| span.start < at).or(spans.last()).copied()
        }
    });
    if let Some(span) = to {
        show(span);
    }
}

const FOR_DEVICES: [(Text, &str); 4] = [
    (t::EXAMPLE_WINDOWS, "device.deviceOSType -eq \"Windows\""),
    (t::EXAMPLE_PHONES, "device.deviceOSType -in [\"iPhone\", \"iPad\", \"iOS\", \"Android\"]"),
    (t::EXAMPLE_COMPANY, "device.deviceOwnership -eq \"Company\""),
    (t::EXAMPLE_ROOTED, "device.isRooted -eq true"),
];

const EXAMPLES: [(Text, &str); 5] = [
    (t::EXAMPLE_DEPARTMENT, "(user.department -eq \"Sales\") -and (user.accountEnabled -eq true)"),
    (t::EXAMPLE_GUESTS, "user.userType -eq \"Guest\""),
    (t::EXAMPLE_CITIES, "user.city -in [\"Oslo\", \"Lyon\", \"Seattle\"]"),
    (t::EXAMPLE_NEW, "user.employeeHireDate -ge (system.now -minus P30D)"),
    (t::EXAMPLE_NO_MANAGER, "(user.userType -eq \"Member\") -and (user.department -eq null)"),
];

fn tools(lab: Lab) -> AnyView {
    let (locale, toasts) = (lab.locale, use_toasts());
    let example = move |(title, rule): (Text, &'static str)| {
        let all = move |_| {
            let end = lab.text.with_untracked(String::len);
            put(&[(Span::new(0, end), rule.to_owned())]);
        };
        view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=all>
                <span>{title.get(locale)} <span class="why">{rule}</span></span>
            </button>
        }
        .into_any()
    };
    let tidy = move |_| {
        let text = lab.read.with_untracked(|read| read.parse.rule.to_string());
        let end = lab.text.with_untracked(String::len);
        put(&[(Span::new(0, end), text)]);
    };
    let tidies = move || {
        !lab.waits.get()
            && lab.read.with(|read| {
                !read.has(crate::rules::Class::NotARule) && read.parse.rule.to_string() != read.text
            })
    };
    let copy = move |_| copy(lab.text.get_untracked(), toasts, locale);
    let length = move || {
        let length = lab.text.with(|text| text.encode_utf16().count()) as u64;
        let most = u64::from(limits::RULE_LENGTH.value);
        t::CHARACTERS.with(locale, &[&locale.number(length), &locale.number(most)])
    };
    let label = view! { {t::EXAMPLES.get(locale)} {icon(Icon::Down)} }.into_any();
    view! {
        <div class="line">
            <Popup kind=PopupKind::Menu class="btn" button=label>
                {
                    let rules = match lab.target {
                        Target::User => &EXAMPLES[..],
                        Target::Device => &FOR_DEVICES,
                    };
                    rules.iter().copied().map(example).collect::<Vec<_>>()
                }
            </Popup>
            <button
                type="button"
                class="btn"
                title=t::TIDY_WHY.get(locale)
                aria-disabled=move || (!tidies()).then_some("true")
                on:click=move |event| {
                    if untrack(tidies) {
                        tidy(event);
                    }
                }
            >
                {t::TIDY.get(locale)}
            </button>
            <button type="button" class="btn" on:click=copy>
                {t::COPY.get(locale)}
            </button>
            <span class="quiet number">{length}</span>
        </div>
    }
    .into_any()
}
