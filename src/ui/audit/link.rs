//! From an object to what the log says of it.

use crate::{
    domain::ObjectId,
    ui::{
        audit::{state::AuditState, texts as t},
        kit::{
            icon::{Icon, icon},
            lang::lang,
        },
        nav::href,
        page::Page,
    },
};
use leptos::prelude::*;

/// A link to the records that concern an object.
pub fn of_object(id: ObjectId) -> AnyView {
    let state = AuditState { object: Some(id), ..AuditState::default() };
    view! {
        <a class="btn plain" href=href(Page::Audit, &state.to_fragment())>
            {icon(Icon::Log)} {t::OF_OBJECT.get(lang())}
        </a>
    }
    .into_any()
}
