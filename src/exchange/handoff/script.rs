//! Writes the steps as a Graph PowerShell script.
//!
//! The functions (`functions.ps1`) are fixed text; what differs from one hand-off to the next is a
//! list of `Invoke-Step` with a table each, and those are printed as data.

use super::step::{Expected, Force, Lasting, Omitted, Step, Target};
use super::{Direction, HandOff};
use crate::domain::Intent;
use crate::powershell::{Argument, Command, Script, Statement, Table, Value};
use crate::text::date::write_iso;
use std::collections::BTreeSet;

const PARAMETERS: &str = include_str!("parameters.ps1");
const FUNCTIONS: &str = include_str!("functions.ps1");
const FINISH: &str = include_str!("finish.ps1");

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
    script.blank();
    script.code(FUNCTIONS);
    let leaving: BTreeSet<&Target> = stages
        .iter()
        .flatten()
        .filter(|step| matches!(step, Step::Delete { .. }))
        .map(Step::person)
        .collect();
    let mut number = 0_i64;
    for stage in stages {
        for step in stage {
            number += 1;
            let leaves = leaving.contains(step.person());
            script.blank();
            script.push(Statement::Command(command(number, step, leaves)));
        }
    }
    script.blank();
    script.code(FINISH);
    script
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
            script.comment(format!("- {}", lasting_text(lasting)));
        }
    }
    if !hand_off.omitted.is_empty() {
        script.comment("");
        script.comment("Not in this script:");
        for omitted in &hand_off.omitted {
            script.comment(format!("- {}", omitted_text(omitted)));
        }
    }
    script.comment("");
    script.comment("Needs: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser");
}

fn counts(stages: &[Vec<Step>]) -> String {
    let kinds = ["create", "update", "manager", "delete", "restore", "action"];
    let of = |kind| stages.iter().flatten().filter(|step| kind_of(step) == kind).count();
    let counted = kinds.into_iter().map(|kind| (kind, of(kind))).filter(|(_, count)| *count > 0);
    counted.map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")
}

/// The least delegated permissions for the steps ("Permissions" of each request, Graph v1.0).
pub(super) fn scopes(stages: &[Vec<Step>]) -> BTreeSet<&'static str> {
    let mut scopes = BTreeSet::new();
    for step in stages.iter().flatten() {
        match step {
            Step::Create { .. } | Step::Manager { .. } => {
                scopes.insert("User.ReadWrite.All");
            }
            Step::Update { fields, .. } => {
                for field in fields {
                    scopes.insert(match field.path.as_str() {
                        "accountEnabled" => "User.EnableDisableAccount.All",
                        "employeeLeaveDateTime" => "User-LifeCycleInfo.ReadWrite.All",
                        _ => "User.ReadWrite.All",
                    });
                }
            }
            Step::Delete { .. } | Step::Restore { .. } => {
                scopes.insert("User.DeleteRestore.All");
            }
            Step::Intent { intent, .. } => {
                scopes.insert(match intent {
                    Intent::ResetPassword
                    | Intent::ForcePasswordChange
                    | Intent::ForcePasswordChangeWithMfa => "User-PasswordProfile.ReadWrite.All",
                    Intent::RevokeSessions => "User.RevokeSessions.All",
                });
            }
        }
    }
    if !scopes.is_empty() && !scopes.contains("User.ReadWrite.All") {
        scopes.insert("User.Read.All");
    }
    scopes
}

const fn kind_of(step: &Step) -> &'static str {
    match step {
        Step::Create { .. } => "create",
        Step::Update { .. } => "update",
        Step::Manager { .. } => "manager",
        Step::Delete { .. } => "delete",
        Step::Restore { .. } => "restore",
        Step::Intent { .. } => "action",
    }
}

/// `leaves`: a later step deletes the person, so that a second run finds nobody.
fn command(number: i64, step: &Step, leaves: bool) -> Command {
    let mut table = person(step.person());
    table.set("step", number);
    if leaves && !matches!(step, Step::Delete { .. }) {
        table.set("leaves", true);
    }
    match step {
        Step::Create { fields, force, .. } => {
            table.set("fields", fields.iter().cloned().collect::<Table>());
            table.set("forceChange", *force == Force::Yes);
            table.set("forceChangeWithMfa", *force == Force::AfterMfa);
        }
        Step::Update { fields, settled, .. } => {
            let before = fields.iter().filter_map(|f| Some((f.path.clone(), f.before.clone()?)));
            table.set("before", before.collect::<Table>());
            let after = fields.iter().map(|field| (field.path.clone(), field.after.clone()));
            table.set("after", after.collect::<Table>());
            if let Some(name) = settled {
                table.set("settled", name.as_str());
            }
        }
        Step::Manager { before, after, .. } => {
            match before {
                Expected::Unknown => {}
                Expected::Nobody => table.set("before", Value::Null),
                Expected::Person(target) => table.set("before", person(target)),
            }
            let after = after.as_ref().map_or(Value::Null, |target| Value::Table(person(target)));
            table.set("after", after);
        }
        Step::Delete { identity, .. } => {
            table.set("identity", identity.iter().cloned().collect::<Table>());
        }
        Step::Restore { new_name, drop_proxies, .. } => {
            if let Some(name) = new_name {
                table.set("newName", name.as_str());
            }
            if *drop_proxies {
                table.set("dropProxies", true);
            }
        }
        Step::Intent { intent, .. } => {
            table.set(
                "action",
                match intent {
                    Intent::ResetPassword => "resetPassword",
                    Intent::ForcePasswordChange => "forcePasswordChange",
                    Intent::ForcePasswordChangeWithMfa => "forcePasswordChangeWithMfa",
                    Intent::RevokeSessions => "revokeSessions",
                },
            );
        }
    }
    let arguments =
        vec![Argument::Positional(kind_of(step).into()), Argument::Positional(table.into())];
    Command { name: "Invoke-Step", arguments }
}

fn person(target: &Target) -> Table {
    let mut table = Table::new();
    if let Some(id) = target.id {
        table.set("id", id.to_string());
    }
    if !target.name.is_empty() {
        table.set("name", target.name.as_str());
    }
    table
}

fn named(target: &Target) -> String {
    match target.id {
        Some(id) if target.name.is_empty() => id.to_string(),
        _ => target.name.clone(),
    }
}

fn lasting_text(lasting: &Lasting) -> String {
    match lasting {
        Lasting::Password(who) => format!("the new password of {}", named(who)),
        Lasting::ForcedChange(who) => {
            format!("the password change asked of {} at the next sign-in", named(who))
        }
        Lasting::Sessions(who) => format!("the revoked sessions of {}", named(who)),
        Lasting::Created(who) => {
            format!("the creation of {}: a deleted user remains for 30 days", named(who))
        }
        Lasting::NoId(who) => {
            format!("the deletion of {}: the import held no object id", named(who))
        }
        Lasting::NewName(who) => format!("the new name of the restored user {}", named(who)),
        Lasting::Unknown(who, path) => {
            format!("{path} of {}: the value before was not imported", named(who))
        }
    }
}

fn omitted_text(omitted: &Omitted) -> String {
    match omitted {
        Omitted::Nameless { label } => {
            format!("changes to {label}: neither object id nor user principal name is known")
        }
        Omitted::Manager(who) => {
            format!("the manager of {}: cannot be found, or is deleted as well", named(who))
        }
        Omitted::NoId(who) => format!("the restoring of {}: no object id is known", named(who)),
    }
}
