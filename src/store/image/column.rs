//! One column as bytes: its form (a byte), its rows, then by form
//!
//! ```text
//! 1  texts by number: the lengths of the distinct texts (a run), their bytes (a text), codes
//! 2  texts one by one, see `texts`
//! 3  yes and no: codes (0 unknown, 1 null, 2 no, 3 yes)
//! 4  times: the least, in milliseconds (i64); the unit in milliseconds; codes (0 unknown, 1 null,
//!    else 2 and how many units above the least)
//! 5  lists: a byte a row (0 unknown, 1 null, else 1 and how many texts, 255 for more than 253);
//!    those larger numbers (a run), the lengths of the texts (a run), their bytes (a text)
//! 6  references: a run of the distinct objects, each its row and 1, or 0 and its GUID; codes
//! 7  lists that rows share: how many there are, each as in 5, codes
//! ```
//! *Codes* are the bytes of each (1 to 9), then as many bytes a row; where nothing else is said, 0
//! is unknown, 1 null, and values are numbered from 2 on in the order of their first rows.

use super::{
    bytes::{Reader, Writer},
    texts,
};
use crate::{
    domain::{Attribute, Kind, ObjectId},
    store::{
        Objects,
        codes::Codes,
        column::{Column, Data, FIRST, Form, NULL, References, Times, UNKNOWN, YES},
    },
};
use std::borrow::Cow;

/// Writes a column.
pub(super) fn write(users: &Objects, attribute: Attribute, out: &mut Writer) {
    let Some(column) = users.column(attribute) else { return };
    out.byte(match &column.data {
        Data::Text(text) if matches!(text.form, Form::Dictionary { .. }) => 1,
        Data::Text(_) => 2,
        Data::Boolean(_) => 3,
        Data::Time(_) => 4,
        Data::Texts(_) => 5,
        Data::Reference(_) => 6,
        Data::Shared(_) => 7,
    });
    out.number(column.data.len());
    match &column.data {
        Data::Text(text) => match &text.form {
            Form::Dictionary { dictionary, codes } => {
                texts::write_dictionary(dictionary, codes, out);
            }
            Form::Raw(raw) => texts::write_raw(users, attribute, raw, out),
        },
        Data::Boolean(codes) => write_codes(codes, out),
        Data::Time(times) => write_times(times, out),
        Data::Texts(lists) => texts::write_lists(lists, out),
        Data::Reference(references) => write_references(users, references, out),
        Data::Shared(shared) => texts::write_shared(shared, out),
    }
}

/// Reads a column; the columns that it is predicted from are there already.
pub(super) fn read(
    users: &Objects,
    attribute: Attribute,
    input: &mut Reader<'_>,
) -> Option<Column> {
    let form = input.byte()?;
    let rows = input.number()?;
    if rows > users.ids.len() {
        return None;
    }
    let data = match (form, attribute.kind()) {
        (1, Kind::Text) => texts::read_dictionary(rows, input)?,
        (2, Kind::Text) => texts::read_raw(users, attribute, rows, input)?,
        (3, Kind::Boolean) => Data::Boolean(read_codes(rows, YES, input)?),
        (4, Kind::Time | Kind::Date) => read_times(rows, input)?,
        (5, Kind::Texts) if !attribute.shares_lists() => {
            Data::Texts(texts::read_lists(rows, input)?)
        }
        (7, Kind::Texts) if attribute.shares_lists() => texts::read_shared(rows, input)?,
        (6, Kind::Reference) => read_references(users, rows, input)?,
        _ => return None,
    };
    Some(Column::of(data))
}

/// The numbers of values that are in use, in the order of their first rows, and the codes as they
/// are when the values are numbered so: what edits have left behind does not show in an image.
pub(super) fn in_order(codes: &Codes, values: usize) -> (Vec<u32>, Cow<'_, Codes>) {
    // By code; 0 where none is given yet.
    let mut renumbered = vec![UNKNOWN; values + FIRST as usize];
    let mut used = Vec::new();
    let mut next = FIRST;
    for code in codes.iter().filter(|&code| code >= FIRST) {
        if let Some(slot) = renumbered.get_mut(code as usize).filter(|slot| **slot == UNKNOWN) {
            *slot = next;
            next += 1;
            used.push(code - FIRST);
            // The last one: nothing can follow.
            if used.len() == values {
                break;
            }
        }
    }
    if used.len() == values && used.is_sorted() {
        return (used, Cow::Borrowed(codes));
    }
    let mut written = Codes::default();
    for code in codes.iter() {
        let other = renumbered.get(code as usize).copied().unwrap_or(UNKNOWN);
        written.push(if code < FIRST { code } else { other });
    }
    (used, Cow::Owned(written))
}

/// Writes codes as narrow as they are held.
pub(super) fn write_codes(codes: &Codes, out: &mut Writer) {
    match codes {
        Codes::One(codes) => {
            out.byte(1);
            out.raw(codes);
        }
        Codes::Two(codes) => {
            out.byte(2);
            out.numbers(codes.iter().map(|code| code.to_le_bytes()), codes.len());
        }
        Codes::Four(codes) => {
            out.byte(4);
            out.numbers(codes.iter().map(|code| code.to_le_bytes()), codes.len());
        }
    }
}

/// Reads codes up to `most`.
pub(super) fn read_codes(rows: usize, most: u32, input: &mut Reader<'_>) -> Option<Codes> {
    let width = input.byte()?;
    let bytes = input.raw(rows.checked_mul(usize::from(width))?)?;
    let (codes, largest) = match width {
        1 => {
            let largest = bytes.iter().copied().max().map(u32::from);
            (Codes::One(bytes.to_vec()), largest)
        }
        2 => {
            let codes = bytes.as_chunks().0.iter().map(|code| u16::from_le_bytes(*code));
            let codes: Vec<u16> = codes.collect();
            let largest = codes.iter().copied().max().map(u32::from);
            (Codes::Two(codes), largest)
        }
        4 => {
            let codes = bytes.as_chunks().0.iter().map(|code| u32::from_le_bytes(*code));
            let codes: Vec<u32> = codes.collect();
            let largest = codes.iter().copied().max();
            (Codes::Four(codes), largest)
        }
        _ => return None,
    };
    (largest <= Some(most)).then_some(codes)
}

/// Units in which times are mostly told, in milliseconds: days, seconds, and what else there is.
const UNITS: [u32; 3] = [86_400_000, 1000, 1];

/// How many whole units, and what is left; quick where the compiler knows the unit.
const fn in_units(milliseconds: u64, unit: u32) -> (u64, u64) {
    match unit {
        86_400_000 => (milliseconds / 86_400_000, milliseconds % 86_400_000),
        1000 => (milliseconds / 1000, milliseconds % 1000),
        1 => (milliseconds, 0),
        other => (milliseconds / other as u64, milliseconds % other as u64),
    }
}

/// Bytes of a number that is written whole; a code of nine bytes fits.
const WIDEST: usize = 16;

fn write_times(times: &Times, out: &mut Writer) {
    let rows = || (0_u32..).zip(&times.values);
    let values = || rows().filter(|(row, _)| times.valued.contains(*row)).map(|(_, &at)| at);
    let least = values().min().unwrap_or(0);
    let above = |value: i64| value.wrapping_sub(least).cast_unsigned();
    let fits = |unit: &u32| values().all(|value| in_units(above(value), *unit).1 == 0);
    let unit = UNITS.into_iter().find(fits).unwrap_or(1);
    let code = |value: i64| u128::from(in_units(above(value), unit).0) + u128::from(FIRST);
    let most = values().max().map_or(u128::from(NULL), code);
    let width = (most.ilog2() / 8 + 1) as usize;
    out.raw(&least.to_le_bytes());
    out.number(unit as usize);
    out.byte(u8::try_from(width).unwrap_or(u8::MAX));
    let start = out.bytes.len();
    // Each is written with zeros behind it, over which the next one comes.
    out.bytes.resize(start + times.values.len() * width + WIDEST, 0);
    for ((row, &value), at) in rows().zip((start..).step_by(width)) {
        let code = if times.valued.contains(row) {
            code(value)
        } else {
            u128::from(times.null.contains(row))
        };
        if let Some(slot) = out.bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut::<WIDEST>) {
            *slot = code.to_le_bytes();
        }
    }
    out.bytes.truncate(start + times.values.len() * width);
}

fn read_times(rows: usize, input: &mut Reader<'_>) -> Option<Data> {
    let least = i64::from_le_bytes(*input.array()?);
    let unit = u64::try_from(input.number()?).ok()?;
    let width = usize::from(input.byte()?);
    if !(1..=9).contains(&width) {
        return None;
    }
    let mut times = Times::default();
    for bytes in input.raw(rows.checked_mul(width)?)?.chunks_exact(width) {
        let code = bytes.iter().rfold(0_u128, |code, &byte| (code << 8) | u128::from(byte));
        match code.checked_sub(u128::from(FIRST)) {
            Some(units) => {
                let above = u64::try_from(units).ok()?.wrapping_mul(unit);
                times.push(FIRST, least.wrapping_add(above.cast_signed()));
            }
            None => times.push(if code == 0 { UNKNOWN } else { NULL }, 0),
        }
    }
    Some(Data::Time(times))
}

fn write_references(users: &Objects, references: &References, out: &mut Writer) {
    let (used, codes) = in_order(references.codes(), references.targets().len());
    let mut targets = Writer::default();
    for target in used.into_iter().filter_map(|number| references.target(number + FIRST)) {
        let row = users.find(target);
        targets.number(row.map_or(0, |row| row.index() + 1));
        if row.is_none() {
            targets.raw(&target.0);
        }
    }
    out.run(&targets.bytes);
    write_codes(&codes, out);
}

fn read_references(users: &Objects, rows: usize, input: &mut Reader<'_>) -> Option<Data> {
    let mut run = Reader::new(input.run()?);
    let mut targets = Vec::new();
    while run.left() > 0 {
        targets.push(match run.number()?.checked_sub(1) {
            Some(row) => *users.ids.get(row)?,
            None => ObjectId(*run.array()?),
        });
    }
    let most = u32::try_from(targets.len()).ok()?.checked_add(NULL)?;
    let codes = read_codes(rows, most, input)?;
    References::of(targets, codes).map(Data::Reference)
}
