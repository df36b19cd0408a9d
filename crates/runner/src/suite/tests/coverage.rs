//! The shipped features assert every required arm of every cell.

use std::collections::{BTreeMap, BTreeSet};

use skott_model::Arm;
use skott_model::matrix::{Matrix, expand};
use skott_model::profile::parse;
use skott_population::plant;

use super::{matrix, of_features, shipped};
use crate::suite::{Source, load, required_arms};

/// Cells with an arm that nothing asserts.
fn unasserted(sources: &[Source], matrix: &Matrix) -> Vec<(String, Arm)> {
    let suite = load(sources, matrix, None).unwrap_or_else(|errors| {
        let lines: Vec<String> = of_features(errors).iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    let mut asserted: BTreeMap<&str, BTreeSet<Arm>> = BTreeMap::new();
    for planned in &suite.planned {
        asserted.entry(&planned.cell).or_default().extend(&planned.arms);
    }
    let mut out = Vec::new();
    for cell in &matrix.cells {
        for arm in required_arms(cell) {
            if !asserted.get(cell.id.as_str()).is_some_and(|arms| arms.contains(&arm)) {
                out.push((cell.id.clone(), arm));
            }
        }
    }
    out
}

#[test]
fn every_required_arm_of_the_small_portal_is_asserted() {
    assert_eq!(unasserted(&shipped(""), &matrix()), []);
}

#[test]
fn every_required_arm_of_the_stub_is_asserted() {
    let profile = parse(include_str!("../../../../../portals/formansportalen/portal.toml")).unwrap();
    let at = profile.population.plant.unwrap();
    let matrix = expand(profile, plant(at.seed, at.instances, at.persons).unwrap()).unwrap();
    assert_eq!(unasserted(&shipped(""), &matrix), []);
}

/// A page about one order that says nothing of it, as whether a number is taken.
#[test]
fn every_required_arm_of_a_page_about_an_order_without_orders_is_asserted() {
    let view = "\n[[view]]\nid = \"ledigt\"\ntitle = \"Är numret ledigt?\"\nunit = \"none\"\nauth = \"portal\"\ntarget = \"order\"\n\
                shows = []\naccess = [{ is = \"scope\" }]\nformat = [{ id = \"json\", steps = [{ get = \"/ledigt/{target.id}\" }] }]\n";
    let profile = parse(&format!(
        "{}{view}",
        include_str!("../../../../../portals/formansportalen/portal.toml")
    ))
    .unwrap();
    let matrix = expand(profile, plant(2020, 4, 4).unwrap()).unwrap();
    let lacking: Vec<_> = unasserted(&shipped(""), &matrix);
    assert_eq!(lacking, []);
}

#[test]
fn every_required_arm_of_pretix_is_asserted() {
    let profile = parse(include_str!("../../../../../portals/pretix/portal.toml")).unwrap();
    let population = skott_population::parse(include_str!("../../../../../portals/pretix/population.json")).unwrap();
    assert_eq!(unasserted(&shipped(""), &expand(profile, population).unwrap()), []);
}

#[test]
fn no_feature_can_be_left_out() {
    // The incident repeats what isolation asserts, and so does what has happened; the small portal has no page without orders and persons,
    // and no writes.
    let spare = [
        "andringar.feature",
        "incidenten-2020.feature",
        "livscykel.feature",
        "ovriga-sidor.feature",
    ];
    let matrix = matrix();
    for left_out in shipped("").iter().filter(|s| !spare.contains(&s.name.as_str())) {
        let rest: Vec<Source> = shipped("").into_iter().filter(|s| s.name != left_out.name).collect();
        assert_ne!(unasserted(&rest, &matrix), [], "{}", left_out.name);
    }
}
