//! Bytes written many at a time.
//!
//! Copies of a few bytes are what an export consists of, and a call to copy memory costs more than
//! they do. Room is kept at the end, so that a copy may write past what it is asked for.

use wide::u8x16;

/// Bytes looked at in one step.
const STEP: usize = 16;

/// Bytes copied in one step: most cells are shorter, and a step too many costs less than a branch
/// that nobody can foresee.
const WIDE: usize = 32;

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
        Self { bytes: vec![0; capacity + WIDE], len: 0 }
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

    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.len);
        self.bytes
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
        if self.len + more + WIDE > self.bytes.len() {
            self.grow(more);
        }
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        let wanted = self.len + more + WIDE;
        self.bytes.resize(wanted.max(self.bytes.len() * 2), 0);
    }

    pub(super) fn append(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        if let Some(to) = self.bytes.get_mut(self.len..self.len + bytes.len()) {
            to.copy_from_slice(bytes);
            self.len += bytes.len();
        }
    }

    /// Appends as many bytes as the compiler knows.
    #[inline]
    pub(super) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        self.reserve(N);
        if let Some(to) = self.bytes.get_mut(self.len..).and_then(<[u8]>::first_chunk_mut) {
            *to = bytes;
            self.len += N;
        }
    }

    /// Takes back the last bytes.
    #[inline]
    pub(super) const fn take_back(&mut self, bytes: usize) {
        self.len = self.len.saturating_sub(bytes);
    }

    /// Appends what stands somewhere in other buffers, one after the other.
    #[inline]
    pub(super) fn copy<'a>(&mut self, places: impl Iterator<Item = (&'a Self, Place)>) {
        let mut len = self.len;
        for (from, (start, length)) in places {
            let (start, length) = (start as usize, length as usize);
            if len + length + WIDE > self.bytes.len() {
                self.len = len;
                self.grow(length);
            }
            let mut done = 0;
            while done < length {
                let to = self.bytes.get_mut(len + done..).and_then(<[u8]>::first_chunk_mut);
                let from = from.bytes.get(start + done..).and_then(<[u8]>::first_chunk::<WIDE>);
                let (Some(to), Some(from)) = (to, from) else { break };
                *to = *from;
                done += WIDE;
            }
            len += length;
        }
        self.len = len;
    }

    /// Appends a part of a text when it has none of some bytes; says whether.
    #[inline]
    pub(super) fn append_without<const N: usize>(
        &mut self,
        text: &[u8],
        (start, end): (usize, usize),
        bytes: &[u8x16; N],
    ) -> bool {
        let length = end.saturating_sub(start);
        self.reserve(length);
        let mut done = 0;
        while done < length {
            let rest = text.get(start + done..).unwrap_or_default();
            let from = rest.first_chunk().copied();
            let from =
                from.unwrap_or_else(|| padded(rest.get(..length - done).unwrap_or_default()));
            let Some(to) = self.bytes.get_mut(self.len + done..).and_then(<[u8]>::first_chunk_mut)
            else {
                return false;
            };
            *to = from;
            let chunk = u8x16::from(from);
            let mut found = u8x16::ZERO;
            for byte in bytes {
                found |= chunk.simd_eq(*byte);
            }
            // What comes after the part does not count.
            let counts =
                u32::MAX.unbounded_shr(u32::try_from(32 - (length - done).min(STEP)).unwrap_or(0));
            if found.to_bitmask() & counts != 0 {
                return false;
            }
            done += STEP;
        }
        self.len += length;
        true
    }
}

/// Fewer bytes than a step, and zeros: the end of a text behind which there may be nothing.
#[cold]
fn padded(rest: &[u8]) -> [u8; STEP] {
    let mut chunk = [0; STEP];
    chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    chunk
}

#[cfg(test)]
mod tests {
    use super::Buffer;
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
            let all = texts.concat();
            for text in &texts {
                let start = source.len();
                source.append(text);
                places.push(source.since(start));
            }
            for (text, place) in texts.iter().zip(places) {
                buffer.copy([(&source, place), (&source, place)].into_iter());
                plain.extend_from_slice(text);
                plain.extend_from_slice(text);
                let free = !text.contains(&wanted) && !text.contains(&b'"');
                let bytes = [u8x16::splat(wanted), u8x16::splat(b'"')];
                let start = place.0 as usize;
                let part = (start, start + text.len());
                prop_assert_eq!(buffer.append_without(&all, part, &bytes), free);
                if free {
                    plain.extend_from_slice(text);
                }
                buffer.put([1, 2, 3]);
                buffer.take_back(1);
                plain.extend_from_slice(&[1, 2]);
            }
            prop_assert_eq!(buffer.into_bytes(), plain);
        }
    }
}
