//! The products as columns: which there are, what heads them, what stands in each cell.

use crate::{
    domain::{AppliesTo, Row, SkuId, attribute::Of},
    exchange::{csv_out::Profile, licences_out::People},
    i18n::{Locale, words},
    session::{Session, browser::Parts, export::Piece},
    tenant::licences::{Holding, Person, Way, people::Hold},
    ui::{
        kit::table::Look,
        licences::{names, page::sorted, people_texts as t, state::Told},
        lists::columns::{Content, ListColumn, name},
    },
};
use leptos::prelude::*;
use std::{cmp::Reverse, sync::Arc};

/// How many products stand in the list before anybody chose, those that most people have.
const MOST: usize = 24;

/// What heads a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::ui) struct Head {
    pub(in crate::ui) label: String,
    /// How many people have it.
    pub(in crate::ui) note: String,
}

/// The columns of the list: those that were chosen, as far as the tenant has their products; else the usual ones.
/// Tracked.
pub(in crate::ui) fn columns(session: Session, chosen: Option<Vec<ListColumn>>) -> Vec<ListColumn> {
    let figures = session.figures();
    let columns = session.with_licences(|workspace, catalogue, licences| {
        let is_of_product = |column: &ListColumn| matches!(column.content, Content::Product(_));
        let is_here = |column: &ListColumn| match column.content {
            Content::Product(sku) => licences.model().product(sku).is_some(),
            Content::Field(_) | Content::Products => true,
        };
        let here = chosen.and_then(|chosen| {
            let here: Vec<ListColumn> = chosen.iter().copied().filter(is_here).collect();
            // Chosen in another tenant, of whose products this one has none.
            let strange = chosen.iter().any(is_of_product) && !here.iter().any(is_of_product);
            (!strange).then_some(here)
        });
        here.unwrap_or_else(|| {
            let mut figures = figures.to_vec();
            let can_be_held = |sku: SkuId| {
                let owned = workspace.organisation().subscription(sku);
                owned.is_none_or(|owned| owned.applies_to != Some(AppliesTo::Company))
            };
            figures.retain(|one| one.holders > 0 || can_be_held(one.sku));
            figures.sort_by_key(|one| Reverse(one.holders));
            figures.truncate(MOST);
            let products = sorted(workspace, catalogue, figures).into_iter();
            let products = products.map(|(_, one)| Content::Product(one.sku));
            [Content::Field(name(Of::User)), Content::Products]
                .into_iter()
                .chain(products)
                .map(ListColumn::new)
                .collect()
        })
    });
    columns.unwrap_or_default()
}

/// Everything beside the fields that can be a column.
pub(in crate::ui) fn contents(session: Session) -> Vec<Content> {
    let products = session.with_licences(|_, _, licences| {
        let model = licences.model();
        let products = model.products().filter_map(|product| model.sku(product));
        products.map(Content::Product).collect::<Vec<Content>>()
    });
    std::iter::once(Content::Products).chain(products.unwrap_or_default()).collect()
}

/// What a column that is no field is called. Tracked.
pub(in crate::ui) fn column_name(session: Session, content: Content, locale: Locale) -> String {
    let Content::Product(sku) = content else { return t::HAS.get(locale).to_owned() };
    let name =
        session.with_licences(|workspace, catalogue, _| names::product(workspace, catalogue, sku));
    name.unwrap_or_default()
}

/// What heads these columns; none of fields, which have heads of their own. Tracked.
pub(in crate::ui) fn heads(
    session: Session,
    contents: &[Content],
    locale: Locale,
) -> Vec<Option<Head>> {
    if contents.iter().all(|content| content.field().is_some()) {
        return contents.iter().map(|_| None).collect();
    }
    let figures = session.figures();
    let heads = session.with_licences(|workspace, catalogue, _| {
        let head = |content: &Content| match *content {
            Content::Field(_) => None,
            Content::Products => {
                Some(Head { label: t::HAS.get(locale).to_owned(), note: String::new() })
            }
            Content::Product(sku) => {
                let one = figures.iter().find(|one| one.sku == sku);
                let holders = one.map(|one| locale.number(u64::from(one.holders)));
                let label = names::product(workspace, catalogue, sku);
                Some(Head { label, note: holders.unwrap_or_default() })
            }
        };
        contents.iter().map(head).collect()
    });
    heads.unwrap_or_default()
}

/// The file of these users with the products among the columns.
pub(in crate::ui) async fn export(
    session: Session,
    rows: Arc<[u32]>,
    contents: &[Content],
    profile: Profile,
) -> Option<Parts> {
    let product = |content: &Content| match *content {
        Content::Product(sku) => Some(sku),
        Content::Field(_) | Content::Products => None,
    };
    let people = People::new(contents.iter().filter_map(product).collect(), profile);
    let write = |piece: Piece<'_>, workspace: &_, catalogue: &_, licences: &mut _| match piece {
        Piece::Start => people.start(workspace, catalogue),
        Piece::Rows(rows, _) => people.rows(workspace, licences, rows),
        Piece::End => Vec::new(),
    };
    session.licences_file(rows, write).await
}

/// The cells of a user in these columns, without those of fields.
pub(in crate::ui) fn cells(
    session: Session,
    user: Row,
    contents: &[Content],
    locale: Locale,
) -> Vec<(Look, String)> {
    if contents.iter().all(|content| content.field().is_some()) {
        return Vec::new();
    }
    let cells = untrack(|| {
        session.with_licences(|workspace, catalogue, licences| {
            let person = licences.person(user.0);
            let told = Told { workspace, catalogue, licences, locale };
            let cell = |content: &Content| match *content {
                Content::Field(_) => None,
                Content::Products => Some(summary(&person, locale)),
                Content::Product(sku) => Some(cell(told, &person, sku)),
            };
            contents.iter().filter_map(cell).collect()
        })
    });
    cells.unwrap_or_default()
}

/// How many products somebody has, and with how many something is wrong.
fn summary(person: &Person, locale: Locale) -> (Look, String) {
    let held = person.holdings.iter().filter(|holding| holding.held).count() as u64;
    let wrong = person.holdings.iter().filter(|holding| holding.is_wrong()).count() as u64;
    let unclear = person.ambiguous.len() as u64;
    if person.has_nothing() {
        return (Look::Missing, t::NOTHING.get(locale).to_owned());
    }
    if held + wrong + unclear == 0 {
        return (Look::Missing, t::NOT_TOLD.get(locale).to_owned());
    }
    let parts = [(t::PRODUCTS, held), (t::WITH_ERRORS, wrong), (t::UNCLEAR, unclear)];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(text, count)| text.of(locale, count))
        .collect();
    (if wrong > 0 { Look::Wrong } else { Look::Plain }, told.join(", "))
}

/// By which way somebody has a product, and what stands against it.
fn cell(told: Told<'_>, person: &Person, sku: SkuId) -> (Look, String) {
    let Some(holding) = person.holding(sku) else {
        return if person.known && person.ambiguous.is_empty() {
            (Look::Missing, "–".to_owned())
        } else {
            (Look::Missing, words::UNKNOWN.get(told.locale).to_owned())
        };
    };
    let way = holding.hold().map(|hold| way(told, holding, hold));
    let trouble = holding.ways.iter().find_map(|way| told.trouble(way));
    match (way, trouble) {
        (Some(way), None) => way,
        (Some((_, way)), Some(trouble)) => {
            (Look::Wrong, t::AND_TROUBLE.with(told.locale, &[&way, &trouble]))
        }
        (None, trouble) => (Look::Wrong, trouble.unwrap_or_default()),
    }
}

fn way(told: Told<'_>, holding: &Holding, hold: Hold) -> (Look, String) {
    let locale = told.locale;
    let groups = || {
        let names =
            holding.ways.iter().filter(|way| way.state.is_held()).filter_map(|way| match way.way {
                Way::Group(group) => Some(told.group(group)),
                Way::Direct | Way::Unsaid => None,
            });
        names.collect::<Vec<String>>().join(", ")
    };
    match hold {
        Hold::Direct => (Look::Own, t::DIRECT.get(locale).to_owned()),
        Hold::Inherited => (Look::Inherited, t::INHERITED.with(locale, &[&groups()])),
        Hold::Both => (Look::Both, t::BOTH.with(locale, &[&groups()])),
        Hold::Unsaid => (Look::Plain, t::UNSAID.get(locale).to_owned()),
    }
}
