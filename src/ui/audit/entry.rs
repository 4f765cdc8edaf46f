//! Targets with their properties, and the rule behind a membership.

use crate::{
    domain::{
        Attribute,
        directory_audit::{DirectoryAudit, ModifiedProperty, TargetResource},
        group::Membership,
    },
    i18n::Locale,
    messages,
    store::{Directory, group_membership},
    ui::{
        audit::{find::object, readable::readable, texts as t},
        fragment::Fragment,
        kit::icon::{Icon, icon},
        nav::href,
        objects::link,
        page::Page,
    },
};
use leptos::prelude::*;

/// Where a rule of a group that is dynamic here put somebody in or took somebody out: the rule.
pub(super) fn by_rule(
    directory: &Directory,
    entry: &DirectoryAudit<'_>,
    locale: Locale,
) -> Option<AnyView> {
    if !entry.is_by_rule() {
        return None;
    }
    let groups = &directory.groups;
    let id = entry.group()?;
    let group = groups.find(id)?;
    let of_devices = match group_membership(groups, group)? {
        Membership::Assigned => return None,
        Membership::DynamicUser => false,
        Membership::DynamicDevice => true,
    };
    let rule = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE).as_text()?.to_owned();
    let mut fragment = Fragment::default().and("rule", rule.clone()).and("group", id.to_string());
    if of_devices {
        fragment = fragment.and("for", "devices");
    }
    let name = messages::object_name(groups, group);
    Some(
        view! {
            <h3>{t::BY_RULE.with(locale, &[&name])}</h3>
            <p class="rule-text"><code>{rule}</code></p>
            <p class="quiet small">{t::RULE_NOW.get(locale)}</p>
            <p>
                <a class="btn" href=href(Page::Rules, &fragment)>
                    {icon(Icon::Filter)} {t::OPEN_LAB.get(locale)}
                </a>
            </p>
        }
        .into_any(),
    )
}

/// A target: who or what it is, a link where it is here, and what changed of it.
pub(super) fn target(
    directory: &Directory,
    number: u64,
    target: &TargetResource<'_>,
    locale: Locale,
) -> AnyView {
    let here = object(directory, target.id, target.user_principal_name);
    let name = if let Some((of, row)) = here {
        link::object(directory, of, row)
    } else {
        let name = target.name().unwrap_or_default().to_owned();
        view! { <span>{name}</span> " " <span class="quiet">{t::NOT_HERE.get(locale)}</span> }
            .into_any()
    };
    let facts = [
        (t::ACTOR_TYPE, target.resource_type),
        (t::UPN, target.user_principal_name),
        (t::OBJECT_ID, target.id),
        (t::GROUP_TYPE, target.group_type),
    ];
    let facts: Vec<AnyView> = facts
        .into_iter()
        .filter_map(|(name, value)| {
            let value = value.filter(|value| !value.is_empty())?.to_owned();
            Some(view! { <div><dt>{name.get(locale)}</dt><dd>{value}</dd></div> }.into_any())
        })
        .collect();
    view! {
        <h3>{t::TARGET_TITLE.with(locale, &[&locale.number(number)])}</h3>
        <p>{name}</p>
        <dl class="facts">{facts}</dl>
        {properties(&target.modified_properties, locale)}
    }
    .into_any()
}

fn properties(properties: &[ModifiedProperty<'_>], locale: Locale) -> Option<AnyView> {
    if properties.is_empty() {
        return None;
    }
    let shown = |value: Option<&str>| match value.filter(|value| !value.is_empty()) {
        None => view! { <span class="missing">{t::NO_VALUE.get(locale)}</span> }.into_any(),
        Some(value) => match readable(value) {
            Some(text) if text.is_empty() => {
                view! { <span class="missing">{t::NO_VALUE.get(locale)}</span> }.into_any()
            }
            Some(text) => view! { <span>{text}</span> }.into_any(),
            None => view! { <span class="raw">{value.to_owned()}</span> }.into_any(),
        },
    };
    let row = |property: &ModifiedProperty<'_>| {
        view! {
            <tr>
                <th scope="row">{property.display_name.unwrap_or_default().to_owned()}</th>
                <td>{shown(property.old_value)}</td>
                <td>{shown(property.new_value)}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = properties.iter().map(row).collect();
    let raw = |property: &ModifiedProperty<'_>| {
        let value = |value: Option<&str>| value.unwrap_or("null").to_owned();
        let text = format!(
            "{}: {} → {}",
            value(property.display_name),
            value(property.old_value),
            value(property.new_value)
        );
        view! { <li class="raw">{text}</li> }.into_any()
    };
    let raw: Vec<AnyView> = properties.iter().map(raw).collect();
    Some(
        view! {
            <div class="scroll-x" tabindex="0" role="region" aria-label=t::MODIFIED.get(locale)>
                <table class="plain-table small">
                    <thead>
                        <tr>
                            <th scope="col">{t::PROPERTY.get(locale)}</th>
                            <th scope="col">{t::OLD.get(locale)}</th>
                            <th scope="col">{t::NEW.get(locale)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <details>
                <summary class="quiet small">{t::RAW.get(locale)}</summary>
                <ul class="audit-records">{raw}</ul>
            </details>
        }
        .into_any(),
    )
}
