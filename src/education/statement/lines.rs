//! The lists of never, always and only if.

use super::{Reader, Statement, texts as t};
use crate::documents::tree::{Block, Inline, heading, paragraph, text};
use crate::domain::education::{Ownership, Platform, Verdict};
use crate::education::matrix::{Evidence, Reading, Sure, Table};
use crate::education::truth::{Ground, Line};
use crate::i18n::{Locale, Text};

/// Whether it is something that people do themselves.
fn is_own(line: &Line<'_>) -> bool {
    &*line.entry.group == "self-service"
}

impl Statement<'_> {
    /// What can be seen.
    pub(super) fn seen(&self, lines: &[Line<'_>]) -> Vec<Block> {
        let mut blocks = vec![heading(2, self.say(t::WE_CAN_SEE))];
        blocks.extend(self.of_table(lines, Table::See));
        blocks.push(heading(3, self.say(t::CHECK)));
        let check = match (self.place.scenario.platform(), self.place.scenario.ownership()) {
            (Platform::Android, Ownership::Personal) => "check.android-personal",
            (Platform::Android, Ownership::Company) => "check.android-company",
            (Platform::Ios, _) => "check.ios",
            (Platform::Macos, _) => "check.macos",
            (Platform::Windows, _) => "check.windows",
            (Platform::Linux, _) => "check.linux",
            (Platform::Any, _) => "check.apps",
        };
        blocks.push(paragraph(self.texts.get(check)));
        blocks
    }

    /// Three lists, and a fourth of what is open; each says with words what it is.
    pub(super) fn of_table(&self, lines: &[Line<'_>], table: Table) -> Vec<Block> {
        let mut blocks = Vec::new();
        let is_here = |line: &Line<'_>| line.entry.table == table && !is_own(line);
        let of = |verdict: Verdict| {
            let fits =
                |line: &&Line<'_>| is_here(line) && line.is_fact() && line.verdict == verdict;
            lines.iter().filter(fits).collect::<Vec<_>>()
        };
        let titles = match table {
            Table::See => [t::NEVER_SEEN, t::ALWAYS_SEEN, t::SEEN_ONLY_IF],
            Table::Do => [t::NEVER_DONE, t::CAN_BE_DONE, t::DONE_ONLY_IF],
        };
        let verdicts = [Verdict::Never, Verdict::Always, Verdict::OnlyIf];
        for (title, verdict) in titles.into_iter().zip(verdicts) {
            self.push_list(&mut blocks, title, &of(verdict));
        }
        let open: Vec<&Line<'_>> =
            lines.iter().filter(|line| is_here(line) && !line.is_fact()).collect();
        self.push_list(&mut blocks, t::OPEN, &open);
        if table == Table::Do {
            let own: Vec<&Line<'_>> =
                lines.iter().filter(|it| is_own(it) && it.verdict != Verdict::Never).collect();
            self.push_list(&mut blocks, t::YOU_CAN_DO, &own);
        }
        blocks
    }

    fn push_list(&self, blocks: &mut Vec<Block>, title: Text, lines: &[&Line<'_>]) {
        if lines.is_empty() {
            return;
        }
        blocks.push(heading(3, self.say(title)));
        let items = lines.iter().map(|line| self.item(line)).collect();
        blocks.push(Block::List { start: None, items });
    }

    fn item(&self, line: &Line<'_>) -> Vec<Block> {
        let key = line.entry.full_key();
        let name = self.texts.get(&format!("{key}.name")).to_owned();
        let mut said = vec![Inline::Strong(vec![text(name)])];
        let mut push = |more: &str| {
            let colon = if self.locale == Locale::Fr { "\u{a0}:" } else { ":" };
            let after = if said.len() == 1 { colon } else { "" };
            said.push(text(format!("{after} {more}")));
        };
        for more in self.reasons(line, &key) {
            push(&more);
        }
        let mut blocks = vec![Block::Paragraph(said)];
        if self.reader == Reader::Expert {
            blocks.push(Block::Paragraph(vec![Inline::Emphasis(vec![text(self.sources(line))])]));
        }
        blocks
    }

    /// Why it is so, what follows, and how people are told: each a sentence.
    fn reasons(&self, line: &Line<'_>, key: &str) -> Vec<String> {
        let mut all = Vec::new();
        if let Some(ground) = self.ground(line) {
            all.push(ground);
        }
        let off = matches!(line.ground, Ground::SwitchedOff(_) | Ground::Tested(_));
        if let Some(because) = line.because.filter(|_| !off) {
            all.push(self.texts.get(&format!("because.{because}")).to_owned());
        }
        if line.verdict != Verdict::Never || !line.is_fact() {
            if line.entry.table == Table::Do {
                let plain = self.texts.find(&format!("{key}.plain"));
                all.extend(plain.map(str::to_owned));
                let seen = self.texts.find(&format!("{key}.seen"));
                all.extend(seen.map(|seen| t::YOU_SEE.with(self.locale, &[seen])));
            }
            all.extend(self.texts.find(&format!("{key}.why")).map(str::to_owned));
        }
        all
    }

    /// What decided it, where that is not the documents alone.
    fn ground(&self, line: &Line<'_>) -> Option<String> {
        let say = |text: Text| Some(text.get(self.locale).to_owned());
        if let Some(other) = line.other {
            if other.reading == line.row.reading {
                return say(t::DISPUTED_WHEN);
            }
            let here = t::reading(line.row.reading).get(self.locale);
            let there = t::reading(other.reading).get(self.locale);
            return Some(t::DISPUTED.with(self.locale, &[here, there]));
        }
        match &line.ground {
            Ground::Documented | Ground::NotApplicable => None,
            Ground::SwitchedOn(_) => say(t::SWITCHED_ON),
            Ground::OnRequest(_) => say(t::ON_REQUEST),
            Ground::SwitchedOff(_) => say(t::SWITCHED_OFF),
            Ground::Undecided(_) => say(t::UNDECIDED),
            Ground::Unsaid => say(t::UNSAID),
            Ground::Tested(day) => {
                let so = if line.verdict == Verdict::Never { t::TESTED_NOT } else { t::TESTED_SO };
                Some(so.with(self.locale, &[&self.locale.day(*day)]))
            }
        }
    }

    /// Sources, dates and certainty, for whoever wants to look.
    fn sources(&self, line: &Line<'_>) -> String {
        let other = line.other.and_then(|other| other.source);
        let named: Vec<String> = line
            .row
            .from
            .iter()
            .chain(other.iter())
            .filter_map(|at| self.matrix.sources.get(*at))
            .map(|source| match &source.date {
                Some(date) => format!("{} ({date})", source.place),
                None => source.place.to_string(),
            })
            .collect();
        let mut all = t::SOURCES.with(self.locale, &[&named.join("; ")]);
        let mut push = |text: Text| {
            all.push(' ');
            all.push_str(text.get(self.locale));
        };
        match line.row.deed.map(|deed| deed.evidence) {
            Some(Evidence::Inferred) => push(t::INFERRED),
            Some(Evidence::Listed) => push(t::LISTED),
            Some(Evidence::Stated) | None => {}
        }
        if line.sure() == Sure::Low && line.row.reading != Reading::Unknown {
            push(t::UNSURE);
        }
        all
    }
}
