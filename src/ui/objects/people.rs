//! Whose a device is, on its page; and the devices of a person, on theirs.

use crate::{
    domain::{Attribute, DeviceId, UserId, attribute::Of},
    i18n::{Locale, Text},
    messages,
    session::Session,
    store::Directory,
    tenant::ties::{CUT_AT, Named, Tie, devices, people, untold},
    ui::{
        kit::lang::{lang, zone},
        nav::plain,
        objects::{link::object, texts as t},
        page::Page,
    },
};
use leptos::prelude::*;

/// Devices that are shown at once.
const MOST: usize = 100;

const fn word(tie: Tie) -> Text {
    match tie {
        Tie::Owner => t::TIE_OWNER,
        Tie::User => t::TIE_USER,
        Tie::Primary => t::TIE_PRIMARY,
    }
}

/// Which file would tell.
const fn told_by(tie: Tie) -> Text {
    match tie {
        Tie::Owner => t::OWNERS_TOLD_BY,
        Tie::User => t::USERS_TOLD_BY,
        Tie::Primary => t::PRIMARY_TOLD_BY,
    }
}

/// A card with whoever is tied to a device.
pub(super) fn people_card(session: Session, device: DeviceId) -> AnyView {
    let locale = lang();
    let line = move |tie: Tie| {
        let value = move || {
            session.with(|workspace| {
                let directory = workspace.directory();
                match people(directory, device, tie) {
                    None => {
                        view! { <span class="quiet">{told_by(tie).get(locale)}</span> }.into_any()
                    }
                    Some(people) => named(directory, &people, locale),
                }
            })
        };
        let schema = session.with_untracked(|w| w.directory().devices.schema().clone());
        let label = messages::label(&schema, tie.attribute(), locale);
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{t::TIED.get(locale)}</h2>
            <dl class="facts">{Vec::from(Tie::ALL.map(line))}</dl>
        </section>
    }
    .into_any()
}

fn named(directory: &Directory, people: &[Named], locale: Locale) -> AnyView {
    if people.is_empty() {
        return view! { <span class="quiet">{t::TIED_NOBODY.get(locale)}</span> }.into_any();
    }
    let one = |who: &Named| match who {
        Named::Here(user) => object(directory, Of::User, *user),
        Named::Id(id) => view! {
            <span>{t::TIED_STRANGER.get(locale)} " " <code>{id.to_string()}</code></span>
        }
        .into_any(),
        Named::Text(text) => text.clone().into_any(),
    };
    let cut = (people.len() == CUT_AT)
        .then(|| view! { <span class="quiet">{t::TIED_CUT.get(locale)}</span> });
    let people: Vec<AnyView> = people.iter().map(one).collect();
    view! { {people} {cut} }.into_any()
}

/// A card with the devices of a person; nothing where the workspace has no devices.
pub fn devices_card(session: Session, user: UserId) -> AnyView {
    let locale = lang();
    let content = move || {
        session.with(|workspace| {
            let directory = workspace.directory();
            (directory.devices.active_count() > 0).then(|| card(directory, user, locale))
        })
    };
    content.into_any()
}

fn card(directory: &Directory, user: UserId, locale: Locale) -> AnyView {
    let found = devices(directory, user);
    let item = |(device, ties): &(DeviceId, Vec<Tie>)| {
        let ties: Vec<&str> = ties.iter().map(|tie| word(*tie).get(locale)).collect();
        view! {
            <li>
                {object(directory, Of::Device, *device)} " "
                <span class="quiet">{locale.list_and(&ties)} {state(directory, *device, locale)}</span>
            </li>
        }
        .into_any()
    };
    let items: Vec<AnyView> = found.iter().take(MOST).map(item).collect();
    let rest = found.len().saturating_sub(MOST) as u64;
    let more = (rest > 0).then(|| t::AND_MORE.with(locale, &[&locale.number(rest)]));
    let untold = u64::from(untold(directory));
    let all = u64::from(directory.devices.active_count());
    let open = match untold {
        0 => None,
        untold if untold == all => Some(t::DEVICES_UNKNOWN.get(locale).to_owned()),
        untold => Some(t::DEVICES_UNTOLD.of(locale, untold)),
    };
    let none = (found.is_empty() && untold < all).then(|| t::NO_DEVICES_OF.get(locale));
    let open = open.map(|text| {
        view! {
            <p class="quiet small">
                {text} " " <a href=plain(Page::Collector)>{t::TO_COLLECTOR.get(locale)}</a>
            </p>
        }
    });
    view! {
        <section class="card">
            <h2>{t::DEVICES.get(locale)}</h2>
            <ul class="rows-list">{items}</ul>
            <p class="quiet">{none} {more}</p>
            {open}
        </section>
    }
    .into_any()
}

/// What is worth knowing of a device beside its name, as far as files told.
fn state(directory: &Directory, device: DeviceId, locale: Locale) -> String {
    let devices = &directory.devices;
    let cell = |attribute| messages::cell(devices, device, attribute, locale, &zone);
    let known = |attribute| devices.read(device, attribute).is_value();
    let compliant = devices.read(device, Attribute::DEVICE_IS_COMPLIANT).boolean();
    let seen = Attribute::DEVICE_APPROXIMATE_LAST_SIGN_IN_DATE_TIME;
    let parts = [
        known(Attribute::DEVICE_OS_TYPE).then(|| cell(Attribute::DEVICE_OS_TYPE)),
        compliant.map(|so| {
            let text = if so { t::SHOW_COMPLIANT } else { t::SHOW_NOT_COMPLIANT };
            text.get(locale).to_owned()
        }),
        (devices.read(device, Attribute::DEVICE_ACCOUNT_ENABLED).boolean() == Some(false))
            .then(|| t::DEVICE_DISABLED.get(locale).to_owned()),
        known(seen).then(|| t::LAST_SEEN.with(locale, &[&cell(seen)])),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(" · {}", parts.join(" · ")) }
}
