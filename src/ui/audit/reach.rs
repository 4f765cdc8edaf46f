//! How far the imported log reaches, and how far the service's does.
//!
//! Days by licence: Microsoft Entra, "Microsoft Entra data retention"; the cut at 1,000 rows:
//! Microsoft Entra, "Service limits and restrictions"; the limit of a download: "How to download logs".

use crate::{
    i18n::Locale,
    ui::{
        audit::{empty::steps, page::Desk, texts as t},
        kit::lang::zone,
    },
};
use leptos::prelude::*;

/// Days for which the service keeps audit entries, by licence.
const KEPT: [(&str, u64); 3] =
    [("Microsoft Entra ID Free", 7), ("Microsoft Entra ID P1", 30), ("Microsoft Entra ID P2", 30)];

/// A line that opens.
pub(super) fn reach(desk: Desk) -> AnyView {
    let locale = desk.locale;
    let span = Memo::new(move |_| desk.with(|_, logs| logs.imported.span()));
    let told = move || match span.get() {
        None => t::NOT_IMPORTED.get(locale).to_owned(),
        Some((first, last)) => {
            let date = |at: i64| locale.date_time(at, zone(at));
            t::REACH.with(locale, &[&date(first.0), &date(last.0)])
        }
    };
    let how = move || span.get().is_none().then(|| steps(locale));
    view! {
        <details class="audit-far">
            <summary>{told}</summary>
            <div class="stack measure">{how} {kept(locale)}</div>
        </details>
    }
    .into_any()
}

fn kept(locale: Locale) -> AnyView {
    let rows = KEPT.map(|(licence, days)| {
        view! { <tr><th scope="row">{licence}</th><td>{t::DAYS.of(locale, days)}</td></tr> }
            .into_any()
    });
    view! {
        <table class="plain-table small">
            <thead>
                <tr>
                    <th scope="col">{t::LICENCE.get(locale)}</th>
                    <th scope="col">{t::KEPT.get(locale)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().collect::<Vec<_>>()}</tbody>
        </table>
        <p class="quiet small">{t::KEPT_NOTE.get(locale)}</p>
        <p class="quiet small">{t::CUT_NOTE.get(locale)}</p>
    }
    .into_any()
}
