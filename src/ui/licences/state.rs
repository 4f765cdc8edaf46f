//! By which way somebody has a product, and what stands against it, in words.

use super::{names, people_texts as p, texts as t};
use crate::{
    domain::AssignmentError,
    i18n::Locale,
    licensing::{
        Catalogue,
        judge::{State, Violation},
        model::PlanNo,
    },
    messages,
    tenant::{
        Workspace,
        licences::{Assignment, Holding, Licences, Way},
    },
};

/// What words need to be found.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub workspace: &'a Workspace,
    pub catalogue: &'a Catalogue,
    pub licences: &'a Licences,
    pub locale: Locale,
}

impl Told<'_> {
    /// A way: directly, or by a group with its name.
    pub(super) fn way(self, way: Way) -> String {
        match way {
            Way::Direct => t::WAY_DIRECT.get(self.locale).to_owned(),
            Way::Unsaid => t::WAY_UNSAID.get(self.locale).to_owned(),
            Way::Group(group) => t::WAY_GROUP.with(self.locale, &[&self.group(group)]),
        }
    }

    /// The name of a licensed group; its id where it is no row.
    pub(super) fn group(self, group: u32) -> String {
        let Some(group) = self.licences.groups().get(group as usize) else { return String::new() };
        let name = |row| messages::object_name(self.workspace.groups(), row);
        group.row.map_or_else(|| group.id.to_string(), name)
    }

    fn plan(self, plan: PlanNo) -> String {
        let id = self.licences.model().service_plan(plan);
        id.map(|id| names::plan(self.workspace, self.catalogue, id)).unwrap_or_default()
    }

    fn why(self, violation: Violation, said: Option<AssignmentError>) -> String {
        let locale = self.locale;
        match violation {
            Violation::Count => t::COUNT_VIOLATION.get(locale).to_owned(),
            Violation::Prohibited { plan } => t::PROHIBITED.with(locale, &[&self.plan(plan)]),
            Violation::Exclusive { plan, with } => {
                t::EXCLUSIVE.with(locale, &[&self.plan(plan), &self.plan(with)])
            }
            Violation::Dependency { plan } => t::DEPENDENCY.with(locale, &[&self.plan(plan)]),
            Violation::Needed { plan } => t::NEEDED.with(locale, &[&self.plan(plan)]),
            Violation::Other { product } => match self.licences.model().sku(product) {
                Some(sku) => {
                    let name = names::product(self.workspace, self.catalogue, sku);
                    t::OTHER_OF.with(locale, &[&name])
                }
                None => t::OTHER.get(locale).to_owned(),
            },
            Violation::Told => {
                let error = error(said.unwrap_or(AssignmentError::Other), locale);
                format!("{error} ({})", t::SAID.get(locale))
            }
        }
    }

    /// What became of a product on one way; none where all is well.
    pub(super) fn trouble(self, assignment: &Assignment) -> Option<String> {
        match assignment.state {
            State::Active => None,
            State::ActiveWithError(Violation::Other { product }) => {
                let name = self.licences.model().sku(product)?;
                let name = names::product(self.workspace, self.catalogue, name);
                let why = t::HELD_BACK.with(self.locale, &[&name]);
                Some(t::WITH_ERROR.with(self.locale, &[&why]))
            }
            State::ActiveWithError(why) => {
                Some(t::WITH_ERROR.with(self.locale, &[&self.why(why, assignment.said)]))
            }
            State::Error(why) => {
                Some(t::NOT_GIVEN.with(self.locale, &[&self.why(why, assignment.said)]))
            }
        }
    }
}

impl Told<'_> {
    /// How a product of somebody stands, and whether anything is wrong.
    pub(super) fn state(self, holding: Option<&Holding>) -> (String, bool) {
        let ways = holding.into_iter().flat_map(|holding| &holding.ways);
        let troubles = ways.filter_map(|way| self.trouble(way));
        let all = troubles.reduce(|all, one| p::AND_TROUBLE.with(self.locale, &[&all, &one]));
        let wrong = all.is_some();
        (all.unwrap_or_else(|| t::ACTIVE.get(self.locale).to_owned()), wrong)
    }
}

/// What an error of the service means.
pub(super) const fn error(error: AssignmentError, locale: Locale) -> &'static str {
    match error {
        AssignmentError::CountViolation => t::COUNT_VIOLATION,
        AssignmentError::MutuallyExclusiveViolation => t::EXCLUSIVE_SAID,
        AssignmentError::DependencyViolation => t::DEPENDENCY_SAID,
        AssignmentError::ProhibitedInUsageLocationViolation => t::PROHIBITED_SAID,
        AssignmentError::UniquenessViolation => t::UNIQUENESS,
        AssignmentError::Other => t::OTHER,
    }
    .get(locale)
}
