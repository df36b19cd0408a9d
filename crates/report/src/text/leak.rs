//! What leaked, and what was missing or too much: whose data, which kinds, which accounts, through which settings.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::run::{Note, Run, Settled};
use skott_model::{Finding, FindingKind, Verdict};

use super::example::{examples, first_of_kinds};
use crate::exposure::{Exposure, Offered, Where, exposure, places};
use crate::page::{Page, bounded};
use crate::texts::{Heading, Lang, Noun};

/// More than this is counted, not listed.
const LISTED: usize = 10;
/// Persons of one instance beyond this are counted, not listed; `report.json` has them all.
const PERSONS: usize = 50;

/// The incident's answers; nothing when nothing leaked.
pub(super) fn leaked(page: &mut Page, run: &Run, lang: Lang) {
    let cells = run.cells.iter().filter(|s| s.verdict == Verdict::Leak);
    let exposed = exposure(cells, FindingKind::is_leak);
    if exposed.cells == 0 {
        return;
    }
    page.heading(lang.heading(Heading::Leaked));
    told(page, run, &exposed, |s| s.verdict == Verdict::Leak, lang);
}

/// The same of leaks that a waiver covers; nothing where nothing of these cells is one.
pub(super) fn answers(page: &mut Page, run: &Run, cells: &[&Settled], lang: Lang) {
    let is_covered = |s: &Settled| s.waived.is_some() && s.verdict != Verdict::Leak;
    let covered = cells.iter().copied().filter(|s| is_covered(s));
    let exposed = exposure(covered, FindingKind::is_leak);
    if exposed.findings > 0 {
        told(page, run, &exposed, is_covered, lang);
    }
}

fn told(page: &mut Page, run: &Run, exposed: &Exposure, is_one: fn(&Settled) -> bool, lang: Lang) {
    whose(page, run, exposed, lang);
    let categories = exposed.categories.iter().map(|category| lang.category(category));
    list(page, lang.heading(Heading::Categories), categories);
    let kinds = exposed
        .kinds
        .iter()
        .map(|(kind, n)| format!("{} ({n})", lang.kind(*kind)));
    list(page, lang.heading(Heading::Kinds), kinds);
    accounts(page, run, exposed, lang);
    page.line(2, lang.heading(Heading::Where));
    let offered = Offered::of(run);
    for (view, place) in &exposed.views {
        where_(page, run, &offered, (view, place), lang);
        let cells = || run.cells.iter().filter(|s| is_one(s) && s.cell.view == *view);
        let at_the_door = cells().filter(|s| leaks_at_the_door(s)).count();
        if at_the_door > 0 {
            page.line(6, &lang.while_logging_in(at_the_door));
        }
        examples(page, cells(), lang);
    }
}

/// True where all that leaked was shown to who logged in, before the view was asked.
fn leaks_at_the_door(settled: &Settled) -> bool {
    let mut leaks = settled
        .findings
        .iter()
        .filter(|finding| finding.kind.is_leak())
        .peekable();
    leaks.peek().is_some() && leaks.all(Finding::is_at_the_door)
}

fn list<T: AsRef<str>>(page: &mut Page, heading: &str, items: impl Iterator<Item = T>) {
    let items: Vec<T> = items.collect();
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    if !items.is_empty() {
        page.line(2, &format!("{heading}: {}", items.join(", ")));
    }
}

/// Nothing where nobody is concerned: what leaked tells of no person and of no instance.
fn whose(page: &mut Page, run: &Run, exposed: &Exposure, lang: Lang) {
    if exposed.persons.is_empty() && exposed.instances.is_empty() {
        return;
    }
    let at_least = if exposed.more { lang.at_least() } else { "" };
    let of_nobody = exposed.instances.values().filter(|persons| persons.is_empty()).count();
    let summary = match shows_data(exposed) {
        true => lang.persons_of(exposed.persons.len(), exposed.instances.len(), of_nobody),
        false => lang.only_that_it_exists().to_owned(),
    };
    page.line(2, &format!("{}: {at_least}{summary}", lang.heading(Heading::Whose)));
    let mut named: Vec<_> = exposed
        .instances
        .iter()
        .map(|(id, persons)| {
            let facts = run.started.instances.iter().find(|i| i.id == *id);
            (facts.map_or(*id, |i| i.name.as_str()), facts, persons)
        })
        .collect();
    named.sort_by_key(|(name, ..)| alphabetical(name));
    for (name, facts, persons) in named {
        let concerned = match persons.is_empty() && !shows_data(exposed) {
            true => String::new(),
            false => format!(": {}", persons_text(persons, lang)),
        };
        page.line(4, &format!("{name}{concerned}"));
        if let Some(contact) = facts.map(|i| &i.contact).filter(|c| !c.is_empty()) {
            page.line(6, &format!("{}: {contact}", lang.heading(Heading::Tell)));
        }
    }
    if !exposed.homeless.is_empty() {
        let persons = persons_text(&exposed.homeless, lang);
        page.line(4, &format!("({}): {persons}", lang.heading(Heading::Homeless)));
    }
}

/// False where all that was told is that something exists.
fn shows_data(exposed: &Exposure) -> bool {
    exposed.kinds.keys().any(|kind| *kind != FindingKind::Existence)
}

/// By the Swedish alphabet, where å, ä and ö come last.
fn alphabetical(name: &str) -> String {
    let placed = |c: char| match c {
        'å' => '{',
        'ä' => '|',
        'ö' => '}',
        c => c,
    };
    name.to_lowercase().chars().map(placed).collect()
}

fn persons_text(persons: &BTreeSet<&str>, lang: Lang) -> String {
    if persons.is_empty() {
        return lang.pick("ingen utpekad person", "nobody by name").to_owned();
    }
    let ids = listed_to(PERSONS, persons.iter().copied(), lang);
    format!("{} ({ids})", lang.count(persons.len(), Noun::Person))
}

/// By role, each with its scope.
fn accounts(page: &mut Page, run: &Run, exposed: &Exposure, lang: Lang) {
    let of = lang.of_all(exposed.accounts.len(), run.started.principals.len());
    page.line(2, &format!("{}: {of}", lang.heading(Heading::Accounts)));
    let mut roles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for account in &run.started.principals {
        if let Some(n) = exposed.accounts.get(account.id.as_str()) {
            let text = format!(
                "{} [{}] {}",
                account.id,
                lang.scope(&account.scope),
                lang.count(*n, Noun::Cell)
            );
            roles.entry(&account.role).or_default().push(text);
        }
    }
    for (role, accounts) in roles {
        page.line(4, &format!("{role}: {}", accounts.join(", ")));
    }
}

fn where_(page: &mut Page, run: &Run, offered: &Offered, (view, place): (&str, &Where), lang: Lang) {
    let facts = run.started.views.iter().find(|v| v.id == view);
    let title = facts.map_or(view, |v| v.title.as_str());
    page.line(4, &format!("{title} ({view}): {}", lang.count(place.cells, Noun::Cell)));
    for (format, selections) in &place.formats {
        page.line(
            6,
            &format!("{format}: {}", chosen(offered, view, place, selections, lang)),
        );
    }
    if !place.targets.is_empty() {
        let targets = listed(place.targets.iter().copied(), lang);
        page.line(6, &format!("{}: {targets}", lang.heading(Heading::Targets)));
    }
    let sound = offered.sound_formats(view, place);
    if !sound.is_empty() {
        page.line(6, &format!("{}: {}", lang.heading(Heading::Sound), sound.join(", ")));
    }
}

/// Selections out of those that the accounts have there.
fn chosen(offered: &Offered, view: &str, place: &Where, selections: &BTreeSet<&str>, lang: Lang) -> String {
    let all = offered.selections(view, &place.accounts);
    let ids = listed(selections.iter().copied(), lang);
    lang.selections(selections.len(), all, &ids)
}

fn listed<'a>(items: impl IntoIterator<Item = &'a str>, lang: Lang) -> String {
    listed_to(LISTED, items, lang)
}

fn listed_to<'a>(bound: usize, items: impl IntoIterator<Item = &'a str>, lang: Lang) -> String {
    let (text, beyond) = bounded(items, bound);
    match beyond {
        0 => text,
        n => format!("{text}, {}", lang.and_more(n)),
    }
}

/// Missing or surplus cells, in short: for each view the formats, the accounts and the selections.
pub(super) fn wrong(page: &mut Page, run: &Run, verdict: Verdict, lang: Lang) {
    let cells = || run.cells.iter().filter(|s| s.verdict == verdict);
    let found = exposure(cells(), |kind| !kind.is_leak());
    if found.cells == 0 {
        return;
    }
    let heading = if verdict == Verdict::Missing {
        Heading::Missing
    } else {
        Heading::Surplus
    };
    page.heading(lang.heading(heading));
    for finding in first_of_kinds(cells()).map(|(_, finding)| finding) {
        if !matches!(finding.kind, FindingKind::Missing | FindingKind::Surplus) {
            page.line(
                2,
                &format!("{}: {}", lang.kind(finding.kind), lang.place(&finding.place)),
            );
        }
    }
    nobodys(page, cells(), lang);
    if !found.persons.is_empty() {
        let persons = persons_text(&found.persons, lang);
        page.line(2, &format!("{}: {persons}", lang.heading(Heading::Whose)));
    }
    let tells = |note: &&Note| !matches!(note, Note::Shown { shown, expected } if shown == expected);
    let notes = cells().filter_map(|s| s.note.as_ref()).filter(tells);
    let notes: BTreeSet<String> = notes.map(|note| lang.note(note)).collect();
    let notes: Vec<&str> = notes.iter().map(String::as_str).collect();
    let (notes, beyond) = bounded(notes, LISTED);
    if !notes.is_empty() && beyond == 0 {
        page.line(2, &notes);
    }
    where_short(page, run, &places(cells()), lang);
}

/// What is wrong and nobody's by name, as a number, `antal: 20 ≠ 21`, or a choice that a list lacks.
fn nobodys<'a>(page: &mut Page, cells: impl Iterator<Item = &'a Settled>, lang: Lang) {
    const FEW: usize = 5;
    let is_it = |finding: &&Finding| {
        finding.person.is_none() && matches!(finding.kind, FindingKind::Missing | FindingKind::Surplus)
    };
    let told = |finding: &Finding| format!("{}: {}", lang.kind(finding.kind), lang.place(&finding.place));
    let told: BTreeSet<String> = cells.flat_map(|s| s.findings.iter().filter(is_it).map(told)).collect();
    told.iter().take(FEW).for_each(|line| page.line(2, line));
    if told.len() > FEW {
        page.line(2, &lang.and_more(told.len() - FEW));
    }
}

/// One line a view.
pub(super) fn where_short(page: &mut Page, run: &Run, found: &Exposure, lang: Lang) {
    let offered = Offered::of(run);
    for (view, place) in &found.views {
        let selections = chosen(&offered, view, place, &place.selections(), lang);
        let formats = listed(place.formats.keys().copied(), lang);
        let accounts = listed(place.accounts.iter().copied(), lang);
        let parts = [
            format!("{view}: {}", lang.count(place.cells, Noun::Cell)),
            format!("{formats}: {selections}"),
            format!("{}: {accounts}", lang.heading(Heading::ShortAccounts)),
        ];
        page.line(4, &parts.join("; "));
    }
}
