//! Test accounts out of declarations.

use std::collections::BTreeMap;

use skott_population::{Order, Person, Population};

use super::unknown::unknown;
use super::{Account, Login, Reach, Scope};
use crate::profile::{At, Fault, Principal, Profile, ScopeSpec, ScopeWord};
use crate::template::fill;

/// Every account of a profile, `each` expanded over the population's instances.
/// What keeps others from being accounts is told beside them.
pub(super) fn accounts(profile: &Profile, population: &Population) -> (Vec<Account>, Vec<Fault>) {
    let (mut out, mut faults) = (Vec::new(), Vec::new());
    for declared in &profile.principal {
        let instances: Vec<Option<&str>> = match declared.each {
            Some(_) => population.instances.iter().map(|i| Some(i.id.as_str())).collect(),
            None => vec![None],
        };
        for instance in instances {
            match account(declared, population, instance) {
                Ok(account) => out.push(account),
                Err(fault) => faults.push(fault),
            }
        }
    }
    (out, faults)
}

fn account(declared: &Principal, population: &Population, instance: Option<&str>) -> Result<Account, Fault> {
    let at = At::from(&declared.id);
    let plain = |text: &str| fill_for(&at, text, instance, None);
    let id = plain(declared.id.get_ref())?;
    let person = match &declared.person {
        Some(name) => Some(find_person(population, name.into(), &plain(name.get_ref())?)?),
        None => None,
    };
    let scope = scope_of(declared, population, instance, person)?;
    let mut credential = BTreeMap::new();
    for (way, written) in &declared.credential {
        let user = fill_for(&at, written.user.as_deref().unwrap_or(""), instance, person)?;
        let identity = match &written.identity {
            Some(text) => fill_for(&at, text, instance, person)?,
            None => user.clone(),
        };
        let secret = fill_for(&(&written.secret).into(), written.secret.get_ref(), instance, person)?;
        credential.insert(way.clone(), Login { user, secret, identity });
    }
    let (home, foreign) = around(&scope, person, population);
    Ok(Account {
        id,
        own: own(&scope, &home, population),
        home,
        foreign,
        history: declared.history.clone(),
        grace_s: declared.grace_s,
        declared: declared.id.get_ref().clone(),
        role: declared.role.clone(),
        scope,
        person: person.map(|person| person.id.clone()),
        credential,
    })
}

/// An instance in the scope and one outside it.
fn around(scope: &Scope, person: Option<&Person>, population: &Population) -> (String, String) {
    let employed = |id: &str| person.is_some_and(|p| p.employments.iter().any(|e| e.instance == id));
    let is_in = |id: &str| match scope {
        Scope::All => true,
        Scope::Instances(ids) => ids.iter().any(|own| own == id),
        Scope::Own(_) => employed(id),
        Scope::None | Scope::SignedOut => false,
    };
    let ids = || population.instances.iter().map(|i| i.id.as_str());
    let home = ids().find(|id| is_in(id)).or_else(|| ids().next());
    let foreign = ids().find(|id| !is_in(id) && Some(*id) != home);
    (
        home.unwrap_or_default().to_owned(),
        foreign.unwrap_or_default().to_owned(),
    )
}

/// The id of an order in the scope, at home where there is one.
fn own(scope: &Scope, home: &str, population: &Population) -> String {
    let reach = Reach::of(scope);
    let is_own = |order: &&Order| reach.has_order(order);
    let orders = || population.orders.iter();
    let at_home = orders()
        .filter(is_own)
        .find(|order| order.instance.as_deref() == Some(home));
    match at_home.or_else(|| orders().find(is_own)) {
        Some(order) => order.id.clone(),
        None => {
            let like = population.orders.first().map_or("", |order| order.id.as_str());
            unknown(like, &orders().map(|order| order.id.as_str()).collect())
        }
    }
}

fn scope_of(
    declared: &Principal,
    population: &Population,
    instance: Option<&str>,
    person: Option<&Person>,
) -> Result<Scope, Fault> {
    let at = At::from(&declared.id);
    Ok(match (&declared.scope, person) {
        (ScopeSpec::Word(ScopeWord::All), _) => Scope::All,
        (ScopeSpec::Word(ScopeWord::None), _) => Scope::None,
        (ScopeSpec::Word(ScopeWord::SignedOut), _) => Scope::SignedOut,
        (ScopeSpec::Word(ScopeWord::Own), Some(person)) => Scope::Own(person.id.clone()),
        (ScopeSpec::Word(ScopeWord::Own), None) => {
            return Err(Fault::new(
                at,
                "scope own needs a person",
                "give person = \"<person id>\"",
            ));
        }
        (ScopeSpec::Instances(names), _) => {
            let mut ids = Vec::new();
            for name in names {
                let id = fill_for(&at, name, instance, None)?;
                if !population.instances.iter().any(|i| i.id == id) {
                    let what = format!(
                        "principal \"{}\": instance \"{id}\" is not planted",
                        declared.id.get_ref()
                    );
                    return Err(Fault::new(at, what, "correct its scope, or plant more instances"));
                }
                ids.push(id);
            }
            if ids.is_empty() {
                Scope::None
            } else {
                Scope::Instances(ids)
            }
        }
    })
}

/// A person by id, or by `case:<case>`.
fn find_person<'a>(population: &'a Population, at: At, name: &str) -> Result<&'a Person, Fault> {
    let found = match name.strip_prefix("case:") {
        Some(case) => population.persons.iter().find(|p| {
            p.cases
                .iter()
                .any(|c| serde_json::to_value(c).is_ok_and(|v| v.as_str() == Some(case)))
        }),
        None => population.persons.iter().find(|p| p.id == name),
    };
    found.ok_or_else(|| Fault::new(at, format!("person \"{name}\" is not planted"), "correct the name"))
}

fn fill_for(at: &At, text: &str, instance: Option<&str>, person: Option<&Person>) -> Result<String, Fault> {
    fill(text, |name| match (name, person) {
        ("instance", _) => instance.map(str::to_owned),
        ("INSTANCE", _) => instance.map(|i| i.to_uppercase().replace('-', "_")),
        ("person.email", Some(person)) => Some(person.email.clone()),
        ("person.id", Some(person)) => Some(person.id.clone()),
        ("person.name", Some(person)) => Some(format!("{} {}", person.given_name, person.family_name)),
        ("secret", _) => Some("{secret}".to_owned()),
        _ => None,
    })
    .map_err(|name| {
        Fault::new(
            at.clone(),
            format!("\"{text}\": nothing gives {{{name}}} here"),
            "use {instance} with each, {person.email}, {person.id} or {person.name} with person",
        )
    })
}
