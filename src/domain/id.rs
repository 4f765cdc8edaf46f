//! Names of things: row numbers inside a workspace, object ids in the directory.

use std::fmt;

/// Row of a user: dense from 0, given once, stable for the life of a workspace, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub u32);

impl UserId {
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
        let byte = |at: usize| text.get(at).copied().unwrap_or(0);
        let mut id = [0_u8; 16];
        let mut seen = 0;
        // Where the two digits of each byte start.
        let places = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
        for (slot, at) in id.iter_mut().zip(places) {
            let (high, low) = (digit(byte(at)), digit(byte(at + 1)));
            seen |= high | low;
            *slot = (high << 4) | low;
        }
        let dashes = [8, 13, 18, 23].into_iter().all(|at| byte(at) == b'-');
        (dashes && seen & NO_DIGIT == 0).then_some(Self(id))
    }

    /// A made-up id that depends only on `text`, for objects that came without one.
    ///
    /// Shaped as a version 8 (custom) UUID, RFC 9562 §5.8, which no directory hands out.
    #[must_use]
    pub fn made_up(text: &str) -> Self {
        let mut bytes = [0_u8; 16];
        for (half, seed) in
            bytes.chunks_exact_mut(8).zip([0xcbf2_9ce4_8422_2325_u64, 0x9e37_79b9_7f4a_7c15])
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
        for (half, salt) in bytes.chunks_exact_mut(8).zip([1_u64, 2]) {
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

/// What is no hexadecimal digit.
const NO_DIGIT: u8 = 0x80;

/// The value of a hexadecimal digit, without a branch: ids are read by the hundred thousand.
const fn digit(byte: u8) -> u8 {
    let number = byte.wrapping_sub(b'0');
    let letter = (byte | 0x20).wrapping_sub(b'a');
    if number < 10 {
        number
    } else if letter < 6 {
        letter + 10
    } else {
        NO_DIGIT
    }
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
