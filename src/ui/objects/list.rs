//! The list of groups, and that of devices.

use crate::{
    domain::attribute::Of,
    i18n::{Locale, Text},
    session::Session,
    ui::{
        fragment::Fragment,
        groups::bulk::Bulk,
        kit::{
            icon::{Icon, icon},
            notice::empty,
            toolbar::Toolbar,
        },
        lists::{List, state::SHOW, texts as l},
        nav::{href, plain},
        objects::{
            shown::{DELETED, Shown, choices},
            texts as t,
        },
        page::Page,
        shell::heading,
    },
};
use leptos::prelude::*;

/// What differs between the two pages.
#[derive(Clone, Copy)]
struct Words {
    title: Text,
    none: Text,
    none_why: Text,
    icon: Icon,
}

const fn words(of: Of) -> Words {
    match of {
        Of::Device => Words {
            title: t::DEVICES,
            none: t::NO_DEVICES,
            none_why: t::NO_DEVICES_WHY,
            icon: Icon::Device,
        },
        Of::Group | Of::User => Words {
            title: t::GROUPS,
            none: t::NO_GROUPS,
            none_why: t::NO_GROUPS_WHY,
            icon: Icon::Groups,
        },
    }
}

/// The groups, or the devices, of the open workspace.
pub fn list_page(session: Session, of: Of) -> AnyView {
    let list = List::new(session, of);
    let (locale, words) = (list.locale, words(of));
    let deleted = Memo::new(move |_| list.memory.is_of_deleted());
    let all = session.select(move |w| w.directory().of(of).active_count());
    let gone = session.select(move |w| w.directory().of(of).deleted_count());
    // Where there is nothing, the reason is another one among the deleted.
    let lacks = Memo::new(move |_| {
        let count = if deleted.get() { gone.get() } else { all.get() };
        (count == 0).then_some(deleted.get())
    });
    let content = move || match lacks.get() {
        Some(_) => untrack(|| nothing(list)),
        None => untrack(|| content(list)),
    };
    let lead =
        move || deleted.get().then(|| view! { <p class="lead">{t::DELETED_LEAD.get(locale)}</p> });
    view! {
        <div class="page-head">
            {heading(words.title.get(locale))} {lead} {to_others(of, locale)}
            {(of == Of::Group).then(|| other_list(list, deleted, gone))}
        </div>
        {content}
    }
    .into_any()
}

/// The ways from the list of groups to the pages about several of them.
fn to_others(of: Of, locale: Locale) -> Option<AnyView> {
    (of == Of::Group).then(|| {
        let link = |page: Page, shape: Icon| {
            let title = page.title().get(locale);
            view! { <a class="btn" href=plain(page)>{icon(shape)} {title}</a> }.into_any()
        };
        view! { {link(Page::Drift, Icon::Filter)} {link(Page::Compare, Icon::Groups)} }.into_any()
    })
}

/// The way to the deleted groups, and back.
fn other_list(list: List, deleted: Memo<bool>, gone: Memo<u32>) -> AnyView {
    let locale = list.locale;
    let link = move || {
        if deleted.get() {
            let text = t::BACK_TO_ACTIVE.get(locale);
            return Some(view! { <a class="quiet" href=plain(Page::Groups)>{text}</a> }.into_any());
        }
        let count = u64::from(gone.get());
        (count > 0).then(|| {
            let text = t::DELETED_LINK.with(locale, &[&locale.number(count)]);
            let address = href(Page::Groups, &Fragment::default().and(SHOW, DELETED));
            view! { <a class="quiet" href=address>{text}</a> }.into_any()
        })
    };
    link.into_any()
}

/// What stands where the list would be.
fn nothing(list: List) -> AnyView {
    let (locale, words) = (list.locale, words(list.of));
    let collector = view! {
        <a class="btn" href=plain(Page::Collector)>{t::TO_COLLECTOR.get(locale)}</a>
    };
    if list.memory.is_of_deleted() {
        let (title, why) = (t::NO_DELETED.get(locale), t::NO_DELETED_WHY.get(locale));
        return empty(Icon::Trash, title, why, collector);
    }
    let create = (list.of == Of::Group).then(|| {
        view! {
            <a class="btn primary" href=plain(Page::NewGroup)>
                {Page::NewGroup.title().get(locale)}
            </a>
        }
    });
    let action = view! { {create} {collector} };
    empty(words.icon, words.none.get(locale), words.none_why.get(locale), action)
}

fn content(list: List) -> AnyView {
    let bulk = (list.of == Of::Group).then(|| {
        let chosen = Memo::new(move |_| list.chosen());
        let deleted = Signal::derive(move || list.memory.is_of_deleted());
        Bulk::new(list.session, chosen, deleted, move || list.memory.clear_selection())
    });
    let toolbar = match bulk {
        Some(bulk) => bulk.toolbar(list.tools()),
        None => view! {
            <Toolbar label=l::TOOLS_OF_DEVICES.get(list.locale)>{list.tools()}</Toolbar>
        }
        .into_any(),
    };
    view! {
        {toolbar}
        {list.bar(parts(list))}
        <div class="split">{list.table(nothing)}</div>
        {bulk.map(Bulk::dialogs)}
        {list.dialogs()}
    }
    .into_any()
}

/// Which part of the list is shown.
fn parts(list: List) -> AnyView {
    let (locale, of) = (list.locale, list.of);
    let shown = Memo::new(move |_| list.memory.state.with(|state| state.part));
    let option = |(part, name): &(Shown, &'static str)| {
        let part = *part;
        view! {
            <option value=*name selected=move || shown.get() == part>
                {part.title().get(locale)}
            </option>
        }
        .into_any()
    };
    let options: Vec<AnyView> = choices(of).iter().map(option).collect();
    let choose = move |event: leptos::ev::Event| {
        let part = Shown::named(of, &event_target_value(&event));
        list.turn_to(part);
    };
    view! {
        <div class="line parts">
            <label for="list-show">{t::SHOW.get(locale)}</label>
            <select class="input small-select" id="list-show" on:change=choose>
                {options}
            </select>
        </div>
    }
    .into_any()
}
