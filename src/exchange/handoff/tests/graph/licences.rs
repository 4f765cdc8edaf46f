//! `assignLicense` as Graph documents it.

use super::{Answer, Graph, problem};
use serde_json::{Map, Value as Json, json};

/// Adds and removes in a list of licences, or says why not.
fn assign(list: &mut Vec<Json>, body: &Json) -> Result<(), Answer> {
    let sku = |one: &Json| one["skuId"].as_str().unwrap().to_owned();
    for removed in body["removeLicenses"].as_array().unwrap() {
        let Some(at) = list.iter().position(|one| sku(one) == *removed.as_str().unwrap()) else {
            return Err(problem(400, "User does not have a corresponding license."));
        };
        list.remove(at);
    }
    for added in body["addLicenses"].as_array().unwrap() {
        assert!(added["disabledPlans"].is_array(), "{added}");
        list.retain(|one| sku(one) != sku(added));
        list.push(added.clone());
    }
    Ok(())
}

fn direct(state: &Json) -> bool {
    state["assignedByGroup"].is_null()
}

impl Graph {
    pub(super) fn assign_to_user(&mut self, id: &str, body: &Json) -> Answer {
        let properties = &mut self.users.get_mut(id).unwrap().properties;
        let adds = !body["addLicenses"].as_array().unwrap().is_empty();
        let located = properties.get("usageLocation").is_some_and(Json::is_string);
        if adds && !located {
            return problem(
                400,
                "License assignment cannot be done for user with invalid usage location.",
            );
        }
        let states = properties.entry("licenseAssignmentStates").or_insert_with(|| json!([]));
        let states = states.as_array_mut().unwrap();
        let (mut given, others): (Vec<Json>, Vec<Json>) = states.drain(..).partition(direct);
        if let Err(answer) = assign(&mut given, body) {
            states.extend(given.into_iter().chain(others));
            return answer;
        }
        let state = |one: Json| {
            let mut state = Map::new();
            for name in ["skuId", "disabledPlans"] {
                state.insert(name.to_owned(), one[name].clone());
            }
            for (name, value) in [("assignedByGroup", Json::Null), ("state", "Active".into())] {
                state.insert(name.to_owned(), value);
            }
            Json::Object(state)
        };
        states.extend(given.into_iter().map(state).chain(others));
        (200, json!({ "id": id }))
    }

    pub(super) fn assign_to_group(&mut self, id: &str, body: &Json) -> Answer {
        let properties = &mut self.groups.get_mut(id).unwrap().properties;
        let list = properties.entry("assignedLicenses").or_insert_with(|| json!([]));
        match assign(list.as_array_mut().unwrap(), body) {
            Ok(()) => (202, json!({ "id": id })),
            Err(answer) => answer,
        }
    }
}
