//! The history as a list, each entry with its predicted audit records.

use super::{Entry, entries, predicted};
use crate::{
    domain::UserId,
    i18n::Locale,
    messages,
    session::Session,
    tenant::audit::Record,
    ui::{
        changes::{by_operation::standing_badge, texts as ct},
        kit::lang::{lang, zone},
        user::texts,
    },
};
use leptos::prelude::*;

/// What was done to a user.
pub fn history(session: Session, user: UserId) -> AnyView {
    let locale = lang();
    let found = session.select(move |workspace| entries(workspace, user));
    let list = move || {
        let (entries, total) = found.get();
        if entries.is_empty() {
            return view! { <p class="quiet">{texts::NO_HISTORY.get(locale)}</p> }.into_any();
        }
        let rest = u64::try_from(total.saturating_sub(entries.len())).unwrap_or_default();
        let items = entries.into_iter().map(|entry| item(session, entry, locale));
        view! {
            <ol class="journal">{items.collect::<Vec<_>>()}</ol>
            {(rest > 0).then(|| view! { <p class="quiet">{texts::AND_MORE.of(locale, rest)}</p> })}
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="history">
            <h2 id="history">{texts::HISTORY.get(locale)}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn item(session: Session, entry: Entry, locale: Locale) -> AnyView {
    let at = entry.operation.at.0;
    let (title, found) = session.with_untracked(|workspace| {
        let schema = workspace.users().schema();
        (messages::title(schema, &entry.operation.title, locale), predicted(workspace, &entry))
    });
    let (number, actor) = (entry.operation.id.0.to_string(), entry.operation.actor.name);
    let when = ct::WHO_WHEN.with(locale, &[&number, &locale.date_time(at, zone(at)), &actor]);
    let records = (!found.is_empty()).then(|| records(&found, false, locale));
    view! {
        <li>
            <div class="line"><b>{title}</b>{standing_badge(entry.standing, locale)}</div>
            <p class="quiet small">{when}</p>
            {records}
        </li>
    }
    .into_any()
}

/// Predicted audit records, folded; with their targets when they are of several users.
pub fn records(records: &[Record], targets: bool, locale: Locale) -> AnyView {
    let record = |record: &Record| {
        let activity = messages::audit::activity(record.activity).get(locale);
        let english = record.activity.name();
        let kind = {
            let (category, service) = (record.activity.category(), record.activity.service());
            format!("{category} · {service} · {}", record.activity.operation_type())
        };
        let target = targets
            .then(|| record.targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>())
            .map(|names| view! { <span class="quiet break">{names.join(" → ")}</span> });
        let row = |modified: &crate::tenant::audit::Modified| {
            let value = |value: &Option<String>| {
                value.clone().unwrap_or_else(|| texts::EMPTY_VALUE.get(locale).to_owned())
            };
            view! {
                <tr>
                    <td>{modified.name.clone()}</td>
                    <td>{value(&modified.old)}</td>
                    <td>{value(&modified.new)}</td>
                </tr>
            }
        };
        let table = (!record.modified.is_empty()).then(|| {
            view! {
                <div class="scroll-x">
                    <table class="plain-table small">
                        <thead>
                            <tr>
                                <th scope="col">{texts::PROPERTY.get(locale)}</th>
                                <th scope="col">{texts::OLD.get(locale)}</th>
                                <th scope="col">{texts::NEW.get(locale)}</th>
                            </tr>
                        </thead>
                        <tbody>{record.modified.iter().map(row).collect::<Vec<_>>()}</tbody>
                    </table>
                </div>
            }
        });
        let original = (english != activity).then(|| {
            view! { <span class="quiet" lang="en">{english}</span> }
        });
        view! {
            <li>
                <div class="line">
                    <span class="badge">{texts::PREDICTED.get(locale)}</span>
                    <b>{activity}</b> {original} {target}
                </div>
                <p class="quiet small" lang="en">{kind}</p>
                {table}
            </li>
        }
        .into_any()
    };
    view! {
        <details>
            <summary class="small">{texts::AUDIT.get(locale)}</summary>
            <p class="quiet small">{texts::PREDICTED_WHY.get(locale)}</p>
            <ul class="records">{records.iter().map(record).collect::<Vec<_>>()}</ul>
        </details>
    }
    .into_any()
}
