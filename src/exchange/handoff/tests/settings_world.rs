//! The settings of a workspace and of the tenant that it was imported from, side by side.

use super::super::{HandOff, Lasting};
use super::graph::{Graph, Policies, TEMPLATE};
use super::group_world::group_id;
use super::random::words;
use crate::domain::attribute::Schema;
use crate::domain::setting::{Home, Keeper, Shape};
use crate::domain::{Datum, Setting, Value};
use crate::exchange::Import;
use crate::tenant::Organisation;
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// What the tenant has, and which of its three objects were imported.
#[derive(Debug, Clone, Default)]
pub(super) struct PolicyImport {
    pub policies: Policies,
    pub told: [bool; 3],
}

/// What every setting comes to, as text.
pub(super) type Effects = BTreeMap<Setting, String>;

impl PolicyImport {
    /// What the importer makes of the objects that were exported.
    pub(super) fn organisation(&self) -> Organisation {
        let mut import = Import::new(Schema::default());
        for (name, content) in export(&self.policies, self.told) {
            import.open(name);
            import.feed(content.to_string().as_bytes());
            import.close();
        }
        import.finish().organisation
    }
}

/// The objects as Graph exports them.
pub(super) fn export(policies: &Policies, told: [bool; 3]) -> Vec<(&'static str, Json)> {
    let page =
        |of: &str, value: Json| json!({ "@odata.context": format!("x#{of}"), "value": value });
    let mut policy = policies.authorization();
    policy["@odata.context"] = "x#policies/authorizationPolicy/$entity".into();
    let all = [
        ("authorizationPolicy.json", policy),
        ("groupSettings.json", page("groupSettings", policies.settings_page())),
        ("groupLifecyclePolicies.json", page("groupLifecyclePolicies", policies.lifecycle_page())),
    ];
    all.into_iter().zip(told).filter(|(_, told)| *told).map(|(file, _)| file).collect()
}

fn default_of(name: &str) -> Option<&'static str> {
    TEMPLATE.into_iter().find(|(known, _)| *known == name).map(|(_, default)| default)
}

fn plain(setting: Setting, text: &str) -> String {
    let text = text.trim();
    match setting.shape() {
        Shape::Switch | Shape::Group => text.to_lowercase(),
        Shape::Texts(_) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            items.collect::<Vec<_>>().join(",")
        }
        _ => text.to_owned(),
    }
}

/// What the tenant goes by.
pub(super) fn effects(graph: &Graph) -> Effects {
    let policies = &graph.policies;
    let lifecycle = |name: &str| {
        let value = policies.lifecycle.as_ref().and_then(|(_, policy)| policy.get(name));
        match value {
            Some(Json::String(text)) => text.clone(),
            Some(Json::Number(number)) => number.to_string(),
            _ if name == "managedGroupTypes" => "None".to_owned(),
            _ => String::new(),
        }
    };
    let of = |setting: Setting| {
        let name = setting.name();
        match setting.home() {
            Home::AuthorizationPolicy => policies.security.to_string(),
            Home::LifecyclePolicy => lifecycle(name),
            _ => {
                let default = default_of(name).unwrap_or_default();
                let value = policies.unified.as_ref().and_then(|(_, values)| values.get(name));
                let text =
                    value.map_or(default, |text| if text.is_empty() { default } else { text });
                plain(setting, text)
            }
        }
    };
    let all = Setting::ALL.into_iter().filter(|setting| Home::IN_GRAPH.contains(&setting.home()));
    all.map(|setting| (setting, of(setting))).collect()
}

/// What a staged value would come to.
fn effect(setting: Setting, datum: &Datum) -> String {
    match datum {
        Datum::Value(Value::Boolean(on)) => on.to_string(),
        Datum::Value(Value::Text(text)) => text.clone(),
        Datum::Value(Value::Texts(texts)) => texts.join(","),
        Datum::Value(Value::Reference(id)) => id.to_string(),
        _ => plain(setting, default_of(setting.name()).unwrap_or_default()),
    }
}

/// The effects of a tenant after what is staged was carried out.
pub(super) fn expected(workspace: &crate::tenant::Workspace, start: &Graph) -> Effects {
    let mut all = effects(start);
    all.extend(
        workspace.staged_settings().map(|(setting, _, datum)| (setting, effect(setting, datum))),
    );
    all
}

/// Whether the tenant is as it was, but for what was never imported and for an object of which nobody knew
/// whether it is there.
#[track_caller]
pub(super) fn compare_back(graph: &Graph, start: &Graph, hand_off: &HandOff, told: &Organisation) {
    let (mut now, mut was) = (effects(graph), effects(start));
    for lasting in hand_off.lasting() {
        if let Lasting::Setting(setting) = lasting {
            now.remove(setting);
            was.remove(setting);
        }
    }
    assert_eq!(now, was);
    for (home, is, was) in [
        (Home::GroupSettings, graph.policies.unified.is_some(), start.policies.unified.is_some()),
        (
            Home::LifecyclePolicy,
            graph.policies.lifecycle.is_some(),
            start.policies.lifecycle.is_some(),
        ),
    ] {
        if told.keepers.contains_key(&home) {
            assert_eq!(is, was, "{home:?}");
        }
    }
    // What is no setting here stays as well.
    let dead = |graph: &Graph| {
        let (_, values) = graph.policies.unified.as_ref()?;
        values.get("EnableMSStandardBlockedWords").cloned()
    };
    if matches!(told.keepers.get(&Home::GroupSettings), Some(Keeper::There { .. })) {
        assert_eq!(dead(graph), dead(start));
    }
}

/// A value in the form of a setting.
fn any_value(setting: Setting) -> BoxedStrategy<Option<Value>> {
    let word = || {
        words()
            .prop_map(|words| words.trim().replace(',', ";"))
            .prop_filter("blank", |w| !w.is_empty())
    };
    match setting.shape() {
        Shape::Switch => any::<bool>().prop_map(|on| Some(Value::Boolean(on))).boxed(),
        Shape::Choice(choices) => proptest::sample::select(choices.to_vec())
            .prop_map(|choice| Some(Value::Text(choice.to_owned())))
            .boxed(),
        Shape::Text(_) if setting == Setting::NamingRequirement => {
            proptest::option::of(word().prop_map(|word| Value::Text(format!("{word}[GroupName]"))))
                .boxed()
        }
        Shape::Text(_) => proptest::option::of(word().prop_map(Value::Text)).boxed(),
        Shape::Texts(_) => {
            proptest::option::of(proptest::collection::vec(word(), 1..4).prop_map(Value::Texts))
                .boxed()
        }
        Shape::Days(least) => {
            (least..400).prop_map(|days| Some(Value::Text(days.to_string()))).boxed()
        }
        Shape::Group => {
            proptest::option::of((0_u32..4).prop_map(|n| Value::Reference(group_id(n)))).boxed()
        }
    }
}

/// Settings that Graph writes, mostly one or two at a time.
pub(super) fn any_settings() -> impl Strategy<Value = Vec<(Setting, Option<Value>)>> {
    let all = Setting::ALL.into_iter().filter(|setting| Home::IN_GRAPH.contains(&setting.home()));
    let one = proptest::sample::select(all.collect::<Vec<_>>())
        .prop_flat_map(|setting| any_value(setting).prop_map(move |value| (setting, value)));
    proptest::collection::btree_map(0_u8..3, one, 1..4).prop_map(|settings| {
        let settings: BTreeMap<Setting, Option<Value>> = settings.into_values().collect();
        settings.into_iter().collect()
    })
}

/// A text as the tenant might hold it: switches in any case, lists with and without blanks.
fn any_text(name: &'static str) -> BoxedStrategy<String> {
    if default_of(name).is_some_and(|default| !default.is_empty()) {
        return proptest::sample::select(vec!["True", "False", "true", "false", ""])
            .prop_map(ToOwned::to_owned)
            .boxed();
    }
    match name {
        "GroupCreationAllowedGroupId" => {
            Just("ABCDEF00-0000-4000-9000-0000000000AB".to_owned()).boxed()
        }
        "PrefixSuffixNamingRequirement" => Just("A-[GroupName]".to_owned()).boxed(),
        _ => proptest::sample::select(vec!["", "a, b", "c", " d ,e,", "’; $(x)"])
            .prop_map(ToOwned::to_owned)
            .boxed(),
    }
}

pub(super) fn policies() -> impl Strategy<Value = PolicyImport> {
    let values = TEMPLATE
        .map(|(name, default)| {
            proptest::option::weighted(0.4, any_text(name))
                .prop_map(move |text| (name.to_owned(), text.unwrap_or_else(|| default.to_owned())))
        })
        .to_vec();
    let unified = proptest::option::weighted(0.6, values).prop_map(|values| {
        let id = "33333333-0000-4000-9000-000000000001".to_owned();
        values.map(|values| (id, values.into_iter().collect::<BTreeMap<_, _>>()))
    });
    let types = proptest::sample::select(vec!["All", "Selected", "None"]);
    let mail =
        proptest::sample::select(vec![Json::Null, "".into(), "a@b.example;c@d.example".into()]);
    let lifecycle =
        proptest::option::weighted(0.6, (30_i64..400, types, mail)).prop_map(|policy| {
            let (days, types, mail) = policy?;
            let Json::Object(policy) = json!({
                "groupLifetimeInDays": days,
                "managedGroupTypes": types,
                "alternateNotificationEmails": mail,
            }) else {
                return None;
            };
            Some(("44444444-0000-4000-9000-000000000001".to_owned(), policy))
        });
    let told = || prop::bool::weighted(0.85);
    (any::<bool>(), unified, lifecycle, (told(), told(), told())).prop_map(
        |(security, unified, lifecycle, told)| PolicyImport {
            // What would make a policy complete is not known where no file told that there is none.
            told: [told.0, told.1, told.2 || lifecycle.is_none()],
            policies: Policies { security, unified, lifecycle, made: 0 },
        },
    )
}
