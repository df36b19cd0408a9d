//! The catalogue of switchable faults: each one a mistake that a supplier could make in deciding what to show.

mod catalogue;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use catalogue::{CATALOGUE, Description};

pub use catalogue::Fault;

/// Which faults are switched on; empty in the sound portal.
pub type Faults = BTreeSet<Fault>;

impl Fault {
    /// Every fault, in the catalogue's order.
    pub fn all() -> impl Iterator<Item = Self> {
        CATALOGUE.iter().map(|d| d.fault)
    }

    /// The name by which it is switched on.
    pub fn name(self) -> &'static str {
        self.description().name
    }

    /// The class of mistake, from `F01` to `F58`.
    pub fn class(self) -> &'static str {
        self.description().class
    }

    /// What should be found, as the report's `kind` says it: `foreign-value`, `opened`, `foreign-number`, …
    pub fn kind(self) -> &'static str {
        self.description().kind
    }

    /// The views on which it may be seen, by their names in the stub's profile.
    pub fn views(self) -> &'static [&'static str] {
        self.description().views
    }

    /// Whom it may touch: roles or accounts, by their names in the stub's profile.
    pub fn accounts(self) -> &'static [&'static str] {
        self.description().accounts
    }

    /// One sentence in Swedish.
    pub fn sv(self) -> &'static str {
        self.description().sv
    }

    /// One sentence in English.
    pub fn en(self) -> &'static str {
        self.description().en
    }

    fn description(self) -> &'static Description {
        &CATALOGUE[self as usize]
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        Self::all()
            .find(|f| f.name() == name)
            .ok_or_else(|| UnknownFault { asked: name.to_owned() })
    }
}

/// A name that is not in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFault {
    /// What was asked for.
    pub asked: String,
}

impl UnknownFault {
    /// The name in the catalogue that looks most like the one asked for, if any looks like it at all.
    pub fn nearest(&self) -> Option<&'static str> {
        let score = |f: &Fault| strsim::jaro_winkler(&self.asked, f.name());
        let best = Fault::all().max_by(|a, b| score(a).total_cmp(&score(b)))?;
        (score(&best) > 0.7).then(|| best.name())
    }
}

impl fmt::Display for UnknownFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no fault \"{}\"", self.asked)?;
        match self.nearest() {
            Some(near) => write!(f, ", did you mean \"{near}\"? `skott faults` shows all"),
            None => f.write_str("; `skott faults` shows all"),
        }
    }
}

impl std::error::Error for UnknownFault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_by_its_own_name() {
        for (at, fault) in Fault::all().enumerate() {
            assert_eq!(fault as usize, at, "the catalogue is in the enum's order");
            assert_eq!(fault.name().parse(), Ok(fault));
            assert!(fault.sv().ends_with('.') && fault.en().ends_with('.'));
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(fault.name().chars().all(plain), "{fault} can be typed anywhere");
            assert!(
                fault
                    .class()
                    .strip_prefix('F')
                    .is_some_and(|n| n.len() == 2 && n.parse().is_ok_and(|n: u8| (1..=58).contains(&n))),
                "{fault}"
            );
            assert!(!fault.views().is_empty() && !fault.accounts().is_empty(), "{fault}");
        }
    }

    #[test]
    fn no_two_faults_say_the_same() {
        let distinct = |text: fn(Fault) -> &'static str| Fault::all().map(text).collect::<BTreeSet<_>>().len();
        assert_eq!(
            [distinct(Fault::name), distinct(Fault::sv), distinct(Fault::en)],
            [Fault::all().count(); 3]
        );
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest() {
        let told = |name: &str| name.parse::<Fault>().unwrap_err().to_string();
        assert_eq!(
            told("bestallning-via-idd"),
            "there is no fault \"bestallning-via-idd\", did you mean \"bestallning-via-id\"? `skott faults` shows all"
        );
        assert_eq!(told("xyzzy"), "there is no fault \"xyzzy\"; `skott faults` shows all");
    }
}
