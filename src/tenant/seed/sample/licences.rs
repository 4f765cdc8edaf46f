//! The products of the sample organisation, and who has them by which way.
//!
//! Every state is there: given directly, by a group, both ways, and refused because the seats ran out. The
//! products and their plans are real ones (Microsoft's published table of product names, 2026).

use super::{GroupRecord, Record, SEED, texts};
use crate::domain::{
    AppliesTo, AssignedLicense, AssignmentCondition, AssignmentError, Attribute, CapabilityStatus,
    CompanySubscription, Datum, LicenseAssignmentState, ObjectId, PrepaidUnits, ProvisioningStatus,
    ServicePlanId, SkuId, SubscribedPlan, Subscription, Timestamp, Value,
};
use crate::tenant::seed::{Draw, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// Products, each with its plans on the lines that follow: id and name.
const PRODUCTS: &str = include_str!("products.txt");

/// `skuPartNumber` of what people work with, with and without a desk.
pub(super) const OFFICE: &str = "SPE_E3";
const DESKLESS: &str = "STANDARDPACK";
/// What a group gives to more people than there are seats.
const DRAWING: &str = "VISIOCLIENT";
/// What nobody has yet.
const REPORTS: &str = "POWER_BI_PRO";

/// A plan that one assignment switches off: Sway, of Office 365 E1 and E3.
const SWAY: &str = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";

/// A product with its plans.
struct Product {
    sku: SkuId,
    part_number: &'static str,
    plans: Vec<(ServicePlanId, &'static str)>,
}

fn products() -> Vec<Product> {
    let mut all: Vec<Product> = Vec::new();
    for line in PRODUCTS.lines() {
        let Some((id, name)) = line.trim_start().split_once(' ') else { continue };
        match all.last_mut() {
            Some(product) if line.starts_with(' ') => {
                product.plans.extend(ServicePlanId::parse(id).map(|id| (id, name)));
            }
            _ => all.extend(SkuId::parse(id).map(|sku| Product {
                sku,
                part_number: name,
                plans: Vec::new(),
            })),
        }
    }
    all
}

/// `skuId` of one of the products.
fn sku(part_number: &str) -> Option<SkuId> {
    products().into_iter().find(|one| one.part_number == part_number).map(|one| one.sku)
}

/// What somebody works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    Nothing,
    Office,
    Deskless,
}

/// Groups that give licences: their names, which the groups of the sample have.
pub(super) const OFFICE_GROUP: &str = "Licence – Microsoft 365 E3";
pub(super) const DRAWING_GROUP: &str = "Licence – Visio";

/// Seats of [`DRAWING`]; its group has more members.
const DRAWING_SEATS: u32 = 20;

/// How far the service is with a group's licences (`licenseProcessingState`).
const COMPLETE: &str = "ProcessingComplete";
const IN_PROGRESS: &str = "ProcessingInProgress";

fn state(
    sku: SkuId,
    off: &[&str],
    group: Option<ObjectId>,
    refused: bool,
) -> LicenseAssignmentState {
    let off = off.iter().filter_map(|plan| ServicePlanId::parse(plan)).collect();
    LicenseAssignmentState {
        license: AssignedLicense::new(sku, off),
        assigned_by_group: group,
        state: if refused { AssignmentCondition::Error } else { AssignmentCondition::Active },
        error: refused.then_some(AssignmentError::CountViolation),
    }
}

fn set(record: &mut Record, attribute: Attribute, list: BTreeSet<String>) {
    put(record, attribute, texts(list.into_iter().collect()));
}

fn put(record: &mut Record, attribute: Attribute, datum: Datum) {
    match record.values.iter_mut().find(|(known, _)| *known == attribute) {
        Some((_, value)) => *value = datum,
        None => record.values.push((attribute, datum)),
    }
    record.values.sort_by_key(|(attribute, _)| *attribute);
}

/// Gives the groups what they give, and the people what they have.
pub(super) fn give(users: &mut [Record], needs: &[Needs], groups: &mut [GroupRecord]) {
    let named = |groups: &[GroupRecord], name: &str| {
        let has_name = |group: &&GroupRecord| {
            let named = (Attribute::GROUP_DISPLAY_NAME, Datum::text(name));
            group.record.values.contains(&named)
        };
        groups.iter().find(has_name).map(|group| {
            let members: BTreeSet<ObjectId> = group.members.iter().flatten().copied().collect();
            (group.record.id, members)
        })
    };
    let skus = [OFFICE, DESKLESS, DRAWING].map(sku);
    let [Some(office), Some(deskless), Some(drawing)] = skus else { return };
    let Some((office_group, in_office)) = named(groups, OFFICE_GROUP) else { return };
    let Some((drawing_group, in_drawing)) = named(groups, DRAWING_GROUP) else { return };
    for group in groups.iter_mut() {
        let gives = match group.record.id {
            id if id == office_group => vec![AssignedLicense::new(office, Vec::new()).text()],
            id if id == drawing_group => vec![AssignedLicense::new(drawing, Vec::new()).text()],
            _ => continue,
        };
        let attribute = Attribute::GROUP_ASSIGNED_LICENSES;
        set(&mut group.record, attribute, gives.into_iter().collect());
        let state = if group.record.id == office_group { COMPLETE } else { IN_PROGRESS };
        let attribute = Attribute::GROUP_LICENSE_PROCESSING_STATE;
        put(&mut group.record, attribute, Datum::text(state));
    }
    let mut drawn = 0;
    for (number, (record, needs)) in users.iter_mut().zip(needs).enumerate() {
        let mut states = Vec::new();
        let by_group = in_office.contains(&record.id);
        match needs {
            // Some have it both ways, with a plan off on one of them.
            Needs::Office if by_group && number % 10 == 0 => {
                states.push(state(office, &[SWAY], None, false));
            }
            Needs::Office if !by_group => states.push(state(office, &[], None, false)),
            Needs::Office | Needs::Nothing => {}
            Needs::Deskless => states.push(state(deskless, &[], None, false)),
        }
        if by_group {
            states.push(state(office, &[], Some(office_group), false));
        }
        if in_drawing.contains(&record.id) {
            let refused = drawn >= DRAWING_SEATS;
            drawn += 1;
            states.push(state(drawing, &[], Some(drawing_group), refused));
        }
        let mut holds: BTreeMap<SkuId, Vec<ServicePlanId>> = BTreeMap::new();
        for state in states.iter().filter(|state| state.is_held()) {
            let off = &state.license.disabled_plans;
            // A plan is off where every assignment has it off.
            let all = holds.entry(state.license.sku).or_insert_with(|| off.clone());
            all.retain(|plan| off.contains(plan));
        }
        let holds = holds.into_iter().map(|(sku, off)| AssignedLicense::new(sku, off).text());
        set(record, Attribute::ASSIGNED_LICENSES, holds.collect());
        let (direct, others): (Vec<_>, Vec<_>) = states.iter().partition(|it| it.is_direct());
        let direct = direct.into_iter().map(|state| state.license.text());
        set(record, Attribute::DIRECT_LICENSES, direct.collect());
        let others = others.into_iter().map(LicenseAssignmentState::text);
        set(record, Attribute::LICENSE_ASSIGNMENT_STATES, others.collect());
    }
}

/// What the sample organisation owns; what is consumed is counted.
pub(super) fn subscriptions(users: &[Record]) -> Vec<Subscription> {
    let mut consumed: BTreeMap<SkuId, u32> = BTreeMap::new();
    let lists =
        users.iter().flat_map(|user| &user.values).filter_map(|(attribute, datum)| match datum {
            Datum::Value(Value::Texts(texts)) if *attribute == Attribute::ASSIGNED_LICENSES => {
                Some(texts)
            }
            _ => None,
        });
    for license in lists.flatten().filter_map(|text| AssignedLicense::parse(text)) {
        *consumed.entry(license.sku).or_default() += 1;
    }
    let mut all: Vec<Subscription> = products()
        .into_iter()
        .map(|Product { sku, part_number, plans }| {
            let consumed = consumed.get(&sku).copied().unwrap_or_default();
            let enabled = match part_number {
                DRAWING => DRAWING_SEATS,
                REPORTS => 25,
                DESKLESS => consumed.next_multiple_of(50) + 50,
                _ => consumed.next_multiple_of(50),
            };
            // Of one product, some seats are in the grace period.
            let warning = if part_number == DESKLESS { 25 } else { 0 };
            Subscription {
                sku,
                part_number: part_number.to_owned(),
                applies_to: Some(AppliesTo::User),
                status: Some(CapabilityStatus::Enabled),
                seats: Some(PrepaidUnits { enabled, warning, ..PrepaidUnits::default() }),
                consumed: Some(consumed),
                plans: plans.into_iter().map(plan).collect(),
            }
        })
        .collect();
    all.sort_by_key(|one| one.sku);
    all
}

/// The subscriptions behind what it owns, which add up to it: one in the grace period, a trial, some that end
/// soon after the day of the export, and some that do not.
pub(super) fn company_subscriptions(
    owned: &[Subscription],
    exported: Timestamp,
) -> Vec<CompanySubscription> {
    let mut all = Vec::new();
    for product in owned {
        let Some(PrepaidUnits { enabled, warning, .. }) = product.seats else { continue };
        let paid = |seats: u32, days: i64| (CapabilityStatus::Enabled, seats, false, days);
        let parts = match product.part_number.as_str() {
            OFFICE => vec![paid(enabled.saturating_sub(50), 220), paid(50.min(enabled), 21)],
            DESKLESS => vec![paid(enabled, 75), (CapabilityStatus::Warning, warning, false, 12)],
            REPORTS => vec![(CapabilityStatus::Enabled, enabled, true, 18)],
            _ => vec![paid(enabled, 60)],
        };
        for (status, seats, is_trial, days) in parts {
            let draw = |of: u32| {
                let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
                Draw::new(SEED, Stream::Subscriptions, number * 2 + of).id().to_string()
            };
            all.push(CompanySubscription {
                id: draw(0),
                commerce_id: draw(1),
                sku: product.sku,
                part_number: product.part_number.clone(),
                status: status.name().to_owned(),
                seats: Some(seats),
                is_trial: Some(is_trial),
                created: Some(exported.plus_days(days - 365)),
                next: Some(exported.plus_days(days)),
                owner: String::new(),
                owner_type: String::new(),
                owner_tenant: String::new(),
                plans: product.plans.clone(),
            });
        }
    }
    all
}

fn plan((id, name): (ServicePlanId, &str)) -> SubscribedPlan {
    // As the service has these three in most tenants.
    let status = match name {
        "YAMMER_ENTERPRISE" | "VIVA_LEARNING_SEEDED" => ProvisioningStatus::PendingInput,
        "INTUNE_O365" => ProvisioningStatus::PendingActivation,
        _ => ProvisioningStatus::Success,
    };
    SubscribedPlan {
        id,
        name: name.to_owned(),
        applies_to: Some(AppliesTo::User),
        status: Some(status),
    }
}
