//! Settings of the tenant, as steps on the objects that keep them.
//!
//! Source: "Update authorizationPolicy" (what is not sent stays), "Create settings" and "Update
//! groupSetting" (the whole collection of values is sent: what is left out goes back to the default of the
//! template), "Create groupLifecyclePolicy", "Update groupLifecyclePolicy" and the deletions of both, Microsoft
//! Graph v1.0.
//!
//! A setting that allows more goes ahead of everything else, one that allows less follows it. So what is
//! staged of groups meets the more generous of the two states, there and back.

use super::step::{Field, Lasting, Omitted, Step};
use crate::domain::setting::{Home, Keeper, Shape};
use crate::domain::{self, Attribute, Datum, GroupId, Setting, Subject};
use crate::powershell::Value;
use crate::tenant::Workspace;
use std::collections::BTreeMap;

/// Steps before everything else, and after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stages {
    pub open: Vec<Step>,
    pub close: Vec<Step>,
}

/// There, back, and what remains of either.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Plan {
    pub forward: Stages,
    pub back: Stages,
    pub lasting: Vec<Lasting>,
    pub omitted: Vec<Omitted>,
}

/// One setting that is to be another one.
#[derive(Debug, Clone)]
struct Change {
    setting: Setting,
    before: Datum,
    after: Datum,
}

/// The staged settings; those that no public interface writes are left to be changed by hand.
pub(super) fn plan(workspace: &Workspace) -> Plan {
    let mut plan = Plan::default();
    let mut homes: BTreeMap<Home, Vec<Change>> = BTreeMap::new();
    for (setting, before, after) in workspace.staged_settings() {
        let change = Change { setting, before, after: after.clone() };
        match obstacle(workspace, &change) {
            Some(omitted) => plan.omitted.push(omitted),
            None => homes.entry(setting.home()).or_default().push(change),
        }
    }
    for (home, changes) in homes {
        let keeper = workspace.organisation().keepers.get(&home);
        let unknown = changes.iter().filter(|change| change.before == Datum::Unknown);
        plan.lasting.extend(unknown.map(|change| Lasting::Setting(change.setting)));
        let imported = Settings::imported(workspace, home);
        let mut staged = imported.clone();
        staged.set(&changes);
        let back: Vec<Change> = changes.iter().filter_map(Change::inverse).collect();
        add(&mut plan.forward, home, keeper, imported, changes);
        if keeper == Some(&Keeper::Missing) {
            let fields = back.iter().filter_map(Change::field).collect();
            let keeper = keeper.cloned();
            plan.back.close.push(Step::Settings {
                home,
                keeper,
                fields,
                along: None,
                removes: true,
            });
            // It goes at the end; what was allowed before and is no longer has to be so again earlier.
            let opens: Vec<Change> = back.into_iter().filter(Change::opens).collect();
            plan.back.open.extend(step(home, None, &staged, &opens));
        } else {
            add(&mut plan.back, home, keeper, staged, back);
        }
    }
    plan
}

/// The steps of one object: what opens, then the rest. One that has yet to be created is created whole.
fn add(
    stages: &mut Stages,
    home: Home,
    keeper: Option<&Keeper>,
    mut settings: Settings,
    changes: Vec<Change>,
) {
    let whole = keeper == Some(&Keeper::Missing);
    let any = changes.iter().any(Change::opens);
    let first = |change: &Change| if whole { any } else { change.opens() };
    let (opens, rest): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(first);
    stages.open.extend(step(home, keeper, &settings, &opens));
    settings.set(&opens);
    stages.close.extend(step(home, keeper, &settings, &rest));
}

fn step(
    home: Home,
    keeper: Option<&Keeper>,
    settings: &Settings,
    changes: &[Change],
) -> Option<Step> {
    let fields: Vec<Field> = changes.iter().filter_map(Change::field).collect();
    let along = settings.along(home, keeper, changes);
    let keeper = keeper.cloned();
    (!fields.is_empty()).then_some(Step::Settings { home, keeper, fields, along, removes: false })
}

/// Why a change is in no step.
fn obstacle(workspace: &Workspace, change: &Change) -> Option<Omitted> {
    let Change { setting, after, .. } = change;
    let by_hand = Omitted::Setting { setting: *setting, value: after.clone() };
    let organisation = workspace.organisation();
    let writable = match setting.home() {
        Home::Portal | Home::Here => false,
        Home::AuthorizationPolicy => *after != Datum::Null,
        Home::GroupSettings => true,
        // A policy has a lifetime and says what it covers; without these there is none to write.
        Home::LifecyclePolicy => {
            let named = *setting == Setting::AlternateNotificationEmails || *after != Datum::Null;
            let missing =
                organisation.keepers.get(&Home::LifecyclePolicy) == Some(&Keeper::Missing);
            let lifetime = workspace.setting(Setting::GroupLifetimeInDays);
            named && !(missing && lifetime == Datum::Null)
        }
    };
    if !writable {
        return Some(by_hand);
    }
    // An object that was only made here, or came in without an id, has none that the tenant knows.
    let Datum::Value(domain::Value::Reference(id)) = after else { return None };
    let groups = workspace.groups();
    let group: GroupId = groups.find(*id)?;
    let unknown = workspace.staged().is_new(Subject::group(group)) || groups.is_provisional(group);
    let name = groups.get(group, Attribute::GROUP_DISPLAY_NAME);
    let label = name.as_text().map_or_else(|| id.to_string(), ToOwned::to_owned);
    unknown.then_some(Omitted::SettingGroup { setting: *setting, label })
}

impl Change {
    fn inverse(&self) -> Option<Self> {
        let Self { setting, before, after } = self.clone();
        let known = before != Datum::Unknown;
        known.then_some(Self { setting, before: after, after: before })
    }

    fn field(&self) -> Option<Field> {
        let path = self.setting.name().to_owned();
        let before = value(self.setting, &self.before);
        Some(Field { path, before, after: value(self.setting, &self.after)? })
    }

    /// Whether it allows what could not be done before.
    fn opens(&self) -> bool {
        match self.setting {
            Setting::GuestsMayBeAdded | Setting::GuestsMayOwn | Setting::GuestsMayAccess => {
                self.after.as_boolean() == Some(true)
            }
            // Names that are given after it follow it: only where there was none, it comes after them.
            Setting::NamingRequirement => self.before != Datum::Null,
            Setting::BlockedWords => lacks(&self.before, &self.after),
            Setting::Classifications => lacks(&self.after, &self.before),
            // A group is renewed where groups expire.
            Setting::ManagedGroupTypes => self.before.as_text() == Some("None"),
            _ => false,
        }
    }
}

/// Whether one list has something that another one lacks.
fn lacks(one: &Datum, other: &Datum) -> bool {
    let texts = |datum: &Datum| match datum {
        Datum::Value(domain::Value::Texts(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let other = texts(other);
    texts(one).iter().any(|text| !other.contains(text))
}

/// The settings of one object at some time.
#[derive(Clone)]
struct Settings(BTreeMap<Setting, Datum>);

impl Settings {
    fn imported(workspace: &Workspace, home: Home) -> Self {
        let all = Setting::ALL.into_iter().filter(|setting| setting.home() == home);
        Self(all.map(|setting| (setting, workspace.organisation().setting(setting))).collect())
    }

    fn set(&mut self, changes: &[Change]) {
        self.0.extend(changes.iter().map(|change| (change.setting, change.after.clone())));
    }

    /// What a request has to bring besides the changes, in its order; none where that is not known.
    fn along(
        &self,
        home: Home,
        keeper: Option<&Keeper>,
        changes: &[Change],
    ) -> Option<Vec<(String, Value)>> {
        let others = match (home, keeper) {
            (Home::GroupSettings | Home::LifecyclePolicy, None) => return None,
            (Home::LifecyclePolicy, Some(Keeper::Missing)) | (Home::GroupSettings, _) => {
                match keeper {
                    Some(Keeper::There { others, .. }) => others.as_slice(),
                    _ => &[],
                }
            }
            // These merge what they are sent.
            _ => return Some(Vec::new()),
        };
        let mut along = Vec::new();
        for (setting, datum) in &self.0 {
            if changes.iter().all(|change| change.setting != *setting) {
                let value = value(*setting, datum)?;
                if home == Home::GroupSettings || value != Value::Null {
                    along.push((setting.name().to_owned(), value));
                }
            }
        }
        let others = others.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
        along.extend(others);
        Some(along)
    }
}

/// A setting's value as a script says it: switches, lists, numbers and texts; none when it is unknown.
fn value(setting: Setting, datum: &Datum) -> Option<Value> {
    Some(match datum {
        Datum::Unknown => return None,
        Datum::Null => match (setting.shape(), setting.template_default()) {
            // Without a value of its own a switch of the template is as that has it.
            (Shape::Switch, Some(on)) => on.into(),
            (Shape::Texts(_), _) => Value::List(Vec::new()),
            _ => Value::Null,
        },
        Datum::Value(value) => match value {
            domain::Value::Boolean(on) => (*on).into(),
            domain::Value::Text(text) => match setting.shape() {
                Shape::Days(_) => text.parse().map_or_else(|_| text.as_str().into(), Value::Int),
                _ => text.as_str().into(),
            },
            domain::Value::Texts(texts) => {
                Value::List(texts.iter().map(|text| text.as_str().into()).collect())
            }
            domain::Value::Reference(id) => id.to_string().into(),
            domain::Value::Time(time) => crate::text::date::write_iso(time.0).into(),
        },
    })
}

/// The name of the object that keeps settings, as the last part of its address says it.
pub(super) const fn policy(home: Home) -> &'static str {
    match home {
        Home::AuthorizationPolicy => "authorizationPolicy",
        Home::LifecyclePolicy => "groupLifecyclePolicies",
        Home::GroupSettings | Home::Portal | Home::Here => "groupSettings",
    }
}
