//! The top bar: product, workspace, search, language, theme, and what the open workspace adds.

use crate::{
    i18n::Locale,
    session::{Session, Shelf, prefs::Theme},
    ui::{
        app::Choices,
        kit::{
            icon::{Icon, icon},
            lang::lang,
            popup::{Popup, PopupKind},
        },
        nav::plain,
        page::Page,
        shell::Overlays,
        start::intake::Intake,
        texts::shell as t,
        workbench::{Ask, Piece, Workbench},
    },
};
use leptos::prelude::*;

pub(super) fn topbar(
    choices: Choices,
    shelf: Shelf,
    workbench: Workbench,
    overlays: Overlays,
    intake: Intake,
) -> AnyView {
    let locale = lang();
    let with_session = move || workbench.quietly(Piece::Bar(shelf.session()?));
    view! {
        <header class="topbar">
            <a class="mark" href=plain(Page::Start) aria-label="Tenantry">
                <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
                    <rect width="32" height="32" class="mark-ground" />
                    <path d="M8 9h16v4h-6v12h-4V13H8z" class="mark-letter" />
                </svg>
                <span>"Tenantry"</span>
            </a>
            {workspace_menu(shelf, workbench, intake)}
            <button type="button" class="btn finder" on:click=move |_| overlays.finder.set(true)>
                {icon(Icon::Search)} <span>{t::FIND_SHORT.get(locale)}</span> <kbd>"Ctrl K"</kbd>
            </button>
            {with_session}
            {language_menu(choices)}
            {theme_menu(choices)}
            <button
                type="button"
                class="btn plain only-icon wide-only"
                aria-label=t::SHORTCUTS.get(locale)
                title=t::SHORTCUTS.get(locale)
                on:click=move |_| overlays.sheet.set(true)
            >
                {icon(Icon::Keyboard)}
            </button>
        </header>
    }
    .into_any()
}

/// Which workspace is open, the others, and what concerns it as a whole.
fn workspace_menu(shelf: Shelf, workbench: Workbench, intake: Intake) -> AnyView {
    let locale = lang();
    let name = move || match shelf.session() {
        Some(session) => session.entry().with(|entry| entry.name.clone()),
        None => t::NO_WORKSPACE.get(locale).to_owned(),
    };
    let sample = move || {
        let is_sample = shelf.session().is_some_and(|s| s.entry().with(|entry| entry.sample));
        is_sample
            .then(|| view! { <span class="badge accent">{t::SAMPLE.get(locale)}</span> }.into_any())
    };
    let button = view! {
        <span class="workspace-name">{name}</span>
        {sample}
        {icon(Icon::Down)}
    }
    .into_any();
    view! {
        <Popup kind=PopupKind::Menu class="btn plain workspace" button=button>
            {move || workspace_items(shelf, workbench, intake, locale)}
        </Popup>
    }
    .into_any()
}

fn workspace_items(shelf: Shelf, workbench: Workbench, intake: Intake, locale: Locale) -> AnyView {
    let open = shelf.session();
    let open_id = open.map(Session::id);
    let others = shelf.workspaces().get().into_iter().take(8).map(|entry| {
        let current = open_id.as_ref() == Some(&entry.id);
        let id = entry.id.clone();
        let choose = move |_| {
            if !current {
                workbench.act(Ask::Open(id.clone()));
            }
        };
        view! {
            <button
                type="button"
                role="menuitemradio"
                tabindex="-1"
                aria-checked=current.to_string()
                on:click=choose
            >
                {if current { icon(Icon::Check) } else { icon(Icon::Building) }}
                <span>{entry.name}</span>
            </button>
        }
        .into_any()
    });
    let save = open.map(|session| {
        view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=move |_| workbench.act(Ask::SaveFile(session))>
                {icon(Icon::Download)} {t::SAVE_FILE.get(locale)} <kbd>"Ctrl S"</kbd>
            </button>
        }
    });
    view! {
        {others.collect::<Vec<_>>()}
        <hr />
        <a role="menuitem" tabindex="-1" href=plain(Page::Start)>
            {icon(Icon::Building)} {t::ALL_WORKSPACES.get(locale)}
        </a>
        <button type="button" role="menuitem" tabindex="-1" on:click=move |_| intake.choose_files()>
            {icon(Icon::Upload)} {t::IMPORT_FILES.get(locale)} <kbd>"Ctrl O"</kbd>
        </button>
        {save}
    }
    .into_any()
}

fn language_menu(choices: Choices) -> AnyView {
    let locale = lang();
    let items = move || {
        let item = |choice: Locale| {
            view! {
                <button
                    type="button"
                    role="menuitemradio"
                    tabindex="-1"
                    lang=choice.tag()
                    aria-checked=(choice == locale).to_string()
                    on:click=move |_| choices.set_locale(choice)
                >
                    {if choice == locale { icon(Icon::Check) } else { icon(Icon::Language) }}
                    {choice.endonym()}
                </button>
            }
            .into_any()
        };
        Locale::ALL.into_iter().map(item).collect::<Vec<_>>()
    };
    view! {
        <Popup
            kind=PopupKind::Menu
            name=t::LANGUAGE.get(locale)
            class="btn plain only-icon"
            end=true
            button=icon(Icon::Language)
        >
            {items}
        </Popup>
    }
    .into_any()
}

fn theme_menu(choices: Choices) -> AnyView {
    let locale = lang();
    let items = move || {
        let item = |theme: Theme| {
            let chosen = choices.theme.get() == theme;
            view! {
                <button
                    type="button"
                    role="menuitemradio"
                    tabindex="-1"
                    aria-checked=chosen.to_string()
                    on:click=move |_| choices.set_theme(theme)
                >
                    {if chosen { icon(Icon::Check) } else { icon(Icon::Theme) }}
                    {theme_name(theme, locale)}
                </button>
            }
            .into_any()
        };
        [Theme::System, Theme::Light, Theme::Dark].into_iter().map(item).collect::<Vec<_>>()
    };
    view! {
        <Popup
            kind=PopupKind::Menu
            name=t::THEME.get(locale)
            class="btn plain only-icon"
            end=true
            button=icon(Icon::Theme)
        >
            {items}
        </Popup>
    }
    .into_any()
}

/// A theme in words.
pub(in crate::ui) const fn theme_name(theme: Theme, locale: Locale) -> &'static str {
    match theme {
        Theme::System => t::THEME_SYSTEM,
        Theme::Light => t::THEME_LIGHT,
        Theme::Dark => t::THEME_DARK,
    }
    .get(locale)
}
