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
        Cell::Unknown => out.append(b"\"\""),
        Cell::Text(text) => quoting.text(out, text, is_marked),
        Cell::Boolean(true) => out.append(b"true"),
        Cell::Boolean(false) => out.append(b"false"),
        Cell::Time(time) => quoting.days.write(out, time.0, kind),
        Cell::Reference(id) => out.append(&digits(id)),
        Cell::Texts(texts) => {
            let mut joined = std::mem::take(&mut quoting.joined);
            list::join(texts, &mut joined);
            quoting.text(out, &joined, is_marked);
            quoting.joined = joined;
        }
    }
}

/// An object id in lower case, as `Display` writes it.
fn digits(id: ObjectId) -> [u8; 36] {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| HEX.get(usize::from(value & 15)).copied().unwrap_or(b'0');
    let mut text = [b'-'; 36];
    let places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
    for (byte, at) in id.0.into_iter().zip(places) {
        if let Some(pair) = text.get_mut(at..at + 2) {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte)]);
        }
    }
    text
}

/// Days that were written lately: the calendar costs more than the copying, and people join and
/// leave on the same few thousand days.
#[derive(Debug, Default)]
pub(super) struct Days {
    /// By the number of the day, folded: the number, and how it is written.
    known: Vec<(i64, [u8; 10])>,
}

/// Days that are remembered.
const REMEMBERED: usize = 4096;

/// Whether a day is written with four digits for its year.
const fn is_usual(day: i64) -> bool {
    // 0000-01-01 and 9999-12-31.
    day >= -719_528 && day <= 2_932_896
}

impl Days {
    /// Writes a point in time as Graph does, or the day alone.
    fn write(&mut self, out: &mut Buffer, milliseconds: i64, kind: Kind) {
        let number = milliseconds.div_euclid(DAY);
        if !is_usual(number) {
            let text = match kind {
                Kind::Date => write_day(Moment::from_milliseconds(milliseconds).day),
                _ => write_iso(milliseconds),
            };
            out.append(text.as_bytes());
            return;
        }
        out.append(&self.day(number));
        if kind != Kind::Date {
            clock(out, u32::try_from(milliseconds.rem_euclid(DAY)).unwrap_or(0));
        }
    }

    fn day(&mut self, number: i64) -> [u8; 10] {
        if self.known.is_empty() {
            // No day has this number: it is out of the usual range.
            self.known.resize(REMEMBERED, (i64::MAX, [0; 10]));
        }
        // Days before 1970 are folded too; where they fall does not matter.
        let at = usize::try_from(number.unsigned_abs()).unwrap_or(0) % REMEMBERED;
        match self.known.get_mut(at) {
            Some((known, text)) if *known == number => *text,
            slot => {
                let text = write_day(Day::from_days(number));
                let text = text.as_bytes().first_chunk().copied().unwrap_or_default();
                if let Some(slot) = slot {
                    *slot = (number, text);
                }
                text
            }
        }
    }
}

/// Writes `T08:36:00Z`, decimals only when there are some.
fn clock(out: &mut Buffer, milliseconds: u32) {
    let pair = |number: u32| {
        let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or(0);
        [digit(number / 10), digit(number)]
    };
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let ([h, hh], [m, mm], [s, ss]) =
        (pair(seconds / 3600), pair(seconds / 60 % 60), pair(seconds % 60));
    if rest == 0 {
        out.append(&[b'T', h, hh, b':', m, mm, b':', s, ss, b'Z']);
    } else {
        let ([_, d], [dd, ddd]) = (pair(rest / 100), pair(rest % 100));
        out.append(&[b'T', h, hh, b':', m, mm, b':', s, ss, b'.', d, dd, ddd, b'Z']);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_ways_write_them(
            times in prop::collection::vec(
                prop_oneof![any::<i64>(), -70_000_000_000_000_i64..300_000_000_000_000, (0_i64..40_000).prop_map(|day| day * DAY)],
                1..20,
            ),
            id in any::<[u8; 16]>(),
        ) {
            let (mut days, mut out, mut plain) = (Days::default(), Buffer::default(), String::new());
            for time in times {
                for kind in [Kind::Time, Kind::Date] {
                    days.write(&mut out, time, kind);
                    match kind {
                        Kind::Date => plain += &write_day(Moment::from_milliseconds(time).day),
                        _ => plain += &write_iso(time),
                    }
                }
            }
            prop_assert_eq!(str::from_utf8(out.bytes()).unwrap(), plain);
            prop_assert_eq!(digits(ObjectId(id)).to_vec(), ObjectId(id).to_string().into_bytes());
        }
    }
}
