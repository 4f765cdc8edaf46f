//! Guides: what to do, step by step, as Markdown with variables. Each has a head that says for which devices it is,
//! from where its facts are and until when they count. The project's own are files, `guides/KEY.LANGUAGE.md`.

use crate::domain::education::{Method, Place, Platform, Scenario};
use crate::text::date::Day;

#[cfg(test)]
pub(in crate::education) mod tests;

/// What a guide is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Enrol,
    Daily,
    Apps,
    Trouble,
    /// What frightening messages mean.
    Prompts,
    Lost,
    Leave,
    /// How to check oneself what is true.
    Check,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Enrol,
        Self::Daily,
        Self::Apps,
        Self::Trouble,
        Self::Prompts,
        Self::Lost,
        Self::Leave,
        Self::Check,
    ];

    /// Its name in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Daily => "daily",
            Self::Apps => "apps",
            Self::Trouble => "trouble",
            Self::Prompts => "prompts",
            Self::Lost => "lost",
            Self::Leave => "leave",
            Self::Check => "check",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// A guide in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guide {
    pub key: String,
    pub kind: Kind,
    pub platform: Platform,
    /// Of which kinds of devices; empty where it is for all of its platform.
    pub scenarios: Vec<Scenario>,
    /// By which way in; empty where it does not depend on that.
    pub methods: Vec<Method>,
    /// What somebody needs for it.
    pub minutes: u16,
    /// From 1, for whoever is new, to 3.
    pub level: u8,
    /// Date of the document that it follows.
    pub checked: Day,
    pub review_by: Day,
    pub source: String,
    /// Path of the maker's own page; empty where there is none.
    pub official: String,
    pub title: String,
    /// Markdown with variables.
    pub body: String,
}

/// What is wrong with a guide.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GuideProblem {
    #[error("no head between two lines of `---`")]
    NoHead,
    #[error("`{0}` is missing")]
    Missing(&'static str),
    #[error("`{value}` is no value of `{field}`")]
    Value { field: &'static str, value: String },
    #[error("a second guide of this name")]
    Twice,
}

/// Which guide, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("guide `{key}`: {problem}")]
pub struct GuideError {
    pub key: String,
    pub problem: GuideProblem,
}

/// All guides of one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Guides(Vec<Guide>);

impl Guides {
    /// Takes a guide in.
    ///
    /// # Errors
    /// When there is one of its name.
    pub fn add(&mut self, guide: Guide) -> Result<(), GuideError> {
        if self.get(&guide.key).is_some() {
            return Err(GuideError { key: guide.key, problem: GuideProblem::Twice });
        }
        self.0.push(guide);
        Ok(())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Guide> {
        self.0.iter()
    }

    /// A guide by its name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Guide> {
        self.0.iter().find(|guide| guide.key == key)
    }

    /// The guides of a kind for a device: those that are only for it first.
    #[must_use]
    pub fn of(&self, kind: Kind, place: Place) -> Vec<&Guide> {
        let mut found: Vec<&Guide> =
            self.0.iter().filter(|guide| guide.kind == kind && guide.is_for(place)).collect();
        found.sort_by_key(|guide| (guide.scenarios.is_empty(), guide.platform == Platform::Any));
        found
    }
}

impl Guide {
    /// Whether it is for a kind of device.
    #[must_use]
    pub fn is_for(&self, place: Place) -> bool {
        let fits_platform =
            self.platform == Platform::Any || self.platform == place.scenario.platform();
        let fits_scenario = self.scenarios.is_empty() || self.scenarios.contains(&place.scenario);
        // A guide for everybody's lost devices is for none that is not managed, unless it says so.
        let fits_method = self.methods.is_empty() || self.methods.contains(&place.method);
        (fits_platform || !self.scenarios.is_empty()) && fits_scenario && fits_method
    }

    /// Whether somebody should look again whether it is still true.
    #[must_use]
    pub fn is_due(&self, today: Day) -> bool {
        self.review_by < today
    }
}

/// Reads one guide: its head, then its text.
///
/// # Errors
/// What is wrong with its head.
pub fn read(key: &str, text: &str) -> Result<Guide, GuideError> {
    let wrong = |problem| GuideError { key: key.to_owned(), problem };
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let rest =
        text.trim_start().strip_prefix("---\n").ok_or_else(|| wrong(GuideProblem::NoHead))?;
    let (head, body) = rest.split_once("\n---\n").ok_or_else(|| wrong(GuideProblem::NoHead))?;
    let find = |field: &'static str| {
        let lines = head.lines().filter_map(|line| line.split_once(':'));
        let mut lines = lines.filter(|(name, _)| name.trim() == field);
        lines.next().map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    };
    let need = |field| find(field).ok_or_else(|| wrong(GuideProblem::Missing(field)));
    let no = |field, value: &str| wrong(GuideProblem::Value { field, value: value.to_owned() });
    let day = |field| {
        let value = need(field)?;
        Day::parse(value).ok_or_else(|| no(field, value))
    };
    let kind = need("kind")?;
    let platform = need("platform")?;
    let minutes = need("minutes")?;
    let level = need("level")?;
    let scenarios = need("scenarios")?;
    let scenarios = if scenarios == "all" {
        Vec::new()
    } else {
        let parse = |key: &str| Scenario::parse(key.trim());
        let all: Option<Vec<Scenario>> = scenarios.split(',').map(parse).collect();
        all.ok_or_else(|| no("scenarios", scenarios))?
    };
    let methods = match find("method") {
        None => Vec::new(),
        Some(methods) => {
            let parse = |key: &str| Method::parse(key.trim());
            let all: Option<Vec<Method>> = methods.split(',').map(parse).collect();
            all.ok_or_else(|| no("method", methods))?
        }
    };
    Ok(Guide {
        key: key.to_owned(),
        kind: Kind::parse(kind).ok_or_else(|| no("kind", kind))?,
        platform: Platform::parse(platform).ok_or_else(|| no("platform", platform))?,
        scenarios,
        methods,
        minutes: minutes.parse().map_err(|_| no("minutes", minutes))?,
        level: level
            .parse()
            .ok()
            .filter(|it| (1..=3).contains(it))
            .ok_or_else(|| no("level", level))?,
        checked: day("checked")?,
        review_by: day("review-by")?,
        source: need("source")?.to_owned(),
        official: find("official").unwrap_or_default().to_owned(),
        title: need("title")?.to_owned(),
        body: body.trim_start_matches('\n').to_owned(),
    })
}
