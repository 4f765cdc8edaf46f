//! All settings, by what they are about.

use super::{field::field, texts as t};
use crate::{
    domain::Setting,
    i18n::{Locale, Text},
    session::Session,
    tenant::self_service,
    ui::kit::notice::{Notice, strip},
};
use leptos::prelude::*;

const GENERAL: [Setting; 4] = [
    Setting::OwnersManageRequests,
    Setting::MyGroupsRestricted,
    Setting::OwnersWhoAssignOwners,
    Setting::RequestsLapseAfterDays,
];
const CREATION: [Setting; 3] = [
    Setting::UsersCreateSecurityGroups,
    Setting::UsersCreateMicrosoft365Groups,
    Setting::GroupCreationAllowedGroup,
];
const GUESTS: [Setting; 4] = [
    Setting::GuestsMayOwn,
    Setting::GuestsMayAccess,
    Setting::GuestsMayBeAdded,
    Setting::GuestUsageGuidelinesUrl,
];
const LABELS: [Setting; 6] = [
    Setting::UsageGuidelinesUrl,
    Setting::Classifications,
    Setting::DefaultClassification,
    Setting::ClassificationDescriptions,
    Setting::SensitivityLabels,
    Setting::WritebackOfNewGroups,
];

pub(super) fn settings(session: Session, locale: Locale) -> AnyView {
    let card = |title: Text, settings: &[Setting]| {
        let fields: Vec<AnyView> =
            settings.iter().map(|setting| field(session, *setting)).collect();
        view! { <section class="card"><h2>{title.get(locale)}</h2> {fields}</section> }.into_any()
    };
    let seen = session.select(|workspace| u64::from(self_service::with_premium(workspace)));
    let licence = move || {
        let text = match seen.get() {
            0 => t::LICENCE.get(locale).to_owned(),
            count => t::LICENCE_SEEN.of(locale, count),
        };
        strip(Notice::Info, text)
    };
    view! {
        <p class="quiet">{t::NOTE.get(locale)}</p>
        {licence}
        <div class="cards wide-cards">
            {card(t::GENERAL, &GENERAL)} {card(t::CREATION, &CREATION)} {card(t::GUESTS, &GUESTS)}
            {card(t::LABELS, &LABELS)}
        </div>
    }
    .into_any()
}
