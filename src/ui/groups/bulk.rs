//! The verbs above the list of groups, and the dialog that shows what one would do to everything that is
//! selected.

use crate::{
    domain::{Command, GroupId},
    i18n::{Locale, Plural, Text, words},
    session::Session,
    ui::{
        compare::{sets::Sets, texts as compare},
        groups::{
            existence::staged,
            hangs,
            header::processing_of,
            relate::{Ask, Relater},
            review::{self, Review},
            texts as t, usage_texts as usage,
        },
        kit::{
            dialog::Dialog,
            icon::{Icon, icon},
            lang::lang,
            popup::{Popup, PopupKind},
            toast::{Tone, use_toasts},
            toolbar::Toolbar,
        },
        nav::{Nav, plain, use_nav},
        page::Page,
        texts::shell,
        user::act::denied_text,
    },
};
use leptos::{ev, prelude::*};

/// A change for many groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Delete,
    Restore,
    Renew,
    /// Whether the rules are followed.
    Process(bool),
}

impl Verb {
    const fn title(self) -> Plural {
        match self {
            Self::Delete => t::BULK_DELETE,
            Self::Restore => t::BULK_RESTORE,
            Self::Renew => t::BULK_RENEW,
            Self::Process(true) => t::BULK_RESUME,
            Self::Process(false) => t::BULK_PAUSE,
        }
    }

    const fn text(self) -> Text {
        match self {
            Self::Delete => t::DELETE_MANY_WHY,
            Self::Restore => t::RESTORE_WHY,
            Self::Renew => t::RENEW_WHY,
            Self::Process(true) => t::RESUME_WHY,
            Self::Process(false) => t::PAUSE_WHY,
        }
    }

    const fn changes(self) -> Plural {
        match self {
            Self::Delete => t::GROUPS_GO,
            Self::Restore => t::GROUPS_COME,
            Self::Renew => t::GROUPS_RENEWED,
            Self::Process(_) => t::GROUPS_CHANGE,
        }
    }

    fn command(self, groups: Vec<GroupId>) -> Command {
        match self {
            Self::Delete => Command::DeleteGroups { groups },
            Self::Restore => Command::RestoreGroups { groups },
            Self::Renew => Command::RenewGroups { groups },
            Self::Process(on) => processing_of(groups, on),
        }
    }
}

/// What the verbs work on. A handle.
#[derive(Debug, Clone, Copy)]
pub struct Bulk {
    session: Session,
    /// The groups that are selected.
    chosen: Memo<Vec<GroupId>>,
    /// Whether the list shows deleted groups.
    deleted: Signal<bool>,
    verb: RwSignal<Option<Verb>>,
    open: RwSignal<bool>,
    relater: Relater,
    clear: Callback<()>,
}

impl Bulk {
    /// For a list; `clear` empties its selection.
    #[must_use]
    pub fn new(
        session: Session,
        chosen: Memo<Vec<GroupId>>,
        deleted: Signal<bool>,
        clear: impl Fn() + Copy + Send + Sync + 'static,
    ) -> Self {
        Self {
            session,
            chosen,
            deleted,
            verb: RwSignal::new(None),
            open: RwSignal::new(false),
            relater: Relater::new(clear),
            clear: Callback::new(move |()| clear()),
        }
    }

    /// Why nothing can be done now.
    fn blocked(self, locale: Locale) -> Option<&'static str> {
        if !self.session.writes().get() {
            Some(shell::READ_ONLY_DENIED.get(locale))
        } else if self.chosen.with(Vec::is_empty) {
            Some(t::SELECT_FIRST.get(locale))
        } else {
            None
        }
    }

    fn start(self, verb: Verb, locale: Locale) {
        if untrack(|| self.blocked(locale)).is_none() {
            self.verb.set(Some(verb));
            self.open.set(true);
        }
    }

    /// The verbs, and the tools of the list.
    pub fn toolbar(self, tools: AnyView) -> AnyView {
        let locale = lang();
        let verbs = move || if self.deleted.get() { self.of_deleted() } else { self.of_active() };
        view! {
            <Toolbar label=t::VERBS_OF_LIST.get(locale)>
                <a class="btn primary" href=plain(Page::NewGroup)>
                    {icon(Icon::Add)} {Page::NewGroup.title().get(locale)}
                </a>
                {verbs}
                {tools}
            </Toolbar>
        }
        .into_any()
    }

    fn button(self, shape: Icon, text: Text, press: impl Fn() + 'static) -> AnyView {
        let locale = lang();
        let blocked = move || self.blocked(locale);
        view! {
            <button
                type="button"
                class="btn plain"
                aria-disabled=move || blocked().map(|_| "true")
                title=blocked
                on:click=move |_| press()
            >
                {icon(shape)} {text.get(locale)}
            </button>
        }
        .into_any()
    }

    fn of_deleted(self) -> AnyView {
        let locale = lang();
        self.button(Icon::Undo, t::RESTORE_SELECTED, move || self.start(Verb::Restore, locale))
    }

    /// Shows the groups that are selected side by side.
    fn compare(self, nav: Nav) {
        let chosen = self.chosen.get_untracked();
        if chosen.is_empty() {
            return;
        }
        let ids = self.session.with_untracked(|workspace| {
            chosen.iter().map(|group| workspace.groups().id(*group)).collect::<Vec<_>>()
        });
        nav.go(Page::Compare, &Sets::of_groups(ids).fragment());
    }

    fn of_active(self) -> AnyView {
        let (locale, nav) = (lang(), use_nav());
        let relate = move |adds: bool| {
            if untrack(|| self.blocked(locale)).is_none() {
                let groups = self.chosen.get_untracked();
                self.relater.open(Ask { groups, parties: Vec::new(), side: None, adds });
            }
        };
        let label =
            view! { {icon(Icon::Power)} {t::PROCESSING.get(locale)} {icon(Icon::Down)} }.into_any();
        let item = move |text: Text, on: bool| {
            let why =
                move || self.blocked(locale).map(|why| view! { <span class="why">{why}</span> });
            view! {
                <button
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    aria-disabled=move || self.blocked(locale).map(|_| "true")
                    on:click=move |_| self.start(Verb::Process(on), locale)
                >
                    <span>{text.get(locale)} {why}</span>
                </button>
            }
            .into_any()
        };
        view! {
            {self.button(Icon::Users, t::ADD_MEMBERS, move || relate(true))}
            {self.button(Icon::Close, t::REMOVE_MEMBERS, move || relate(false))}
            <Popup kind=PopupKind::Menu class="btn plain" button=label>
                {item(t::PAUSE_MANY, false)}
                {item(t::RESUME_MANY, true)}
            </Popup>
            {self.button(Icon::Redo, t::RENEW_MANY, move || self.start(Verb::Renew, locale))}
            {self.button(Icon::Groups, compare::COMPARE, move || self.compare(nav))}
            {self.button(Icon::Trash, t::DELETE, move || self.start(Verb::Delete, locale))}
        }
        .into_any()
    }

    /// The dialogs.
    pub fn dialogs(self) -> AnyView {
        let locale = lang();
        let title = move || {
            let count = self.chosen.with_untracked(Vec::len) as u64;
            self.verb.get().map(|verb| verb.title().of(locale, count)).unwrap_or_default()
        };
        let body = move || self.verb.get_untracked().map(|verb| self.body(verb));
        view! {
            <Dialog open=self.open title=Signal::derive(title)>
                {body}
            </Dialog>
            {self.relater.view(self.session)}
        }
        .into_any()
    }

    /// What hangs on the groups that are selected.
    fn hangs(self, locale: Locale) -> AnyView {
        let groups = self.chosen.get_untracked();
        let lines = self.session.with_untracked(|w| hangs::lines(w, &groups, locale));
        let items: Vec<AnyView> =
            lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
        view! {
            <h3>{usage::HANGS.get(locale)}</h3>
            <ul class="dots">{items}</ul>
        }
        .into_any()
    }

    fn body(self, verb: Verb) -> AnyView {
        let (locale, toasts, session) = (lang(), use_toasts(), self.session);
        let command = StoredValue::new(verb.command(self.chosen.get_untracked()));
        let review =
            Memo::new(move |_| command.with_value(|command| Review::of(session, Some(command))));
        let told = move || {
            review
                .with(|review| review::with_licences(session, review, Some(verb.changes()), locale))
        };
        let stage = move |event: ev::SubmitEvent| {
            event.prevent_default();
            let accepted = review.with_untracked(|review| review.accepted.clone());
            let void = review.with_untracked(Review::is_void);
            let Some(accepted) = accepted.filter(|_| !void) else { return };
            match session.dispatch(&accepted) {
                Ok(id) => {
                    self.open.set(false);
                    self.clear.run(());
                    toasts.show(Tone::Good, staged(session, id, locale));
                }
                Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
            }
        };
        let off = move || review.with(Review::is_void) || !session.writes().get();
        let danger = verb == Verb::Delete;
        let hangs = danger.then(|| self.hangs(locale));
        view! {
            <form class="frame" on:submit=stage>
                <div class="body">
                    <p>{verb.text().get(locale)}</p>
                    <div role="status" class="stack">{told}</div>
                    {hangs}
                </div>
                <footer>
                    <button
                        type="submit"
                        class="btn"
                        class:primary=!danger
                        class:danger=danger
                        aria-disabled=move || off().then_some("true")
                    >
                        {t::STAGE.get(locale)}
                    </button>
                    <button
                        type="button"
                        class="btn"
                        autofocus=danger
                        on:click=move |_| self.open.set(false)
                    >
                        {words::CANCEL.get(locale)}
                    </button>
                </footer>
            </form>
        }
        .into_any()
    }
}
