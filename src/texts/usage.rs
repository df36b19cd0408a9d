//! What is typed and cannot be taken, as clap tells it: in its own English, and in Swedish.

use std::error::Error as _;
use std::fmt::Display;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Text;

/// Words that are no command or option, or values that are none.
pub fn mistyped(error: &clap::Error) -> Text {
    let en = error.render().to_string();
    match swedish(error) {
        Some(what) => Text::new(what + "; se skott --help", en.trim_end()),
        None => Text::as_is(en.trim_end()),
    }
}

/// What to write instead of what is no whole number.
pub fn no_number() -> Text {
    Text::new("skriv ett heltal", "write a whole number")
}

/// The same where it must stand between two.
pub fn not_in(from: impl Display, to: impl Display) -> Text {
    Text::new(
        format!("skriv ett heltal från {from} till {to}"),
        format!("write a whole number from {from} to {to}"),
    )
}

/// What to write instead of what is no rate.
pub fn no_rate() -> Text {
    Text::new("skriv t.ex. 20/s", "write for example 20/s")
}

fn swedish(error: &clap::Error) -> Option<String> {
    let has = |kind| error.get(kind).map(said).filter(|text| !text.is_empty());
    let argument = has(ContextKind::InvalidArg);
    let meant = |kind| has(kind).map(|near| format!("; menade du {near}?")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let command = has(ContextKind::InvalidSubcommand)?;
            format!(
                "kommandot {command} finns inte{}",
                meant(ContextKind::SuggestedSubcommand)
            )
        }
        ErrorKind::UnknownArgument => format!("{} finns inte här{}", argument?, meant(ContextKind::SuggestedArg)),
        ErrorKind::MissingRequiredArgument => format!("det här måste anges: {}", argument?),
        ErrorKind::MissingSubcommand => "ange ett kommando".to_owned(),
        ErrorKind::ArgumentConflict => match has(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != argument.as_ref() => {
                format!("{} kan inte användas tillsammans med {prior}", argument?)
            }
            _ => format!("{} kan bara anges en gång", argument?),
        },
        ErrorKind::InvalidValue => {
            let valid = has(ContextKind::ValidValue).map(|all| format!("; välj något av {all}"));
            let valid = valid.unwrap_or_default();
            match has(ContextKind::InvalidValue) {
                Some(value) => format!("{}: ”{value}” duger inte{valid}", argument?),
                None => format!("{} saknar värde{valid}", argument?),
            }
        }
        ErrorKind::ValueValidation => {
            let value = has(ContextKind::InvalidValue).unwrap_or_default();
            let todo = error.source()?.downcast_ref::<Text>()?;
            format!("{}: ”{value}” duger inte; {}", argument?, todo.sv)
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            format!("{}: fel antal värden", argument?)
        }
        ErrorKind::InvalidUtf8 => "det som skrevs är inte UTF-8".to_owned(),
        _ => return None,
    })
}

fn said(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
