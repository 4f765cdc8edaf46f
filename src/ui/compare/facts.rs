//! The groups' rules side by side, and the properties that differ.

use crate::{
    domain::{Attribute, GroupId, attribute::Of},
    messages,
    session::Session,
    tenant::{
        Workspace,
        compare::{Rules, differing, rules},
        groups::{Nature, target},
    },
    ui::{
        compare::{desk::Desk, page::groups, texts as t},
        groups::rule_field::in_lab,
        kit::lang::zone,
        objects::link::object,
    },
};
use leptos::prelude::*;

/// The cards; nothing before two groups are chosen.
pub(super) fn facts(desk: Desk) -> Option<AnyView> {
    let which = groups(desk);
    if which.len() < 2 {
        return None;
    }
    let session: Session = desk.session;
    Some(session.with(|workspace| {
        view! { {of_rules(desk, workspace, &which)} {of_attributes(desk, workspace, &which)} }
            .into_any()
    }))
}

fn of_rules(desk: Desk, workspace: &Workspace, which: &[GroupId]) -> AnyView {
    let locale = desk.locale;
    let how = rules(workspace.groups(), which);
    let told = match how {
        Rules::None => t::NO_RULES,
        Rules::Mixed => t::SOME_RULES,
        Rules::Same => t::SAME_RULE,
        Rules::SameMeaning => t::SAME_MEANING,
        Rules::Different => t::DIFFERENT_RULES,
    };
    let line = |group: &GroupId| {
        let groups = workspace.groups();
        let nature = Nature::in_table(groups, *group);
        let text = groups.read(*group, Attribute::GROUP_MEMBERSHIP_RULE).text();
        let rule = match (nature.membership.and_then(target), text) {
            (Some(target), Some(text)) => {
                let address = in_lab(text, target, None);
                view! {
                    <code class="compare-rule">{text.to_owned()}</code>
                    " "
                    <a href=address>{t::OPEN_LAB.get(locale)}</a>
                }
                .into_any()
            }
            _ => view! { <span class="quiet">{t::NO_RULE.get(locale)}</span> }.into_any(),
        };
        view! {
            <div>
                <dt>{object(workspace.directory(), Of::Group, *group)}</dt>
                <dd>{rule}</dd>
            </div>
        }
        .into_any()
    };
    let lines = (how != Rules::None).then(|| {
        let lines: Vec<AnyView> = which.iter().map(line).collect();
        view! { <dl class="facts">{lines}</dl> }
    });
    view! {
        <section class="card">
            <h2>{t::RULES.get(locale)}</h2>
            <p>{told.get(locale)}</p>
            {lines}
        </section>
    }
    .into_any()
}

fn of_attributes(desk: Desk, workspace: &Workspace, which: &[GroupId]) -> AnyView {
    let locale = desk.locale;
    let groups = workspace.groups();
    // Rules have a card of their own.
    let rule = |attribute: &Attribute| *attribute != Attribute::GROUP_MEMBERSHIP_RULE;
    let differing: Vec<Attribute> = differing(groups, which).into_iter().filter(rule).collect();
    if differing.is_empty() {
        return view! {
            <section class="card">
                <h2>{t::DIFFER.get(locale)}</h2>
                <p>{t::NONE_DIFFER.get(locale)}</p>
            </section>
        }
        .into_any();
    }
    let heads: Vec<AnyView> = which
        .iter()
        .map(|group| {
            view! { <th scope="col">{messages::object_name(groups, *group)}</th> }.into_any()
        })
        .collect();
    let row = |attribute: &Attribute| {
        let cell = |group: &GroupId| {
            let text = messages::cell(groups, *group, *attribute, locale, &zone);
            let missing = !groups.read(*group, *attribute).is_value();
            view! { <td class:quiet=missing>{text}</td> }.into_any()
        };
        let cells: Vec<AnyView> = which.iter().map(cell).collect();
        let label = messages::label(groups.schema(), *attribute, locale);
        view! { <tr><th scope="row">{label}</th> {cells}</tr> }.into_any()
    };
    let rows: Vec<AnyView> = differing.iter().map(row).collect();
    view! {
        <section class="card">
            <h2 id="compare-differ">{t::DIFFER.get(locale)}</h2>
            // Focusable, so that it can be scrolled with the keys.
            <div class="compare-scroll" tabindex="0" role="region" aria-labelledby="compare-differ">
                <table class="plain-table">
                    <thead>
                        <tr><th scope="col">{t::PROPERTY.get(locale)}</th> {heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
