//! Dynamic groups against their rules, as CSV.
//!
//! Headers are names as Graph writes its own, figures are plain numbers, what is not known is empty, and
//! reasons are words joined by `;`. A cell that a spreadsheet would run starts with `'` in the form for
//! spreadsheets, and so does the header of its column ([`Profile`]).

use crate::domain::{Attribute, ObjectId};
use crate::exchange::csv_out::Profile;
use crate::exchange::sheet::write;
use crate::rules::Target;
use crate::rules::drift::Cause;
use crate::store::Extent;
use crate::tenant::Workspace;
use crate::tenant::drift::{GroupDrift, Reason};

/// The columns.
const HEADERS: [&str; 11] = [
    "id",
    "displayName",
    "ruleAbout",
    "members",
    "membersKnown",
    "takenByRule",
    "wouldJoin",
    "wouldLeave",
    "unknown",
    "reasons",
    "membershipRule",
];

/// The file of these groups, in this order.
#[must_use]
pub fn table<'d>(
    workspace: &Workspace,
    groups: impl IntoIterator<Item = &'d GroupDrift>,
    profile: Profile,
) -> Vec<u8> {
    let rows: Vec<[String; 11]> = groups.into_iter().map(|one| row(workspace, one)).collect();
    write(&HEADERS, &rows, profile)
}

fn row(workspace: &Workspace, one: &GroupDrift) -> [String; 11] {
    let groups = workspace.groups();
    let text =
        |attribute| groups.get(one.group, attribute).as_text().unwrap_or_default().to_owned();
    let known = match one.extent {
        Extent::Complete => "complete",
        Extent::AtLeast => "atLeast",
        Extent::Unknown => "unknown",
    };
    let about = match one.target {
        Target::User => "users",
        Target::Device => "devices",
    };
    let members = if one.extent == Extent::Unknown && one.held == 0 {
        String::new()
    } else {
        one.held.to_string()
    };
    let reasons: Vec<&str> = one.reasons.iter().map(word).collect();
    [
        ObjectId::to_string(&groups.id(one.group)),
        text(Attribute::GROUP_DISPLAY_NAME),
        about.to_owned(),
        members,
        known.to_owned(),
        one.taken.to_string(),
        one.joins.map(|joins| joins.to_string()).unwrap_or_default(),
        one.leaves.to_string(),
        one.unknown.to_string(),
        reasons.join(";"),
        text(Attribute::GROUP_MEMBERSHIP_RULE),
    ]
}

/// A reason as files name it.
const fn word(reason: &Reason) -> &'static str {
    match reason {
        Reason::RuleChanged => "ruleChangedHere",
        Reason::PeopleChanged(_) => "peopleChangedHere",
        Reason::SourcesChanged => "sourcesChangedHere",
        Reason::Stale => "stale",
        Reason::Told(cause) => match cause {
            Cause::Paused => "paused",
            Cause::Frozen => "frozen",
            Cause::Unknown(_) => "unknownAttributes",
            Cause::Chained(_) => "chained",
            Cause::Deleted(_) => "sourceDeleted",
            Cause::Missing(_) => "sourceNotImported",
            Cause::SourcesUnknown => "sourceMembersUnknown",
            Cause::Kept => "keptUntilRuleChanges",
            Cause::Truncated => "membersIncomplete",
            Cause::NoMembers => "membersNotImported",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::domain::attribute::Of;
    use crate::domain::{Attribute, Datum, Existence, ObjectId, Side, Timestamp, Value};
    use crate::exchange::csv_out::{Profile, Separator};
    use crate::store::{Directory, Extent, List};
    use crate::tenant::drift::Board;
    use crate::tenant::{Info, Workspace};

    fn written(profile: Profile) -> String {
        let mut directory = Directory::default();
        for number in 0..3_u8 {
            let id = ObjectId([number; 16]);
            let user = directory.users.push(id, false, Existence::Active).unwrap();
            directory.users.set(user, Attribute::CITY, &Datum::text("Oslo"));
        }
        let types = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
        for (number, name, extent) in
            [(8, "=SUM(A1)", Extent::Complete), (9, "b; \"c\"", Extent::Unknown)]
        {
            let id = ObjectId([number; 16]);
            let group = directory.groups.push(id, false, Existence::Active).unwrap();
            for (attribute, datum) in [
                (Attribute::GROUP_DISPLAY_NAME, Datum::text(name)),
                (Attribute::GROUP_TYPES, types.clone()),
                (Attribute::GROUP_MEMBERSHIP_RULE, Datum::text("user.city -eq \"Oslo\"")),
            ] {
                directory.groups.set(group, attribute, &datum);
            }
            let rows = [
                (Of::User, vec![0; usize::from(number == 8)]),
                (Of::Group, vec![]),
                (Of::Device, vec![]),
            ];
            directory.members.replace(Side::Members, group, List::of(rows, Vec::new(), extent));
        }
        let now = Timestamp(0);
        let info = Info { name: "x".to_owned(), sample: false, created: now };
        let workspace = Workspace::new(info, directory);
        let board = Board::whole(&workspace, now, None);
        String::from_utf8(table(&workspace, board.figures(), profile)).unwrap()
    }

    #[test]
    fn figures_unknowns_and_reasons() {
        let header = "id,displayName,ruleAbout,members,membersKnown,takenByRule,wouldJoin,wouldLeave,unknown,reasons,membershipRule";
        let rule = "\"user.city -eq \"\"Oslo\"\"\"";
        let first = "08080808-0808-0808-0808-080808080808,=SUM(A1),users,1,complete,3,2,0,0,stale";
        let second = "09090909-0909-0909-0909-090909090909,\"b; \"\"c\"\"\",users,,unknown,3,,0,0,membersNotImported";
        assert_eq!(
            written(Profile::Raw),
            format!("{header}\r\n{first},{rule}\r\n{second},{rule}\r\n")
        );
        let sheet = written(Profile::Spreadsheet { separator: Separator::Semicolon });
        assert!(sheet.starts_with("\u{feff}id;'displayName;"), "{sheet}");
        assert!(sheet.contains(";'=SUM(A1);users;1;"), "{sheet}");
    }
}
