//! The list of products by what comes next: what ends soon, the order, and which products are shown.

use super::{names, renewal, renewal_texts as t};
use crate::{
    domain::Timestamp,
    i18n::Locale,
    licensing::Catalogue,
    tenant::{
        Workspace,
        licences::{
            Licences, ProductFigures,
            renewals::{Ending, Next, Outlook, overdue},
        },
    },
    ui::kit::notice::{Notice, strip},
};
use leptos::prelude::*;

/// How many days are looked ahead.
const DAYS: [u16; 2] = [30, 90];

/// Which products are shown, and in which order.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    by_date: RwSignal<bool>,
    filter: RwSignal<Filter>,
}

/// Which products are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    Within(u16),
    Passed,
    NoDate,
}

const FILTERS: [(&str, Filter); 5] = [
    ("all", Filter::All),
    ("30", Filter::Within(30)),
    ("90", Filter::Within(90)),
    ("passed", Filter::Passed),
    ("none", Filter::NoDate),
];

impl Filter {
    fn text(self, locale: Locale) -> String {
        match self {
            Self::All => t::FILTER_ALL.get(locale).to_owned(),
            Self::Within(days) => t::FILTER_DAYS.of(locale, u64::from(days)),
            Self::Passed => t::FILTER_PASSED.get(locale).to_owned(),
            Self::NoDate => t::FILTER_NO_DATE.get(locale).to_owned(),
        }
    }

    fn shows(self, next: Next, now: Timestamp) -> bool {
        match (self, next) {
            (Self::All, _) | (Self::Passed, Next::Passed(..)) => true,
            (Self::Within(days), Next::On(at, _)) => at <= now.plus_days(i64::from(days)),
            (Self::NoDate, next) => !matches!(next, Next::On(..) | Next::Passed(..)),
            _ => false,
        }
    }
}

impl Choice {
    pub(super) fn new() -> Self {
        Self { by_date: RwSignal::new(false), filter: RwSignal::new(Filter::All) }
    }

    /// The products that are shown, each with what comes next, in their order; whoever asks follows.
    pub(super) fn of(
        self,
        workspace: &Workspace,
        products: Vec<(String, ProductFigures)>,
        now: Timestamp,
    ) -> Vec<(String, ProductFigures, Next)> {
        let filter = self.filter.get();
        let mut all: Vec<_> = products
            .into_iter()
            .map(|(name, one)| {
                let next = renewal::next_of(workspace, one.sku, now);
                (name, one, next)
            })
            .filter(|(_, _, next)| filter.shows(*next, now))
            .collect();
        if self.by_date.get() {
            // By name where nothing tells them apart: the order until here.
            all.sort_by_key(|(_, _, next)| next.rank());
        }
        all
    }

    /// How many of them are shown; whoever asks follows.
    pub(super) fn count(
        self,
        workspace: &Workspace,
        products: &[ProductFigures],
        now: Timestamp,
    ) -> usize {
        let filter = self.filter.get();
        let is_shown =
            |one: &&ProductFigures| filter.shows(renewal::next_of(workspace, one.sku, now), now);
        products.iter().filter(is_shown).count()
    }

    /// The two fields, and how many products are shown.
    pub(super) fn view(self, shown: Memo<Option<usize>>, locale: Locale) -> AnyView {
        let shown = move || Some(t::SHOWN.of(locale, u64::try_from(shown.get()?).ok()?));
        let sort = move |event: leptos::ev::Event| {
            self.by_date.set(event_target_value(&event) == "date");
        };
        let show = move |event: leptos::ev::Event| {
            let chosen = event_target_value(&event);
            let found = FILTERS.iter().find(|(name, _)| *name == chosen);
            self.filter.set(found.map_or(Filter::All, |(_, filter)| *filter));
        };
        let option = |(name, filter): &(&'static str, Filter)| {
            view! { <option value=*name>{filter.text(locale)}</option> }.into_any()
        };
        let filters: Vec<AnyView> = FILTERS.iter().map(option).collect();
        view! {
            <div class="line">
                <label class="field">
                    <span>{t::FILTER.get(locale)}</span>
                    <select class="input" on:change=show>{filters}</select>
                </label>
                <label class="field">
                    <span>{t::ORDER.get(locale)}</span>
                    <select class="input" on:change=sort>
                        <option value="name">{t::ORDER_NAME.get(locale)}</option>
                        <option value="date">{t::ORDER_DATE.get(locale)}</option>
                    </select>
                </label>
                <span class="quiet" role="status">{shown}</span>
            </div>
        }
        .into_any()
    }
}

/// What ends soon and whom it would concern.
pub(super) fn card(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &mut Licences,
    figures: &[ProductFigures],
    now: Timestamp,
    locale: Locale,
) -> AnyView {
    let organisation = workspace.organisation();
    let content = if organisation.company_subscriptions.is_none() {
        view! { <p class="quiet">{t::NOT_TOLD.get(locale)}</p> }.into_any()
    } else {
        let late = overdue(organisation, now) as u64;
        let late = (late > 0).then(|| strip(Notice::Warn, t::OVERDUE.of(locale, late)));
        let outlooks =
            DAYS.map(|days| licences.outlook(organisation, figures, now, i64::from(days)));
        let facts: Vec<AnyView> = DAYS
            .iter()
            .zip(&outlooks)
            .map(|(days, outlook)| {
                let name = t::IN_DAYS.of(locale, u64::from(*days));
                super::product::fact(name, sentence(outlook, locale))
            })
            .collect();
        let [_, widest] = &outlooks;
        let table = (!widest.products.is_empty())
            .then(|| table(workspace, catalogue, &widest.products, locale));
        view! {
            {late}
            <dl class="facts">{facts}</dl>
            {table}
            <p class="quiet">{t::OUTLOOK_WHY.get(locale)}</p>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="outlook">
            <h2 id="outlook">{t::OUTLOOK.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn sentence(outlook: &Outlook, locale: Locale) -> String {
    let Outlook { products, people, untold, deletions } = outlook;
    let ending: u64 = products.iter().map(|one| u64::from(one.subscriptions)).sum();
    let mut parts = Vec::new();
    if ending > 0 {
        parts.push(t::ENDS.of(locale, ending));
        match (people, untold) {
            (0, 0) => parts.push(t::NOBODY_CONCERNED.get(locale).to_owned()),
            (0, _) => {}
            _ => parts.push(t::CONCERNED.of(locale, u64::from(*people))),
        }
        if *untold > 0 {
            parts.push(t::CONCERNED_UNTOLD.of(locale, u64::from(*untold)));
        }
    }
    if *deletions > 0 {
        parts.push(t::DELETIONS.of(locale, u64::from(*deletions)));
    }
    if parts.is_empty() {
        parts.push(t::NOTHING_ENDS.get(locale).to_owned());
    }
    parts.join(" · ")
}

fn table(
    workspace: &Workspace,
    catalogue: &Catalogue,
    products: &[Ending],
    locale: Locale,
) -> AnyView {
    let number = |number: u32| locale.number(u64::from(number));
    let told = |count: Option<u32>| {
        count.map_or_else(|| super::texts::NOT_TOLD.get(locale).to_owned(), number)
    };
    let row = |one: &Ending| {
        let class = match one.without_seat {
            Some(0) => "number",
            Some(_) => "badge bad",
            None => "badge",
        };
        view! {
            <tr>
                <th scope="row">{names::link(workspace, catalogue, one.sku)}</th>
                <td>{renewal::day(one.first, locale)}</td>
                <td class="amount">{told(one.seats)}</td>
                <td class="amount">{number(one.holders)}</td>
                <td class="amount"><span class=class>{told(one.without_seat)}</span></td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = products.iter().map(row).collect();
    let days = DAYS.last().copied().unwrap_or_default();
    let label = t::IN_DAYS.of(locale, u64::from(days));
    let same = label.clone();
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=same>
            <table class="plain-table products by-name" aria-label=label>
                <thead>
                    <tr>
                        <th scope="col">{super::texts::PRODUCT.get(locale)}</th>
                        <th scope="col">{t::FIRST.get(locale)}</th>
                        <th scope="col" class="amount">{t::ENDING_SEATS.get(locale)}</th>
                        <th scope="col" class="amount">{super::texts::HELD.get(locale)}</th>
                        <th scope="col" class="amount">{t::WITHOUT_SEAT.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
