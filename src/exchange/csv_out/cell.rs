//! Contents of every kind as cells.

use super::buffer::Buffer;
use super::list;
use super::quote::Quoting;
use crate::domain::time::DAY;
use crate::domain::{Kind, ObjectId};
use crate::store::Cell;
use crate::text::date::{Day, Moment, write_day, write_iso};

/// Writes a content without what follows it.
#[inline]
pub(super) fn write(
    out: &mut Buffer,
    content: Cell<'_>,
    kind: Kind,
    is_marked: bool,
    quoting: &mut Quoting,
) {
    match content {
        Cell::Null => {}
        Cell::Unknown => out.put(*b"\"\""),
        Cell::Text(text) => quoting.text(out, text, is_marked),
        Cell::Boolean(true) => out.put(*b"true"),
        Cell::Boolean(false) => out.put(*b"false"),
        Cell::Time(at) => time(out, at.0, kind),
        Cell::Reference(id) => out.put(digits(id)),
        Cell::Texts(texts) => {
            let mut joined = std::mem::take(&mut quoting.joined);
            list::join(texts, &mut joined);
            quoting.text(out, &joined, is_marked);
            quoting.joined = joined;
        }
    }
}

/// An object id in lower case, as `Display` writes it.
pub(super) fn digits(id: ObjectId) -> [u8; 36] {
    let (parts, _) = id.0.as_chunks::<4>();
    let part = |at: usize| parts.get(at).map_or(0, |part| eight(*part));
    let [first, second, third, last] = [part(0), part(1), part(2), part(3)];
    let mut text = [b'-'; 36];
    let half = |digits: u64| u32::try_from(digits & u64::from(u32::MAX)).unwrap_or(0).to_le_bytes();
    for (at, digits) in [(0, first), (28, last)] {
        if let Some(to) = text.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *to = digits.to_le_bytes();
        }
    }
    for (at, digits) in [(9, second), (14, second >> 32), (19, third), (24, third >> 32)] {
        if let Some(to) = text.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *to = half(digits);
        }
    }
    text
}

/// The eight digits of four bytes, the first in the lowest byte: every half-byte moves to a byte of
/// its own, and what is above nine on to the letters, all at once.
const fn eight(bytes: [u8; 4]) -> u64 {
    let spread = u32::from_le_bytes(bytes) as u64;
    let spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff;
    let spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff;
    let digits = (spread >> 4 & 0x000f_000f_000f_000f) | (spread & 0x000f_000f_000f_000f) << 8;
    let letters = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    digits + 0x3030_3030_3030_3030 + letters * 39
}

/// Writes a point in time as Graph does, or the day alone.
#[inline]
fn time(out: &mut Buffer, milliseconds: i64, kind: Kind) {
    let number = day_of(milliseconds);
    let Day { year, month, day } = Day::from_days(number);
    let Ok(year @ 0..=9999) = u32::try_from(year) else {
        // Four digits do not do.
        let text = match kind {
            Kind::Date => write_day(Moment::from_milliseconds(milliseconds).day),
            _ => write_iso(milliseconds),
        };
        out.append(text.as_bytes());
        return;
    };
    out.put(pair(year / 100));
    out.put(three(year % 100, u32::from(month), u32::from(day), b'-'));
    if kind != Kind::Date {
        let rest = milliseconds.wrapping_sub(number.wrapping_mul(DAY));
        clock(out, u32::try_from(rest).unwrap_or(0));
    }
}

/// The day of a moment. Wide numbers are multiplied much faster than divided, and for any date
/// that is written with four digits for its year what comes out is the day or one beside it.
#[inline]
fn day_of(milliseconds: i64) -> i64 {
    // 2⁴⁸ divided by the milliseconds of a day.
    let near = (milliseconds >> 16).wrapping_mul(3_257_812) >> 32;
    match milliseconds.wrapping_sub(near.wrapping_mul(DAY)) {
        0..DAY => near,
        rest if (DAY..2 * DAY).contains(&rest) => near + 1,
        _ => milliseconds.div_euclid(DAY),
    }
}

/// Two digits.
fn pair(number: u32) -> [u8; 2] {
    let digit = |number: u32| b'0' + number.to_le_bytes()[0];
    [digit(number / 10), digit(number % 10)]
}

/// Three times two digits with a sign between them, all at once.
fn three(first: u32, second: u32, third: u32, between: u8) -> [u8; 8] {
    let numbers = u64::from(first) | u64::from(second) << 24 | u64::from(third) << 48;
    // 103 / 1024 is a tenth, as far as two digits go.
    let tens = (numbers * 103) >> 10 & 0x000f_0000_0f00_000f;
    let digits = tens | (numbers - tens * 10) << 8;
    (digits + 0x3030_0030_3000_3030 + u64::from(between) * 0x0000_0100_0001_0000).to_le_bytes()
}

/// Writes `T08:36:00Z`, decimals only when there are some.
#[inline]
fn clock(out: &mut Buffer, milliseconds: u32) {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    out.put([b'T']);
    out.put(three(seconds / 3600, seconds / 60 % 60, seconds % 60, b':'));
    if rest != 0 {
        let ([_, first], [second, third]) = (pair(rest / 100), pair(rest % 100));
        out.put([b'.', first, second, third]);
    }
    out.put([b'Z']);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_ways_write_them(
            times in prop::collection::vec(
                prop_oneof![any::<i64>(), -70_000_000_000_000_i64..300_000_000_000_000,
                    (-40_000_i64..40_000, -1_i64..2).prop_map(|(day, more)| day * DAY + more)],
                1..20,
            ),
            id in any::<[u8; 16]>(),
        ) {
            let (mut out, mut plain) = (Buffer::default(), String::new());
            for at in times {
                for kind in [Kind::Time, Kind::Date] {
                    time(&mut out, at, kind);
                    match kind {
                        Kind::Date => plain += &write_day(Moment::from_milliseconds(at).day),
                        _ => plain += &write_iso(at),
                    }
                }
            }
            prop_assert_eq!(String::from_utf8(out.into_bytes()).unwrap(), plain);
            prop_assert_eq!(digits(ObjectId(id)).to_vec(), ObjectId(id).to_string().into_bytes());
        }
    }
}
