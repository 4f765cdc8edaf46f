//! Makes or changes a filter: attribute, comparison, values with their counts.

use crate::{
    domain::{Attribute, Datum, Kind, Timestamp, Value, attribute::Of},
    i18n::words,
    messages,
    store::{Facet, Filter, Operator},
    text::{date, fold},
    ui::{
        kit::{dom::fresh_id, lang::zone},
        lists::{
            list::List,
            query::{facets, licensed},
            state::{operators, takes_choices, takes_values},
            texts as t,
        },
    },
};
use leptos::{ev, prelude::*};

/// How many values are offered at once.
const OFFERED: usize = 50;

#[derive(Debug, Clone, Copy)]
struct Draft {
    attribute: RwSignal<Attribute>,
    operator: RwSignal<Operator>,
    /// Values chosen from what there is.
    chosen: RwSignal<Vec<Value>>,
    /// The value that is typed, for operators that compare with any text or a day.
    typed: RwSignal<String>,
    /// What the offered values are searched with.
    wanted: RwSignal<String>,
}

impl Draft {
    fn new(of: Of, filter: Option<&Filter>) -> Self {
        let attribute = match of {
            Of::User => Attribute::DEPARTMENT,
            Of::Group => Attribute::GROUP_VISIBILITY,
            Of::Device => Attribute::DEVICE_OS_TYPE,
        };
        let start = Filter { attribute, operator: Operator::In, values: Vec::new() };
        let filter = filter.cloned().unwrap_or(start);
        let typed = match filter.values.first() {
            Some(Value::Text(text)) if !takes_choices(filter.operator) => text.clone(),
            Some(Value::Time(time)) => {
                date::write_iso(time.0).get(..10).unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        Self {
            attribute: RwSignal::new(filter.attribute),
            operator: RwSignal::new(filter.operator),
            chosen: RwSignal::new(filter.values),
            typed: RwSignal::new(typed),
            wanted: RwSignal::default(),
        }
    }

    /// The filter, when it is whole.
    fn filter(self) -> Option<Filter> {
        let (attribute, operator) = (self.attribute.get(), self.operator.get());
        let values = match attribute.kind() {
            _ if !takes_values(operator) => Vec::new(),
            Kind::Time | Kind::Date => {
                vec![Value::Time(Timestamp(date::parse_iso(&self.typed.get())?))]
            }
            _ if takes_choices(operator) => self.chosen.get(),
            _ => vec![Value::Text(self.typed.get().trim().to_owned())],
        };
        let empty = |value: &Value| matches!(value, Value::Text(text) if text.is_empty());
        let whole = !takes_values(operator) || (!values.is_empty() && !values.iter().any(empty));
        whole.then_some(Filter { attribute, operator, values })
    }
}

/// The form inside the popup; `place` is the filter that it changes, none for a new one.
pub(super) fn editor(list: List, place: Option<(usize, Filter)>, open: RwSignal<bool>) -> AnyView {
    let locale = list.locale;
    let draft = Draft::new(list.of, place.as_ref().map(|(_, filter)| filter));
    let at = place.map(|(at, _)| at);
    let apply = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(filter) = untrack(|| draft.filter()) {
            open.set(false);
            list.ask(|state| state.put_filter(at, filter));
        }
    };
    let values = move || match draft.attribute.get().kind() {
        _ if !takes_values(draft.operator.get()) => ().into_any(),
        Kind::Time | Kind::Date => typed(draft, "date", list),
        _ if takes_choices(draft.operator.get()) => choices(list, draft, at),
        _ => typed(draft, "text", list),
    };
    view! {
        <form class="stack" on:submit=apply>
            {attribute_select(list, draft)}
            {operator_select(list, draft)}
            {values}
            <div class="line">
                <button
                    type="submit"
                    class="btn primary"
                    disabled=move || draft.filter().is_none()
                >
                    {words::APPLY.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn attribute_select(list: List, draft: Draft) -> AnyView {
    let (id, locale) = (fresh_id("filter"), list.locale);
    let mut attributes = list.session.with_untracked(|workspace| {
        let schema = workspace.directory().of(list.of).schema();
        let named = |attribute| (messages::label(schema, attribute, locale), attribute);
        let shown = schema.attributes().filter(|attribute| !attribute.is_of_licenses());
        shown.map(named).collect::<Vec<(String, Attribute)>>()
    });
    attributes.sort_by_cached_key(|(name, _)| fold::search(name).into_owned());
    let start = draft.attribute.get_untracked();
    let option = |(name, attribute): (String, Attribute)| {
        let selected = attribute == start;
        view! { <option value=attribute.0.to_string() selected=selected>{name}</option> }.into_any()
    };
    let choose = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            let attribute = Attribute(number);
            let known = operators(attribute.kind());
            draft.attribute.set(attribute);
            draft.chosen.set(Vec::new());
            draft.typed.set(String::new());
            if !known.contains(&draft.operator.get_untracked()) {
                draft.operator.set(known.first().copied().unwrap_or(Operator::IsKnown));
            }
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t::ATTRIBUTE.get(locale)}</label>
            <select class="input" id=id on:change=choose>
                {attributes.into_iter().map(option).collect::<Vec<_>>()}
            </select>
        </div>
    }
    .into_any()
}

fn operator_select(list: List, draft: Draft) -> AnyView {
    let (id, locale) = (fresh_id("filter"), list.locale);
    let options = move || {
        let chosen = draft.operator.get_untracked();
        let option = |operator: &Operator| {
            let selected = *operator == chosen;
            let name = messages::operator(*operator).get(locale);
            view! { <option selected=selected>{name}</option> }.into_any()
        };
        operators(draft.attribute.get().kind()).iter().map(option).collect::<Vec<_>>()
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        let known = operators(draft.attribute.get_untracked().kind());
        let found = known.iter().find(|one| messages::operator(**one).get(locale) == name);
        if let Some(operator) = found {
            draft.operator.set(*operator);
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t::OPERATOR.get(locale)}</label>
            <select class="input" id=id on:change=choose>{options}</select>
        </div>
    }
    .into_any()
}

fn typed(draft: Draft, kind: &'static str, list: List) -> AnyView {
    let id = fresh_id("filter");
    view! {
        <div class="field">
            <label for=id.clone()>{t::VALUE.get(list.locale)}</label>
            <input
                class="input"
                id=id
                type=kind
                autocomplete="off"
                prop:value=draft.typed
                on:input=move |event| draft.typed.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// The values that there are, most frequent first, with how many have each.
fn choices(list: List, draft: Draft, at: Option<usize>) -> AnyView {
    let locale = list.locale;
    let offered = Memo::new(move |_| {
        let attribute = draft.attribute.get();
        let questions = list.memory.state.with_untracked(|state| state.licences.clone());
        let licensed = licensed(list.session, &questions);
        let fitting = licensed.as_ref().map(|licensed| &licensed.fitting);
        list.session.with(|workspace| {
            list.memory.state.with_untracked(|state| {
                let directory = workspace.directory();
                let all = facets(directory, list.of, state, fitting, (attribute, at));
                let name = |facet: &Facet| {
                    let objects = directory.of(list.of);
                    messages::datum(objects, attribute, &facet.value, locale, &zone)
                };
                let named = |facet: Facet| match &facet.value {
                    Datum::Value(value) => Some((name(&facet), value.clone(), facet.count)),
                    _ => None,
                };
                all.facets.into_iter().filter_map(named).collect::<Vec<(String, Value, u32)>>()
            })
        })
    });
    let rows = move || {
        let wanted = fold::search(draft.wanted.get().trim()).into_owned();
        let fits = |(name, ..): &&(String, Value, u32)| {
            wanted.is_empty() || fold::search(name).contains(wanted.as_str())
        };
        let found: Vec<(String, Value, u32)> =
            offered.with(|all| all.iter().filter(fits).cloned().collect());
        let rest = found.len().saturating_sub(OFFERED);
        let more =
            (rest > 0).then(|| t::MORE_VALUES.of(locale, u64::try_from(rest).unwrap_or_default()));
        let none = found.is_empty().then(|| t::NO_VALUES.get(locale));
        let rows: Vec<AnyView> =
            found.into_iter().take(OFFERED).map(|row| choice(draft, row, list)).collect();
        view! { {rows} <p class="quiet small">{more}{none}</p> }.into_any()
    };
    view! {
        <fieldset class="values">
            <legend>{t::VALUES.get(locale)}</legend>
            <input
                class="input"
                type="search"
                autocomplete="off"
                aria-label=t::FIND_VALUE.get(locale)
                placeholder=t::FIND_VALUE.get(locale)
                prop:value=draft.wanted
                on:input=move |event| draft.wanted.set(event_target_value(&event))
            />
            <div class="offered">{rows}</div>
        </fieldset>
    }
    .into_any()
}

fn choice(draft: Draft, (name, value, count): (String, Value, u32), list: List) -> AnyView {
    let looked_up = value.clone();
    let checked = move || draft.chosen.with(|chosen| chosen.contains(&looked_up));
    let toggle = move |_| {
        let value = value.clone();
        draft.chosen.update(|chosen| match chosen.iter().position(|one| *one == value) {
            Some(at) => drop(chosen.remove(at)),
            None => chosen.push(value),
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=checked on:change=toggle />
            <span class="main-text">{name}</span>
            <span class="quiet number">{list.locale.number(u64::from(count))}</span>
        </label>
    }
    .into_any()
}
