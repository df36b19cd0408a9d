//! `population.json` to a population, or to a message that says where and what to do.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use crate::faults::{Fault, Step, validate};
use crate::nouns::{Instance, Order, Person, Population};
use crate::place;

/// Finding where each stands costs a walk through the text.
const MOST_TOLD: usize = 50;

/// Why a text is no usable population: `12:3: what; what to do`. The caller puts the file's name before it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {what}; {remedy}")]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, in Swedish.
    pub what: String,
    /// What to do, in Swedish.
    pub remedy: String,
}

/// Reads a population and checks it.
///
/// # Errors
/// The first fifty faults, in the order of the file; what is no JSON gives just the first.
pub fn parse(text: &str) -> Result<Population, Vec<ParseError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let population: Population = serde_json::from_str(text).map_err(|error| unreadable(text, &error))?;
    match validate(&population).as_slice() {
        [] => Ok(population),
        faults => Err(faults
            .iter()
            .take(MOST_TOLD)
            .map(|fault| unusable(text, fault))
            .collect()),
    }
}

fn unusable(text: &str, fault: &Fault) -> ParseError {
    let (line, column) = place::place(text, &fault.path.0);
    ParseError {
        line,
        column,
        what: format!("{}: {}", fault.path, fault.what),
        remedy: fault.remedy.clone(),
    }
}

/// What first keeps a text from being a population; where its shape is wrong, also the elements after that which are.
fn unreadable(text: &str, error: &serde_json::Error) -> Vec<ParseError> {
    let first = misread(text, error);
    let root: Option<Value> = match error.classify() {
        Category::Data => serde_json::from_str(text).ok(),
        _ => None,
    };
    let mut told = vec![first];
    if let Some(root) = &root {
        let others = misshapen::<Instance>(text, root, "instances")
            .chain(misshapen::<Person>(text, root, "persons"))
            .chain(misshapen::<Order>(text, root, "orders"));
        let read = (told[0].line, told[0].column);
        told.extend(others.filter(|other| (other.line, other.column) > read).take(MOST_TOLD));
    }
    told
}

/// The elements of a list that have the wrong shape, each by where it begins.
fn misshapen<'a, T: DeserializeOwned>(
    text: &'a str,
    root: &'a Value,
    list: &'a str,
) -> impl Iterator<Item = ParseError> + 'a {
    let items = root
        .get(list)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate();
    items.filter_map(move |(index, item)| {
        let error = T::deserialize(item).err()?;
        let (line, column) = place::place(text, &[Step::Key(list.to_owned()), Step::Index(index)]);
        let (what, remedy) = data(&error.to_string());
        Some(ParseError {
            line,
            column,
            what: format!("{list}[{index}]: {what}"),
            remedy,
        })
    })
}

fn misread(text: &str, error: &serde_json::Error) -> ParseError {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = &line.as_bytes()[..line.len().min(error.column().saturating_sub(1))];
    let column = String::from_utf8_lossy(before).chars().count() + 1;
    let said = error.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let (what, remedy) = match error.classify() {
        Category::Eof => (
            "texten tar slut för tidigt".to_owned(),
            "kontrollera att hela filen kom med".to_owned(),
        ),
        Category::Syntax => (syntax(said), "rätta tecknet här eller strax före".to_owned()),
        Category::Data | Category::Io => data(said),
    };
    ParseError {
        line: error.line().max(1),
        column,
        what,
        remedy,
    }
}

fn syntax(said: &str) -> String {
    let known = match said {
        "trailing comma" => "ett komma för mycket",
        "trailing characters" => "det står mer efter slutet",
        "expected value" => "här väntades ett värde",
        "expected `:`" => "här väntades kolon",
        "expected `,` or `}`" => "här väntades komma eller }",
        "expected `,` or `]`" => "här väntades komma eller ]",
        "key must be a string" => "här väntades ett namn inom citattecken",
        _ => return format!("texten är inte giltig JSON ({said})"),
    };
    known.to_owned()
}

/// What serde says about a shape, in Swedish.
fn data(said: &str) -> (String, String) {
    let name = said.split('`').nth(1).unwrap_or_default();
    let options = said
        .split_once(", expected ")
        .map(|(_, rest)| options(rest))
        .unwrap_or_default();
    if said.starts_with("missing field") {
        return (format!("fältet {name} saknas"), "lägg till det".to_owned());
    }
    if said.starts_with("duplicate field") {
        return (format!("fältet {name} står två gånger"), "ta bort det ena".to_owned());
    }
    if said.starts_with("unknown field") {
        return (
            format!("fältet {name} finns inte"),
            format!("välj något av {options}, eller ta bort det"),
        );
    }
    if said.starts_with("unknown variant") {
        return (format!("värdet {name} finns inte"), format!("välj något av {options}"));
    }
    (
        format!("värdet har fel slag ({said})"),
        "jämför med en fil från skott plant --format json".to_owned(),
    )
}

/// "one of `a`, `b`" to "a, b".
fn options(expected: &str) -> String {
    expected.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
}
