//! What somebody, or a group, was given of a product, as one text each.
//!
//! Two attributes of Microsoft Graph v1.0 hold such objects: `assignedLicenses` (what is in effect, direct and
//! inherited together; of a group, what it gives) and `licenseAssignmentStates` (one for each way in which
//! somebody was given a product). As texts they are a list as any other: filters, files and the image know it.
//! The day of the last change is no part of them, since it differs from person to person; so people with the
//! same licences have the same list.

use super::{ObjectId, ServicePlanId, SkuId};
use std::fmt::Write as _;

/// `assignedLicense`: a product, and its plans that are switched off. Its text is `skuId` or
/// `skuId/plan,plan`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AssignedLicense {
    pub sku: SkuId,
    /// In ascending order, each once.
    pub disabled_plans: Vec<ServicePlanId>,
}

/// A product as a file tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told<'a> {
    License(AssignedLicense),
    /// By a display name alone, as the portals' files do. Such names are not unique.
    Named(&'a str),
}

/// What became of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssignmentCondition {
    Active,
    ActiveWithError,
    Disabled,
    Error,
}

/// Why an assignment has an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssignmentError {
    CountViolation,
    MutuallyExclusiveViolation,
    DependencyViolation,
    ProhibitedInUsageLocationViolation,
    UniquenessViolation,
    Other,
}

/// `licenseAssignmentState`: one way in which somebody was given a product. Its text is
/// `skuId/group/state/error/plan,plan`, of which `group` and `error` may be empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LicenseAssignmentState {
    pub license: AssignedLicense,
    /// None: it was given to the person.
    pub assigned_by_group: Option<ObjectId>,
    pub state: AssignmentCondition,
    pub error: Option<AssignmentError>,
}

impl AssignedLicense {
    /// A product with some of its plans switched off, in any order.
    #[must_use]
    pub fn new(sku: SkuId, mut disabled_plans: Vec<ServicePlanId>) -> Self {
        disabled_plans.sort_unstable();
        disabled_plans.dedup();
        Self { sku, disabled_plans }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.sku.to_string();
        if !self.disabled_plans.is_empty() {
            text.push('/');
            push_plans(&mut text, &self.disabled_plans);
        }
        text
    }

    /// Reads a text; none where it is another one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sku, plans) = text.split_once('/').unwrap_or((text, ""));
        Some(Self::new(SkuId::parse(sku)?, plans_of(plans)?))
    }
}

impl<'a> Told<'a> {
    /// Reads a text of `assignedLicenses`: what does not begin with an id is a name.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        AssignedLicense::parse(text).map_or(Self::Named(text), Self::License)
    }
}

impl LicenseAssignmentState {
    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.license.sku.to_string();
        text.push('/');
        if let Some(group) = self.assigned_by_group {
            // Writing into a text does not fail.
            let _ = write!(text, "{group}");
        }
        let error = self.error.map_or("", AssignmentError::name);
        let _ = write!(text, "/{}/{error}/", self.state.name());
        push_plans(&mut text, &self.license.disabled_plans);
        text
    }

    /// Reads a text; none where it is another one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let mut part = || parts.next();
        let sku = SkuId::parse(part()?)?;
        let group = part()?;
        let state = AssignmentCondition::named(part()?)?;
        let error = part()?;
        let disabled_plans = plans_of(part()?)?;
        if parts.next().is_some() {
            return None;
        }
        Some(Self {
            license: AssignedLicense::new(sku, disabled_plans),
            assigned_by_group: if group.is_empty() { None } else { Some(ObjectId::parse(group)?) },
            state,
            error: if error.is_empty() { None } else { Some(AssignmentError::named(error)?) },
        })
    }

    /// Whether it was given to the person, who has it.
    #[must_use]
    pub const fn is_direct(&self) -> bool {
        self.assigned_by_group.is_none() && self.is_held()
    }

    /// Whether the person has the product by it.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        matches!(self.state, AssignmentCondition::Active | AssignmentCondition::ActiveWithError)
    }
}

impl AssignmentCondition {
    const ALL: [Self; 4] = [Self::Active, Self::ActiveWithError, Self::Disabled, Self::Error];

    /// Graph's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::ActiveWithError => "ActiveWithError",
            Self::Disabled => "Disabled",
            Self::Error => "Error",
        }
    }

    /// What has a name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name))
    }
}

impl AssignmentError {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::CountViolation,
        Self::MutuallyExclusiveViolation,
        Self::DependencyViolation,
        Self::ProhibitedInUsageLocationViolation,
        Self::UniquenessViolation,
        Self::Other,
    ];

    /// Graph's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CountViolation => "CountViolation",
            Self::MutuallyExclusiveViolation => "MutuallyExclusiveViolation",
            Self::DependencyViolation => "DependencyViolation",
            Self::ProhibitedInUsageLocationViolation => "ProhibitedInUsageLocationViolation",
            Self::UniquenessViolation => "UniquenessViolation",
            Self::Other => "Other",
        }
    }

    /// What has a name, in any case. What is not documented is some other error.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name));
        known.or((!name.is_empty()).then_some(Self::Other))
    }
}

fn push_plans(text: &mut String, plans: &[ServicePlanId]) {
    for (at, plan) in plans.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        let _ = write!(text, "{plan}");
    }
}

fn plans_of(text: &str) -> Option<Vec<ServicePlanId>> {
    let plans = text.split(',').filter(|plan| !plan.is_empty());
    plans.map(ServicePlanId::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        AssignedLicense, AssignmentCondition, AssignmentError, LicenseAssignmentState, Told,
    };
    use crate::domain::{ObjectId, ServicePlanId, SkuId};

    const E3: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    const TEAMS: &str = "57ff2da0-773e-42df-b2af-ffb7a2317929";
    const INTUNE: &str = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";
    const GROUP: &str = "02c64f24-3a63-4a5b-9c60-a1f0a4f0a9d1";

    fn license(plans: &[&str]) -> AssignedLicense {
        let plans = plans.iter().filter_map(|plan| ServicePlanId::parse(plan)).collect();
        AssignedLicense::new(SkuId::parse(E3).unwrap(), plans)
    }

    #[test]
    fn a_licence_is_read_as_it_was_written() {
        for plans in [&[][..], &[TEAMS], &[INTUNE, TEAMS, TEAMS]] {
            let license = license(plans);
            assert_eq!(AssignedLicense::parse(&license.text()), Some(license.clone()));
            for (group, state, error) in [
                (None, AssignmentCondition::Active, None),
                (ObjectId::parse(GROUP), AssignmentCondition::Error, AssignmentError::named("x")),
            ] {
                let license = license.clone();
                let state =
                    LicenseAssignmentState { license, assigned_by_group: group, state, error };
                assert_eq!(LicenseAssignmentState::parse(&state.text()), Some(state));
            }
        }
        assert_eq!(license(&[TEAMS, INTUNE]).text(), format!("{E3}/{TEAMS},{INTUNE}"));
        let state = AssignmentCondition::Active;
        let license = license(&[]);
        let direct =
            LicenseAssignmentState { license, assigned_by_group: None, state, error: None };
        assert_eq!((direct.text(), direct.is_direct()), (format!("{E3}//Active//"), true));
    }

    #[test]
    fn what_is_another_text_is_none() {
        for text in ["", "E3", "E3/", &format!("{E3}/x"), &format!("{E3}//Active//")] {
            assert_eq!(AssignedLicense::parse(text), None, "{text}");
        }
        for text in ["", E3, &format!("{E3}//Aktiv//"), &format!("{E3}/x/Active//"), "///"] {
            assert_eq!(LicenseAssignmentState::parse(text), None, "{text}");
        }
        let more = format!("{E3}//Active///");
        assert_eq!(LicenseAssignmentState::parse(&more), None);
        assert_eq!(Told::parse("Office 365 E3"), Told::Named("Office 365 E3"));
        assert_eq!(Told::parse(E3), Told::License(license(&[])));
    }
}
