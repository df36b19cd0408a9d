//! `{name}` in a profile's texts.

/// Replaces every `{name}` by what `value` answers. `{{` and `}}` stand for braces.
///
/// # Errors
/// The first name that `value` does not know.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..at + 1];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            out.push_str(brace);
            rest = after;
        } else if brace == "{"
            && let Some((name, after)) = rest.split_once('}')
        {
            out.push_str(&value(name).ok_or_else(|| name.to_owned())?);
            rest = after;
        } else {
            out.push_str(brace);
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// What requests may say of where the account that asks is: an instance inside its scope, one outside, an order in it.
pub const OF_ASKER: [&str; 3] = ["home", "foreign", "own"];

/// True for names that are known when it is asked: of the asker or of its target, in any spelling.
pub fn is_known_when_asked(name: &str) -> bool {
    OF_ASKER.contains(&name.split('.').next().unwrap_or_default()) || name.starts_with("target.")
}

/// Another way to write a value.
type Spelled = fn(&str) -> String;

/// Other ways to write a value, by what follows its name, as `{foreign.upper}`: a portal that compares carelessly takes them for the
/// same, or not for the same, where it should not.
pub const SPELLINGS: [(&str, Spelled); 5] = [
    (".upper", |value| value.to_uppercase()),
    (".lower", |value| value.to_lowercase()),
    (".padded", |value| format!(" {value} ")),
    (".zeroed", |value| format!("0{value}")),
    (".encoded", |value| {
        value.bytes().map(|byte| format!("%{byte:02X}")).collect()
    }),
];

/// The name of a value and how it is to be written.
pub fn spelling(name: &str) -> (&str, Option<Spelled>) {
    let found = SPELLINGS
        .iter()
        .find_map(|(end, spelled)| Some((name.strip_suffix(end)?, *spelled)));
    found.map_or((name, None), |(name, spelled)| (name, Some(spelled)))
}

#[cfg(test)]
mod tests {
    use super::{fill, spelling};

    #[test]
    fn a_value_is_written_in_other_ways() {
        let cases = [
            ("foreign", "Aldre-vård", "Aldre-vård"),
            ("foreign.upper", "vård", "VÅRD"),
            ("foreign.lower", "VÅRD", "vård"),
            ("target.id.padded", "12", " 12 "),
            ("target.id.zeroed", "12", "012"),
            ("target.id.encoded", "a-å", "%61%2D%C3%A5"),
        ];
        for (name, value, expected) in cases {
            let (plain, spelled) = spelling(name);
            assert_eq!(
                spelled.map_or(value.to_owned(), |spelled| spelled(value)),
                expected,
                "{name}"
            );
            assert!(name.starts_with(plain) && spelling(plain).1.is_none(), "{name}");
        }
    }

    #[test]
    fn names_are_replaced_and_unknown_ones_told() {
        let cases = [
            ("/a/{x}/b", Ok("/a/1/b")),
            ("{x}{x}", Ok("11")),
            ("{{x}}", Ok("{x}")),
            ("no } brace {", Ok("no } brace {")),
            ("å{y}ö", Err("y")),
        ];
        for (template, expected) in cases {
            let got = fill(template, |name| (name == "x").then(|| "1".to_owned()));
            assert_eq!(got.as_deref().map_err(String::as_str), expected, "{template}");
        }
    }
}
