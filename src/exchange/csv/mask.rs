//! Where separators, line ends and quotes stand in 64 bytes, as bits, and whether a byte among
//! them may be a hostile one.
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
    /// A carriage return or line feed.
    pub lines: u64,
    /// Quotation marks.
    pub quotes: u64,
    /// Whether [`suspicious`] holds.
    pub suspicious: bool,
}

/// Whether a text may hold a character to look for: a control character but tab and line ends,
/// `<`, or the first byte of the characters that turn the reading direction or are typographic
/// quotes (with many innocent ones).
pub(in crate::exchange) fn suspicious(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | b'<' | 0xd8 | 0xe2))
}

/// A byte is [`suspicious`] when the entries of its two halves share a bit: 1 for 0x00–0x08, 0x0B,
/// 0x0C, 0x0E and 0x0F, 2 for 0x10–0x1F, 4 for 0x3C, 8 for 0xE2, 16 for 0xD8.
#[cfg(any(test, target_arch = "wasm32"))]
pub(super) const HIGH: [u8; 16] = [1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 8, 0];
#[cfg(any(test, target_arch = "wasm32"))]
pub(super) const LOW: [u8; 16] = [3, 3, 11, 3, 3, 3, 3, 3, 19, 2, 2, 3, 7, 2, 3, 3];

/// The masks of 64 bytes.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
pub(super) fn masks(bytes: &[u8; STEP], delimiter: u8) -> Masks {
    use core::arch::wasm32::{
        u8x16_bitmask, u8x16_eq, u8x16_shr, u8x16_splat, u8x16_swizzle, u64x2, v128, v128_and,
        v128_any_true, v128_or,
    };
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    fn lanes(bytes: [u8; 16]) -> v128 {
        let number = u128::from_le_bytes(bytes);
        u64x2(number as u64, (number >> 64) as u64)
    }
    let (high, low) = (lanes(HIGH), lanes(LOW));
    let (delimiter, quote) = (u8x16_splat(delimiter), u8x16_splat(b'"'));
    let (cr, lf) = (u8x16_splat(b'\r'), u8x16_splat(b'\n'));
    let mut odd = u8x16_splat(0);
    // Ends, line ends and quotes of sixteen bytes.
    let mut of = |at: usize| {
        let lane = lanes(bytes.as_chunks().0.get(at).copied().unwrap_or_default());
        let line_end = v128_or(u8x16_eq(lane, cr), u8x16_eq(lane, lf));
        let end = v128_or(u8x16_eq(lane, delimiter), line_end);
        let halves = (
            u8x16_swizzle(high, u8x16_shr(lane, 4)),
            u8x16_swizzle(low, v128_and(lane, u8x16_splat(15))),
        );
        odd = v128_or(odd, v128_and(halves.0, halves.1));
        let bits = |found| u64::from(u8x16_bitmask(found));
        (bits(end), bits(line_end), bits(u8x16_eq(lane, quote)))
    };
    // Not a loop: where the program is built to be small, it would stay one.
    let (a, b, c, d) = (of(0), of(1), of(2), of(3));
    let ends = a.0 | b.0 << 16 | c.0 << 32 | d.0 << 48;
    let lines = a.1 | b.1 << 16 | c.1 << 32 | d.1 << 48;
    let quotes = a.2 | b.2 << 16 | c.2 << 32 | d.2 << 48;
    Masks { ends, lines, quotes, suspicious: v128_any_true(odd) }
}

/// The masks of 64 bytes.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
pub(super) fn masks(bytes: &[u8; STEP], delimiter: u8) -> Masks {
    let bits = |test: fn(u8, u8) -> bool| bytes.map(|byte| u8::from(test(byte, delimiter)));
    let ends = bits(|byte, delimiter| byte == delimiter || byte == b'\r' || byte == b'\n');
    let lines = bits(|byte, _| byte == b'\r' || byte == b'\n');
    let quotes = bits(|byte, _| byte == b'"');
    Masks {
        ends: pack(&ends),
        lines: pack(&lines),
        quotes: pack(&quotes),
        suspicious: suspicious(bytes),
    }
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
