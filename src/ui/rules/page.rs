//! The page of the rule lab.

use crate::{
    domain::ObjectId,
    i18n::Locale,
    messages,
    rules::{Rule, Target},
    session::Session,
    ui::{
        fragment::Fragment,
        groups::use_rule::use_rule,
        kit::lang::lang,
        licences,
        nav::{Nav, use_nav},
        page::Page,
        rules::{
            builder::builder,
            cases::cases,
            editor::editor,
            examples::examples,
            findings::findings,
            lab::{Before, Lab, target},
            likes::likes,
            people::{moves, people},
            remarks::remarks,
            simpler::simpler,
            texts as t,
            why::why,
        },
        shell::heading,
    },
};
use leptos::prelude::*;
use std::time::Duration;

/// Name of the rule in the fragment of the address.
const IN_ADDRESS: &str = "rule";
/// Name of the group that it is compared with.
const GROUP: &str = "group";
/// Name of what the rule is for, where that is not users.
const FOR: &str = "for";
const DEVICES: &str = "devices";
/// Bytes of a rule that still goes into the address.
const LONGEST: usize = 4096;
/// How long the text rests before the address follows it.
const REST: Duration = Duration::from_millis(400);

/// A rule written, explained and tried on everybody.
pub fn rules_page(session: Session) -> AnyView {
    let (locale, nav) = (lang(), use_nav());
    let target = target(session);
    // Before anything is drawn: the address may ask for rules of devices.
    let asked = nav.fragment().with_untracked(|fragment| fragment.get(FOR).map(str::to_owned));
    match asked.as_deref() {
        Some(DEVICES) => target.set(Target::Device),
        None if nav.fragment().with_untracked(|it| it.get(IN_ADDRESS).is_some()) => {
            target.set(Target::User);
        }
        _ => {}
    }
    view! {
        <div class="page-head">
            {heading(Page::Rules.title().get(locale))}
            <p class="lead">{t::LEAD.get(locale)}</p>
        </div>
        {choice(target, locale)}
        {move || {
            let target = target.get();
            untrack(|| lab(session, target, nav))
        }}
    }
    .into_any()
}

/// Whether the rule is for users or for devices.
fn choice(target: RwSignal<Target>, locale: Locale) -> AnyView {
    let radio = |value: Target, text: crate::i18n::Text| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="rule-for"
                    prop:checked=move || target.get() == value
                    on:change=move |_| target.set(value)
                />
                <span>{text.get(locale)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="plain-set rule-for">
            <legend class="visually-hidden">{t::FOR.get(locale)}</legend>
            <div class="line">
                {radio(Target::User, t::FOR_USERS)} {radio(Target::Device, t::FOR_DEVICES)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn lab(session: Session, target: Target, nav: Nav) -> AnyView {
    let lab = Lab::of(session, target);
    follow_address(lab, nav);
    let from_examples = (target == Target::User).then(|| examples(lab));
    let is_rule = Memo::new(move |_| lab.read.with(|read| read.is_rule()));
    let compared = Signal::derive(move || match lab.before.get() {
        Some(Before::Group(id)) => Some(id),
        _ => None,
    });
    // Everybody's licences take longer than a key: they wait for the text to rest.
    let at_rest = move || {
        lab.rested.track();
        untrack(|| moves(lab))
    };
    view! {
        {editor(lab)}
        <div class="rule-parts">
            <div class="stack">{in_words(lab)} {findings(lab)} {remarks(lab)} {simpler(lab)} {likes(lab)}
                {use_rule(session, target, (lab.text, is_rule), compared)} {builder(lab)} {from_examples}</div>
            <div class="stack">{people(lab)} {licences::rule_card(session, compared, at_rest)} {why(lab)} {cases(lab)}</div>
        </div>
    }
    .into_any()
}

/// The address carries the rule, so that it can be sent and comes back after a reload; what stands
/// behind `#` is sent to no host.
fn follow_address(lab: Lab, nav: Nav) {
    let fragment = nav.fragment();
    Effect::new(move |_| {
        let wanted = fragment.with(|fragment| fragment.get(IN_ADDRESS).map(str::to_owned));
        if let Some(wanted) = wanted
            && lab.text.with_untracked(|text| *text != wanted)
        {
            lab.text.set(wanted);
        }
        let group = fragment.with(|fragment| fragment.get(GROUP).and_then(ObjectId::parse));
        if let Some(group) = group {
            lab.before.set(Some(Before::Group(group)));
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    Effect::new(move |_| {
        let text = lab.text.get();
        lab.before.track();
        stop();
        let write = move || {
            lab.rested.set(text.clone());
            if nav.page().get_untracked() != Some(Page::Rules) {
                return;
            }
            let fits = !text.is_empty() && text.len() <= LONGEST;
            let mut wanted = Fragment::default();
            if fits {
                wanted = wanted.and(IN_ADDRESS, text.clone());
            }
            if lab.target == Target::Device {
                wanted = wanted.and(FOR, DEVICES);
            }
            if let Some(Before::Group(group)) = lab.before.get_untracked() {
                wanted = wanted.and(GROUP, group.to_string());
            }
            if fragment.with_untracked(|now| *now != wanted) {
                nav.replace(Page::Rules, &wanted);
            }
        };
        waiting.set_value(set_timeout_with_handle(write, REST).ok());
    });
    on_cleanup(stop);
}

fn in_words(lab: Lab) -> AnyView {
    let locale = lab.locale;
    let sentence = move || {
        let read = lab.read.get();
        if read.parse.rule == Rule::Empty {
            return t::NOTHING_YET.get(locale).to_owned();
        }
        if !read.is_rule() {
            return t::NOT_YET.get(locale).to_owned();
        }
        if lab.waits.get() {
            return t::AT_REST.get(locale).to_owned();
        }
        lab.session.with(|workspace| {
            let users = workspace.users();
            let schema = lab.objects(workspace.directory()).schema();
            let name = |id| {
                users
                    .find(id)
                    .map_or_else(|| ObjectId::to_string(&id), |user| messages::name(users, user))
            };
            let speaker = messages::rule::Speaker { schema, locale, name: &name };
            speaker.sentence(&read.parse.rule, lab.target)
        })
    };
    view! {
        <section class="card">
            <h2>{t::IN_WORDS.get(locale)}</h2>
            <p role="status">
                {sentence}
            </p>
        </section>
    }
    .into_any()
}
