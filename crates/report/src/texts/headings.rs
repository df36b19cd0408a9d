//! Headings and fixed phrases of reports.

use super::Lang;

/// A heading or a fixed phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Reasons.
    Reasons,
    /// The incident's answers.
    Leaked,
    /// Whose data.
    Whose,
    /// Whom to tell.
    Tell,
    /// Persons of no instance.
    Homeless,
    /// Kinds of personal data.
    Categories,
    /// Kinds of finding.
    Kinds,
    /// Accounts that could see it.
    Accounts,
    /// Views.
    Where,
    /// Accounts, in a list.
    ShortAccounts,
    /// Formats that were tried and are sound.
    Sound,
    /// Targets.
    Targets,
    /// One finding in full.
    Example,
    /// Missing cells.
    Missing,
    /// Surplus cells.
    Surplus,
    /// What came in some tries only.
    ComesAndGoes,
    /// Cells without verdict.
    NoVerdict,
    /// Cells that nobody tried.
    Untried,
    /// Views that nobody tried at all.
    UntriedViews,
    /// Arms that no scenario asserts.
    Unasserted,
    /// Links that no view declares.
    Unmapped,
    /// Scenarios that broke.
    Broken,
    /// What was changed and not put back.
    Unrestored,
    /// Waived cells.
    Waived,
    /// The accepted report.
    Comparison,
    /// Totals and coverage.
    Totals,
    /// Accounts without a credential.
    Without,
    /// Views that are asked about no order of an instance.
    Unasked,
    /// What the portal lacks, or the profile does not try.
    NotTried,
    /// Principals that no probe tells apart.
    Indistinct,
    /// Links that need no view.
    Ignored,
    /// Warnings.
    Warnings,
    /// The table.
    Table,
    /// Time and place.
    Run,
    /// Cells that do not plainly pass.
    Deviations,
    /// Options that narrowed the run.
    Narrowed,
    /// Faults in the stub.
    Faults,
}

impl Lang {
    /// A heading or a fixed phrase.
    pub fn heading(self, heading: Heading) -> &'static str {
        let (sv, en) = match heading {
            Heading::Reasons => ("Skäl", "Reasons"),
            Heading::Leaked => ("VAD HAR LÄCKT?", "WHAT LEAKED?"),
            Heading::Whose => ("Vems uppgifter", "Whose data"),
            Heading::Tell => ("underrätta personuppgiftsansvarig", "tell the data controller"),
            Heading::Homeless => ("utan förvaltning eller bolag", "without instance"),
            Heading::Categories => ("Vilka slags uppgifter", "Kinds of personal data"),
            Heading::Kinds => ("Vilka slags fynd", "Kinds of finding"),
            Heading::Accounts => ("Konton som kunde se dem", "Accounts that could see them"),
            Heading::Where => ("Var och med vilka inställningar", "Where, and through which settings"),
            Heading::ShortAccounts => ("konton", "accounts"),
            Heading::Sound => ("prövat utan läcka", "tried, without leak"),
            Heading::Targets => ("mål", "targets"),
            Heading::Example => ("exempel", "example"),
            Heading::Missing => (
                "SAKNAS: eget som ska visas men inte visades",
                "MISSING: own data that must be shown and was not",
            ),
            Heading::Surplus => (
                "ÖVERSKOTT: eget utanför urvalet som visades",
                "SURPLUS: own data outside the selection that was shown",
            ),
            Heading::ComesAndGoes => (
                "KOM OCH GICK: det som syntes i några försök men inte i alla",
                "CAME AND WENT: what showed in some tries and not in all",
            ),
            Heading::NoVerdict => ("CELLER UTAN UTSLAG", "CELLS WITHOUT VERDICT"),
            Heading::Untried => ("CELLER SOM INGEN HAR PRÖVAT", "CELLS THAT NOBODY TRIED"),
            Heading::UntriedViews => ("Vyer som ingen har prövat alls", "Views that nobody tried at all"),
            Heading::Unasserted => (
                "KRAV SOM INGET SCENARIO KONTROLLERAR",
                "CLAIMS THAT NO SCENARIO ASSERTS",
            ),
            Heading::Unmapped => ("LÄNKAR SOM INGEN VY DEKLARERAR", "LINKS THAT NO VIEW DECLARES"),
            Heading::Broken => ("SCENARIER SOM INTE KUNDE KÖRAS TILL SLUT", "SCENARIOS THAT BROKE"),
            Heading::Unrestored => (
                "INTE ÅTERSTÄLLT: det som skott skrev kan ligga kvar i portalen",
                "NOT PUT BACK: what skott wrote may still stand in the portal",
            ),
            Heading::Waived => ("UNDANTAG", "WAIVERS"),
            Heading::Comparison => (
                "JÄMFÖRELSE MED DEN GODTAGNA RAPPORTEN",
                "COMPARISON WITH THE ACCEPTED REPORT",
            ),
            Heading::Totals => ("ALLA CELLER", "ALL CELLS"),
            Heading::Without => (
                "KONTON UTAN INLOGGNING TILL EN VY",
                "ACCOUNTS WITHOUT THE CREDENTIAL OF A VIEW",
            ),
            Heading::Unasked => (
                "FÖRVALTNINGAR OCH BOLAG UTAN BESTÄLLNING ATT FRÅGA OM: varje beställning hör till ett testkonto, någon med \
                 skyddade personuppgifter eller någon som finns på flera ställen, eller så är alla konton anställda på samma ställe",
                "INSTANCES WITHOUT AN ORDER TO ASK ABOUT: each is a test account's, a protected person's, or of somebody who \
                 belongs to several, or all accounts are persons of one instance",
            ),
            Heading::NotTried => ("DET SOM INTE PRÖVAS", "WHAT IS NOT TRIED"),
            Heading::Indistinct => (
                "KONTON SOM PORTALENS SVAR INTE SKILJER ÅT",
                "ACCOUNTS THAT THE PORTAL'S ANSWERS DO NOT TELL APART",
            ),
            Heading::Ignored => (
                "LÄNKAR SOM ENLIGT PROFILEN INTE BEHÖVER NÅGON VY",
                "LINKS THAT NEED NO VIEW, BY THE PROFILE",
            ),
            Heading::Warnings => ("VARNINGAR", "WARNINGS"),
            Heading::Table => (
                "KONTO FÖR KONTO: sämsta utslaget i varje vy",
                "ACCOUNT BY ACCOUNT: the worst verdict in each view",
            ),
            Heading::Run => ("KÖRNING", "RUN"),
            Heading::Deviations => ("AVVIKELSER", "DEVIATIONS"),
            Heading::Narrowed => ("Körningen är avgränsad", "The run is narrowed"),
            Heading::Faults => ("Fel påslagna i stubben", "Faults switched on in the stub"),
        };
        self.pick(sv, en)
    }
}
