//! The font of files for print: Liberation Sans (SIL Open Font License, see `assets`), cut down to the letters used.

use std::collections::HashMap;
use std::sync::LazyLock;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

use crate::render::pdf::compress;

/// The font as pages refer to it.
pub const FONT_NAME: Name = Name(b"F1");
/// Six letters that mark a subset, as the format asks.
const BASE_FONT: Name = Name(b"SKOTTS+LiberationSans");
const ADOBE_IDENTITY: SystemInfo = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

static FONT: &[u8] = include_bytes!("../../assets/LiberationSans-Regular.ttf");
static FACE: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::parse(FONT, 0).ok());

#[derive(Clone, Copy)]
struct Glyph {
    id: u16,
    /// In thousandths of the size.
    width: f32,
}

/// The letters used so far, numbered as in the subset.
#[derive(Default)]
pub struct Letters {
    remapper: GlyphRemapper,
    known: HashMap<char, Glyph>,
}

impl Letters {
    /// The text as glyph numbers, and how wide it is at a size.
    pub fn set(&mut self, text: &str, size: f32) -> (Vec<u8>, f32) {
        let glyphs: Vec<_> = text.chars().map(|letter| self.glyph(letter)).collect();
        let codes = glyphs.iter().flat_map(|g| g.id.to_be_bytes()).collect();
        (codes, glyphs.iter().map(|g| g.width).sum::<f32>() * size / 1000.0)
    }

    fn glyph(&mut self, letter: char) -> Glyph {
        let remapper = &mut self.remapper;
        *self.known.entry(letter).or_insert_with(|| {
            let original = FACE.as_ref().and_then(|f| f.glyph_index(letter)).unwrap_or_default();
            let width = FACE.as_ref().map_or(0.0, |f| {
                thousandths(f, f.glyph_hor_advance(original).unwrap_or(0).into())
            });
            Glyph {
                id: remapper.remap(original.0),
                width,
            }
        })
    }

    /// By number in the subset.
    fn sorted(&self) -> Vec<(char, Glyph)> {
        let mut all: Vec<_> = self.known.iter().map(|(letter, glyph)| (*letter, *glyph)).collect();
        all.sort_by_key(|(letter, glyph)| (glyph.id, *letter));
        all
    }
}

fn thousandths(face: &Face, units: f32) -> f32 {
    1000.0 * units / f32::from(face.units_per_em())
}

/// Writes the font into the file, as objects from `first` to `first + 4`.
pub fn embed(pdf: &mut Pdf, first: Ref, letters: &Letters) {
    let at = |no: i32| Ref::new(first.get() + no);
    let (cid_font, descriptor, file, unicode) = (at(1), at(2), at(3), at(4));
    let mut font = pdf.type0_font(first);
    font.base_font(BASE_FONT).encoding_predefined(Name(b"Identity-H"));
    font.descendant_font(cid_font).to_unicode(unicode);
    font.finish();
    write_cid_font(pdf, cid_font, descriptor, letters);
    if let Some(face) = FACE.as_ref() {
        write_descriptor(pdf, descriptor, file, face);
    }
    let subset = subsetter::subset(FONT, 0, &letters.remapper).unwrap_or_else(|_| FONT.to_vec());
    pdf.stream(file, &compress(&subset))
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), subset.len() as i32);
    pdf.cmap(unicode, &compress(&unicode_map(letters)))
        .filter(Filter::FlateDecode);
}

fn write_cid_font(pdf: &mut Pdf, id: Ref, descriptor: Ref, letters: &Letters) {
    let mut font = pdf.cid_font(id);
    font.subtype(CidFontType::Type2)
        .base_font(BASE_FONT)
        .system_info(ADOBE_IDENTITY);
    font.font_descriptor(descriptor)
        .default_width(0.0)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = font.widths();
    for (_, glyph) in letters.sorted() {
        widths.same(glyph.id, glyph.id, glyph.width);
    }
}

fn write_descriptor(pdf: &mut Pdf, id: Ref, file: Ref, face: &Face) {
    let (unit, bbox) = (|units: i16| thousandths(face, units.into()), face.global_bounding_box());
    let mut descriptor = pdf.font_descriptor(id);
    descriptor
        .name(BASE_FONT)
        .flags(FontFlags::NON_SYMBOLIC)
        .italic_angle(0.0)
        .stem_v(80.0)
        .font_file2(file);
    descriptor.bbox(Rect::new(
        unit(bbox.x_min),
        unit(bbox.y_min),
        unit(bbox.x_max),
        unit(bbox.y_max),
    ));
    descriptor.ascent(unit(face.ascender())).descent(unit(face.descender()));
    descriptor.cap_height(unit(face.capital_height().unwrap_or_else(|| face.ascender())));
}

fn unicode_map(letters: &Letters) -> Vec<u8> {
    let mut map = UnicodeCmap::new(Name(b"SkottUnicode"), ADOBE_IDENTITY);
    for (letter, glyph) in letters.sorted() {
        map.pair(glyph.id, letter);
    }
    map.finish().into_vec()
}
