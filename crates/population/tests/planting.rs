//! What a planted population promises, at many seeds and sizes.

// Helpers of tests are tests too; clippy's own exception covers only the marked functions.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use skott_population::{
    BENEFITS, Case, MAX_INSTANCES, MAX_PERSONS, Order, PERIODS, Person, PlantError, Population, STATUSES, plant,
};

const SIZES: [(usize, usize); 5] = [(4, 4), (5, 4), (8, 12), (13, 7), (MAX_INSTANCES, 5)];

fn populations() -> impl Iterator<Item = Population> {
    (2015..2027).flat_map(|seed| SIZES.map(|(instances, persons)| plant(seed, instances, persons).unwrap()))
}

fn case(population: &Population, case: Case) -> Vec<&Person> {
    population
        .persons
        .iter()
        .filter(|person| person.cases.contains(&case))
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_population_and_another_seed_another() {
    assert_eq!(plant(2020, 8, 12), plant(2020, 8, 12));
    assert_ne!(plant(2020, 8, 12).unwrap().orders, plant(2021, 8, 12).unwrap().orders);
}

#[test]
fn more_instances_leave_the_first_ones_as_they_were() {
    let (small, large) = (plant(7, 5, 6).unwrap(), plant(7, 9, 6).unwrap());
    for person in small.persons.iter().filter(|person| !person.employments.is_empty()) {
        let same = large.person(&person.id).unwrap();
        assert_eq!((&person.email, &person.personnummer), (&same.email, &same.personnummer));
    }
}

#[test]
fn sizes_out_of_range_are_refused_and_say_what_is_possible() {
    let check = |instances, persons, expected: PlantError, text: &str| {
        let error = plant(2020, instances, persons).unwrap_err();
        assert_eq!(error, expected);
        assert_eq!(error.to_string(), text);
    };
    let too_few = "there cannot be 3 instances; choose 4 to 52";
    check(3, 12, PlantError::Instances(3), too_few);
    check(
        53,
        12,
        PlantError::Instances(53),
        "there cannot be 53 instances; choose 4 to 52",
    );
    check(
        8,
        3,
        PlantError::Persons(3),
        "there cannot be 3 persons in each instance; choose 4 to 250",
    );
    check(
        8,
        251,
        PlantError::Persons(251),
        "there cannot be 251 persons in each instance; choose 4 to 250",
    );
}

#[test]
fn the_largest_population_can_be_planted() {
    let population = plant(2020, MAX_INSTANCES, MAX_PERSONS).unwrap();
    assert!(population.persons.len() > MAX_INSTANCES * MAX_PERSONS);
    all_unique(&population);
}

#[test]
fn values_that_must_be_unique_are() {
    populations().for_each(|population| all_unique(&population));
}

fn all_unique(p: &Population) {
    unique("person", p.persons.iter().map(|person| person.id.clone()));
    unique("e-mail", p.persons.iter().map(|person| person.email.clone()));
    unique(
        "personnummer",
        p.persons.iter().map(|person| person.personnummer.clone().unwrap()),
    );
    unique(
        "street",
        p.persons.iter().map(|person| person.address.clone().unwrap().street),
    );
    unique(
        "code's first six",
        p.orders.iter().map(|order| order.id[..6].to_owned()),
    );
    unique("receipt", p.orders.iter().map(|order| order.receipt.clone().unwrap()));
    let secret = p
        .persons
        .iter()
        .flat_map(|person| [person.pay_ore.unwrap(), person.pension_ore.unwrap()]);
    let money: Vec<i64> = p.orders.iter().map(|order| order.amount_ore).chain(secret).collect();
    assert!(
        money.iter().all(|ore| *ore > 0 && ore % 100 != 0),
        "öre must be nonzero"
    );
    unique("last five digits of money", money.iter().map(|ore| ore % 100_000));
    let one_of_each_name = p
        .persons
        .iter()
        .filter(|person| !person.cases.contains(&Case::SameName));
    unique(
        "full name",
        one_of_each_name.chain(p.case(Case::SameName)).map(Person::full_name),
    );
}

fn unique<T: Ord + std::fmt::Debug + Clone>(what: &str, values: impl Iterator<Item = T>) {
    let mut seen = BTreeSet::new();
    for value in values {
        assert!(seen.insert(value.clone()), "{what} {value:?} occurs twice");
    }
    assert!(!seen.is_empty(), "no {what} at all");
}

#[test]
fn every_instance_has_every_benefit_status_and_period() {
    for population in populations() {
        for instance in &population.instances {
            let orders: Vec<&Order> = population
                .orders
                .iter()
                .filter(|o| o.instance.as_ref() == Some(&instance.id))
                .collect();
            let has = |what: &str, found: &dyn Fn(&Order) -> bool| {
                let seed = population.seed;
                assert!(
                    orders.iter().any(|order| found(order)),
                    "seed {seed:?}: {} has no {what}",
                    instance.id
                );
            };
            BENEFITS
                .iter()
                .for_each(|benefit| has(benefit, &|o| o.benefits.iter().any(|b| b == benefit)));
            STATUSES.iter().for_each(|status| has(status, &|o| o.status == *status));
            PERIODS.iter().for_each(|(first, last)| {
                has(&format!("order from {first}"), &|o| {
                    (*first..=*last).contains(&o.placed)
                });
            });
        }
    }
}

#[test]
fn orders_stand_where_the_employment_was_on_the_day() {
    for population in populations() {
        for order in &population.orders {
            let person = population.person(&order.person).unwrap();
            let held = person.employments.iter().any(|e| {
                Some(&e.instance) == order.instance.as_ref()
                    && e.from <= order.placed
                    && e.until.is_none_or(|u| order.placed <= u)
            });
            assert!(
                held || order.instance.is_none() && person.employments.is_empty(),
                "{order:?}"
            );
            assert!((PERIODS[0].0..=PERIODS[2].1).contains(&order.placed), "{order:?}");
        }
    }
}

#[test]
fn everybody_has_two_to_four_orders_and_n_persons_are_in_every_instance() {
    for (instances, persons) in SIZES {
        let population = plant(2020, instances, persons).unwrap();
        assert_eq!(population.instances.len(), instances);
        for person in &population.persons {
            assert!(
                (2..=4).contains(&population.orders_of(&person.id).count()),
                "{}",
                person.id
            );
        }
        for instance in &population.instances {
            let ids = (1..=persons).map(|n| format!("{}-{n:02}", instance.id));
            assert!(
                ids.into_iter().all(|id| population.person(&id).is_some()),
                "{}",
                instance.id
            );
        }
    }
}

#[test]
fn the_first_two_persons_of_every_instance_are_plain() {
    for population in populations() {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        population
            .persons
            .iter()
            .for_each(|person| *names.entry(person.full_name()).or_default() += 1);
        for instance in &population.instances {
            for person in ["01", "02"].map(|n| population.person(&format!("{}-{n}", instance.id)).unwrap()) {
                assert!(person.cases.is_empty() && !person.protected, "{person:?}");
                assert_eq!(population.instances_of(person), BTreeSet::from([instance.id.as_str()]));
                assert_eq!(names[&person.full_name()], 1, "{person:?}");
                assert!(person.email.ends_with(&format!("@{}", instance.email_domain)));
            }
        }
    }
}

#[test]
fn every_hard_case_is_what_it_says() {
    populations().for_each(|population| hard_cases(&population));
}

fn hard_cases(p: &Population) {
    let ids: Vec<&str> = p.instances.iter().map(|instance| instance.id.as_str()).collect();
    let places = |person: &Person| {
        p.instances_of(person)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let home = |case_: Case| case(p, case_).into_iter().flat_map(places).collect::<Vec<_>>();
    let [same_name, same_surname, shared_phone] =
        [Case::SameName, Case::SameSurname, Case::SharedPhone].map(|c| case(p, c));
    assert_eq!(same_name[0].full_name(), same_name[1].full_name());
    assert_eq!(home(Case::SameName), ids[..2]);
    assert_eq!(same_surname[0].family_name, same_surname[1].family_name);
    assert_ne!(same_surname[0].given_name, same_surname[1].given_name);
    assert_eq!(home(Case::SameSurname), ids[2..4]);
    assert_eq!(shared_phone[0].phone, shared_phone[1].phone);
    assert_eq!(home(Case::SharedPhone), ids[2..4]);
    assert_eq!(home(Case::Protected), ids[..2]);
    assert!(
        p.persons
            .iter()
            .all(|person| person.protected == person.cases.contains(&Case::Protected))
    );
    let two = p.case(Case::TwoEmployments).unwrap();
    assert_eq!(places(two), sorted([ids[0], ids[2]]));
    assert!(
        [ids[0], ids[2]]
            .iter()
            .all(|id| p.orders_of(&two.id).any(|order| order.instance.as_deref() == Some(id)))
    );
    assert!(two.email.ends_with(&format!("@{}.example", ids[0])));
    assert!(
        p.case(Case::Moved)
            .unwrap()
            .email
            .ends_with(&format!("@{}.example", ids[1]))
    );
    assert!(p.case(Case::NoInstance).unwrap().employments.is_empty() && home(Case::NoInstance).is_empty());
    moved(p, p.case(Case::Moved).unwrap(), &ids);
    spelled(p);
}

fn sorted(ids: [&str; 2]) -> Vec<String> {
    BTreeSet::from(ids).into_iter().map(str::to_owned).collect()
}

fn moved(p: &Population, person: &Person, ids: &[&str]) {
    let placed_in = |id: &str| {
        let mut placed = p
            .orders_of(&person.id)
            .filter(|o| o.instance.as_deref() == Some(id))
            .map(|o| o.placed.to_string());
        placed.next().unwrap_or_else(|| panic!("moved, but no order in {id}"))
    };
    assert_eq!(
        person
            .employments
            .iter()
            .map(|e| e.instance.as_str())
            .collect::<Vec<_>>(),
        [ids[3], ids[1]]
    );
    assert_eq!(person.employments[1].from.to_string(), "2021-01-01");
    assert!(placed_in(ids[3]).as_str() < "2021-01-01" && placed_in(ids[1]).as_str() >= "2021-01-01");
}

fn spelled(p: &Population) {
    let [diacritics, hyphen, coordination, centenarian] = [
        Case::Diacritics,
        Case::Hyphen,
        Case::CoordinationNumber,
        Case::Centenarian,
    ]
    .map(|c| p.case(c).unwrap());
    let name = diacritics.full_name().to_lowercase();
    assert!("åäöé".chars().all(|c| name.contains(c)), "{name}");
    let (first, second) = hyphen.family_name.split_once('-').unwrap();
    assert_ne!(first, second);
    let contained = format!("{} {first}", hyphen.given_name);
    assert!(
        p.persons.iter().all(|person| person.full_name() != contained),
        "{contained} is somebody"
    );
    for person in &p.persons {
        let number = skott_population::Personnummer::parse(person.personnummer.as_deref().unwrap()).unwrap();
        assert!(number.is_test_number(), "{person:?}");
        assert_eq!(number.coordination, person.id == coordination.id);
        assert_eq!(number.plus, person.id == centenarian.id);
    }
}
