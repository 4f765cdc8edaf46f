//! Why something cannot be done to a group at all, before anybody tries.

use crate::{
    domain::{Existence, GroupId, GroupProblem, Refusal, Side},
    i18n::Locale,
    messages,
    tenant::{Workspace, groups::Nature},
};

fn say(workspace: &Workspace, group: GroupId, problem: GroupProblem, locale: Locale) -> String {
    messages::refusal(workspace.directory(), &Refusal::Group { group, problem }, locale)
}

fn nature(workspace: &Workspace, group: GroupId) -> Result<Nature, GroupProblem> {
    let groups = workspace.groups();
    if groups.existence(group) != Existence::Active {
        return Err(GroupProblem::NotActive);
    }
    Ok(Nature::in_table(groups, group))
}

/// Why nobody can be put into a list of the group, or taken out.
#[must_use]
pub fn closed(workspace: &Workspace, group: GroupId, side: Side, locale: Locale) -> Option<String> {
    let problem = match nature(workspace, group) {
        Ok(nature) => nature.closed(side)?,
        Err(problem) => problem,
    };
    Some(say(workspace, group, problem, locale))
}

/// Why members cannot come in another way.
#[must_use]
pub fn not_convertible(workspace: &Workspace, group: GroupId, locale: Locale) -> Option<String> {
    let problem = match nature(workspace, group) {
        Ok(nature) => match nature.managed_elsewhere() {
            Some(problem) => problem,
            None if nature.membership.is_none() && !nature.is_dynamic() => {
                GroupProblem::KindUnknown
            }
            None if nature.role_assignable == Some(true) => GroupProblem::RolesNeedAssigned,
            None => return None,
        },
        Err(problem) => problem,
    };
    Some(say(workspace, group, problem, locale))
}

/// Why the group can be changed elsewhere only.
#[must_use]
pub fn elsewhere(workspace: &Workspace, group: GroupId, locale: Locale) -> Option<String> {
    let nature = nature(workspace, group).ok()?;
    Some(say(workspace, group, nature.managed_elsewhere()?, locale))
}

#[cfg(test)]
mod tests {
    use super::{closed, elsewhere, not_convertible};
    use crate::{
        domain::{Attribute, Datum, Existence, ObjectId, Row, Side, Timestamp, Value},
        i18n::Locale,
        store::Directory,
        tenant::{Info, Workspace},
    };

    #[test]
    fn what_cannot_be_done_to_which_group() {
        let mut directory = Directory::default();
        let boolean = |value| Datum::Value(Value::Boolean(value));
        let dynamic = || Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
        for (name, types, synced, roles) in [
            ("plain", Datum::Null, false, false),
            ("dynamic", dynamic(), false, false),
            ("synced", Datum::Null, true, false),
            ("roles", Datum::Null, false, true),
            ("unknown", Datum::Unknown, false, false),
            ("gone", Datum::Null, false, false),
        ] {
            let existence =
                if name == "gone" { Existence::Deleted(Timestamp(1)) } else { Existence::Active };
            let groups = &mut directory.groups;
            let group = groups.push(ObjectId::made_up(name), false, existence).unwrap();
            for (attribute, datum) in [
                (Attribute::GROUP_DISPLAY_NAME, Datum::text(name)),
                (Attribute::GROUP_TYPES, types),
                (Attribute::GROUP_MAIL_ENABLED, boolean(false)),
                (Attribute::GROUP_SECURITY_ENABLED, boolean(true)),
                (Attribute::GROUP_ON_PREMISES_SYNC_ENABLED, boolean(synced)),
                (Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE, boolean(roles)),
                (Attribute::GROUP_MEMBERSHIP_RULE, Datum::text("user.city -eq \"x\"")),
            ] {
                groups.set(group, attribute, &datum);
            }
        }
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        let workspace = Workspace::new(info, directory);
        let said = |row: u32| {
            let (group, locale) = (Row(row), Locale::En);
            [
                closed(&workspace, group, Side::Members, locale).is_some(),
                closed(&workspace, group, Side::Owners, locale).is_some(),
                not_convertible(&workspace, group, locale).is_some(),
                elsewhere(&workspace, group, locale).is_some(),
            ]
        };
        assert_eq!(said(0), [false, false, false, false]);
        assert_eq!(said(1), [true, false, false, false]);
        assert_eq!(said(2), [true, true, true, true]);
        assert_eq!(said(3), [false, false, true, false]);
        assert_eq!(said(4), [true, true, true, false]);
        assert_eq!(said(5), [true, true, true, false]);
    }
}
