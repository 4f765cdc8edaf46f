//! Whom rules bring into licensed groups, and whom they take out, because of what is staged.
//!
//! Members of a dynamic group are those that were imported. Who would be another one follows from what was
//! changed here: whoever had the rule against them before and has it for them now comes, and the other way
//! round; where the rule itself is another one, or is followed again, everybody is asked, as the service does.
//! Whoever differs from the rule without anything staged stays as imported: the service knows more than the
//! files do, or has not followed yet.
//!
//! Left out are rules that are paused, and those of the `memberOf` form, which follow other groups.
//! `assignedPlans` are those that were imported: what a licence switches on here is not asked for by rules.
//!
//! Source: Microsoft Learn, *Manage rules for dynamic membership groups* ("When an attribute changes for a user or
//! device, all dynamic group rules in the directory are checked"; "unpausing processing … reevaluates").

use super::LicensedGroup;
use super::supposed::Supposed;
use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Event, Existence, GroupId, Row, Subject, Timestamp};
use crate::rules::rulebook::{Dynamic, Standing};
use crate::rules::survey::read_in;
use crate::rules::takes::{Takes, sources};
use crate::rules::{Engine, Rule, Target, Truth};
use crate::store::{Extent, Objects, Side};
use crate::tenant::{Diff, Source, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What decides who is in a group.
pub(super) const OF_RULES: [Attribute; 3] = [
    Attribute::GROUP_TYPES,
    Attribute::GROUP_MEMBERSHIP_RULE,
    Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE,
];

/// A licensed group by a rule that the service follows.
#[derive(Debug)]
struct OfRule {
    group: GroupId,
    rule: Rule,
    reads: Vec<Attribute>,
    /// Whether it was not followed like this when it was imported.
    asks_all: bool,
}

/// Who comes and who goes, against the lists as they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct ByRule {
    /// None until something is staged that a rule could read.
    rules: Option<Arc<[OfRule]>>,
    moves: BTreeMap<GroupId, BTreeMap<Row, bool>>,
    /// Of whom a rule could tell before something was staged, and cannot now.
    undecided: BTreeMap<GroupId, BTreeSet<Row>>,
}

/// What rules read of one attribute of a group, as it would be.
fn of_group(
    workspace: &Workspace,
    supposed: &Supposed<'_>,
    group: GroupId,
    attribute: Attribute,
) -> Datum {
    let supposed = supposed.of_groups.get(&(group, attribute));
    supposed.map_or_else(|| workspace.groups().get(group, attribute), |datum| (*datum).clone())
}

/// When the last was done, which `system.now` means.
fn now(workspace: &Workspace) -> Timestamp {
    let done = workspace.journal().last().map(|operation| operation.at);
    done.unwrap_or_default().max(Source::latest(workspace.sources()))
}

fn rules(
    workspace: &Workspace,
    groups: &[LicensedGroup],
    supposed: &Supposed<'_>,
) -> Arc<[OfRule]> {
    let now = now(workspace);
    let followed = |get: &dyn Fn(Attribute) -> Datum| {
        let found = Dynamic::read(get, now, None)?;
        let fits = found.target == Target::User
            && found.standing == Standing::Followed
            && sources(&found.rule).is_none();
        fits.then_some(found.rule)
    };
    let each = groups.iter().filter(|group| !group.licenses.is_empty()).filter_map(|group| {
        let group = group.row?;
        let rule = followed(&|attribute| of_group(workspace, supposed, group, attribute))?;
        let was_there = workspace.baseline_existence(Subject::group(group)) != Existence::Absent;
        let is_same = was_there
            && OF_RULES.iter().all(|attribute| {
                workspace.baseline(group, *attribute)
                    == of_group(workspace, supposed, group, *attribute)
            });
        let before = || followed(&|attribute| workspace.baseline(group, attribute));
        let asks_all = !is_same && (!was_there || before().as_ref() != Some(&rule));
        let reads = read_in(&rule, workspace.users().schema());
        Some(OfRule { group, rule, reads, asks_all })
    });
    each.collect()
}

/// The attributes of people that rules of licensed groups read.
pub(super) fn reads(workspace: &Workspace, groups: &[LicensedGroup]) -> BTreeSet<Attribute> {
    let rules = rules(workspace, groups, &Supposed::default());
    rules.iter().flat_map(|of| of.reads.iter().copied()).collect()
}

/// Whether rules may say something else of somebody of whom this is staged.
fn may_move(diff: &Diff) -> bool {
    diff.existence.is_some() || diff.attributes.keys().any(|it| !it.is_of_licenses())
}

/// Whether anything is staged, or supposed, that could bring somebody into a group by rule, or out of one.
fn is_quiet(workspace: &Workspace, supposed: &Supposed<'_>) -> bool {
    let staged = workspace.staged();
    let is_ruled = |diff: &Diff| {
        diff.existence.is_some() || OF_RULES.iter().any(|it| diff.attributes.contains_key(it))
    };
    supposed.asked().next().is_none()
        && supposed.of_groups.is_empty()
        && !staged.users().any(|(_, diff)| may_move(diff))
        && !staged.groups().any(|(_, diff)| is_ruled(diff))
}

impl ByRule {
    /// Who comes and goes, what is supposed included.
    pub(super) fn of(
        workspace: &Workspace,
        groups: &[LicensedGroup],
        supposed: &Supposed<'_>,
    ) -> Self {
        if let Some(before) = supposed.by_rule.filter(|_| supposed.keeps_rules()) {
            let mut again = before.clone();
            let rows: BTreeSet<Row> = supposed.asked().collect();
            if !rows.is_empty() {
                again.know_rules(workspace, groups);
                again.ask(workspace, supposed, &rows);
            }
            return again;
        }
        if is_quiet(workspace, supposed) {
            return Self::default();
        }
        let mut found = Self { rules: Some(rules(workspace, groups, supposed)), ..Self::default() };
        found.ask_all(workspace);
        let staged = workspace.staged().users().filter(|(_, diff)| may_move(diff));
        let mut rows: BTreeSet<Row> = staged.map(|(row, _)| row).collect();
        rows.extend(supposed.asked());
        found.ask(workspace, supposed, &rows);
        found
    }

    /// Reads the rules, if that was not done yet.
    fn know_rules(&mut self, workspace: &Workspace, groups: &[LicensedGroup]) {
        if self.rules.is_none() {
            self.rules = Some(rules(workspace, groups, &Supposed::default()));
        }
    }

    /// Asks of all whom a rule takes that was not followed when it was imported.
    fn ask_all(&mut self, workspace: &Workspace) {
        let rules = self.rules.clone().unwrap_or_default();
        for of in rules.iter().filter(|of| of.asks_all) {
            let takes = Takes::of(&of.rule, Target::User, workspace.directory(), now(workspace));
            let list = workspace.directory().members.of(Side::Members, of.group);
            let mut coming = takes.members.clone();
            let mut going = workspace.users().active().clone();
            let mut listed = list.rows(Of::User).to_bits();
            listed.grow(going.len());
            coming.and_not(&listed);
            if list.extent == Extent::Complete {
                going.and(&listed);
            }
            going.and_not(&takes.members);
            going.and_not(&takes.unknown);
            let each = |comes: bool| move |row: u32| (Row(row), comes);
            let moves = coming.iter().map(each(true)).chain(going.iter().map(each(false)));
            self.moves.insert(of.group, moves.collect());
            self.undecided.insert(of.group, takes.unknown.iter().map(Row).collect());
        }
    }

    /// Asks the rules of some people again. Who is moved otherwise than before.
    fn ask(
        &mut self,
        workspace: &Workspace,
        supposed: &Supposed<'_>,
        rows: &BTreeSet<Row>,
    ) -> BTreeSet<Row> {
        let rules = self.rules.clone().unwrap_or_default();
        // Who is only about to be created has no row yet.
        let rows: &BTreeSet<Row> =
            &rows.iter().copied().filter(|row| row.0 < workspace.users().rows()).collect();
        let touched = touched(workspace, supposed, rows);
        let is_asked = |of: &&OfRule| {
            let held = self.moves.contains_key(&of.group) || self.undecided.contains_key(&of.group);
            held || touched
                .as_ref()
                .is_none_or(|touched| of.reads.iter().any(|it| touched.contains(it)))
        };
        let asked: Vec<&OfRule> = rules.iter().filter(is_asked).collect();
        let mut moved = BTreeSet::new();
        if asked.is_empty() {
            return moved;
        }
        let reads: BTreeSet<Attribute> =
            asked.iter().flat_map(|of| of.reads.iter().copied()).collect();
        let was = cast(
            workspace,
            rows,
            &reads,
            |row, attribute| workspace.baseline(row, attribute),
            |row| workspace.baseline_existence(Subject::user(row)) != Existence::Absent,
        );
        let is = cast(
            workspace,
            rows,
            &reads,
            |row, attribute| supposed.of_person(workspace, row, attribute),
            |row| supposed.is_there(workspace, row),
        );
        let now = now(workspace);
        let (mut before, mut after) = (Engine::new(&was, now), Engine::new(&is, now));
        for of in asked {
            let (was_id, is_id) = (before.add(&of.rule, &was), after.add(&of.rule, &is));
            let list = workspace.directory().members.of(Side::Members, of.group);
            for (place, row) in (0_u32..).map(Row).zip(rows) {
                let is = after.of(is_id, place);
                let was = before.of(was_id, place);
                let held = list.rows(Of::User).contains(row.0);
                let comes = match (was, is) {
                    (_, Truth::Yes) if of.asks_all => Some(true),
                    (_, Truth::No) if of.asks_all => Some(false),
                    (Truth::No, Truth::Yes) => Some(true),
                    (Truth::Yes, Truth::No) => Some(false),
                    _ => None,
                };
                let is_whole = list.extent == Extent::Complete;
                let comes = comes.filter(|comes| *comes != held && (*comes || held || !is_whole));
                let unsure = is == Truth::Unknown && (of.asks_all || was != Truth::Unknown);
                if self.put(of.group, *row, comes, unsure) {
                    moved.insert(*row);
                }
            }
        }
        moved
    }

    /// Keeps what became of somebody; whether they are moved otherwise than before.
    fn put(&mut self, group: GroupId, row: Row, comes: Option<bool>, unsure: bool) -> bool {
        if unsure {
            self.undecided.entry(group).or_default().insert(row);
        } else if let Some(rows) = self.undecided.get_mut(&group) {
            rows.remove(&row);
        }
        match comes {
            Some(comes) => self.moves.entry(group).or_default().insert(row, comes) != Some(comes),
            None => self.moves.get_mut(&group).is_some_and(|moves| moves.remove(&row).is_some()),
        }
    }

    /// Takes events into account that have happened since. Who is moved otherwise than before.
    pub(super) fn follow(
        &mut self,
        workspace: &Workspace,
        groups: &[LicensedGroup],
        rows: &BTreeSet<Row>,
    ) -> BTreeSet<Row> {
        if rows.is_empty() {
            return BTreeSet::new();
        }
        self.know_rules(workspace, groups);
        self.ask(workspace, &Supposed::default(), rows)
    }

    /// Who comes into a group, and who goes.
    pub(super) fn of_list(&self, group: GroupId) -> impl Iterator<Item = (Row, bool)> + '_ {
        self.moves.get(&group).into_iter().flatten().map(|(row, comes)| (*row, *comes))
    }

    /// Whether somebody comes into a group, or goes.
    pub(super) fn moves(&self, group: GroupId, user: Row) -> Option<bool> {
        self.moves.get(&group)?.get(&user).copied()
    }

    /// The groups that somebody comes into, or goes from.
    pub(super) fn of_person(&self, user: Row) -> impl Iterator<Item = (GroupId, bool)> + '_ {
        let each = self.moves.iter();
        each.filter_map(move |(group, moves)| Some((*group, *moves.get(&user)?)))
    }

    /// The people who are moved otherwise than in another state of the same directory.
    pub(super) fn otherwise(&self, other: &Self) -> BTreeSet<Row> {
        let all = |of: &Self| -> BTreeSet<(GroupId, Row, bool)> {
            let lists = of.moves.iter();
            let each = |(group, moves): (&GroupId, &BTreeMap<Row, bool>)| {
                let group = *group;
                moves.iter().map(move |(row, comes)| (group, *row, *comes)).collect::<Vec<_>>()
            };
            lists.flat_map(each).collect()
        };
        all(self).symmetric_difference(&all(other)).map(|(_, row, _)| *row).collect()
    }

    /// The people of whom a rule cannot tell whether they are in a licensed group.
    pub(super) fn undecided(&self) -> BTreeSet<Row> {
        self.undecided.values().flatten().copied().collect()
    }
}

/// Whether an event may bring somebody into a group by rule, or out of one: who, if somebody is named.
pub(super) fn asks(event: &Event) -> Option<Row> {
    match event {
        Event::Attribute { row, attribute, .. }
            if attribute.of() == Of::User && !attribute.is_of_licenses() =>
        {
            Some(*row)
        }
        Event::Existence { of: Of::User, row, .. } => Some(*row),
        _ => None,
    }
}

/// The attributes in which some people differ from what was imported; none where somebody is new, or gone.
fn touched(
    workspace: &Workspace,
    supposed: &Supposed<'_>,
    rows: &BTreeSet<Row>,
) -> Option<BTreeSet<Attribute>> {
    let mut touched = BTreeSet::new();
    for row in rows {
        if let Some(diff) = workspace.staged().user(*row) {
            if diff.existence.is_some() {
                return None;
            }
            touched.extend(diff.attributes.keys().copied());
        }
        touched.extend(supposed.of_people.get(row).into_iter().flat_map(|of| of.keys().copied()));
    }
    Some(touched)
}

/// A directory of some people alone, in their order, with what rules read of them.
fn cast(
    workspace: &Workspace,
    rows: &BTreeSet<Row>,
    reads: &BTreeSet<Attribute>,
    get: impl Fn(Row, Attribute) -> Datum,
    is_there: impl Fn(Row) -> bool,
) -> Objects {
    let users = workspace.users();
    let mut cast = Objects::new(Of::User);
    *cast.schema_mut() = users.schema().clone();
    for row in rows {
        let existence = if is_there(*row) { Existence::Active } else { Existence::Absent };
        let Some(place) = cast.push(users.id(*row), users.is_provisional(*row), existence) else {
            continue;
        };
        for attribute in reads {
            cast.set(place, *attribute, &get(*row, *attribute));
        }
    }
    cast
}
