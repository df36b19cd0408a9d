//! Runs of digits, as the fast pass meets them: their last digits are asked for in a filter as they come.

use super::hash;
use super::numbers::{self, Numbers};

/// Digits whose number is kept of what may be one number: as many as a tail has that is asked for.
const KEPT: u64 = 10_000_000_000;

/// Digits that may be one number, whatever stands between them.
#[derive(Default)]
pub(super) struct Chain {
    /// The number that the last ten digits make.
    value: u64,
    digits: usize,
    /// Where the last run of digits ended.
    end: usize,
}

/// What a run of digits may end.
#[derive(Clone, Copy)]
pub(super) struct Notice {
    /// A planted number, also one with an exponent, or an amount with decimals.
    pub number: bool,
    /// An amount that is one only where it stands as a number.
    pub figure: bool,
}

impl Chain {
    /// Takes the word that begins with a digit at `start`; `figures` asks for those, else only one decimal makes one.
    #[inline]
    pub fn take(&mut self, numbers: &Numbers, bytes: &[u8], start: usize, end: usize, figures: bool) -> Notice {
        let decimals = start >= 2 && matches!(bytes[start - 1], b'.' | b',') && bytes[start - 2].is_ascii_digit();
        let is_number = match self.add(bytes, start, end) {
            true => numbers.may_end(self.value, self.digits),
            false => decimals && numbers.may_be_exponent(bytes, start),
        };
        let is_figure = figures || (decimals && end - start == 1 && bytes[start - 1] == b'.');
        Notice {
            number: is_number || (decimals && numbers.may_be_money(bytes, start)),
            figure: is_figure && numbers.may_be_figure(bytes, start, end),
        }
    }

    /// Adds a run of digits; false where letters are among them, so that it is none.
    #[inline]
    fn add(&mut self, bytes: &[u8], start: usize, end: usize) -> bool {
        let joined = start - self.end <= 3 && numbers::joins(&bytes[self.end..start]);
        if !joined {
            (self.value, self.digits) = (0, 0);
        }
        self.end = end;
        let mut at = start;
        while at < end {
            let length = (end - at).min(8);
            let Some(eight) = hash::number_of(hash::load(bytes, at), length) else {
                *self = Self::default();
                return false;
            };
            self.value = (self.value * POWERS[length] + eight) % KEPT;
            self.digits += length;
            at += length;
        }
        true
    }
}

const POWERS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
