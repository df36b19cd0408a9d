//! A long text in pieces of whole lines: short texts cost more to search than long ones.

/// Bytes after which a piece ends with its line.
const PIECE: usize = 1024;

/// Bytes after which a piece ends even where a word goes on.
const LONGEST: usize = 64 * PIECE;

/// Bytes of a line that the next piece begins with.
const OVERLAP: usize = 256;

/// A text in pieces, each about a kilobyte or one line long, as `rad 3` or `rad 3-40`.
pub(super) fn by_lines(text: &str) -> impl Iterator<Item = (String, &str)> {
    by_lines_from(1, text)
}

/// As [`by_lines`], of a text that begins in that line of a longer one.
pub(super) fn by_lines_from(first: usize, text: &str) -> impl Iterator<Item = (String, &str)> {
    pieces(first, text, false)
}

/// As [`by_lines`], each piece begun with the last line of the one before it: what is broken over two lines stands in one
/// piece.
pub(super) fn over_lines(text: &str) -> impl Iterator<Item = (String, &str)> {
    pieces(1, text, true)
}

fn pieces(first: usize, text: &str, overlapping: bool) -> impl Iterator<Item = (String, &str)> {
    // Where the piece begins and in which line, and how much of the text earlier pieces held.
    let (mut start, mut first, mut held) = (0, first, 0);
    std::iter::from_fn(move || {
        let (mut end, mut last) = (held, first - usize::from(start == held));
        while end < text.len() && (end == held || end - start < PIECE || goes_on(&text[start..end])) {
            end += text[end..].find('\n').map_or(text.len() - end, |at| at + 1);
            last += 1;
        }
        let piece = &text[start..end];
        let place = match last <= first {
            true => format!("rad {first}"),
            false => format!("rad {first}-{last}"),
        };
        let again = if overlapping && end < text.len() {
            tail(piece)
        } else {
            ""
        };
        (start, held) = (end - again.len(), end);
        first = last + usize::from(again.is_empty());
        (!piece.is_empty()).then_some((place, piece))
    })
    .filter(|(_, piece)| !piece.trim().is_empty())
}

/// True for a piece that ends in a soft break of quoted-printable: its last word goes on in the next line.
fn goes_on(piece: &str) -> bool {
    piece.len() < LONGEST && piece.trim_end_matches(['\r', '\n']).ends_with('=')
}

/// The end of a piece that may hold the beginning of a broken value: its last line, of a long one its last words. Empty where
/// nothing may go on.
fn tail(piece: &str) -> &str {
    let lines = piece.trim_end_matches(['\r', '\n']);
    let line = lines.rfind('\n').map_or(0, |at| at + 1);
    if lines[line..].trim().is_empty() {
        return "";
    }
    if piece.len() - line <= OVERLAP {
        return &piece[line..];
    }
    // Between two words in small letters nobody's value is cut.
    let far = piece.len() - OVERLAP;
    let bytes = piece.as_bytes();
    let is_gap =
        |at: &usize| bytes[at - 1].is_ascii_lowercase() && bytes[*at] == b' ' && bytes[at + 1].is_ascii_lowercase();
    (far..piece.len() - 1).find(is_gap).map_or("", |at| &piece[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::{by_lines, over_lines};

    #[test]
    fn pieces_and_their_lines() {
        let check = |text: &str, expected: [&[(&str, usize)]; 2]| {
            let by = |pieces: Vec<(String, &str)>| pieces.into_iter().map(|(p, t)| (p, t.len())).collect::<Vec<_>>();
            let found = [by(by_lines(text).collect()), by(over_lines(text).collect())];
            let expected = expected.map(|pieces| pieces.iter().map(|(p, n)| ((*p).to_owned(), *n)).collect::<Vec<_>>());
            assert_eq!(found, expected, "{text}");
        };
        let (long, longer) = ("x".repeat(99) + "\n", "ord och ord. ".repeat(90) + "\n");
        check("", [&[], &[]]);
        check("a", [&[("rad 1", 1)]; 2]);
        check("a\nb\n", [&[("rad 1-2", 4)]; 2]);
        check("\n\n", [&[]; 2]);
        check(
            &long.repeat(12),
            [
                &[("rad 1-11", 1100), ("rad 12", 100)],
                &[("rad 1-11", 1100), ("rad 11-12", 200)],
            ],
        );
        check(
            &(long.repeat(11) + "\n" + &long),
            [
                &[("rad 1-11", 1100), ("rad 12-13", 101)],
                &[("rad 1-11", 1100), ("rad 11-13", 201)],
            ],
        );
        check(&("x".repeat(98) + "=\n").repeat(12), [&[("rad 1-12", 1200)]; 2]);
        check(
            &longer.repeat(2),
            [
                &[("rad 1", 1171), ("rad 2", 1171)],
                &[("rad 1", 1171), ("rad 1-2", 1171 + 253)],
            ],
        );
    }
}
