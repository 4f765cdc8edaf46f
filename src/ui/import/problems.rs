//! What is wrong with the files, each with its place.

use super::count;
use crate::{
    exchange::problem::{Problem, Severity},
    i18n::Locale,
    messages,
    session::import::Gathered,
    ui::texts::import as t,
};
use leptos::prelude::*;

/// Problems that are drawn; the others are counted.
const SHOWN: usize = 200;

pub(super) fn problems(gathered: &Gathered, locale: Locale) -> AnyView {
    let mut all: Vec<(&str, &Problem)> = gathered
        .staging
        .files
        .iter()
        .flat_map(|report| {
            report.problems.list().iter().map(move |problem| (report.name.as_str(), problem))
        })
        .collect();
    // What was lost first; within that the order of the files.
    all.sort_by_key(|(_, problem)| std::cmp::Reverse(problem.fault.severity()));
    let total: u64 = gathered.staging.files.iter().map(|report| report.problems.total()).sum();
    let shown = all.len().min(SHOWN);
    let rest = total.saturating_sub(count(shown));
    let item = |(file, problem): (&str, &Problem)| {
        let place = messages::import::place(problem, locale);
        let place =
            if place.is_empty() { file.to_owned() } else { t::PLACE.with(locale, &[file, &place]) };
        let lost = problem.fault.severity() == Severity::Loss;
        view! {
            <li class:bad=lost>
                <span class="quiet">{place}</span>
                " "
                <span>{messages::import::fault(&problem.fault, locale)}</span>
            </li>
        }
        .into_any()
    };
    let items: Vec<AnyView> = all.into_iter().take(SHOWN).map(item).collect();
    let list = if items.is_empty() {
        view! { <p class="quiet">{t::NO_PROBLEMS.get(locale)}</p> }.into_any()
    } else {
        let more = (rest > 0).then(|| view! { <p class="quiet">{t::MORE.of(locale, rest)}</p> });
        view! { <ul class="dots">{items}</ul> {more} }.into_any()
    };
    view! {
        <section class="stack">
            <h2>{t::PROBLEMS.get(locale)}</h2>
            {list} {super::save_problems::save_problems(gathered, locale)}
        </section>
    }
    .into_any()
}
