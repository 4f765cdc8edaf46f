//! Intune: who is licensed, who has devices, which devices no licence covers, and device licences.

use super::{intune_texts as t, money::told::export, names, parts::people};
use crate::{
    domain::{Attribute, Row, attribute::Of},
    exchange::intune_out,
    i18n::{Locale, Text},
    session::Session,
    store::Bits,
    tenant::{
        Workspace,
        licences::intune::{
            DeviceLicences, Enough, MOST, Over, Reason, Report, Uncovered, editions,
        },
    },
    ui::{
        changes::pages::{SIZE, pager},
        kit::{
            dom::fresh_id,
            icon::Icon,
            notice::{Notice, empty, strip},
        },
        objects::link::object,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Users of a device that are named.
const NAMED: usize = 3;

type Found = Memo<Option<Arc<Report>>>;

pub(super) const fn reason(reason: Reason) -> Text {
    match reason {
        Reason::NoPlan => t::NO_PLAN,
        Reason::PlanOff => t::PLAN_OFF,
        Reason::Disabled => t::DISABLED,
        Reason::Deleted => t::DELETED,
        Reason::NoUser => t::NO_USER,
        Reason::Elsewhere => t::ELSEWHERE,
        Reason::Untold => t::UNTOLD,
    }
}

/// The part of the page.
pub(super) fn intune(session: Session, locale: Locale) -> AnyView {
    let found: Found = Memo::new(move |_| {
        session.with_licences(|workspace, _, licences| Arc::new(licences.intune(workspace)))
    });
    let licensed = Memo::new(move |_| {
        session.with_licences(|_, _, licences| licences.intune_licensed()).unwrap_or_default()
    });
    let idle = Memo::new(move |_| {
        let mut people = licensed.get();
        if let Some(report) = found.get() {
            people.and_not(&report.users);
        }
        people
    });
    let devices = session.select(|workspace| workspace.directory().devices.active_count());
    let untold =
        move || (devices.get() == 0).then(|| strip(Notice::Warn, t::NO_DEVICES.get(locale)));
    let told = move || {
        let report = found.get()?;
        let licences = device_licences(&report.device_licences, locale);
        let over = over(session, &report.over, locale);
        Some(view! { {licences} {over} }.into_any())
    };
    let is_any = Memo::new(move |_| devices.get() > 0);
    // Whatever counts devices is left out where no file tells of any.
    let counted = move || {
        is_any.get().then(|| {
            view! {
                {uncovered(session, found, locale)}
                <div class="sections">{told} {idle_card(session, idle, locale)}</div>
            }
        })
    };
    view! { {untold} {states(session, found, (licensed, is_any), locale)} {counted} }.into_any()
}

/// Who has a plan and no managed device.
fn idle_card(session: Session, idle: Memo<Bits>, locale: Locale) -> AnyView {
    view! {
        <section class="card">
            <h2>{t::IDLE.get(locale)}</h2>
            <p class="quiet">{t::IDLE_WHY.get(locale)}</p>
            {people(session, t::IDLE.get(locale).to_owned(), idle)}
        </section>
    }
    .into_any()
}

fn fact(name: Text, value: impl IntoView + 'static, locale: Locale) -> AnyView {
    view! { <div><dt>{name.get(locale)}</dt> <dd>{value}</dd></div> }.into_any()
}

/// Three states that are not the same.
fn states(
    session: Session,
    found: Found,
    (licensed, is_any): (Memo<Bits>, Memo<bool>),
    locale: Locale,
) -> AnyView {
    let number = move |count: u32| locale.number(u64::from(count));
    let listed = session.select(|workspace| workspace.users().active_count());
    let count = move || found.get().map(|report| number(report.users.count()));
    let with_devices = move || is_any.get().then(|| fact(t::WITH_DEVICES, count, locale));
    let give = move || {
        // The first edition of Intune that a product gives.
        let best = session.with_licences(|workspace, _, licences| {
            editions().find_map(|plan| Some(licences.givers(workspace, plan).first()?.sku))
        });
        let address = names::guide(best.flatten()?);
        Some(view! { <a class="btn" href=address>{t::GIVE_ALONE.get(locale)}</a> })
    };
    view! {
        <section class="card">
            <h2>{t::STATES.get(locale)}</h2>
            <dl class="facts">
                {fact(t::LICENSED, move || number(licensed.with(Bits::count)), locale)}
                {fact(t::LISTED, move || number(listed.get()), locale)}
                {with_devices}
            </dl>
            <p class="quiet">{t::WHY.get(locale)}</p>
            <div class="line">{give}</div>
        </section>
    }
    .into_any()
}

fn device_licences(licences: &DeviceLicences, locale: Locale) -> AnyView {
    let number = |count: u32| locale.number(u64::from(count));
    let owned = licences.owned.map_or_else(|| t::NOT_TOLD.get(locale).to_owned(), number);
    let given = (licences.given > 0).then(|| fact(t::GIVEN, number(licences.given), locale));
    let unclear =
        (licences.unclear > 0).then(|| fact(t::UNCLEAR, number(licences.unclear), locale));
    let ways = [t::WINDOWS, t::APPLE, t::ANDROID].into_iter().zip(licences.needed);
    let ways: Vec<AnyView> = ways
        .filter(|(_, count)| *count > 0)
        .map(|(text, count)| {
            view! {
                <li class="line between">
                    <span>{text.get(locale)}</span>
                    <span class="number">{number(count)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let needs = licences.all_needed() > 0 || licences.unclear > 0;
    let verdict = match licences.enough() {
        _ if !needs => view! { <p>{t::NONE_NEEDED.get(locale)}</p> }.into_any(),
        Enough::Untold => strip(Notice::Warn, t::OWNED_UNTOLD.get(locale)),
        Enough::Yes => strip(Notice::Good, t::ENOUGH.get(locale)),
        Enough::Perhaps(short) => strip(Notice::Info, t::PERHAPS.of(locale, u64::from(short))),
        Enough::Short(short) => strip(Notice::Warn, t::SHORT.of(locale, u64::from(short))),
    };
    let lacks = [t::LACKS_APPS, t::LACKS_ACCESS, t::LACKS_MAIL]
        .map(|text| view! { <li>{text.get(locale)}</li> });
    view! {
        <section class="card">
            <h2>{t::DEVICE_LICENCES.get(locale)}</h2>
            <p class="quiet">{t::DEVICE_LICENCES_WHY.get(locale)}</p>
            <div class="stack">
                <dl class="facts">
                    {fact(t::OWNED, owned, locale)} {given}
                    {fact(t::NEEDED, number(licences.all_needed()), locale)} {unclear}
                </dl>
                <ul class="plain-list">{ways}</ul>
                {verdict}
                <div>
                    <p>{t::LACKS.get(locale)}</p>
                    <ul class="dots">{lacks}</ul>
                </div>
                <p class="quiet">{t::SHARED.get(locale)}</p>
            </div>
        </section>
    }
    .into_any()
}

fn over(session: Session, over: &[Over], locale: Locale) -> AnyView {
    let part = RwSignal::new(0_usize);
    let all: Arc<[Over]> = over.into();
    let total = all.len();
    let items = move || {
        let first = part.get().min(total.saturating_sub(1) / SIZE) * SIZE;
        session.with(|workspace| {
            let item = |one: &Over| {
                let devices = t::DEVICES_OF.of(locale, u64::from(one.devices));
                let agents =
                    (one.agents > 0).then(|| t::AGENTS_OF.of(locale, u64::from(one.agents)));
                let counts: Vec<String> = [Some(devices), agents].into_iter().flatten().collect();
                view! {
                    <li class="line between">
                        <span>{object(workspace.directory(), Of::User, one.user)}</span>
                        <span class="number">{locale.list_and(&counts)}</span>
                    </li>
                }
                .into_any()
            };
            all.iter().skip(first).take(SIZE).map(item).collect::<Vec<_>>()
        })
    };
    let none = (total == 0).then(|| view! { <p>{t::OVER_NONE.get(locale)}</p> });
    let label = t::OVER.get(locale).to_owned();
    view! {
        <section class="card">
            <h2>{t::OVER.get(locale)}</h2>
            <p class="quiet">
                {t::OVER_WHY.with(locale, &[&locale.number(u64::from(MOST))])}
            </p>
            {none}
            <ul class="plain-list">{items}</ul>
            {pager(label, Signal::stored(total), part)}
        </section>
    }
    .into_any()
}

/// Why no device is without a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nothing {
    AllCovered,
    NoneManaged,
    Untold,
}

/// Why there is none to list; nothing where there are some.
fn nothing_in(report: &Report) -> Option<Nothing> {
    report.uncovered.is_empty().then_some(match (report.managed, report.untold) {
        (0, 0) => Nothing::NoneManaged,
        (0, _) => Nothing::Untold,
        _ => Nothing::AllCovered,
    })
}

fn nothing_uncovered(why: Nothing, locale: Locale) -> AnyView {
    let (shape, title, why) = match why {
        Nothing::AllCovered => (Icon::Check, t::ALL_COVERED, t::ALL_COVERED_WHY),
        Nothing::NoneManaged => (Icon::Info, t::NONE_MANAGED, t::NONE_MANAGED_WHY),
        Nothing::Untold => (Icon::Info, t::NO_MANAGED_TOLD, t::NO_MANAGED_TOLD_WHY),
    };
    empty(shape, title.get(locale), why.get(locale), ())
}

/// The devices that no licence covers.
fn uncovered(session: Session, found: Found, locale: Locale) -> AnyView {
    let chosen = RwSignal::new(None::<Reason>);
    let part = RwSignal::new(0_usize);
    let shown = Memo::new(move |_| {
        let wanted = chosen.get();
        let is_meant = |one: &&Uncovered| wanted.is_none_or(|wanted| one.reason == wanted);
        let report = found.get();
        let all = report.iter().flat_map(|report| &report.uncovered).filter(is_meant);
        all.cloned().collect::<Vec<Uncovered>>()
    });
    let counts = move || {
        let report = found.get()?;
        let number = |count: u32| locale.number(u64::from(count));
        let note = |text: crate::i18n::Plural, count: u32| {
            (count > 0).then(|| {
                view! { <p class="quiet">{text.of(locale, u64::from(count))}</p> }
            })
        };
        Some(view! {
            <dl class="facts">
                {fact(t::MANAGED, number(report.managed), locale)}
                {fact(t::COVERED, number(report.covered), locale)}
            </dl>
            {note(t::UNSAID, report.unsaid)} {note(t::MANAGED_UNTOLD, report.untold)}
        })
    };
    let nothing = Memo::new(move |_| found.with(|found| nothing_in(found.as_deref()?)));
    let list = move || {
        if let Some(why) = nothing.get() {
            return nothing_uncovered(why, locale);
        }
        let out = export(
            session,
            t::FILE,
            t::EXPORTED,
            move |profile| {
                let shown = shown.get();
                session.with(|workspace| {
                    Some((intune_out::table(workspace, &shown, profile), shown.len()))
                })
            },
            locale,
        );
        view! {
            <div class="line between">{reasons(found, (chosen, part), locale)} {out}</div>
            {table(session, (shown, part), locale)}
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{t::UNCOVERED.get(locale)}</h2>
            <p class="quiet">{t::UNCOVERED_WHY.get(locale)}</p>
            <div class="stack">{counts} {list}</div>
        </section>
    }
    .into_any()
}

/// The choice of a reason, each with how many devices it is of.
fn reasons(
    found: Found,
    (chosen, part): (RwSignal<Option<Reason>>, RwSignal<usize>),
    locale: Locale,
) -> AnyView {
    let id = fresh_id("reason");
    let options = move || {
        let report = found.get();
        let option = |one: Reason| {
            let count = report.as_ref().map_or(0, |report| report.because(one));
            let number = locale.number(u64::from(count));
            (count > 0 || chosen.get_untracked() == Some(one)).then(|| {
                let text = t::SO_MANY.with(locale, &[reason(one).get(locale), &number]);
                let is = chosen.get_untracked() == Some(one);
                view! { <option value=one.name() selected=is>{text}</option> }
            })
        };
        Reason::ALL.into_iter().filter_map(option).collect::<Vec<_>>()
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        // Others are shown from the first.
        part.set(0);
        chosen.set(Reason::ALL.into_iter().find(|one| one.name() == name));
    };
    view! {
        <div class="field show-people">
            <label for=id.clone()>{t::REASON.get(locale)}</label>
            <select class="input" id=id on:change=choose>
                <option value="">{t::EVERY_REASON.get(locale)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn table(
    session: Session,
    (shown, part): (Memo<Vec<Uncovered>>, RwSignal<usize>),
    locale: Locale,
) -> AnyView {
    let total = Signal::derive(move || shown.with(Vec::len));
    let rows = move || {
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        session.with(|workspace| {
            shown.with(|all| {
                let these = all.iter().skip(first).take(SIZE);
                these.map(|one| row(workspace, one, locale)).collect::<Vec<_>>()
            })
        })
    };
    let head = |text: Text| view! { <th scope="col">{text.get(locale)}</th> }.into_any();
    let label = t::UNCOVERED.get(locale);
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="plain-table by-name" aria-label=label>
                <thead>
                    <tr>
                        {head(t::DEVICE)} {head(t::REASON)} {head(t::USERS)} {head(t::SYSTEM)}
                        {head(t::PROFILE)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pager(label.to_owned(), total, part)}
    }
    .into_any()
}

fn row(workspace: &Workspace, one: &Uncovered, locale: Locale) -> AnyView {
    let directory = workspace.directory();
    let text = |attribute| {
        let cell = directory.devices.read(one.device, attribute);
        cell.text().unwrap_or_default().to_owned()
    };
    let user = |user: &Row| view! { <li>{object(directory, Of::User, *user)}</li> }.into_any();
    let users: Vec<AnyView> = one.users.iter().take(NAMED).map(user).collect();
    let rest = one.users.len().saturating_sub(NAMED) as u64;
    let rest = (rest > 0).then(|| view! { <li>{t::MORE_USERS.of(locale, rest)}</li> });
    view! {
        <tr>
            <th scope="row">{object(directory, Of::Device, one.device)}</th>
            <td>{reason(one.reason).get(locale)}</td>
            <td>
                <ul class="plain-list">{users} {rest}</ul>
            </td>
            <td>{text(Attribute::DEVICE_OS_TYPE)}</td>
            <td>{text(Attribute::DEVICE_ENROLLMENT_PROFILE_NAME)}</td>
        </tr>
    }
    .into_any()
}
