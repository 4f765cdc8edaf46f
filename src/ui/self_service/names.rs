//! The naming policy and a place to try names.

use super::{field::field, texts as t};
use crate::{
    domain::{Attribute, GroupId, GroupKind, ObjectId, Row, Setting, attribute::Of},
    i18n::Locale,
    messages,
    session::Session,
    tenant::{
        Workspace,
        groups::Nature,
        naming_policy::{self as policy, Named, Piece, Requirement},
    },
    ui::{
        kit::{
            field::TextField,
            notice::{Notice, strip},
        },
        objects::link,
        persona,
    },
};
use leptos::prelude::*;

/// Groups that are listed with a name against the policy.
const MOST: usize = 50;

pub(super) fn names(session: Session, locale: Locale) -> AnyView {
    view! {
        <div class="cards wide-cards">
            <section class="card">
                <h2>{t::NAMING.get(locale)}</h2>
                {field(session, Setting::NamingRequirement)}
                {field(session, Setting::BlockedWords)}
                <p class="quiet small">{t::EXEMPT.get(locale)}</p>
            </section>
            {tester(session, locale)}
        </div>
        {offenders(session, locale)}
    }
    .into_any()
}

fn requirement(workspace: &Workspace) -> Option<Requirement> {
    policy::requirement(workspace).map(|(_, requirement)| requirement)
}

fn tester(session: Session, locale: Locale) -> AnyView {
    let name = RwSignal::new(String::new());
    let who: RwSignal<Option<ObjectId>> =
        RwSignal::new(session.actor().with_untracked(|actor| actor.id));
    let result = move || {
        let typed = name.with(|name| name.trim().to_owned());
        if typed.is_empty() {
            return Vec::new();
        }
        session.with(|workspace| judged(workspace, &typed, who.get(), locale))
    };
    let lines =
        move || result().into_iter().map(|(notice, text)| strip(notice, text)).collect::<Vec<_>>();
    view! {
        <section class="card">
            <h2>{t::TESTER.get(locale)}</h2>
            <TextField id="try-name".to_owned() label=t::TESTER_NAME.get(locale) value=name />
            {persona::picker(session, "try-who", t::TESTER_WHO.get(locale), persona::BY_NAME, who)}
            <div class="stack" role="status">{lines}</div>
        </section>
    }
    .into_any()
}

/// What the policy says of a name.
fn judged(
    workspace: &Workspace,
    typed: &str,
    who: Option<ObjectId>,
    locale: Locale,
) -> Vec<(Notice, String)> {
    let mut told = Vec::new();
    let user = who.and_then(|id| workspace.find_active(id));
    match requirement(workspace) {
        None => told.push((Notice::Info, t::NO_POLICY.get(locale).to_owned())),
        Some(requirement) => {
            let named = requirement.apply(typed, policy::creator(workspace, user));
            told.push(match named {
                Named::Name(name) => (Notice::Good, t::RESULT.with(locale, &[&name])),
                Named::TooLong { name, length } => {
                    let number = |number: usize| locale.number(number as u64);
                    let values = [&name, &number(length), &number(policy::MOST)];
                    (Notice::Bad, t::RESULT_LONG.with(locale, &values.map(String::as_str)))
                }
                Named::Unknown(attribute) => {
                    let label = messages::label(workspace.users().schema(), attribute, locale);
                    let text = if user.is_some() { t::RESULT_UNKNOWN } else { t::RESULT_WHO };
                    (Notice::Warn, text.with(locale, &[&label]))
                }
            });
        }
    }
    let words = policy::words(workspace);
    told.push(match policy::blocked(&words, typed) {
        Some(word) => (Notice::Bad, t::BLOCKED.with(locale, &[word])),
        None => (Notice::Good, t::ALLOWED.get(locale).to_owned()),
    });
    told
}

/// Why a group that exists has a name against the policy: what comes from its unknown creator is passed
/// over.
fn offence(name: &str, requirement: Option<&Requirement>, words: &[String]) -> Option<bool> {
    let fixed = |pieces: &[Piece]| match pieces {
        [Piece::Fixed(text)] => Some(text.clone()),
        _ => None,
    };
    let mut inner = name;
    if let Some(requirement) = requirement {
        for (text, first) in
            [(fixed(&requirement.prefix), true), (fixed(&requirement.suffix), false)]
        {
            let Some(text) = text else { continue };
            let rest = if first { inner.strip_prefix(&text) } else { inner.strip_suffix(&text) };
            let Some(rest) = rest else { return Some(false) };
            inner = rest;
        }
    }
    policy::blocked(words, inner).map(|_| true)
}

/// Microsoft 365 groups whose names the policy would not allow today.
fn offenders(session: Session, locale: Locale) -> AnyView {
    let found = session.select(move |workspace| {
        let (requirement, words) = (requirement(workspace), policy::words(workspace));
        if requirement.is_none() && words.is_empty() {
            return (Vec::new(), 0);
        }
        let groups = workspace.groups();
        let mut offenders: Vec<(GroupId, bool)> = Vec::new();
        let mut count = 0_u64;
        for group in groups.active().iter().map(Row) {
            if Nature::in_table(groups, group).kind != Some(GroupKind::Microsoft365) {
                continue;
            }
            let datum = groups.get(group, Attribute::GROUP_DISPLAY_NAME);
            let Some(name) = datum.as_text() else { continue };
            if let Some(blocked) = offence(name, requirement.as_ref(), &words) {
                count += 1;
                if offenders.len() < MOST {
                    offenders.push((group, blocked));
                }
            }
        }
        (offenders, count)
    });
    (move || {
        let (offenders, count) = found.get();
        (count > 0).then(|| {
            let items: Vec<AnyView> = session.with_untracked(|workspace| {
                offenders
                    .iter()
                    .map(|(group, blocked)| {
                        let text = if *blocked { t::OFFENDS_BLOCKED } else { t::OFFENDS_FORM };
                        let why = text.get(locale);
                        let name = link::object(workspace.directory(), Of::Group, *group);
                        view! { <li>{name} <span class="quiet">{why}</span></li> }.into_any()
                    })
                    .collect()
            });
            view! {
                <section class="stack">
                    <h2>{t::OFFENDERS.of(locale, count)}</h2>
                    <ul class="dots">{items}</ul>
                </section>
            }
            .into_any()
        })
    })
    .into_any()
}
