//! The attributes of a group or a device, as they were imported.

use crate::{
    domain::{Attribute, Row, attribute::Of},
    messages,
    session::Session,
    store::Cell,
    ui::{
        kit::lang::{lang, zone},
        objects::texts as t,
    },
};
use leptos::prelude::*;

/// Everything that a file told; what has no value is named below.
pub(super) fn facts(session: Session, of: Of, row: Row) -> AnyView {
    let locale = lang();
    let content = move || {
        session.with(|workspace| {
            let objects = workspace.directory().of(of);
            let label = |attribute| messages::label(objects.schema(), attribute, locale);
            let (mut shown, mut bare) = (Vec::new(), Vec::new());
            for attribute in Attribute::all_of(of) {
                match objects.read(row, attribute) {
                    Cell::Unknown => {}
                    Cell::Null => bare.push(label(attribute)),
                    _ => {
                        let value = messages::cell(objects, row, attribute, locale, &zone);
                        let fact = view! { <div><dt>{label(attribute)}</dt><dd>{value}</dd></div> };
                        shown.push(fact.into_any());
                    }
                }
            }
            let count = bare.len() as u64;
            let bare = (count > 0).then(|| {
                view! {
                    <details>
                        <summary class="quiet">{t::MORE_FACTS.of(locale, count)}</summary>
                        <p class="quiet">{bare.join(", ")}</p>
                    </details>
                }
                .into_any()
            });
            view! { <dl class="facts">{shown}</dl> {bare} }.into_any()
        })
    };
    view! {
        <section class="card">
            <h2>{t::FACTS.get(locale)}</h2>
            {content}
        </section>
    }
    .into_any()
}
