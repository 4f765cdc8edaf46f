//! What products and service plans are called: by the catalogue, else by the tenant's own texts, else by id.

use crate::{
    domain::{
        AssignedLicense, Attribute, Datum, LicenseProblem, ServicePlanId, SkuId, Subject,
        Subscription, Value,
    },
    i18n::{Locale, words},
    licensing::Catalogue,
    messages::license::{self, Names},
    session::Session,
    tenant::{
        Workspace,
        licences::people::{Having, Question},
    },
    ui::{fragment::Fragment, licences::texts as t, nav::href, page::Page},
};
use leptos::prelude::*;

/// The tenant's own text for a plan.
fn told(workspace: &Workspace, plan: ServicePlanId) -> Option<&str> {
    let subscriptions = workspace.organisation().subscriptions.as_deref().unwrap_or_default();
    let plans = subscriptions.iter().flat_map(|one: &Subscription| &one.plans);
    let mut told = plans.filter(|one| one.id == plan).map(|one| one.name.as_str());
    told.find(|name| !name.is_empty())
}

/// What a product is called.
pub(super) fn product(workspace: &Workspace, catalogue: &Catalogue, sku: SkuId) -> String {
    let known = catalogue.product(sku).map(crate::licensing::Product::title);
    let own = workspace.organisation().subscription(sku).map(|one| one.part_number.as_str());
    let mut names = known.into_iter().chain(own).filter(|name| !name.is_empty());
    names.next().map_or_else(|| sku.to_string(), str::to_owned)
}

/// `skuPartNumber` of a product; the tenant's own text wins.
pub(super) fn part_number(workspace: &Workspace, catalogue: &Catalogue, sku: SkuId) -> String {
    let own = workspace.organisation().subscription(sku).map(|one| one.part_number.as_str());
    let known = catalogue.product(sku).map(|product| product.part_number.as_str());
    let mut texts = own.into_iter().chain(known).filter(|text| !text.is_empty());
    texts.next().unwrap_or_default().to_owned()
}

/// What a plan is called.
pub(super) fn plan(workspace: &Workspace, catalogue: &Catalogue, plan: ServicePlanId) -> String {
    let known = catalogue.plan(plan).map(crate::licensing::Plan::title);
    let mut names = known.into_iter().chain(told(workspace, plan)).filter(|name| !name.is_empty());
    names.next().map_or_else(|| plan.to_string(), str::to_owned)
}

/// The address of a product's page.
pub(super) fn address(sku: SkuId) -> String {
    href(Page::Product, &Fragment::default().and("id", sku.to_string()))
}

/// The address of the guided plans for a product.
pub(super) fn guide(sku: SkuId) -> String {
    href(Page::Guide, &Fragment::default().and("id", sku.to_string()))
}

/// The address of those who hold a product, in the list of people.
pub(super) fn holders(sku: SkuId) -> String {
    let question = Question::Of(sku, Having::Held).text();
    href(Page::Licensed, &Fragment::default().and("l", question))
}

/// A product as a link.
pub(super) fn link(workspace: &Workspace, catalogue: &Catalogue, sku: SkuId) -> AnyView {
    view! { <a href=address(sku)>{product(workspace, catalogue, sku)}</a> }.into_any()
}

/// Names as sentences of the core ask for them.
struct Named<'a>(&'a Workspace, &'a Catalogue);

impl Names for Named<'_> {
    fn product(&self, sku: SkuId) -> String {
        product(self.0, self.1, sku)
    }

    fn plan(&self, id: ServicePlanId) -> String {
        plan(self.0, self.1, id)
    }
}

/// What stands against a change of licences, with names.
pub fn problem(session: Session, who: Subject, problem: LicenseProblem, locale: Locale) -> String {
    let told = session.with_licences(|workspace, catalogue, _| {
        let named = Named(workspace, catalogue);
        license::problem(workspace.directory(), who, problem, &named, locale)
    });
    told.unwrap_or_default()
}

/// A list of licences in words; none of an attribute that holds no licences.
pub fn said(
    session: Session,
    attribute: Attribute,
    datum: &Datum,
    locale: Locale,
) -> Option<String> {
    let texts = match datum {
        _ if !attribute.is_of_licenses() => return None,
        Datum::Unknown => return Some(words::UNKNOWN.get(locale).to_owned()),
        Datum::Value(Value::Texts(texts)) => texts.as_slice(),
        Datum::Null | Datum::Value(_) => return Some(t::NO_LICENCES.get(locale).to_owned()),
    };
    session.with_licences(|workspace, catalogue, _| {
        let one = |text: &String| {
            let Some(license) = AssignedLicense::parse(text) else { return text.clone() };
            let name = product(workspace, catalogue, license.sku);
            if license.disabled_plans.is_empty() {
                return name;
            }
            let off = license.disabled_plans.iter().map(|id| plan(workspace, catalogue, *id));
            t::WITHOUT.with(locale, &[&name, &locale.list_and(&off.collect::<Vec<_>>())])
        };
        texts.iter().map(one).collect::<Vec<_>>().join("\n")
    })
}
