//! Pages: what is read, what is hidden, and what scripts carry.

use skott_model::Received;

use crate::container::{Container, FIELD, ROWS, Takes, response, utf8};
use crate::escape::{Escape, base64, percent, utf16};
use crate::form::{Cell, Form, Table};

const TYPE: &str = "text/html; charset=utf-8";
const STRAY: Takes = Takes { stray: true, ..FIELD };

pub fn all() -> Vec<Container> {
    let text = |name, place, build| Container {
        name,
        place,
        headed: false,
        takes: STRAY,
        build,
    };
    vec![
        Container {
            takes: Takes { runs: true, ..STRAY },
            ..text("HTML text", r"<p>", |f| {
                let runs: Vec<String> = f.runs().iter().map(|run| f.escaped(Escape::Markup, run)).collect();
                page(f, &format!("<p>{}</p>", runs.join("<span></span>")))
            })
        },
        Container {
            headed: true,
            takes: Takes { cells: true, ..STRAY },
            ..text("HTML table", r"<\w+> rad 3, kolumn 2|rad 3", |f| {
                page(f, &table(f, &f.table()))
            })
        },
        Container {
            takes: Takes { cells: true, ..STRAY },
            ..text("HTML blocks side by side", r"<div>", |f| page(f, &grid(f, "div")))
        },
        Container {
            // Further tags in a piece cannot be told from those that part the pieces.
            takes: Takes { markup: false, ..ROWS },
            ..text("HTML spans without space", r"<span>|<div>", |f| {
                page(f, &grid(f, "span"))
            })
        },
        Container {
            headed: true,
            takes: ROWS,
            ..text("HTML in UTF-16 LE", r"<\w+> rad 3, kolumn 2|rad 3", |f| {
                let body = format!("<!DOCTYPE html><html><body>{}</body></html>", table(f, &f.table()));
                response("text/html; charset=utf-16le", utf16(&body))
            })
        },
        Container {
            headed: true,
            ..text("HTML definition list", r"<dd>", |f| {
                page(
                    f,
                    &format!("<dl><dt>{}</dt><dd>{}</dd></dl>", f.heading(), f.within(Escape::Markup)),
                )
            })
        },
        text("HTML attribute", r"<a> title", |f| {
            page(f, &format!("<a title=\"{}\">visa</a>", f.attribute()))
        }),
        Container {
            takes: Takes { markup: false, ..ROWS },
            ..text("HTML attributes side by side", r"<li> data-\S+|<li>", |f| {
                let table = f.table();
                let attributes = |cells: &[Cell]| {
                    let one = |(heading, cell): (&&str, &Cell)| {
                        let value = f.escaped(Escape::Markup, cell.text());
                        format!("data-{}=\"{value}\"", heading.to_lowercase().replace(' ', "-"))
                    };
                    table.headings.iter().zip(cells).map(one).collect::<Vec<_>>().join(" ")
                };
                let rows: Vec<String> = table
                    .rows
                    .iter()
                    .map(|cells| format!("<li {}>visa</li>", attributes(cells)))
                    .collect();
                page(f, &format!("<ul>{}</ul>", rows.concat()))
            })
        },
        Container {
            takes: ROWS,
            ..text("HTML event handler's arguments", r"<button> onclick.*", |f| {
                let call = |cells: &Vec<Cell>| {
                    let given: Vec<String> = cells
                        .iter()
                        .map(|cell| format!("'{}'", f.escaped(Escape::String, cell.text())))
                        .collect();
                    format!(
                        "<button onclick=\"{}\">visa</button>",
                        Escape::Markup.apply(&format!("visa(7, {})", given.join(", ")))
                    )
                };
                page(f, &f.table().rows.iter().map(call).collect::<String>())
            })
        },
        text("HTML hidden input", r"<input name=uppgift> value", |f| {
            page(
                f,
                &format!(
                    "<form><input type=hidden name=uppgift value=\"{}\"></form>",
                    f.attribute()
                ),
            )
        }),
        text("HTML textarea", r"<textarea name=notis>", |f| {
            page(
                f,
                &format!("<textarea name=notis>{}</textarea>", f.within(Escape::Markup)),
            )
        }),
        text("HTML comment", r"kommentar", |f| {
            page(f, &format!("<!-- {} -->", f.whole()))
        }),
        text("HTML template", r"<p>", |f| {
            page(f, &format!("<template><p>{}</p></template>", f.within(Escape::Markup)))
        }),
        text("HTML noscript", r"<noscript>.*|<p>", |f| {
            page(f, &format!("<noscript><p>{}</p></noscript>", f.within(Escape::Markup)))
        }),
        text("HTML srcdoc", r"<iframe> srcdoc.*", |f| {
            let inner = format!("<p>{}</p>", f.within(Escape::Markup));
            page(
                f,
                &format!("<iframe srcdoc=\"{}\"></iframe>", Escape::Markup.apply(&inner)),
            )
        }),
        text("HTML event handler", r"<button> onclick.*", |f| {
            let call = format!("visa(\"{}\")", f.within(Escape::String));
            page(
                f,
                &format!("<button onclick=\"{}\">visa</button>", Escape::Markup.apply(&call)),
            )
        }),
        text("HTML meta", r"<meta name=description> content", |f| {
            response(
                TYPE,
                utf8(
                    f,
                    format!(
                        "<!DOCTYPE html><head><meta name=description content=\"{}\"></head>",
                        f.attribute()
                    ),
                ),
            )
        }),
        text(
            "HTML script of JSON",
            r"<script id=data> \$\.rader\[0\]\.uppgift.*",
            |f| {
                let json = format!("{{\"rader\":[{{\"uppgift\":\"{}\"}}]}}", f.within(Escape::String));
                page(f, &format!("<script type=\"application/json\" id=data>{json}</script>"))
            },
        ),
        text("HTML script", r"<script>.*", |f| {
            page(
                f,
                &format!(
                    "<script>\nwindow.rad = {{nr: 7, uppgift: \"{}\"}};\n</script>",
                    f.within(Escape::String)
                ),
            )
        }),
        Container {
            takes: FIELD,
            ..text("HTML data: URL", r"<a> href.*", |f| {
                let address = format!("data:text/plain;charset=utf-8,{}", percent(&f.whole()));
                page(f, &format!("<a href=\"{address}\">hämta</a>"))
            })
        },
        Container {
            takes: ROWS,
            ..text("HTML data: URL in base64", r"<a> href.*", |f| {
                let address = format!(
                    "data:text/csv;base64,{}",
                    base64(super::separated::lines(f, ';').as_bytes())
                );
                page(f, &format!("<a download=order.csv href=\"{address}\">hämta</a>"))
            })
        },
    ]
}

fn page(form: &Form, body: &str) -> Received {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=sv><head><meta charset=utf-8><title>Beställningar</title>\n\
         <link rel=stylesheet href=/stil.css></head>\n<body><nav><a href=/>Hem</a> <a href=/bestallningar>Beställningar</a></nav>\n\
         <main>\n{body}\n</main>\n<footer>Förmånsportalen</footer></body></html>\n"
    );
    response(TYPE, utf8(form, page))
}

/// A table of elements that are none of a table's.
fn grid(form: &Form, tag: &str) -> String {
    let table = form.table();
    let cell = |text: &str| format!("<{tag}>{}</{tag}>", form.escaped(Escape::Markup, text));
    let rows = table
        .rows
        .iter()
        .map(|cells| cells.iter().map(|c| cell(c.text())).collect::<String>());
    let rows: String = rows.map(|cells| format!("<div class=rad>{cells}</div>\n")).collect();
    format!("<div class=lista>{rows}</div>")
}

fn table(form: &Form, table: &Table) -> String {
    let row = |tag: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("<{tag}>{cell}</{tag}>")).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let head = row("th", table.headings.iter().map(|h| (*h).to_owned()).collect());
    let body: String = table
        .rows
        .iter()
        .map(|cells| {
            row(
                "td",
                cells
                    .iter()
                    .map(|cell| form.escaped(Escape::Markup, cell.text()))
                    .collect(),
            )
        })
        .collect();
    format!("<table><thead>{head}</thead><tbody>{body}</tbody></table>")
}

impl Form {
    /// The value within double quotes of an attribute.
    fn attribute(&self) -> String {
        self.within(Escape::Markup).replace('"', "&quot;")
    }
}
