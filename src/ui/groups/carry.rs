//! People carried from one page to the form for a new group: too many for an address.

use crate::{domain::Party, session::Session};
use leptos::prelude::*;

/// What the address of the form says when somebody is carried there.
pub const MEMBERS: (&str, &str) = ("members", "carried");

/// Who is carried, and in which workspace. A handle for the whole page.
#[derive(Debug, Clone, Copy)]
pub struct Carried(RwSignal<Option<(String, Vec<Party>)>>);

impl Carried {
    /// Offers itself to everything below; nobody is carried yet.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }

    /// Takes them along.
    pub fn take(session: Session, parties: Vec<Party>) {
        expect_context::<Self>().0.set(Some((session.id(), parties)));
    }

    /// Those who were carried here, of the same workspace.
    #[must_use]
    pub fn bring(session: Session) -> Vec<Party> {
        let carried = expect_context::<Self>().0.get_untracked();
        match carried {
            Some((id, parties)) if id == session.id() => parties,
            _ => Vec::new(),
        }
    }
}
