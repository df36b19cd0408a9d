//! What a profile must hold beyond its shape: every name declared, every choice made once.

mod effect;
mod happening;
mod history;
mod names;
mod step;

use std::collections::BTreeSet;

use toml::Spanned;

use crate::Weight;

use super::walk::{locators, sequences};
use super::{
    AbsentUnit, Access, At, Auth, AuthKind, Fault, Locator, Path, Principal, Profile, Proving, ScopeSpec, ScopeWord,
    Sign, Texts, Unit, View, ViewFormat,
};
pub(crate) use names::unknown_names;
use step::{Place, login_step, may_write, view_steps};

/// Every fault of a profile that was read.
pub(super) fn check(profile: &Profile) -> Vec<Fault> {
    let mut faults = Faults(Vec::new());
    if profile.schema != "skott.profile/1" {
        faults.at(
            Path::of(["schema"]),
            format!("schema \"{}\" is not known", profile.schema),
            "write schema = \"skott.profile/1\"",
        );
    }
    if profile.population.file.is_some() == profile.population.plant.is_some() {
        faults.at(
            Path::of(["population"]),
            "[population] needs exactly one of file and plant".into(),
            "give one of them",
        );
    }
    signs_fit(&mut faults, "rejection", &profile.rejection);
    signs_fit(&mut faults, "refusal", &profile.refusal);
    if profile.refusal.is_empty() {
        let what = "nothing says what a refusal looks like".to_owned();
        faults.at(Path::default(), what, "add [[refusal]] with a status, location or has");
    }
    unique(&mut faults, "principal", profile.principal.iter().map(|p| &p.id));
    unique(&mut faults, "view", profile.view.iter().map(|v| &v.id));
    for (name, auth) in &profile.auth {
        auth_kind(&mut faults, name, auth);
    }
    for principal in &profile.principal {
        principal_fits(&mut faults, profile, principal);
        history::fits(&mut faults, profile, principal);
    }
    for (index, view) in profile.view.iter().enumerate() {
        view_fits(&mut faults, profile, view);
        happening::fits(&mut faults, profile, index, view);
        effect::fits(&mut faults, view);
    }
    for (name, setting) in &profile.setting {
        setting_fits(&mut faults, name, setting);
    }
    if let Some(proving) = &profile.prove {
        proving_fits(&mut faults, profile, proving);
    }
    for (index, absent) in profile.absent.iter().enumerate() {
        if absent_is_there(profile, absent.unit) {
            faults.at(
                Path::of(["absent"]).nth(index).then("unit"),
                format!(
                    "[[absent]] says that the portal lacks what the profile declares: {}",
                    absent.unit
                ),
                "take it away",
            );
        }
    }
    for name in unused_settings(profile) {
        faults.at(
            Path::of(["setting", name]),
            format!("[setting.{name}] is chosen in no view"),
            "name it in a view's settings, or take it away",
        );
    }
    for (index, waiver) in profile.waiver.iter().enumerate() {
        if waiver.verdict.is_empty() || waiver.verdict.iter().any(|v| v.weight() == Weight::Pass) {
            faults.at(
                Path::of(["waiver"]).nth(index).then("verdict"),
                format!("waiver for \"{}\" does not say what is accepted", waiver.cells),
                "write verdict = [\"surplus\"]; one or more of leak, missing, surplus, blind, unwitnessed, inconclusive",
            );
        }
        if waiver.until.parse::<jiff::civil::Date>().is_err() {
            faults.at(
                Path::of(["waiver"]).nth(index).then("until"),
                format!("waiver for \"{}\": until \"{}\" is no date", waiver.cells, waiver.until),
                "write it as 2026-12-31",
            );
        }
    }
    for sequence in sequences(profile) {
        may_write(&mut faults, profile, &sequence);
    }
    for (at, locator) in locators(profile) {
        locator_fits(&mut faults, at, locator);
    }
    faults.0.extend(unknown_names(profile, &|_| true));
    faults.0
}

struct Faults(Vec<Fault>);

impl Faults {
    fn at(&mut self, at: impl Into<At>, what: String, todo: &str) {
        self.0.push(Fault::new(at, what, todo));
    }
}

/// A sign without any part would hold for every answer.
fn signs_fit(faults: &mut Faults, kind: &str, signs: &[Sign]) {
    for (index, _) in signs.iter().enumerate().filter(|(_, sign)| sign.is_empty()) {
        let todo = format!("give [[{kind}]] a status, location or has");
        let what = format!("a {kind} must be told by something");
        faults.at(Path::of([kind]).nth(index), what, &todo);
    }
}

fn locator_fits(faults: &mut Faults, at: Path, locator: &Locator) {
    let bases = [&locator.css, &locator.json, &locator.header]
        .iter()
        .filter(|base| base.is_some())
        .count();
    if bases > 1 || (bases == 0 && locator.regex.is_none()) {
        let todo = "give exactly one of css, json, header, regex (regex may also follow another)";
        faults.at(at.clone(), "a value must stand in one place".into(), todo);
    }
    if locator.attr.is_some() && locator.css.is_none() {
        let todo = "give attr a css beside it, or take it away";
        faults.at(at.clone(), "an attribute is an element's".into(), todo);
    }
    let is_of_rows = locator.css.is_some() || locator.json.is_some();
    if (locator.holds.is_some() || locator.cell.is_some()) && !is_of_rows {
        let todo = "give the rows by css or json, or take holds and cell away";
        faults.at(
            at.clone(),
            "only elements and values of JSON hold something".into(),
            todo,
        );
    }
    if let Some(cell) = &locator.cell {
        let kinds = |of: &Locator| [of.css.is_some(), of.json.is_some(), of.header.is_some()];
        if locator.attr.is_some() || locator.regex.is_some() || kinds(locator) != kinds(cell) {
            let todo = "give cell a css in a row of css, a json in one of json, and attr and regex to cell alone";
            faults.at(at.clone(), "a cell is of its row's kind".into(), todo);
        }
        locator_fits(faults, at.then("cell"), cell);
    }
}

fn unique<'a>(faults: &mut Faults, kind: &str, ids: impl Iterator<Item = &'a Spanned<String>>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        let plain = id.get_ref().replace("{instance}", "x");
        if plain.is_empty() || !plain.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) {
            let what = format!("{kind} \"{}\" is no id", id.get_ref());
            faults.at(id, what, "use letters, digits, hyphen, underscore and dot");
        }
        if !seen.insert(id.get_ref()) {
            faults.at(
                id,
                format!("{kind} \"{}\" is declared twice", id.get_ref()),
                "give one of them another id",
            );
        }
    }
}

fn auth_kind(faults: &mut Faults, name: &str, auth: &Auth) {
    let at = Path::of(["auth", name]);
    let ok = match auth.kind {
        AuthKind::Form => !auth.steps.is_empty(),
        AuthKind::Header => auth.name.is_some() && auth.value.is_some(),
        AuthKind::Basic => true,
    };
    if !ok {
        let todo = "kind form needs steps; kind header needs name and value";
        faults.at(at.clone(), format!("[auth.{name}] is not whole"), todo);
    }
    for (index, step) in auth.steps.iter().enumerate() {
        login_step(faults, at.then("steps").nth(index), name, step);
    }
}

fn principal_fits(faults: &mut Faults, profile: &Profile, principal: &Principal) {
    let is_own = matches!(principal.scope, ScopeSpec::Word(ScopeWord::Own));
    if is_own && principal.person.is_none() {
        let what = format!("principal \"{}\" has scope own but is nobody", principal.id.get_ref());
        faults.at(&principal.id, what, "give person = \"<person id>\"");
    }
    let is_signed_out = matches!(principal.scope, ScopeSpec::Word(ScopeWord::SignedOut));
    if is_signed_out && !(principal.credential.is_empty() && principal.history.is_empty()) {
        let what = format!("principal \"{}\" never logs in", principal.id.get_ref());
        faults.at(
            &principal.id,
            what,
            "take its credential and history away, or give it another scope",
        );
    }
    if principal.each.is_some() != principal.id.get_ref().contains("{instance}") {
        let what = format!(
            "principal \"{}\": each and {{instance}} in the id go together",
            principal.id.get_ref()
        );
        faults.at(&principal.id, what, "give both or none");
    }
    for (name, credential) in &principal.credential {
        if !profile.auth.contains_key(name) {
            let what = format!(
                "principal \"{}\": auth \"{name}\" is not declared",
                principal.id.get_ref()
            );
            faults.at(&principal.id, what, &format!("add [auth.{name}] or correct the name"));
        }
        let secret = credential.secret.get_ref();
        if !["env:", "file:", "credential:"]
            .iter()
            .any(|kind| secret.starts_with(kind))
        {
            let todo = "name where it is found: env:NAME, file:PATH or credential:NAME; never write a secret here";
            faults.at(&credential.secret, "a secret must be named, not written".into(), todo);
        }
    }
}

fn proving_fits(faults: &mut Faults, profile: &Profile, proving: &Proving) {
    let views: BTreeSet<&str> = profile.view.iter().map(|v| v.id.get_ref().as_str()).collect();
    let roles = profile.principal.iter().map(|p| p.role.as_str());
    let accounts = roles
        .chain(profile.principal.iter().map(|p| p.id.get_ref().as_str()))
        .collect();
    unique(faults, "fault", proving.fault.iter().map(|f| &f.name));
    for fault in &proving.fault {
        known(faults, "view", "is no [[view]]", &fault.views, &views);
        known(faults, "role or principal", OF_NO_ACCOUNT, &fault.accounts, &accounts);
        if fault.views.is_empty() {
            let what = format!("fault \"{}\" may be seen nowhere", fault.name.get_ref());
            faults.at(&fault.name, what, "name its views");
        }
    }
}

fn view_fits(faults: &mut Faults, profile: &Profile, view: &View) {
    let id = view.id.get_ref();
    if !profile.auth.contains_key(view.auth.get_ref()) {
        let what = format!("auth \"{}\" is not declared", view.auth.get_ref());
        faults.at(&view.auth, what, "add [auth.<name>] or correct the view");
    }
    if view.access.is_empty() {
        faults.at(
            &view.id,
            format!("view \"{id}\" says nothing of who may open it"),
            "add access = [{ is = … }]",
        );
    }
    for name in &view.settings {
        let Some(setting) = profile.setting.get(name.get_ref()) else {
            let what = format!("setting \"{}\" is not declared", name.get_ref());
            faults.at(name, what, "add [setting.<name>] or correct the view");
            continue;
        };
        let sorted = setting.options.iter().filter_map(|o| o.sorted_by.as_ref());
        for category in sorted.filter(|category| view.shows.contains(category)) {
            let what = format!("view \"{id}\" shows {category}, so an order by it hides nothing");
            faults.at(name, what, "sorted_by is for what the view may not show; leave it out");
        }
    }
    let roles: BTreeSet<&str> = profile.principal.iter().map(|p| p.role.as_str()).collect();
    let ids: BTreeSet<&str> = profile.principal.iter().map(|p| p.id.get_ref().as_str()).collect();
    for rule in &view.access {
        known(faults, "role", OF_NO_ACCOUNT, &rule.role, &roles);
        known(faults, "principal", OF_NO_ACCOUNT, &rule.principal, &ids);
    }
    if view.target.is_none() && view.access.iter().any(|rule| !rule.target.is_empty()) {
        let what = format!("view \"{id}\" is asked about nothing, so a line of access about a target never holds");
        faults.at(
            &view.id,
            what,
            "give the view target = \"order\" or \"instance\", or take target away",
        );
    }
    latest_fits(faults, view);
    if !view.amount_columns.is_empty() && !view.shows.iter().any(|category| category == "amount") {
        let what = format!("view \"{id}\" names columns of amounts, and does not show amounts");
        faults.at(&view.id, what, "add \"amount\" to shows, or take amount_columns away");
    }
    if let Some(name) = view.unknown.keys().next().filter(|_| view.target.is_none()) {
        let what = format!("view \"{id}\" is asked about nothing, so unknown.{name} is never used");
        faults.at(
            &view.id,
            what,
            "give the view target = \"order\" or \"instance\", or take unknown away",
        );
    }
    let is_few = |texts: &&Texts| (1..=2).contains(&texts.all().len());
    if let Some((name, _)) = view.unknown.iter().find(|(_, texts)| !is_few(texts)) {
        let what = format!("view \"{id}\": unknown.{name} is neither one value nor two");
        faults.at(&view.id, what, "give two that nobody has, or one");
    }
    if view.tries == 0 {
        faults.at(
            &view.id,
            format!("view \"{id}\" is tried 0 times"),
            "write tries = 1 or more, or take it away",
        );
    }
    selection_is_sent(faults, profile, view);
    if view.format.is_empty() {
        faults.at(&view.id, format!("view \"{id}\" has no format"), "add [[view.format]]");
    }
    unique(
        faults,
        &format!("view \"{id}\": format"),
        view.format.iter().map(|f| &f.id),
    );
    for format in &view.format {
        let is_plain = |name: &str| {
            view.format
                .iter()
                .any(|f| f.id.get_ref() == name && f.manipulates.is_none())
        };
        if let Some(of) = format.manipulates.as_ref().filter(|of| !is_plain(of.get_ref())) {
            let what = format!(
                "manipulates = \"{}\" is no format of view \"{id}\" that is offered",
                of.get_ref()
            );
            faults.at(of, what, "name one of its other formats: its answers are the witness");
        }
        if format.next_as.is_some() && format.next.is_none() {
            let what = format!("format \"{}\" carries on what nothing finds", format.id.get_ref());
            faults.at(&format.id, what, "give next beside next_as, or take it away");
        }
        if format.steps.is_empty() {
            faults.at(
                &format.id,
                format!("format \"{}\" asks nothing", format.id.get_ref()),
                "add steps",
            );
        }
        view_steps(faults, Place::of(view, format), &format.steps);
        once(faults, format, "number", format.numbers.iter().map(|n| &n.id));
        once(faults, format, "list", format.lists.iter().map(|l| &l.id));
    }
}

/// Which orders are the latest is known of lists of orders alone.
fn latest_fits(faults: &mut Faults, view: &View) {
    let id = view.id.get_ref();
    let is_list = view.unit == Unit::Orders && view.target.is_none();
    let (what, todo) = match view.latest {
        Some(0) => (
            "shows none of its latest orders",
            "write how many it shows, as latest = 5",
        ),
        Some(_) if !is_list => (
            "is no list of orders, so it has no latest ones",
            "latest is for views with unit = \"orders\" and no target; take it away",
        ),
        _ => return,
    };
    faults.at(&view.id, format!("view \"{id}\" {what}"), todo);
}

/// True where what is said to be absent is plainly there. Views may be there and still not for the accounts that a row is about:
/// then the row has no cell, and no declared cell is excused by it.
fn absent_is_there(profile: &Profile, unit: AbsentUnit) -> bool {
    let has = |word: ScopeWord| {
        let is_it = |p: &Principal| matches!(&p.scope, ScopeSpec::Word(own) if *own == word);
        profile.principal.iter().any(is_it)
    };
    match unit {
        AbsentUnit::Persons
        | AbsentUnit::Suggestions
        | AbsentUnit::Aggregate
        | AbsentUnit::Target
        | AbsentUnit::Own => false,
        AbsentUnit::Changes
        | AbsentUnit::Manipulated
        | AbsentUnit::Others
        | AbsentUnit::Lifecycle
        | AbsentUnit::Revoked
        | AbsentUnit::SelfGranted
        | AbsentUnit::Moved
        | AbsentUnit::Ended
        | AbsentUnit::Merged
        | AbsentUnit::Renamed
        | AbsentUnit::Closed
        | AbsentUnit::Together => unit.is_tried(profile),
        AbsentUnit::ScopeAll => has(ScopeWord::All),
        AbsentUnit::ScopeInstances => {
            let is_list = |p: &Principal| matches!(&p.scope, ScopeSpec::Instances(ids) if !ids.is_empty());
            profile.principal.iter().any(is_list)
        }
        AbsentUnit::ScopeNone => has(ScopeWord::None),
        AbsentUnit::SignedOut => has(ScopeWord::SignedOut),
        AbsentUnit::Refused => {
            let refuses = |view: &View| view.access.iter().any(|rule| rule.is == Access::Refused);
            profile.view.iter().any(|view| view.target.is_none() && refuses(view))
        }
    }
}

/// A choice that no request carries would be judged without having been made.
fn selection_is_sent(faults: &mut Faults, profile: &Profile, view: &View) {
    let sets = |name: &Spanned<String>| {
        let setting = profile.setting.get(name.get_ref());
        setting.is_some_and(|setting| setting.options.iter().any(|option| !option.set.is_empty()))
    };
    let Some(name) = view.settings.iter().find(|name| sets(name)) else {
        return;
    };
    // A manipulated format is asked plainly, with the default selection alone.
    for format in view.format.iter().filter(|format| format.manipulates.is_none()) {
        if format.steps.iter().all(|step| step.selection.is_none()) {
            let what = format!(
                "view \"{}\", format \"{}\": no request carries what is chosen of \"{}\"",
                view.id.get_ref(),
                format.id.get_ref(),
                name.get_ref()
            );
            faults.at(
                &format.id,
                what,
                "write selection = \"query\" (or form, json, header) on the request that takes it",
            );
        }
    }
}

/// Two of one name would be one in the answer.
fn once<'a>(faults: &mut Faults, format: &ViewFormat, kind: &str, ids: impl Iterator<Item = &'a String>) {
    let mut seen = BTreeSet::new();
    for id in ids.filter(|id| !seen.insert(*id)) {
        let what = format!("format \"{}\": {kind} \"{id}\" is declared twice", format.id.get_ref());
        faults.at(&format.id, what, "give one of them another id");
    }
}

fn unused_settings(profile: &Profile) -> impl Iterator<Item = &String> {
    let used: BTreeSet<&str> = profile
        .view
        .iter()
        .flat_map(|v| &v.settings)
        .map(|name| name.get_ref().as_str())
        .collect();
    profile.setting.keys().filter(move |name| !used.contains(name.as_str()))
}

const OF_NO_ACCOUNT: &str = "belongs to no [[principal]]";

/// Every name must be declared; `lack` says what one that is not is wanting.
fn known(faults: &mut Faults, kind: &str, lack: &str, names: &[Spanned<String>], declared: &BTreeSet<&str>) {
    for name in names {
        if !declared.contains(name.get_ref().as_str()) {
            let what = format!("{kind} \"{}\" {lack}", name.get_ref());
            faults.at(name, what, "declare it or correct the name");
        }
    }
}

fn setting_fits(faults: &mut Faults, name: &str, setting: &super::Setting) {
    let at = Path::of(["setting", name]);
    if setting.options.is_empty() {
        faults.at(
            at.clone(),
            format!("[setting.{name}] has no option"),
            "add options; the first is the default",
        );
    }
    for (index, option) in setting.options.iter().enumerate() {
        let at = || at.then("options").nth(index);
        if option.id.is_none() && option.each.is_none() {
            let todo = "give id, each = \"instance\", or both";
            faults.at(at(), format!("[setting.{name}]: an option needs a name"), todo);
        }
        if option.manipulates && option.predicate != super::Where::default() {
            let todo = "take where away: what a manipulation must show is not asked";
            faults.at(at(), format!("[setting.{name}]: a manipulation means no orders"), todo);
        }
    }
}
