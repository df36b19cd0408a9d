//! JSON and its kin, scripts, and formats of lines with keys.

use skott_model::Received;

use crate::container::{Container, FIELD, LINE, ROWS, TYPED, Takes, response, utf8};
use crate::escape::{Escape, percent};
use crate::form::{Cell, Form};

pub fn all() -> Vec<Container> {
    let text = |name, place, build| Container {
        name,
        place,
        headed: false,
        takes: FIELD,
        build,
    };
    vec![
        Container {
            headed: true,
            takes: Takes { stray: true, ..TYPED },
            ..text("JSON", r"\$\.rader\[1\](\..+)?", |f| {
                json(f, &format!("{{\"rader\":[{}],\"antal\":3}}", objects(f).join(",")))
            })
        },
        Container {
            headed: true,
            takes: TYPED,
            ..text("JSON in UTF-16 BE", r"\$\.rader\[1\](\..+)?", |f| {
                let body = format!("\u{feff}{{\"rader\":[{}]}}", objects(f).join(","));
                let bytes: Vec<u8> = body.encode_utf16().flat_map(u16::to_be_bytes).collect();
                response("application/json", bytes)
            })
        },
        text("JSON key", r"\$\.\S+ nyckel", |f| {
            json(f, &format!("{{\"{}\":7}}", f.within(Escape::String)))
        }),
        Container {
            takes: TYPED,
            ..text("JSON in a JSON string", r"\$\.svar( → \$(\..+)?)?", |f| {
                let inner = objects(f).swap_remove(1);
                json(f, &format!("{{\"svar\":\"{}\"}}", Escape::String.apply(&inner)))
            })
        },
        Container {
            takes: ROWS,
            ..text("JSON array of arrays", r"\$\.data\[1\](\[\d\])?", |f| {
                let rows = f.table().rows.into_iter().map(|cells| {
                    let cells: Vec<String> = cells
                        .iter()
                        .map(|cell| format!("\"{}\"", f.escaped(Escape::String, cell.text())))
                        .collect();
                    format!("[{}]", cells.join(","))
                });
                json(f, &format!("{{\"data\":[{}]}}", rows.collect::<Vec<_>>().join(",")))
            })
        },
        Container {
            takes: ROWS,
            ..text("JSON of columns", r"\$\.data\.\S+\[1\]|\$\.data, rad 2", |f| {
                let table = f.table();
                let column = |nth: usize| {
                    let cells = table
                        .rows
                        .iter()
                        .map(|row| format!("\"{}\"", f.escaped(Escape::String, row[nth].text())));
                    format!("\"{}\":[{}]", table.headings[nth], cells.collect::<Vec<_>>().join(","))
                };
                let columns: Vec<String> = (0..table.headings.len()).map(column).collect();
                json(f, &format!("{{\"data\":{{{}}}}}", columns.join(",")))
            })
        },
        text("HTML in a JSON string", r"\$\.html.*", |f| {
            let html = format!("<ul><li>{}</li></ul>", f.within(Escape::Markup));
            json(f, &format!("{{\"html\":\"{}\"}}", Escape::String.apply(&html)))
        }),
        Container {
            headed: true,
            takes: TYPED,
            ..text("NDJSON", r"rad 2 \$(\..+)?", |f| {
                response("application/x-ndjson", objects(f).join("\n"))
            })
        },
        Container {
            takes: TYPED,
            ..text("JSONP", r".*\$\[1\](\..+)?|rad 1", |f| {
                response("application/javascript", format!("visa([{}]);", objects(f).join(",")))
            })
        },
        Container {
            takes: Takes { runs: true, ..FIELD },
            ..text("JavaScript", r"rad 2(, rad)?", |f| {
                let runs: Vec<String> = f
                    .runs()
                    .iter()
                    .map(|run| format!("\"{}\"", f.escaped(Escape::String, run)))
                    .collect();
                response(
                    "text/javascript",
                    format!(
                        "(function () {{\n  var rad = {};\n  visa(rad);\n}})();\n",
                        runs.join(" + ")
                    ),
                )
            })
        },
        text("source map", r"\$\.sourcesContent.*", |f| {
            let source = format!("const rad = \"{}\";\nvisa(rad);\n", f.within(Escape::String));
            let body = format!(
                "{{\"version\":3,\"file\":\"a.js\",\"sources\":[\"rad.ts\"],\"sourcesContent\":[\"{}\"],\"names\":[],\"mappings\":\"AAAA\"}}",
                Escape::String.apply(&source)
            );
            json(f, &body)
        }),
        Container {
            takes: TYPED,
            ..text("event stream", r"händelse 1 \$(\..+)?", |f| {
                response(
                    "text/event-stream",
                    format!(": hej\n\nevent: order\ndata: {}\n\n", objects(f).swap_remove(1)),
                )
            })
        },
        Container {
            takes: Takes { lines: true, ..LINE },
            ..text("form", r"rad 1", |f| {
                let value = match f.native {
                    Some(Escape::Percent) => f.whole(),
                    _ => percent(&f.whole()).replace("%20", "+"),
                };
                response(
                    "application/x-www-form-urlencoded",
                    format!("nr=7&uppgift={value}&status=beviljad"),
                )
            })
        },
        Container {
            takes: Takes { stray: true, ..FIELD },
            ..text("plain text", r"rad 3|<body>", |f| {
                response(
                    "text/plain",
                    utf8(f, format!("Kvitto\n\n{}\nTack för din beställning.\n", f.whole())),
                )
            })
        },
        text("iCalendar", r"vevent 1, description", calendar),
        text("vCard", r"vcard 1, note", card),
    ]
}

fn json(form: &Form, body: &str) -> Received {
    response("application/json", utf8(form, body.to_owned()))
}

/// The rows of the form's table as objects; keys are the headings.
pub fn objects(form: &Form) -> Vec<String> {
    let table = form.table();
    let object = |cells: &Vec<Cell>| {
        let fields = table.headings.iter().zip(cells).map(|(heading, cell)| match cell {
            Cell::Number(digits) => format!("\"{heading}\":{digits}"),
            Cell::Text(text) => format!("\"{heading}\":\"{}\"", form.escaped(Escape::String, text)),
        });
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    };
    table.rows.iter().map(object).collect()
}

/// The description is folded within the value.
fn calendar(form: &Form) -> Received {
    let event = format!(
        "BEGIN:VEVENT\r\nUID:7@portal.example\r\nDTSTART:20201102T090000Z\r\nSUMMARY:Hämta kort\r\n{}END:VEVENT\r\n",
        folded(&format!(
            "DESCRIPTION:Beställningen är klar att hämta i receptionen, av {}",
            content_line(&form.whole())
        ))
    );
    let body = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//portal//sv\r\n{event}END:VCALENDAR\r\n");
    response("text/calendar; charset=utf-8", body)
}

fn card(form: &Form) -> Received {
    let note = folded(&format!(
        "NOTE:Den som ska nås när någonting har hänt med kortet är {}",
        content_line(&form.whole())
    ));
    let body = format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Receptionen\r\n{note}END:VCARD\r\n");
    response("text/vcard", body)
}

/// RFC 5545, 3.3.11.
fn content_line(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// RFC 5545, 3.1: at most 75 octets a line, a space before what goes on.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        width += c.len_utf8();
        out.push(c);
    }
    out + "\r\n"
}
