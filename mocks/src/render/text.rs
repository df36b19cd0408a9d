//! Numbers as Swedes write them.

use skott_population::Ore;

fn split(ore: Ore) -> (&'static str, u64, u64) {
    let size = ore.unsigned_abs();
    (if ore < 0 { "-" } else { "" }, size / 100, size % 100)
}

/// `12 345,67`, for people.
pub fn kronor(ore: Ore) -> String {
    let (sign, kronor, rest) = split(ore);
    let digits = kronor.to_string();
    let (head, tail) = digits.split_at((digits.len() - 1) % 3 + 1);
    let groups: String = tail
        .as_bytes()
        .chunks(3)
        .map(|g| format!(" {}", String::from_utf8_lossy(g)))
        .collect();
    format!("{sign}{head}{groups},{rest:02}")
}

/// `12345,67`, for spreadsheets that read Swedish.
pub fn decimal_comma(ore: Ore) -> String {
    decimal_point(ore).replace('.', ",")
}

/// `12345.67`, for programs.
pub fn decimal_point(ore: Ore) -> String {
    let (sign, kronor, rest) = split(ore);
    format!("{sign}{kronor}.{rest:02}")
}

/// `031-390 06 00` for a number in Gothenburg or a mobile; others as they are kept.
pub fn phone(e164: &str) -> String {
    let spaced = |area: &str, rest: &str| match (rest.is_ascii(), rest.len()) {
        (true, 7) => format!("{area}-{} {} {}", &rest[..3], &rest[3..5], &rest[5..]),
        _ => e164.to_owned(),
    };
    match (e164.strip_prefix("+4631"), e164.strip_prefix("+467")) {
        (Some(rest), _) => spaced("031", rest),
        (_, Some(rest)) if rest.is_ascii() && rest.len() == 8 => spaced(&format!("07{}", &rest[..1]), &rest[1..]),
        _ => e164.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_telephone_numbers() {
        let money = [
            (0, "0,00"),
            (5, "0,05"),
            (99_999, "999,99"),
            (100_000, "1 000,00"),
            (123_456_789, "1 234 567,89"),
        ];
        for (ore, expected) in money {
            assert_eq!(kronor(ore), expected);
        }
        assert_eq!(kronor(-123_456), "-1 234,56");
        assert_eq!(
            (decimal_comma(1_234_567), decimal_point(-7)),
            ("12345,67".into(), "-0.07".into())
        );
        let phones = [
            ("+46313900600", "031-390 06 00"),
            ("+46701740605", "070-174 06 05"),
            ("+4680000", "+4680000"),
        ];
        for (kept, expected) in phones {
            assert_eq!(phone(kept), expected);
        }
    }
}
