//! Where the page of an object is, and objects as links.

use crate::{
    domain::{ObjectId, Row, attribute::Of},
    messages,
    store::Directory,
    ui::{fragment::Fragment, nav::href, page::Page, user},
};
use leptos::prelude::*;

/// The page of a kind of object.
#[must_use]
pub const fn page(of: Of) -> Page {
    match of {
        Of::User => Page::User,
        Of::Group => Page::Group,
        Of::Device => Page::Device,
    }
}

/// The address of an object's page.
#[must_use]
pub fn address(of: Of, id: ObjectId) -> String {
    match of {
        Of::User => user::link::of_user(id),
        _ => href(page(of), &Fragment::default().and("id", id.to_string())),
    }
}

/// An object as a link, with its name as it is now.
pub fn object(directory: &Directory, of: Of, row: Row) -> AnyView {
    let objects = directory.of(of);
    let name = messages::object_name(objects, row);
    view! { <a href=address(of, objects.id(row))>{name}</a> }.into_any()
}
