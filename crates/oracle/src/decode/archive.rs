//! Gzip, zlib and tar: what is unpacked is read as what its bytes say it is.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::sink::{Sink, safe_file};
use super::{NoteKind, charset, enclosed, headers, kind, packed, plain};

/// Reads a file of an archive: its name, and what is in it.
pub(super) fn file(sink: &mut Sink<'_>, name: &str, bytes: &[u8]) {
    sink.file_name("arkiv, filnamn", name);
    enclosed(
        sink,
        format_args!("arkiv {}, ", safe_file(name)),
        bytes,
        headers::kind_of_file(name),
    );
}

/// Reads what gzip packed, and the file name that it may carry.
pub(super) fn gzip(sink: &mut Sink<'_>, body: &[u8]) {
    let mut packed = MultiGzDecoder::new(body);
    let bytes = unpacked(sink, &mut packed);
    let header = packed.header();
    for text in [header.and_then(|h| h.filename()), header.and_then(|h| h.comment())] {
        let text = charset::to_text(text.unwrap_or_default(), None).0;
        sink.file_name("gzip, filnamn", &text);
    }
    enclosed(sink, "", &bytes, None);
}

/// Reads what zlib packed.
pub(super) fn zlib(sink: &mut Sink<'_>, body: &[u8]) {
    let bytes = unpacked(sink, ZlibDecoder::new(body));
    enclosed(sink, "", &bytes, None);
}

/// What is squeezed by gzip, by zlib, or without any header, where that is text; as far as a page's state or a session goes.
pub(super) fn squeezed_text(sink: &mut Sink<'_>, body: &[u8]) -> Option<String> {
    const ENOUGH: usize = 16;
    const MOST: u64 = 4 << 20;
    let most = MOST.min(sink.unpack);
    let mut is_over = false;
    let mut read = |reader: &mut dyn Read| {
        let mut bytes = Vec::new();
        let is_whole = reader.take(most + 1).read_to_end(&mut bytes).is_ok();
        sink.spend(bytes.len());
        is_over |= bytes.len() as u64 > most;
        (is_whole && bytes.len() >= ENOUGH && packed::is_text(&bytes)).then_some(bytes)
    };
    let bytes = read(&mut MultiGzDecoder::new(body))
        .or_else(|| read(&mut ZlibDecoder::new(body)))
        .or_else(|| read(&mut DeflateDecoder::new(body)));
    if is_over {
        sink.note(NoteKind::OverLimit, "base64");
    }
    if bytes.is_none() && kind::is_squeezed(body) {
        sink.note(NoteKind::Unreadable, "base64");
    }
    Some(charset::to_text(&bytes?, None).0.into_owned())
}

/// Reads the files of a tar. Their declared sizes are not believed: no more is read than came.
pub(super) fn tar(sink: &mut Sink<'_>, body: &[u8]) {
    let mut archive = tar::Archive::new(body);
    let Ok(entries) = archive.entries() else {
        return plain::binary(sink, body);
    };
    for entry in entries {
        let Ok(mut entry) = entry else {
            sink.note(NoteKind::Unreadable, "arkiv");
            return plain::strings(sink, body);
        };
        if sink.files == 0 {
            return sink.note(NoteKind::OverLimit, "arkiv");
        }
        sink.files -= 1;
        let name = charset::to_text(&entry.path_bytes(), None).0.into_owned();
        let owners = [entry.header().username_bytes(), entry.header().groupname_bytes()];
        for target in owners
            .map(|owner| owner.map(Into::into))
            .into_iter()
            .chain([entry.link_name_bytes()])
        {
            let target = target.unwrap_or_default();
            sink.text("arkiv, länk eller ägare", None, &charset::to_text(&target, None).0);
        }
        for value in pax_values(&mut entry) {
            sink.text("arkiv, egenskap", None, &charset::to_text(&value, None).0);
        }
        let whole = entry.size();
        let bytes = unpacked(sink, &mut entry);
        if (bytes.len() as u64) < whole {
            sink.note(NoteKind::Unreadable, "arkiv");
        }
        match entry.header().entry_type().is_dir() {
            true => sink.text("arkiv, filnamn", None, &name),
            false => file(sink, &name, &bytes),
        }
    }
}

/// What a file's extended header says of it, as a comment.
fn pax_values(entry: &mut tar::Entry<'_, impl Read>) -> Vec<Vec<u8>> {
    let all = entry.pax_extensions().ok().flatten().into_iter().flatten();
    all.filter_map(|value| Some(value.ok()?.value_bytes().to_vec()))
        .collect()
}

/// What a reader gives, as far as it may be unpacked; what is broken is read up to there.
fn unpacked(sink: &mut Sink<'_>, reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = reader.take(sink.unpack + 1).read_to_end(&mut bytes);
    if read.is_err() {
        sink.note(NoteKind::Unreadable, "arkiv");
    }
    let left = usize::try_from(sink.unpack).unwrap_or(usize::MAX);
    if !sink.spend(bytes.len()) {
        sink.note(NoteKind::OverLimit, "arkiv");
        bytes.truncate(left);
    }
    bytes
}
