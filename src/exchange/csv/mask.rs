//! Where separators, line ends and quotes stand in 64 bytes, as bits.
//!
//! In WebAssembly sixteen bytes are compared at a time; the intrinsics are safe to call there, as
//! a module that uses an instruction its engine lacks is refused before it runs. Elsewhere plain
//! code does the same and the compiler makes of it what it can; a test compares the two.

/// Bytes that one step looks at.
pub(super) const STEP: usize = 64;

/// Bit `i` stands for byte `i`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Masks {
    /// The delimiter, or a carriage return or line feed.
    pub ends: u64,
    /// Quotation marks.
    pub quotes: u64,
}

/// The masks of 64 bytes.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
pub(super) fn masks(bytes: &[u8; STEP], delimiter: u8) -> Masks {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_or};
    let (delimiter, quote) = (u8x16_splat(delimiter), u8x16_splat(b'"'));
    let (cr, lf) = (u8x16_splat(b'\r'), u8x16_splat(b'\n'));
    let (mut ends, mut quotes) = (0, 0);
    for (at, lane) in bytes.as_chunks::<16>().0.iter().enumerate() {
        let number = u128::from_le_bytes(*lane);
        #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
        let lane = u64x2(number as u64, (number >> 64) as u64);
        let hit =
            v128_or(u8x16_eq(lane, delimiter), v128_or(u8x16_eq(lane, cr), u8x16_eq(lane, lf)));
        ends |= u64::from(u8x16_bitmask(hit)) << (16 * at);
        quotes |= u64::from(u8x16_bitmask(u8x16_eq(lane, quote))) << (16 * at);
    }
    Masks { ends, quotes }
}

/// The masks of 64 bytes.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
pub(super) fn masks(bytes: &[u8; STEP], delimiter: u8) -> Masks {
    let ends = bytes.map(|byte| {
        u8::from(byte == delimiter) | u8::from(byte == b'\r') | u8::from(byte == b'\n')
    });
    Masks { ends: pack(&ends), quotes: pack(&bytes.map(|byte| u8::from(byte == b'"'))) }
}

/// Packs 64 bytes of 0 or 1: a multiplication moves the eight low bits of a word into its top byte.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
fn pack(bits: &[u8; STEP]) -> u64 {
    let (words, _) = bits.as_chunks::<8>();
    words.iter().enumerate().fold(0, |packed, (at, word)| {
        let top = u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        packed | (top << (8 * at))
    })
}

/// Bits inside quotation marks: from an opening mark up to, and without, its closing one.
/// `inside` says whether the byte before was.
#[inline]
pub(super) const fn quoted(quotes: u64, inside: bool) -> u64 {
    let mut parity = quotes;
    parity ^= parity << 1;
    parity ^= parity << 2;
    parity ^= parity << 4;
    parity ^= parity << 8;
    parity ^= parity << 16;
    parity ^= parity << 32;
    if inside { !parity } else { parity }
}
