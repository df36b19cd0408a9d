//! PDF: a page of text, and everything that stands outside the pages. Streams are packed, letters are numbers of a subset
//! font's glyphs.

use pdf_writer::types::{ActionType, AnnotationType, CidFontType, FieldType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::container::{Container, FIELD, LINE, ROWS, Takes, response};
use crate::deflate::{Wrap, packed};
use crate::escape::{Escape, percent, windows_1252};
use crate::form::{Form, Written};

use super::separated::lines;

const TYPE: &str = "application/pdf";
const SYSTEM: SystemInfo = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// A page draws what it is given: tags in it are for nobody.
const PAGE: Takes = Takes { markup: false, ..FIELD };

pub fn all() -> Vec<Container> {
    let part = |name, place, takes, build| Container {
        name,
        place,
        headed: false,
        takes,
        build,
    };
    vec![
        part(
            "PDF text",
            r"sida 2",
            Takes {
                runs: true,
                cells: true,
                ..PAGE
            },
            |f| response(TYPE, text(f)),
        ),
        part(
            "PDF text in a plain font",
            r"sida 2",
            Takes {
                runs: true,
                cells: true,
                narrow: true,
                // The plain font's encoding draws a soft hyphen as a hyphen.
                never: "\u{ad}",
                ..PAGE
            },
            |f| response(TYPE, document(f, Spot::Plain)),
        ),
        part("PDF author", r"metadata.*", LINE, |f| {
            response(TYPE, document(f, Spot::Author))
        }),
        part("PDF XMP", r"metadata.*", FIELD, |f| {
            response(TYPE, document(f, Spot::Xmp))
        }),
        part("PDF annotation", r"sida 2, anteckning Contents", FIELD, |f| {
            response(TYPE, document(f, Spot::Annotation))
        }),
        part("PDF form field", r"sida 2, formulärfält kontakt V", FIELD, |f| {
            response(TYPE, document(f, Spot::Field))
        }),
        part("PDF link", r"sida 2, anteckning A URI", LINE, |f| {
            response(TYPE, document(f, Spot::Link))
        }),
        part("PDF bookmark", r"bokmärke Title", LINE, |f| {
            response(TYPE, document(f, Spot::Bookmark))
        }),
        Container {
            headed: true,
            ..part("PDF attachment", r#"bilaga .*rad 3(, kolumn ".*")?"#, ROWS, |f| {
                response(TYPE, document(f, Spot::Attachment))
            })
        },
        part("PDF, name of an attachment", r".*", LINE, |f| {
            response(TYPE, document(f, Spot::FileName))
        }),
    ]
}

/// A document of two pages, the value on the second.
pub fn text(form: &Form) -> Vec<u8> {
    document(form, Spot::Text)
}

/// Where in the document the value stands; everything else is nobody's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    Text,
    Plain,
    Author,
    Xmp,
    Annotation,
    Field,
    Link,
    Bookmark,
    Attachment,
    FileName,
}

/// Letters numbered as they come.
#[derive(Default)]
struct Glyphs(Vec<char>);

impl Glyphs {
    fn encode(&mut self, text: &str) -> Vec<u8> {
        let number = |c: char| {
            let at = self.0.iter().position(|known| *known == c).unwrap_or_else(|| {
                self.0.push(c);
                self.0.len() - 1
            });
            u16::try_from(at + 3).expect("few letters").to_be_bytes()
        };
        text.chars().flat_map(number).collect()
    }
}

fn document(form: &Form, spot: Spot) -> Vec<u8> {
    let value = |here: Spot| if spot == here { form.whole() } else { "Bo Ek".to_owned() };
    let mut glyphs = Glyphs::default();
    let page = match spot {
        Spot::Text => page(form, Name(b"F1"), |text| glyphs.encode(text)),
        Spot::Plain => page(form, Name(b"F2"), |text| {
            windows_1252(text).expect("other letters are refused")
        }),
        _ => page(&Form::text("", form.category.clone(), "Bo Ek"), Name(b"F1"), |text| {
            glyphs.encode(text)
        }),
    };
    let mut pdf = Pdf::new();
    structure(&mut pdf, &value(Spot::FileName));
    for (number, content) in [(6, Content::new().finish().to_vec()), (7, page)] {
        pdf.stream(Ref::new(number), &packed(Wrap::Zlib, &content))
            .filter(Filter::FlateDecode);
    }
    fonts(&mut pdf, &glyphs);
    outside(&mut pdf, form, spot, &value);
    pdf.finish()
}

/// The value between a line before and a line after; cells side by side, pieces one by one.
fn page(form: &Form, font: Name<'_>, mut encode: impl FnMut(&str) -> Vec<u8>) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text().set_font(font, 11.0).next_line(50.0, 760.0);
    content.show(Str(&encode("Kvitto")));
    match &form.written {
        Written::Cells(cells) => {
            for (i, (_, text)) in cells.iter().enumerate() {
                content.set_text_matrix([1.0, 0.0, 0.0, 1.0, 50.0 + 170.0 * i as f32, 700.0]);
                content.show(Str(&encode(text)));
            }
        }
        Written::Runs(runs) => {
            content.next_line(0.0, -20.0);
            let mut pieces = content.show_positioned();
            let mut items = pieces.items();
            runs.iter().for_each(|run| {
                items.show(Str(&encode(run))).adjust(12.0);
            });
        }
        _ => {
            for line in form.whole().split('\n') {
                content
                    .next_line(0.0, -14.0)
                    .show(Str(&encode(line.trim_end_matches('\r'))));
            }
        }
    }
    content.set_text_matrix([1.0, 0.0, 0.0, 1.0, 50.0, 600.0]);
    content.show(Str(&encode("Tack."))).end_text();
    content.finish().to_vec()
}

fn structure(pdf: &mut Pdf, file: &str) {
    let id = Ref::new;
    let mut catalog = pdf.catalog(id(1));
    catalog.pages(id(2)).metadata(id(20)).outlines(id(21));
    catalog.form().fields([id(23)]);
    catalog.names().embedded_files().names().insert(Str(b"bilaga"), id(25));
    catalog.finish();
    pdf.pages(id(2)).kids([id(3), id(4)]).count(2);
    for (page, content) in [(3, 6), (4, 7)] {
        let mut page = pdf.page(id(page));
        page.media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
            .parent(id(2))
            .contents(id(content));
        page.annotations(if content == 7 {
            vec![id(22), id(23), id(24)]
        } else {
            Vec::new()
        });
        page.resources()
            .fonts()
            .pair(Name(b"F1"), id(10))
            .pair(Name(b"F2"), id(14));
    }
    let mut spec = pdf.file_spec(id(25));
    spec.path(Str(b"bilaga.csv"))
        .unic_file(TextStr(file))
        .embedded_file(id(26));
}

fn fonts(pdf: &mut Pdf, glyphs: &Glyphs) {
    let id = Ref::new;
    let font = Name(b"ABCDEF+Sans");
    pdf.type0_font(id(10))
        .base_font(font)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(id(11))
        .to_unicode(id(13));
    pdf.cid_font(id(11))
        .subtype(CidFontType::Type2)
        .base_font(font)
        .system_info(SYSTEM)
        .default_width(550.0)
        .font_descriptor(id(12));
    pdf.font_descriptor(id(12)).name(font).flags(FontFlags::SYMBOLIC);
    let mut map = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (code, letter) in (3u16..).zip(&glyphs.0) {
        map.pair(code, *letter);
    }
    let map = packed(Wrap::Zlib, &map.finish());
    pdf.stream(id(13), &map).filter(Filter::FlateDecode);
    pdf.type1_font(id(14))
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
}

fn outside(pdf: &mut Pdf, form: &Form, spot: Spot, value: &dyn Fn(Spot) -> String) {
    let id = Ref::new;
    let area = Rect::new(50.0, 500.0, 200.0, 520.0);
    pdf.document_info(id(5))
        .title(TextStr("Kvitto"))
        .author(TextStr(&value(Spot::Author)))
        .producer(TextStr("prov"));
    let xmp = format!(
        "<?xpacket begin=\"\u{feff}\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><dc:creator>{}</dc:creator></x:xmpmeta><?xpacket end=\"w\"?>",
        Escape::Markup.apply(&value(Spot::Xmp))
    );
    let xmp = packed(Wrap::Zlib, xmp.as_bytes());
    let mut metadata = pdf.stream(id(20), &xmp);
    metadata
        .filter(Filter::FlateDecode)
        .pair(Name(b"Type"), Name(b"Metadata"));
    metadata.pair(Name(b"Subtype"), Name(b"XML"));
    metadata.finish();
    pdf.outline(id(21)).first(id(27)).last(id(27)).count(1);
    pdf.outline_item(id(27))
        .parent(id(21))
        .title(TextStr(&value(Spot::Bookmark)));
    pdf.annotation(id(22))
        .subtype(AnnotationType::Text)
        .rect(area)
        .contents(TextStr(&value(Spot::Annotation)));
    let mut field = pdf.form_field(id(23));
    field
        .field_type(FieldType::Text)
        .partial_name(TextStr("kontakt"))
        .text_value(TextStr(&value(Spot::Field)));
    field.into_annotation().rect(area);
    let target = match (spot, form.native) {
        (Spot::Link, Some(Escape::Percent)) => form.whole(),
        _ => percent(&value(Spot::Link)),
    };
    let mut link = pdf.annotation(id(24));
    link.subtype(AnnotationType::Link).rect(area);
    link.action()
        .action_type(ActionType::Uri)
        .uri(Str(format!("https://portal.example/rad?uppgift={target}").as_bytes()));
    link.finish();
    let file = if spot == Spot::Attachment {
        lines(form, ';')
    } else {
        "Nr;Status\r\n6;beviljad\r\n".to_owned()
    };
    let file = packed(Wrap::Zlib, file.as_bytes());
    pdf.embedded_file(id(26), &file).filter(Filter::FlateDecode);
}
