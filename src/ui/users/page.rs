//! The page.

use crate::{
    domain::attribute::Of,
    session::Session,
    ui::{
        groups::relate::Relater,
        kit::{icon::Icon, notice::empty},
        licences::Licenser,
        lists::List,
        nav::plain,
        page::Page,
        shell::heading,
        texts::users as t,
        users::{bulk, pane, verbs},
    },
};
use leptos::prelude::*;

pub(in crate::ui) fn users_page(session: Session) -> AnyView {
    let list = List::new(session, Of::User);
    let bulk = RwSignal::new(None);
    let relater = Relater::new(|| {});
    let licenser = Licenser::new();
    view! {
        <div class="page-head">
            {heading(Page::Users.title().get(list.locale))}
            {deleted_link(list)}
        </div>
        {verbs::toolbar(list, bulk, relater, licenser)}
        {list.bar(())}
        <div class="split">
            {list.table(nobody)}
            {pane::pane(list)}
        </div>
        {bulk::dialog(list, bulk)}
        {list.dialogs()}
        {relater.view(session)} {licenser.view(session)}
    }
    .into_any()
}

fn deleted_link(list: List) -> AnyView {
    let count = list.session.select(|workspace| workspace.users().deleted_count());
    let link = move || {
        let count = count.get();
        (count > 0).then(|| {
            let number = list.locale.number(u64::from(count));
            let text = format!("{} ({number})", t::DELETED.get(list.locale));
            view! { <a class="quiet" href=plain(Page::Deleted)>{text}</a> }.into_any()
        })
    };
    link.into_any()
}

fn nobody(list: List) -> AnyView {
    let locale = list.locale;
    let create = view! {
        <a class="btn primary" href=plain(Page::NewUser)>{Page::NewUser.title().get(locale)}</a>
        <a class="btn" href=plain(Page::Start)>{Page::Import.title().get(locale)}</a>
    };
    empty(Icon::Users, t::EMPTY_TITLE.get(locale), t::EMPTY_TEXT.get(locale), create)
}
