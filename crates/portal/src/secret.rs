//! Secrets are named in a profile and found here; nothing but a login ever reads one.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fmt, fs};

/// Where secrets are found.
pub trait Secrets: Send + Sync {
    /// The secret of that name as the profile writes it: `env:NAME`, `file:PATH` or `credential:NAME`.
    fn find(&self, name: &str) -> Option<Secret>;
}

/// Why there is no secret of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSecret {
    /// The environment has no such variable, or the name is none.
    NotSet,
    /// It is there, and holds nothing.
    Empty,
    /// The file or credential cannot be read.
    Unreadable,
}

/// A password, token or key. It can be given, and used by a login; it cannot be printed.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A secret of that text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Environment variables, files and systemd credentials.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Used where the environment has nothing, by whole name, as `env:NAME`; a stub's well-known passwords.
    pub defaults: BTreeMap<String, String>,
}

impl Secrets for Environment {
    fn find(&self, name: &str) -> Option<Secret> {
        self.look(name).ok()
    }
}

impl Environment {
    /// The secret of that name.
    ///
    /// # Errors
    /// Why there is none.
    pub fn look(&self, name: &str) -> Result<Secret, NoSecret> {
        let found = match name.split_once(':') {
            Some(("env", variable)) => env::var(variable).map_err(|error| match error {
                env::VarError::NotPresent => NoSecret::NotSet,
                env::VarError::NotUnicode(_) => NoSecret::Unreadable,
            }),
            Some(("file", path)) => read(Path::new(path)),
            Some(("credential", id)) if !id.contains(['/', '\\']) => match env::var_os("CREDENTIALS_DIRECTORY") {
                Some(folder) => read(&Path::new(&folder).join(id)),
                None => Err(NoSecret::NotSet),
            },
            _ => Err(NoSecret::NotSet),
        };
        let found = found.and_then(|text| {
            if text.is_empty() {
                Err(NoSecret::Empty)
            } else {
                Ok(text)
            }
        });
        match (found, self.defaults.get(name)) {
            (Ok(text), _) => Ok(Secret(text)),
            (Err(_), Some(default)) => Ok(Secret(default.clone())),
            (Err(why), None) => Err(why),
        }
    }
}

/// A file's text without the newline that editors put last.
fn read(path: &Path) -> Result<String, NoSecret> {
    let text = fs::read_to_string(path).map_err(|_| NoSecret::Unreadable)?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_by_name_and_never_printed() {
        let file = env::temp_dir().join(format!("skott-secret-{}", std::process::id()));
        fs::write(&file, "hemlig\n\n").unwrap();
        let blank = file.with_extension("blank");
        fs::write(&blank, "\n").unwrap();
        let secrets = Environment {
            defaults: BTreeMap::from([("env:SKOTT_NOT_SET".to_owned(), "stubb".to_owned())]),
        };
        let cases = [
            ("env:SKOTT_NOT_SET", Ok("stubb")),
            ("env:SKOTT_NOT_SET_EITHER", Err(NoSecret::NotSet)),
            (&format!("file:{}", file.display()), Ok("hemlig\n")),
            (&format!("file:{}", blank.display()), Err(NoSecret::Empty)),
            ("file:/nowhere/at/all", Err(NoSecret::Unreadable)),
            ("credential:../etc/passwd", Err(NoSecret::NotSet)),
            ("hemlig", Err(NoSecret::NotSet)),
        ];
        for (name, expected) in cases {
            let found = secrets.look(name);
            assert_eq!(
                found.as_ref().map(Secret::reveal).map_err(|why| *why),
                expected,
                "{name}"
            );
            assert!(!format!("{found:?}").contains("hemlig"));
            assert_eq!(secrets.find(name).is_some(), expected.is_ok());
        }
        fs::remove_file(file).unwrap();
        fs::remove_file(blank).unwrap();
    }
}
