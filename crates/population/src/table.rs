//! A population as tables for a supplier's import, with Swedish headings.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::nouns::{Employment, Instance, InstanceKind, Order, Ore, Person, Population};

/// One cell: a spreadsheet keeps money and dates as such.
#[derive(Clone)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Money(Ore),
    Day(Date),
}

/// Headings and rows of the same width.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

const INSTANCE: &[&str] = &["Instans", "Namn", "Slag", "E-postdomän", "Kontakt vid incident"];
const PERSON: &[&str] = &[
    "Person",
    "Förnamn",
    "Efternamn",
    "Personnummer",
    "E-post",
    "Telefon",
    "Gatuadress",
    "Postnummer",
    "Ort",
    "Skyddade personuppgifter",
    "Anställningar",
    "Månadslön",
    "Pensionsavsättning",
];
const ORDER: &[&str] = &[
    "Beställning",
    "Beställd av",
    "Beställd i instans",
    "Förmåner",
    "Beställningsdatum",
    "Status",
    "Belopp",
    "Kvitto",
];

/// The three sheets of a workbook.
pub(crate) fn tables(population: &Population) -> [Table; 3] {
    let (persons, orders) = (Extra::of_persons(population), Extra::of_orders(population));
    let instance_rows = population.instances.iter().map(instance).collect();
    let person_rows = population.persons.iter().map(|p| person(p, &persons)).collect();
    let order_rows = population.orders.iter().map(|o| order(o, &orders)).collect();
    [
        Table {
            name: "Instanser",
            headings: headings(INSTANCE, &Extra::default()),
            rows: instance_rows,
        },
        Table {
            name: "Personer",
            headings: headings(PERSON, &persons),
            rows: person_rows,
        },
        Table {
            name: "Beställningar",
            headings: headings(ORDER, &orders),
            rows: order_rows,
        },
    ]
}

/// One row an order, with its person before it; one row too for a person without orders.
pub(crate) fn joined(population: &Population) -> Table {
    let (persons, orders) = (Extra::of_persons(population), Extra::of_orders(population));
    let mut by_person: BTreeMap<&str, Vec<&Order>> = BTreeMap::new();
    population
        .orders
        .iter()
        .for_each(|o| by_person.entry(&o.person).or_default().push(o));
    let mut rows = Vec::new();
    for p in &population.persons {
        let of_person = person(p, &persons);
        let mut theirs: Vec<Vec<Cell>> = by_person
            .remove(p.id.as_str())
            .unwrap_or_default()
            .iter()
            .map(|o| order(o, &orders))
            .collect();
        if theirs.is_empty() {
            theirs.push(vec![Cell::Empty; ORDER.len() + orders.0.len()]);
        }
        rows.extend(theirs.into_iter().map(|order| [of_person.clone(), order].concat()));
    }
    Table {
        name: "Import",
        headings: [headings(PERSON, &persons), headings(ORDER, &orders)].concat(),
        rows,
    }
}

/// The population's own categories, one column each.
#[derive(Default)]
struct Extra<'a>(BTreeSet<&'a str>);

impl<'a> Extra<'a> {
    fn of_persons(population: &'a Population) -> Self {
        Self(
            population
                .persons
                .iter()
                .flat_map(|person| person.other.keys())
                .map(String::as_str)
                .collect(),
        )
    }

    fn of_orders(population: &'a Population) -> Self {
        Self(
            population
                .orders
                .iter()
                .flat_map(|order| order.other.keys())
                .map(String::as_str)
                .collect(),
        )
    }

    fn cells(&self, other: &BTreeMap<String, String>) -> impl Iterator<Item = Cell> {
        self.0.iter().map(|key| maybe(other.get(*key)))
    }
}

fn headings(fixed: &[&str], extra: &Extra) -> Vec<String> {
    fixed
        .iter()
        .chain(&extra.0)
        .map(|heading| (*heading).to_owned())
        .collect()
}

fn instance(instance: &Instance) -> Vec<Cell> {
    let kind = match instance.kind {
        InstanceKind::Forvaltning => "förvaltning",
        InstanceKind::Bolag => "bolag",
    };
    [
        &instance.id,
        &instance.name,
        kind,
        &instance.email_domain,
        &instance.contact,
    ]
    .map(text)
    .to_vec()
}

fn person(person: &Person, extra: &Extra) -> Vec<Cell> {
    let address = person.address.as_ref();
    let cells = [
        text(&person.id),
        text(&person.given_name),
        text(&person.family_name),
        maybe(person.personnummer.as_ref()),
        text(&person.email),
        maybe(person.phone.as_ref()),
        maybe(address.map(|address| &address.street)),
        maybe(address.map(|address| &address.postal_code)),
        maybe(address.map(|address| &address.city)),
        text(if person.protected { "ja" } else { "nej" }),
        text(&person.employments.iter().map(employment).collect::<Vec<_>>().join(", ")),
        person.pay_ore.map_or(Cell::Empty, Cell::Money),
        person.pension_ore.map_or(Cell::Empty, Cell::Money),
    ];
    cells.into_iter().chain(extra.cells(&person.other)).collect()
}

fn order(order: &Order, extra: &Extra) -> Vec<Cell> {
    let cells = [
        text(&order.id),
        text(&order.person),
        maybe(order.instance.as_ref()),
        text(&order.benefits.join(", ")),
        Cell::Day(order.placed),
        text(&order.status),
        Cell::Money(order.amount_ore),
        maybe(order.receipt.as_ref()),
    ];
    cells.into_iter().chain(extra.cells(&order.other)).collect()
}

/// An instance and an interval, open at the end while the employment lasts (ISO 8601).
fn employment(employment: &Employment) -> String {
    let until = employment
        .until
        .map_or_else(|| "..".to_owned(), |until| until.to_string());
    format!("{} {}/{until}", employment.instance, employment.from)
}

fn text(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

fn maybe(value: Option<&String>) -> Cell {
    value.map_or(Cell::Empty, |value| text(value))
}
