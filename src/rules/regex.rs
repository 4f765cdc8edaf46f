//! Regular expressions of `-match`: .NET's language, not anchored, without regard to case, answered
//! in time linear in the text.
//!
//! Only whether there is a match is ever asked, so a pattern becomes an automaton: no pattern can
//! make it hang. What an automaton cannot do (references back, looking around, atomic groups) is told
//! apart from what .NET itself refuses: there membership is unknown, here the rule is not saved.
//!
//! Source: Microsoft Learn, *Regular expression language - quick reference* and *Options* (.NET).

mod automaton;
mod class;
mod parse;
mod program;
#[cfg(test)]
mod tests;

pub use automaton::Matcher;

use program::Program;

/// A pattern that can be judged here.
#[derive(Debug, Clone)]
pub struct Pattern {
    program: Program,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What .NET would refuse, or what cannot be judged here.
    pub fn new(pattern: &str) -> Result<Self, Problem> {
        let tree = parse::parse(pattern)?;
        Ok(Self { program: Program::new(&tree)? })
    }

    /// Something that answers for many texts, and gets quicker meanwhile.
    #[must_use]
    pub fn matcher(&self) -> Matcher<'_> {
        Matcher::new(&self.program)
    }
}

/// Why a pattern has no automaton.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// .NET refuses it.
    Fault(Fault),
    /// .NET accepts it; an automaton cannot do it.
    Feature(Feature),
}

/// What .NET refuses, and at which character of the pattern, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub at: usize,
}

/// Kinds of mistakes in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A quantifier that has nothing to repeat.
    NothingToRepeat,
    /// A quantifier behind a quantifier.
    NestedQuantifier,
    /// `{3,2}`
    ReversedQuantifier,
    /// A `(` that nothing closes.
    OpenGroup,
    /// A `)` that nothing opened.
    CloseGroup,
    /// `(?` and something that is no kind of group.
    UnknownGroup,
    /// A `[` that nothing closes.
    OpenClass,
    /// `[z-a]`
    ReversedRange,
    /// A backslash at the end.
    TrailingBackslash,
    /// A backslash and a letter that mean nothing.
    UnknownEscape,
}

/// What an automaton cannot do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// `\1`, `\k<name>`
    Backreference,
    /// `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)`
    LookAround,
    /// `(?>…)`
    AtomicGroup,
    /// `(?(…)…|…)`, `(?<a-b>…)`
    Conditional,
    /// `\p{…}` with a name that is not known here.
    Category,
    /// So many repetitions that the automaton gets too large.
    TooLarge,
}
