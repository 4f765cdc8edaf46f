//! The exit criteria of Microsoft's "identity" foundation for group management, as checks that run on the
//! workspace, and the tests that its documentation prescribes, played in a small directory with the
//! tenant's settings.
//!
//! Source: "Microsoft 365 Enterprise: use group management for easier management" and its exit criteria
//! (self-service, dynamic groups, automatic licensing; all three optional), Microsoft Learn.

mod test;

use super::{ineligible, join_policy, switch};
use crate::domain::{Attribute, Barrier, Ineligible, JoinPolicy, Refusal, Row, Setting, Timestamp};
use crate::tenant::Workspace;
use crate::tenant::groups::{Nature, against_rule};

/// One of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Criterion {
    SelfService,
    Dynamic,
    Licensing,
}

impl Criterion {
    pub const ALL: [Self; 3] = [Self::SelfService, Self::Dynamic, Self::Licensing];
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Owners may answer requests.
    OwnersAnswer,
    /// My Groups opens.
    MyGroupsOpens,
    /// Groups that people can join or ask for; how many.
    GroupsChosen(u32),
    /// Groups that somebody chose a policy for, and that have no owner who could answer; how many.
    Ownerless(u32),
    /// Groups with a rule; how many.
    RulesDefined(u32),
    /// Rules that the service would not save; how many.
    RulesRefused(u32),
    /// Rules that are paused; how many.
    RulesPaused(u32),
    /// Which groups have licences.
    GroupsLicensed,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    Missing,
    /// Not imported.
    Unknown,
}

/// A criterion checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub criterion: Criterion,
    pub checks: Vec<(Check, Verdict)>,
    /// The prescribed test, step by step; a step that does not pass ends it.
    pub test: Vec<(TestStep, Passes)>,
}

impl Report {
    /// All together: missing where anything is, else unknown where anything is. A test that stops at a
    /// setting that was not imported tells nothing.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let any = |wanted| self.checks.iter().any(|(_, verdict)| *verdict == wanted);
        let blind = |refusal: &Refusal| {
            let unknown = |barrier: &Barrier| {
                matches!(barrier, Barrier::SettingUnknown { .. } | Barrier::PolicyUnknown)
            };
            matches!(refusal, Refusal::SelfService { barrier, .. } if unknown(barrier))
        };
        let (mut fails, mut untold) = (false, false);
        for (_, passes) in &self.test {
            match passes {
                Passes::Yes => {}
                Passes::Refused(refusals) if refusals.iter().all(blind) => untold = true,
                Passes::Refused(_) | Passes::No => fails = true,
            }
        }
        if any(Verdict::Missing) || fails {
            Verdict::Missing
        } else if any(Verdict::Unknown) || untold {
            Verdict::Unknown
        } else {
            Verdict::Met
        }
    }
}

/// How a step of a test ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passes {
    Yes,
    /// It was refused.
    Refused(Vec<Refusal>),
    /// It did not have the effect that it must have.
    No,
}

/// A step of a prescribed test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestStep {
    /// A test user creates a security group.
    CreatesGroup,
    /// An administrator opens it to requests.
    OpensGroup,
    /// The test user adds a member.
    AddsMember,
    /// Somebody asks to join.
    Asks,
    /// The test user lets them in.
    Approves,
    /// A user with the department of the rule is in the group.
    RuleTakes,
    /// With another department, the user is out.
    RuleLeaves,
}

/// All three criteria.
#[must_use]
pub fn criteria(workspace: &Workspace, now: Timestamp) -> Vec<Report> {
    Criterion::ALL
        .into_iter()
        .map(|criterion| match criterion {
            Criterion::SelfService => self_service(workspace, now),
            Criterion::Dynamic => dynamic(workspace, now),
            Criterion::Licensing => Report {
                criterion,
                checks: vec![(Check::GroupsLicensed, Verdict::Unknown)],
                test: Vec::new(),
            },
        })
        .collect()
}

const fn told(known: Option<bool>) -> Verdict {
    match known {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::Missing,
        None => Verdict::Unknown,
    }
}

/// None is met; some is missing; where not all could be looked at, none that was found tells nothing.
const fn few(found: u32, unknown: u32) -> Verdict {
    match (found, unknown) {
        (0, 0) => Verdict::Met,
        (0, _) => Verdict::Unknown,
        _ => Verdict::Missing,
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

fn self_service(workspace: &Workspace, now: Timestamp) -> Report {
    // Groups whose policy is unknown, and chosen ones of which too little is known.
    let (mut chosen, mut ownerless, mut untold, mut vague) = (0_u32, 0_u32, 0_u32, 0_u32);
    for group in workspace.groups().active().iter().map(Row) {
        match join_policy(workspace, group) {
            Some(JoinPolicy::Open | JoinPolicy::Approval) => match ineligible(workspace, group) {
                why if why.is_empty() => chosen += 1,
                why if why == [Ineligible::NoOwner] => ownerless += 1,
                why => {
                    let lacks = |why: &Ineligible| {
                        matches!(why, Ineligible::OwnersUnknown | Ineligible::KindUnknown)
                    };
                    vague += u32::from(why.iter().any(lacks));
                }
            },
            Some(JoinPolicy::OwnersOnly) => {}
            None => untold += 1,
        }
    }
    let chosen_verdict = match (chosen, untold + vague) {
        (0, 0) if workspace.groups().rows() > 0 => Verdict::Missing,
        (0, _) => Verdict::Unknown,
        _ => Verdict::Met,
    };
    let restricted = switch(workspace, Setting::MyGroupsRestricted).map(|restricted| !restricted);
    Report {
        criterion: Criterion::SelfService,
        checks: vec![
            (Check::MyGroupsOpens, told(restricted)),
            (Check::OwnersAnswer, told(switch(workspace, Setting::OwnersManageRequests))),
            (Check::GroupsChosen(chosen), chosen_verdict),
            (Check::Ownerless(ownerless), few(ownerless, vague)),
        ],
        test: test::play(workspace, now),
    }
}

fn dynamic(workspace: &Workspace, now: Timestamp) -> Report {
    let groups = workspace.groups();
    let (mut defined, mut refused, mut paused, mut unknown) = (0_usize, 0_usize, 0_usize, 0_u32);
    for group in groups.active().iter().map(Row) {
        let nature = Nature::in_table(groups, group);
        let Some(membership) = nature.membership else {
            unknown += 1;
            continue;
        };
        if !nature.is_dynamic() {
            continue;
        }
        defined += 1;
        let rule = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE);
        let against = rule.as_text().and_then(|rule| against_rule(rule, membership, now));
        refused += usize::from(against.is_some());
        let state = groups.get(group, Attribute::GROUP_MEMBERSHIP_RULE_PROCESSING_STATE);
        paused += usize::from(state.as_text() == Some("Paused"));
    }
    let none = unknown == 0 && groups.rows() > 0;
    let some_defined = match defined {
        0 if none => Verdict::Missing,
        0 => Verdict::Unknown,
        _ => Verdict::Met,
    };
    Report {
        criterion: Criterion::Dynamic,
        checks: vec![
            (Check::RulesDefined(count(defined)), some_defined),
            (Check::RulesRefused(count(refused)), few(count(refused), unknown)),
            (Check::RulesPaused(count(paused)), told(Some(paused == 0))),
        ],
        test: test::follow(now),
    }
}
