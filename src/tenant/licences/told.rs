//! What files tell of one person's licences, read from the lists of the columns.

use crate::domain::assigned_license::Told as Name;
use crate::domain::{
    AssignedLicense, AssignmentCondition, AssignmentError, LicenseAssignmentState, ObjectId,
    ServicePlanId, SkuId,
};
use crate::licensing::Catalogue;
use crate::licensing::judge::Phase;

/// What a list says of somebody.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is told by itself")]
pub(super) struct Told {
    /// Whether it says whence the licences come.
    pub(super) with_origin: bool,
    /// What was given directly, and how far the service is with it.
    pub(super) direct: Vec<(AssignedLicense, Phase)>,
    /// What the service said of each way, where it said anything but that all is well.
    pub(super) inherited: Vec<Inherited>,
    /// What the service said of direct assignments with an error.
    pub(super) said: Vec<(SkuId, Option<AssignmentError>)>,
    /// What the person holds by it, each once.
    pub(super) holds: Vec<SkuId>,
    /// Names that are nobody's product.
    pub(super) ambiguous: Vec<String>,
    /// Whether it says which plans are on: names alone do not.
    pub(super) with_plans: bool,
    /// Whether the service is to go through the person's groups again.
    pub(super) is_reprocessed: bool,
    /// Whether the person is restored, and needs seats anew.
    pub(super) is_restored: bool,
}

/// What was told of a product that comes by a group.
#[derive(Debug, Clone)]
pub(super) struct Inherited {
    pub(super) group: ObjectId,
    pub(super) sku: SkuId,
    /// The plans that the group leaves off.
    pub(super) off: Vec<ServicePlanId>,
    pub(super) phase: Phase,
    pub(super) error: Option<AssignmentError>,
}

/// How far the service is with what it told of.
fn phase(state: &LicenseAssignmentState) -> Phase {
    match state.state {
        AssignmentCondition::Active if state.error.is_none() => Phase::InForce,
        AssignmentCondition::Active | AssignmentCondition::ActiveWithError => Phase::Troubled,
        AssignmentCondition::Disabled | AssignmentCondition::Error => Phase::Refused,
    }
}

impl Told {
    /// Reads the lists of somebody: `directLicenses`, `licenseAssignmentStates`, `assignedLicenses`. Where either
    /// of the first two is told, the third says nothing more. None where none of them is.
    pub(super) fn read<'a>(
        direct: Option<Vec<&'a str>>,
        states: Option<Vec<&'a str>>,
        licenses: impl FnOnce() -> Option<Vec<&'a str>>,
        catalogue: &Catalogue,
    ) -> Option<Self> {
        if direct.is_none() && states.is_none() {
            return Some(Self::of_licenses(licenses()?, catalogue));
        }
        let mut told = Self { with_origin: true, with_plans: true, ..Self::default() };
        let is_direct_told = direct.is_some();
        for text in direct.into_iter().flatten() {
            match AssignedLicense::parse(text) {
                Some(license) => {
                    told.hold(license.sku);
                    told.direct.push((license, Phase::InForce));
                }
                None => told.ambiguous.push(text.to_owned()),
            }
        }
        for text in states.into_iter().flatten() {
            match LicenseAssignmentState::parse(text) {
                Some(state) => told.take(state, is_direct_told),
                None => told.ambiguous.push(text.to_owned()),
            }
        }
        Some(told)
    }

    /// What comes by groups and is in force.
    pub(super) fn in_force(&self) -> impl Iterator<Item = &Inherited> {
        self.inherited.iter().filter(|way| way.phase.is_in_force())
    }

    /// What is told of somebody who is restored, and needs seats anew: all that they had is asked for again.
    pub(super) fn restored(mut self) -> Self {
        self.is_restored = true;
        let direct = self.direct.iter_mut().map(|(_, phase)| phase);
        for phase in direct.filter(|phase| phase.is_in_force()) {
            *phase = Phase::Asked;
        }
        for way in &mut self.inherited {
            (way.phase, way.error) = (Phase::Asked, None);
        }
        self
    }

    fn hold(&mut self, sku: SkuId) {
        if !self.holds.contains(&sku) {
            self.holds.push(sku);
        }
    }

    fn take(&mut self, state: LicenseAssignmentState, is_direct_told: bool) {
        let (sku, phase, error) = (state.license.sku, phase(&state), state.error);
        if let Some(group) = state.assigned_by_group {
            if phase.is_in_force() {
                self.hold(sku);
            }
            let off = state.license.disabled_plans;
            self.inherited.push(Inherited { group, sku, off, phase, error });
            return;
        }
        let given = self.direct.iter_mut().find(|(license, _)| license.sku == sku);
        match (given, phase) {
            // What could not be given before, and is given now.
            (Some(_), Phase::Refused) => return,
            (Some((_, slot)), phase) => *slot = phase,
            // It was taken away since.
            (None, phase) if is_direct_told && phase.is_in_force() => return,
            (None, phase) => self.direct.push((state.license, phase)),
        }
        if phase.is_in_force() {
            self.hold(sku);
        }
        if phase != Phase::InForce {
            self.said.push((sku, error));
        }
    }

    /// Of `assignedLicenses`.
    fn of_licenses(texts: Vec<&str>, catalogue: &Catalogue) -> Self {
        let mut told = Self { with_plans: true, ..Self::default() };
        for text in texts {
            let license = match Name::parse(text) {
                Name::License(license) => license,
                Name::Named(name) => {
                    let [sku] = *catalogue.with_name(name).as_slice() else {
                        told.ambiguous.push(name.to_owned());
                        continue;
                    };
                    told.with_plans = false;
                    AssignedLicense::new(sku, Vec::new())
                }
            };
            if !told.holds.contains(&license.sku) {
                told.holds.push(license.sku);
                told.direct.push((license, Phase::InForce));
            }
        }
        told
    }
}
