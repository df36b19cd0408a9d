//! The words of `skott plan`.

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

    /// Rows about what features ask for only of portals that have it.
    pub fn none_of_it(&self) -> &'static str {
        self.lang.pick(
            "rader om sådant som profilen inte prövar",
            "rows about what the profile does not try",
        )
    }

    /// Accounts that cannot log in to a view.
    pub fn without(&self) -> &'static str {
        self.lang
            .pick("saknar inloggning, ingen cell", "no credential, no cell")
    }
}
