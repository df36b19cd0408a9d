//! What a population read from a file may have wrong, though it is well-formed JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::nouns::{Order, Person, Population};
use crate::personnummer::Personnummer;
use crate::plant::SCHEMA;

/// Something wrong in a population, where it stands and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The culprit's place.
    pub path: Path,
    /// What is wrong, in Swedish.
    pub what: String,
    /// What to do, in Swedish.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.path, self.what, self.remedy)
    }
}

/// A place in JSON, shown as `orders[3].person`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Step>);

/// One step into JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into an array.
    Index(usize),
}

impl Path {
    fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.to_owned()))
    }

    fn step(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    fn nth(key: &str, index: usize) -> Self {
        Self::default().key(key).step(Step::Index(index))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Everything wrong in a population, in the order that it is written; empty when it can be used.
pub fn validate(population: &Population) -> Vec<Fault> {
    let mut check = Check {
        faults: Vec::new(),
        seen: BTreeMap::new(),
    };
    check.top(population);
    let instances: BTreeSet<&str> = population.instances.iter().map(|i| i.id.as_str()).collect();
    let persons: BTreeSet<&str> = population.persons.iter().map(|p| p.id.as_str()).collect();
    for (i, instance) in population.instances.iter().enumerate() {
        let at = Path::nth("instances", i);
        check.id(INSTANCE, &at.key("id"), &instance.id);
        check.filled(&at.key("name"), Some(&instance.name));
    }
    for (i, person) in population.persons.iter().enumerate() {
        check.person(&Path::nth("persons", i), person, &instances);
    }
    for (i, order) in population.orders.iter().enumerate() {
        check.order(&Path::nth("orders", i), order, &instances, &persons);
    }
    check.faults
}

/// What an instance is called where it stands in the wrong.
const INSTANCE: &str = "förvaltningen eller bolaget";

struct Check<'a> {
    faults: Vec<Fault>,
    /// By what is counted: where each id was first seen.
    seen: BTreeMap<(&'static str, &'a str), Path>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, path: &Path, what: impl Into<String>, remedy: impl Into<String>) {
        self.faults.push(Fault {
            path: path.clone(),
            what: what.into(),
            remedy: remedy.into(),
        });
    }

    fn top(&mut self, population: &Population) {
        let root = Path::default();
        if population.schema != SCHEMA {
            let what = format!("okänt schema \"{}\"", population.schema);
            self.fault(
                &root.key("schema"),
                what,
                format!("skriv \"{SCHEMA}\", eller hämta en skott som läser det schemat"),
            );
        }
        let lists = [
            (
                "instances",
                population.instances.is_empty(),
                "minst en förvaltning eller ett bolag",
            ),
            ("persons", population.persons.is_empty(), "minst en person"),
            ("orders", population.orders.is_empty(), "minst en beställning"),
        ];
        for (key, _, least) in lists.into_iter().filter(|(_, empty, _)| *empty) {
            self.fault(
                &root.key(key),
                "listan är tom",
                format!("lägg till {least}, annars finns inget att söka efter"),
            );
        }
    }

    fn person(&mut self, at: &Path, person: &'a Person, instances: &BTreeSet<&str>) {
        self.id("personen", &at.key("id"), &person.id);
        self.filled(&at.key("given_name"), Some(&person.given_name));
        self.filled(&at.key("family_name"), Some(&person.family_name));
        self.filled(&at.key("email"), Some(&person.email));
        self.filled(&at.key("phone"), person.phone.as_ref());
        self.filled(
            &at.key("address").key("street"),
            person.address.as_ref().map(|address| &address.street),
        );
        self.personnummer(&at.key("personnummer"), person.personnummer.as_deref());
        self.others(&at.key("other"), &person.other);
        for (i, employment) in person.employments.iter().enumerate() {
            let at = at.key("employments").step(Step::Index(i));
            self.known(
                INSTANCE,
                "instances",
                &at.key("instance"),
                &employment.instance,
                instances,
            );
            if employment.until.is_some_and(|until| until < employment.from) {
                self.fault(
                    &at.key("until"),
                    "anställningen slutar innan den börjar",
                    "rätta from eller until",
                );
            }
        }
    }

    fn order(&mut self, at: &Path, order: &'a Order, instances: &BTreeSet<&str>, persons: &BTreeSet<&str>) {
        self.id("beställningen", &at.key("id"), &order.id);
        self.telling(&at.key("id"), &order.id);
        self.known("personen", "persons", &at.key("person"), &order.person, persons);
        if let Some(instance) = &order.instance {
            self.known(INSTANCE, "instances", &at.key("instance"), instance, instances);
        }
        if let Some(receipt) = &order.receipt {
            self.id("kvittot", &at.key("receipt"), receipt);
        }
        self.others(&at.key("other"), &order.other);
    }

    /// Never quotes the number: if it is not a test number, it may be somebody's.
    fn personnummer(&mut self, at: &Path, text: Option<&str>) {
        let Some(text) = text else { return };
        let long = text.len() == 13 && text.as_bytes().get(8).is_some_and(|b| b"-+".contains(b));
        match Personnummer::parse(text).filter(|_| long) {
            None => self.fault(
                at,
                "personnumret är felskrivet eller har fel kontrollsiffra",
                "skriv ÅÅÅÅMMDD-NNNN, med + för den som fyllt hundra",
            ),
            Some(number) if !number.is_test_number() => self.fault(
                at,
                "personnumret är inget testnummer och kan tillhöra en verklig person",
                "använd ett av Skatteverkets testnummer (födelsenummer 980–999)",
            ),
            Some(_) => {}
        }
    }

    fn others(&mut self, at: &Path, other: &BTreeMap<String, String>) {
        for (key, value) in other {
            self.filled(&at.key(key), Some(value));
        }
    }

    fn id(&mut self, what: &'static str, at: &Path, id: &'a str) {
        self.filled(at, Some(id));
        match self.seen.get(&(what, id)).cloned() {
            Some(first) => self.fault(
                at,
                format!("{what} \"{id}\" finns redan"),
                format!("byt ut den ena förekomsten; den första är {first}"),
            ),
            None => {
                self.seen.insert((what, id), at.clone());
            }
        }
    }

    /// A short number, and a year, stands on any page.
    fn telling(&mut self, at: &Path, id: &str) {
        const SHORTEST: usize = 4;
        const YEARS: std::ops::Range<u32> = 1900..2100;
        let number = id.parse::<u32>().ok().filter(|_| id.len() <= SHORTEST);
        if number.is_some_and(|number| id.len() < SHORTEST || YEARS.contains(&number)) {
            self.fault(
                at,
                format!("numret \"{id}\" står på vilken sida som helst: som antal, sidnummer eller årtal"),
                "låt portalen börja numrera högre, till exempel på 10001",
            );
        }
    }

    fn known(&mut self, what: &str, list: &str, at: &Path, id: &str, known: &BTreeSet<&str>) {
        if !known.contains(id) {
            self.fault(
                at,
                format!("{what} \"{id}\" finns inte"),
                format!("rätta stavningen eller lägg till den under {list}"),
            );
        }
    }

    /// A blank value would be found everywhere.
    fn filled(&mut self, at: &Path, text: Option<impl AsRef<str>>) {
        if text.is_some_and(|text| text.as_ref().trim().is_empty()) {
            self.fault(
                at,
                "värdet är tomt och skulle hittas överallt",
                "fyll i det, eller ta bort det där det får saknas",
            );
        }
    }
}
