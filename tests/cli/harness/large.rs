//! An export of any size: it is searched while it comes in, in memory that does not grow with it.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use super::spoiler::{End, Spoiler};
use super::{Answer, Asked, city, profile, untouched};
use crate::bench::{Place, troubled};

/// How large the export is, in megabytes, unless `SKOTT_LARGE_MB` says otherwise.
const USUAL: usize = 48;

/// What the program may take more over a large export than over a small one, in megabytes: some pieces that wait, and a block.
const MOST_MORE: u64 = 24;

#[test]
fn an_export_of_any_size_is_searched_in_constant_memory() {
    let told = std::env::var("SKOTT_LARGE_MB").ok().and_then(|mb| mb.parse().ok());
    let large: usize = told.unwrap_or(USUAL);
    // Both are streamed, so that they differ in size alone.
    let (small, more) = (peak_over(2 << 20), peak_over(large << 20));
    println!("2 MB: {small} MB resident at most, {large} MB: {more} MB");
    assert!(
        more <= small + MOST_MORE,
        "{small} MB over 2 MB, {more} MB over {large} MB"
    );
}

/// Runs the suite where one export is that large, its last row again and again: everything in it is the account's own, so the
/// run is accepted. Gives the most memory that the program had, in megabytes.
fn peak_over(bytes: usize) -> u64 {
    let place = Place::new();
    let mut profile = profile();
    profile["limits"]["stream_mb"] = 10_000.into();
    place.portal("portal", &profile);
    let done = AtomicBool::new(false);
    let enlarge = move |asked: &Asked, answer: &mut Answer| {
        let rows = answer.body.iter().filter(|b| **b == b'\n').count();
        if asked.request.path == "/rapport.csv" && rows > 2 && !done.swap(true, Relaxed) {
            answer.end = End::Again(bytes);
        }
    };
    let spoilt = Spoiler::start(city(), untouched(), Box::new(enlarge));
    let mut command = place.command(["run", "--portal", "portal", "--url", &spoilt.url]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut most = 0;
    let status = loop {
        most = most.max(peak(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let report = place.report("out");
    assert_eq!(status.code(), Some(0), "{:?}", troubled(&report));
    assert_eq!(report["streamed"], serde_json::json!(["rapport"]));
    assert!(
        place
            .read("out/report.txt")
            .contains("Stora svar genomsöktes medan de kom in")
    );
    assert!(report["envelope"]["bytes"].as_u64().unwrap() >= bytes as u64);
    most
}

/// The most resident memory that a running process has had so far, in megabytes; none is told of one that has ended.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) >> 10
}
