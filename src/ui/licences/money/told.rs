//! How costs are told, and how tables of them leave.

use super::{super::texts as licences, texts as t};
use crate::{
    domain::Currency,
    exchange::csv_out::Profile,
    i18n::{Locale, Plural, Text},
    session::{Session, browser, export::CSV},
    tenant::money::{Prices, Sum},
    ui::{
        changes::artefact::table_name,
        kit::{
            notice::{Notice, strip},
            toast::{Tone, use_toasts},
        },
        lists::{profiles, today},
    },
};
use leptos::prelude::*;

/// Costs in words.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub currency: Option<Currency>,
    pub locale: Locale,
}

impl Told {
    pub(super) fn of(prices: &Prices, locale: Locale) -> Self {
        Self { currency: prices.currency(), locale }
    }

    /// An amount; none where something has no price.
    pub(super) fn amount(self, amount: Option<u128>) -> String {
        match (self.currency, amount) {
            (Some(currency), Some(amount)) => {
                self.locale.money(amount, currency.digits(), currency.code())
            }
            _ => t::NO_PRICE.get(self.locale).to_owned(),
        }
    }

    /// What seats cost, and how many have no price.
    pub(super) fn sum(self, sum: Sum) -> AnyView {
        let Some(cost) = sum.known_cost() else { return self.amount(None).into_any() };
        let rest = (sum.unpriced > 0).then(|| {
            let text = t::UNPRICED.of(self.locale, sum.unpriced);
            view! { <div class="quiet">{text}</div> }
        });
        view! { {self.amount(Some(cost))} {rest} }.into_any()
    }

    /// A number of seats; none where no file tells.
    pub(super) fn seats(self, seats: Option<u32>) -> String {
        let number = |seats: u32| self.locale.number(u64::from(seats));
        seats.map_or_else(|| t::NOT_TOLD.get(self.locale).to_owned(), number)
    }
}

/// That nothing has a price.
pub(super) fn unpriced(prices: &Prices, locale: Locale) -> Option<AnyView> {
    prices.is_empty().then(|| strip(Notice::Info, t::NO_PRICES.get(locale)))
}

/// The heading of a column of numbers.
pub(super) fn amount_head(text: Text, locale: Locale) -> AnyView {
    view! { <th scope="col" class="amount">{text.get(locale)}</th> }.into_any()
}

/// The menu by which a table leaves as a file; it says how many rows it has.
pub(in crate::ui::licences) fn export(
    session: Session,
    name: Text,
    exported: Plural,
    make: impl Fn(Profile) -> Option<(Vec<u8>, usize)> + Copy + Send + Sync + 'static,
    locale: Locale,
) -> AnyView {
    let toasts = use_toasts();
    forms(locale, move |profile| {
        let Some((bytes, rows)) = untrack(|| make(profile)) else { return };
        browser::download(&file_name(session, name, locale), CSV, &[&bytes]);
        toasts.show(Tone::Good, exported.of(locale, rows as u64));
    })
}

/// The forms in which a table leaves, as a menu.
pub(super) fn forms(
    locale: Locale,
    export: impl Fn(Profile) + Copy + Send + Sync + 'static,
) -> AnyView {
    let sheet = (licences::EXPORT_SHEET, licences::EXPORT_SHEET_WHY);
    let raw = (licences::EXPORT_RAW, licences::EXPORT_RAW_WHY);
    profiles(locale, (licences::EXPORT, sheet, raw), export)
}

/// What a table is called as a file.
pub(super) fn file_name(session: Session, name: Text, locale: Locale) -> String {
    let workspace = session.with_untracked(|workspace| workspace.info.name.clone());
    table_name(&workspace, name.get(locale), today())
}
