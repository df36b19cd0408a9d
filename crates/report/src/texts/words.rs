//! Words of the judgement.

use skott_model::profile::{AbsentUnit, Relation};
use skott_model::record::Started;
use skott_model::{Arm, Category, DoubtKind, FindingKind, Outcome, Verdict};

use super::Lang;

/// Something that reports count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// Principal x view x target x selection x format.
    Cell,
    /// A planted person.
    Person,
    /// A test account.
    Account,
    /// A view.
    View,
    /// A finding.
    Finding,
    /// A scenario.
    Scenario,
    /// A link, form or API path.
    Link,
    /// A request.
    Request,
}

impl Lang {
    /// What an account may see, as its label says it.
    pub fn scope(self, label: &str) -> &str {
        match label {
            "all" => self.pick("hela staden", "all"),
            "none" => self.pick("ingen förvaltning", "none"),
            "own" => self.pick("det egna", "own"),
            "signed-out" => self.pick("inte inloggad", "not logged in"),
            instances => instances,
        }
    }

    /// A verdict, as `läcka`.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        let (sv, en) = match verdict {
            Verdict::Isolated => ("avskild", "isolated"),
            Verdict::Refused => ("nekad", "refused"),
            Verdict::Leak => ("läcka", "leak"),
            Verdict::Missing => ("saknas", "missing"),
            Verdict::Surplus => ("överskott", "surplus"),
            Verdict::Blind => ("blind", "blind"),
            Verdict::Unwitnessed => ("obekräftad", "unwitnessed"),
            Verdict::Inconclusive => ("ej avgjord", "inconclusive"),
            Verdict::Waived => ("undantagen", "waived"),
        };
        self.pick(sv, en)
    }

    /// What a verdict means, in one line.
    pub fn verdict_meaning(self, verdict: Verdict) -> &'static str {
        let (sv, en) = match verdict {
            Verdict::Isolated => (
                "allt eget i urvalet visades och inget främmande",
                "everything own in the selection was shown, nothing foreign",
            ),
            Verdict::Refused => (
                "åtkomst nekades, som den ska, och svaret röjde inget",
                "access was refused, as it must be, and the answer showed nothing",
            ),
            Verdict::Leak => (
                "något visades som kontot inte får se",
                "something was shown that the account may not see",
            ),
            Verdict::Missing => (
                "något eget som ska visas visades inte",
                "something own that must be shown was not",
            ),
            Verdict::Surplus => (
                "något eget utanför urvalet visades",
                "something own outside the selection was shown",
            ),
            Verdict::Blind => (
                "inget eget visades, och då bevisar svaret ingenting",
                "nothing own was shown, so the answer proves nothing",
            ),
            Verdict::Unwitnessed => (
                "inget främmande visades, men det är inte visat att någon behörig kan se det där",
                "nothing foreign was shown, but nobody entitled was seen to see it either",
            ),
            Verdict::Inconclusive => (
                "frågan kunde inte ställas eller svaret inte läsas",
                "it could not be asked, or the answer could not be read",
            ),
            Verdict::Waived => (
                "avvikelse som någon har godtagit till ett visst datum",
                "a deviation that somebody has accepted until a certain day",
            ),
        };
        self.pick(sv, en)
    }

    /// A cell that nobody attempted.
    pub fn untried(self) -> &'static str {
        self.pick("ej prövad", "untried")
    }

    /// An outcome, as `underkänd`.
    pub fn outcome(self, outcome: Outcome) -> &'static str {
        let (sv, en) = match outcome {
            Outcome::Accepted => ("godkänd", "accepted"),
            Outcome::Rejected => ("underkänd", "rejected"),
            Outcome::NoVerdict => ("inget utslag", "no verdict"),
        };
        self.pick(sv, en)
    }

    /// A kind of personal data. A category of the population's own is written as it is named there.
    pub fn category(self, category: &Category) -> &str {
        let (sv, en) = match category {
            Category::Name => ("namn", "name"),
            Category::Personnummer => ("personnummer", "personal identity number"),
            Category::Email => ("e-postadress", "e-mail address"),
            Category::Phone => ("telefonnummer", "telephone number"),
            Category::Address => ("postadress", "postal address"),
            Category::Order => ("beställningsnummer", "order number"),
            Category::Amount => ("belopp", "amount"),
            Category::Receipt => ("kvittonummer", "receipt number"),
            Category::Pay => ("lön", "pay"),
            Category::Pension => ("pension", "pension"),
            Category::Other(name) => return name,
        };
        self.pick(sv, en)
    }

    /// A kind of finding.
    pub fn kind(self, kind: FindingKind) -> &'static str {
        let (sv, en) = match kind {
            FindingKind::ForeignValue => (
                "uppgift om någon utanför kontots behörighet",
                "a value of somebody outside the account's scope",
            ),
            FindingKind::ForbiddenCategory => ("lön eller pension", "pay or pension"),
            FindingKind::UndeclaredCategory => (
                "uppgift av ett slag som vyn inte ska visa",
                "a kind of data that the view is not meant to show",
            ),
            FindingKind::ProtectedIdentity => ("skyddade personuppgifter", "a protected identity"),
            FindingKind::ForeignNumber => ("siffra som räknar in andra", "a number that counts others in"),
            FindingKind::Opened => (
                "vy som öppnas fast åtkomst ska nekas",
                "a view that opens though it must be refused",
            ),
            FindingKind::Existence => (
                "svar som avslöjar att något främmande finns",
                "an answer that tells that something foreign exists",
            ),
            FindingKind::ForeignOption => (
                "listruta med något utanför kontots behörighet",
                "a list of choices with something outside the account's scope",
            ),
            FindingKind::HiddenOrder => (
                "radordning som röjer en dold uppgift",
                "an order of rows that reveals a hidden value",
            ),
            FindingKind::ForeignValidator => (
                "svaret ”oförändrat” på någon annans ETag, fast det som den andra fick rymmer något främmande",
                "an answer that nothing has changed since somebody else's answer, which holds something foreign",
            ),
            FindingKind::ForeignWrite => (
                "ändring som kontot inte får göra",
                "a change that the account may not make",
            ),
            FindingKind::NotChanged => (
                "ändring som kontot får göra men som inte blev av",
                "a change that the account may make and that was not made",
            ),
            FindingKind::Missing => ("något eget som inte visades", "something own that was not shown"),
            FindingKind::WrongNumber => ("siffra som inte stämmer", "a number that is wrong"),
            FindingKind::Surplus => ("något eget utanför urvalet", "something own outside the selection"),
            FindingKind::TotalNotRows => (
                "total som inte stämmer med sina rader",
                "a total that disagrees with its rows",
            ),
            FindingKind::Disparity => (
                "format som visar andra rader än ett annat",
                "a format that shows other rows than another",
            ),
        };
        self.pick(sv, en)
    }

    /// What an arm asserts, to follow `kontrollerar` or `asserts`.
    pub fn arm(self, arm: Arm) -> &'static str {
        let (sv, en) = match arm {
            Arm::Complete => ("att allt eget visas", "that everything own is shown"),
            Arm::Isolated => ("att inget främmande visas", "that nothing foreign is shown"),
            Arm::Refused => ("att åtkomst nekas", "that access is refused"),
            Arm::Indistinguishable => (
                "att det främmande besvaras som det som inte finns",
                "that what is foreign is answered as what does not exist",
            ),
            Arm::Minimal => (
                "att lön, pension och andra oväntade slags uppgifter inte visas",
                "that pay, pension and undeclared kinds of data are not shown",
            ),
            Arm::Changed => (
                "att det som får ändras går att ändra",
                "that what may be changed is changed",
            ),
            Arm::Unchanged => (
                "att det som inte får ändras är som det var",
                "that what may not be changed is as it was",
            ),
        };
        self.pick(sv, en)
    }

    /// A kind of doubt.
    pub fn doubt(self, kind: DoubtKind) -> &'static str {
        let (sv, en) = match kind {
            DoubtKind::Session => (
                "inloggningen eller sessionen höll inte",
                "the login or the session did not hold",
            ),
            DoubtKind::Unreachable => ("portalen svarade inte", "the portal did not answer"),
            DoubtKind::Status => ("oväntad statuskod", "unexpected status"),
            DoubtKind::Cut => ("avhugget svar", "answer cut off"),
            DoubtKind::Unreadable => ("svaret gick inte att läsa", "answer could not be read"),
            DoubtKind::Redirect => ("omdirigering som inte följdes", "redirect not followed"),
            DoubtKind::Extraction => (
                "ett värde hittades inte i svaret",
                "a value was not found in the answer",
            ),
            DoubtKind::Limit => ("en gräns överskreds", "a limit was exceeded"),
            DoubtKind::Weak => (
                "ofullständigt spår av ett värde som kontot inte får se",
                "an incomplete trace of a value that the account may not see",
            ),
            DoubtKind::Effect => (
                "vad en ändring ledde till gick inte att avgöra",
                "what a change came to could not be told",
            ),
            DoubtKind::Meanwhile => (
                "andras rader kan ha kommit till eller försvunnit medan frågorna ställdes",
                "others' rows may have come or gone between the questions",
            ),
        };
        self.pick(sv, en)
    }

    /// What a target is to the account.
    pub fn relation(self, relation: Relation) -> &'static str {
        let (sv, en) = match relation {
            Relation::Own => ("eget", "own"),
            Relation::Colleague => ("en kollegas", "a colleague's"),
            Relation::Foreign => ("främmande", "foreign"),
            Relation::Random => ("finns inte", "does not exist"),
        };
        self.pick(sv, en)
    }

    /// How a value is written, by the search's name for it.
    pub fn form(self, form: &str) -> &str {
        let (sv, en) = match form {
            "as-written" => ("som det är planterat", "as planted"),
            "genitive" => ("i genitiv", "in the genitive"),
            "folded" => ("utan prickar och accenter", "without its accents"),
            "truncated" => ("avkortat", "cut short"),
            "surname-first" => ("efternamnet först", "surname first"),
            "number" => ("som tal", "as a number"),
            "mojibake" => ("i fel teckenkodning", "in the wrong charset"),
            "upper-case" => ("med versaler", "in capitals"),
            "split-columns" => ("delat på flera celler", "split over cells"),
            "no-leading-zero" => ("utan inledande nolla", "without its leading zero"),
            "national" => ("med riktnummer", "in national form"),
            "international" => ("med landsnummer", "in international form"),
            "minor-units" => ("i ören", "in minor units"),
            "local-part" => ("delen före @", "the part before the @"),
            "date-beside" => ("med födelsedatum bredvid", "with the date of birth beside it"),
            "exponent" => ("med exponent", "with an exponent"),
            "amount" => ("som belopp", "as an amount"),
            other => (other, other),
        };
        self.pick(sv, en)
    }

    /// What is not tried, a line each: first what the profile says nothing of, then what the portal lacks by its word.
    pub fn not_tried(self, started: &Started) -> Vec<String> {
        let untested = started.untested.iter();
        let untested = untested.map(|unit| format!("{}: {}", self.absent(*unit), self.untested()));
        let absent = started.absent.iter();
        let absent = absent.map(|of| format!("{}: {}", self.absent(of.unit), of.why));
        untested.chain(absent).collect()
    }

    /// What a portal may lack.
    fn absent(self, unit: AbsentUnit) -> &'static str {
        let (sv, en) = match unit {
            AbsentUnit::Persons => ("vyer som visar personer", "views of persons"),
            AbsentUnit::Suggestions => ("förslag medan man skriver", "suggestions while one types"),
            AbsentUnit::Aggregate => ("vyer som visar siffror", "views of numbers"),
            AbsentUnit::ScopeAll => ("stadsadministratör", "a city administrator"),
            AbsentUnit::ScopeInstances => (
                "administratör med behörighet till vissa förvaltningar eller bolag",
                "an administrator of certain instances",
            ),
            AbsentUnit::ScopeNone => ("administratör utan behörighet", "an administrator without permission"),
            AbsentUnit::SignedOut => ("besökare som inte är inloggad", "a visitor who is not logged in"),
            AbsentUnit::Own => ("anställda", "employees"),
            AbsentUnit::Target => ("vyer som öppnas för en enda beställning", "views of one thing"),
            AbsentUnit::Refused => ("vyer som någon nekas", "views that somebody is refused"),
            AbsentUnit::Changes => ("ändringar, och vad de leder till", "changes, and what comes of them"),
            AbsentUnit::Manipulated => ("ändrade anrop", "requests that no page offers"),
            AbsentUnit::Others => (
                "exporter, filer och sidmarkörer som hör till någon annan",
                "exports, files and cursors of somebody else",
            ),
            AbsentUnit::Lifecycle => (
                "behörigheter, personer och förvaltningar som ändras",
                "permissions, persons and instances that change",
            ),
            AbsentUnit::Revoked => ("återkallade behörigheter", "permissions that are revoked"),
            AbsentUnit::SelfGranted => (
                "konton som försöker ge sig själva behörighet",
                "accounts that try to give themselves permission",
            ),
            AbsentUnit::Moved => (
                "personer som byter förvaltning eller bolag",
                "persons who move from one instance to another",
            ),
            AbsentUnit::Ended => ("anställningar som upphör", "employments that end"),
            AbsentUnit::Merged => (
                "förvaltningar och bolag som går upp i andra",
                "instances that become part of others",
            ),
            AbsentUnit::Renamed => (
                "förvaltningar och bolag som byter namn",
                "instances that get another name",
            ),
            AbsentUnit::Closed => ("förvaltningar och bolag som stängs", "instances that are closed"),
            AbsentUnit::Together => ("två konton som frågar samtidigt", "two accounts that ask at once"),
        };
        self.pick(sv, en)
    }

    /// That a profile does not try something, and says nothing of why.
    fn untested(self) -> &'static str {
        self.pick(
            "profilen prövar det inte; finns det inte i portalen, så säg det med [[absent]]",
            "the profile does not try it; if the portal lacks it, say so with [[absent]]",
        )
    }

    /// A number of things, as `36 celler`.
    pub fn count(self, n: usize, noun: Noun) -> String {
        let (sv, en) = match noun {
            Noun::Cell => (["cell", "celler"], ["cell", "cells"]),
            Noun::Person => (
                ["planterad person", "planterade personer"],
                ["planted person", "planted persons"],
            ),
            Noun::Account => (["konto", "konton"], ["account", "accounts"]),
            Noun::View => (["vy", "vyer"], ["view", "views"]),
            Noun::Finding => (["fynd", "fynd"], ["finding", "findings"]),
            Noun::Scenario => (["scenario", "scenarier"], ["scenario", "scenarios"]),
            Noun::Link => (["länk", "länkar"], ["link", "links"]),
            Noun::Request => (["förfrågan", "förfrågningar"], ["request", "requests"]),
        };
        let [one, many] = self.pick(sv, en);
        format!("{n} {}", if n == 1 { one } else { many })
    }
}
