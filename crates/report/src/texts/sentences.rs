//! Sentences: why a run is not accepted, why a cell has its verdict.

use skott_model::Verdict;
use skott_model::matrix::NO_INSTANCE;
use skott_model::run::{Note, Reason, Settled, Waived};

use super::{Lang, Noun};
use crate::accepted::NotComparable;

impl Lang {
    /// Of cells in which the view itself leaked nothing.
    pub fn while_logging_in(self, cells: usize) -> String {
        let cells = self.count(cells, Noun::Cell);
        self.pick(
            format!("{cells} där det visades vid inloggningen, och inte i vyn"),
            format!("{cells} in which it was shown while logging in, and not in the view"),
        )
    }

    /// Why a run is not accepted.
    pub fn reason(self, reason: &Reason) -> String {
        match reason {
            Reason::Failing(verdict, n) | Reason::Unproved(verdict, n) => self.cells_of(*verdict, *n),
            Reason::NotPlanted(shown, expected) => self.pick(
                format!(
                    "portalen visar nästan inget av det som är planterat ({shown} av {expected} i den längsta listan); är populationen \
                     inläst, och är det samma population som i profilen (frö, förvaltningar, personer)?"
                ),
                format!(
                    "the portal shows next to nothing of what is planted ({shown} of {expected} in the longest list); is the population \
                     imported, and is it the profile's (seed, instances, persons)?"
                ),
            ),
            Reason::Truncated => self
                .pick(
                    "körningen avbröts innan den var klar",
                    "the run was interrupted before it was done",
                )
                .to_owned(),
            Reason::NothingTried => self.pick("ingen cell prövades", "no cell was tried").to_owned(),
            Reason::Untried(n) => self.untried_cells(*n),
            Reason::Unasserted(arm, n) => {
                let (cells, arm) = (self.count(*n, Noun::Cell), self.arm(*arm));
                self.pick(
                    format!("i {cells} kontrollerar inget scenario {arm}"),
                    format!("no scenario asserts {arm} in {cells}"),
                )
            }
            Reason::Unmapped(n) => {
                let links = self.count(*n, Noun::Link);
                self.pick(
                    format!("{links} i portalen hör inte till någon deklarerad vy"),
                    format!("no declared view leads to {links} of the portal"),
                )
            }
            Reason::Broken(n) => {
                let scenarios = self.count(*n, Noun::Scenario);
                self.pick(
                    format!("{scenarios} kunde inte köras till slut"),
                    format!("{scenarios} could not be run to the end"),
                )
            }
            Reason::Damaged(1) => self
                .pick(
                    "körningsprotokollet är skadat: 1 rad saknas eller hör inte ihop med de andra",
                    "the record is damaged: 1 line is gone or does not fit the others",
                )
                .to_owned(),
            Reason::Damaged(n) => self.pick(
                format!("körningsprotokollet är skadat: {n} rader saknas eller hör inte ihop"),
                format!("the record is damaged: {n} lines are gone or do not fit together"),
            ),
            Reason::Unrestored(n) => {
                let cells = self.count(*n, Noun::Cell);
                self.pick(
                    format!("det som skott skrev i portalen kan ligga kvar efter {cells}"),
                    format!("what skott wrote may still stand in the portal after {cells}"),
                )
            }
            Reason::Changed => self
                .pick(
                    "rapporten skiljer sig från den godtagna",
                    "the report differs from the accepted one",
                )
                .to_owned(),
        }
    }

    fn untried_cells(self, n: usize) -> String {
        let declared = if n == 1 { "deklarerad" } else { "deklarerade" };
        self.pick(
            format!(
                "{n} {declared} {} är {}",
                if n == 1 { "cell" } else { "celler" },
                if n == 1 { "oprövad" } else { "oprövade" }
            ),
            format!("nobody tried {n} declared {}", if n == 1 { "cell" } else { "cells" }),
        )
    }

    fn cells_of(self, verdict: Verdict, n: usize) -> String {
        let cells = self.count(n, Noun::Cell);
        let one = n == 1;
        let sv = match verdict {
            Verdict::Leak => format!("läcka i {cells}"),
            Verdict::Missing => format!("egna uppgifter saknas i {cells}"),
            Verdict::Surplus => format!("överskott i {cells}"),
            Verdict::Blind => format!("{cells} är {}", if one { "blind" } else { "blinda" }),
            Verdict::Unwitnessed => format!("{cells} är {}", if one { "obekräftad" } else { "obekräftade" }),
            Verdict::Inconclusive => format!("{cells} är ej {}", if one { "avgjord" } else { "avgjorda" }),
            Verdict::Isolated | Verdict::Refused | Verdict::Waived => format!("{}: {cells}", self.verdict(verdict)),
        };
        let is = if one { "is" } else { "are" };
        let en = match verdict {
            Verdict::Leak => format!("leak in {cells}"),
            Verdict::Missing => format!("own data missing in {cells}"),
            Verdict::Surplus => format!("surplus in {cells}"),
            _ => format!("{cells} {is} {}", self.verdict(verdict)),
        };
        self.pick(sv, en)
    }

    /// What accepts a deviation. Where the cell comes to something beside it, that is said too.
    pub fn waiver(self, waived: &Waived, verdict: Verdict) -> String {
        let Waived { by, why, until, .. } = waived;
        let text = self.pick(
            format!("undantag till och med {until}, godtaget av {by}: {why}"),
            format!("waiver until {until}, accepted by {by}: {why}"),
        );
        match verdict {
            Verdict::Waived => text,
            other => {
                let other = self.verdict(other);
                text + &self.pick(format!("; inte undantaget: {other}"), format!("; not waived: {other}"))
            }
        }
    }

    /// What is said of a cell beside its findings: what a waiver accepts of it, and why it has its verdict.
    pub fn said_of(self, settled: &Settled) -> Vec<String> {
        let waiver = settled.waived.as_ref();
        let waiver = waiver.map(|waived| self.waiver(waived, settled.verdict));
        let note = settled.note.as_ref().map(|note| self.note(note));
        waiver.into_iter().chain(note).collect()
    }

    /// Why a cell has its verdict.
    pub fn note(self, note: &Note) -> String {
        match note {
            Note::NoWitness(instances) => {
                let (without, named): (Vec<&String>, Vec<&String>) =
                    instances.iter().partition(|instance| *instance == NO_INSTANCE);
                let ids = named.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                let of_named = (!ids.is_empty()).then(|| self.pick(format!("från {ids}"), format!("of {ids}")));
                let of_none = self.pick("utan förvaltning eller bolag", "without instance");
                let of_none = (!without.is_empty()).then(|| of_none.to_owned());
                let and = self.pick(" och ", " and ");
                let whose = of_named.into_iter().chain(of_none).collect::<Vec<_>>().join(and);
                self.pick(
                    format!("det är inte visat att någon behörig kan se uppgifter {whose} här"),
                    format!("nobody entitled was seen to see data {whose} here"),
                )
            }
            Note::Unsettled(marks) => {
                let list = marks.join(", ");
                self.pick(
                    format!("svaren skiljer sig från gång till gång ({list}), så ingen kan säga om något röjs"),
                    format!("the answers differ from time to time ({list}), so nobody can say whether anything is given away"),
                )
            }
            Note::Doubts(doubts) => {
                let each = doubts.iter().map(|d| match d.detail.is_empty() {
                    true => self.doubt(d.kind).to_owned(),
                    false => format!("{}: {}", self.doubt(d.kind), self.detail(&d.detail)),
                });
                each.collect::<Vec<_>>().join("; ")
            }
            Note::Shown { shown, expected } => self.pick(
                format!("{shown} av {expected} visades"),
                format!("{shown} of {expected} were shown"),
            ),
            Note::NotOpenedByAnybody
            | Note::NoControl
            | Note::NoOtherLists
            | Note::SessionUnproved
            | Note::OpenedToNobody
            | Note::RefusedWrongly
            | Note::NotChanged
            | Note::ChangedByNobody => self.plain_note(note).to_owned(),
        }
    }

    fn plain_note(self, note: &Note) -> &'static str {
        match note {
            Note::NotOpenedByAnybody => self.pick(
                "ingen behörig öppnade samma vy, mål och format, så nekandet kan bero på en felskriven adress",
                "nobody entitled opened the same view, target and format, so a mistyped address may be what refuses",
            ),
            Note::OpenedToNobody => self.pick(
                "något öppnades fast åtkomst ska nekas, men ingen behörig har setts öppna samma vy, så det kan vara vilken \
                 sida som helst",
                "something opened though access must be refused, but nobody entitled was seen to open the same view, so it \
                 may be any page",
            ),
            Note::RefusedWrongly => self.pick(
                "åtkomst nekades fast kontot får öppna vyn",
                "access was refused though the account may open the view",
            ),
            Note::NotChanged => self.pick(
                "värdet var detsamma efteråt, fast kontot får ändra det",
                "the value was the same afterwards, though the account may change it",
            ),
            Note::ChangedByNobody => self.pick(
                "ingen behörig har setts göra samma ändring, så det är inte visat att den går att göra",
                "nobody entitled was seen to make the same change, so it may be one that cannot be made",
            ),
            Note::NoControl => self.pick(
                "svaret för något som inte finns är inte känt, så det finns inget att jämföra med",
                "the answer for what does not exist is not known, so there is nothing to compare with",
            ),
            Note::NoOtherLists => self.pick(
                "det krävs att en kollegas och en utomståendes listor också har setts",
                "a colleague's and a stranger's lists must have been seen too",
            ),
            _ => self.pick(
                "kontots identitet styrktes inte vid inloggningen, efter ett nekande eller efter sista cellen",
                "the account's identity was not proved at login, after a refusal or after the last cell",
            ),
        }
    }

    /// Why a run is not compared with the accepted report.
    pub fn not_compared(self, why: NotComparable) -> &'static str {
        match why {
            NotComparable::OtherPopulation => self.pick(
                "den godtagna rapporten gäller en annan population",
                "the accepted report holds for another population",
            ),
            NotComparable::Narrowed => self.pick("körningen är avgränsad", "the run is narrowed by options"),
            NotComparable::Faults => self.pick("stubben har fel påslagna", "faults are switched on in the stub"),
            NotComparable::Truncated => self.pick("körningen avbröts", "the run was interrupted"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_of_a_record_is_said_as_one() {
        let cases = [
            (Lang::Sv, 1, "1 rad saknas eller hör inte ihop med de andra"),
            (Lang::Sv, 2, "2 rader saknas eller hör inte ihop"),
            (Lang::En, 1, "1 line is gone or does not fit the others"),
            (Lang::En, 2, "2 lines are gone or do not fit together"),
        ];
        for (lang, lines, says) in cases {
            let told = lang.reason(&Reason::Damaged(lines));
            assert!(told.ends_with(says), "{told}");
        }
    }
}
