//! The catalogue of switchable faults: each one a mistake that a supplier could make in deciding what to show.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Which faults are switched on; empty in the sound portal.
pub type Faults = BTreeSet<Fault>;

/// A mistake in an authorization decision or a query, switched on by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The order page forgets the administrator's instances: the incident.
    OrderPageAllInstances,
    /// The report's files forget the scope that its page honours.
    ReportFilesAllInstances,
    /// An instance asked for replaces the scope instead of narrowing it.
    FilterOverridesScope,
    /// No instances is read as no restriction.
    EmptyScopeSeesAll,
    /// An order opens by its id without asking whose it is.
    OrderById,
    /// The total is counted before the scope is applied.
    TotalLeaks,
}

struct Description {
    fault: Fault,
    name: &'static str,
    sv: &'static str,
    en: &'static str,
}

const CATALOGUE: [Description; 6] = [
    Description {
        fault: Fault::OrderPageAllInstances,
        name: "bestallningssida-alla-instanser",
        sv: "Beställningssidan visar en administratör beställningar från alla förvaltningar och bolag.",
        en: "The order page shows an administrator the orders of every instance.",
    },
    Description {
        fault: Fault::ReportFilesAllInstances,
        name: "rapport-export-alla-instanser",
        sv: "Beställningsrapporten är rätt på skärmen, men filerna (CSV, XLSX, PDF) rymmer hela stadens beställningar.",
        en: "The order report is right on screen, but its files (CSV, XLSX and PDF) hold the whole city's orders.",
    },
    Description {
        fault: Fault::FilterOverridesScope,
        name: "filter-overstyr-behorighet",
        sv: "Den som väljer en främmande förvaltning i filtret får se dess beställningar.",
        en: "Whoever asks the filter for a foreign instance is shown its orders.",
    },
    Description {
        fault: Fault::EmptyScopeSeesAll,
        name: "tom-behorighet-ser-allt",
        sv: "En administratör utan någon förvaltning ser allt i stället för ingenting.",
        en: "An administrator of no instance sees everything instead of nothing.",
    },
    Description {
        fault: Fault::OrderById,
        name: "bestallning-via-id",
        sv: "Den som känner till ett beställnings-id kan öppna beställningen, vems den än är.",
        en: "Whoever knows the id of an order can open it, whoever it belongs to.",
    },
    Description {
        fault: Fault::TotalLeaks,
        name: "totalantal-lacker",
        sv: "Beställningssidan visar rätt rader, men totalantalet räknar hela stadens beställningar i urvalet.",
        en: "The order page shows the right rows, but its total counts the whole city's orders in the selection.",
    },
];

impl Fault {
    /// Every fault, in the catalogue's order.
    pub fn all() -> impl Iterator<Item = Self> {
        CATALOGUE.iter().map(|d| d.fault)
    }

    /// The name by which it is switched on.
    pub fn name(self) -> &'static str {
        self.description().name
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
        write!(f, "det finns inget fel som heter ”{}”", self.asked)?;
        if let Some(near) = self.nearest() {
            write!(f, ", menade du ”{near}”?")?;
        }
        let names: Vec<_> = Fault::all().map(Fault::name).collect();
        write!(f, " (de fel som finns: {})", names.join(", "))
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
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest_and_with_all() {
        let told = |name: &str| name.parse::<Fault>().unwrap_err().to_string();
        assert!(told("bestallning-via-idd").contains("menade du ”bestallning-via-id”?"));
        assert!(told("xyzzy").contains("tom-behorighet-ser-allt") && !told("xyzzy").contains("menade du"));
    }
}
