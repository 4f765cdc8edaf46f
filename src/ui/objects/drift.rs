//! The rule of a group, and whether its members are those that it takes.

use crate::{
    domain::{Attribute, Row, attribute::Of, group::Membership},
    i18n::{Locale, Plural},
    messages,
    rules::{
        Target,
        drift::{Drift, drift},
        parse,
    },
    session::{Session, browser},
    store::{Bits, Directory, group_membership},
    ui::{
        fragment::Fragment,
        groups::{
            convert::{Ask, Converter},
            reason, texts as g,
        },
        kit::{
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
        },
        nav::href,
        objects::{link::object, texts as t},
        page::Page,
        rules::cases,
    },
};
use leptos::prelude::*;

/// People who are named at once.
const MOST: usize = 20;

/// A card with the rule and the way to change it; nothing for a group without one.
pub(super) fn rule(session: Session, group: Row, converter: Converter) -> AnyView {
    let locale = lang();
    let fixed = session.select(move |w| reason::not_convertible(w, group, locale).is_some());
    let now = session.select(move |w| group_membership(w.groups(), group));
    let open = move |_| {
        let to = match now.get_untracked() {
            Some(Membership::DynamicDevice) => Membership::DynamicDevice,
            _ => Membership::DynamicUser,
        };
        converter.open(Ask { group, to, rule: None });
    };
    let edit = move || {
        (!fixed.get() && session.writes().get()).then(|| {
            let dynamic = now.get().is_some_and(|now| now != Membership::Assigned);
            let text = if dynamic { g::EDIT_RULE } else { g::GIVE_RULE };
            view! {
                <button type="button" class="btn" on:click=open>
                    {icon(Icon::Pencil)} {text.get(locale)}
                </button>
            }
            .into_any()
        })
    };
    let content = move || {
        session.with(|workspace| card(workspace.directory(), group, locale)).map(|(text, lab)| {
            view! {
                <section class="card">
                    <h2>{t::RULE.get(locale)}</h2>
                    {text}
                    {cases::of_page(session, group, locale)}
                    <div class="line">{edit} {lab}</div>
                </section>
            }
        })
    };
    content.into_any()
}

/// The rule in full, and the way into the lab.
fn card(directory: &Directory, group: Row, locale: Locale) -> Option<(AnyView, AnyView)> {
    let text = directory.groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE);
    let text = text.as_text()?.to_owned();
    let membership = group_membership(&directory.groups, group);
    let target = match membership {
        Some(Membership::DynamicDevice) => Target::Device,
        _ => Target::User,
    };
    let schema = directory.of(target.of()).schema();
    let name = |id| {
        let users = &directory.users;
        users.find(id).map_or_else(
            || crate::domain::ObjectId::to_string(&id),
            |user| messages::name(users, user),
        )
    };
    let speaker = messages::rule::Speaker { schema, locale, name: &name };
    let sentence = speaker.sentence(&parse(&text, target).rule, target);
    let lab = {
        let id = directory.groups.id(group).to_string();
        let mut fragment = Fragment::default().and("rule", text.clone()).and("group", id);
        if target == Target::Device {
            fragment = fragment.and("for", "devices");
        }
        view! {
            <a class="btn" href=href(Page::Rules, &fragment)>
                {icon(Icon::Filter)} {t::OPEN_LAB.get(locale)}
            </a>
        }
        .into_any()
    };
    let kept = (membership == Some(Membership::Assigned))
        .then(|| strip(Notice::Info, t::RULE_KEPT.get(locale)));
    let compared = match membership {
        Some(Membership::Assigned) => None,
        _ => Some(match drift(directory, group, browser::now()) {
            Some(drift) => differences(directory, &drift, locale),
            None => view! { <p class="quiet">{t::RULE_UNREADABLE.get(locale)}</p> }.into_any(),
        }),
    };
    let text = view! {
        {kept}
        <p class="rule-text"><code>{text}</code></p>
        <p>{sentence}</p>
        {compared}
    };
    Some((text.into_any(), lab))
}

fn differences(directory: &Directory, drift: &Drift, locale: Locale) -> AnyView {
    let of = drift.target.of();
    let mut parts: Vec<AnyView> = Vec::new();
    for cause in &drift.causes {
        let text = messages::group::cause(cause).get(locale);
        parts.push(strip(Notice::Warn, text));
    }
    if drift.agrees() {
        let text = t::AGREES.of(locale, u64::from(drift.taken));
        parts.push(strip(Notice::Good, text));
        return parts.into_any();
    }
    parts.push(view! { <p>{t::TAKES.of(locale, u64::from(drift.taken))}</p> }.into_any());
    let missing = drift.missing.as_ref();
    let lists: [(Option<&Bits>, Plural); 3] = [
        (missing, t::MISSING),
        (Some(&drift.extra), t::EXTRA),
        (Some(&drift.undecided), t::UNDECIDED),
    ];
    for (bits, title) in lists {
        let Some(bits) = bits.filter(|bits| !bits.is_empty()) else { continue };
        parts.push(named(directory, of, bits, title, locale));
    }
    let differs = missing.is_some_and(|bits| !bits.is_empty()) || !drift.extra.is_empty();
    if differs {
        parts.push(view! { <p class="quiet small">{t::STALE.get(locale)}</p> }.into_any());
    }
    parts.into_any()
}

/// Some of the objects by name, folded.
fn named(directory: &Directory, of: Of, bits: &Bits, title: Plural, locale: Locale) -> AnyView {
    let count = u64::from(bits.count());
    let items: Vec<AnyView> = bits
        .iter()
        .take(MOST)
        .map(|row| view! { <li>{object(directory, of, Row(row))}</li> }.into_any())
        .collect();
    let rest = count.saturating_sub(MOST as u64);
    let more = (rest > 0).then(|| {
        view! { <p class="quiet">{t::AND_MORE.with(locale, &[&locale.number(rest)])}</p> }
            .into_any()
    });
    view! {
        <details>
            <summary>{title.of(locale, count)}</summary>
            <ul class="people">{items}</ul>
            {more}
        </details>
    }
    .into_any()
}
