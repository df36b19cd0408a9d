//! Personnummer, telephone numbers and amounts.

use skott_model::Category;

use crate::escape::{Escape, base64, hex};
use crate::form::{Form, Written};

/// 19900101-9802, and 19151224+9813 for who is a hundred or more.
pub fn personnummer() -> Vec<Form> {
    let mut forms = whole();
    forms.extend(beside());
    forms.extend(encoded());
    forms
}

fn number(form: &'static str, text: impl Into<String>) -> Form {
    Form::text(form, Category::Personnummer, text)
}

fn whole() -> Vec<Form> {
    vec![
        number("pnr, 12 digits and dash", "19900101-9802"),
        number("pnr, 12 digits", "199001019802"),
        number("pnr, 10 digits and dash", "900101-9802"),
        number("pnr, 10 digits", "9001019802"),
        number("pnr, 12 digits and plus", "19151224+9813").person(1),
        number("pnr, 10 digits and plus", "151224+9813").person(1),
        number("pnr, 12 digits and space", "19900101 9802"),
        number("pnr, 10 digits and space", "900101 9802"),
        number("pnr, no-break space", "900101\u{a0}9802"),
        number("pnr, spaces around the dash", "900101 - 9802"),
        number("pnr, en dash", "19900101–9802"),
        number("pnr, no-break hyphen", "900101\u{2011}9802"),
        number("pnr, minus sign", "900101\u{2212}9802"),
        number("pnr, in a sentence", "Ansökan gäller 900101-9802."),
        Form::of(
            "pnr, as number",
            Category::Personnummer,
            Written::Number("199001019802"),
        ),
        number("pnr, with a decimal", "199001019802.0"),
        number("pnr, with an exponent", "1.99001019802E11"),
        number("pnr, in a name", "lonespec199001019802.pdf"),
        number("pnr, before letters", "199001019802ÖBERG"),
    ]
}

fn beside() -> Vec<Form> {
    let cells = |form, cells| Form::of(form, Category::Personnummer, Written::Cells(cells));
    vec![
        number("pnr, date written out beside", "1990-01-01 9802"),
        number("pnr, short date beside", "90-01-01-9802"),
        number("pnr, date with slashes beside", "1990/01/01-9802"),
        number("pnr, date with dots beside", "1990.01.01 9802"),
        cells("pnr, two columns", vec![("Född", "19900101"), ("Fyra sista", "9802")]),
        cells(
            "pnr, date and last four in columns",
            vec![("Född", "1990-01-01"), ("Fyra sista", "9802")],
        ),
        number("pnr, tags between", "<b>900101</b>-9802").native(Escape::Markup),
        number("pnr, tags within", "19<wbr>9001<em>01</em>-98<span>02</span>").native(Escape::Markup),
        Form::of(
            "pnr, in runs",
            Category::Personnummer,
            Written::Runs(vec!["1990", "0101", "-9802"]),
        ),
        number("pnr, broken after the dash", "900101-\n9802"),
    ]
}

fn encoded() -> Vec<Form> {
    vec![
        number("pnr, percent", "19900101%2D9802").native(Escape::Percent),
        number("pnr, entity", "900101&#45;9802").native(Escape::Markup),
        number("pnr, en dash as entity", "900101&ndash;9802").native(Escape::Markup),
        number("pnr, JSON escape", "900101\\u002d9802").native(Escape::String),
        number("pnr, quoted-printable", "900101=2D9802").native(Escape::QuotedPrintable),
        number("pnr, base64", base64(b"19900101-9802")),
        number("pnr, hexadecimal", hex(b"19900101-9802")),
    ]
}

/// 031-390 06 00.
pub fn phones() -> Vec<Form> {
    let phone = |form, text: &str| Form::text(form, Category::Phone, text);
    vec![
        phone("phone", "031-390 06 00"),
        phone("phone, digits", "0313900600"),
        phone("phone, spaced", "031 390 06 00"),
        phone("phone, hyphenated", "031-390-06-00"),
        phone("phone, slash", "031/390 06 00"),
        phone("phone, brackets", "(031) 390 06 00"),
        phone("phone, no-break spaces", "031-390\u{a0}06\u{a0}00"),
        phone("phone, international", "+46313900600"),
        phone("phone, international, spaced", "+46 31 390 06 00"),
        phone("phone, international, hyphenated", "+46-31-390-06-00"),
        phone("phone, international with 00", "0046313900600"),
        phone("phone, international with (0)", "+46 (0)31-390 06 00"),
        phone("phone, tel:", "tel:+46-31-390-06-00"),
        phone("phone, percent", "%2B46313900600").native(Escape::Percent),
    ]
}

/// 1 234,50, under the heading Belopp.
pub fn amounts() -> Vec<Form> {
    let amount = |form, text: &str| Form::text(form, Category::Amount, text);
    vec![
        amount("amount, comma", "1234,50"),
        amount("amount, dot", "1234.50"),
        amount("amount, space between thousands", "1 234,50"),
        amount("amount, no-break space between thousands", "1\u{a0}234,50"),
        amount("amount, narrow space between thousands", "1\u{202f}234,50"),
        amount("amount, dot between thousands", "1.234,50"),
        amount("amount, comma between thousands", "1,234.50"),
        amount("amount, kronor", "1 234,50 kr"),
        amount("amount, with a minus", "−1 234,50"),
        Form::of("amount, as number", Category::Amount, Written::Number("1234.5")),
    ]
}

/// Numbers that may be something else.
pub fn weak() -> Vec<Form> {
    vec![
        Form::text("weak: phone, no leading zero", Category::Phone, "313900600").weak(),
        number("weak: pnr, 10 digits in a name", "lonespec9001019802.pdf").weak(),
    ]
}
