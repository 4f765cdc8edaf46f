//! What an import tells besides objects and memberships: roles, the organisation, the collector's contents.

use super::value::Json;
use super::{licenses, settings};
use crate::domain::{CapabilityStatus, CompanySubscription, ObjectId, Role, SkuId, Subscription};
use crate::exchange::Format;
use crate::exchange::audit_in::Gathered;
use crate::exchange::problem::{Fault, Problems};
use crate::tenant::{Organisation, RoleAssignments};
use std::collections::BTreeMap;

/// Facts gathered over all files of an import.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Facts {
    organisation: Organisation,
    /// Principal, role definition and scope.
    assignments: Option<Vec<(ObjectId, ObjectId, bool)>>,
    /// Template of each role definition.
    definitions: BTreeMap<ObjectId, ObjectId>,
    /// Parts of the collection, by name, and whether each is whole.
    pub parts: Vec<(String, bool)>,
    /// Entries of the audit log.
    pub audit: Gathered,
    /// File and row of each subscription that was taken in.
    places: Vec<(SkuId, (usize, u32))>,
}

impl Facts {
    /// Takes an object that is none of the directory's.
    pub(super) fn take(&mut self, format: Format, object: &Json<'_>, problems: &mut Problems) {
        let id_of = |name: &str| object.text_of(name).and_then(ObjectId::parse);
        match format {
            Format::RoleAssignments => {
                let assignments = self.assignments.get_or_insert_default();
                let ids = id_of("principalId").zip(id_of("roleDefinitionId"));
                if let Some((principal, definition)) = ids {
                    let whole = object.text_of("directoryScopeId") == Some("/");
                    assignments.push((principal, definition, whole));
                }
            }
            Format::RoleDefinitions => {
                if let Some((id, template)) = id_of("id").zip(id_of("templateId")) {
                    self.definitions.insert(id, template);
                }
            }
            Format::Organisation => self.organisation(object),
            Format::Domains => self.domain(object),
            Format::AuthorizationPolicy
            | Format::GroupSettings
            | Format::GroupLifecyclePolicies => {
                settings::take(&mut self.organisation, format, object);
            }
            Format::CollectorManifest => self.manifest(object, problems),
            _ => {}
        }
    }

    /// A whole file was there, if an empty one; `last` when no page follows.
    pub(in crate::exchange) fn saw(&mut self, format: Format, rows: u32, last: bool) {
        match format {
            Format::RoleAssignments => {
                self.assignments.get_or_insert_default();
            }
            Format::SubscribedSkus => {
                self.organisation.subscriptions.get_or_insert_default();
            }
            Format::CompanySubscriptions => {
                self.organisation.company_subscriptions.get_or_insert_default();
            }
            // A tenant without settings of its own has the template's. The list holds those of other
            // templates, too.
            Format::GroupSettings if last && !settings::has_settings(&self.organisation) => {
                settings::no_settings(&mut self.organisation);
            }
            Format::GroupLifecyclePolicies if rows == 0 && last => {
                settings::no_policy(&mut self.organisation);
            }
            _ => {}
        }
    }

    /// The products that the tenant owns, as far as they were told.
    pub(in crate::exchange) fn subscriptions(&self) -> &[Subscription] {
        self.organisation.subscriptions.as_deref().unwrap_or_default()
    }

    /// Takes a product that the tenant owns. One that comes again stands as it came first.
    pub(super) fn subscription(&mut self, object: &Json<'_>, number: u32, problems: &mut Problems) {
        let all = self.organisation.subscriptions.get_or_insert_default();
        let Some(new) = licenses::subscription(object, number, problems) else { return };
        match all.binary_search_by_key(&new.sku, |one| one.sku) {
            Err(at) => all.insert(at, new),
            Ok(at) if all.get(at) == Some(&new) => {}
            Ok(_) => problems.row(number, Fault::ProductTwice { product: new.sku.to_string() }),
        }
    }

    /// Takes a subscription that the tenant bought. One that comes again stands as it came first.
    pub(super) fn company_subscription(
        &mut self,
        object: &Json<'_>,
        (file, number): (usize, u32),
        problems: &mut Problems,
    ) {
        let all = self.organisation.company_subscriptions.get_or_insert_default();
        let Some(new) = licenses::company_subscription(object, number, problems) else { return };
        let is_same =
            |one: &&CompanySubscription| !new.id.is_empty() && one.id.eq_ignore_ascii_case(&new.id);
        match all.iter().find(is_same) {
            Some(known) if *known == new => {}
            Some(_) => problems.row(number, Fault::SubscriptionTwice { id: new.id }),
            None => {
                self.places.push((new.sku, (file, number)));
                let at = all.partition_point(|one| one.sku <= new.sku);
                all.insert(at, new);
            }
        }
    }

    /// Tells of subscriptions of products that the same files do not name among those that are owned; each at
    /// its row. A product whose subscriptions are all deleted may be gone.
    pub(in crate::exchange) fn not_owned(&self, problems: &mut [Problems]) {
        let Some(owned) = &self.organisation.subscriptions else { return };
        let deleted = Some(CapabilityStatus::Deleted);
        for (sku, (file, row)) in &self.places {
            let is_owned = owned.iter().any(|one| one.sku == *sku);
            let mut bought = self.organisation.bought(*sku).into_iter().flatten();
            if !is_owned
                && bought.any(|one| one.status() != deleted)
                && let Some(problems) = problems.get_mut(*file)
            {
                let product = sku.to_string();
                problems.cell(*row, "skuId", Fault::ProductNotOwned { product });
            }
        }
    }

    fn organisation(&mut self, object: &Json<'_>) {
        self.organisation.id = object.text_of("id").and_then(ObjectId::parse);
        self.organisation.display_name = object.text_of("displayName").map(str::to_owned);
        for domain in object.get("verifiedDomains").map(Json::list).unwrap_or_default() {
            let name = domain.text_of("name").unwrap_or_default();
            self.verified(name, domain.get("isDefault").and_then(Json::boolean) == Some(true));
        }
    }

    fn domain(&mut self, object: &Json<'_>) {
        let is = |name: &str| object.get(name).and_then(Json::boolean) == Some(true);
        if is("isVerified") {
            self.verified(object.text_of("id").unwrap_or_default(), is("isDefault"));
        }
    }

    fn verified(&mut self, name: &str, is_default: bool) {
        let name = name.to_lowercase();
        if name.is_empty() {
            return;
        }
        if is_default {
            self.organisation.default_domain = Some(name.clone());
        }
        if !self.organisation.verified_domains.contains(&name) {
            self.organisation.verified_domains.push(name);
        }
    }

    fn manifest(&mut self, object: &Json<'_>, problems: &mut Problems) {
        for part in object.get("parts").map(Json::list).unwrap_or_default() {
            let name = part.text_of("name").or(part.text_of("part")).unwrap_or_default().to_owned();
            let status = part.text_of("status").unwrap_or_default();
            let whole = part.get("complete").and_then(Json::boolean) == Some(true);
            if !whole && status != "skipped" {
                let status = status.to_owned();
                problems.file(Fault::PartIncomplete { part: name.clone(), status });
            }
            self.parts.push((name, whole));
        }
    }

    /// The organisation, as far as the files tell.
    pub(in crate::exchange) fn take_organisation(&mut self) -> Organisation {
        std::mem::take(&mut self.organisation)
    }

    /// Roles held over the whole tenant; none when no file told.
    ///
    /// A built-in role's definition has the id of its template. What is assigned for an
    /// administrative unit or one object only is left out: it gives no rights over the tenant.
    pub(in crate::exchange) fn roles(&self) -> Option<RoleAssignments> {
        let assignments = self.assignments.as_ref()?;
        let held = assignments.iter().filter(|(.., whole)| *whole);
        Some(RoleAssignments::imported(held.map(|(principal, definition, _)| {
            let template = self.definitions.get(definition).unwrap_or(definition);
            (*principal, Role::from_template(*template))
        })))
    }
}
