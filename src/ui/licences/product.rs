//! The page of one product: seats, plans, groups, and who holds it.

use super::{
    change::{Ask, Licenser},
    names,
    page::free,
    people_texts, processing, renewal, renewal_texts, report,
    state::Told,
    texts as t,
};
use crate::{
    domain::{CapabilityStatus, ProvisioningStatus, Reading, Row, SkuId, UserId, attribute::Of},
    exchange::{csv_out::Profile, licences_out},
    i18n::{Locale, Text},
    licensing::Catalogue,
    session::{Session, browser, export::CSV},
    store::Bits,
    tenant::{
        Workspace,
        licences::{Licences, ProductFigures},
    },
    ui::{
        changes::{
            artefact::table_name,
            pages::{SIZE, pager},
        },
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, empty, strip},
            toast::{Toasts, Tone, use_toasts},
        },
        lists::{profiles, today},
        nav::{plain, use_nav},
        objects::link::object,
        page::Page,
        shell::heading,
    },
};
use leptos::prelude::*;

/// Whom the list of people shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Direct,
    Both,
    Error,
}

const SHOWS: [(Show, &str, Text); 4] = [
    (Show::All, "all", t::SHOW_ALL),
    (Show::Direct, "direct", t::SHOW_DIRECT),
    (Show::Both, "both", t::SHOW_BOTH),
    (Show::Error, "error", t::SHOW_ERROR),
];

/// How a plan stands.
pub(super) const fn status(status: ProvisioningStatus, locale: Locale) -> &'static str {
    match status {
        ProvisioningStatus::Success => t::ON,
        ProvisioningStatus::Disabled => t::OFF,
        ProvisioningStatus::PendingInput => t::PENDING_INPUT,
        ProvisioningStatus::PendingActivation => t::PENDING_ACTIVATION,
        ProvisioningStatus::PendingProvisioning => t::PENDING_PROVISIONING,
        ProvisioningStatus::Error => t::FAILED,
    }
    .get(locale)
}

/// The product whose id the fragment names.
pub fn product_page(session: Session) -> AnyView {
    with_product(session, product)
}

/// A page about the product whose id the fragment names.
pub(super) fn with_product(session: Session, page: fn(Session, SkuId) -> AnyView) -> AnyView {
    let fragment = use_nav().fragment();
    let sku = Memo::new(move |_| fragment.with(|fragment| SkuId::parse(fragment.get("id")?)));
    // A page keeps what was chosen on it while licences change.
    let shown = Memo::new(move |_| {
        let sku = sku.get()?;
        let known = session.with_licences(|_, catalogue, licences| {
            licences.model().product(sku).is_some() || catalogue.product(sku).is_some()
        });
        Some((sku, known == Some(true)))
    });
    (move || {
        let (sku, is_known) = shown.get()?;
        Some(if is_known { page(session, sku) } else { nobody() })
    })
    .into_any()
}

fn nobody() -> AnyView {
    let locale = lang();
    let action = view! {
        <a class="btn primary" href=plain(Page::Licences)>{t::ALL_PRODUCTS.get(locale)}</a>
    };
    view! {
        <div class="visually-hidden">{heading(t::NOT_HERE.get(locale))}</div>
        {empty(Icon::Key, t::NOT_HERE.get(locale), t::NOT_HERE_WHY.get(locale), action)}
    }
    .into_any()
}

fn product(session: Session, sku: SkuId) -> AnyView {
    let locale = lang();
    let licenser = Licenser::new();
    let name = move || {
        let name = session
            .with_licences(|workspace, catalogue, _| names::product(workspace, catalogue, sku));
        name.unwrap_or_default()
    };
    let cards = move || {
        session.with_licences(|workspace, catalogue, licences| {
            let figures = licences.figures(workspace);
            let figures = figures.into_iter().find(|one| one.sku == sku);
            let reading = licences.assumptions().reading;
            let seats = figures.map(|one| seats(workspace, catalogue, (&one, reading), locale));
            view! {
                {seats}
                {renewal::card(workspace, catalogue, sku, browser::now(), locale)}
                {groups(workspace, licences, sku, locale)}
                {plans(workspace, catalogue, licences, sku, locale)}
            }
            .into_any()
        })
    };
    view! {
        <div class="page-head">
            {heading(name)}
            <a class="btn" href=names::guide(sku)>{Page::Guide.title().get(locale)}</a>
        </div>
        {super::page::names_failed(session)} {super::assumed::note(session)}
        {redundant(session, sku, licenser)}
        <div class="sections">{cards}</div>
        {people(session, sku)}
        {licenser.view(session)}
    }
    .into_any()
}

/// Direct licences that add nothing to what groups give, with the way to take them.
fn redundant(session: Session, sku: SkuId, licenser: Licenser) -> AnyView {
    let locale = lang();
    let found = Memo::new(move |_| {
        session.with_licences(|_, _, licences| licences.redundant(sku)).unwrap_or_default()
    });
    let told = move || {
        let count = found.with(Bits::count);
        (count > 0).then(|| {
            let take = move |_| {
                let rows = found.with_untracked(|found| found.iter().map(Row).collect());
                licenser.open(Ask { of: Of::User, rows, take: Some(sku) });
            };
            let line = view! {
                <div class="line between">
                    <span>{t::REDUNDANT.of(locale, u64::from(count))}</span>
                    <button type="button" class="btn" on:click=take>
                        {t::TAKE_REDUNDANT.get(locale)}
                    </button>
                </div>
            };
            strip(Notice::Info, line)
        })
    };
    told.into_any()
}

pub(super) fn fact(name: impl IntoView + 'static, value: impl IntoView + 'static) -> AnyView {
    view! { <div><dt>{name.into_any()}</dt> <dd>{value.into_any()}</dd></div> }.into_any()
}

fn seats(
    workspace: &Workspace,
    catalogue: &Catalogue,
    (one, reading): (&ProductFigures, Reading),
    locale: Locale,
) -> AnyView {
    let status = one.owned.as_ref().and_then(|owned| owned.status).map(CapabilityStatus::name);
    let part_number = names::part_number(workspace, catalogue, one.sku);
    let shown = |(name, value): (String, String)| fact(name, value);
    let errors = one.errors.iter().map(|error| {
        let text = super::state::error(error.error, locale);
        let name = t::LABELLED.with(locale, &[t::IN_ERROR.get(locale), text]);
        fact(name, locale.number(u64::from(error.people)))
    });
    let facts: Vec<AnyView> = status
        .map(|status| fact(t::STATUS.get(locale), status))
        .into_iter()
        .chain(figures(one, locale).into_iter().map(shown))
        .chain([fact(t::FREE.get(locale), free(one, reading, locale))])
        .chain(errors)
        .collect();
    view! {
        <section class="card" aria-labelledby="seats">
            <h2 id="seats">{t::SEATS.get(locale)}</h2>
            <dl class="facts">
                {fact(t::PART_NUMBER.get(locale), part_number)}
                {fact(t::SKU_ID.get(locale), one.sku.to_string())} {facts}
            </dl>
        </section>
    }
    .into_any()
}

/// What the tenant has of a product: names and numbers, but for what is free and in error.
pub(super) fn figures(one: &ProductFigures, locale: Locale) -> Vec<(String, String)> {
    let units = one.owned.as_ref().and_then(|owned| owned.seats);
    let consumed = one.owned.as_ref().and_then(|owned| owned.consumed);
    let fact = |text: Text, value: String| (text.get(locale).to_owned(), value);
    let always = |text: Text, count: u32| Some(fact(text, locale.number(u64::from(count))));
    let some = |text: Text, count: u32| if count > 0 { always(text, count) } else { None };
    let facts = [
        units.and_then(|units| always(t::BOUGHT, units.bought())),
        units.and_then(|units| some(t::WARNING, units.warning)),
        units.and_then(|units| some(t::SUSPENDED, units.suspended)),
        units.and_then(|units| some(t::LOCKED_OUT, units.locked_out)),
        always(t::HELD, one.holders),
        always(t::DIRECT, one.direct),
        always(t::BY_GROUP, one.by_group),
        always(t::BOTH, one.both),
        some(t::UNSAID, one.unsaid),
        consumed.and_then(|consumed| always(t::CONSUMED, consumed)),
        some(t::ELSEWHERE, one.elsewhere),
        some(t::BEYOND, one.beyond),
    ];
    facts.into_iter().flatten().collect()
}

fn groups(workspace: &Workspace, licences: &Licences, sku: SkuId, locale: Locale) -> AnyView {
    let gives = licences
        .groups()
        .iter()
        .filter(|group| group.licenses.iter().any(|license| license.sku == sku));
    let mut changing = false;
    let items: Vec<AnyView> = gives
        .map(|group| {
            let name = match group.row {
                Some(row) => object(workspace.directory(), Of::Group, row),
                None => group.id.to_string().into_any(),
            };
            let sign = group.row.and_then(|row| processing::sign(workspace, row, locale));
            changing |= sign.is_some();
            view! { <li>{name} {sign}</li> }.into_any()
        })
        .collect();
    let changing = changing.then(|| {
        view! { <p class="quiet">{renewal_texts::MEMBERS_MAY_CHANGE.get(locale)}</p> }
    });
    let list = if items.is_empty() {
        view! { <p class="quiet">{t::NO_GROUPS.get(locale)}</p> }.into_any()
    } else {
        view! { <ul class="plain-list">{items}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="giving">
            <h2 id="giving">{t::GROUPS.get(locale)}</h2>
            {list} {changing}
        </section>
    }
    .into_any()
}

fn plans(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &Licences,
    sku: SkuId,
    locale: Locale,
) -> AnyView {
    let owned = workspace.organisation().subscription(sku);
    let ids = match licences.model().product(sku) {
        Some(product) => licences.plans_of(product),
        None => catalogue.product(sku).map(|product| product.plans.clone()).unwrap_or_default(),
    };
    let row = |plan: &crate::domain::ServicePlanId| {
        let name = names::plan(workspace, catalogue, *plan);
        let told = owned.and_then(|owned| owned.plans.iter().find(|one| one.id == *plan));
        let state = told.and_then(|plan| plan.status).map(|it| status(it, locale));
        view! { <li class="line between"><span>{name}</span> <span class="quiet">{state}</span></li> }
            .into_any()
    };
    let mut rows: Vec<(String, AnyView)> =
        ids.iter().map(|plan| (names::plan(workspace, catalogue, *plan), row(plan))).collect();
    let collation = crate::text::collate::Collation::Root;
    rows.sort_by(|(one, _), (other, _)| crate::text::collate::compare(one, other, collation));
    let list = if rows.is_empty() {
        view! { <p class="quiet">{t::PLANS_UNKNOWN.get(locale)}</p> }.into_any()
    } else {
        let rows: Vec<AnyView> = rows.into_iter().map(|(_, row)| row).collect();
        let count = t::SO_MANY_PLANS.of(locale, rows.len() as u64);
        view! {
            <details>
                <summary>{count}</summary>
                <ul class="plain-list">{rows}</ul>
            </details>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="plans">
            <h2 id="plans">{t::PLANS.get(locale)}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn rows(licences: &mut Licences, sku: SkuId, show: Show) -> Bits {
    match show {
        Show::All => licences.holders(sku),
        Show::Direct => licences.given_directly(sku, false),
        Show::Both => licences.given_directly(sku, true),
        Show::Error => licences.troubled(sku),
    }
}

fn people(session: Session, sku: SkuId) -> AnyView {
    let locale = lang();
    let (show, part) = (RwSignal::new(Show::All), RwSignal::new(0_usize));
    let found = Memo::new(move |_| {
        let show = show.get();
        session.with_licences(|_, _, licences| rows(licences, sku, show)).unwrap_or_default()
    });
    let total = Signal::derive(move || found.with(|found| found.count() as usize));
    let choose = move |event: leptos::ev::Event| {
        let chosen = event_target_value(&event);
        let chosen = SHOWS.iter().find(|(_, name, _)| *name == chosen);
        part.set(0);
        show.set(chosen.map_or(Show::All, |(show, ..)| *show));
    };
    let options: Vec<AnyView> = SHOWS
        .iter()
        .map(|(_, name, text)| view! { <option value=*name>{text.get(locale)}</option> }.into_any())
        .collect();
    let body = move || {
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        let these: Vec<u32> = found.with(|found| found.iter().skip(first).take(SIZE).collect());
        session.with_licences(|workspace, catalogue, licences| {
            these
                .into_iter()
                .map(|row| line(workspace, catalogue, licences, Row(row), sku, locale))
                .collect::<Vec<_>>()
        })
    };
    let toasts = use_toasts();
    let sheet = (t::EXPORT_SHEET, t::EXPORT_SHEET_WHY);
    let raw = (t::EXPORT_RAW, t::EXPORT_RAW_WHY);
    let menu = profiles(locale, (t::EXPORT, sheet, raw), move |profile| {
        export(session, (sku, found), profile, toasts);
    });
    let said = move |locale: Locale| {
        let show = show.get_untracked();
        let text = SHOWS.iter().find(|(one, ..)| *one == show).map(|(.., text)| *text);
        text.filter(|_| show != Show::All).map(|text| text.get(locale).to_owned())
    };
    let none =
        move || (total.get() == 0).then(|| view! { <p class="quiet">{t::NOBODY.get(locale)}</p> });
    view! {
        <div class="stack">
            <div class="line between">
                <h2 id="holders">{t::PEOPLE.get(locale)}</h2>
                <div class="line">
                    <a class="btn plain" href=names::holders(sku)>
                        {icon(Icon::Users)} {people_texts::IN_LIST.get(locale)}
                    </a>
                    {report::menu(session, sku, found, said)} {menu}
                </div>
            </div>
            <label class="field show-people">
                <span>{t::SHOW.get(locale)}</span>
                <select class="input" on:change=choose>{options}</select>
            </label>
            <div class="scroll-x" tabindex="0" role="region" aria-labelledby="holders">
                <table class="plain-table by-name" aria-labelledby="holders">
                    <thead>
                        <tr>
                            <th scope="col">{t::USER.get(locale)}</th>
                            <th scope="col">{t::WAYS.get(locale)}</th>
                            <th scope="col">{t::STATE.get(locale)}</th>
                            <th scope="col">{t::PLANS.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            {none}
            {pager(t::PEOPLE.get(locale).to_owned(), total, part)}
        </div>
    }
    .into_any()
}

/// The people who are shown, as a file.
fn export(session: Session, (sku, found): (SkuId, Memo<Bits>), profile: Profile, toasts: Toasts) {
    let locale = lang();
    let rows = found.get_untracked();
    let file = untrack(|| {
        session.with_licences(|workspace, catalogue, licences| {
            let name = table_name(&workspace.info.name, t::FILE.get(locale), today());
            let of = (sku, &rows);
            (name, licences_out::table(workspace, catalogue, licences, of, profile))
        })
    });
    if let Some((name, file)) = file {
        browser::download(&name, CSV, &[&file]);
        toasts.show(Tone::Good, t::EXPORTED.of(locale, u64::from(rows.count())));
    }
}

fn line(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &mut Licences,
    user: UserId,
    sku: SkuId,
    locale: Locale,
) -> AnyView {
    let person = licences.person(user.0);
    let told = Told { workspace, catalogue, licences, locale };
    let holding = person.holding(sku);
    let ways = holding.map(|holding| {
        let ways: Vec<String> = holding.ways.iter().map(|way| told.way(way.way)).collect();
        locale.list_and(&ways)
    });
    let (state, _) = told.state(holding);
    let plans = holding.filter(|holding| holding.held).map(|holding| {
        let on = holding.plans.iter().filter(|(_, on)| *on).count() as u64;
        t::PLANS_ON.with(locale, on, &[&locale.number(holding.plans.len() as u64)])
    });
    view! {
        <tr>
            <th scope="row">{object(workspace.directory(), Of::User, user)}</th>
            <td>{ways}</td>
            <td>{state}</td>
            <td>{plans}</td>
        </tr>
    }
    .into_any()
}
