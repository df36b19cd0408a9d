//! Searches megabytes of noise and tells what was imagined in it: `noise [MB] [SEED]`, 1024 and 1 where not given.
//! Exit 1 where a strong form was hit.

#[path = "../tests/noise/hearing.rs"]
mod hearing;
#[path = "../tests/noise/letter.rs"]
mod letter;
#[path = "../tests/noise/page.rs"]
mod page;
#[path = "../tests/noise/pdf.rs"]
mod pdf;
#[path = "../tests/noise/town.rs"]
mod town;

use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let mut given = std::env::args().skip(1).map(|number| number.parse::<u64>().ok());
    let (megabytes, seed) = (given.next().unwrap_or(Some(1024)), given.next().unwrap_or(Some(1)));
    let (Some(megabytes), Some(seed)) = (megabytes, seed) else {
        eprintln!("usage: noise [MB] [SEED], both whole numbers");
        return ExitCode::from(2);
    };
    let city = skott_population::plant(7, 52, 12).expect("a city can be planted");
    let bytes = usize::try_from(megabytes << 20).unwrap_or(usize::MAX);
    let begun = Instant::now();
    let mut told = 0;
    let heard = hearing::hear(&city, seed, bytes, |heard| {
        if heard.bytes >> 26 > told {
            told = heard.bytes >> 26;
            eprintln!("{} MB, {} s", heard.bytes >> 20, begun.elapsed().as_secs());
        }
    });
    print!("{}", heard.told());
    ExitCode::from(u8::from(!heard.strong.is_empty()))
}
