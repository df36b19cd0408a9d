//! A mutation fuzzer for the decoders: `cargo run -p skott-oracle --example fuzz -- SECONDS [FOLDER]`.
//!
//! It writes files of every container, spoils them in the ways in which files get spoilt, and decodes them in a process of its
//! own. A panic, an overflown stack, a limit that does not hold or ten seconds over one file end it with exit code 1, and the
//! file is kept in FOLDER (`target/fuzz`), where `fuzz --file PATH` reads it again. What it tries depends on the clock, so that
//! every night tries something else.
#![allow(clippy::unwrap_used, reason = "a fuzzer without a disk or a process is no fuzzer")]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use skott_oracle::decode::{Limits, decode_body};

#[path = "../tests/containers/writers.rs"]
mod writers;

/// Longest time that one file may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Files that a process decodes before it is replaced.
const BATCH: u64 = 2_000;

const LIMITS: Limits = Limits {
    max_texts: 20_000,
    max_depth: 120,
    max_unzipped: 8 << 20,
    max_bytes: 4 << 20,
};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = |at: usize| args.get(at).map_or_else(|| PathBuf::from("target/fuzz"), PathBuf::from);
    match args.first().map(String::as_str) {
        Some("--worker") => worker(args[1].parse().unwrap(), &folder(2)),
        Some("--file") => {
            decode(&std::fs::read(&args[1]).unwrap());
            ExitCode::SUCCESS
        }
        seconds => fuzz(seconds.and_then(|s| s.parse().ok()).unwrap_or(20), &folder(1)),
    }
}

fn fuzz(seconds: u64, folder: &Path) -> ExitCode {
    std::fs::create_dir_all(folder).unwrap();
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut number = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() << 24;
    let mut tried = 0;
    while Instant::now() < end {
        match batch(number, folder, end) {
            Ok(files) => tried += files,
            Err(why) => {
                let kept = folder.join(format!("{number}.bin"));
                std::fs::copy(folder.join("current.bin"), &kept).unwrap();
                eprintln!(
                    "fuzz: {why}: {}; read it again with: fuzz --file {}",
                    kept.display(),
                    kept.display()
                );
                return ExitCode::FAILURE;
            }
        }
        number += BATCH;
    }
    println!("fuzz: {tried} spoilt files decoded in {seconds} s, each within its limits");
    ExitCode::SUCCESS
}

/// Runs one process over a batch; gives how many files it decoded, or how it ended.
fn batch(number: u64, folder: &Path, end: Instant) -> Result<u64, String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg("--worker")
        .arg(number.to_string())
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        lines.map_while(Result::ok).for_each(|_| {
            let _ = tell.send(());
        })
    });
    let mut files = 0;
    loop {
        match told.recv_timeout(PATIENCE) {
            Ok(()) if Instant::now() < end => files += 1,
            Ok(()) => {
                child.kill().unwrap();
                child.wait().unwrap();
                return Ok(files);
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                child.kill().unwrap();
                child.wait().unwrap();
                return Err(format!("more than {} s over one file", PATIENCE.as_secs()));
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let status = child.wait().unwrap();
                return if status.success() {
                    Ok(files)
                } else {
                    Err(status.to_string())
                };
            }
        }
    }
}

/// Decodes a batch; each file is on disk before it is read, and a line is written after it.
fn worker(first: u64, folder: &Path) -> ExitCode {
    let values = ["Märta Öberg", "19900101-9802", "K7PXQ", "åke@trafik.example"].map(str::to_owned);
    let written = writers::all(&values);
    let seeds: Vec<&[u8]> = written.iter().map(|(_, _, body)| body.as_slice()).collect();
    let current = folder.join("current.bin");
    let mut out = std::io::stdout().lock();
    for number in first..first + BATCH {
        let file = spoilt(&seeds, &mut Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1));
        std::fs::write(&current, &file).unwrap();
        decode(&file);
        writeln!(out, "{number}").unwrap();
        out.flush().unwrap();
    }
    ExitCode::SUCCESS
}

fn decode(file: &[u8]) {
    for declared in [
        None,
        Some("text/html"),
        Some("multipart/mixed; boundary=g"),
        Some("text/javascript"),
    ] {
        let decoded = decode_body(file, declared, &LIMITS);
        assert!(
            decoded.texts.len() <= LIMITS.max_texts && decoded.raw.len() <= LIMITS.max_texts,
            "too many texts"
        );
        assert!(
            decoded.texts.iter().all(|t| t.place.len() <= 1 << 16),
            "a place without end"
        );
    }
}

/// A source of numbers: xorshift, since it need not be good, only different.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}

/// A file with some of the faults that files have; now and then packed again, so that faults lie inside sound containers.
fn spoilt(seeds: &[&[u8]], dice: &mut Dice) -> Vec<u8> {
    let mut file = seeds[dice.below(seeds.len())].to_vec();
    for _ in 0..=dice.below(6) {
        if file.is_empty() {
            break;
        }
        let at = dice.below(file.len());
        match dice.below(8) {
            0 => file[at] ^= 1 << dice.below(8),
            1 => file[at] = [0, 0xff, b'<', b'"', b'[', b'%', b'\n', b'('][dice.below(8)],
            2 => file.truncate(at),
            3 => drop(file.drain(at..(at + 1 + dice.below(64)).min(file.len()))),
            4 => {
                let piece = file[at..(at + 1 + dice.below(256)).min(file.len())].to_vec();
                let again = 1 + dice.below(300);
                file.splice(at..at, piece.repeat(again));
            }
            5 => {
                let other = seeds[dice.below(seeds.len())];
                let from = dice.below(other.len());
                file.splice(at..at, other[from..].iter().copied());
            }
            6 => {
                let lie = [u32::MAX, 0x7fff_ffff, 0, 1 << 24][dice.below(4)].to_le_bytes();
                file.iter_mut().skip(at).zip(lie).for_each(|(byte, lie)| *byte = lie);
            }
            _ => digits(&mut file, at, dice),
        }
    }
    match dice.below(6) {
        0 => writers::zipped(&[("a.bin", &file)]),
        1 => writers::gzipped(&file),
        2 => format!("{{\"fil\":\"{}\"}}", writers::base64(&file)).into_bytes(),
        _ => file,
    }
}

/// Another number in place of one that is written in digits: lengths, offsets, references.
fn digits(file: &mut [u8], at: usize, dice: &mut Dice) {
    let offset = file[at..].iter().position(u8::is_ascii_digit);
    let rest = offset.map_or(&mut [][..], |offset| &mut file[at + offset..]);
    for byte in rest.iter_mut().take_while(|byte| byte.is_ascii_digit()) {
        *byte = b'0' + dice.below(10) as u8;
    }
}
