//! The problems of an import as a file, for whoever mends them elsewhere.

use crate::{
    exchange::csv_out,
    i18n::Locale,
    messages,
    session::{browser, export::CSV, import::Gathered},
    ui::{
        changes::artefact::table_name,
        kit::icon::{Icon, icon},
        lists::{separator, today},
        texts::import as t,
    },
};
use leptos::prelude::*;

/// The button; nothing where there are no problems.
pub(super) fn save_problems(gathered: &Gathered, locale: Locale) -> AnyView {
    let files = &gathered.staging.files;
    if files.iter().all(|file| file.problems.is_empty()) {
        return ().into_any();
    }
    let headers = [t::FILE, t::ROW, t::COLUMN, t::CODE, t::PROBLEM].map(|text| text.get(locale));
    let table = csv_out::problems(files, headers, separator(locale), |fault| {
        messages::import::fault(fault, locale)
    });
    let first = files.first().map_or("", |file| file.name.as_str());
    let name = table_name(first, t::PROBLEMS_FILE.get(locale), today());
    let table = StoredValue::new_local(table);
    let save = move |_| table.with_value(|table| browser::download(&name, CSV, &[table]));
    view! {
        <p>
            <button type="button" class="btn" on:click=save>
                {icon(Icon::Download)} {t::SAVE_PROBLEMS.get(locale)}
            </button>
        </p>
    }
    .into_any()
}
