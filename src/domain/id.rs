//! Names of things: row numbers inside a workspace, object ids in the directory.

use std::fmt;

/// Row of an object among those of its kind: dense from 0, given once, stable for the life of a
/// workspace, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

impl Row {
    /// The row as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The object id (a GUID) that the directory gives to every object.
///
/// An object that the directory has not yet numbered (created here, or imported from a file
/// without ids) carries a made-up id; the store remembers that it is provisional.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ObjectId(pub [u8; 16]);

impl ObjectId {
    /// Reads `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in any case; nothing else is an object id.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_bytes(text.as_bytes())
    }

    /// As [`Self::parse`], on bytes, for the importers.
    #[must_use]
    pub fn parse_bytes(text: &[u8]) -> Option<Self> {
        let text: &[u8; 36] = text.try_into().ok()?;
        let half = |at: usize| {
            let four = text.get(at..).and_then(<[u8]>::first_chunk);
            u64::from(four.map_or(0, |four| u32::from_le_bytes(*four)))
        };
        let whole = |first: usize, second: usize| half(first) | half(second) << 32;
        let [a, b, c, d] =
            [whole(0, 4), whole(9, 14), whole(19, 24), whole(28, 32)].map(eight_digits);
        let dashes = [8, 13, 18, 23].iter().all(|&at| text.get(at) == Some(&b'-'));
        let word = |digits: Option<u32>, at: u32| Some(u128::from(digits?) << at);
        let id = word(a, 0)? | word(b, 32)? | word(c, 64)? | word(d, 96)?;
        dashes.then_some(Self(id.to_le_bytes()))
    }

    /// Whether both are the same; quicker than `==`, which compares a byte at a time where code is
    /// to be small.
    #[inline]
    #[must_use]
    pub const fn is(self, other: Self) -> bool {
        u128::from_ne_bytes(self.0) == u128::from_ne_bytes(other.0)
    }

    /// A made-up id that depends only on `text`, for objects that came without one.
    ///
    /// Shaped as a version 8 (custom) UUID, RFC 9562 §5.8, which no directory hands out.
    #[must_use]
    pub fn made_up(text: &str) -> Self {
        let mut bytes = [0_u8; 16];
        for (half, seed) in bytes
            .as_chunks_mut::<8>()
            .0
            .iter_mut()
            .zip([0xcbf2_9ce4_8422_2325_u64, 0x9e37_79b9_7f4a_7c15])
        {
            let hash = text.bytes().fold(seed, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(5)
            });
            half.copy_from_slice(&mix(hash).to_be_bytes());
        }
        Self(stamp_version_8(bytes))
    }

    /// A made-up id from a number drawn by the caller (the core draws none) and a counter.
    #[must_use]
    pub fn from_seed(seed: u64, counter: u64) -> Self {
        let mut bytes = [0_u8; 16];
        for (half, salt) in bytes.as_chunks_mut::<8>().0.iter_mut().zip([1_u64, 2]) {
            let word = mix(seed ^ mix(counter.wrapping_mul(2).wrapping_add(salt)));
            half.copy_from_slice(&word.to_be_bytes());
        }
        Self(stamp_version_8(bytes))
    }

    /// Whether the id has the shape of [`Self::made_up`].
    #[must_use]
    pub const fn is_made_up(self) -> bool {
        let [_, _, _, _, _, _, version, _, variant, ..] = self.0;
        version >> 4 == 8 && variant >> 6 == 2
    }
}

/// The four bytes that eight hexadecimal digits write, the first in the lowest place as the digits
/// are. All at once: ids are read by the hundred thousand.
const fn eight_digits(text: u64) -> Option<u32> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * EACH;
    // The top bit of every byte, where that is at least a number; bytes are ASCII.
    const fn least(bytes: u64, number: u64) -> u64 {
        bytes + (0x80 - number) * EACH
    }
    if text & TOP != 0 {
        return None;
    }
    let lower = text | (0x20 * EACH);
    let digit = least(text, 0x30) & !least(text, 0x3a) & TOP;
    let letter = least(lower, 0x61) & !least(lower, 0x67) & TOP;
    if digit | letter != TOP {
        return None;
    }
    let nibbles = (text & (0x0f * EACH)) + (letter >> 7) * 9;
    // Pairs, then their bytes moved together.
    let mut bytes = ((nibbles << 4) | (nibbles >> 8)) & 0x00ff_00ff_00ff_00ff;
    bytes = (bytes | (bytes >> 8)) & 0x0000_ffff_0000_ffff;
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    let bytes = (bytes | (bytes >> 16)) as u32;
    Some(bytes)
}

/// The finaliser of `MurmurHash3` (64 bit): every input bit reaches every output bit.
const fn mix(mut word: u64) -> u64 {
    word = (word ^ (word >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    word = (word ^ (word >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ (word >> 33)
}

const fn stamp_version_8(mut bytes: [u8; 16]) -> [u8; 16] {
    let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
    *version = 0x80 | (*version & 0x0f);
    *variant = 0x80 | (*variant & 0x3f);
    bytes
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::ObjectId;
    use proptest::prelude::*;

    /// Digit by digit, as one number.
    fn plainly(text: &str) -> Option<ObjectId> {
        let parts: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let digits = parts.concat();
        let fits = lengths == [8, 4, 4, 4, 12] && digits.bytes().all(|b| b.is_ascii_hexdigit());
        fits.then(|| ObjectId(u128::from_str_radix(&digits, 16).unwrap().to_be_bytes()))
    }

    proptest! {
        #[test]
        fn as_read_digit_by_digit(
            text in "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
            at in 0_usize..36,
            other in any::<char>(),
        ) {
            prop_assert!(plainly(&text).is_some());
            prop_assert_eq!(ObjectId::parse(&text), plainly(&text));
            let mut text = text;
            text.replace_range(at..at + other.len_utf8().min(36 - at), &other.to_string());
            prop_assert_eq!(ObjectId::parse(&text), plainly(&text));
        }
    }

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let text = "01234567-89ab-cdef-0123-456789abcdef";
        let id = ObjectId::parse(text).unwrap();
        assert_eq!(id.to_string(), text);
        assert_eq!(ObjectId::parse(&text.to_uppercase()), Some(id));
        for at in 0..text.len() {
            for wrong in ["g", "G", "/", ":", "@", "`", "-", "0", "\u{10}", "\u{1a}", "P"] {
                let mut other = text.to_owned();
                other.replace_range(at..=at, wrong);
                let fits = other.char_indices().all(|(at, c)| {
                    if matches!(at, 8 | 13 | 18 | 23) { c == '-' } else { c.is_ascii_hexdigit() }
                });
                assert_eq!(ObjectId::parse(&other).is_some(), fits, "{other:?}");
            }
        }
        assert_eq!(ObjectId::parse(""), None);
        assert_eq!(ObjectId::parse("{01234567-89ab-cdef-0123-456789abcdef}"), None);
    }
}
