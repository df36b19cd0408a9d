//! A font's ToUnicode map: which letters its codes stand for.

use std::collections::HashMap;

/// The map, and how many bytes a code takes.
pub(super) struct CMap {
    width: usize,
    chars: HashMap<u32, String>,
    /// First code, last code, and the letters of the first.
    ranges: Vec<(u32, u32, Vec<u16>)>,
}

/// What stands between `begin…` and `end…`.
enum Item {
    Code(Vec<u8>),
    List(Vec<Vec<u8>>),
}

impl CMap {
    pub fn parse(source: &[u8], composite: bool) -> Self {
        let mut map = Self {
            width: if composite { 2 } else { 1 },
            chars: HashMap::new(),
            ranges: Vec::new(),
        };
        let mut items = Vec::new();
        let mut rest = source;
        while let Some((&first, tail)) = rest.split_first() {
            match first {
                b'<' if tail.first() == Some(&b'<') => rest = &tail[1..],
                b'<' => items.push(Item::Code(hex(&mut rest))),
                b'[' => items.push(Item::List(list(&mut rest))),
                b'%' => rest = after(rest, |b| b == b'\n' || b == b'\r'),
                _ if first.is_ascii_alphabetic() => map.word(word(&mut rest), &mut items),
                _ => rest = tail,
            }
        }
        map
    }

    fn word(&mut self, word: &[u8], items: &mut Vec<Item>) {
        match word {
            b"endcodespacerange" => {
                if let Some(Item::Code(code)) = items.first() {
                    self.width = code.len().clamp(1, 4);
                }
            }
            b"endbfchar" => items.chunks(2).for_each(|pair| self.char(pair)),
            b"endbfrange" => items.chunks(3).for_each(|three| self.range(three)),
            _ => {}
        }
        items.clear();
    }

    fn char(&mut self, pair: &[Item]) {
        if let [Item::Code(code), Item::Code(letters)] = pair {
            self.chars
                .insert(number(code), String::from_utf16_lossy(&units(letters)));
        }
    }

    fn range(&mut self, three: &[Item]) {
        match three {
            [Item::Code(first), Item::Code(last), Item::Code(letters)] => {
                self.ranges.push((number(first), number(last), units(letters)));
            }
            [Item::Code(first), Item::Code(_), Item::List(each)] => {
                for (code, letters) in (number(first)..).zip(each) {
                    self.chars.insert(code, String::from_utf16_lossy(&units(letters)));
                }
            }
            _ => {}
        }
    }

    /// The letters of a shown string, and how many of its codes stand for none.
    pub fn decode(&self, bytes: &[u8]) -> (String, usize) {
        let mut text = String::new();
        let mut unknown = 0;
        for code in bytes.chunks(self.width) {
            if !self.push_letters(number(code), &mut text) {
                unknown += 1;
                text.push('\u{fffd}');
            }
        }
        (text, unknown)
    }

    /// Adds what a code stands for; false where it stands for nothing.
    fn push_letters(&self, code: u32, text: &mut String) -> bool {
        if let Some(letters) = self.chars.get(&code) {
            text.push_str(letters);
            return true;
        }
        let range = self
            .ranges
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&code));
        let Some((first, _, base)) = range else { return false };
        let (Some((last, begin)), Ok(offset)) = (base.split_last(), u16::try_from(code - first)) else {
            return false;
        };
        let units = begin.iter().copied().chain([last.wrapping_add(offset)]);
        text.extend(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')));
        true
    }
}

fn hex(rest: &mut &[u8]) -> Vec<u8> {
    let end = rest.iter().position(|&b| b == b'>').unwrap_or(rest.len());
    let digits: Vec<u8> = rest[1..end]
        .iter()
        .filter_map(|&b| char::from(b).to_digit(16))
        .map(|d| d as u8)
        .collect();
    *rest = rest.get(end + 1..).unwrap_or_default();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
        .collect()
}

fn list(rest: &mut &[u8]) -> Vec<Vec<u8>> {
    let mut codes = Vec::new();
    while let Some((&first, tail)) = rest.split_first() {
        match first {
            b'<' => codes.push(hex(rest)),
            b']' => {
                *rest = tail;
                break;
            }
            _ => *rest = tail,
        }
    }
    codes
}

fn word<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let end = rest
        .iter()
        .position(|b| !b.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let (word, tail) = rest.split_at(end);
    *rest = tail;
    word
}

fn after(rest: &[u8], ends: impl Fn(u8) -> bool) -> &[u8] {
    let end = rest.iter().position(|&b| ends(b)).unwrap_or(rest.len());
    &rest[end..]
}

fn number(code: &[u8]) -> u32 {
    code.iter().fold(0, |n, &b| n << 8 | u32::from(b))
}

fn units(letters: &[u8]) -> Vec<u16> {
    letters
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |n, &b| n << 8 | u16::from(b)))
        .collect()
}
