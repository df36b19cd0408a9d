//! Where something stood, as the judge says it in Swedish, in the report's language.

use std::borrow::Cow;

use super::Lang;

/// Words of places. Longer ones that begin alike come first.
const WORDS: [(&str, &str); 42] = [
    ("anteckningens text", "the note's text"),
    ("delade strängar, utan cell", "shared strings, without a cell"),
    ("exakta huvuden", "exact headers"),
    ("exakt innehåll", "exact content"),
    ("länk eller ägare", "link or owner"),
    ("tidigare version", "earlier version"),
    ("alternativtext", "alternative text"),
    ("efter slutet", "after the end"),
    ("formulärfält", "form field"),
    ("före ändring", "before the change"),
    ("instruktion", "instruction"),
    ("omdirigering", "redirect"),
    ("mycket dolt", "very hidden"),
    ("parametrar", "parameters"),
    ("felnummer", "error number"),
    ("radordning", "order of rows"),
    ("kommentar", "comment"),
    ("brödtext", "text"),
    ("egenskap", "property"),
    ("händelse", "event"),
    ("källkod", "source"),
    ("filnamn", "file name"),
    ("textbit", "piece of text"),
    ("raderna", "its rows"),
    ("bilaga", "attachment"),
    ("felkod", "error code"),
    ("kolumn", "column"),
    ("nyckel", "key"),
    ("objekt", "object"),
    ("stycke", "paragraph"),
    ("tabell", "table"),
    ("arkiv", "archive"),
    ("huvud", "header"),
    ("kropp", "body"),
    ("längd", "length"),
    ("rader", "rows"),
    ("blad", "sheet"),
    ("dolt", "hidden"),
    ("fält", "field"),
    ("kaka", "cookie"),
    ("sida", "page"),
    ("rad", "row"),
];

/// After these comes a name that the portal chose.
const BEFORE_NAMES: [&str; 2] = ["huvud ", "kaka "];

impl Lang {
    /// A place in this language: what stands in quotes, in paths and in tags is the portal's own.
    pub fn place(self, place: &str) -> Cow<'_, str> {
        match self {
            Self::Sv => place.into(),
            Self::En => in_english(place).into(),
        }
    }
}

fn in_english(place: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(place.len() + 16), place);
    let mut is_at_word = true;
    while let Some(sign) = rest.chars().next() {
        let ends = |word: &str| rest[word.len()..].chars().next().is_none_or(|c| " ,:)".contains(c));
        let is_it = |(word, _): &&(&str, &str)| rest.starts_with(word) && ends(word);
        if let Some((word, english)) = WORDS.iter().find(is_it).filter(|_| is_at_word) {
            out.push_str(english);
            let named = BEFORE_NAMES.iter().any(|before| rest.starts_with(before));
            let length = match named {
                true => {
                    word.len()
                        + 1
                        + rest[word.len() + 1..]
                            .find([' ', ','])
                            .unwrap_or(rest.len() - word.len() - 1)
                }
                false => word.len(),
            };
            out.push_str(&rest[word.len()..length]);
            rest = &rest[length..];
            is_at_word = false;
            continue;
        }
        let length = match sign {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            sign => sign.len_utf8(),
        };
        out.push_str(&rest[..length]);
        is_at_word = matches!(sign, ' ' | '(');
        rest = &rest[length..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn places_are_told_in_english_but_for_what_the_portal_named() {
        let cases = [
            ("blad \"Dolt\" (mycket dolt), C14", "sheet \"Dolt\" (very hidden), C14"),
            (
                "blad \"Dolt rad 3\" (dolt), rad 9",
                "sheet \"Dolt rad 3\" (hidden), row 9",
            ),
            ("rad 3, kolumn \"Namn\"", "row 3, column \"Namn\""),
            ("<td> rad 3, kolumn 1", "<td> row 3, column 1"),
            ("källkod rad 7-12", "source row 7-12"),
            ("huvud location", "header location"),
            ("huvud sida", "header sida"),
            ("kaka rad, x", "cookie rad, x"),
            ("sida 2, formulärfält epost", "page 2, form field epost"),
            ("$.orders[3].rad", "$.orders[3].rad"),
            ("rad 3 $.rad", "row 3 $.rad"),
            ("arkiv, filnamn", "archive, file name"),
            ("rapport/blad.csv rad 2", "rapport/blad.csv row 2"),
            ("antal: 20, raderna 19", "antal: 20, its rows 19"),
            ("exakta huvuden", "exact headers"),
            ("brödtext", "text"),
            ("kropp", "body"),
            ("radio", "radio"),
            ("blad \"utan slut", "sheet \"utan slut"),
            ("", ""),
        ];
        for (place, expected) in cases {
            assert_eq!(Lang::En.place(place), expected, "{place}");
            assert_eq!(Lang::Sv.place(place), place);
        }
    }
}
