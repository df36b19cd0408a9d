//! Workbooks.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::render::csv::HEADINGS;
use crate::render::line::Line;

/// The type of a workbook.
pub const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct Formats {
    heading: Format,
    date: Format,
    money: Format,
}

/// A workbook of orders; dates and amounts are numbers that can be reckoned with. A hidden sheet holds the source rows, for
/// pivot tables.
pub fn orders(lines: &[Line], sources: &[Line]) -> Vec<u8> {
    // Fails only beyond a million rows or 32,767 letters in a cell; an empty file then says so plainly enough.
    workbook(lines, sources).unwrap_or_default()
}

fn workbook(lines: &[Line], sources: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Quick rather than small: files are made while somebody waits.
    workbook.set_zip_compression_level(1);
    let formats = Formats {
        heading: Format::new().set_bold(),
        date: Format::new().set_num_format("yyyy-mm-dd"),
        money: Format::new().set_num_format("#,##0.00"),
    };
    let sheet = workbook.add_worksheet();
    sheet.set_name("Beställningar")?;
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_with_format(0, column, heading, &formats.heading)?;
    }
    for (row, line) in (1..).zip(lines) {
        write(sheet, row, line, &formats)?;
    }
    if lines.iter().any(|line| line.pay.is_some()) {
        sheet.write_with_format(0, 12, "Lön", &formats.heading)?;
    }
    hidden(workbook.add_worksheet(), sources, &formats)?;
    workbook.save_to_buffer()
}

fn hidden(sheet: &mut Worksheet, sources: &[Line], formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("Underlag")?.set_hidden(true);
    for (column, heading) in (0..).zip(["Beställning", "Förmån", "Belopp"]) {
        sheet.write_with_format(0, column, heading, &formats.heading)?;
    }
    for (row, line) in (1..).zip(sources) {
        sheet.write_string(row, 0, line.id)?;
        sheet.write_string(row, 1, &line.benefit)?;
        sheet.write_with_format(row, 2, line.amount as f64 / 100.0, &formats.money)?;
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, line: &Line, formats: &Formats) -> Result<(), XlsxError> {
    let texts = [
        (0, line.id),
        (2, &line.name),
        (3, line.personnummer),
        (4, line.email),
        (5, &line.phone),
        (6, &line.address),
        (7, &line.instance),
        (8, &line.benefit),
        (9, line.status),
        (11, line.receipt),
    ];
    for (column, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        sheet.write_string(row, column, text)?;
    }
    write_day(sheet, row, line.day, &formats.date)?;
    sheet.write_with_format(row, 10, line.amount as f64 / 100.0, &formats.money)?;
    if let Some(pay) = line.pay {
        sheet.write_with_format(row, 12, pay as f64 / 100.0, &formats.money)?;
    }
    Ok(())
}

/// As text where the day is older than spreadsheets can reckon with.
fn write_day(sheet: &mut Worksheet, row: u32, day: Date, format: &Format) -> Result<(), XlsxError> {
    let (year, month, date) = (
        day.year().unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    );
    match ExcelDateTime::from_ymd(year, month, date) {
        Ok(when) => sheet.write_with_format(row, 1, &when, format)?,
        Err(_) => sheet.write_string(row, 1, day.to_string())?,
    };
    Ok(())
}
