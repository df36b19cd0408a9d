//! A `curl` line that asks for an answer again. Secrets, cookies and what earlier answers gave are shell variables; an
//! address that holds somebody's value, as a paging link may, gives way to the one that the profile declares.

use skott_model::Text;
use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{AuthKind, Body, Fields, Method, Step, Via, ViewFormat, pairs};
use skott_model::template::{fill, spelling};
use url::form_urlencoded;

use super::owners::Ownership;
use super::seen::Searched;
use crate::decode::Decoded;
use crate::search::looks_like_person;

/// Longest line; an address that makes it longer gives way, too.
const LONGEST: usize = 1500;

/// The answer that begins the list or is the one thing: the first of the last step, or the last of all.
pub(super) fn first_of_last_step(matrix: &Matrix, cell: &Cell, answers: &[Searched]) -> usize {
    let steps = &matrix.profile.view[cell.view].format[cell.format].steps;
    // A last step that is all value, as `{file}`, fits anything.
    let last = steps.last().filter(|step| !step.path().starts_with('{'));
    let fits_last = |searched: &Searched| last.is_some_and(|step| fits(step, &searched.received.path));
    answers
        .iter()
        .position(fits_last)
        .unwrap_or(answers.len().saturating_sub(1))
}

/// Asks again for a cell's answers.
pub(super) struct Again<'a> {
    ownership: &'a Ownership<'a>,
    cell: &'a Cell,
    base_url: &'a str,
}

impl<'a> Again<'a> {
    pub fn new(ownership: &'a Ownership<'a>, cell: &'a Cell, base_url: &'a str) -> Self {
        Self {
            ownership,
            cell,
            base_url: base_url.trim_end_matches('/'),
        }
    }

    /// The line for one of the answers.
    pub fn curl(&self, answers: &[Searched], answer: usize) -> String {
        let path = &answers[answer].received.path;
        let before = answers[..answer]
            .iter()
            .filter(|a| bare(&a.received.path) == bare(path))
            .count();
        let steps = &self.format().steps;
        let step = steps
            .iter()
            .filter(|step| self.is_kept(step) && fits(step, path))
            .nth(before)
            .filter(|_| !is_led_to(answers, answer));
        let asked = self.line(step, &quoted(&format!("{}{path}", self.base_url)));
        if self.is_clean(path) && asked.len() <= LONGEST {
            return asked;
        }
        let step = step.or(steps.last());
        let mut address = quoted(self.base_url);
        let template = step.map_or("/", Step::path);
        address.push_str(&self.filled(template, true));
        let query = step.filter(|s| s.selection == Some(Via::Query)).map(|s| self.query(s));
        address.push_str(&query.unwrap_or_default());
        let line = self.line(step, &address);
        line.chars().take(LONGEST).collect()
    }

    /// True when the step's answers are among the cell's: those of another's session are not, unless they are judged.
    fn is_kept(&self, step: &Step) -> bool {
        let own = &self.ownership.matrix.principals[self.cell.principal].id;
        step.by().is_none_or(|by| by == own || step.judged)
    }

    fn format(&self) -> &ViewFormat {
        &self.ownership.matrix.profile.view[self.cell.view].format[self.cell.format]
    }

    /// True when nobody's value stands in the address but that of who was asked for.
    fn is_clean(&self, path: &str) -> bool {
        let plain: String = form_urlencoded::parse(path.as_bytes())
            .flat_map(|(name, value)| [name.into_owned(), value.into_owned()])
            .collect::<Vec<_>>()
            .join(" ");
        let text = |text: &str| Text {
            place: String::new(),
            column: None,
            text: text.to_owned(),
            row: false,
        };
        let decoded = Decoded {
            texts: vec![text(path), text(&plain)],
            ..Decoded::default()
        };
        let asked = self.cell.target.as_ref().and_then(|t| t.order);
        let values = self.ownership.index.values();
        let is_asked = |value: usize| asked.is_some() && values[value].owners.iter().all(|o| o.order == asked);
        let is_known = self.ownership.index.search(&decoded).iter().all(|s| is_asked(s.value));
        is_known && looks_like_person(&plain) == 0 && !plain.contains('@')
    }

    fn line(&self, step: Option<&Step>, address: &str) -> String {
        let mut parts = vec!["curl -sS".to_owned()];
        parts.extend(self.login());
        if let Some(step) = step {
            parts.extend(self.cookies(step));
            let header =
                |(name, value): (&String, &String)| format!("-H {}", self.filled(&format!("{name}: {value}"), false));
            parts.extend(step.headers.iter().map(header));
            parts.extend(self.body(step));
        }
        parts.push(address.to_owned());
        parts.join(" ")
    }

    fn login(&self) -> Option<String> {
        let matrix = self.ownership.matrix;
        let way = matrix.profile.view[self.cell.view].auth.get_ref();
        let login = matrix.principals[self.cell.principal].credential.get(way)?;
        let auth = matrix.profile.auth.get(way)?;
        let secret = format!("\"${}\"", variable(&login.secret));
        Some(match auth.kind {
            AuthKind::Form => "-b \"$COOKIE\"".to_owned(),
            AuthKind::Basic => format!("-u {}{secret}", quoted(&format!("{}:", login.user))),
            AuthKind::Header => {
                let value = auth.value.as_deref().unwrap_or("{secret}");
                if !value.contains("{secret}") {
                    let name = auth.name.as_deref().unwrap_or("authorization");
                    return Some(format!("-H {}", self.filled(&format!("{name}: {value}"), false)));
                }
                let (before, after) = value.split_once("{secret}").unwrap_or((value, ""));
                let name = auth.name.as_deref().unwrap_or("authorization");
                let after = if after.is_empty() { String::new() } else { quoted(after) };
                format!("-H {}{secret}{after}", quoted(&format!("{name}: {before}")))
            }
        })
    }

    /// The request's own cookies, beside the session's.
    fn cookies(&self, step: &Step) -> Option<String> {
        let pair = |(name, value): (&String, &String)| self.filled(&format!("{name}={value}"), false);
        let own: Vec<String> = step.cookies.iter().map(pair).collect();
        (!own.is_empty()).then(|| format!("-b {}", own.join("'; '")))
    }

    fn body(&self, step: &Step) -> Vec<String> {
        let form = self.form(step);
        let mut out = match step.method() {
            Method::Get => Vec::new(),
            Method::Head => vec!["-I".to_owned()],
            // With a body that is what curl does of its own.
            Method::Post if step.json.is_some() || !form.is_empty() => Vec::new(),
            other => vec![format!("-X {other}")],
        };
        if let Some(json) = &step.json {
            out.push("-H 'content-type: application/json'".to_owned());
            out.push(format!("-d {}", self.filled(&json.to_string(), false)));
            return out;
        }
        let field = |(name, value): (&String, &String)| {
            format!("--data-urlencode {}", self.filled(&format!("{name}={value}"), false))
        };
        out.extend(pairs(&form).map(field));
        out
    }

    fn form(&self, step: &Step) -> Fields {
        let mut fields = step.form.clone();
        if step.selection == Some(Via::Form) && step.body() == Body::Form {
            fields.extend(self.chosen());
        }
        fields
    }

    fn chosen(&self) -> Fields {
        let selection = &self.ownership.matrix.selections[self.cell.view][self.cell.selection];
        let set = selection.choices.iter().flat_map(|choice| &choice.set);
        let filled = |text: &str| {
            fill(text, |name| {
                Some(self.spelled(name).unwrap_or_else(|| format!("{{{name}}}")))
            })
        };
        set.map(|(name, texts)| (name.clone(), texts.try_map(filled).unwrap_or_else(|_| texts.clone())))
            .collect()
    }

    fn query(&self, step: &Step) -> String {
        let mut fields = step.query.clone();
        fields.extend(self.chosen());
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs(&fields))
            .finish();
        if query.is_empty() {
            query
        } else {
            quoted(&format!("?{query}"))
        }
    }

    /// What a name in a request stands for, of what is known without asking, in the spelling that the name says.
    fn spelled(&self, name: &str) -> Option<String> {
        let (name, spelled) = spelling(name);
        let value = self.value_of(name)?;
        Some(spelled.map_or_else(|| value.to_owned(), |spelled| spelled(value)))
    }

    fn value_of(&self, name: &str) -> Option<&str> {
        let account = &self.ownership.matrix.principals[self.cell.principal];
        match name.strip_prefix("target.") {
            Some(name) => self.cell.target.as_ref()?.values.get(name).map(String::as_str),
            None => {
                let known = account.whereabouts().into_iter().find(|(known, _)| *known == name);
                known.map(|(_, value)| value)
            }
        }
    }

    /// A template in shell words: what is known without asking as it is, anything else as a variable.
    fn filled(&self, template: &str, encode: bool) -> String {
        let known = |name: &str| {
            let value = self.spelled(name)?;
            Some(match encode {
                true => form_urlencoded::byte_serialize(value.as_bytes()).collect(),
                false => value,
            })
        };
        let (mut out, mut plain, mut rest) = (String::new(), String::new(), template);
        while let Some((before, after)) = rest.split_once('{') {
            plain.push_str(before);
            let name_end = after
                .find('}')
                .filter(|&end| after[..end].chars().all(|c| c.is_alphanumeric() || "._-".contains(c)));
            let Some(end) = name_end.filter(|&end| end > 0) else {
                plain.push('{');
                rest = after;
                continue;
            };
            match known(&after[..end]) {
                Some(value) => plain.push_str(&value),
                None => {
                    if !plain.is_empty() {
                        out.push_str(&quoted(&std::mem::take(&mut plain)));
                    }
                    out.push_str(&format!("\"${}\"", variable(&after[..end])));
                }
            }
            rest = &after[end + 1..];
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            out.push_str(&quoted(&plain));
        }
        out
    }
}

/// True for a page that a redirect led to, which is asked for by its address alone.
fn is_led_to(answers: &[Searched], answer: usize) -> bool {
    let before = answer.checked_sub(1).map(|before| &answers[before].received);
    before.is_some_and(|before| matches!(before.status, 301..=303) && before.header("location").is_some())
}

/// True when the path may be what the step asked for.
pub(super) fn fits(step: &Step, path: &str) -> bool {
    let (template, path) = (bare(step.path()), bare(path));
    let (mut wanted, mut got) = (template.split('/'), path.split('/'));
    if template.starts_with('{') {
        return true;
    }
    loop {
        match (wanted.next(), got.next()) {
            (None, None) => return true,
            (Some(w), Some(g)) if w == g || w.contains('{') => {}
            _ => return false,
        }
    }
}

fn bare(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

/// A shell variable's name, of a secret's or a value's name: `env:PORTAL_PASSWORD`, `file:/run/pass.txt`, `csrf`.
fn variable(name: &str) -> String {
    let name = name.split_once(':').map_or(name, |(_, name)| name);
    let name = name.rsplit('/').next().unwrap_or_default();
    let upper: String = name.to_uppercase();
    let plain: String = upper
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    match plain.chars().next() {
        Some(first) if !first.is_ascii_digit() => plain,
        _ => format!("V_{plain}"),
    }
}

/// As one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shell_words_and_variables() {
        let cases = [
            ("env:PORTAL_PASSWORD", "PORTAL_PASSWORD"),
            ("file:/run/secrets/pass.txt", "PASS_TXT"),
            ("credential:stads-admin", "STADS_ADMIN"),
            ("csrf", "CSRF"),
            ("7", "V_7"),
        ];
        for (name, expected) in cases {
            assert_eq!(variable(name), expected, "{name}");
        }
        assert_eq!(quoted("a'; rm -rf /"), r"'a'\''; rm -rf /'");
    }

    #[test]
    fn steps_are_known_by_their_paths() {
        let step = |path: &str| Step {
            get: Some(path.to_owned()),
            ..Step::default()
        };
        let cases = [
            ("/lista", "/lista?sida=2", true),
            ("/order/{target.id}", "/order/B1", true),
            ("/order/{target.id}", "/order/B1/mer", false),
            ("{fil}", "/export/a1/fil", true),
            ("/lista", "/", false),
        ];
        for (template, path, expected) in cases {
            assert_eq!(fits(&step(template), path), expected, "{template} {path}");
        }
    }
}
