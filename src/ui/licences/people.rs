//! The list of people with their products: a user a row, a product a column.

mod columns;
mod filter;

pub(in crate::ui) use columns::{Head, cells, column_name, columns, contents, export, heads};

use super::{change::Licenser, change_button, page, people_texts as t};
use crate::{
    session::Session,
    ui::{
        kit::{icon::Icon, notice::empty, toolbar::Toolbar},
        lists::{List, which::Which},
        nav::plain,
        page::Page,
        shell::heading,
        texts::users as u,
        users::blocked,
    },
};
use leptos::prelude::*;

/// Everybody with their products.
pub fn people_page(session: Session) -> AnyView {
    let list = List::of(session, Which::Licences);
    let locale = list.locale;
    let nothing_told = page::nothing_told(session);
    let body = move || {
        if nothing_told.get() { page::nothing(locale) } else { untrack(|| table(list)) }
    };
    view! {
        <div class="page-head">
            {heading(Page::Licensed.title().get(locale))}
            <p class="lead">{t::LEAD.get(locale)}</p>
            <a class="btn" href=plain(Page::Licences)>{t::TO_PRODUCTS.get(locale)}</a>
        </div>
        {page::names_failed(session)} {super::assumed::note(session)} {body}
    }
    .into_any()
}

fn table(list: List) -> AnyView {
    let licenser = Licenser::new();
    view! {
        <Toolbar label=u::VERBS.get(list.locale)>
            {change_button(list, blocked(list), licenser)} {list.tools()}
        </Toolbar>
        {list.bar(filter::questions(list))}
        {filter::quick(list)}
        <div class="split">{list.table(nobody)}</div>
        {list.dialogs()}
        {licenser.view(list.session)}
    }
    .into_any()
}

fn nobody(list: List) -> AnyView {
    let locale = list.locale;
    let ways = view! {
        <a class="btn primary" href=plain(Page::NewUser)>{Page::NewUser.title().get(locale)}</a>
        <a class="btn" href=plain(Page::Start)>{Page::Import.title().get(locale)}</a>
    };
    empty(Icon::Users, u::EMPTY_TITLE.get(locale), u::EMPTY_TEXT.get(locale), ways)
}
