//! The list of users: what it has besides the others, details beside it and changes of many.

mod bulk;
mod page;
mod pane;
mod verbs;

pub(super) use page::users_page;
pub(super) use verbs::blocked;
