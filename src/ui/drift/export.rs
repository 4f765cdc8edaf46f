//! The list as a file: what is seen, in its order.

use crate::{
    exchange::{csv_out::Profile, drift_out},
    session::{browser, export::CSV},
    tenant::drift::GroupDrift,
    ui::{
        changes::artefact::table_name,
        drift::{desk::Desk, texts as t},
        kit::toast::{Toasts, Tone, use_toasts},
        lists::{profiles, today},
    },
};
use leptos::prelude::*;
use std::collections::BTreeMap;

pub(super) fn menu(desk: Desk) -> AnyView {
    let toasts = use_toasts();
    let sheet = (t::EXPORT_SHEET, t::EXPORT_SHEET_WHY);
    let raw = (t::EXPORT_RAW, t::EXPORT_RAW_WHY);
    profiles(desk.locale, (t::EXPORT, sheet, raw), move |profile| export(desk, profile, toasts))
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
