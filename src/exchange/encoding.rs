//! From the bytes of a file to UTF-8.
//!
//! A byte order mark decides. Without one, zero bytes in every other place are UTF-16; everything
//! else is read as UTF-8, and what is not UTF-8 as Windows-1252 (see [`decode_1252`]), cell by
//! cell, because a file of several hundred megabytes cannot be asked twice. UTF-16 units without
//! their partner leave bytes that are not UTF-8 either, so that the cell with them is found.

use std::borrow::Cow;

/// How a file writes its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, or Windows-1252 where it is not.
    Bytes,
    Utf16 {
        big: bool,
    },
}

/// Windows-1252 from 0x80 to 0x9F; the five places without a character stand for themselves, as
/// the WHATWG Encoding Standard has it.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads bytes as Windows-1252; every byte means something there.
pub(super) fn decode_1252(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|&byte| match byte {
            0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
            _ => char::from(byte),
        })
        .collect()
}

/// Reads bytes that came out of a [`Transcoder`]: as UTF-8 where they are, else as what the file
/// must be. The flag says whether they were UTF-8.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> (Cow<'_, str>, bool) {
    match str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => match encoding {
            Encoding::Bytes => (Cow::Owned(decode_1252(bytes)), false),
            Encoding::Utf16 { .. } => (String::from_utf8_lossy(bytes), false),
        },
    }
}

/// Turns a file's bytes into UTF-8 as they come.
#[derive(Debug)]
pub(super) struct Transcoder {
    pub encoding: Encoding,
    /// Bytes of a byte order mark still to be passed over.
    mark: usize,
    /// First byte of a unit whose second has not come yet.
    half: Option<u8>,
    /// First unit of a pair whose second has not come yet.
    lead: Option<u16>,
    out: Vec<u8>,
}

impl Transcoder {
    /// Decides by the first bytes of the file.
    pub(super) fn new(start: &[u8]) -> Self {
        let (encoding, mark) = match start {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Bytes, 3),
            [0xff, 0xfe, ..] => (Encoding::Utf16 { big: false }, 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16 { big: true }, 2),
            _ => (guess(start), 0),
        };
        Self { encoding, mark, half: None, lead: None, out: Vec::new() }
    }

    /// The next bytes of the file, as UTF-8.
    pub(super) fn feed<'a>(&'a mut self, bytes: &'a [u8]) -> &'a [u8] {
        let (mark, bytes) = bytes.split_at_checked(self.mark).unwrap_or((bytes, &[]));
        self.mark -= mark.len();
        let Encoding::Utf16 { big } = self.encoding else { return bytes };
        self.out.clear();
        for &byte in bytes {
            let Some(first) = self.half.take() else {
                self.half = Some(byte);
                continue;
            };
            let pair = [first, byte];
            self.unit(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
        }
        &self.out
    }

    /// What is left at the end of the file.
    pub(super) fn finish(&mut self) -> &[u8] {
        self.out.clear();
        if let Some(lead) = self.lead.take() {
            self.broken(lead);
        }
        if self.half.take().is_some() {
            self.broken(0xd800);
        }
        &self.out
    }

    fn unit(&mut self, unit: u16) {
        let lead = self.lead.take();
        let mut decoded = char::decode_utf16(lead.into_iter().chain([unit]));
        match decoded.next() {
            Some(Ok(character)) => self.push(character),
            Some(Err(error)) => {
                let alone = error.unpaired_surrogate();
                let leads = alone < 0xdc00;
                if lead.is_none() && leads {
                    self.lead = Some(alone);
                    return;
                }
                self.broken(alone);
                if lead.is_some() {
                    self.unit(unit);
                }
            }
            None => {}
        }
    }

    fn push(&mut self, character: char) {
        self.out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// A unit without its partner, written as UTF-8 would if it could.
    fn broken(&mut self, unit: u16) {
        let [high, low] =
            [(unit >> 6) & 0x3f, unit & 0x3f].map(|bits| 0x80 | bits.to_le_bytes()[0]);
        self.out.extend_from_slice(&[0xed, high, low]);
    }
}

/// UTF-16 without a mark: text in Latin letters has a zero in every other byte.
fn guess(start: &[u8]) -> Encoding {
    let (pairs, _) = start.get(..start.len().min(64)).unwrap_or_default().as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair.get(at) == Some(&0)).count();
    let most = |zeros: usize| pairs.len() >= 2 && zeros * 4 >= pairs.len() * 3;
    match (zeros(0), zeros(1)) {
        (0, low) if most(low) => Encoding::Utf16 { big: false },
        (high, 0) if most(high) => Encoding::Utf16 { big: true },
        _ => Encoding::Bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8], piece: usize) -> (String, bool) {
        let mut transcoder = Transcoder::new(bytes);
        let mut out = Vec::new();
        for piece in bytes.chunks(piece) {
            out.extend_from_slice(transcoder.feed(piece));
        }
        out.extend_from_slice(transcoder.finish());
        let (text, whole) = decode(&out, transcoder.encoding);
        (text.into_owned(), whole)
    }

    #[test]
    fn marks_and_guesses() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert_eq!(read(b"\xef\xbb\xbfa", 1), ("a".to_owned(), true));
        assert_eq!(read(&utf16("\u{feff}é😀"), 1), ("é😀".to_owned(), true));
        assert_eq!(read(&utf16("id,mail"), 3), ("id,mail".to_owned(), true));
        assert_eq!(read(b"\0i\0d", 4), ("id".to_owned(), true));
        assert_eq!(read(b"\x80l\xe8ne", 2), ("€lène".to_owned(), false));
        assert_eq!(read("élan".as_bytes(), 1), ("élan".to_owned(), true));
    }

    #[test]
    fn every_byte_is_a_windows_1252_character() {
        let all: Vec<u8> = (0..=255).collect();
        let text = decode_1252(&all);
        assert_eq!(text.chars().count(), 256);
        assert_eq!(text.chars().nth(0x92), Some('’'));
        assert_eq!(text.chars().nth(0xe9), Some('é'));
    }

    proptest! {
        #[test]
        fn utf_16_is_read_as_the_standard_library_does(
            units in prop::collection::vec(prop_oneof![any::<u16>(), 0xd800_u16..0xe000], 0..40),
            big in any::<bool>(),
            odd in any::<bool>(),
            piece in 1_usize..7,
        ) {
            let mut bytes = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
            for unit in &units {
                bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            }
            let broken = String::from_utf16(&units).is_err() || odd;
            if odd {
                bytes.push(b'x');
            }
            let (text, whole) = read(&bytes, piece);
            prop_assert_eq!(whole, !broken);
            if !broken {
                prop_assert_eq!(text, String::from_utf16(&units).unwrap());
            }
        }
    }
}
