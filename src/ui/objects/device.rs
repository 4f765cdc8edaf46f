//! The page of a device.

use crate::{
    domain::{Row, attribute::Of},
    messages,
    session::Session,
    ui::{
        audit,
        objects::{
            facts::facts,
            group::{named, nobody},
            inside::inside,
            people::people_card,
            texts as t,
        },
        page::Page,
        shell::heading,
    },
};
use leptos::prelude::*;

/// The page of the device whose object id the fragment names.
pub fn device_page(session: Session) -> AnyView {
    let device = named(session, Of::Device);
    (move || match device.get() {
        Some(device) => page(session, device),
        None => nobody(Page::Devices, t::ALL_DEVICES),
    })
    .into_any()
}

fn page(session: Session, device: Row) -> AnyView {
    let name = session.select(move |w| messages::object_name(&w.directory().devices, device));
    view! {
        <div class="page-head">
            {heading(move || name.get())}
            {audit::link::of_object(session.with_untracked(|w| w.directory().devices.id(device)))}
        </div>
        <div class="sections">
            {people_card(session, device)} {inside(session, Of::Device, device)}
            {facts(session, Of::Device, device)}
        </div>
    }
    .into_any()
}
