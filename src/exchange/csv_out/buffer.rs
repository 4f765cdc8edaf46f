//! Bytes written many at a time.
//!
//! Copies of a few bytes are what an export consists of, and a call to copy memory costs more than
//! they do. Room is kept at the end, so that a copy may read and write past what it is asked for.

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

/// Bytes to be copied: a buffer from where they start, and how many they are.
pub(super) type Piece<'a> = (&'a [u8], usize);

/// A cell in which nothing stands.
pub(super) const NOTHING: Piece<'_> = (&[0; WIDE], 0);

/// A cell of which nothing is known.
pub(super) const UNKNOWN: Piece<'_> = (b"\"\"                              ", 2);

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
    /// some columns, each once, or of some rows.
    #[inline]
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

    /// What stands somewhere.
    #[inline]
    pub(super) fn piece(&self, (start, length): Place) -> Piece<'_> {
        (self.bytes.get(start as usize..).unwrap_or_default(), length as usize)
    }

    /// Appends a line of cells, at least one (RFC 4180).
    #[inline]
    pub(super) fn line(&mut self, cells: &[Piece<'_>], separator: u8) {
        let wanted = cells.iter().map(|cell| cell.1 + 1).sum();
        self.reserve(wanted);
        let mut end = self.len;
        for &(mut from, length) in cells {
            let mut to = end;
            end += length;
            loop {
                let target = self.bytes.get_mut(to..).and_then(<[u8]>::first_chunk_mut::<WIDE>);
                let (Some(target), Some((chunk, rest))) = (target, from.split_first_chunk()) else {
                    self.copy_last(to, from);
                    break;
                };
                *target = *chunk;
                from = rest;
                to += WIDE;
                if to >= end {
                    break;
                }
            }
            if let Some(slot) = self.bytes.get_mut(end) {
                *slot = separator;
            }
            end += 1;
        }
        // In place of the last separator.
        self.len = end.saturating_sub(1);
        self.put(*b"\r\n");
    }

    /// Copies what is less than a step, at the end of a text behind which there is nothing.
    #[cold]
    fn copy_last(&mut self, to: usize, from: &[u8]) {
        if let Some(target) = self.bytes.get_mut(to..to + from.len()) {
            target.copy_from_slice(from);
        }
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
    use super::{Buffer, NOTHING, UNKNOWN};
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
                let alone = (text.as_slice(), text.len());
                buffer.line(&[source.piece(place), alone, NOTHING, UNKNOWN], b';');
                plain.extend_from_slice(&[text, b";".as_slice(), text, b";;\"\"\r\n"].concat());
                let free = !text.contains(&wanted) && !text.contains(&b'"');
                let bytes = [u8x16::splat(wanted), u8x16::splat(b'"')];
                let start = place.0 as usize;
                let part = (start, start + text.len());
                prop_assert_eq!(buffer.append_without(&all, part, &bytes), free);
                if free {
                    plain.extend_from_slice(text);
                }
                buffer.put([1, 2, 3]);
                plain.extend_from_slice(&[1, 2, 3]);
            }
            prop_assert_eq!(buffer.into_bytes(), plain);
        }
    }
}
