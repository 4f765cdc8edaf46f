//! A step of a guided plan: what it is, how far it is, whom it is about, and what stages it.

use crate::{
    domain::{Command, Row, attribute::Of},
    i18n::{Locale, Text},
    session::{Session, browser},
    store::Bits,
    tenant::licences::guide::{State, Step, What},
    ui::{
        groups::{
            existence::staged,
            review::{self, Review},
        },
        kit::{
            dom::focus_soon,
            icon::{Icon, icon},
            toast::{Tone, use_toasts},
        },
        licences::{consequences, guide_texts as t, location, names, parts, texts as l},
        user::act::denied_text,
    },
};
use leptos::{prelude::*, task::spawn_local};

/// Up to so many people a change is rehearsed at once.
const AT_ONCE: u32 = 5_000;
/// Milliseconds after which it is rehearsed otherwise: the steps are painted by then.
const AFTER: i32 = 20;
/// Changes of one step that are offered at once.
const MOST: usize = 8;

const fn title(what: What) -> Text {
    match what {
        What::Origin => t::ORIGIN,
        What::SamePlans => t::SAME_PLANS,
        What::Seats => t::SEATS,
        What::Join => t::JOIN,
        What::InForce => t::IN_FORCE,
        What::TakeDirect => t::TAKE_DIRECT,
        What::Ways => t::WAYS,
        What::Place => t::PLACE,
        What::Swap => t::DO_SWAP,
        What::Accepted => t::ACCEPTED,
        What::MoveGroups => t::DO_MOVE_GROUPS,
        What::Premium => t::PREMIUM,
        What::Needed => t::NEEDED,
        What::Keeps => t::KEEPS,
        What::Devices => t::DEVICES,
        What::SwitchOff => t::SWITCH_OFF,
        What::Has => t::HAS,
        What::GiveAlone => t::DO_GIVE_ALONE,
    }
}

/// What is against a step, or what it waits for.
const fn reason(what: What, state: State) -> Option<Text> {
    match (what, state) {
        (What::Origin, State::Stopped) => Some(t::UNTOLD),
        (What::SamePlans, State::Stopped) => Some(t::LOSING),
        (What::InForce, State::Waits) => Some(t::NOT_ARRIVED),
        (What::InForce, State::Stopped) => Some(t::REFUSED),
        (What::Ways, State::Stopped) => Some(t::INHERITED),
        (What::Accepted, State::Stopped) => Some(t::NOT_ACCEPTED),
        (What::Needed, State::Stopped) => Some(t::STILL_NEEDED),
        (What::Premium, State::Noted) => Some(t::NO_PREMIUM),
        (What::Keeps, State::Noted) => Some(t::KEEPS_WHY),
        (What::Devices, State::Noted) => Some(t::DEVICES_WHY),
        (What::Has, State::Noted) => Some(t::HAS_WHY),
        _ => None,
    }
}

fn badge(state: State, locale: Locale) -> AnyView {
    let (class, shape, text) = match state {
        State::Done => ("badge", Icon::Check, t::DONE),
        State::Ready => ("badge", Icon::Right, t::READY),
        State::Waits => ("badge off", Icon::More, t::WAITS),
        State::Stopped => ("badge bad", Icon::Stop, t::STOPPED),
        State::Noted => ("badge", Icon::Info, t::NOTED),
    };
    view! { <span class=class>{icon(shape)} {text.get(locale)}</span> }.into_any()
}

/// The steps of a plan; the element with this id has the focus after a step was staged.
pub(super) fn steps(
    session: Session,
    steps: Memo<Vec<Step>>,
    id: &'static str,
    locale: Locale,
) -> AnyView {
    let items = move || {
        let one = |step: Step| step_view(session, step, id, locale);
        steps.get().into_iter().map(one).collect::<Vec<_>>()
    };
    view! {
        <ol class="steps guide" id=id tabindex="-1" aria-label=t::STEPS.get(locale)>
            {items}
        </ol>
    }
    .into_any()
}

fn step_view(session: Session, step: Step, list: &'static str, locale: Locale) -> AnyView {
    let Step { what, state, people, short, commands } = step;
    let reason = reason(what, state).map(|text| view! { <p>{text.get(locale)}</p> });
    let short: Vec<AnyView> = short
        .iter()
        .map(|(sku, missing)| {
            let name = session.with_licences(|workspace, catalogue, _| {
                names::product(workspace, catalogue, *sku)
            });
            let name = name.unwrap_or_default();
            view! { <p>{t::SHORT.with(locale, u64::from(*missing), &[&name])}</p> }.into_any()
        })
        .collect();
    let place = (what == What::Place && state == State::Stopped)
        .then(|| location::ask(session, people.iter().map(Row).collect(), locale));
    // That seats are there is said of nobody in particular.
    let is_told = !(what == What::Seats && state == State::Done);
    let who = is_told.then(|| who(session, what, state, people, locale));
    let rest = commands.len().saturating_sub(MOST) as u64;
    let more = (rest > 0).then(|| view! { <p class="quiet">{t::MORE.of(locale, rest)}</p> });
    let deeds: Vec<AnyView> = commands
        .into_iter()
        .take(MOST)
        .enumerate()
        .map(|(at, command)| deed(session, (what, command), at == 0, list, locale))
        .collect();
    view! {
        <li>
            <div class="stack">
                <div class="line between">
                    <b>{title(what).get(locale)}</b>
                    {badge(state, locale)}
                </div>
                {reason} {short} {place} {who} {deeds} {more}
            </div>
        </li>
    }
    .into_any()
}

/// Whom a step is about, to be unfolded.
fn who(
    session: Session,
    what: What,
    state: State,
    people: Bits,
    locale: Locale,
) -> Option<AnyView> {
    let count = u64::from(people.count());
    if count == 0 {
        return None;
    }
    let is_condition = matches!(what, What::Origin | What::SamePlans | What::Ways | What::Devices);
    let text = if is_condition && state == State::Done {
        t::LEFT_OUT.of(locale, count)
    } else {
        l::PEOPLE_OF.of(locale, count)
    };
    let shown = parts::people(session, text.clone(), Memo::new(move |_| people.clone()));
    Some(
        view! {
            <details>
                <summary>{text}</summary>
                {shown}
            </details>
        }
        .into_any(),
    )
}

/// A change that can be staged, unless anything is against it: that is looked into at once where it is the first of
/// its step, else when it is to be staged.
fn deed(
    session: Session,
    (what, command): (What, Command),
    is_first: bool,
    list: &'static str,
    locale: Locale,
) -> AnyView {
    let toasts = use_toasts();
    let about = about(session, &command, locale);
    let review = reviewed(session, command.clone(), is_first);
    let blocked = Memo::new(move |_| {
        let is_against = |review: &Review| review.is_void() || review.is_refused();
        review.with(|review| review.as_ref().is_some_and(is_against)) || !session.writes().get()
    });
    let stage = move |_| {
        if review.with_untracked(Option::is_none) {
            review.set(Some(untrack(|| Review::of(session, Some(&command)))));
        }
        let command = review.with_untracked(|review| review.as_ref()?.accepted.clone());
        let Some(command) = command.filter(|_| !blocked.get_untracked()) else { return };
        match session.dispatch(&command) {
            Ok(id) => {
                focus_soon(list);
                toasts.show(Tone::Good, staged(session, id, locale));
            }
            Err(denied) => toasts.show(Tone::Bad, denied_text(session, &denied, locale)),
        }
    };
    let against = move || {
        review.with(|review| match review {
            Some(review) => {
                let label =
                    l::LABELLED.with(locale, &[l::FOLLOWS.get(locale), title(what).get(locale)]);
                // What is told is followed by the review itself, so that nothing is computed twice.
                let follows = untrack(|| consequences::view(session, review, &label, locale));
                view! { {review::view(session, review, None, locale)} {follows} }.into_any()
            }
            None if is_first => {
                view! { <p class="quiet">{t::REHEARSING.get(locale)}</p> }.into_any()
            }
            None => ().into_any(),
        })
    };
    view! {
        <div class="line between">
            <span>{about}</span>
            <button
                type="button"
                class="btn primary"
                aria-disabled=move || blocked.get().then_some("true")
                on:click=stage
            >
                {t::STAGE.get(locale)}
            </button>
        </div>
        <div class="stack">{against}</div>
    }
    .into_any()
}

/// The judgement over a change, where it is asked for at once. In a large directory it comes after the steps are on the
/// screen, so that these do not wait for it. Of another change, a judgement holds until anything changes.
fn reviewed(session: Session, command: Command, at_once: bool) -> RwSignal<Option<Review>> {
    let review = RwSignal::new(None);
    let turn = StoredValue::new(0_u64);
    Effect::new(move || {
        let rows = session.with(|workspace| workspace.users().rows());
        // The names of products, and whose rights count.
        session.products().track();
        session.actor().track();
        if !at_once {
            if review.with_untracked(Option::is_some) {
                review.set(None);
            }
            return;
        }
        if rows <= AT_ONCE {
            review.set(Some(Review::of(session, Some(&command))));
            return;
        }
        turn.update_value(|turn| *turn += 1);
        let now = turn.get_value();
        let command = command.clone();
        spawn_local(async move {
            browser::wait(AFTER).await;
            if turn.try_get_value() == Some(now) {
                let judged = untrack(|| Review::of(session, Some(&command)));
                drop(review.try_set(Some(judged)));
            }
        });
    });
    review
}

/// Of how many a change is and which plans it leaves off, where the step has several.
fn about(session: Session, command: &Command, locale: Locale) -> Option<String> {
    match command {
        Command::License { of, rows, add, .. } if !add.is_empty() => {
            let off = add.iter().flat_map(|license| &license.disabled_plans);
            let off = session.with_licences(|workspace, catalogue, _| {
                off.map(|plan| names::plan(workspace, catalogue, *plan)).collect::<Vec<String>>()
            });
            let (off, count) = (off.unwrap_or_default(), rows.len() as u64);
            let (all_on, without) = match of {
                Of::Group => (t::GROUPS_ALL_ON, t::GROUPS_WITHOUT),
                Of::User | Of::Device => (t::ALL_ON, t::WITHOUT),
            };
            Some(if off.is_empty() {
                all_on.of(locale, count)
            } else {
                without.with(locale, count, &[&locale.list_and(&off)])
            })
        }
        _ => None,
    }
}
