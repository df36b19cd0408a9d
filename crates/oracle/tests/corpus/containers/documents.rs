//! Letters, as Word and LibreOffice keep them.

use std::io::Cursor;

use docx_rs::{
    BreakType, Comment, Delete, Docx, Footer, Footnote, Header, Hyperlink, HyperlinkType, Paragraph, Run, Table,
    TableCell, TableRow,
};
use skott_model::Received;

use crate::container::{Container, FIELD, LINE, ROWS, Takes, response};
use crate::escape::{Escape, percent};
use crate::form::Form;

use super::packed::zip;

const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

pub fn all() -> Vec<Container> {
    let word = |name, place, build| Container {
        name,
        place,
        headed: false,
        takes: FIELD,
        build,
    };
    vec![
        Container {
            takes: Takes { runs: true, ..FIELD },
            ..word("DOCX text", r"word/document.xml stycke 2", |f| {
                response(TYPE, letter(f))
            })
        },
        Container {
            takes: ROWS,
            ..word("DOCX table", r"word/document.xml tabell 1, rad 3(, kolumn 2)?", |f| {
                saved(Docx::new().add_table(table(f)))
            })
        },
        word("DOCX comment", r"word/comments.xml.*", |f| {
            let comment = Comment::new(1)
                .author("Handläggaren")
                .date("2020-11-02T09:00:00Z")
                .add_paragraph(paragraph(f));
            let commented = Paragraph::new()
                .add_comment_start(comment)
                .add_run(Run::new().add_text("Se anmärkningen"))
                .add_comment_end(1);
            saved(Docx::new().add_paragraph(commented))
        }),
        word("DOCX header", r"word/header1.xml.*", |f| {
            saved(dear().header(Header::new().add_paragraph(paragraph(f))))
        }),
        word("DOCX footer", r"word/footer1.xml.*", |f| {
            saved(dear().footer(Footer::new().add_paragraph(paragraph(f))))
        }),
        word("DOCX footnote", r"word/footnotes.xml.*", |f| {
            let run = Run::new()
                .add_text("Beslut")
                .add_footnote_reference(Footnote::new().add_content(paragraph(f)));
            saved(Docx::new().add_paragraph(Paragraph::new().add_run(run)))
        }),
        word(
            "DOCX deleted text",
            r"word/document.xml stycke 1, före ändring",
            |f| {
                let delete = Delete::new().add_run(run(&f.whole(), true));
                saved(Docx::new().add_paragraph(Paragraph::new().add_delete(delete)))
            },
        ),
        Container {
            takes: LINE,
            ..word("DOCX link", r"word/_rels/document.xml.rels.*", |f| {
                let value = match f.native {
                    Some(Escape::Percent) => f.whole(),
                    _ => percent(&f.whole()),
                };
                let link = Hyperlink::new(
                    format!("https://portal.example/rad?uppgift={value}"),
                    HyperlinkType::External,
                );
                saved(
                    Docx::new()
                        .add_paragraph(Paragraph::new().add_hyperlink(link.add_run(Run::new().add_text("visa")))),
                )
            })
        },
        word("DOCX property", r"docProps/custom.xml.*", |f| {
            saved(dear().custom_property("Kontakt", markup_free(f)))
        }),
        Container {
            takes: Takes { runs: true, ..FIELD },
            ..word("ODT text", r"stycke 2", |f| {
                response("application/vnd.oasis.opendocument.text", open_document(f))
            })
        },
    ]
}

/// A letter with the value in its second paragraph.
pub fn letter(form: &Form) -> Vec<u8> {
    packed(dear().add_paragraph(paragraph(form)))
}

fn dear() -> Docx {
    Docx::new().add_paragraph(Paragraph::new().add_run(Run::new().add_text("Hej")))
}

fn paragraph(form: &Form) -> Paragraph {
    form.runs().iter().fold(Paragraph::new(), |paragraph, piece| {
        paragraph.add_run(run(piece, false))
    })
}

/// A run, with a break for every line.
fn run(text: &str, deleted: bool) -> Run {
    let add = |run: Run, line: &str| match deleted {
        true => run.add_delete_text(line),
        false => run.add_text(line),
    };
    let mut lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
    let first = add(Run::new(), lines.next().unwrap_or_default());
    lines.fold(first, |run, line| add(run.add_break(BreakType::TextWrapping), line))
}

fn table(form: &Form) -> Table {
    let cell = |text: &str| TableCell::new().add_paragraph(Paragraph::new().add_run(run(text, false)));
    let table = form.table();
    let head = TableRow::new(table.headings.iter().map(|heading| cell(heading)).collect());
    let rows = table
        .rows
        .iter()
        .map(|cells| TableRow::new(cells.iter().map(|c| cell(c.text())).collect()));
    Table::new(std::iter::once(head).chain(rows).collect())
}

fn saved(document: Docx) -> Received {
    response(TYPE, packed(document))
}

fn packed(document: Docx) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    document.build().pack(&mut out).expect("a buffer takes what is written");
    out.into_inner()
}

/// The writer puts a property into its part as it is.
fn markup_free(form: &Form) -> String {
    Escape::Markup.apply(&form.whole())
}

fn open_document(form: &Form) -> Vec<u8> {
    let runs = form.runs().into_iter().map(|piece| {
        let lines: Vec<String> = piece.split('\n').map(|line| Escape::Markup.apply(line)).collect();
        format!(
            "<text:span text:style-name=\"T1\">{}</text:span>",
            lines.join("<text:line-break/>")
        )
    });
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\"><office:body><office:text>\
         <text:p>Hej</text:p><text:p>{}</text:p></office:text></office:body></office:document-content>",
        runs.collect::<String>()
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}
