//! What is noted about education, as parts of entries of the ledger. Kinds are written by their names, which are those
//! of files: a name that newer code adds is told as damage of its place by older code only under a new version.

use crate::domain::education::profile::{Least, Trial};
use crate::domain::education::{
    Approval, Approver, Country, Field, Note, Platform, Position, Promise, PromiseWords, Scenario,
    Slug, Stand, Switch, Topic,
};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{Damage, UpgradeError};
use crate::text::date::Day;

pub(super) fn write_topic(out: &mut Writer, topic: Topic) {
    match topic {
        Topic::Text(field) => {
            out.byte(0);
            out.text(field.key());
        }
        Topic::Switch(switch) => {
            out.byte(1);
            out.text(switch.key());
        }
        Topic::Trial(about, scenario) => {
            out.byte(2);
            out.text(about.as_str());
            out.text(scenario.key());
        }
        Topic::Least(platform) => {
            out.byte(3);
            out.text(platform.key());
        }
        Topic::Country(country) => {
            out.byte(4);
            out.text(country.code());
        }
        Topic::GraceDays => out.byte(5),
        Topic::WipeNeedsSecond => out.byte(6),
        Topic::AndroidMove => out.byte(7),
        Topic::OtherMonitoring => out.byte(8),
        Topic::Promise(name) => {
            out.byte(9);
            out.text(name.as_str());
        }
    }
}

/// Something by its name; a name of which nothing is known is damage.
fn named<T>(input: &mut Reader<'_>, parse: fn(&str) -> Option<T>) -> Result<T, UpgradeError> {
    let name = input.text()?;
    parse(&name).ok_or_else(|| input.damage(Damage::Nonsense))
}

pub(super) fn read_topic(input: &mut Reader<'_>) -> Result<Topic, UpgradeError> {
    Ok(match input.byte()? {
        0 => Topic::Text(named(input, Field::parse)?),
        1 => Topic::Switch(named(input, Switch::parse)?),
        2 => Topic::Trial(named(input, Slug::parse)?, named(input, Scenario::parse)?),
        3 => Topic::Least(named(input, Platform::parse)?),
        4 => Topic::Country(named(input, Country::parse)?),
        5 => Topic::GraceDays,
        6 => Topic::WipeNeedsSecond,
        7 => Topic::AndroidMove,
        8 => Topic::OtherMonitoring,
        9 => Topic::Promise(named(input, Slug::parse)?),
        tag => return Err(input.damage(Damage::Tag(tag))),
    })
}

fn write_day(out: &mut Writer, day: Day) {
    out.signed(day.days());
}

/// Days that a calendar of four digits has.
fn read_day(input: &mut Reader<'_>) -> Result<Day, UpgradeError> {
    let days = input.signed()?;
    if !(-719_528..2_932_897).contains(&days) {
        return Err(input.damage(Damage::Nonsense));
    }
    Ok(Day::from_days(days))
}

pub(super) fn write_note(out: &mut Writer, note: &Note) {
    match note {
        Note::Text(text) => {
            out.byte(0);
            out.text(text);
        }
        Note::Stand(stand) => {
            out.byte(1);
            out.text(stand.key());
        }
        Note::Trial(trial) => {
            out.byte(2);
            out.flag(trial.is_so);
            write_day(out, trial.on);
        }
        Note::Least(least) => {
            out.byte(3);
            out.text(&least.version);
            write_day(out, least.checked);
        }
        Note::There => out.byte(4),
        Note::Days(days) => {
            out.byte(5);
            out.number(u32::from(*days));
        }
        Note::Flag(flag) => {
            out.byte(6);
            out.flag(*flag);
        }
        Note::Day(day) => {
            out.byte(7);
            write_day(out, *day);
        }
        Note::Texts(texts) => {
            out.byte(8);
            out.list(texts, |out, text| out.text(text));
        }
        Note::Promise(promise) => {
            out.byte(9);
            write_promise(out, promise);
        }
    }
}

pub(super) fn read_note(input: &mut Reader<'_>) -> Result<Note, UpgradeError> {
    Ok(match input.byte()? {
        0 => Note::Text(input.text()?),
        1 => Note::Stand(named(input, Stand::parse)?),
        2 => Note::Trial(Trial { is_so: input.flag()?, on: read_day(input)? }),
        3 => Note::Least(Least { version: input.text()?, checked: read_day(input)? }),
        4 => Note::There,
        5 => Note::Days(input.small()?),
        6 => Note::Flag(input.flag()?),
        7 => Note::Day(read_day(input)?),
        8 => Note::Texts(input.list(Reader::text)?),
        9 => Note::Promise(read_promise(input)?),
        tag => return Err(input.damage(Damage::Tag(tag))),
    })
}

fn write_promise(out: &mut Writer, promise: &Promise) {
    out.list(&promise.about, |out, key| out.text(key));
    out.text(promise.position.key());
    out.flag(promise.personal_only);
    let words: Vec<_> = promise.words.iter().collect();
    out.list(&words, |out, (language, words)| {
        for text in [*language, &words.statement, &words.why, &words.told] {
            out.text(text);
        }
    });
    out.list(&promise.approvals, |out, one| {
        out.text(one.by.key());
        out.text(&one.name);
        write_day(out, one.on);
    });
    out.flag(promise.review_by.is_some());
    if let Some(day) = promise.review_by {
        write_day(out, day);
    }
}

fn read_promise(input: &mut Reader<'_>) -> Result<Promise, UpgradeError> {
    Ok(Promise {
        about: input.list(Reader::text)?,
        position: named(input, Position::parse)?,
        personal_only: input.flag()?,
        words: input
            .list(|input| {
                let language = input.text()?;
                let words = PromiseWords {
                    statement: input.text()?,
                    why: input.text()?,
                    told: input.text()?,
                };
                Ok((language, words))
            })?
            .into_iter()
            .collect(),
        approvals: input.list(|input| {
            Ok(Approval {
                by: named(input, Approver::parse)?,
                name: input.text()?,
                on: read_day(input)?,
            })
        })?,
        review_by: if input.flag()? { Some(read_day(input)?) } else { None },
    })
}
