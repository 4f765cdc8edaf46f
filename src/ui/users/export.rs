//! The list as a file: what is seen, in the order in which it is seen.

use crate::{
    domain::{Attribute, attribute::Of},
    exchange::csv_out::{Profile, Separator, with_identity},
    i18n::{Locale, Text},
    session::{browser, export::CSV},
    text::date::Day,
    ui::{
        changes::artefact::table_name,
        kit::{
            icon::{Icon, icon},
            lang::zone,
            popup::{Popup, PopupKind},
            toast::{Toasts, Tone, use_toasts},
        },
        texts::users as t,
        users::list::List,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

pub(super) fn menu(list: List) -> AnyView {
    let (locale, toasts) = (list.locale, use_toasts());
    let spreadsheet = Profile::Spreadsheet { separator: separator(locale) };
    let item = move |text: Text, explanation: Text, profile: Profile| {
        view! {
            <button
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| export(list, profile, toasts)
            >
                <span>
                    {text.get(locale)} <span class="why">{explanation.get(locale)}</span>
                </span>
            </button>
        }
        .into_any()
    };
    let label =
        view! { {icon(Icon::Download)} {t::EXPORT.get(locale)} {icon(Icon::Down)} }.into_any();
    view! {
        <Popup kind=PopupKind::Menu class="btn plain" end=true button=label>
            {item(t::EXPORT_SPREADSHEET, t::EXPORT_SPREADSHEET_TEXT, spreadsheet)}
            {item(t::EXPORT_RAW, t::EXPORT_RAW_TEXT, Profile::Raw)}
        </Popup>
    }
    .into_any()
}

/// What Excel cuts lines at where the language is spoken.
pub(in crate::ui) const fn separator(locale: Locale) -> Separator {
    match locale {
        Locale::En => Separator::Comma,
        Locale::Fr => Separator::Semicolon,
    }
}

/// The day by the clock that the page shows.
pub(in crate::ui) fn today() -> Day {
    let now = browser::now().0;
    zone(now).moment(now).day
}

fn export(list: List, profile: Profile, toasts: Toasts) {
    let (rows, locale) = (wanted(list), list.locale);
    let columns: Vec<Attribute> =
        list.memory.columns.read_untracked().iter().map(|shown| shown.attribute).collect();
    let columns = with_identity(&columns);
    let name = list.session.with_untracked(|workspace| {
        table_name(&workspace.info.name, t::FILE_NAME.get(locale), today())
    });
    spawn_local(async move {
        let count = u64::try_from(rows.len()).unwrap_or_default();
        if let Some(file) = list.session.csv(Of::User, rows, &columns, profile).await {
            file.download(&name, CSV);
            toasts.show(Tone::Good, t::EXPORTED.of(locale, count));
        }
    });
}

/// The selected users, else everybody in the list: in the order of the list, then those selected
/// who are not in it.
fn wanted(list: List) -> Arc<[u32]> {
    let rows = list.query.rows_now();
    let selected = untrack(|| list.memory.selected_users(list.session));
    if selected.is_empty() {
        return rows;
    }
    list.memory.selected.with_untracked(|bits| {
        let mut hidden = bits.clone();
        let mut wanted: Vec<u32> = Vec::with_capacity(selected.len());
        for &row in rows.iter().filter(|row| bits.contains(**row)) {
            hidden.put(row, false);
            wanted.push(row);
        }
        wanted.extend(selected.iter().map(|user| user.0).filter(|row| hidden.contains(*row)));
        wanted.into()
    })
}
