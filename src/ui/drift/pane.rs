//! One group beside the list: its rule, why it differs, a way out.

use crate::{
    domain::{Attribute, GroupId, Row, attribute::Of},
    messages,
    tenant::{
        Workspace,
        drift::{GroupDrift, Likeness, Reason},
    },
    ui::{
        drift::{alike::alike, desk::Desk, field::Field, rescue, texts as t},
        kit::{
            dom::{by_id, keep_focus},
            icon::{Icon, icon},
        },
        objects::link::{address, object},
    },
};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{FocusOptions, HtmlElement};

/// Groups that a rule names and that are shown.
const MOST: usize = 50;
/// Element id of the pane.
const PANE: &str = "drift-pane";

pub(super) fn pane(desk: Desk) -> AnyView {
    let shown = Memo::new(move |_| {
        let group = desk.open.get()?;
        desk.of(group)
    });
    let view = move || {
        // What is drawn until now may go, and the focus with it.
        keep_focus_near();
        let one = shown.get()?;
        Some(desk.session.with(|workspace| drawn(desk, workspace, &one)))
    };
    view.into_any()
}

/// While the focus is in the pane: gives it to the pane, or to the list once that is gone, if what has it
/// goes.
pub(super) fn keep_focus_near() {
    let focused = document().active_element();
    if focused.is_none() || by_id(PANE).is_none_or(|pane| !pane.contains(focused.as_deref())) {
        return;
    }
    request_animation_frame(|| {
        if document().active_element().is_some_and(|focused| focused.tag_name() != "BODY") {
            return;
        }
        if let Some(pane) = by_id(PANE) {
            let how = FocusOptions::new();
            how.set_prevent_scroll(true);
            return drop(pane.focus_with_options(&how));
        }
        match list_stop() {
            Some(stop) => drop(stop.focus()),
            None => keep_focus(),
        }
    });
}

/// What of the list can have the focus: the cell that had it last.
fn list_stop() -> Option<HtmlElement> {
    let stop = document().query_selector("main [role=grid] [tabindex=\"0\"]").ok()??;
    stop.dyn_into().ok()
}

fn drawn(desk: Desk, workspace: &Workspace, one: &GroupDrift) -> AnyView {
    let locale = desk.locale;
    let (directory, group) = (workspace.directory(), one.group);
    let name = messages::object_name(&directory.groups, group);
    let page = address(Of::Group, directory.groups.id(group));
    let rule = directory.groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE);
    let rule = rule.as_text().unwrap_or_default().to_owned();
    let fact = |field: Field| {
        let text = field.text(directory, one, locale);
        let text = text.unwrap_or_else(|| t::NOT_IMPORTED.get(locale).to_owned());
        view! { <div><dt>{field.label().get(locale)}</dt><dd>{text}</dd></div> }.into_any()
    };
    let facts =
        [Field::Members, Field::Taken, Field::Joins, Field::Leaves, Field::Unknown].map(fact);
    let reason = |reason: &Reason| {
        let text = messages::drift::sentence(directory, reason, one.target, locale);
        view! { <li>{text}</li> }.into_any()
    };
    let reasons: Vec<AnyView> = one.reasons.iter().map(reason).collect();
    let reasons = if reasons.is_empty() && one.agrees() {
        view! { <p class="quiet">{t::REASONS_NONE.get(locale)}</p> }.into_any()
    } else {
        view! {
            <h3>{t::REASONS.get(locale)}</h3>
            <ul class="dots">{reasons}</ul>
        }
        .into_any()
    };
    let rescue = one.gathers.then(|| rescue::rescue(desk, workspace, group));
    view! {
        <aside id=PANE class="pane drift-pane" aria-label=t::DETAILS.get(locale) tabindex="0">
            <div class="line between">
                <h2 class="break">{name}</h2>
                <button
                    type="button"
                    class="btn plain only-icon"
                    aria-label=t::CLOSE.get(locale)
                    on:click=move |_| desk.set_open(None)
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            <div class="line"><a class="btn" href=page>{t::OPEN.get(locale)}</a></div>
            <dl class="facts">{facts.into_iter().collect::<Vec<_>>()}</dl>
            {reasons}
            {rescue}
            <h3>{t::RULE.get(locale)}</h3>
            <p class="rule-text"><code>{rule}</code></p>
            {named(desk, workspace, group)}
            {like(desk, workspace, group)}
        </aside>
    }
    .into_any()
}

/// The groups that are for the same.
fn like(desk: Desk, workspace: &Workspace, group: GroupId) -> Option<AnyView> {
    let found = desk.drifts.with(|drifts| {
        let figures = &drifts.as_ref()?.groups;
        desk.session.with_rulebook(|w, book| Likeness::of(w, book, figures, group))
    })?;
    alike(workspace.directory(), found, desk.locale)
}

/// The groups that its rule names, and the ring that it is in.
fn named(desk: Desk, workspace: &Workspace, group: GroupId) -> Option<AnyView> {
    let locale = desk.locale;
    let directory = workspace.directory();
    let ring = desk.drifts.with(|drifts| {
        let rings = &drifts.as_ref()?.rings;
        rings.iter().find(|ring| ring.contains(&group)).cloned()
    });
    let ring = ring.map(|ring| {
        let text = t::IN_RING.with(locale, &[&messages::drift::names(directory, &ring, locale)]);
        view! { <p>{text}</p> }.into_any()
    });
    let sources: Vec<Row> = desk.session.with_rulebook(|_, book| {
        let sources = book.sources(group)?;
        let mut all: Vec<Row> = sources.groups.keys().copied().collect();
        all.extend(sources.chained.iter().filter(|one| !sources.groups.contains_key(one)));
        Some(all)
    })??;
    let item = |group: &Row| view! { <li>{object(directory, Of::Group, *group)}</li> }.into_any();
    let items: Vec<AnyView> = sources.iter().take(MOST).map(item).collect();
    Some(
        view! {
            <h3>{t::FROM.get(locale)}</h3>
            <ul class="dots">{items}</ul>
            {ring}
        }
        .into_any(),
    )
}
