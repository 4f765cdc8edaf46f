//! Who may come into a group without an administrator.

use crate::domain::{Attribute, Datum, GroupId, GroupKind, JoinPolicy, Value};
use crate::tenant::{Workspace, groups::Nature};

/// The policy of a group; none where no file tells.
///
/// A Microsoft 365 group says it with its `visibility`: public ones are open, whoever wants into a private
/// one or one with hidden members asks its owners, and where none is set it is public. A security group
/// says it with `accessType`, which only Graph's beta and the portal know; where nobody chose one, only
/// owners add members.
#[must_use]
pub fn join_policy(workspace: &Workspace, group: GroupId) -> Option<JoinPolicy> {
    let groups = workspace.groups();
    match Nature::in_table(groups, group).kind? {
        GroupKind::Microsoft365 => match groups.get(group, Attribute::GROUP_VISIBILITY) {
            Datum::Unknown => None,
            Datum::Null => Some(JoinPolicy::Open),
            Datum::Value(value) => match value.as_text() {
                Some("Public") => Some(JoinPolicy::Open),
                Some("Private" | "HiddenMembership") => Some(JoinPolicy::Approval),
                _ => None,
            },
        },
        GroupKind::Security => match groups.get(group, Attribute::GROUP_ACCESS_TYPE) {
            Datum::Unknown => None,
            Datum::Null => Some(JoinPolicy::OwnersOnly),
            Datum::Value(value) => match value.as_text() {
                Some("public") => Some(JoinPolicy::Open),
                Some("private" | "secret") => Some(JoinPolicy::Approval),
                Some("none") => Some(JoinPolicy::OwnersOnly),
                _ => None,
            },
        },
        GroupKind::MailEnabledSecurity | GroupKind::Distribution => Some(JoinPolicy::OwnersOnly),
    }
}

/// The attribute that gives a group of a kind a policy, and its value; none where the kind cannot have it:
/// a Microsoft 365 group is public or private.
#[must_use]
pub fn policy_change(kind: GroupKind, policy: JoinPolicy) -> Option<(Attribute, Value)> {
    let (attribute, value) = match (kind, policy) {
        (GroupKind::Microsoft365, JoinPolicy::Open) => (Attribute::GROUP_VISIBILITY, "Public"),
        (GroupKind::Microsoft365, JoinPolicy::Approval) => (Attribute::GROUP_VISIBILITY, "Private"),
        (GroupKind::Security, JoinPolicy::Open) => (Attribute::GROUP_ACCESS_TYPE, "public"),
        (GroupKind::Security, JoinPolicy::Approval) => (Attribute::GROUP_ACCESS_TYPE, "private"),
        (GroupKind::Security, JoinPolicy::OwnersOnly) => (Attribute::GROUP_ACCESS_TYPE, "none"),
        _ => return None,
    };
    Some((attribute, Value::Text(value.to_owned())))
}
