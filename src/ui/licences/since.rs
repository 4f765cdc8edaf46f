//! What became of the products since an earlier import: plans that Microsoft added, among them.

use super::{names, texts as t};
use crate::{
    domain::{ServicePlanId, SkuId},
    i18n::Locale,
    licensing::Catalogue,
    tenant::{ProductChange, Workspace, licences::Licences},
};
use leptos::prelude::*;

/// The card; none where nothing changed.
pub(super) fn card(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &mut Licences,
    locale: Locale,
) -> Option<AnyView> {
    let changes = workspace.organisation().product_changes();
    if changes.is_empty() {
        return None;
    }
    let can_use = licences.plan_people();
    let product = |sku: SkuId| names::product(workspace, catalogue, sku);
    let plan = |plan: ServicePlanId| names::plan(workspace, catalogue, plan);
    let mut lines = Vec::new();
    for change in changes {
        match change {
            ProductChange::Came { sku } => lines.push(t::CAME.with(locale, &[&product(sku)])),
            ProductChange::Went { sku } => lines.push(t::WENT.with(locale, &[&product(sku)])),
            ProductChange::Plans { sku, added, gone } => {
                let product = product(sku);
                for id in added {
                    let people = u64::from(can_use.get(&id).copied().unwrap_or_default());
                    lines.push(t::PLAN_ADDED.with(locale, people, &[&plan(id), &product]));
                }
                for id in gone {
                    lines.push(t::PLAN_GONE.with(locale, &[&plan(id), &product]));
                }
            }
        }
    }
    let items: Vec<AnyView> =
        lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
    let card = view! {
        <section class="card" aria-labelledby="since">
            <h2 id="since">{t::SINCE.get(locale)}</h2>
            <ul class="plain-list">{items}</ul>
            <p class="quiet">{t::SINCE_WHY.get(locale)}</p>
        </section>
    };
    Some(card.into_any())
}
