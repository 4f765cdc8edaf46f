//! The owners of a group: who they are, who is staged to come or go, and the ways to change that.

use crate::{
    domain::{Command, GroupId, Party, Side},
    i18n::Locale,
    messages,
    session::Session,
    store::Extent,
    ui::{
        groups::{
            named, reason,
            relate::{Ask, Relater},
            texts as t,
        },
        kit::{
            dom::focus_soon,
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
            toast::use_toasts,
        },
        objects::texts as o,
        user::act::act,
    },
};
use leptos::prelude::*;

/// Id of the button that adds owners; it gets the focus when a line is gone.
const ADD: &str = "add-owners";

/// An owner as the card lists them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Owner {
    party: Party,
    /// Came in (`true`) or went, staged.
    staged: Option<bool>,
}

/// A card with the owners.
pub fn owners(session: Session, group: GroupId, relater: Relater) -> AnyView {
    let locale = lang();
    let closed = session.select(move |w| reason::closed(w, group, Side::Owners, locale));
    let list = session.select(move |workspace| {
        let list = workspace.directory().members.of(Side::Owners, group);
        let diff = workspace.staged().group(group);
        let came = |party: Party| {
            diff.and_then(|diff| diff.relations.get(&(Side::Owners, party)).copied())
        };
        let gone = diff.into_iter().flat_map(|diff| diff.of_side(Side::Owners, false));
        let gone = gone.map(|party| Owner { party, staged: Some(false) });
        let here = list.parties().map(|party| Owner { party, staged: came(party) });
        (here.chain(gone).collect::<Vec<_>>(), list.count(), list.extent)
    });
    let content = move || {
        let (owners, count, extent) = list.get();
        let why = closed.get();
        let note = match (count, extent) {
            (0, Extent::Complete) => Some(strip(Notice::Warn, o::NO_OWNERS.get(locale))),
            (0, _) => {
                let text = o::OWNERS_UNKNOWN.get(locale);
                Some(view! { <p class="quiet">{text}</p> }.into_any())
            }
            _ => None,
        };
        let items: Vec<AnyView> =
            owners.iter().map(|owner| line(session, group, owner, why.is_none(), locale)).collect();
        let list =
            (!items.is_empty()).then(|| view! { <ul class="rows-list">{items}</ul> }.into_any());
        view! { {note} {list} }.into_any()
    };
    let add = move |_| {
        if closed.with_untracked(Option::is_none) && session.writes().get_untracked() {
            let groups = vec![group];
            let side = Some(Side::Owners);
            relater.open(Ask { groups, parties: Vec::new(), side, adds: true });
        }
    };
    let off = move || closed.with(Option::is_some) || !session.writes().get();
    view! {
        <section class="card">
            <h2>{o::OWNERS.get(locale)}</h2>
            {content}
            <div class="line">
                <button
                    type="button"
                    class="btn"
                    id=ADD
                    aria-disabled=move || off().then_some("true")
                    aria-describedby="owners-closed"
                    on:click=add
                >
                    {icon(Icon::Add)} {t::ADD_OWNERS.get(locale)}
                </button>
            </div>
            <p class="quiet small" id="owners-closed">{move || closed.get()}</p>
        </section>
    }
    .into_any()
}

/// One owner, with the way to take them out, or to take back what is staged.
fn line(session: Session, group: GroupId, owner: &Owner, open: bool, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let Owner { party, staged } = *owner;
    let (who, name) = session.with_untracked(|workspace| {
        let directory = workspace.directory();
        (named::party(directory, party, locale), messages::party_name(directory, party))
    });
    let badge = staged.map(|came| {
        let text = if came { t::ADDED } else { t::REMOVED };
        view! { <span class="badge staged">{text.get(locale)}</span> }
    });
    let label = match staged {
        None => t::TAKE_OUT.with(locale, &[&name]),
        Some(_) => t::TAKE_BACK.with(locale, &[&name]),
    };
    let shape = if staged.is_some() { Icon::Undo } else { Icon::Close };
    let command = {
        let (add, remove) = match staged {
            Some(false) => (vec![party], vec![]),
            _ => (vec![], vec![party]),
        };
        Command::Relate { groups: vec![group], side: Side::Owners, add, remove }
    };
    let done = match staged {
        None => t::OWNER_REMOVED_DONE.with(locale, &[&name]),
        Some(_) => t::TAKEN_BACK_DONE.with(locale, &[&name]),
    };
    let press = move |_| {
        if act(session, toasts, locale, &command, &done).is_some() {
            focus_soon(ADD);
        }
    };
    let button = (open && session.writes().get()).then(|| {
        view! {
            <button
                type="button"
                class="btn plain only-icon"
                aria-label=label.clone()
                title=label
                on:click=press
            >
                {icon(shape)}
            </button>
        }
        .into_any()
    });
    let gone = staged == Some(false);
    view! {
        <li class="line between">
            <span class:was=gone>{who}</span>
            <span class="line">{badge} {button}</span>
        </li>
    }
    .into_any()
}
