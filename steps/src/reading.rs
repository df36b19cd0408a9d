//! A step's text, read as phrases.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{Arg, Keyword, Lang, Phrase, vocabulary};

/// One way to read a step.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The phrase that it is.
    pub phrase: &'static Phrase,
    /// The language that it is written in.
    pub lang: Lang,
    /// What the feature filled in, and where in the text.
    pub args: BTreeMap<Arg, Range<usize>>,
}

/// Every phrase of the keyword that the text is; one, if all is well.
pub fn read(keyword: Keyword, text: &str) -> Vec<Reading> {
    let fits = |phrase: &&'static Phrase| phrase.keyword == keyword;
    vocabulary()
        .iter()
        .filter(fits)
        .filter_map(|p| as_phrase(p, text))
        .collect()
}

/// The phrase that the text is, whatever its keyword.
pub fn read_anywhere(text: &str) -> Option<Reading> {
    vocabulary().iter().find_map(|phrase| as_phrase(phrase, text))
}

fn as_phrase(phrase: &'static Phrase, text: &str) -> Option<Reading> {
    let found = phrase.regex.captures(text)?;
    let args = |lang: Lang| -> BTreeMap<Arg, Range<usize>> {
        let range = |arg: Arg| Some((arg, found.name(&arg.group(lang))?.range()));
        Arg::ALL.into_iter().filter_map(range).collect()
    };
    let (sv, en) = (args(Lang::Sv), args(Lang::En));
    let lang = if en.is_empty() { Lang::Sv } else { Lang::En };
    Some(Reading {
        phrase,
        lang,
        args: if en.is_empty() { sv } else { en },
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::{Arg, Keyword};

    #[test]
    fn what_the_feature_filled_in_is_found() {
        let cases: [(&str, &[(Arg, &str)]); 5] = [
            (
                "jag öppnar <vy> med urvalet <urval> i formatet <format>",
                &[
                    (Arg::View, "<vy>"),
                    (Arg::Selection, "<urval>"),
                    (Arg::Format, "<format>"),
                ],
            ),
            (
                "jag öppnar Beställningssidan i formatet html",
                &[(Arg::View, "Beställningssidan"), (Arg::Format, "html")],
            ),
            (
                "jag försöker öppna beställning för order:lundby i formatet html",
                &[
                    (Arg::View, "beställning"),
                    (Arg::Target, "order:lundby"),
                    (Arg::Format, "html"),
                ],
            ),
            (
                "I open lista for instance:lundby with the selection alla in the format csv",
                &[
                    (Arg::View, "lista"),
                    (Arg::Target, "instance:lundby"),
                    (Arg::Selection, "alla"),
                    (Arg::Format, "csv"),
                ],
            ),
            ("jag öppnar", &[]),
        ];
        for (text, expected) in cases {
            let readings = read(Keyword::When, text);
            let found: Vec<(Arg, &str)> = readings
                .iter()
                .flat_map(|r| r.args.iter().map(|(arg, at)| (*arg, &text[at.clone()])))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn after_men_and_och_the_subject_may_come_first() {
        for text in [
            "ser jag inga uppgifter om andra personer",
            "jag ser inga uppgifter om andra personer",
        ] {
            assert_eq!(read(Keyword::Then, text).len(), 1, "{text}");
        }
        assert!(read(Keyword::Given, "jag ser inga uppgifter om andra personer").is_empty());
    }
}
