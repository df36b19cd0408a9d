//! What the tests stand on: the program, a folder of its own for each run, a stub on a port, smaller profiles.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use toml::Table;

/// The stub's own profile, in the repository.
pub const PROFILE: &str = include_str!("../../portals/formansportalen/portal.toml");
/// The smallest city that holds every account of the profile.
pub const CITY: [&str; 4] = ["--instances", "4", "--persons", "4"];

/// What a command did.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Everything it said.
    pub fn said(&self) -> String {
        format!("{}\n{}", self.stdout, self.stderr)
    }
}

/// A folder of a test's own, where the program is run; it goes away with the test.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program here with these words.
    pub fn skott<S: AsRef<str>>(&self, words: impl IntoIterator<Item = S>) -> Ran {
        self.skott_in(words, &[])
    }

    /// The same with these environment variables.
    pub fn skott_in<S: AsRef<str>>(&self, words: impl IntoIterator<Item = S>, env: &[(&str, &str)]) -> Ran {
        let mut command = self.command(words);
        command.envs(env.iter().copied());
        ran(&command.output().unwrap())
    }

    /// The command, not yet started.
    pub fn command<S: AsRef<str>>(&self, words: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_skott"));
        command.current_dir(self.root()).env_remove("SKOTT_STUB_PASSWORD");
        words.into_iter().for_each(|word| {
            command.arg(word.as_ref());
        });
        command
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// `report.json` of a run that wrote in `out`.
    pub fn report(&self, out: &str) -> Value {
        serde_json::from_str(&self.read(&format!("{out}/report.json"))).unwrap()
    }

    /// A portal folder with the stub's profile, smaller and changed.
    pub fn portal(&self, name: &str, profile: &Table) {
        self.write(&format!("{name}/portal.toml"), toml::to_string(profile).unwrap());
    }
}

fn ran(output: &Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout.clone()).unwrap(),
        stderr: String::from_utf8(output.stderr.clone()).unwrap(),
    }
}

/// `words` as one list.
pub fn words(lists: &[&[&str]]) -> Vec<String> {
    lists.concat().into_iter().map(str::to_owned).collect()
}

/// The program's own stub, started by itself on a free port; it ends with the test.
pub struct Stub {
    child: Child,
    pub url: String,
    _out: BufReader<ChildStdout>,
}

impl Stub {
    pub fn start(faults: &[&str]) -> Self {
        Self::start_with(faults, &[])
    }

    pub fn start_with(faults: &[&str], env: &[(&str, &str)]) -> Self {
        let mut words = words(&[&["stub", "--port", "0"], &CITY]);
        words.extend(faults.iter().flat_map(|f| ["--fault".to_owned(), (*f).to_owned()]));
        let mut command = Command::new(env!("CARGO_BIN_EXE_skott"));
        command
            .args(words)
            .env_remove("SKOTT_STUB_PASSWORD")
            .envs(env.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let url = line.split_whitespace().find(|word| word.starts_with("http://"));
        let url = url.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        Self { child, url, _out: out }
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The stub's profile with two options of each setting but the instances, so that a whole run takes a few seconds.
pub fn small_profile() -> Table {
    let mut profile: Table = PROFILE.parse().unwrap();
    for (name, setting) in profile["setting"].as_table_mut().unwrap() {
        if name != "forvaltning" {
            setting["options"].as_array_mut().unwrap().truncate(2);
        }
    }
    let plant: Table = "plant = { seed = 2020, instances = 4, persons = 4 }".parse().unwrap();
    profile.insert("population".to_owned(), plant.into());
    profile
}

/// The smallest profile whose whole run is accepted: a few accounts, four views, hardly a setting.
pub fn mini_profile() -> Table {
    let mut profile = small_profile();
    let principals = [
        "stadsadmin",
        "ekonomi-en",
        "hr-en",
        "ekonomi-ingen",
        "besokare",
        "anstalld-grundskola",
    ];
    let colleagues = [
        "anstalld-grundskola-kollega",
        "anstalld-aldrevard",
        "anstalld-flyttad",
        "anstalld-dubbel",
    ];
    keep(&mut profile, "principal", &[&principals[..], &colleagues[..]].concat());
    let views = ["bestallningssidan", "rapport", "bestallning", "mina-bestallningar"];
    keep(&mut profile, "view", &views);
    for view in profile["view"].as_array_mut().unwrap() {
        if let Some(settings) = view.get_mut("settings") {
            settings.as_array_mut().unwrap().truncate(2);
        }
    }
    let used: BTreeSet<String> = profile["view"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|view| {
            view.get("settings")
                .and_then(toml::Value::as_array)
                .into_iter()
                .flatten()
        })
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    profile["setting"]
        .as_table_mut()
        .unwrap()
        .retain(|name, _| used.contains(name));
    let absent = ["persons", "suggestions", "aggregate"].map(|unit| {
        let text = format!("unit = \"{unit}\"\nwhy = \"prövas inte här\"");
        toml::Value::from(text.parse::<Table>().unwrap())
    });
    profile.insert("absent".to_owned(), absent.to_vec().into());
    let ignore: Table = "path = \"/**\"\nwhy = \"andra vyer prövas inte här\"".parse().unwrap();
    profile["ignore"].as_array_mut().unwrap().push(ignore.into());
    profile
}

fn keep(profile: &mut Table, list: &str, ids: &[&str]) {
    let wanted: BTreeSet<&str> = ids.iter().copied().collect();
    let items = profile[list].as_array_mut().unwrap();
    items.retain(|item| item["id"].as_str().is_some_and(|id| wanted.contains(id)));
    assert_eq!(items.len(), ids.len(), "{list}");
}

/// Every cell of a report with a verdict that is no pass: (verdict, cell).
pub fn troubled(report: &Value) -> Vec<(&str, &Value)> {
    let cells = report["cells"].as_array().unwrap().iter();
    cells
        .map(|cell| (cell["verdict"].as_str().unwrap(), cell))
        .filter(|(verdict, _)| !["isolated", "refused", "waived"].contains(verdict))
        .collect()
}
