//! The one place for what the command line says beside reports, in Swedish and English.

mod failures;
mod plan;
mod said;
mod usage;

use std::error::Error;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind};

use crate::cli::LangName;

pub use failures::*;
pub use plan::PlanWords;
pub use said::*;
pub use usage::*;

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    sv: String,
    en: String,
}

impl Text {
    /// What is said, in Swedish and in English.
    pub fn new(sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            sv: sv.into(),
            en: en.into(),
        }
    }

    /// What is said in one language alone: of a profile, in English as its keys are; of features and populations, in Swedish.
    pub fn as_is(text: impl Display) -> Self {
        Self::new(text.to_string(), text.to_string())
    }

    /// It in a language.
    pub fn pick(self, lang: LangName) -> String {
        lang.pick(self.sv, self.en)
    }

    /// It in a language, where it is needed more than once.
    pub fn text(&self, lang: LangName) -> &str {
        lang.pick(&self.sv, &self.en)
    }

    /// The same of a place or a thing.
    #[must_use]
    fn of(self, place: impl Display) -> Self {
        self.change(|text| format!("{place}: {text}"))
    }

    /// The same and what to do, or what else is to be said.
    #[must_use]
    fn then(self, between: &str, more: Self) -> Self {
        Self::new(self.sv + between + &more.sv, self.en + between + &more.en)
    }

    #[must_use]
    fn change(self, how: impl Fn(String) -> String) -> Self {
        Self::new(how(self.sv), how(self.en))
    }
}

/// In English, as errors of libraries are: clap tells what is typed wrong in that language, and `usage` in Swedish.
impl Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl Error for Text {}

/// What the machine says, in Swedish where that is known; its own words follow, since they are what one searches for.
fn machine(error: &io::Error) -> Text {
    let sv = match error.kind() {
        ErrorKind::NotFound => "finns inte",
        ErrorKind::PermissionDenied => "får inte läsas eller skrivas",
        ErrorKind::AlreadyExists => "finns redan",
        ErrorKind::IsADirectory => "är en mapp",
        ErrorKind::NotADirectory => "är ingen mapp",
        ErrorKind::StorageFull => "disken är full",
        ErrorKind::ReadOnlyFilesystem => "ligger där inget får skrivas",
        ErrorKind::AddrInUse => "är upptagen",
        _ => return Text::as_is(error),
    };
    Text::new(format!("{sv} ({error})"), error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_machine_says_is_said_in_swedish_with_its_own_words() {
        let cases = [
            (
                io::Error::from_raw_os_error(2),
                "finns inte (No such file or directory (os error 2))",
            ),
            (io::Error::other("x"), "x"),
        ];
        for (error, expected) in cases {
            let told = machine(&error);
            assert_eq!(
                (told.text(LangName::Sv), told.text(LangName::En)),
                (expected, error.to_string().as_str())
            );
        }
    }
}
