//! Server-sent events: the lines of an event's data as one, read as JSON where they are.

use super::sink::{Sink, safe_name};
use super::{inline, json};

/// Reads a stream of events; a place is an event's number, as `händelse 3 $.namn`.
pub(super) fn read(sink: &mut Sink<'_>, text: &str) {
    sink.raw(text);
    let mut number = 1;
    let mut data: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => data.push(value),
            "" if line.is_empty() => {
                event(sink, &format!("händelse {number}"), &data.join("\n"));
                number += usize::from(!data.is_empty());
                data.clear();
            }
            "" => sink.text("kommentar", None, value),
            name => sink.text(format_args!("händelse {number}, {}", safe_name(name)), None, value),
        }
    }
}

fn event(sink: &mut Sink<'_>, place: &str, data: &str) {
    if !json::embedded(sink, data, format_args!("{place} ")) {
        sink.text(place, None, data);
        inline::read(sink, data, place);
    }
}
