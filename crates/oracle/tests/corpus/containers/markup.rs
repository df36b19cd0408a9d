//! XML and what is made of it: feeds, drawings.

use skott_model::Received;

use crate::container::{Container, FIELD, Takes, response, utf8};
use crate::escape::Escape;
use crate::form::{Form, Written};

pub fn all() -> Vec<Container> {
    let text = |name, place, build| Container {
        name,
        place,
        headed: false,
        takes: Takes { stray: true, ..FIELD },
        build,
    };
    vec![
        Container {
            headed: true,
            takes: Takes {
                cells: true,
                stray: true,
                ..FIELD
            },
            ..text("XML elements", r"/Svar/Rad\[2\](/\w+)?", |f| document(f, &elements(f)))
        },
        text("XML attribute", r"/Svar/Rad\[2\]/@uppgift", |f| {
            document(f, &format!("<Rad nr=\"7\" uppgift=\"{}\"/>", safe(f, &f.whole())))
        }),
        text("XML CDATA", r"/Svar/Rad\[2\]/Uppgift", |f| {
            document(f, &format!("<Rad><Uppgift><![CDATA[{}]]></Uppgift></Rad>", f.whole()))
        }),
        text("XML comment", r"kommentar", |f| {
            document(f, &format!("<Rad nr=\"7\"/><!-- {} -->", f.whole()))
        }),
        Container {
            takes: Takes {
                runs: true,
                stray: true,
                ..FIELD
            },
            ..text("SVG text", r"/svg/text(/tspan.*)?", |f| {
                let runs: String = f
                    .runs()
                    .iter()
                    .map(|run| format!("<tspan>{}</tspan>", safe(f, run)))
                    .collect();
                svg(f, &format!("<text x=\"10\" y=\"20\">{runs}</text>"))
            })
        },
        text("SVG title", r"/svg/g/title", |f| {
            svg(
                f,
                &format!("<g><title>{}</title><rect width=\"9\"/></g>", safe(f, &f.whole())),
            )
        }),
    ]
}

fn document(form: &Form, rows: &str) -> Received {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Svar>\n<Rad nr=\"6\"><Namn>Bo Ek</Namn></Rad>\n{rows}\n</Svar>\n"
    );
    response("application/xml", utf8(form, body))
}

fn elements(form: &Form) -> String {
    let table = form.table();
    let row = &table.rows[1];
    let cells = table.headings.iter().zip(row).map(|(heading, cell)| {
        let name = heading.replace(' ', "");
        format!("<{name}>{}</{name}>", safe(form, cell.text()))
    });
    format!("<Rad>{}</Rad>", cells.collect::<String>())
}

fn svg(form: &Form, inner: &str) -> Received {
    let body = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"90\">{inner}</svg>");
    response("image/svg+xml", utf8(form, body))
}

/// Numbered entities stand as they are; XML has no named ones, and tags would be elements of its own.
fn safe(form: &Form, text: &str) -> String {
    let numbered = form.native == Some(Escape::Markup)
        && !text.contains('<')
        && text.split('&').skip(1).all(|rest| rest.starts_with('#'));
    match form.written {
        Written::Text(_) if numbered => text.to_owned(),
        _ => Escape::Markup.apply(text),
    }
}
