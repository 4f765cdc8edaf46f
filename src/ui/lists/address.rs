//! The address says what a list shows, and the list shows what an address says.

use crate::ui::{
    fragment::Fragment,
    lists::{list::List, state::ListState, which::Which, words::words},
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// How long after the last key the address follows.
const LAGS: Duration = Duration::from_millis(300);

/// Keeps both alike for as long as the current owner lives.
pub(super) fn follow(list: List) {
    let List { session, of, memory, nav, .. } = list;
    let page = words(list.which).page;
    let written = StoredValue::new(String::new());
    let read = move |fragment: &Fragment| {
        let mut state = session.with_untracked(|workspace| {
            ListState::from_fragment(fragment, workspace.directory().of(of).schema())
        });
        if list.which != Which::Licences {
            // Nothing is asked that the list does not show.
            state.licences.clear();
        }
        state
    };
    let fragment = nav.fragment();
    // What is deleted is a place of its own: whoever comes by the navigation wants the list.
    if fragment.with_untracked(|fragment| fragment.print().is_empty())
        && memory.state.with_untracked(ListState::is_of_deleted)
    {
        memory.state.set(ListState::default());
    }
    Effect::new(move |_| {
        let fragment = fragment.get();
        // What was just written here comes back; anything else is somebody's link or step back.
        if nav.page().get_untracked() == Some(page)
            && written.with_value(|written| *written != fragment.print())
        {
            written.set_value(fragment.print());
            memory.state.set(read(&fragment));
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        let fragment = session.with_untracked(|workspace| {
            let schema = workspace.directory().of(of).schema();
            memory.state.with(|state| state.to_fragment(schema))
        });
        stop();
        if written.with_value(|written| *written == fragment.print()) {
            return;
        }
        let write = move || {
            if nav.page().get_untracked() == Some(page) {
                written.set_value(fragment.print());
                nav.replace(page, &fragment);
            }
        };
        waiting.set_value(set_timeout_with_handle(write, LAGS).ok());
    });
    on_cleanup(stop);
}
