//! The rule as a form: a line for each comparison. Text and form are two ways to write the same rule.

use crate::{
    rules::{Class, Property, property::Type, syntax::Operator},
    text::span::Span,
    ui::{
        kit::{
            dom::focus_soon,
            icon::{Icon, icon},
        },
        rules::{
            editor::put,
            lab::Lab,
            lines::{Form, Joined, Line, form, fresh, operators, properties, rule},
            texts as t,
            values::occurring,
        },
    },
};
use leptos::prelude::*;

/// Values that an input proposes.
const VALUES: usize = 50;

pub(super) fn builder(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let open = RwSignal::new(false);
    let content = move || {
        if !open.get() {
            return None;
        }
        if lab.waits.get() {
            return Some(view! { <p class="quiet">{t::AT_REST.get(locale)}</p> }.into_any());
        }
        let shown = lab.read.with(|read| {
            if read.has(Class::NotARule) && !read.text.trim().is_empty() {
                return None;
            }
            form(&read.parse.rule)
        });
        Some(match shown {
            None => view! { <p class="quiet">{t::FORM_NOT.get(locale)}</p> }.into_any(),
            Some(form) => lines(lab, &form),
        })
    };
    view! {
        <details
            class="card"
            on:toggle=move |event| {
                let opened = event
                    .current_target()
                    .and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(target).ok())
                    .is_some_and(|element| element.has_attribute("open"));
                open.set(opened);
            }
        >
            <summary>{t::FORM.get(locale)}</summary>
            {content}
        </details>
    }
    .into_any()
}

/// Writes what the form says now into the text.
fn write(lab: Lab, form: &Form, focus: Option<String>) {
    // The form stays where the reader is; the text follows.
    let text = rule(form).to_string();
    if let Some(id) = focus {
        lab.text.set(text);
        focus_soon(id);
    } else {
        let end = lab.text.with_untracked(String::len);
        put(&[(Span::new(0, end), text)]);
    }
}

fn lines(lab: Lab, form: &Form) -> AnyView {
    let locale = lab.locale;
    let rows: Vec<AnyView> =
        form.lines.iter().enumerate().map(|(at, _)| line(lab, form, at)).collect();
    let joined = (form.lines.len() > 1).then(|| {
        let form = form.clone();
        let any = form.joined == Joined::Or;
        let choose = move |event: leptos::ev::Event| {
            let joined = if event_target_value(&event) == "or" { Joined::Or } else { Joined::And };
            write(lab, &Form { joined, ..form.clone() }, Some("rule-joined".to_owned()));
        };
        view! {
            <div class="line">
                <label for="rule-joined">{t::JOINED.get(locale)}</label>
                <select class="input small-select" id="rule-joined" on:change=choose>
                    <option value="and" selected=!any>{t::ALL_OF.get(locale)}</option>
                    <option value="or" selected=any>{t::ANY_OF.get(locale)}</option>
                </select>
            </div>
        }
        .into_any()
    });
    let add = {
        let form = form.clone();
        move |_| {
            let Some(line) = fresh(lab.target) else { return };
            let mut form = form.clone();
            form.lines.push(line);
            let id = value_id(form.lines.len() - 1);
            write(lab, &form, Some(id));
        }
    };
    view! {
        {joined}
        <div class="rule-lines">{rows}</div>
        <p class="quiet small">{t::VALUE_HINT.get(locale)}</p>
        <div class="line">
            <button type="button" class="btn" id="rule-add" on:click=add>
                {icon(Icon::Add)} {t::ADD_LINE.get(locale)}
            </button>
        </div>
    }
    .into_any()
}

fn value_id(at: usize) -> String {
    format!("rule-value-{at}")
}

fn line(lab: Lab, form: &Form, at: usize) -> AnyView {
    let locale = lab.locale;
    let Some(line) = form.lines.get(at).cloned() else { return ().into_any() };
    let number = locale.number(at as u64 + 1);
    let change = {
        let form = form.clone();
        Callback::new(move |(id, line): (String, Line)| {
            let mut form = form.clone();
            if let Some(place) = form.lines.get_mut(at) {
                *place = line;
            }
            write(lab, &form, Some(id));
        })
    };
    let remove = {
        let form = form.clone();
        move |_| {
            let mut form = form.clone();
            form.lines.remove(at);
            write(lab, &form, Some("rule-add".to_owned()));
        }
    };
    let name = t::LINE.with(locale, &[&number]);
    view! {
        <div role="group" aria-label=name>
            {property_choice(lab, line.clone(), at, change)}
            {operator_choice(lab, line.clone(), at, change)}
            {value_input(lab, line, at, change)}
            <button
                type="button"
                class="btn plain only-icon"
                aria-label=t::REMOVE_LINE.with(locale, &[&number])
                on:click=remove
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
    .into_any()
}

/// Takes the id of the control that was used, and the line as it is now.
type Change = Callback<(String, Line)>;

fn property_choice(lab: Lab, line: Line, at: usize, change: Change) -> AnyView {
    let id = format!("rule-property-{at}");
    let mut known: Vec<Property> = properties(lab.target).collect();
    known.sort_by_key(|property| property.name().to_lowercase());
    if !known.contains(&line.property) {
        known.push(line.property.clone());
    }
    let shown = line.property.name().to_owned();
    let names = known.iter().map(|one| one.name().to_owned()).collect();
    let back = id.clone();
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        let Some(property) = known.iter().find(|one| one.name() == chosen).cloned() else { return };
        let mut line = line.clone();
        let fitting = operators(&property);
        if !fitting.contains(&line.operator) {
            line.operator = fitting.first().cloned().unwrap_or(Operator::Eq);
        }
        if property.of_type() == Type::Boolean {
            "true".clone_into(&mut line.value);
        }
        line.property = property;
        change.run((back.clone(), line));
    };
    select(id, t::PROPERTY.get(lab.locale), names, &shown, choose)
}

fn operator_choice(lab: Lab, line: Line, at: usize, change: Change) -> AnyView {
    let id = format!("rule-operator-{at}");
    let mut fitting = operators(&line.property);
    if !fitting.contains(&line.operator) {
        fitting.push(line.operator.clone());
    }
    let shown = line.operator.to_string();
    let names = fitting.iter().map(ToString::to_string).collect();
    let back = id.clone();
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        let Some(operator) = fitting.iter().find(|one| one.to_string() == chosen) else { return };
        change.run((back.clone(), Line { operator: operator.clone(), ..line.clone() }));
    };
    select(id, t::OPERATOR.get(lab.locale), names, &shown, choose)
}

fn select(
    id: String,
    label: &'static str,
    names: Vec<String>,
    shown: &str,
    choose: impl FnMut(leptos::ev::Event) + 'static,
) -> AnyView {
    let option = |name: String| {
        let (selected, value) = (name == shown, name.clone());
        view! { <option selected=selected value=value>{name}</option> }.into_any()
    };
    let options: Vec<AnyView> = names.into_iter().map(option).collect();
    view! {
        <select class="input" id=id aria-label=label on:change=choose>
            {options}
        </select>
    }
    .into_any()
}

fn value_input(lab: Lab, line: Line, at: usize, change: Change) -> AnyView {
    let id = value_id(at);
    let list = format!("{id}-list");
    let boolean = ["true", "false"].map(str::to_owned).to_vec();
    let values = if line.property.of_type() == Type::Boolean {
        boolean
    } else {
        lab.session.with_untracked(|workspace| {
            let objects = lab.objects(workspace.directory());
            let found = occurring(objects, &line.property, None, "", VALUES);
            found.into_iter().map(|one| one.value).collect()
        })
    };
    let options: Vec<AnyView> = values
        .into_iter()
        .map(|value| view! { <option value=value></option> }.into_any())
        .collect();
    let back = id.clone();
    let shown = line.value.clone();
    let typed = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        change.run((back.clone(), Line { value, ..line.clone() }));
    };
    view! {
        <input
            class="input"
            id=id
            type="text"
            autocomplete="off"
            spellcheck="false"
            list=list.clone()
            aria-label=t::VALUE.get(lab.locale)
            value=shown
            on:change=typed
        />
        <datalist id=list>{options}</datalist>
    }
    .into_any()
}
