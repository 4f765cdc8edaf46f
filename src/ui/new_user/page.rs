//! The form for a new user as a whole.

use crate::{
    domain::{Attribute, Event, ObjectId, OperationId, attribute::Section},
    i18n::Locale,
    messages,
    session::Session,
    ui::{
        kit::{
            field::{ErrorSummary, labelled},
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
        },
        nav::{plain, use_nav},
        new_user::{
            draft::{Draft, Following},
            fields::{self, field_id},
            form::attribute_of,
            texts,
        },
        page::Page,
        shell::{HEADING, heading},
        user::{
            act::{denied_text, refusal_lines},
            ask::warning_line,
            facts::SECTIONS,
            link,
        },
    },
};
use leptos::{ev, prelude::*};

/// The form; after it, what became of it.
pub fn new_user_page(session: Session) -> AnyView {
    let locale = lang();
    let created = RwSignal::new(None::<(ObjectId, String)>);
    let content = move || match created.get() {
        Some((id, name)) => done(created, id, &name),
        None => form(session, created),
    };
    view! {
        <div class="page-head">
            {heading(Page::NewUser.title().get(locale))}
            <p class="lead">{texts::LEAD.get(locale)}</p>
        </div>
        {content}
    }
    .into_any()
}

/// What is staged, and where to go from here.
fn done(created: RwSignal<Option<(ObjectId, String)>>, id: ObjectId, name: &str) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let message = view! {
        <p><b>{texts::STAGED.with(locale, &[name])}</b></p>
        <p>{texts::STAGED_WHY.get(locale)}</p>
    };
    let open = move |event: ev::MouseEvent| {
        event.prevent_default();
        nav.go(Page::User, &link::fragment(id));
    };
    view! {
        <div class="form">
            {strip(Notice::Good, message)}
            <div class="line">
                <a class="btn primary" href=link::of_user(id) on:click=open>
                    {texts::OPEN.with(locale, &[name])}
                </a>
                <button type="button" class="btn" on:click=move |_| {
                    created.set(None);
                    crate::ui::kit::dom::focus_soon(HEADING);
                }>{texts::ANOTHER.get(locale)}</button>
                <a class="btn" href=plain(Page::Changes)>{Page::Changes.title().get(locale)}</a>
            </div>
        </div>
    }
    .into_any()
}

fn form(session: Session, created: RwSignal<Option<(ObjectId, String)>>) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let draft = Draft::new(session);
    let summary = RwSignal::new(Vec::<(String, String)>::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        draft.leave_all();
        let refusals = untrack(|| draft.refusals());
        summary.set(entries(session, &refusals, locale));
        if !refusals.is_empty() {
            return;
        }
        let Ok(command) = untrack(|| draft.contents().command()) else { return };
        match session.dispatch(&command) {
            Ok(operation) => {
                created.set(whom(session, operation));
                crate::ui::kit::dom::focus_soon(HEADING);
            }
            Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
        }
    };
    let warnings = move || {
        let warnings = draft.warnings();
        (!warnings.is_empty()).then(|| {
            let lines = session.with_untracked(|workspace| {
                let line = |warning| messages::warning(workspace.directory(), warning, locale);
                warnings.iter().map(line).map(warning_line).collect::<Vec<_>>()
            });
            view! { <h2>{texts::WORTH_KNOWING.get(locale)}</h2> {lines} }
        })
    };
    let more: Vec<AnyView> = SECTIONS.into_iter().map(|part| disclosure(draft, part)).collect();
    view! {
        <form class="form" novalidate on:submit=submit>
            <ErrorSummary title=texts::SUMMARY.get(locale) errors=summary.into() />
            {name(draft)} {sign_in(draft)} <div>{more}</div>
            <div class="stack" aria-live="polite">{warnings}</div>
            <div class="sticky-foot">
                <button type="submit" class="btn primary" disabled=move || !session.writes().get()>
                    {icon(Icon::Add)} {texts::STAGE.get(locale)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Each refusal with the input that it is about.
fn entries(
    session: Session,
    refusals: &[crate::domain::Refusal],
    locale: Locale,
) -> Vec<(String, String)> {
    let entry = |refusal| {
        let field = attribute_of(refusal).map(field_id).unwrap_or_default();
        let line = refusal_lines(session, std::slice::from_ref(refusal), locale).pop();
        (field, line.unwrap_or_default())
    };
    refusals.iter().map(entry).collect()
}

/// The user that an operation created.
fn whom(session: Session, operation: OperationId) -> Option<(ObjectId, String)> {
    session.with_untracked(|workspace| {
        let events = &workspace.operation(operation)?.events;
        events.iter().find_map(|event| match event {
            Event::Existence { row, id, .. } => {
                Some((*id, messages::name(workspace.users(), *row)))
            }
            _ => None,
        })
    })
}

fn name(draft: Draft) -> AnyView {
    let locale = lang();
    let contents = draft.contents();
    view! {
        <fieldset class="plain-set">
            <legend>{texts::NAME.get(locale)}</legend>
            <div class="form-grid">
                {fields::plain(draft, Attribute::GIVEN_NAME, contents.given)}
                {fields::plain(draft, Attribute::SURNAME, contents.surname)}
                {fields::following(
                    draft,
                    Attribute::DISPLAY_NAME,
                    contents.display,
                    texts::FOLLOWS_NAME.get(locale),
                )}
            </div>
        </fieldset>
    }
    .into_any()
}

fn sign_in(draft: Draft) -> AnyView {
    let locale = lang();
    let contents = draft.contents();
    let by_attribute = |attribute: Attribute, hint: &str| {
        draft
            .content(attribute)
            .map(|content| fields::with_hint(draft, attribute, content, hint.to_owned()))
    };
    let force_change = contents.force_change;
    view! {
        <fieldset class="plain-set">
            <legend>{texts::SIGN_IN.get(locale)}</legend>
            <div class="form-grid">
                {fields::following_as(
                    draft,
                    Attribute::USER_PRINCIPAL_NAME,
                    contents.local,
                    texts::LOCAL.get(locale),
                    "",
                )}
                {domain(draft, contents.domain)}
            </div>
            {fields::proposals(draft)}
            <div class="form-grid">
                {fields::following(
                    draft,
                    Attribute::MAIL_NICKNAME,
                    contents.nickname,
                    texts::FOLLOWS_UPN.get(locale),
                )}
                {by_attribute(Attribute::ACCOUNT_ENABLED, "")}
                {by_attribute(Attribute::USAGE_LOCATION, texts::USAGE_HINT.get(locale))}
            </div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=force_change
                    on:change=move |event| force_change.set(event_target_checked(&event))
                />
                {texts::FORCE_CHANGE.get(locale)}
            </label>
            <p class="quiet small">{texts::PASSWORD.get(locale)}</p>
        </fieldset>
    }
    .into_any()
}

/// The part after the @, chosen among the known ones or typed.
fn domain(draft: Draft, domain: Following) -> AnyView {
    let locale = lang();
    let known = draft.session.with_untracked(crate::ui::new_user::proposals::domains);
    let hint = if known.is_empty() { texts::NO_DOMAIN.get(locale) } else { "" };
    let options: Vec<AnyView> = known
        .into_iter()
        .map(|domain| view! { <option value=domain></option> }.into_any())
        .collect();
    let input = view! {
        <input
            class="input"
            id="domain"
            type="text"
            autocomplete="off"
            spellcheck="false"
            list="domains"
            aria-describedby=crate::ui::kit::field::describes("domain")
            aria-required="true"
            prop:value=move || domain.get()
            on:input=move |event| domain.own.set(Some(event_target_value(&event)))
        />
        <datalist id="domains">{options}</datalist>
    };
    labelled(
        "domain".to_owned(),
        texts::DOMAIN.get(locale).to_owned(),
        hint.to_owned(),
        Signal::stored(Vec::new()),
        true,
        input.into_any(),
    )
}

/// The remaining attributes of a part, folded.
fn disclosure(draft: Draft, part: Section) -> AnyView {
    let locale = lang();
    let elsewhere = [Attribute::ACCOUNT_ENABLED, Attribute::USAGE_LOCATION];
    let own = |(attribute, _): &&(Attribute, RwSignal<String>)| {
        attribute.definition().section == part && !elsewhere.contains(attribute)
    };
    let here: Vec<(Attribute, RwSignal<String>)> =
        draft.contents().others.with_value(|others| others.iter().filter(own).copied().collect());
    if here.is_empty() {
        return ().into_any();
    }
    let (here, open) = (StoredValue::new(here), RwSignal::new(false));
    let inputs = move || {
        open.get().then(|| {
            let inputs = here.with_value(|here| {
                let input = |(attribute, content): &(Attribute, RwSignal<String>)| {
                    fields::plain(draft, *attribute, *content)
                };
                here.iter().map(input).collect::<Vec<_>>()
            });
            view! { <div class="form-grid">{inputs}</div> }
        })
    };
    let toggle = move |event: ev::Event| {
        // Once drawn, inputs stay: what was typed in them counts while they are folded too.
        open.set(
            open.get_untracked() || event_target::<web_sys::Element>(&event).has_attribute("open"),
        );
    };
    let title = texts::MORE.with(locale, &[messages::section(part).get(locale)]);
    view! {
        <details on:toggle=toggle>
            <summary>{title}</summary>
            {inputs}
        </details>
    }
    .into_any()
}
