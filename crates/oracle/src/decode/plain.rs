//! Text without structure, and bytes without text.

use super::lines::over_lines;
use super::sink::Sink;
use super::{NoteKind, charset};

/// Reads a text, some lines at a time.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    for (lines, piece) in over_lines(text) {
        sink.text(lines, None, piece);
    }
}

/// Says that a body can't be read, and reads the pieces of text that stand in it.
pub(super) fn binary(sink: &mut Sink<'_>, body: &[u8]) {
    sink.note(NoteKind::Unreadable, "kropp");
    strings(sink, body);
}

/// Runs of printable text, at least five characters long, as UTF-8, Windows-1252 and UTF-16.
pub(super) fn strings(sink: &mut Sink<'_>, body: &[u8]) {
    let narrow = charset::to_text(body, None).0;
    runs(sink, "textbit", &narrow);
    let wide = encoding_rs::UTF_16LE.decode_without_bom_handling(body).0;
    runs(sink, "textbit (UTF-16)", &wide);
}

fn runs(sink: &mut Sink<'_>, place: &str, text: &str) {
    let printable = |c: char| !c.is_control() && c != '\u{fffd}' && (c as u32) < 0x3000;
    for run in text.split(|c| !printable(c)).filter(|run| run.chars().nth(4).is_some()) {
        sink.text(place, None, run);
    }
}
