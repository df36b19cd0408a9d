//! What is said of the suite's own proof: faults that were switched on, and whether a scenario caught them.

use std::collections::BTreeSet;
use std::slice::from_ref;

use super::{Lang, Noun, kind_in_words};
use crate::kills::{Clean, Fate, Kill, Kills, Ruling, Tried, Wrong, features};

impl Lang {
    /// The outcome in one line.
    pub fn proof_headline(self, kills: &Kills, ruling: &Ruling) -> String {
        let (all, killed) = (kills.alone.len(), kills.alone.iter().filter(|t| t.is_killed()).count());
        let cells = self.count(kills.clean.cells, Noun::Cell);
        match ruling.wrong.first() {
            None => self.pick(
                format!("SVITEN HÅLLER: den fäller {killed} av {all} fel, och den felfria portalen är utan anmärkning ({cells})"),
                format!("THE SUITE HOLDS: it catches {killed} of {all} faults, and the sound portal is without remark ({cells})"),
            ),
            Some(_) => {
                let wrong = match ruling.wrong.len() {
                    1 => self.pick("en sak".to_owned(), "one thing".to_owned()),
                    n => self.pick(format!("{n} saker"), format!("{n} things")),
                };
                self.pick(
                    format!("SVITEN HÅLLER INTE: den fäller {killed} av {all} fel, och {wrong} måste rättas"),
                    format!("THE SUITE DOES NOT HOLD: it catches {killed} of {all} faults, and {wrong} must be put right"),
                )
            }
        }
    }

    /// What became of a fault.
    pub fn fate(self, fate: Fate) -> &'static str {
        let (sv, en) = match fate {
            Fate::Killed => ("fällt", "caught"),
            Fate::OtherKind => ("annat slags fynd än väntat", "another kind of finding than expected"),
            Fate::NoVerdict => ("inget utslag", "no verdict"),
            Fate::Survived => ("överlever", "survives"),
        };
        self.pick(sv, en)
    }

    /// The portal with nothing switched on: a line while the suite is proved.
    pub fn sound(self, clean: &Clean) -> String {
        let cells = self.count(clean.cells, Noun::Cell);
        match clean.troubles.first() {
            None => self.pick(format!("{cells} utan anmärkning"), format!("{cells} without remark")),
            Some(first) => {
                let troubled = clean.troubles.len();
                self.pick(
                    format!("anmärkning i {troubled} av {cells}, som {first}"),
                    format!("something to say in {troubled} of {cells}, as {first}"),
                )
            }
        }
    }

    /// What became of what was switched on, and what caught it: a line while it is proved.
    pub fn tried(self, tried: &Tried) -> String {
        let mut fates: Vec<&str> = tried.fates.iter().map(|fate| self.fate(*fate)).collect();
        fates.dedup();
        let mut out = fates.join(", ");
        let all = |of: fn(&Kill) -> &BTreeSet<String>| -> String {
            let set: BTreeSet<&str> = tried.kills.values().flat_map(of).map(String::as_str).collect();
            set.into_iter().collect::<Vec<_>>().join(", ")
        };
        if !tried.kills.is_empty() {
            let kinds: BTreeSet<&str> = tried
                .kills
                .values()
                .flat_map(|kill| &kill.kinds)
                .map(String::as_str)
                .collect();
            let kinds: Vec<&str> = kinds.into_iter().map(|kind| kind_in_words(kind, self)).collect();
            let (kinds, views) = (kinds.join(", "), all(|kill| &kill.views));
            let scenarios = features(from_ref(tried)).into_iter().collect::<Vec<_>>().join(", ");
            out += &self.pick(
                format!(": {kinds} i {views} ({scenarios})"),
                format!(": {kinds} on {views} ({scenarios})"),
            );
        }
        if !tried.blamed.is_empty() {
            let cells = self.count(tried.blamed.len(), Noun::Cell);
            out += &self.pick(
                format!("; fynd också i {cells} som felet inte rör"),
                format!("; findings also in {cells} that the fault has no part in"),
            );
        }
        out
    }

    /// What keeps the suite from being proved.
    pub fn wrong(self, wrong: &Wrong) -> String {
        match wrong {
            Wrong::CleanTroubled(n) => {
                let cells = self.count(*n, Noun::Cell);
                self.pick(
                    format!("den felfria portalen har anmärkningar i {cells}; se mappen felfri"),
                    format!("the sound portal has something to say in {cells}; see the folder felfri"),
                )
            }
            Wrong::CleanNotWhole => self
                .pick(
                    "den felfria portalen är inte godkänd; se mappen felfri",
                    "the sound portal is not accepted; see the folder felfri",
                )
                .to_owned(),
            Wrong::Survives(name, fate) => format!("{name}: {}", self.fate(*fate)),
            Wrong::PairSurvives(name) => {
                self.pick(format!("{name}: inget av dem syns"), format!("{name}: neither is seen"))
            }
            Wrong::Blames(name, n, first) => {
                let cells = self.count(*n, Noun::Cell);
                self.pick(
                    format!("{name}: fynd i {cells} som felet inte rör, som {first}"),
                    format!("{name}: findings in {cells} that the fault has no part in, as {first}"),
                )
            }
        }
    }

    /// A survivor that is caught now.
    pub fn no_longer_survives(self, name: &str) -> String {
        self.pick(
            format!("{name} står som överlevande men fälls nu; granska matrisen på nytt"),
            format!("{name} stands as a survivor but is caught now; review the matrix again"),
        )
    }

    /// The matrix differs from the reviewed one.
    pub fn matrix_changed(self) -> &'static str {
        self.pick(
            "matrisen skiljer sig från den granskade; läs kill-matrix.snap.new och lägg den i den gamlas ställe",
            "the matrix differs from the reviewed one; read kill-matrix.snap.new and put it in the old one's place",
        )
    }

    /// Options left faults out.
    pub fn faults_left_out(self) -> &'static str {
        self.pick(
            "alla fel prövades inte: valen --fault och --class avgränsar",
            "not every fault was tried: --fault and --class narrow it",
        )
    }

    /// What the marks mean.
    pub fn matrix_key(self) -> &'static str {
        self.pick(
            "● fällt genom det slags fynd som felet ska ge, ○ genom ett annat slag",
            "● caught by the kind of finding that the fault should cause, ○ by another kind",
        )
    }

    /// How pairs of faults fared.
    pub fn pairs(self, pairs: &[Tried]) -> String {
        let (all, both) = (pairs.len(), pairs.iter().filter(|p| p.is_killed()).count());
        self.pick(
            format!("{both} av {all} par fälls på båda felen; i de andra döljer det ena felet det andra"),
            format!("in {both} of {all} pairs both faults are caught; in the others one hides the other"),
        )
    }
}
