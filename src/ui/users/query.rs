//! The answer to the list's question, computed in steps that are asked again only when they must.

use crate::{
    domain::Attribute,
    session::Session,
    store::{Bits, Direction, Facets, Filter, Found},
    tenant::Workspace,
    text::collate::Collation,
    ui::users::{columns::USUAL_SORT, state::ListState},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Something large that is told apart by where it lies, not by what it holds.
#[derive(Debug)]
pub(super) struct Shared<T: ?Sized>(pub(super) Arc<T>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Eq for Shared<T> {}

/// Who fits.
#[derive(Debug)]
pub(super) struct Fitting {
    pub(super) yes: Bits,
    /// Of whom it cannot be said, because an attribute was not imported.
    pub(super) unknown: Bits,
}

/// The steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query {
    fitting: Memo<Shared<Fitting>>,
    rows: Memo<Shared<[u32]>>,
}

impl Query {
    pub(super) fn new(session: Session, state: RwSignal<ListState>) -> Self {
        let filters = Memo::new(move |_| state.with(|state| state.filters.clone()));
        let search = Memo::new(move |_| state.with(|state| state.search.trim().to_owned()));
        let sort = Memo::new(move |_| state.with(|state| state.sort.clone()));
        let filtered = Memo::new(move |_| {
            session.with(|workspace| Shared(Arc::new(filters.with(|all| filter(workspace, all)))))
        });
        let found = Memo::new(move |before: Option<&Shared<Option<Found>>>| {
            session.with(|workspace| {
                let before = before.and_then(|before| before.0.as_ref().as_ref());
                let text = search.read();
                let found = (!text.is_empty()).then(|| workspace.users().search(&text, before));
                Shared(Arc::new(found))
            })
        });
        let fitting = Memo::new(move |_| {
            let (filtered, found) = (filtered.get(), found.get());
            let Some(found) = found.0.as_ref() else { return filtered };
            let mut both =
                Fitting { yes: filtered.0.yes.clone(), unknown: filtered.0.unknown.clone() };
            both.yes.and(&found.rows);
            both.unknown.and(&found.rows);
            Shared(Arc::new(both))
        });
        let rows = Memo::new(move |_| {
            let (fitting, sort) = (fitting.get(), sort.read());
            let sort: &[(Attribute, Direction)] = if sort.is_empty() { &USUAL_SORT } else { &sort };
            session.with(|workspace| {
                Shared(Arc::from(workspace.users().order(sort, &fitting.0.yes, Collation::Root)))
            })
        });
        Self { fitting, rows }
    }

    /// The rows in their order.
    pub(super) fn rows(self) -> Arc<[u32]> {
        self.rows.get().0
    }

    /// The same, for event handlers.
    pub(super) fn rows_now(self) -> Arc<[u32]> {
        self.rows.get_untracked().0
    }

    /// Of how many nobody can say whether they fit.
    pub(super) fn undecided(self) -> u32 {
        self.fitting.with(|fitting| fitting.0.unknown.count())
    }
}

/// Every filter together, three-valued: one no decides, then one unknown.
fn filter(workspace: &Workspace, filters: &[Filter]) -> Fitting {
    let users = workspace.users();
    let mut yes = users.active().clone();
    let mut possible = yes.clone();
    for filter in filters {
        let mut matched = users.filter(filter);
        yes.and(&matched.yes);
        matched.unknown.or(&matched.yes);
        possible.and(&matched.unknown);
    }
    possible.and_not(&yes);
    Fitting { yes, unknown: possible }
}

/// The values of an attribute among those who fit every other filter.
pub(super) fn facets(
    workspace: &Workspace,
    state: &ListState,
    except: Option<usize>,
    attribute: Attribute,
    limit: usize,
) -> Facets {
    let others = state.filters.iter().enumerate().filter(|(at, _)| Some(*at) != except);
    let others: Vec<Filter> = others.map(|(_, filter)| filter.clone()).collect();
    let mut within = filter(workspace, &others).yes;
    if !state.search.trim().is_empty() {
        within.and(&workspace.users().search(&state.search, None).rows);
    }
    workspace.users().facets(attribute, &within, limit)
}
