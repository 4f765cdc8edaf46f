//! What a list says of itself: how many there are, and of how many it cannot be said.

use crate::{
    messages,
    store::{Filter, Operator},
    ui::{
        kit::{
            notice::{Notice, strip},
            toast::use_toasts,
        },
        lists::{list::List, texts as t, words::words},
    },
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// How long after the last key the count is read out.
const LAGS: Duration = Duration::from_millis(700);

/// “312 of 1,200 users”.
pub(super) fn count_text(list: List, shown: usize) -> String {
    let deleted = untrack(|| list.memory.is_of_deleted());
    let all = list.session.with_untracked(|workspace| {
        let objects = workspace.directory().of(list.of);
        if deleted { objects.deleted_count() } else { objects.active_count() }
    });
    let shown = u64::try_from(shown).unwrap_or_default();
    let words = words(list.which);
    if shown == u64::from(all) {
        words.count.of(list.locale, shown)
    } else {
        words.count_of.with(list.locale, shown, &[&list.locale.number(u64::from(all))])
    }
}

/// Says how many there are, once the reader stops typing.
pub(super) fn announce_count(list: List) {
    let toasts = use_toasts();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<usize>| {
        let count = list.query.rows().len();
        if before.is_some_and(|before| before != count) {
            if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
                handle.clear();
            }
            let say = move || toasts.announce(count_text(list, count));
            waiting.set_value(set_timeout_with_handle(say, LAGS).ok());
        }
        count
    });
}

/// Of how many nobody can say whether they fit, for which attribute, and the way to them.
pub(super) fn undecided(list: List) -> AnyView {
    let List { session, of, query, locale, .. } = list;
    let show = move |_| {
        let (filters, questions) = untrack(|| (query.open_filters(), query.open_questions()));
        list.ask(|state| {
            for filter in state.filters.iter_mut().filter(|one| filters.contains(one)) {
                *filter = Filter::bare(filter.attribute, Operator::IsUnknown);
            }
            for question in state.licences.iter_mut().filter(|one| questions.contains(one)) {
                *question = question.unclear().unwrap_or(*question);
            }
        });
    };
    let names = Memo::new(move |_| {
        let licences =
            (!query.open_questions().is_empty()).then(|| t::LICENCES.get(locale).to_owned());
        session.with(|workspace| {
            let schema = workspace.directory().of(of).schema();
            let open = query.open_filters().into_iter();
            let names = open.map(|filter| messages::label(schema, filter.attribute, locale));
            names.chain(licences).collect::<Vec<String>>()
        })
    });
    let view = move || {
        let count = query.undecided();
        (count > 0).then(|| {
            let names = locale.list_or(&names.read());
            let text = words(list.which).undecided.with(locale, u64::from(count), &[&names]);
            let content = view! {
                <span>{text}" "</span>
                <button type="button" class="btn link" on:click=show>
                    {t::SHOW_UNDECIDED.get(locale)}
                </button>
            };
            strip(Notice::Warn, content)
        })
    };
    view.into_any()
}
