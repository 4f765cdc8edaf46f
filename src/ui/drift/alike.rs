//! The groups whose rules are like a rule, and how far that is said.

use crate::{
    domain::{Row, attribute::Of},
    i18n::{Locale, Text},
    store::Directory,
    tenant::drift::Likeness,
    ui::{drift::texts as t, objects::link::object},
};
use leptos::prelude::*;

/// Groups of each sort that are named.
const FEW: usize = 5;

/// A list for each sort; none where no rule is like it.
pub(in crate::ui) fn alike(
    directory: &Directory,
    found: Likeness,
    locale: Locale,
) -> Option<AnyView> {
    let Likeness { rule, members, within, holds } = found;
    let parts =
        [(t::SAME_RULE, rule), (t::SAME_MEMBERS, members), (t::WITHIN, within), (t::HOLDS, holds)];
    let some = parts.into_iter().filter(|(_, groups)| !groups.is_empty());
    let part = |(title, groups): (Text, Vec<Row>)| {
        let item =
            |group: &Row| view! { <li>{object(directory, Of::Group, *group)}</li> }.into_any();
        let items: Vec<AnyView> = groups.iter().take(FEW).map(item).collect();
        let rest = groups.len().saturating_sub(FEW) as u64;
        let more = (rest > 0).then(|| {
            view! { <li class="quiet">{t::AND_MORE.with(locale, &[&locale.number(rest)])}</li> }
        });
        view! {
            <h3>{title.get(locale)}</h3>
            <ul class="dots">{items} {more}</ul>
        }
        .into_any()
    };
    let parts: Vec<AnyView> = some.map(part).collect();
    (!parts.is_empty()).then(|| parts.into_any())
}
