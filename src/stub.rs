//! `skott stub`: the stub portal on a port of this machine, for a person to look at or a run to be pointed at.

use std::sync::Arc;

use skott_mocks::{DEFAULT_IDLE, Settings, Stub};

use crate::cli::{LangName, StubArgs};
use crate::console::say;
use crate::fail::Fail;
use crate::run::{STUB_PASSWORD, stub_password};
use crate::texts;

/// Serves until interrupted.
///
/// # Errors
/// The port is taken, a fault is not known, or the sizes cannot be planted.
pub fn serve(args: &StubArgs, lang: LangName) -> Result<u8, Fail> {
    let population = skott_population::plant(args.seed, args.instances, args.persons)
        .map_err(|error| Fail::suite(texts::not_planted(error)))?;
    let faults = args
        .fault
        .iter()
        .map(|name| name.parse().map_err(|error| Fail::suite(texts::unknown_fault(&error))))
        .collect::<Result<_, _>>()?;
    let settings = Settings {
        password: stub_password(),
        faults,
        idle: DEFAULT_IDLE,
        port: Some(args.port),
    };
    let runtime = tokio::runtime::Runtime::new().map_err(Fail::own)?;
    runtime.block_on(async {
        let stub = Stub::start(Arc::new(population), settings)
            .await
            .map_err(|error| Fail::suite(texts::no_port(args.port, &error)))?;
        say(texts::stub_is_up(&stub.url(), STUB_PASSWORD).text(lang))?;
        tokio::signal::ctrl_c().await.map_err(Fail::own)?;
        Ok(0)
    })
}
