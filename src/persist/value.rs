//! Values, and columns of them: many before and after values mostly repeat each other.

use crate::domain::attribute::Of;
use crate::domain::{
    Currency, Datum, Existence, LedgerEntry, LedgerKey, ObjectId, Other, Outcome, Party, Price,
    Request, Row, SkuId, Subject, Term, Timestamp, Value, View,
};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::education;
use crate::persist::frame::{Damage, UpgradeError};
use crate::persist::numbers;
use std::collections::BTreeMap;

/// Something that columns are made of.
pub(super) trait Item: Ord + Clone {
    fn write(&self, out: &mut Writer);
    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError>;
}

impl Item for Datum {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Unknown => out.byte(0),
            Self::Null => out.byte(1),
            Self::Value(Value::Boolean(false)) => out.byte(2),
            Self::Value(Value::Boolean(true)) => out.byte(3),
            Self::Value(Value::Text(text)) => {
                out.byte(4);
                out.text(text);
            }
            Self::Value(Value::Time(time)) => {
                out.byte(5);
                out.signed(time.0);
            }
            Self::Value(Value::Reference(id)) => {
                out.byte(6);
                out.raw(&id.0);
            }
            Self::Value(Value::Texts(texts)) => {
                out.byte(7);
                out.list(texts, |out, text| out.text(text));
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError> {
        Ok(match input.byte()? {
            0 => Self::Unknown,
            1 => Self::Null,
            2 => Self::Value(Value::Boolean(false)),
            3 => Self::Value(Value::Boolean(true)),
            4 => Self::Value(Value::Text(input.text()?)),
            5 => Self::Value(Value::Time(Timestamp(input.signed()?))),
            6 => Self::Value(Value::Reference(ObjectId(input.array()?))),
            7 => Self::Value(Value::Texts(input.list(Reader::text)?)),
            tag => return Err(input.damage(Damage::Tag(tag))),
        })
    }
}

impl Item for Existence {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Absent => out.byte(0),
            Self::Active => out.byte(1),
            Self::Deleted(at) => {
                out.byte(2);
                out.signed(at.0);
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError> {
        Ok(match input.byte()? {
            0 => Self::Absent,
            1 => Self::Active,
            2 => Self::Deleted(Timestamp(input.signed()?)),
            tag => return Err(input.damage(Damage::Tag(tag))),
        })
    }
}

impl Item for bool {
    fn write(&self, out: &mut Writer) {
        out.flag(*self);
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError> {
        input.flag()
    }
}

impl Item for ObjectId {
    fn write(&self, out: &mut Writer) {
        out.raw(&self.0);
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError> {
        Ok(Self(input.array()?))
    }
}

impl Item for Party {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Here(Subject { of, row }) => {
                out.byte(match of {
                    Of::User => 0,
                    Of::Device => 1,
                    Of::Group => 2,
                });
                out.number(row.0);
            }
            Self::Elsewhere(other) => {
                out.byte(3);
                out.raw(&other.id.0);
                numbers::write_sort(out, other.sort);
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError> {
        let of = match input.byte()? {
            0 => Of::User,
            1 => Of::Device,
            2 => Of::Group,
            3 => {
                let id = ObjectId(input.array()?);
                return Ok(Self::Elsewhere(Other { id, sort: numbers::read_sort(input)? }));
            }
            tag => return Err(input.damage(Damage::Tag(tag))),
        };
        Ok(Self::Here(Subject { of, row: Row(input.small()?) }))
    }
}

impl Item for LedgerKey {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Setting(setting) => {
                out.byte(0);
                numbers::write_setting(out, *setting);
            }
            Self::Request { group, user } => {
                out.byte(1);
                out.number(group.0);
                out.number(user.0);
            }
            Self::Case { group, who } => {
                out.byte(2);
                out.number(group.0);
                Party::Here(*who).write(out);
            }
            Self::View { user } => {
                out.byte(3);
                out.number(user.0);
            }
            Self::Price(product) => {
                out.byte(4);
                product.0.write(out);
            }
            Self::Education(topic) => {
                out.byte(5);
                education::write_topic(out, *topic);
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError> {
        Ok(match input.byte()? {
            0 => Self::Setting(numbers::read_setting(input)?),
            1 => Self::Request { group: Row(input.small()?), user: Row(input.small()?) },
            2 => {
                let group = Row(input.small()?);
                match Party::read(input)? {
                    Party::Here(who) => Self::Case { group, who },
                    Party::Elsewhere(_) => return Err(input.damage(Damage::Nonsense)),
                }
            }
            3 => Self::View { user: Row(input.small()?) },
            4 => Self::Price(SkuId(ObjectId::read(input)?)),
            5 => Self::Education(education::read_topic(input)?),
            tag => return Err(input.damage(Damage::Tag(tag))),
        })
    }
}

impl Item for Option<LedgerEntry> {
    fn write(&self, out: &mut Writer) {
        match self {
            None => out.byte(0),
            Some(LedgerEntry::Setting(datum)) => {
                out.byte(1);
                datum.write(out);
            }
            Some(LedgerEntry::Request(request)) => {
                out.byte(2);
                write_request(out, request);
            }
            Some(LedgerEntry::Case(expected)) => {
                out.byte(3);
                out.flag(*expected);
            }
            Some(LedgerEntry::View(view)) => {
                out.byte(4);
                out.signed(view.at.0);
                out.raw(&view.secret);
                out.number(view.taken);
                out.raw(&view.seal);
            }
            Some(LedgerEntry::Price(price)) => {
                out.byte(5);
                write_price(out, *price);
            }
            Some(LedgerEntry::Education(note)) => {
                out.byte(6);
                education::write_note(out, note);
            }
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, UpgradeError> {
        Ok(Some(match input.byte()? {
            0 => return Ok(None),
            1 => LedgerEntry::Setting(Datum::read(input)?),
            2 => LedgerEntry::Request(read_request(input)?),
            3 => LedgerEntry::Case(input.flag()?),
            4 => {
                let at = Timestamp(input.signed()?);
                LedgerEntry::View(View {
                    at,
                    secret: input.array()?,
                    taken: input.small()?,
                    seal: input.array()?,
                })
            }
            5 => LedgerEntry::Price(read_price(input)?),
            6 => LedgerEntry::Education(education::read_note(input)?),
            tag => return Err(input.damage(Damage::Tag(tag))),
        }))
    }
}

fn write_price(out: &mut Writer, price: Price) {
    let Price { amount, currency, term } = price;
    out.number(amount);
    out.raw(&currency.letters());
    out.flag(term == Term::Yearly);
}

fn read_price(input: &mut Reader<'_>) -> Result<Price, UpgradeError> {
    let amount = input.small()?;
    let currency = Currency::of_letters(input.array()?);
    let currency = currency.ok_or_else(|| input.damage(Damage::Nonsense))?;
    let term = if input.flag()? { Term::Yearly } else { Term::Monthly };
    Ok(Price { amount, currency, term })
}

pub(super) fn write_request(out: &mut Writer, request: &Request) {
    out.signed(request.since.0);
    out.text(&request.justification);
    match &request.outcome {
        Outcome::Pending => out.byte(0),
        Outcome::Approved { at, by } => {
            out.byte(1);
            out.signed(at.0);
            out.number(by.0);
        }
        Outcome::Denied { at, by, reason } => {
            out.byte(2);
            out.signed(at.0);
            out.number(by.0);
            out.text(reason);
        }
        Outcome::Cancelled { at } => {
            out.byte(3);
            out.signed(at.0);
        }
    }
}

pub(super) fn read_request(input: &mut Reader<'_>) -> Result<Request, UpgradeError> {
    let since = Timestamp(input.signed()?);
    let justification = input.text()?;
    let outcome = match input.byte()? {
        0 => Outcome::Pending,
        1 => Outcome::Approved { at: Timestamp(input.signed()?), by: Row(input.small()?) },
        2 => Outcome::Denied {
            at: Timestamp(input.signed()?),
            by: Row(input.small()?),
            reason: input.text()?,
        },
        3 => Outcome::Cancelled { at: Timestamp(input.signed()?) },
        tag => return Err(input.damage(Damage::Tag(tag))),
    };
    Ok(Request { since, justification, outcome })
}

const CONSTANT: u8 = 0;
const PLAIN: u8 = 1;
const DICTIONARY: u8 = 2;

/// Writes values whose number the reader will know: one for all, each, or a dictionary with codes.
pub(super) fn write_column<T: Item>(out: &mut Writer, values: &[&T]) {
    let Some(first) = values.first() else { return };
    if values.iter().all(|value| value == first) {
        out.byte(CONSTANT);
        return first.write(out);
    }
    let mut codes: BTreeMap<&T, usize> = BTreeMap::new();
    let mut distinct = Vec::new();
    for value in values {
        codes.entry(value).or_insert_with(|| {
            distinct.push(*value);
            distinct.len() - 1
        });
    }
    if distinct.len() * 2 > values.len() {
        out.byte(PLAIN);
        for value in values {
            value.write(out);
        }
        return;
    }
    out.byte(DICTIONARY);
    out.list(&distinct, |out, value| value.write(out));
    for value in values {
        out.count(codes.get(value).copied().unwrap_or_default());
    }
}

/// Reads as many values as the caller knows were written.
pub(super) fn read_column<T: Item>(
    input: &mut Reader<'_>,
    length: usize,
) -> Result<Vec<T>, UpgradeError> {
    if length == 0 {
        return Ok(Vec::new());
    }
    match input.byte()? {
        CONSTANT => Ok(vec![T::read(input)?; length]),
        PLAIN => (0..length).map(|_| T::read(input)).collect(),
        DICTIONARY => {
            let distinct: Vec<T> = input.list(T::read)?;
            let code = |_| {
                let code: usize = input.small()?;
                distinct.get(code).cloned().ok_or_else(|| input.damage(Damage::Number))
            };
            (0..length).map(code).collect()
        }
        tag => Err(input.damage(Damage::Tag(tag))),
    }
}
