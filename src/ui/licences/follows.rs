//! What a change of people or groups would do to licences, told where it is staged.

use super::{consequences::told, texts as t};
use crate::{
    domain::Event, i18n::Locale, session::Session, tenant::licences::consequences::Consequences,
};
use leptos::prelude::*;

/// What follows; nothing where licences have nothing to do with it, or stay as they are.
pub fn follows(session: Session, events: &[Event], locale: Locale) -> Option<AnyView> {
    session.with_licences(|workspace, catalogue, licences| {
        if !licences.are_concerned(workspace, events) {
            return None;
        }
        let assumptions = licences.assumptions();
        let found = Consequences::of(workspace, catalogue, assumptions, licences, events);
        if found == Consequences::default() {
            return None;
        }
        let (under, label) = ((assumptions, assumptions), t::FOLLOWS_LICENCES.get(locale));
        let told = told(workspace, catalogue, &found, under, label, locale);
        Some(view! { <h3>{label}</h3> {told} }.into_any())
    })?
}
