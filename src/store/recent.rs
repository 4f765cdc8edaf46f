//! Texts seen a moment ago: what is asked before the dictionary while a file is read.

use super::dictionary::Dictionary;

/// Bytes of a text that fits.
const KEY: usize = 32;
/// Texts remembered; a power of two.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 10;

/// The first bytes of a text as numbers, zeros after them. Single fields, not an array: they stay in
/// registers.
#[derive(Debug, Clone, Copy, Default)]
struct Key {
    a: u64,
    b: u64,
    c: u64,
    d: u64,
}

/// A short text and its number.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: Key,
    /// Bytes of the text; 0 in a slot that is free.
    length: u32,
    number: u32,
}

/// The numbers of some short texts of one dictionary.
///
/// A dictionary compares texts of any length wherever they stand, which takes branches that no
/// processor foresees. Most cells of a column are short and were seen before: those are compared
/// here as four words.
#[derive(Debug, Default)]
pub(super) struct Recent {
    slots: Vec<Slot>,
}

/// One word of a text of some length: the bytes from `at` on, zeros past its end.
#[inline]
fn word(bytes: &[u8; KEY], at: usize, length: usize) -> u64 {
    let word =
        bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |it| u64::from_le_bytes(*it));
    let kept = length.saturating_sub(at);
    // All bits for eight bytes and more.
    let mask = if kept >= 8 { u64::MAX } else { (1 << (8 * kept)) - 1 };
    word & mask
}

impl Key {
    #[inline]
    fn of(bytes: &[u8; KEY], length: usize) -> Self {
        Self {
            a: word(bytes, 0, length),
            b: word(bytes, 8, length),
            c: word(bytes, 16, length),
            d: word(bytes, 24, length),
        }
    }

    /// Not a comparison word by word: there is one branch.
    #[inline]
    const fn is(self, other: Self) -> bool {
        (self.a ^ other.a) | (self.b ^ other.b) | (self.c ^ other.c) | (self.d ^ other.d) == 0
    }

    /// Which slot a text belongs in.
    #[inline]
    const fn home(self, length: usize) -> usize {
        let mixed = self.a.wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ self.b.wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(17)
            ^ self.c.wrapping_mul(0xc4ce_b9fe_1a85_ec53).rotate_left(31)
            ^ self.d.wrapping_mul(0x2545_f491_4f6c_dd1d).rotate_left(47)
            ^ length as u64;
        ((mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOT_BITS)) as usize
    }
}

impl Recent {
    /// The number of the text at `start..end` of `text`, added to the dictionary where it is new;
    /// none where there is no text.
    #[inline]
    pub(super) fn intern(
        &mut self,
        dictionary: &mut Dictionary,
        text: &str,
        start: usize,
        end: usize,
    ) -> Option<u32> {
        let length = end.checked_sub(start)?;
        let room = text.as_bytes().get(start..).and_then(<[u8]>::first_chunk::<KEY>);
        let Some(room) = room.filter(|_| length <= KEY) else {
            return Some(dictionary.intern(text.get(start..end)?));
        };
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Slot::default());
        }
        let key = Key::of(room, length);
        let slot = self.slots.get_mut(key.home(length))?;
        if !slot.key.is(key) || slot.length as usize != length {
            let number = dictionary.intern(text.get(start..end)?);
            *slot = Slot { key, length: u32::try_from(length).ok()?, number };
        }
        Some(slot.number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, Recent};
    use proptest::prelude::*;

    proptest! {
        /// Few texts of all lengths around the limit, with zeros in and after them.
        #[test]
        fn as_the_dictionary_numbers_them(
            texts in prop::collection::vec("[ab\0]{1,2}|[a\0]{30,34}|é{14,18}", 1..60),
        ) {
            let joined = texts.concat();
            let (mut recent, mut dictionary) = (Recent::default(), Dictionary::default());
            let mut plain = Dictionary::default();
            let mut start = 0;
            for text in &texts {
                let end = start + text.len();
                let number = recent.intern(&mut dictionary, &joined, start, end);
                prop_assert_eq!(number, Some(plain.intern(text)));
                start = end;
            }
            prop_assert!(dictionary.iter().eq(plain.iter()));
        }
    }
}
