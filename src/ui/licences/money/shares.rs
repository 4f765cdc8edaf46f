//! What the people of each department, country or the like hold, and what it costs.

use super::{
    texts as t,
    told::{Told, amount_head, export, unpriced},
};
use crate::{
    domain::Attribute,
    exchange::money_out,
    i18n::Locale,
    messages,
    session::Session,
    tenant::money::{
        Prices, Sum,
        cost::{self, Share, Shared},
    },
    ui::{
        changes::pages::{SIZE, pager},
        kit::{icon::Icon, notice::empty},
    },
};
use leptos::{ev, prelude::*};

/// The attributes that are offered first.
const FIRST: [Attribute; 4] =
    [Attribute::DEPARTMENT, Attribute::COMPANY_NAME, Attribute::COUNTRY, Attribute::COST_CENTER];

pub(super) fn shares(session: Session, locale: Locale) -> AnyView {
    let offered = session.select(|workspace| {
        let all = cost::attributes(workspace);
        let first = FIRST.into_iter().filter(|one| all.contains(one));
        let rest = all.iter().copied().filter(|one| !FIRST.contains(one));
        first.chain(rest).collect::<Vec<Attribute>>()
    });
    let chosen = RwSignal::new(None::<Attribute>);
    let by = Memo::new(move |_| {
        offered.with(|all| chosen.get().filter(|one| all.contains(one)).or(all.first().copied()))
    });
    let body = move || {
        if by.get().is_none() {
            let (title, why) = (t::NOTHING_TO_SHARE, t::NOTHING_TO_SHARE_WHY);
            return empty(Icon::Info, title.get(locale), why.get(locale), ());
        }
        view! {
            {picker(session, offered, by, chosen, locale)} {table(session, by, locale)}
            <p class="quiet">{t::SHARES_WHY.get(locale)}</p>
        }
        .into_any()
    };
    let there = Memo::new(move |_| by.get().is_some());
    (move || {
        there.track();
        untrack(body)
    })
    .into_any()
}

fn picker(
    session: Session,
    offered: Memo<Vec<Attribute>>,
    by: Memo<Option<Attribute>>,
    chosen: RwSignal<Option<Attribute>>,
    locale: Locale,
) -> AnyView {
    let options = move || {
        let now = by.get_untracked();
        session.with_untracked(|workspace| {
            let schema = workspace.users().schema();
            let option = |attribute: &Attribute| {
                let name = schema.name(*attribute).to_owned();
                let label = messages::attribute::label(schema, *attribute, locale);
                let is = now == Some(*attribute);
                view! { <option value=name selected=is>{label}</option> }.into_any()
            };
            offered.with(|all| all.iter().map(option).collect::<Vec<_>>())
        })
    };
    let choose = move |event: ev::Event| {
        let name = event_target_value(&event);
        let found = session.with_untracked(|workspace| {
            let schema = workspace.users().schema();
            offered.with_untracked(|all| all.iter().copied().find(|one| schema.name(*one) == name))
        });
        chosen.set(found);
    };
    view! {
        <label class="field show-people">
            <span>{t::BY.get(locale)}</span>
            <select class="input" on:change=choose>
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn table(session: Session, by: Memo<Option<Attribute>>, locale: Locale) -> AnyView {
    let found = Memo::new(move |_| {
        let shares = by.get().and_then(|attribute| {
            session.with_licences(|workspace, _, licences| {
                let prices = Prices::of(workspace);
                cost::by_attribute(workspace, licences, &prices, attribute)
            })
        });
        shares.unwrap_or_default()
    });
    let part = RwSignal::new(0_usize);
    Effect::new(move |_| {
        by.track();
        part.set(0);
    });
    let total = Signal::derive(move || found.with(Vec::len));
    let noted = session.select(Prices::of);
    let told = move || Told::of(&noted.get(), locale);
    let rows = move || {
        let told = told();
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        found.with(|all| {
            all.iter().skip(first).take(SIZE).map(|one| row(one, told)).collect::<Vec<_>>()
        })
    };
    let whole = move || found.with(|all| sum(all, told()));
    let out = export(
        session,
        t::FILE_SHARES,
        t::EXPORTED,
        move |profile| {
            let attribute = by.get_untracked()?;
            let shares = found.get_untracked();
            let file = session.with_untracked(|workspace| {
                money_out::shares(workspace, attribute, &shares, profile)
            });
            Some((file, shares.len()))
        },
        locale,
    );
    let name = move || {
        let attribute = by.get()?;
        let of = |workspace: &crate::tenant::Workspace| {
            messages::attribute::label(workspace.users().schema(), attribute, locale)
        };
        Some(session.with_untracked(of))
    };
    let label = t::PART_SHARES.get(locale);
    let head = |text| amount_head(text, locale);
    view! {
        <div class="line">{out}</div>
        {move || unpriced(&noted.get(), locale)}
        <div class="scroll-x" tabindex="0" role="region" aria-label=label>
            <table class="plain-table products by-name" aria-label=label>
                <thead>
                    <tr>
                        <th scope="col">{name}</th>
                        {head(t::PEOPLE)} {head(t::HOLDERS)} {head(t::UNTOLD)} {head(t::SEATS)}
                        {head(t::COST)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{whole}</tfoot>
            </table>
        </div>
        {pager(label.to_owned(), total, part)}
    }
    .into_any()
}

fn cells(share: &Share, told: Told) -> AnyView {
    let number = |number: u32| told.locale.number(u64::from(number));
    view! {
        <td class="amount">{number(share.people)}</td>
        <td class="amount">{number(share.holders)}</td>
        <td class="amount">{number(share.untold)}</td>
        <td class="amount">{told.locale.number(share.sum.seats)}</td>
        <td class="amount">{told.sum(share.sum)}</td>
    }
    .into_any()
}

fn row(share: &Share, told: Told) -> AnyView {
    let value = match &share.value {
        Shared::Value(text) => text.clone(),
        Shared::Nothing => t::VALUE_EMPTY.get(told.locale).to_owned(),
        Shared::Unknown => t::VALUE_UNKNOWN.get(told.locale).to_owned(),
    };
    view! {
        <tr>
            <th scope="row">{value}</th>
            {cells(share, told)}
        </tr>
    }
    .into_any()
}

/// All of them together.
fn sum(shares: &[Share], told: Told) -> AnyView {
    let mut whole =
        Share { value: Shared::Unknown, people: 0, holders: 0, untold: 0, sum: Sum::default() };
    for share in shares {
        whole.people += share.people;
        whole.holders += share.holders;
        whole.untold += share.untold;
        whole.sum.take(share.sum);
    }
    view! {
        <tr>
            <th scope="row">{t::TOTAL.get(told.locale)}</th>
            {cells(&whole, told)}
        </tr>
    }
    .into_any()
}
