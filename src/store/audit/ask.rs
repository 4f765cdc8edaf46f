//! What can be asked of the log: the filters of the portal, and more.

use super::{AuditColumn, AuditLog, Walk};
use crate::domain::Timestamp;
use crate::store::Bits;
use crate::text::fold;

/// A question. What is empty or none asks nothing; an entry has to answer all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditQuestion {
    /// `loggedByService`, exactly.
    pub service: Option<String>,
    pub category: Option<String>,
    pub activity: Option<String>,
    /// `result`, exactly.
    pub result: Option<String>,
    /// Part of a name, user principal name or id of a target, without regard to case and accents.
    pub target: String,
    /// Part of a name, user principal name or id of who did it.
    pub initiated_by: String,
    /// Part of the name of a modified property.
    pub attribute: String,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
    /// Words, each of which lies in some text of the entry.
    pub text: String,
    /// An object: its id or its user principal name is that of a target or of who did it, or a
    /// property `Group.ObjectID` names it. Case does not matter.
    pub object: Vec<String>,
}

/// The name of the property in which the log says whose member somebody became.
const GROUP_ID: &str = "Group.ObjectID";

impl AuditLog {
    /// The rows of the entries that answer.
    #[must_use]
    pub fn ask(&self, question: &AuditQuestion) -> Bits {
        let q = question;
        let mut rows = self.exactly(&[
            (AuditColumn::Service, q.service.as_deref()),
            (AuditColumn::Category, q.category.as_deref()),
            (AuditColumn::Activity, q.activity.as_deref()),
            (AuditColumn::Result, q.result.as_deref()),
        ]);
        if q.from.is_some() || q.until.is_some() {
            let (from, until) =
                (q.from.map_or(i64::MIN, |at| at.0), q.until.map_or(i64::MAX, |at| at.0));
            let within = (0_u32..).zip(&self.at).filter(|(_, at)| (from..until).contains(*at));
            rows.and(&Bits::of(self.len(), within.map(|(row, _)| row)));
        }
        for word in fold::search(&q.text).split_whitespace() {
            let index = self.index();
            rows.and(&index.rows(&index.holding(word), self.len()));
        }
        self.narrow(&mut rows, &q.target, Self::has_target);
        self.narrow(&mut rows, &q.initiated_by, Self::has_actor);
        self.narrow(&mut rows, &q.attribute, Self::has_property);
        if !q.object.is_empty() {
            let numbers = self.named(&q.object);
            self.keep(&mut rows, &numbers, |row| {
                self.has_target(row, &numbers)
                    || self.has_actor(row, &numbers)
                    || self.names_group(row, &numbers)
            });
        }
        rows
    }

    /// The rows whose columns hold exactly these texts.
    fn exactly(&self, wanted: &[(AuditColumn, Option<&str>)]) -> Bits {
        let mut rows = Bits::all(self.len());
        for (column, text) in wanted {
            let Some(text) = text else { continue };
            let code = self.texts.iter().position(|known| known == *text);
            let code = code.and_then(|number| u32::try_from(number + 1).ok());
            let fields = (0_u32..).zip(&self.fields);
            let has = fields.filter(|(_, fields)| fields.get(*column as usize).copied() == code);
            rows.and(&Bits::of(self.len(), has.map(|(row, _)| row)));
        }
        rows
    }

    /// Keeps the rows in which a text holds a part, at a place that `fits`.
    fn narrow(&self, rows: &mut Bits, part: &str, fits: fn(&Self, u32, &Bits) -> bool) {
        let part = fold::search(part.trim());
        if part.is_empty() {
            return;
        }
        let numbers = self.index().holding(&part);
        self.keep(rows, &numbers, |row| fits(self, row, &numbers));
    }

    fn keep(&self, rows: &mut Bits, numbers: &Bits, fits: impl Fn(u32) -> bool) {
        rows.and(&self.index().rows(numbers, self.len()));
        let fitting: Vec<u32> = rows.iter().filter(|row| fits(*row)).collect();
        *rows = Bits::of(self.len(), fitting);
    }

    /// The numbers of texts that are one of these in any case, with or without JSON's quotes.
    fn named(&self, wanted: &[String]) -> Bits {
        let mut numbers = Bits::none(u32::try_from(self.texts.len()).unwrap_or(u32::MAX) + 1);
        for (number, text) in (1_u32..).zip(self.texts.iter()) {
            let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            let bare = bare.unwrap_or(text);
            if wanted.iter().any(|wanted| fold::same(wanted, bare)) {
                numbers.insert(number);
            }
        }
        numbers
    }

    fn has_target(&self, row: u32, numbers: &Bits) -> bool {
        self.walk(row).any(|step| match step {
            Walk::Target([id, name, _, upn, _]) => {
                [id, name, upn].iter().any(|code| numbers.contains(*code))
            }
            _ => false,
        })
    }

    fn has_actor(&self, row: u32, numbers: &Bits) -> bool {
        let actor = self.actor.get(row as usize).and_then(|actor| self.actors.get(*actor as usize));
        let [_, name, id, upn, _, _, _, app, principal, principal_name] =
            actor.copied().unwrap_or_default();
        [name, id, upn, app, principal, principal_name].iter().any(|code| numbers.contains(*code))
    }

    fn has_property(&self, row: u32, numbers: &Bits) -> bool {
        self.walk(row)
            .any(|step| matches!(step, Walk::Property([name, ..]) if numbers.contains(name)))
    }

    fn names_group(&self, row: u32, numbers: &Bits) -> bool {
        self.walk(row).any(|step| match step {
            Walk::Property([name, old, new]) => {
                self.text(name) == Some(GROUP_ID)
                    && [old, new].iter().any(|code| numbers.contains(*code))
            }
            _ => false,
        })
    }

    /// The different texts of a column, in no order, with how many of the rows have each.
    #[must_use]
    pub fn values(&self, column: AuditColumn, rows: &Bits) -> Vec<(&str, u32)> {
        let mut counts = vec![0_u32; self.texts.len() + 1];
        for row in rows.iter() {
            if let Some(count) = counts.get_mut(self.code(row, column) as usize) {
                *count += 1;
            }
        }
        let counted = (0_u32..).zip(counts).skip(1).filter(|(_, count)| *count > 0);
        counted.filter_map(|(code, count)| Some((self.text(code)?, count))).collect()
    }

    /// The names of all modified properties, each once, in no order.
    #[must_use]
    pub fn attributes(&self) -> Vec<&str> {
        let mut seen = Bits::none(u32::try_from(self.texts.len()).unwrap_or(u32::MAX) + 1);
        for row in 0..self.len() {
            for step in self.walk(row) {
                if let Walk::Property([name, ..]) = step {
                    seen.insert(name);
                }
            }
        }
        seen.iter().filter_map(|code| self.text(code)).collect()
    }
}
