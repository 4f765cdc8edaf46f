//! What is wrong with a rule, or worth knowing before it is saved: data with its place and, where
//! there is one, the change that mends it. Sentences are in `messages`.

use super::{
    property::{Property, Type},
    regex,
    syntax::{Operator, Quantifier, Target},
};
use crate::{domain::Timestamp, text::span::Span};

/// Something about a rule, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub span: Span,
    pub fix: Option<Fix>,
}

/// Changes of the text that mend what a diagnostic names, in order, apart from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub edits: Vec<(Span, String)>,
}

impl Fix {
    /// Puts something in the place of what stands there.
    #[must_use]
    pub fn replace(span: Span, with: impl Into<String>) -> Self {
        Self { edits: vec![(span, with.into())] }
    }

    /// The text with the changes made.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (span, with) in &self.edits {
            out.push_str(text.get(at..span.start).unwrap_or_default());
            out.push_str(with);
            at = span.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}

/// What a diagnostic means for the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The text is no rule: its parts do not fit together.
    NotARule,
    /// A rule, which the service refuses to save.
    Refused,
    /// Legal, but the portal's rule builder cannot show it.
    NotDrawable,
    /// Legal, and probably not what is meant, or slower than needed.
    Unwise,
}

/// The error texts with which the service answers.
///
/// Source: Microsoft Learn, *Fix problems with dynamic membership groups*, and reports of the same
/// texts in the issues of the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceError {
    AttributeNotSupported,
    OperatorNotSupported,
    QueryCompilation,
    InvalidOperands,
    ValueNotApplicable,
    InvalidCharacters,
}

impl ServiceError {
    /// In the service's words.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::AttributeNotSupported => "Attribute not supported.",
            Self::OperatorNotSupported => "Operator isn't supported on attribute.",
            Self::QueryCompilation => "Query compilation error.",
            Self::InvalidOperands => {
                "Dynamic membership rule validation error: Invalid operands found for operator."
            }
            Self::ValueNotApplicable => {
                "Dynamic membership rule validation error: Value can't be applied to property."
            }
            Self::InvalidCharacters => "Invalid characters found in the rule.",
        }
    }
}

/// What a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    // No rule.
    /// There is nothing.
    Empty,
    /// Signs or words that have no place where they stand.
    Stray,
    /// An expression was expected.
    MissingExpression,
    /// Two expressions without `-and` or `-or` between them.
    MissingConnective,
    /// A name without an operator.
    MissingOperator,
    /// An operator without a value.
    MissingValue,
    /// Two items of a list without a comma between them, or a comma too many.
    ListComma,
    /// A `(` that nothing closes.
    OpenParenthesis,
    /// A `)` that nothing opened.
    CloseParenthesis,
    /// A `[` that nothing closes.
    OpenList,
    /// A quotation mark that nothing closes.
    OpenText,
    /// Quotation marks of a word processor.
    CurlyQuotes,
    /// A text quoted as JSON does it.
    BackslashedQuotes,
    /// A text quoted as PowerShell does it.
    BacktickedQuotes,
    /// `\_`, as Markdown writes an underscore.
    MarkdownEscape,
    /// A hyphen apart from its operator.
    DashApart,
    /// A name in two pieces.
    SplitName,
    /// A property without `user.` or `device.`.
    MissingObject { property: Property },
    /// `-not` before an operator instead of before an expression.
    NotBeforeOperator,
    /// No operator of the language.
    UnknownOperator { similar: Option<Operator> },
    /// An operator that only other filters of the service have, and what rules have instead.
    FilterOperator { instead: Operator },
    /// A list in parentheses.
    ListInParentheses,
    /// More nesting than any rule of the allowed length can need.
    TooDeep,

    // Refused.
    /// No property of the table.
    UnknownProperty { similar: Option<Property> },
    /// Graph's name of a property.
    GraphName { property: Property },
    /// A property that rules once had.
    Withdrawn,
    /// An attribute that exists and that rules cannot read.
    NotReadable,
    /// A property of the other kind of object.
    WrongObject { target: Target },
    /// The operator is not for this type.
    WrongOperator { operator: Operator, of: Type },
    /// Equality with a list, of which an element could be asked.
    NeedsQuantifier,
    /// `-any` or `-all` of something that is no list.
    NotAList { quantifier: Quantifier },
    /// A list of objects, of which only elements can be asked.
    ListOfObjects,
    /// The element of another list, or of none.
    WrongElement,
    /// A quantifier inside another.
    NestedQuantifier,
    /// A text without quotation marks.
    NeedsQuotes,
    /// A value of another type.
    WrongValue { of: Type },
    /// `$true`: PowerShell's, not the language's.
    DollarBoolean,
    /// A list where one value belongs.
    ListWithOperator { operator: Operator },
    /// One value where a list belongs.
    NeedsList,
    /// A list without items.
    EmptyList,
    /// Null with another operator than `-eq` and `-ne`.
    NullWithOperator,
    /// A regular expression that .NET does not accept, with the place in the pattern.
    Pattern(regex::Fault),
    /// `-plus` or `-minus` twice.
    ChainedShift,
    /// No duration of days and hours.
    NotADuration,
    /// No date.
    NotADate,
    /// No object id.
    NotAnObjectId,
    /// A special form among other expressions.
    NotAlone,
    /// In `memberOf`, groups can only be named in a list of object ids.
    MemberOfOnlyIn,
    /// A special form for the other kind of object.
    OnlyForUsers,
    /// Longer than allowed, in UTF-16 units.
    TooLong { length: usize, max: u32 },
    /// More source groups than `memberOf` takes.
    TooManySources { count: usize, max: u32 },

    // Not drawable.
    /// More expressions than the builder has lines for.
    ManyExpressions { count: usize, max: u32 },
    /// `Direct Reports for`.
    BuilderDirectReports,
    /// `-any` and `-all`.
    BuilderQuantifier,
    /// `-contains` and `-notContains`.
    BuilderContains,
    /// Parentheses that the result depends on, or `-not`.
    BuilderGrouping,
    /// Arithmetic with dates.
    BuilderNow,

    // Unwise.
    /// A dash of a word processor for a hyphen: official pages print it, some tenants refuse it.
    TypographicDash,
    /// Apostrophes as quotation marks.
    SingleQuotes,
    /// An apostrophe that is not doubled.
    LoneApostrophe,
    /// `-and` and `-or` side by side without parentheses.
    MixedConnectives,
    /// A quantifier without parentheses.
    BareQuantifier,
    /// `"null"` in quotes: the four letters.
    QuotedNull,
    /// Equality with an empty text: a property that is not set is null.
    EmptyText,
    /// `-not` and null together; this operator says the same.
    NotNull { instead: Operator },
    /// A property that is never null.
    NeverNull { property: Property },
    /// A negative operator on a list, which may mean two things.
    NegativeOnList,
    /// `-contains` on a list looks inside the texts of its elements.
    ContainsOnList,
    /// `-eq` with the present moment.
    EqualsNow,
    /// A regular expression that cannot be judged here; membership is unknown.
    PatternNotJudged(regex::Feature),
    /// A slow operator.
    Slow { operator: Operator },
    /// `memberOf` ends, or is frozen since.
    MemberOfEnds { at: Timestamp, frozen: bool },
    /// A property that is not documented, and worked.
    Undocumented { property: Property },
    /// A duration with parts that are not documented.
    DurationParts,
    /// Texts that the attribute never has.
    NeverSuchValue { property: Property },
}

impl Code {
    /// Its name, for programs that read diagnostics; given once.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Stray => "stray",
            Self::MissingExpression => "missing-expression",
            Self::MissingConnective => "missing-connective",
            Self::MissingOperator => "missing-operator",
            Self::MissingValue => "missing-value",
            Self::ListComma => "list-comma",
            Self::OpenParenthesis => "open-parenthesis",
            Self::CloseParenthesis => "close-parenthesis",
            Self::OpenList => "open-list",
            Self::OpenText => "open-text",
            Self::CurlyQuotes => "curly-quotes",
            Self::BackslashedQuotes => "backslashed-quotes",
            Self::BacktickedQuotes => "backticked-quotes",
            Self::MarkdownEscape => "markdown-escape",
            Self::DashApart => "dash-apart",
            Self::SplitName => "split-name",
            Self::MissingObject { .. } => "missing-object",
            Self::NotBeforeOperator => "not-before-operator",
            Self::UnknownOperator { .. } => "unknown-operator",
            Self::FilterOperator { .. } => "filter-operator",
            Self::ListInParentheses => "list-in-parentheses",
            Self::TooDeep => "too-deep",
            Self::UnknownProperty { .. } => "unknown-property",
            Self::GraphName { .. } => "graph-name",
            Self::Withdrawn => "withdrawn",
            Self::NotReadable => "not-readable",
            Self::WrongObject { .. } => "wrong-object",
            Self::WrongOperator { .. } => "wrong-operator",
            Self::NeedsQuantifier => "needs-quantifier",
            Self::NotAList { .. } => "not-a-list",
            Self::ListOfObjects => "list-of-objects",
            Self::WrongElement => "wrong-element",
            Self::NestedQuantifier => "nested-quantifier",
            Self::NeedsQuotes => "needs-quotes",
            Self::WrongValue { .. } => "wrong-value",
            Self::DollarBoolean => "dollar-boolean",
            Self::ListWithOperator { .. } => "list-with-operator",
            Self::NeedsList => "needs-list",
            Self::EmptyList => "empty-list",
            Self::NullWithOperator => "null-with-operator",
            Self::Pattern(_) => "pattern",
            Self::ChainedShift => "chained-shift",
            Self::NotADuration => "not-a-duration",
            Self::NotADate => "not-a-date",
            Self::NotAnObjectId => "not-an-object-id",
            Self::NotAlone => "not-alone",
            Self::MemberOfOnlyIn => "member-of-only-in",
            Self::OnlyForUsers => "only-for-users",
            Self::TooLong { .. } => "too-long",
            Self::TooManySources { .. } => "too-many-sources",
            Self::ManyExpressions { .. } => "many-expressions",
            Self::BuilderDirectReports => "builder-direct-reports",
            Self::BuilderQuantifier => "builder-quantifier",
            Self::BuilderContains => "builder-contains",
            Self::BuilderGrouping => "builder-grouping",
            Self::BuilderNow => "builder-now",
            Self::TypographicDash => "typographic-dash",
            Self::SingleQuotes => "single-quotes",
            Self::LoneApostrophe => "lone-apostrophe",
            Self::MixedConnectives => "mixed-connectives",
            Self::BareQuantifier => "bare-quantifier",
            Self::QuotedNull => "quoted-null",
            Self::EmptyText => "empty-text",
            Self::NotNull { .. } => "not-null",
            Self::NeverNull { .. } => "never-null",
            Self::NegativeOnList => "negative-on-list",
            Self::ContainsOnList => "contains-on-list",
            Self::EqualsNow => "equals-now",
            Self::PatternNotJudged(_) => "pattern-not-judged",
            Self::Slow { .. } => "slow",
            Self::MemberOfEnds { .. } => "member-of-ends",
            Self::Undocumented { .. } => "undocumented",
            Self::DurationParts => "duration-parts",
            Self::NeverSuchValue { .. } => "never-such-value",
        }
    }

    /// What it means for the rule.
    #[must_use]
    pub const fn class(&self) -> Class {
        match self {
            Self::Empty
            | Self::Stray
            | Self::MissingExpression
            | Self::MissingConnective
            | Self::MissingOperator
            | Self::MissingValue
            | Self::ListComma
            | Self::OpenParenthesis
            | Self::CloseParenthesis
            | Self::OpenList
            | Self::OpenText
            | Self::CurlyQuotes
            | Self::BackslashedQuotes
            | Self::BacktickedQuotes
            | Self::MarkdownEscape
            | Self::DashApart
            | Self::SplitName
            | Self::MissingObject { .. }
            | Self::NotBeforeOperator
            | Self::UnknownOperator { .. }
            | Self::FilterOperator { .. }
            | Self::ListInParentheses
            | Self::TooDeep => Class::NotARule,
            Self::UnknownProperty { .. }
            | Self::GraphName { .. }
            | Self::Withdrawn
            | Self::NotReadable
            | Self::WrongObject { .. }
            | Self::WrongOperator { .. }
            | Self::NeedsQuantifier
            | Self::NotAList { .. }
            | Self::ListOfObjects
            | Self::WrongElement
            | Self::NestedQuantifier
            | Self::NeedsQuotes
            | Self::WrongValue { .. }
            | Self::DollarBoolean
            | Self::ListWithOperator { .. }
            | Self::NeedsList
            | Self::EmptyList
            | Self::NullWithOperator
            | Self::Pattern(_)
            | Self::ChainedShift
            | Self::NotADuration
            | Self::NotADate
            | Self::NotAnObjectId
            | Self::NotAlone
            | Self::MemberOfOnlyIn
            | Self::OnlyForUsers
            | Self::TooLong { .. }
            | Self::TooManySources { .. } => Class::Refused,
            Self::ManyExpressions { .. }
            | Self::BuilderDirectReports
            | Self::BuilderQuantifier
            | Self::BuilderContains
            | Self::BuilderGrouping
            | Self::BuilderNow => Class::NotDrawable,
            Self::TypographicDash
            | Self::SingleQuotes
            | Self::LoneApostrophe
            | Self::MixedConnectives
            | Self::BareQuantifier
            | Self::QuotedNull
            | Self::EmptyText
            | Self::NotNull { .. }
            | Self::NeverNull { .. }
            | Self::NegativeOnList
            | Self::ContainsOnList
            | Self::EqualsNow
            | Self::PatternNotJudged(_)
            | Self::Slow { .. }
            | Self::MemberOfEnds { .. }
            | Self::Undocumented { .. }
            | Self::DurationParts
            | Self::NeverSuchValue { .. } => Class::Unwise,
        }
    }

    /// The service's own words, where they are known.
    #[must_use]
    pub const fn service_error(&self) -> Option<ServiceError> {
        Some(match self {
            Self::UnknownProperty { .. }
            | Self::GraphName { .. }
            | Self::Withdrawn
            | Self::NotReadable => ServiceError::AttributeNotSupported,
            Self::WrongOperator { .. } | Self::NeedsQuantifier | Self::ListOfObjects => {
                ServiceError::OperatorNotSupported
            }
            Self::Stray
            | Self::MissingExpression
            | Self::MissingConnective
            | Self::MissingOperator
            | Self::MissingValue
            | Self::OpenParenthesis
            | Self::CloseParenthesis
            | Self::Pattern(_) => ServiceError::QueryCompilation,
            Self::NeedsQuotes
            | Self::WrongValue { .. }
            | Self::NotAList { .. }
            | Self::WrongElement
            | Self::NullWithOperator
            | Self::NotADate
            | Self::NotADuration
            | Self::ChainedShift => ServiceError::InvalidOperands,
            Self::ListWithOperator { .. } | Self::NeedsList => ServiceError::ValueNotApplicable,
            Self::CurlyQuotes
            | Self::BackslashedQuotes
            | Self::BacktickedQuotes
            | Self::MarkdownEscape => ServiceError::InvalidCharacters,
            _ => return None,
        })
    }
}
