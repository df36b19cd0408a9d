//! E-mail addresses and Swedish telephone numbers in a text, whoever's they are. Each pass is linear in the text.

/// Longest local part of an address, and longest domain.
const LOCAL: usize = 64;
const DOMAIN: usize = 253;
/// Names that no real mail goes to.
const RESERVED: [&str; 6] = ["example", "test", "invalid", "localhost", "local", "internal"];
const RESERVED_DOMAINS: [&str; 3] = ["example.com", "example.net", "example.org"];
/// `knapp@2x.png` is a picture.
const FILES: [&str; 12] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "css", "map", "html",
];
/// Numbers that the telecom authority keeps for fiction, by significant number: first and last.
const FICTION: [(u64, u64); 5] = [
    (313_900_600, 313_900_649),
    (406_280_400, 406_280_449),
    (846_500_400, 846_500_499),
    (980_319_200, 980_319_299),
    (701_740_605, 701_740_699),
];

/// The addresses in a text that mail may go to, in small letters.
pub(super) fn emails(text: &str) -> impl Iterator<Item = String> + '_ {
    text.match_indices('@').filter_map(|(at, _)| {
        let (before, after) = (&text.as_bytes()[..at], &text.as_bytes()[at + 1..]);
        let is_local = |b: &&u8| b.is_ascii_alphanumeric() || b"._%+-'".contains(b);
        let is_domain = |b: &&u8| b.is_ascii_alphanumeric() || b".-".contains(b);
        let local = before.iter().rev().take(LOCAL + 1).take_while(is_local).count();
        let domain = after.iter().take(DOMAIN + 1).take_while(is_domain).count();
        let (local, domain) = (
            &text[at - local..at],
            text[at + 1..=at + domain].trim_end_matches(['.', '-']),
        );
        let local = local.trim_start_matches(['.', '\'', '-']);
        let fits = !local.is_empty() && local.len() <= LOCAL && domain.len() <= DOMAIN;
        let domain = domain.to_lowercase();
        (fits && is_mailed_to(&domain)).then(|| format!("{}@{domain}", local.to_lowercase()))
    })
}

fn is_mailed_to(domain: &str) -> bool {
    let Some((rest, top)) = domain.rsplit_once('.') else {
        return false;
    };
    let whole = !rest.is_empty() && domain.split('.').all(|label| !label.is_empty());
    let is_top = top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let is_reserved = |name: &&str| domain == *name || domain.ends_with(&format!(".{name}"));
    whole && is_top && !FILES.contains(&top) && !RESERVED.contains(&top) && !RESERVED_DOMAINS.iter().any(is_reserved)
}

/// The telephone numbers in a text, as significant numbers: with `+46` or `0046`, mobile ones, and others that are written
/// with a hyphen after the area code. Digits in a row are as often something else.
pub(super) fn phones(text: &str) -> impl Iterator<Item = String> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(start) = next_start(bytes, at) {
            let run = Run::from(bytes, start);
            at = run.end.max(start + 1);
            if let Some(number) = run.number().filter(|n| !is_fiction(n)) {
                return Some(number);
            }
        }
        None
    })
}

/// A number as a population holds it (E.164), as significant number.
pub(super) fn significant(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let rest = digits.strip_prefix("46").or_else(|| digits.strip_prefix('0'))?;
    Some(rest.trim_start_matches('0').to_owned())
}

fn is_fiction(number: &str) -> bool {
    number
        .parse()
        .is_ok_and(|n: u64| FICTION.iter().any(|(first, last)| (*first..=*last).contains(&n)))
}

/// Where a number may begin: `+4` or `0`, not inside a word, a decimal or a path.
fn next_start(bytes: &[u8], from: usize) -> Option<usize> {
    let is_start = |at: usize| match bytes[at] {
        b'+' => bytes.get(at + 1) == Some(&b'4'),
        b'0' => true,
        _ => false,
    };
    let is_free =
        |at: usize| at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || b"_.,-+/#=".contains(&bytes[at - 1]));
    (from..bytes.len()).find(|&at| is_start(at) && is_free(at))
}

/// Digits with single signs between them.
struct Run {
    plus: bool,
    digits: String,
    /// How many digits before the first sign, and which it is.
    first: Option<(usize, u8)>,
    end: usize,
    /// A letter follows, so it is a part of something else.
    in_word: bool,
}

impl Run {
    const MOST: usize = 16;

    fn from(bytes: &[u8], start: usize) -> Self {
        let mut run = Self {
            plus: bytes[start] == b'+',
            digits: String::new(),
            first: None,
            end: start,
            in_word: false,
        };
        let mut at = start + usize::from(run.plus);
        while run.digits.len() < Self::MOST {
            match bytes.get(at) {
                Some(digit) if digit.is_ascii_digit() => run.digits.push(char::from(*digit)),
                Some(b'(') if bytes.get(at..at + 3) == Some(b"(0)") => at += 2,
                // Long enough to be whole: another number begins.
                Some(b' ') if run.digits.len() >= 9 && bytes.get(at + 1) == Some(&b'0') => break,
                Some(sign @ (b' ' | b'-')) if bytes.get(at + 1).is_some_and(|b| b.is_ascii_digit() || *b == b'(') => {
                    run.first.get_or_insert((run.digits.len(), *sign));
                }
                _ => break,
            }
            at += 1;
        }
        run.end = at;
        let follows = |b: &u8| b.is_ascii_alphanumeric() || b"_@".contains(b);
        run.in_word = bytes.get(at).is_some_and(follows);
        run
    }

    /// The significant number, where it is written as a telephone number is.
    fn number(&self) -> Option<String> {
        if self.in_word {
            return None;
        }
        let abroad = if self.plus {
            Some(self.digits.strip_prefix("46")?)
        } else {
            self.digits.strip_prefix("0046")
        };
        if let Some(rest) = abroad {
            let rest = rest.strip_prefix('0').unwrap_or(rest);
            return ((7..=9).contains(&rest.len()) && !rest.starts_with('0')).then(|| rest.to_owned());
        }
        let rest = self.digits.strip_prefix('0')?;
        (self.is_mobile(rest) || self.is_fixed(rest)).then(|| rest.to_owned())
    }

    fn is_mobile(&self, rest: &str) -> bool {
        let area = ["70", "72", "73", "76", "79"].iter().any(|a| rest.starts_with(a));
        area && rest.len() == 9 && self.first.is_none_or(|(before, _)| before == 3)
    }

    fn is_fixed(&self, rest: &str) -> bool {
        let Some((area, b'-')) = self.first else {
            return false;
        };
        let subscriber = self.digits.len() - area;
        let second = rest.as_bytes().get(1).copied().unwrap_or(b'0');
        match area {
            2 => rest.starts_with('8') && (6..=8).contains(&subscriber),
            3 => !rest.starts_with(['0', '7']) && (5..=8).contains(&subscriber),
            4 => !rest.starts_with(['0', '7', '8']) && second != b'0' && (5..=6).contains(&subscriber),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_mail_may_go_to() {
        let cases = [
            ("Skriv till Anna.Berg@goteborg.se.", "anna.berg@goteborg.se"),
            ("<a@b.se>,c+d@e.co.uk", "a@b.se c+d@e.co.uk"),
            ("mailto:o'hara@x.ie?subject=y", "o'hara@x.ie"),
            (
                "a@b.example a@b.test a@example.com a@x.example.org a@portal.invalid",
                "",
            ),
            ("knapp@2x.png bootstrap@5.3.0 @media @ a@b a@.se a@b..se", ""),
            ("a@b.se@c.se", "a@b.se b.se@c.se"),
            ("åsa@ö.se", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(emails(text).collect::<Vec<_>>().join(" "), expected, "{text}");
        }
        let long = format!("{}@b.se", "a".repeat(65));
        assert_eq!(emails(&long).count(), 0);
    }

    #[test]
    fn telephone_numbers_as_swedes_write_them() {
        let cases = [
            (
                "070-123 45 67, 0701234567 och 070 123 45 67",
                "701234567 701234567 701234567",
            ),
            (
                "+46 (0)70-123 45 67, +46701234567, 004670 1234567",
                "701234567 701234567 701234567",
            ),
            (
                "08-123 456 78 031-711 22 33 0920-123 45 010-123 45 67",
                "812345678 317112233 92012345 101234567",
            ),
            // Kept for fiction.
            ("070-174 06 05, 031-390 06 00, 08-465 004 99", ""),
            // Dates, hours, personnummer, amounts, ids, other countries.
            (
                "01-02-2020 0800-1600 0900-1700 2021-01-14 010203-1234 0,701234567 A0701234567 +4512345678",
                "",
            ),
            ("0701234567890123 0701234567x 07012345 000-123 45 67", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(phones(text).collect::<Vec<_>>().join(" "), expected, "{text}");
        }
        assert_eq!(significant("+46701740605").as_deref(), Some("701740605"));
    }
}
