//! Shorter sentences with numbers in them, and what the report explains.

use std::collections::BTreeMap;

use skott_model::profile::Ignored;
use skott_model::record::{Finished, LedTo};
use skott_model::run::{Coverage, Rate, Slower};
use skott_model::{Category, Shows, Verdict};

use super::{Lang, Noun};

/// Why a changed report cannot be accepted as it is.
#[derive(Clone, Copy)]
pub(crate) enum Hindrance {
    Leak,
    NoVerdict,
    Unmapped,
}

impl Lang {
    /// How often something came of several tries, as `3 av 10 försök`.
    pub fn rate(self, rate: Rate) -> String {
        let Rate { seen, tries } = rate;
        self.pick(format!("{seen} av {tries} försök"), format!("{seen} of {tries} tries"))
    }

    /// What to do about what was not put back.
    pub fn put_back_by_hand(self) -> &'static str {
        self.pick(
            "Ändra tillbaka det för hand innan portalen prövas igen; annars tas det nya värdet för det gamla.",
            "Change it back by hand before the portal is tried again; or the new value will be taken for the old one.",
        )
    }

    /// Why a run is accepted.
    pub fn all_judged(self, judged: usize, waived: &BTreeMap<Verdict, usize>) -> String {
        let of_waived: usize = waived.values().sum();
        if of_waived == 0 {
            return self.pick(
                format!("alla {judged} deklarerade celler är bedömda utan anmärkning"),
                format!("all {judged} declared cells were judged and nothing is wrong"),
            );
        }
        let which = waived
            .iter()
            .map(|(verdict, n)| format!("{} {n}", self.verdict(*verdict)));
        let (which, sound) = (which.collect::<Vec<_>>().join(", "), judged - of_waived.min(judged));
        self.pick(
            format!(
                "alla {judged} deklarerade celler är bedömda, {sound} utan anmärkning och {of_waived} med undantag ({which})"
            ),
            format!("all {judged} declared cells were judged: {sound} without remark, {of_waived} waived ({which})"),
        )
    }

    /// Where the portal was looked for, and what to do.
    pub fn out_of_reach(self, base_url: &str) -> String {
        self.pick(
            format!("Portalen söktes på {base_url}. Svarar den inte där: kontrollera base_url i profilen, eller ange --url."),
            format!("The portal was looked for at {base_url}. If it is not there: see to base_url in the profile, or give --url."),
        )
    }

    /// Nothing that is forgotten can stop the release.
    pub fn everything_ignored(self, ignored: &Ignored) -> String {
        let Ignored { path, why } = ignored;
        self.pick(
            format!(
                "VARNING: profilen ignorerar varje länk ({path}: {why}), så en sida som ingen vy deklarerar stoppar inte \
                 leveransen"
            ),
            format!(
                "WARNING: the profile ignores every link ({path}: {why}), so a page that no view declares does not stop the \
                 release"
            ),
        )
    }

    /// Persons of instances, as `24 planterade personer från 3 förvaltningar och bolag`; of some instances nobody may be known.
    pub fn persons_of(self, persons: usize, instances: usize, of_nobody: usize) -> String {
        let (people, of) = (self.count(persons, Noun::Person), self.instances(instances));
        match (persons, instances, of_nobody) {
            (0, ..) => self.pick(format!("ingen utpekad person, {of}"), format!("nobody by name, {of}")),
            (_, 0, _) => people,
            (.., 0) => format!("{people} {} {of}", self.pick("från", "from")),
            (.., n) => self.pick(
                format!("{people}; {of} berörs ({n} utan utpekad person)"),
                format!("{people}; {of} concerned ({n} with nobody by name)"),
            ),
        }
    }

    /// What was given away where no data was shown.
    pub fn only_that_it_exists(self) -> &'static str {
        self.pick(
            "inga visades, bara att något finns hos dessa",
            "none was shown, only that these have something",
        )
    }

    fn instances(self, n: usize) -> String {
        match n {
            1 => self.pick("en förvaltning eller ett bolag", "1 instance").to_owned(),
            n => self.pick(format!("{n} förvaltningar och bolag"), format!("{n} instances")),
        }
    }

    /// `2 av 9`.
    pub fn of_all(self, n: usize, all: usize) -> String {
        format!("{n} {} {all}", self.pick("av", "of"))
    }

    /// How many are not listed.
    pub fn and_more(self, n: usize) -> String {
        self.pick(format!("och {n} till"), format!("and {n} more"))
    }

    /// Before a number that is bounded by what the record holds.
    pub fn at_least(self) -> &'static str {
        self.pick("minst ", "at least ")
    }

    /// So many selections out of all, as `1 av 3 urval (period=hosten)`; their names only where it is not every one.
    pub fn selections(self, n: usize, all: usize, ids: &str) -> String {
        match (n, all) {
            (_, 1) => self.pick(
                format!("det enda urvalet ({ids})"),
                format!("the only selection ({ids})"),
            ),
            (2, 2) => self.pick("båda urvalen", "both selections").to_owned(),
            (n, all) if n == all => self.pick(
                format!("samtliga {all} urval"),
                format!("every one of {all} selections"),
            ),
            (n, all) => self.pick(
                format!("{n} av {all} urval ({ids})"),
                format!("{n} of {all} selections ({ids})"),
            ),
        }
    }

    /// What the gate means.
    pub fn gate_means(self) -> &'static str {
        self.pick(
            "Vad ett konto ser vet man först när det har prövats; till dess är portalen inte godkänd.",
            "What an account sees is known only when it has been tried; until then the portal is not accepted.",
        )
    }

    /// What a cell is.
    pub fn cell_means(self) -> &'static str {
        self.pick(
            "En cell är ett konto i en vy, med ett mål där vyn har ett, ett urval och ett format.",
            "A cell is one account in one view, with a target where the view has one, one selection and one format.",
        )
    }

    /// How much of what is declared was judged.
    pub fn coverage(self, coverage: &Coverage) -> String {
        let Coverage {
            declared,
            judged,
            unwitnessed,
        } = *coverage;
        let percent = coverage.percent();
        self.pick(
            format!(
                "Täckning: {judged} av {declared} deklarerade celler bedömda ({percent} %), {unwitnessed} obekräftade."
            ),
            format!("Coverage: {judged} of {declared} declared cells judged ({percent} %), {unwitnessed} unwitnessed."),
        )
    }

    /// What to do without an accepted report.
    pub fn no_accepted_report(self, acceptable: bool) -> &'static str {
        if acceptable {
            self.pick(
                "Portalen har ingen godtagen rapport än. Läs igenom den här och spara den med `skott accept`.",
                "The portal has no accepted report yet. Read this one through and store it with `skott accept`.",
            )
        } else {
            self.pick(
                "Portalen har ingen godtagen rapport än.",
                "The portal has no accepted report yet.",
            )
        }
    }

    /// What to do about a changed report.
    pub(crate) fn changed_means(self, hindrance: Option<Hindrance>) -> &'static str {
        match hindrance {
            Some(Hindrance::Leak) => self.pick(
                "En läcka kan inte godtas: portalen ska rättas, eller ett undantag skrivas under [[waiver]] i profilen.",
                "A leak cannot be accepted: mend the portal, or write a [[waiver]] in the profile.",
            ),
            Some(Hindrance::NoVerdict) => self.pick(
                "Det finns celler utan utslag, så skillnaden säger ännu ingenting om portalen.",
                "There are cells without a verdict, so the difference says nothing of the portal yet.",
            ),
            Some(Hindrance::Unmapped) => self.pick(
                "Den kan godtas med `skott accept` först när varje länk har en vy eller ett skäl.",
                "It can be accepted by `skott accept` only when each link has a view or a reason.",
            ),
            None => self.pick(
                "Är ändringen riktig godtas den med `skott accept`; annars är den ett fel.",
                "If the change is right, accept it by `skott accept`; otherwise it is a fault.",
            ),
        }
    }

    /// What to do about pages that no view declares.
    pub fn declare_links(self) -> &'static str {
        self.pick(
            "Skriv en vy i profilen för det de leder till, eller ett [[ignore]] med skäl om där inte finns några personuppgifter.",
            "Write a view in the profile for what they lead to, or an [[ignore]] with why if there is no personal data.",
        )
    }

    /// The test environment holds real personal data.
    pub fn unplanted(self, n: u64) -> String {
        let (values, look, are) = if n == 1 {
            ("värde", "ser ut som en verklig persons", "är inte planterat")
        } else {
            ("värden", "ser ut som verkliga personers", "är inte planterade")
        };
        let (en, one) = if n == 1 {
            ("value looks like a real person's and is not planted", "It is")
        } else {
            ("values look like real persons' and are not planted", "They are")
        };
        self.pick(
            format!(
                "Testmiljön rymmer verkliga personuppgifter: {n} {values} {look} men {are}. De har räknats men inte sparats; \
                 ta bort dem ur testmiljön, eller deklarera det som ska visas för alla som shared i profilen."
            ),
            format!(
                "The test environment holds real personal data: {n} {en}. {one} counted and not kept; remove what is real \
                 from the test environment, or declare what everybody is meant to see as shared in the profile."
            ),
        )
    }

    /// Values of a kind, by view: `personnummer: 2 (rapport 2, sok 1)`.
    pub fn unplanted_on(self, kind: &Category, views: &[String]) -> String {
        let on = self.pick("sedda i vy", "seen on view");
        format!("{} ({on}: {})", self.category(kind), views.join(", "))
    }

    /// Links to pages that are closed to who was shown them.
    pub fn led_to(self, led: &LedTo) -> String {
        let (seen_on, view) = (led.seen_on.join(", "), &led.view);
        let (accounts, instances) = (led.accounts.join(", "), led.instances.join(", "));
        self.pick(
            format!(
                "På {seen_on} finns länkar till {view} hos förvaltningar eller bolag som kontot nekas där: {accounts} (till {instances}). \
                 Länken visar ingens uppgifter, men den som inte får öppna sidan har ingen nytta av den."
            ),
            format!(
                "On {seen_on} there are links to {view} of instances that the account is refused there: {accounts} (to {instances}). \
                 The link shows nobody's data, but who may not open the page has no use for it."
            ),
        )
    }

    /// Choices that pages offer and nobody tried.
    pub fn untried_parameters(self, list: &str) -> String {
        self.pick(
            format!(
                "Portalens sidor har val som inte prövas här: {list}. Skriv dem under [setting] i profilen, eller som [[ignore]] med skäl, \
                 till exempel path = \"/lista?sortera=*\"."
            ),
            format!(
                "The portal's pages have choices that are not tried here: {list}. Write them under [setting] in the profile, or as \
                 [[ignore]] with why, as path = \"/list?sort=*\"."
            ),
        )
    }

    /// What views are declared to show and nobody was seen to see.
    pub fn unseen(self) -> &'static str {
        self.pick(
            "Det här ska vyerna visa enligt profilen, men det syntes inte för något konto. En läcka av det syns då kanske inte heller: rätta \
             kolumnens namn i amount_columns, eller ta bort det ur shows.",
            "This is what the views show by the profile, and no account was seen to see it. A leak of it may then not be seen either: correct the \
             column's name in amount_columns, or take it out of shows.",
        )
    }

    /// `rapport: telefon, belopp under "Summa"`.
    pub fn unseen_on(self, view: &str, shows: &[Shows]) -> String {
        let one = |shows: &Shows| match &shows.column {
            Some(column) => format!(
                "{} {} \"{column}\"",
                self.category(&shows.category),
                self.pick("under", "under")
            ),
            None => self.category(&shows.category).to_string(),
        };
        let all: Vec<String> = shows.iter().map(one).collect();
        format!("{view}: {}", all.join(", "))
    }

    /// A view that tells by its time what exists.
    pub fn slower(self, slower: &Slower) -> String {
        let Slower {
            view,
            format,
            accounts,
            of,
            ..
        } = slower;
        let [foreign, unknown] = [slower.foreign_us, slower.unknown_us].map(|us| us.div_ceil(1000));
        self.pick(
            format!(
                "Svarstiden för {view} ({format}) skiljer sig åt: det som är någon annans besvaras efter {foreign} ms, det som inte finns efter \
                 {unknown} ms (median, {accounts} av {of} konton). Tiden röjer att det finns. Den bedöms inte."
            ),
            format!(
                "The time to answer differs on {view} ({format}): what is somebody else's is answered after {foreign} ms, what does not exist \
                 after {unknown} ms (median, {accounts} of {of} accounts). The time tells that it exists; it is not judged."
            ),
        )
    }

    /// What is not asked of an answer that was searched while it came in.
    pub fn streamed(self, views: &[String]) -> String {
        let views = views.join(", ");
        self.pick(
            format!(
                "Stora svar genomsöktes medan de kom in, i vy: {views}. Allt i dem söktes efter planterade uppgifter, men \
                 raderna räknades inte: summor har inte jämförts med raderna och format inte med varandra, och verkliga \
                 personers uppgifter har bara räknats i den första megabyten."
            ),
            format!(
                "Large answers were searched while they came in, on view: {views}. All of them was searched for planted values, \
                 but rows were not counted: no total was held against its rows and no format against another, and real \
                 persons' values were counted in the first megabyte alone."
            ),
        )
    }

    /// No page had a link, so nothing is known of pages that no view declares.
    pub fn no_links(self) -> &'static str {
        self.pick(
            "Ingen sida hade några länkar eller formulär. Om portalen har sidor som ingen vy deklarerar är alltså inte prövat; \
             jämför profilens vyer med portalens egen förteckning.",
            "No page had links or forms, so whether the portal has pages that no view declares was not tried; compare the \
             profile's views with the portal's own list.",
        )
    }

    /// Requests, bytes and seconds.
    pub fn traffic(self, finished: &Finished) -> String {
        let requests = usize::try_from(finished.requests).unwrap_or(usize::MAX);
        let requests = self.count(requests, Noun::Request);
        let (seconds, megabytes) = (tenths(finished.ms / 100), tenths(finished.bytes / 100_000));
        let text = format!("{requests}, {megabytes} MB, {seconds} s");
        self.pick(text.replace('.', ","), text)
    }
}

fn tenths(n: u64) -> String {
    format!("{}.{}", n / 10, n % 10)
}
