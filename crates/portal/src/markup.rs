//! Is this HTML safe to build a tree of? A cheap look at its tags, before a parser that bad nesting makes slow or large.

/// Larger pages are not searched with selectors.
const MOST_BYTES: usize = 8_000_000;
/// Deeper pages are not either.
const MOST_DEPTH: usize = 2_000;
/// Elements that a tree may come to: an unclosed `<b>` is repeated in every paragraph after it.
const MOST_ELEMENTS: usize = 4_000_000;

/// Elements that hold nothing, and those whose end tag is commonly left out: they do not nest by themselves.
const FLAT: [&str; 25] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "optgroup", "option",
    "p", "param", "source", "tbody", "td", "th", "tr", "track", "wbr", "thead",
];

/// Elements that HTML opens again in each block after them.
const REPEATED: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// True when a tree of it stays small and shallow.
pub(crate) fn is_tame(html: &str) -> bool {
    html.len() <= MOST_BYTES && {
        let seen = Seen::of(html);
        seen.deepest <= MOST_DEPTH && seen.tags.saturating_mul(1 + seen.most_repeated) <= MOST_ELEMENTS
    }
}

#[derive(Default)]
struct Seen {
    tags: usize,
    depth: usize,
    deepest: usize,
    repeated: usize,
    most_repeated: usize,
}

impl Seen {
    fn of(html: &str) -> Self {
        let mut seen = Self::default();
        for piece in html.split('<').skip(1) {
            let closes = piece.starts_with('/');
            let name = &piece[usize::from(closes)..];
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            let name = name[..end.min(16)].to_ascii_lowercase();
            if !name.is_empty() {
                seen.tag(&name, closes);
            }
        }
        seen
    }

    fn tag(&mut self, name: &str, closes: bool) {
        self.tags += usize::from(!closes);
        if FLAT.contains(&name) {
            return;
        }
        let repeats = usize::from(REPEATED.contains(&name));
        if closes {
            self.depth = self.depth.saturating_sub(1);
            self.repeated = self.repeated.saturating_sub(repeats);
        } else {
            self.depth += 1;
            self.repeated += repeats;
        }
        self.deepest = self.deepest.max(self.depth);
        self.most_repeated = self.most_repeated.max(self.repeated);
    }
}

#[cfg(test)]
mod tests {
    use super::is_tame;

    #[test]
    fn only_pages_that_stay_small_are_parsed() {
        let cases = [
            ("an ordinary table", "<tr><td><b>x</b><br>".repeat(40_000), true),
            ("many lists after each other", "<ul><li>x</ul>".repeat(10_000), true),
            ("too deep", "<div>".repeat(2_001), false),
            ("too deep, in capitals", "<DIV>".repeat(2_001), false),
            ("deep enough", "<div>".repeat(2_000), true),
            ("too large", "x".repeat(8_000_001), false),
            (
                "bold that is never closed",
                format!("{}{}", "<b id=1>".repeat(100), "<p>x".repeat(50_000)),
                false,
            ),
        ];
        for (what, html, expected) in cases {
            assert_eq!(is_tame(&html), expected, "{what}");
        }
    }
}
