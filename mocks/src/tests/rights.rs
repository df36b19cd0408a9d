//! Who sees whose orders where, in the sound portal and with each fault.

use std::collections::BTreeSet;

use skott_population::Order;

use super::browser::{Browser, header, portal, text};
use super::population::city;
use crate::Fault;

const ACCOUNTS: [&str; 8] = [
    "stadsadmin",
    "ekonomi-en",
    "hr-en",
    "ekonomi-flera",
    "hr-flera",
    "ekonomi-ingen",
    "hr-ingen",
    "anna@stad.example",
];

/// What each account sees in the sound portal, in the order above: the instances whose orders or persons are found in
/// the answer (`-` for persons without), `.` for none, or the status where it is not 200.
const SOUND: &str = "
    /bestallningar                     abcd-  a    b    bc   ac   .    .    403
    /api/bestallningar                 abcd-  a    b    bc   ac   .    .    403
    /bestallningar?forvaltning=d       d      .    .    .    .    .    .    403
    /bestallningar?forvaltning=a       a      a    .    .    a    .    .    403
    /bestallningar?forvaltning=x       .      .    .    .    .    .    .    403
    /rapport                           abcd-  a    b    bc   ac   .    .    403
    /rapport?forvaltning=d             d      .    .    .    .    .    .    403
    /rapport.csv                       abcd-  a    b    bc   ac   .    .    403
    /rapport.csv?teckenkodning=utf8    abcd-  a    b    bc   ac   .    .    403
    /rapport.csv?forvaltning=d         d      .    .    .    .    .    .    403
    /rapport.xlsx                      abcd-  a    b    bc   ac   .    .    403
    /rapport.pdf                       abcd-  a    b    bc   ac   .    .    403
    /bestallning/best-a1               a      a    404  404  a    404  404  a
    /api/bestallning/best-a1           a      a    404  404  a    404  404  a
    /bestallning/best-d1               d      404  404  404  404  404  404  404
    /api/bestallning/best-d1           d      404  404  404  404  404  404  404
    /bestallning/best-n1               -      404  404  404  404  404  404  404
    /bestallning/best-x1               404    404  404  404  404  404  404  404
    /sok?q=best-                       abcd-  a    b    bc   ac   .    .    403
    /sok?q=STAD.ex                     abcd-  a    b    bc   ac   .    .    403
    /api/forslag?q=best-               abcd-  a    b    bc   ac   .    .    403
    /api/forslag?q=Dag                 d      .    .    .    .    .    .    403
    /epostlista                        abcd-  403  b    403  ac   403  .    403
    /epostlista?forvaltning=d          d      403  .    403  .    403  .    403
    /epostlista.csv                    abcd-  403  b    403  ac   403  .    403
    /mejla                             .      403  .    403  .    403  .    403
    brev                               abcd-  403  b    403  ac   403  .    403
    /statistik                         abcd-  a    403  bc   403  .    403  403
    /api/statistik                     abcd-  a    403  bc   403  .    403  403
    /statistik?forvaltning=d           d      .    403  .    403  .    403  403
    /export                            .      .    .    .    .    .    .    403
    exportfil                          abcd-  a    b    bc   ac   .    .    403
    /mina-bestallningar                403    403  403  403  403  403  403  a
    /api/mina-bestallningar            403    403  403  403  403  403  403  a
    /                                  .      .    .    .    .    .    .    .";

/// What each fault changes; everything else is as in the sound portal.
const FAULTY: [(Fault, &str); 6] = [
    (
        Fault::OrderPageAllInstances,
        "
    /bestallningar                     abcd-  abcd- abcd- abcd- abcd- .    .    403
    /api/bestallningar                 abcd-  abcd- abcd- abcd- abcd- .    .    403
    /bestallningar?forvaltning=d       d      d    d    d    d    .    .    403
    /bestallningar?forvaltning=a       a      a    a    a    a    .    .    403",
    ),
    (
        Fault::ReportFilesAllInstances,
        "
    /rapport.csv                       abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403
    /rapport.csv?teckenkodning=utf8    abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403
    /rapport.csv?forvaltning=d         d      d    d    d    d    d    d    403
    /rapport.xlsx                      abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403
    /rapport.pdf                       abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403",
    ),
    (
        Fault::FilterOverridesScope,
        "
    /bestallningar?forvaltning=d       d      d    d    d    d    d    d    403
    /bestallningar?forvaltning=a       a      a    a    a    a    a    a    403
    /rapport?forvaltning=d             d      d    d    d    d    d    d    403
    /rapport.csv?forvaltning=d         d      d    d    d    d    d    d    403
    /epostlista?forvaltning=d          d      403  d    403  d    403  d    403
    /statistik?forvaltning=d           d      d    403  d    403  d    403  403",
    ),
    (
        Fault::EmptyScopeSeesAll,
        "
    /bestallningar                     abcd-  a    b    bc   ac   abcd- abcd- 403
    /api/bestallningar                 abcd-  a    b    bc   ac   abcd- abcd- 403
    /bestallningar?forvaltning=d       d      .    .    .    .    d    d    403
    /bestallningar?forvaltning=a       a      a    .    .    a    a    a    403
    /rapport                           abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport?forvaltning=d             d      .    .    .    .    d    d    403
    /rapport.csv                       abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport.csv?teckenkodning=utf8    abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport.csv?forvaltning=d         d      .    .    .    .    d    d    403
    /rapport.xlsx                      abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport.pdf                       abcd-  a    b    bc   ac   abcd- abcd- 403
    /bestallning/best-a1               a      a    404  404  a    a    a    a
    /api/bestallning/best-a1           a      a    404  404  a    a    a    a
    /bestallning/best-d1               d      404  404  404  404  d    d    404
    /api/bestallning/best-d1           d      404  404  404  404  d    d    404
    /bestallning/best-n1               -      404  404  404  404  -    -    404
    /sok?q=best-                       abcd-  a    b    bc   ac   abcd- abcd- 403
    /sok?q=STAD.ex                     abcd-  a    b    bc   ac   abcd- abcd- 403
    /api/forslag?q=best-               abcd-  a    b    bc   ac   abcd- abcd- 403
    /api/forslag?q=Dag                 d      .    .    .    .    d    d    403
    /epostlista                        abcd-  403  b    403  ac   403  abcd- 403
    /epostlista?forvaltning=d          d      403  .    403  .    403  d    403
    /epostlista.csv                    abcd-  403  b    403  ac   403  abcd- 403
    brev                               abcd-  403  b    403  ac   403  abcd- 403
    /statistik                         abcd-  a    403  bc   403  abcd- 403  403
    /api/statistik                     abcd-  a    403  bc   403  abcd- 403  403
    /statistik?forvaltning=d           d      .    403  .    403  d    403  403
    exportfil                          abcd-  a    b    bc   ac   abcd- abcd- 403",
    ),
    (
        Fault::OrderById,
        "
    /bestallning/best-a1               a      a    a    a    a    a    a    a
    /api/bestallning/best-a1           a      a    a    a    a    a    a    a
    /bestallning/best-d1               d      d    d    d    d    d    d    d
    /api/bestallning/best-d1           d      d    d    d    d    d    d    d
    /bestallning/best-n1               -      -    -    -    -    -    -    -",
    ),
    (Fault::TotalLeaks, ""),
];

type Row = (&'static str, Vec<&'static str>);

fn rows(table: &'static str) -> Vec<Row> {
    let row = |line: &'static str| {
        let mut cells = line.split_whitespace();
        (cells.next().unwrap(), cells.collect())
    };
    table.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

#[test]
fn each_account_sees_its_own_in_the_sound_portal() {
    check(None, &[]);
}

#[test]
fn each_fault_changes_what_it_says_and_nothing_else() {
    assert_eq!(
        FAULTY.map(|(fault, _)| fault).to_vec(),
        Fault::all().collect::<Vec<_>>()
    );
    for (fault, changes) in FAULTY {
        check(Some(fault), &rows(changes));
    }
}

fn check(fault: Option<Fault>, changes: &[Row]) {
    let portal = portal(fault);
    let sound = rows(SOUND);
    assert!(
        changes.iter().all(|(path, _)| sound.iter().any(|(p, _)| p == path)),
        "a change of an unknown row"
    );
    for (at, account) in ACCOUNTS.iter().enumerate() {
        let mut browser = Browser::logged_in(&portal, account);
        for (path, cells) in &sound {
            let cells = changes
                .iter()
                .find(|(changed, _)| changed == path)
                .map_or(cells, |(_, cells)| cells);
            assert_eq!(cells.len(), ACCOUNTS.len(), "{path}");
            assert_eq!(seen(&mut browser, path), cells[at], "{fault:?}: {account} at {path}");
        }
    }
}

fn seen(browser: &mut Browser, path: &str) -> String {
    let answer = match path {
        "brev" => match browser.get("/mejla").status {
            200 => browser.fill_in("/mejla", "/mejla/forhandsgranska", &[("amne", "Hej")]),
            _ => browser.post("/mejla/forhandsgranska", &[]),
        },
        "exportfil" => match browser.get("/export").status {
            200 => {
                let job = browser.fill_in("/export", "/export", &[]);
                let job = header(&job, "location").to_owned();
                browser.get(&job);
                browser.get(&job);
                browser.get(&format!("{job}/fil"))
            }
            _ => browser.post("/export", &[]),
        },
        path => browser.get(path),
    };
    match answer.status {
        200 if path.contains("statistik") => in_sum(&text(&answer)),
        200 => in_text(&text(&answer)),
        status => {
            assert_eq!(in_text(&text(&answer)), ".", "a refusal shows nothing");
            status.to_string()
        }
    }
}

/// The instances whose orders, or persons who have orders nowhere else, occur in a text below its header.
fn in_text(text: &str) -> String {
    let text = text.split_once("<main>").map_or(text, |(_, main)| main);
    let city = city();
    let only_there = |o: &Order| {
        city.orders
            .iter()
            .all(|other| other.person != o.person || other.instance == o.instance)
    };
    let shown = |o: &&Order| text.contains(&o.id) || (only_there(o) && text.contains(&format!("{}@", o.person)));
    let found: BTreeSet<_> = city
        .orders
        .iter()
        .filter(shown)
        .map(|o| o.instance.as_deref().unwrap_or("~"))
        .collect();
    or_dot(found.into_iter().collect::<String>().replace('~', "-"))
}

/// The instances whose orders are counted in a sum: each has a decimal place of its own.
fn in_sum(text: &str) -> String {
    let total = text
        .split("id=\"total-summa\"")
        .nth(1)
        .or_else(|| text.split("\"summa\":").nth(1))
        .unwrap();
    let total = total.split_once(['>', '"']).unwrap().1;
    let kronor: String = total
        .chars()
        .take_while(|c| !",.".contains(*c))
        .filter(char::is_ascii_digit)
        .collect();
    let counted = kronor
        .chars()
        .rev()
        .zip(["a", "b", "c", "d", "-"])
        .filter(|(digit, _)| *digit != '0');
    or_dot(counted.map(|(_, instance)| instance).collect())
}

fn or_dot(found: String) -> String {
    if found.is_empty() { ".".to_owned() } else { found }
}
