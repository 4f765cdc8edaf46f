//! The pictures of groups and devices.

use crate::{
    domain::attribute::Of,
    i18n::{Locale, Text},
    session::{Session, browser},
    ui::{
        fragment::Fragment,
        kit::chart::{Slice, bars, donut},
        nav::{href, plain},
        overview::others::{DEVICES, FINDINGS, GROUPS, Picture, name, parts},
        page::Page,
        texts::overview as t,
    },
};
use leptos::prelude::*;

/// Parts beyond which a ring cannot be read.
const RING: usize = 5;

const fn page(of: Of) -> Page {
    match of {
        Of::Device => Page::Devices,
        Of::Group | Of::User => Page::Groups,
    }
}

/// The list that shows a part.
fn list(of: Of, part: &str) -> String {
    href(page(of), &Fragment::default().and("show", part))
}

/// The cards of groups and devices; of a kind that was not imported, what would tell.
pub(super) fn others(session: Session, locale: Locale) -> AnyView {
    let some = |of: Of| session.select(move |w| w.directory().of(of).active_count() > 0);
    let (groups, devices) = (some(Of::Group), some(Of::Device));
    let of_groups = move || {
        if groups.get() {
            let pictures: Vec<AnyView> =
                GROUPS.iter().map(|one| picture(session, *one, locale)).collect();
            view! { {pictures} {findings(session, locale)} }.into_any()
        } else {
            missing(t::GROUPS, t::GROUPS_TOLD_BY, locale)
        }
    };
    let of_devices = move || {
        if devices.get() {
            let pictures: Vec<AnyView> =
                DEVICES.iter().map(|one| picture(session, *one, locale)).collect();
            pictures.into_any()
        } else {
            missing(t::DEVICES, t::DEVICES_TOLD_BY, locale)
        }
    };
    view! { {of_groups} {of_devices} }.into_any()
}

fn missing(title: Text, told_by: Text, locale: Locale) -> AnyView {
    view! {
        <section class="card">
            <h2>{title.get(locale)}</h2>
            <p class="quiet">{t::NOT_IMPORTED.get(locale)} " " {told_by.get(locale)}</p>
            <div class="line">
                <a class="btn" href=plain(Page::Collector)>{Page::Collector.title().get(locale)}</a>
            </div>
        </section>
    }
    .into_any()
}

fn picture(session: Session, picture: Picture, locale: Locale) -> AnyView {
    let content = move || {
        let found =
            session.with(|w| parts(w.directory(), picture.of, picture.parts, browser::now()));
        let unknown = picture.parts.last().copied();
        let open = found.iter().any(|part| Some(part.shown) == unknown);
        let slice = |part: &crate::ui::overview::others::Part| Slice {
            name: name(part.shown).get(locale).to_owned(),
            count: u64::from(part.count),
            href: list(picture.of, part.name),
            rest: false,
        };
        let slices: Vec<Slice> = found.iter().map(slice).collect();
        let drawn =
            if picture.parts.len() > RING { bars(slices, locale) } else { donut(slices, locale) };
        let open = open.then(|| {
            view! { <p class="quiet small">{picture.told_by.get(locale)}</p> }
        });
        view! { {drawn} {open} }
    };
    view! {
        <section class="card">
            <h2>{picture.title.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// Groups that are worth a look, and what of their rules no file tells.
fn findings(session: Session, locale: Locale) -> AnyView {
    let content = move || {
        let found = session.with(|workspace| {
            let shown = FINDINGS.map(|(shown, _)| shown);
            parts(workspace.directory(), Of::Group, &shown, browser::now())
        });
        let row = |part: &crate::ui::overview::others::Part| {
            let text = FINDINGS.iter().find(|(shown, _)| *shown == part.shown);
            let text = text.map_or("", |(_, text)| text.get(locale));
            view! {
                <li>
                    <a class="finding" href=list(Of::Group, part.name)>
                        <span>{text}</span>
                        <span class="number">{locale.number(u64::from(part.count))}</span>
                    </a>
                </li>
            }
            .into_any()
        };
        let rows: Vec<AnyView> = found.iter().map(row).collect();
        if rows.is_empty() {
            view! { <p class="quiet">{t::LOOK_NONE.get(locale)}</p> }.into_any()
        } else {
            view! { <ul>{rows}</ul> }.into_any()
        }
    };
    view! {
        <section class="card">
            <h2>{t::GROUPS_LOOK.get(locale)}</h2>
            {content}
            <p class="quiet small">
                {t::RULE_ERRORS.get(locale)} " "
                <a href=plain(Page::Drift)>{Page::Drift.title().get(locale)}</a>
            </p>
        </section>
    }
    .into_any()
}
