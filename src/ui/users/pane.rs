//! Details of one user beside the list.

use crate::{
    domain::{Attribute, Datum, Intent, ObjectId, UserId},
    i18n::Locale,
    messages,
    store::Cell,
    tenant::Workspace,
    ui::{
        fragment::Fragment,
        kit::{
            icon::{Icon, icon},
            lang::zone,
        },
        lists::List,
        nav::href,
        page::Page,
        texts::users as t,
    },
};
use leptos::prelude::*;

/// What is worth a look without leaving the list; the rest is on the page.
const FACTS: [Attribute; 14] = [
    Attribute::USER_PRINCIPAL_NAME,
    Attribute::MAIL,
    Attribute::USER_TYPE,
    Attribute::ACCOUNT_ENABLED,
    Attribute::JOB_TITLE,
    Attribute::DEPARTMENT,
    Attribute::COMPANY_NAME,
    Attribute::MANAGER,
    Attribute::OFFICE_LOCATION,
    Attribute::MOBILE_PHONE,
    Attribute::USAGE_LOCATION,
    Attribute::EMPLOYEE_ID,
    Attribute::ON_PREMISES_SYNC_ENABLED,
    Attribute::LAST_SIGN_IN_DATE_TIME,
];

/// A line of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact {
    name: String,
    value: String,
    missing: bool,
    /// The baseline's value, when another is staged.
    was: Option<String>,
    /// The page of the user that the value names.
    link: Option<ObjectId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    id: ObjectId,
    name: String,
    facts: Vec<Fact>,
    /// Staged, but not among the facts.
    others: Vec<Fact>,
    intents: Vec<Intent>,
    reports: u64,
}

pub(super) fn pane(list: List) -> AnyView {
    let List { session, memory, locale, .. } = list;
    let open = Memo::new(move |_| memory.state.with(|state| state.open));
    let details = Memo::new(move |_| {
        let id = open.get()?;
        session.with(|workspace| details(workspace, id, locale))
    });
    let view = move || details.get().map(|details| drawn(list, details));
    view.into_any()
}

fn details(workspace: &Workspace, id: ObjectId, locale: Locale) -> Option<Details> {
    let users = workspace.users();
    let user = users.find(id)?;
    let diff = workspace.staged().user(user);
    let staged =
        |attribute: &Attribute| diff.is_some_and(|diff| diff.attributes.contains_key(attribute));
    let facts = FACTS.iter().map(|attribute| fact(workspace, user, *attribute, locale)).collect();
    let others: Vec<Fact> = users
        .schema()
        .attributes()
        .filter(|attribute| staged(attribute) && !FACTS.contains(attribute))
        .filter(|attribute| !attribute.is_of_licenses())
        .map(|attribute| fact(workspace, user, attribute, locale))
        .collect();
    Some(Details {
        id,
        name: messages::name(users, user),
        facts,
        others,
        intents: diff.map(|diff| diff.intents.iter().copied().collect()).unwrap_or_default(),
        reports: u64::try_from(users.reports(id).len()).unwrap_or_default(),
    })
}

fn fact(workspace: &Workspace, user: UserId, attribute: Attribute, locale: Locale) -> Fact {
    let users = workspace.users();
    let cell = users.read(user, attribute);
    let baseline: Option<&Datum> = workspace.staged().baseline(user, attribute);
    Fact {
        name: messages::label(users.schema(), attribute, locale),
        value: messages::cell(users, user, attribute, locale, &zone),
        missing: matches!(cell, Cell::Unknown | Cell::Null),
        was: baseline.map(|was| messages::datum(users, attribute, was, locale, &zone)),
        link: cell.reference().filter(|id| users.find(*id).is_some()),
    }
}

fn drawn(list: List, details: Details) -> AnyView {
    let locale = list.locale;
    let page = |id: ObjectId| href(Page::User, &Fragment::default().and("id", id.to_string()));
    let close = move |_| list.memory.state.update(|state| state.open = None);
    let row = |fact: Fact| {
        let value = match fact.link {
            Some(id) => view! { <a href=page(id)>{fact.value}</a> }.into_any(),
            None if fact.missing => view! { <span class="missing">{fact.value}</span> }.into_any(),
            None => view! { <span>{fact.value}</span> }.into_any(),
        };
        let was = fact.was.map(|was| {
            view! { <span class="badge staged">{t::WAS.with(locale, &[&was])}</span> }
        });
        view! { <div><dt>{fact.name}</dt><dd>{value}{was}</dd></div> }.into_any()
    };
    let staged = (!details.others.is_empty() || !details.intents.is_empty()).then(|| {
        let intents = details.intents.iter().map(|intent| {
            view! { <li><span class="badge staged">{messages::intent(*intent).get(locale)}</span></li> }
        });
        view! {
            <h3>{t::STAGED_HERE.get(locale)}</h3>
            <ul class="stack">{intents.collect::<Vec<_>>()}</ul>
            <dl class="facts">{details.others.into_iter().map(row).collect::<Vec<_>>()}</dl>
        }
        .into_any()
    });
    let reports = (details.reports > 0)
        .then(|| view! { <p class="quiet">{t::REPORTS.of(locale, details.reports)}</p> });
    view! {
        <aside class="pane" aria-label=t::DETAILS.get(locale)>
            <div class="line between">
                <h2 class="break">{details.name}</h2>
                <button
                    type="button"
                    class="btn plain only-icon"
                    aria-label=t::CLOSE_DETAILS.get(locale)
                    on:click=close
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            <div class="line">
                <a class="btn" href=page(details.id)>{t::OPEN_PAGE.get(locale)}</a>
            </div>
            <dl class="facts">{details.facts.into_iter().map(row).collect::<Vec<_>>()}</dl>
            {staged}
            {reports}
        </aside>
    }
    .into_any()
}
