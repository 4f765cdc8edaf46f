//! What the open workspace adds to the frame: undo, staged changes, save state; and above every
//! page what does not pass with it.

use crate::{
    i18n::Locale,
    session::{SaveState, Session},
    ui::{
        kit::{
            lang::lang,
            notice::{Notice, strip},
        },
        nav::plain,
        page::Page,
        persona,
        shell::{save_state, undo},
        texts::{shell as t, storage as st},
    },
};
use leptos::prelude::*;

/// Its part of the top bar.
pub(in crate::ui) fn bar(session: Session) -> AnyView {
    let locale = lang();
    view! {
        {undo::buttons(session)}
        {staged(session, locale)}
        {save_state::line(session, locale)}
    }
    .into_any()
}

fn staged(session: Session, locale: Locale) -> AnyView {
    let count = session.select(|workspace| u64::try_from(workspace.staged_count()).unwrap_or(0));
    let link = move || {
        let count = count.get();
        (count > 0).then(|| {
            view! {
                <a
                    class="badge staged"
                    href=plain(Page::Changes)
                    title=t::STAGED_FOR.of(locale, count)
                >
                    {t::STAGED.of(locale, count)}
                </a>
            }
            .into_any()
        })
    };
    link.into_any()
}

/// Another tab writes, or nothing is kept.
pub(in crate::ui) fn banner(session: Session) -> AnyView {
    let locale = lang();
    let state = session.save_state();
    let kept = move || of_state(session, &state.get(), locale);
    view! { {kept} {persona::banner(session, locale)} }.into_any()
}

fn of_state(session: Session, state: &SaveState, locale: Locale) -> AnyView {
    let file = move || {
        view! {
            <button type="button" class="btn" on:click=move |_| session.save_file()>
                {st::SAVE_A_FILE.get(locale)}
            </button>
        }
    };
    let line = |text: String, action: AnyView| {
        view! { <div class="line between"><p>{text}</p>{action}</div> }.into_any()
    };
    match state {
        SaveState::Saved { .. } | SaveState::Saving { .. } => ().into_any(),
        SaveState::ReadOnly { lost } => {
            let take_over = view! {
                <button type="button" class="btn" on:click=move |_| session.take_over()>
                    {t::TAKE_OVER.get(locale)}
                </button>
            };
            let (kind, mut text) = match lost {
                true => (Notice::Warn, format!("{} ", t::LOST.get(locale))),
                false => (Notice::Info, String::new()),
            };
            text.push_str(t::READ_ONLY_TAB.get(locale));
            let awaits = session.awaits();
            let action = view! {
                <div class="line">
                    <p role="status">{move || awaits.get().then(|| t::FINISHING.get(locale))}</p>
                    {take_over}
                </div>
            };
            strip(kind, line(text, action.into_any()))
        }
        SaveState::Memory(reason) => {
            let text = save_state::memory(*reason, locale).to_owned();
            strip(Notice::Warn, line(text, file().into_any()))
        }
        SaveState::Failed { why, .. } => {
            let text = st::FAILED.with(locale, &[&save_state::storage_error(why, locale)]);
            strip(Notice::Bad, line(text, file().into_any()))
        }
    }
}
