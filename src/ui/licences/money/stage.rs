//! The dialog in which one change of the cheapest mix is looked at and staged.

use super::{
    super::{consequences, names, texts as licences},
    texts as t,
};
use crate::{
    domain::{AssignedLicense, Command},
    i18n::{Locale, words},
    session::Session,
    ui::{
        groups::{
            existence::staged,
            review::{self, Review},
            texts as groups,
        },
        kit::{
            dialog::Dialog,
            lang::lang,
            toast::{Tone, use_toasts},
        },
        user::act::denied_text,
    },
};
use leptos::{ev, prelude::*};

/// Opens the dialog; one for a whole page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stager {
    command: RwSignal<Option<Command>>,
    open: RwSignal<bool>,
}

impl Stager {
    pub(super) fn new() -> Self {
        Self { command: RwSignal::new(None), open: RwSignal::new(false) }
    }

    pub(super) fn open(self, command: Command) {
        self.command.set(Some(command));
        self.open.set(true);
    }

    pub(super) fn view(self, session: Session) -> AnyView {
        let locale = lang();
        let title = move || {
            self.command.with(|command| {
                let Some(Command::License { rows, .. }) = command else { return String::new() };
                t::SWAP_TITLE.of(locale, rows.len() as u64)
            })
        };
        let body = move || {
            let command = self.command.get_untracked()?;
            Some(body(session, self.open, command, locale))
        };
        view! {
            <Dialog open=self.open title=Signal::derive(title) class="dialog wide">
                {body}
            </Dialog>
        }
        .into_any()
    }
}

fn body(session: Session, open: RwSignal<bool>, command: Command, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let lines = said(session, &command, locale);
    let review = Memo::new(move |_| Review::of(session, Some(&command)));
    let told = move || {
        review.with(|review| {
            let against = review::view(session, review, None, locale);
            let label = licences::FOLLOWS.get(locale);
            view! { {against} {consequences::view(session, review, label, locale)} }.into_any()
        })
    };
    let off = move || review.with(Review::is_void) || !session.writes().get();
    let stage = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(command) = review.with_untracked(|review| review.accepted.clone()) else { return };
        if review.with_untracked(Review::is_void) {
            return;
        }
        match session.dispatch(&command) {
            Ok(id) => {
                open.set(false);
                toasts.show(Tone::Good, staged(session, id, locale));
            }
            Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
        }
    };
    view! {
        <form class="frame" on:submit=stage>
            <div class="body">
                <ul class="dots">{lines}</ul>
                <p class="quiet">{t::SEATS_FIRST.get(locale)}</p>
                <div class="stack" role="status">
                    {told}
                </div>
            </div>
            <footer>
                <button
                    type="submit"
                    class="btn primary"
                    aria-disabled=move || off().then_some("true")
                >
                    {groups::STAGE.get(locale)}
                </button>
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {words::CANCEL.get(locale)}
                </button>
            </footer>
        </form>
    }
    .into_any()
}

/// What is given and taken, in words.
fn said(session: Session, command: &Command, locale: Locale) -> Vec<AnyView> {
    let Command::License { add, remove, .. } = command else { return Vec::new() };
    let told = untrack(|| {
        session.with_licences(|workspace, catalogue, _| {
            let give = |license: &AssignedLicense| {
                let name = names::product(workspace, catalogue, license.sku);
                match license.disabled_plans.len() as u64 {
                    0 => t::GIVE.with(locale, &[&name]),
                    off => t::GIVE_PART.with(locale, off, &[&name]),
                }
            };
            let take =
                |sku| t::TAKE_AWAY.with(locale, &[&names::product(workspace, catalogue, sku)]);
            let given = add.iter().map(give);
            given.chain(remove.iter().copied().map(take)).collect::<Vec<String>>()
        })
    });
    let line = |text: String| view! { <li>{text}</li> }.into_any();
    told.unwrap_or_default().into_iter().map(line).collect()
}
