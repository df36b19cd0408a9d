//! The command `skott`: parse, call, exit code.

mod accept;
mod cli;
mod console;
mod embedded;
mod fail;
mod faults;
mod interrupt;
mod keep;
mod plan;
mod progress;
mod prove;
mod publish;
mod run;
mod setup;
mod stub;
mod texts;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use cli::{Cli, Command, LangName, PlantArgs, PlantFormat, SchemaKind, lang_typed};
use console::{say, tell};
use fail::Fail;

fn main() -> ExitCode {
    // What a panic says may hold what a portal answered, so only where it was is told.
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            eprintln!("skott: {}:{}:{}", place.file(), place.line(), place.column());
        }
    }));
    let (typed, lang) = match Cli::try_parse() {
        Ok(cli) => (Ok(cli.command), cli.lang),
        Err(error) => (Err(error), lang_typed(std::env::args_os())),
    };
    let done = typed.map_err(untaken).and_then(|command| dispatch(command, lang));
    match done {
        Ok(code) => ExitCode::from(code),
        Err(fail) => {
            tell(fail.message.text(lang));
            ExitCode::from(fail.exit)
        }
    }
}

/// What could not be taken; help and version are no fault, and end here.
fn untaken(error: clap::Error) -> Fail {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            error.exit()
        }
        _ => Fail::suite(texts::mistyped(&error)),
    }
}

fn dispatch(command: Command, lang: LangName) -> Result<u8, Fail> {
    match command {
        Command::Run(args) => run::run(&args, lang),
        Command::Plan(args) => plan::plan(&args, lang),
        Command::Steps => say(skott_steps::catalogue_text(lang.into())).map(|()| 0),
        Command::Faults => say(faults::catalogue_text(lang)).map(|()| 0),
        Command::Plant(args) => plant(&args),
        Command::Stub(args) => stub::serve(&args, lang),
        Command::Prove(args) => prove::prove(&args, lang),
        Command::Report(args) => {
            let events = publish::read_record(&args.dir)?;
            publish::publish(&events, &args.dir, args.portal.as_deref(), lang.into())
        }
        Command::Accept(args) => accept::accept(&args, lang),
        Command::Diff(args) => accept::show_diff(&args, lang),
        Command::Reject(args) => accept::reject(&args, lang),
        Command::Schema { which } => schema(which),
        Command::DecodeChild => {
            let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
            skott_runner::engine::child_main(&mut input, &mut output)
                .map(|()| 0)
                .map_err(Fail::own)
        }
    }
}

fn plant(args: &PlantArgs) -> Result<u8, Fail> {
    let population = skott_population::plant(args.seed, args.instances, args.persons)
        .map_err(|error| Fail::suite(texts::not_planted(error)))?;
    let bytes = match args.format {
        PlantFormat::Json => skott_population::to_json(&population).into_bytes(),
        PlantFormat::Csv => skott_population::to_csv(&population).into_bytes(),
        PlantFormat::Xlsx => skott_population::to_xlsx(&population).map_err(Fail::own)?,
    };
    say(bytes).map(|()| 0)
}

fn schema(which: SchemaKind) -> Result<u8, Fail> {
    let schema = match which {
        SchemaKind::Profile => schemars::schema_for!(skott_model::profile::Profile).to_value(),
        SchemaKind::Population => schemars::schema_for!(skott_population::Population).to_value(),
        SchemaKind::Report => skott_report::report_schema(),
        SchemaKind::Prove => skott_report::kills::prove_schema(),
    };
    say(serde_json::to_string_pretty(&schema).map_err(Fail::own)? + "\n").map(|()| 0)
}
