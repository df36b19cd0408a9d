//! How fast 55,000 persons are searched for, beside others that search for the same: one run, one body, one core.
//!
//! `cargo bench -p skott-oracle --bench search` prints ratios, times and memory. `SKOTT_BENCH_MB` sets the size of the body (200).

use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use criterion::{Criterion, Throughput};
use skott_oracle::decode::{Limits, decode_body};
use skott_oracle::search::Index;

mod town;

use town::Town;

const PERSONS: usize = 55_000;
const CITY: usize = 528;
const SHARES: [f64; 3] = [0.0, 0.01, 1.0];
const CHUNK: usize = 64 << 10;
const STREAMED_GB: u64 = 2;

fn main() {
    let megabytes = std::env::var("SKOTT_BENCH_MB")
        .ok()
        .and_then(|mb| mb.parse().ok())
        .unwrap_or(200);
    let mut criterion = Criterion::default()
        .configure_from_args()
        .sample_size(10)
        .measurement_time(Duration::from_secs(8));
    build(&mut criterion);
    pages(&mut criterion);
    bodies(&mut criterion, megabytes << 20);
    constant_memory();
}

fn build(criterion: &mut Criterion) {
    let population = Town::of(PERSONS).population();
    criterion.bench_function("index of 55,000 persons", |b| {
        b.iter(|| Index::new(black_box(&population)))
    });
    let before = resident();
    let index = Index::new(&population);
    println!("index: {} MB held", (resident().saturating_sub(before)) >> 20);
    black_box(&index);
}

/// A city's 528 persons, in pages as portals send them.
fn pages(criterion: &mut Criterion) {
    let town = Town::of(CITY);
    let population = town.population();
    let index = Index::new(&population);
    let automaton = automaton(&town.patterns());
    let mut group = criterion.benchmark_group("528 persons");
    for (name, kind, body) in town.pages() {
        let decoded = decode_body(body.as_bytes(), Some(kind), &Limits::default());
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function(format!("{name}: skott, every form"), |b| {
            b.iter(|| index.search(black_box(&decoded)).len())
        });
        group.bench_function(format!("{name}: one pass of aho-corasick"), |b| {
            b.iter(|| automaton.find_overlapping_iter(black_box(&body)).count());
        });
    }
    group.finish();
}

fn bodies(criterion: &mut Criterion, size: usize) {
    let town = Town::of(PERSONS);
    let population = town.population();
    let index = Index::new(&population);
    let patterns = town.patterns();
    let automaton = automaton(&patterns);
    println!("{} patterns", patterns.len());
    for share in SHARES {
        let body = town.table(size, share);
        let mut group = criterion.benchmark_group(format!("{} MB of CSV, {} % planted", size >> 20, share * 100.0));
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_function("skott, every form", |b| b.iter(|| searched(&index, body.as_bytes())));
        group.bench_function("aho-corasick, contiguous NFA", |b| {
            b.iter(|| automaton.find_overlapping_iter(black_box(&body)).count());
        });
        group.finish();
        match ripgrep(&patterns, body.as_bytes()) {
            Some(time) => println!(
                "ripgrep -F -f: {:.0} MB/s",
                body.len() as f64 / 1e6 / time.as_secs_f64()
            ),
            None => println!("ripgrep is not installed (Debian: ripgrep): row left out"),
        }
    }
}

fn searched(index: &Index, body: &[u8]) -> usize {
    let mut stream = index.stream(Some("text/csv"), None);
    body.chunks(CHUNK).for_each(|chunk| stream.push(chunk));
    stream.finish().sightings.len()
}

fn automaton(patterns: &[String]) -> AhoCorasick {
    let builder = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(patterns);
    builder.expect("the patterns fit")
}

/// One run over the body in memory, patterns in a file; none where there is no ripgrep.
fn ripgrep(patterns: &[String], body: &[u8]) -> Option<Duration> {
    let mut file = tempfile::NamedTempFile::new().ok()?;
    file.write_all(patterns.join("\n").as_bytes()).ok()?;
    let data = tempfile::NamedTempFile::new().ok()?;
    std::fs::write(data.path(), body).ok()?;
    let began = Instant::now();
    let run = Command::new("rg")
        .args(["-F", "--count-matches", "--no-config", "-j1", "-f"])
        .args([file.path(), data.path()])
        .stdout(Stdio::null())
        .status();
    run.ok().map(|_| began.elapsed())
}

/// Streams two gigabytes and says how much memory that took.
fn constant_memory() {
    let town = Town::of(PERSONS);
    let index = Index::new(&town.population());
    let body = town.table(16 << 20, 0.01);
    let before = resident();
    let mut most = before;
    let mut stream = index.stream(Some("text/csv"), None);
    let began = Instant::now();
    let mut sent = 0;
    while sent < STREAMED_GB << 30 {
        body.as_bytes().chunks(CHUNK).for_each(|chunk| stream.push(chunk));
        sent += body.len() as u64;
        most = most.max(resident());
    }
    let seen = stream.finish().sightings.len();
    println!(
        "{STREAMED_GB} GB streamed, 1 % planted: {:.1} s, {seen} sightings, {} MB more than before the first byte",
        began.elapsed().as_secs_f64(),
        most.saturating_sub(before) >> 20
    );
}

/// Resident memory in bytes, where the system tells it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) << 10
}
