//! Sixty-four bytes at a time: which of them belong to words, and which ask for a second look.

use wide::u8x16;

/// How many bytes are looked at together.
pub(super) const BLOCK: usize = 64;

/// One bit a byte, the first byte in the lowest bit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
            masks.add(sixteen(u8x16::from(*part)), 16 * i, 0);
        }
        masks
    }

    /// Of the last bytes of a text, fewer than a block, which begin at `base`.
    #[inline]
    pub fn of_last(bytes: &[u8], base: usize) -> Self {
        let mut masks = Self::default();
        let (parts, tail) = bytes.get(base..).unwrap_or_default().as_chunks::<16>();
        for (i, part) in parts.iter().enumerate() {
            masks.add(sixteen(u8x16::from(*part)), 16 * i, 0);
        }
        match bytes.last_chunk::<16>() {
            _ if tail.is_empty() => {}
            // Some bytes once more are cheaper than a copy of a few.
            Some(last) => masks.add(sixteen(u8x16::from(*last)), 16 * parts.len(), 16 - tail.len()),
            None => {
                let mut last = [0; 16];
                last[..tail.len()].copy_from_slice(tail);
                masks.add(sixteen(u8x16::from(last)), 16 * parts.len(), 0);
            }
        }
        masks
    }

    /// Adds sixteen bytes that stand at `at`, without the first `known` of them.
    #[inline]
    fn add(&mut self, sixteen: (u64, u64, u64, u64, u64, u64), at: usize, known: usize) {
        let put = |bits: u64| (bits >> known) << at;
        self.word |= put(sixteen.0);
        self.odd |= put(sixteen.1);
        self.escape |= put(sixteen.2);
        self.dot |= put(sixteen.3);
        self.dash |= put(sixteen.4);
        self.line |= put(sixteen.5);
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

#[cfg(test)]
mod tests {
    use super::{BLOCK, Masks};

    #[test]
    fn the_last_bytes_of_a_text_are_told_as_those_of_a_block() {
        let text = "Märta Öberg; \"K7PXQ\" - x@y.se & 1990-01-01 ... \r\n".repeat(4);
        for length in 0..text.len() {
            let bytes = &text.as_bytes()[..length];
            let base = length / BLOCK * BLOCK;
            let mut block = [0; BLOCK];
            block[..length - base].copy_from_slice(&bytes[base..]);
            assert_eq!(Masks::of_last(bytes, base), Masks::of(&block), "{length}");
        }
    }
}
