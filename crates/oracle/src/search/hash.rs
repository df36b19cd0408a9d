//! Hashes of words, and the filter that most words of a text do not pass.

/// Odd constants with bits spread evenly.
const SEED: [u64; 4] = [
    0x9e37_79b9_7f4a_7c15,
    0xd6e8_feb8_6659_fd93,
    0xa076_1d64_78bd_642f,
    0xe703_7ed1_a0b4_28db,
];

/// Blanks ASCII's and Latin-1's difference of case, also where it is in a letter's second byte.
const FOLD: u64 = 0x2020_2020_2020_2020;

/// The hash of a word, upper and lower case alike: of its first sixteen bytes and its length.
#[inline]
pub(super) fn word(bytes: &[u8], start: usize, end: usize) -> u64 {
    let length = end - start;
    let first = (load(bytes, start) | FOLD) & kept(length);
    let second = (load(bytes, start + 8) | FOLD) & kept(length.saturating_sub(8));
    folded(first ^ SEED[0], second ^ SEED[1].wrapping_add(length as u64))
}

/// The hash of two neighbours, from theirs.
#[inline]
pub(super) fn pair(before: u64, after: u64) -> u64 {
    (before.rotate_left(29) ^ after).wrapping_mul(SEED[2])
}

/// A hash of something other than a word: `kind` keeps equal numbers of different kinds apart.
#[inline]
pub(super) fn number(kind: u64, number: u64) -> u64 {
    folded(number ^ SEED[2], kind ^ SEED[3])
}

/// Eight bytes, as far as there are any.
#[inline]
pub(super) fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => load_last(bytes, at),
    }
}

/// As [`load`], near the end: most words of short texts stand there.
#[inline]
fn load_last(bytes: &[u8], at: usize) -> u64 {
    match (bytes.len().saturating_sub(at), bytes.last_chunk::<8>()) {
        (0, _) => 0,
        (left, Some(last)) => u64::from_le_bytes(*last) >> (8 * (8 - left)),
        (_, None) => {
            let mut eight = [0; 8];
            eight[..bytes.len()].copy_from_slice(bytes);
            u64::from_le_bytes(eight) >> (8 * at)
        }
    }
}

/// The number that the first `length` of eight bytes write, eight digits at most; none where they are not all digits.
#[inline]
pub(super) fn number_of(eight: u64, length: usize) -> Option<u64> {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    const TENS: u64 = 0x00ff_00ff_00ff_00ff;
    let kept = kept(length);
    let zeros = 0x3030_3030_3030_3030 & kept;
    // Six more than nine's successor in ASCII has another high half; a digit keeps its own.
    let more = (eight & kept).wrapping_add(0x0606_0606_0606_0606 & kept);
    if ((eight & kept) ^ zeros | more ^ zeros) & HIGH != 0 {
        return None;
    }
    let digits = (eight & kept & !HIGH) << (8 * (8 - length.clamp(1, 8)));
    let pairs = (digits * 10 + (digits >> 8)) & TENS;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    Some((fours & 0xffff) * 10_000 + (fours >> 32))
}

#[inline]
fn kept(length: usize) -> u64 {
    const KEPT: [u64; 9] = [
        0,
        0xff,
        0xffff,
        0xff_ffff,
        0xffff_ffff,
        0xff_ffff_ffff,
        0xffff_ffff_ffff,
        0xff_ffff_ffff_ffff,
        u64::MAX,
    ];
    KEPT[length.min(8)]
}

#[inline]
fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product >> 64) as u64 ^ product as u64
}

/// A set of hashes that may say yes to a few that are not in it, and never no to one that is.
pub(super) struct Filter {
    words: Box<[u64]>,
}

impl Filter {
    /// Room for that many hashes: one word of 64 bits serves four.
    pub fn with_room(hashes: usize) -> Self {
        let words = (hashes / 4 + 1).next_power_of_two();
        Self {
            words: vec![0; words].into_boxed_slice(),
        }
    }

    pub fn add(&mut self, hash: u64) {
        let at = self.at(hash);
        self.words[at] |= 1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63);
    }

    #[inline]
    pub fn has(&self, hash: u64) -> bool {
        let word = self.words[self.at(hash)];
        (word >> (hash & 63)) & (word >> (hash >> 6 & 63)) & (word >> (hash >> 12 & 63)) & 1 != 0
    }

    #[inline]
    fn at(&self, hash: u64) -> usize {
        (hash >> 20) as usize & (self.words.len() - 1)
    }
}

/// What a word may be, one byte of flags for all words that share a place in the table: small enough to be at hand for every
/// word of a text, and sure only where it says no.
pub(super) struct Classes {
    flags: Box<[u8]>,
}

impl Classes {
    const FEWEST: usize = 1 << 10;
    const MOST: usize = 1 << 18;

    /// Every word's hash, with what it may be; the same word may come again.
    pub fn of(all: &mut Vec<(u64, u8)>) -> Self {
        all.sort_unstable();
        all.dedup();
        let places = (4 * all.len()).next_power_of_two().clamp(Self::FEWEST, Self::MOST);
        let mut flags = vec![0; places].into_boxed_slice();
        for (hash, class) in all.iter() {
            flags[(hash >> 40) as usize & (places - 1)] |= class;
        }
        Self { flags }
    }

    #[inline]
    pub fn get(&self, hash: u64) -> u8 {
        self.flags[(hash >> 40) as usize & (self.flags.len() - 1)]
    }
}

/// Everything that was put under a hash, in three flat arrays.
pub(super) struct Table<T> {
    shift: u32,
    /// Where each bucket's entries begin.
    begins: Box<[u32]>,
    entries: Box<[(u32, T)]>,
}

impl<T: Copy> Table<T> {
    pub fn of(all: &[(u64, T)]) -> Self {
        let buckets = all.len().next_power_of_two().max(2);
        let shift = 64 - buckets.trailing_zeros();
        let mut begins = vec![0u32; buckets + 1];
        for (hash, _) in all {
            begins[(hash >> shift) as usize + 1] += 1;
        }
        for i in 1..begins.len() {
            begins[i] += begins[i - 1];
        }
        let mut next = begins.clone();
        let mut entries: Vec<(u32, T)> = all.iter().map(|(_, one)| (0, *one)).collect();
        for (hash, one) in all {
            let at = &mut next[(hash >> shift) as usize];
            entries[*at as usize] = (*hash as u32, *one);
            *at += 1;
        }
        Self {
            shift,
            begins: begins.into_boxed_slice(),
            entries: entries.into_boxed_slice(),
        }
    }

    /// What stands under that hash; once in a few billion also what stands under another.
    pub fn get(&self, hash: u64) -> impl Iterator<Item = T> + '_ {
        let bucket = (hash >> self.shift) as usize;
        let range = self.begins[bucket] as usize..self.begins[bucket + 1] as usize;
        let same = move |(tag, one): &(u32, T)| (*tag == hash as u32).then_some(*one);
        self.entries[range].iter().filter_map(same)
    }
}

#[cfg(test)]
mod tests {
    use super::{load, number_of};

    #[test]
    fn bytes_are_read_as_far_as_there_are_any() {
        for text in ["", "a", "abcdefg", "abcdefgh", "abcdefghijkl"] {
            for at in 0..=text.len() + 9 {
                let bytes = text.as_bytes().iter().skip(at).take(8);
                let expected = bytes.rev().fold(0, |word, b| word << 8 | u64::from(*b));
                assert_eq!(load(text.as_bytes(), at), expected, "{text} {at}");
            }
        }
    }

    #[test]
    fn digits_are_read_eight_at_a_time() {
        let cases = [
            ("7", 1, Some(7)),
            ("19900101-9802", 8, Some(19_900_101)),
            ("9802;1", 4, Some(9802)),
            ("00000000", 8, Some(0)),
            ("99999999", 8, Some(99_999_999)),
            ("031-", 3, Some(31)),
            ("12:4", 4, None),
            ("12/4", 4, None),
            ("1990010x", 8, None),
            ("1\u{e5}", 2, None),
        ];
        for (text, length, expected) in cases {
            assert_eq!(number_of(load(text.as_bytes(), 0), length), expected, "{text}");
        }
    }
}
