//! Each step as a command with a table.

use super::super::settings::policy;
use super::super::step::{
    Deed, Expected, Field, Force, GroupTarget, Key, LicenseChange, Member, Step, Target,
};
use crate::domain::setting::{Home, Keeper};
use crate::domain::{Intent, ServicePlanId, Side, Sort};
use crate::powershell::{Argument, Command, Table, Value};

/// Every kind of step, as a script calls it, in the order in which the comment at its top counts them.
pub(super) const KINDS: [&str; 20] = [
    "create",
    "update",
    "manager",
    "delete",
    "restore",
    "action",
    "create-group",
    "update-group",
    "add-members",
    "add-owners",
    "remove-members",
    "remove-owners",
    "trim-members",
    "delete-group",
    "restore-group",
    "renew-group",
    "license",
    "license-group",
    "update-settings",
    "remove-settings",
];

/// The kind of a step.
pub(super) const fn kind(step: &Step) -> &'static str {
    match step {
        Step::Group { deed, .. } => match deed {
            Deed::Create { .. } => "create-group",
            Deed::Update { .. } => "update-group",
            Deed::Add { side: Side::Members, .. } => "add-members",
            Deed::Add { side: Side::Owners, .. } => "add-owners",
            Deed::Remove { side: Side::Members, .. } => "remove-members",
            Deed::Remove { side: Side::Owners, .. } => "remove-owners",
            Deed::Trim { .. } => "trim-members",
            Deed::Delete { .. } => "delete-group",
            Deed::Restore => "restore-group",
            Deed::Renew { .. } => "renew-group",
            Deed::License { .. } => "license-group",
        },
        Step::Settings { removes: false, .. } => "update-settings",
        Step::Settings { removes: true, .. } => "remove-settings",
        Step::Create { .. } => "create",
        Step::Update { .. } => "update",
        Step::Manager { .. } => "manager",
        Step::Delete { .. } => "delete",
        Step::Restore { .. } => "restore",
        Step::License { .. } => "license",
        Step::Intent { .. } => "action",
    }
}

/// `leaves`: a later step deletes the person, so that a second run finds nobody.
pub(super) fn command(number: i64, step: &Step, leaves: bool) -> Command {
    let mut table = match step {
        Step::Group { group, .. } => group_table(group),
        Step::Settings { home, keeper, .. } => policy_table(*home, keeper.as_ref()),
        _ => step.person().map(person).unwrap_or_default(),
    };
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
            update(&mut table, fields, settled.as_deref());
        }
        Step::Settings { fields, .. } => update(&mut table, fields, None),
        Step::Group { deed, .. } => on_group(&mut table, deed),
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
        Step::License { changes, .. } => table.set("licenses", licenses(changes)),
        Step::Intent { intent, .. } => {
            table.set(
                "action",
                match intent {
                    Intent::ResetPassword => "resetPassword",
                    Intent::ForcePasswordChange => "forcePasswordChange",
                    Intent::ForcePasswordChangeWithMfa => "forcePasswordChangeWithMfa",
                    Intent::RevokeSessions => "revokeSessions",
                    Intent::ReprocessLicenses => "reprocessLicenses",
                },
            );
        }
    }
    let arguments =
        vec![Argument::Positional(kind(step).into()), Argument::Positional(table.into())];
    Command { name: "Invoke-Step", arguments }
}

/// Products with the plans that are off, as the script compares them.
fn licenses(changes: &[LicenseChange]) -> Value {
    let off = |plans: Option<&Vec<ServicePlanId>>| {
        let texts = plans.map(|plans| plans.iter().map(ToString::to_string).collect::<Vec<_>>());
        texts.map_or_else(|| "none".to_owned(), |texts| texts.join(","))
    };
    let change = |change: &LicenseChange| {
        let mut table = Table::new();
        table.set("sku", change.sku.to_string());
        table.set("before", off(change.before.as_ref()));
        table.set("after", off(change.after.as_ref()));
        Value::Table(table)
    };
    Value::List(changes.iter().map(change).collect())
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

fn update(table: &mut Table, fields: &[Field], settled: Option<&str>) {
    let before = fields.iter().filter_map(|f| Some((f.path.clone(), f.before.clone()?)));
    table.set("before", before.map(|(path, value)| listed(path, value)).collect::<Table>());
    let after = fields.iter().map(|field| (field.path.clone(), field.after.clone()));
    table.set("after", after.map(|(path, value)| listed(path, value)).collect::<Table>());
    if let Some(name) = settled {
        table.set("settled", name);
    }
}

/// The types of a group in the order in which the script compares them.
fn listed(path: String, value: Value) -> (String, Value) {
    match value {
        Value::List(mut types) if path == "groupTypes" => {
            types.sort_by_key(|one| match one {
                Value::Text(text) => text.clone(),
                _ => String::new(),
            });
            (path, Value::List(types))
        }
        value => (path, value),
    }
}

fn on_group(table: &mut Table, deed: &Deed) {
    match deed {
        Deed::Create { fields, owners, members } => {
            let fields = fields.iter().cloned().map(|(path, value)| listed(path, value));
            table.set("fields", fields.collect::<Table>());
            for (name, parties) in [("owners", owners), ("members", members)] {
                if !parties.is_empty() {
                    table.set(name, list(parties));
                }
            }
        }
        Deed::Update { fields, settled, members } => {
            update(table, fields, settled.as_deref());
            if let Some(members) = members {
                table.set("members", i64::try_from(*members).unwrap_or(i64::MAX));
            }
        }
        Deed::Add { members, ruled, .. } | Deed::Remove { members, ruled, .. } => {
            table.set("who", list(members));
            if *ruled {
                table.set("ruled", true);
            }
        }
        Deed::Trim { after } => {
            table.set("after", i64::try_from(*after).unwrap_or(i64::MAX));
            table.set("ruled", true);
        }
        Deed::Delete { identity } => {
            let identity = identity.iter().cloned().map(|(path, value)| listed(path, value));
            table.set("identity", identity.collect::<Table>());
        }
        Deed::License { changes } => table.set("licenses", licenses(changes)),
        Deed::Renew { asked } => table.set("asked", asked.as_str()),
        Deed::Restore => {}
    }
}

fn policy_table(home: Home, keeper: Option<&Keeper>) -> Table {
    let mut table = Table::new();
    table.set("policy", policy(home));
    table.set("label", policy(home));
    if let Some(Keeper::There { .. }) = keeper {
        table.set("exists", true);
    }
    table
}

fn group_table(group: &GroupTarget) -> Table {
    let mut table = Table::new();
    match group.key {
        Key::Id(id) => table.set("id", id.to_string()),
        Key::Made(id) => {
            table.set("key", id.to_string());
            table.set("nickname", group.nickname.as_str());
            if !group.others.is_empty() {
                let others = group.others.iter().map(|id| Value::from(id.to_string()));
                table.set("others", Value::List(others.collect()));
            }
        }
        Key::Name => {}
    }
    table.set("label", group.label.as_str());
    table
}

fn list(members: &[Member]) -> Value {
    Value::List(members.iter().map(|member| Value::Table(member_table(member))).collect())
}

fn member_table(member: &Member) -> Table {
    let mut table = Table::new();
    match member.key {
        Key::Id(id) => table.set("id", id.to_string()),
        Key::Made(id) => table.set("key", id.to_string()),
        Key::Name => {}
    }
    if !member.name.is_empty() {
        // Users are known by their names, everything else is only called so.
        let name = if member.sort == Sort::User { "name" } else { "label" };
        table.set(name, member.name.as_str());
    }
    // Graph's list of members leaves service principals out.
    if matches!(member.sort, Sort::ServicePrincipal | Sort::Unsaid) {
        table.set("unlisted", true);
    }
    table
}
