//! The font of files for print: Liberation Sans (SIL Open Font License, see `assets`), cut down to the letters needed.

use std::collections::BTreeMap;
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

/// Letters up to here are in every file, so that cutting down the font for them is done once.
const COMMON: u8 = 0xff;
static BASE: LazyLock<Base> = LazyLock::new(Base::new);

#[derive(Clone, Copy)]
struct Glyph {
    id: u16,
    /// In thousandths of the size.
    width: f32,
}

impl Glyph {
    fn of(letter: char, remapper: &mut GlyphRemapper) -> Self {
        let Some(face) = FACE.as_ref() else {
            return Self { id: 0, width: 0.0 };
        };
        let original = face.glyph_index(letter).unwrap_or_default();
        let units = face.glyph_hor_advance(original).unwrap_or_default();
        Self {
            id: remapper.remap(original.0),
            width: thousandths(face, units.into()),
        }
    }
}

struct Base {
    remapper: GlyphRemapper,
    glyphs: Vec<Glyph>,
    file: FontFile,
}

impl Base {
    fn new() -> Self {
        let mut remapper = GlyphRemapper::new();
        let glyphs = (0..=COMMON).map(|code| Glyph::of(code.into(), &mut remapper)).collect();
        let file = FontFile::cut(&remapper);
        Self { remapper, glyphs, file }
    }
}

/// A font cut down to some letters, deflated.
struct FontFile {
    deflated: Vec<u8>,
    length: usize,
}

impl FontFile {
    fn cut(remapper: &GlyphRemapper) -> Self {
        let font = subsetter::subset(FONT, 0, remapper).unwrap_or_else(|_| FONT.to_vec());
        Self {
            deflated: compress(&font),
            length: font.len(),
        }
    }
}

/// The letters used so far, numbered as in the cut-down font.
pub struct Letters {
    remapper: GlyphRemapper,
    uncommon: BTreeMap<char, Glyph>,
}

impl Letters {
    /// Just the common ones.
    pub fn new() -> Self {
        Self {
            remapper: BASE.remapper.clone(),
            uncommon: BTreeMap::new(),
        }
    }

    /// The text as glyph numbers, and how wide it is at a size.
    pub fn set(&mut self, text: &str, size: f32) -> (Vec<u8>, f32) {
        let (mut codes, mut width) = (Vec::with_capacity(2 * text.len()), 0.0);
        for glyph in text.chars().map(|letter| self.glyph(letter)) {
            codes.extend(glyph.id.to_be_bytes());
            width += glyph.width;
        }
        (codes, width * size / 1000.0)
    }

    fn glyph(&mut self, letter: char) -> Glyph {
        let Some(common) = BASE.glyphs.get(letter as usize) else {
            let remapper = &mut self.remapper;
            return *self
                .uncommon
                .entry(letter)
                .or_insert_with(|| Glyph::of(letter, remapper));
        };
        *common
    }

    fn all(&self) -> impl Iterator<Item = (char, Glyph)> {
        let common = (0..=COMMON).map(char::from).zip(BASE.glyphs.iter().copied());
        let uncommon = self.uncommon.iter().map(|(letter, glyph)| (*letter, *glyph));
        common.chain(uncommon).filter(|(_, glyph)| glyph.id != 0)
    }

    fn write_file(&self, pdf: &mut Pdf, id: Ref) {
        let own = (!self.uncommon.is_empty()).then(|| FontFile::cut(&self.remapper));
        let file = own.as_ref().unwrap_or(&BASE.file);
        let mut stream = pdf.stream(id, &file.deflated);
        stream
            .filter(Filter::FlateDecode)
            .pair(Name(b"Length1"), file.length as i32);
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
    letters.write_file(pdf, file);
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
    for (_, glyph) in letters.all() {
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
    for (letter, glyph) in letters.all() {
        map.pair(glyph.id, letter);
    }
    map.finish().into_vec()
}
