//! What planted ids look like, so that a page beside theirs is not taken for one more of them.

use std::collections::BTreeSet;

/// The shape of the values that stand in one place of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Codes: what they are written in, what each of them has, and how long they are, where that is always the same.
    Codes {
        written_in: BTreeSet<Kind>,
        each_has: BTreeSet<Kind>,
        length: Option<usize>,
    },
    /// Words look like any page's name: these, and no other.
    Words(BTreeSet<String>),
    /// Anything: others have words of theirs there.
    Any,
}

/// What a sign is; other signs than letters and digits are each their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Digit,
    Capital,
    Letter,
    Sign(char),
}

impl Shape {
    /// The shape of these values. `partial`: others than the planted are there, too.
    pub fn of<'v>(values: impl Iterator<Item = &'v str>, partial: bool) -> Self {
        let values: BTreeSet<&str> = values.filter(|value| !value.is_empty()).collect();
        let each: Vec<BTreeSet<Kind>> = values.iter().map(|value| kinds(value)).collect();
        let Some(first) = each.first() else {
            return Self::Any;
        };
        let each_has: BTreeSet<Kind> = first
            .iter()
            .filter(|kind| each.iter().all(|of| of.contains(kind)))
            .copied()
            .collect();
        let written_in: BTreeSet<Kind> = each.into_iter().flatten().collect();
        let is_told = |kind: &Kind| matches!(kind, Kind::Digit | Kind::Capital);
        let lengths: BTreeSet<usize> = values.iter().map(|value| value.chars().count()).collect();
        // Running numbers grow.
        let is_number = written_in.iter().all(|kind| *kind == Kind::Digit);
        let length = lengths
            .first()
            .copied()
            .filter(|_| lengths.len() == 1 && values.len() > 1 && !is_number);
        if each_has.iter().any(is_told) || (written_in.iter().any(is_told) && length.is_some()) {
            return Self::Codes {
                written_in,
                each_has,
                length,
            };
        }
        match partial {
            true => Self::Any,
            false => Self::Words(values.into_iter().map(str::to_owned).collect()),
        }
    }

    /// True for a value that may be one of them.
    pub fn has(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Words(words) => words.contains(value),
            Self::Codes {
                written_in,
                each_has,
                length,
            } => {
                let kinds = kinds(value);
                kinds.is_subset(written_in)
                    && kinds.is_superset(each_has)
                    && length.is_none_or(|length| value.chars().count() == length)
            }
        }
    }
}

fn kinds(value: &str) -> BTreeSet<Kind> {
    let kind = |c: char| match c {
        _ if c.is_numeric() => Kind::Digit,
        _ if c.is_uppercase() => Kind::Capital,
        _ if c.is_alphabetic() => Kind::Letter,
        _ => Kind::Sign(c),
    };
    value.chars().map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_beside_planted_ids_is_none_of_them() {
        // Planted ids, whether others use the portal, values that are such ids, and some that are not.
        let cases = [
            ("RLYNG 8PB9M", false, "AAAAA ZZ999", "sammanstallning NY RLYN-"),
            ("best-a1 best-b12", false, "best-c7", "best-nytt Best-1 nytt2"),
            ("998 1001", false, "7 20000", "alla 7b"),
            // A code may be without digits.
            ("a8f3 kqxz", false, "b9c2 qqqq", "sammanstallning"),
            ("aldrevard grundskola", false, "aldrevard", "sammanstallning"),
            ("aldrevard grundskola", true, "aldrevard kultur", ""),
            ("", false, "vad-som-helst", ""),
        ];
        for (planted, partial, like, unlike) in cases {
            let shape = Shape::of(planted.split_whitespace(), partial);
            for value in like.split_whitespace() {
                assert!(shape.has(value), "{planted:?} {value}");
            }
            for value in unlike.split_whitespace() {
                assert!(!shape.has(value), "{planted:?} {value}");
            }
        }
    }
}
