//! Secrets are named in a profile and found here; nothing but a login ever reads one.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fmt, fs};

/// Where secrets are found.
pub trait Secrets: Send + Sync {
    /// The secret of that name as the profile writes it: `env:NAME`, `file:PATH` or `credential:NAME`.
    fn find(&self, name: &str) -> Option<Secret>;
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
        let found = match name.split_once(':')? {
            ("env", variable) => env::var(variable).ok(),
            ("file", path) => read(Path::new(path)),
            ("credential", id) if !id.contains(['/', '\\']) => {
                read(&Path::new(&env::var_os("CREDENTIALS_DIRECTORY")?).join(id))
            }
            _ => None,
        };
        found
            .filter(|text| !text.is_empty())
            .or_else(|| self.defaults.get(name).cloned())
            .map(Secret)
    }
}

/// A file's text without the newline that editors put last.
fn read(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Some(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_by_name_and_never_printed() {
        let file = env::temp_dir().join(format!("skott-secret-{}", std::process::id()));
        fs::write(&file, "hemlig\n\n").unwrap();
        let secrets = Environment {
            defaults: BTreeMap::from([("env:SKOTT_NOT_SET".to_owned(), "stubb".to_owned())]),
        };
        let cases = [
            ("env:SKOTT_NOT_SET", Some("stubb")),
            ("env:SKOTT_NOT_SET_EITHER", None),
            (&format!("file:{}", file.display()), Some("hemlig\n")),
            ("file:/nowhere/at/all", None),
            ("credential:../etc/passwd", None),
            ("hemlig", None),
        ];
        for (name, expected) in cases {
            let found = secrets.find(name);
            assert_eq!(found.as_ref().map(Secret::reveal), expected, "{name}");
            assert!(!format!("{found:?}").contains("hemlig"));
        }
        fs::remove_file(file).unwrap();
    }
}
