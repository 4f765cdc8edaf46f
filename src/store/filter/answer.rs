//! Answering a filter: each distinct value once where there are few, each row where not.

use super::{Filter, Matched, Operator, condition::Condition};
use crate::{
    domain::{Attribute, Timestamp, UserId, Value},
    store::{
        Bits, Cell, Objects,
        codes::Codes,
        column::{Column, Data, FIRST, Form, NO, NULL, Raw, TextColumn, UNKNOWN, YES},
        hash,
        select::{Wanted, select},
    },
    text::fold,
};

impl Objects {
    /// Which users satisfy a condition.
    #[must_use]
    pub fn filter(&self, filter: &Filter) -> Matched {
        self.filter_within(filter, &self.present())
    }

    /// Which of some users satisfy a condition.
    #[must_use]
    pub fn filter_within(&self, filter: &Filter, within: &Bits) -> Matched {
        let attribute = filter.attribute;
        let Some(condition) = Condition::new(filter) else {
            let mut yes = self.known(attribute);
            if filter.operator == Operator::IsUnknown {
                yes.not();
            }
            yes.and(within);
            return Matched { yes, unknown: Bits::none(self.rows()) };
        };
        let mut yes = match self.column(attribute) {
            Some(column) => answer(column, &condition, self.rows()),
            None if attribute.follows() && attribute.of() == self.of() => {
                let holds = |row: &u32| condition.holds(self.read(UserId(*row), attribute));
                Bits::of(self.rows(), within.iter().filter(holds))
            }
            None => Bits::none(self.rows()),
        };
        yes.and(within);
        Matched { yes, unknown: self.unknown_within(attribute, within) }
    }

    /// Of which of some users nothing is told.
    fn unknown_within(&self, attribute: Attribute, within: &Bits) -> Bits {
        if self.column(attribute).is_some_and(|column| column.known() == self.rows()) {
            return Bits::none(self.rows());
        }
        let mut unknown = within.clone();
        unknown.and_not(&self.known(attribute));
        unknown
    }

    /// Which of some users pass a test that is no filter. It is asked about null and about values, each
    /// distinct one once where there are few, and answers nothing where it cannot be said.
    #[must_use]
    pub fn ask_within(
        &self,
        attribute: Attribute,
        within: &Bits,
        test: &mut dyn FnMut(Cell<'_>) -> Option<bool>,
    ) -> Matched {
        let mut yes = Bits::none(self.rows());
        let mut unknown = self.unknown_within(attribute, within);
        if let Some(Column { data: Data::Shared(shared), .. }) = self.column(attribute) {
            let len = shared.lists().len() + FIRST as usize;
            let (passing, open) = asked(shared.contents(), len, test);
            yes.fill(|words| select(shared.codes(), 0, &passing, words));
            unknown.fill(|words| select(shared.codes(), 0, &open, words));
            yes.and(within);
            unknown.or(&self.unknown_within(attribute, within));
            unknown.and(within);
            return Matched { yes, unknown };
        }
        let Some(Column { data: Data::Text(column), .. }) = self.column(attribute) else {
            self.ask_rows(attribute, within, test, &mut yes, &mut unknown);
            return Matched { yes, unknown };
        };
        let Form::Dictionary { dictionary, codes } = &column.form else {
            self.ask_rows(attribute, within, test, &mut yes, &mut unknown);
            return Matched { yes, unknown };
        };
        let len = dictionary.len() + FIRST as usize;
        let texts = (FIRST..).take(dictionary.len());
        let cells = texts.map(|code| (code, Cell::Text(dictionary.get(code - FIRST))));
        let (passing, open) = asked(std::iter::once((NULL, Cell::Null)).chain(cells), len, test);
        pick(column, codes, &passing, &mut yes);
        pick(column, codes, &open, &mut unknown);
        yes.and(within);
        unknown.and(within);
        Matched { yes, unknown }
    }

    /// Makes ready what many filters on one attribute are answered from more quickly, until somebody
    /// gets another value.
    pub fn post(&self, attribute: Attribute) {
        if let Some(Column { data: Data::Text(column), .. }) = self.column(attribute) {
            column.post();
        }
    }

    /// The same, row by row.
    fn ask_rows(
        &self,
        attribute: Attribute,
        within: &Bits,
        test: &mut dyn FnMut(Cell<'_>) -> Option<bool>,
        yes: &mut Bits,
        unknown: &mut Bits,
    ) {
        for row in within.iter() {
            let cell = self.read(UserId(row), attribute);
            if cell == Cell::Unknown {
                continue;
            }
            match test(cell) {
                Some(true) => yes.insert(row),
                Some(false) => {}
                None => unknown.insert(row),
            }
        }
    }

    /// The rows of which something is told.
    fn known(&self, attribute: Attribute) -> Bits {
        let rows = self.rows();
        let Some(column) = self.column(attribute) else {
            return match attribute {
                _ if attribute.of() != self.of() => Bits::none(rows),
                id if id.is_id() => Bits::all(rows),
                deletion if deletion.is_deletion() => self.present(),
                _ => Bits::none(rows),
            };
        };
        if column.known() == rows {
            return Bits::all(rows);
        }
        let unknown = |codes: &Codes| {
            let mut unknown = Wanted::none(1);
            unknown.insert(UNKNOWN);
            let mut bits = Bits::none(rows);
            bits.fill(|words| select(codes, 0, &unknown, words));
            bits.not();
            bits
        };
        match &column.data {
            Data::Text(TextColumn { form: Form::Dictionary { codes, .. }, .. })
            | Data::Boolean(codes) => unknown(codes),
            Data::Reference(references) => unknown(references.codes()),
            Data::Shared(shared) => unknown(shared.codes()),
            Data::Time(times) => {
                let mut bits = Bits::none(rows);
                bits.or(&times.valued);
                bits.or(&times.null);
                bits
            }
            Data::Text(_) | Data::Texts(_) => {
                let known = |row: &u32| column.read(*row as usize).is_known();
                Bits::of(rows, (0..rows).filter(known))
            }
        }
    }

    /// The active users whose text (or one of whose texts) equals this one in any case, in the
    /// order of their rows.
    #[must_use]
    pub fn find_by_text(&self, attribute: Attribute, text: &str) -> Vec<UserId> {
        let active = |row: &u32| self.active.contains(*row);
        if let Some(Column { data: Data::Text(column), .. }) = self.column(attribute)
            && let Form::Raw(raw) = &column.form
        {
            let mut rows: Vec<u32> = equal(column, raw, text).filter(active).collect();
            rows.sort_unstable();
            return rows.into_iter().map(UserId).collect();
        }
        let value = Value::Text(text.to_owned());
        let found = self.filter(&Filter::new(attribute, Operator::Is, value));
        found.yes.iter().filter(active).map(UserId).collect()
    }
}

/// The rows whose raw text equals this one in any case, in no order.
fn equal<'a>(column: &'a TextColumn, raw: &'a Raw, text: &'a str) -> impl Iterator<Item = u32> {
    let rows = column.index().into_iter().flat_map(|index| index.under(hash::of_folded(text)));
    rows.filter(move |&row| fold::same(raw.text(row as usize), text))
}

/// The codes whose contents pass a test, and those of which it cannot be said.
fn asked<'a>(
    contents: impl Iterator<Item = (u32, Cell<'a>)>,
    len: usize,
    test: &mut dyn FnMut(Cell<'_>) -> Option<bool>,
) -> (Wanted, Wanted) {
    let (mut passing, mut open) = (Wanted::none(len), Wanted::none(len));
    for (code, cell) in contents {
        match test(cell) {
            Some(true) => passing.insert(code),
            Some(false) => {}
            None => open.insert(code),
        }
    }
    (passing, open)
}

/// Adds the rows that have a wanted code.
fn pick(column: &TextColumn, codes: &Codes, wanted: &Wanted, rows: &mut Bits) {
    let Some(postings) = column.postings().filter(|_| !wanted.contains(UNKNOWN)) else {
        return rows.fill(|words| select(codes, 0, wanted, words));
    };
    let hits: usize = wanted.codes().map(|code| postings.rows(code).len()).sum();
    // Eight rows are compared with one code in the time that one hit is marked.
    let looked_through = if wanted.count() == 1 { codes.len() / 8 } else { codes.len() };
    if hits > looked_through {
        return rows.fill(|words| select(codes, 0, wanted, words));
    }
    rows.fill(|words| {
        for &row in wanted.codes().flat_map(|code| postings.rows(code)) {
            if let Some(word) = words.get_mut(row as usize / 64) {
                *word |= 1 << (row % 64);
            }
        }
    });
}

/// The rows of a column that satisfy a condition.
fn answer(column: &Column, condition: &Condition<'_>, rows: u32) -> Bits {
    let mut yes = Bits::none(rows);
    let mut by_code = |codes: &Codes, len: usize, holds: &dyn Fn(u32) -> bool| {
        let mut wanted = Wanted::none(len);
        let null = condition.holds(Cell::Null).then_some(NULL);
        let values = (FIRST..).take(len.saturating_sub(FIRST as usize));
        null.into_iter()
            .chain(values.filter(|&code| holds(code) != condition.negative))
            .for_each(|code| wanted.insert(code));
        yes.fill(|words| select(codes, 0, &wanted, words));
    };
    match &column.data {
        Data::Text(column @ TextColumn { form: Form::Dictionary { dictionary, codes }, .. }) => {
            let len = dictionary.len() + FIRST as usize;
            let mut wanted = Wanted::none(len);
            let values = (FIRST..).take(dictionary.len());
            if let Some(texts) = condition.test.equal_texts() {
                // Found by their hashes, not by asking every text.
                for number in texts.flat_map(|text| dictionary.same(text)) {
                    wanted.insert(number + FIRST);
                }
                if condition.negative {
                    let equal = wanted;
                    wanted = Wanted::none(len);
                    values
                        .filter(|&code| !equal.contains(code))
                        .for_each(|code| wanted.insert(code));
                }
            } else {
                let holds = |code: &u32| {
                    condition.test.text(dictionary.get(*code - FIRST)) != condition.negative
                };
                values.filter(holds).for_each(|code| wanted.insert(code));
            }
            if condition.holds(Cell::Null) {
                wanted.insert(NULL);
            }
            pick(column, codes, &wanted, &mut yes);
        }
        Data::Boolean(codes) => {
            by_code(codes, YES as usize + 1, &|code| condition.test.boolean(code != NO));
        }
        Data::Reference(references) => {
            let len = references.targets().len() + FIRST as usize;
            by_code(references.codes(), len, &|code| {
                references.target(code).is_some_and(|id| condition.test.reference(id))
            });
        }
        Data::Shared(shared) => {
            let mut wanted = Wanted::none(shared.lists().len() + FIRST as usize);
            let holds = |(_, cell): &(u32, Cell<'_>)| condition.holds(*cell);
            shared.contents().filter(holds).for_each(|(code, _)| wanted.insert(code));
            yes.fill(|words| select(shared.codes(), 0, &wanted, words));
        }
        Data::Text(column @ TextColumn { form: Form::Raw(raw), .. })
            if !condition.negative && condition.test.equal_texts().is_some() =>
        {
            let texts = condition.test.equal_texts().into_iter().flatten();
            return Bits::of(rows, texts.flat_map(|text| equal(column, raw, text)));
        }
        Data::Time(times) => {
            let holds = |row: u32| match times.values.get(row as usize) {
                Some(&value) if times.valued.contains(row) => {
                    condition.holds(Cell::Time(Timestamp(value)))
                }
                _ => times.null.contains(row) && condition.holds(Cell::Null),
            };
            return Bits::of(rows, (0..rows).filter(|&row| holds(row)));
        }
        Data::Text(_) | Data::Texts(_) => {
            let holds = |row: &u32| condition.holds(column.read(*row as usize));
            return Bits::of(rows, (0..rows).filter(holds));
        }
    }
    yes
}
