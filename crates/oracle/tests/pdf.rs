//! PDF: what a page shows is read in its letters, and what stands outside the pages too.
#![allow(clippy::unwrap_used, reason = "a fixture that cannot be built fails its test")]

use lopdf::{Document, Object, StringFormat};
use pdf_writer::types::{AnnotationType, CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use skott_oracle::decode::{Decoded, Limits, NoteKind, decode_body};

const SYSTEM: SystemInfo = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// Glyph numbers of a subset: letters numbered as they come, as generators do.
struct Subset(Vec<char>);

impl Subset {
    fn encode(&mut self, text: &str) -> Vec<u8> {
        let mut codes = Vec::new();
        for c in text.chars() {
            let at = self.0.iter().position(|known| *known == c).unwrap_or_else(|| {
                self.0.push(c);
                self.0.len() - 1
            });
            codes.extend((at as u16 + 3).to_be_bytes());
        }
        codes
    }
}

/// A page with a plain font, a subset font and a form that draws itself.
fn document(mapped: bool) -> Vec<u8> {
    let mut subset = Subset(Vec::new());
    let mut content = Content::new();
    content.begin_text().set_font(Name(b"F1"), 12.0).next_line(50.0, 700.0);
    content
        .show(Str(b"Helvetica: M\xe4rta \xd6berg"))
        .next_line(0.0, -20.0)
        .show(Str(b"19900101"));
    content.next_line(60.0, 0.0).show(Str(b"-9802")).end_text();
    content
        .begin_text()
        .set_font(Name(b"F2"), 12.0)
        .set_text_matrix([1.0, 0.0, 0.0, 1.0, 50.0, 600.0]);
    content.show(Str(&subset.encode("Anna")));
    content
        .set_text_matrix([1.0, 0.0, 0.0, 1.0, 90.0, 600.0])
        .show(Str(&subset.encode("Östberg")));
    content.next_line(0.0, -30.0);
    let (start, end) = (subset.encode("K7"), subset.encode("PXQ"));
    content
        .show_positioned()
        .items()
        .show(Str(&start))
        .adjust(20.0)
        .show(Str(&end))
        .adjust(-400.0)
        .show(Str(&start));
    content.end_text().x_object(Name(b"X"));
    let mut form = Content::new();
    form.begin_text()
        .set_font(Name(b"F1"), 9.0)
        .next_line(0.0, 10.0)
        .show(Str(b"I formen"))
        .end_text()
        .x_object(Name(b"X"));
    assemble(&content.finish(), &form.finish(), &subset, mapped)
}

fn assemble(content: &[u8], form: &[u8], subset: &Subset, mapped: bool) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let id = Ref::new;
    pdf.catalog(id(1)).pages(id(2));
    pdf.pages(id(2)).kids([id(3)]).count(1);
    let mut page = pdf.page(id(3));
    page.media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
        .parent(id(2))
        .contents(id(4))
        .annotations([id(10)]);
    let mut resources = page.resources();
    resources.fonts().pair(Name(b"F1"), id(5)).pair(Name(b"F2"), id(6));
    resources.x_objects().pair(Name(b"X"), id(11));
    resources.finish();
    page.finish();
    pdf.stream(id(4), content);
    pdf.type1_font(id(5))
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    let mut font = pdf.type0_font(id(6));
    font.base_font(Name(b"ABCDEF+Sans"))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(id(7));
    if mapped {
        font.to_unicode(id(9));
    }
    font.finish();
    let mut cid = pdf.cid_font(id(7));
    cid.subtype(CidFontType::Type2)
        .base_font(Name(b"ABCDEF+Sans"))
        .system_info(SYSTEM)
        .font_descriptor(id(8));
    cid.finish();
    pdf.font_descriptor(id(8))
        .name(Name(b"ABCDEF+Sans"))
        .flags(FontFlags::SYMBOLIC);
    let mut map = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (i, c) in subset.0.iter().enumerate() {
        map.pair(i as u16 + 3, *c);
    }
    pdf.cmap(id(9), &map.finish());
    pdf.annotation(id(10))
        .subtype(AnnotationType::Text)
        .rect(Rect::new(0.0, 0.0, 9.0, 9.0))
        .contents(TextStr("Nöten Ek"));
    pdf.form_xobject(id(11), form).bbox(Rect::new(0.0, 0.0, 99.0, 99.0));
    pdf.document_info(id(12))
        .title(TextStr("Titeln Ål"))
        .producer(TextStr("prov"));
    pdf.stream(id(13), "<x><dc:title>Metan Öst</dc:title></x>".as_bytes())
        .pair(Name(b"Type"), Name(b"Metadata"));
    pdf.finish()
}

fn check(decoded: &Decoded, expected: &[(&str, &str)]) {
    for (place, text) in expected {
        let hit = |t: &skott_model::Text| t.place == *place && t.text.lines().any(|line| line.trim() == *text);
        assert!(
            decoded.texts.iter().any(hit),
            "{place:?} {text:?} not in {:#?}",
            decoded.texts
        );
    }
}

const EXPECTED: &[(&str, &str)] = &[
    ("sida 1", "Helvetica: Märta Öberg"),
    ("sida 1", "19900101 -9802"),
    ("sida 1", "19900101-9802"),
    ("sida 1", "Anna Östberg"),
    ("sida 1", "K7PXQ K7"),
    ("sida 1", "I formen"),
    ("sida 1, anteckning Contents", "Nöten Ek"),
    ("metadata Title", "Titeln Ål"),
    ("metadata <dc:title>", "Metan Öst"),
];

#[test]
fn pages_and_what_stands_outside_them() {
    let decoded = decode_body(&document(true), Some("application/pdf"), &Limits::default());
    check(&decoded, EXPECTED);
    assert_eq!(decoded.notes, []);
}

#[test]
fn packed_streams_and_object_streams() {
    let mut document = Document::load_mem(&document(true)).unwrap();
    document.compress();
    let mut packed = Vec::new();
    document.save_modern(&mut packed).unwrap();
    assert!(
        packed.windows(7).any(|w| w == b"/ObjStm"),
        "the fixture has object streams"
    );
    assert!(!packed.windows(5).any(|w| w == b"berg)"));
    let decoded = decode_body(&packed, Some("application/pdf"), &Limits::default());
    check(&decoded, EXPECTED);
    assert_eq!(decoded.notes, []);
    let tight = Limits {
        max_unzipped: 40,
        ..Limits::default()
    };
    assert!(
        !decode_body(&packed, None, &tight).notes.is_empty(),
        "over the limit is said"
    );
}

#[test]
fn hostile_documents() {
    let whole = document(true);
    let unmapped = decode_body(&document(false), None, &Limits::default());
    assert_eq!(
        unmapped
            .notes
            .iter()
            .map(|n| (n.kind, n.place.as_str()))
            .collect::<Vec<_>>(),
        [(NoteKind::Unreadable, "sida 1")]
    );
    check(&unmapped, &[("sida 1", "Helvetica: Märta Öberg")]);
    let cases: &[(&str, Vec<u8>)] = &[
        ("only a mark", b"%PDF-1.7".to_vec()),
        ("cut short", whole[..200].to_vec()),
        (
            "page tree in a circle",
            changed(|page_tree| {
                page_tree.set("Kids", vec![Object::Reference((2, 0))]);
            }),
        ),
        (
            "no pages",
            changed(|page_tree| {
                page_tree.set("Kids", Object::String(b"x".to_vec(), StringFormat::Literal));
            }),
        ),
    ];
    for (name, body) in cases {
        let decoded = decode_body(body, None, &Limits::default());
        assert!(
            decoded.notes.iter().any(|n| n.kind == NoteKind::Unreadable),
            "{name}: {:?}",
            decoded.notes
        );
    }
}

fn changed(change: impl FnOnce(&mut lopdf::Dictionary)) -> Vec<u8> {
    let mut document = Document::load_mem(&document(true)).unwrap();
    change(document.get_dictionary_mut((2, 0)).unwrap());
    let mut saved = Vec::new();
    document.save_to(&mut saved).unwrap();
    saved
}

/// A document with what stands around pages: a form with a field and its look, a bookmark, a link, an attached file.
fn with_surroundings() -> Vec<u8> {
    use lopdf::{Stream, dictionary};
    let mut document = Document::load_mem(&document(true)).unwrap();
    let text = |text: &str| Object::string_literal(text);
    let look = document.add_object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => dictionary! { "Font" => dictionary! { "F1" => (5, 0) } } },
        b"BT /F1 9 Tf (Utseendet Ek) Tj ET".to_vec(),
    ));
    let field = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => text("pnr"), "V" => text("19900101-9802"),
        "AP" => dictionary! { "N" => look },
    });
    let link = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Link",
        "A" => dictionary! { "S" => "URI", "URI" => text("mailto:marta@trafik.example") },
    });
    let file = document.add_object(Stream::new(dictionary! {}, "Nr;Namn\n7;Öberg\n".as_bytes().to_vec()));
    let spec = document.add_object(dictionary! {
        "Type" => "Filespec", "F" => text("order.csv"), "EF" => dictionary! { "F" => file },
    });
    let xfa = document.add_object(Stream::new(
        dictionary! {},
        b"<xfa><namn>Formul\xc3\xa4ret Al</namn></xfa>".to_vec(),
    ));
    let outline = document.add_object(dictionary! { "Title" => text("Bokm\u{e4}rket"), "Parent" => (1, 0) });
    document
        .get_dictionary_mut((3, 0))
        .unwrap()
        .set("Annots", vec![field.into(), link.into(), Object::Reference((10, 0))]);
    let catalog = document.get_dictionary_mut((1, 0)).unwrap();
    catalog.set(
        "AcroForm",
        dictionary! { "Fields" => vec![field.into()], "XFA" => vec![text("template"), xfa.into()] },
    );
    catalog.set(
        "Names",
        dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![text("a"), spec.into()] } },
    );
    catalog.set("Outlines", outline);
    document.compress();
    let mut saved = Vec::new();
    document.save_modern(&mut saved).unwrap();
    saved
}

#[test]
fn what_stands_around_the_pages() {
    let decoded = decode_body(&with_surroundings(), Some("application/pdf"), &Limits::default());
    check(
        &decoded,
        &[
            ("sida 1, formulärfält pnr V", "19900101-9802"),
            ("sida 1, anteckningens text", "Utseendet Ek"),
            ("sida 1, anteckning A URI", "mailto:marta@trafik.example"),
            ("sida 1, anteckning Contents", "Nöten Ek"),
            ("bilaga order.csv, rad 2, kolumn \"Namn\"", "Öberg"),
            ("objekt F", "order.csv"),
            ("bokmärke Title", "Bokmärket"),
            ("objekt, <namn>", "Formuläret Al"),
        ],
    );
    assert_eq!(decoded.notes, []);
}

#[test]
fn earlier_versions_are_read_too() {
    let before = document(true);
    let text = "sida 1";
    let mut later = lopdf::IncrementalDocument::create_from(before.clone(), Document::load_mem(&before).unwrap());
    let changed = lopdf::Stream::new(lopdf::Dictionary::new(), b"BT /F1 9 Tf (Ingenting) Tj ET".to_vec());
    later.new_document.objects.insert((4, 0), Object::Stream(changed));
    let mut both = Vec::new();
    later.save_to(&mut both).unwrap();
    let decoded = decode_body(&both, None, &Limits::default());
    check(
        &decoded,
        &[(text, "Ingenting"), ("tidigare version, sida 1", "Anna Östberg")],
    );
    assert_eq!(decoded.notes, []);
}
