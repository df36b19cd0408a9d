//! What a phrase is.

use std::fmt::Write as _;

use regex::Regex;

use crate::{Claim, Lang};

/// When in a scenario a phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    /// Givet.
    Given,
    /// När.
    When,
    /// Så, Men, Och.
    Then,
}

impl Keyword {
    /// As it is written.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Given => lang.of("Givet", "Given"),
            Self::When => lang.of("När", "When"),
            Self::Then => lang.of("Så", "Then"),
        }
    }
}

/// What a phrase is about; the catalogue is sorted by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Who asks.
    Account,
    /// What is asked.
    Request,
    /// Everything own is shown.
    Completeness,
    /// Nothing foreign is shown.
    Isolation,
    /// It is refused.
    Refusal,
    /// What may be changed is changed, and nothing else.
    Change,
    /// Nothing unneeded is shown.
    Minimisation,
}

/// What a phrase leaves to the feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// `<konto>`
    Account,
    /// `<vy>`
    View,
    /// `<mål>`
    Target,
    /// `<urval>`
    Selection,
    /// `<format>`
    Format,
}

impl Arg {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Account, Self::View, Self::Target, Self::Selection, Self::Format];

    /// As it stands in a phrase, without the brackets.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Account => lang.of("konto", "account"),
            Self::View => lang.of("vy", "view"),
            Self::Target => lang.of("mål", "target"),
            Self::Selection => lang.of("urval", "selection"),
            Self::Format => "format",
        }
    }

    /// The name of its group in a phrase's regex.
    pub(crate) fn group(self, lang: Lang) -> String {
        format!("{}_{}", self.text(Lang::En), lang.of("sv", "en"))
    }
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Names the account.
    LogsIn,
    /// Names who never logs in.
    StaysOut,
    /// Opens what the profile says is open to the account.
    Opens,
    /// Tries to open what must be refused.
    Tries,
    /// Asks in a way that no page offers.
    Manipulates,
    /// Changes what the profile says the account may change.
    Changes,
    /// Tries to change what it may not.
    TriesToChange,
    /// Claims something of the answer.
    Claims(Claim),
}

/// One operation and its wording in both languages.
#[derive(Debug)]
pub struct Phrase {
    /// Stable name.
    pub id: &'static str,
    /// What it is about.
    pub family: Family,
    /// Where it stands.
    pub keyword: Keyword,
    /// What it does.
    pub says: Says,
    /// Swedish: `<konto>` is left to the feature, `[ … ]` may be left out. After *Så* the verb comes first; after *Men* and
    /// *Och* the subject may, so the first two words may change places.
    pub sv: &'static str,
    /// English.
    pub en: &'static str,
    /// What it means, in Swedish.
    pub about_sv: &'static str,
    /// What it means, in English.
    pub about_en: &'static str,
    /// Both wordings; one regex an operation, since every step is held against every one.
    pub regex: Regex,
}

impl Phrase {
    /// The wording.
    pub fn text(&self, lang: Lang) -> &'static str {
        lang.of(self.sv, self.en)
    }

    /// The meaning.
    pub fn about(&self, lang: Lang) -> &'static str {
        lang.of(self.about_sv, self.about_en)
    }

    /// The arm that it asserts.
    pub fn arm(&self) -> Option<skott_model::Arm> {
        match self.says {
            Says::Claims(claim) => Some(claim.arm()),
            Says::LogsIn
            | Says::StaysOut
            | Says::Opens
            | Says::Tries
            | Says::Manipulates
            | Says::Changes
            | Says::TriesToChange => None,
        }
    }

    /// Every way to write it: optional parts in and out, both orders of the first two words.
    pub fn forms(&self, lang: Lang) -> Vec<String> {
        let mut out = vec![self.text(lang).to_owned()];
        while let Some(at) = out.iter().position(|form| form.contains('[')) {
            let form = out.swap_remove(at);
            let (before, rest) = form.split_once('[').unwrap_or((&form, ""));
            let (inside, after) = rest.split_once(']').unwrap_or((rest, ""));
            out.push(format!("{before}{inside}{after}"));
            out.push(format!("{before}{after}"));
        }
        if let Some((first, second, rest)) = turned(self.keyword, lang, self.text(lang)) {
            out.push(format!("{second} {first} {rest}"));
        }
        out
    }
}

/// The first two words, where they may change places.
fn turned(keyword: Keyword, lang: Lang, text: &str) -> Option<(&str, &str, &str)> {
    let mut words = text.splitn(3, ' ');
    let parts = (words.next()?, words.next()?, words.next()?);
    (keyword == Keyword::Then && lang == Lang::Sv).then_some(parts)
}

/// The regex of an operation.
pub(crate) fn pattern(keyword: Keyword, sv: &str, en: &str) -> Result<Regex, regex::Error> {
    let mut out = String::from("^(?:");
    for (lang, text) in [(Lang::Sv, sv), (Lang::En, en)] {
        if lang == Lang::En {
            out.push('|');
        }
        match turned(keyword, lang, text) {
            Some((first, second, rest)) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "(?:{first} {second}|{second} {first}) ");
                push_pattern(&mut out, lang, rest);
            }
            None => push_pattern(&mut out, lang, text),
        }
    }
    out.push_str(")$");
    Regex::new(&out)
}

fn push_pattern(out: &mut String, lang: Lang, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '[', ']']) {
        out.push_str(&regex::escape(&rest[..at]));
        let (mark, after) = rest[at..].split_at(1);
        rest = after;
        match mark {
            "[" => out.push_str("(?:"),
            "]" => out.push_str(")?"),
            _ => {
                let (name, after) = rest.split_once('>').unwrap_or((rest, ""));
                rest = after;
                if let Some(arg) = Arg::ALL.into_iter().find(|arg| arg.text(lang) == name) {
                    let _ = write!(out, "(?P<{}>.+?)", arg.group(lang));
                }
            }
        }
    }
    out.push_str(&regex::escape(rest));
}
