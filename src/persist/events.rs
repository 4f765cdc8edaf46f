//! The events of one operation as columns.
//!
//! ```text
//! shapes    what an event is about, without row and values: existence, an intent, an attribute, a
//!           relation; each says of which kind of object it is
//! patterns  lists of shapes that befell one object in a row
//! blocks    (pattern, number of objects it befell one after the other)
//! rows      one per object of every block, as the distance from the one before
//! values    per shape: a column of before, a column of after (and of ids for existence, of whoever
//!           came or went for a relation)
//! ```
//! From version 2 of an operation on, objects may be groups: shapes 3 to 5. From version 3 on, an event
//! may be about the ledger: shape 6, whose row says nothing and whose values have a column of keys.
//! From version 4 on, the keys know more settings; from version 6 on, prices; intents know
//! reprocessing; from version 8 on, what is said of the management of devices.
//!
//! One attribute of one user takes about ten bytes beside its values; two attributes of 50,000
//! users take two to four bytes a user beside theirs. The order of events is kept exactly.

use crate::domain::attribute::Of;
use crate::domain::{
    Attribute, Datum, Event, Existence, Intent, LedgerEntry, LedgerKey, ObjectId, Party, Row, Side,
    Subject,
};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{Damage, UpgradeError};
use crate::persist::numbers;
use crate::persist::value::{read_column, write_column};
use std::collections::BTreeMap;

/// More events than any operation has; a record that asks for more is damaged.
const MOST_EVENTS: usize = 1 << 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Existence(Of),
    Intent(Intent),
    Attribute(Attribute),
    Relation(Side),
    Ledger,
}

const fn shape(event: &Event) -> Shape {
    match event {
        Event::Existence { of, .. } => Shape::Existence(*of),
        Event::Intent { intent, .. } => Shape::Intent(*intent),
        Event::Attribute { attribute, .. } => Shape::Attribute(*attribute),
        Event::Relation { side, .. } => Shape::Relation(*side),
        Event::Ledger { .. } => Shape::Ledger,
    }
}

/// The first version of an operation that can hold an event.
pub(super) fn since(event: &Event) -> u32 {
    match event.subject() {
        Some(Subject { of: Of::User, .. }) => match event {
            Event::Intent { intent: Intent::ReprocessLicenses, .. } => 6,
            _ => 1,
        },
        Some(_) => 2,
        None => match event {
            Event::Ledger { key: LedgerKey::Price(_), .. } => 6,
            Event::Ledger { key: LedgerKey::Education(_), .. } => 8,
            Event::Ledger { key: LedgerKey::Setting(setting), .. } => {
                numbers::setting_since(*setting)
            }
            _ => 3,
        },
    }
}

/// Gives numbers to distinct things in the order of their first appearance.
struct Numbering<T> {
    list: Vec<T>,
    numbers: BTreeMap<T, usize>,
}

impl<T: Ord + Clone> Numbering<T> {
    const fn new() -> Self {
        Self { list: Vec::new(), numbers: BTreeMap::new() }
    }

    fn number(&mut self, thing: &T) -> usize {
        if let Some(number) = self.numbers.get(thing) {
            return *number;
        }
        self.list.push(thing.clone());
        self.numbers.insert(thing.clone(), self.list.len() - 1);
        self.list.len() - 1
    }
}

pub(super) fn write(out: &mut Writer, events: &[Event]) {
    let mut shapes = Numbering::new();
    let mut patterns: Numbering<Vec<usize>> = Numbering::new();
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let mut rows = Vec::new();
    for run in events.chunk_by(|a, b| a.subject() == b.subject()) {
        let pattern = run.iter().map(|event| shapes.number(&shape(event))).collect();
        let pattern = patterns.number(&pattern);
        match blocks.last_mut() {
            Some((last, count)) if *last == pattern => *count += 1,
            _ => blocks.push((pattern, 1)),
        }
        rows.extend(run.first().map(|event| event.subject().map_or(Row(0), |subject| subject.row)));
    }

    out.list(&shapes.list, |out, shape| write_shape(out, *shape));
    out.list(&patterns.list, |out, pattern| out.list(pattern, |out, shape| out.count(*shape)));
    out.list(&blocks, |out, (pattern, count)| {
        out.count(*pattern);
        out.count(*count);
    });
    let mut previous = 0;
    for row in rows {
        out.signed(i64::from(row.0) - previous);
        previous = i64::from(row.0);
    }
    for number in 0..shapes.list.len() {
        let Some(wanted) = shapes.list.get(number) else { continue };
        write_values(out, events.iter().filter(|event| shape(event) == *wanted));
    }
}

fn write_shape(out: &mut Writer, shape: Shape) {
    match shape {
        Shape::Existence(Of::User) => out.byte(0),
        Shape::Existence(Of::Group) => out.byte(3),
        Shape::Existence(Of::Device) => out.byte(4),
        Shape::Relation(side) => {
            out.byte(5);
            numbers::write_side(out, side);
        }
        Shape::Ledger => out.byte(6),
        Shape::Intent(intent) => {
            out.byte(1);
            out.byte(numbers::intent_number(intent));
        }
        Shape::Attribute(attribute) => {
            out.byte(2);
            numbers::write_attribute(out, attribute);
        }
    }
}

/// The columns of one shape; only one of the sets is not empty, but that flags go with parties.
fn write_values<'a>(out: &mut Writer, events: impl Iterator<Item = &'a Event>) {
    let mut ids = Vec::new();
    let mut parties: Vec<&Party> = Vec::new();
    let mut keys: Vec<&LedgerKey> = Vec::new();
    let (mut entries_before, mut entries_after) = (Vec::new(), Vec::new());
    let (mut lives_before, mut lives_after) = (Vec::new(), Vec::new());
    let (mut data_before, mut data_after) = (Vec::new(), Vec::new());
    let (mut flags_before, mut flags_after) = (Vec::new(), Vec::new());
    for event in events {
        match event {
            Event::Existence { id, before, after, .. } => {
                ids.push(id);
                lives_before.push(before);
                lives_after.push(after);
            }
            Event::Attribute { before, after, .. } => {
                data_before.push(before);
                data_after.push(after);
            }
            Event::Intent { before, after, .. } => {
                flags_before.push(before);
                flags_after.push(after);
            }
            Event::Relation { party, before, after, .. } => {
                parties.push(party);
                flags_before.push(before);
                flags_after.push(after);
            }
            Event::Ledger { key, before, after } => {
                keys.push(key);
                entries_before.push(before);
                entries_after.push(after);
            }
        }
    }
    write_column(out, &ids);
    write_column(out, &parties);
    write_column(out, &lives_before);
    write_column(out, &lives_after);
    write_column(out, &data_before);
    write_column(out, &data_after);
    write_column(out, &flags_before);
    write_column(out, &flags_after);
    write_column(out, &keys);
    write_column(out, &entries_before);
    write_column(out, &entries_after);
}

/// What the ledger holds under a key.
type Entry = Option<LedgerEntry>;

/// The values of one shape, to be taken one by one.
enum Values {
    Existence(Of, std::vec::IntoIter<((ObjectId, Existence), Existence)>),
    Intent(Intent, std::vec::IntoIter<(bool, bool)>),
    Attribute(Attribute, std::vec::IntoIter<(Datum, Datum)>),
    Relation(Side, std::vec::IntoIter<((Party, bool), bool)>),
    Ledger(std::vec::IntoIter<((LedgerKey, Entry), Entry)>),
}

impl Values {
    fn read(input: &mut Reader<'_>, shape: Shape, length: usize) -> Result<Self, UpgradeError> {
        fn zip<A, B>(left: Vec<A>, right: Vec<B>) -> std::vec::IntoIter<(A, B)> {
            left.into_iter().zip(right).collect::<Vec<_>>().into_iter()
        }
        Ok(match shape {
            Shape::Existence(of) => {
                let ids = read_column(input, length)?;
                let before = read_column(input, length)?;
                let first = zip(ids, before).collect();
                Self::Existence(of, zip(first, read_column(input, length)?))
            }
            Shape::Relation(side) => {
                let parties = read_column(input, length)?;
                let before = read_column(input, length)?;
                let first = zip(parties, before).collect();
                Self::Relation(side, zip(first, read_column(input, length)?))
            }
            Shape::Ledger => {
                let keys = read_column(input, length)?;
                let before = read_column(input, length)?;
                let first = zip(keys, before).collect();
                Self::Ledger(zip(first, read_column(input, length)?))
            }
            Shape::Intent(intent) => {
                let before = read_column(input, length)?;
                Self::Intent(intent, zip(before, read_column(input, length)?))
            }
            Shape::Attribute(attribute) => {
                let before = read_column(input, length)?;
                Self::Attribute(attribute, zip(before, read_column(input, length)?))
            }
        })
    }

    fn next(&mut self, row: Row) -> Option<Event> {
        match self {
            Self::Existence(of, values) => {
                let ((id, before), after) = values.next()?;
                Some(Event::Existence { of: *of, row, id, before, after })
            }
            Self::Intent(intent, values) => {
                let (before, after) = values.next()?;
                Some(Event::Intent { user: row, intent: *intent, before, after })
            }
            Self::Attribute(attribute, values) => {
                let (before, after) = values.next()?;
                Some(Event::Attribute { row, attribute: *attribute, before, after })
            }
            Self::Relation(side, values) => {
                let ((party, before), after) = values.next()?;
                Some(Event::Relation { group: row, side: *side, party, before, after })
            }
            Self::Ledger(values) => {
                let ((key, before), after) = values.next()?;
                Some(Event::Ledger { key, before, after })
            }
        }
    }
}

pub(super) fn read(input: &mut Reader<'_>) -> Result<Vec<Event>, UpgradeError> {
    let shapes: Vec<Shape> = input.list(read_shape)?;
    let patterns: Vec<Vec<usize>> = input.list(|input| input.list(Reader::small))?;
    let blocks: Vec<(usize, usize)> = input.list(|input| Ok((input.small()?, input.count()?)))?;

    let mut runs = Vec::new();
    let mut lengths = vec![0_usize; shapes.len()];
    let mut total = 0_usize;
    for (pattern, count) in blocks {
        let pattern = patterns.get(pattern).ok_or_else(|| input.damage(Damage::Number))?;
        total = total.saturating_add(pattern.len().saturating_mul(count));
        if total > MOST_EVENTS || runs.len() + count > input.left() {
            return Err(input.damage(Damage::Number));
        }
        for shape in pattern {
            let length = lengths.get_mut(*shape).ok_or_else(|| input.damage(Damage::Number))?;
            *length += count;
        }
        runs.extend(std::iter::repeat_n(pattern, count));
    }
    let mut rows = Vec::with_capacity(runs.len());
    let mut previous = 0_i64;
    for _ in &runs {
        previous = previous.saturating_add(input.signed()?);
        let row = u32::try_from(previous).map_err(|_| input.damage(Damage::Number))?;
        rows.push(Row(row));
    }
    let mut values = Vec::with_capacity(shapes.len());
    for (shape, length) in shapes.into_iter().zip(lengths) {
        values.push(Values::read(input, shape, length)?);
    }

    let mut events = Vec::with_capacity(total);
    for (row, pattern) in rows.into_iter().zip(runs) {
        for shape in pattern {
            events.extend(values.get_mut(*shape).and_then(|values| values.next(row)));
        }
    }
    Ok(events)
}

fn read_shape(input: &mut Reader<'_>) -> Result<Shape, UpgradeError> {
    match input.byte()? {
        0 => Ok(Shape::Existence(Of::User)),
        1 => Ok(Shape::Intent(numbers::read_intent(input)?)),
        2 => Ok(Shape::Attribute(numbers::read_attribute(input)?)),
        3 => Ok(Shape::Existence(Of::Group)),
        4 => Ok(Shape::Existence(Of::Device)),
        5 => Ok(Shape::Relation(numbers::read_side(input)?)),
        6 => Ok(Shape::Ledger),
        tag => Err(input.damage(Damage::Tag(tag))),
    }
}
