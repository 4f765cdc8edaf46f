//! What a list says of itself: how many there are, and of how many it cannot be said.

use crate::{
    messages,
    store::{Filter, Operator},
    tenant::licences::people::Question,
    ui::{
        kit::{
            notice::{Notice, strip},
            toast::use_toasts,
        },
        lists::{
            list::List,
            query::{licensed, open_filters},
            texts as t,
            words::words,
        },
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

/// Whether it cannot be said of some whether what is asked of licences fits them.
fn licences_open(list: List, questions: &[Question]) -> bool {
    licensed(list.session, questions).is_some_and(|licensed| !licensed.unknown.is_empty())
}

/// Of how many nobody can say whether they fit, for which attribute, and the way to them.
pub(super) fn undecided(list: List) -> AnyView {
    let List { session, of, memory, locale, .. } = list;
    let show = move |_| {
        let questions = memory.state.with_untracked(|state| state.licences.clone());
        let licences = untrack(|| licences_open(list, &questions));
        list.ask(|state| {
            let open = session.with_untracked(|w| open_filters(w.directory().of(of), state));
            for at in open {
                if let Some(filter) = state.filters.get_mut(at) {
                    *filter = Filter::bare(filter.attribute, Operator::IsUnknown);
                }
            }
            if licences {
                state.licences = vec![Question::NotTold];
            }
        });
    };
    let view = move || {
        let count = list.query.undecided();
        (count > 0).then(|| {
            let names = session.with(|workspace| {
                let objects = workspace.directory().of(of);
                let name =
                    |filter: &Filter| messages::label(objects.schema(), filter.attribute, locale);
                memory.state.with(|state| {
                    let open = open_filters(objects, state);
                    let filters = open.into_iter().filter_map(|at| state.filters.get(at));
                    let licences = licences_open(list, &state.licences);
                    let licences = licences.then(|| t::LICENCES.get(locale).to_owned());
                    filters.map(name).chain(licences).collect::<Vec<String>>()
                })
            });
            let names = locale.list_or(&names);
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
