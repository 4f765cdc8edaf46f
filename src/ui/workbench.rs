//! The part of the program that works on a workspace, and the first screen's way to it.
//!
//! A first visit loads the shell and the start page; everything else is a second file
//! (`workbench/part.rs` and whatever only it reaches), fetched when the first screen stands.
//! What is asked for before it is here is done when it arrives; what it would show says so.

mod part;

use crate::{
    i18n::{Locale, words},
    session::{Broken, Session, Shelf, browser},
    ui::{
        kit::{
            lang::lang,
            notice::{Notice, strip},
            toast::Toasts,
        },
        page::Page,
        picture,
        shell::heading,
        start::intake::Intake,
        texts::shell as t,
    },
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::{File, FileSystemEntry};

/// Something to be done.
#[derive(Debug)]
pub(super) enum Ask {
    /// Open what was open last.
    Resume,
    Open(String),
    /// Open the sample, under this name if it is not there yet.
    Sample(&'static str),
    OpenFile(File),
    Import(Vec<File>),
    /// Take in the files of folders.
    Folders(Vec<FileSystemEntry>, Intake),
    Rename {
        id: String,
        name: String,
    },
    Delete(String),
    SaveFile(Session),
    Undo(Session, Toasts, Locale),
    Redo(Session, Toasts, Locale),
}

/// Something to be shown.
#[derive(Debug)]
pub(super) enum Piece {
    /// A page; of the open workspace, if it needs one.
    Page(Page, Option<Session>),
    /// Why a workspace could not be opened.
    Broken(Broken),
    /// What the top bar says of the open workspace.
    Bar(Session),
    /// What the open workspace has to say above every page.
    Banner(Session),
    /// The search over everything, inside its dialog.
    Finder,
    /// The list of shortcuts, inside its dialog.
    Sheet,
}

/// Milliseconds after which the list of workspaces is no longer waited for.
const LISTED: i32 = 2_000;

/// The ways into the part.
#[derive(Debug, Clone, Copy)]
struct Ways {
    /// Offers what pages share to everything below the current owner.
    provide: fn(),
    act: fn(Ask, Shelf),
    view: fn(Piece, Shelf) -> AnyView,
}

/// A file of the program did not arrive.
#[derive(Debug, Clone, Copy)]
struct Missing;

#[derive(Debug, Clone, Copy)]
enum State {
    NotAskedFor,
    Fetching,
    Here(Ways),
    Missing,
}

/// The way to the part. A handle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Workbench {
    shelf: Shelf,
    state: RwSignal<State>,
    waiting: RwSignal<Vec<Ask>, LocalStorage>,
    /// What is provided belongs to the whole page.
    owner: StoredValue<Owner>,
}

impl Workbench {
    /// Offers itself to everything below, which must be the whole page, and has the part fetched
    /// once the first screen stands and says what there is.
    pub(super) fn provide(shelf: Shelf) -> Self {
        let workbench = Self {
            shelf,
            state: RwSignal::new(State::NotAskedFor),
            waiting: RwSignal::new_local(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        provide_context(workbench);
        // Two frames: after the first one the screen is drawn, not yet shown.
        let soon = move || {
            request_animation_frame(move || {
                request_animation_frame(move || workbench.fetch_once());
            });
        };
        spawn_local(async move {
            // The start page says what there is: a slow processor does that first.
            shelf.listed_once().await;
            soon();
        });
        spawn_local(async move {
            // A database that does not answer keeps nothing else waiting.
            browser::wait(LISTED).await;
            soon();
        });
        workbench
    }

    fn fetch_once(self) {
        if matches!(self.state.get_untracked(), State::NotAskedFor) {
            self.fetch();
        }
    }

    fn fetch(self) {
        if matches!(self.state.get_untracked(), State::Fetching | State::Here(_)) {
            return;
        }
        self.state.set(State::Fetching);
        spawn_local(async move {
            let Ok(ways) = part::ways().await else {
                picture::remove();
                return self.state.set(State::Missing);
            };
            self.owner.with_value(|owner| owner.with(ways.provide));
            let asks = self.waiting.try_update(std::mem::take).unwrap_or_default();
            for ask in asks {
                (ways.act)(ask, self.shelf);
            }
            self.state.set(State::Here(ways));
        });
    }

    /// Does something now, or as soon as the part is here.
    pub(super) fn act(self, ask: Ask) {
        if !matches!(ask, Ask::Resume) {
            picture::remove();
        }
        if let State::Here(ways) = self.state.get_untracked() {
            return (ways.act)(ask, self.shelf);
        }
        self.waiting.update(|asks| asks.push(ask));
        self.fetch();
    }

    /// Whether something waits for the part. Tracked.
    pub(super) fn is_waited_for(self) -> bool {
        self.waiting.with(|asks| !asks.is_empty())
    }

    /// As [`Self::is_waited_for`], for whoever asks once.
    pub(super) fn is_waited_for_untracked(self) -> bool {
        self.waiting.with_untracked(|asks| !asks.is_empty())
    }

    /// Shows something; until the part is here, that it is on its way. Tracked.
    pub(super) fn view(self, piece: Piece) -> AnyView {
        let locale = lang();
        match self.state.get() {
            State::Here(ways) => (ways.view)(piece, self.shelf),
            State::NotAskedFor | State::Fetching => {
                view! { <p class="slow" role="status">{t::LOADING.get(locale)}</p> }.into_any()
            }
            State::Missing => view! {
                {heading(t::PART_MISSING.get(locale))}
                {strip(Notice::Bad, t::PART_MISSING_TEXT.get(locale).to_owned())}
                <p>
                    <button type="button" class="btn primary" on:click=move |_| self.fetch()>
                        {words::TRY_AGAIN.get(locale)}
                    </button>
                </p>
            }
            .into_any(),
        }
    }

    /// As [`Self::view`], for what may be missing without a word. Tracked.
    pub(super) fn quietly(self, piece: Piece) -> Option<AnyView> {
        match self.state.get() {
            State::Here(ways) => Some((ways.view)(piece, self.shelf)),
            _ => None,
        }
    }
}

/// The way to the part. To be asked while drawing.
pub(super) fn use_workbench() -> Workbench {
    expect_context::<Workbench>()
}
