//! What a hand-off does to one group, forwards or backwards.

use super::super::licences;
use super::super::presence::Presence;
use super::super::step::{Field, GroupTarget, Key, Lasting, LicenseChange, Member, Target};
use crate::domain::{Side, Sort};
use crate::powershell::Value;
use std::collections::BTreeSet;

/// Whether a rule is processed.
pub(super) const PROCESSING: &str = "membershipRuleProcessingState";

/// Somebody in a list of a group, at either end of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Party {
    pub sort: Sort,
    pub key: Key,
    pub name_before: String,
    pub name_after: String,
    pub before: Presence,
    pub after: Presence,
}

/// Somebody who comes into a list of a group, or goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub side: Side,
    pub party: Party,
    pub comes: bool,
    /// Whether the tenant is likely to have it so already.
    pub likely: bool,
    /// Whether it is on the way back from a rule.
    pub ruled: bool,
}

/// Who was in a group before a rule took over, and whom the rule takes as far as is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refill {
    pub members: Vec<(Party, bool)>,
    /// Whom the rule brought in.
    pub intruders: Vec<Party>,
    /// Whether all who were in it are known.
    pub complete: bool,
}

/// All changes to one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub target: GroupTarget,
    pub before: Presence,
    pub after: Presence,
    /// Mail nicknames of a Microsoft 365 group, which no other such group has; else empty.
    pub nickname_before: String,
    pub nickname_after: String,
    pub fields: Vec<Field>,
    pub links: Vec<Link>,
    /// When a rule takes over.
    pub refill: Option<Refill>,
    /// Take out whoever is not put in.
    pub trim: bool,
    /// Whether a rule decided before.
    pub by_rule: bool,
    /// Owners at both ends; none where not all are known.
    pub owners: Option<Vec<Party>>,
    /// What it gives.
    pub licenses: Vec<LicenseChange>,
    /// When its renewal was asked for.
    pub renews: Option<String>,
    /// Whether the service may keep no deleted group of this kind.
    pub security: bool,
    /// By what the group is recognised before it is deleted.
    pub identity: Vec<(String, Value)>,
}

impl Party {
    fn inverse(&self) -> Self {
        Self {
            sort: self.sort,
            key: self.key,
            name_before: self.name_after.clone(),
            name_after: self.name_before.clone(),
            before: self.after,
            after: self.before,
        }
    }

    /// Whether it is there at the end; whoever has no id cannot be restored.
    fn comes_back(&self) -> bool {
        self.after == Presence::Active && (self.before == Presence::Active || self.key != Key::Name)
    }

    /// As the step finds it: users have been renamed by then.
    pub(super) fn member(&self, likely: bool) -> Member {
        let name = if self.name_after.is_empty() { &self.name_before } else { &self.name_after };
        Member { sort: self.sort, key: self.key, name: name.clone(), likely }
    }
}

impl Group {
    /// For the reader.
    pub(super) fn named(&self) -> Target {
        let id = match self.target.key {
            Key::Id(id) => Some(id),
            Key::Made(_) | Key::Name => None,
        };
        Target { id, name: self.target.label.clone() }
    }

    pub(super) fn is_deleted(&self) -> bool {
        self.before == Presence::Active && self.after == Presence::Deleted
    }

    /// How many members were imported, where a rule takes over and that was all of them. Those who were
    /// restored before are back in the group.
    pub(super) fn members(&self) -> Option<usize> {
        let refill = self.refill.as_ref().filter(|refill| refill.complete)?;
        let there = |(party, _): &&(Party, bool)| {
            party.before == Presence::Active || party.after == Presence::Active
        };
        Some(refill.members.iter().filter(there).count())
    }

    /// Whether it comes to hold a nickname that it did not hold.
    pub(super) fn takes_nickname(&self) -> bool {
        self.after == Presence::Active
            && !self.nickname_after.is_empty()
            && (self.before != Presence::Active || self.nickname_before != self.nickname_after)
    }

    /// Whether it stops holding the nickname that it holds.
    pub(super) fn frees_nickname(&self) -> bool {
        self.before == Presence::Active
            && !self.nickname_before.is_empty()
            && (self.is_deleted() || self.nickname_before != self.nickname_after)
    }

    /// The way back.
    pub(super) fn inverse(&self) -> Self {
        let mut back = Self {
            target: self.target.clone(),
            before: self.after,
            after: if self.before == Presence::Absent { Presence::Deleted } else { self.before },
            nickname_before: self.nickname_after.clone(),
            nickname_after: self.nickname_before.clone(),
            fields: Vec::new(),
            links: Vec::new(),
            refill: None,
            trim: false,
            by_rule: false,
            owners: None,
            // A group that gives something cannot be deleted, so this goes back in any case.
            licenses: licences::inverse(&self.licenses),
            renews: None,
            security: self.security,
            identity: self.identity.clone(),
        };
        match (self.before, self.after) {
            (Presence::Absent, _) => {
                let fields = self.fields.iter().filter(|field| field.after != Value::Null);
                back.identity =
                    fields.map(|field| (field.path.clone(), field.after.clone())).collect();
            }
            (Presence::Active, Presence::Active) => {
                back.fields = self.fields.iter().filter_map(inverse).collect();
                (back.links, _) = self.links_back();
                back.trim = self.refill.as_ref().is_some_and(|refill| refill.complete);
            }
            // What was changed on a group that is deleted again stays with it.
            _ => {
                for (path, value) in &mut back.identity {
                    if let Some(field) = self.fields.iter().find(|field| field.path == *path) {
                        value.clone_from(&field.after);
                    }
                }
            }
        }
        back
    }

    fn links_back(&self) -> (Vec<Link>, bool) {
        // The rule that decides again knows who is in it.
        let links = self.links.iter().filter(|link| !self.by_rule || link.side == Side::Owners);
        let back = links.map(|link| Link {
            side: link.side,
            party: link.party.inverse(),
            comes: !link.comes,
            likely: false,
            ruled: false,
        });
        let refill = self.refill.iter().flat_map(|refill| {
            let link = |party: &Party, comes, likely| Link {
                side: Side::Members,
                party: party.inverse(),
                comes,
                likely,
                ruled: true,
            };
            let again =
                refill.members.iter().map(move |(party, likely)| link(party, true, *likely));
            again.chain(refill.intruders.iter().map(move |party| link(party, false, false)))
        });
        let links = back.chain(refill).filter(|link| link.party.comes_back()).collect();
        let owners = self.owners.iter().flatten().map(Party::inverse).collect::<Vec<_>>();
        with_an_owner(links, self.owners.is_some().then_some(&owners))
    }

    /// What the way back leaves behind.
    pub(super) fn lasting(&self) -> Vec<Lasting> {
        let target = self.named();
        let changed = !self.fields.is_empty() || !self.links.is_empty() || self.renews.is_some();
        let mut out = Vec::new();
        match (self.before, self.after) {
            (Presence::Absent, _) => return vec![Lasting::GroupCreated(target)],
            (Presence::Deleted, _) if changed => return vec![Lasting::GroupRestored(target)],
            (_, Presence::Deleted) if self.security => out.push(Lasting::SecurityGroup(target)),
            (Presence::Active, Presence::Active) => {
                for field in self.fields.iter().filter(|field| field.before.is_none()) {
                    out.push(Lasting::Unknown(target.clone(), field.path.clone()));
                }
                if self.fields.iter().any(resumes) {
                    out.push(Lasting::Resumed(target.clone()));
                }
                if self.renews.is_some() {
                    out.push(Lasting::Renewed(target.clone()));
                }
                if self.refill.as_ref().is_some_and(|refill| !refill.complete) {
                    out.push(Lasting::Members(target.clone()));
                }
                if self.links_back().1 {
                    out.push(Lasting::LastOwner(target));
                }
            }
            _ => {}
        }
        // Somebody who was restored and is deleted again cannot be asked any more.
        let gone: BTreeSet<Target> = self
            .links
            .iter()
            .filter(|link| link.party.before == Presence::Deleted)
            .map(|link| {
                let member = link.party.member(false);
                let id = match member.key {
                    Key::Id(id) => Some(id),
                    Key::Made(_) | Key::Name => None,
                };
                Target { id, name: member.name }
            })
            .collect();
        out.extend(gone.into_iter().map(Lasting::Memberships));
        out
    }
}

/// Leaves one owner in where the links would take out the last one, which the service refuses; says
/// whether they would.
pub(super) fn with_an_owner(mut links: Vec<Link>, stay: Option<&Vec<Party>>) -> (Vec<Link>, bool) {
    // Only a person counts.
    let person = |party: &Party| matches!(party.sort, Sort::User | Sort::Unsaid);
    let owner = |link: &Link, comes| {
        link.side == Side::Owners && link.comes == comes && person(&link.party)
    };
    let comes = links.iter().any(|link| owner(link, true));
    let stays = stay.is_none_or(|stay| {
        stay.iter().any(|party| party.before == Presence::Active && person(party))
    });
    let last = links.iter().rposition(|link| owner(link, false));
    match last.filter(|_| !comes && !stays) {
        Some(last) => {
            links.remove(last);
            (links, true)
        }
        None => (links, false),
    }
}

/// Whether a rule that stood still decides again.
fn resumes(field: &Field) -> bool {
    field.path == PROCESSING
        && field.before == Some(Value::from("Paused"))
        && field.after == Value::from("On")
}

fn inverse(field: &Field) -> Option<Field> {
    let before = field.before.clone()?;
    Some(Field { path: field.path.clone(), before: Some(field.after.clone()), after: before })
}
