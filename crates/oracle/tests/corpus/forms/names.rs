//! Märta Öberg: a name with letters outside ASCII in both halves.

use skott_model::Category;

use crate::escape::{Escape, base64, base64url, hex, utf16};
use crate::form::{Form, Written};

const NAME: &str = "Märta Öberg";

/// Its 57th byte, at which mails break base64, stands in the name.
const LETTER: &str =
    "Beslut om friskvård för personal. Beställare är Märta Öberg, vid förvaltningen för utbildning i staden.";

fn over_lines(letters: &str) -> String {
    let lines: Vec<&str> = letters
        .as_bytes()
        .chunks(76)
        .map(|line| str::from_utf8(line).unwrap())
        .collect();
    lines.join("\n")
}

/// The strong forms.
pub fn all() -> Vec<Form> {
    let mut forms = spelled();
    forms.extend(encoded());
    forms.extend(split());
    forms
}

fn name(form: &'static str, text: impl Into<String>) -> Form {
    Form::text(form, Category::Name, text)
}

fn spelled() -> Vec<Form> {
    vec![
        name("name", NAME),
        name("name, upper", "MÄRTA ÖBERG"),
        name("name, lower", "märta öberg"),
        name("name, surname and comma", "Öberg, Märta"),
        name("name, surname first", "Öberg Märta"),
        name("name, surname in upper", "ÖBERG, Märta"),
        name("name, genitive", "Märta Öbergs"),
        name("name, in a sentence", "Kontakta Märta Öberg, tack."),
        name("name, underscores", "kvitto_Märta_Öberg.pdf"),
        name("name, surname first, underscore", "Öberg_Märta.pdf"),
        name("name, no-break space", "Märta\u{a0}Öberg"),
        name("name, soft hyphen", "Mär\u{ad}ta Ö\u{ad}berg"),
        name("name, zero-width space", "Märta\u{200b} Öberg"),
        name("name, decomposed (NFD)", "Ma\u{308}rta O\u{308}berg"),
        name("name, UTF-8 read as Windows-1252", "MÃ¤rta Ã–berg"),
        Form::of("name, Latin-1 bytes in UTF-8", Category::Name, Written::Stray(NAME)),
    ]
}

fn encoded() -> Vec<Form> {
    vec![
        name("name, named entities", "M&auml;rta &Ouml;berg").native(Escape::Markup),
        name("name, decimal entities", "M&#228;rta &#214;berg").native(Escape::Markup),
        name("name, hexadecimal entities", "M&#xe4;rta&#x20;&#xD6;berg").native(Escape::Markup),
        name("name, JSON escapes", "M\\u00e4rta \\u00D6berg").native(Escape::String),
        name("name, percent", "M%C3%A4rta%20%C3%96berg").native(Escape::Percent),
        name("name, percent in lower case", "m%c3%a4rta%20%c3%b6berg").native(Escape::Percent),
        name("name, percent of Latin-1", "M%E4rta%20%D6berg").native(Escape::Percent),
        name("name, plus for space", "M%C3%A4rta+%C3%96berg").native(Escape::Percent),
        name("name, percent twice", "M%25C3%25A4rta%2520%25C3%2596berg").native(Escape::Percent),
        name(
            "name, percent in entities",
            "M&#37;C3&#37;A4rta&#37;20&#37;C3&#37;96berg",
        )
        .native(Escape::Markup),
        name("name, entities twice", "M&amp;auml;rta &amp;Ouml;berg").native(Escape::Markup),
        name("name, quoted-printable", "M=C3=A4rta =C3=96berg").native(Escape::QuotedPrintable),
        name("name, quoted-printable of Latin-1", "M=E4rta =D6berg").native(Escape::QuotedPrintable),
        name("name, quoted-printable, soft break", "M=C3=A4rta =\r\n=C3=96berg").native(Escape::QuotedPrintable),
        name("name, base64", base64(NAME.as_bytes())),
        name(
            "name, base64 in a sentence",
            base64("Kontakta Märta Öberg, tack.".as_bytes()),
        ),
        name("name, base64 for addresses", base64url("Hej, Märta Öberg?".as_bytes())),
        name("name, base64 of UTF-16", base64(&utf16(NAME))),
        name(
            "name, base64 of JSON",
            base64(r#"{"sub":"7","name":"Märta Öberg"}"#.as_bytes()),
        ),
        name("name, base64 twice", base64(base64(NAME.as_bytes()).as_bytes())),
        name("name, base64 over lines", over_lines(&base64(LETTER.as_bytes()))),
        name("name, hexadecimal", hex(NAME.as_bytes())),
    ]
}

fn split() -> Vec<Form> {
    let cells = |form, cells| Form::of(form, Category::Name, Written::Cells(cells));
    vec![
        name("name, tags between", "<b>Märta</b> <i>Öberg</i>").native(Escape::Markup),
        name("name, tags within", "Mär<b>ta</b> Ö<span class=\"x\">berg</span>").native(Escape::Markup),
        Form::of(
            "name, in runs",
            Category::Name,
            Written::Runs(vec!["Mär", "ta Ö", "berg"]),
        ),
        cells("name, two columns", vec![("Förnamn", "Märta"), ("Efternamn", "Öberg")]),
        cells(
            "name, two columns, surname first",
            vec![("Efternamn", "Öberg"), ("Förnamn", "Märta")],
        ),
        cells(
            "name, columns apart",
            vec![
                ("Förnamn", "Märta"),
                ("Förmån", "Västtrafikkort"),
                ("Efternamn", "Öberg"),
            ],
        ),
        cells(
            "name, columns apart, surname first",
            vec![("Efternamn", "Öberg"), ("Datum", "2020-11-01"), ("Förnamn", "Märta")],
        ),
        name("name, line break", "Märta\nÖberg"),
        name("name, broken with a hyphen", "Märta Ö-\nberg"),
        name("name, broken with a soft hyphen", "Märta Ö\u{ad}\nberg"),
    ]
}

/// Forms that may be somebody else's name too.
pub fn weak() -> Vec<Form> {
    let weak = |form, text| name(form, text).weak();
    vec![
        weak("weak: name, letters folded", "Marta Oberg"),
        weak("weak: name, letters lost", "M?rta ?berg"),
        weak("weak: name, Windows-1252 read as UTF-8", "M\u{fffd}rta \u{fffd}berg"),
        weak("weak: name, cut with an ellipsis", "Märta Öb…"),
        weak("weak: name, cut with dots", "Märta Öber..."),
        weak("weak: name, joined by a hyphen", "/personer/märta-öberg"),
    ]
}
