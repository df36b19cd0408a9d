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
        let new = paths
            .iter()
            .filter(|path| !is_declared(path))
            .map(|path| shortened(path));
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

/// Numbers and codes as `*`: ten rows that lead to ten orders are one unknown page, and no planted or real value is kept.
fn shortened(path: &str) -> String {
    let is_shouted = |s: &str| s.len() >= 4 && s.chars().all(|c| c.is_ascii_uppercase());
    let is_code =
        |s: &str| s.chars().any(|c| c.is_ascii_digit()) || s.contains(['@', '%']) || s.len() > 40 || is_shouted(s);
    path.split('/')
        .map(|s| if is_code(s) { "*" } else { s })
        .collect::<Vec<_>>()
        .join("/")
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
        assert_eq!(shortened("/order/A1B2/visa"), "/order/*/visa");
        assert_eq!(shortened("/order/RLYNG/anna@x.se/"), "/order/*/*/");
    }
}
