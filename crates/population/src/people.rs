//! From a part to a person: name, personnummer, contact data.

use fake::Fake;
use fake::faker::name::raw::{FirstName, LastName};
use jiff::civil::{Date, date};
use rand::RngExt;
use rand::seq::{IndexedRandom, SliceRandom};
use rand_chacha::ChaCha8Rng;
use unicode_normalization::UnicodeNormalization;

use crate::cast::{self, NO_INSTANCE, Part};
use crate::draw::{self, Fresh};
use crate::names::{FAMILY_WITH_RINGS, GIVEN_WITH_ACCENT, SvSe};
use crate::nouns::{Address, Case, Instance, Person};
use crate::personnummer::{Personnummer, TEST_BIRTH_NUMBERS};

/// Street names that no street has.
const STREET_STEMS: [&str; 12] = [
    "Attrapp",
    "Exempel",
    "Fiktions",
    "Hitteplåts",
    "Kuliss",
    "Låtsas",
    "Platshållar",
    "Påhitts",
    "Rekvisita",
    "Sagesmans",
    "Skenbilds",
    "Övnings",
];
const STREET_ENDS: [&str; 5] = ["gatan", "vägen", "gränd", "stigen", "backen"];
const HOUSES: std::ops::RangeInclusive<u16> = 1..=480;

/// Everybody in the cast.
pub(crate) fn people(seed: u64, cast: &[Part], instances: &[Instance]) -> Vec<Person> {
    let mut town = Town::new(seed);
    let mut persons: Vec<Person> = Vec::new();
    for part in cast {
        let person = town.person(part, instances, &persons);
        persons.push(person);
    }
    persons
}

/// What has been given out, so that no two persons get the same by accident.
struct Town {
    seed: u64,
    names: Fresh<String>,
    numbers: Fresh<String>,
    emails: Fresh<String>,
    addresses: Fresh<String>,
    phones: Vec<String>,
    phones_given: usize,
}

impl Town {
    fn new(seed: u64) -> Self {
        Self {
            seed,
            names: Fresh::new(),
            numbers: Fresh::new(),
            emails: Fresh::new(),
            addresses: Fresh::new(),
            phones: phones(seed),
            phones_given: 0,
        }
    }

    fn person(&mut self, part: &Part, instances: &[Instance], earlier: &[Person]) -> Person {
        let rng = &mut draw::stream(self.seed, "person", &part.id);
        let twin = earlier
            .iter()
            .find(|person| part.case.is_some_and(|case| person.cases.contains(&case)));
        let (given_name, family_name) = self.name(rng, part.case, twin);
        let personnummer = self
            .numbers
            .draw(Personnummer::ten_digits, || personnummer(rng, part.case));
        let domain = office(part).map_or(NO_INSTANCE, |place| &instances[place].id);
        let email = self
            .emails
            .draw(String::clone, || email(rng, &given_name, &family_name, domain));
        Person {
            id: part.id.clone(),
            given_name,
            family_name,
            personnummer: Some(personnummer.to_string()),
            email,
            phone: Some(self.phone(part.case, twin)),
            address: Some(self.addresses.draw(|a: &Address| a.street.clone(), || address(rng))),
            protected: part.case == Some(Case::Protected),
            employments: cast::employments(rng, part, instances),
            pay_ore: None,
            pension_ore: None,
            other: Default::default(),
            cases: part.case.into_iter().collect(),
        }
    }

    /// A full name that nobody has, also not with its letters folded; the twin's where the case is to share it.
    fn name(&mut self, rng: &mut ChaCha8Rng, case: Option<Case>, twin: Option<&Person>) -> (String, String) {
        match (case, twin) {
            (Some(Case::SameName), Some(twin)) => (twin.given_name.clone(), twin.family_name.clone()),
            (Some(Case::SameSurname), Some(twin)) => {
                self.names.draw(folded_name, || (given(rng), twin.family_name.clone()))
            }
            (Some(Case::Diacritics), _) => self.names.draw(folded_name, || {
                let pick =
                    |rng: &mut ChaCha8Rng, list: &[&str]| list.choose(rng).copied().unwrap_or_default().to_owned();
                (pick(rng, GIVEN_WITH_ACCENT), pick(rng, FAMILY_WITH_RINGS))
            }),
            (Some(Case::Hyphen), _) => self.double_name(rng),
            _ => self.names.draw(folded_name, || (given(rng), family(rng))),
        }
    }

    /// "Anna Berg-Lind" has "Anna Berg" in it at a word boundary, so nobody else may be called that.
    fn double_name(&mut self, rng: &mut ChaCha8Rng) -> (String, String) {
        let (given_name, first) = self.names.draw(folded_name, || (given(rng), family(rng)));
        let second = Fresh::without(first.clone()).draw(String::clone, || family(rng));
        (given_name, format!("{first}-{second}"))
    }

    /// Numbers for fiction are few: each is given once before any comes again.
    fn phone(&mut self, case: Option<Case>, twin: Option<&Person>) -> String {
        if let (Some(Case::SharedPhone), Some(phone)) = (case, twin.and_then(|twin| twin.phone.clone())) {
            return phone;
        }
        let phone = self.phones[self.phones_given % self.phones.len()].clone();
        self.phones_given += 1;
        phone
    }
}

/// Whose e-mail domain: the first employment's, and the new one for the moved person, as after the reorganisation.
fn office(part: &Part) -> Option<usize> {
    let office = if part.case == Some(Case::Moved) {
        part.instances.last()
    } else {
        part.instances.first()
    };
    office.copied()
}

fn given(rng: &mut ChaCha8Rng) -> String {
    FirstName(SvSe).fake_with_rng(rng)
}

fn family(rng: &mut ChaCha8Rng) -> String {
    LastName(SvSe).fake_with_rng(rng)
}

fn folded_name((given, family): &(String, String)) -> String {
    format!("{}.{}", folded(given), folded(family))
}

/// Lower case ASCII, as names are written in e-mail addresses.
fn folded(name: &str) -> String {
    name.nfd()
        .filter(char::is_ascii)
        .collect::<String>()
        .to_ascii_lowercase()
}

fn email(rng: &mut ChaCha8Rng, given: &str, family: &str, domain: &str) -> String {
    format!(
        "{}.{}.{}@{domain}.example",
        folded(given),
        folded(family),
        rng.random_range(100..1000)
    )
}

fn personnummer(rng: &mut ChaCha8Rng, case: Option<Case>) -> Personnummer {
    let centenarian = case == Some(Case::Centenarian);
    let born = draw_birth(rng, centenarian);
    let number = rng.random_range(TEST_BIRTH_NUMBERS);
    Personnummer::new(born, number, case == Some(Case::CoordinationNumber), centenarian)
}

fn draw_birth(rng: &mut ChaCha8Rng, centenarian: bool) -> Date {
    match centenarian {
        true => draw::day(rng, date(1912, 1, 1), date(1919, 12, 31)),
        false => draw::day(rng, date(1955, 1, 1), date(1990, 12, 31)),
    }
}

fn address(rng: &mut ChaCha8Rng) -> Address {
    let stem = STREET_STEMS[rng.random_range(0..STREET_STEMS.len())];
    let end = STREET_ENDS[rng.random_range(0..STREET_ENDS.len())];
    Address {
        street: format!("{stem}{end} {}", rng.random_range(HOUSES)),
        postal_code: format!("{} {:02}", rng.random_range(411..=418), rng.random_range(1..=79)),
        city: "Göteborg".to_owned(),
    }
}

/// PTS keeps these for fiction: 031-390 06 00 to 49 and 070-174 06 05 to 99.
fn phones(seed: u64) -> Vec<String> {
    let landline = (0..=49).map(|n| format!("+463139006{n:02}"));
    let mobile = (5..=99).map(|n| format!("+467017406{n:02}"));
    let mut phones: Vec<String> = landline.chain(mobile).collect();
    phones.shuffle(&mut draw::stream(seed, "phones", ""));
    phones
}
