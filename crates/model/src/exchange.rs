//! What came over the wire, and the texts found in it.

use std::fmt;

/// One response as received. Its body and headers are hostile and may hold personal data, so `Debug` shows neither.
#[derive(Clone)]
pub struct Received {
    /// Status code.
    pub status: u16,
    /// The address that was asked, without host: path and query.
    pub path: String,
    /// Header names in lower case, in the order received, values read as Latin-1 where they are not UTF-8.
    pub headers: Vec<(String, String)>,
    /// The body, as far as it was read.
    pub body: Vec<u8>,
    /// Why the body is not whole, where it is not.
    pub cut: Option<Cut>,
}

/// Why a body is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Larger than the profile's limit.
    TooLarge,
    /// The connection ended, or time ran out, in mid-body.
    Broken,
    /// Only its beginning is held: all of it was searched while it came in, and what was seen is kept under this number.
    Streamed(u64),
}

/// Under which name the words of a status line stand among the headers, where they are not the usual ones.
pub const STATUS_LINE: &str = "statusrad";

impl Received {
    /// The first header of that name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// JSON without what portals put before it so that no script of another site can read it.
pub fn without_guard(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let guards = [")]}',", ")]}'", "for(;;);", "while(1);"];
    guards
        .iter()
        .find_map(|guard| text.strip_prefix(guard))
        .unwrap_or(text)
        .trim_start()
}

/// A piece of text of a response, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Text {
    /// Where a person can find it again, as `blad "Dolt", C14`, `$.orders[3].email`, `<input name=q> value`.
    pub place: String,
    /// The column's heading (HTML table, CSV, XLSX) or the nearest object key (JSON), where there is one.
    pub column: Option<String>,
    /// The text, decoded to Unicode.
    pub text: String,
    /// The cells of a row, kept apart by tabs. Each is a text of its own too, so that only what stands in several of them
    /// counts here.
    #[serde(default)]
    pub row: bool,
}

/// A place without its numbers: two rows of the same table have the same pattern. What a portal echoes is exempt by pattern.
pub fn place_pattern(place: &str) -> String {
    let mut out = String::with_capacity(place.len());
    for c in place.chars() {
        match c {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            _ => out.push(c),
        }
    }
    out
}
