//! The one place for texts that people read, in Swedish and English.

mod details;
mod headings;
mod kills;
mod phrases;
mod sentences;
mod words;

use std::str::FromStr;

pub use headings::Heading;
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
