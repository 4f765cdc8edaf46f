//! What can be noted about education, piece by piece: each piece is an entry of the ledger, so that each is told,
//! undone and dropped by itself.

use super::profile::{Contact, Field, FieldProblem, Least, Profile, Trial};
use super::scenario::{Platform, Scenario};
use super::statement::Promise;
use super::switches::{Stand, Switch};
use crate::text::date::Day;
use std::fmt;

/// A short name: letters without accents, digits, dots and hyphens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug {
    /// Filled up with zeros.
    bytes: [u8; Self::MOST],
}

impl Slug {
    /// Characters at most.
    pub const MOST: usize = 32;

    /// The name; none where it is too long, empty, or has other characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        if text.is_empty() || !text.bytes().all(fits) {
            return None;
        }
        let mut bytes = [0; Self::MOST];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { bytes })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(Self::MOST);
        self.bytes.get(..end).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default()
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// A country, ISO 3166-1 alpha-2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    pub const FRANCE: Self = Self(*b"FR");
    pub const GERMANY: Self = Self(*b"DE");

    /// The country of two capital letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters: [u8; 2] = text.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// What something is noted about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    Text(Field),
    Switch(Switch),
    /// Whether a line of the matrix is so on a kind of device.
    Trial(Slug, Scenario),
    /// The least version of a system.
    Least(Platform),
    /// That people work there.
    Country(Country),
    GraceDays,
    WipeNeedsSecond,
    AndroidMove,
    OtherMonitoring,
    Promise(Slug),
}

/// What is noted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    Text(String),
    Stand(Stand),
    Trial(Trial),
    Least(Least),
    /// That it is so; no note says that it is not.
    There,
    Days(u16),
    Flag(bool),
    Day(Day),
    Texts(Vec<String>),
    Promise(Promise),
}

/// Why something cannot be noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteProblem {
    /// Another sort of note belongs to the topic.
    Sort,
    /// A value that it cannot have.
    Value,
    Text(FieldProblem),
}

/// Days of grace at most.
const MOST_DAYS: u16 = 365;
/// Other products that watch, and characters of each.
const MOST_OTHERS: usize = 20;
const MOST_NAME: usize = 80;
/// Characters of each text of a promise.
const MOST_WORDS: usize = 1_000;

/// A text of one line that has something in it.
fn is_line(text: &str, most: usize) -> bool {
    !text.trim().is_empty()
        && text.trim() == text
        && text.chars().count() <= most
        && !text.contains(char::is_control)
}

impl Topic {
    /// What is wrong with noting something about it.
    ///
    /// # Errors
    /// The first thing that is.
    pub fn check(self, note: &Note) -> Result<(), NoteProblem> {
        let fits = |fits: bool| if fits { Ok(()) } else { Err(NoteProblem::Value) };
        match (self, note) {
            (Self::Text(field), Note::Text(text)) => {
                let mut contact = Contact::default();
                contact.set(field, text).map_err(NoteProblem::Text)?;
                fits(contact.get(field) == text && !text.is_empty())
            }
            (Self::Switch(switch), Note::Stand(stand)) => fits(switch.stands().contains(stand)),
            (Self::Trial(about, _), Note::Trial(_)) => {
                fits(["see.", "do."].iter().any(|table| about.as_str().starts_with(table)))
            }
            (Self::Least(_), Note::Least(least)) => fits(is_line(&least.version, 20)),
            (Self::Country(_), Note::There)
            | (Self::WipeNeedsSecond, Note::Flag(_))
            | (Self::AndroidMove, Note::Day(_)) => Ok(()),
            (Self::GraceDays, Note::Days(days)) => fits(*days <= MOST_DAYS),
            (Self::OtherMonitoring, Note::Texts(all)) => fits(
                (1..=MOST_OTHERS).contains(&all.len())
                    && all.iter().all(|name| is_line(name, MOST_NAME)),
            ),
            (Self::Promise(_), Note::Promise(promise)) => fits(is_sound(promise)),
            _ => Err(NoteProblem::Sort),
        }
    }
}

fn is_sound(promise: &Promise) -> bool {
    let is_short = |text: &str| text.chars().count() <= MOST_WORDS;
    let about = promise.about.iter().all(|key| Slug::parse(key).is_some());
    let words = promise.words.iter().all(|(language, words)| {
        let all = [&words.statement, &words.why, &words.told];
        language.len() == 2
            && !words.statement.trim().is_empty()
            && all.into_iter().all(|text| is_short(text))
    });
    let approvals = promise.approvals.iter().all(|one| is_line(&one.name, MOST_NAME));
    about && words && approvals && promise.about.len() <= 50 && !promise.words.is_empty()
}

impl Profile {
    /// The profile that notes make. Of a note that does not belong to its topic nothing is taken.
    #[must_use]
    pub fn of<'a>(notes: impl IntoIterator<Item = (Topic, &'a Note)>) -> Self {
        let mut profile = Self::default();
        for (topic, note) in notes {
            match (topic, note) {
                // What was checked when it was noted fits.
                (Topic::Text(field), Note::Text(text)) => drop(profile.contact.set(field, text)),
                (Topic::Switch(switch), Note::Stand(stand)) => {
                    profile.switches.set(switch, Some(*stand));
                }
                (Topic::Trial(about, scenario), Note::Trial(trial)) => {
                    profile.trials.insert((about, scenario), *trial);
                }
                (Topic::Least(platform), Note::Least(least)) => {
                    profile.least.insert(platform, least.clone());
                }
                (Topic::Country(country), Note::There) => drop(profile.countries.insert(country)),
                (Topic::GraceDays, Note::Days(days)) => profile.grace_days = Some(*days),
                (Topic::WipeNeedsSecond, Note::Flag(flag)) => {
                    profile.wipe_needs_second = Some(*flag);
                }
                (Topic::AndroidMove, Note::Day(day)) => profile.android_move = Some(*day),
                (Topic::OtherMonitoring, Note::Texts(all)) => {
                    profile.other_monitoring.clone_from(all);
                }
                _ => {}
            }
        }
        profile
    }

    /// The notes that make this profile, by topic.
    pub fn notes(&self) -> impl Iterator<Item = (Topic, Note)> + '_ {
        let texts = self.contact.said();
        let texts = texts.map(|(field, text)| (Topic::Text(field), Note::Text(text.to_owned())));
        let switches = self.switches.known();
        let switches = switches.map(|(switch, it)| (Topic::Switch(switch), Note::Stand(it)));
        let trials = self.trials.iter();
        let trials =
            trials.map(|((about, it), trial)| (Topic::Trial(*about, *it), Note::Trial(*trial)));
        let least = self.least.iter();
        let least = least.map(|(platform, it)| (Topic::Least(*platform), Note::Least(it.clone())));
        let countries = self.countries.iter().map(|it| (Topic::Country(*it), Note::There));
        let others = (!self.other_monitoring.is_empty())
            .then(|| (Topic::OtherMonitoring, Note::Texts(self.other_monitoring.clone())));
        texts
            .chain(switches)
            .chain(trials)
            .chain(least)
            .chain(countries)
            .chain(self.grace_days.map(|days| (Topic::GraceDays, Note::Days(days))))
            .chain(self.wipe_needs_second.map(|it| (Topic::WipeNeedsSecond, Note::Flag(it))))
            .chain(self.android_move.map(|day| (Topic::AndroidMove, Note::Day(day))))
            .chain(others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        for good in ["see.personal-email-sms", "a", "0", &"a".repeat(32)] {
            assert_eq!(Slug::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "A", "a b", "é", &"a".repeat(33), "a\0"] {
            assert_eq!(Slug::parse(bad), None, "{bad:?}");
        }
        assert_eq!(Country::parse("FR"), Some(Country::FRANCE));
        assert_eq!((Country::parse("fr"), Country::parse("FRA")), (None, None));
    }

    #[test]
    fn notes_fit_their_topics() {
        let slug = Slug::parse("see.x").unwrap();
        let text = |text: &str| Note::Text(text.to_owned());
        let phone = Topic::Text(Field::Phone);
        assert_eq!(phone.check(&text("+33 1")), Ok(()));
        assert_eq!(phone.check(&text(" +33")), Err(NoteProblem::Value));
        assert_eq!(phone.check(&Note::There), Err(NoteProblem::Sort));
        let long = phone.check(&text(&"1".repeat(21)));
        assert_eq!(long, Err(NoteProblem::Text(FieldProblem::TooLong(1))));
        let mtd = Topic::Switch(Switch::Mtd);
        assert_eq!(mtd.check(&Note::Stand(Stand::On)), Ok(()));
        assert_eq!(mtd.check(&Note::Stand(Stand::OnRequest)), Err(NoteProblem::Value));
        assert_eq!(Topic::GraceDays.check(&Note::Days(366)), Err(NoteProblem::Value));
        assert_eq!(Topic::OtherMonitoring.check(&Note::Texts(vec![])), Err(NoteProblem::Value));
        let trial = Note::Trial(Trial { is_so: true, on: Day::new(2026, 1, 1).unwrap() });
        assert_eq!(Topic::Trial(slug, Scenario::LinuxCompany).check(&trial), Ok(()));
        let other = Slug::parse("x").unwrap();
        let other = Topic::Trial(other, Scenario::LinuxCompany);
        assert_eq!(other.check(&trial), Err(NoteProblem::Value));
    }
}
