//! The card on a group's page: what it gives to its direct members.

use super::{card::card, names, processing, texts as t};
use crate::{
    domain::{Attribute, GroupId, Subject, attribute::Of},
    i18n::Locale,
    licensing::Catalogue,
    session::Session,
    store::Side,
    tenant::{
        Workspace,
        licences::{Licences, LicensedGroup},
    },
    ui::kit::{
        lang::lang,
        notice::{Notice, strip},
    },
};
use leptos::prelude::*;

/// What a group gives.
pub fn group_card(session: Session, group: GroupId) -> AnyView {
    let locale = lang();
    card(session, Subject::group(group), "group-licences", move || {
        session.with_licences(|workspace, catalogue, licences| {
            content(workspace, catalogue, licences, group, locale)
        })
    })
}

fn content(
    workspace: &Workspace,
    catalogue: &Catalogue,
    licences: &Licences,
    group: GroupId,
    locale: Locale,
) -> AnyView {
    let quiet =
        |text: crate::i18n::Text| view! { <p class="quiet">{text.get(locale)}</p> }.into_any();
    let Some(LicensedGroup { licenses, told, .. }) = licences.giving(group) else {
        let known = workspace.groups().read(group, Attribute::GROUP_ASSIGNED_LICENSES).is_known();
        return quiet(if known { t::GIVES_NOTHING } else { t::GIVES_UNKNOWN });
    };
    let item = |license: &crate::domain::AssignedLicense| {
        let plans = licences
            .model()
            .product(license.sku)
            .map(|product| licences.plans_of(product).len())
            .unwrap_or_default() as u64;
        let off = license.disabled_plans.len() as u64;
        let told = (plans > 0).then(|| {
            let on = t::PLANS_ON.with(locale, plans - off.min(plans), &[&locale.number(plans)]);
            view! { <span class="quiet">{on}</span> }
        });
        view! {
            <li class="line between">
                <b>{names::link(workspace, catalogue, license.sku)}</b> {told}
            </li>
        }
        .into_any()
    };
    let items: Vec<AnyView> = licenses.iter().map(item).collect();
    let members = workspace.directory().members.of(Side::Members, group);
    let nested = members.rows(Of::Group).count();
    let nested = (nested > 0).then(|| strip(Notice::Warn, t::NESTED.of(locale, u64::from(nested))));
    view! {
        <p class="quiet">{if *told { t::GIVES } else { t::GIVES_BY_STATES }.get(locale)}</p>
        <ul class="plain-list">{items}</ul>
        {nested} {processing::of_group(workspace, group, locale)}
    }
    .into_any()
}
