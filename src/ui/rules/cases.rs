//! Saved cases of a group's rule: who must be in and who must be out, judged by the text as it stands.

use crate::{
    domain::{Command, GroupId, ObjectId, Subject},
    i18n::Locale,
    messages,
    rules::{Rule, Truth},
    session::{Session, browser},
    tenant::cases::{CaseRun, run, run_rule},
    ui::{
        kit::{
            dom::keep_focus,
            icon::{Icon, icon},
            toast::{Toasts, use_toasts},
        },
        objects::link,
        rules::{
            lab::{Before, Lab},
            texts as t,
        },
        user::act::act,
    },
};
use leptos::prelude::*;

/// The cases of the group that the lab is open for, and the ways to add the person who is asked about.
pub(super) fn cases(lab: Lab) -> AnyView {
    let (session, locale, toasts) = (lab.session, lab.locale, use_toasts());
    let group = Memo::new(move |_| match lab.before.get() {
        Some(Before::Group(id)) => session.with(|workspace| workspace.groups().find(id)),
        _ => None,
    });
    let content = move || {
        let group = group.get()?;
        Some(untrack(|| of_group(lab, group, toasts, locale)))
    };
    content.into_any()
}

fn of_group(lab: Lab, group: GroupId, toasts: Toasts, locale: Locale) -> AnyView {
    let session = lab.session;
    let runs = Memo::new(move |_| {
        let rule = lab.shown.get().map_or_else(|| std::sync::Arc::new(Rule::Empty), |it| it.rule);
        session.with(|w| run_rule(w, group, (&rule, lab.target), browser::now()))
    });
    let asked = Memo::new(move |_| {
        let id: ObjectId = lab.person.get()?;
        session.with(|workspace| {
            let objects = lab.objects(workspace.directory());
            let row = objects.find(id)?;
            let who = Subject { of: lab.target.of(), row };
            Some((who, messages::object_name(objects, row)))
        })
    });
    let add = move |expected: bool| {
        move |_| {
            if let Some((who, _)) = asked.get_untracked() {
                note(session, toasts, locale, (group, who, Some(expected)));
            }
        }
    };
    let buttons = move || {
        let (_, name) = asked.get()?;
        Some(
            view! {
                <div class="line">
                    <button type="button" class="btn" on:click=add(true)>
                        {t::CASE_IN.with(locale, &[&name])}
                    </button>
                    <button type="button" class="btn" on:click=add(false)>
                        {t::CASE_OUT.with(locale, &[&name])}
                    </button>
                </div>
            }
            .into_any(),
        )
    };
    view! {
        <section class="card">
            <h2>{t::CASES.get(locale)}</h2>
            {summary(runs, locale)}
            {list(session, group, runs, toasts, locale)}
            {buttons}
            <p class="hint">{t::CASES_HINT.get(locale)}</p>
        </section>
    }
    .into_any()
}

/// How many hold.
fn summary(runs: Memo<Vec<CaseRun>>, locale: Locale) -> AnyView {
    let told = move || {
        let (all, hold) =
            runs.with(|runs| (runs.len(), runs.iter().filter(|run| run.holds()).count()));
        if all == 0 {
            return t::NO_CASES.get(locale).to_owned();
        }
        let number = |number: usize| locale.number(number as u64);
        t::CASES_HOLD.with(locale, &[&number(hold), &number(all)])
    };
    view! { <p role="status">{told}</p> }.into_any()
}

fn note(
    session: Session,
    toasts: Toasts,
    locale: Locale,
    (group, who, expected): (GroupId, Subject, Option<bool>),
) {
    let command = Command::Expect { group, cases: vec![(who, expected)] };
    if act(session, toasts, locale, &command, "").is_some() {
        keep_focus();
    }
}

fn list(
    session: Session,
    group: GroupId,
    runs: Memo<Vec<CaseRun>>,
    toasts: Toasts,
    locale: Locale,
) -> AnyView {
    let items = move || {
        let runs = runs.get();
        session.with_untracked(|workspace| {
            let item = |run: &CaseRun| {
                let (who, directory) = (run.who, workspace.directory());
                let name = messages::object_name(directory.of(who.of), who.row);
                let (shape, style) = match (run.holds(), run.found) {
                    (true, _) => (Icon::Check, "truth yes"),
                    (false, Truth::Unknown) => (Icon::Info, "truth"),
                    (false, _) => (Icon::Stop, "truth no"),
                };
                let expected = if run.expected { t::EXPECTED_IN } else { t::EXPECTED_OUT };
                let found = match run.found {
                    Truth::Yes => t::IS_IN,
                    Truth::No => t::IS_OUT,
                    Truth::Unknown => t::NOT_KNOWN,
                };
                let forget = move |_| note(session, toasts, locale, (group, who, None));
                view! {
                    <li class="line between">
                        <span>
                            {link::object(directory, who.of, who.row)} " "
                            <span class=style>
                                {icon(shape)} {expected.with(locale, &[found.get(locale)])}
                            </span>
                        </span>
                        <button
                            type="button"
                            class="btn plain only-icon"
                            aria-label=t::FORGET_CASE.with(locale, &[&name])
                            title=t::FORGET_CASE.with(locale, &[&name])
                            on:click=forget
                        >
                            {icon(Icon::Close)}
                        </button>
                    </li>
                }
                .into_any()
            };
            runs.iter().map(item).collect::<Vec<_>>()
        })
    };
    let some = Memo::new(move |_| runs.with(|runs| !runs.is_empty()));
    (move || some.get().then(|| view! { <ul class="rows-list">{items}</ul> })).into_any()
}

/// The cases of a group under its own rule, for its page; nothing where there is none.
pub(in crate::ui) fn of_page(session: Session, group: GroupId, locale: Locale) -> AnyView {
    let toasts = use_toasts();
    let runs = session.select(move |workspace| run(workspace, group, browser::now()));
    let some = Memo::new(move |_| runs.with(|runs| !runs.is_empty()));
    let content = move || {
        some.get().then(|| {
            view! {
                <h3>{t::CASES.get(locale)}</h3>
                {summary(runs, locale)}
                {list(session, group, runs, toasts, locale)}
            }
            .into_any()
        })
    };
    content.into_any()
}
