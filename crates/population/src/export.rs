//! A population as JSON for Skott, and as CSV and XLSX for a supplier's import.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::nouns::{Ore, Population};
use crate::table::{self, Cell, Table};

/// So that a spreadsheet program reads the text as UTF-8.
const BOM: char = '\u{feff}';

/// Pretty JSON with a newline at the end; `parse` reads it again.
pub fn to_json(population: &Population) -> String {
    let json = serde_json::to_string_pretty(population).expect("strings, numbers and lists are always JSON");
    json + "\n"
}

/// One row an order joined with its person, semicolons between, as Swedish spreadsheet programs read it.
pub fn to_csv(population: &Population) -> String {
    let Table { headings, rows, .. } = table::joined(population);
    let headings = headings.into_iter().map(Cell::Text).collect();
    let mut csv = String::from(BOM);
    for row in std::iter::once(headings).chain(rows) {
        csv.push_str(&row.iter().map(csv_field).collect::<Vec<_>>().join(";"));
        csv.push_str("\r\n");
    }
    csv
}

/// A workbook with the sheets Instanser, Personer and Beställningar; the same population gives the same bytes.
pub fn to_xlsx(population: &Population) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2020, 10, 30)?));
    for table in table::tables(population) {
        fill(workbook.add_worksheet(), &table)?;
    }
    workbook.save_to_buffer()
}

fn csv_field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) if text.contains([';', '"', '\r', '\n']) => format!("\"{}\"", text.replace('"', "\"\"")),
        Cell::Text(text) => text.clone(),
        Cell::Money(ore) => kronor(*ore),
        Cell::Day(date) => date.to_string(),
    }
}

fn kronor(ore: Ore) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", ore.abs() / 100, ore.abs() % 100)
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let [bold, money, day] = [
        Format::new().set_bold(),
        Format::new().set_num_format("0.00"),
        Format::new().set_num_format("yyyy-mm-dd"),
    ];
    sheet.set_name(table.name)?.set_freeze_panes(1, 0)?;
    for (column, heading) in (0..).zip(&table.headings) {
        sheet.write_with_format(0, column, heading, &bold)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            write(sheet, row, column, cell, [&money, &day])?;
        }
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: [&Format; 2]) -> Result<(), XlsxError> {
    let [money, day] = formats;
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write(row, column, text)?,
        Cell::Money(ore) => sheet.write_with_format(row, column, *ore as f64 / 100.0, money)?,
        Cell::Day(date) => sheet.write_with_format(row, column, &excel_date(*date)?, day)?,
    };
    Ok(())
}

fn excel_date(date: jiff::civil::Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        date.year().unsigned_abs(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
}
