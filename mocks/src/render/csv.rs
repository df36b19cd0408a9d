//! Semicolon-separated files, as a Swedish spreadsheet program opens them.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use encoding_rs::WINDOWS_1252;

use crate::http::Params;
use crate::render::line::Line;
use crate::render::text::decimal_comma;

/// How the letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As older spreadsheet programs expect.
    Windows1252,
    /// With a byte order mark.
    Utf8,
}

impl Encoding {
    /// The encoding asked for.
    pub fn read(params: &Params) -> Result<Self, String> {
        match params.get("teckenkodning")? {
            None | Some("windows-1252") => Ok(Self::Windows1252),
            Some("utf8") => Ok(Self::Utf8),
            Some(other) => Err(format!(
                "Teckenkodningen ”{other}” finns inte. Välj utf8 eller windows-1252."
            )),
        }
    }

    /// The type of a file written so.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Windows1252 => "text/csv; charset=windows-1252",
            Self::Utf8 => "text/csv; charset=utf-8",
        }
    }

    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Windows1252 => WINDOWS_1252.encode(text).0.into_owned(),
            Self::Utf8 => format!("\u{feff}{text}").into_bytes(),
        }
    }
}

/// The headings of a file of orders.
pub const HEADINGS: [&str; 12] = [
    "Beställning",
    "Datum",
    "Namn",
    "Personnummer",
    "E-post",
    "Telefon",
    "Adress",
    "Förvaltning",
    "Förmån",
    "Status",
    "Belopp",
    "Kvitto",
];

/// A file of orders.
pub fn orders(lines: &[Line], encoding: Encoding) -> Vec<u8> {
    let rows = lines.iter().map(cells).map(Vec::from);
    write(
        std::iter::once(HEADINGS.map(str::to_owned).to_vec()).chain(rows),
        encoding,
    )
}

fn cells(line: &Line) -> [String; 12] {
    [
        line.id.to_owned(),
        line.day.to_string(),
        line.name.clone(),
        line.personnummer.to_owned(),
        line.email.to_owned(),
        line.phone.clone(),
        line.address.clone(),
        line.instance.clone(),
        line.benefit.clone(),
        line.status.to_owned(),
        decimal_comma(line.amount),
        line.receipt.to_owned(),
    ]
}

/// A file of rows.
pub fn write(rows: impl Iterator<Item = Vec<String>>, encoding: Encoding) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    for row in rows {
        // Writing rows of equal length to memory cannot fail.
        writer.write_record(&row).ok();
    }
    let bytes = writer.into_inner().unwrap_or_default();
    encoding.encode(&String::from_utf8_lossy(&bytes))
}
