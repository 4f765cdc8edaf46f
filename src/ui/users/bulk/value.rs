//! Which attribute, and what it becomes.

use crate::{
    domain::{Attribute, Command, Refusal, UserId, attribute::Write},
    i18n::Locale,
    messages,
    text::fold,
    ui::{
        kit::{dom::fresh_id, field::labelled, lang::zone},
        lists::List,
        texts::users as t,
        user::{
            draft,
            editor::{Input, input},
        },
    },
};
use leptos::prelude::*;

/// Above this many users the change is judged when the reader leaves the input, not at every key.
const LIVE: usize = 5000;

/// What the inputs describe, and the inputs.
pub(super) struct Form {
    pub(super) command: Signal<Option<Command>>,
    /// Judges what was typed last; whether nobody has seen that judgement yet.
    pub(super) settle: Callback<(), bool>,
    pub(super) view: AnyView,
}

pub(super) fn form(list: List, users: Vec<UserId>) -> Form {
    let attribute = RwSignal::new(Attribute::DEPARTMENT);
    let (content, settled) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let clearing = RwSignal::new(false);
    let live = users.len() <= LIVE;
    Effect::new(move |_| {
        let text = content.get();
        if live {
            settled.set(text);
        }
    });
    let read = Memo::new(move |_| {
        let attribute = attribute.get();
        if clearing.get() {
            return Some(Ok(None));
        }
        match draft::read(attribute, &settled.get(), &zone) {
            Ok(None) => None,
            Ok(value) => Some(Ok(value)),
            Err(refusal) => Some(Err(refusal)),
        }
    });
    let command = Signal::derive(move || match read.get() {
        Some(Ok(value)) => {
            Some(Command::Edit { users: users.clone(), changes: vec![(attribute.get(), value)] })
        }
        _ => None,
    });
    let say = move |refusal: &Refusal| {
        list.session.with_untracked(|w| messages::refusal(w.directory(), refusal, list.locale))
    };
    let errors = Signal::derive(move || match read.get() {
        Some(Err(refusal)) => vec![say(&refusal)],
        _ => Vec::new(),
    });
    let id = fresh_id("value");
    let value = move || {
        let (attribute, id) = (attribute.get(), id.clone());
        content.set(String::new());
        settled.set(String::new());
        if clearing.get() {
            return ().into_any();
        }
        let control = input(
            list.session,
            Input {
                attribute,
                id: id.clone(),
                content,
                invalid: Signal::derive(move || errors.with(|errors| !errors.is_empty())),
                on_leave: Callback::new(move |()| settled.set(content.get_untracked())),
            },
        );
        let label = t::VALUE.get(list.locale).to_owned();
        labelled(id, label, String::new(), errors, false, control)
    };
    let clear =
        move || (!attribute.get().definition().required).then(|| clear_box(clearing, list.locale));
    let view = view! {
        {attribute_select(list, attribute, clearing)}
        {value}
        {clear}
    };
    let settle = Callback::new(move |()| {
        let typed = content.get_untracked();
        let news = settled.with_untracked(|settled| *settled != typed);
        settled.set(typed);
        news && !live && !clearing.get_untracked()
    });
    Form { command, settle, view: view.into_any() }
}

/// Instead of a value, none.
fn clear_box(clearing: RwSignal<bool>, locale: Locale) -> AnyView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=clearing
                on:change=move |event| clearing.set(event_target_checked(&event))
            />
            <span>{t::CLEAR_VALUE.get(locale)}</span>
        </label>
    }
    .into_any()
}

fn attribute_select(
    list: List,
    attribute: RwSignal<Attribute>,
    clearing: RwSignal<bool>,
) -> AnyView {
    let (id, locale) = (fresh_id("attribute"), list.locale);
    let mut writable = list.session.with_untracked(|workspace| {
        let schema = workspace.users().schema();
        // One name for many people makes no sense where it has to be theirs alone.
        let fits = |attribute: &Attribute| {
            attribute.definition().write != Write::Never
                && !matches!(
                    *attribute,
                    Attribute::USER_PRINCIPAL_NAME
                        | Attribute::MAIL_NICKNAME
                        | Attribute::ON_PREMISES_IMMUTABLE_ID
                )
        };
        let named = |attribute| (messages::label(schema, attribute, locale), attribute);
        schema.attributes().filter(fits).map(named).collect::<Vec<(String, Attribute)>>()
    });
    writable.sort_by_cached_key(|(name, _)| fold::search(name).into_owned());
    let start = attribute.get_untracked();
    let option = |(name, one): (String, Attribute)| {
        view! { <option value=one.0.to_string() selected=one == start>{name}</option> }.into_any()
    };
    let choose = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            clearing.set(false);
            attribute.set(Attribute(number));
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t::ATTRIBUTE.get(locale)}</label>
            <select class="input" id=id on:change=choose>
                {writable.into_iter().map(option).collect::<Vec<_>>()}
            </select>
        </div>
    }
    .into_any()
}
