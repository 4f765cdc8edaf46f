//! What stands against a change of licences, as a sentence. Products and plans go by whatever name the caller
//! gives them; where there is none, by their ids.

use crate::domain::attribute::Of;
use crate::domain::{LicenseProblem, ObjectId, ServicePlanId, SkuId, Subject};
use crate::i18n::{Locale, texts};
use crate::messages::object_name;
use crate::store::Directory;

texts! {
    NOT_TOLD = "{0}: no file tells which licences were given directly (licenseAssignmentStates), so they cannot be changed here.", "{0}\u{a0}: aucun fichier n’indique les licences attribuées directement (licenseAssignmentStates)\u{202f}; elles ne peuvent donc pas être modifiées ici.";
    NOT_TOLD_GROUP = "{0}: no file tells which licences the group gives, so they cannot be changed here.", "{0}\u{a0}: aucun fichier n’indique les licences qu’attribue le groupe\u{202f}; elles ne peuvent donc pas être modifiées ici.";
    NOT_OWNED = "The tenant does not own {0}.", "Le locataire ne possède pas {0}.";
    NOT_FOR_PEOPLE = "{0} is for the tenant as a whole and cannot be given to people.", "{0} concerne le locataire entier et ne peut pas être attribué à des personnes.";
    NOT_GIVABLE = "{0} is suspended, deleted or locked out and cannot be given.", "{0} est suspendu, supprimé ou verrouillé et ne peut pas être attribué.";
    FOREIGN_PLAN = "{1} is no plan of {0}.", "{1} n’est pas un plan de {0}.";
    NO_LOCATION = "{0} has no usage location: no licence can be given before one is set.", "{0} n’a pas d’emplacement d’utilisation\u{a0}: aucune licence ne peut être attribuée avant qu’il soit défini.";
    NO_SEAT = "{0}: no seat of {1} is left.", "{0}\u{a0}: plus aucune licence {1} n’est libre.";
    EXCLUSIVE = "{0}: {1} cannot stand beside {2}; switch one of them off.", "{0}\u{a0}: {1} est incompatible avec {2}\u{202f}; désactivez l’un des deux.";
    DEPENDENCY = "{0}: {1} needs another plan that would not be on; switch that on, or this off.", "{0}\u{a0}: {1} exige un autre plan, qui ne serait pas activé\u{202f}; activez celui-ci ou désactivez l’autre.";
    INHERITED = "{0} has {1} by the group {2}; it cannot be taken from the person, only by leaving the group.", "{0} détient {1} par le groupe {2}\u{202f}; la licence ne peut être retirée à la personne qu’en quittant le groupe.";
    NOT_GIVEN = "{0} was not given {1} directly, so it cannot be taken.", "{0} n’a pas reçu {1} directement\u{202f}; rien à retirer.";
    NOT_SECURITY = "{0} is not enabled for security: such a group cannot give licences.", "{0} n’est pas activé pour la sécurité\u{a0}: un tel groupe ne peut pas attribuer de licences.";
}

/// What products and plans are called.
pub trait Names {
    /// A product.
    fn product(&self, sku: SkuId) -> String;
    /// A service plan.
    fn plan(&self, plan: ServicePlanId) -> String;
}

/// Everything by its id.
#[derive(Debug, Clone, Copy)]
pub struct Ids;

impl Names for Ids {
    fn product(&self, sku: SkuId) -> String {
        sku.to_string()
    }

    fn plan(&self, plan: ServicePlanId) -> String {
        plan.to_string()
    }
}

/// Why a change of licences cannot be.
#[must_use]
pub fn problem(
    directory: &Directory,
    who: Subject,
    problem: LicenseProblem,
    names: &dyn Names,
    locale: Locale,
) -> String {
    let of = directory.of(who.of);
    let called = if who.row.0 < of.rows() { object_name(of, who.row) } else { String::new() };
    let group = |id: ObjectId| match directory.groups.find(id) {
        Some(row) => object_name(&directory.groups, row),
        None => id.to_string(),
    };
    match problem {
        LicenseProblem::NotTold if who.of == Of::Group => NOT_TOLD_GROUP.with(locale, &[&called]),
        LicenseProblem::NotTold => NOT_TOLD.with(locale, &[&called]),
        LicenseProblem::NotOwned { product } => NOT_OWNED.with(locale, &[&names.product(product)]),
        LicenseProblem::NotForPeople { product } => {
            NOT_FOR_PEOPLE.with(locale, &[&names.product(product)])
        }
        LicenseProblem::NotGivable { product } => {
            NOT_GIVABLE.with(locale, &[&names.product(product)])
        }
        LicenseProblem::ForeignPlan { product, plan } => {
            FOREIGN_PLAN.with(locale, &[&names.product(product), &names.plan(plan)])
        }
        LicenseProblem::NoLocation => NO_LOCATION.with(locale, &[&called]),
        LicenseProblem::NoSeat { product } => {
            NO_SEAT.with(locale, &[&called, &names.product(product)])
        }
        LicenseProblem::Exclusive { plan, with } => {
            EXCLUSIVE.with(locale, &[&called, &names.plan(plan), &names.plan(with)])
        }
        LicenseProblem::Dependency { plan } => {
            DEPENDENCY.with(locale, &[&called, &names.plan(plan)])
        }
        LicenseProblem::Inherited { product, group: id } => {
            INHERITED.with(locale, &[&called, &names.product(product), &group(id)])
        }
        LicenseProblem::NotGiven { product } => {
            NOT_GIVEN.with(locale, &[&called, &names.product(product)])
        }
        LicenseProblem::NotSecurity => NOT_SECURITY.with(locale, &[&called]),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::all());
    }
}
