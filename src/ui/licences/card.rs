//! The card of somebody's or a group's licences, with the way to change them.

use super::{
    change::{Ask, Licenser},
    texts as t,
};
use crate::{domain::Subject, session::Session, ui::kit::lang::lang};
use leptos::prelude::*;

/// The card; they are changed as long as whose they are is active.
pub(super) fn card(
    session: Session,
    of: Subject,
    id: &'static str,
    content: impl Fn() -> Option<AnyView> + Send + 'static,
) -> AnyView {
    let locale = lang();
    let licenser = Licenser::new();
    let open = move |_| licenser.open(Ask::of(of.of, vec![of.row]));
    let active = session.select(move |workspace| workspace.is_active(of));
    let change = move || {
        active.get().then(|| {
            view! {
                <div class="line">
                    <button type="button" class="btn" on:click=open>
                        {t::CHANGE.get(locale)}
                    </button>
                </div>
            }
        })
    };
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id>{t::TITLE.get(locale)}</h2>
            {content} {change} {licenser.view(session)}
        </section>
    }
    .into_any()
}
