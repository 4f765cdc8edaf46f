//! Who has a product, or which of several, as CSV: one user a row.
//!
//! Of one product ([`table`]):
//!
//! Headers are names as Graph writes its own. Columns: `id`, `userPrincipalName`, `displayName`, `skuId`,
//! `skuPartNumber`, `sources` (`direct`, `unknown` where no file told, or the id of a group; parted by
//! spaces), `state` and `error` (as `licenseAssignmentStates` has them), `enabledPlans` and `disabledPlans`
//! (`servicePlanName`, else the id; parted by spaces; both empty where the product's plans are not known).

use crate::domain::{Attribute, Row, ServicePlanId, SkuId, Subscription};
use crate::exchange::csv_out::Profile;
use crate::exchange::sheet::{push_line, start, write};
use crate::licensing::Catalogue;
use crate::store::Bits;
use crate::tenant::Workspace;
use crate::tenant::licences::{Holding, Licences, Way};

const HEADERS: [&str; 10] = [
    "id",
    "userPrincipalName",
    "displayName",
    "skuId",
    "skuPartNumber",
    "sources",
    "state",
    "error",
    "enabledPlans",
    "disabledPlans",
];

/// The file of these users and what they have of a product. Whoever has nothing of it is left out.
#[must_use]
pub fn table(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &mut Licences,
    (product, users): (SkuId, &Bits),
    profile: Profile,
) -> Vec<u8> {
    let owned = workspace.organisation().subscription(product);
    let part_number = part_number(workspace, catalogue, product);
    let mut rows: Vec<[String; 10]> = Vec::new();
    for user in users.iter() {
        let person = licences.person(user);
        let Some(holding) = person.holding(product) else { continue };
        let [id, principal, name] = identity(workspace, user);
        let (state, error) = holding.state();
        let plans = |on: bool| {
            let these = holding.plans.iter().filter(|(_, is_on)| (*is_on && holding.held) == on);
            let names = these.map(|(plan, _)| plan_name(owned, catalogue, *plan));
            names.collect::<Vec<String>>().join(" ")
        };
        rows.push([
            id,
            principal,
            name,
            product.to_string(),
            part_number.clone(),
            sources(licences, holding),
            state.name().to_owned(),
            error.map_or("None", |error| error.name()).to_owned(),
            plans(true),
            plans(false),
        ]);
    }
    write(&HEADERS, &rows, profile)
}

/// Who has which of some products, and by which way: one user a row, one product a column under its part number,
/// or `PART (skuId)` where several of them share one.
///
/// Columns: `id`, `userPrincipalName`, `displayName`, then the products. A cell has the sources, as `sources` of
/// the other file, and `error:` with the service's word where something stands against it; it is empty where the
/// user does not have the product, and `?` where no file tells. The file is written in pieces.
#[derive(Debug)]
pub struct People {
    products: Vec<SkuId>,
    profile: Profile,
}

impl People {
    /// With these products.
    #[must_use]
    pub const fn new(products: Vec<SkuId>, profile: Profile) -> Self {
        Self { products, profile }
    }

    /// What stands before the first row.
    #[must_use]
    pub fn start(&self, workspace: &Workspace, catalogue: &Catalogue) -> Vec<u8> {
        let identity = ["id", "userPrincipalName", "displayName"].map(str::to_owned);
        let named = self.products.iter().map(|sku| (part_number(workspace, catalogue, *sku), sku));
        let named: Vec<(String, &SkuId)> = named.collect();
        let products = named.iter().map(|(part, sku)| {
            match named.iter().filter(|(other, _)| other == part).count() {
                _ if part.is_empty() => sku.to_string(),
                1 => part.clone(),
                _ => format!("{part} ({sku})"),
            }
        });
        let headers: Vec<String> = identity.into_iter().chain(products).collect();
        start(&headers, self.profile).into_bytes()
    }

    /// Some rows.
    #[must_use]
    pub fn rows(&self, workspace: &Workspace, licences: &mut Licences, rows: &[u32]) -> Vec<u8> {
        let mut out = String::new();
        for user in rows {
            let person = licences.person(*user);
            let mut cells = identity(workspace, *user).to_vec();
            cells.extend(self.products.iter().map(|product| {
                let Some(holding) = person.holding(*product) else {
                    let known = person.known && person.ambiguous.is_empty();
                    return if known { "" } else { "?" }.to_owned();
                };
                let held = holding.ways.iter().filter(|way| way.state.is_held());
                let mut told: Vec<String> = held.map(|way| source(licences, way.way)).collect();
                told.extend(holding.error().map(|error| format!("error:{}", error.name())));
                told.join(" ")
            }));
            push_line(&mut out, &cells, self.profile);
        }
        out.into_bytes()
    }
}

/// `skuPartNumber` of a product; the tenant's own text wins.
pub(super) fn part_number(workspace: &Workspace, catalogue: &Catalogue, sku: SkuId) -> String {
    let own = workspace.organisation().subscription(sku).map(|one| one.part_number.as_str());
    let known = catalogue.product(sku).map(|product| product.part_number.as_str());
    let mut texts = own.into_iter().chain(known).filter(|text| !text.is_empty());
    texts.next().unwrap_or_default().to_owned()
}

pub(super) fn identity(workspace: &Workspace, user: u32) -> [String; 3] {
    let users = workspace.users();
    let text = |attribute| users.read(Row(user), attribute).text().unwrap_or_default().to_owned();
    // A made-up id is nobody's.
    let provisional = users.is_provisional(Row(user));
    let id = if provisional { String::new() } else { users.id(Row(user)).to_string() };
    [id, text(Attribute::USER_PRINCIPAL_NAME), text(Attribute::DISPLAY_NAME)]
}

fn source(licences: &Licences, way: Way) -> String {
    match way {
        Way::Direct => "direct".to_owned(),
        Way::Unsaid => "unknown".to_owned(),
        Way::Group(group) => {
            licences.groups().get(group as usize).map_or_else(String::new, |it| it.id.to_string())
        }
    }
}

fn sources(licences: &Licences, holding: &Holding) -> String {
    let sources = holding.ways.iter().map(|way| source(licences, way.way));
    sources.collect::<Vec<String>>().join(" ")
}

fn plan_name(owned: Option<&Subscription>, catalogue: &Catalogue, plan: ServicePlanId) -> String {
    let own = owned.and_then(|owned| owned.plans.iter().find(|one| one.id == plan));
    let own = own.map(|plan| plan.name.as_str());
    let known = catalogue.plan(plan).map(|plan| plan.name.as_str());
    let mut names = own.into_iter().chain(known).filter(|name| !name.is_empty());
    names.next().map_or_else(|| plan.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests;
