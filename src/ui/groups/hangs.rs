//! What hangs on groups that are to be deleted, line by line: what is known, and what cannot be.

use crate::{
    domain::{Attribute, GroupId, attribute::Of},
    i18n::{Locale, Text},
    messages,
    store::{Beyond, Parties},
    tenant::{
        Workspace,
        usage::{Loser, Loss},
    },
    ui::{compare::told, groups::usage_texts as t},
};

/// Outer groups for which it is worked out whom they lose.
const LOSERS: usize = 8;
/// Names in one line.
const NAMES: usize = 5;

/// What is known to hang on groups, and what is not known although files could tell.
#[must_use]
pub fn lines(workspace: &Workspace, groups: &[GroupId], locale: Locale) -> Vec<String> {
    let loss = Loss::of(workspace, groups, LOSERS);
    let mut lines = Vec::new();
    if loss.is_empty() {
        lines.push(t::NOTHING_HANGS.get(locale).to_owned());
    }
    for (group, roles) in loss.roles.iter().flatten() {
        let name = messages::object_name(workspace.groups(), *group);
        let roles: Vec<String> = roles.iter().map(|role| messages::role(*role, locale)).collect();
        lines.push(t::HOLDS_ROLES.with(locale, &[&name, &locale.list_and(&roles)]));
    }
    if !loss.rules.is_empty() {
        let names = names(workspace, &loss.rules, locale);
        let count = u64::try_from(loss.rules.len()).unwrap_or(u64::MAX);
        lines.push(t::RULES_NAME.with(locale, count, &[&names]));
    }
    lines.extend(loss.losers.iter().map(|loser| lost(workspace, loser, locale)));
    if loss.further > 0 {
        lines.push(t::FURTHER.of(locale, u64::from(loss.further)));
    }
    let last = u64::from(loss.last.count());
    if last > 0 {
        let text = if loss.last_is_sure { t::LAST } else { t::LAST_PERHAPS };
        lines.push(text.of(locale, last));
    }
    if !loss.not_whole.is_empty() {
        let count = u64::try_from(loss.not_whole.len()).unwrap_or(u64::MAX);
        lines.push(t::NOT_WHOLE.of(locale, count));
    }
    if loss.roles.is_none() {
        lines.push(t::ROLES_NOT_IMPORTED.get(locale).to_owned());
    }
    let untold = |group: &GroupId| {
        !workspace.groups().read(*group, Attribute::GROUP_ASSIGNED_LICENSES).is_known()
    };
    if groups.iter().any(untold) {
        lines.push(t::LICENCES_NOT_IMPORTED.get(locale).to_owned());
    }
    lines.push(t::CANNOT_KNOW.get(locale).to_owned());
    lines
}

/// Whom an outer group loses.
fn lost(workspace: &Workspace, loser: &Loser, locale: Locale) -> String {
    let name = messages::object_name(workspace.groups(), loser.group);
    let people = |parties: &Parties| told::count(&parties.without_kind(Of::Group), locale);
    let nobody = |parties: &Parties| parties.without_kind(Of::Group).is_empty();
    let (sure, named) = (loser.lost.sure(), loser.lost.named());
    let with = |text: Text, who: &str| text.with(locale, &[&name, who]);
    match (loser.lost.is_exact(), nobody(named)) {
        (true, true) => with(t::LOSES_GROUP, ""),
        (true, false) => with(t::LOSES, &people(sure)),
        (false, false) => with(t::LOSES_PERHAPS, &people(named)),
        (false, true) if loser.lost.beyond() == Beyond::Nobody => with(t::LOSES_GROUP, ""),
        (false, true) => with(t::LOSES_UNKNOWN, ""),
    }
}

fn names(workspace: &Workspace, groups: &[GroupId], locale: Locale) -> String {
    let mut names: Vec<String> = groups
        .iter()
        .take(NAMES)
        .map(|group| messages::object_name(workspace.groups(), *group))
        .collect();
    let rest = u64::try_from(groups.len().saturating_sub(names.len())).unwrap_or_default();
    if rest > 0 {
        names.push(crate::ui::groups::texts::MORE.of(locale, rest));
        return names.join(", ");
    }
    locale.list_and(&names)
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::{
        domain::{
            Attribute, Datum, Existence, ObjectId, Role, Row, Timestamp, Value, attribute::Of,
        },
        i18n::Locale,
        store::{Directory, Extent, List, Side},
        tenant::{Info, RoleAssignments, Workspace},
    };

    /// Users 0 to 2; "outer" holds "inner" and user 2; "inner" holds users 0 and 1; "gathers" takes the
    /// members of "inner" by its rule, and has 1.
    fn workspace(whole: bool) -> Workspace {
        let mut directory = Directory::default();
        for number in 0..3 {
            let id = ObjectId([number; 16]);
            directory.users.push(id, false, Existence::Active).unwrap();
        }
        for (number, name) in [(50, "outer"), (51, "inner"), (52, "gathers")] {
            let id = ObjectId([number; 16]);
            let group = directory.groups.push(id, false, Existence::Active).unwrap();
            directory.groups.set(group, Attribute::GROUP_DISPLAY_NAME, &Datum::text(name));
        }
        let rule = format!("user.memberOf -any (group.objectId -in [\"{}\"])", ObjectId([51; 16]));
        let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
        directory.groups.set(Row(2), Attribute::GROUP_TYPES, &dynamic);
        directory.groups.set(Row(2), Attribute::GROUP_MEMBERSHIP_RULE, &Datum::text(rule.as_str()));
        let extent = if whole { Extent::Complete } else { Extent::AtLeast };
        for (group, users, groups) in
            [(0, vec![2], vec![1]), (1, vec![0, 1], vec![]), (2, vec![1], vec![])]
        {
            let rows = [(Of::User, users), (Of::Group, groups), (Of::Device, vec![])];
            directory.members.replace(Side::Members, Row(group), List::of(rows, vec![], extent));
        }
        let info = Info { name: "x".to_owned(), sample: false, created: Timestamp(0) };
        Workspace::new(info, directory)
    }

    #[test]
    fn what_hangs_on_a_group() {
        let mut workspace = workspace(true);
        let roles = [(ObjectId([51; 16]), Role::HelpdeskAdministrator)];
        workspace.learn(None, Some(RoleAssignments::imported(roles)));
        let told = lines(&workspace, &[Row(1)], Locale::En);
        assert_eq!(
            told[..4],
            [
                "inner holds directory roles, which its members lose: Helpdesk Administrator.",
                "1 rule takes members from it: gathers. The service keeps those who came from it \
                 until that rule is changed.",
                "outer loses 2 users: no other way leads into it.",
                "1 user would be in no group any more.",
            ]
        );
        assert_eq!(told.len(), 6);
        let told = lines(&workspace, &[Row(0)], Locale::En);
        assert_eq!(told[0], "1 user would be in no group any more.");
    }

    #[test]
    fn what_is_not_known_is_said() {
        let told = lines(&workspace(false), &[Row(1)], Locale::En);
        assert!(told[1].starts_with("outer may lose 2 users"), "{told:?}");
        assert!(told[2].contains("as far as members were imported"), "{told:?}");
        assert!(told[3].starts_with("Of 1 of them not all members"), "{told:?}");
        assert!(told[4].contains("they were not imported"), "{told:?}");
        assert!(told[5].starts_with("Whether it gives licences is not known"), "{told:?}");
        assert!(told[6].starts_with("Cannot be known here yet"), "{told:?}");
        for locale in Locale::ALL {
            assert_eq!(lines(&workspace(false), &[Row(1)], locale).len(), 7);
        }
    }
}
