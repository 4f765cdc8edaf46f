//! The form for a new group as a whole.

use crate::{
    domain::{Attribute, Event, ObjectId, OperationId, Refusal, attribute::Of},
    i18n::Locale,
    messages,
    rules::Target,
    session::Session,
    ui::{
        groups::{
            carry::{Carried, MEMBERS},
            gather::gather,
            rule_field::{rule_field, taken},
            texts as g,
        },
        kit::{
            dom::focus_soon,
            field::{ErrorSummary, error_line},
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
        },
        nav::{plain, use_nav},
        new_group::{
            draft::Draft,
            fields,
            form::{Field, field_of},
            texts as t,
        },
        objects::link::address,
        page::Page,
        shell::{HEADING, heading},
        user::{
            act::{denied_text, refusal_lines},
            ask::warning_line,
            link,
        },
    },
};
use leptos::{ev, prelude::*};

/// The group that was staged: its id and name.
type Created = RwSignal<Option<(ObjectId, String)>>;

/// The form; after it, what became of it.
pub fn new_group_page(session: Session) -> AnyView {
    let locale = lang();
    let created: Created = RwSignal::new(None);
    let content = move || match created.get() {
        Some((id, name)) => done(created, id, &name),
        None => form(session, created),
    };
    view! {
        <div class="page-head">
            {heading(Page::NewGroup.title().get(locale))}
            <p class="lead">{t::LEAD.get(locale)}</p>
        </div>
        {content}
    }
    .into_any()
}

/// What is staged, and where to go from here.
fn done(created: Created, id: ObjectId, name: &str) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let message = view! {
        <p><b>{t::STAGED.with(locale, &[name])}</b></p>
        <p>{t::STAGED_WHY.get(locale)}</p>
    };
    let open = move |event: ev::MouseEvent| {
        event.prevent_default();
        nav.go(Page::Group, &link::fragment(id));
    };
    let again = move |_| {
        created.set(None);
        focus_soon(HEADING);
    };
    view! {
        <div class="form">
            {strip(Notice::Good, message)}
            <div class="line">
                <a class="btn primary" href=address(Of::Group, id) on:click=open>
                    {t::OPEN.with(locale, &[name])}
                </a>
                <button type="button" class="btn" on:click=again>{t::ANOTHER.get(locale)}</button>
                <a class="btn" href=plain(Page::Changes)>{Page::Changes.title().get(locale)}</a>
            </div>
        </div>
    }
    .into_any()
}

/// An empty form, or one with the rule or the members that the address speaks of.
fn start(session: Session) -> Draft {
    use_nav().fragment().with_untracked(|fragment| {
        let rule = fragment.get("rule").unwrap_or_default();
        let draft = Draft::new(session, rule, fragment.get("for") == Some("devices"));
        if fragment.get(MEMBERS.0) == Some(MEMBERS.1) {
            draft.contents.members.choose(Carried::bring(session));
        }
        draft
    })
}

fn form(session: Session, created: Created) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let draft = start(session);
    let summary = RwSignal::new(Vec::<(String, String)>::new());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        draft.leave_all();
        draft.settle();
        let refusals = untrack(|| draft.refusals());
        summary.set(entries(session, &refusals, locale));
        if !refusals.is_empty() {
            return;
        }
        match session.dispatch(&untrack(|| draft.contents.command())) {
            Ok(operation) => {
                created.set(which(session, operation));
                focus_soon(HEADING);
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
            view! { <h2>{t::WORTH_KNOWING.get(locale)}</h2> {lines} }
        })
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <ErrorSummary title=t::SUMMARY.get(locale) errors=summary.into() />
            {fields::kind(draft)} {name(draft)} {fields::membership(draft)} {rule(draft)}
            {fields::roles(draft)} {people(draft)}
            <div class="stack" aria-live="polite">{warnings}</div>
            <div class="sticky-foot">
                <button type="submit" class="btn primary" disabled=move || !session.writes().get()>
                    {icon(Icon::Add)} {t::STAGE.get(locale)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Each refusal with the input that it is about.
fn entries(session: Session, refusals: &[Refusal], locale: Locale) -> Vec<(String, String)> {
    let entry = |refusal| {
        let field = field_of(refusal).map_or("", |field: Field| field.id());
        let line = refusal_lines(session, std::slice::from_ref(refusal), locale).pop();
        (field.to_owned(), line.unwrap_or_default())
    };
    // A list of a thousand strangers that are refused would say one thing a thousand times.
    refusals.iter().take(20).map(entry).collect()
}

/// The group that an operation created.
fn which(session: Session, operation: OperationId) -> Option<(ObjectId, String)> {
    session.with_untracked(|workspace| {
        let events = &workspace.operation(operation)?.events;
        events.iter().find_map(|event| match event {
            Event::Existence { of: Of::Group, row, id, .. } => {
                Some((*id, messages::object_name(workspace.groups(), *row)))
            }
            _ => None,
        })
    })
}

fn name(draft: Draft) -> AnyView {
    let locale = lang();
    view! {
        <fieldset class="plain-set">
            <legend>{t::NAME.get(locale)}</legend>
            <div class="form-grid">
                {fields::text(draft, Field::Name, Attribute::GROUP_DISPLAY_NAME, draft.contents.name)}
                {fields::nickname(draft)}
                {fields::text(
                    draft,
                    Field::Description,
                    Attribute::GROUP_DESCRIPTION,
                    draft.contents.description,
                )}
                {fields::visibility(draft)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// The rule of a dynamic group, with how many it takes.
fn rule(draft: Draft) -> AnyView {
    let locale = lang();
    let dynamic = Memo::new(move |_| draft.target().is_some());
    let target = Signal::derive(move || draft.target().unwrap_or(Target::User));
    let field = move || {
        dynamic.get().then(|| {
            let id = Field::Rule.id().to_owned();
            let errors = fields::errors(draft, Field::Rule);
            let count = taken(draft.session, draft.contents.rule, target, locale);
            view! {
                {rule_field(id, g::RULE, draft.contents.rule, target, errors)}
                <div role="status">{count}</div>
            }
        })
    };
    field.into_any()
}

/// Who owns it, and who is in it where somebody puts them in.
fn people(draft: Draft) -> AnyView {
    let locale = lang();
    let wrong = move |field: Field| {
        let errors = fields::errors(draft, field);
        move || {
            let lines = errors.get();
            let rest = lines.len().saturating_sub(5) as u64;
            let more =
                (rest > 0).then(|| view! { <p class="quiet">{g::MORE.of(locale, rest)}</p> });
            let lines: Vec<AnyView> = lines.into_iter().take(5).map(error_line).collect();
            view! { <div id=field.id() tabindex="-1">{lines} {more}</div> }
        }
    };
    let assigned = Memo::new(move |_| draft.target().is_none());
    let owners = Signal::stored(vec![Of::User]);
    let members = move || {
        assigned.get().then(|| {
            let kinds = Signal::derive(move || draft.kinds());
            view! {
                {gather(draft.contents.members, t::MEMBERS, kinds, "")}
                {wrong(Field::Members)}
            }
        })
    };
    view! {
        <fieldset class="plain-set">
            <legend>{t::PEOPLE.get(locale)}</legend>
            {gather(draft.contents.owners, t::OWNERS, owners, "")}
            {wrong(Field::Owners)}
            {members}
        </fieldset>
    }
    .into_any()
}
