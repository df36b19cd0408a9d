//! The first lines of a record: what the run is about, and every cell that is declared.

use std::collections::HashMap;

use skott_model::matrix::{Account, Matrix, Scope};
use skott_model::profile::View;
use skott_model::record::{Declared, InstanceFacts, PrincipalFacts, RECORD_SCHEMA, Started, ViewFacts};
use skott_model::{Category, Shows};
use skott_population::Person;

use crate::suite::required_arms;

/// What only the caller knows of a run.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// Skott's version.
    pub skott: String,
    /// When, RFC 3339.
    pub at: String,
    /// Where the portal is.
    pub base_url: String,
    /// Hash of the population.
    pub population: String,
    /// Hash of features and profile.
    pub suite: String,
    /// Options that narrow the run, as typed.
    pub narrowed: Vec<String>,
    /// Faults switched on in the stub.
    pub faults: Vec<String>,
}

/// The first line and one line for each declared cell.
pub fn opening(matrix: &Matrix, circumstances: Circumstances) -> (Started, Vec<Declared>) {
    let mut sets = Sets::default();
    let declared: Vec<Declared> = matrix
        .cells
        .iter()
        .map(|cell| {
            let view = &matrix.profile.view[cell.view];
            Declared {
                id: cell.id.clone(),
                principal: matrix.principals[cell.principal].id.clone(),
                view: view.id.get_ref().clone(),
                target: cell.target.as_ref().map(|t| t.id.clone()),
                relation: cell.target.as_ref().map(|t| t.relation),
                selection: matrix.selections[cell.view][cell.selection].id.clone(),
                format: view.format[cell.format].id.get_ref().clone(),
                plain: cell.plain.map(|(selection, format)| {
                    let selection = &matrix.selections[cell.view][selection].id;
                    (selection.clone(), view.format[format].id.get_ref().clone())
                }),
                access: cell.access,
                changes: cell.changes,
                nobodys: cell
                    .nobodys
                    .map(|nobodys| matrix.selections[cell.view][nobodys].id.clone()),
                needs: sets.index(matrix.expectation(cell).needs),
                arms: required_arms(cell),
            }
        })
        .collect();
    let started = Started {
        schema: RECORD_SCHEMA.to_owned(),
        skott: circumstances.skott,
        at: circumstances.at,
        portal: matrix.profile.name.clone(),
        title: matrix.profile.title.clone(),
        base_url: circumstances.base_url,
        population: circumstances.population,
        suite: circumstances.suite,
        narrowed: circumstances.narrowed,
        faults: circumstances.faults,
        instances: instances(matrix),
        principals: matrix
            .principals
            .iter()
            .map(|account| principal(matrix, account))
            .collect(),
        views: views(matrix),
        sets: sets.sets,
        without: matrix.without.clone(),
        waivers: matrix.profile.waiver.clone(),
        indistinct: indistinct(matrix),
        unasked: matrix.unasked.clone(),
        ignored: matrix.profile.ignore.clone(),
        absent: matrix.profile.absent.clone(),
        untested: matrix.profile.untested(),
    };
    (started, declared)
}

fn instances(matrix: &Matrix) -> Vec<InstanceFacts> {
    let facts = |i: &skott_population::Instance| InstanceFacts {
        id: i.id.clone(),
        name: i.name.clone(),
        contact: i.contact.clone(),
    };
    matrix.population.instances.iter().map(facts).collect()
}

fn principal(matrix: &Matrix, account: &Account) -> PrincipalFacts {
    let homes = match &account.scope {
        Scope::Own(person) => matrix.people.homes_of(person).into_iter().flatten().cloned().collect(),
        _ => Vec::new(),
    };
    PrincipalFacts {
        id: account.id.clone(),
        role: account.role.clone(),
        scope: account.scope.label(),
        homes,
    }
}

fn views(matrix: &Matrix) -> Vec<ViewFacts> {
    let facts = |v: &View| ViewFacts {
        id: v.id.get_ref().clone(),
        title: v.title.clone(),
        unit: v.unit,
        auth: v.auth.get_ref().clone(),
        shows: shows(matrix, v),
    };
    matrix.profile.view.iter().map(facts).collect()
}

/// What a view is to show, of what is planted; amounts by their columns, outside of which they are not looked for.
fn shows(matrix: &Matrix, view: &View) -> Vec<Shows> {
    let is_planted = |category: &Category| {
        let population = &matrix.population;
        let person = |has: fn(&Person) -> bool| population.persons.iter().any(has);
        match category {
            Category::Phone => person(|p| p.phone.is_some()),
            Category::Address => person(|p| p.address.is_some()),
            Category::Personnummer => person(|p| p.personnummer.is_some()),
            Category::Receipt => population.orders.iter().any(|order| order.receipt.is_some()),
            _ => true,
        }
    };
    let categories = view.shows.iter().map(|name| Category::from(name.clone()));
    let plain = categories.filter(|category| *category != Category::Amount && is_planted(category));
    let plain = plain.map(|category| Shows { category, column: None });
    // `Belopp` and `belopp` are one.
    let is_first = |column: &&String| view.amount_column(column, "") == Some(column.as_str());
    let amounts = view.amount_columns.iter().filter(is_first).map(|column| Shows {
        category: Category::Amount,
        column: Some(column.clone()),
    });
    plain.chain(amounts).collect()
}

/// Principals whose probes must answer the same, so that swapping them would not be noticed.
fn indistinct(matrix: &Matrix) -> Vec<Vec<String>> {
    use skott_model::profile::ProbeIs;
    let mut groups: HashMap<(String, String), Vec<String>> = HashMap::new();
    for account in &matrix.principals {
        for (way, login) in &account.credential {
            let answer = match matrix.profile.auth[way].who.is {
                ProbeIs::Identity => login.identity.clone(),
                ProbeIs::Instances => account.scope.label(),
            };
            groups
                .entry((way.clone(), answer))
                .or_default()
                .push(account.id.clone());
        }
    }
    let mut out: Vec<Vec<String>> = groups.into_values().filter(|group| group.len() > 1).collect();
    out.sort();
    out
}

/// Sets of instances, each kept once.
#[derive(Default)]
struct Sets {
    sets: Vec<Vec<String>>,
    known: HashMap<Vec<String>, usize>,
}

impl Sets {
    fn index(&mut self, set: Vec<String>) -> usize {
        let next = self.sets.len();
        *self.known.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            next
        })
    }
}
