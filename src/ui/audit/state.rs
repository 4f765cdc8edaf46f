//! What a reader asks of the log, as plain data and as the fragment of an address.
//!
//! `#kind=imported&category=GroupManagement&since=7d&sort=-date&open=i12`. A row of the imported log
//! is `i` and its number; a predicted record is `p`, its operation, and its place among that one's.

use crate::{
    domain::ObjectId,
    exchange::audit_out::AuditKind,
    text::date::{Day, parse_iso, write_day},
    ui::{audit::field::Field, fragment::Fragment},
};

/// A question to the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditState {
    /// None shows both.
    pub kind: Option<AuditKind>,
    pub search: String,
    pub service: Option<String>,
    pub category: Option<String>,
    pub activity: Option<String>,
    pub status: Option<String>,
    pub target: String,
    pub by: String,
    pub attribute: String,
    pub since: Since,
    /// Whatever concerns this object.
    pub object: Option<ObjectId>,
    /// One row for each operation.
    pub grouped: bool,
    pub sort: Sort,
    pub open: Option<Open>,
}

/// How far back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Since {
    #[default]
    Ever,
    /// So many days before the newest imported entry.
    Days(u8),
    /// From a day to a day, both included; UTC, as in the portal's files.
    Between(Option<Day>, Option<Day>),
}

/// The order; the newest first where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub field: Field,
    pub down: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { field: Field::Date, down: true }
    }
}

/// The record whose details are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// By row of the imported log.
    Imported(u32),
    /// By operation, and place among its records.
    Predicted(u32, u32),
}

/// What the address calls the kinds.
pub const KINDS: [(AuditKind, &str); 2] =
    [(AuditKind::Imported, "imported"), (AuditKind::Predicted, "predicted")];

impl Open {
    fn print(self) -> String {
        match self {
            Self::Imported(row) => format!("i{row}"),
            Self::Predicted(operation, place) => format!("p{operation}.{place}"),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        if let Some(row) = text.strip_prefix('i') {
            return row.parse().ok().map(Self::Imported);
        }
        let (operation, place) = text.strip_prefix('p')?.split_once('.')?;
        Some(Self::Predicted(operation.parse().ok()?, place.parse().ok()?))
    }
}

impl Since {
    fn print(self) -> Option<String> {
        let day = |day: Option<Day>| day.map(write_day).unwrap_or_default();
        match self {
            Self::Ever => None,
            Self::Days(days) => Some(format!("{days}d")),
            Self::Between(from, to) => Some(format!("{}..{}", day(from), day(to))),
        }
    }

    fn parse(text: &str) -> Self {
        if let Some(days) = text.strip_suffix('d').and_then(|days| days.parse().ok()) {
            return Self::Days(days);
        }
        let Some((from, to)) = text.split_once("..") else { return Self::Ever };
        Self::Between(day(from), day(to))
    }
}

/// A day as an input of dates writes it.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    let whole = text.len() == 10;
    parse_iso(text).filter(|_| whole).map(|at| Day::from_days(at.div_euclid(86_400_000)))
}

impl AuditState {
    /// The state as the fragment of an address.
    #[must_use]
    pub fn to_fragment(&self) -> Fragment {
        let mut fragment = Fragment::default();
        let kind = KINDS.iter().find(|(kind, _)| Some(*kind) == self.kind).map(|(_, name)| *name);
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let sort = (self.sort != Sort::default()).then(|| {
            let sign = if self.sort.down { "-" } else { "" };
            format!("{sign}{}", self.sort.field.name())
        });
        for (name, value) in [
            ("kind", kind.map(str::to_owned)),
            ("q", text(&self.search)),
            ("service", self.service.clone()),
            ("category", self.category.clone()),
            ("activity", self.activity.clone()),
            ("status", self.status.clone()),
            ("target", text(&self.target)),
            ("by", text(&self.by)),
            ("attribute", text(&self.attribute)),
            ("since", self.since.print()),
            ("object", self.object.map(|id| id.to_string())),
            ("grouped", self.grouped.then(|| "1".to_owned())),
            ("sort", sort),
            ("open", self.open.map(Open::print)),
        ] {
            if let Some(value) = value {
                fragment = fragment.and(name, value);
            }
        }
        fragment
    }

    /// The state that a fragment describes; what it does not understand is left out.
    #[must_use]
    pub fn from_fragment(fragment: &Fragment) -> Self {
        let text = |name: &str| fragment.get(name).unwrap_or_default().to_owned();
        let some =
            |name: &str| fragment.get(name).filter(|text| !text.is_empty()).map(str::to_owned);
        let sort = fragment.get("sort").and_then(|text| {
            let name = text.strip_prefix('-').unwrap_or(text);
            Some(Sort { field: Field::named(name)?, down: text.starts_with('-') })
        });
        Self {
            kind: fragment
                .get("kind")
                .and_then(|wanted| KINDS.iter().find(|(_, name)| *name == wanted))
                .map(|(kind, _)| *kind),
            search: text("q"),
            service: some("service"),
            category: some("category"),
            activity: some("activity"),
            status: some("status"),
            target: text("target"),
            by: text("by"),
            attribute: text("attribute"),
            since: Since::parse(fragment.get("since").unwrap_or_default()),
            object: fragment.get("object").and_then(ObjectId::parse),
            grouped: fragment.get("grouped").is_some(),
            sort: sort.unwrap_or_default(),
            open: fragment.get("open").and_then(Open::parse),
        }
    }

    /// Whether anything narrows the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        let Self { grouped, sort, open, .. } = self.clone();
        *self != Self { grouped, sort, open, ..Self::default() }
    }

    /// The same without what narrows the list.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { grouped: self.grouped, sort: self.sort, ..Self::default() }
    }

    /// Sorts by a column; asked again, it turns round. Times start with the newest.
    pub fn sort_by(&mut self, field: Field) {
        let turned = self.sort.field == field;
        let down = if turned { !self.sort.down } else { field == Field::Date };
        self.sort = Sort { field, down };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![Just(String::new()), "[a-zé&=# ]{0,6}[a-z]"]
    }

    prop_compose! {
        fn any_state()(
            texts in prop::collection::vec(any_text(), 8),
            numbers in prop::collection::vec(0_u32..100, 6),
            field in prop::sample::select(Field::ALL.to_vec()),
            down in any::<bool>(),
        ) -> AuditState {
            let some = |at: usize| Some(texts[at].clone()).filter(|text| !text.is_empty());
            let text = |at: usize| texts[at].trim().to_owned();
            let date = |number: u32| (!number.is_multiple_of(3)).then(|| Day::from_days(i64::from(number) * 300));
            AuditState {
                kind: [None, Some(AuditKind::Imported), Some(AuditKind::Predicted)][numbers[0] as usize % 3],
                search: text(0),
                service: some(1),
                category: some(2),
                activity: some(3),
                status: some(4),
                target: text(5),
                by: text(6),
                attribute: text(7),
                since: [Since::Ever, Since::Days(7), Since::Between(date(numbers[1]), date(numbers[2]))][numbers[3] as usize % 3],
                object: (down).then(|| ObjectId::from_seed(1, u64::from(numbers[4]))),
                grouped: numbers[4] % 2 == 0,
                sort: Sort { field, down },
                open: [None, Some(Open::Imported(numbers[5])), Some(Open::Predicted(numbers[5], numbers[4]))][numbers[2] as usize % 3],
            }
        }
    }

    proptest! {
        #[test]
        fn there_and_back(state in any_state()) {
            let address = state.to_fragment().print();
            prop_assert_eq!(AuditState::from_fragment(&Fragment::parse(&address)), state);
        }

        #[test]
        fn any_address_is_read(text in ".*") {
            let state = AuditState::from_fragment(&Fragment::parse(&text));
            prop_assert!(!state.cleared().is_narrowed());
        }
    }

    #[test]
    fn sorting() {
        let mut state = AuditState::default();
        state.sort_by(Field::Activity);
        assert_eq!(state.sort, Sort { field: Field::Activity, down: false });
        state.sort_by(Field::Activity);
        assert!(state.sort.down);
        state.sort_by(Field::Date);
        assert_eq!(state, AuditState::default());
    }
}
