//! The verb above lists of people that changes their licences.

use super::{Ask, Licenser, texts as t};
use crate::{
    domain::attribute::Of,
    ui::{
        kit::icon::{Icon, icon},
        lists::List,
    },
};
use leptos::prelude::*;

/// Gives products to whoever is selected, or takes them; `blocked` says why it cannot be done now.
pub(in crate::ui) fn change_button(
    list: List,
    blocked: Signal<Option<&'static str>>,
    licenser: Licenser,
) -> AnyView {
    let open = move |_| {
        if blocked.get_untracked().is_none() {
            let rows = untrack(|| list.memory.selected_rows(list.session));
            licenser.open(Ask::of(Of::User, rows));
        }
    };
    view! {
        <button
            type="button"
            class="btn plain"
            aria-disabled=move || blocked.get().map(|_| "true")
            title=move || blocked.get()
            on:click=open
        >
            {icon(Icon::Key)} {t::CHANGE.get(list.locale)}
        </button>
    }
    .into_any()
}
