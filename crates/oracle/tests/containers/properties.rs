//! Whatever values are written into a container, all of them are read back; whatever bytes come, reading ends in bounds.

use proptest::prelude::*;
use skott_oracle::decode::{Decoded, Limits, decode_body};

use super::writers;

/// Names, numbers and codes with what has to be escaped in one container or another.
fn values() -> impl Strategy<Value = Vec<String>> {
    let word = "[A-ZÅÄÖa-zåäöé0-9]{3,9}[&<>'\",;\\\\/=+#%|]?[a-zåäö0-9]{2,5}";
    let value = (word, word).prop_map(|(a, b)| format!("{a} {b}"));
    prop::collection::vec(value, 1..6)
}

fn read_back(decoded: &Decoded, value: &str) -> bool {
    decoded.texts.iter().any(|t| t.text.contains(value))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_is_read_back(values in values()) {
        for (name, declared, body) in writers::all(&values) {
            let declared = Some(declared).filter(|declared| !declared.is_empty());
            let decoded = decode_body(&body, declared, &Limits::default());
            for value in &values {
                prop_assert!(read_back(&decoded, value), "{name}: {value:?} not in {:#?}", decoded.texts);
            }
            prop_assert_eq!(&decoded.notes, &vec![], "{}", name);
        }
    }

    #[test]
    fn reading_ends_in_bounds(
        begin in prop::sample::select(vec!["", "PK\u{3}\u{4}", "%PDF-1.7\n", "{\"a\":", "<?xml?>", "<html>", "BEGIN:VCARD\n", "From: a\nTo: b\n\n", "var a='"]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
        cut in 0.0..1.0_f64,
        which in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        let limits = Limits { max_texts: 2_000, max_unzipped: 1 << 20, ..Limits::default() };
        let mut bytes = begin.as_bytes().to_vec();
        bytes.extend(rest);
        let written = writers::all(&["Märta Öberg".to_owned()]);
        let (_, declared, mut body) = which.get(&written).clone();
        for (at, byte) in damage {
            let at = at.index(body.len());
            body[at] = byte;
        }
        body.truncate((body.len() as f64 * (1.0 - cut / 4.0)) as usize);
        for body in [bytes, body] {
            let decoded = decode_body(&body, Some(declared), &limits);
            prop_assert!(decoded.texts.len() <= limits.max_texts && decoded.raw.len() <= limits.max_texts);
            prop_assert!(decoded.texts.iter().all(|t| t.place.len() <= 1 << 16));
        }
    }
}
