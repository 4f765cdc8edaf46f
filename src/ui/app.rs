//! The page as a whole: what the reader chose, the shelf, the router, and the shell below them.

use crate::{
    i18n::Locale,
    session::{
        Phase, Shelf, browser,
        prefs::{self, Theme},
    },
    ui::{
        kit::{
            lang::{Lang, tell_in_utc},
            toast::Toasts,
        },
        nav::{Nav, base, here},
        page::Page,
        picture,
        shell::shell,
        workbench::{Ask, Workbench},
    },
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::Router;

/// What the reader chose for this browser.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choices {
    pub(super) locale: RwSignal<Locale>,
    pub(super) theme: RwSignal<Theme>,
    /// Whether times are told in UTC.
    pub(super) utc: RwSignal<bool>,
    /// Whether single letters are shortcuts.
    pub(super) letters: RwSignal<bool>,
}

impl Choices {
    fn provide() -> Self {
        let negotiated = || {
            let languages = browser::languages();
            Locale::negotiate(languages.iter().map(String::as_str))
        };
        let choices = Self {
            locale: RwSignal::new(prefs::language().unwrap_or_else(negotiated)),
            theme: RwSignal::new(prefs::theme()),
            utc: RwSignal::new(prefs::utc()),
            letters: RwSignal::new(prefs::shortcuts()),
        };
        provide_context(choices);
        choices
    }

    pub(super) fn set_locale(self, locale: Locale) {
        prefs::set_language(Some(locale));
        self.locale.set(locale);
    }

    pub(super) fn set_theme(self, theme: Theme) {
        prefs::set_theme(theme);
        self.theme.set(theme);
    }

    pub(super) fn set_utc(self, on: bool) {
        prefs::set_utc(on);
        self.utc.set(on);
    }

    pub(super) fn set_letters(self, on: bool) {
        prefs::set_shortcuts(on);
        self.letters.set(on);
    }

    /// Keeps the root element as chosen.
    fn follow(self) {
        Effect::new(move |_| {
            let Some(root) = document().document_element() else { return };
            drop(root.set_attribute("lang", self.locale.get().tag()));
            drop(match self.theme.get() {
                Theme::System => root.remove_attribute("data-theme"),
                Theme::Light => root.set_attribute("data-theme", "light"),
                Theme::Dark => root.set_attribute("data-theme", "dark"),
            });
        });
    }
}

/// Puts the application into the document.
pub fn mount() {
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> AnyView {
    let choices = Choices::provide();
    choices.follow();
    let shelf = Shelf::start();
    provide_context(shelf);
    if shelf.expects() && here() == Some(Page::Users) {
        // Before anything is drawn: the browser looks while the program goes on.
        picture::look_for(Page::Users, shelf, choices.locale.get_untracked());
    }
    let workbench = Workbench::provide(shelf);
    view! {
        <Router base=base()>
            <Routed choices=choices shelf=shelf workbench=workbench />
        </Router>
    }
    .into_any()
}

/// Everything that can say where it is. Drawn anew when the language or the clock changes.
#[component]
fn Routed(choices: Choices, shelf: Shelf, workbench: Workbench) -> AnyView {
    let nav = Nav::provide();
    if nav.page().get_untracked() != Some(Page::Start) {
        resume(shelf, workbench);
    }
    Effect::new(move |before: Option<()>| {
        let needed = nav.page().get().is_some_and(Page::needs_workspace);
        if needed && before.is_some() {
            resume(shelf, workbench);
        }
    });
    let toasts = Toasts::provide();
    (move || {
        provide_context(Lang(choices.locale.get()));
        tell_in_utc(choices.utc.get());
        shell(choices, nav, shelf, workbench, toasts)
    })
    .into_any()
}

/// Opens what was open last, unless the reader has asked for something else.
fn resume(shelf: Shelf, workbench: Workbench) {
    let chosen = move || {
        workbench.is_waited_for_untracked() || shelf.phase().get_untracked() != Phase::Start
    };
    if chosen() {
        return;
    }
    if shelf.expects() {
        return workbench.act(Ask::Resume);
    }
    // A first visit sees the start page without waiting for the rest of the program.
    spawn_local(async move {
        if shelf.last().await.is_some() && !chosen() {
            workbench.act(Ask::Resume);
        }
    });
}
