//! The expiration policy, and who expires when.

use super::{field::field, texts as t};
use crate::{
    domain::{GroupId, GroupKind, Row, Setting, Side, Timestamp, attribute::Of},
    i18n::Locale,
    messages,
    session::{Session, browser},
    store::Extent,
    tenant::{
        Workspace,
        expiry::{DELETION, Fate, How, Lacks, NOTICES, RESTORABLE, fate},
        groups::Nature,
    },
    ui::{
        changes::pages::{SIZE, pager},
        groups::renew::renewal,
        kit::{
            icon::Icon,
            lang::zone,
            notice::{Notice, empty, strip},
        },
        objects::link,
    },
};
use leptos::prelude::*;

const SETTINGS: [Setting; 3] = [
    Setting::ManagedGroupTypes,
    Setting::GroupLifetimeInDays,
    Setting::AlternateNotificationEmails,
];

/// Where a date comes from, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Dated(How),
    Renewed(Lacks),
}

/// What the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Expiries {
    /// Soonest first.
    rows: Vec<(i64, GroupId, When)>,
    /// Microsoft 365 groups of which it is not known, and why the first.
    unknown: Option<(u64, Lacks)>,
}

fn expiries(workspace: &Workspace, now: Timestamp) -> Expiries {
    let mut found = Expiries::default();
    let groups = workspace.groups();
    for group in groups.active().iter().map(Row) {
        if Nature::in_table(groups, group).kind != Some(GroupKind::Microsoft365) {
            continue;
        }
        match fate(workspace, group, now) {
            Fate::Expires(at, how) => found.rows.push((at.0, group, When::Dated(how))),
            // Last: no date is known.
            Fate::Renewed(lacks) => found.rows.push((i64::MAX, group, When::Renewed(lacks))),
            Fate::Lasts(_) => {}
            Fate::Unknown(lacks) => {
                let count = found.unknown.map_or(0, |(count, _)| count) + 1;
                let first = found.unknown.map_or(lacks, |(_, first)| first);
                found.unknown = Some((count, first));
            }
        }
    }
    found.rows.sort_by_key(|(at, group, _)| (*at, *group));
    found
}

pub(super) fn expiry(session: Session, locale: Locale) -> AnyView {
    let fields: Vec<AnyView> = SETTINGS.iter().map(|setting| field(session, *setting)).collect();
    let part = RwSignal::new(0_usize);
    let found = session.select(|workspace| expiries(workspace, browser::now()));
    let total = Signal::derive(move || found.with(|found| found.rows.len()));
    let some = Memo::new(move |_| total.get() > 0);
    let body = move || {
        let first = part.get().min(total.get().saturating_sub(1) / SIZE) * SIZE;
        let these: Vec<_> =
            found.with(|found| found.rows.iter().skip(first).take(SIZE).copied().collect());
        session.with(|workspace| {
            these.into_iter().map(|one| line(session, workspace, one, locale)).collect::<Vec<_>>()
        })
    };
    let unknown = move || {
        let (count, lacks) = found.with(|found| found.unknown)?;
        let lacks = session.with_untracked(|workspace| lack(workspace, lacks, locale));
        Some(strip(Notice::Warn, t::EXPIRY_UNKNOWN.with(locale, count, &[&lacks])))
    };
    let lacking = Memo::new(move |_| found.with(|found| found.unknown.is_some()));
    let table = move || {
        if !some.get() {
            return (!lacking.get()).then(|| {
                let (title, why) = (t::NO_EXPIRY.get(locale), t::NO_EXPIRY_WHY.get(locale));
                empty(Icon::Groups, title, why, ())
            });
        }
        Some(
            view! {
                <p class="quiet">{t::ACTIVITY.get(locale)}</p>
                <div class="scroll-x">
                    <table class="plain-table" aria-label=t::EXPIRY.get(locale)>
                        <thead>
                            <tr>
                                <th scope="col">{t::GROUP.get(locale)}</th>
                                <th scope="col">{t::EXPIRES.get(locale)}</th>
                                <th scope="col">{t::FROM.get(locale)}</th>
                                <th scope="col">{t::TOLD.get(locale)}</th>
                                <th scope="col">{t::DELETED.get(locale)}</th>
                                <th scope="col">{t::ACTIONS.get(locale)}</th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
                {pager(t::EXPIRY.get(locale).to_owned(), total, part)}
            }
            .into_any(),
        )
    };
    view! {
        <div class="cards wide-cards">
            <section class="card"><h2>{t::LIFECYCLE.get(locale)}</h2> {fields}</section>
        </div>
        {unknown}
        {table}
    }
    .into_any()
}

fn lack(workspace: &Workspace, lacks: Lacks, locale: Locale) -> String {
    match lacks {
        Lacks::Kind => t::LACKS_KIND.get(locale).to_owned(),
        Lacks::Setting(setting) => {
            t::LACKS.with(locale, &[messages::setting::setting(setting).get(locale)])
        }
        Lacks::Attribute(attribute) => {
            let label = messages::label(workspace.groups().schema(), attribute, locale);
            t::LACKS.with(locale, &[&label])
        }
    }
}

fn line(
    session: Session,
    workspace: &Workspace,
    (at, group, when): (i64, GroupId, When),
    locale: Locale,
) -> AnyView {
    let how = match when {
        When::Dated(how) => how,
        When::Renewed(lacks) => return undated(session, workspace, (group, lacks), locale),
    };
    let at = Timestamp(at);
    let day = |at: Timestamp| locale.date(at.0, zone(at.0));
    let from = match how {
        How::Imported => t::FROM_IMPORT,
        How::Computed => t::FROM_COMPUTED,
        How::Renewed => t::FROM_RENEWED,
        How::FirstSwitchedOn => t::FROM_FIRST,
    };
    let days: Vec<String> = NOTICES.iter().map(|days| day(at.plus_days(-days))).collect();
    let told = format!("{} ({})", told(workspace, group, locale), locale.list_and(&days));
    let gone = at.plus_days(DELETION);
    let until = gone.plus_days(RESTORABLE);
    view! {
        <tr>
            <th scope="row">{link::object(workspace.directory(), Of::Group, group)}</th>
            <td>{day(at)}</td>
            <td>{from.get(locale)}</td>
            <td class="break">{told}</td>
            <td>{format!("{} – {}", day(gone), day(until))}</td>
            <td>{renewal(session, workspace, group, locale)}</td>
        </tr>
    }
    .into_any()
}

/// A group that is renewed here; until when nobody knows.
fn undated(
    session: Session,
    workspace: &Workspace,
    (group, lacks): (GroupId, Lacks),
    locale: Locale,
) -> AnyView {
    let why = lack(workspace, lacks, locale);
    view! {
        <tr>
            <th scope="row">{link::object(workspace.directory(), Of::Group, group)}</th>
            <td>{t::NO_DATE.get(locale)}</td>
            <td class="break" colspan="3">{why}</td>
            <td>{renewal(session, workspace, group, locale)}</td>
        </tr>
    }
    .into_any()
}

/// Who is told.
fn told(workspace: &Workspace, group: GroupId, locale: Locale) -> String {
    let owners = workspace.directory().members.of(Side::Owners, group);
    if owners.count() > 0 {
        return t::TOLD_OWNERS.of(locale, u64::from(owners.count()));
    }
    if owners.extent != Extent::Complete {
        return t::TOLD_UNKNOWN.get(locale).to_owned();
    }
    let alternate = workspace.setting(Setting::AlternateNotificationEmails);
    let text = if alternate.as_text().is_some() { t::TOLD_ALTERNATE } else { t::NOBODY_TOLD };
    text.get(locale).to_owned()
}
