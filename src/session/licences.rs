//! Who holds which product, kept until something changes; and the catalogue of products, which is fetched when a
//! page first asks.

use crate::domain::OperationId;
use crate::licensing::Catalogue;
use crate::session::{Session, browser};
use crate::tenant::Workspace;
use crate::tenant::licences::{Assumptions, Licences, ProductFigures};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How far the catalogue of products is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Products {
    /// No page has asked.
    #[default]
    NotAsked,
    Loading,
    /// It did not arrive, or cannot be read: products go by their part numbers.
    Failed,
    There(Arc<Catalogue>),
}

impl Products {
    /// The catalogue; an empty one while it is not there.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        match self {
            Self::There(catalogue) => catalogue.clone(),
            _ => Arc::default(),
        }
    }
}

/// What was computed last, and from what.
#[derive(Debug)]
pub(super) struct Held {
    /// Files that were taken in by then.
    sources: usize,
    /// The operation that came next.
    next: OperationId,
    products: Products,
    licences: Licences,
    /// The products in figures, once somebody asked.
    figures: Option<Arc<[ProductFigures]>>,
}

impl Held {
    fn of(workspace: &Workspace, products: Products) -> Self {
        let licences = Licences::of(workspace, &products.catalogue(), Assumptions::of(workspace));
        let sources = workspace.sources().len();
        let next = workspace.number_of_next_operation();
        Self { sources, next, products, licences, figures: None }
    }

    /// Whether it was made of these files and this catalogue.
    fn is_of(&self, workspace: &Workspace, products: &Products) -> bool {
        self.sources == workspace.sources().len() && self.products == *products
    }

    /// Takes into account what has happened since.
    fn follow(&mut self, workspace: &Workspace) {
        let journal = workspace.journal();
        let known = journal.partition_point(|operation| operation.id < self.next);
        let news = journal.get(known..).unwrap_or_default();
        if !news.is_empty() {
            self.figures = None;
        }
        let events = news.iter().flat_map(|operation| &operation.events);
        self.next = workspace.number_of_next_operation();
        let catalogue = self.products.catalogue();
        if !self.licences.follow(workspace, &catalogue, events) {
            let assumptions = Assumptions::of(workspace);
            self.licences.compute_again(workspace, &catalogue, assumptions);
        }
    }
}

/// Where the catalogue lies in this version of the site.
fn address() -> Option<String> {
    let starter = document().query_selector("script[data-products]").ok().flatten()?;
    let root = document().document_element()?;
    let base = root.get_attribute("data-base").unwrap_or_default();
    Some(format!("{base}/{}", starter.get_attribute("data-products")?))
}

/// The catalogue that comes with the site.
pub(super) async fn fetched() -> Products {
    let Some(address) = address() else { return Products::Failed };
    let text = browser::fetch_text(&address).await;
    let catalogue = text.and_then(|text| Catalogue::read(&text).ok());
    catalogue.map_or(Products::Failed, |catalogue| Products::There(Arc::new(catalogue)))
}

impl Session {
    /// The catalogue of products. It is fetched when this is first asked; whoever reads it follows.
    pub fn products(self) -> Signal<Products, LocalStorage> {
        if self.products.with_untracked(|products| *products == Products::NotAsked) {
            self.products.set(Products::Loading);
            spawn_local(async move {
                let products = self.with_taken_in(fetched().await).await;
                drop(self.products.try_set(products));
            });
        }
        self.products.into()
    }

    /// Asks for the catalogue again, after it did not arrive.
    pub fn ask_products_again(self) {
        if self.products.with_untracked(|products| *products == Products::Failed) {
            self.products.set(Products::NotAsked);
            let _ = self.products();
        }
    }

    /// Reads everybody's licences as they stand; follows every change.
    pub fn with_licences<T>(
        self,
        read: impl FnOnce(&Workspace, &Catalogue, &mut Licences) -> T,
    ) -> Option<T> {
        self.with_held(|workspace, catalogue, held| read(workspace, catalogue, &mut held.licences))
    }

    /// The products in figures, counted once until something changes; follows every change.
    pub fn figures(self) -> Arc<[ProductFigures]> {
        let figures = self.with_held(|workspace, _, held| {
            let licences = &mut held.licences;
            held.figures.get_or_insert_with(|| licences.figures(workspace).into()).clone()
        });
        figures.unwrap_or_default()
    }

    fn with_held<T>(self, read: impl FnOnce(&Workspace, &Catalogue, &mut Held) -> T) -> Option<T> {
        let products = self.products().get();
        let catalogue = products.catalogue();
        self.workspace.try_with(|workspace| {
            self.licences.try_update_value(|held| {
                match held.as_mut().filter(|held| held.is_of(workspace, &products)) {
                    Some(held) => held.follow(workspace),
                    None => *held = Some(Held::of(workspace, products)),
                }
                held.as_mut().map(|held| read(workspace, &catalogue, held))
            })
        })??
    }
}
