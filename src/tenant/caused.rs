//! Memberships that rules cause: whom a change of attributes brings into dynamic groups, and whom it takes
//! out.
//!
//! The journal is walked from its end, so that every object is asked as it was after and before each
//! operation. Rules are those of now; rules of the `memberOf` form are left out, which the service no longer
//! follows.

use crate::domain::attribute::Of;
use crate::domain::{Attribute, Event, Existence, GroupId, Operation, Row, Subject, Timestamp};
use crate::rules::{DirectoryObject, Rule, Target, Truth, parse, trace};
use crate::tenant::Workspace;
use crate::tenant::groups::{Nature, target};
use crate::tenant::supposed::{Changes, Supposed, Written};
use std::collections::{BTreeMap, BTreeSet};

/// Questions to one rule about one object that are asked at most; past them nothing is said.
const QUESTIONS: usize = 50_000;

/// Somebody whom a rule takes in, or lets go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Caused {
    pub group: GroupId,
    pub who: Subject,
    pub comes: bool,
}

struct OfGroup {
    group: GroupId,
    target: Target,
    rule: Rule,
    /// In lower case, to see which properties may be read.
    text: String,
}

/// The directory on the way back through its journal.
pub(super) struct Past<'w> {
    workspace: &'w Workspace,
    rules: Vec<OfGroup>,
    /// What objects had before the operations that were walked.
    had: BTreeMap<Subject, Changes<'w>>,
    left: usize,
}

/// What an operation did to one object.
#[derive(Default)]
struct Done<'w> {
    before: Changes<'w>,
    after: Changes<'w>,
    created: bool,
}

impl<'w> Past<'w> {
    /// At the end of the journal.
    pub(super) fn of(workspace: &'w Workspace) -> Self {
        let groups = workspace.groups();
        let of_group = |group: GroupId| {
            let target = target(Nature::in_table(groups, group).membership?)?;
            let state = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
            let rule = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE);
            let text = rule.as_text()?.to_ascii_lowercase();
            if state.as_text() == Some("Paused") || text.contains("memberof") {
                return None;
            }
            let rule = parse(rule.as_text()?, target).rule;
            Some(OfGroup { group, target, rule, text })
        };
        // Where nothing was done there is nothing to ask.
        let rules = if workspace.journal().is_empty() {
            Vec::new()
        } else {
            groups.active().iter().map(Row).filter_map(of_group).collect()
        };
        Self { workspace, rules, had: BTreeMap::new(), left: QUESTIONS }
    }

    /// Walks back over an operation; where that is asked, whom rules take in or let go because of it. None
    /// where it is too much to ask.
    pub(super) fn back(&mut self, operation: &'w Operation, asked: bool) -> Option<Vec<Caused>> {
        let mut done: BTreeMap<Subject, Done<'w>> = BTreeMap::new();
        for event in &operation.events {
            match event {
                Event::Attribute { row, attribute, before, after }
                    if attribute.of() != Of::Group =>
                {
                    let of = done.entry(Subject { of: attribute.of(), row: *row }).or_default();
                    of.before.entry(*attribute).or_insert_with(|| Written::of(before));
                    of.after.insert(*attribute, Written::of(after));
                }
                Event::Existence { of, row, before: Existence::Absent, .. } if *of != Of::Group => {
                    done.entry(Subject { of: *of, row: *row }).or_default().created = true;
                }
                _ => {}
            }
        }
        let caused = if asked { self.caused(&done, operation.at) } else { Some(Vec::new()) };
        for (subject, done) in done {
            self.had.entry(subject).or_default().extend(done.before);
        }
        caused
    }

    fn caused(
        &mut self,
        done: &BTreeMap<Subject, Done<'w>>,
        now: Timestamp,
    ) -> Option<Vec<Caused>> {
        let touched: BTreeSet<Attribute> =
            done.values().flat_map(|done| done.after.keys().copied()).collect();
        let names: Vec<String> =
            touched.iter().filter_map(|attribute| self.name(*attribute)).collect();
        let asked: Vec<&OfGroup> = self
            .rules
            .iter()
            .filter(|rule| names.iter().any(|name| rule.text.contains(name.as_str())))
            .collect();
        let questions = asked.len().saturating_mul(done.len());
        if questions > self.left {
            return None;
        }
        let mut caused = Vec::new();
        for (who, done) in done {
            let mut after = self.had.get(who).cloned().unwrap_or_default();
            let mut before = after.clone();
            after.extend(done.after.iter().map(|(attribute, it)| (*attribute, it.clone())));
            before.extend(done.before.iter().map(|(attribute, it)| (*attribute, it.clone())));
            for rule in asked.iter().filter(|rule| rule.target.of() == who.of) {
                let judge = |changes: &Changes<'_>| {
                    let directory = self.workspace.directory();
                    let base = DirectoryObject { directory, of: who.of, row: who.row, now };
                    trace(&rule.rule, &Supposed { base, changes }, now).truth
                };
                let was = if done.created { Truth::No } else { judge(&before) };
                let is = judge(&after);
                // Unknown is nobody's membership, and nobody's loss of one.
                let comes = match (was, is) {
                    (Truth::No, Truth::Yes) => true,
                    (Truth::Yes, Truth::No) => false,
                    _ => continue,
                };
                caused.push(Caused { group: rule.group, who: *who, comes });
            }
        }
        self.left -= questions;
        Some(caused)
    }

    /// What rules call an attribute, in lower case.
    fn name(&self, attribute: Attribute) -> Option<String> {
        if attribute == Attribute::MANAGER {
            return Some("direct reports".to_owned());
        }
        let name = match attribute.definition().rule {
            Some(name) => name,
            None if attribute.is_custom() => self.workspace.users().schema().name(attribute),
            None => return None,
        };
        Some(name.to_ascii_lowercase())
    }
}
