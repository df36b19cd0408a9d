//! One cell's verdict, given what all the others showed.

use std::collections::BTreeSet;

use skott_model::matrix::Cell;
use skott_model::profile::{Access, NumberIs, Relation};
use skott_model::record::{Event, Write};
use skott_model::run::Reason;
use skott_model::{Answer, DoubtKind, Effect, FindingKind, Outcome, Verdict};
use skott_oracle::settle;

use super::ground::{Do, Ground, finish, written};
use Do::{
    Also, Answer as Answers, Aside, Asked, Becomes, ByPay, Door, Doubt, Hide, Mark, NoRequest, Number, Offers, Plainly,
    Put, Row, Say, Show, Spills, Status, Stays, StoodFor, TurnedAway, Unmarked, Unproven, Weakly, Without,
};
use Verdict::{Blind, Inconclusive, Isolated, Leak, Missing, Refused, Surplus, Unwitnessed};

#[test]
fn a_sound_portal_is_accepted_and_every_kind_of_cell_is_there() {
    let ground = Ground::new(false);
    let run = settle(&ground.record(&[])).unwrap();
    for cell in &run.cells {
        let declared = ground.cell(&cell.cell.id);
        let expected = if declared.bound == Access::Refused || declared.access == Access::Refused {
            Refused
        } else {
            Isolated
        };
        assert_eq!(cell.verdict, expected, "{}: {:?}", cell.cell.id, cell.note);
        assert_eq!(cell.findings, [], "{}", cell.cell.id);
    }
    assert_eq!((run.outcome, &run.reasons), (Outcome::Accepted, &Vec::new()));
    let kinds: BTreeSet<_> = run.cells.iter().map(|c| c.cell.access.opens()).collect();
    assert!(run.cells.len() > 150 && kinds.len() == 2, "{}", run.cells.len());
}

/// What is changed in which cells, then the cell that is judged, and its verdict.
type Case<'a> = (&'a [(&'a str, Do)], &'a str, Verdict);

fn check(cases: &[Case]) {
    let ground = Ground::new(false);
    for (changes, cell, expected) in cases {
        let run = settle(&ground.record(changes)).unwrap();
        let settled = run.cells.iter().find(|c| c.cell.id == *cell).unwrap();
        assert_eq!(
            settled.verdict, *expected,
            "{cell} {changes:?}: {:?} {:?}",
            settled.note, settled.findings
        );
        let is_sound = matches!(expected, Isolated | Refused);
        assert!(is_sound || run.outcome != Outcome::Accepted, "{cell} {changes:?}");
    }
}

const A: &str = "a/lista/-/alla/html";
const STAD: &str = "stad/lista/-/alla/html";

#[test]
fn what_was_seen_outweighs_what_was_not() {
    let foreign = Show("email aldrevard-01");
    let failed = Answers(Answer::Failed);
    check(&[
        (&[(A, foreign)], A, Leak),
        (&[(A, foreign), (A, Doubt(DoubtKind::Cut))], A, Leak),
        (&[(A, foreign), (A, failed)], A, Leak),
        (&[(A, Hide), (A, foreign)], A, Leak),
        (&[(A, foreign), (A, Weakly("aldrevard-02"))], A, Leak),
        (&[(A, foreign), (A, Answers(Answer::Refused))], A, Leak),
        (&[(STAD, Show("pay grundskola-01"))], STAD, Leak),
        (&[(A, StoodFor), (A, foreign)], A, Leak),
        (&[(A, StoodFor)], A, Isolated),
        (&[(A, Weakly("aldrevard-02"))], A, Inconclusive),
        (&[(A, Doubt(DoubtKind::Limit))], A, Inconclusive),
        (&[(A, failed)], A, Inconclusive),
        (&[(A, NoRequest)], A, Inconclusive),
        (&[(A, Number("antal", None))], A, Inconclusive),
        (&[(A, Hide)], A, Blind),
        (&[(A, Without("grundskola-01"))], A, Missing),
        (&[(A, Number("antal", Some("0")))], A, Missing),
        (&[(A, Number("antal", Some("1–4 av 4")))], A, Inconclusive),
        // Another page, or another place on it, tells another number.
        (&[(A, Also("antal", citys_count()))], A, Leak),
        (&[(A, Also("antal", "9999"))], A, Inconclusive),
        (&[(A, Also("antal", "0"))], A, Inconclusive),
        (&[(A, Also("antal", "1–4 av 4"))], A, Inconclusive),
        (&[(A, Also("antal", "okänt"))], A, Isolated),
        // What is shown on the way leaks, and is no part of the answer.
        (&[(A, Aside("email aldrevard-01"))], A, Leak),
        (&[(A, Aside("order grundskola-01"))], A, Isolated),
        (&[(A, Hide), (A, Aside("order grundskola-01"))], A, Blind),
        // So does what is shown to who logs in; there the account's own scope says whose it is.
        (&[(A, Door("email aldrevard-01"))], A, Leak),
        (&[(A, Door("pay grundskola-01"))], A, Leak),
        (&[(A, Door("email grundskola-01"))], A, Isolated),
        (&[(A, Hide), (A, Door("order grundskola-01"))], A, Blind),
        (
            &[("tom/lista/-/alla/html", Door("email grundskola-01"))],
            "tom/lista/-/alla/html",
            Isolated,
        ),
        // What was cut off is not missing; a weak form of a stranger's name excuses nothing.
        (
            &[(A, Without("grundskola-01")), (A, Doubt(DoubtKind::Cut))],
            A,
            Inconclusive,
        ),
        (
            &[(A, Without("grundskola-01")), (A, Weakly("aldrevard-02"))],
            A,
            Missing,
        ),
        (&[(A, Answers(Answer::Refused))], A, Missing),
        (&[(A, Answers(Answer::Refused)), (A, Unproven)], A, Inconclusive),
        (
            &[("a/lista/-/tomt=aldrevard/html", Show("order grundskola-01"))],
            "a/lista/-/tomt=aldrevard/html",
            Surplus,
        ),
        (
            &[("tom/lista/-/alla/html", Show("order grundskola-01"))],
            "tom/lista/-/alla/html",
            Leak,
        ),
        (
            &[("tom/lista/-/alla/html", Answers(Answer::Refused))],
            "tom/lista/-/alla/html",
            Missing,
        ),
        (
            &[("a/sida/-/alla/html", Doubt(DoubtKind::Unreadable))],
            "a/sida/-/alla/html",
            Inconclusive,
        ),
    ]);
}

#[test]
fn nothing_seen_counts_only_with_a_witness() {
    let failed = Answers(Answer::Failed);
    let (stad_autumn, a_autumn) = ("stad/personer/-/tid=host/csv", "a/personer/-/tid=host/csv");
    check(&[
        (&[(STAD, Hide)], STAD, Blind),
        // Nobody else sees who has no instance.
        (&[(STAD, Hide)], A, Unwitnessed),
        (&[(STAD, failed)], A, Unwitnessed),
        (&[(STAD, Answers(Answer::Refused))], A, Unwitnessed),
        (&[(STAD, Without("utan-instans-01"))], A, Unwitnessed),
        (&[(STAD, Without("grundskola-01"))], A, Isolated),
        // What was seen before the answer was cut was seen.
        (&[(STAD, Doubt(DoubtKind::Cut))], A, Isolated),
        // Another selection or view is no witness.
        (&[(stad_autumn, Hide)], a_autumn, Unwitnessed),
        (&[(stad_autumn, Hide)], "a/personer/-/alla/csv", Isolated),
        (
            &[("stad/siffror/-/alla/html", Number("antal", Some("9999")))],
            "a/siffror/-/alla/html",
            Unwitnessed,
        ),
        // Who sees nothing by right needs witnesses for the own instance, too.
        (
            &[
                (STAD, Without("utan-instans-01")),
                (STAD, Hide),
                (STAD, Show("order utan-instans-01")),
            ],
            "tom/lista/-/alla/html",
            Unwitnessed,
        ),
        (&[(STAD, Hide), (A, Hide)], "tom/lista/-/alla/html", Unwitnessed),
        (
            &[("stad/enhet/instance:aldrevard/alla/html", Hide)],
            "a/enhet/instance:grundskola/alla/html",
            Isolated,
        ),
        (
            &[("stad/enhet/instance:sdf-angered/alla/html", Hide)],
            "a/enhet/instance:grundskola/alla/html",
            Unwitnessed,
        ),
        // A filter that is ignored: whom it means must be seen with it.
        (
            &[("stad/ignorerat/-/ignoreras=sdf-angered/html", Hide)],
            "a/ignorerat/-/ignoreras=sdf-angered/html",
            Unwitnessed,
        ),
    ]);
}

/// Rows of statistics, one number each of something.
#[test]
fn a_row_of_statistics_counts_only_the_accounts_own() {
    let (a, tom) = ("a/grupper/-/alla/html", "ingen/grupper/-/alla/html");
    let ground = Ground::new(false);
    let matrix = &ground.matrix;
    let all: Vec<usize> = (0..matrix.population.orders.len()).collect();
    let of_format = &matrix.profile.view[ground.cell(a).view].format[0].numbers;
    let month = of_format.iter().find(|n| n.id.starts_with("manad-")).unwrap();
    let citys = |number| {
        written(
            NumberIs::Sum,
            matrix.number(NumberIs::Sum, &matrix.counted(number, &all)).unwrap(),
        )
    };
    let (month, sum): (&'static str, &'static str) = (month.id.clone().leak(), citys(month).leak());
    let instances = of_format.iter().filter(|n| n.id.starts_with("antal-")).count();
    assert_eq!(instances, matrix.population.instances.len());
    check(&[
        (&[(a, Number("antal-aldrevard", Some("1")))], a, Leak),
        (&[(a, Number("antal-aldrevard", None))], a, Isolated),
        (&[(a, Number("antal-aldrevard", Some("okänt")))], a, Isolated),
        (&[(a, Number("antal-grundskola", None))], a, Inconclusive),
        (&[(a, Number("antal-grundskola", Some("0")))], a, Missing),
        (&[(a, Number("antal-grundskola", Some("9999")))], a, Leak),
        (&[(a, Number(month, Some(sum)))], a, Leak),
        (&[(tom, Number("antal-grundskola", Some("2")))], tom, Leak),
        (&[(tom, Number("antal-grundskola", None))], tom, Isolated),
        // Whom a row counts is seen by who is entitled to it, and only there.
        (
            &[("stad/grupper/-/alla/html", Number("antal-sdf-angered", Some("9999")))],
            a,
            Unwitnessed,
        ),
    ]);
}

#[test]
fn own_lists_need_a_colleagues_and_a_strangers() {
    let mine = |who: &str| format!("{who}/mina/-/alla/html");
    let [g1, g2, v1, v2] = ["g1", "g2", "v1", "v2"].map(mine);
    check(&[
        (&[(&g2, Hide)], &g1, Unwitnessed),
        (&[(&g2, Answers(Answer::Failed))], &g1, Unwitnessed),
        (&[(&v1, Hide)], &g1, Isolated),
        (&[(&v1, Hide), (&v2, Hide)], &g1, Unwitnessed),
        (&[(&g1, Show("order grundskola-02"))], &g1, Leak),
        (&[(&g1, Hide)], &g1, Blind),
    ]);
}

#[test]
fn a_refusal_counts_only_where_the_door_opens_for_somebody() {
    let (g1, aldrevard) = ("g1/lista/-/alla/html", "a/order/order:aldrevard/alla/html");
    let failed = Answers(Answer::Failed);
    let doors = ["stad", "a", "b", "flera", "ingen"].map(|who| format!("{who}/lista/-/alla/html"));
    let shut: Vec<(&str, Do)> = doors.iter().map(|cell| (cell.as_str(), failed)).collect();
    let filtered = ["stad", "b", "flera"].map(|who| format!("{who}/nekat/-/nekas=aldrevard/html"));
    let unfiltered: Vec<(&str, Do)> = filtered.iter().map(|cell| (cell.as_str(), failed)).collect();
    let keys = ["stad", "b", "flera"].map(|who| format!("{who}/order/order:aldrevard/alla/html"));
    let empty: Vec<(&str, Do)> = keys.iter().map(|cell| (cell.as_str(), Hide)).collect();
    check(&[
        (&[], g1, Refused),
        (&shut, g1, Unwitnessed),
        (&shut[1..], g1, Refused),
        (&[(g1, Unproven)], g1, Inconclusive),
        (&[(g1, Doubt(DoubtKind::Session))], g1, Inconclusive),
        // A refusal that holds the whole page all the same.
        (
            &[("tom/siffror/-/alla/html", Number("antal", Some("4")))],
            "tom/siffror/-/alla/html",
            Inconclusive,
        ),
        (
            &[("tom/siffror/-/alla/html", Number("antal", Some(citys_count())))],
            "tom/siffror/-/alla/html",
            Leak,
        ),
        // A badge.
        (
            &[("tom/siffror/-/alla/html", Number("antal", Some("99")))],
            "tom/siffror/-/alla/html",
            Inconclusive,
        ),
        (
            &[("a/mina/-/alla/html", Show("order grundskola-01"))],
            "a/mina/-/alla/html",
            Inconclusive,
        ),
        (&[(g1, Show("order grundskola-01"))], g1, Refused),
        (&[(g1, Offers("enheter", "aldrevard"))], g1, Leak),
        (&[(g1, Weakly("aldrevard-02"))], g1, Inconclusive),
        (&[(g1, failed)], g1, Inconclusive),
        (&[(g1, Answers(Answer::Opened))], g1, Leak),
        // The page behind a closed form may be one that other ways lead to, too, until it shows something.
        (&[(g1, TurnedAway)], g1, Refused),
        (&[(g1, TurnedAway), (g1, Unproven)], g1, Inconclusive),
        (&[(g1, TurnedAway), (g1, Show("email aldrevard-01"))], g1, Leak),
        (&[(g1, TurnedAway), (g1, Number("summa", Some("1")))], g1, Leak),
        (&[(g1, TurnedAway), (g1, Offers("enheter", "x"))], g1, Leak),
        (&[(g1, Answers(Answer::Opened)), (g1, Doubt(DoubtKind::Cut))], g1, Leak),
        (&[(g1, Show("email aldrevard-01"))], g1, Leak),
        // That very target, and seen to be it: a page that shows nothing may be any page.
        (&[], aldrevard, Refused),
        (&empty, aldrevard, Unwitnessed),
        (&empty[1..], aldrevard, Refused),
        (&empty, "tom/order/order:aldrevard/alla/html", Unwitnessed),
        (&empty, "a/order/order:sdf-angered/alla/html", Refused),
        // That very filter.
        (&unfiltered, "a/nekat/-/nekas=aldrevard/html", Unwitnessed),
        (&unfiltered[1..], "a/nekat/-/nekas=aldrevard/html", Refused),
        (
            &[("a/nekat/-/nekas=aldrevard/html", Answers(Answer::Opened))],
            "a/nekat/-/nekas=aldrevard/html",
            Leak,
        ),
    ]);
}

#[test]
fn what_is_foreign_is_answered_as_what_does_not_exist() {
    let (foreign, control) = ("a/order/order:aldrevard/alla/html", "a/order/random/alla/html");
    let (colleague, empty) = (
        "g1/order/order:grundskola/alla/html",
        "tom/order/order:aldrevard/alla/html",
    );
    let other = Mark("brödtext", "finns");
    check(&[
        (&[(foreign, other)], foreign, Leak),
        (&[(control, other)], foreign, Leak),
        (&[(control, other)], control, Refused),
        (&[(colleague, other)], colleague, Leak),
        (
            &[("a/enhet/instance:aldrevard/alla/html", other)],
            "a/enhet/instance:aldrevard/alla/html",
            Leak,
        ),
        (&[(empty, other)], empty, Leak),
        (
            &[("a/order/order:grundskola/alla/html", other)],
            "a/order/order:grundskola/alla/html",
            Isolated,
        ),
        // No control, or one that tells nothing.
        (&[(control, Unmarked)], foreign, Unwitnessed),
        (
            &[(control, other), (control, Answers(Answer::Failed))],
            foreign,
            Unwitnessed,
        ),
        (
            &[(control, other), (control, Doubt(DoubtKind::Cut))],
            foreign,
            Unwitnessed,
        ),
        (&[(foreign, Unmarked)], foreign, Unwitnessed),
        (
            &[(foreign, other), (foreign, Doubt(DoubtKind::Cut))],
            foreign,
            Inconclusive,
        ),
        (&[(control, Answers(Answer::Opened))], control, Leak),
        // A status that is no refusal, for what is foreign alone.
        (&[(foreign, Status(409))], foreign, Leak),
        (&[(foreign, Status(502))], foreign, Inconclusive),
        (&[(foreign, Status(409)), (control, Status(409))], foreign, Inconclusive),
        (
            &[(foreign, Status(409)), (foreign, Doubt(DoubtKind::Cut))],
            foreign,
            Inconclusive,
        ),
        (&[(control, Status(409))], control, Inconclusive),
        // What was asked for may stand in the address that a lost session is sent to; what is another's may not.
        (&[(foreign, Aside("order aldrevard-03"))], foreign, Refused),
        (&[(foreign, Aside("order aldrevard-02"))], foreign, Leak),
        (&[(foreign, Aside("email aldrevard-01"))], foreign, Leak),
    ]);
    let ground = Ground::new(false);
    let run = settle(&ground.record(&[(foreign, other)])).unwrap();
    let settled = run.cells.iter().find(|c| c.cell.id == foreign).unwrap();
    let found: Vec<_> = settled.findings.iter().map(|f| (f.kind, f.instance.as_str())).collect();
    assert_eq!(found, [(FindingKind::Existence, "aldrevard")]);
    assert!(!settled.findings[0].id.is_empty());
}

/// A header that comes and goes among the answers for what does not exist tells nothing, whoever asked for it; one that they never have
/// does, also where it comes and goes among those for what is foreign.
#[test]
fn a_header_tells_where_it_never_comes_for_what_does_not_exist() {
    let (foreign, control) = ("a/order/order:aldrevard/alla/html", "a/order/random/alla/html");
    let (of_b, elsewhere) = ("b/order/random/alla/html", "a/enhet/random/alla/html");
    let vary = Mark("huvud vary", "ja");
    let cases = [
        (vec![(foreign, Some(vary))], Leak),
        (vec![(foreign, Some(vary)), (control, None)], Leak),
        (vec![(foreign, Some(vary)), (control, Some(vary))], Refused),
        (vec![(foreign, Some(vary)), (of_b, Some(vary))], Refused),
        (vec![(foreign, Some(vary)), (elsewhere, Some(vary))], Leak),
        // One that varies there, and never reads so: nobody can tell.
        (
            vec![(foreign, Some(vary)), (control, Some(Mark("huvud vary", "nej")))],
            Inconclusive,
        ),
        (vec![(foreign, Some(vary)), (foreign, None)], Inconclusive),
    ];
    let ground = Ground::new(false);
    for (asked, expected) in cases {
        // Each is asked plainly first, but for what is to be told apart, which has the mark from the beginning.
        let mut events = ground.record(&[(foreign, vary)]);
        for (cell, change) in &asked[1..] {
            let changes: Vec<(&str, Do)> = change.iter().map(|change| (*cell, *change)).collect();
            let is_it = |event: &Event| matches!(event, Event::Observed(seen) if seen.cell == *cell);
            let other = ground.record(&changes).into_iter().find(is_it).unwrap();
            let at = events.iter().rposition(is_it).unwrap();
            events.insert(at + 1, other);
        }
        finish(&mut events);
        let run = settle(&events).unwrap();
        let verdict = run.cells.iter().find(|c| c.cell.id == foreign).unwrap().verdict;
        assert_eq!(verdict, expected, "{asked:?}");
    }
}

/// A manipulation is answered in a way of its own, which says nothing of how the plain question is answered.
#[test]
fn a_manipulation_is_compared_with_its_own_control() {
    let (plain, changed) = ("a/order/order:aldrevard/alla/html", "a/order/order:aldrevard/alla/post");
    let (control, changed_control) = ("a/order/random/alla/html", "a/order/random/alla/post");
    let other = Mark("brödtext", "annan");
    check(&[
        (&[], plain, Refused),
        // As a form without its token: whatever is asked for.
        (&[(changed, other), (changed_control, other)], plain, Refused),
        (
            &[(plain, other), (changed, other), (changed_control, other)],
            plain,
            Leak,
        ),
        (&[(control, Unmarked), (changed_control, other)], plain, Unwitnessed),
    ]);
}

#[test]
fn the_same_rows_in_every_format() {
    let (html, json) = (A, "a/lista/-/alla/json");
    let (row, other) = (Row("Order", "BQX7YZ12"), Row("Order", "BQX7YZ13"));
    let ground = Ground::new(false);
    type Blamed<'a> = (&'a [(&'a str, Do)], &'a [&'a str]);
    let cases: &[Blamed] = &[
        (&[], &[]),
        (&[(html, Number("antal", None)), (json, row)], &[]),
        (&[(json, row)], &[json]),
        (&[(json, row), (json, Doubt(DoubtKind::Cut))], &[]),
        // Where something else is wrong, that is said and no more.
        (&[(json, row), (html, Hide)], &[]),
        (&[("stad/lista/-/alla/json", other)], &["stad/lista/-/alla/json"]),
    ];
    for (changes, blamed) in cases {
        let run = settle(&ground.record(changes)).unwrap();
        let told = |c: &&skott_model::run::Settled| c.findings.iter().any(|f| f.kind == FindingKind::Disparity);
        let found: Vec<&str> = run.cells.iter().filter(told).map(|c| c.cell.id.as_str()).collect();
        assert_eq!(found, *blamed, "{changes:?}");
        for cell in run.cells.iter().filter(told) {
            assert_eq!(cell.verdict, Surplus, "{}", cell.cell.id);
            assert!(cell.findings[0].place.contains("html") && cell.findings[0].place.contains("json"));
        }
    }
    check(&[(&[(A, Offers("enheter", "aldrevard"))], A, Leak)]);
}

#[test]
fn a_cookie_tells_only_where_every_foreign_answer_sets_it() {
    let ground = Ground::new(false);
    let is_foreign = |cell: &&Cell| {
        cell.target
            .as_ref()
            .is_some_and(|target| target.relation == Relation::Foreign)
    };
    let is_asked = |cell: &&Cell| cell.id.starts_with("a/order/") && cell.id.ends_with("/html");
    let cells: Vec<&str> = ground
        .matrix
        .cells
        .iter()
        .filter(is_asked)
        .filter(is_foreign)
        .map(|cell| &*cell.id)
        .collect();
    let set = Mark("kaka nyss", "1");
    let all: Vec<(&str, Do)> = cells.iter().map(|cell| (*cell, set)).collect();
    check(&[
        (&all, cells[0], Leak),
        (&all[..1], cells[0], Refused),
        (&[("a/order/random/alla/html", set)], cells[0], Refused),
    ]);
}

#[test]
fn rows_in_the_order_of_pay_tell_who_earns_more() {
    let (asked, default) = ("a/ordnad/-/ordning=lon/html", "a/ordnad/-/alla/html");
    let refused = Answers(Answer::Refused);
    check(&[
        // Ignored, or refused.
        (&[], asked, Isolated),
        (&[(asked, refused)], asked, Refused),
        (&[(asked, refused), (asked, Unproven)], asked, Inconclusive),
        (&[(default, refused)], default, Missing),
        (&[(asked, ByPay(true))], asked, Leak),
        (&[(asked, ByPay(false))], asked, Leak),
        // They always stand so.
        (&[(asked, ByPay(true)), (default, ByPay(true))], asked, Isolated),
        (&[(default, ByPay(true))], default, Isolated),
        // Nobody saw how they always stand.
        (
            &[(asked, ByPay(true)), (default, Answers(Answer::Failed))],
            asked,
            Inconclusive,
        ),
        (&[(asked, ByPay(true)), (default, Hide)], asked, Inconclusive),
    ]);
}

/// What no page offers may be answered in many ways, but not by what the page itself may not tell.
#[test]
fn a_manipulation_tells_no_order_and_opens_no_door() {
    let (by_pay, default) = ("a/andrad-lista/-/andrad=lon/html", "a/andrad-lista/-/alla/html");
    let (asterisk, door) = (
        "a/andrad-lista/-/andrad=stjarna/html",
        "g1/installningar/-/alla/versaler",
    );
    let opened = Answers(Answer::Opened);
    let doors = ["stad", "a", "b", "flera", "ingen", "tom"].map(|who| format!("{who}/installningar/-/alla/html"));
    let shut: Vec<(&str, Do)> = doors
        .iter()
        .map(|cell| (cell.as_str(), Answers(Answer::Failed)))
        .chain([(door, opened)])
        .collect();
    check(&[
        (&[(by_pay, Plainly)], by_pay, Isolated),
        (&[(by_pay, Plainly), (by_pay, ByPay(true))], by_pay, Leak),
        (&[(by_pay, Plainly), (by_pay, ByPay(false))], by_pay, Leak),
        (
            &[(by_pay, Plainly), (by_pay, ByPay(true)), (default, ByPay(true))],
            by_pay,
            Isolated,
        ),
        (
            &[(by_pay, Plainly), (by_pay, ByPay(true)), (default, Hide)],
            by_pay,
            Inconclusive,
        ),
        (&[(asterisk, Offers("enheter", "aldrevard"))], asterisk, Leak),
        (&[(door, opened)], door, Leak),
        (&shut, door, Unwitnessed),
        (&[], door, Refused),
    ]);
}

/// Of a write the answer's status tells nothing: what somebody who may see the value read before and after does.
#[test]
fn a_write_is_judged_by_what_it_changed() {
    let (own, foreign) = (
        "a/andra/order:grundskola/alla/json",
        "a/andra/order:aldrevard/alla/json",
    );
    let control = "a/andra/random/alla/json";
    let (changed, unchanged, unread) = (
        Becomes(Some(Effect::Changed)),
        Becomes(Some(Effect::Unchanged)),
        Becomes(None),
    );
    let (opened, refused, failed) = (
        Answers(Answer::Opened),
        Answers(Answer::Refused),
        Answers(Answer::Failed),
    );
    let of_aldrevard = ["stad", "b", "flera"].map(|who| format!("{who}/andra/order:aldrevard/alla/json"));
    let of_grundskola = ["stad", "tom"].map(|who| format!("{who}/andra/order:grundskola/alla/json"));
    let by_nobody: Vec<(&str, Do)> = of_aldrevard.iter().map(|cell| (cell.as_str(), unchanged)).collect();
    let not_even_own: Vec<(&str, Do)> = [(own, unchanged)]
        .into_iter()
        .chain(of_grundskola.iter().map(|cell| (cell.as_str(), unchanged)))
        .collect();
    check(&[
        (&[], own, Isolated),
        (&[], foreign, Refused),
        (&[], control, Refused),
        // It said that it was done, and nothing was.
        (&[(foreign, opened), (control, opened)], foreign, Isolated),
        (&[(foreign, opened), (control, opened)], control, Isolated),
        // It was done, whatever was said.
        (&[(foreign, changed)], foreign, Leak),
        (&[(foreign, changed), (foreign, opened)], foreign, Leak),
        (&[(foreign, changed), (foreign, failed)], foreign, Leak),
        (&[(foreign, changed), (foreign, Unproven)], foreign, Leak),
        // An answer that shows somebody, or tells that the order exists, leaks as any other.
        (&[(foreign, Show("email aldrevard-01"))], foreign, Leak),
        (&[(own, Show("email aldrevard-01"))], own, Leak),
        // What may be changed, and what is somebody else's with it.
        (&[(own, Spills)], own, Leak),
        (&[(foreign, Mark("status", "204"))], foreign, Leak),
        (&[(foreign, opened), (foreign, Mark("status", "204"))], foreign, Leak),
        (&[(control, Unmarked)], foreign, Unwitnessed),
        // What was not asked, or not read, proves nothing.
        (&[(foreign, Unproven)], foreign, Inconclusive),
        (&[(foreign, failed)], foreign, Inconclusive),
        (&[(foreign, unread)], foreign, Inconclusive),
        (&[(foreign, unread), (foreign, failed)], foreign, Inconclusive),
        (&[(foreign, Doubt(DoubtKind::Effect))], foreign, Inconclusive),
        (&[(own, unread)], own, Inconclusive),
        (&[(own, Doubt(DoubtKind::Effect))], own, Inconclusive),
        (&[(own, failed)], own, Inconclusive),
        // Nobody was seen to change it, so nothing tells that it can be changed, nor that the reading sees it.
        (&by_nobody, foreign, Unwitnessed),
        (&by_nobody, &of_aldrevard[0], Blind),
        (&by_nobody[..1], foreign, Refused),
        (&not_even_own, own, Blind),
        // Others could, and this account could not.
        (&[(own, unchanged)], own, Missing),
        (&[(own, unchanged), (own, refused)], own, Missing),
        (&[(own, refused)], own, Missing),
        (&[(own, refused), (own, Unproven)], own, Inconclusive),
    ]);
}

#[test]
fn who_changed_what_is_told_and_what_was_not_put_back() {
    let ground = Ground::new(false);
    let foreign = "a/andra/order:aldrevard/alla/json";
    let changed = Becomes(Some(Effect::Changed));
    let run = settle(&ground.record(&[(foreign, changed)])).unwrap();
    let settled = run.cells.iter().find(|c| c.cell.id == foreign).unwrap();
    let found: Vec<_> = settled
        .findings
        .iter()
        .map(|f| (f.kind, f.instance.as_str(), f.place.as_str(), f.evidence.is_some()))
        .collect();
    assert_eq!(found, [(FindingKind::ForeignWrite, "aldrevard", "värdet", true)]);
    assert!(settled.findings[0].person.as_ref().unwrap().starts_with("aldrevard-"));
    // What was not put back is said, though every cell passes.
    let own = "a/andra/order:grundskola/alla/json";
    let run = settle(&ground.record(&[(own, Stays)])).unwrap();
    assert_eq!(
        (run.outcome, run.reasons.as_slice()),
        (Outcome::NoVerdict, [Reason::Unrestored(1)].as_slice())
    );
    assert_eq!(run.unrestored.keys().collect::<Vec<_>>(), [own]);
}

/// A write that was begun and not seen undone may stand in the portal, also where the run ended before it said anything of it.
#[test]
fn a_write_that_was_cut_off_is_told() {
    let ground = Ground::new(false);
    let write = |cell: &str, is_back| {
        Event::Write(Write {
            cell: cell.to_owned(),
            of: "markeringen".to_owned(),
            is_back,
        })
    };
    let cases: [(Vec<Event>, &[&str]); 4] = [
        (vec![], &[]),
        (vec![write(A, false), write(A, true)], &[]),
        (vec![write(A, false), write(A, true), write(STAD, false)], &[STAD]),
        (
            vec![write(A, false), write(STAD, false), write(A, true), write(A, false)],
            &[A, STAD],
        ),
    ];
    for (writes, expected) in cases {
        let mut events = ground.record(&[]);
        events.pop();
        events.extend(writes);
        let run = settle(&events).unwrap();
        assert_eq!(run.unrestored.keys().collect::<Vec<_>>(), expected);
        assert_eq!(
            run.reasons.contains(&Reason::Unrestored(expected.len())),
            !expected.is_empty()
        );
    }
}

/// All orders of the city.
fn citys_count() -> &'static str {
    let orders = Ground::new(false).matrix.population.orders.len();
    orders.to_string().leak()
}

#[test]
fn a_portal_without_what_is_planted_is_told_so_first() {
    let ground = Ground::new(false);
    let cells: Vec<&str> = ground.matrix.cells.iter().map(|cell| cell.id.as_str()).collect();
    let empty: Vec<(&str, Do)> = cells.iter().map(|cell| (*cell, Hide)).collect();
    let more = |changes: &[(&'static str, Do)]| [empty.as_slice(), changes].concat();
    let persons = ["aldrevard-01", "aldrevard-02", "sdf-angered-01", "sdf-angered-02"];
    let leaks = persons.map(|person| (A, Show(format!("email {person}").leak())));
    let cases = [
        ("nothing is there", more(&[]), true, Outcome::NoVerdict),
        ("a namesake", more(&leaks[..1]), true, Outcome::Rejected),
        ("others are there", more(&leaks), false, Outcome::Rejected),
        ("one list is empty", vec![(A, Hide)], false, Outcome::NoVerdict),
    ];
    for (what, changes, is_told, outcome) in cases {
        let run = settle(&ground.record(&changes)).unwrap();
        let told = matches!(run.reasons.first(), Some(Reason::NotPlanted(0, 1..)));
        assert_eq!((told, run.outcome), (is_told, outcome), "{what}: {:?}", run.reasons);
    }
}

/// A portal may answer a search without hits with a refusal, if it does so whether somebody else has what is searched for or nobody.
#[test]
fn a_search_for_what_others_have_is_answered_as_one_for_what_nobody_has() {
    let (foreign, nobodys) = (
        "a/soktraffar/-/sok=namn-goteborg-energi/html",
        "a/soktraffar/-/sok=namn-finns-inte/html",
    );
    let own = "a/soktraffar/-/sok=namn-grundskola/html";
    let (refused, status) = (Answers(Answer::Refused), Mark("status", "404"));
    check(&[
        (&[], foreign, Isolated),
        (&[(foreign, Mark("status", "204"))], foreign, Leak),
        (&[(foreign, refused), (foreign, status)], foreign, Leak),
        (&[(nobodys, refused), (nobodys, status)], foreign, Leak),
        (
            &[
                (foreign, refused),
                (foreign, status),
                (nobodys, refused),
                (nobodys, status),
            ],
            foreign,
            Refused,
        ),
        (
            &[(foreign, refused), (nobodys, refused), (foreign, Unmarked)],
            foreign,
            Unwitnessed,
        ),
        (
            &[
                (foreign, refused),
                (nobodys, refused),
                (nobodys, Answers(Answer::Failed)),
            ],
            foreign,
            Unwitnessed,
        ),
        (
            &[(foreign, refused), (nobodys, refused), (foreign, Unproven)],
            foreign,
            Inconclusive,
        ),
        // The city's administrator must be seen to meet it.
        (
            &[
                (foreign, refused),
                (nobodys, refused),
                ("stad/soktraffar/-/sok=namn-goteborg-energi/html", Hide),
                ("flera/soktraffar/-/sok=namn-goteborg-energi/html", Hide),
            ],
            foreign,
            Unwitnessed,
        ),
        (&[(own, refused)], own, Missing),
    ]);
}

/// A start page shows the latest alone: of each account its own, and the number on it is of all.
#[test]
fn of_the_latest_orders_no_more_and_no_fewer_are_shown() {
    let ground = Ground::new(false);
    let latest = |cell: &str| {
        let cell = ground.cell(cell);
        let own = ground.matrix.expectation(cell).orders;
        let latest = ground
            .matrix
            .latest(&ground.matrix.profile.view[cell.view], own.clone());
        let order = |index: usize| &ground.matrix.population.orders[index];
        let possible: Vec<usize> = latest.possible().collect();
        let older = own.iter().find(|index| !possible.contains(index)).unwrap();
        [order(latest.certain[0]).person.clone(), order(*older).id.clone()].map(|text| &*text.leak())
    };
    let (a, stad) = ("a/senaste/-/alla/html", "stad/senaste/-/alla/html");
    let [person, older] = latest(a);
    let [_, citys_older] = latest(stad);
    check(&[
        (&[], a, Isolated),
        (&[], stad, Isolated),
        (&[(a, Without(person))], a, Missing),
        (&[(a, Hide)], a, Blind),
        (&[(a, Say(older))], a, Surplus),
        (&[(stad, Say(citys_older))], stad, Surplus),
        (&[(a, Show("order aldrevard-01"))], a, Leak),
        (&[(a, Number("antal", Some("3")))], a, Missing),
        (&[(a, Number("antal", Some(citys_count())))], a, Leak),
        (
            &[
                (stad, Hide),
                ("b/senaste/-/alla/html", Hide),
                ("flera/senaste/-/alla/html", Hide),
            ],
            a,
            Unwitnessed,
        ),
    ]);
}

/// An address that a step was given may hold what is somebody else's: who repeats it tells nothing of it, and whoever shows more does.
#[test]
fn what_is_repeated_of_the_address_that_was_asked_is_no_leak() {
    let ground = Ground::new(false);
    let id = |person: &str| ground.order(person, None).id.clone();
    let (asked, other) = (id("aldrevard-01"), id("aldrevard-02"));
    let text = |template: &str| -> &'static str { template.replace("ID", &asked).replace("ANNAN", &other).leak() };
    let path = text("/mine/ID?x=1");
    let [login, found, missing, alone] = [
        "/login?next=%2Fmine%2FID",
        "/mine/ANNAN",
        "Sidan /mine/ID?x=1 finns inte",
        "Hittade ID",
    ]
    .map(text);
    let location = |to: &'static str| (A, Put("huvud location", to));
    check(&[
        (&[location(login), (A, Asked(path, 302))], A, Isolated),
        (&[location(login), (A, Asked("/mine", 302))], A, Leak),
        (&[location(login), (A, Asked(path, 200))], A, Leak),
        (&[location(found), (A, Asked(path, 302))], A, Leak),
        (&[(A, Put("<p>", missing)), (A, Asked(path, 404))], A, Isolated),
        (&[(A, Put("<p>", missing)), (A, Asked("/mine", 404))], A, Leak),
        (&[(A, Put("<p>", alone)), (A, Asked(path, 200))], A, Leak),
        (
            &[
                (A, Put("<p>", missing)),
                (A, Asked(path, 404)),
                (A, Show("email aldrevard-01")),
            ],
            A,
            Leak,
        ),
    ]);
}
