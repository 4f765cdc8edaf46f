//! The parts of the page beside the products: by service plan, and by error.

use super::{names, processing, state, texts as t};
use crate::{
    domain::{AssignmentError, Command, Intent, Row, ServicePlanId, UserId, attribute::Of},
    i18n::{Locale, Text},
    licensing::Catalogue,
    session::Session,
    store::Bits,
    tenant::{
        Workspace,
        licences::{Licences, plans::Troubled},
    },
    ui::{
        changes::pages::{SIZE, pager},
        kit::{icon::Icon, notice::empty},
        objects::link::object,
        texts::users,
        user::ask::{Asker, Question},
    },
};
use leptos::prelude::*;

/// Links to people, so many at a time.
pub(super) fn people(session: Session, label: String, found: Memo<Bits>) -> AnyView {
    let part = RwSignal::new(0_usize);
    let total = Signal::derive(move || found.with(|found| found.count() as usize));
    let items = move || {
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        let these: Vec<u32> = found.with(|found| found.iter().skip(first).take(SIZE).collect());
        session.with(|workspace| {
            let item = |row: u32| {
                view! { <li>{object(workspace.directory(), Of::User, Row(row))}</li> }.into_any()
            };
            these.into_iter().map(item).collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="plain-list name-columns">{items}</ul>
        {pager(label, total, part)}
    }
    .into_any()
}

/// The directory by service plan.
pub(super) fn plans(session: Session, locale: Locale) -> AnyView {
    let wanted = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<ServicePlanId>);
    let rows = move || {
        session.with_licences(|workspace, catalogue, licences| {
            plan_rows(workspace, catalogue, licences, &wanted.get(), chosen, locale)
        })
    };
    let found = Memo::new(move |_| {
        let Some(plan) = chosen.get() else { return Bits::none(0) };
        session.with_licences(|_, _, licences| licences.plan_holders(plan)).unwrap_or_default()
    });
    let heading = move || {
        let plan = chosen.get()?;
        session.with_licences(|workspace, catalogue, _| names::plan(workspace, catalogue, plan))
    };
    let list = move || {
        heading().map(|name| {
            let title = t::WHO_CAN_USE.with(locale, &[&name]);
            view! { <h2 id="plan-people">{title.clone()}</h2> {people(session, title, found)} }
        })
    };
    view! {
        <label class="field show-people">
            <span>{t::FIND_PLAN.get(locale)}</span>
            <input
                class="input"
                type="search"
                on:input=move |event| wanted.set(event_target_value(&event))
            />
        </label>
        <div class="stack" role="status">{list}</div>
        <div class="scroll-x" tabindex="0" role="region" aria-label=t::PLANS.get(locale)>
            <table class="plain-table by-name" aria-label=t::PLANS.get(locale)>
                <thead>
                    <tr>
                        <th scope="col">{t::PLAN.get(locale)}</th>
                        <th scope="col" class="amount">{t::CAN_USE.get(locale)}</th>
                        <th scope="col">{t::COMES_WITH.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn plan_rows(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &mut Licences,
    wanted: &str,
    chosen: RwSignal<Option<ServicePlanId>>,
    locale: Locale,
) -> Vec<AnyView> {
    let fold = |text: &str| crate::text::fold::search(text).into_owned();
    let wanted = fold(wanted.trim());
    let mut named: Vec<(String, ServicePlanId, u32)> = licences
        .plan_people()
        .into_iter()
        .map(|(plan, people)| (names::plan(workspace, catalogue, plan), plan, people))
        .filter(|(name, ..)| fold(name).contains(&wanted))
        .collect();
    let root = crate::text::collate::Collation::Root;
    named.sort_by(|(one, ..), (other, ..)| crate::text::collate::compare(one, other, root));
    let row = |(name, plan, people): (String, ServicePlanId, u32)| {
        let products: Vec<AnyView> = licences
            .products_with(plan)
            .into_iter()
            .map(|sku| view! { <li>{names::link(workspace, catalogue, sku)}</li> }.into_any())
            .collect();
        let who = move |_| chosen.set(Some(plan));
        view! {
            <tr>
                <th scope="row">
                    <button type="button" class="btn plain as-link" on:click=who>
                        {name}
                    </button>
                </th>
                <td class="amount">{locale.number(u64::from(people))}</td>
                <td>
                    <ul class="plain-list">{products}</ul>
                </td>
            </tr>
        }
        .into_any()
    };
    named.into_iter().map(row).collect()
}

const fn cure(error: AssignmentError) -> Text {
    match error {
        AssignmentError::CountViolation => t::CURE_COUNT,
        AssignmentError::MutuallyExclusiveViolation => t::CURE_EXCLUSIVE,
        AssignmentError::DependencyViolation => t::CURE_DEPENDENCY,
        AssignmentError::ProhibitedInUsageLocationViolation => t::CURE_PLACE,
        AssignmentError::UniquenessViolation => t::CURE_ADDRESS,
        AssignmentError::Other => t::CURE_OTHER,
    }
}

/// Everybody with an error, by what cures it.
pub(super) fn errors(session: Session, locale: Locale) -> AnyView {
    let found = Memo::new(move |_| {
        session.with_licences(|_, _, licences| licences.troubles()).unwrap_or_default()
    });
    let asker = Asker::provide();
    let groups = move || {
        let all = found.get();
        if all.is_empty() {
            return empty(Icon::Check, t::NO_ERRORS.get(locale), t::NO_ERRORS_WHY.get(locale), ());
        }
        let sections: Vec<AnyView> = AssignmentError::ALL
            .into_iter()
            .filter_map(|error| of_error(session, asker, error, &all, locale))
            .collect();
        view! { <div class="stack">{sections}</div> }.into_any()
    };
    view! { {processing::note(session, locale)} {groups} {asker.view(session)} }.into_any()
}

/// The way to have the service go through these people's groups again; nothing where that is staged already.
fn reprocess(session: Session, asker: Asker, people: Bits, locale: Locale) -> AnyView {
    let intent = Intent::ReprocessLicenses;
    let waiting = session.select(move |workspace| -> Vec<UserId> {
        let staged = workspace.staged();
        people.iter().map(UserId).filter(|user| !staged.has_intent(*user, intent)).collect()
    });
    let ask = move |_| {
        let users = waiting.get_untracked();
        let count = users.len() as u64;
        asker.ask(Question {
            title: t::REPROCESS_OF.of(locale, count),
            text: [users::REPROCESS_TEXT, t::REPROCESS_LASTS]
                .map(|it| it.get(locale).to_owned())
                .into(),
            command: Command::Stage { users, intent },
            confirm: users::STAGE.get(locale).to_owned(),
            danger: false,
            done: t::REPROCESS_DONE.of(locale, count),
        });
    };
    let button = move || {
        if waiting.with(Vec::is_empty) {
            return view! { <p class="quiet">{t::REPROCESS_STAGED.get(locale)}</p> }.into_any();
        }
        let label = t::REPROCESS_OF.of(locale, waiting.with(Vec::len) as u64);
        view! { <button type="button" class="btn" on:click=ask>{label}</button> }.into_any()
    };
    button.into_any()
}

fn of_error(
    session: Session,
    asker: Asker,
    error: AssignmentError,
    all: &[Troubled],
    locale: Locale,
) -> Option<AnyView> {
    let these: Vec<&Troubled> = all.iter().filter(|one| one.error == error).collect();
    if these.is_empty() {
        return None;
    }
    // What is only foreseen, the service tries by itself.
    let mut told = Bits::none(these.iter().map(|one| one.told.len()).max().unwrap_or(0));
    for one in &these {
        told.or(&one.told);
    }
    let again = (!told.is_empty()).then(|| reprocess(session, asker, told, locale));
    let products: Vec<AnyView> = these
        .into_iter()
        .map(|one| {
            let name = session.with_licences(|workspace, catalogue, _| {
                names::product(workspace, catalogue, one.sku)
            });
            let (name, bits) = (name.unwrap_or_default(), one.people.clone());
            let count = t::PEOPLE_OF.of(locale, u64::from(bits.count()));
            let label = t::LABELLED.with(locale, &[&name, &count]);
            let shown = people(session, label.clone(), Memo::new(move |_| bits.clone()));
            view! {
                <details>
                    <summary>{label}</summary>
                    <p><a href=names::address(one.sku)>{name}</a></p>
                    {shown}
                </details>
            }
            .into_any()
        })
        .collect();
    Some(
        view! {
            <section class="card">
                <h2>{state::error(error, locale)}</h2>
                <p class="quiet">{error.name()}</p>
                <p>{cure(error).get(locale)}</p>
                {again} {products}
            </section>
        }
        .into_any(),
    )
}
