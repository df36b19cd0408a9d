//! What is planted is not what skott believes to be planted, or the profile says it wrongly.

use skott_population::Population;
use toml::{Table, Value};

use super::{Ends, as_it_is, city, place, profile, run, run_on, untouched};
use crate::bench::Place;

fn emptied() -> Population {
    let mut city = city();
    city.orders.clear();
    city
}

/// Everybody and everything stands under the instance that comes after the right one.
fn moved() -> Population {
    let mut city = city();
    let ids: Vec<String> = city.instances.iter().map(|i| i.id.clone()).collect();
    let next = |id: &str| {
        let at = ids.iter().position(|i| i == id).unwrap();
        ids[(at + 1) % ids.len()].clone()
    };
    for order in &mut city.orders {
        order.instance = order.instance.as_deref().map(next);
    }
    for employment in city.persons.iter_mut().flat_map(|p| &mut p.employments) {
        employment.instance = next(&employment.instance);
    }
    city
}

fn half() -> Population {
    let mut city = city();
    let mut odd = false;
    city.orders.retain(|_| {
        odd = !odd;
        odd
    });
    city
}

#[test]
fn what_is_not_planted_is_not_proved() {
    // Telephone numbers kept for fiction are few: another city has some of the same.
    let also = ["unwitnessed", "inconclusive", "missing", "blind", "leak", "surplus"];
    type Planted = (&'static str, fn() -> Population, i32, &'static str, &'static str);
    let cases: [Planted; 4] = [
        (
            "the database is empty",
            emptied,
            3,
            "blind",
            "INGET UTSLAG: portalen visar nästan inget av det som är planterat (0 av 70 i den längsta listan)",
        ),
        (
            "another population is planted",
            || skott_population::plant(7, 4, 4).unwrap(),
            1,
            "blind",
            "UNDERKÄND: portalen visar nästan inget av det som är planterat",
        ),
        ("half of it is planted", half, 1, "missing", "egna uppgifter saknas"),
        (
            "it is planted under the wrong instance",
            moved,
            1,
            "leak",
            "UNDERKÄND: läcka",
        ),
    ];
    for (broken, population, code, verdict, says) in cases {
        let place = place();
        let ran = run_on(&place, population(), untouched(), as_it_is());
        let ends = Ends {
            broken,
            code,
            verdict,
            also: &also,
            says,
        };
        ends.check(&place, &ran);
    }
}

/// The first option of a setting that has a predicate.
fn predicate<'a>(profile: &'a mut Table, setting: &str) -> &'a mut Table {
    let options = profile["setting"][setting]["options"].as_array_mut().unwrap();
    let option = options.iter_mut().find(|option| option.get("where").is_some());
    option.unwrap()["where"].as_table_mut().unwrap()
}

#[test]
fn a_profile_that_says_it_wrongly_is_told() {
    type Spoil = fn(&mut Table);
    let cases: [(&str, Spoil, i32, &str, &str); 4] = [
        (
            "a predicate takes in too much",
            |profile| {
                predicate(profile, "period").insert("placed_to".to_owned(), "2021-01-14".into());
            },
            1,
            "missing",
            "egna uppgifter saknas",
        ),
        (
            "a predicate leaves out too much",
            |profile| {
                predicate(profile, "period").insert("placed_from".to_owned(), "2020-10-01".into());
            },
            1,
            "surplus",
            "överskott",
        ),
        (
            "the who-am-I probe looks at the wrong member",
            |profile| profile["auth"]["portal"]["who"]["take"]["json"] = "/roll".into(),
            3,
            "inconclusive",
            "vem-är-jag-frågan svarade att",
        ),
        (
            "an account's scope is too small",
            |profile| {
                let accounts = profile["principal"].as_array_mut().unwrap();
                let one = accounts
                    .iter_mut()
                    .find(|p| p["id"].as_str() == Some("ekonomi-en"))
                    .unwrap();
                one["scope"] = Value::from("none");
            },
            1,
            "leak",
            "UNDERKÄND: läcka",
        ),
    ];
    for (broken, spoil, code, verdict, says) in cases {
        let mut profile = profile();
        spoil(&mut profile);
        let place = Place::new();
        place.portal("portal", &profile);
        let ran = run(&place, untouched(), as_it_is());
        let ends = Ends {
            broken,
            code,
            verdict,
            also: &["unwitnessed", "inconclusive", "missing", "surplus", "blind"],
            says,
        };
        ends.check(&place, &ran);
    }
}
