//! Which field of the form a refusal is about, and when it is told.

use crate::{
    domain::{Attribute, GroupProblem, PartyProblem, Refusal},
    ui::new_user::form::attribute_of,
};

/// A part of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Kind,
    Membership,
    Name,
    Description,
    Nickname,
    Visibility,
    RoleAssignable,
    Rule,
    Owners,
    Members,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Kind,
        Self::Membership,
        Self::Name,
        Self::Description,
        Self::Nickname,
        Self::Visibility,
        Self::RoleAssignable,
        Self::Rule,
        Self::Owners,
        Self::Members,
    ];

    /// The id of its input.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kind => "group-kind",
            Self::Membership => "group-comes",
            Self::Name => "group-name",
            Self::Description => "group-description",
            Self::Nickname => "group-nickname",
            Self::Visibility => "group-visibility",
            Self::RoleAssignable => "group-roles",
            Self::Rule => "group-rule",
            Self::Owners => "group-owners",
            Self::Members => "group-members",
        }
    }

    const fn of(attribute: Attribute) -> Option<Self> {
        Some(match attribute {
            Attribute::GROUP_DISPLAY_NAME => Self::Name,
            Attribute::GROUP_DESCRIPTION => Self::Description,
            Attribute::GROUP_MAIL_NICKNAME => Self::Nickname,
            Attribute::GROUP_VISIBILITY => Self::Visibility,
            Attribute::GROUP_MEMBERSHIP_RULE => Self::Rule,
            _ => return None,
        })
    }
}

/// The field that a refusal is about; none for what concerns the whole form.
#[must_use]
pub fn field_of(refusal: &Refusal) -> Option<Field> {
    let Refusal::Group { problem, .. } = refusal else {
        return attribute_of(refusal).and_then(Field::of);
    };
    Some(match problem {
        GroupProblem::NicknameTaken { .. } => Field::Nickname,
        GroupProblem::RuleMissing
        | GroupProblem::RuleRefused { .. }
        | GroupProblem::RuleOfOthers { .. } => Field::Rule,
        GroupProblem::UsersOnly | GroupProblem::TooManyDynamic { .. } => Field::Membership,
        GroupProblem::RolesNeedAssigned
        | GroupProblem::RolesNeedPrivate
        | GroupProblem::TooManyRoleAssignable { .. } => Field::RoleAssignable,
        GroupProblem::MadeInExchange => Field::Kind,
        GroupProblem::TooManyOwners { .. }
        | GroupProblem::Party { problem: PartyProblem::NoOwner, .. } => Field::Owners,
        GroupProblem::Party { .. } => Field::Members,
        GroupProblem::Fixed { attribute } | GroupProblem::OnlyMicrosoft365 { attribute } => {
            return Field::of(*attribute);
        }
        _ => return None,
    })
}

/// Whether a refusal waits until its field was left: that something is missing.
#[must_use]
pub const fn waits(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Required { .. } | Refusal::Group { problem: GroupProblem::RuleMissing, .. }
    )
}

#[cfg(test)]
mod tests {
    use super::{Field, field_of, waits};
    use crate::domain::PartyProblem;
    use crate::domain::{Attribute, GroupProblem, ObjectId, Other, Party, Refusal, Row, Sort};

    #[test]
    fn refusals_find_their_field() {
        let about = |problem| field_of(&Refusal::Group { group: Row(0), problem });
        let rule = "x".to_owned();
        let party = Party::Elsewhere(Other { id: ObjectId::made_up("x"), sort: Sort::Group });
        for (problem, expected) in [
            (GroupProblem::RuleRefused { rule: rule.clone() }, Some(Field::Rule)),
            (GroupProblem::UsersOnly, Some(Field::Membership)),
            (GroupProblem::RolesNeedAssigned, Some(Field::RoleAssignable)),
            (GroupProblem::NicknameTaken { value: rule, by: Row(1) }, Some(Field::Nickname)),
            (GroupProblem::Party { party, problem: PartyProblem::NoOwner }, Some(Field::Owners)),
            (
                GroupProblem::Party { party, problem: PartyProblem::NotNestable },
                Some(Field::Members),
            ),
            (GroupProblem::NotActive, None),
        ] {
            assert_eq!(about(problem.clone()), expected, "{problem:?}");
        }
        let name = Refusal::Required { attribute: Attribute::GROUP_DISPLAY_NAME };
        assert_eq!(field_of(&name), Some(Field::Name));
        assert!(waits(&name));
        assert!(!waits(&Refusal::NothingToDo));
    }

    #[test]
    fn every_field_has_an_id_of_its_own() {
        let mut ids = Field::ALL.map(Field::id).to_vec();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Field::ALL.len());
    }
}
