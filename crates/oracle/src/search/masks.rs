//! Sixty-four bytes at a time: which of them belong to words, and which ask for a second look.

use wide::u8x16;

/// How many bytes are looked at together.
pub(super) const BLOCK: usize = 64;

/// One bit a byte, the first byte in the lowest bit.
#[derive(Clone, Copy, Default)]
pub(super) struct Masks {
    /// Letters and digits, and every byte outside ASCII.
    pub word: u64,
    /// Bytes that begin a character other than a letter of Latin-1: the text has to be normalised.
    pub odd: u64,
    /// What introduces an escape: `&`, `\`, `%`, `=`, `<`.
    pub escape: u64,
    pub dot: u64,
    pub dash: u64,
    /// Ends of lines.
    pub line: u64,
}

impl Masks {
    #[inline]
    pub fn of(block: &[u8; BLOCK]) -> Self {
        let mut masks = Self::default();
        for (i, part) in block.as_chunks::<16>().0.iter().enumerate() {
            let one = sixteen(u8x16::from(*part));
            masks.word |= one.0 << (16 * i);
            masks.odd |= one.1 << (16 * i);
            masks.escape |= one.2 << (16 * i);
            masks.dot |= one.3 << (16 * i);
            masks.dash |= one.4 << (16 * i);
            masks.line |= one.5 << (16 * i);
        }
        masks
    }
}

#[inline]
fn sixteen(bytes: u8x16) -> (u64, u64, u64, u64, u64, u64) {
    let all = u8x16::splat;
    let lower = bytes | all(0x20);
    let between = |bytes: u8x16, low: u8, high: u8| bytes.max(all(low)).min(all(high)).simd_eq(bytes);
    let outside_ascii = bytes.max(all(0x80)).simd_eq(bytes);
    let word = between(lower, b'a', b'z') | between(bytes, b'0', b'9') | outside_ascii;
    // U+00D7 and U+00F7, the two signs among Latin-1's letters, end in these bytes.
    let sign = lower.simd_eq(all(0xb7));
    let odd = (between(bytes, 0xc0, 0xff) & !bytes.simd_eq(all(0xc3))) | sign;
    let is = |byte: u8| bytes.simd_eq(all(byte));
    // `<` and `=` differ in their last bit alone.
    let escape = is(b'&') | is(b'\\') | is(b'%') | (bytes | all(1)).simd_eq(all(b'='));
    let mask = |bits: u8x16| u64::from(bits.to_bitmask());
    let line = is(b'\n') | is(b'\r');
    (
        mask(word),
        mask(odd),
        mask(escape),
        mask(is(b'.')),
        mask(is(b'-')),
        mask(line),
    )
}
