//! The rows of a list are the same in every format, in whichever tables, sheets and elements they stand, and however a unit
//! is spelled.

use skott_model::{Received, Rows, Text};
use skott_oracle::decode::{Decoded, Limits, decode_body};
use skott_oracle::{Searched, rows};

use super::ground::Ground;

/// What stands in a body: `{0}` to `{3}` are planted codes, `{4}` and `{5}` those of nobody planted; `{0m}` are addresses.
struct List {
    ground: Ground,
    codes: Vec<String>,
    mails: Vec<String>,
}

impl List {
    fn new() -> Self {
        let ground = Ground::new(true);
        let orders = &ground.matrix.population.orders;
        let mut codes: Vec<String> = orders[..4].iter().map(|o| o.id.clone()).collect();
        codes.extend(["BQX7YZ12".to_owned(), "BQX7YZ13".to_owned()]);
        assert!(codes.iter().all(|c| c.len() == codes[0].len()), "{codes:?}");
        let persons = &ground.matrix.population.persons;
        let mut mails: Vec<String> = persons[..4].iter().map(|p| p.email.clone()).collect();
        mails.extend(["sven.ek@prov.example", "ulla@prov.example"].map(str::to_owned));
        Self { ground, codes, mails }
    }

    fn filled(&self, body: &str) -> String {
        let mut out = body.to_owned();
        for (i, (code, mail)) in self.codes.iter().zip(&self.mails).enumerate() {
            out = out.replace(&format!("{{{i}}}"), code);
            out = out.replace(&format!("{{{i}l}}"), &code.to_lowercase());
            out = out.replace(&format!("{{{i}m}}"), mail);
            out = out.replace(&format!("{{{i}M}}"), &mail.to_uppercase());
        }
        out
    }

    /// What is told of a view's one answer.
    fn told(&self, view: &str, decoded: Decoded) -> Option<Rows> {
        let Ground { matrix, index } = &self.ground;
        let view = matrix.profile.view.iter().find(|v| v.id.get_ref() == view).unwrap();
        let received = Received {
            status: 200,
            path: "/".to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
            cut: None,
        };
        let sightings = index.search(&decoded);
        let answer = Searched {
            received,
            decoded,
            sightings,
        };
        rows(matrix, index, view, &[answer])
    }

    fn read(&self, view: &str, kind: &str, body: &str) -> Option<Rows> {
        self.told(
            view,
            decode_body(self.filled(body).as_bytes(), Some(kind), &Limits::default()),
        )
    }

    /// Of texts as another decoder would give them, a line each: place, heading, text, kept apart by `|`.
    fn texts(&self, lines: &str) -> Option<Rows> {
        let text = |line: &str| {
            let mut parts = line.trim().splitn(3, '|').map(|part| self.filled(part));
            Text {
                place: parts.next().unwrap(),
                column: parts.next().filter(|column| !column.is_empty()),
                text: parts.next().unwrap(),
                row: false,
            }
        };
        let texts = lines.lines().filter(|line| !line.trim().is_empty()).map(text).collect();
        let decoded = Decoded {
            texts,
            ..Decoded::default()
        };
        self.told("lista", decoded)
    }
}

const CSV: &str = "Order;Belopp\n{0};1,00\n{1};2,00\n{2};3,00\n{3};4,00\n{4};5,00\n{5};6,00\n";

#[test]
fn the_same_rows_in_every_container() {
    let list = List::new();
    let told = list.read("lista", "text/csv", CSV).unwrap();
    assert_eq!((told.units, told.others, told.sum), (6, 0, Some(2100)));
    let xml = |rows: &dyn Fn(usize) -> String| (0..6).map(rows).collect::<String>();
    let table = |from: usize, to: usize| {
        let row = |i| format!("<tr><td>{{{i}}}</td><td>{},00</td></tr>", i + 1);
        let rows: String = (from..to).map(row).collect();
        format!("<table><tr><th>Order</th><th>Belopp</th></tr>{rows}</table>")
    };
    let cases = [
        (
            "application/xml",
            format!(
                "<Svar>{}</Svar>",
                xml(&|i| format!("<Rad><Nr>{{{i}}}</Nr><Belopp>{},00</Belopp></Rad>", i + 1))
            ),
        ),
        (
            "application/xml",
            format!(
                "<Svar>{}</Svar>",
                xml(&|i| format!("<Rad nr=\"{{{i}}}\"><Belopp>{},00</Belopp></Rad>", i + 1))
            ),
        ),
        (
            "application/xml",
            "<Svar><Enhet><Rad><Nr>{0}</Nr><Belopp>1,00</Belopp></Rad><Rad><Nr>{1}</Nr><Belopp>2,00</Belopp></Rad></Enhet>\
             <Enhet><Rad><Nr>{2}</Nr><Belopp>3,00</Belopp></Rad><Rad><Nr>{3}</Nr><Belopp>4,00</Belopp></Rad>\
             <Rad><Nr>{4}</Nr><Belopp>5,00</Belopp></Rad><Rad><Nr>{5}</Nr><Belopp>6,00</Belopp></Rad></Enhet></Svar>"
                .to_owned(),
        ),
        (
            "application/json",
            "{\"persons\":[{\"orders\":[{\"code\":\"{0}\",\"Belopp\":\"1,00\"},{\"code\":\"{1}\",\"Belopp\":\"2,00\"}]},\
             {\"orders\":[{\"code\":\"{2}\",\"Belopp\":\"3,00\"}]},{\"orders\":[{\"code\":\"{3}\",\"Belopp\":\"4,00\"},\
             {\"code\":\"{4}\",\"Belopp\":\"5,00\"},{\"code\":\"{5}\",\"Belopp\":\"6,00\"}]}]}"
                .to_owned(),
        ),
        ("text/html", format!("<!doctype html>{}", table(0, 6))),
        (
            "text/html",
            format!("<!doctype html><h2>A</h2>{}<h2>B</h2>{}", table(0, 1), table(1, 6)),
        ),
        // The same rows once more, without amounts.
        ("text/html", format!("<!doctype html>{}{}", table(0, 6), table(0, 6).replace("Belopp", "Datum"))),
    ];
    for (kind, body) in cases {
        assert_eq!(list.read("lista", kind, &body), Some(told.clone()), "{body}");
    }
    let cell = |place: &dyn Fn(usize) -> String| {
        let of = |i| format!("{}|Order|{{{i}}}\n", place(i));
        (0..6).map(of).collect::<String>()
    };
    let in_places = [
        cell(&|i| format!("blad \"{}\", A{}", if i < 2 { "Angered" } else { "Lundby" }, i + 2)),
        cell(&|i| {
            format!(
                "arkiv {}.csv, rad {}, kolumn \"Order\"",
                if i < 2 { "a" } else { "b" },
                i + 2
            )
        }),
        cell(&|i| format!("$.data[{i}][0]")),
        "sida 1||Order Belopp {0} 1,00 {1} 2,00\n\
         sida 2||#{2} 3,00 ({3}), {4}; {5} Totalt 21,00"
            .to_owned(),
    ];
    for texts in in_places {
        let rows = list.texts(&texts).unwrap();
        assert_eq!((rows.units, &rows.digest), (6, &told.digest), "{texts}");
    }
}

#[test]
fn a_unit_is_the_same_however_it_is_spelled() {
    let list = List::new();
    let orders = list.read("lista", "text/csv", CSV).unwrap().digest;
    let persons = list
        .read(
            "personer",
            "text/csv",
            "Nr;E-post\n1;{0m}\n2;{1m}\n3;{2m}\n4;{3m}\n5;{4m}\n6;{5m}\n",
        )
        .unwrap()
        .digest;
    let table = |cell: &str| {
        let row = |i: usize| format!("<tr><td>{i}</td><td>{}</td></tr>", cell.replace('?', &i.to_string()));
        let rows: String = (0..6).map(row).collect();
        format!("<!doctype html><table><tr><th>Rad</th><th>Nyckel</th></tr>{rows}</table>")
    };
    let cases = [
        ("lista", "#{?}", &orders),
        ("lista", "({?})", &orders),
        ("lista", "{?l}", &orders),
        ("lista", "ORD-{?}", &orders),
        ("lista", "<a href=\"/order/{?}\">{?}</a>", &orders),
        ("lista", "<a href=\"/order/{?}\">Visa</a>", &orders),
        ("lista", "{?}<br>2020-10-30", &orders),
        ("personer", "{?M}", &persons),
        ("personer", "<a href=\"mailto:{?m}\">{?m}</a>", &persons),
        ("personer", "<a href=\"mailto:{?m}\">Skriv</a>", &persons),
    ];
    for (view, cell, expected) in cases {
        let told = list
            .read(view, "text/html", &table(cell))
            .unwrap_or_else(|| panic!("{cell}"));
        assert_eq!((told.units, &told.digest), (6, expected), "{cell}");
    }
}

#[test]
fn what_is_no_unit_and_what_nobody_can_tell() {
    let list = List::new();
    let rest = "{1};2,00\n{2};3,00\n{3};4,00\n";
    let counted = |body: &str| {
        list.read("lista", "text/csv", body)
            .map(|rows| (rows.units, rows.others))
    };
    let cases = [
        // A total's heading is none, also where it is as long and in large letters.
        (
            format!("Order;Belopp\n{{0}};1,00\n{rest}KATEGORI;10,00\n"),
            Some((4, 1)),
        ),
        (format!("Order;Belopp\n{{0}};1,00\n{rest}Summa;10,00\n"), Some((4, 1))),
        // A unit among other words may be one or not.
        (
            format!("Order;Belopp\n{{0}};1,00\n{rest}{{4}} annullerad;10,00\n"),
            None,
        ),
        // One planted unit is spelled otherwise than the others, or stands elsewhere.
        (format!("Order;Belopp\nORD-{{0}};1,00\n{rest}"), None),
        (format!("Order;Belopp;Not\nSe not;1,00;{{0}}\n{rest}"), None),
        ("Order;Belopp\nBQX7YZ12;1,00\nBQX7YZ13;2,00\n".to_owned(), None),
    ];
    for (body, expected) in cases {
        assert_eq!(counted(&body), expected, "{body}");
    }
    // A unit in several rows with several amounts.
    let twice = list.read("lista", "text/csv", &CSV.replace("{4}", "{0}"));
    assert_eq!(twice.map(|rows| (rows.units, rows.sum)), Some((5, None)));
    // Planted units of two lists under two headings.
    assert_eq!(list.texts("rad 1 a|Order|{0}\nrad 2 a|Order|{1}\nrad 3 b|Nr|{2}"), None);
}
