//! The list as a file, each kind in a form of its own.

use crate::{
    exchange::audit_out::{AuditForm, AuditKind, exceeds_csv},
    i18n::Text,
    session::export::{CSV, JSON},
    ui::{
        audit::{
            find::unpack,
            page::{Desk, Shared},
            texts as t,
        },
        changes::artefact::table_name,
        kit::{
            icon::{Icon, icon},
            popup::{Popup, PopupKind},
            toast::{Toasts, Tone, use_toasts},
        },
        lists::today,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

pub(super) fn menu(desk: Desk) -> AnyView {
    let (locale, toasts) = (desk.locale, use_toasts());
    let item = move |text: Text, why: Text, kind: AuditKind, form: AuditForm| {
        view! {
            <button
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| export(desk, kind, form, toasts)
            >
                <span>{text.get(locale)} <span class="why">{why.get(locale)}</span></span>
            </button>
        }
        .into_any()
    };
    let label =
        view! { {icon(Icon::Download)} {t::EXPORT.get(locale)} {icon(Icon::Down)} }.into_any();
    let (imported, predicted) = (t::EXPORT_IMPORTED_WHY, t::EXPORT_PREDICTED_WHY);
    view! {
        <Popup kind=PopupKind::Menu class="btn plain" end=true button=label>
            {item(t::EXPORT_IMPORTED_CSV, imported, AuditKind::Imported, AuditForm::Csv)}
            {item(t::EXPORT_IMPORTED_JSON, imported, AuditKind::Imported, AuditForm::Json)}
            {item(t::EXPORT_PREDICTED_CSV, predicted, AuditKind::Predicted, AuditForm::Csv)}
            {item(t::EXPORT_PREDICTED_JSON, predicted, AuditKind::Predicted, AuditForm::Json)}
        </Popup>
    }
    .into_any()
}

/// The rows of a kind that are selected, else all of the list; of operations that one row stands for,
/// that row's record.
fn wanted(desk: Desk, kind: AuditKind) -> Vec<u32> {
    let items = desk.found.with_untracked(|found| {
        let picked = untrack(|| desk.picked.among(&found.items));
        if picked.is_empty() { found.items.clone() } else { picked }
    });
    let of_kind = items.into_iter().map(unpack).filter(|(is, _)| *is == kind);
    of_kind.map(|(_, row)| row).collect()
}

fn export(desk: Desk, kind: AuditKind, form: AuditForm, toasts: Toasts) {
    let locale = desk.locale;
    let rows: Arc<[u32]> = wanted(desk, kind).into();
    if rows.is_empty() {
        return toasts.show(Tone::Bad, t::NOTHING_TO_EXPORT.get(locale));
    }
    let content = match kind {
        AuditKind::Imported => t::FILE_IMPORTED,
        AuditKind::Predicted => t::FILE_PREDICTED,
    };
    let name = desk
        .session
        .with_untracked(|workspace| table_name(&workspace.info.name, content.get(locale), today()));
    let (name, mime) = match form {
        AuditForm::Csv => (name, CSV),
        AuditForm::Json => (name.replace(".csv", ".json"), JSON),
    };
    let predicted = match kind {
        AuditKind::Imported => None,
        AuditKind::Predicted => {
            Some(desk.predicted.with_untracked(|Shared(predicted)| Arc::clone(predicted)))
        }
    };
    spawn_local(async move {
        let count = rows.len() as u64;
        let cut = desk.with_untracked(|_, logs| {
            let log = logs.of(kind);
            let is_cut = |row: &&u32| exceeds_csv(&log.entry(**row));
            if form == AuditForm::Csv { rows.iter().filter(is_cut).count() as u64 } else { 0 }
        });
        if let Some(file) = desk.session.audit(predicted, rows, form).await {
            file.download(&name, mime);
            let mut told = t::EXPORTED.of(locale, count);
            if cut > 0 {
                told.push(' ');
                told.push_str(&t::EXPORTED_CUT.with(locale, &[&locale.number(cut)]));
            }
            toasts.show(Tone::Good, told);
        }
    });
}
