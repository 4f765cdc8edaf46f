//! What an organisation says of its device management, as a file (JSON): written to be kept and read again.
//!
//! ```json
//! { "kind": "tenantry-profile", "version": 1,
//!   "texts": { "org": "Contoso", "contact.phone": "+33 1 …" },
//!   "countries": ["FR"], "switches": { "mtd": "on", "wipe-personal": "on-request" },
//!   "trials": [{ "about": "see.serial", "scenario": "ios-personal-user-enrollment", "so": false, "on": "2026-05-01" }],
//!   "least": { "ios": { "version": "17", "checked": "2026-04-27" } },
//!   "graceDays": 14, "wipeNeedsSecond": true, "androidMove": "2026-09-01", "otherMonitoring": ["…"] }
//! ```
//! Everything but kind and version may be missing: then it is not said. What is wrong is told by its place, all of it,
//! and nothing of such a file is taken in.

use crate::domain::education::profile::{FieldProblem, Least, Trial};
use crate::domain::education::{Country, Field, Platform, Profile, Scenario, Slug, Stand, Switch};
use crate::text::date::{Day, write_day};
use serde_json::{Map, Value, json};

#[cfg(test)]
mod tests;

const KIND: &str = "tenantry-profile";
const VERSION: u64 = 1;
/// Bytes of a file; what people write has some thousands.
pub const MOST_BYTES: usize = 1 << 20;

/// What is wrong with something in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileProblem {
    /// No JSON, from this line and column on.
    Json {
        line: usize,
        column: usize,
    },
    /// JSON of another kind, or larger than such a file can be.
    Kind,
    /// Made by a newer version.
    TooNew(u64),
    /// No such name.
    Unknown,
    /// Another sort of value is wanted.
    Sort,
    /// A value that it cannot have.
    Value,
    Text(FieldProblem),
}

/// What is wrong, and where: names one after the other (`switches.mtd`), empty for the file itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    pub at: String,
    pub problem: ProfileProblem,
}

/// Reads a file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Profile, Vec<ProfileError>> {
    let whole = |problem| vec![ProfileError { at: String::new(), problem }];
    if bytes.len() > MOST_BYTES {
        return Err(whole(ProfileProblem::Kind));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json: Value = serde_json::from_slice(bytes).map_err(|error| {
        whole(ProfileProblem::Json { line: error.line(), column: error.column() })
    })?;
    let all = json.as_object().filter(|all| all.get("kind").and_then(Value::as_str) == Some(KIND));
    let all = all.ok_or_else(|| whole(ProfileProblem::Kind))?;
    match all.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => return Err(whole(ProfileProblem::TooNew(newer))),
        _ => return Err(whole(ProfileProblem::Kind)),
    }
    let mut reader = Reader::default();
    for (name, value) in all.iter().filter(|(name, _)| !["kind", "version"].contains(&&***name)) {
        reader.take(name, value);
    }
    if reader.errors.is_empty() { Ok(reader.profile) } else { Err(reader.errors) }
}

#[derive(Debug, Default)]
struct Reader {
    profile: Profile,
    errors: Vec<ProfileError>,
}

impl Reader {
    fn wrong(&mut self, at: &str, problem: ProfileProblem) {
        self.errors.push(ProfileError { at: at.to_owned(), problem });
    }

    fn take(&mut self, name: &str, value: &Value) {
        match name {
            "texts" => self.each(name, value, Self::text),
            "switches" => self.each(name, value, Self::switch),
            "least" => self.each(name, value, Self::least),
            "countries" => self.items(name, value, Self::country),
            "trials" => self.items(name, value, Self::trial),
            "otherMonitoring" => self.items(name, value, Self::other),
            "graceDays" => match value.as_u64().and_then(|days| u16::try_from(days).ok()) {
                Some(days) if days <= 365 => self.profile.grace_days = Some(days),
                _ => self.wrong(name, ProfileProblem::Value),
            },
            "wipeNeedsSecond" => match value.as_bool() {
                Some(needs) => self.profile.wipe_needs_second = Some(needs),
                None => self.wrong(name, ProfileProblem::Sort),
            },
            "androidMove" => match value.as_str().and_then(Day::parse) {
                Some(day) => self.profile.android_move = Some(day),
                None => self.wrong(name, ProfileProblem::Value),
            },
            _ => self.wrong(name, ProfileProblem::Unknown),
        }
    }

    fn each(&mut self, name: &str, value: &Value, take: fn(&mut Self, &str, &str, &Value)) {
        let Some(all) = value.as_object() else { return self.wrong(name, ProfileProblem::Sort) };
        for (key, value) in all {
            take(self, &format!("{name}.{key}"), key, value);
        }
    }

    fn items(&mut self, name: &str, value: &Value, take: fn(&mut Self, &str, &Value)) {
        let Some(all) = value.as_array() else { return self.wrong(name, ProfileProblem::Sort) };
        for (number, value) in all.iter().enumerate() {
            take(self, &format!("{name}.{}", number + 1), value);
        }
    }

    fn text(&mut self, at: &str, key: &str, value: &Value) {
        let Some(field) = Field::parse(key) else {
            return self.wrong(at, ProfileProblem::Unknown);
        };
        let Some(text) = value.as_str() else { return self.wrong(at, ProfileProblem::Sort) };
        if let Err(problem) = self.profile.contact.set(field, text) {
            self.wrong(at, ProfileProblem::Text(problem));
        }
    }

    fn switch(&mut self, at: &str, key: &str, value: &Value) {
        let Some(switch) = Switch::parse(key) else {
            return self.wrong(at, ProfileProblem::Unknown);
        };
        let stand = value.as_str().and_then(Stand::parse);
        match stand.filter(|stand| switch.stands().contains(stand)) {
            Some(stand) => self.profile.switches.set(switch, Some(stand)),
            None => self.wrong(at, ProfileProblem::Value),
        }
    }

    fn least(&mut self, at: &str, key: &str, value: &Value) {
        let Some(platform) = Platform::parse(key) else {
            return self.wrong(at, ProfileProblem::Unknown);
        };
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let version = text("version").map(str::trim).filter(|text| {
            !text.is_empty() && text.chars().count() <= 20 && !text.contains(char::is_control)
        });
        match version.zip(text("checked").and_then(Day::parse)) {
            Some((version, checked)) => {
                let least = Least { version: version.to_owned(), checked };
                self.profile.least.insert(platform, least);
            }
            None => self.wrong(at, ProfileProblem::Value),
        }
    }

    fn country(&mut self, at: &str, value: &Value) {
        match value.as_str().and_then(Country::parse) {
            Some(country) => drop(self.profile.countries.insert(country)),
            None => self.wrong(at, ProfileProblem::Value),
        }
    }

    fn trial(&mut self, at: &str, value: &Value) {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let about = text("about").filter(|key| key.starts_with("see.") || key.starts_with("do."));
        let about = about.and_then(Slug::parse);
        let scenario = text("scenario").and_then(Scenario::parse);
        let so = value.get("so").and_then(Value::as_bool);
        let on = text("on").and_then(Day::parse);
        match (about, scenario, so, on) {
            (Some(about), Some(scenario), Some(is_so), Some(on)) => {
                let trial = Trial { is_so, on };
                self.profile.trials.insert((about, scenario), trial);
            }
            _ => self.wrong(at, ProfileProblem::Value),
        }
    }

    fn other(&mut self, at: &str, value: &Value) {
        match value.as_str().map(str::trim) {
            Some(name)
                if (1..=80).contains(&name.chars().count()) && !name.contains(char::is_control) =>
            {
                self.profile.other_monitoring.push(name.to_owned());
            }
            _ => self.wrong(at, ProfileProblem::Value),
        }
    }
}

/// Writes a file; [`read`] makes the same of it.
#[must_use]
pub fn write(profile: &Profile) -> String {
    let mut all = Map::new();
    all.insert("kind".to_owned(), json!(KIND));
    all.insert("version".to_owned(), json!(VERSION));
    let mut put = |name: &str, value: Value| {
        let is_empty = match &value {
            Value::Object(all) => all.is_empty(),
            Value::Array(all) => all.is_empty(),
            Value::Null => true,
            _ => false,
        };
        if !is_empty {
            all.insert(name.to_owned(), value);
        }
    };
    let said = profile.contact.said();
    put("texts", said.map(|(field, text)| (field.key().to_owned(), json!(text))).collect());
    put("countries", profile.countries.iter().map(|country| json!(country.code())).collect());
    let known = profile.switches.known();
    put("switches", known.map(|(it, stand)| (it.key().to_owned(), json!(stand.key()))).collect());
    let trial = |((about, scenario), trial): (&(Slug, Scenario), &Trial)| json!({ "about": about.as_str(), "scenario": scenario.key(), "so": trial.is_so, "on": write_day(trial.on) });
    put("trials", profile.trials.iter().map(trial).collect());
    let least = |(platform, least): (&Platform, &Least)| {
        let value = json!({ "version": least.version, "checked": write_day(least.checked) });
        (platform.key().to_owned(), value)
    };
    put("least", profile.least.iter().map(least).collect());
    put("graceDays", json!(profile.grace_days));
    put("wipeNeedsSecond", json!(profile.wipe_needs_second));
    put("androidMove", json!(profile.android_move.map(write_day)));
    put("otherMonitoring", json!(profile.other_monitoring));
    let mut text = serde_json::to_string_pretty(&Value::Object(all)).unwrap_or_default();
    text.push('\n');
    text
}
