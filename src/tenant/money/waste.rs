//! Seats that are paid for and serve nobody.
//!
//! A seat is counted under one reason, the first of [`Reason`]'s that speaks against it. Deleted people hold no seat
//! (the service frees it at once), and whoever has a product directly and by a group takes one, so neither is
//! waste. That somebody never signed in is said only where files tell that there was no sign-in of either kind, and
//! when the account was created; that somebody is idle only where they tell of both kinds. Of others nothing is
//! said, and they are counted.
//!
//! Source: Microsoft Graph v1.0, `signInActivity` (null where nobody signed in, or not since it is recorded);
//! "Assign or unassign licenses for users in the Microsoft 365 admin center".

use super::alike::{Alike, Class};
use super::{Prices, Sum};
use crate::domain::{Attribute, Row, ServicePlanId, SkuId, Timestamp};
use crate::store::{Bits, Cell, Objects};
use crate::tenant::Workspace;
use crate::tenant::licences::{Holding, Licences};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Why a seat serves nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The account is disabled.
    Disabled,
    /// Nobody ever signed in, although the account is old enough.
    NeverSignedIn,
    /// Nobody has signed in for long enough.
    Idle,
    /// Every plan of it that is on is on in another product of the same person.
    Covered { by: SkuId },
    /// No plan of it is on.
    NothingOn,
}

/// Seats of a product that serve nobody for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waste {
    pub reason: Reason,
    pub sku: SkuId,
    pub people: Bits,
    /// Those of them from whom it can be taken: it was given to them, and no group gives it.
    pub removable: Bits,
    /// One seat a person.
    pub sum: Sum,
}

/// What is known of when people signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SignIns {
    /// Whether any file tells.
    pub told: bool,
    /// Holders of a product of whom files do not tell enough to say whether they signed in of late.
    pub untold: u32,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    pub now: Timestamp,
    /// Whoever has not signed in for so many days is idle.
    pub days: u16,
}

/// Everything that serves nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// By reason, the dearest first.
    pub rows: Vec<Waste>,
    /// All of it; every seat is there once.
    pub total: Sum,
    pub sign_ins: SignIns,
    /// Holders of a product of whom no file tells whether the account is enabled.
    pub enabled_untold: u32,
    /// Plans of held products that are on for nobody, with these products.
    pub unused: Vec<(ServicePlanId, Vec<SkuId>)>,
}

/// Finds it.
pub fn report(
    workspace: &Workspace,
    licences: &mut Licences,
    prices: &Prices,
    question: Question,
) -> Report {
    let users = workspace.users();
    let mut report = Report::default();
    let skus: Vec<SkuId> =
        licences.model().products().filter_map(|one| licences.model().sku(one)).collect();
    let held: Vec<(SkuId, Bits)> = skus
        .iter()
        .map(|sku| (*sku, licences.holders(*sku)))
        .filter(|it| !it.1.is_empty())
        .collect();
    let mut everybody = Bits::none(users.rows());
    for (_, holders) in &held {
        everybody.or(holders);
    }
    let accounts = accounts(users, &everybody, question, &mut report);
    let mut found: Vec<(Reason, SkuId, Bits)> = Vec::new();
    for (sku, holders) in &held {
        for (reason, rows) in &accounts {
            let mut people = rows.clone();
            people.and(holders);
            found.push((*reason, *sku, people));
        }
    }
    let alike = Alike::of(workspace, licences);
    found.extend(overlaps(&alike, prices));
    let mut wasted: BTreeMap<SkuId, Bits> = BTreeMap::new();
    for (reason, sku, mut people) in found {
        let before = wasted.entry(sku).or_insert_with(|| Bits::none(users.rows()));
        people.and_not(before);
        before.or(&people);
        if people.is_empty() {
            continue;
        }
        let mut sum = Sum::default();
        sum.add(u64::from(people.count()), prices.yearly(sku));
        report.total.take(sum);
        let mut removable = licences.given_directly(sku, false);
        removable.and_not(&licences.given_directly(sku, true));
        removable.and(&people);
        report.rows.push(Waste { reason, sku, people, removable, sum });
    }
    report.rows.sort_by_key(|row| {
        let kind = match row.reason {
            Reason::Disabled => 0,
            Reason::NeverSignedIn => 1,
            Reason::Idle => 2,
            Reason::Covered { .. } => 3,
            Reason::NothingOn => 4,
        };
        (kind, Reverse(row.sum.cost), Reverse(row.sum.seats), row.sku, row.reason)
    });
    report.unused = unused(licences, &held);
    report
}

/// What the accounts of holders say: disabled, never signed in, idle. Each person is in one set at most.
fn accounts(
    users: &Objects,
    holders: &Bits,
    question: Question,
    report: &mut Report,
) -> [(Reason, Bits); 3] {
    const SIGN_INS: [Attribute; 2] =
        [Attribute::LAST_SIGN_IN_DATE_TIME, Attribute::LAST_NON_INTERACTIVE_SIGN_IN_DATE_TIME];
    let none = || Bits::none(users.rows());
    let (mut disabled, mut never, mut idle) = (none(), none(), none());
    let since = question.now.plus_days(-i64::from(question.days));
    report.sign_ins.told = SIGN_INS.iter().any(|attribute| users.is_known(*attribute));
    for row in holders.iter() {
        match users.read(Row(row), Attribute::ACCOUNT_ENABLED).boolean() {
            Some(false) => {
                disabled.insert(row);
                continue;
            }
            Some(true) => {}
            None => report.enabled_untold += 1,
        }
        let cells = SIGN_INS.map(|attribute| users.read(Row(row), attribute));
        let all_told = cells.iter().all(|cell| *cell == Cell::Null || cell.time().is_some());
        let created = || users.read(Row(row), Attribute::CREATED_DATE_TIME).time();
        match cells.iter().filter_map(|cell| cell.time()).max() {
            Some(last) if last >= since => {}
            _ if !all_told => report.sign_ins.untold += 1,
            Some(_) => idle.insert(row),
            None => match created() {
                Some(created) if created < since => never.insert(row),
                Some(_) => {}
                None => report.sign_ins.untold += 1,
            },
        }
    }
    [(Reason::Disabled, disabled), (Reason::NeverSignedIn, never), (Reason::Idle, idle)]
}

/// The plans of a holding that are on; none where its plans are not known.
fn on(holding: &Holding) -> Option<BTreeSet<ServicePlanId>> {
    let on = holding.plans.iter().filter(|(_, on)| *on).map(|(plan, _)| *plan);
    (holding.held && !holding.plans.is_empty()).then(|| on.collect())
}

/// Which product of a person does without which; of two that bring the same, the dearer one goes.
/// Where names alone are told, nobody knows which plans are on.
fn covered(class: &Class, prices: &Prices) -> Vec<(SkuId, Reason)> {
    if !class.person.are_plans_told {
        return Vec::new();
    }
    let held: Vec<(SkuId, BTreeSet<ServicePlanId>)> = class
        .person
        .holdings
        .iter()
        .filter_map(|holding| Some((holding.product, on(holding)?)))
        .collect();
    let goes_first =
        |one: SkuId, other: SkuId| (prices.yearly(one), one) > (prices.yearly(other), other);
    let mut found = Vec::new();
    for (sku, plans) in &held {
        if plans.is_empty() {
            found.push((*sku, Reason::NothingOn));
            continue;
        }
        let covers = |(other, others): &&(SkuId, BTreeSet<ServicePlanId>)| {
            other != sku
                && plans.is_subset(others)
                && (plans.len() < others.len() || goes_first(*sku, *other))
        };
        // The one that brings most says it best.
        let by = held
            .iter()
            .filter(covers)
            .max_by_key(|(other, others)| (others.len(), Reverse(*other)));
        found.extend(by.map(|(by, _)| (*sku, Reason::Covered { by: *by })));
    }
    found
}

fn overlaps(alike: &Alike, prices: &Prices) -> Vec<(Reason, SkuId, Bits)> {
    let mut of: BTreeMap<(Reason, SkuId), BTreeSet<usize>> = BTreeMap::new();
    for (number, class) in alike.classes().iter().enumerate() {
        for (sku, reason) in covered(class, prices) {
            of.entry((reason, sku)).or_default().insert(number);
        }
    }
    of.into_iter()
        .map(|((reason, sku), classes)| (reason, sku, alike.rows(|it| classes.contains(&it))))
        .collect()
}

/// Plans that are on for nobody although somebody has their product.
fn unused(licences: &mut Licences, held: &[(SkuId, Bits)]) -> Vec<(ServicePlanId, Vec<SkuId>)> {
    let idle = licences.plan_people().into_iter().filter(|(_, people)| *people == 0);
    let with = idle.map(|(plan, _)| {
        let products = licences.products_with(plan).into_iter();
        (plan, products.filter(|sku| held.iter().any(|(one, _)| one == sku)).collect())
    });
    with.filter(|(_, products): &(_, Vec<SkuId>)| !products.is_empty()).collect()
}
