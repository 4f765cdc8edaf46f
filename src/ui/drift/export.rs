//! The list as a file: what is seen, in its order.

use crate::{
    exchange::{csv_out::Profile, drift_out},
    i18n::Text,
    session::{browser, export::CSV},
    tenant::drift::GroupDrift,
    ui::{
        changes::artefact::table_name,
        drift::{desk::Desk, texts as t},
        kit::{
            icon::{Icon, icon},
            popup::{Popup, PopupKind},
            toast::{Toasts, Tone, use_toasts},
        },
        users::{separator, today},
    },
};
use leptos::prelude::*;
use std::collections::BTreeMap;

pub(super) fn menu(desk: Desk) -> AnyView {
    let (locale, toasts) = (desk.locale, use_toasts());
    let sheet = Profile::Spreadsheet { separator: separator(locale) };
    let item = move |text: Text, why: Text, profile: Profile| {
        view! {
            <button
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| export(desk, profile, toasts)
            >
                <span>{text.get(locale)} <span class="why">{why.get(locale)}</span></span>
            </button>
        }
        .into_any()
    };
    let label =
        view! { {icon(Icon::Download)} {t::EXPORT.get(locale)} {icon(Icon::Down)} }.into_any();
    view! {
        <Popup kind=PopupKind::Menu class="btn plain" end=true button=label>
            {item(t::EXPORT_SHEET, t::EXPORT_SHEET_WHY, sheet)}
            {item(t::EXPORT_RAW, t::EXPORT_RAW_WHY, Profile::Raw)}
        </Popup>
    }
    .into_any()
}

/// The groups that are selected, else all of the list.
fn export(desk: Desk, profile: Profile, toasts: Toasts) {
    let locale = desk.locale;
    let rows = desk.rows.with_untracked(|rows| {
        let picked = untrack(|| desk.picked.among(rows));
        if picked.is_empty() { rows.clone() } else { picked }
    });
    let Some(drifts) = desk.drifts.get_untracked() else { return };
    let all: BTreeMap<u32, &GroupDrift> =
        drifts.groups.iter().map(|one| (one.group.0, one)).collect();
    let (name, file) = desk.session.with_untracked(|workspace| {
        let wanted = rows.iter().filter_map(|row| all.get(row).copied());
        let name = table_name(&workspace.info.name, t::FILE.get(locale), today());
        (name, drift_out::table(workspace, wanted, profile))
    });
    browser::download(&name, CSV, &[&file]);
    toasts.show(Tone::Good, t::EXPORTED.of(locale, rows.len() as u64));
}
