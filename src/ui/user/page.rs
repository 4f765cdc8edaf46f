//! The user page as a whole.

use crate::{
    domain::{
        Attribute, Existence, ObjectId, Subject, UserId,
        attribute::{Of, Section},
    },
    messages,
    session::Session,
    ui::{
        audit,
        changes::by_object::staged_card,
        deleted::restore::Restorer,
        kit::{
            dom::keep_focus,
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, empty, strip},
        },
        licences,
        nav::{plain, use_nav},
        objects::{devices_card, inside},
        page::Page,
        shell::heading,
        user::{
            ask::Asker,
            facts::{self, SECTIONS, is_synced},
            field::field,
            header::header,
            history::history,
            link, texts,
        },
    },
};
use leptos::prelude::*;

/// Reports that are shown at once.
const MOST_REPORTS: usize = 50;

/// The page of the user whose object id the fragment names.
pub fn user_page(session: Session) -> AnyView {
    let fragment = use_nav().fragment();
    let user = Memo::new(move |_| {
        let id = fragment.with(|fragment| ObjectId::parse(fragment.get("id")?))?;
        session.with(|workspace| {
            let users = workspace.users();
            users.find(id).filter(|user| users.existence(*user) != Existence::Absent)
        })
    });
    (move || match user.get() {
        Some(user) => person(session, user),
        None => nobody(),
    })
    .into_any()
}

fn nobody() -> AnyView {
    let locale = lang();
    // It may have been here a moment ago, with a dialog that had the focus.
    keep_focus();
    let action = view! {
        <a class="btn primary" href=plain(Page::Users)>{texts::ALL_USERS.get(locale)}</a>
    };
    view! {
        <div class="visually-hidden">{heading(texts::NOBODY.get(locale))}</div>
        {empty(Icon::User, texts::NOBODY.get(locale), texts::NOBODY_WHY.get(locale), action)}
    }
    .into_any()
}

fn person(session: Session, user: UserId) -> AnyView {
    let (asker, restorer) = (Asker::provide(), Restorer::new());
    let sections = SECTIONS.into_iter().map(|part| section(session, user, part));
    view! {
        {header(session, user, asker, restorer)} {leads(session, user)}
        <p>{audit::link::of_object(session.with_untracked(|w| w.users().id(user)))}</p>
        {staged_card(session, Subject::user(user))}
        <div class="sections">
            {sections.collect::<Vec<_>>()} {inside(session, Of::User, user)}
            {licences::person_card(session, user)} {devices_card(session, user)}
            {reports(session, user)} {history(session, user)}
        </div>
        {asker.view(session)} {restorer.view(session)}
    }
    .into_any()
}

/// What is to be known before anything is edited.
fn leads(session: Session, user: UserId) -> AnyView {
    let locale = lang();
    let state = session.select(move |workspace| {
        let users = workspace.users();
        (users.existence(user), is_synced(users, user), users.is_provisional(user))
    });
    let lead = move || match state.get() {
        (Existence::Active, Some(true), _) => {
            Some(strip(Notice::Info, texts::SYNCED_LEAD.get(locale)))
        }
        (Existence::Active, None, _) => {
            Some(strip(Notice::Info, texts::SYNC_UNKNOWN_LEAD.get(locale)))
        }
        (Existence::Active, _, true) => Some(strip(Notice::Info, texts::NO_ID_WHY.get(locale))),
        _ => None,
    };
    lead.into_any()
}

/// A part of the attributes: what there is to read, and the rest folded.
fn section(session: Session, user: UserId, part: Section) -> AnyView {
    let locale = lang();
    // As it is now: rows do not move while somebody edits them.
    let facts = session.with_untracked(|workspace| facts::facts(workspace, user, part));
    let id = format!("section-{part:?}");
    let rows = move |attributes: Vec<Attribute>| {
        attributes.into_iter().map(|attribute| field(session, user, attribute)).collect::<Vec<_>>()
    };
    let count = u64::try_from(facts.rest.len()).unwrap_or_default();
    let rest = (count > 0).then(|| {
        let (attributes, open) = (StoredValue::new(facts.rest), RwSignal::new(false));
        let shown = move || {
            open.get().then(|| view! { <dl class="facts">{rows(attributes.get_value())}</dl> })
        };
        let toggle = move |event: leptos::ev::Event| {
            let details = event_target::<web_sys::Element>(&event);
            open.set(details.has_attribute("open"));
        };
        view! {
            <details on:toggle=toggle>
                <summary class="quiet">{texts::MORE_EMPTY.of(locale, count)}</summary>
                {shown}
            </details>
        }
    });
    let shown =
        (!facts.shown.is_empty()).then(|| view! { <dl class="facts">{rows(facts.shown)}</dl> });
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id.clone()>{messages::section(part).get(locale)}</h2>
            {shown} {rest}
        </section>
    }
    .into_any()
}

/// Who has the user as manager.
fn reports(session: Session, user: UserId) -> AnyView {
    let locale = lang();
    let found = session.select(move |workspace| {
        let users = workspace.users();
        let mut reports = users.reports(users.id(user));
        reports.retain(|report| users.existence(*report) == Existence::Active);
        (reports, users.is_known(Attribute::MANAGER))
    });
    let title = move || {
        let count = found.with(|(reports, _)| reports.len());
        texts::REPORTS.of(locale, u64::try_from(count).unwrap_or_default())
    };
    let list = move || {
        let (reports, known) = found.get();
        if reports.is_empty() {
            let text = if known { texts::NO_REPORTS } else { texts::REPORTS_UNKNOWN };
            return view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
        }
        let rest = u64::try_from(reports.len().saturating_sub(MOST_REPORTS)).unwrap_or_default();
        let item =
            |report: UserId| view! { <li>{icon(Icon::User)} {link::person(session, report)}</li> };
        let items = reports.into_iter().take(MOST_REPORTS).map(item).collect::<Vec<_>>();
        view! {
            <ul class="people">{items}</ul>
            {(rest > 0).then(|| view! { <p class="quiet">{texts::AND_MORE.of(locale, rest)}</p> })}
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="reports">
            <h2 id="reports">{title}</h2>
            {list}
        </section>
    }
    .into_any()
}
