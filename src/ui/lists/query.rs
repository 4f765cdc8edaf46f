//! The answer to a list's question, computed in steps that are asked again only when they must.

use crate::{
    domain::{Attribute, Timestamp, attribute::Of},
    session::{Session, browser},
    store::{Bits, Direction, Directory, Facets, Field, Filter, Found, Objects},
    tenant::licences::people::Question,
    ui::{
        lists::{
            columns::{name, usual_sort},
            state::ListState,
        },
        objects::shown::Shown,
    },
};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

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

/// The part of the list that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    within: Bits,
    /// Of groups that are alike, the class of each.
    classes: BTreeMap<u32, usize>,
}

impl Part {
    fn of(directory: &Directory, of: Of, shown: Shown, now: Timestamp) -> Self {
        let Some(classes) = shown.classes(directory) else {
            let within = shown.rows(directory, of, now);
            return Self { within, classes: BTreeMap::new() };
        };
        let classes: BTreeMap<u32, usize> = (0..)
            .zip(&classes)
            .flat_map(|(at, class)| class.iter().map(move |group| (group.0, at)))
            .collect();
        let within = Bits::of(directory.of(of).rows(), classes.keys().copied());
        Self { within, classes }
    }

    /// Puts those that are alike together, where the first of them stands.
    fn gather(&self, rows: &mut [u32]) {
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            if let Some(class) = self.classes.get(row) {
                first.entry(*class).or_insert(place);
            }
        }
        rows.sort_by_key(|row| self.classes.get(row).and_then(|class| first.get(class)));
    }
}

/// What fits.
#[derive(Debug)]
pub(super) struct Fitting {
    pub(super) yes: Bits,
    /// Of what it cannot be said, because an attribute was not imported.
    pub(super) unknown: Bits,
}

impl Fitting {
    /// Both: one no decides, then one unknown.
    fn and(&mut self, other: &Self) {
        self.unknown.or(&self.yes);
        let mut possible = other.unknown.clone();
        possible.or(&other.yes);
        self.unknown.and(&possible);
        self.yes.and(&other.yes);
        self.unknown.and_not(&self.yes);
    }
}

/// What comes of the questions about licences.
#[derive(Debug)]
pub(super) struct Licensed {
    /// Whom everything fits that is asked.
    pub(super) fitting: Fitting,
    /// What cannot be said of everybody.
    open: Vec<Question>,
}

/// What comes of these questions; none where nothing is asked.
pub(super) fn licensed(session: Session, questions: &[Question]) -> Option<Licensed> {
    if questions.is_empty() {
        return None;
    }
    session.with_licences(|workspace, _, licences| {
        let mut open = Vec::new();
        let mut fitting = None::<Fitting>;
        for question in questions {
            let answer = licences.answer(workspace, *question);
            if !answer.unknown.is_empty() {
                open.push(*question);
            }
            let answer = Fitting { yes: answer.yes, unknown: answer.unknown };
            match &mut fitting {
                Some(all) => all.and(&answer),
                None => fitting = Some(answer),
            }
        }
        Some(Licensed { fitting: fitting?, open })
    })?
}

/// The steps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query {
    rows: Memo<Shared<[u32]>>,
    undecided: Memo<u32>,
    licensed: Memo<Shared<Option<Licensed>>>,
    open_filters: Memo<Vec<Filter>>,
}

impl Query {
    pub(super) fn new(session: Session, of: Of, state: RwSignal<ListState>) -> Self {
        let shown = Memo::new(move |_| state.with(|state| state.part));
        let filters = Memo::new(move |_| state.with(|state| state.filters.clone()));
        let search = Memo::new(move |_| state.with(|state| state.search.trim().to_owned()));
        let sort = Memo::new(move |_| state.with(|state| state.sort.clone()));
        let part = Memo::new(move |_| {
            session.with(|w| Part::of(w.directory(), of, shown.get(), browser::now()))
        });
        let questions = Memo::new(move |_| state.with(|state| state.licences.clone()));
        let licensed = Memo::new(move |_| Shared(Arc::new(licensed(session, &questions.read()))));
        let filtered = Memo::new(move |_| {
            let licensed = licensed.get();
            session.with(|workspace| {
                let objects = workspace.directory().of(of);
                let within = part.read();
                let mut found = filters.with(|all| filter(objects, &within.within, all));
                if let Some(licensed) = licensed.0.as_ref() {
                    found.and(&licensed.fitting);
                }
                Shared(Arc::new(found))
            })
        });
        let found = Memo::new(move |before: Option<&Shared<Option<Found>>>| {
            session.with(|workspace| {
                let before = before.and_then(|before| before.0.as_ref().as_ref());
                let text = search.read();
                let objects = workspace.directory().of(of);
                let found = (!text.is_empty()).then(|| objects.search(&text, before));
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
            let (fitting, by) = (fitting.get(), sort.with(|sort| order_by(of, sort)));
            session.with(|workspace| {
                let mut rows = workspace.directory().order(of, &by, &fitting.0.yes);
                let part = part.read();
                if !part.classes.is_empty() && by.first().is_some_and(|(it, _)| *it == name(of)) {
                    part.gather(&mut rows);
                }
                Shared(Arc::from(rows))
            })
        });
        let undecided = Memo::new(move |_| fitting.with(|fitting| fitting.0.unknown.count()));
        let open_filters = Memo::new(move |_| {
            session.with(|workspace| {
                filters.with(|filters| open_filters(workspace.directory().of(of), filters))
            })
        });
        Self { rows, undecided, licensed, open_filters }
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
        self.undecided.get()
    }

    /// The filters of which it cannot be said of some whether they fit.
    pub(super) fn open_filters(self) -> Vec<Filter> {
        self.open_filters.get()
    }

    /// The same of what is asked of licences.
    pub(super) fn open_questions(self) -> Vec<Question> {
        self.licensed.with(|licensed| {
            let open = licensed.0.as_ref().as_ref().map(|licensed| licensed.open.clone());
            open.unwrap_or_default()
        })
    }
}

/// What the rows are sorted by: what was asked for, and groups and devices by name where they are equal,
/// as many are.
fn order_by(of: Of, sort: &[(Field, Direction)]) -> Vec<(Field, Direction)> {
    let mut by = if sort.is_empty() { usual_sort(of).to_vec() } else { sort.to_vec() };
    if of != Of::User && by.iter().all(|(field, _)| *field != name(of)) {
        by.extend(usual_sort(of));
    }
    by
}

/// Every filter together, three-valued: one no decides, then one unknown.
fn filter(objects: &Objects, within: &Bits, filters: &[Filter]) -> Fitting {
    let mut yes = within.clone();
    let mut possible = yes.clone();
    for filter in filters {
        let mut matched = objects.filter_within(filter, within);
        yes.and(&matched.yes);
        matched.unknown.or(&matched.yes);
        possible.and(&matched.unknown);
    }
    possible.and_not(&yes);
    Fitting { yes, unknown: possible }
}

/// How many values are looked at.
const FACETS: usize = 5000;

/// The values of an attribute among those that fit every other filter.
pub(super) fn facets(
    directory: &Directory,
    of: Of,
    state: &ListState,
    licensed: Option<&Fitting>,
    (attribute, except): (Attribute, Option<usize>),
) -> Facets {
    let others = state.filters.iter().enumerate().filter(|(at, _)| Some(*at) != except);
    let others: Vec<Filter> = others.map(|(_, filter)| filter.clone()).collect();
    let objects = directory.of(of);
    let part = Part::of(directory, of, state.part, browser::now());
    let mut within = filter(objects, &part.within, &others).yes;
    if let Some(licensed) = licensed {
        within.and(&licensed.yes);
    }
    if !state.search.trim().is_empty() {
        within.and(&objects.search(&state.search, None).rows);
    }
    objects.facets(attribute, &within, FACETS)
}

/// The filters of which it cannot be said of some objects whether they fit.
fn open_filters(objects: &Objects, filters: &[Filter]) -> Vec<Filter> {
    let open = |filter: &&Filter| !objects.filter(filter).unknown.is_empty();
    filters.iter().filter(open).cloned().collect()
}
