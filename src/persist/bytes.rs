//! Numbers, texts and byte runs as bytes, and back without ever trusting a length.

use crate::persist::frame::{Damage, Part, UpgradeError};

/// Appends values to a buffer.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// With room for so many bytes: a large body is then copied once.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes) }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// LEB128: seven bits a byte, lowest first.
    pub(crate) fn number(&mut self, number: impl Into<u64>) {
        let mut rest: u64 = number.into();
        while rest > 0x7f {
            self.bytes.push(low_byte(rest) | 0x80);
            rest >>= 7;
        }
        self.bytes.push(low_byte(rest));
    }

    /// A length or count.
    pub(crate) fn count(&mut self, count: usize) {
        // A usize has at most 64 bits on every target.
        self.number(u64::try_from(count).unwrap_or(u64::MAX));
    }

    /// A number that may be negative: folded so that small distances from zero stay short.
    pub(crate) fn signed(&mut self, number: i64) {
        self.number((number.cast_unsigned() << 1) ^ (number >> 63).cast_unsigned());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.byte(u8::from(flag));
    }

    /// Whether there is something, then the something.
    pub(crate) fn optional<T>(&mut self, thing: Option<&T>, write: impl Fn(&mut Self, &T)) {
        self.flag(thing.is_some());
        if let Some(thing) = thing {
            write(self, thing);
        }
    }

    /// A count and as many things.
    pub(crate) fn list<T>(&mut self, things: &[T], write: impl Fn(&mut Self, &T)) {
        self.count(things.len());
        for thing in things {
            write(self, thing);
        }
    }
}

const fn low_byte(number: u64) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low & 0x7f
}

/// Reads what a [`Writer`] wrote; every failure names the byte.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    rest: &'a [u8],
    part: Part,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(bytes: &'a [u8], part: Part) -> Self {
        Self { bytes, rest: bytes, part }
    }

    /// The error for what was read last.
    pub(crate) const fn damage(&self, damage: Damage) -> UpgradeError {
        UpgradeError::Corrupt { part: self.part, at: self.bytes.len() - self.rest.len(), damage }
    }

    pub(crate) const fn left(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn byte(&mut self) -> Result<u8, UpgradeError> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], UpgradeError> {
        let (array, rest) =
            self.rest.split_first_chunk().ok_or_else(|| self.damage(Damage::Truncated))?;
        self.rest = rest;
        Ok(*array)
    }

    pub(crate) fn raw(&mut self, length: usize) -> Result<&'a [u8], UpgradeError> {
        let (bytes, rest) =
            self.rest.split_at_checked(length).ok_or_else(|| self.damage(Damage::Truncated))?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(crate) fn number(&mut self) -> Result<u64, UpgradeError> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            let placed = bits << shift;
            if placed >> shift != bits {
                break;
            }
            number |= placed;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(self.damage(Damage::Number))
    }

    /// A number that fits the wanted type.
    pub(crate) fn small<N: TryFrom<u64>>(&mut self) -> Result<N, UpgradeError> {
        N::try_from(self.number()?).map_err(|_| self.damage(Damage::Number))
    }

    /// A count of things that take at least one byte each, so never more than bytes are left.
    pub(crate) fn count(&mut self) -> Result<usize, UpgradeError> {
        let count: usize = self.small()?;
        if count > self.left() { Err(self.damage(Damage::Truncated)) } else { Ok(count) }
    }

    pub(crate) fn signed(&mut self) -> Result<i64, UpgradeError> {
        let folded = self.number()?;
        Ok((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
    }

    pub(crate) fn text(&mut self) -> Result<String, UpgradeError> {
        let length = self.count()?;
        let bytes = self.raw(length)?;
        let text = std::str::from_utf8(bytes).map_err(|_| self.damage(Damage::Text))?;
        Ok(text.to_owned())
    }

    pub(crate) fn flag(&mut self) -> Result<bool, UpgradeError> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            tag => Err(self.damage(Damage::Tag(tag))),
        }
    }

    /// Something that may be absent.
    pub(crate) fn optional<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, UpgradeError>,
    ) -> Result<Option<T>, UpgradeError> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }

    /// A count and as many things, of at least a byte each.
    pub(crate) fn list<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, UpgradeError>,
    ) -> Result<Vec<T>, UpgradeError> {
        let count = self.count()?;
        (0..count).map(|_| read(self)).collect()
    }

    /// Nothing may follow.
    pub(crate) fn end(&self) -> Result<(), UpgradeError> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.damage(Damage::LeftOver)) }
    }
}
