//! The faults that can be switched on, and how: the stub's own catalogue, or commands of a real portal.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use skott_mocks::Fault;
use skott_model::profile::{OfferedFault, Profile, Proving, ScopeSpec, ScopeWord};
use skott_report::kills::FaultFacts;

use crate::cli::{LangName, ProveArgs};
use crate::console::tell;
use crate::fail::Fail;
use crate::setup;
use crate::texts;

/// Faults that can be switched on.
pub struct Offered {
    faults: Vec<FaultFacts>,
    switch: Option<Switch>,
}

/// A portal's own commands, run in the profile's folder. All is switched off when it is dropped, however the proof ended.
struct Switch {
    dir: PathBuf,
    proving: Proving,
    lang: LangName,
}

impl Offered {
    /// What the portal of the options offers.
    ///
    /// # Errors
    /// Its profile does not say, or its list holds faults that the profile forgets.
    pub fn of(args: &ProveArgs, lang: LangName) -> Result<Self, Fail> {
        let Some(dir) = &args.portal else {
            return Ok(Self {
                faults: Fault::all().map(facts).collect(),
                switch: None,
            });
        };
        let (name, profile) = setup::profile(dir)?;
        let Some(proving) = profile.prove.clone() else {
            return Err(Fail::suite(texts::no_prove(&name)));
        };
        let switch = Switch {
            dir: dir.clone(),
            proving,
            lang,
        };
        switch.forgets_none(&name)?;
        Ok(Self {
            faults: switch
                .proving
                .fault
                .iter()
                .map(|fault| declared(&profile, fault))
                .collect(),
            switch: Some(switch),
        })
    }

    /// All of them.
    pub fn faults(&self) -> &[FaultFacts] {
        &self.faults
    }

    /// How many runs may be under way at once: each run has a stub of its own, so one a core; a real portal is one.
    pub fn at_once(&self, asked: Option<usize>) -> usize {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        match self.switch {
            Some(_) => 1,
            None => asked.unwrap_or(cores).max(1),
        }
    }

    /// Switches on these and no others. A run starts its own stub with its faults, so for it there is nothing to do.
    ///
    /// # Errors
    /// The portal's command fails.
    pub fn switch(&self, names: &[&str]) -> Result<(), Fail> {
        let Some(switch) = &self.switch else {
            return Ok(());
        };
        if names.is_empty() {
            return switch.run(&switch.proving.off, names).map(drop);
        }
        switch.run(&switch.proving.on, names).map(drop)
    }
}

impl Switch {
    fn run(&self, words: &[String], faults: &[&str]) -> Result<String, Fail> {
        let Some((program, arguments)) = words.split_first() else {
            return Err(Fail::suite(texts::empty_command()));
        };
        let mut command = Command::new(self.program(program));
        for argument in arguments {
            match argument.as_str() {
                "{faults}" => command.args(faults),
                other => command.arg(other),
            };
        }
        let output = command
            .current_dir(&self.dir)
            .output()
            .map_err(|error| Fail::suite(texts::no_command(words, &error)))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Fail::suite(texts::command_failed(words, output.status.code(), &said)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn program(&self, name: &str) -> PathBuf {
        let here = self.dir.join(name);
        match name.contains('/').then(|| here.canonicalize()) {
            Some(Ok(found)) => found,
            Some(Err(_)) => here,
            None => Path::new(name).to_owned(),
        }
    }

    /// What the portal lists and the profile does not name would never be tried.
    fn forgets_none(&self, profile: &str) -> Result<(), Fail> {
        let listed = self.run(&self.proving.list, &[])?;
        let named: BTreeSet<&str> = self.proving.fault.iter().map(|f| f.name.get_ref().as_str()).collect();
        let is_named = |line: &&str| line.split_whitespace().any(|word| named.contains(word));
        match listed
            .lines()
            .filter(|line| !line.trim().is_empty())
            .find(|line| !is_named(line))
        {
            None => Ok(()),
            Some(line) => Err(Fail::suite(texts::forgotten_fault(profile, line.trim()))),
        }
    }
}

impl Drop for Switch {
    fn drop(&mut self) {
        if let Err(fail) = self.run(&self.proving.off, &[]) {
            tell(fail.message.text(self.lang));
        }
    }
}

fn facts(fault: Fault) -> FaultFacts {
    let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    FaultFacts {
        name: fault.name().to_owned(),
        class: fault.class().to_owned(),
        kind: fault.kind().to_owned(),
        says: [fault.sv().to_owned(), fault.en().to_owned()],
        views: list(fault.views()),
        accounts: list(fault.accounts()),
    }
}

fn declared(profile: &Profile, fault: &OfferedFault) -> FaultFacts {
    let sees_all = |scope: &ScopeSpec| matches!(scope, ScopeSpec::Word(ScopeWord::All));
    let limited = profile.principal.iter().filter(|p| !sees_all(&p.scope));
    FaultFacts {
        name: fault.name.get_ref().clone(),
        class: fault.class.clone(),
        kind: fault.kind.clone(),
        says: [fault.sv.clone(), fault.en.clone()],
        views: fault.views.iter().map(|name| name.get_ref().clone()).collect(),
        accounts: match fault.accounts.is_empty() {
            true => limited.map(|p| p.id.get_ref().clone()).collect(),
            false => fault.accounts.iter().map(|name| name.get_ref().clone()).collect(),
        },
    }
}
