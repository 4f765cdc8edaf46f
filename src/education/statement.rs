//! The page that people get: what the organisation can and cannot see and do on their kind of device, what it
//! promises, how to set the device up, and who helps. A document, so that it leaves in every form.

pub mod texts;

mod lines;
#[cfg(test)]
mod tests;

use self::texts as t;
use super::guides::{Guide, Guides, Kind};
use super::matrix::{Matrix, Table};
use super::texts::Texts;
use super::truth::{Line, truth};
use crate::documents::markdown;
use crate::documents::template::{TemplateError, Variables, fill};
use crate::documents::tree::{Block, Document, Inline, Target, Tone, heading, paragraph, text};
use crate::domain::education::{
    Field, Ownership, Place, Platform, Profile, Promise, PromiseWords, Scenario, Verdict,
};
use crate::i18n::Locale;
use crate::text::date::Day;

/// For whom a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// Whoever wants the answer.
    Novice,
    /// Whoever wants to know where it is from: sources, dates and certainty stand beside it.
    Expert,
}

/// Everything that a page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    pub profile: &'a Profile,
    pub place: Place,
    pub matrix: &'a Matrix,
    /// Words of the matrix, in the language of the page.
    pub texts: &'a Texts,
    pub guides: &'a Guides,
    pub promises: &'a [Promise],
    pub locale: Locale,
    pub reader: Reader,
    /// Number of the statement; none of a draft.
    pub version: Option<u32>,
    pub day: Day,
}

/// The variables that guides may name.
pub fn variables_known() -> impl Iterator<Item = &'static str> {
    const OTHERS: [&str; 4] = ["min_os", "deadline", "grace_days", "address"];
    Field::ALL.into_iter().filter(|it| !it.key().contains('-')).map(Field::key).chain(OTHERS)
}

/// What variables stand for, for one platform. What is not said is there and empty.
#[must_use]
pub fn variables(profile: &Profile, platform: Platform) -> Variables {
    let least = profile.least.get(&platform).map(|least| least.version.clone());
    let grace = profile.grace_days.map(|days| days.to_string()).unwrap_or_default();
    let empty = variables_known().fold(Variables::default(), |all, name| all.and(name, ""));
    let said = profile.contact.said().fold(empty, |all, (field, text)| all.and(field.key(), text));
    said.and("min_os", least.unwrap_or_default()).and("grace_days", grace)
}

impl Statement<'_> {
    fn say(&self, text: crate::i18n::Text) -> &'static str {
        text.get(self.locale)
    }

    fn org(&self) -> &str {
        let name = self.profile.contact.get(Field::OrganisationName);
        if name.is_empty() { self.say(t::YOUR_ORGANISATION) } else { name }
    }

    /// The page.
    ///
    /// # Errors
    /// What is wrong with a guide that stands in it.
    pub fn document(&self) -> Result<Document, TemplateError> {
        let lines = truth(self.matrix, self.profile, self.place);
        let mut blocks = self.in_short(&lines);
        blocks.extend(self.seen(&lines));
        blocks.extend(self.done(&lines));
        for (title, kinds) in [
            (t::SET_UP, &[Kind::Enrol][..]),
            (t::EVERY_DAY, &[Kind::Daily, Kind::Apps]),
            (t::PROBLEM, &[Kind::Trouble, Kind::Prompts, Kind::Lost, Kind::Leave]),
        ] {
            blocks.extend(self.guides(self.say(title), kinds)?);
        }
        blocks.extend(self.your_say());
        let device = t::device(self.place.scenario).get(self.locale);
        let title = t::TITLE.with(self.locale, &[device, self.org()]);
        let day = self.locale.day(self.day);
        let version = self.version.map_or_else(
            || self.say(t::DRAFT).to_owned(),
            |version| t::VERSION.with(self.locale, &[&self.locale.number(u64::from(version))]),
        );
        let dated = t::DATED.with(self.locale, &[&version, &day]);
        let facts = t::FACTS_OF.with(self.locale, &[&self.matrix.version]);
        Ok(Document {
            locale: self.locale,
            foot: format!("{title} · {dated} · {facts}"),
            title,
            lead: vec![
                vec![text(dated)],
                vec![text(t::whose(self.place.scenario).get(self.locale))],
            ],
            blocks,
        })
    }

    fn in_short(&self, lines: &[Line<'_>]) -> Vec<Block> {
        let named = |keys: &[&str], fits: fn(&Line<'_>) -> bool| -> Vec<&str> {
            let found = keys.iter().filter_map(|key| {
                let line = lines
                    .iter()
                    .find(|line| line.entry.table == Table::See && *line.entry.key == **key)?;
                fits(line).then(|| self.texts.find(&format!("see.{key}.short"))).flatten()
            });
            found.collect()
        };
        let never = named(
            &["photos", "personal-email-sms", "call-history", "web-history", "location"],
            |line| line.verdict == Verdict::Never && line.is_fact(),
        );
        let what = capital(&t::manages(self.place.scenario).with(self.locale, &[self.org()]));
        let mut line = vec![text(what)];
        if !never.is_empty() {
            let never = self.locale.list_or(&never);
            line.push(text(format!(" {}", t::NEVER_SEES.with(self.locale, &[&never]))));
        }
        let mut blocks = vec![heading(2, self.say(t::IN_SHORT)), Block::Paragraph(line)];
        blocks.push(self.contact());
        blocks
    }

    /// Whom to ask, by every way that is said.
    fn contact(&self) -> Block {
        let contact = &self.profile.contact;
        let mut line = vec![text(self.say(t::QUESTIONS))];
        let mut push = |piece: Inline| {
            line.push(text(if line.len() == 1 { " " } else { ", " }));
            line.push(piece);
        };
        if !contact.get(Field::ContactName).is_empty() {
            push(text(contact.get(Field::ContactName)));
        }
        for (field, scheme) in [(Field::Phone, "tel:"), (Field::Email, "mailto:")] {
            let said = contact.get(field);
            if said.is_empty() {
                continue;
            }
            let address: String = said.chars().filter(|c| !c.is_whitespace()).collect();
            push(match Target::parse(&format!("{scheme}{address}")) {
                Some(to) => Inline::Link { to, text: vec![text(said)] },
                None => text(said),
            });
        }
        if let Some(to) = Target::parse(contact.get(Field::SiteUrl)) {
            let name = contact.get(Field::SiteName);
            let name = if name.is_empty() { to.shown() } else { name }.to_owned();
            push(Inline::Link { to, text: vec![text(name)] });
        }
        if line.len() == 1 {
            return Block::Notice {
                tone: Tone::Warn,
                content: vec![paragraph(self.say(t::NOBODY_TO_ASK))],
            };
        }
        let hours = contact.get(Field::Hours);
        if !hours.is_empty() {
            line.push(text(format!(" ({hours})")));
        }
        line.push(text("."));
        Block::Paragraph(line)
    }

    /// What can be done, and what is promised.
    fn done(&self, lines: &[Line<'_>]) -> Vec<Block> {
        let mut blocks = vec![heading(2, self.say(t::WE_CAN_DO))];
        blocks.extend(self.of_table(lines, Table::Do));
        let words = |promise: &Promise| -> Option<PromiseWords> {
            super::promises::concerns(promise, self.place)
                .then(|| promise.words.get(self.locale.tag()).cloned())?
        };
        let promised: Vec<Vec<Block>> = self
            .promises
            .iter()
            .filter_map(|promise| Some((promise, words(promise)?)))
            .map(|(promise, words)| self.promise(promise, &words))
            .collect();
        if !promised.is_empty() {
            blocks.push(heading(3, self.say(t::PROMISES)));
            blocks.push(Block::List { start: None, items: promised });
        }
        blocks
    }

    fn promise(&self, promise: &Promise, words: &PromiseWords) -> Vec<Block> {
        let mut line = vec![Inline::Strong(vec![text(words.statement.clone())])];
        for more in [&words.why, &words.told] {
            if !more.is_empty() {
                line.push(text(format!(" {more}")));
            }
        }
        let approved: Vec<String> = promise
            .approvals
            .iter()
            .map(|one| {
                let by = t::approver(one.by).get(self.locale);
                t::APPROVAL.with(self.locale, &[by, &one.name, &self.locale.day(one.on)])
            })
            .collect();
        if !approved.is_empty() {
            let all = self.locale.list_and(&approved);
            line.push(text(format!(" {}", t::APPROVED.with(self.locale, &[&all]))));
        }
        vec![Block::Paragraph(line)]
    }

    fn guides(&self, title: &str, kinds: &[Kind]) -> Result<Vec<Block>, TemplateError> {
        let variables = variables(self.profile, self.place.scenario.platform());
        let mut blocks = Vec::new();
        let found: Vec<&Guide> =
            kinds.iter().flat_map(|kind| self.guides.of(*kind, self.place)).collect();
        for guide in &found {
            let filled = fill(&guide.body, &variables)?;
            let mut content = lowered(markdown::read(&filled).blocks);
            if self.reader == Reader::Expert {
                let checked = self.locale.day(guide.checked);
                let review = self.locale.day(guide.review_by);
                let of = t::GUIDE_OF.with(self.locale, &[&guide.source, &checked, &review]);
                content.push(paragraph(of));
            }
            let minutes = t::MINUTES.of(self.locale, u64::from(guide.minutes));
            // One way in stands open; of several guides each opens by itself.
            if found.len() == 1 {
                blocks.push(Block::Paragraph(vec![Inline::Emphasis(vec![text(minutes)])]));
                blocks.append(&mut content);
            } else {
                let summary = vec![
                    Inline::Strong(vec![text(guide.title.clone())]),
                    text(format!(" · {minutes}")),
                ];
                blocks.push(Block::Details { summary, content });
            }
        }
        if !blocks.is_empty() {
            blocks.insert(0, heading(2, title));
        }
        Ok(blocks)
    }

    fn your_say(&self) -> Vec<Block> {
        let contact = &self.profile.contact;
        let mut items = Vec::new();
        for (field, words) in [
            (Field::Anonymous, t::ANONYMOUS),
            (Field::DataProtection, t::DATA_PROTECTION),
            (Field::WorksCouncil, t::WORKS_COUNCIL),
        ] {
            if !contact.get(field).is_empty() {
                items.push(vec![paragraph(words.with(self.locale, &[contact.get(field)]))]);
            }
        }
        if let Some(to) = Target::parse(contact.get(Field::PrivacyUrl)) {
            let shown = to.shown().to_owned();
            let link = Inline::Link { to, text: vec![text(shown)] };
            items.push(vec![Block::Paragraph(vec![text(self.say(t::PRIVACY)), text(" "), link])]);
        }
        for other in &self.profile.other_monitoring {
            items.push(vec![paragraph(t::ALSO_WATCHES.with(self.locale, &[other]))]);
        }
        let mut blocks = vec![heading(2, self.say(t::YOUR_SAY)), paragraph(self.say(t::ASK))];
        if !items.is_empty() {
            blocks.push(Block::List { start: None, items });
        }
        let own = self.place.scenario.ownership() == Ownership::Personal;
        if own && self.place.scenario != Scenario::AppProtectionOnly {
            blocks.push(paragraph(self.say(t::OWNERSHIP)));
        }
        blocks.push(paragraph(self.say(t::MICROSOFT_TOO)));
        blocks
    }
}

/// The same with a capital letter at its start, as sentences have.
fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// Headings of a guide stand below that of the part in which it is.
fn lowered(blocks: Vec<Block>) -> Vec<Block> {
    let each = blocks.into_iter().map(|block| match block {
        Block::Heading { level, id, text } => {
            Block::Heading { level: (level + 1).min(6), id, text }
        }
        other => other,
    });
    each.collect()
}
