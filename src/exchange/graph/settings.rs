//! Settings of self-service, as Graph tells them: `authorizationPolicy`, the group settings of the
//! template `Group.Unified`, and `groupLifecyclePolicies` (Microsoft Graph v1.0).

use super::value::Json;
use crate::domain::setting::{Home, Keeper, Shape, UNIFIED};
use crate::domain::{Datum, ObjectId, Setting, Value};
use crate::exchange::Format;
use crate::tenant::Organisation;
use std::collections::BTreeMap;

type Settings = BTreeMap<Setting, Datum>;

/// Whether the settings of all Microsoft 365 groups were among what was read.
pub(super) fn has_settings(organisation: &Organisation) -> bool {
    matches!(organisation.keepers.get(&Home::GroupSettings), Some(Keeper::There { .. }))
}

/// Takes what one object says. Settings of other templates, and of single groups, are passed over.
pub(super) fn take(organisation: &mut Organisation, format: Format, object: &Json<'_>) {
    let Organisation { settings, keepers, .. } = organisation;
    let mut kept = |home, others| {
        if let Some(id) = object.text_of("id").and_then(ObjectId::parse) {
            keepers.insert(home, Keeper::There { id, others });
        }
    };
    match format {
        Format::AuthorizationPolicy => {
            let setting = Setting::UsersCreateSecurityGroups;
            let defaults = object.get("defaultUserRolePermissions");
            if let Some(value) = defaults.and_then(|it| it.get(setting.name())) {
                settings.insert(setting, of_json(setting, value));
            }
        }
        Format::GroupSettings => {
            let template = object.text_of("templateId").unwrap_or_default();
            if !template.eq_ignore_ascii_case(UNIFIED) {
                return;
            }
            let mut others = Vec::new();
            for value in object.get("values").map(Json::list).unwrap_or_default() {
                let Some(name) = value.text_of("name") else { continue };
                let text = value.get("value").and_then(Json::text).unwrap_or_default();
                match Setting::named(name).filter(|it| it.home() == Home::GroupSettings) {
                    Some(setting) => {
                        settings.insert(setting, of_text(setting, text));
                    }
                    None => others.push((name.to_owned(), text.to_owned())),
                }
            }
            kept(Home::GroupSettings, others);
            // What the object does not say is as the template has it.
            defaults(settings);
        }
        Format::GroupLifecyclePolicies => {
            kept(Home::LifecyclePolicy, Vec::new());
            for setting in Setting::ALL {
                if setting.home() == Home::LifecyclePolicy
                    && let Some(value) = object.get(setting.name())
                {
                    settings.insert(setting, of_json(setting, value));
                }
            }
        }
        _ => {}
    }
}

/// What a tenant has that made no settings of the template its own.
pub(super) fn no_settings(organisation: &mut Organisation) {
    organisation.keepers.entry(Home::GroupSettings).or_insert(Keeper::Missing);
    defaults(&mut organisation.settings);
}

fn defaults(settings: &mut Settings) {
    for setting in Setting::ALL {
        if setting.home() == Home::GroupSettings {
            let datum = setting
                .template_default()
                .map_or(Datum::Null, |on| Datum::Value(Value::Boolean(on)));
            settings.entry(setting).or_insert(datum);
        }
    }
}

/// A tenant without a policy lets no group expire.
pub(super) fn no_policy(organisation: &mut Organisation) {
    organisation.keepers.entry(Home::LifecyclePolicy).or_insert(Keeper::Missing);
    let settings = &mut organisation.settings;
    let none = Datum::text("None");
    settings.entry(Setting::ManagedGroupTypes).or_insert(none);
    for setting in [Setting::GroupLifetimeInDays, Setting::AlternateNotificationEmails] {
        settings.entry(setting).or_insert(Datum::Null);
    }
}

/// A value of a template: every one is a text there.
fn of_text(setting: Setting, text: &str) -> Datum {
    let text = text.trim();
    if text.is_empty() {
        return setting
            .template_default()
            .map_or(Datum::Null, |on| Datum::Value(Value::Boolean(on)));
    }
    match setting.shape() {
        Shape::Switch if text.eq_ignore_ascii_case("true") => Datum::Value(Value::Boolean(true)),
        Shape::Switch if text.eq_ignore_ascii_case("false") => Datum::Value(Value::Boolean(false)),
        Shape::Switch => Datum::Unknown,
        Shape::Group => {
            ObjectId::parse(text).map_or(Datum::Unknown, |id| Datum::Value(Value::Reference(id)))
        }
        Shape::Texts(_) => {
            let texts = text.split(',').map(str::trim).filter(|text| !text.is_empty());
            let texts: Vec<String> = texts.map(ToOwned::to_owned).collect();
            if texts.is_empty() { Datum::Null } else { Datum::Value(Value::Texts(texts)) }
        }
        Shape::Text(_) | Shape::Choice(_) | Shape::Days(_) => Datum::text(text),
    }
}

fn of_json(setting: Setting, value: &Json<'_>) -> Datum {
    match (setting.shape(), value) {
        (_, Json::Null) => Datum::Null,
        (Shape::Switch, Json::Boolean(on)) => Datum::Value(Value::Boolean(*on)),
        (Shape::Days(_), Json::Number(Some(days))) => Datum::text(days.to_string()),
        (_, Json::Text(text)) => of_text(setting, text),
        _ => Datum::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn switch_of(settings: &Settings, setting: Setting) -> Option<bool> {
        settings.get(&setting).and_then(Datum::as_boolean)
    }

    fn kept(format: Format, json: &str) -> Organisation {
        let mut organisation = Organisation::default();
        take(&mut organisation, format, &Json::parse(json).unwrap());
        organisation
    }

    fn taken(format: Format, json: &str) -> Settings {
        kept(format, json).settings
    }

    #[test]
    fn what_each_object_says() {
        let policy = r#"{"defaultUserRolePermissions":{"allowedToCreateSecurityGroups":false}}"#;
        assert_eq!(
            taken(Format::AuthorizationPolicy, policy),
            Settings::from([(
                Setting::UsersCreateSecurityGroups,
                Datum::Value(Value::Boolean(false))
            )])
        );
        let lifecycle = r#"{"groupLifetimeInDays":180,"managedGroupTypes":"Selected",
            "alternateNotificationEmails":null}"#;
        assert_eq!(
            taken(Format::GroupLifecyclePolicies, lifecycle),
            Settings::from([
                (Setting::GroupLifetimeInDays, Datum::text("180")),
                (Setting::ManagedGroupTypes, Datum::text("Selected")),
                (Setting::AlternateNotificationEmails, Datum::Null),
            ])
        );
        let settings = format!(
            r#"{{"id":"00000000-0000-0000-0000-00000000000a","templateId":"{UNIFIED}","values":[
                {{"name":"EnableGroupCreation","value":"false"}},
                {{"name":"AllowToAddGuests","value":""}},
                {{"name":"CustomBlockedWordsList","value":"CEO, Payroll,,"}},
                {{"name":"PrefixSuffixNamingRequirement","value":"GRP-[GroupName]"}},
                {{"name":"NewUnifiedGroupWritebackDefault","value":"true"}},
                {{"name":"EnableMSStandardBlockedWords","value":"False"}}]}}"#
        );
        let words = vec!["CEO".to_owned(), "Payroll".to_owned()];
        let found = taken(Format::GroupSettings, &settings);
        assert_eq!(switch_of(&found, Setting::GuestsMayBeAdded), Some(true));
        assert_eq!(found.get(&Setting::BlockedWords), Some(&Datum::Value(Value::Texts(words))));
        assert_eq!(found.get(&Setting::NamingRequirement), Some(&Datum::text("GRP-[GroupName]")));
        // What is not said is as the template has it, and nothing said is lost.
        let switch = |setting: Setting| switch_of(&found, setting);
        assert_eq!(switch(Setting::UsersCreateMicrosoft365Groups), Some(false));
        assert_eq!(switch(Setting::GuestsMayOwn), Some(false));
        assert_eq!(found.get(&Setting::Classifications), Some(&Datum::Null));
        assert_eq!(found.get(&Setting::UsersCreateSecurityGroups), None);
        // Whatever else the object holds goes along when it is written.
        let others = vec![("EnableMSStandardBlockedWords".to_owned(), "False".to_owned())];
        let id = ObjectId::parse("00000000-0000-0000-0000-00000000000a").unwrap();
        let keepers = kept(Format::GroupSettings, &settings).keepers;
        assert_eq!(keepers, [(Home::GroupSettings, Keeper::There { id, others })].into());
        let of_one_group = settings.replace(UNIFIED, "08d542b9-071f-4e16-94b0-74abb372e3d9");
        assert_eq!(taken(Format::GroupSettings, &of_one_group), Settings::new());
    }
}
