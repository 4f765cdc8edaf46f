//! The tree of a membership rule, as it stands in the text. Two trees are equal when they say the
//! same, wherever their parts stand and however many parentheses and blanks surround them.

use super::property::Property;
use crate::{domain::AssignedPlan, text::span::Spanned};

/// What a rule chooses from. A rule is for users or for devices, never for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    User,
    Device,
}

impl Target {
    /// The word before the dot of a property.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Device => "device",
        }
    }
}

/// A whole rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// There is nothing but blanks.
    Empty,
    /// `Direct Reports for "…"`: what stands in the quotes, which should be an object id.
    DirectReports(Spanned<String>),
    /// Whoever this is true of.
    Whoever(Expression),
}

/// A part of a rule that is true, false or unknown of an object.
pub type Expression = Spanned<Node>;

/// What an [`Expression`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// All of these, two at least, none of them an `And` itself.
    And(Vec<Expression>),
    /// Any of these, two at least, none of them an `Or` itself.
    Or(Vec<Expression>),
    /// Not this.
    Not(Box<Expression>),
    /// `name operator value`.
    Compare(Comparison),
    /// `name -any (…)` or `name -all (…)`.
    Quantified { list: Spanned<Name>, quantifier: Spanned<Quantifier>, each: Box<Expression> },
    /// Something that is no expression; a diagnostic says why.
    Broken,
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub left: Spanned<Name>,
    pub operator: Spanned<Operator>,
    pub right: Spanned<Operand>,
}

/// What stands to the left of an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A property of the table, or an extension.
    Property(Property),
    /// `_`: an element of a list of texts.
    Element,
    /// A field of an element of `assignedPlans`.
    Plan(PlanField),
    /// `group.objectId`: a group of the `memberOf` form.
    GroupId,
    /// A name that the language does not know, as it was typed.
    Unknown(String),
}

/// The fields of `assignedPlan` that rules can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanField {
    ServicePlanId,
    Service,
    CapabilityStatus,
}

impl PlanField {
    pub const ALL: [Self; 3] = [Self::ServicePlanId, Self::Service, Self::CapabilityStatus];

    /// As it is written in a rule.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ServicePlanId => "assignedPlan.servicePlanId",
            Self::Service => "assignedPlan.service",
            Self::CapabilityStatus => "assignedPlan.capabilityStatus",
        }
    }

    /// What a plan has in it; empty for null.
    #[must_use]
    pub const fn of(self, plan: AssignedPlan<'_>) -> &str {
        match self {
            Self::ServicePlanId => plan.service_plan_id,
            Self::Service => plan.service,
            Self::CapabilityStatus => plan.capability_status,
        }
    }
}

/// How many elements of a list have to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantifier {
    Any,
    All,
}

impl Quantifier {
    /// As it is written in a rule, without its hyphen.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::All => "all",
        }
    }
}

/// How a comparison compares.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operator {
    Eq,
    Ne,
    StartsWith,
    NotStartsWith,
    EndsWith,
    NotEndsWith,
    Contains,
    NotContains,
    Match,
    NotMatch,
    In,
    NotIn,
    Le,
    Ge,
    /// An operator that the language does not have, as it was typed, without its hyphen.
    Unknown(String),
}

impl Operator {
    /// Those of the language, in the order in which they are offered.
    pub const ALL: [Self; 14] = [
        Self::Eq,
        Self::Ne,
        Self::StartsWith,
        Self::NotStartsWith,
        Self::EndsWith,
        Self::NotEndsWith,
        Self::Contains,
        Self::NotContains,
        Self::Match,
        Self::NotMatch,
        Self::In,
        Self::NotIn,
        Self::Le,
        Self::Ge,
    ];

    /// As it is written in a rule, without its hyphen.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::StartsWith => "startsWith",
            Self::NotStartsWith => "notStartsWith",
            Self::EndsWith => "endsWith",
            Self::NotEndsWith => "notEndsWith",
            Self::Contains => "contains",
            Self::NotContains => "notContains",
            Self::Match => "match",
            Self::NotMatch => "notMatch",
            Self::In => "in",
            Self::NotIn => "notIn",
            Self::Le => "le",
            Self::Ge => "ge",
            Self::Unknown(word) => word,
        }
    }

    /// The operator with this word, in any case.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| operator.word().eq_ignore_ascii_case(word))
    }

    /// The operator that is true where this one is false, where there is one.
    #[must_use]
    pub const fn opposite(&self) -> Option<Self> {
        Some(match self {
            Self::Eq => Self::Ne,
            Self::Ne => Self::Eq,
            Self::StartsWith => Self::NotStartsWith,
            Self::NotStartsWith => Self::StartsWith,
            Self::EndsWith => Self::NotEndsWith,
            Self::NotEndsWith => Self::EndsWith,
            Self::Contains => Self::NotContains,
            Self::NotContains => Self::Contains,
            Self::Match => Self::NotMatch,
            Self::NotMatch => Self::Match,
            Self::In => Self::NotIn,
            Self::NotIn => Self::In,
            Self::Le | Self::Ge | Self::Unknown(_) => return None,
        })
    }

    /// Whether it asks for the opposite of its positive twin.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        matches!(
            self,
            Self::Ne
                | Self::NotStartsWith
                | Self::NotEndsWith
                | Self::NotContains
                | Self::NotMatch
                | Self::NotIn
        )
    }
}

/// What stands to the right of an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A text in quotes, without them and their escapes.
    Text(String),
    /// A word without quotes that is no keyword: a number, a date, or a text that lacks its quotes.
    Word(String),
    Boolean(bool),
    Null,
    /// `system.now`, perhaps shifted.
    Now(Option<Shift>),
    /// `[…, …]`.
    List(Vec<Spanned<Self>>),
    /// Nothing; a diagnostic says so.
    Missing,
}

/// `-plus P7D` or `-minus P7D`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub back: bool,
    pub by: Duration,
}

/// An ISO 8601 duration as rules write it: days and hours, and what the service was never
/// documented to refuse: minutes and seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    pub days: u32,
    pub hours: u32,
    pub minutes: u32,
    pub seconds: u32,
}

impl Expression {
    /// Calls `look` with this and everything in it, from the outside in.
    pub fn each(&self, look: &mut impl FnMut(&Self)) {
        look(self);
        match &self.it {
            Node::And(parts) | Node::Or(parts) => {
                for part in parts {
                    part.each(look);
                }
            }
            Node::Not(inner) => inner.each(look),
            Node::Quantified { each, .. } => each.each(look),
            Node::Compare(_) | Node::Broken => {}
        }
    }
}
