//! Names of elements and attributes that hold nobody's value: what was written without quotation marks, as `title=Anna Berg`,
//! leaves a part of itself as a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use scraper::node::Element;

/// HTML's elements. Those that a page makes for itself have a hyphen.
const ELEMENTS: &str = "
    a abbr acronym address area article aside audio b base basefont bdi bdo big blockquote body br button canvas
    caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input
    ins kbd label legend li link main map mark marquee math menu menuitem meta meter nav nobr noembed noframes
    noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script
    search section select slot small source span strike strong style sub summary sup svg table tbody td template
    textarea tfoot th thead time title tr track tt u ul var video wbr
";

/// HTML's attributes, those of older pages too.
const ATTRIBUTES: &str = "
    abbr about accept accesskey action align alink allow allowfullscreen alt archive as async autocomplete autofocus
    autoplay axis background bgcolor border cellpadding cellspacing charset checked cite class clear code codebase
    color cols colspan compact content contenteditable controls coords crossorigin data datatype datetime decoding
    default defer dir dirname disabled download draggable enctype enterkeyhint face for form formaction formmethod
    formnovalidate formtarget frame frameborder headers height hidden high href hspace id imagesizes imagesrcset inert
    inputmode integrity is ismap itemid itemprop itemref itemscope itemtype kind label lang language link list loading
    longdesc loop low marginheight marginwidth max maxlength media method min minlength multiple muted name nomodule
    nonce novalidate nowrap open optimum pattern ping placeholder playsinline popover poster prefix preload profile
    property readonly referrerpolicy rel required resource rev reversed role rows rowspan rules sandbox scheme scope
    scrolling selected shape size sizes slot span spellcheck src srcdoc srclang srcset start step style summary
    tabindex target text title translate type typeof usemap valign value version vlink vocab vspace width wrap xmlns
";

static NAMES: LazyLock<[HashSet<&str>; 2]> =
    LazyLock::new(|| [ELEMENTS, ATTRIBUTES].map(|names| names.split_whitespace().collect()));

/// True for an element whose name and whose attributes' names are nobody's value.
pub(super) fn is_ordinary(element: &Element) -> bool {
    let name = element.name();
    // Drawings and formulas have names of their own, and more of them.
    if &*element.name.ns != "http://www.w3.org/1999/xhtml" {
        return is_plain(name) && element.attrs().all(|(name, value)| is_plain(name) && !value.is_empty());
    }
    let own = || name.contains('-') && is_plain(name);
    (NAMES[0].contains(name) || own()) && element.attrs().all(|(name, _)| is_ordinary_attribute(name))
}

fn is_ordinary_attribute(name: &str) -> bool {
    let of_program = || name.starts_with("on") || name.contains(['-', ':', '@', '.']);
    NAMES[1].contains(name) || (of_program() && is_plain(name))
}

/// Letters, and a digit at most in so short a name that it is no code, as `x1`.
fn is_plain(name: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | ':' | '_' | '.' | '@');
    name.chars().all(letters) || (name.len() == 2 && name.chars().all(|c| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::is_ordinary_attribute;

    #[test]
    fn names_that_may_be_values_are_told_apart() {
        let cases = [
            ("title", true),
            ("data-rad", true),
            ("onclick", true),
            (":class", true),
            ("@click.prevent", true),
            ("x1", false),
            ("berg", false),
            ("berg,", false),
            ("k7pxq", false),
            ("öberg", false),
            ("data-k7pxq", false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_ordinary_attribute(name), expected, "{name}");
        }
    }
}
