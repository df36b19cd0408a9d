//! Links that no view declares: a new page that no scenario covers must stop the release by itself.

use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use skott_model::matrix::Cell;
use skott_model::profile::{Profile, Relation};
use skott_model::record::Unmapped;
use skott_portal::Answered;

/// Knows which paths are declared, and tells each other path once.
pub(super) struct Links {
    declared: Vec<Vec<String>>,
    /// (principal, view, format) whose page was looked at.
    looked: Mutex<HashSet<(usize, usize, usize)>>,
    told: Mutex<BTreeSet<String>>,
    /// Links that were looked at.
    seen: AtomicU64,
}

impl Links {
    /// Paths of views, logins and probes, and those that the profile ignores with a reason.
    pub fn of(profile: &Profile) -> Self {
        let views = profile.view.iter().flat_map(|v| &v.format).flat_map(|f| &f.steps);
        let logins = profile.auth.values().flat_map(|a| &a.steps);
        let lived = profile
            .principal
            .iter()
            .flat_map(|p| &p.history)
            .filter_map(|step| step.ask.as_ref());
        let probes = profile.auth.values().map(|a| template(&a.who.get));
        let asked = views.chain(logins).chain(lived).map(|step| template(step.path()));
        let ignored = profile.ignore.iter().map(|i| i.path.clone());
        Self {
            declared: asked
                .chain(probes)
                .filter(|path| says_which(path))
                .chain(ignored)
                .map(|path| segments(&path))
                .collect(),
            looked: Mutex::default(),
            told: Mutex::default(),
            seen: AtomicU64::new(0),
        }
    }

    /// True the first time that a page opened for a principal, view and format. A page that says no, or that nothing was
    /// found, has other links than the page that is meant.
    pub fn wants(&self, cell: &Cell, answered: &Answered) -> bool {
        let is_unknown = cell.target.as_ref().is_some_and(|t| t.relation == Relation::Random);
        if *answered != Answered::Opened || is_unknown || cell.selection != 0 {
            return false;
        }
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        looked.insert((cell.principal, cell.view, cell.format))
    }

    /// How many links were looked at, each page's by themselves.
    pub fn seen(&self) -> u64 {
        self.seen.load(Ordering::Relaxed)
    }

    /// Of these paths, those that nobody declares and that were not told before.
    pub fn unmapped(&self, paths: &BTreeSet<String>, seen_on: &str) -> Vec<Unmapped> {
        self.seen.fetch_add(paths.len() as u64, Ordering::Relaxed);
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_declared = |path: &str| self.declared.iter().any(|d| fits(d, &segments(path)));
        let unknown: Vec<&str> = paths
            .iter()
            .map(String::as_str)
            .filter(|path| !is_declared(path))
            .collect();
        let new = shortened(&unknown).into_iter();
        new.filter(|path| told.insert(path.clone()))
            .map(|path| Unmapped {
                path,
                seen_on: seen_on.to_owned(),
            })
            .collect()
    }
}

/// A step's path with every `{name}` as a wildcard, without query.
fn template(path: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for c in path.split('?').next().unwrap_or_default().chars() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                out.push('*');
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// A step whose whole path was taken from an answer, as `{file}`, tells no path: it would fit every new page.
fn says_which(template: &str) -> bool {
    template.chars().any(|c| c != '*' && c != '/') || template == "/"
}

fn segments(path: &str) -> Vec<String> {
    path.trim_matches('/').split('/').map(str::to_owned).collect()
}

/// `*` stands for one segment (also inside one), `**` for any number.
fn fits(pattern: &[String], path: &[String]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((head, rest)), _) if head == "**" => (0..=path.len()).any(|skip| fits(rest, &path[skip..])),
        (Some((head, rest)), Some((first, others))) => segment_fits(head, first) && fits(rest, others),
        _ => false,
    }
}

fn segment_fits(pattern: &str, segment: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == segment,
        Some((head, tail)) => segment.strip_prefix(head).is_some_and(|rest| rest.ends_with(tail)),
    }
}

/// The paths of one page with numbers and codes as `*`, and so what alone differs between three of them below the first part:
/// ten rows that lead to ten orders or persons are one unknown page, and no planted or real value is kept.
fn shortened(paths: &[&str]) -> Vec<String> {
    let all: Vec<Vec<&str>> = paths.iter().map(|path| path.split('/').collect()).collect();
    let varies = |path: &[&str], at: usize| {
        let is_twin = |other: &&Vec<&str>| {
            other.len() == path.len() && (0..path.len()).all(|part| part == at || path[part] == other[part])
        };
        at > 1 && all.iter().filter(is_twin).count() > 2
    };
    let shown = |path: &Vec<&str>| {
        let parts = path.iter().enumerate();
        let shown = parts.map(|(at, part)| if is_code(part) || varies(path, at) { "*" } else { part });
        shown.collect::<Vec<_>>().join("/")
    };
    all.iter().map(shown).collect()
}

/// True for what is more likely somebody's than a page's name; a page's name may end in a digit, as a second version's does.
fn is_code(part: &str) -> bool {
    let is_shouted = part.len() >= 4 && part.chars().all(|c| c.is_ascii_uppercase());
    let name = part.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(part);
    let is_name = name.len() >= 4 && name.chars().all(|c| c.is_lowercase() || c == '-' || c == '_');
    let has_digit = part.chars().any(|c| c.is_ascii_digit());
    is_shouted || (has_digit && !is_name) || part.contains(['@', '%']) || part.len() > 40
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_paths_fit_and_others_do_not() {
        let cases = [
            ("/bestallning/{target.id}", "/bestallning/B12", true),
            ("/bestallning/{target.id}", "/bestallning/B12/mer", false),
            ("/rapport.csv", "/rapport.csv", true),
            ("/rapport.csv", "/rapport.xlsx", false),
            ("/a/**", "/a/b/c", true),
            ("/a/**", "/b", false),
            ("/", "/", true),
            ("/sok?q={x}", "/sok", true),
            ("{fil}", "/bestallningssidan2", false),
            ("/{sida}", "/bestallningssidan2", false),
            ("/{sida}.csv", "/bestallningssidan2.csv", true),
        ];
        for (pattern, path, expected) in cases {
            let template = template(pattern);
            let is_declared = says_which(&template) && fits(&segments(&template), &segments(path));
            assert_eq!(is_declared, expected, "{pattern} {path}");
        }
        let paths = [
            ("/order/A1B2/visa", "/order/*/visa"),
            ("/order/RLYNG/anna@x.se/", "/order/*/*/"),
            ("/bestallningssidan2", "/bestallningssidan2"),
            ("/person/bo-ek/", "/person/*/"),
            ("/person/eva-al/", "/person/*/"),
            ("/person/per-lo/", "/person/*/"),
            ("/hjalp/fragor", "/hjalp/fragor"),
            ("/hjalp/svar", "/hjalp/svar"),
        ];
        assert_eq!(shortened(&paths.map(|(path, _)| path)), paths.map(|(_, shown)| shown));
    }
}
