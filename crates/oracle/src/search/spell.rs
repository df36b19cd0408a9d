//! How a charset or a careless program spells the letters outside ASCII.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use super::normal::{Normal, lower};

/// A way to spell a text. Where all letters are ASCII there is but one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    Plain,
    /// `a a o`.
    Folded,
    /// A question mark for each letter outside ASCII.
    Lost,
    /// U+FFFD for each: Latin-1 read as UTF-8.
    Replaced,
    /// UTF-8 read as Windows-1252. Garbled letters have no upper and lower case any more, so each is garbled by itself.
    Garbled,
    GarbledLower,
    GarbledUpper,
}

impl Spelling {
    pub const ALL: [Self; 7] = [
        Self::Plain,
        Self::Folded,
        Self::Lost,
        Self::Replaced,
        Self::Garbled,
        Self::GarbledLower,
        Self::GarbledUpper,
    ];

    /// The text, normalised, as it is spelled.
    pub fn of(self, text: &str) -> Cow<'_, str> {
        let garbled = |text: &str| Normal::of(&WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0).text;
        let lost = |sign: char| text.chars().map(|c| if c.is_ascii() { c } else { sign }).collect();
        Cow::Owned(match self {
            Self::Plain => return Cow::Borrowed(text),
            Self::Folded => text.chars().map(|c| fold(lower(c))).collect(),
            Self::Lost => lost('?'),
            Self::Replaced => lost('\u{fffd}'),
            Self::Garbled => garbled(text),
            Self::GarbledLower => garbled(&text.to_lowercase()),
            Self::GarbledUpper => garbled(&text.to_uppercase()),
        })
    }

    /// What the written form is called; the plain one has the name of the order of its words.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Folded | Self::Lost | Self::Replaced => Some("folded"),
            Self::Garbled | Self::GarbledLower | Self::GarbledUpper => Some("mojibake"),
        }
    }

    /// False where letters were lost, so that it may be somebody else's name.
    pub fn is_strong(self) -> bool {
        self.name() != Some("folded")
    }
}

fn fold(c: char) -> char {
    match c {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'æ' => 'a',
        'ö' | 'ø' | 'ó' | 'ò' | 'ô' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' | 'ú' | 'ù' => 'u',
        'í' | 'ï' | 'ì' => 'i',
        'ñ' => 'n',
        'ç' => 'c',
        _ => c,
    }
}
