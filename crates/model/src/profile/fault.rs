//! What is wrong with a profile, and where in its text that stands.

use std::collections::HashSet;
use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Something that a profile must mend. Displays as `what; what to do`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}; {todo}")]
pub struct Fault {
    /// Where it stands.
    pub at: At,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub todo: String,
}

impl Fault {
    /// One fault.
    pub fn new(at: impl Into<At>, what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            what: what.into(),
            todo: todo.into(),
        }
    }
}

/// Where something stands in a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// Byte of the text.
    Byte(usize),
    /// The value of that path, or where its nearest ancestor begins.
    Path(Path),
}

impl<T> From<&Spanned<T>> for At {
    fn from(written: &Spanned<T>) -> Self {
        Self::Byte(written.span().start)
    }
}

impl From<Path> for At {
    fn from(path: Path) -> Self {
        Self::Path(path)
    }
}

/// A way into a profile: names of tables and keys, and numbers of elements from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<String>);

impl Path {
    /// To what stands under these names.
    pub fn of<const N: usize>(names: [&str; N]) -> Self {
        Self(names.map(str::to_owned).to_vec())
    }

    /// Further in, under a name.
    #[must_use]
    pub fn then(&self, name: &str) -> Self {
        Self(self.0.iter().cloned().chain([name.to_owned()]).collect())
    }

    /// Further in, to an element of a list.
    #[must_use]
    pub fn nth(&self, index: usize) -> Self {
        self.then(&index.to_string())
    }
}

/// Why a profile cannot be used. Displays as `12:3: what; what to do`; the caller puts the file's name before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProfileError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub todo: String,
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}", self.line, self.column, self.what, self.todo)
    }
}

impl std::error::Error for ProfileError {}

/// The same faults with their lines and columns in the text, in its order, each once.
pub fn placed(text: &str, faults: Vec<Fault>) -> Vec<ProfileError> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut told: Vec<ProfileError> = faults
        .into_iter()
        .map(|fault| {
            let byte = match &fault.at {
                At::Byte(byte) => *byte,
                At::Path(path) => byte_of(root.get_ref(), path),
            };
            let (line, column) = line_and_column(text, byte);
            ProfileError {
                line,
                column,
                what: fault.what.lines().collect::<Vec<_>>().join(" "),
                todo: fault.todo,
            }
        })
        .collect();
    told.sort_by_key(|error| (error.line, error.column));
    let mut seen = HashSet::new();
    told.retain(|error| seen.insert(error.clone()));
    told
}

/// Where the path's value begins, or the nearest table or list that holds it.
fn byte_of(root: &DeTable<'_>, path: &Path) -> usize {
    let mut names = path.0.iter();
    let first = names.next().and_then(|name| member(root, name));
    let Some(mut value) = first else { return 0 };
    for name in names {
        let next = match value.get_ref() {
            DeValue::Table(table) => member(table, name),
            DeValue::Array(items) => name.parse().ok().and_then(|index: usize| items.get(index)),
            _ => None,
        };
        let Some(next) = next else { break };
        value = next;
    }
    value.span().start
}

fn member<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    let mut members = table.iter();
    members.find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
