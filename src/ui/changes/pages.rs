//! Long lists in parts: which part is shown, and the way to the others.

#[cfg(feature = "web")]
use crate::ui::{
    changes::texts,
    kit::{
        icon::{Icon, icon},
        lang::lang,
    },
};
#[cfg(feature = "web")]
use leptos::prelude::*;

/// How many entries stand in a part.
pub const SIZE: usize = 50;

/// First and last number of a part, counted from 1, of what is there; the last part when there are
/// fewer. Nothing for an empty list.
#[must_use]
pub fn span(total: usize, part: usize) -> Option<(usize, usize)> {
    let last = total.checked_sub(1)?.checked_div(SIZE)?;
    let first = part.min(last).checked_mul(SIZE)?;
    Some((first + 1, total.min(first + SIZE)))
}

/// “1–50 of 48,213” with the way back and forth; only the count when all are shown.
#[cfg(feature = "web")]
pub fn pager(label: String, total: Signal<usize>, part: RwSignal<usize>) -> AnyView {
    let locale = lang();
    let number = move |number: usize| locale.number(u64::try_from(number).unwrap_or(u64::MAX));
    let told = move || {
        let (first, last) = span(total.get(), part.get()).unwrap_or_default();
        texts::SPAN.with(locale, &[&number(first), &number(last), &number(total.get())])
    };
    let at_start = move || part.get() == 0;
    let at_end = move || span(total.get(), part.get()).is_none_or(|(_, last)| last >= total.get());
    let back = move |_| {
        if !at_start() {
            let shown = span(total.get_untracked(), part.get_untracked());
            part.set(shown.map_or(0, |(first, _)| (first / SIZE).saturating_sub(1)));
        }
    };
    let forth = move |_| {
        if !at_end() {
            part.update(|part| *part += 1);
        }
    };
    view! {
        <nav class="line pager" aria-label=label hidden=move || { total.get() <= SIZE }>
            <span class="quiet number" role="status">{told}</span>
            <button
                type="button"
                class="btn plain only-icon"
                aria-label=texts::PREVIOUS.get(locale)
                aria-disabled=move || at_start().then_some("true")
                on:click=back
            >
                <span class="turned">{icon(Icon::Right)}</span>
            </button>
            <button
                type="button"
                class="btn plain only-icon"
                aria-label=texts::NEXT.get(locale)
                aria-disabled=move || at_end().then_some("true")
                on:click=forth
            >
                {icon(Icon::Right)}
            </button>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    //! At the edges.

    use super::{SIZE, span};

    #[test]
    fn parts_cover_the_list() {
        assert_eq!(span(0, 0), None);
        assert_eq!(span(1, 0), Some((1, 1)));
        assert_eq!(span(SIZE, 0), Some((1, SIZE)));
        assert_eq!(span(SIZE + 1, 1), Some((SIZE + 1, SIZE + 1)));
        assert_eq!(span(SIZE, 7), Some((1, SIZE)), "past the end is the last part");
        let mut covered = 0;
        for part in 0.. {
            let Some((first, last)) = span(1234, part).filter(|(first, _)| *first > covered) else {
                break;
            };
            assert_eq!(first, covered + 1);
            covered = last;
        }
        assert_eq!(covered, 1234);
    }
}
