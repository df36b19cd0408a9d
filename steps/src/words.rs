//! Words in *Exempel* rows that stand for many: *varje …*.

use skott_model::profile::{Happening, Relation, TargetKind, Unit};

use crate::Lang;

/// A word that stands for many, in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Word<T> {
    /// Swedish.
    pub sv: &'static str,
    /// English.
    pub en: &'static str,
    /// What it stands for.
    pub means: T,
}

impl<T> Word<T> {
    const fn new(sv: &'static str, en: &'static str, means: T) -> Self {
        Self { sv, en, means }
    }

    /// As it is written.
    pub fn text(&self, lang: Lang) -> &'static str {
        lang.of(self.sv, self.en)
    }
}

/// Which accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accounts {
    /// All that log in.
    Every,
    /// Scope all.
    City,
    /// Scope is a set of instances.
    Limited,
    /// Scope none.
    Without,
    /// Every scope of who logs in, but own.
    Administrators,
    /// Scope own.
    Employees,
    /// Nobody who logs in.
    SignedOut,
}

/// Which views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Views {
    /// All.
    Every,
    /// Those that show this.
    Showing(Unit),
    /// Those that are asked when this has happened.
    After(Happening),
}

/// Which targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Targets {
    /// All.
    Every,
    /// Of this kind, with one of these relations to who asks.
    Of(TargetKind, &'static [Relation]),
}

/// Which selections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selections {
    /// All that are planned.
    Every,
    /// Those that are about an instance outside the scope.
    Foreign,
}

/// Words for accounts.
pub const ACCOUNTS: &[Word<Accounts>] = &[
    Word::new("varje konto", "every account", Accounts::Every),
    Word::new("varje stadsadministratör", "every city administrator", Accounts::City),
    Word::new(
        "varje administratör med behörighet till vissa förvaltningar eller bolag",
        "every administrator with permission for certain instances",
        Accounts::Limited,
    ),
    Word::new(
        "varje administratör utan behörighet",
        "every administrator without permission",
        Accounts::Without,
    ),
    Word::new("varje administratör", "every administrator", Accounts::Administrators),
    Word::new("varje anställd", "every employee", Accounts::Employees),
    Word::new(
        "varje besökare som inte är inloggad",
        "every visitor who is not logged in",
        Accounts::SignedOut,
    ),
];

/// Words for views.
pub const VIEWS: &[Word<Views>] = &[
    Word::new("varje vy", "every view", Views::Every),
    Word::new(
        "varje vy som visar beställningar",
        "every view that shows orders",
        Views::Showing(Unit::Orders),
    ),
    Word::new(
        "varje vy som visar personer",
        "every view that shows persons",
        Views::Showing(Unit::Persons),
    ),
    Word::new(
        "varje vy som ger förslag",
        "every view that gives suggestions",
        Views::Showing(Unit::Suggestions),
    ),
    Word::new(
        "varje vy som visar siffror",
        "every view that shows numbers",
        Views::Showing(Unit::Aggregate),
    ),
    Word::new(
        "varje sida utan beställningar och personer",
        "every page without orders and persons",
        Views::Showing(Unit::None),
    ),
    Word::new(
        "varje vy efter en återkallad behörighet",
        "every view after permission was revoked",
        Views::After(Happening::Revoked),
    ),
    Word::new(
        "varje vy efter ett försök att ge sig själv behörighet",
        "every view after an account tried to give itself permission",
        Views::After(Happening::SelfGranted),
    ),
    Word::new(
        "varje vy efter en flytt",
        "every view after somebody moved",
        Views::After(Happening::Moved),
    ),
    Word::new(
        "varje vy efter en avslutad anställning",
        "every view after an employment ended",
        Views::After(Happening::Ended),
    ),
    Word::new(
        "varje vy efter en sammanslagning",
        "every view after a merger",
        Views::After(Happening::Merged),
    ),
    Word::new(
        "varje vy efter ett namnbyte",
        "every view after a renaming",
        Views::After(Happening::Renamed),
    ),
    Word::new(
        "varje vy efter en stängning",
        "every view after a closing",
        Views::After(Happening::Closed),
    ),
];

const OTHERS: &[Relation] = &[Relation::Foreign, Relation::Colleague];

/// Words for targets.
pub const TARGETS: &[Word<Targets>] = &[
    Word::new("varje mål", "every target", Targets::Every),
    Word::new(
        "varje beställning inom min behörighet",
        "every order within my permission",
        Targets::Of(TargetKind::Order, &[Relation::Own]),
    ),
    Word::new(
        "varje beställning utanför min behörighet",
        "every order outside my permission",
        Targets::Of(TargetKind::Order, OTHERS),
    ),
    Word::new(
        "varje arbetskamrats beställning",
        "every order of a colleague",
        Targets::Of(TargetKind::Order, &[Relation::Colleague]),
    ),
    Word::new(
        "en beställning som inte finns",
        "an order that does not exist",
        Targets::Of(TargetKind::Order, &[Relation::Random]),
    ),
    Word::new(
        "varje förvaltning och bolag inom min behörighet",
        "every instance within my permission",
        Targets::Of(TargetKind::Instance, &[Relation::Own]),
    ),
    Word::new(
        "varje förvaltning och bolag utanför min behörighet",
        "every instance outside my permission",
        Targets::Of(TargetKind::Instance, OTHERS),
    ),
    Word::new(
        "en förvaltning som inte finns",
        "an instance that does not exist",
        Targets::Of(TargetKind::Instance, &[Relation::Random]),
    ),
];

/// Words for selections.
pub const SELECTIONS: &[Word<Selections>] = &[
    Word::new("varje urval", "every selection", Selections::Every),
    Word::new(
        "varje urval som gäller andra förvaltningar eller bolag",
        "every selection that is about other instances",
        Selections::Foreign,
    ),
];

/// True for the word that means all of a column, whatever the column.
pub fn is_every(text: &str) -> bool {
    matches!(text, "varje" | "varje format" | "every" | "every format")
}

/// What a word means.
pub fn meaning<T: Copy>(words: &[Word<T>], text: &str) -> Option<T> {
    words.iter().find(|w| w.sv == text || w.en == text).map(|w| w.means)
}
