//! The words of `skott plan`.

use skott_runner::suite::Excuse;

use crate::cli::LangName;

/// The words of `skott plan`.
pub struct PlanWords {
    lang: LangName,
}

impl PlanWords {
    /// In a language.
    pub fn of(lang: LangName) -> Self {
        Self { lang }
    }

    /// Cells, after their number.
    pub fn cells(&self) -> &'static str {
        self.lang.pick("celler", "cells")
    }

    /// Scenarios, after their number.
    pub fn scenarios(&self) -> &'static str {
        self.lang.pick("scenarier", "scenarios")
    }

    /// So many selections.
    pub fn selections(&self, n: usize) -> String {
        let s = if n == 1 { "" } else { "s" };
        self.lang.pick(format!("{n} urval"), format!("{n} selection{s}"))
    }

    /// A row that speaks of what the portal does not have.
    pub fn absent(&self) -> &'static str {
        self.lang.pick("inte tillämpligt", "not applicable")
    }

    /// Why that is well: the profile's reason is told as it is written there.
    pub fn excuse<'a>(&self, excuse: &'a Excuse) -> &'a str {
        match excuse {
            Excuse::NoneOfIt => self
                .lang
                .pick("portalen har inget sådant", "the portal has no such thing"),
            Excuse::Profile(why) => why,
        }
    }

    /// Accounts that cannot log in to a view.
    pub fn without(&self) -> &'static str {
        self.lang
            .pick("saknar inloggning, ingen cell", "no credential, no cell")
    }
}
