//! What to do where nothing was imported.

use crate::{
    i18n::Locale,
    ui::{
        audit::texts as t,
        kit::{icon::Icon, notice::empty},
        nav::plain,
        page::Page,
    },
};
use leptos::prelude::*;

/// The way from the portal to here, in steps.
pub(super) fn steps(locale: Locale) -> AnyView {
    let steps = [t::STEP_OPEN, t::STEP_FILTER, t::STEP_DOWNLOAD, t::STEP_COLLECTOR];
    let items = steps.map(|step| view! { <li>{step.get(locale)}</li> }.into_any());
    view! {
        <ol class="audit-steps">{items.into_iter().collect::<Vec<_>>()}</ol>
        <p>
            <a class="btn" href=plain(Page::Collector)>{t::TO_COLLECTOR.get(locale)}</a>
        </p>
    }
    .into_any()
}

/// Neither log has anything.
pub(super) fn nothing(locale: Locale) -> AnyView {
    let how = view! {
        <div class="stack">
            <h3>{t::HOW.get(locale)}</h3>
            {steps(locale)}
        </div>
    };
    empty(Icon::Log, t::NONE.get(locale), t::NONE_WHY.get(locale), how)
}
