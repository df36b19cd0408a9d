//! What may be typed.

use std::ffi::OsString;
use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::texts::{self, Text};

/// Prövar att en portal håller isär förvaltningarnas och bolagens uppgifter.
/// (Proves that a portal keeps each instance's people apart.)
#[derive(Parser)]
#[command(name = "skott", version, about, max_term_width = 110)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Språket i det som skrivs: rapporter, och vad som är fel i det som angavs. (The language of what is said.)
    #[arg(long, global = true, value_enum, default_value_t = LangName::Sv)]
    pub lang: LangName,
}

#[derive(Subcommand)]
pub enum Command {
    /// Kör sviten mot stubben eller en portal, och skriver rapporter. (Run the suite.)
    Run(RunArgs),
    /// Visar vad som är deklarerat, utan att fråga portalen. (Show what is declared.)
    Plan(PlanArgs),
    /// Visar alla fraser som egenskapsfiler kan använda. (Show every phrase.)
    Steps,
    /// Visar de fel som kan slås på i stubben. (Show the stub's switchable faults.)
    ///
    /// Varje fel hör till en klass, F01 till F58; docs/felklasser.md säger vad var och en betyder. (What the classes mean.)
    Faults,
    /// Skriver en planterad population till standard ut. (Write a planted population to standard output.)
    Plant(PlantArgs),
    /// Startar stubbportalen, så att en människa kan se den. (Start the stub portal.)
    Stub(StubArgs),
    /// Prövar sviten själv: slår på fel efter fel och visar vilket scenario som fäller vilket. (Prove the suite.)
    Prove(ProveArgs),
    /// Skriver rapporterna på nytt ur en körnings protokoll. (Render reports again from a record.)
    Report(ReportArgs),
    /// Godtar en körnings rapport som den nästa jämförs med. (Accept a run's report.)
    Accept(AcceptArgs),
    /// Visar vad som skiljer en körnings rapport från den godtagna. (Show the difference.)
    Diff(DirArgs),
    /// Avvisar en körnings rapport: förslaget tas bort. (Reject a run's report.)
    Reject(DirArgs),
    /// Skriver ett JSON-schema. (Print a JSON Schema.)
    Schema {
        /// Vilket schema. (Which schema.)
        which: SchemaKind,
    },
    #[command(name = skott_runner::engine::CHILD_COMMAND, hide = true)]
    DecodeChild,
}

/// Of a run that another program started: it ends when its standard input is closed, as when asked to end.
pub const WITH_STDIN: &str = "--with-stdin";

/// Which portal.
#[derive(Args, Clone, Default)]
pub struct PortalArgs {
    /// Mapp med portal.toml; utan den körs den inbyggda stubben. (Folder with portal.toml.)
    #[arg(long, value_name = "DIR")]
    pub portal: Option<PathBuf>,
    /// Mapp med egenskapsfiler i stället för de inbyggda. (Feature files.)
    #[arg(long, value_name = "DIR")]
    pub features: Option<PathBuf>,
    /// Antal förvaltningar och bolag i en planterad population, 4 till 52. (Planted instances.)
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    pub instances: Option<usize>,
    /// Antal personer i var och en, 4 till 250. (Planted persons in each.)
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    pub persons: Option<usize>,
    /// Frö för populationen. (Seed of the population.)
    #[arg(long, value_name = "N", value_parser = whole::<u64>)]
    pub seed: Option<u64>,
    /// Bara scenarier med dessa taggar, t.ex. "@incident and not @om-det-finns". (Only scenarios with these tags.)
    #[arg(long, value_name = "EXPR")]
    pub tags: Option<String>,
    /// Bara detta konto (kan upprepas). Det deklarerade förblir deklarerat. (Only this account.)
    #[arg(long, value_name = "NAME")]
    pub principal: Vec<String>,
    /// Bara denna vy (kan upprepas). (Only this view.)
    #[arg(long, value_name = "NAME")]
    pub view: Vec<String>,
    /// Bara detta format (kan upprepas). (Only this format.)
    #[arg(long, value_name = "F")]
    pub format: Vec<String>,
}

#[derive(Args)]
pub struct RunArgs {
    #[command(flatten)]
    pub portal: PortalArgs,
    /// Slår på ett fel i stubben (kan upprepas). (Switch a fault on in the stub.)
    #[arg(long, value_name = "NAME")]
    pub fault: Vec<String>,
    /// Var protokoll och rapporter hamnar. (Where record and reports go.)
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Portalens adress i stället för profilens. (The portal's address.)
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Högsta antal samtidiga anrop. (Most requests at once.)
    #[arg(long, value_name = "N", value_parser = whole_in(1_u16, u16::MAX))]
    pub concurrency: Option<u16>,
    /// Högsta antal anrop i sekunden, t.ex. 20/s. (Most requests a second.)
    #[arg(long, value_name = "N/s", value_parser = rate)]
    pub rate: Option<u32>,
    #[arg(long = "with-stdin", hide = true)]
    pub with_stdin: bool,
    /// Prövar varje cell så många gånger; det värsta utslaget gäller. (Times that each cell is tried.)
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole_in(1_u32, 100))]
    pub repeat: u32,
}

#[derive(Args)]
pub struct ProveArgs {
    /// Mapp med portal.toml som säger hur portalens fel slås på; utan den prövas stubbens fel. (Folder with portal.toml.)
    #[arg(long, value_name = "DIR")]
    pub portal: Option<PathBuf>,
    /// Portalens adress i stället för profilens. (The portal's address.)
    #[arg(long, value_name = "URL", requires = "portal")]
    pub url: Option<String>,
    /// Mapp med egenskapsfiler i stället för de inbyggda. (Feature files.)
    #[arg(long, value_name = "DIR")]
    pub features: Option<PathBuf>,
    /// Antal förvaltningar och bolag i en planterad population, 4 till 52. (Planted instances.)
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    pub instances: Option<usize>,
    /// Antal personer i var och en, 4 till 250. (Planted persons in each.)
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    pub persons: Option<usize>,
    /// Frö för populationen och för urvalet av par. (Seed of population and pairs.)
    #[arg(long, value_name = "N", value_parser = whole::<u64>)]
    pub seed: Option<u64>,
    /// Bara detta fel (kan upprepas). (Only this fault.)
    #[arg(long, value_name = "NAME")]
    pub fault: Vec<String>,
    /// Bara fel av denna klass, t.ex. F11 (kan upprepas). (Only faults of this class.)
    #[arg(long, value_name = "CLASS")]
    pub class: Vec<String>,
    /// Så många par av fel prövas också, slumpade ur fröet. (Pairs of faults.)
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = whole::<usize>)]
    pub pairs: usize,
    /// Kör hela sviten för varje fel, så att fynd på vyer som felet inte rör också syns. (The whole suite for each.)
    #[arg(long)]
    pub full: bool,
    /// Så många körningar samtidigt; en verklig portal tål en. (Runs at once.)
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    pub jobs: Option<usize>,
    /// Var matrisen och körningarnas protokoll hamnar. (Where the matrix and the runs' records go.)
    #[arg(long, value_name = "DIR", default_value = "out/prove")]
    pub out: PathBuf,
}

#[derive(Args)]
pub struct PlanArgs {
    #[command(flatten)]
    pub portal: PortalArgs,
    /// Skriver varje cell på en egen rad. (A line a cell.)
    #[arg(long)]
    pub cells: bool,
}

#[derive(Args)]
pub struct PlantArgs {
    /// Frö: samma frö och antal ger samma population. (Seed.)
    #[arg(long, value_name = "N", default_value_t = 2020, value_parser = whole::<u64>)]
    pub seed: u64,
    /// Antal förvaltningar och bolag, 4 till 52. (Instances, 4 to 52.)
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = whole::<usize>)]
    pub instances: usize,
    /// Antal personer i var och en, 4 till 250. (Persons in each, 4 to 250.)
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = whole::<usize>)]
    pub persons: usize,
    /// json är det format som [population] file i profilen läser; csv och xlsx är för portalens import. (The file's format.)
    #[arg(long, value_enum, default_value_t = PlantFormat::Json)]
    pub format: PlantFormat,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum PlantFormat {
    Json,
    Csv,
    Xlsx,
}

#[derive(Args)]
pub struct StubArgs {
    /// Port på den egna datorn. (Port of this machine.)
    #[arg(long, value_name = "N", default_value_t = 8020, value_parser = whole::<u16>)]
    pub port: u16,
    /// Slår på ett fel (kan upprepas). (Switch a fault on.)
    #[arg(long, value_name = "NAME")]
    pub fault: Vec<String>,
    /// Antal förvaltningar och bolag, 4 till 52. (Instances.)
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = whole::<usize>)]
    pub instances: usize,
    /// Antal personer i var och en, 4 till 250. (Persons in each.)
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = whole::<usize>)]
    pub persons: usize,
    /// Frö för populationen. (Seed of the population.)
    #[arg(long, value_name = "N", default_value_t = 2020, value_parser = whole::<u64>)]
    pub seed: u64,
}

#[derive(Args)]
pub struct ReportArgs {
    /// Mappen som körningen skrev i. (The folder that the run wrote in.)
    #[arg(default_value = "out")]
    pub dir: PathBuf,
    /// Portalens mapp, för den godtagna rapporten bredvid profilen. (The portal's folder.)
    #[arg(long, value_name = "DIR")]
    pub portal: Option<PathBuf>,
}

#[derive(Args)]
pub struct DirArgs {
    /// Mappen som körningen skrev i. (The folder that the run wrote in.)
    #[arg(default_value = "out")]
    pub dir: PathBuf,
    /// Portalens mapp, för den godtagna rapporten bredvid profilen. (The portal's folder.)
    #[arg(long, value_name = "DIR")]
    pub portal: Option<PathBuf>,
}

#[derive(Args)]
pub struct AcceptArgs {
    #[command(flatten)]
    pub dir: DirArgs,
    /// Vem som godtar. (Who accepts.)
    #[arg(long, value_name = "NAMN")]
    pub by: String,
    /// Varför. (Why.)
    #[arg(long, value_name = "TEXT")]
    pub why: String,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LangName {
    Sv,
    En,
}

impl LangName {
    /// As it is typed.
    pub fn typed(self) -> &'static str {
        self.pick("sv", "en")
    }

    /// The text of this language.
    pub fn pick<T>(self, sv: T, en: T) -> T {
        match self {
            Self::Sv => sv,
            Self::En => en,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum SchemaKind {
    Profile,
    Population,
    Report,
    Prove,
}

fn rate(text: &str) -> Result<u32, Text> {
    let number = text.strip_suffix("/s").unwrap_or(text).parse().ok();
    number.filter(|rate| *rate > 0).ok_or_else(texts::no_rate)
}

/// Any whole number of the type.
fn whole<T: FromStr>(text: &str) -> Result<T, Text> {
    text.parse().map_err(|_| texts::no_number())
}

/// A whole number between two.
fn whole_in<T>(from: T, to: T) -> impl Fn(&str) -> Result<T, Text> + Clone + Send + Sync + 'static
where
    T: Copy + Display + FromStr + PartialOrd + Send + Sync + 'static,
{
    move |text| {
        let number = text.parse().ok().filter(|number| (from..=to).contains(number));
        number.ok_or_else(|| texts::not_in(from, to))
    }
}

/// The language that was asked for in words that could not be taken.
pub fn lang_typed(words: impl IntoIterator<Item = OsString>) -> LangName {
    let words: Vec<OsString> = words.into_iter().collect();
    let apart = words.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en");
    match apart || words.iter().any(|word| word == "--lang=en") {
        true => LangName::En,
        false => LangName::Sv,
    }
}
