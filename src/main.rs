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

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, PlantArgs, PlantFormat, SchemaKind};
use console::say;
use fail::Fail;

fn main() -> ExitCode {
    match dispatch(Cli::parse().command) {
        Ok(code) => ExitCode::from(code),
        Err(fail) => {
            eprintln!("{}", fail.message);
            ExitCode::from(fail.exit)
        }
    }
}

fn dispatch(command: Command) -> Result<u8, Fail> {
    match command {
        Command::Run(args) => run::run(&args),
        Command::Plan(args) => plan::plan(&args),
        Command::Steps { lang } => say(skott_steps::catalogue_text(lang.lang.into())).map(|()| 0),
        Command::Faults { lang } => say(faults::catalogue_text(lang.lang)).map(|()| 0),
        Command::Plant(args) => plant(&args),
        Command::Stub(args) => stub::serve(&args),
        Command::Prove(args) => prove::prove(&args),
        Command::Report(args) => {
            let events = publish::read_record(&args.dir)?;
            publish::publish(&events, &args.dir, args.portal.as_deref(), args.lang.lang.into())
        }
        Command::Accept(args) => accept::accept(&args),
        Command::Diff(args) => accept::show_diff(&args),
        Command::Reject(args) => accept::reject(&args),
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
    let population = skott_population::plant(args.seed, args.instances, args.persons).map_err(Fail::suite)?;
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
