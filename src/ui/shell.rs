//! The frame around every page: top bar, navigation, what stands in `main`, messages.

pub(super) mod bar;
pub(super) mod broken;
pub(super) mod finder;
pub(super) mod keys;
mod phase;
pub(super) mod save_state;
pub(super) mod sheet;
pub(super) mod topbar;
pub(super) mod undo;

use crate::{
    session::{Phase, Session, Shelf},
    tenant::Workspace,
    ui::{
        app::Choices,
        fragment::Fragment,
        kit::{
            dialog::Dialog,
            dom::{by_id, focus_soon},
            icon::{Icon, icon},
            lang::lang,
            toast::{ToastArea, Toasts},
        },
        nav::{Nav, plain},
        page::Page,
        start::intake::{Intake, provide_intake},
        texts::shell as t,
        workbench::{Piece, Workbench},
    },
};
use leptos::prelude::*;

/// The heading of a page, which takes the focus when the page is shown.
pub(super) const HEADING: &str = "heading";

/// What the shell opens over the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overlays {
    pub(super) finder: RwSignal<bool>,
    pub(super) sheet: RwSignal<bool>,
}

pub(in crate::ui) fn shell(
    choices: Choices,
    nav: Nav,
    shelf: Shelf,
    workbench: Workbench,
    toasts: Toasts,
) -> AnyView {
    provide_context(toasts);
    let overlays = Overlays { finder: RwSignal::new(false), sheet: RwSignal::new(false) };
    provide_context(overlays);
    let intake = provide_intake(workbench, nav);
    keys::listen(choices, nav, shelf, overlays, intake);
    follow_page(nav, shelf);
    follow_workspace(nav, shelf);
    let locale = lang();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = by_id("main") {
            drop(main.focus());
        }
    };
    view! {
        <div class="shell">
            <a class="skip" href="#main" on:click=skip>{t::SKIP.get(locale)}</a>
            {topbar::topbar(choices, shelf, workbench, overlays, intake)}
            {sidenav(nav, shelf)}
            <main id="main" class="main" tabindex="-1">
                {phase::banners(shelf, workbench)}
                {phase::content(nav, shelf, workbench)}
            </main>
        </div>
        {intake_layer(intake)}
        <Dialog open=overlays.finder title=t::FIND.get(locale) class="dialog finder-box">
            {move || workbench.view(Piece::Finder)}
        </Dialog>
        <Dialog open=overlays.sheet title=t::SHORTCUTS.get(locale)>
            {move || workbench.view(Piece::Sheet)}
        </Dialog>
        <ToastArea />
    }
    .into_any()
}

fn intake_layer(intake: Intake) -> AnyView {
    crate::ui::start::intake::layer(intake)
}

/// Window title and focus follow the page.
fn follow_page(nav: Nav, shelf: Shelf) {
    let locale = lang();
    Effect::new(move |_| {
        let page = nav.page().get().map_or(t::NOT_FOUND, Page::title).get(locale);
        let name = shelf.session().map(|session| session.entry().with(|entry| entry.name.clone()));
        let parts = [Some(page.to_owned()), name, Some("Tenantry".to_owned())];
        document().set_title(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    });
    Effect::new(move |before: Option<Option<Page>>| {
        let page = nav.page().get();
        if before.is_some_and(|before| before != page) {
            focus_soon(HEADING);
        }
        page
    });
}

/// Opening a workspace leads to it, and to why it could not be opened, from the pages that show
/// neither.
fn follow_workspace(nav: Nav, shelf: Shelf) {
    let phase = Memo::new(move |_| shelf.phase().get());
    Effect::new(move |before: Option<()>| {
        let leads = phase.with(|phase| match nav.page().get_untracked() {
            Some(Page::Start) => *phase != Phase::Start,
            Some(Page::Import | Page::Settings | Page::Collector) => {
                matches!(phase, Phase::Broken(_))
            }
            _ => false,
        });
        if leads && before.is_some() {
            nav.go(Page::Overview, &Fragment::default());
        }
    });
    // One person's view has nothing to overlook but their groups.
    Effect::new(move |_| {
        let view = shelf.session().is_some_and(Session::is_view);
        if view && nav.page().get() == Some(Page::Overview) {
            nav.replace(Page::MyGroups, &Fragment::default());
        }
    });
}

fn sidenav(nav: Nav, shelf: Shelf) -> AnyView {
    let locale = lang();
    let link = move |page: Page| {
        let current = move || {
            let here = nav.page().get();
            (here.map(Page::section) == Some(page) || here == Some(page)).then_some("page")
        };
        let shape = match page {
            Page::Users => Icon::Users,
            Page::Groups => Icon::Groups,
            Page::Devices => Icon::Device,
            Page::Licences => Icon::Key,
            Page::Rules => Icon::Filter,
            Page::SelfService | Page::MyGroups => Icon::User,
            Page::Education => Icon::Info,
            Page::Changes => Icon::Changes,
            Page::Audit => Icon::Log,
            Page::Settings => Icon::Settings,
            _ => Icon::Overview,
        };
        let count = move || {
            let session: Session = shelf.session()?;
            let count = match page {
                Page::Users => session.with(|workspace| workspace.users().active_count().into()),
                Page::Groups => session.with(|w| w.directory().groups.active_count().into()),
                Page::Devices => session.with(|w| w.directory().devices.active_count().into()),
                Page::Changes => u64::try_from(session.with(Workspace::staged_count)).ok()?,
                _ => return None,
            };
            (count > 0).then(|| locale.number(count))
        };
        view! {
            <a href=plain(page) aria-current=current>
                {icon(shape)} <span>{page.title().get(locale)}</span>
                <span class="count" aria-hidden="true">{count}</span>
            </a>
        }
        .into_any()
    };
    let links = move || {
        let view = shelf.session().is_some_and(Session::is_view);
        let pages = if view { &Page::OF_VIEW[..] } else { &Page::NAVIGATION[..] };
        pages.iter().copied().map(link).collect::<Vec<_>>()
    };
    view! {
        <nav class="sidenav" aria-label=t::NAVIGATION.get(locale)>
            <div>{links}</div>
        </nav>
    }
    .into_any()
}

/// The first line of a page.
pub(super) fn heading(title: impl IntoView + 'static) -> AnyView {
    view! { <h1 id=HEADING tabindex="-1">{title}</h1> }.into_any()
}

/// The open workspace, for event handlers.
pub(super) fn current(shelf: Shelf) -> Option<Session> {
    untrack(|| shelf.session())
}
