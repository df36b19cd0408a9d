//! The record is the truth: one that is not whole is never a pass.

use std::collections::BTreeSet;
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::bench::{CITY, Place, Stub, mini_profile, small_profile, words};

#[test]
fn a_full_disk_is_said_plainly_and_leaves_no_older_report_to_be_believed() {
    for full in ["run.ndjson", "report.part"] {
        let place = Place::new();
        place.portal("portal", &mini_profile());
        let stub = Stub::start(&[]);
        let run = ["run", "--portal", "portal", "--url", &stub.url];
        assert_eq!(place.skott(run).code, 0);
        let _ = std::fs::remove_file(place.path("out/run.ndjson"));
        symlink("/dev/full", place.path(&format!("out/{full}"))).unwrap();
        let ran = place.skott(run);
        assert_eq!(ran.code, 4, "{full}: {}", ran.said());
        assert!(ran.stderr.contains("No space left on device"), "{full}: {}", ran.stderr);
        assert!(
            !place.path("out/report.json").exists(),
            "{full}: the older report still says accepted"
        );
    }
}

#[test]
fn ctrl_c_ends_it_at_once_and_the_record_is_truncated() {
    let place = Place::new();
    place.write("out/report.json", "{\"outcome\": \"accepted\"}");
    let mut command = place.command(words(&[&["run", "--rate", "100/s"], &CITY]));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let observed = |place: &Place| {
        let text = std::fs::read_to_string(place.path("out/run.ndjson")).unwrap_or_default();
        text.lines()
            .filter(|line| line.starts_with("{\"event\":\"observed\""))
            .count()
    };
    let begun = Instant::now();
    while observed(&place) < 20 {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is recorded");
        sleep(Duration::from_millis(100));
    }
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    let asked = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    let said = std::io::read_to_string(child.stderr.take().unwrap()).unwrap();
    assert!(said.contains("avbruten"), "{said}");
    assert!(!place.read("out/run.ndjson").contains("\"event\":\"run-finished\""));
    assert!(!place.path("out/report.json").exists(), "an older report is left");

    let report = place.skott(["report", "out"]);
    assert_eq!(report.code, 3, "{}", report.said());
    assert!(report.stdout.starts_with("INGET UTSLAG"), "{}", report.stdout);
    assert!(report.stdout.contains("avbr"), "{}", report.stdout);
    let refused = place.skott(["accept", "out", "--by", "Alva", "--why", "prov"]);
    assert_eq!(refused.code, 1, "{}", refused.said());
}

#[test]
fn a_record_with_anything_missing_is_never_accepted() {
    let place = Place::new();
    place.portal("portal", &mini_profile());
    let stub = Stub::start(&[]);
    assert_eq!(place.skott(["run", "--portal", "portal", "--url", &stub.url]).code, 0);
    let whole = place.read("out/run.ndjson");
    assert!(whole.is_ascii() || whole.len() > 1000);
    let report = |text: &[u8]| {
        place.write("cut/run.ndjson", text);
        place.skott(["report", "cut"])
    };
    assert_eq!(report(whole.as_bytes()).code, 0);

    let last_line = whole.trim_end().rfind('\n').unwrap();
    let mut cuts = vec![
        0,
        1,
        100,
        last_line,
        last_line + 1,
        last_line + 2,
        whole.len() - 2,
        whole.len() - 1,
    ];
    cuts.extend((1..12).map(|part| whole.len() * part / 12));
    for cut in cuts {
        let ran = report(&whole.as_bytes()[..cut]);
        assert_eq!(ran.code, 3, "cut at {cut} of {}: {}", whole.len(), ran.said());
    }
    let lines: Vec<&str> = whole.lines().collect();
    let first = |event: &str| {
        let start = format!("{{\"event\":\"{event}\"");
        lines
            .iter()
            .position(|line| line.starts_with(&start))
            .unwrap_or_else(|| panic!("no {event}"))
    };
    for event in ["run-started", "proof", "observed", "scenario", "run-finished"] {
        let mut holed = lines.clone();
        holed.remove(first(event));
        let ran = report((holed.join("\n") + "\n").as_bytes());
        assert!(
            [1, 3].contains(&ran.code),
            "without a {event}: exit {}\n{}",
            ran.code,
            ran.said()
        );
    }
    let mut broken = lines.clone();
    broken[first("observed")] = "{\"event\":\"observed\",";
    let ran = report((broken.join("\n") + "\n").as_bytes());
    assert_eq!(ran.code, 3, "{}", ran.said());
    assert!(ran.stderr.contains("protokollet är skadat"), "{}", ran.stderr);
}

/// A run at two requests a second that is sent a signal while what it wrote stands in the portal: how it ended.
fn run_ended_while_it_writes(place: &Place, stub: &Stub, signal: &str) -> (Option<i32>, String) {
    let one = [
        "run",
        "--view",
        "markera-en",
        "--format",
        "json",
        "--principal",
        "ekonomi-en",
    ];
    let command = place.command(words(&[&one, &["--rate", "2/s", "--url", &stub.url], &CITY]));
    ended_while_it_writes(command, &place.path("out/run.ndjson"), signal)
}

/// The same of any command, which is the first of its process group; the whole group gets the signal.
fn ended_while_it_writes(command: Command, record: &Path, signal: &str) -> (Option<i32>, String) {
    let mut child = started_in_a_group(command);
    until_it_writes(record);
    send(signal, &format!("-{}", child.id()));
    said_at_the_end(&mut child)
}

fn started_in_a_group(mut command: Command) -> Child {
    command.process_group(0).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn until_it_writes(record: &Path) {
    let begun = Instant::now();
    while still_written(record).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(120), "nothing is written");
        sleep(Duration::from_millis(10));
    }
    // It is asked for within half a second, and put back more than a second from now.
    sleep(Duration::from_millis(650));
    assert!(!still_written(record).is_empty(), "it was put back before the signal");
}

fn send(signal: &str, to: &str) {
    let sent = Command::new("kill").args([signal, "--", to]).status();
    assert!(sent.unwrap().success());
}

fn said_at_the_end(child: &mut Child) -> (Option<i32>, String) {
    let code = child.wait().unwrap().code();
    (code, std::io::read_to_string(child.stderr.take().unwrap()).unwrap())
}

/// Cells whose write was begun and not undone, by the record.
fn still_written(record: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(record).unwrap_or_default();
    let mut out = BTreeSet::new();
    for line in text.lines().filter(|line| line.starts_with("{\"event\":\"write\"")) {
        let Ok(write) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let cell = write["cell"].as_str().unwrap().to_owned();
        match write["is_back"].as_bool().unwrap() {
            true => out.remove(&cell),
            false => out.insert(cell),
        };
    }
    out
}

#[test]
fn what_was_written_is_put_back_before_an_ended_run_ends() {
    std::thread::scope(|scope| {
        for signal in ["-INT", "-TERM"] {
            scope.spawn(move || what_was_written_is_put_back_at(signal));
        }
    });
}

fn what_was_written_is_put_back_at(signal: &str) {
    let (place, stub) = (Place::new(), Stub::start(&[]));
    let (code, said) = run_ended_while_it_writes(&place, &stub, signal);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("avbruten") && !said.contains("stå kvar"), "{said}");
    assert_eq!(still_written(&place.path("out/run.ndjson")), BTreeSet::new());
    let again = place.skott(words(&[&["run", "--view", "markera-en", "--url", &stub.url], &CITY]));
    assert_eq!(again.code, 1, "narrowed, so the gate holds it: {}", again.said());
    assert!(!again.stderr.contains("förra körningen"), "{}", again.stderr);
    assert!(place.report("out").get("unrestored").is_none(), "{}", again.stdout);
}

#[test]
fn what_a_killed_run_left_is_told_by_its_record_and_by_the_next_run() {
    let (place, stub) = (Place::new(), Stub::start(&[]));
    let (code, _) = run_ended_while_it_writes(&place, &stub, "-KILL");
    assert_eq!(code, None, "killed");
    let left = still_written(&place.path("out/run.ndjson"));
    let cell = left.first().unwrap();
    let report = place.skott(["report", "out"]);
    assert_eq!(report.code, 3, "{}", report.said());
    assert!(
        report.stdout.contains("INTE ÅTERSTÄLLT") && report.stdout.contains(cell),
        "{}",
        report.stdout
    );

    let next = place.skott(words(&[&["run", "--view", "markera-en", "--url", &stub.url], &CITY]));
    assert!(
        next.stderr.contains("den förra körningen") && next.stderr.contains(cell),
        "{}",
        next.stderr
    );
    // Its mark is known, also to a run that wrote elsewhere.
    assert_eq!(next.code, 3, "{}", next.said());
    let told = place.report("out")["unrestored"].clone();
    assert!(
        told[cell].as_str().is_some_and(|why| why.contains("tidigare körning")),
        "{told}"
    );
}

/// A portal with two faults, which takes two requests a second and notes when its faults are switched off.
fn provable() -> toml::Table {
    let (mut profile, whole) = (mini_profile(), small_profile());
    for (list, id) in [("view", "markera-en"), ("principal", "stadsadmin-behorigheter")] {
        let mut items = whole[list].as_array().unwrap().iter();
        let one = items.find(|item| item["id"].as_str() == Some(id)).unwrap();
        profile[list].as_array_mut().unwrap().push(one.clone());
    }
    let fault = |name: &str| {
        let facts = "class = \"F54\"\nkind = \"foreign-write\"\nviews = [\"markera-en\"]\nsv = \"x\"\nen = \"x\"";
        toml::Value::from(format!("name = \"{name}\"\n{facts}").parse::<toml::Table>().unwrap())
    };
    let commands = "list = [\"printf\", \"ett\\ntva\\n\"]\non = [\"true\", \"{faults}\"]\n\
                    off = [\"sh\", \"-c\", \"echo av >> avslaget\"]";
    let mut proving: toml::Table = commands.parse().unwrap();
    proving.insert("fault".to_owned(), vec![fault("ett"), fault("tva")].into());
    profile.insert("prove".to_owned(), proving.into());
    let limits = profile["limits"].as_table_mut().unwrap();
    limits.insert("rate".to_owned(), 2.into());
    profile
}

/// Ctrl-C reaches all that runs in a terminal, and so does the end of a service; TERM otherwise the proof alone. Its run ends
/// also where the proof is killed and can tell it nothing.
#[test]
fn a_proof_that_is_ended_lets_its_run_put_back_what_it_wrote() {
    let cases = [
        ("-INT", "-", Some(3)),
        ("-INT", "", Some(3)),
        ("-TERM", "-", Some(3)),
        ("-TERM", "", Some(3)),
        ("-KILL", "", None),
    ];
    // They wait for most of the time, so all of them at once.
    std::thread::scope(|scope| {
        for (signal, group, expected) in cases {
            scope.spawn(move || a_proof_is_ended(signal, group, expected));
        }
    });
}

fn a_proof_is_ended(signal: &str, group: &str, expected: Option<i32>) {
    let (place, stub) = (Place::new(), Stub::start(&[]));
    place.portal("portal", &provable());
    // Nothing but changes, so that the first comes soon.
    place.write(
        "features/andringar.feature",
        include_str!("../../features/andringar.feature"),
    );
    let of_portal = ["prove", "--portal", "portal", "--url", &stub.url, "--fault", "ett"];
    let prove = words(&[&of_portal, &["--features", "features"]]);
    let record = place.path("out/prove/felfri/run.ndjson");
    let mut proof = started_in_a_group(place.command(prove));
    until_it_writes(&record);
    let asked = Instant::now();
    send(signal, &format!("{group}{}", proof.id()));
    let (code, said) = said_at_the_end(&mut proof);
    assert_eq!(code, expected, "{signal} {group}: {said}");
    if code.is_none() {
        until_it_stands_still(&record);
    }
    assert!(asked.elapsed() < Duration::from_secs(20), "{signal} {group}");
    assert_eq!(said.contains("avbruten"), code.is_some(), "{signal} {group}: {said}");
    assert_eq!(still_written(&record), BTreeSet::new(), "{signal} {group}");
    let is_whole = std::fs::read_to_string(&record).unwrap().contains("run-finished");
    assert!(!is_whole, "{signal} {group}: the run went on");
    let switched_off = place.read("portal/avslaget").lines().count();
    assert_eq!(switched_off, 1 + usize::from(code.is_some()), "{signal} {group}");
}

/// Waits until three seconds have passed in which six requests would have been recorded.
fn until_it_stands_still(record: &Path) {
    let size = || std::fs::metadata(record).unwrap().len();
    let begun = Instant::now();
    loop {
        let before = size();
        sleep(Duration::from_secs(3));
        if size() == before {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "the run goes on");
    }
}
