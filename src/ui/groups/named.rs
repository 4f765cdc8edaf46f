//! Members and owners by name in short lists.

use crate::{
    domain::{Party, Row, Subject, attribute::Of},
    i18n::Locale,
    messages,
    store::{Bits, Directory},
    ui::{groups::texts as t, objects::link},
};
use leptos::prelude::*;

/// A member or owner, as a link where there is a page.
pub(super) fn party(directory: &Directory, party: Party, locale: Locale) -> AnyView {
    match party {
        Party::Here(Subject { of, row }) => link::object(directory, of, row),
        Party::Elsewhere(other) => {
            let (sort, id) = (messages::group::sort(other.sort).get(locale), other.id.to_string());
            view! { {sort} " " <code>{id}</code> }.into_any()
        }
    }
}

/// The first of some objects.
pub(super) fn first(of: Of, bits: &Bits, most: usize) -> Vec<Party> {
    bits.iter().take(most).map(|row| Party::Here(Subject { of, row: Row(row) })).collect()
}

/// Some by name under a folded line that counts all of them; `more` is the way to the rest.
pub(super) fn folded(
    directory: &Directory,
    title: String,
    (count, shown): (u64, &[Party]),
    more: Option<AnyView>,
    locale: Locale,
) -> AnyView {
    let items: Vec<AnyView> = shown
        .iter()
        .map(|one| view! { <li>{party(directory, *one, locale)}</li> }.into_any())
        .collect();
    let rest = count.saturating_sub(u64::try_from(shown.len()).unwrap_or_default());
    let rest = (rest > 0)
        .then(|| view! { <p class="quiet">{t::MORE.of(locale, rest)} " " {more}</p> }.into_any());
    view! {
        <details>
            <summary>{title}</summary>
            <ul class="people">{items}</ul>
            {rest}
        </details>
    }
    .into_any()
}
