//! What the parts of the page share, and the figures that are made while it is open.

use crate::{
    domain::{GroupId, ObjectId, Row, Timestamp},
    i18n::Locale,
    rules::limits,
    session::{Drifts, Session},
    tenant::drift::GroupDrift,
    ui::{
        drift::{
            field::{Field, rows},
            part::Part,
        },
        fragment::Fragment,
        kit::table::Picked,
        nav::Nav,
        page::Page,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// Names in the fragment: the part that is shown, whose details are open, and whether rules of the
/// `memberOf` form are taken to be processed for ever.
const SHOW: &str = "show";
const OPEN: &str = "id";
const MEMBER_OF: &str = "memberOf";
const PROCESSED: &str = "processed";

/// The page's state.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) session: Session,
    pub(super) locale: Locale,
    pub(super) nav: Nav,
    pub(super) query: RwSignal<String>,
    pub(super) part: Memo<Part>,
    /// Whose details are shown.
    pub(super) open: Memo<Option<GroupId>>,
    /// Whether the end of `memberOf` rules is taken as it is told.
    pub(super) ends: Memo<bool>,
    pub(super) order: RwSignal<Option<(Field, bool)>>,
    pub(super) picked: Picked,
    pub(super) drifts: RwSignal<Option<Arc<Drifts>>>,
    /// Steps that are done, of how many.
    pub(super) progress: RwSignal<(u32, u32)>,
    pub(super) rows: Memo<Vec<u32>>,
}

impl Desk {
    pub(super) fn new(session: Session, locale: Locale, nav: Nav) -> Self {
        let fragment = nav.fragment();
        let says = move |name: &'static str| {
            fragment.with(|fragment| fragment.get(name).unwrap_or_default().to_owned())
        };
        let part = Memo::new(move |_| Part::named(&says(SHOW)));
        let open = Memo::new(move |_| {
            let id = ObjectId::parse(&says(OPEN))?;
            session.with(|workspace| workspace.groups().find(id))
        });
        let ends = Memo::new(move |_| says(MEMBER_OF) != PROCESSED);
        let (query, order) = (RwSignal::new(String::new()), RwSignal::new(None));
        let drifts = RwSignal::new(None::<Arc<Drifts>>);
        let rows = Memo::new(move |_| {
            let (part, order) = (part.get(), order.get());
            drifts.with(|drifts| {
                let all = drifts.as_ref().map_or(&[][..], |drifts| &drifts.groups);
                query.with(|query| session.with(|w| rows(w.directory(), all, part, query, order)))
            })
        });
        let desk = Self {
            session,
            locale,
            nav,
            query,
            part,
            open,
            ends,
            order,
            picked: Picked::new(),
            drifts,
            progress: RwSignal::new((0, 0)),
            rows,
        };
        desk.follow();
        desk
    }

    /// Makes figures after every change; a newer run takes over from one that is under way.
    fn follow(self) {
        let runs = StoredValue::new(0_u32);
        Effect::new(move |_| {
            self.session.revision().track();
            let ends = self.ends.get().then(limits::end_of_member_of).flatten();
            let run = runs.try_update_value(|run| {
                *run = run.wrapping_add(1);
                *run
            });
            spawn_local(async move {
                let goes_on = move || runs.try_get_value() == run;
                let told =
                    move |done, all| goes_on() && self.progress.try_set((done, all)).is_none();
                let found = self.session.drifts(ends, told).await;
                if let Some(found) = found
                    && goes_on()
                {
                    drop(self.drifts.try_set(Some(found)));
                }
            });
        });
    }

    /// When rules of the `memberOf` form end, where that is taken as it is told.
    pub(super) fn end(self) -> Option<Timestamp> {
        self.ends.get().then(limits::end_of_member_of).flatten()
    }

    /// The figures of a group.
    pub(super) fn of(self, group: GroupId) -> Option<GroupDrift> {
        self.drifts.with(|drifts| {
            let all = &drifts.as_ref()?.groups;
            let at = all.binary_search_by_key(&group, |one| one.group).ok()?;
            all.get(at).cloned()
        })
    }

    fn address(part: Part, open: Option<ObjectId>, ends: bool) -> Fragment {
        let mut fragment = Fragment::default();
        let name = Part::ALL.iter().find(|(one, _)| *one == part).map_or("", |(_, name)| name);
        if !name.is_empty() {
            fragment = fragment.and(SHOW, name);
        }
        if !ends {
            fragment = fragment.and(MEMBER_OF, PROCESSED);
        }
        if let Some(id) = open {
            fragment = fragment.and(OPEN, id.to_string());
        }
        fragment
    }

    fn open_id(self) -> Option<ObjectId> {
        let open = self.open.get_untracked()?;
        Some(self.session.with_untracked(|workspace| workspace.groups().id(open)))
    }

    /// Shows another part.
    pub(super) fn show(self, part: Part) {
        let fragment = Self::address(part, self.open_id(), self.ends.get_untracked());
        self.nav.replace(Page::Drift, &fragment);
    }

    /// Takes the end of `memberOf` rules as it is told, or not.
    pub(super) fn set_ends(self, ends: bool) {
        let fragment = Self::address(self.part.get_untracked(), self.open_id(), ends);
        self.nav.replace(Page::Drift, &fragment);
    }

    /// Shows the details of a group, or of none.
    pub(super) fn set_open(self, group: Option<Row>) {
        let id = group.map(|group| self.session.with_untracked(|w| w.groups().id(group)));
        let (part, ends) = (self.part.get_untracked(), self.ends.get_untracked());
        self.nav.replace(Page::Drift, &Self::address(part, id, ends));
    }
}
