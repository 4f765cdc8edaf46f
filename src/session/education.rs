//! What the site brings for education, one file per language, fetched when a page first asks.

use crate::education::library::Library;
use crate::i18n::Locale;
use crate::session::{Session, browser};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How far the file of a language is.
#[derive(Debug, Clone, Default)]
pub enum Brought {
    /// No page has asked.
    #[default]
    NotAsked,
    Loading,
    /// It did not arrive, or cannot be read.
    Failed,
    There(Arc<Library>),
}

/// The files of all languages.
pub(super) type Libraries = [Brought; Locale::ALL.len()];

/// Where the file lies in this version of the site.
fn address(locale: Locale) -> Option<String> {
    let starter = document().query_selector("script[data-js]").ok().flatten()?;
    let root = document().document_element()?;
    let base = root.get_attribute("data-base").unwrap_or_default();
    let name = starter.get_attribute(&format!("data-education-{}", locale.tag()))?;
    Some(format!("{base}/{name}"))
}

async fn fetched(locale: Locale) -> Brought {
    let Some(address) = address(locale) else { return Brought::Failed };
    let text = browser::fetch_text(&address).await;
    let library = text.and_then(|text| Library::read(&text, locale).ok());
    library.map_or(Brought::Failed, |library| Brought::There(Arc::new(library)))
}

impl Session {
    /// What the site brings in a language. It is fetched when this is first asked; whoever reads it follows.
    pub fn library(self, locale: Locale) -> Brought {
        let of = |all: &Libraries| all.get(locale as usize).cloned().unwrap_or_default();
        if matches!(self.libraries.with_untracked(of), Brought::NotAsked) {
            self.bring(locale, Brought::Loading);
            spawn_local(async move { self.bring(locale, fetched(locale).await) });
        }
        self.libraries.with(of)
    }

    /// Asks again, after it did not arrive.
    pub fn ask_library_again(self, locale: Locale) {
        self.bring(locale, Brought::NotAsked);
        drop(self.library(locale));
    }

    fn bring(self, locale: Locale, brought: Brought) {
        let _ = self.libraries.try_update(|all| {
            if let Some(place) = all.get_mut(locale as usize) {
                *place = brought;
            }
        });
    }
}
