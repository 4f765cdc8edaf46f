//! Bytes written sixteen at a time.
//!
//! Copies of a few bytes are what an export consists of, and a call to copy memory costs more than
//! they do. Room is kept at the end, so that a copy may write past what it is asked for.

use wide::u8x16;

/// Bytes copied in one step.
const STEP: usize = 16;

/// Written bytes, and room after them.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    len: usize,
}

/// Where some bytes stand in a buffer: start and length.
pub(super) type Place = (u32, u32);

impl Buffer {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { bytes: vec![0; capacity + STEP], len: 0 }
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) const fn clear(&mut self) {
        self.len = 0;
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Where the bytes from `start` on stand. A buffer holds less than 4 GiB: it is the values of
    /// one column, each once, or of some rows.
    pub(super) fn since(&self, start: usize) -> Place {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (number(start), number(self.len - start))
    }

    /// Makes room for so many bytes, and for a step after them.
    #[inline]
    fn reserve(&mut self, more: usize) {
        if self.len + more + STEP > self.bytes.len() {
            self.grow(more);
        }
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        let wanted = self.len + more + STEP;
        self.bytes.resize(wanted.max(self.bytes.len() * 2), 0);
    }

    pub(super) fn append(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        if let Some(to) = self.bytes.get_mut(self.len..self.len + bytes.len()) {
            to.copy_from_slice(bytes);
            self.len += bytes.len();
        }
    }

    /// Appends what stands somewhere in another buffer.
    #[inline]
    pub(super) fn copy(&mut self, from: &Self, (start, length): Place) {
        let (start, length) = (start as usize, length as usize);
        self.reserve(length);
        let mut done = 0;
        while done < length {
            let to = self.bytes.get_mut(self.len + done..).and_then(<[u8]>::first_chunk_mut);
            let from = from.bytes.get(start + done..).and_then(<[u8]>::first_chunk::<STEP>);
            let (Some(to), Some(from)) = (to, from) else { return };
            *to = *from;
            done += STEP;
        }
        self.len += length;
    }

    /// Appends a text when it has none of some bytes; says whether.
    #[inline]
    pub(super) fn append_without<const N: usize>(
        &mut self,
        text: &[u8],
        bytes: &[u8x16; N],
    ) -> bool {
        let length = text.len();
        self.reserve(length);
        let Some(to) = self.bytes.get_mut(self.len..) else { return false };
        let mut found = u8x16::ZERO;
        let mut step = |to: Option<&mut [u8; STEP]>, from: &[u8; STEP]| {
            if let Some(to) = to {
                *to = *from;
            }
            let chunk = u8x16::from(*from);
            for byte in bytes {
                found |= chunk.simd_eq(*byte);
            }
        };
        let (whole, rest) = text.as_chunks::<STEP>();
        for (at, from) in whole.iter().enumerate() {
            step(to.get_mut(at * STEP..).and_then(<[u8]>::first_chunk_mut), from);
        }
        if !rest.is_empty() {
            // What is short of a step is read as one, from buffers that end anywhere.
            let to = to.get_mut(length - rest.len()..).and_then(<[u8]>::first_chunk_mut);
            step(to, &padded(rest));
        }
        if found.any() {
            return false;
        }
        self.len += length;
        true
    }
}

/// Fewer bytes than a step, and zeros.
#[inline]
fn padded(rest: &[u8]) -> [u8; STEP] {
    let wide = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let narrow = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let length = rest.len();
    let number =
        match (rest.first_chunk(), rest.last_chunk(), rest.first_chunk(), rest.last_chunk()) {
            // The last eight bytes overlap the first; what overlaps is pushed out again.
            (Some(first), Some(last), ..) => {
                let last = wide(last).unbounded_shr(u32::try_from(16 - length).unwrap_or(0) * 8);
                u128::from(wide(first)) | u128::from(last) << 64
            }
            (_, _, Some(first), Some(last)) => {
                u128::from(narrow(first) | narrow(last) << ((length - 4) * 8))
            }
            _ => rest.iter().rev().fold(0, |number, &byte| number << 8 | u128::from(byte)),
        };
    number.to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::{Buffer, padded};
    use proptest::prelude::*;
    use wide::u8x16;

    proptest! {
        #[test]
        fn as_a_vector(
            texts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..70), 0..20),
            wanted in any::<u8>(),
        ) {
            let (mut source, mut buffer) = (Buffer::default(), Buffer::default());
            let (mut places, mut plain) = (Vec::new(), Vec::new());
            for text in &texts {
                let start = source.len();
                source.append(text);
                places.push(source.since(start));
            }
            for (text, place) in texts.iter().zip(places) {
                buffer.copy(&source, place);
                plain.extend_from_slice(text);
                let free = !text.contains(&wanted) && !text.contains(&b'"');
                let bytes = [u8x16::splat(wanted), u8x16::splat(b'"')];
                // A zero is found in the padding too, which only costs a second look.
                let expected = free && (wanted != 0 || text.len() % 16 == 0);
                prop_assert_eq!(buffer.append_without(text, &bytes), expected);
                if expected {
                    plain.extend_from_slice(text);
                }
            }
            prop_assert_eq!(buffer.bytes(), plain);
        }

        #[test]
        fn padded_with_zeros(rest in prop::collection::vec(any::<u8>(), 1..16)) {
            let mut expected = rest.clone();
            expected.resize(16, 0);
            prop_assert_eq!(padded(&rest).to_vec(), expected);
        }
    }
}
