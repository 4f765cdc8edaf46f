//! Out of a rule that is no longer processed: an assigned group, or a rule on attributes; what that
//! would do is said first.

use crate::{
    domain::{Command, GroupId},
    i18n::{Locale, Plural, Text},
    messages,
    rules::learn::Learned,
    store::{Bits, Extent},
    tenant::{
        Workspace,
        drift::{Rescue, Whom},
    },
    ui::{
        drift::{desk::Desk, pane::keep_focus_near, texts as t},
        kit::{
            notice::{Notice, strip},
            toast::{Toasts, use_toasts},
        },
        user::act::{act, refusal_lines},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// How the group is to have its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Assigned,
    Rule,
}

/// What was found of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Nothing,
    Looking,
    Learned(Learned),
}

/// The choices of the reader.
#[derive(Clone)]
struct Out {
    desk: Desk,
    rescue: Arc<Rescue>,
    name: String,
    whom: RwSignal<Whom>,
    way: RwSignal<Way>,
    found: RwSignal<Found>,
    toasts: Toasts,
}

/// The part of the pane; nothing while the rules are asked anew.
pub(super) fn rescue(desk: Desk, workspace: &Workspace, group: GroupId) -> Option<AnyView> {
    let locale = desk.locale;
    let rescue = desk.session.with_rulebook(|w, book| Rescue::of(w, book, group))??;
    let out = Out {
        desk,
        rescue: Arc::new(rescue),
        name: messages::object_name(workspace.groups(), group),
        whom: RwSignal::new(Whom::Today),
        way: RwSignal::new(Way::Assigned),
        found: RwSignal::new(Found::Nothing),
        toasts: use_toasts(),
    };
    let ended = desk.end().is_some_and(|end| crate::session::browser::now() >= end);
    let lead = if ended { t::RESCUE_WHY } else { t::RESCUE_BEFORE };
    let (found, out_whom) = (out.found, out.whom);
    Effect::new(move |before: Option<Whom>| {
        // Others, another rule.
        let now = out_whom.get();
        if before.is_some_and(|before| before != now) {
            found.set(Found::Nothing);
        }
        now
    });
    let shown = out.clone();
    let preview = move || match shown.way.get() {
        Way::Assigned => assigned(&shown),
        Way::Rule => by_rule(&shown),
    };
    Some(
        view! {
            <section class="drift-rescue" aria-labelledby="drift-rescue">
                <h3 id="drift-rescue">{t::RESCUE.get(locale)}</h3>
                <p>{lead.get(locale)}</p>
                {whom(&out)}
                {way(&out)}
                <div class="stack">{preview}</div>
            </section>
        }
        .into_any(),
    )
}

fn radio<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    signal: RwSignal<T>,
    value: T,
    text: String,
) -> AnyView {
    view! {
        <label class="check">
            <input
                type="radio"
                name=name
                prop:checked=move || signal.get() == value
                on:change=move |_| signal.set(value)
            />
            <span>{text}</span>
        </label>
    }
    .into_any()
}

fn whom(out: &Out) -> AnyView {
    let locale = out.desk.locale;
    let held = if out.rescue.extent == Extent::Complete { t::HELD } else { t::HELD_AT_LEAST };
    let count = |whom| u64::from(out.rescue.wanted(whom).count());
    let (today, held) =
        (t::TODAY.of(locale, count(Whom::Today)), held.of(locale, count(Whom::Held)));
    view! {
        <fieldset class="plain-set">
            <legend>{t::WHOM.get(locale)}</legend>
            {radio("drift-whom", out.whom, Whom::Today, today)}
            {radio("drift-whom", out.whom, Whom::Held, held)}
        </fieldset>
    }
    .into_any()
}

fn way(out: &Out) -> AnyView {
    let locale = out.desk.locale;
    let text = |text: Text| text.get(locale).to_owned();
    view! {
        <fieldset class="plain-set">
            <legend>{t::HOW.get(locale)}</legend>
            {radio("drift-way", out.way, Way::Assigned, text(t::ASSIGNED))}
            {radio("drift-way", out.way, Way::Rule, text(t::BY_RULE))}
        </fieldset>
    }
    .into_any()
}

/// Lines with numbers above nothing.
fn numbers(locale: Locale, lines: &[(Plural, Bits)]) -> Vec<AnyView> {
    let some = lines.iter().filter(|(_, rows)| !rows.is_empty());
    let line = |(text, rows): &(Plural, Bits)| {
        view! { <li>{text.of(locale, u64::from(rows.count()))}</li> }.into_any()
    };
    some.map(line).collect()
}

fn assigned(out: &Out) -> AnyView {
    let locale = out.desk.locale;
    let (rescue, whom) = (&out.rescue, out.whom.get());
    let untold = {
        let mut untold = rescue.today.unknown.clone();
        untold.and_not(&rescue.held);
        if whom == Whom::Held { Bits::none(untold.len()) } else { untold }
    };
    let moves = [
        (t::ADDED, rescue.added(whom)),
        (t::REMOVED, rescue.removed(whom)),
        (t::STAY, rescue.stay(whom)),
        (t::UNTOLD, untold),
    ];
    let mut lines = numbers(locale, &moves);
    if lines.is_empty() {
        lines.push(view! { <li>{t::NOBODY_MOVES.get(locale)}</li> }.into_any());
    }
    let unseen = (rescue.extent != Extent::Complete)
        .then(|| strip(Notice::Warn, t::MEMBERS_UNSEEN.get(locale)));
    let commands = Arc::new(rescue.assign(whom));
    let refused = refused(out, commands.first());
    let off = !refused.is_empty();
    let (out, done) = (out.clone(), t::STAGED.with(locale, &[&out.name]));
    let stage = move |_| {
        if !off {
            out.stage(&commands, &done);
        }
    };
    view! {
        <ul class="dots">{lines}</ul>
        <p class="quiet small">{t::RULE_STAYS.get(locale)}</p>
        {unseen}
        {refused}
        <p>
            <button
                type="button"
                class="btn primary"
                aria-disabled=off.then_some("true")
                on:click=stage
            >
                {t::STAGE.get(locale)}
            </button>
        </p>
    }
    .into_any()
}

/// Why the first of the commands would be refused.
fn refused(out: &Out, command: Option<&Command>) -> Vec<AnyView> {
    let Desk { session, locale, .. } = out.desk;
    if !session.writes().get() {
        return vec![strip(Notice::Info, t::READ_ONLY.get(locale))];
    }
    let Some(Err(refusals)) = command.map(|command| session.rehearse(command)) else {
        return Vec::new();
    };
    let lines = refusal_lines(session, &refusals, locale);
    lines.into_iter().map(|line| strip(Notice::Warn, line)).collect()
}

impl Out {
    /// Carries all of it out, or nothing.
    fn stage(&self, commands: &[Command], done: &str) {
        let Desk { session, locale, .. } = self.desk;
        for (at, command) in commands.iter().enumerate() {
            let last = at + 1 == commands.len();
            let said = if last { done } else { "" };
            if act(session, self.toasts, locale, command, said).is_none() {
                for _ in 0..at {
                    drop(session.undo());
                }
                return;
            }
        }
    }

    /// Looks for a rule, in slices.
    fn look(&self) {
        let (out, whom) = (self.clone(), self.whom.get_untracked());
        // The button goes.
        keep_focus_near();
        out.found.set(Found::Looking);
        spawn_local(async move {
            let wanted = out.rescue.wanted(whom);
            let whom_now = out.whom;
            let goes_on = move || whom_now.try_get_untracked() == Some(whom);
            let learned = out.desk.session.learn(wanted, out.rescue.target, goes_on).await;
            let found = learned.map_or(Found::Nothing, Found::Learned);
            drop(out.found.try_set(found));
        });
    }
}

fn by_rule(out: &Out) -> AnyView {
    let locale = out.desk.locale;
    let whom = out.whom.get();
    if out.rescue.wanted(whom).is_empty() {
        return view! { <p>{t::NOBODY.get(locale)}</p> }.into_any();
    }
    let shown = out.clone();
    let content = move || match shown.found.get() {
        Found::Nothing => {
            let out = shown.clone();
            view! {
                <p>
                    <button type="button" class="btn" on:click=move |_| out.look()>
                        {t::LOOK.get(locale)}
                    </button>
                </p>
            }
            .into_any()
        }
        Found::Looking => view! { <p class="quiet">{t::LOOKING.get(locale)}</p> }.into_any(),
        Found::Learned(learned) => offered(&shown, &learned),
    };
    view! { <div role="status">{content}</div> }.into_any()
}

fn offered(out: &Out, learned: &Learned) -> AnyView {
    let locale = out.desk.locale;
    let lead = match &learned.closest {
        Some((_, others)) => t::CLOSEST.of(locale, u64::from(*others)),
        None if learned.exact.is_empty() => t::NO_RULE.get(locale).to_owned(),
        None => t::EXACT.get(locale).to_owned(),
    };
    let rules = learned.exact.iter().chain(learned.closest.iter().map(|(rule, _)| rule));
    let items: Vec<AnyView> = rules.map(|rule| item(out, rule.to_string())).collect();
    view! {
        <p>{lead}</p>
        <ul class="findings">{items}</ul>
    }
    .into_any()
}

fn item(out: &Out, rule: String) -> AnyView {
    let locale = out.desk.locale;
    let name = format!("{}: {rule}", t::USE_RULE.get(locale));
    let command = out.rescue.rule(&rule);
    let refused = refused(out, Some(&command));
    let off = !refused.is_empty();
    let (out, done) = (out.clone(), t::STAGED_RULE.with(locale, &[&out.name]));
    let stage = move |_| {
        if !off {
            out.stage(std::slice::from_ref(&command), &done);
        }
    };
    view! {
        <li>
            <div><code>{rule}</code></div>
            {refused}
            <button
                type="button"
                class="btn"
                aria-label=name
                aria-disabled=off.then_some("true")
                on:click=stage
            >
                {t::USE_RULE.get(locale)}
            </button>
        </li>
    }
    .into_any()
}
