//! Workbooks: by a library for what it can write, by hand for the rest.

use rust_xlsxwriter::{
    DataValidation, DocProperties, Format, Formula, Note, Shape, Url, Workbook, Worksheet, XlsxError,
};
use skott_model::Received;

use crate::container::{Container, FIELD, LINE, ROWS, TYPED, Takes, response};
use crate::escape::Escape;
use crate::form::{Cell, Form};

use super::packed::zip;

pub const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub fn all() -> Vec<Container> {
    let book = |name, place, takes, build| Container {
        name,
        place,
        headed: false,
        takes,
        build,
    };
    let headed = |container: Container| Container {
        headed: true,
        ..container
    };
    let mut all = vec![
        headed(book(
            "XLSX sheet",
            r#"blad "Beställningar", (B3|rad 3)"#,
            Takes { runs: true, ..TYPED },
            |f| response(TYPE, visible(f)),
        )),
        headed(book(
            "XLSX hidden sheet",
            r#"blad "Dolt" \(dolt\), (B3|rad 3)"#,
            TYPED,
            |f| written(|book| table(f, book.add_worksheet().set_name("Dolt")?.set_hidden(true))),
        )),
        headed(book(
            "XLSX very hidden sheet",
            r#"blad "Mer" \(mycket dolt\), (B3|rad 3)"#,
            TYPED,
            |f| written(|book| table(f, book.add_worksheet().set_name("Mer")?.set_very_hidden(true))),
        )),
        headed(book("XLSX hidden column", r#"blad "Blad1", (B3|rad 3)"#, TYPED, |f| {
            written(|book| table(f, book.add_worksheet().set_name("Blad1")?.set_column_hidden(1)?))
        })),
        book("XLSX formula's value", r#"blad "Blad1", B2"#, FIELD, |f| {
            on_sheet(|sheet| {
                // The writer takes digits alone for a number.
                let formula = Formula::new("=SLUMP()").set_result(format!("{} ", f.whole()));
                sheet.write_formula(1, 1, formula).map(drop)
            })
        }),
        book("XLSX comment", r"xl/comments1.xml B2, kommentar", FIELD, |f| {
            on_sheet(|sheet| sheet.insert_note(1, 1, &Note::new(f.whole())).map(drop))
        }),
        book("XLSX defined name", r"xl/workbook.xml.*", LINE, |f| {
            written(|book| {
                book.define_name("Kontakt", &format!("=\"{}\"", f.whole().replace('"', "\"\"")))
                    .map(drop)
            })
        }),
        book("XLSX author", r"docProps/core.xml.*", FIELD, |f| {
            written(|book| {
                book.set_properties(&DocProperties::new().set_author(f.whole()));
                Ok(())
            })
        }),
        book("XLSX custom property", r"docProps/custom.xml.*", FIELD, |f| {
            written(|book| {
                book.set_properties(&DocProperties::new().set_custom_property("Kontakt", f.whole()));
                Ok(())
            })
        }),
        book("XLSX page header", r"xl/worksheets/sheet2.xml.*", LINE, |f| {
            on_sheet(|sheet| {
                sheet.set_header(format!("&L{}", f.whole().replace('&', "&&")));
                Ok(())
            })
        }),
        book("XLSX input message", r"xl/worksheets/sheet2.xml.*", FIELD, |f| {
            on_sheet(|sheet| {
                let message = DataValidation::new().set_input_message(f.whole())?;
                sheet.add_data_validation(1, 1, 9, 1, &message).map(drop)
            })
        }),
        book("XLSX text box", r"xl/drawings/drawing1.xml.*", FIELD, |f| {
            on_sheet(|sheet| {
                sheet
                    .insert_shape(1, 1, &Shape::textbox().set_text(f.whole()))
                    .map(drop)
            })
        }),
        // The writer escapes what an address can't hold, and keeps what comes after a number sign elsewhere.
        book(
            "XLSX link",
            r"xl/worksheets/_rels/sheet2.xml.rels.*",
            Takes { never: "#", ..LINE },
            |f| {
                on_sheet(|sheet| {
                    let url = Url::new(format!("https://portal.example/rad?uppgift={}", f.whole())).set_text("visa");
                    sheet.write(1, 1, url).map(drop)
                })
            },
        ),
    ];
    all.extend(by_hand());
    all
}

fn by_hand() -> Vec<Container> {
    let part = |name, place, build| Container {
        name,
        place,
        headed: false,
        takes: FIELD,
        build,
    };
    vec![
        Container {
            headed: true,
            takes: TYPED,
            ..part("XLSX inline strings", r#"blad "Blad1", (B3|rad 3)"#, |f| {
                plain(&rows(f), &[])
            })
        },
        part(
            "XLSX threaded comment",
            r"xl/threadedComments/threadedComment1.xml B2, kommentar",
            |f| {
                let text = format!(
                    "<ThreadedComments><threadedComment ref=\"B2\" id=\"{{1}}\"><text>{}</text></threadedComment></ThreadedComments>",
                    xml(f)
                );
                plain(&rows(&nobody()), &[("xl/threadedComments/threadedComment1.xml", text)])
            },
        ),
        part("XLSX pivot cache", r"xl/pivotCache/pivotCacheRecords1.xml.*", |f| {
            let text = format!(
                "<pivotCacheRecords count=\"1\"><r><n v=\"7\"/><s v=\"{}\"/></r></pivotCacheRecords>",
                xml(f)
            );
            plain(&rows(&nobody()), &[("xl/pivotCache/pivotCacheRecords1.xml", text)])
        }),
        part("XLSX custom XML", r"customXml/item1.xml.*", |f| {
            plain(
                &rows(&nobody()),
                &[(
                    "customXml/item1.xml",
                    format!("<rad><uppgift>{}</uppgift></rad>", xml(f)),
                )],
            )
        }),
        part("XLSX external link", r"xl/externalLinks/externalLink1.xml.*", |f| {
            let text = format!(
                "<externalLink><externalBook><sheetDataSet><sheetData sheetId=\"0\"><row r=\"1\"><cell r=\"A1\" t=\"str\"><v>{}</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>",
                xml(f)
            );
            plain(&rows(&nobody()), &[("xl/externalLinks/externalLink1.xml", text)])
        }),
        Container {
            headed: true,
            takes: ROWS,
            ..part("ODS sheet", r#"blad "Beställningar", (B3|rad 3)"#, |f| {
                response("application/vnd.oasis.opendocument.spreadsheet", open_document(f))
            })
        },
    ]
}

/// A workbook with the form's table on its one sheet.
pub fn visible(form: &Form) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .set_name("Beställningar")
        .and_then(|sheet| table(form, sheet))
        .expect("a sheet is written");
    book.save_to_buffer().expect("a workbook is written")
}

fn written(fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Received {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Start")
        .and_then(|sheet| sheet.write(0, 0, "Beställningar"))
        .expect("a sheet is written");
    fill(&mut book).expect("the form stands in this part of a workbook");
    response(TYPE, book.save_to_buffer().expect("a workbook is written"))
}

fn on_sheet(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Received {
    written(|book| fill(book.add_worksheet().set_name("Blad1")?))
}

fn table(form: &Form, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let table = form.table();
    for (column, heading) in (0..).zip(&table.headings) {
        sheet.write(0, column, *heading)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Number(digits) => sheet.write_number(row, column, digits.parse::<f64>().unwrap_or_default())?,
                Cell::Text(_) if form.runs().len() > 1 && (row, column) == (2, 1) => styled(form, sheet, row, column)?,
                Cell::Text(text) => sheet.write_string(row, column, text)?,
            };
        }
    }
    Ok(())
}

/// Each piece in a style of its own.
fn styled<'s>(form: &Form, sheet: &'s mut Worksheet, row: u32, column: u16) -> Result<&'s mut Worksheet, XlsxError> {
    let (plain, bold) = (Format::new(), Format::new().set_bold());
    let runs = form.runs();
    let pieces: Vec<(&Format, &str)> = runs
        .iter()
        .enumerate()
        .map(|(i, run)| (if i % 2 == 0 { &plain } else { &bold }, run.as_str()))
        .collect();
    sheet.write_rich_string(row, column, &pieces)
}

fn xml(form: &Form) -> String {
    Escape::Markup.apply(&form.whole())
}

/// A form of nothing that is planted.
fn nobody() -> Form {
    Form::text("", skott_model::Category::Name, "Bo Ek")
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The least workbook that opens, its strings in the cells themselves, with parts of its own.
fn plain(rows: &str, more: &[(&str, String)]) -> Received {
    let mut parts = vec![
        (
            "[Content_Types].xml",
            format!(
                "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELS}\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELS}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.clone())));
    let files: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    response(TYPE, zip(&files))
}

fn rows(form: &Form) -> String {
    let table = form.table();
    let head: Vec<Cell> = table
        .headings
        .iter()
        .map(|heading| Cell::Text((*heading).to_owned()))
        .collect();
    let row = |(number, cells): (usize, &Vec<Cell>)| {
        let cells = cells.iter().zip('A'..).map(|(cell, column)| match cell {
            Cell::Number(digits) => format!("<c r=\"{column}{number}\"><v>{digits}</v></c>"),
            Cell::Text(text) => format!(
                "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                Escape::Markup.apply(text)
            ),
        });
        format!("<row r=\"{number}\">{}</row>", cells.collect::<String>())
    };
    (1..).zip(std::iter::once(&head).chain(&table.rows)).map(row).collect()
}

/// The form's table as LibreOffice writes one.
fn open_document(form: &Form) -> Vec<u8> {
    let table = form.table();
    let cell = |text: &str| {
        let lines = text
            .lines()
            .map(|line| format!("<text:p>{}</text:p>", Escape::Markup.apply(line)));
        format!(
            "<table:table-cell office:value-type=\"string\">{}</table:table-cell>",
            lines.collect::<String>()
        )
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let head = row(table.headings.iter().map(|heading| cell(heading)).collect());
    let body: String = table
        .rows
        .iter()
        .map(|cells| row(cells.iter().map(|c| cell(c.text())).collect()))
        .collect();
    let content = format!(
        "{HEAD}<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         office:version=\"1.2\"><office:body><office:spreadsheet><table:table table:name=\"Beställningar\">{head}{body}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        (
            "META-INF/manifest.xml",
            b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
    ])
}
