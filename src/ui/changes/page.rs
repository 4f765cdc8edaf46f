//! The changes page as a whole.

use crate::{
    messages,
    session::Session,
    ui::{
        changes::{
            by_object::by_object,
            by_operation::{by_operation, title_of},
            conflicts::conflicts,
            texts,
        },
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::empty,
            tabs::Tabs,
            toast::{Tone, use_toasts},
            toolbar::Toolbar,
        },
        nav::plain,
        page::Page,
        shell::heading,
        user::{act::denied_text, ask::Asker},
    },
};
use leptos::prelude::*;

/// What is staged and what happened.
pub fn changes_page(session: Session) -> AnyView {
    let locale = lang();
    let asker = Asker::provide();
    let counts = session.select(|workspace| {
        let conflicts = workspace.open_conflicts().count();
        [workspace.staged_count(), workspace.journal().len(), conflicts]
            .map(|count| u64::try_from(count).unwrap_or_default())
    });
    let title = move |text: crate::i18n::Text, at: usize| {
        Signal::derive(move || {
            let count = counts.with(|counts| counts.get(at).copied().unwrap_or_default());
            text.with(locale, &[&locale.number(count)])
        })
    };
    let titles =
        vec![title(texts::BY_OBJECT, 0), title(texts::BY_OPERATION, 1), title(texts::CONFLICTS, 2)];
    let panel = Callback::new(move |at: usize| match at {
        0 => by_object_or_empty(session),
        1 => by_operation_or_empty(session, asker),
        _ => conflicts_or_empty(session),
    });
    // Conflicts wait for an answer; everything else can be read in any order.
    let start = if counts.with_untracked(|[.., conflicts]| *conflicts > 0) { 2 } else { 0 };
    view! {
        <div class="page-head">
            {heading(Page::Changes.title().get(locale))}
            <p class="lead">{texts::LEAD.get(locale)}</p>
        </div>
        {verbs(session)}
        <Tabs
            label=texts::VIEWS.get(locale)
            titles=titles
            selected=RwSignal::new(start)
            panel=panel
        />
        {asker.view(session)}
    }
    .into_any()
}

fn verbs(session: Session) -> AnyView {
    let (locale, toasts) = (lang(), use_toasts());
    let writes = session.writes();
    let (can_undo, can_redo) = (session.can_undo(), session.can_redo());
    let told = move |result, text: crate::i18n::Text| match result {
        Ok(Some(id)) => {
            toasts.show(Tone::Good, text.with(locale, &[&title_of(session, id, locale)]));
        }
        Ok(None) => {}
        Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
    };
    view! {
        <Toolbar label=texts::VERBS.get(locale)>
            <a class="btn primary" href=plain(Page::HandOff)>
                {icon(Icon::Script)} {texts::TO_HAND_OFF.get(locale)}
            </a>
            <button
                type="button"
                class="btn"
                aria-disabled=move || (!can_undo.get() || !writes.get()).then_some("true")
                on:click=move |_| told(session.undo(), texts::UNDONE)
            >
                {icon(Icon::Undo)} {texts::UNDO.get(locale)}
            </button>
            <button
                type="button"
                class="btn"
                aria-disabled=move || (!can_redo.get() || !writes.get()).then_some("true")
                on:click=move |_| told(session.redo(), texts::REDONE)
            >
                {icon(Icon::Redo)} {texts::REDO.get(locale)}
            </button>
        </Toolbar>
    }
    .into_any()
}

fn by_object_or_empty(session: Session) -> AnyView {
    let locale = lang();
    let counts = session.select(|w| (w.staged_count(), w.staged().len()));
    let nothing = Memo::new(move |_| counts.get().0 == 0);
    let no_object = Memo::new(move |_| counts.get().1 == 0);
    (move || {
        if nothing.get() {
            let action = view! {
                <a class="btn" href=plain(Page::Users)>{texts::TO_USERS.get(locale)}</a>
            };
            return empty(
                Icon::Changes,
                texts::NOTHING.get(locale),
                texts::NOTHING_WHY.get(locale),
                action,
            );
        }
        let objects = (!no_object.get()).then(|| by_object(session));
        view! { {settings(session, locale)} {objects} }.into_any()
    })
    .into_any()
}

/// Settings of the tenant that are to be others.
fn settings(session: Session, locale: crate::i18n::Locale) -> AnyView {
    let staged = session.select(move |workspace| {
        let say = |setting, datum: &crate::domain::Datum| {
            messages::setting::value(Some(workspace.directory()), setting, datum, locale)
        };
        workspace
            .staged_settings()
            .map(|(setting, before, after)| {
                let name = messages::setting::setting(setting).get(locale);
                let values = [name, &say(setting, &before), &say(setting, after)];
                texts::FROM_TO.with(locale, &values)
            })
            .collect::<Vec<String>>()
    });
    let content = move || {
        let lines = staged.get();
        (!lines.is_empty()).then(|| {
            let items: Vec<AnyView> =
                lines.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
            view! {
                <section class="card">
                    <h2>{texts::SETTINGS.get(locale)}</h2>
                    <ul class="dots">{items}</ul>
                    <p>
                        <a href=plain(Page::SelfService)>{Page::SelfService.title().get(locale)}</a>
                    </p>
                </section>
            }
            .into_any()
        })
    };
    content.into_any()
}

fn by_operation_or_empty(session: Session, asker: Asker) -> AnyView {
    let locale = lang();
    let nothing = session.select(|workspace| workspace.journal().is_empty());
    (move || {
        if nothing.get() {
            let (title, why) = (texts::NO_OPERATIONS, texts::NO_OPERATIONS_WHY);
            return empty(Icon::Changes, title.get(locale), why.get(locale), ());
        }
        by_operation(session, asker)
    })
    .into_any()
}

fn conflicts_or_empty(session: Session) -> AnyView {
    let locale = lang();
    let nothing = session.select(|workspace| workspace.open_conflicts().next().is_none());
    (move || {
        if nothing.get() {
            let (title, why) = (texts::NO_CONFLICTS, texts::NO_CONFLICTS_WHY);
            return empty(Icon::Check, title.get(locale), why.get(locale), ());
        }
        conflicts(session)
    })
    .into_any()
}
