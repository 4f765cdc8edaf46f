//! Where a person's page is, and people as links.

use crate::{
    domain::{ObjectId, UserId},
    messages,
    session::Session,
    ui::{fragment::Fragment, nav::href, page::Page},
};
use leptos::prelude::*;

/// The fragment that names a user.
#[must_use]
pub fn fragment(id: ObjectId) -> Fragment {
    Fragment::default().and("id", id.to_string())
}

/// The address of a user's page.
#[must_use]
pub fn of_user(id: ObjectId) -> String {
    href(Page::User, &fragment(id))
}

/// A link to a user's page, with the name as it is now.
pub fn person(session: Session, user: UserId) -> AnyView {
    let (name, address) = session.with_untracked(|workspace| {
        let users = workspace.users();
        (messages::name(users, user), of_user(users.id(user)))
    });
    view! { <a href=address>{name}</a> }.into_any()
}
