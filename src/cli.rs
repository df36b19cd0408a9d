//! What may be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Prövar att en portal håller isär förvaltningarnas och bolagens uppgifter.
/// (Proves that a portal keeps each instance's people apart.)
#[derive(Parser)]
#[command(name = "skott", version, about, max_term_width = 110)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Kör sviten mot stubben eller en portal, och skriver rapporter. (Run the suite.)
    Run(RunArgs),
    /// Visar vad som är deklarerat, utan att fråga portalen. (Show what is declared.)
    Plan(PlanArgs),
    /// Visar alla fraser som egenskapsfiler kan använda. (Show every phrase.)
    Steps {
        #[command(flatten)]
        lang: LangArg,
    },
    /// Visar de fel som kan slås på i stubben. (Show the stub's switchable faults.)
    ///
    /// Varje fel hör till en klass, F01 till F58; docs/felklasser.md säger vad var och en betyder. (What the classes mean.)
    Faults {
        #[command(flatten)]
        lang: LangArg,
    },
    /// Planterar en population på standard ut. (Plant a population.)
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
        /// Vilket.
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
    /// Antal förvaltningar och bolag i en planterad population, 4 till 52.
    #[arg(long, value_name = "N")]
    pub instances: Option<usize>,
    /// Antal personer i var och en, 4 till 250.
    #[arg(long, value_name = "N")]
    pub persons: Option<usize>,
    /// Frö för populationen.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Bara scenarier med dessa taggar, t.ex. "@incident and not @lang".
    #[arg(long, value_name = "EXPR")]
    pub tags: Option<String>,
    /// Bara detta konto (kan upprepas). Det deklarerade förblir deklarerat.
    #[arg(long, value_name = "NAME")]
    pub principal: Vec<String>,
    /// Bara denna vy (kan upprepas).
    #[arg(long, value_name = "NAME")]
    pub view: Vec<String>,
    /// Bara detta format (kan upprepas).
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
    /// Var protokoll och rapporter hamnar.
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Portalens adress i stället för profilens.
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Så många förfrågningar samtidigt.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub concurrency: Option<u16>,
    /// Så många förfrågningar i sekunden, t.ex. 20/s.
    #[arg(long, value_name = "N/s", value_parser = rate)]
    pub rate: Option<u32>,
    #[arg(long = "with-stdin", hide = true)]
    pub with_stdin: bool,
    /// Prövar varje cell så många gånger; det värsta utslaget gäller.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub repeat: u32,
    #[command(flatten)]
    pub lang: LangArg,
}

#[derive(Args)]
pub struct ProveArgs {
    /// Mapp med portal.toml som säger hur portalens fel slås på; utan den prövas stubbens fel. (Folder with portal.toml.)
    #[arg(long, value_name = "DIR")]
    pub portal: Option<PathBuf>,
    /// Portalens adress i stället för profilens.
    #[arg(long, value_name = "URL", requires = "portal")]
    pub url: Option<String>,
    /// Mapp med egenskapsfiler i stället för de inbyggda. (Feature files.)
    #[arg(long, value_name = "DIR")]
    pub features: Option<PathBuf>,
    /// Antal förvaltningar och bolag i en planterad population, 4 till 52.
    #[arg(long, value_name = "N")]
    pub instances: Option<usize>,
    /// Antal personer i var och en, 4 till 250.
    #[arg(long, value_name = "N")]
    pub persons: Option<usize>,
    /// Frö för populationen och för urvalet av par.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Bara detta fel (kan upprepas). (Only this fault.)
    #[arg(long, value_name = "NAME")]
    pub fault: Vec<String>,
    /// Bara fel av denna klass, t.ex. F11 (kan upprepas). (Only faults of this class.)
    #[arg(long, value_name = "CLASS")]
    pub class: Vec<String>,
    /// Så många par av fel prövas också, slumpade ur fröet. (Pairs of faults.)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub pairs: usize,
    /// Kör hela sviten för varje fel, så att fynd på vyer som felet inte rör också syns. (The whole suite for each.)
    #[arg(long)]
    pub full: bool,
    /// Så många körningar samtidigt; en verklig portal tål en.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Var matrisen och körningarnas protokoll hamnar.
    #[arg(long, value_name = "DIR", default_value = "out/prove")]
    pub out: PathBuf,
    #[command(flatten)]
    pub lang: LangArg,
}

#[derive(Args)]
pub struct PlanArgs {
    #[command(flatten)]
    pub portal: PortalArgs,
    /// Skriver varje cell på en egen rad.
    #[arg(long)]
    pub cells: bool,
    #[command(flatten)]
    pub lang: LangArg,
}

#[derive(Args)]
pub struct PlantArgs {
    /// Frö: samma frö och antal ger samma population. (Seed.)
    #[arg(long, value_name = "N", default_value_t = 2020)]
    pub seed: u64,
    /// Antal förvaltningar och bolag, 4 till 52. (Instances, 4 to 52.)
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub instances: usize,
    /// Antal personer i var och en, 4 till 250. (Persons in each, 4 to 250.)
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub persons: usize,
    /// json är det format som [population] file i profilen läser; csv och xlsx är för portalens import.
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
    /// Port på den egna datorn.
    #[arg(long, value_name = "N", default_value_t = 8020)]
    pub port: u16,
    /// Slår på ett fel (kan upprepas).
    #[arg(long, value_name = "NAME")]
    pub fault: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub instances: usize,
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub persons: usize,
    #[arg(long, value_name = "N", default_value_t = 2020)]
    pub seed: u64,
}

#[derive(Args)]
pub struct ReportArgs {
    /// Mappen som körningen skrev i.
    #[arg(default_value = "out")]
    pub dir: PathBuf,
    /// Portalens mapp, för den godtagna rapporten bredvid profilen.
    #[arg(long, value_name = "DIR")]
    pub portal: Option<PathBuf>,
    #[command(flatten)]
    pub lang: LangArg,
}

#[derive(Args)]
pub struct DirArgs {
    /// Mappen som körningen skrev i.
    #[arg(default_value = "out")]
    pub dir: PathBuf,
    /// Portalens mapp, för den godtagna rapporten bredvid profilen.
    #[arg(long, value_name = "DIR")]
    pub portal: Option<PathBuf>,
}

#[derive(Args)]
pub struct AcceptArgs {
    #[command(flatten)]
    pub dir: DirArgs,
    /// Vem som godtar.
    #[arg(long, value_name = "NAMN")]
    pub by: String,
    /// Varför.
    #[arg(long, value_name = "TEXT")]
    pub why: String,
}

#[derive(Args, Clone, Copy)]
pub struct LangArg {
    /// Rapportens språk.
    #[arg(long, value_enum, default_value_t = LangName::Sv)]
    pub lang: LangName,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LangName {
    Sv,
    En,
}

impl LangName {
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

fn rate(text: &str) -> Result<u32, String> {
    let number = text.strip_suffix("/s").unwrap_or(text);
    match number.parse() {
        Ok(rate) if rate > 0 => Ok(rate),
        _ => Err("skriv t.ex. 20/s".to_owned()),
    }
}
