//! The inputs of the form, each with its label, its hint and what is wrong with it.

use crate::{
    domain::{Attribute, GroupKind, Membership},
    i18n::{Locale, Text},
    messages,
    ui::{
        kit::{
            field::{TextField, describes, labelled},
            lang::lang,
        },
        new_group::{draft::Draft, form::Field, texts as t},
        user::act::refusal_lines,
    },
};
use leptos::prelude::*;

/// What is told at a field now.
pub(super) fn errors(draft: Draft, field: Field) -> Signal<Vec<String>> {
    let locale = lang();
    Signal::derive(move || refusal_lines(draft.session, &draft.told_at(field), locale))
}

pub(super) fn label(draft: Draft, attribute: Attribute, locale: Locale) -> String {
    draft.session.with_untracked(|w| messages::label(w.groups().schema(), attribute, locale))
}

/// An ordinary input.
pub(super) fn text(
    draft: Draft,
    field: Field,
    attribute: Attribute,
    value: RwSignal<String>,
) -> AnyView {
    let locale = lang();
    view! {
        <TextField
            id=field.id().to_owned()
            label=label(draft, attribute, locale)
            value=value
            errors=errors(draft, field)
            required=attribute.definition().required
            on_leave=Callback::new(move |()| draft.leave(field))
        />
    }
    .into_any()
}

/// The mail nickname, which follows the name until the reader types.
pub(super) fn nickname(draft: Draft) -> AnyView {
    let (locale, field) = (lang(), Field::Nickname);
    let errors = errors(draft, field);
    let id = field.id().to_owned();
    let input = view! {
        <input
            class="input"
            id=id.clone()
            type="text"
            autocomplete="off"
            spellcheck="false"
            aria-required="true"
            aria-describedby=describes(&id)
            aria-invalid=move || errors.with(|errors| !errors.is_empty()).then_some("true")
            prop:value=move || draft.contents.nickname()
            on:input=move |event| draft.contents.own_nickname.set(Some(event_target_value(&event)))
            on:blur=move |_| draft.leave(field)
        />
    };
    let label = label(draft, Attribute::GROUP_MAIL_NICKNAME, locale);
    let hint = t::FOLLOWS_NAME.get(locale).to_owned();
    labelled(id, label, hint, errors, true, input.into_any())
}

/// Who sees a Microsoft 365 group; nothing for another, or for one that must be private.
pub(super) fn visibility(draft: Draft) -> AnyView {
    let locale = lang();
    let attribute = Attribute::GROUP_VISIBILITY;
    let shown = Memo::new(move |_| {
        draft.contents.kind.get() == GroupKind::Microsoft365 && !draft.contents.roles.get()
    });
    let select = move || {
        let id = Field::Visibility.id().to_owned();
        let start = draft.contents.visibility.get_untracked();
        let options: Vec<AnyView> = attribute
            .definition()
            .choices
            .iter()
            .map(|choice| {
                let name = messages::choice(attribute, choice)
                    .map_or_else(|| (*choice).to_owned(), |text| text.get(locale).to_owned());
                view! { <option value=*choice selected=*choice == start>{name}</option> }.into_any()
            })
            .collect();
        let input = view! {
            <select
                class="input"
                id=id.clone()
                aria-describedby=describes(&id)
                on:change=move |event| draft.contents.visibility.set(event_target_value(&event))
            >
                {options}
            </select>
        };
        let (label, hint) = (label(draft, attribute, locale), t::VISIBILITY_HINT.get(locale));
        let errors = errors(draft, Field::Visibility);
        labelled(id, label, hint.to_owned(), errors, false, input.into_any())
    };
    (move || shown.get().then(select)).into_any()
}

/// One of a few, each with a word on what it is.
fn radios<T: Copy + PartialEq + Send + Sync + 'static>(
    draft: Draft,
    field: Field,
    (legend, hint): (Text, Option<Text>),
    value: RwSignal<T>,
    choices: Vec<(T, Text, Text)>,
) -> AnyView {
    let locale = lang();
    let errors = errors(draft, field);
    let items: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(at, (choice, name, why))| {
            // The first carries the id, where a summary of errors leads.
            let id = (at == 0).then(|| field.id());
            view! {
                <label class="check">
                    <input
                        type="radio"
                        id=id
                        name=field.id()
                        prop:checked=move || value.get() == choice
                        on:change=move |_| value.set(choice)
                    />
                    <span>{name.get(locale)} " " <span class="quiet">{why.get(locale)}</span></span>
                </label>
            }
            .into_any()
        })
        .collect();
    let hint = hint.map(|hint| view! { <p class="quiet small">{hint.get(locale)}</p> }.into_any());
    let lines = move || {
        let line = crate::ui::kit::field::error_line;
        errors.get().into_iter().map(line).collect::<Vec<_>>()
    };
    view! {
        <fieldset class="plain-set choice">
            <legend>{legend.get(locale)}</legend>
            {items}
            {hint}
            <div>{lines}</div>
        </fieldset>
    }
    .into_any()
}

/// What kind of group.
pub(super) fn kind(draft: Draft) -> AnyView {
    let choice = |kind, why| (kind, messages::group::kind(kind), why);
    let choices = vec![
        choice(GroupKind::Security, t::SECURITY_WHY),
        choice(GroupKind::Microsoft365, t::UNIFIED_WHY),
    ];
    radios(draft, Field::Kind, (t::KIND, Some(t::KIND_HINT)), draft.contents.kind, choices)
}

/// How members come in.
pub(super) fn membership(draft: Draft) -> AnyView {
    let choice = |membership, why| (membership, messages::group::membership(membership), why);
    let choices = vec![
        choice(Membership::Assigned, t::ASSIGNED_WHY),
        choice(Membership::DynamicUser, t::USERS_WHY),
        choice(Membership::DynamicDevice, t::DEVICES_WHY),
    ];
    radios(draft, Field::Membership, (t::MEMBERSHIP, None), draft.contents.membership, choices)
}

/// Whether directory roles can be given to it.
pub(super) fn roles(draft: Draft) -> AnyView {
    let locale = lang();
    let errors = errors(draft, Field::RoleAssignable);
    let lines = move || {
        let line = crate::ui::kit::field::error_line;
        errors.get().into_iter().map(line).collect::<Vec<_>>()
    };
    view! {
        <div>
            <label class="check">
                <input
                    type="checkbox"
                    id=Field::RoleAssignable.id()
                    aria-describedby="group-roles-why"
                    prop:checked=draft.contents.roles
                    on:change=move |event| draft.contents.roles.set(event_target_checked(&event))
                />
                <span>{t::ROLES.get(locale)}</span>
            </label>
            <p class="quiet small" id="group-roles-why">{t::ROLES_WHY.get(locale)}</p>
            <div>{lines}</div>
        </div>
    }
    .into_any()
}
