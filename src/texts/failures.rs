//! Why a command could not do its work: where, what, and what to do.

use std::fmt::Display;
use std::io;
use std::path::Path;

use skott_mocks::UnknownFault;
use skott_population::{MAX_INSTANCES, MAX_PERSONS, MIN_INSTANCES, MIN_PERSONS, PlantError};
use skott_portal::{NoSecret, PortalError};
use skott_report::SnapError;
use skott_report::kills::ReviewedError;
use skott_runner::suite::{RunError, TagsError};

use super::{Text, machine};

/// A fault in skott, or in the machine under it, that nobody is expected to meet.
pub fn internal(error: impl Display) -> Text {
    internal_so(Text::as_is(error))
}

fn internal_so(what: Text) -> Text {
    let todo = Text::new(
        "kör om, och anmäl felet om det kommer igen",
        "run again, and report it if it comes back",
    );
    Text::new("internt fel", "internal error")
        .then(": ", what)
        .then("; ", todo)
}

/// A run that did not come to its end.
pub fn run_failed(error: &RunError) -> Text {
    internal_so(match error {
        RunError::NotStarted(error) => {
            Text::new("körningen kan inte startas", "the run cannot be started").then(": ", machine(error))
        }
        RunError::Panicked => Text::new("körningen avbröts av ett fel i skott", error.to_string()),
        RunError::NotAll { ended, of } => Text::new(
            format!("bara {ended} av {of} scenarier kom till sitt slut"),
            error.to_string(),
        ),
    })
}

/// A file or folder that the machine does not give.
pub fn not_given(path: &Path, error: &io::Error) -> Text {
    machine(error).of(path.display())
}

/// The same, with what to do.
pub fn not_given_so(path: &Path, error: &io::Error, todo: Text) -> Text {
    not_given(path, error).then("; ", todo)
}

/// What to do about a folder for reports.
pub fn give_a_folder() -> Text {
    Text::new(
        "--out måste vara en mapp som går att skriva i",
        "--out must be a folder that can be written",
    )
}

/// What to do about a file in that folder.
pub fn give_another_folder() -> Text {
    Text::new("ange en annan --out", "give another --out")
}

/// What to do where a record is wanted.
pub fn give_the_runs_folder() -> Text {
    Text::new(
        "ange mappen som skott run skrev i",
        "give the folder that skott run wrote in",
    )
}

/// What to do where a profile is wanted.
pub fn give_a_portals_folder() -> Text {
    Text::new(
        "--portal tar en mapp med portal.toml",
        "--portal takes a folder with portal.toml",
    )
}

/// What to do where features are wanted.
pub fn give_features() -> Text {
    Text::new(
        "--features tar en mapp med egenskapsfiler",
        "--features takes a folder of features",
    )
}

/// What to do about a feature that cannot be read.
pub fn must_be_readable() -> Text {
    Text::new(
        "den måste vara en fil som går att läsa",
        "it must be a file that can be read",
    )
}

/// What to do about a population that cannot be read.
pub fn see_population() -> Text {
    Text::new("se [population] i profilen", "see [population] in the profile")
}

/// What follows from a record that could not be written.
pub fn record_not_whole() -> Text {
    Text::new(
        "protokollet är inte helt, så det finns inget utslag",
        "the record is not whole, so there is no verdict",
    )
}

/// What follows from a report that could not be written.
pub fn report_not_whole() -> Text {
    Text::new("rapporten är inte hel", "the report is not whole")
}

/// What follows from a proposal that is not there.
pub fn nothing_to_reject() -> Text {
    Text::new("det finns inget att avvisa", "there is nothing to reject")
}

/// Standard output is closed to us.
pub fn no_standard_output(error: &io::Error) -> Text {
    Text::new("standard ut: ", "standard output: ").then("", machine(error))
}

/// The stub's port is taken.
pub fn no_port(port: u16, error: &io::Error) -> Text {
    machine(error).of(format!("port {port}")).then(
        "; ",
        Text::new("välj en annan med --port", "choose another with --port"),
    )
}

/// A file that is no text.
pub fn no_utf8(at: &str) -> Text {
    Text::new(
        "här står byte som inte är UTF-8; spara filen som UTF-8",
        "here stand bytes that are no UTF-8; save the file as UTF-8",
    )
    .of(at)
}

/// A record without its beginning.
pub fn no_first_line(dir: &Path) -> Text {
    Text::new(
        "protokollet saknar första raden, så det finns ingen körning; kör om",
        "the record has no first line, so there is no run; run again",
    )
    .of(dir.display())
}

/// A line of a record that is none.
pub fn damaged(record: &Path, line: usize, error: &serde_json::Error) -> Text {
    Text::new(
        format!("raden går inte att tyda ({error}); protokollet är skadat, kör om"),
        format!("{error}; the record is damaged, run again"),
    )
    .of(format!("{}:{line}", record.display()))
}

/// A file that is no accepted report.
pub fn no_accepted_report(at: &str, error: &SnapError) -> Text {
    let what = match error {
        SnapError::NoFrontMatter => "rad 1: ingen inledning; en godtagen rapport börjar med raden ”---”".to_owned(),
        SnapError::Unclosed => "inledningen har ingen avslutande rad ”---”".to_owned(),
        SnapError::Line(line) => format!("rad {line}: inte ”nyckel: värde”"),
        SnapError::Missing(key) => format!("info.{key} saknas i inledningen"),
    };
    Text::new(
        what + "; gör om den godtagna rapporten med skott accept",
        error.to_string(),
    )
    .of(at)
}

/// A file that is no reviewed matrix.
pub fn no_reviewed_matrix(at: &Path, error: &ReviewedError) -> Text {
    let what = match error {
        ReviewedError::NoFrontMatter => "rad 1: ingen inledning mellan två rader ”---”".to_owned(),
        ReviewedError::Stray(line) => format!("rad {line}: något som överlever, men inget fel"),
    };
    Text::new(what + "; ta förslaget som skott prove skriver", error.to_string()).of(at.display())
}

/// A size that cannot be planted.
pub fn not_planted(error: PlantError) -> Text {
    let sv = match error {
        PlantError::Instances(n) => {
            format!("antalet förvaltningar och bolag kan inte vara {n}; välj {MIN_INSTANCES} till {MAX_INSTANCES}")
        }
        PlantError::Persons(n) => format!(
            "antalet personer i varje förvaltning och bolag kan inte vara {n}; välj {MIN_PERSONS} till {MAX_PERSONS}"
        ),
    };
    Text::new(sv, error.to_string())
}

/// Sizes for a population that is read from a file.
pub fn not_planted_here() -> Text {
    Text::new(
        "--instances, --persons och --seed är för planterade populationer; den här profilen läser en fil",
        "--instances, --persons and --seed are for planted populations; this profile reads a file",
    )
}

/// An address that is none.
pub fn no_address(error: &PortalError) -> Text {
    let sv = match error {
        PortalError::Address => {
            "portalens adress är inte bara protokoll, värd och port; skriv den som https://portal.example"
        }
    };
    Text::new(sv, error.to_string())
}

/// A secret that the profile names and that is not to be had, with the accounts that need it.
pub fn no_secret(place: &str, secret: &str, why: NoSecret, accounts: &str) -> Text {
    let (sv, en) = match why {
        NoSecret::NotSet => (
            "saknas; sätt den, eller rätta profilen",
            "is not set; set it, or correct the profile",
        ),
        NoSecret::Empty => (
            "är tom; fyll i den, eller rätta profilen",
            "is empty; fill it in, or correct the profile",
        ),
        NoSecret::Unreadable => (
            "går inte att läsa; se till att filen finns, är text och får läsas, eller rätta profilen",
            "cannot be read; see that the file is there, is text and may be read, or correct the profile",
        ),
    };
    Text::new(
        format!("hemligheten {secret} {sv} (konton: {accounts})"),
        format!("secret {secret} {en} (accounts: {accounts})"),
    )
    .of(place)
}

/// A fault that the stub does not have.
pub fn unknown_fault(error: &UnknownFault) -> Text {
    let near = error.nearest();
    let near = near.map_or_else(String::new, |near| format!(", menade du ”{near}”?"));
    let end = if near.is_empty() { ";" } else { "" };
    let asked = &error.asked;
    Text::new(
        format!("det finns inget fel som heter ”{asked}”{near}{end} `skott faults` visar alla"),
        error.to_string(),
    )
}

/// A fault for a portal that is not the run's own stub.
pub fn fault_of_the_stub() -> Text {
    Text::new(
        "--fault är för stubben som körningen startar själv; använd skott stub --fault, eller portalens eget sätt",
        "--fault is for the stub that the run starts itself; use skott stub --fault, or the portal's own switch",
    )
}

/// A name that nothing has, and all that there are where they can be taken in.
pub fn unknown_name(option: &str, name: &str, near: &str, all: Option<&str>) -> Text {
    let told = Text::new(
        format!("{option} {name}: okänt; menade du ”{near}”?"),
        format!("{option} {name}: not known; did you mean \"{near}\"?"),
    );
    match all {
        Some(all) => told.then(" ", Text::new(format!("Det finns: {all}"), format!("There are: {all}"))),
        None => told,
    }
}

/// Tags that cannot be read, or that nothing has.
pub fn wrong_tags(error: &TagsError) -> Text {
    match error {
        TagsError::Unreadable(text) => Text::new(
            format!(
                "--tags: ”{text}” går inte att tyda; skriv till exempel --tags \"@incident and not @om-det-finns\""
            ),
            format!("--tags: \"{text}\" cannot be read; write for example --tags \"@incident and not @om-det-finns\""),
        ),
        TagsError::SelectNothing(text) => Text::new(
            format!("--tags: ”{text}” väljer inget scenario; rätta uttrycket, taggarna står överst i egenskapsfilerna"),
            format!("--tags: \"{text}\" selects no scenario; correct it, the tags stand first in the features"),
        ),
    }
}

/// A folder without features.
pub fn no_features(dir: &Path) -> Text {
    Text::new(
        "här finns inga .feature-filer; ange en mapp som har några",
        "no .feature files; give a folder that holds some",
    )
    .of(dir.display())
}

/// Nothing is left to run.
pub fn nothing_left() -> Text {
    Text::new(
        "inget scenario återstår med de valen; ändra --principal, --view, --format eller --tags",
        "no scenario is left by these choices; change --principal, --view, --format or --tags",
    )
}

/// How many more faults there are than were told.
pub fn and_more(faults: usize) -> Text {
    Text::new(format!("… och {faults} fel till"), format!("… and {faults} more"))
}

/// One more line.
pub fn and_line(before: Text, line: Text) -> Text {
    before.then("\n", line)
}

/// A run that somebody ended.
pub fn run_ended(record: &Path) -> Text {
    let record = record.display();
    Text::new(
        format!("avbruten: {record} är inte hel, så det finns inget utslag"),
        format!("interrupted: {record} is not whole, so there is no verdict"),
    )
}

/// What may stand in the portal though it was to be put back.
pub fn may_stand(cell: &str, of: &str) -> Text {
    Text::new(
        format!("{cell}: {of} kan stå kvar som skott skrev; ändra tillbaka för hand innan portalen prövas igen"),
        format!("{cell}: {of} may stand as skott wrote it; change it back by hand before the portal is tried again"),
    )
}

/// The same of the run before this one.
pub fn earlier_did_not_put_back(record: &Path, what: Text) -> Text {
    let told = Text::new(
        "den förra körningen ändrade inte tillbaka allt.",
        "the run before did not put everything back.",
    );
    told.of(record.display()).then(" ", what)
}

/// A proof that somebody ended.
pub fn proof_ended() -> Text {
    Text::new(
        "avbruten: sviten är varken prövad eller fälld",
        "interrupted: the suite is neither proved nor disproved",
    )
}

/// A run of a proof that did not come to its end.
pub fn proofs_run_failed(name: &str, code: Option<i32>, said: &str) -> Text {
    let (sv, en) = match code {
        Some(code) => (format!("slutkod {code}"), format!("exit {code}")),
        None => ("dödad utifrån".to_owned(), "killed from outside".to_owned()),
    };
    Text::new(sv, en).of(name).then("\n", Text::as_is(said))
}

/// A profile that says nothing of its portal's faults. Of profiles all is said in English.
pub fn no_prove(profile: &str) -> Text {
    Text::as_is("the profile has no [prove]; write there how the portal's faults are switched on and off").of(profile)
}

/// A fault of the portal that its profile forgets.
pub fn forgotten_fault(profile: &str, line: &str) -> Text {
    Text::as_is(format!(
        "the portal has a fault that no [[prove.fault]] names: {line}; add it"
    ))
    .of(profile)
}

/// A command of the profile without a word.
pub fn empty_command() -> Text {
    Text::as_is("[prove]: a command is empty; write program and arguments")
}

/// A command of the profile that could not be started.
pub fn no_command(words: &[String], error: &io::Error) -> Text {
    Text::as_is(format!("{error}; correct the command, or install its program")).of(named(words))
}

/// A command of the profile that failed, and what it said.
pub fn command_failed(words: &[String], code: Option<i32>, said: &str) -> Text {
    let code = code.map_or_else(|| "killed".to_owned(), |code| format!("exit {code}"));
    Text::as_is(format!("{code}; see what the command says: {}", said.trim())).of(named(words))
}

fn named(words: &[String]) -> String {
    format!("[prove] {}", words.join(" "))
}

/// What is told of a leak that nobody may accept away, and of runs that are not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAccepted {
    /// A leak that no waiver covers.
    Leak,
    /// The run did not come to its end.
    Truncated,
    /// It was narrowed, or faults were switched on.
    Narrowed,
    /// Cells without a verdict.
    Unproved,
    /// Pages that no view declares.
    Unmapped,
}

/// Why a run's report may not be made the accepted one.
pub fn not_accepted(why: NotAccepted) -> Text {
    match why {
        NotAccepted::Leak => Text::new(
            "en läcka kan inte godtas; rätta portalen, eller skriv ett undantag (waiver) i profilen med vem, varför och till när",
            "a leak cannot be accepted; mend the portal, or write a waiver in the profile with who, why and until when",
        ),
        NotAccepted::Truncated => Text::new("körningen är inte hel; kör om", "the run is not whole; run again"),
        NotAccepted::Narrowed => Text::new(
            "körningen var avgränsad eller hade fel påslagna; godta en hel körning",
            "the run was narrowed or had faults switched on; accept a whole run",
        ),
        NotAccepted::Unproved => Text::new(
            "körningen har celler utan utslag; det som inte är prövat kan inte godtas",
            "the run has cells without a verdict; what is not proved cannot be accepted",
        ),
        NotAccepted::Unmapped => Text::new(
            "körningen har länkar som ingen vy deklarerar; skriv en vy för dem, eller ignore med skäl, och kör om",
            "the run has links that no view declares; write a view for them, or an ignore with why, and run again",
        ),
    }
}

/// Nobody's word, or for no reason.
pub fn by_and_why() -> Text {
    Text::new(
        "--by och --why får inte vara tomma: vem godtar, och varför?",
        "--by and --why must not be empty: who accepts, and why?",
    )
}

/// A run of a portal whose folder is not given.
pub fn whose_folder(dir: &Path, portal: &str) -> Text {
    Text::new(
        format!("körningen gäller portalen {portal}; ange dess mapp med --portal, så läggs rapporten bredvid profilen"),
        format!("the run is of the portal {portal}; give its folder with --portal, so that the report is laid beside the profile"),
    )
    .of(dir.display())
}
