//! What each kind of group may own, contain and carry, and what the service allows of it.
//!
//! Sources: "Learn about group types, membership types, and access management" and "Manage Microsoft
//! Entra groups and group membership" (what can be put into what), "Use Microsoft Entra groups to manage
//! role assignments" (groups that roles can be given to), "Microsoft Entra service limits and
//! restrictions" (the limits), all Microsoft Learn; "group resource type" and "Working with groups in
//! Microsoft Graph", Microsoft Graph v1.0 (what can be changed through it).

use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Datum, GroupId, GroupKind, GroupProblem, Membership, ObjectId, Party, PartyProblem,
    Row, Side, Sort, Subject, Value,
};
use crate::rules::{Class, Conditions, Rule, Target, check, parse};
use crate::store::Objects;

/// Most owners of a group.
pub const MOST_OWNERS: usize = 100;
/// Most groups with rules in a tenant, administrative units with rules included.
pub const MOST_DYNAMIC: usize = 15_000;
/// Most groups that roles can be given to in a tenant.
pub const MOST_ROLE_ASSIGNABLE: usize = 500;

/// What a group is; none where no file told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nature {
    pub kind: Option<GroupKind>,
    pub membership: Option<Membership>,
    /// Whether Active Directory is its master.
    pub synced: Option<bool>,
    /// Whether directory roles can be given to it.
    pub role_assignable: Option<bool>,
}

impl Nature {
    /// From the attributes of a group.
    #[must_use]
    pub fn of(get: impl Fn(Attribute) -> Datum) -> Self {
        let types = get(Attribute::GROUP_TYPES);
        let truth = |attribute| match get(attribute) {
            Datum::Unknown => None,
            datum => Some(datum.as_boolean().unwrap_or(false)),
        };
        Self {
            kind: GroupKind::of(
                &types,
                &get(Attribute::GROUP_MAIL_ENABLED),
                &get(Attribute::GROUP_SECURITY_ENABLED),
            ),
            membership: Membership::of(&types, &get(Attribute::GROUP_MEMBERSHIP_RULE)),
            synced: truth(Attribute::GROUP_ON_PREMISES_SYNC_ENABLED),
            role_assignable: truth(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE),
        }
    }

    /// Of a group as it stands in a table of groups.
    #[must_use]
    pub fn in_table(groups: &Objects, group: GroupId) -> Self {
        Self::of(|attribute| groups.get(group, attribute))
    }

    /// Why Graph cannot change the group at all.
    #[must_use]
    pub fn managed_elsewhere(self) -> Option<GroupProblem> {
        if matches!(self.synced, Some(true)) {
            return Some(GroupProblem::OnPremises);
        }
        match self.kind {
            Some(GroupKind::MailEnabledSecurity | GroupKind::Distribution) => {
                Some(GroupProblem::InExchange)
            }
            _ => None,
        }
    }

    /// Why nobody can be put into a list of the group, or taken out.
    #[must_use]
    pub fn closed(self, side: Side) -> Option<GroupProblem> {
        if let Some(problem) = self.managed_elsewhere() {
            return Some(problem);
        }
        match (self.kind, self.membership, side) {
            (None, ..) | (_, None, Side::Members) => Some(GroupProblem::KindUnknown),
            (_, Some(Membership::DynamicUser | Membership::DynamicDevice), Side::Members) => {
                Some(GroupProblem::ByRule)
            }
            _ => None,
        }
    }

    /// Whether the rule of the group decides who is in it.
    #[must_use]
    pub const fn is_dynamic(self) -> bool {
        matches!(self.membership, Some(Membership::DynamicUser | Membership::DynamicDevice))
    }

    /// Why somebody cannot be in a list of the group. `inner` is what a group to be put in is.
    #[must_use]
    pub fn against(self, side: Side, party: Party, inner: Option<Self>) -> Option<PartyProblem> {
        let sort = sort(party);
        if side == Side::Owners {
            let may = matches!(sort, Sort::User | Sort::ServicePrincipal | Sort::Unsaid);
            return (!may).then_some(PartyProblem::NoOwner);
        }
        if self.kind == Some(GroupKind::Microsoft365) {
            let may = matches!(sort, Sort::User | Sort::Unsaid);
            return (!may).then_some(PartyProblem::UsersOnly);
        }
        if self.role_assignable == Some(true) {
            let may = matches!(sort, Sort::User | Sort::ServicePrincipal | Sort::Unsaid);
            return (!may).then_some(PartyProblem::InRoleAssignable);
        }
        if sort != Sort::Group {
            return None;
        }
        match inner.map(|inner| inner.kind) {
            Some(Some(GroupKind::Security)) => None,
            Some(Some(_)) => Some(PartyProblem::NotNestable),
            Some(None) | None => Some(PartyProblem::KindUnknown),
        }
    }
}

/// What somebody is.
#[must_use]
pub const fn sort(party: Party) -> Sort {
    match party {
        Party::Here(Subject { of: Of::User, .. }) => Sort::User,
        Party::Here(Subject { of: Of::Group, .. }) => Sort::Group,
        Party::Here(Subject { of: Of::Device, .. }) => Sort::Device,
        Party::Elsewhere(other) => other.sort,
    }
}

/// What the rule of a group reads.
#[must_use]
pub const fn target(membership: Membership) -> Option<Target> {
    match membership {
        Membership::Assigned => None,
        Membership::DynamicUser => Some(Target::User),
        Membership::DynamicDevice => Some(Target::Device),
    }
}

/// What stands against a rule for a group: that the service would not save it.
#[must_use]
pub fn against_rule(
    text: &str,
    membership: Membership,
    now: crate::domain::Timestamp,
) -> Option<GroupProblem> {
    let target = target(membership)?;
    let dynamic = Datum::Value(Value::Texts(vec!["DynamicMembership".to_owned()]));
    let parsed = parse(text, target);
    if parsed.rule == Rule::Empty {
        return Some(GroupProblem::RuleMissing);
    }
    let conditions = Conditions { target, now, member_of_ends: None };
    let found = check(&parsed.rule, text, &conditions);
    let refused = parsed
        .diagnostics
        .iter()
        .chain(&found)
        .any(|one| matches!(one.code.class(), Class::NotARule | Class::Refused));
    if !refused {
        return None;
    }
    match Membership::of(&dynamic, &Datum::text(text)) {
        Some(read) if read != membership => {
            Some(GroupProblem::RuleOfOthers { rule: text.to_owned() })
        }
        _ => Some(GroupProblem::RuleRefused { rule: text.to_owned() }),
    }
}

/// A mail nickname made of a group's name: letters, digits, dots and dashes of ASCII; of the name's
/// words nothing else is left. Empty where the name has none of these.
#[must_use]
pub fn nickname(name: &str) -> String {
    let mut nickname = String::new();
    for c in crate::text::fold::search(name).chars() {
        match c {
            c if c.is_ascii_alphanumeric() || c == '.' => nickname.push(c),
            _ if !nickname.is_empty() && !nickname.ends_with('-') => nickname.push('-'),
            _ => {}
        }
        if nickname.len() == 64 {
            break;
        }
    }
    nickname.trim_end_matches(['-', '.']).to_owned()
}

/// The groups whose rules name a group with `memberOf`.
#[must_use]
pub fn named_by_rules(groups: &Objects, id: ObjectId) -> Vec<GroupId> {
    let id = id.to_string();
    groups
        .active()
        .iter()
        .map(Row)
        .filter(|group| {
            matches!(
                groups.read(*group, Attribute::GROUP_MEMBERSHIP_RULE),
                crate::store::Cell::Text(rule) if rule.to_ascii_lowercase().contains(&id)
            ) && Nature::in_table(groups, *group).is_dynamic()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Other, Timestamp};

    fn nature(kind: GroupKind, membership: Membership) -> Nature {
        Nature {
            kind: Some(kind),
            membership: Some(membership),
            synced: Some(false),
            role_assignable: Some(false),
        }
    }

    fn party(of: Of) -> Party {
        Party::Here(Subject { of, row: Row(0) })
    }

    fn elsewhere(sort: Sort) -> Party {
        Party::Elsewhere(Other { id: ObjectId::made_up("x"), sort })
    }

    /// The published matrix, cell by cell.
    #[test]
    fn who_may_be_in_what() {
        use GroupKind::{Distribution, MailEnabledSecurity, Microsoft365, Security};
        use PartyProblem::{InRoleAssignable, KindUnknown, NoOwner, NotNestable, UsersOnly};
        let security = nature(Security, Membership::Assigned);
        let unified = nature(Microsoft365, Membership::Assigned);
        let roles = Nature { role_assignable: Some(true), ..security };
        let unknown = Nature { kind: None, ..security };
        for (group, side, who, inner, expected) in [
            (security, Side::Members, party(Of::User), None, None),
            (security, Side::Members, party(Of::Device), None, None),
            (security, Side::Members, elsewhere(Sort::ServicePrincipal), None, None),
            (security, Side::Members, elsewhere(Sort::Contact), None, None),
            (security, Side::Members, party(Of::Group), Some(security), None),
            (security, Side::Members, party(Of::Group), Some(unified), Some(NotNestable)),
            (
                security,
                Side::Members,
                party(Of::Group),
                Some(nature(MailEnabledSecurity, Membership::Assigned)),
                Some(NotNestable),
            ),
            (
                security,
                Side::Members,
                party(Of::Group),
                Some(nature(Distribution, Membership::Assigned)),
                Some(NotNestable),
            ),
            (security, Side::Members, party(Of::Group), Some(unknown), Some(KindUnknown)),
            (security, Side::Members, elsewhere(Sort::Group), None, Some(KindUnknown)),
            (unified, Side::Members, party(Of::User), None, None),
            (unified, Side::Members, party(Of::Device), None, Some(UsersOnly)),
            (unified, Side::Members, party(Of::Group), Some(security), Some(UsersOnly)),
            (unified, Side::Members, elsewhere(Sort::Contact), None, Some(UsersOnly)),
            (roles, Side::Members, party(Of::User), None, None),
            (roles, Side::Members, elsewhere(Sort::ServicePrincipal), None, None),
            (roles, Side::Members, party(Of::Group), Some(security), Some(InRoleAssignable)),
            (roles, Side::Members, party(Of::Device), None, Some(InRoleAssignable)),
            (security, Side::Owners, party(Of::User), None, None),
            (unified, Side::Owners, elsewhere(Sort::ServicePrincipal), None, None),
            (security, Side::Owners, party(Of::Group), Some(security), Some(NoOwner)),
            (security, Side::Owners, party(Of::Device), None, Some(NoOwner)),
        ] {
            assert_eq!(group.against(side, who, inner), expected, "{group:?} {side:?} {who:?}");
        }
    }

    #[test]
    fn which_lists_are_open() {
        use GroupKind::{Distribution, Microsoft365, Security};
        let open = nature(Security, Membership::Assigned);
        for (group, side, expected) in [
            (open, Side::Members, None),
            (nature(Security, Membership::DynamicUser), Side::Members, Some(GroupProblem::ByRule)),
            (nature(Microsoft365, Membership::DynamicUser), Side::Owners, None),
            (
                nature(Distribution, Membership::Assigned),
                Side::Members,
                Some(GroupProblem::InExchange),
            ),
            (Nature { synced: Some(true), ..open }, Side::Owners, Some(GroupProblem::OnPremises)),
            (Nature { membership: None, ..open }, Side::Members, Some(GroupProblem::KindUnknown)),
            (Nature { membership: None, ..open }, Side::Owners, None),
            (Nature { kind: None, ..open }, Side::Owners, Some(GroupProblem::KindUnknown)),
        ] {
            assert_eq!(group.closed(side), expected, "{group:?} {side:?}");
        }
    }

    #[test]
    fn rules_that_are_not_saved() {
        let now = Timestamp(0);
        let user = Membership::DynamicUser;
        assert_eq!(against_rule("user.department -eq \"Sales\"", user, now), None);
        assert_eq!(against_rule("  ", user, now), Some(GroupProblem::RuleMissing));
        let rule = "device.displayName -eq \"x\"".to_owned();
        assert_eq!(against_rule(&rule, Membership::DynamicDevice, now), None);
        assert_eq!(
            against_rule(&rule, user, now),
            Some(GroupProblem::RuleOfOthers { rule: rule.clone() })
        );
        let rule = "user.departement -eq \"Sales\"".to_owned();
        assert_eq!(
            against_rule(&rule, user, now),
            Some(GroupProblem::RuleRefused { rule: rule.clone() })
        );
    }

    #[test]
    fn nicknames() {
        for (name, expected) in [
            ("Équipe Ventes – Lyon", "equipe-ventes-lyon"),
            ("Sales (EU)", "sales-eu"),
            ("v1.2 team.", "v1.2-team"),
            ("王小明", ""),
            ("  ", ""),
        ] {
            let made = nickname(name);
            assert_eq!(made, expected, "{name}");
            assert_eq!(crate::tenant::naming::nickname_problem(&made), None);
        }
        assert_eq!(nickname(&"a".repeat(80)).len(), 64);
    }
}
