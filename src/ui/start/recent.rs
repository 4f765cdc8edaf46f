//! The workspaces of this browser.

use crate::{
    i18n::{Locale, words},
    session::{Entry, Shelf},
    ui::{
        kit::{
            dialog::Dialog,
            dom::fresh_id,
            field::TextField,
            icon::{Icon, icon},
            lang::lang,
            popup::{Popup, PopupKind},
        },
        shell::save_state::near,
        texts::{shell, start as t},
        workbench::{Ask, Workbench},
    },
};
use leptos::prelude::*;

/// What a dialog is about.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    id: String,
    name: String,
}

pub(super) fn recent(shelf: Shelf, workbench: Workbench) -> AnyView {
    let locale = lang();
    let (renaming, deleting) = (RwSignal::new(None::<Target>), RwSignal::new(None::<Target>));
    // Other tabs write in the list, too; the first time it is being read.
    if shelf.listed().get_untracked() {
        shelf.refresh();
    }
    let rows = move || {
        if !shelf.listed().get() {
            return ().into_any();
        }
        let entries = shelf.workspaces().get();
        if entries.is_empty() {
            return view! { <p class="quiet">{t::NONE_YET.get(locale)}</p> }.into_any();
        }
        let row = |entry: Entry| row(entry, workbench, renaming, deleting, locale);
        let head = [t::NAME, t::PEOPLE, t::SIZE, t::LAST_SAVED, t::FILE_COPY]
            .map(|text| view! { <th scope="col">{text.get(locale)}</th> });
        view! {
            <div class="scroll-x">
                <table class="plain-table">
                    <thead>
                        <tr>
                            {head.into_iter().collect::<Vec<_>>()}
                            <th scope="col"><span class="visually-hidden">{t::ACTIONS.get(locale)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{entries.into_iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            <p class="quiet small">{t::NOT_A_BACKUP.get(locale)}</p>
        }
        .into_any()
    };
    view! {
        <section class="stack">
            <h2>{t::RECENT.get(locale)}</h2>
            {rows}
        </section>
        {rename_dialog(workbench, renaming)}
        {delete_dialog(workbench, deleting)}
    }
    .into_any()
}

fn row(
    entry: Entry,
    workbench: Workbench,
    renaming: RwSignal<Option<Target>>,
    deleting: RwSignal<Option<Target>>,
    locale: Locale,
) -> AnyView {
    let when = |at: Option<crate::domain::Timestamp>| {
        at.map_or_else(|| t::NEVER.get(locale).to_owned(), |at| near(at, locale))
    };
    let target = Target { id: entry.id.clone(), name: entry.name.clone() };
    let (rename, delete) = (target.clone(), target);
    let sample = entry
        .sample
        .then(|| view! { " " <span class="badge accent">{shell::SAMPLE.get(locale)}</span> });
    let id = entry.id;
    view! {
        <tr>
            <td>
                <button type="button" class="btn link" on:click=move |_| workbench.act(Ask::Open(id.clone()))>
                    {entry.name.clone()}
                </button>
                {sample}
            </td>
            <td class="number">{locale.number(u64::from(entry.users))}</td>
            <td class="number">{locale.size(entry.bytes)}</td>
            <td>{when(entry.saved)}</td>
            <td>{when(entry.file_copy)}</td>
            <td>
                <Popup
                    kind=PopupKind::Menu
                    class="btn plain only-icon"
                    end=true
                    name=t::ACTIONS_FOR.with(locale, &[&entry.name])
                    button=icon(Icon::More)
                >
                    {
                        let (rename, delete) = (rename.clone(), delete.clone());
                        view! {
                            <button
                                type="button"
                                role="menuitem"
                                tabindex="-1"
                                on:click=move |_| renaming.set(Some(rename.clone()))
                            >
                                {icon(Icon::Pencil)} {t::RENAME.get(locale)}
                            </button>
                            <button
                                type="button"
                                role="menuitem"
                                tabindex="-1"
                                on:click=move |_| deleting.set(Some(delete.clone()))
                            >
                                {icon(Icon::Trash)} {t::DELETE.get(locale)}
                            </button>
                        }
                    }
                </Popup>
            </td>
        </tr>
    }
    .into_any()
}

/// Whether a dialog about something is open; closing it forgets what it was about.
fn opens(target: RwSignal<Option<Target>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(target.with(Option::is_some)));
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            target.set(None);
        }
        now
    });
    open
}

fn rename_dialog(workbench: Workbench, target: RwSignal<Option<Target>>) -> AnyView {
    let locale = lang();
    let open = opens(target);
    let body = move || {
        let Some(Target { id, name }) = target.get_untracked() else { return ().into_any() };
        let value = RwSignal::new(name);
        let save = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let name = value.get_untracked().trim().to_owned();
            if !name.is_empty() {
                workbench.act(Ask::Rename { id: id.clone(), name });
                open.set(false);
            }
        };
        view! {
            <form class="frame" on:submit=save>
                <div class="body">
                    <TextField id=fresh_id("name") label=t::NAME.get(locale) value=value required=true />
                </div>
                <footer>
                    <button type="submit" class="btn primary">{words::SAVE.get(locale)}</button>
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {words::CANCEL.get(locale)}
                    </button>
                </footer>
            </form>
        }
        .into_any()
    };
    view! { <Dialog open=open title=t::RENAME_TITLE.get(locale)>{body}</Dialog> }.into_any()
}

fn delete_dialog(workbench: Workbench, target: RwSignal<Option<Target>>) -> AnyView {
    let locale = lang();
    let open = opens(target);
    let title = Signal::derive(move || {
        let name = target.with(|target| target.as_ref().map(|target| target.name.clone()));
        t::DELETE_TITLE.with(locale, &[&name.unwrap_or_default()])
    });
    let body = move || {
        let Some(Target { id, .. }) = target.get_untracked() else { return ().into_any() };
        let delete = move |_| {
            workbench.act(Ask::Delete(id.clone()));
            open.set(false);
        };
        view! {
            <div class="body"><p>{t::DELETE_TEXT.get(locale)}</p></div>
            <footer>
                <button type="button" class="btn" autofocus on:click=move |_| open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
                <button type="button" class="btn danger" on:click=delete>
                    {words::DELETE.get(locale)}
                </button>
            </footer>
        }
        .into_any()
    };
    view! { <Dialog open=open title=title>{body}</Dialog> }.into_any()
}
