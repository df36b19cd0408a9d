//! How fast 55,000 persons are searched for, beside others that search for the same: one run, one body, one core.
//!
//! `cargo bench -p skott-oracle --bench search` prints ratios, times and memory. `SKOTT_BENCH_MB` sets the size of the body (200),
//! `SKOTT_BENCH_ROUNDS` how often each searches it (5). They take turns, and of each the fastest round counts, in seconds of the
//! processor's time where the system tells it (Linux): whatever else the machine does then disturbs them little, and all alike.
//! `SKOTT_BENCH_ALONE=1` leaves ripgrep out, which takes minutes to start with so many patterns.

use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use criterion::{Criterion, Throughput};
use skott_oracle::decode::{Limits, decode_body};
use skott_oracle::search::Index;
use tempfile::NamedTempFile;

mod town;

use town::{Crowd, Town};

const PERSONS: usize = 55_000;
const CITY: usize = 528;
const CHUNK: usize = 64 << 10;
const STREAMED_GB: u64 = 2;

const CROWDS: [(&str, Crowd); 4] = [
    (
        "nobody planted",
        Crowd {
            planted: 0.0,
            namesakes: false,
        },
    ),
    (
        "1 % planted",
        Crowd {
            planted: 0.01,
            namesakes: false,
        },
    ),
    (
        "1 % planted, others with their names",
        Crowd {
            planted: 0.01,
            namesakes: true,
        },
    ),
    (
        "all planted",
        Crowd {
            planted: 1.0,
            namesakes: false,
        },
    ),
];

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .sample_size(10)
        .measurement_time(Duration::from_secs(4));
    build(&mut criterion);
    pages(&mut criterion);
    bodies(number("SKOTT_BENCH_MB", 200) << 20, number("SKOTT_BENCH_ROUNDS", 5));
    constant_memory();
}

fn number(name: &str, usual: usize) -> usize {
    let given = std::env::var(name).ok();
    given.and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn build(criterion: &mut Criterion) {
    let population = Town::of(PERSONS).population();
    criterion.bench_function("index of 55,000 persons", |b| {
        b.iter_custom(|times| (0..times).map(|_| built(|| Index::new(black_box(&population)))).sum());
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
            b.iter_custom(|times| timed(|| (0..times).map(|_| index.search(black_box(&decoded)).len()).sum()));
        });
        group.bench_function(format!("{name}: one pass of aho-corasick"), |b| {
            b.iter_custom(|times| {
                timed(|| {
                    (0..times)
                        .map(|_| automaton.find_overlapping_iter(black_box(&body)).count())
                        .sum()
                })
            });
        });
    }
    group.finish();
}

fn bodies(size: usize, rounds: usize) {
    let town = Town::of(PERSONS);
    let index = Index::new(&town.population());
    let patterns = town.patterns();
    let mut made = None;
    let took = timed(|| made.insert(automaton(&patterns)).memory_usage());
    let Some(automaton) = made else { return };
    println!(
        "aho-corasick's automaton built in {took:.2?}, {} MB",
        automaton.memory_usage() >> 20
    );
    // It takes long to start.
    let alone = std::env::var_os("SKOTT_BENCH_ALONE").is_some();
    let ripgrep = if alone { None } else { Ripgrep::with(&patterns) };
    println!(
        "{} MB of CSV, {} patterns, best of {rounds} rounds",
        size >> 20,
        patterns.len()
    );
    for (name, crowd) in CROWDS {
        let body = town.table(size, crowd);
        let mut best = [Duration::MAX; 3];
        for _ in 0..rounds {
            let took = [
                Some(timed(|| searched(&index, body.as_bytes()))),
                Some(timed(|| automaton.find_overlapping_iter(black_box(&body)).count())),
                ripgrep.as_ref().and_then(|rg| rg.search(body.as_bytes())),
            ];
            for (best, took) in best.iter_mut().zip(took) {
                *best = took.map_or(*best, |took| took.min(*best));
            }
        }
        tell(name, body.len(), best);
    }
    if ripgrep.is_none() {
        println!("ripgrep is not installed (Debian: apt-get install ripgrep): its column is left out");
    }
}

fn tell(name: &str, bytes: usize, [skott, automaton, ripgrep]: [Duration; 3]) {
    let speed = |took: Duration| bytes as f64 / 1e6 / took.as_secs_f64();
    let ratio = |took: Duration| took.as_secs_f64() / skott.as_secs_f64();
    print!(
        "{name}: skott {:.0} MB/s; {:.1} x aho-corasick ({:.0} MB/s)",
        speed(skott),
        ratio(automaton),
        speed(automaton)
    );
    match ripgrep {
        Duration::MAX => println!(),
        took => println!("; {:.1} x ripgrep ({:.0} MB/s)", ratio(took), speed(took)),
    }
}

/// The time in which something is made, on as many cores as it takes; that to let go of it is left out.
fn built<T>(make: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    let made = black_box(make());
    let took = began.elapsed();
    drop(made);
    took
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let (began, used) = (Instant::now(), own_time());
    black_box(work());
    match (used, own_time()) {
        (Some(before), Some(after)) => after - before,
        _ => began.elapsed(),
    }
}

/// The processor's time that this thread has used.
fn own_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The processor's time that ended child processes have used.
fn childrens_time() -> Option<Duration> {
    const TICKS_PER_SECOND: u64 = 100;
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = told.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Duration::from_millis(
        (ticks(13)? + ticks(14)?) * 1000 / TICKS_PER_SECOND,
    ))
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

/// ripgrep on one thread, its patterns in a file.
struct Ripgrep {
    patterns: NamedTempFile,
    /// To start and to read the patterns, which is no searching.
    start: Duration,
}

impl Ripgrep {
    /// None where it is not installed.
    fn with(patterns: &[String]) -> Option<Self> {
        let mut file = NamedTempFile::new().ok()?;
        file.write_all(patterns.join("\n").as_bytes()).ok()?;
        let mut ripgrep = Self {
            patterns: file,
            start: Duration::ZERO,
        };
        ripgrep.start = (0..3).filter_map(|_| ripgrep.search(b"")).min()?;
        Some(ripgrep)
    }

    /// How long it takes over a body, its start left out.
    fn search(&self, body: &[u8]) -> Option<Duration> {
        let data = NamedTempFile::new().ok()?;
        std::fs::write(data.path(), body).ok()?;
        let (began, used) = (Instant::now(), childrens_time());
        let run = Command::new("rg")
            .args(["-F", "--count-matches", "--no-config", "-j1", "-f"])
            .args([self.patterns.path(), data.path()])
            .stdout(Stdio::null())
            .status();
        run.ok()?;
        let took = match (used, childrens_time()) {
            (Some(before), Some(after)) => after - before,
            _ => began.elapsed(),
        };
        Some(took.saturating_sub(self.start))
    }
}

/// Streams two gigabytes and says how much memory that took.
fn constant_memory() {
    let town = Town::of(PERSONS);
    let index = Index::new(&town.population());
    let body = town.table(16 << 20, CROWDS[1].1);
    let before = resident();
    let mut most = before;
    let mut stream = index.stream(Some("text/csv"), None);
    let began = own_time();
    let mut sent = 0;
    while sent < STREAMED_GB << 30 {
        body.as_bytes().chunks(CHUNK).for_each(|chunk| stream.push(chunk));
        sent += body.len() as u64;
        most = most.max(resident());
    }
    let seen = stream.finish().sightings.len();
    let took = began
        .zip(own_time())
        .map_or(0.0, |(before, after)| (after - before).as_secs_f64());
    println!(
        "{STREAMED_GB} GB streamed, 1 % planted: {took:.1} s, {seen} sightings, {} MB more than before the first byte",
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
