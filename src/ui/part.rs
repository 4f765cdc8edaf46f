//! Which part of a page is shown: the address names it, so that a link and the way back lead to it.

use crate::ui::{fragment::Fragment, nav::use_nav, page::Page};
use leptos::prelude::*;

const PART: &str = "part";

/// The part that is shown, by its place among the parts; the first where the address names none. To be asked
/// while drawing.
pub(in crate::ui) fn part(page: Page, parts: &'static [&'static str]) -> RwSignal<usize> {
    let nav = use_nav();
    let fragment = nav.fragment();
    let named = move |fragment: &Fragment| {
        let part = fragment.get(PART)?;
        parts.iter().position(|known| *known == part)
    };
    let selected = RwSignal::new(fragment.with_untracked(named).unwrap_or(0));
    Effect::new(move |before: Option<usize>| {
        let at = selected.get();
        if before.is_some_and(|before| before != at)
            && fragment.with_untracked(named).unwrap_or(0) != at
            && let Some(part) = parts.get(at)
        {
            nav.replace(page, &Fragment::default().and(PART, (*part).to_owned()));
        }
        at
    });
    // A link or the way back names another part.
    Effect::new(move |_| {
        let at = fragment.with(named).unwrap_or(0);
        if selected.get_untracked() != at {
            selected.set(at);
        }
    });
    selected
}
