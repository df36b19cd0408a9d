//! Links that lead an account to a page of an instance that it must be refused: a list of everybody's instances, in other words.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use skott_model::matrix::Matrix;
use skott_model::profile::{Access, Relation, Step, TargetKind};
use skott_model::record::LedTo;
use skott_oracle::Link;

use super::pattern::{decoded, segments, split, written};

/// What stands for the instance in an address.
const NAMES: [&str; 3] = ["{target.id}", "{target.instance}", "{target.home}"];

/// Knows which pages are whose, and who is refused them.
pub(super) struct Closed {
    /// By path.
    pages: HashMap<Vec<String>, Vec<Page>>,
    /// (principal, view, instance).
    refused: HashSet<(usize, usize, String)>,
    /// By the view that the links lead to.
    led: Mutex<BTreeMap<String, Led>>,
    accounts: Vec<String>,
    views: Vec<String>,
}

/// On which views, who, and to which instances.
#[derive(Default)]
struct Led {
    seen_on: BTreeSet<String>,
    accounts: BTreeSet<String>,
    instances: BTreeSet<String>,
}

struct Page {
    view: usize,
    instance: String,
    /// Parameters that say whose it is.
    query: Vec<(String, String)>,
}

impl Closed {
    pub fn of(matrix: &Matrix) -> Self {
        let refused = matrix.cells.iter().filter_map(|cell| {
            let target = cell
                .target
                .as_ref()
                .filter(|target| target.relation == Relation::Foreign)?;
            let instance = target.instance.clone().filter(|_| cell.access == Access::Refused)?;
            Some((cell.principal, cell.view, instance))
        });
        let mut pages: HashMap<Vec<String>, Vec<Page>> = HashMap::new();
        for (view, declared) in matrix.profile.view.iter().enumerate() {
            if declared.target != Some(TargetKind::Instance) {
                continue;
            }
            let steps = declared.format.iter().flat_map(|format| &format.steps);
            for template in steps.filter_map(address) {
                for instance in &matrix.population.instances {
                    let address = NAMES
                        .iter()
                        .fold(template.clone(), |text, name| text.replace(name, &instance.id));
                    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
                    let path = split(path).map(decoded).collect();
                    let query = written(query).map(|(name, value)| (name, decoded(value))).collect();
                    let instance = instance.id.clone();
                    pages.entry(path).or_default().push(Page { view, instance, query });
                }
            }
        }
        Self {
            pages,
            refused: refused.collect(),
            led: Mutex::default(),
            accounts: matrix.principals.iter().map(|account| account.id.clone()).collect(),
            views: matrix
                .profile
                .view
                .iter()
                .map(|view| view.id.get_ref().clone())
                .collect(),
        }
    }

    /// Takes the links of a page that a principal was shown.
    pub fn take(&self, principal: usize, links: &BTreeSet<Link>, seen_on: &str) {
        for link in links.iter().filter(|link| !link.perhaps) {
            let pages = self.pages.get(&segments(link)).into_iter().flatten();
            let mut meant = pages.filter(|page| page.query.iter().all(|pair| link.query.contains(pair)));
            let is_refused = |page: &&Page| self.refused.contains(&(principal, page.view, page.instance.clone()));
            // Several views may have one page.
            if let Some(page) = meant.next().filter(is_refused) {
                let mut led = self.led.lock().unwrap_or_else(PoisonError::into_inner);
                let led = led.entry(self.views[page.view].clone()).or_default();
                led.seen_on.insert(seen_on.to_owned());
                led.accounts.insert(self.accounts[principal].clone());
                led.instances.insert(page.instance.clone());
            }
        }
    }

    /// All that was seen.
    pub fn led(&self) -> Vec<LedTo> {
        let led = self.led.lock().unwrap_or_else(PoisonError::into_inner);
        let told = led.iter().map(|(view, led)| LedTo {
            seen_on: led.seen_on.iter().cloned().collect(),
            view: view.clone(),
            accounts: led.accounts.iter().cloned().collect(),
            instances: led.instances.iter().cloned().collect(),
        });
        told.collect()
    }
}

/// An address in which nothing but the instance is filled in, and that says which it is.
fn address(step: &Step) -> Option<String> {
    let mut address = step.path().to_owned();
    let mut sign = if address.contains('?') { '&' } else { '?' };
    for (name, value) in skott_model::profile::pairs(&step.query) {
        if NAMES.iter().any(|filled| value.contains(filled)) {
            address = format!("{address}{sign}{name}={value}");
            sign = '&';
        }
    }
    let bare = NAMES.iter().fold(address.clone(), |text, name| text.replace(name, ""));
    (bare != address && !bare.contains('{')).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_foreign_instances_page_is_told_to_who_is_refused_it() {
        let profile = r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{ status = 403 }]
population.plant = { seed = 1, instances = 4, persons = 4 }
[auth.portal]
kind = "basic"
who = { get = "/mig", take = { json = "/namn" } }
[[principal]]
id = "stad"
role = "stad"
scope = "all"
credential.portal = { user = "stad", secret = "env:X" }
[[principal]]
id = "en"
role = "en"
scope = ["grundskola"]
credential.portal = { user = "en", secret = "env:X" }
[[view]]
id = "enhet"
title = "Enhetens sida"
unit = "orders"
auth = "portal"
target = "instance"
shows = ["order"]
access = [{ target = ["foreign", "random"], is = "refused" }, { is = "scope" }]
format = [
  { id = "html", steps = [{ get = "/enhet/{target.id}/lista" }] },
  { id = "json", steps = [{ get = "/lista?enhet={target.instance}&sida=1" }] },
]
"#;
        let population = skott_population::plant(1, 4, 4).unwrap_or_else(|error| panic!("{error}"));
        let profile = skott_model::profile::parse(profile).unwrap_or_else(|faults| panic!("{faults:?}"));
        let matrix = skott_model::matrix::expand(profile, population).unwrap_or_else(|faults| panic!("{faults:?}"));
        let cases = [
            ("en", "/enhet/aldrevard/lista", "aldrevard"),
            ("en", "/enhet/grundskola/lista", ""),
            ("stad", "/enhet/aldrevard/lista", ""),
            ("en", "/enhet/aldrevard", ""),
            ("en", "/enhet/okand/lista", ""),
            ("en", "/lista?sida=1&enhet=aldrevard", "aldrevard"),
            ("en", "/lista?enhet=grundskola&sida=1", ""),
            ("en", "/lista?sida=1", ""),
        ];
        for (account, address, expected) in cases {
            let closed = Closed::of(&matrix);
            let principal = matrix
                .principals
                .iter()
                .position(|p| p.id == account)
                .unwrap_or_default();
            let (path, query) = address.split_once('?').unwrap_or((address, ""));
            let link = Link {
                path: path.to_owned(),
                query: written(query).map(|(name, value)| (name, value.to_owned())).collect(),
                ..Link::default()
            };
            closed.take(principal, &BTreeSet::from([link]), "start");
            let told: Vec<String> = closed.led().iter().map(|led| led.instances.join(" ")).collect();
            assert_eq!(told.join(" "), expected, "{account} {address}");
        }
    }
}
