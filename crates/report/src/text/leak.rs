//! What leaked, and what was missing or too much: whose data, which kinds, which accounts, through which settings.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::run::Run;
use skott_model::{FindingKind, Verdict};

use crate::exposure::{Exposure, Offered, Where, exposure, places};
use crate::page::{Page, bounded};
use crate::texts::{Heading, Lang, Noun};

/// More than this is counted, not listed.
const LISTED: usize = 10;

/// The incident's answers; nothing when nothing leaked.
pub(super) fn leaked(page: &mut Page, run: &Run, lang: Lang) {
    let cells = run.cells.iter().filter(|s| s.verdict == Verdict::Leak);
    let exposed = exposure(cells, FindingKind::is_leak);
    if exposed.cells == 0 {
        return;
    }
    page.heading(lang.heading(Heading::Leaked));
    whose(page, run, &exposed, lang);
    let categories = exposed.categories.iter().map(|category| lang.category(category));
    list(page, lang.heading(Heading::Categories), categories);
    let kinds = exposed
        .kinds
        .iter()
        .map(|(kind, n)| format!("{} ({n})", lang.kind(*kind)));
    list(page, lang.heading(Heading::Kinds), kinds);
    accounts(page, run, &exposed, lang);
    page.line(2, lang.heading(Heading::Where));
    let offered = Offered::of(run);
    for (view, place) in &exposed.views {
        where_(page, run, &offered, (view, place), lang);
    }
}

fn list<T: AsRef<str>>(page: &mut Page, heading: &str, items: impl Iterator<Item = T>) {
    let items: Vec<T> = items.collect();
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    if !items.is_empty() {
        page.line(2, &format!("{heading}: {}", items.join(", ")));
    }
}

fn whose(page: &mut Page, run: &Run, exposed: &Exposure, lang: Lang) {
    let summary = lang.persons_of(exposed.persons.len(), exposed.instances.len());
    page.line(2, &format!("{}: {summary}", lang.heading(Heading::Whose)));
    for (id, persons) in &exposed.instances {
        let facts = run.started.instances.iter().find(|i| i.id == *id);
        let name = facts.map_or(*id, |i| i.name.as_str());
        page.line(4, &format!("{name}: {}", persons_text(persons, lang)));
        if let Some(contact) = facts.map(|i| &i.contact).filter(|c| !c.is_empty()) {
            page.line(6, &format!("{}: {contact}", lang.heading(Heading::Tell)));
        }
    }
    if !exposed.homeless.is_empty() {
        let persons = persons_text(&exposed.homeless, lang);
        page.line(4, &format!("({}): {persons}", lang.heading(Heading::Homeless)));
    }
}

fn persons_text(persons: &BTreeSet<&str>, lang: Lang) -> String {
    if persons.is_empty() {
        return lang.pick("ingen utpekad person", "nobody by name").to_owned();
    }
    let ids: Vec<&str> = persons.iter().copied().collect();
    format!("{} ({})", lang.count(ids.len(), Noun::Person), ids.join(", "))
}

/// By role, each with its scope.
fn accounts(page: &mut Page, run: &Run, exposed: &Exposure, lang: Lang) {
    let of = lang.of_all(exposed.accounts.len(), run.started.principals.len());
    page.line(2, &format!("{}: {of}", lang.heading(Heading::Accounts)));
    let mut roles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for account in &run.started.principals {
        if let Some(n) = exposed.accounts.get(account.id.as_str()) {
            let text = format!("{} [{}] {}", account.id, account.scope, lang.count(*n, Noun::Cell));
            roles.entry(&account.role).or_default().push(text);
        }
    }
    for (role, accounts) in roles {
        page.line(4, &format!("{role}: {}", accounts.join(", ")));
    }
}

fn where_(page: &mut Page, run: &Run, offered: &Offered, (view, place): (&str, &Where), lang: Lang) {
    let title = run
        .started
        .views
        .iter()
        .find(|v| v.id == view)
        .map_or(view, |v| v.title.as_str());
    let cells = lang.count(place.cells, Noun::Cell);
    page.line(4, &format!("{title} ({view}): {cells}"));
    let mut formats = place.formats.iter().copied().collect::<Vec<_>>().join(", ");
    let sound = offered.sound_formats(view, &place.formats);
    if !sound.is_empty() {
        formats += &lang.but_not(&sound.join(", "));
    }
    page.line(6, &format!("{}: {formats}", lang.heading(Heading::Formats)));
    let selections = selections(offered, view, place, lang);
    page.line(6, &format!("{}: {selections}", lang.heading(Heading::Selections)));
    if !place.targets.is_empty() {
        let targets = listed(&place.targets, lang);
        page.line(6, &format!("{}: {targets}", lang.heading(Heading::Targets)));
    }
}

fn selections(offered: &Offered, view: &str, place: &Where, lang: Lang) -> String {
    let all = offered.selections(view);
    if place.selections.len() == all {
        return lang.all_selections(all);
    }
    let of = lang.of_all(place.selections.len(), all);
    format!("{of}: {}", listed(&place.selections, lang))
}

fn listed(items: &BTreeSet<&str>, lang: Lang) -> String {
    let (text, beyond) = bounded(items.iter().copied(), LISTED);
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
    page.line(
        2,
        &format!(
            "{}: {}",
            lang.heading(Heading::Whose),
            persons_text(&found.persons, lang)
        ),
    );
    let notes: BTreeSet<String> = cells().filter_map(|s| s.note.as_ref()).map(|n| lang.note(n)).collect();
    let notes: Vec<&str> = notes.iter().map(String::as_str).collect();
    let (notes, beyond) = bounded(notes, LISTED);
    if !notes.is_empty() && beyond == 0 {
        page.line(2, &notes);
    }
    where_short(page, run, &places(cells()), lang);
}

/// One line a view.
pub(super) fn where_short(page: &mut Page, run: &Run, found: &Exposure, lang: Lang) {
    let offered = Offered::of(run);
    for (view, place) in &found.views {
        let parts = [
            format!("{view}: {}", lang.count(place.cells, Noun::Cell)),
            format!("{} {}", lang.heading(Heading::Formats), listed(&place.formats, lang)),
            format!(
                "{} {}",
                lang.heading(Heading::Selections),
                selections(&offered, view, place, lang)
            ),
            format!("{} {}", lang.pick("konton", "accounts"), listed(&place.accounts, lang)),
        ];
        page.line(4, &parts.join("; "));
    }
}
