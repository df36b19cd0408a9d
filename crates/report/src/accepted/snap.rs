//! Insta's file format: a front matter of YAML, then the text.

use std::collections::BTreeMap;

/// Who accepted a report, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptMeta {
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// Why.
    pub why: String,
    /// Hash of the population that it holds for.
    pub population: String,
}

/// An accepted report as read from its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snap {
    /// Who accepted it, when and why.
    pub meta: AcceptMeta,
    /// The accepted text; ends with one line feed.
    pub body: String,
}

/// Why a file is no accepted report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapError {
    /// It does not begin with `---`.
    #[error("line 1: no front matter; an accepted report begins with a line \"---\"; make it anew with skott accept")]
    NoFrontMatter,
    /// The front matter has no end.
    #[error("the front matter has no closing line \"---\"; make the accepted report anew with skott accept")]
    Unclosed,
    /// A line of the front matter is not `key: value`.
    #[error("line {0}: not \"key: value\"; make the accepted report anew with skott accept")]
    Line(usize),
    /// Something is not said.
    #[error("info.{0} is missing in the front matter; make the accepted report anew with skott accept")]
    Missing(&'static str),
}

/// The text of the file: `body` under a front matter.
pub fn snap_text(body: &str, meta: &AcceptMeta) -> String {
    let info = [
        ("by", &meta.by),
        ("at", &meta.at),
        ("why", &meta.why),
        ("population", &meta.population),
    ];
    let mut out = "---\nsource: skott accept\n".to_owned();
    out.push_str("description: \"Godtagen rapport: nästa körning jämförs med den.\"\ninfo:\n");
    for (key, value) in info {
        out.push_str(&format!("  {key}: {}\n", quoted(value)));
    }
    out.push_str("---\n");
    out.push_str(body.trim_end_matches('\n'));
    out.push('\n');
    out
}

/// A JSON string is a YAML scalar in double quotes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Reads the text of a file.
///
/// # Errors
/// When it is no accepted report: what is wrong, and where.
pub fn parse_snap(text: &str) -> Result<Snap, SnapError> {
    let text = text.replace("\r\n", "\n");
    let rest = text.strip_prefix("---\n").ok_or(SnapError::NoFrontMatter)?;
    let (front, body) = rest.split_once("\n---\n").ok_or(SnapError::Unclosed)?;
    let mut info = info_of(front)?;
    let mut take = |key| info.remove(key).ok_or(SnapError::Missing(key));
    let meta = AcceptMeta {
        by: take("by")?,
        at: take("at")?,
        why: take("why")?,
        population: take("population")?,
    };
    Ok(Snap {
        meta,
        body: format!("{}\n", body.trim_end_matches('\n')),
    })
}

/// The indented lines under `info:`.
fn info_of(front: &str) -> Result<BTreeMap<String, String>, SnapError> {
    let mut out = BTreeMap::new();
    let mut inside = false;
    for (index, line) in front.lines().enumerate() {
        let number = index + 2;
        if line.trim().is_empty() {
            continue;
        }
        let (key, value) = key_and_value(line).ok_or(SnapError::Line(number))?;
        if !line.starts_with(' ') {
            inside = key == "info";
        } else if inside {
            let value = unquoted(value.trim()).ok_or(SnapError::Line(number))?;
            out.insert(key.trim().to_owned(), value);
        }
    }
    Ok(out)
}

/// A colon is one only before a space or at the end of the line.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    line.split_once(": ")
        .or_else(|| line.trim_end().strip_suffix(':').map(|key| (key, "")))
}

fn unquoted(value: &str) -> Option<String> {
    if value.starts_with('"') {
        return serde_json::from_str(value).ok();
    }
    Some(value.to_owned())
}
