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

#[cfg(test)]
mod tests {
    use super::fill;

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
