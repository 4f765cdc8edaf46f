//! Numbers, texts and sets as bytes, and back without trusting them.

use crate::store::Bits;

/// Bytes being written.
#[derive(Debug, Default)]
pub(in crate::store) struct Writer {
    pub(in crate::store) bytes: Vec<u8>,
}

impl Writer {
    pub(in crate::store) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(in crate::store) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// So many numbers of a fixed width.
    pub(in crate::store) fn numbers<const N: usize>(
        &mut self,
        numbers: impl Iterator<Item = [u8; N]>,
        count: usize,
    ) {
        let start = self.bytes.len();
        self.bytes.resize(start + count * N, 0);
        let slots = self.bytes.get_mut(start..).unwrap_or_default().as_chunks_mut::<N>().0;
        slots.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = number);
    }

    /// LEB128: seven bits a byte, lowest first.
    pub(in crate::store) fn number(&mut self, mut number: usize) {
        while number > 0x7f {
            self.bytes.push(0x80 | low_byte(number));
            number >>= 7;
        }
        self.bytes.push(low_byte(number));
    }

    /// As [`Self::number`], of 64 bits on every machine.
    pub(in crate::store) fn long(&mut self, mut number: u64) {
        while number > 0x7f {
            let [low, ..] = number.to_le_bytes();
            self.bytes.push(0x80 | low);
            number >>= 7;
        }
        let [low, ..] = number.to_le_bytes();
        self.bytes.push(low);
    }

    pub(in crate::store) fn run(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.raw(bytes);
    }

    /// A bit a row, filled up to whole bytes.
    pub(in crate::store) fn bits(&mut self, bits: &Bits) {
        let end = self.bytes.len() + bits.len().div_ceil(8) as usize;
        for word in bits.words() {
            self.raw(&word.to_le_bytes());
        }
        self.bytes.truncate(end);
    }
}

/// The lowest seven bits.
const fn low_byte(number: usize) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low & 0x7f
}

/// Bytes being read; every method gives none when there are too few, or they make no sense.
#[derive(Debug)]
pub(in crate::store) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(in crate::store) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Bytes that are left.
    pub(in crate::store) const fn left(&self) -> usize {
        self.rest.len()
    }

    pub(in crate::store) fn raw(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    pub(in crate::store) fn array<const N: usize>(&mut self) -> Option<&'a [u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(bytes)
    }

    #[inline]
    pub(in crate::store) fn byte(&mut self) -> Option<u8> {
        self.array().map(|&[byte]| byte)
    }

    #[inline]
    pub(in crate::store) fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = usize::from(byte & 0x7f);
            let placed = bits << shift;
            if placed >> shift != bits {
                return None;
            }
            number |= placed;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// As [`Self::number`], of 64 bits on every machine.
    pub(in crate::store) fn long(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            let placed = bits << shift;
            if placed >> shift != bits {
                return None;
            }
            number |= placed;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(in crate::store) fn run(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.raw(length)
    }

    pub(in crate::store) fn text(&mut self) -> Option<&'a str> {
        simdutf8::basic::from_utf8(self.run()?).ok()
    }

    pub(in crate::store) fn bits(&mut self, rows: u32) -> Option<Bits> {
        let bytes = self.raw(rows.div_ceil(8) as usize)?;
        let mut bits = Bits::none(rows);
        bits.fill(|words| {
            for (word, bytes) in words.iter_mut().zip(bytes.chunks(8)) {
                *word = bytes.iter().rfold(0, |word, &byte| (word << 8) | u64::from(byte));
            }
        });
        Some(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_texts_and_sets_come_back(number in any::<usize>(), text in any::<String>(), rows in 0_u32..200) {
            let third = Bits::of(rows, (0..rows).step_by(3));
            let mut writer = Writer::default();
            writer.number(number);
            writer.run(text.as_bytes());
            writer.bits(&third);
            let mut reader = Reader::new(&writer.bytes);
            prop_assert_eq!(reader.number(), Some(number));
            prop_assert_eq!(reader.text(), Some(text.as_str()));
            prop_assert_eq!(reader.bits(rows), Some(third));
            prop_assert_eq!(reader.left(), 0);
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(Reader::new(&[0xff; 20]).number(), None);
        assert_eq!(Reader::new(&[0x80]).number(), None);
        assert_eq!(Reader::new(&[2, 0xc3, 0x28]).text(), None);
        assert_eq!(Reader::new(&[200, 1, b'a']).text(), None);
        assert_eq!(Reader::new(&[1]).bits(9), None);
    }
}
