//! What `parse` accepts, and what it says about what it does not.

use skott_population::{Population, parse, plant, to_json, validate};

const WHOLE: &str = r#"{
  "schema": "skott.population/1",
  "instances": [
    {"id": "grundskola", "name": "Grundskoleförvaltningen", "kind": "forvaltning", "email_domain": "g.example", "contact": "d@g.example"}
  ],
  "persons": [
    {"id": "p1", "given_name": "Åsa", "family_name": "Öberg", "email": "a@g.example", "personnummer": "19811228-9874",
     "employments": [{"instance": "grundskola", "from": "2019-01-01"}]}
  ],
  "orders": [
    {"id": "B2C3D4F5", "person": "p1", "instance": "grundskola", "benefits": ["Lunchkort"], "placed": "2020-11-02",
     "status": "beställd", "amount_ore": 12345, "receipt": "KV-1"}
  ]
}
"#;

#[test]
fn what_is_written_is_read_again() {
    for (instances, persons) in [(4, 4), (8, 12)] {
        let population = plant(2020, instances, persons).unwrap();
        assert_eq!(validate(&population), []);
        assert_eq!(parse(&to_json(&population)).unwrap(), population);
    }
    assert_eq!(parse(WHOLE).unwrap().persons[0].full_name(), "Åsa Öberg");
    assert_eq!(parse(&format!("\u{feff}{WHOLE}")), parse(WHOLE));
}

/// Each case: what is replaced in a good file, by what, what stands at the place that is named, and the message.
#[test]
fn faults_are_placed_and_explained() {
    let check = |old: &str, new: &str, at: &str, expected: &str| {
        assert!(WHOLE.contains(old), "{old}");
        let text = WHOLE.replacen(old, new, 1);
        let error = parse(&text).unwrap_err().remove(0);
        let line = text.lines().nth(error.line - 1).unwrap();
        let there: String = line.chars().skip(error.column - 1).collect();
        assert!(there.starts_with(at), "{old} -> {new}: at {there}");
        let message = error.to_string();
        assert_eq!(
            message.strip_prefix(&format!("{}:{}: ", error.line, error.column)),
            Some(expected),
            "{old} -> {new}"
        );
    };
    let spelling = "finns inte; rätta stavningen eller lägg till den under";
    let malformed = "persons[0].personnummer: personnumret är felskrivet eller har fel kontrollsiffra; \
                     skriv ÅÅÅÅMMDD-NNNN, med + för den som fyllt hundra";
    let real = "persons[0].personnummer: personnumret är inget testnummer och kan tillhöra en verklig person; \
                använd ett av Skatteverkets testnummer (födelsenummer 980–999)";
    let blank = "värdet är tomt och skulle hittas överallt; fyll i det, eller ta bort det där det får saknas";
    let near = "rätta tecknet här eller strax före";
    check(
        "population/1",
        "population/2",
        "\"skott.population/2",
        "schema: okänt schema \"skott.population/2\"; skriv \"skott.population/1\", eller hämta en skott som läser det schemat",
    );
    let (order, employed) = ("\"grundskola\", \"benefits\"", "[{\"instance\": \"grundskola\"");
    let unknown = |path: &str, what: &str, list: &str| format!("{path}: {what} {spelling} {list}");
    check(
        "\"p1\", \"i",
        "\"p2\", \"i",
        "\"p2\"",
        &unknown("orders[0].person", "personen \"p2\"", "persons"),
    );
    let expected = unknown("orders[0].instance", "förvaltningen eller bolaget \"ö\"", "instances");
    check(order, "\"ö\", \"benefits\"", "\"ö\"", &expected);
    let expected = unknown(
        "persons[0].employments[0].instance",
        "förvaltningen eller bolaget \"Ö\"",
        "instances",
    );
    check(employed, "[{\"instance\": \"Ö\"", "\"Ö\"", &expected);
    check(
        "\"2019-01-01\"",
        "\"2019-01-01\", \"until\": \"2018-01-01\"",
        "\"2018",
        "persons[0].employments[0].until: anställningen slutar innan den börjar; rätta from eller until",
    );
    check("19811228-9874", "19811228-9873", "\"19811228-9873", malformed);
    check("19811228-9874", "811228-9874", "\"811228-9874", malformed);
    check("19811228-9874", "19900101-0017", "\"19900101-0017", real);
    check(
        "\"a@g.example\"",
        "\" \"",
        "\" \"",
        &format!("persons[0].email: {blank}"),
    );
    check("\"KV-1\"", "\"\"", "\"\"", &format!("orders[0].receipt: {blank}"));
    let expected = format!("orders[0].other.se.cret: {blank}");
    check(
        "\"KV-1\"",
        "\"KV-1\", \"other\": {\"a\": \"b\", \"se.cret\": \"\"}",
        "\"\"}",
        &expected,
    );
    check(
        "\"Åsa\"",
        "12",
        "2, \"family",
        "värdet har fel slag (invalid type: integer `12`, expected a string); jämför med en fil från skott plant --format json",
    );
    check("\"id\": \"p1\", ", "", "}", "fältet id saknas; lägg till det");
    for id in ["7", "124", "2026"] {
        check(
            "B2C3D4F5",
            id,
            "\"",
            &format!(
                "orders[0].id: numret \"{id}\" står på vilken sida som helst: som antal, sidnummer eller årtal; låt portalen börja numrera \
                 högre, till exempel på 10001"
            ),
        );
    }
    check(
        "\"given_name\"",
        "\"name\"",
        "\": \"Åsa\"",
        "fältet name finns inte; välj något av id, given_name, family_name, personnummer, email, phone, address, protected, \
         employments, pay_ore, pension_ore, other, cases, eller ta bort det",
    );
    check(
        "forvaltning\"",
        "skola\"",
        "\"",
        "värdet skola finns inte; välj något av forvaltning, bolag",
    );
    check(
        "\"beställd\", ",
        "\"beställd\" ",
        "\"amount",
        &format!("här väntades komma eller }}; {near}"),
    );
    check("\"KV-1\"}", "\"KV-1\",}", "}", &format!("ett komma för mycket; {near}"));
    check(
        "\"id\": \"p1\"",
        "\"id\": \"p1\", \"id\": \"p2\"",
        "\"",
        "fältet id står två gånger; ta bort det ena",
    );
}

#[test]
fn a_text_that_ends_early_or_holds_nothing() {
    let check = |text: &str, expected: &[&str]| {
        let told: Vec<String> = parse(text).unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(told, expected, "{text}");
    };
    let early = "texten tar slut för tidigt; kontrollera att hela filen kom med";
    check("", &[&format!("1:1: {early}")]);
    check("{\n\"schema\": \"x", &[&format!("2:12: {early}")]);
    check(
        "Person;Namn\n",
        &["1:1: här väntades ett värde; rätta tecknet här eller strax före"],
    );
    check(
        r#"{"schema": "skott.population/1", "instances": [], "persons": [], "orders": []}"#,
        &[
            "1:47: instances: listan är tom; lägg till minst en förvaltning eller ett bolag, annars finns inget att söka efter",
            "1:62: persons: listan är tom; lägg till minst en person, annars finns inget att söka efter",
            "1:76: orders: listan är tom; lägg till minst en beställning, annars finns inget att söka efter",
        ],
    );
}

#[test]
fn everything_wrong_is_told_at_once() {
    let person = |id: &str, rest: &str| format!(r#"{{"id": "{id}", "given_name": "A", "family_name": "B"{rest}}}"#);
    let text = format!(
        "{{\"schema\": \"skott.population/1\", \"instances\": [],\n\"persons\": [{},\n{},\n{}],\n\"orders\": [{{}}]}}",
        person("a", r#", "email": 1"#),
        person("b", r#", "email": "b@g.example""#),
        person("c", r#", "epost": "c""#),
    );
    let told: Vec<(usize, String)> = parse(&text)
        .unwrap_err()
        .into_iter()
        .map(|e| (e.line, e.what))
        .collect();
    let starts: Vec<(usize, &str)> = told.iter().map(|(line, what)| (*line, &what[..12])).collect();
    assert_eq!(
        starts,
        [(2, "värdet har "), (4, "persons[2]: "), (5, "orders[0]: f")],
        "{told:?}"
    );
}

#[test]
fn duplicates_are_named_with_their_first_place() {
    let check = |change: &dyn Fn(&mut Population), expected: &[&str]| {
        let mut population = parse(WHOLE).unwrap();
        change(&mut population);
        let faults: Vec<String> = validate(&population).iter().map(|fault| fault.to_string()).collect();
        assert_eq!(faults, expected);
    };
    check(
        &|p| p.instances.push(p.instances[0].clone()),
        &[
            "instances[1].id: förvaltningen eller bolaget \"grundskola\" finns redan; byt ut den ena förekomsten; den första är instances[0].id",
        ],
    );
    check(
        &|p| p.persons.push(p.persons[0].clone()),
        &["persons[1].id: personen \"p1\" finns redan; byt ut den ena förekomsten; den första är persons[0].id"],
    );
    check(
        &|p| p.orders.push(p.orders[0].clone()),
        &[
            "orders[1].id: beställningen \"B2C3D4F5\" finns redan; byt ut den ena förekomsten; den första är orders[0].id",
            "orders[1].receipt: kvittot \"KV-1\" finns redan; byt ut den ena förekomsten; den första är orders[0].receipt",
        ],
    );
}
