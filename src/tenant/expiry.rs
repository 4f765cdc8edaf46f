//! When Microsoft 365 groups expire.
//!
//! Source: "Configure the expiration policy for Microsoft 365 groups", Microsoft Learn: one policy for the
//! tenant; a group lives so many days from its last renewal, else from its creation; when the policy is
//! first switched on, groups older than that get 35 days; owners (without one, the alternate addresses)
//! are told 30, 15 and 1 days before; the group is deleted a day after and can be restored for 30 days.
//! Activity renews a group by itself, which no export foretells: every date is the one that holds if
//! nobody uses the group meanwhile.

use crate::domain::{Attribute, Datum, GroupId, GroupKind, Setting, Timestamp, Value};
use crate::tenant::{Workspace, groups::Nature, self_service::days};

/// Days that older groups get when the policy is first switched on.
pub const GRACE: i64 = 35;
/// Days before the end at which owners are told.
pub const NOTICES: [i64; 3] = [30, 15, 1];
/// Days after the end at which the group is deleted.
pub const DELETION: i64 = 1;
/// Days for which it can be restored from then.
pub const RESTORABLE: i64 = 30;

/// What becomes of a group under the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Expires(Timestamp, How),
    Lasts(Why),
    /// Not known for want of this.
    Unknown(Lacks),
    /// Renewed here; until when is not known for want of this.
    Renewed(Lacks),
}

/// Where a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The service said so.
    Imported,
    /// The last renewal, or the creation, and the lifetime.
    Computed,
    /// The renewal that is staged, and the lifetime.
    Renewed,
    /// Older than its lifetime when the policy is first switched on.
    FirstSwitchedOn,
}

/// Why a group does not expire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    NotMicrosoft365,
    NoPolicy,
    /// The policy is for chosen groups, and the service gave this one no date.
    NotSelected,
}

/// What was never imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    Kind,
    Setting(Setting),
    Attribute(Attribute),
}

/// Whether a group is staged to be renewed.
#[must_use]
pub fn renewed_here(workspace: &Workspace, group: GroupId) -> bool {
    let diff = workspace.staged().group(group);
    diff.is_some_and(|diff| diff.attributes.contains_key(&Attribute::GROUP_RENEWED_DATE_TIME))
}

/// Whether the date that the service gave still holds, whatever is staged.
#[must_use]
pub fn stands(workspace: &Workspace, group: GroupId) -> bool {
    let untouched = |setting| workspace.ledger().setting(setting).is_none();
    let policy = [Setting::ManagedGroupTypes, Setting::GroupLifetimeInDays];
    policy.into_iter().all(untouched) && !renewed_here(workspace, group)
}

/// What becomes of a group if nobody uses or renews it.
#[must_use]
pub fn fate(workspace: &Workspace, group: GroupId, now: Timestamp) -> Fate {
    match judged(workspace, group, now) {
        Fate::Unknown(lacks) if renewed_here(workspace, group) => Fate::Renewed(lacks),
        fate => fate,
    }
}

fn judged(workspace: &Workspace, group: GroupId, now: Timestamp) -> Fate {
    let groups = workspace.groups();
    match Nature::in_table(groups, group).kind {
        Some(GroupKind::Microsoft365) => {}
        Some(_) => return Fate::Lasts(Why::NotMicrosoft365),
        None => return Fate::Unknown(Lacks::Kind),
    }
    let managed = workspace.setting(Setting::ManagedGroupTypes);
    let expiration = groups.get(group, Attribute::GROUP_EXPIRATION_DATE_TIME);
    let stands = stands(workspace, group);
    let selected = match managed.as_text() {
        Some("None") => return Fate::Lasts(Why::NoPolicy),
        Some("All") => false,
        Some("Selected") => true,
        _ if managed == Datum::Null => return Fate::Lasts(Why::NoPolicy),
        // The date itself tells, where the policy was not imported.
        _ => match expiration {
            Datum::Value(Value::Time(at)) if stands => return Fate::Expires(at, How::Imported),
            _ => return Fate::Unknown(Lacks::Setting(Setting::ManagedGroupTypes)),
        },
    };
    match expiration {
        Datum::Value(Value::Time(at)) if stands => {
            return Fate::Expires(at, How::Imported);
        }
        Datum::Null if selected => return Fate::Lasts(Why::NotSelected),
        Datum::Unknown if selected => {
            return Fate::Unknown(Lacks::Attribute(Attribute::GROUP_EXPIRATION_DATE_TIME));
        }
        _ => {}
    }
    let Some(lifetime) = days(workspace, Setting::GroupLifetimeInDays) else {
        return Fate::Unknown(Lacks::Setting(Setting::GroupLifetimeInDays));
    };
    let time = |attribute| match groups.get(group, attribute) {
        Datum::Value(Value::Time(at)) => Some(at),
        _ => None,
    };
    // A group that was never renewed says so with null; what was not imported may be any day.
    let renewed = Attribute::GROUP_RENEWED_DATE_TIME;
    let since = match groups.get(group, renewed) {
        Datum::Null => time(Attribute::GROUP_CREATED_DATE_TIME),
        _ => time(renewed),
    };
    let Some(since) = since else {
        return Fate::Unknown(Lacks::Attribute(renewed));
    };
    let end = since.plus_days(i64::from(lifetime));
    let before = workspace.organisation().setting(Setting::ManagedGroupTypes);
    let first = !matches!(before.as_text(), Some("All" | "Selected"));
    if first && before == Datum::Unknown {
        return Fate::Unknown(Lacks::Setting(Setting::ManagedGroupTypes));
    }
    if first && end <= now {
        Fate::Expires(now.plus_days(GRACE), How::FirstSwitchedOn)
    } else {
        let staged = renewed_here(workspace, group);
        Fate::Expires(end, if staged { How::Renewed } else { How::Computed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Existence, ObjectId};
    use crate::store::Directory;
    use crate::tenant::{Info, Organisation};

    const NOW: Timestamp = Timestamp(1_750_000_000_000);

    /// One Microsoft 365 group, renewed so many days ago.
    fn world(renewed: i64, expiration: Datum, settings: &[(Setting, &str)]) -> Workspace {
        let mut directory = Directory::default();
        let groups = &mut directory.groups;
        let row = groups.push(ObjectId::made_up("g"), false, Existence::Active).unwrap();
        let yes = Datum::Value(Value::Boolean(true));
        for (attribute, datum) in [
            (Attribute::GROUP_TYPES, Datum::Value(Value::Texts(vec!["Unified".to_owned()]))),
            (Attribute::GROUP_MAIL_ENABLED, yes.clone()),
            (Attribute::GROUP_SECURITY_ENABLED, yes),
            (
                Attribute::GROUP_RENEWED_DATE_TIME,
                Datum::Value(Value::Time(NOW.plus_days(-renewed))),
            ),
            (Attribute::GROUP_EXPIRATION_DATE_TIME, expiration),
        ] {
            groups.set(row, attribute, &datum);
        }
        let info = Info { name: "x".to_owned(), sample: false, created: NOW };
        let mut workspace = Workspace::new(info, directory);
        let mut organisation = Organisation::default();
        let settings = settings.iter().map(|(setting, text)| (*setting, Datum::text(*text)));
        organisation.settings.extend(settings);
        workspace.learn(Some(organisation), None);
        workspace
    }

    #[test]
    fn the_documented_dates() {
        use Setting::{GroupLifetimeInDays as Days, ManagedGroupTypes as Managed};
        let date = Datum::Value(Value::Time(NOW.plus_days(12)));
        for (renewed, expiration, settings, expected) in [
            (10, Datum::Null, vec![(Managed, "None")], Fate::Lasts(Why::NoPolicy)),
            (10, Datum::Null, vec![], Fate::Unknown(Lacks::Setting(Managed))),
            (10, date.clone(), vec![], Fate::Expires(NOW.plus_days(12), How::Imported)),
            (
                10,
                date,
                vec![(Managed, "All"), (Days, "180")],
                Fate::Expires(NOW.plus_days(12), How::Imported),
            ),
            (
                10,
                Datum::Unknown,
                vec![(Managed, "All"), (Days, "180")],
                Fate::Expires(NOW.plus_days(170), How::Computed),
            ),
            (10, Datum::Unknown, vec![(Managed, "All")], Fate::Unknown(Lacks::Setting(Days))),
            (10, Datum::Null, vec![(Managed, "Selected")], Fate::Lasts(Why::NotSelected)),
        ] {
            let workspace = world(renewed, expiration, &settings);
            assert_eq!(fate(&workspace, crate::domain::Row(0), NOW), expected, "{settings:?}");
        }
    }

    #[test]
    fn older_groups_get_35_days_at_first() {
        use crate::domain::{Actor, Command, Context, Origin, Role};
        let mut workspace = world(400, Datum::Null, &[(Setting::ManagedGroupTypes, "None")]);
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let settings = vec![
            (Setting::ManagedGroupTypes, text("All")),
            (Setting::GroupLifetimeInDays, text("180")),
        ];
        let actor =
            Actor { id: None, name: "a".to_owned(), roles: vec![Role::GlobalAdministrator] };
        let context = Context { at: NOW, actor, origin: Origin::Page, seed: 1 };
        workspace.dispatch(&Command::Set { settings }, &context).unwrap();
        let expected = Fate::Expires(NOW.plus_days(GRACE), How::FirstSwitchedOn);
        assert_eq!(fate(&workspace, crate::domain::Row(0), NOW), expected);
        // One that is younger than its lifetime ends when that does.
        let expected = Fate::Expires(NOW.plus_days(180 - 400), How::Computed);
        assert_eq!(fate(&workspace, crate::domain::Row(0), NOW.plus_days(-221)), expected);
    }
}
