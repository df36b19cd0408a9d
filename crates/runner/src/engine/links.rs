//! Links that no view declares: a new page that no scenario covers must stop the release by itself.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use skott_model::profile::Profile;
use skott_model::record::Unmapped;

/// Knows which paths are declared, and tells each other path once.
pub(super) struct Links {
    declared: Vec<Vec<String>>,
    /// (principal, view, format) whose page was looked at.
    looked: Mutex<HashSet<(usize, usize, usize)>>,
    told: Mutex<BTreeSet<String>>,
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
        let mut declared: Vec<Vec<String>> = views
            .chain(logins)
            .chain(lived)
            .map(|step| segments(&template(step.path())))
            .collect();
        declared.extend(profile.auth.values().map(|a| segments(&template(&a.who.get))));
        declared.extend(profile.ignore.iter().map(|i| segments(&i.path)));
        Self {
            declared,
            looked: Mutex::default(),
            told: Mutex::default(),
        }
    }

    /// True the first time for each principal, view and format.
    pub fn wants(&self, principal: usize, view: usize, format: usize) -> bool {
        self.looked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert((principal, view, format))
    }

    /// Of these paths, those that nobody declares and that were not told before.
    pub fn unmapped(&self, paths: &BTreeSet<String>, seen_on: &str) -> Vec<Unmapped> {
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
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(
                fits(&segments(&template(pattern)), &segments(path)),
                expected,
                "{pattern} {path}"
            );
        }
        assert_eq!(shortened("/order/A1B2/visa"), "/order/*/visa");
        assert_eq!(shortened("/order/RLYNG/anna@x.se/"), "/order/*/*/");
    }
}
