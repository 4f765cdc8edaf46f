//! Reads the staged changes of a workspace, group by group.

use super::super::licences;
use super::super::presence::Presence;
use super::super::step::{Field, GroupTarget, Key, Omitted, Target};
use super::super::wire;
use super::group::{Group, Link, Party, Refill, with_an_owner};
use crate::domain::attribute::{Of, Write};
use crate::domain::{
    Attribute, Datum, GroupId, GroupKind, Membership, ObjectId, Party as Anybody, Side, Sort,
    Subject, Timestamp, Value,
};
use crate::rules::{Takes, parse};
use crate::store::Extent;
use crate::tenant::groups::{self, Nature};
use crate::tenant::self_service::join_policy;
use crate::tenant::{Diff, Workspace};
use std::collections::BTreeSet;

/// Every group with staged changes, and what cannot be said in a script.
pub(super) fn gather(workspace: &Workspace, now: Timestamp) -> (Vec<Group>, Vec<Omitted>) {
    let mut reader = Reader { workspace, now, made_up: made_up(workspace), omitted: Vec::new() };
    let groups = workspace.staged().groups();
    let groups = groups.filter_map(|(group, diff)| reader.group(group, diff)).collect();
    (groups, reader.omitted)
}

/// Ids of ours that rules may name: whoever is only created has none in the tenant yet.
fn made_up(workspace: &Workspace) -> Vec<String> {
    let new =
        workspace.staged().objects().filter(|(subject, _)| workspace.staged().is_new(*subject));
    new.map(|(subject, _)| workspace.directory().of(subject.of).id(subject.row).to_string())
        .collect()
}

struct Reader<'w> {
    workspace: &'w Workspace,
    now: Timestamp,
    made_up: Vec<String>,
    omitted: Vec<Omitted>,
}

impl Reader<'_> {
    fn group(&mut self, group: GroupId, diff: &Diff) -> Option<Group> {
        let workspace = self.workspace;
        let table = workspace.groups();
        let after = Presence::from(table.existence(group));
        let before = diff.existence.map_or(after, Presence::from);
        if before != Presence::Active && after != Presence::Active {
            return None;
        }
        let target = self.target(group, before)?;
        let named = Target { id: Some(table.id(group)), name: target.label.clone() };
        let was = Nature::of(|attribute| workspace.baseline(group, attribute));
        let is = Nature::in_table(table, group);
        let nickname = |nature: Nature, datum: Datum| {
            let only = nature.kind == Some(GroupKind::Microsoft365);
            if only { text(&datum) } else { String::new() }
        };
        let baseline = |attribute| workspace.baseline(group, attribute);
        let stays = after == Presence::Active;
        let fields = if stays { self.fields(group, diff, before, &named)? } else { Vec::new() };
        let identity = [Attribute::GROUP_DISPLAY_NAME, Attribute::GROUP_MAIL_NICKNAME]
            .into_iter()
            .filter_map(|attribute| {
                let value = wire::value(attribute, &baseline(attribute))?;
                Some((attribute.definition().name.to_owned(), value))
            })
            .collect();
        let owners = if stays { self.owners(group, diff, &named) } else { None };
        let links = if stays { self.links(diff, is, &named) } else { Vec::new() };
        let (links, kept) = with_an_owner(links, owners.as_ref());
        if kept {
            self.omitted.push(Omitted::LastOwner(named.clone()));
        }
        let attribute = Attribute::GROUP_ASSIGNED_LICENSES;
        let licenses = match diff.attributes.get(&attribute) {
            Some(baseline) => licences::changes(baseline, &table.get(group, attribute)),
            None => Vec::new(),
        };
        let converted = before == Presence::Active && stays && is.is_dynamic() && !was.is_dynamic();
        Some(Group {
            target,
            before,
            after,
            nickname_before: nickname(was, baseline(Attribute::GROUP_MAIL_NICKNAME)),
            nickname_after: nickname(is, table.get(group, Attribute::GROUP_MAIL_NICKNAME)),
            fields,
            links,
            refill: converted.then(|| self.refill(group, diff, is.membership, &named)),
            trim: false,
            by_rule: was.is_dynamic(),
            owners,
            licenses,
            renews: if stays { renewal(workspace, group, diff) } else { None },
            security: was.kind == Some(GroupKind::Security),
            identity,
        })
    }

    fn target(&mut self, group: GroupId, before: Presence) -> Option<GroupTarget> {
        let (workspace, table) = (self.workspace, self.workspace.groups());
        let created = before == Presence::Absent;
        let read = |attribute| match workspace.baseline(group, attribute) {
            _ if created => text(&table.get(group, attribute)),
            known => text(&known),
        };
        let label = read(Attribute::GROUP_DISPLAY_NAME);
        let nickname = read(Attribute::GROUP_MAIL_NICKNAME);
        if !created && table.is_provisional(group) {
            self.omitted.push(Omitted::GroupNoId(Target { id: None, name: label }));
            return None;
        }
        let id = table.id(group);
        let truth = |attribute| table.get(group, attribute).as_boolean() == Some(true);
        let others = if created { namesakes(workspace, &label, &nickname) } else { Vec::new() };
        Some(GroupTarget {
            key: if created { Key::Made(id) } else { Key::Id(id) },
            label,
            nickname,
            others,
            roles: truth(Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE),
            hidden: text(&table.get(group, Attribute::GROUP_VISIBILITY)) == "HiddenMembership",
        })
    }

    /// None where the group cannot be made at all.
    fn fields(
        &mut self,
        group: GroupId,
        diff: &Diff,
        before: Presence,
        named: &Target,
    ) -> Option<Vec<Field>> {
        let table = self.workspace.groups();
        let created = before == Presence::Absent;
        let mut fields = Vec::with_capacity(diff.attributes.len());
        for (attribute, baseline) in &diff.attributes {
            let fixed = matches!(
                *attribute,
                Attribute::GROUP_MAIL_ENABLED | Attribute::GROUP_IS_ASSIGNABLE_TO_ROLE
            );
            if attribute.definition().write == Write::Never && !(created && fixed) {
                continue;
            }
            let after = table.get(group, *attribute);
            // Only Graph's beta and the portals write it.
            if *attribute == Attribute::GROUP_ACCESS_TYPE {
                let policy = join_policy(self.workspace, group);
                self.omitted.push(Omitted::JoinPolicy { group: named.clone(), policy });
                continue;
            }
            if *attribute == Attribute::GROUP_MEMBERSHIP_RULE && self.names_the_unborn(&after) {
                self.omitted.push(Omitted::Rule(named.clone()));
                if created {
                    return None;
                }
                continue;
            }
            if let Some(path) = wire::path(*attribute, table.schema().name(*attribute))
                && let Some(after) = wire::value(*attribute, &after)
            {
                fields.push(Field { path, before: wire::value(*attribute, baseline), after });
            }
        }
        // Graph wants the types of every new group.
        if created && !fields.iter().any(|field| field.path == "groupTypes") {
            let after = crate::powershell::Value::List(Vec::new());
            fields.push(Field { path: "groupTypes".to_owned(), before: None, after });
        }
        Some(fields)
    }

    fn names_the_unborn(&self, rule: &Datum) -> bool {
        let rule = text(rule).to_ascii_lowercase();
        !rule.is_empty() && self.made_up.iter().any(|id| rule.contains(id))
    }

    fn links(&mut self, diff: &Diff, is: Nature, named: &Target) -> Vec<Link> {
        let mut links = Vec::with_capacity(diff.relations.len());
        for ((side, party), comes) in &diff.relations {
            // Whom a rule takes, nobody puts in.
            if *side == Side::Members && is.is_dynamic() {
                continue;
            }
            links.extend(self.link(*side, *party, *comes, named));
        }
        links
    }

    fn link(&mut self, side: Side, party: Anybody, comes: bool, named: &Target) -> Option<Link> {
        let party = self.party(party, named)?;
        // Of who leaves, the tenant keeps the links until the end.
        (party.after == Presence::Active).then_some(Link {
            side,
            party,
            comes,
            likely: false,
            ruled: false,
        })
    }

    fn party(&mut self, party: Anybody, named: &Target) -> Option<Party> {
        let workspace = self.workspace;
        let Subject { of, row } = match party {
            Anybody::Here(subject) => subject,
            Anybody::Elsewhere(other) => {
                return Some(Party {
                    sort: other.sort,
                    key: Key::Id(other.id),
                    name_before: String::new(),
                    name_after: String::new(),
                    before: Presence::Active,
                    after: Presence::Active,
                });
            }
        };
        let table = workspace.directory().of(of);
        let (sort, name) = match of {
            Of::User => (Sort::User, Attribute::USER_PRINCIPAL_NAME),
            Of::Group => (Sort::Group, Attribute::GROUP_DISPLAY_NAME),
            Of::Device => (Sort::Device, Attribute::DEVICE_DISPLAY_NAME),
        };
        let after = Presence::from(table.existence(row));
        let before = workspace.staged().of(Subject { of, row }).and_then(|diff| diff.existence);
        let before = before.map_or(after, Presence::from);
        let name_before = text(&workspace.baseline(row, name));
        let name_after = text(&table.get(row, name));
        let key = match (before == Presence::Absent, table.is_provisional(row), of) {
            (true, _, Of::Group) => Key::Made(table.id(row)),
            (false, false, _) => Key::Id(table.id(row)),
            (_, _, Of::User) if !name_after.is_empty() => Key::Name,
            _ => {
                let label = match of {
                    Of::User => text(&table.get(row, Attribute::DISPLAY_NAME)),
                    Of::Group | Of::Device => name_after,
                };
                self.omitted.push(Omitted::Member { group: named.clone(), label });
                return None;
            }
        };
        Some(Party { sort, key, name_before, name_after, before, after })
    }

    /// Owners at both ends, where all are known.
    fn owners(&mut self, group: GroupId, diff: &Diff, named: &Target) -> Option<Vec<Party>> {
        let list = self.workspace.directory().members.of(Side::Owners, group);
        let came: BTreeSet<Anybody> = diff.of_side(Side::Owners, true).collect();
        let stay = list.parties().filter(|party| !came.contains(party));
        let known = list.extent == Extent::Complete;
        known.then(|| stay.filter_map(|party| self.party(party, named)).collect())
    }

    /// Whom the way back from a rule has to put in again.
    fn refill(
        &mut self,
        group: GroupId,
        diff: &Diff,
        membership: Option<Membership>,
        named: &Target,
    ) -> Refill {
        let directory = self.workspace.directory();
        let list = directory.members.of(Side::Members, group);
        let mut members: BTreeSet<Anybody> = list.parties().collect();
        for ((side, party), came) in &diff.relations {
            match (side, came) {
                (Side::Members, true) => members.remove(party),
                (Side::Members, false) => members.insert(*party),
                (Side::Owners, _) => false,
            };
        }
        let mut ruled: BTreeSet<Anybody> = BTreeSet::new();
        let rule = text(&directory.groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE));
        let processed =
            text(&directory.groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE))
                != "Paused";
        if !processed {
            // Nobody has come or gone yet.
            ruled.clone_from(&members);
        } else if let Some(target) = membership.and_then(groups::target) {
            let takes = Takes::of(&parse(&rule, target).rule, target, directory, self.now);
            let of = target.of();
            ruled.extend(
                takes
                    .members
                    .iter()
                    .map(|row| Anybody::Here(Subject { of, row: crate::domain::Row(row) })),
            );
        }
        let mut reader = |party: &Anybody| self.party(*party, named);
        let intruders = ruled.difference(&members).filter_map(&mut reader).collect();
        let members = members
            .iter()
            .filter_map(|party| Some((reader(party)?, ruled.contains(party))))
            .collect();
        Refill { members, intruders, complete: list.extent == Extent::Complete }
    }
}

/// When the renewal of a group was asked for.
fn renewal(workspace: &Workspace, group: GroupId, diff: &Diff) -> Option<String> {
    let attribute = Attribute::GROUP_RENEWED_DATE_TIME;
    diff.attributes.get(&attribute)?;
    match workspace.groups().get(group, attribute) {
        Datum::Value(Value::Time(at)) => Some(wire::to_the_second(at.0)),
        _ => None,
    }
}

/// Groups that the tenant has under the name and the nickname of a new one.
fn namesakes(workspace: &Workspace, label: &str, nickname: &str) -> Vec<ObjectId> {
    let table = workspace.groups();
    let attribute = Attribute::GROUP_MAIL_NICKNAME;
    let baseline = |group| text(&workspace.baseline(group, attribute));
    let changed = workspace.staged().groups().map(|(group, _)| group);
    let these: BTreeSet<GroupId> =
        table.find_by_text(attribute, nickname).into_iter().chain(changed).collect();
    these
        .into_iter()
        .filter(|group| !workspace.staged().is_new(Subject::group(*group)))
        .filter(|group| !table.is_provisional(*group))
        .filter(|group| baseline(*group).eq_ignore_ascii_case(nickname))
        .filter(|group| text(&workspace.baseline(*group, Attribute::GROUP_DISPLAY_NAME)) == label)
        .map(|group| table.id(group))
        .collect()
}

fn text(datum: &Datum) -> String {
    datum.as_text().unwrap_or_default().to_owned()
}
