//! A town of made-up persons, and bodies in which some of them stand among many who were not planted.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use skott_population::{Order, Person, Population};

const BEGINNINGS: [&str; 32] = [
    "Alm", "Berg", "Björk", "Blom", "Dal", "Ek", "Eng", "Fager", "Fors", "Grön", "Hag", "Hed", "Holm", "Hög", "Kull",
    "Käll", "Lind", "Ljung", "Lund", "Malm", "Mo", "Nord", "Ny", "Ros", "Sand", "Sjö", "Skog", "Sten", "Ström", "Väst",
    "Åker", "Öst",
];
const ENDS: [&str; 24] = [
    "", "berg", "blad", "bom", "dahl", "en", "er", "feldt", "fors", "gren", "holm", "in", "ing", "kvist", "lind",
    "lund", "man", "mark", "qvist", "sson", "stedt", "ström", "wall", "ås",
];
/// Ends of surnames that nobody planted bears.
const STRANGE: [&str; 16] = [
    "bäck", "dal", "eryd", "falk", "haga", "hult", "löf", "mo", "näs", "rot", "sjö", "strand", "torp", "vall", "vik",
    "äng",
];
const GIVEN: [&str; 40] = [
    "Agneta", "Anders", "Anna", "Arvid", "Astrid", "Bengt", "Birgitta", "Björn", "Camilla", "Christer", "Daniel",
    "Ebba", "Elin", "Emil", "Erika", "Eva", "Fredrik", "Gunilla", "Gustav", "Göran", "Hanna", "Håkan", "Ingrid",
    "Johan", "Jörgen", "Karin", "Kerstin", "Lars", "Lena", "Maria", "Märta", "Måns", "Nils", "Olle", "Pernilla",
    "Rasmus", "Sofia", "Ulrika", "Åke", "Åsa",
];
const BENEFITS: [&str; 6] = [
    "Västtrafikkort",
    "Träningskort",
    "Förmånscykel",
    "Parkering",
    "Lunchkort",
    "Massage",
];
const OFFICES: [&str; 8] = [
    "intraservice",
    "grundskola",
    "kultur",
    "trafik",
    "renova",
    "liseberg",
    "socialnordost",
    "parkochnatur",
];

/// Persons by number: those below `planted` are in the population, the others only in the bodies.
pub struct Town {
    planted: usize,
}

/// Numbers from which on persons are strangers: no value of theirs is a planted one.
const STRANGERS: usize = 1_000_000;
/// Numbers from which on they have names of the same kind as those who were planted, and half of them the very same.
const NAMESAKES: usize = 2_000_000;

/// Who is in a body.
#[derive(Clone, Copy)]
pub struct Crowd {
    /// Which share of the rows is of planted persons.
    pub planted: f64,
    /// Whether the others are called as they are.
    pub namesakes: bool,
}

/// What is written of a person.
struct Written {
    given: String,
    family: String,
    personnummer: String,
    email: String,
    phone: String,
}

impl Town {
    pub fn of(planted: usize) -> Self {
        Self { planted }
    }

    pub fn population(&self) -> Population {
        let persons = (0..self.planted).map(person).collect();
        Population {
            schema: "skott.population/1".to_owned(),
            seed: None,
            instances: Vec::new(),
            persons,
            orders: Vec::<Order>::new(),
        }
    }

    /// Four written forms of each person, as one would search for with tools that know no forms.
    pub fn patterns(&self) -> Vec<String> {
        let forms = |n| {
            let w = written(n);
            [format!("{} {}", w.given, w.family), w.personnummer, w.email, w.phone]
        };
        (0..self.planted).flat_map(forms).collect()
    }

    /// An order report of about that size.
    pub fn table(&self, size: usize, crowd: Crowd) -> String {
        let mut out = String::with_capacity(size + 256);
        out.push_str("Beställning;Namn;Personnummer;E-post;Telefon;Förmån;Datum;Status;Belopp\n");
        let mut random = Random(7);
        let mut row = 0;
        while out.len() < size {
            let n = self.somebody(&mut random, crowd);
            let w = written(n);
            let benefit = BENEFITS[random.below(BENEFITS.len())];
            let (month, day, kronor, ore) = (
                1 + random.below(12),
                1 + random.below(28),
                random.below(9000),
                random.below(100),
            );
            row += 1;
            let _ = writeln!(
                out,
                "{row:07};{} {};{};{};{};{benefit};2020-{month:02}-{day:02};beviljad;{kronor},{ore:02}",
                w.given, w.family, w.personnummer, w.email, w.phone
            );
        }
        out
    }

    /// A page, an API's answer and an export with a hundred rows each, one in ten of a planted person.
    pub fn pages(&self) -> [(&'static str, &'static str, String); 3] {
        let mut random = Random(11);
        let crowd = Crowd {
            planted: 0.1,
            namesakes: false,
        };
        let people: Vec<Written> = (0..100).map(|_| written(self.somebody(&mut random, crowd))).collect();
        let menu = "<nav class=\"menu\"><ul><li><a href=\"/start?lang=sv&amp;from=menu\">Startsida</a></li><li><a href=\"/hjalp\">Hjälp och support</a></li></ul></nav>\n".repeat(130);
        let mut html = format!(
            "<!doctype html><html><head><title>Beställningar</title></head><body>{menu}<table><tr><th>Namn</th><th>Personnummer</th><th>E-post</th><th>Telefon</th></tr>\n"
        );
        let mut json = "[".to_owned();
        let mut csv = "Namn;Personnummer;E-post;Telefon\n".to_owned();
        for w in &people {
            let (given, family, pnr, email, phone) = (&w.given, &w.family, &w.personnummer, &w.email, &w.phone);
            let _ = writeln!(
                html,
                "<tr><td>{given} {family}</td><td>{pnr}</td><td>{email}</td><td>{phone}</td></tr>"
            );
            let _ = write!(
                json,
                "{{\"name\":\"{given} {family}\",\"personnummer\":\"{pnr}\",\"email\":\"{email}\",\"phone\":\"{phone}\"}},"
            );
            let _ = writeln!(csv, "{given} {family};{pnr};{email};{phone}");
        }
        html.push_str("</table></body></html>");
        json.pop();
        json.push(']');
        [
            ("HTML", "text/html; charset=utf-8", html),
            ("JSON", "application/json", json),
            ("CSV", "text/csv; charset=utf-8", csv),
        ]
    }

    fn somebody(&self, random: &mut Random, crowd: Crowd) -> usize {
        if (random.below(1_000_000) as f64) < crowd.planted * 1e6 {
            return random.below(self.planted);
        }
        let first = if crowd.namesakes { NAMESAKES } else { STRANGERS };
        first + random.below(NAMESAKES - STRANGERS)
    }
}

fn person(n: usize) -> Person {
    let w = written(n);
    Person {
        id: format!("p{n}"),
        given_name: w.given,
        family_name: w.family,
        personnummer: Some(w.personnummer),
        email: w.email,
        phone: Some(format!("+46{}", &w.phone.replace([' ', '-'], "")[1..])),
        address: None,
        protected: false,
        employments: Vec::new(),
        pay_ore: None,
        pension_ore: None,
        other: BTreeMap::new(),
        cases: Vec::new(),
    }
}

/// The same for the same number; names are put together so that 55,000 persons have as many.
fn written(n: usize) -> Written {
    let mut random = Random(n as u64 * 2 + 1);
    let mut given = GIVEN[random.below(GIVEN.len())].to_owned();
    if random.below(3) == 0 {
        given = format!("{given}-{}", GIVEN[random.below(GIVEN.len())]);
    }
    let ends: &[&str] = if (STRANGERS..NAMESAKES).contains(&n) {
        &STRANGE
    } else {
        &ENDS
    };
    let part = |random: &mut Random| {
        format!(
            "{}{}",
            BEGINNINGS[random.below(BEGINNINGS.len())],
            ends[random.below(ends.len())]
        )
    };
    let mut family = part(&mut random);
    if random.below(4) == 0 {
        family = format!("{family} {}", part(&mut random));
    }
    let (year, month, day) = (1950 + random.below(50), 1 + random.below(12), 1 + random.below(28));
    // Numbers that end in an even digit are planted persons'.
    let odd = usize::from(n >= STRANGERS);
    let last = random.below(5_000) * 2 + odd;
    let local = format!("{}.{}", ascii(&given), ascii(&family));
    let phone = 1_000_000 + random.below(4_499_999) * 2 + odd;
    Written {
        personnummer: format!("{year}{month:02}{day:02}-{last:04}"),
        email: format!("{local}.{}@{}.example", n % 1000, OFFICES[random.below(OFFICES.len())]),
        phone: format!("070-{} {:02} {:02}", phone / 10_000, phone / 100 % 100, phone % 100),
        given,
        family,
    }
}

fn ascii(name: &str) -> String {
    let folded = name.to_lowercase().replace(['å', 'ä'], "a").replace('ö', "o");
    folded.replace(' ', "-")
}

/// A small generator, the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ self.0 >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 33) as usize % limit
    }
}
