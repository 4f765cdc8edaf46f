//! The imported audit log in memory: many entries, few different texts.
//!
//! Every text stands once, under a number; an entry is numbers. What an entry has always is a row of
//! fixed width, who did it is a number in a list of actors, and targets, their properties and the
//! details lie one after the other in one run. Entries keep their row for ever; nothing is removed.

mod ask;
mod identity;
pub mod image;
mod index;
mod order;
#[cfg(test)]
mod tests;
mod walk;

pub use ask::AuditQuestion;
pub use identity::{AuditAdded, AuditTally};
pub use order::{AuditOrder, order};

use super::dictionary::Dictionary;
use crate::domain::Timestamp;
use crate::domain::directory_audit::{
    DirectoryAudit, InitiatedBy, ModifiedProperty, TargetResource,
};
use index::Index;
use std::sync::OnceLock;
use walk::Walk;

/// The entries.
#[derive(Debug, Clone, Default)]
pub struct AuditLog {
    /// Number `n` is text `n - 1`; 0 is null.
    texts: Dictionary,
    at: Vec<i64>,
    /// By [`AuditColumn`].
    fields: Vec<[u32; AuditColumn::COUNT]>,
    /// Number of the actor of each entry.
    actor: Vec<u32>,
    /// Numbers of the texts of every actor; none is there twice.
    actors: Vec<[u32; ACTOR]>,
    /// Start and length in `rest`.
    spans: Vec<(u32, u32)>,
    /// Targets and details, as [`Walk`] reads them.
    rest: Vec<u32>,
    /// What search needs; made when it is first asked for.
    index: OnceLock<Index>,
    /// What tells entries apart; made when one is first added.
    identity: OnceLock<identity::Identities>,
}

/// Texts of an actor.
const ACTOR: usize = 10;

/// What every entry has once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditColumn {
    Id,
    Activity,
    Category,
    Correlation,
    Service,
    OperationType,
    Result,
    ResultReason,
    UserAgent,
}

impl AuditColumn {
    const COUNT: usize = 9;
}

impl AuditLog {
    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        u32::try_from(self.at.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// When the entry in a row was written.
    #[must_use]
    pub fn at(&self, row: u32) -> Timestamp {
        Timestamp(self.at.get(row as usize).copied().unwrap_or_default())
    }

    /// A text that every entry has once.
    #[must_use]
    pub fn get(&self, row: u32, column: AuditColumn) -> Option<&str> {
        self.text(self.code(row, column))
    }

    /// The earliest and the latest entry.
    #[must_use]
    pub fn span(&self) -> Option<(Timestamp, Timestamp)> {
        let (first, last) = (self.at.iter().min()?, self.at.iter().max()?);
        Some((Timestamp(*first), Timestamp(*last)))
    }

    /// The entry in a row; an empty one past the end.
    #[must_use]
    pub fn entry(&self, row: u32) -> DirectoryAudit<'_> {
        let get = |column| self.get(row, column);
        let mut entry = DirectoryAudit {
            id: get(AuditColumn::Id),
            activity_date_time: self.at(row),
            activity_display_name: get(AuditColumn::Activity),
            category: get(AuditColumn::Category),
            correlation_id: get(AuditColumn::Correlation),
            logged_by_service: get(AuditColumn::Service),
            operation_type: get(AuditColumn::OperationType),
            result: get(AuditColumn::Result),
            result_reason: get(AuditColumn::ResultReason),
            user_agent: get(AuditColumn::UserAgent),
            initiated_by: self.initiated_by(row),
            target_resources: Vec::new(),
            additional_details: Vec::new(),
        };
        self.read_rest(row, &mut entry);
        entry
    }

    /// Who did what the entry in a row tells.
    #[must_use]
    pub fn initiated_by(&self, row: u32) -> InitiatedBy<'_> {
        let actor = self.actor.get(row as usize).and_then(|actor| self.actors.get(*actor as usize));
        let [kind, name, id, upn, ip, tenant, tenant_name, app, principal, principal_name] =
            actor.copied().unwrap_or_default().map(|code| self.text(code));
        InitiatedBy {
            actor_type: kind,
            display_name: name,
            id,
            user_principal_name: upn,
            ip_address: ip,
            home_tenant_id: tenant,
            home_tenant_name: tenant_name,
            app_id: app,
            service_principal_id: principal,
            service_principal_name: principal_name,
        }
    }

    /// What a list shows of the targets of the entry in a row: each by name, joined by commas.
    pub fn write_targets(&self, row: u32, out: &mut String) {
        let mut first = true;
        for step in self.walk(row) {
            let Walk::Target([id, name, _, upn, _]) = step else { continue };
            let shown = [name, upn, id].into_iter().filter_map(|code| self.text(code));
            if let Some(shown) = shown.into_iter().find(|text| !text.is_empty()) {
                if !first {
                    out.push_str(", ");
                }
                first = false;
                out.push_str(shown);
            }
        }
    }

    /// The rows whose entries belong to the same operation as this one, itself among them.
    #[must_use]
    pub fn of_operation(&self, row: u32) -> Vec<u32> {
        let code = self.code(row, AuditColumn::Correlation);
        if code == 0 {
            return vec![row];
        }
        (0..self.len()).filter(|row| self.code(*row, AuditColumn::Correlation) == code).collect()
    }

    fn code(&self, row: u32, column: AuditColumn) -> u32 {
        let fields = self.fields.get(row as usize);
        fields.and_then(|fields| fields.get(column as usize)).copied().unwrap_or(0)
    }

    fn text(&self, code: u32) -> Option<&str> {
        code.checked_sub(1).map(|number| self.texts.get(number))
    }

    fn intern(&mut self, text: Option<&str>) -> u32 {
        text.map_or(0, |text| self.texts.intern(text).saturating_add(1))
    }

    fn walk(&self, row: u32) -> impl Iterator<Item = Walk> + '_ {
        let (start, length) = self.spans.get(row as usize).copied().unwrap_or_default();
        let end = (start as usize).saturating_add(length as usize);
        Walk::over(self.rest.get(start as usize..end).unwrap_or_default())
    }

    fn read_rest<'a>(&'a self, row: u32, entry: &mut DirectoryAudit<'a>) {
        for step in self.walk(row) {
            match step {
                Walk::Target(codes) => {
                    let [id, display_name, resource_type, user_principal_name, group_type] =
                        codes.map(|code| self.text(code));
                    entry.target_resources.push(TargetResource {
                        id,
                        display_name,
                        resource_type,
                        user_principal_name,
                        group_type,
                        modified_properties: Vec::new(),
                    });
                }
                Walk::Property(codes) => {
                    let [display_name, old_value, new_value] = codes.map(|code| self.text(code));
                    let property = ModifiedProperty { display_name, old_value, new_value };
                    if let Some(target) = entry.target_resources.last_mut() {
                        target.modified_properties.push(property);
                    }
                }
                Walk::Detail([key, value]) => {
                    entry.additional_details.push((self.text(key), self.text(value)));
                }
            }
        }
    }

    /// Numbers of the texts of an entry; new texts get one.
    fn encode(&mut self, entry: &DirectoryAudit<'_>) -> Encoded {
        let fields = [
            entry.id,
            entry.activity_display_name,
            entry.category,
            entry.correlation_id,
            entry.logged_by_service,
            entry.operation_type,
            entry.result,
            entry.result_reason,
            entry.user_agent,
        ]
        .map(|text| self.intern(text));
        let by = &entry.initiated_by;
        let actor = [
            by.actor_type,
            by.display_name,
            by.id,
            by.user_principal_name,
            by.ip_address,
            by.home_tenant_id,
            by.home_tenant_name,
            by.app_id,
            by.service_principal_id,
            by.service_principal_name,
        ]
        .map(|text| self.intern(text));
        let mut rest = Vec::new();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        rest.push(number(entry.target_resources.len()));
        for target in &entry.target_resources {
            let texts = [
                target.id,
                target.display_name,
                target.resource_type,
                target.user_principal_name,
                target.group_type,
            ];
            rest.extend(texts.map(|text| self.intern(text)));
            rest.push(number(target.modified_properties.len()));
            for property in &target.modified_properties {
                let texts = [property.display_name, property.old_value, property.new_value];
                rest.extend(texts.map(|text| self.intern(text)));
            }
        }
        for (key, value) in &entry.additional_details {
            rest.extend([*key, *value].map(|text| self.intern(text)));
        }
        Encoded { at: entry.activity_date_time.0, fields, actor, rest }
    }

    /// Puts numbers into a row: an old one, or the next.
    fn put(&mut self, row: u32, encoded: Encoded, actor: u32) {
        let Encoded { at, fields, rest, .. } = encoded;
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let span = (number(self.rest.len()), number(rest.len()));
        self.rest.extend(rest);
        self.index = OnceLock::new();
        let place = row as usize;
        if place == self.at.len() {
            self.at.push(at);
            self.fields.push(fields);
            self.actor.push(actor);
            self.spans.push(span);
            return;
        }
        let places = self.at.get_mut(place).zip(self.fields.get_mut(place));
        let others = self.actor.get_mut(place).zip(self.spans.get_mut(place));
        if let Some(((old_at, old_fields), (old_actor, old_span))) = places.zip(others) {
            (*old_at, *old_fields, *old_actor, *old_span) = (at, fields, actor, span);
        }
    }
}

/// An entry as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Encoded {
    at: i64,
    fields: [u32; AuditColumn::COUNT],
    actor: [u32; ACTOR],
    rest: Vec<u32>,
}

impl PartialEq for AuditLog {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (0..self.len()).all(|row| self.entry(row) == other.entry(row))
    }
}

impl Eq for AuditLog {}
