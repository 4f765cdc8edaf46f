//! The page as a whole: what it holds, and the address that follows it.

use crate::{
    domain::Timestamp,
    i18n::Locale,
    session::{Session, browser},
    tenant::{
        Workspace,
        predicted::{MOST, Predicted},
    },
    ui::{
        audit::{
            empty, export, filters,
            find::{self, Found, Logs},
            list, pane, reach,
            state::AuditState,
            texts as t,
        },
        fragment::Fragment,
        kit::{
            dom::on_window,
            lang::lang,
            notice::{Notice, strip},
            table::Picked,
        },
        nav::{Nav, use_nav},
        page::Page,
        shell::heading,
    },
};
use leptos::{ev, prelude::*};
use std::{sync::Arc, time::Duration};

/// How long a question rests before the address follows it.
const ADDRESS_LAGS: Duration = Duration::from_millis(400);

/// Predicted records, made anew after every change.
#[derive(Debug, Clone)]
pub(super) struct Shared(pub Arc<Predicted>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub session: Session,
    pub locale: Locale,
    pub state: RwSignal<AuditState>,
    pub predicted: Memo<Shared>,
    pub found: Memo<Found>,
    pub picked: Picked,
}

impl Desk {
    fn of(session: Session, locale: Locale, nav: Nav) -> Self {
        let start = nav.fragment().with_untracked(AuditState::from_fragment);
        let state = RwSignal::new(start);
        let predicted =
            Memo::new(move |_| session.with(|workspace| Shared(Arc::new(workspace.predicted()))));
        // Whose details are shown changes nothing of the list.
        let asked = Memo::new(move |_| AuditState { open: None, ..state.get() });
        let found = Memo::new(move |_| {
            let now = browser::now();
            session.with(|workspace| {
                predicted.with(|Shared(predicted)| {
                    asked.with(|asked| find_in(workspace, predicted, asked, now))
                })
            })
        });
        Self { session, locale, state, predicted, found, picked: Picked::new() }
    }

    /// Reads the workspace and both logs. Tracked.
    pub(super) fn with<T>(self, read: impl FnOnce(&Workspace, Logs<'_>) -> T) -> T {
        self.session.with(|workspace| {
            self.predicted.with(|Shared(predicted)| {
                let imported = workspace.audit_log();
                read(workspace, Logs { imported, predicted: &predicted.log })
            })
        })
    }

    /// As [`Self::with`], once.
    pub(super) fn with_untracked<T>(self, read: impl FnOnce(&Workspace, Logs<'_>) -> T) -> T {
        untrack(|| self.with(read))
    }

    /// Shows the details of an item of the list.
    pub(super) fn open(self, item: u32) {
        let open = self.with_untracked(|_, logs| logs.address(item));
        self.state.update(|state| state.open = Some(open));
    }
}

fn find_in(
    workspace: &Workspace,
    predicted: &Predicted,
    asked: &AuditState,
    now: Timestamp,
) -> Found {
    let object = asked.object.map(|id| find::names(workspace.directory(), id));
    let logs = Logs { imported: workspace.audit_log(), predicted: &predicted.log };
    find::find(logs, asked, &object.unwrap_or_default(), now)
}

/// The log of the open workspace.
pub fn audit_page(session: Session) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let desk = Desk::of(session, locale, nav);
    follow_address(desk.state, nav);
    on_window(ev::keydown, move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            desk.state.update(|state| state.open = None);
        }
    });
    let some = Memo::new(move |_| {
        desk.with(|_, logs| !logs.imported.is_empty() || !logs.predicted.is_empty())
    });
    let content = move || {
        if some.get() { untrack(|| content(desk)) } else { empty::nothing(locale) }
    };
    view! {
        <div class="page-head">
            {heading(Page::Audit.title().get(locale))} <p class="lead">{t::LEAD.get(locale)}</p>
        </div>
        {content}
    }
    .into_any()
}

fn content(desk: Desk) -> AnyView {
    let locale = desk.locale;
    // Made ready while the page is drawn, so that the first letter need not wait for it.
    request_animation_frame(move || {
        desk.with_untracked(|_, logs| logs.imported.prepare_search());
    });
    let cut = move || {
        desk.predicted
            .with(|Shared(predicted)| predicted.is_cut)
            .then(|| strip(Notice::Warn, t::CUT.with(locale, &[&locale.number(u64::from(MOST))])))
    };
    let untold = move || {
        let count = desk.predicted.with(|Shared(predicted)| predicted.without_rules);
        (count > 0).then(|| strip(Notice::Info, t::WITHOUT_RULES.of(locale, u64::from(count))))
    };
    view! {
        {filters::filters(desk, export::menu(desk))}
        {reach::reach(desk)}
        {cut} {untold}
        <div class="split">{list::list(desk)} {pane::pane(desk)}</div>
    }
    .into_any()
}

/// The address says what the list shows, and the list shows what an address says.
fn follow_address(state: RwSignal<AuditState>, nav: Nav) {
    let written = StoredValue::new(state.with_untracked(AuditState::to_fragment).print());
    let fragment = nav.fragment();
    Effect::new(move |_| {
        let fragment: Fragment = fragment.get();
        if nav.page().get_untracked() == Some(Page::Audit)
            && written.with_value(|written| *written != fragment.print())
        {
            written.set_value(fragment.print());
            state.set(AuditState::from_fragment(&fragment));
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        let fragment = state.with(AuditState::to_fragment);
        stop();
        if written.with_value(|written| *written == fragment.print()) {
            return;
        }
        let write = move || {
            if nav.page().get_untracked() == Some(Page::Audit) {
                written.set_value(fragment.print());
                nav.replace(Page::Audit, &fragment);
            }
        };
        waiting.set_value(set_timeout_with_handle(write, ADDRESS_LAGS).ok());
    });
    on_cleanup(stop);
}
