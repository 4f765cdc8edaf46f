//! Details of one record beside the list: activity, targets, properties, and what belongs to it.

use crate::{
    domain::directory_audit::{DirectoryAudit, KnownActor},
    exchange::audit_out::AuditKind,
    i18n::Text,
    store::AuditColumn,
    tenant::{Workspace, predicted::operation_of},
    ui::{
        audit::{
            entry::{by_rule, target},
            find::{Logs, object, unpack},
            list::{kind_word, status},
            page::Desk,
            texts as t,
        },
        kit::{
            dom::by_id,
            icon::{Icon, icon},
            lang::zone,
            notice::{Notice, strip},
        },
        nav::plain,
        objects::link,
        page::Page,
    },
};
use leptos::prelude::*;

/// The element of the details.
const PANE: &str = "audit-details";

/// Records of the same operation that are named.
const MOST: usize = 20;

pub(super) fn pane(desk: Desk) -> AnyView {
    let open = Memo::new(move |_| desk.state.with(|state| state.open));
    Effect::new(move |_| {
        open.track();
        // The element stays for the next record, which begins at its top.
        request_animation_frame(|| {
            if let Some(pane) = by_id(PANE) {
                pane.set_scroll_top(0);
            }
        });
    });
    let view = move || {
        let open = open.get()?;
        desk.with(|workspace, logs| {
            let item = logs.opened(open)?;
            Some(drawn(desk, workspace, logs, item))
        })
    };
    view.into_any()
}

fn drawn(desk: Desk, workspace: &Workspace, logs: Logs<'_>, item: u32) -> AnyView {
    let locale = desk.locale;
    let (kind, row) = unpack(item);
    let log = logs.of(kind);
    let entry = log.entry(row);
    let close = move |_| desk.state.update(|state| state.open = None);
    let (class, shape) = match kind {
        AuditKind::Imported => ("badge", Icon::Log),
        AuditKind::Predicted => ("badge staged", Icon::Pencil),
    };
    let lead = (kind == AuditKind::Predicted).then(|| {
        let operation = operation_of(log, row).map(|id| id.0.to_string()).unwrap_or_default();
        view! {
            {strip(Notice::Info, t::PREDICTED_WHY.get(locale))}
            <p>
                <a href=plain(Page::Changes)>{t::TO_OPERATION.with(locale, &[&operation])}</a>
            </p>
        }
        .into_any()
    });
    let targets = (1..).zip(&entry.target_resources);
    let targets: Vec<AnyView> = targets
        .map(|(number, resource)| target(workspace.directory(), number, resource, locale))
        .collect();
    view! {
        <aside class="pane audit-pane" id=PANE aria-label=t::DETAILS.get(locale) tabindex="0">
            <div class="line between">
                <h2 class="break">{entry.activity_display_name.unwrap_or_default().to_owned()}</h2>
                <button
                    type="button"
                    class="btn plain only-icon"
                    aria-label=t::CLOSE.get(locale)
                    on:click=close
                >
                    {icon(Icon::Close)}
                </button>
            </div>
            <p class="line">
                <span class=class>{icon(shape)} {kind_word(kind).get(locale)}</span>
            </p>
            {lead}
            {by_rule(workspace.directory(), &entry, locale)}
            {activity(desk, &entry, kind)}
            {initiated_by(desk, workspace, &entry)}
            {targets}
            {additional(desk, &entry)}
            {same_operation(desk, logs, item)}
        </aside>
    }
    .into_any()
}

/// Name and value, where there is one.
type Fact = (Text, Option<String>);

fn facts(desk: Desk, facts: Vec<Fact>) -> AnyView {
    let rows = facts.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(view! { <div><dt>{name.get(desk.locale)}</dt><dd>{value}</dd></div> }.into_any())
    });
    view! { <dl class="facts">{rows.collect::<Vec<_>>()}</dl> }.into_any()
}

fn activity(desk: Desk, entry: &DirectoryAudit<'_>, kind: AuditKind) -> AnyView {
    let locale = desk.locale;
    let own = |text: Option<&str>| text.map(str::to_owned);
    let at = entry.activity_date_time.0;
    let correlation = if kind == AuditKind::Imported { own(entry.correlation_id) } else { None };
    facts(
        desk,
        vec![
            (t::DATE, Some(locale.date_time(at, zone(at)))),
            (t::SERVICE, own(entry.logged_by_service)),
            (t::CATEGORY, own(entry.category)),
            (t::OPERATION_TYPE, own(entry.operation_type)),
            (t::STATUS, entry.result.map(|result| status(result, locale))),
            (t::REASON, own(entry.result_reason)),
            (t::CORRELATION, correlation),
            (t::ENTRY_ID, own(entry.id)),
            (t::USER_AGENT, own(entry.user_agent)),
        ],
    )
}

fn initiated_by(desk: Desk, workspace: &Workspace, entry: &DirectoryAudit<'_>) -> AnyView {
    let locale = desk.locale;
    let by = &entry.initiated_by;
    let own = |text: Option<&str>| text.map(str::to_owned);
    let directory = workspace.directory();
    let known = object(directory, by.id, by.user_principal_name);
    let link =
        known.map(|(of, row)| view! { <p>{link::object(directory, of, row)}</p> }.into_any());
    let explained = by.known().map(|known| {
        let text = match known {
            KnownActor::Membership => t::MEMBERSHIP_APP,
            KnownActor::GroupLicensing => t::LICENSING_APP,
            KnownActor::Substrate => t::SUBSTRATE_APP,
        };
        strip(Notice::Info, text.get(locale))
    });
    let tenant = by.home_tenant_name.or(by.home_tenant_id);
    let principal = by.service_principal_name.or(by.service_principal_id);
    view! {
        <h3>{t::BY.get(locale)}</h3>
        {link}
        {facts(
            desk,
            vec![
                (t::NAME, own(by.display_name).filter(|_| known.is_none())),
                (t::ACTOR_TYPE, own(by.actor_type)),
                (t::UPN, own(by.user_principal_name)),
                (t::OBJECT_ID, own(by.id)),
                (t::IP_ADDRESS, own(by.ip_address)),
                (t::HOME_TENANT, own(tenant)),
                (t::APP_ID, own(by.app_id)),
                (t::SERVICE_PRINCIPAL, own(principal)),
            ],
        )}
        {explained}
    }
    .into_any()
}

fn additional(desk: Desk, entry: &DirectoryAudit<'_>) -> Option<AnyView> {
    if entry.additional_details.is_empty() {
        return None;
    }
    let row = |(key, value): &(Option<&str>, Option<&str>)| {
        let (key, value) = (key.unwrap_or_default(), value.unwrap_or_default());
        view! { <div><dt>{key.to_owned()}</dt><dd>{value.to_owned()}</dd></div> }.into_any()
    };
    let rows: Vec<AnyView> = entry.additional_details.iter().map(row).collect();
    Some(
        view! {
            <h3>{t::ADDITIONAL.get(desk.locale)}</h3>
            <dl class="facts">{rows}</dl>
        }
        .into_any(),
    )
}

/// The other records of the operation, in the order of time.
fn same_operation(desk: Desk, logs: Logs<'_>, item: u32) -> Option<AnyView> {
    let locale = desk.locale;
    let (kind, row) = unpack(item);
    let log = logs.of(kind);
    let mut others = log.of_operation(row);
    others.retain(|other| *other != row);
    if others.is_empty() {
        return None;
    }
    others.sort_by_key(|row| log.at(*row));
    let count = others.len() as u64;
    let items = others.iter().take(MOST).map(|other| {
        let mut targets = String::new();
        log.write_targets(*other, &mut targets);
        let activity = log.get(*other, AuditColumn::Activity).unwrap_or_default().to_owned();
        let item = crate::ui::audit::find::pack(kind, *other);
        let at = log.at(*other).0;
        view! {
            <li>
                <button type="button" class="btn link" on:click=move |_| desk.open(item)>
                    {activity}
                </button>
                " "
                <span class="quiet small break">
                    {locale.time(at, zone(at))} " · " {targets}
                </span>
            </li>
        }
        .into_any()
    });
    let items: Vec<AnyView> = items.collect();
    let rest = count.saturating_sub(MOST as u64);
    let more = (rest > 0).then(|| t::AND_MORE.with(locale, &[&locale.number(rest)]));
    Some(
        view! {
            <h3>{t::SAME_OPERATION.of(locale, count)}</h3>
            <ol class="audit-records">{items}</ol>
            <p class="quiet">{more}</p>
        }
        .into_any(),
    )
}
