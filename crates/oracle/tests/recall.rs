//! Recall, by properties: a planted value is found in any written form, among any neighbours, in any order.

mod common;

use common::population;
use proptest::prelude::*;
use skott_model::Text;
use skott_oracle::decode::Decoded;
use skott_oracle::search::Index;

/// Written forms of the first person's values, the value's category and whether the form is strong.
const FORMS: [(&str, &str, bool); 27] = [
    ("Märta Öberg", "name", true),
    ("MÄRTA ÖBERG", "name", true),
    ("Öberg, Märta", "name", true),
    ("MÃ¤rta Ã–berg", "name", true),
    ("M&auml;rta &Ouml;berg", "name", true),
    ("M\\u00e4rta \\u00d6berg", "name", true),
    ("Ma\u{308}rta O\u{308}berg", "name", true),
    ("M%C3%A4rta%20%C3%96berg", "name", true),
    ("TcOkcnRhIMOWYmVyZw==", "name", true),
    ("Märta Öbergs", "name", true),
    ("Marta Oberg", "name", false),
    ("Märta Öb…", "name", false),
    ("19900101-9802", "personnummer", true),
    ("9001019802", "personnummer", true),
    ("900101–9802", "personnummer", true),
    ("1990-01-01 9802", "personnummer", true),
    ("p0.person@trafik.example", "email", true),
    ("P0.Person%40Trafik.example", "email", true),
    ("+46 31 390 06 00", "phone", true),
    ("031-390 06 00", "phone", true),
    ("0313900600", "phone", true),
    ("Storgatan 12", "address", true),
    ("TAPW9", "order", true),
    ("KV-900100", "receipt", true),
    ("E77001", "employee_no", true),
    ("1 234,50", "amount", true),
    ("1234.50", "amount", true),
];

/// What may stand beside a value without being part of it.
fn neighbour() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "\t",
        "\n",
        "|",
        ";",
        "<",
        ">",
        "\"",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "“",
        "”",
        "\u{a0}",
        " • ",
        "→",
        "\r\n",
        "!",
        "*",
        "#",
        "'x' ",
        " åäö; ",
        "<b>",
        " Lindström\t",
        ";Bäckåsjö;",
        " long-words-of-a-text\n",
        "|2020|",
        "|0x1f;",
        " …|",
        "%|",
        "&|",
        "=|",
    ]);
    prop::collection::vec(sign, 0..12).prop_map(|signs| signs.concat())
}

/// Some neighbours end in what would be part of a number or a word beside it.
fn found(text: &str, category: &str, strong: bool) -> bool {
    let index = Index::new(&population());
    let decoded = Decoded {
        texts: vec![Text {
            place: "x".to_owned(),
            column: None,
            text: text.to_owned(),
            row: false,
        }],
        ..Decoded::default()
    };
    let is = |value: usize| {
        let value = &index.values()[value];
        value.category.as_str() == category && value.owners[0].person == 0
    };
    index.search(&decoded).iter().any(|s| is(s.value) && s.strong == strong)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_among_any_neighbours(form in prop::sample::select(FORMS.to_vec()), before in neighbour(), after in neighbour()) {
        let (written, category, strong) = form;
        let text = format!("{before}{written}{after}");
        prop_assert!(found(&text, category, strong), "{text:?} holds {written:?}");
    }

    #[test]
    fn nobody_is_found_where_nobody_stands(text in neighbour()) {
        for category in ["name", "personnummer", "email", "phone", "address", "order", "receipt", "employee_no", "amount"] {
            prop_assert!(!found(&text, category, true), "{text:?} holds no {category}");
        }
    }
}
