//! E-mail addresses, streets, order and receipt numbers.

use skott_model::Category;

use crate::escape::{Escape, base64, hex};
use crate::form::{Form, Written};

const EMAIL: &str = "p0.person@trafik.example";

pub fn all() -> Vec<Form> {
    let mut forms = emails();
    forms.extend(streets());
    forms.extend(orders());
    forms
}

fn emails() -> Vec<Form> {
    let email = |form, text: &str| Form::text(form, Category::Email, text);
    vec![
        email("email", EMAIL),
        email("email, upper", "P0.PERSON@TRAFIK.EXAMPLE"),
        email("email, mailto:", "mailto:P0.Person@trafik.example?subject=Hej"),
        email("email, in angle brackets", "Märta <p0.person@trafik.example>"),
        email("email, percent", "p0.person%40trafik.example").native(Escape::Percent),
        email("email, percent twice", "p0.person%2540trafik.example").native(Escape::Percent),
        email("email, entity", "p0.person&#64;trafik.example").native(Escape::Markup),
        email("email, named entity", "p0&period;person&commat;trafik&period;example").native(Escape::Markup),
        email("email, JSON escape", "p0.person\\u0040trafik.example").native(Escape::String),
        email("email, quoted-printable", "p0.person=40trafik.example").native(Escape::QuotedPrintable),
        email("email, without its domain", "Inloggad som p0.person."),
        email("email, base64", &base64(EMAIL.as_bytes())),
        email("email, hexadecimal", &hex(EMAIL.as_bytes())),
        email("email, tags between", "p0.person<wbr>@trafik<b>.example</b>").native(Escape::Markup),
        Form::of(
            "email, in runs",
            Category::Email,
            Written::Runs(vec!["p0.person", "@trafik", ".example"]),
        ),
    ]
}

fn streets() -> Vec<Form> {
    let street = |form, text: &str| Form::text(form, Category::Address, text);
    vec![
        street("street", "Storgatan 12"),
        street("street, upper", "STORGATAN 12"),
        street("street, with town", "Storgatan 12, 411 01 Göteborg"),
        street("street, percent", "Storgatan%2012").native(Escape::Percent),
        street("street, line break", "Storgatan 12\n411 01 Göteborg"),
    ]
}

fn orders() -> Vec<Form> {
    let order = |form, text: &str| Form::text(form, Category::Order, text);
    vec![
        order("order", "TAPW9"),
        order("order, in an address", "/bestallningar/TAPW9/?visa=allt"),
        order("order, with a prefix", "FORSKOLA-TAPW9"),
        order("order, with a number sign", "#TAPW9"),
        order("order, upper", "ORD-2020-00042").person(2),
        order("order, lower", "ord-2020-00042").person(2),
        order("order, base64 of JSON", &base64(br#"{"order":"TAPW9","sida":1}"#)),
        order("order, base64 of a node id", &base64(b"Order:ORD-2020-00042")).person(2),
        order("order, percent", "ORD%2D2020%2D00042")
            .person(2)
            .native(Escape::Percent),
        order("order, JSON escape", "ORD\\u002d2020\\u002d00042")
            .person(2)
            .native(Escape::String),
        Form::text("receipt", Category::Receipt, "KV-900100"),
    ]
}
