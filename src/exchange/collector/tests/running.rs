//! The script, run against a tenant.

use super::SCRIPT;
use super::tenant::{Tenant, group_id, members, user_id};
use crate::domain::{Datum, Setting, Value};
use crate::exchange::collector::{FORMAT, Part, VERSION};
use crate::powershell::interpreter::value::V;
use crate::powershell::interpreter::{Machine, Stop};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

type Files = BTreeMap<String, String>;

/// Runs the script in a folder; `patience` requests later the plug is pulled. Whether it ended.
fn run(
    tenant: &RefCell<Tenant>,
    files: &mut Files,
    major: i64,
    arguments: &[(&str, V)],
    mut patience: usize,
) -> Result<Vec<V>, String> {
    let mut machine = Machine::new(major, |method, uri, body| {
        if patience == 0 {
            return Err(Stop::Killed);
        }
        patience -= 1;
        Ok(Ok(tenant.borrow_mut().answer(method, uri, body)))
    });
    machine.files = std::mem::take(files);
    let out = machine.run(SCRIPT, arguments);
    *files = std::mem::take(&mut machine.files);
    match out {
        Ok(values) => Ok(values),
        Err(Stop::Killed) => Err("killed".to_owned()),
        Err(Stop::Throw(thrown)) => Err(format!("{thrown:?}")),
        Err(stop) => panic!("{stop:?}"),
    }
}

fn read(files: &Files, name: &str) -> Json {
    serde_json::from_str(&files[&format!("/disk/TenantryDirectory/{name}")]).unwrap()
}

/// Every item of the files that the manifest lists under a name.
fn items(files: &Files, name: &str) -> Vec<Json> {
    let manifest = read(files, "manifest.json");
    let part = manifest["parts"].as_array().unwrap().iter().find(|part| part["name"] == name);
    part.unwrap()["files"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|file| read(files, file.as_str().unwrap())["value"].as_array().unwrap().clone())
        .collect()
}

fn ids(items: &[Json], name: &str) -> Vec<String> {
    items.iter().map(|item| item[name].as_str().unwrap().to_owned()).collect()
}

/// Members by group, put together from the records; none where the list has no end.
fn memberships(files: &Files) -> BTreeMap<String, Option<Vec<String>>> {
    let mut out: BTreeMap<String, BTreeMap<u64, Json>> = BTreeMap::new();
    for record in items(files, "groupMembers") {
        let group = record["groupId"].as_str().unwrap().to_owned();
        let before = out.entry(group).or_default().insert(record["page"].as_u64().unwrap(), record);
        assert_eq!(before, None, "a page twice");
    }
    out.into_iter()
        .map(|(group, pages)| {
            let count = u64::try_from(pages.len()).unwrap();
            let whole = pages.keys().copied().eq(1..=count)
                && pages.values().next_back().is_some_and(|page| page["last"] == true);
            let all =
                pages.values().flat_map(|page| ids(page["members"].as_array().unwrap(), "id"));
            (group, whole.then(|| all.collect()))
        })
        .collect()
}

fn check_whole(files: &Files, tenant: &Tenant) {
    let manifest = read(files, "manifest.json");
    assert_eq!(manifest["format"], FORMAT);
    assert_eq!(manifest["version"], VERSION);
    assert_eq!(manifest["tenantId"], "11111111-2222-3333-4444-555555555555");
    assert_eq!(manifest["complete"], true, "{manifest:#}");
    let users = items(files, "users");
    assert_eq!(ids(&users, "id"), (0..tenant.users).map(user_id).collect::<Vec<_>>());
    assert!(users.iter().all(|user| user["extension_0a_shoeSize"] == "42"));
    assert!(users.iter().all(|user| user["displayName"].as_str().unwrap().contains('\u{202E}')));
    assert_eq!(items(files, "signInActivity").len(), tenant.users);
    let lists = memberships(files);
    assert_eq!(lists.len(), tenant.groups);
    for group in 0..tenant.groups {
        let expected = (group != 1).then(|| members(group, tenant.users));
        assert_eq!(lists[&group_id(group)], expected, "group {group}");
    }
    assert_eq!(items(files, "groupOwners").len(), tenant.groups);
    for (name, count) in [
        ("devices", 4),
        ("directoryAudits", 4),
        ("roleAssignments", 4),
        ("deletedUsers", 2),
        ("subscriptions", 1),
    ] {
        assert_eq!(items(files, name).len(), count, "{name}");
    }
    let policy = read(files, "authorizationPolicy-0001.json").to_string();
    let mut import = crate::exchange::Import::new(crate::domain::attribute::Schema::default());
    import.open("authorizationPolicy-0001.json");
    import.feed(policy.as_bytes());
    import.close();
    let no = Datum::Value(Value::Boolean(false));
    let settings = import.finish().organisation.settings;
    assert_eq!(settings, [(Setting::UsersCreateSecurityGroups, no)].into());
    let names: BTreeSet<&str> = manifest["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["part"].as_str().unwrap())
        .collect();
    assert_eq!(names, Part::ALL.into_iter().map(Part::name).collect());
}

/// What counts of a folder: everything but the script's own notes.
fn harvest(files: &Files) -> Files {
    let own = |path: &str| path.contains("/collector.log") || path.contains("/state.json");
    files.iter().filter(|(path, _)| !own(path)).map(|(p, t)| (p.clone(), t.clone())).collect()
}

#[test]
fn it_gathers_everything() {
    for major in [5, 7] {
        let tenant = RefCell::new(Tenant::new(11, 45));
        let mut files = Files::new();
        run(&tenant, &mut files, major, &[], usize::MAX).unwrap();
        check_whole(&files, &tenant.borrow());
        assert!(!files.keys().any(|path| path.contains(".json.new")));
        // A second run finds everything there and asks nothing.
        tenant.borrow_mut().asked.clear();
        let before = harvest(&files);
        run(&tenant, &mut files, major, &[], usize::MAX).unwrap();
        assert_eq!(tenant.borrow().asked, Vec::<String>::new());
        assert_eq!(harvest(&files), before);
    }
}

#[test]
fn it_is_patient() {
    for (busy, major) in [(2, 7), (3, 5), (5, 7), (7, 5)] {
        let tenant = RefCell::new(Tenant::new(8, 30));
        tenant.borrow_mut().busy = busy;
        let mut files = Files::new();
        run(&tenant, &mut files, major, &[], usize::MAX).unwrap();
        check_whole(&files, &tenant.borrow());
    }
}

/// Wherever it is cut off, the next run goes on, and in the end nothing is missing or double.
#[test]
fn it_goes_on_where_it_stopped() {
    for major in [5, 7] {
        let tenant = RefCell::new(Tenant::new(8, 25));
        let mut whole = Files::new();
        run(&tenant, &mut whole, major, &[], usize::MAX).unwrap();
        let asked = tenant.borrow().asked.len();
        for patience in [0, 1, 2, 3, 5, 8, 13, 21, 34] {
            let tenant = RefCell::new(Tenant::new(8, 25));
            let mut files = Files::new();
            let mut runs = 0;
            while run(&tenant, &mut files, major, &[], patience + runs).is_err() {
                runs += 1;
                assert!(runs < 100);
            }
            assert_eq!(harvest(&files), harvest(&whole), "cut off after {patience}");
            // Only what was under way when the plug was pulled is asked for again.
            assert!(tenant.borrow().asked.len() <= asked, "{runs} runs");
        }
    }
}

#[test]
fn it_says_what_is_missing() {
    let tenant = RefCell::new(Tenant::new(5, 3));
    tenant.borrow_mut().premium = false;
    tenant.borrow_mut().ghost = true;
    tenant.borrow_mut().unknown = Some("isManagementRestricted");
    let mut files = Files::new();
    run(&tenant, &mut files, 7, &[("SkipAudit", V::Bool(true))], usize::MAX).unwrap();
    let manifest = read(&files, "manifest.json");
    assert_eq!(manifest["complete"], false);
    let part = |name: &str| {
        let parts = manifest["parts"].as_array().unwrap();
        parts.iter().find(|part| part["name"] == name).unwrap().clone()
    };
    assert_eq!(part("signInActivity")["status"], "refused");
    assert_eq!(part("signInActivity")["error"], "NonPremiumTenant: no licence");
    assert_eq!(part("directoryAudits")["status"], "skipped");
    assert_eq!(part("users")["omitted"], serde_json::json!(["isManagementRestricted"]));
    assert_eq!(part("users")["complete"], true);
    assert_eq!(part("groupMembers")["status"], "complete");
    assert_eq!(
        (&part("groupMembers")["failed"], &part("groupMembers")["complete"]),
        (&1.into(), &false.into())
    );
    assert_eq!(memberships(&files)[&group_id(3)], None);
    let errors = items(&files, "groupMembers")
        .into_iter()
        .filter_map(|record| record.get("error").map(|error| error.as_str().unwrap().to_owned()));
    assert_eq!(
        errors.collect::<BTreeSet<_>>(),
        BTreeSet::from(["404 NotFound".into(), "HiddenMembership".into()])
    );
    assert_eq!(items(&files, "users").len(), 5);
}

#[test]
fn an_expired_place_starts_the_list_again() {
    let tenant = RefCell::new(Tenant::new(9, 2));
    let mut files = Files::new();
    let parts = [("Parts", V::list(vec![V::text("users")]))];
    assert_eq!(run(&tenant, &mut files, 5, &parts, 2).unwrap_err(), "killed");
    tenant.borrow_mut().expired = true;
    run(&tenant, &mut files, 5, &parts, usize::MAX).unwrap();
    let users = items(&files, "users");
    assert_eq!(ids(&users, "id"), (0..9).map(user_id).collect::<Vec<_>>());
}

#[test]
fn its_switches_do_what_they_say() {
    let on = || V::Bool(true);
    let tenant = RefCell::new(Tenant::new(4, 3));
    // A list of what would be asked, and not one request.
    let mut files = Files::new();
    let listed = run(&tenant, &mut files, 7, &[("ListOnly", on())], 0).unwrap();
    assert_eq!(listed.len(), Part::ALL.iter().map(|part| part.requests().len()).sum::<usize>());
    assert_eq!(files, Files::new());
    // Hidden members, once they are wanted.
    let arguments = [("IncludeHiddenMembership", on())];
    run(&tenant, &mut files, 7, &arguments, usize::MAX).unwrap();
    assert_eq!(memberships(&files)[&group_id(1)], Some(members(1, 4)));
    // Members need groups.
    let mut files = Files::new();
    let parts = [("Parts", V::list(vec![V::text("groupMembers")]))];
    run(&tenant, &mut files, 7, &parts, usize::MAX).unwrap();
    let manifest = read(&files, "manifest.json");
    assert_eq!(manifest["complete"], false);
    // Another folder of another tenant is not mixed with this one.
    let state = files.get_mut("/disk/TenantryDirectory/state.json").unwrap();
    *state = state.replace("11111111-", "99999999-");
    let error = run(&tenant, &mut files, 7, &parts, usize::MAX).unwrap_err();
    assert!(error.contains("another tenant"), "{error}");
    // Starting anew leaves what it did not write.
    files.insert("/disk/TenantryDirectory/mine.json".to_owned(), "{}".to_owned());
    let parts = [("Parts", V::list(vec![V::text("users")])), ("Restart", on())];
    run(&tenant, &mut files, 7, &parts, usize::MAX).unwrap();
    assert!(files.contains_key("/disk/TenantryDirectory/mine.json"));
    assert_eq!(items(&files, "users").len(), 4);
    let leave = [
        ("Parts", V::list(vec![V::text("users")])),
        ("IncludeLeaveDates", on()),
        ("Restart", on()),
    ];
    run(&tenant, &mut files, 5, &leave, usize::MAX).unwrap();
    assert_eq!(items(&files, "leaveDates").len(), 4);
}
