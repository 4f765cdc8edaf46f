//! Writes the steps as a Graph PowerShell script.
//!
//! The functions (`functions.ps1`) are fixed text; what differs from one hand-off to the next is a
//! list of `Invoke-Step` with a table each, and those are printed as data.

mod scopes;
mod tables;
mod texts;

pub(super) use scopes::scopes;

use super::step::{Deed, Step, Target};
use super::{Direction, HandOff, Stage};
use crate::powershell::{Script, Statement, Value};
use crate::text::date::write_iso;
use std::collections::BTreeSet;

const PARAMETERS: &str = include_str!("script/parameters.ps1");
const COMMON: &str = include_str!("script/common.ps1");
const PEOPLE: &str = include_str!("script/people.ps1");
const GROUPS: &str = include_str!("script/groups.ps1");
const SETTINGS: &str = include_str!("script/settings.ps1");
const LICENCES: &str = include_str!("script/licences.ps1");
const SIGN_IN: &str = include_str!("script/sign_in.ps1");
const FINISH: &str = include_str!("script/finish.ps1");

/// The script of one direction.
pub(super) fn script(hand_off: &HandOff, direction: Direction) -> Script {
    let mut script = Script::new();
    let stages = hand_off.stages(direction);
    header(&mut script, hand_off, direction);
    script.code("#requires -Version 5.1");
    script.code(PARAMETERS);
    let scopes = scopes(stages).into_iter().map(Value::from).collect();
    script.push(Statement::Assign("Scopes", Value::List(scopes)));
    let direction_key = match direction {
        Direction::Forward => "forward",
        Direction::Back => "back",
    };
    let key = format!("{} {direction_key}", write_iso(hand_off.assumptions.written.0));
    script.comment("Names this script in the list of what was done once for all.");
    script.push(Statement::Assign("RunKey", key.into()));
    script.comment("What is older than this is none of the groups that this script creates.");
    script.push(Statement::Assign("Since", since(hand_off).into()));
    script.blank();
    script.code(COMMON);
    script.code(PEOPLE);
    if stages.iter().flatten().any(|step| matches!(step, Step::Group { .. })) {
        script.code(GROUPS);
    }
    if stages.iter().flatten().any(|step| matches!(step, Step::Settings { .. })) {
        script.code(SETTINGS);
    }
    if stages.iter().flatten().any(gives_licences) {
        script.code(LICENCES);
    }
    script.code(SIGN_IN);
    let leaving: BTreeSet<&Target> = stages
        .iter()
        .flatten()
        .filter(|step| matches!(step, Step::Delete { .. }))
        .filter_map(Step::person)
        .collect();
    let mut number = 0_i64;
    for stage in stages {
        for step in stage {
            number += 1;
            let leaves = step.person().is_some_and(|person| leaving.contains(person));
            script.blank();
            script.push(Statement::Command(tables::command(number, step, leaves)));
        }
    }
    script.blank();
    script.code(FINISH);
    script
}

const fn gives_licences(step: &Step) -> bool {
    matches!(step, Step::License { .. } | Step::Group { deed: Deed::License { .. }, .. })
}

fn header(script: &mut Script, hand_off: &HandOff, direction: Direction) {
    let assumptions = &hand_off.assumptions;
    let title = match direction {
        Direction::Forward => "Staged changes of",
        Direction::Back => "Rollback: takes back the staged changes of",
    };
    script.comment(format!("{title} {}", assumptions.workspace));
    script.comment(format!("Written by Tenantry at {}.", write_iso(assumptions.written.0)));
    script.comment("");
    script.comment("Every step compares the tenant with what was imported before it changes");
    script.comment("anything: what is already so is left alone, what contradicts is skipped and");
    script.comment("logged. The script can be run again. Try it first with -CheckOnly.");
    script.comment("");
    script.comment("Assumes the state of:");
    for (name, at) in &assumptions.sources {
        script.comment(format!("- {name}, taken in at {}", write_iso(at.0)));
    }
    if assumptions.sources.is_empty() {
        script.comment("- nothing imported");
    }
    let counts = counts(hand_off.stages(direction));
    if !counts.is_empty() {
        script.comment("");
        script.comment(format!("Steps: {counts}"));
    }
    if !hand_off.lasting.is_empty() {
        script.comment("");
        script.comment(match direction {
            Direction::Forward => "The rollback script cannot take back:",
            Direction::Back => "Not taken back:",
        });
        for lasting in &hand_off.lasting {
            script.comment(format!("- {}", texts::lasting(lasting)));
        }
    }
    if !hand_off.omitted.is_empty() {
        script.comment("");
        script.comment("Not in this script:");
        for omitted in &hand_off.omitted {
            script.comment(format!("- {}", texts::omitted(omitted)));
        }
    }
    script.comment("");
    script.comment("Needs: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser");
}

/// When the script was written, as it compares times, with ten minutes for clocks that
/// differ.
fn since(hand_off: &HandOff) -> String {
    super::wire::to_the_second(hand_off.assumptions.written.0 - 600_000)
}

fn counts(stages: &[Stage]) -> String {
    let of = |kind| stages.iter().flatten().filter(|step| tables::kind(step) == kind).count();
    let counted =
        tables::KINDS.into_iter().map(|kind| (kind, of(kind))).filter(|(_, count)| *count > 0);
    counted.map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")
}
