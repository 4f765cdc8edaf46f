//! Pictures of counts. Every bar and every slice is a link to the list behind it; the number
//! stands beside it as text, so nothing is told by shape or colour alone.

use crate::i18n::Locale;
use leptos::prelude::*;

/// A counted thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slice {
    pub name: String,
    pub count: u64,
    /// Where its list is.
    pub href: String,
    /// Whether it stands for everything that is not named: it is told, but drawn by no bar, which
    /// would dwarf the others.
    pub rest: bool,
}

/// Horizontal bars, the longest as wide as there is room.
pub fn bars(slices: Vec<Slice>, locale: Locale) -> AnyView {
    let named = slices.iter().filter(|slice| !slice.rest);
    let most = named.map(|slice| slice.count).max().unwrap_or_default();
    let row = |slice: Slice| {
        // Thousandths of the width; whatever is there is seen.
        let width = (slice.count * 1000).checked_div(most).unwrap_or_default();
        let width = width.max(u64::from(slice.count > 0) * 4);
        let bar = (!slice.rest).then(|| {
            view! { <rect width=width.to_string() height="10" rx="2" /> }
        });
        view! {
            <li>
                <a class="bar" href=slice.href>
                    <span class="name">{slice.name}</span>
                    <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                        {bar}
                    </svg>
                    <span class="number">{locale.number(slice.count)}</span>
                </a>
            </li>
        }
        .into_any()
    };
    view! { <ul class="bars">{slices.into_iter().map(row).collect::<Vec<_>>()}</ul> }.into_any()
}

/// A ring with a legend.
pub fn donut(slices: Vec<Slice>, locale: Locale) -> AnyView {
    let whole: u64 = slices.iter().map(|slice| slice.count).sum();
    // A circumference of 100, so that lengths are percentages.
    let mut start = 25_000;
    let arcs: Vec<AnyView> = slices
        .iter()
        .enumerate()
        .map(|(at, slice)| {
            let length = (slice.count * 100_000).checked_div(whole).unwrap_or_default();
            let arc = view! {
                <circle
                    class=format!("tone-{}", at.min(4))
                    cx="21"
                    cy="21"
                    r="15.9155"
                    stroke-dasharray=format!("{} {}", thousandths(length), thousandths(100_000 - length))
                    stroke-dashoffset=thousandths(start)
                />
            };
            start = (start + 100_000 - length) % 100_000;
            arc.into_any()
        })
        .collect();
    let legend: Vec<AnyView> = slices
        .into_iter()
        .enumerate()
        .map(|(at, slice)| {
            view! {
                <li>
                    <a href=slice.href>
                        <span class=format!("swatch tone-{}", at.min(4))></span>
                        <span>{slice.name}</span>
                        <span class="number">{locale.number(slice.count)}</span>
                        <span class="quiet number">{locale.percent(slice.count, whole)}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="donut">
            <svg viewBox="0 0 42 42" width="96" height="96" aria-hidden="true">{arcs}</svg>
            <ul class="legend">{legend}</ul>
        </div>
    }
    .into_any()
}

fn thousandths(number: u64) -> String {
    format!("{}.{:03}", number / 1000, number % 1000)
}
