//! Cases that the rule of a group must get right: this one in, that one out. They are run by the plain
//! evaluator on the directory as it stands, and on what a change would make of it.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, Datum, Event, Existence, GroupId, Subject, Timestamp, Warning};
use crate::rules::{DirectoryObject, Rule, Target, Truth, parse, trace};
use crate::tenant::Workspace;
use crate::tenant::groups::{Nature, target};
use crate::tenant::supposed::{Changes, Supposed, Written};
use std::collections::{BTreeMap, BTreeSet};

/// A case that was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseRun {
    pub who: Subject,
    /// Whether the object must be in.
    pub expected: bool,
    pub found: Truth,
}

impl CaseRun {
    /// Whether the rule gets it right; unknown is not right.
    #[must_use]
    pub fn holds(self) -> bool {
        self.found == Truth::from(self.expected)
    }
}

/// The cases of a group, under its own rule; none found where it has none.
#[must_use]
pub fn run(workspace: &Workspace, group: GroupId, now: Timestamp) -> Vec<CaseRun> {
    let Some((rule, target)) = rule_of(workspace, group) else {
        let unknown = |(who, expected)| CaseRun { who, expected, found: Truth::Unknown };
        return workspace.ledger().cases(group).map(unknown).collect();
    };
    run_rule(workspace, group, (&rule, target), now)
}

/// The cases of a group under another rule.
#[must_use]
pub fn run_rule(
    workspace: &Workspace,
    group: GroupId,
    rule: (&Rule, Target),
    now: Timestamp,
) -> Vec<CaseRun> {
    let none = BTreeMap::new();
    let cases = workspace.ledger().cases(group);
    cases
        .map(|(who, expected)| {
            let active = workspace.is_active(who);
            let found = judge(workspace, rule, who, (active, &none), now);
            CaseRun { who, expected, found }
        })
        .collect()
}

/// The rule that decides about a group, if there is one; `get` tells its attributes.
fn rule_from(get: impl Fn(Attribute) -> Datum) -> Option<(Rule, Target)> {
    let target = target(Nature::of(&get).membership?)?;
    Some((parse(get(Attribute::GROUP_MEMBERSHIP_RULE).as_text()?, target).rule, target))
}

fn rule_of(workspace: &Workspace, group: GroupId) -> Option<(Rule, Target)> {
    let active = workspace.is_active(Subject::group(group));
    active.then(|| rule_from(|attribute| workspace.groups().get(group, attribute))).flatten()
}

/// Nobody who is deleted is in a group.
fn judge(
    workspace: &Workspace,
    (rule, target): (&Rule, Target),
    who: Subject,
    (active, changes): (bool, &Changes<'_>),
    now: Timestamp,
) -> Truth {
    if target.of() != who.of {
        return Truth::Unknown;
    }
    if !active {
        return Truth::No;
    }
    let directory = workspace.directory();
    let base = DirectoryObject { directory, of: who.of, row: who.row, now };
    if changes.is_empty() {
        trace(rule, &base, now).truth
    } else {
        trace(rule, &Supposed { base, changes }, now).truth
    }
}

/// What events would make of the objects that cases are about.
#[derive(Default)]
struct Foreseen<'e> {
    /// Attributes of users and devices.
    changes: BTreeMap<Subject, Changes<'e>>,
    /// Attributes of groups that say whether a rule decides, and which.
    groups: BTreeMap<GroupId, BTreeMap<Attribute, &'e Datum>>,
    existence: BTreeMap<Subject, Existence>,
}

impl<'e> Foreseen<'e> {
    fn of(events: &'e [Event], asked: &BTreeSet<Subject>) -> Self {
        let mut foreseen = Self::default();
        for event in events {
            let Some(subject) = event.subject() else { continue };
            match event {
                Event::Existence { after, .. } => {
                    foreseen.existence.insert(subject, *after);
                }
                Event::Attribute { attribute, after, .. } if subject.of == Of::Group => {
                    let group = foreseen.groups.entry(subject.row).or_default();
                    group.insert(*attribute, after);
                }
                Event::Attribute { attribute, after, .. } if asked.contains(&subject) => {
                    let object = foreseen.changes.entry(subject).or_default();
                    object.insert(*attribute, Written::of(after));
                }
                _ => {}
            }
        }
        foreseen
    }

    fn touches(&self, subject: Subject) -> bool {
        self.changes.contains_key(&subject)
            || self.existence.contains_key(&subject)
            || (subject.of == Of::Group && self.groups.contains_key(&subject.row))
    }

    fn is_active(&self, workspace: &Workspace, subject: Subject) -> bool {
        let stands = || workspace.is_active(subject);
        self.existence.get(&subject).map_or_else(stands, |is| *is == Existence::Active)
    }

    fn rule_of(&self, workspace: &Workspace, group: GroupId) -> Option<(Rule, Target)> {
        if !self.is_active(workspace, Subject::group(group)) {
            return None;
        }
        let changes = self.groups.get(&group);
        rule_from(|attribute| match changes.and_then(|changes| changes.get(&attribute)) {
            Some(datum) => (*datum).clone(),
            None => workspace.groups().get(group, attribute),
        })
    }
}

type ByGroup = BTreeMap<GroupId, Vec<(Subject, bool)>>;

fn by_group(workspace: &Workspace) -> ByGroup {
    let mut by_group = ByGroup::new();
    for (group, who, expected) in workspace.ledger().all_cases() {
        by_group.entry(group).or_default().push((who, expected));
    }
    by_group
}

/// Groups with cases that hold now and would not hold after these events. What comes by way of another
/// group's members (`memberOf`) is not foreseen.
pub(super) fn broken(workspace: &Workspace, events: &[Event], now: Timestamp) -> Vec<Warning> {
    let by_group = by_group(workspace);
    if by_group.is_empty() {
        return Vec::new();
    }
    let asked: BTreeSet<Subject> =
        by_group.values().flatten().map(|(subject, _)| *subject).collect();
    let foreseen = Foreseen::of(events, &asked);
    let none = Changes::new();
    let mut warnings = Vec::new();
    for (group, cases) in by_group {
        let touched = foreseen.touches(Subject::group(group))
            || cases.iter().any(|(who, _)| foreseen.touches(*who));
        let Some(before) = rule_of(workspace, group).filter(|_| touched) else { continue };
        let after = foreseen.rule_of(workspace, group);
        let breaks = cases.iter().filter(|(who, expected)| {
            let wanted = Truth::from(*expected);
            let stands = (workspace.is_active(*who), &none);
            let edits = foreseen.changes.get(who).unwrap_or(&none);
            let becomes = (foreseen.is_active(workspace, *who), edits);
            let found = after.as_ref().map_or(Truth::Unknown, |(rule, target)| {
                judge(workspace, (rule, *target), *who, becomes, now)
            });
            judge(workspace, (&before.0, before.1), *who, stands, now) == wanted && found != wanted
        });
        let count = u32::try_from(breaks.count()).unwrap_or(u32::MAX);
        if count > 0 {
            warnings.push(Warning::CasesBreak { group, cases: count });
        }
    }
    warnings
}

/// The cases that hold, of every group.
#[must_use]
pub fn holding(workspace: &Workspace, now: Timestamp) -> BTreeSet<(GroupId, Subject)> {
    let groups: BTreeSet<GroupId> = workspace.ledger().all_cases().map(|(of, ..)| of).collect();
    let holds = |group: GroupId| {
        let runs = run(workspace, group, now).into_iter().filter(|run| run.holds());
        runs.map(move |run| (group, run.who))
    };
    groups.into_iter().flat_map(holds).collect()
}

/// How many cases of which groups held before and do no longer: what an import has broken.
#[must_use]
pub fn lost(
    workspace: &Workspace,
    held: &BTreeSet<(GroupId, Subject)>,
    now: Timestamp,
) -> Vec<(GroupId, u32)> {
    if held.is_empty() {
        return Vec::new();
    }
    let mut lost: BTreeMap<GroupId, u32> = BTreeMap::new();
    for (group, _) in held.difference(&holding(workspace, now)) {
        *lost.entry(*group).or_default() += 1;
    }
    lost.into_iter().collect()
}
