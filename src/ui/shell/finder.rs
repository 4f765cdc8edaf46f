//! The search over everything: pages, actions, people.

use crate::{
    domain::{Attribute, UserId},
    i18n::{Locale, Text},
    messages,
    session::{Session, Shelf, prefs::Theme},
    store::Cell,
    text::fold,
    ui::{
        app::Choices,
        fragment::Fragment,
        groups::texts::DELETED_GROUPS,
        kit::{
            combobox::{Choice, MOST, Options, listbox},
            icon::{Icon, icon},
            lang::lang,
            toast::{Toasts, use_toasts},
        },
        nav::{Nav, use_nav},
        objects::shown::DELETED,
        page::Page,
        shell::{
            Overlays, current,
            undo::{redo, undo},
        },
        start::intake::{Intake, use_intake},
        texts::shell as t,
    },
};
use leptos::{ev, prelude::*};

/// Something that can be done from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    NewUser,
    NewGroup,
    DeletedGroups,
    Undo,
    Redo,
    Import,
    SaveFile,
    Language(Locale),
    Theme(Theme),
    Utc(bool),
    Shortcuts,
    Sample,
}

const VERBS: [(Verb, Text); 15] = [
    (Verb::NewUser, Page::NewUser.title()),
    (Verb::NewGroup, Page::NewGroup.title()),
    (Verb::DeletedGroups, DELETED_GROUPS),
    (Verb::Undo, t::UNDO),
    (Verb::Redo, t::REDO),
    (Verb::Import, t::IMPORT_FILES),
    (Verb::SaveFile, t::SAVE_FILE),
    (Verb::Language(Locale::En), Text::same("English")),
    (Verb::Language(Locale::Fr), Text::same("Français")),
    (Verb::Theme(Theme::Light), t::THEME_LIGHT),
    (Verb::Theme(Theme::Dark), t::THEME_DARK),
    (Verb::Utc(true), t::CLOCK_UTC),
    (Verb::Utc(false), t::CLOCK_LOCAL),
    (Verb::Shortcuts, t::SHORTCUTS),
    (Verb::Sample, t::SAMPLE_NAME),
];

/// Pages that the finder leads to.
const PAGES: [Page; 19] = [
    Page::Overview,
    Page::Users,
    Page::NewUser,
    Page::Deleted,
    Page::Groups,
    Page::NewGroup,
    Page::Devices,
    Page::Licences,
    Page::Drift,
    Page::Rules,
    Page::SelfService,
    Page::MyGroups,
    Page::Education,
    Page::Changes,
    Page::HandOff,
    Page::Audit,
    Page::Collector,
    Page::Start,
    Page::Settings,
];

#[derive(Clone, Copy)]
struct Finder {
    overlays: Overlays,
    choices: Choices,
    shelf: Shelf,
    nav: Nav,
    intake: Intake,
    toasts: Toasts,
    locale: Locale,
}

/// What stands in its dialog.
pub(in crate::ui) fn finder(shelf: Shelf) -> AnyView {
    let locale = lang();
    let finder = Finder {
        overlays: expect_context::<Overlays>(),
        choices: expect_context::<Choices>(),
        shelf,
        nav: use_nav(),
        intake: use_intake(),
        toasts: use_toasts(),
        locale,
    };
    let text = RwSignal::new(String::new());
    let options = Options::new();
    let list_id = crate::ui::kit::dom::fresh_id("found");
    let look = move || options.set(finder.search(&text.get_untracked()), true);
    look();
    let pick = Callback::new(move |choice: Choice| {
        finder.overlays.finder.set(false);
        finder.run(&choice.key);
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        if key == "Enter" {
            if let Some(choice) = options.chosen() {
                pick.run(choice);
            }
        } else if !options.moved(&key) {
            return;
        }
        event.prevent_default();
    };
    let id = list_id.clone();
    let marked = move || options.active.get().map(|at| format!("{id}-{at}"));
    let nothing = move || {
        let none = options.choices.with(Vec::is_empty);
        none.then(|| {
            view! { <p class="quiet">{t::FIND_EMPTY.with(locale, &[&text.get()])}</p> }.into_any()
        })
    };
    view! {
        <div class="body">
            <div class="with-icon">
                {icon(Icon::Search)}
                <input
                    class="input"
                    type="text"
                    role="combobox"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=t::FIND.get(locale)
                    placeholder=t::FIND.get(locale)
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls=list_id.clone()
                    aria-activedescendant=marked
                    prop:value=text
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        look();
                    }
                    on:keydown=on_key
                />
            </div>
            {listbox(options, list_id, t::RESULTS.get(locale).to_owned(), pick)}
            <div role="status">{nothing}</div>
        </div>
    }
    .into_any()
}

impl Finder {
    /// What fits a text: pages and actions by any of their words, then people.
    fn search(self, text: &str) -> Vec<Choice> {
        let wanted = fold::search(text.trim());
        let fits =
            |title: &str| wanted.split_whitespace().all(|word| fold::search(title).contains(word));
        let session = current(self.shelf);
        let pages = PAGES.iter().enumerate().filter_map(|(at, page)| {
            let title = page.title().get(self.locale);
            fits(title)
                .then(|| choice(format!("page {at}"), title.to_owned(), t::PAGES, self.locale))
        });
        let verbs = VERBS.iter().enumerate().filter_map(|(at, (verb, title))| {
            let title = title.get(self.locale);
            let possible = session.is_some()
                || !matches!(
                    verb,
                    Verb::NewUser
                        | Verb::NewGroup
                        | Verb::DeletedGroups
                        | Verb::Undo
                        | Verb::Redo
                        | Verb::SaveFile
                );
            (possible && fits(title))
                .then(|| choice(format!("verb {at}"), title.to_owned(), t::ACTIONS, self.locale))
        });
        let mut found: Vec<Choice> = pages.chain(verbs).collect();
        if !wanted.is_empty()
            && let Some(session) = session
        {
            found.extend(people(session, text, MOST.saturating_sub(found.len()), self.locale));
        }
        found
    }

    fn run(self, key: &str) {
        let Some((kind, which)) = key.split_once(' ') else { return };
        let at: Option<usize> = which.parse().ok();
        match kind {
            "page" => {
                if let Some(page) = at.and_then(|at| PAGES.get(at)) {
                    self.nav.go(*page, &Fragment::default());
                }
            }
            "verb" => {
                if let Some((verb, _)) = at.and_then(|at| VERBS.get(at)) {
                    self.perform(*verb);
                }
            }
            _ => self.nav.go(Page::User, &Fragment::default().and("id", which)),
        }
    }

    fn perform(self, verb: Verb) {
        let session = current(self.shelf);
        match (verb, session) {
            (Verb::NewUser, _) => self.nav.go(Page::NewUser, &Fragment::default()),
            (Verb::NewGroup, _) => self.nav.go(Page::NewGroup, &Fragment::default()),
            (Verb::DeletedGroups, _) => {
                self.nav.go(Page::Groups, &Fragment::default().and("show", DELETED));
            }
            (Verb::Undo, Some(session)) => undo(session, self.toasts, self.locale),
            (Verb::Redo, Some(session)) => redo(session, self.toasts, self.locale),
            (Verb::SaveFile, Some(session)) => session.save_file(),
            (Verb::Undo | Verb::Redo | Verb::SaveFile, None) => {}
            (Verb::Import, _) => self.intake.choose_files(),
            (Verb::Language(locale), _) => self.choices.set_locale(locale),
            (Verb::Theme(theme), _) => self.choices.set_theme(theme),
            (Verb::Utc(on), _) => self.choices.set_utc(on),
            (Verb::Shortcuts, _) => self.overlays.sheet.set(true),
            (Verb::Sample, _) => self.shelf.open_sample(t::SAMPLE_NAME.get(self.locale)),
        }
    }
}

fn choice(key: String, text: String, group: Text, locale: Locale) -> Choice {
    Choice { key, text, detail: String::new(), group: group.get(locale).to_owned() }
}

/// The first people whom a text finds.
fn people(session: Session, text: &str, most: usize, locale: Locale) -> Vec<Choice> {
    session.with_untracked(|workspace| {
        let users = workspace.users();
        let found = users.search(text, None);
        found
            .rows
            .iter()
            .map(UserId)
            .take(most)
            .map(|user| Choice {
                key: format!("user {}", users.id(user)),
                text: messages::name(users, user),
                detail: match users.read(user, Attribute::USER_PRINCIPAL_NAME) {
                    Cell::Text(name) => name.to_owned(),
                    _ => String::new(),
                },
                group: t::PEOPLE.get(locale).to_owned(),
            })
            .collect()
    })
}
