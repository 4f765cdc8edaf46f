//! How service plans stand to each other: which exclude each other, and which need others.
//!
//! The published table of products says nothing of this, and neither does Graph before it refuses an
//! assignment. So the rows here are gathered from documents, from errors that people met, and from
//! general knowledge, and each says which of these it is. Who asks says what counts for them.
//!
//! Not here, since nothing says which plans are meant:
//! - that E1 and E3 "conflict" is in the rows of the plans that they share out;
//! - that `SHAREPOINTWAC` goes with `SHAREPOINTENTERPRISE`: scripts switch both together, but products
//!   that are given alone have either without the other (`OFFICESUBSCRIPTION`, `SHAREPOINTENTERPRISE`);
//! - that Yammer, Planner and Teams rest on `SharePoint` and Exchange.

mod rows;
#[cfg(test)]
mod tests;

pub use rows::{EXCLUSIVE, NEEDS};

use crate::domain::ServicePlanId;

/// How well something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A document of the service says so, or shows the error.
    Documented,
    /// Somebody met it, and wrote it down in public.
    Seen,
    /// General knowledge; no stored source says so.
    Known,
    /// It was so once, and is no longer.
    Past,
}

impl Standing {
    /// What may hold today.
    pub const TODAY: &[Self] = &[Self::Documented, Self::Seen, Self::Known];
    /// What a source shows.
    pub const SOURCED: &[Self] = &[Self::Documented, Self::Seen];
    /// The same, and what is over.
    pub const SOURCED_EVER: &[Self] = &[Self::Documented, Self::Seen, Self::Past];
    /// Every one.
    pub const ALL: &[Self] = &[Self::Documented, Self::Seen, Self::Known, Self::Past];
}

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Microsoft Graph, sample of the error "service plans … are mutually exclusive", inner code
    /// `mutuallyExclusiveServicePlans`.
    GraphSample,
    /// Comment in a public script, which speaks of the products; these are the plans of their names, and the table of
    /// June 2026 lists that of Pro in Pro for EDU only.
    ScriptOnRooms,
    /// Microsoft Entra documentation, version of November 2023: both can be had now; reprocess if an old error remains.
    EntraOnExchange,
    /// General knowledge, the classic case of E1 with E3 and of F3 with E3; documents only say that E1 and E3
    /// conflict: swap in one step, or disable the overlap.
    SharedOut,
    /// Microsoft Entra documentation.
    Entra,
    /// Microsoft Entra documentation; that Teams will do today is general knowledge, and Teams Rooms Basic has it so.
    EntraAndTeams,
    /// Error of Microsoft Graph in a public write-up.
    GraphWriteUp,
    /// Error of Microsoft Graph in a public script: a plan of Teams or Skype.
    GraphScript,
    /// Comment in public code: a plan of Exchange Online; these are the ones with a mailbox.
    CodeOnExchange,
    /// General knowledge; the table of June 2026 has a Microsoft 365 F1 with the one and not the other.
    KnownWithF1,
    /// General knowledge.
    Known,
}

/// Two plans that one person cannot have at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exclusive {
    pub pair: [ServicePlanId; 2],
    pub standing: Standing,
    pub source: Source,
}

impl Exclusive {
    /// The other plan of the pair.
    #[must_use]
    pub fn other(&self, plan: ServicePlanId) -> Option<ServicePlanId> {
        let [one, other] = self.pair;
        match plan {
            _ if plan == one => Some(other),
            _ if plan == other => Some(one),
            _ => None,
        }
    }
}

/// A plan that does what another needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    pub plan: ServicePlanId,
    /// How well it is known that this one will do. It can be less well known than that one is needed;
    /// whoever asks counts it all the same, since it only makes less forbidden.
    pub standing: Standing,
}

/// A plan that needs one of others, through whatever product of the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    pub plan: ServicePlanId,
    /// One of these must be on.
    pub one_of: &'static [Alternative],
    pub standing: Standing,
    pub source: Source,
}

/// A plan that must not be used in a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prohibited {
    pub plan: ServicePlanId,
    /// ISO 3166-1, two capitals, as `usageLocation` has it.
    pub country: &'static str,
    pub standing: Standing,
    pub source: Source,
}

/// None: documents show what is said when a location is refused, for `IR`, but not for which plans.
/// The service knows, and says so when it is asked to assign.
pub const PROHIBITED: &[Prohibited] = &[];

/// The plans that exclude this one, with the row that says so, as far as it stands as one of `of`.
pub fn exclusive_with(
    plan: ServicePlanId,
    of: &[Standing],
) -> impl Iterator<Item = (ServicePlanId, &'static Exclusive)> {
    EXCLUSIVE
        .iter()
        .filter(|row| of.contains(&row.standing))
        .filter_map(move |row| Some((row.other(plan)?, row)))
}

/// What this plan needs, if that stands as one of `of`; none where nothing is known to be needed.
#[must_use]
pub fn needs(plan: ServicePlanId, of: &[Standing]) -> Option<&'static Need> {
    NEEDS.iter().find(|row| row.plan == plan && of.contains(&row.standing))
}

/// The needs that this plan meets, perhaps among others, as far as they stand as one of `of`.
pub fn needed_by(plan: ServicePlanId, of: &[Standing]) -> impl Iterator<Item = &'static Need> {
    NEEDS
        .iter()
        .filter(|row| of.contains(&row.standing))
        .filter(move |row| row.one_of.iter().any(|alternative| alternative.plan == plan))
}

/// Why this plan must not be used in a country, as far as that stands as one of `of`. Case is ignored.
pub fn prohibited_in(
    plan: ServicePlanId,
    country: &str,
    of: &[Standing],
) -> impl Iterator<Item = &'static Prohibited> {
    PROHIBITED
        .iter()
        .filter(|row| of.contains(&row.standing))
        .filter(move |row| row.plan == plan && row.country.eq_ignore_ascii_case(country))
}
