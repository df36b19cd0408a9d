//! The files that are written from a population, pinned: a supplier's import depends on them.

// Helpers of tests are tests too; clippy's own exception covers only the marked functions.
#![allow(clippy::unwrap_used)]

use sha2::{Digest, Sha256};
use skott_population::{Population, plant, to_csv, to_json, to_xlsx};

fn small() -> Population {
    plant(2020, 4, 4).unwrap()
}

fn hash(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A change here changes everybody's planted test data: say so in the change log.
#[test]
fn populations_stay_as_they_are() {
    insta::assert_snapshot!("small", to_csv(&small()).replace('\r', ""));
    let hashes = [(2020, 8, 12), (1, 4, 4), (2020, 52, 12)].map(|(seed, instances, persons)| {
        format!(
            "{seed} {instances} {persons}: {}",
            hash(to_json(&plant(seed, instances, persons).unwrap()))
        )
    });
    insta::assert_snapshot!("hashes", hashes.join("\n"));
}

#[test]
fn a_workbook_is_the_same_every_time() {
    let first = to_xlsx(&small()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(hash(&first), hash(to_xlsx(&small()).unwrap()));
    assert_ne!(hash(&first), hash(to_xlsx(&plant(2021, 4, 4).unwrap()).unwrap()));
}

#[test]
fn a_workbook_holds_every_row() {
    let population = small();
    let mut book =
        calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(std::io::Cursor::new(to_xlsx(&population).unwrap()))
            .unwrap();
    let mut check = |sheet: &str, rows: usize, heading: &str, first: &str| {
        let range = calamine::Reader::worksheet_range(&mut book, sheet).unwrap();
        assert_eq!(range.height(), rows + 1, "{sheet}");
        assert_eq!(range.get((0, 0)).unwrap().to_string(), heading);
        assert_eq!(range.get((1, 0)).unwrap().to_string(), first);
    };
    check("Instanser", population.instances.len(), "Instans", "grundskola");
    check("Personer", population.persons.len(), "Person", "grundskola-01");
    check(
        "Beställningar",
        population.orders.len(),
        "Beställning",
        &population.orders[0].id,
    );
}

#[test]
fn fields_of_a_csv_are_quoted_as_needed_and_nobody_is_left_out() {
    let mut population = small();
    population.orders.retain(|order| order.person == "grundskola-02");
    population.orders.truncate(1);
    population.persons.truncate(2);
    population.persons[0].family_name = "af \"Ugglas\"; Berg".to_owned();
    population.persons[1]
        .other
        .insert("anstallningsnr".to_owned(), "A\nB".to_owned());
    population.orders[0].amount_ore = -5;
    let csv = to_csv(&population);
    assert!(csv.starts_with("\u{feff}Person;Förnamn;Efternamn;"));
    assert!(csv.contains(";Pensionsavsättning;anstallningsnr;Beställning;"), "{csv}");
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 3, "{csv}");
    assert!(
        lines[1].contains(";\"af \"\"Ugglas\"\"; Berg\";") && lines[1].ends_with(";;;;;;;;;"),
        "{csv}"
    );
    assert!(lines[2].contains(";\"A\nB\";") && lines[2].contains(";-0,05;"), "{csv}");
}
