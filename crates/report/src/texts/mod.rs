//! The one place for texts that people read, in Swedish and English.

mod details;
mod headings;
mod kills;
mod phrases;
mod places;
mod sentences;
mod words;

use std::str::FromStr;

use serde::Deserialize as _;
use serde::de::value::StrDeserializer;
use skott_model::FindingKind;

pub use headings::Heading;
pub(crate) use phrases::Hindrance;
pub use words::Noun;

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// The text of this language.
    pub fn pick<T>(self, sv: T, en: T) -> T {
        match self {
            Self::Sv => sv,
            Self::En => en,
        }
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "sv" => Ok(Self::Sv),
            "en" => Ok(Self::En),
            other => Err(format!("okänt språk \"{other}\"; välj sv eller en")),
        }
    }
}

/// A kind of finding as reports for people say it, from its word in `report.json`; that word where it is none.
pub fn kind_in_words(kind: &str, lang: Lang) -> &str {
    let known = FindingKind::deserialize(StrDeserializer::<serde::de::value::Error>::new(kind));
    known.map_or(kind, |kind| lang.kind(kind))
}
