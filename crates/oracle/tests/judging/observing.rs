//! One cell's answer held against what it must show: whose value it is, which kinds, which numbers.

use std::collections::BTreeSet;

use skott_model::matrix::NO_INSTANCE;
use skott_model::profile::NumberIs;
use skott_model::{Answer, DoubtKind, FindingKind, Observation};
use skott_oracle::observe;
use skott_population::{Person, plant};

use super::ground::{Do, Ground};
use Do::{
    Answer as Answers, Counts, Doubt, Echo, Hide, InKronor, LacksChoice, NoRequest, Number, Offers, Plainly, Repeats,
    Row, Say, Show, StoodFor, Weakly, Without,
};
use FindingKind::{
    ForbiddenCategory, ForeignNumber, ForeignOption, ForeignValidator, ForeignValue, Missing, Opened,
    ProtectedIdentity, Surplus, TotalNotRows, UndeclaredCategory, WrongNumber,
};

type Case<'a> = (&'a str, &'a [Do], &'a [(FindingKind, &'a str)], &'a [DoubtKind]);

fn observed(ground: &Ground, cell: &str, changes: &[Do]) -> Observation {
    let cell = ground.cell(cell);
    observe(&ground.matrix, &ground.index, cell, ground.seen(cell, changes))
}

fn check(ground: &Ground, cases: &[Case]) {
    for (cell, changes, findings, doubts) in cases {
        let observation = observed(ground, cell, changes);
        let found: BTreeSet<_> = observation
            .findings
            .iter()
            .map(|f| (f.kind, f.instance.as_str()))
            .collect();
        let expected: BTreeSet<_> = findings.iter().copied().collect();
        assert_eq!(found, expected, "{cell} {changes:?}");
        let found: BTreeSet<_> = observation.doubts.iter().map(|d| d.kind).collect();
        assert_eq!(found, doubts.iter().copied().collect(), "{cell} {changes:?}");
    }
}

const A: &str = "a/lista/-/alla/html";
const B: &str = "b/lista/-/alla/html";
const FLERA: &str = "flera/lista/-/alla/html";
const STAD: &str = "stad/lista/-/alla/html";
const EMPLOYEE: &str = "g1/lista/-/alla/html";

#[test]
fn a_value_is_foreign_only_if_none_of_its_owners_is_in_reach() {
    let both = "aldrevard+sdf-angered";
    check(
        &Ground::new(false),
        &[
            (A, &[], &[], &[]),
            (A, &[Show("email aldrevard-01")], &[(ForeignValue, "aldrevard")], &[]),
            (A, &[Show("phone aldrevard-01")], &[(ForeignValue, "aldrevard")], &[]),
            // The same full name in both instances.
            (A, &[Show("name aldrevard-03")], &[], &[]),
            (A, &[Show("email aldrevard-03")], &[(ForeignValue, "aldrevard")], &[]),
            // A telephone that repeats.
            (FLERA, &[Show("phone sdf-angered-04")], &[], &[]),
            (
                A,
                &[Show("phone sdf-angered-04")],
                &[(ForeignValue, "goteborg-energi"), (ForeignValue, "sdf-angered")],
                &[],
            ),
            // Moved: the person's values belong to both, each order to one.
            (B, &[Show("email sdf-angered-05")], &[], &[]),
            (A, &[Show("email sdf-angered-05")], &[(ForeignValue, both)], &[]),
            (
                B,
                &[Show("order@sdf-angered sdf-angered-05")],
                &[(ForeignValue, "sdf-angered")],
                &[],
            ),
            (B, &[Show("order@aldrevard sdf-angered-05")], &[], &[]),
            // Two employments.
            (A, &[Show("email grundskola-05")], &[], &[]),
            (FLERA, &[Show("email grundskola-05")], &[], &[]),
            (
                A,
                &[Show("order@goteborg-energi grundskola-05")],
                &[(ForeignValue, "goteborg-energi")],
                &[],
            ),
            // No instance: scope all alone.
            (
                FLERA,
                &[Show("email utan-instans-01")],
                &[(ForeignValue, NO_INSTANCE)],
                &[],
            ),
            (
                FLERA,
                &[Show("order utan-instans-01")],
                &[(ForeignValue, NO_INSTANCE)],
                &[],
            ),
            (STAD, &[Show("email utan-instans-01")], &[], &[]),
            // Scope own: colleagues are foreign, too.
            (
                "g1/mina/-/alla/html",
                &[Show("email grundskola-02")],
                &[(ForeignValue, "grundskola")],
                &[],
            ),
            (
                "g1/mina/-/alla/html",
                &[Show("order grundskola-02")],
                &[(ForeignValue, "grundskola")],
                &[],
            ),
            ("g1/mina/-/alla/html", &[Show("email grundskola-01")], &[], &[]),
            // Several foreign owners, all of them told.
            (
                "ingen/lista/-/alla/html",
                &[Show("name aldrevard-03")],
                &[(ForeignValue, "aldrevard"), (ForeignValue, "grundskola")],
                &[],
            ),
        ],
    );
}

#[test]
fn what_may_not_be_shown_is_a_leak_to_anybody() {
    check(
        &Ground::new(false),
        &[
            (
                STAD,
                &[Show("pay grundskola-01")],
                &[(ForbiddenCategory, "grundskola")],
                &[],
            ),
            (
                STAD,
                &[Show("pension aldrevard-02")],
                &[(ForbiddenCategory, "aldrevard")],
                &[],
            ),
            (A, &[Show("pay aldrevard-01")], &[(ForbiddenCategory, "aldrevard")], &[]),
            (
                "g1/mina/-/alla/html",
                &[Show("pay grundskola-01")],
                &[(ForbiddenCategory, "grundskola")],
                &[],
            ),
            (
                A,
                &[Show("personnummer grundskola-01")],
                &[(UndeclaredCategory, "grundskola")],
                &[],
            ),
            (
                STAD,
                &[Show("receipt aldrevard-01")],
                &[(UndeclaredCategory, "aldrevard")],
                &[],
            ),
            (
                A,
                &[Show("name grundskola-04")],
                &[(ProtectedIdentity, "grundskola")],
                &[],
            ),
            (
                STAD,
                &[Show("email aldrevard-04")],
                &[(ProtectedIdentity, "aldrevard")],
                &[],
            ),
            (B, &[Show("email grundskola-04")], &[(ForeignValue, "grundskola")], &[]),
            // Amounts count only where the profile says that amounts stand.
            (A, &[Show("amount aldrevard-01")], &[], &[]),
            (A, &[Show("amount aldrevard-01 under Antal")], &[], &[]),
            (
                A,
                &[Show("amount aldrevard-01 under Belopp")],
                &[(ForeignValue, "aldrevard")],
                &[],
            ),
            (A, &[Show("amount grundskola-01 under Belopp")], &[], &[]),
            // Where an account sees nothing, its own instance is foreign, too.
            (
                "tom/lista/-/alla/html",
                &[Show("order grundskola-01")],
                &[(ForeignValue, "grundskola")],
                &[],
            ),
            (
                "tom/forslag/-/sokord=grundskola/json",
                &[Show("name grundskola-01")],
                &[(ForeignValue, "grundskola")],
                &[],
            ),
            // Refusals and failures show nothing foreign either.
            (EMPLOYEE, &[Show("email grundskola-01")], &[], &[]),
            (
                EMPLOYEE,
                &[Show("email grundskola-02")],
                &[(ForeignValue, "grundskola")],
                &[],
            ),
            (
                EMPLOYEE,
                &[Show("pay grundskola-01")],
                &[(ForbiddenCategory, "grundskola")],
                &[],
            ),
            (
                A,
                &[Answers(Answer::Failed), Show("email aldrevard-01")],
                &[(ForeignValue, "aldrevard")],
                &[],
            ),
            // An open door.
            (EMPLOYEE, &[Answers(Answer::Opened)], &[(Opened, NO_INSTANCE)], &[]),
            (
                "a/order/order:aldrevard/alla/html",
                &[Answers(Answer::Opened)],
                &[(Opened, "aldrevard")],
                &[],
            ),
            // Weak forms leave a doubt, of what is foreign only.
            (A, &[Weakly("aldrevard-01")], &[], &[DoubtKind::Weak]),
            (B, &[Weakly("aldrevard-01")], &[], &[]),
            (A, &[NoRequest], &[], &[DoubtKind::Unreachable]),
            (A, &[Doubt(DoubtKind::Cut)], &[], &[DoubtKind::Cut]),
        ],
    );
}

#[test]
fn completeness_is_judged_in_the_views_unit() {
    let own_only = "a/lista/-/tomt=grundskola/html";
    let foreign = "a/lista/-/tomt=aldrevard/html";
    check(
        &Ground::new(false),
        &[
            (A, &[Without("grundskola-01")], &[(Missing, "grundskola")], &[]),
            (STAD, &[Without("utan-instans-01")], &[(Missing, NO_INSTANCE)], &[]),
            (B, &[Without("sdf-angered-05")], &[(Missing, "aldrevard")], &[]),
            (own_only, &[], &[], &[]),
            (foreign, &[], &[], &[]),
            (foreign, &[Show("order grundskola-01")], &[(Surplus, "grundskola")], &[]),
            (
                foreign,
                &[Show("order aldrevard-01")],
                &[(ForeignValue, "aldrevard")],
                &[],
            ),
            // A filter that the portal ignores, by the profile: the whole own list is right, nothing is not.
            ("a/ignorerat/-/ignoreras=aldrevard/html", &[], &[], &[]),
            (
                "a/ignorerat/-/ignoreras=aldrevard/html",
                &[Hide],
                &[(Missing, "grundskola")],
                &[],
            ),
            (
                "stad/ignorerat/-/ignoreras=aldrevard/html",
                &[Show("order grundskola-01")],
                &[(Surplus, "grundskola")],
                &[],
            ),
            (
                "a/personer/-/alla/csv",
                &[Without("grundskola-02")],
                &[(Missing, "grundskola")],
                &[],
            ),
            (
                "a/personer/-/alla/csv",
                &[Show("email grundskola-04")],
                &[(ProtectedIdentity, "grundskola"), (Surplus, "grundskola")],
                &[],
            ),
            (
                "a/forslag/-/sokord=grundskola/json",
                &[Hide],
                &[(Missing, "grundskola")],
                &[],
            ),
            (
                "a/forslag/-/sokord=grundskola/json",
                &[Show("email grundskola-01")],
                &[(Surplus, "grundskola")],
                &[],
            ),
            (
                "a/forslag/-/sokord=aldrevard/json",
                &[Show("email aldrevard-03")],
                &[(ForeignValue, "aldrevard")],
                &[],
            ),
            (
                "a/enhet/instance:grundskola/alla/html",
                &[Without("grundskola-01")],
                &[(Missing, "grundskola")],
                &[],
            ),
            (
                "stad/enhet/instance:grundskola/alla/html",
                &[Show("order aldrevard-01")],
                &[(Surplus, "aldrevard")],
                &[],
            ),
            // Beside the one asked for, others of one's own may be named.
            (
                "a/order/order:grundskola/alla/html",
                &[Show("order grundskola-01")],
                &[],
                &[],
            ),
            (
                "a/order/order:grundskola/alla/html",
                &[Show("order aldrevard-01")],
                &[(ForeignValue, "aldrevard")],
                &[],
            ),
            ("a/sida/-/alla/html", &[Say("Om oss")], &[], &[]),
            (
                "a/sida/-/alla/html",
                &[Show("email aldrevard-01")],
                &[(ForeignValue, "aldrevard")],
                &[],
            ),
        ],
    );
}

/// The page's header has the account's own address, whatever is chosen.
const OWN_PAGE: &str = r#"
[[view]]
id = "jag"
title = "Jag själv, som beställare"
unit = "persons"
auth = "in"
shows = ["name", "email"]
settings = ["tomt"]
access = [{ role = ["anställd"], is = "own" }, { is = "refused" }]
format = [{ id = "html", steps = [{ get = "/jag-sjalv", selection = "query" }] }]
"#;

#[test]
fn who_is_named_without_an_order_is_no_surplus() {
    let mut population = plant(1, 4, 4).unwrap();
    let colleague = population.person("grundskola-03").unwrap().clone();
    population.persons.push(Person {
        id: "grundskola-99".to_owned(),
        given_name: "Tyra".to_owned(),
        family_name: "Nyanställd".to_owned(),
        email: "tyra.nyanstalld@grundskola.example".to_owned(),
        personnummer: None,
        phone: None,
        address: None,
        ..colleague
    });
    let ground = Ground::with(OWN_PAGE, population);
    let own_page = "g1/jag/-/tomt=aldrevard/html";
    let (names, register) = ("a/namn/-/alla/csv", "a/personer/-/alla/csv");
    let new = &[Show("email grundskola-99")];
    let ordered = ground.matrix.expectation(ground.cell(names)).orders;
    let persons = ground.matrix.number(NumberIs::Persons, &ordered).unwrap();
    let with_new: &str = (persons + 1).to_string().leak();
    check(
        &ground,
        &[
            (own_page, &[Show("email grundskola-01")], &[], &[]),
            (
                own_page,
                &[Show("email grundskola-02")],
                &[(ForeignValue, "grundskola")],
                &[],
            ),
            // A register lists, and counts, whoever works there; a list of who has ordered does not.
            (register, new, &[], &[]),
            (register, &[], &[], &[]),
            ("stad/personer/-/alla/csv", new, &[], &[]),
            (names, &[Number("personer", Some(with_new))], &[], &[]),
            ("a/personer/-/tid=host/csv", new, &[(Surplus, "grundskola")], &[]),
            ("b/personer/-/alla/csv", new, &[(ForeignValue, "grundskola")], &[]),
        ],
    );
}

#[test]
fn echoes_are_exempt_by_place_and_for_the_code_alone() {
    let cell = "a/order/order:aldrevard/alla/html";
    let leak: &[(FindingKind, &str)] = &[(ForeignValue, "aldrevard")];
    check(
        &Ground::new(false),
        &[
            (cell, &[Repeats("order", "p 1")], leak, &[]),
            (cell, &[Repeats("order", "p 1"), Echo("p #")], &[], &[]),
            (cell, &[Repeats("order", "td 1"), Echo("p #")], leak, &[]),
            (cell, &[Repeats("receipt", "p 1"), Echo("p #")], leak, &[]),
            (cell, &[Show("order aldrevard-01"), Echo("div")], leak, &[]),
            (A, &[Show("order aldrevard-01"), Echo("div")], leak, &[]),
        ],
    );
}

/// Who administers one instance and works in another meets the own name on every page, and nothing else from there.
#[test]
fn an_account_that_is_a_planted_person_is_no_stranger_to_itself() {
    const ACCOUNT: &str = "[[principal]]\nid = \"namn\"\nrole = \"administratör\"\nscope = [\"grundskola\"]\n\
                           person = \"aldrevard-01\"\ncredential.in = { secret = \"env:X\" }\n";
    let (own, page) = ("namn/lista/-/alla/html", "namn/siffror/-/alla/html");
    let leak: &[_] = &[(ForeignValue, "aldrevard")];
    check(
        &Ground::with(ACCOUNT, plant(1, 4, 4).unwrap()),
        &[
            (own, &[Show("name aldrevard-01"), Show("email aldrevard-01")], &[], &[]),
            (own, &[Show("order aldrevard-01")], leak, &[]),
            // "Inloggad som" stands on every page, also where nobody is shown.
            (page, &[Show("name aldrevard-01"), Show("email aldrevard-01")], &[], &[]),
            (
                page,
                &[Show("phone aldrevard-01")],
                &[(UndeclaredCategory, "aldrevard")],
                &[],
            ),
            (page, &[Show("name aldrevard-02")], leak, &[]),
            ("namn/personer/-/alla/csv", &[Show("email aldrevard-01")], &[], &[]),
            (own, &[Show("email aldrevard-02")], leak, &[]),
            (A, &[Show("email aldrevard-01")], leak, &[]),
        ],
    );
}

#[test]
fn what_is_declared_as_shared_is_no_leak_but_for_pay() {
    let mut ground = Ground::new(false);
    ground.matrix.profile.shared = vec![ground.person("aldrevard-01").email.clone()];
    let pay = ground.person("aldrevard-02").pay_ore.unwrap();
    ground
        .matrix
        .profile
        .shared
        .push(format!("{},{:02}", pay / 100, pay % 100));
    check(
        &ground,
        &[
            (A, &[Show("email aldrevard-01")], &[], &[]),
            (A, &[Show("phone aldrevard-01")], &[(ForeignValue, "aldrevard")], &[]),
            (A, &[Show("pay aldrevard-02")], &[(ForbiddenCategory, "aldrevard")], &[]),
        ],
    );
}

#[test]
fn a_right_sum_that_is_somebodys_pension_by_chance_is_no_leak() {
    let plain = Ground::new(false);
    let (cell, changed) = ("a/siffror/-/alla/html", "a/andrade-siffror/-/andrad=stjarna/html");
    let sum = |cell: &str| {
        let orders = plain.matrix.expectation(plain.cell(cell)).orders;
        plain.matrix.number(NumberIs::Sum, &orders).unwrap()
    };
    let mut population = plant(1, 4, 4).unwrap();
    let person = population.persons.iter_mut().find(|p| p.id == "aldrevard-01").unwrap();
    person.pension_ore = Some(sum(cell));
    let ground = Ground::with("", population);
    let leak: &[_] = &[(ForbiddenCategory, "aldrevard")];
    check(
        &ground,
        &[
            (cell, &[Show("pension aldrevard-01")], &[], &[]),
            (
                cell,
                &[Show("pension aldrevard-01"), Number("summa", None)],
                &[],
                &[DoubtKind::Extraction],
            ),
            (
                cell,
                &[Show("pension aldrevard-01"), Show("pay aldrevard-01")],
                leak,
                &[],
            ),
            // A list sums its rows, also where no number is declared.
            (A, &[Show("pension aldrevard-01")], &[], &[]),
            // It is what the whole instance comes to, as well.
            (EMPLOYEE, &[Show("pension aldrevard-01")], leak, &[DoubtKind::Weak]),
            (changed, &[Plainly, Show("pension aldrevard-01")], &[], &[]),
        ],
    );
}

#[test]
fn a_number_is_right_only_when_equal() {
    const ALL: &[&str] = &["grundskola", "aldrevard", "goteborg-energi", "sdf-angered", "ingen"];
    let others = "aldrevard+goteborg-energi+ingen+sdf-angered";
    let (all, autumn) = ("a/siffror/-/alla/html", "a/siffror/-/tid=host/html");
    let with_energy: &[&str] = &["grundskola", "goteborg-energi"];
    check(
        &Ground::new(false),
        &[
            (all, &[], &[], &[]),
            (all, &[Counts("antal", ALL, "city")], &[(ForeignNumber, others)], &[]),
            (all, &[Counts("summa", ALL, "city")], &[(ForeignNumber, others)], &[]),
            (autumn, &[Counts("antal", ALL, "*")], &[(ForeignNumber, others)], &[]),
            (
                autumn,
                &[Counts("summa", with_energy, "city")],
                &[(ForeignNumber, "goteborg-energi")],
                &[],
            ),
            (
                autumn,
                &[Counts("summa", &["goteborg-energi"], "city")],
                &[(ForeignNumber, "goteborg-energi")],
                &[],
            ),
            (
                autumn,
                &[Counts("summa", &["ingen"], "city")],
                &[(ForeignNumber, NO_INSTANCE)],
                &[],
            ),
            (
                autumn,
                &[Counts("summa", &["grundskola"], "*")],
                &[(Surplus, "grundskola")],
                &[],
            ),
            (all, &[Number("antal", Some("0"))], &[(Missing, "grundskola")], &[]),
            (all, &[Number("antal", Some("inga"))], &[], &[DoubtKind::Extraction]),
            (all, &[Number("summa", None)], &[], &[DoubtKind::Extraction]),
            (
                "stad/siffror/-/alla/html",
                &[Number("antal", Some("9999"))],
                &[(Surplus, "aldrevard+goteborg-energi+grundskola+ingen+sdf-angered")],
                &[],
            ),
            // The average, the smallest and the largest of others' amounts.
            (all, &[Counts("snitt", ALL, "city")], &[(ForeignNumber, others)], &[]),
            (
                all,
                &[Counts("minst", ALL, "city")],
                &[(ForeignNumber, "goteborg-energi")],
                &[],
            ),
            (
                autumn,
                &[Counts("snitt", with_energy, "city")],
                &[(ForeignNumber, "goteborg-energi")],
                &[],
            ),
            (
                autumn,
                &[Counts("storst", &["goteborg-energi"], "city")],
                &[(ForeignNumber, "goteborg-energi")],
                &[],
            ),
            (
                all,
                &[Number("snitt", Some("0,01"))],
                &[(WrongNumber, "grundskola")],
                &[],
            ),
            (all, &[Number("snitt", None)], &[], &[DoubtKind::Extraction]),
            // Of nothing there is no average.
            ("ingen/siffror/-/alla/html", &[], &[], &[]),
            ("ingen/siffror/-/alla/html", &[Number("snitt", Some("0,00"))], &[], &[]),
            (
                "ingen/siffror/-/alla/html",
                &[Counts("storst", &["goteborg-energi"], "city")],
                &[(ForeignNumber, "goteborg-energi")],
                &[],
            ),
            // Rows right, total of everybody: also where the selection itself means the own alone.
            (A, &[Counts("antal", ALL, "*")], &[(ForeignNumber, others)], &[]),
            (
                "a/lista/-/tomt=grundskola/html",
                &[Counts("antal", ALL, "*")],
                &[(ForeignNumber, others)],
                &[],
            ),
            (
                "a/lista/-/tomt=aldrevard/html",
                &[Counts("antal", &["aldrevard"], "*")],
                &[(ForeignNumber, "aldrevard")],
                &[],
            ),
        ],
    );
    check(
        &Ground::new(true),
        &[
            (all, &[Number("antal", Some("9999"))], &[], &[DoubtKind::Weak]),
            (all, &[Counts("antal", ALL, "city")], &[], &[DoubtKind::Weak]),
            ("stad/siffror/-/alla/html", &[Number("antal", Some("9999"))], &[], &[]),
            (all, &[Number("antal", Some("0"))], &[(Missing, "grundskola")], &[]),
            (all, &[Number("summa", Some("0,01"))], &[], &[]),
        ],
    );
}

/// Of what no page offers nobody knows which numbers it gives, but for whose: the account's, or none.
#[test]
fn a_manipulated_number_is_the_accounts_own_or_none() {
    const ALL: &[&str] = &["grundskola", "aldrevard", "goteborg-energi", "sdf-angered", "ingen"];
    const FLERA: &str = "flera/andrade-siffror/-/andrad=stjarna/html";
    let others = "aldrevard+goteborg-energi+ingen+sdf-angered";
    let (a, list) = (
        "a/andrade-siffror/-/andrad=stjarna/html",
        "a/andrad-lista/-/andrad=stjarna/html",
    );
    let b: &[(FindingKind, &str)] = &[(ForeignNumber, "aldrevard")];
    let nothing: &[(FindingKind, &str)] = &[];
    let ground = Ground::new(false);
    let own = |cell: &str| {
        let reach = ground.matrix.expectation(ground.cell(cell)).reach;
        let orders = &ground.matrix.population.orders;
        orders.iter().filter(|o| reach.has_order(o)).count()
    };
    let fewer: &'static str = Box::leak((own(a) - 1).to_string().into_boxed_str());
    let without = own(a) - ground.matrix.population.orders_of("grundskola-01").count();
    let rest: &'static str = Box::leak(without.to_string().into_boxed_str());
    let fewer_of_many: &'static str = Box::leak((own(FLERA) - 1).to_string().into_boxed_str());
    check(
        &ground,
        &[
            (a, &[], nothing, &[]),
            (a, &[Counts("antal", &["grundskola"], "*")], nothing, &[]),
            (a, &[Counts("summa", &["grundskola"], "*")], nothing, &[]),
            (a, &[Counts("storst", &["grundskola"], "*")], nothing, &[]),
            (a, &[Number("summa", Some("0,00"))], nothing, &[]),
            (a, &[Number("antal", Some("inga"))], nothing, &[]),
            // Of several of one's own it may take one.
            (FLERA, &[Counts("antal", &["goteborg-energi"], "*")], nothing, &[]),
            (FLERA, &[Counts("summa", &["aldrevard"], "*")], nothing, &[]),
            // Another's, however small, and beside one's own.
            (a, &[Counts("summa", &["aldrevard"], "*")], b, &[]),
            (a, &[Counts("storst", &["aldrevard"], "*")], b, &[]),
            (a, &[Counts("summa", &["grundskola", "aldrevard"], "*")], b, &[]),
            (
                FLERA,
                &[Counts("summa", &["aldrevard", "grundskola"], "*")],
                &[(ForeignNumber, "grundskola")],
                &[],
            ),
            (a, &[Counts("antal", ALL, "*")], &[(ForeignNumber, others)], &[]),
            (a, &[Counts("summa", ALL, "*")], &[(ForeignNumber, others)], &[]),
            (
                "ingen/andrade-siffror/-/andrad=stjarna/html",
                &[Counts("summa", &["aldrevard"], "*")],
                b,
                &[],
            ),
            // Whose it is nobody knows.
            (a, &[Number("antal", Some(fewer))], nothing, &[DoubtKind::Weak]),
            (
                FLERA,
                &[Number("antal", Some(fewer_of_many))],
                nothing,
                &[DoubtKind::Weak],
            ),
            (a, &[Number("summa", Some("0,01"))], nothing, &[DoubtKind::Weak]),
            (a, &[Number("storst", Some("0,01"))], nothing, &[DoubtKind::Weak]),
            // Rows that are the account's own say what is counted.
            (list, &[Number("antal", Some(fewer))], nothing, &[DoubtKind::Weak]),
            (list, &[Plainly], nothing, &[]),
            (
                list,
                &[Plainly, Without("grundskola-01"), Number("antal", Some(rest))],
                nothing,
                &[],
            ),
            (
                list,
                &[Plainly, Without("grundskola-01"), Number("antal", Some("1"))],
                nothing,
                &[DoubtKind::Weak],
            ),
        ],
    );
    check(
        &Ground::new(true),
        &[
            (a, &[], nothing, &[]),
            (a, &[Counts("antal", &["grundskola"], "*")], nothing, &[]),
            (a, &[Number("antal", Some(fewer))], nothing, &[DoubtKind::Weak]),
            (a, &[Number("antal", Some("9999"))], nothing, &[DoubtKind::Weak]),
            (a, &[Number("summa", Some("0,01"))], nothing, &[]),
        ],
    );
}

/// Kronor without öre are rounded, up or down, in a sum as in the amounts that it sums.
#[test]
fn money_is_compared_as_exactly_as_it_is_written() {
    let (all, json) = ("a/siffror/-/alla/html", "a/lista/-/alla/json");
    let manipulated = "a/andrade-siffror/-/andrad=stjarna/html";
    let others = "aldrevard+goteborg-energi+ingen+sdf-angered";
    let nothing: &[(FindingKind, &str)] = &[];
    let mut ground = Ground::new(false);
    let of = |ground: &Ground, is: NumberIs, instance: &str| {
        let orders = &ground.matrix.population.orders;
        let fits = |i: &usize| orders[*i].instance.as_deref() == Some(instance);
        let rows: Vec<usize> = (0..orders.len()).filter(fits).collect();
        ground.matrix.number(is, &rows).unwrap()
    };
    let [sum, least, most] = [NumberIs::Sum, NumberIs::Min, NumberIs::Max].map(|is| of(&ground, is, "grundskola"));
    let foreign = of(&ground, NumberIs::Sum, "aldrevard");
    assert!([sum, least, most, foreign].iter().all(|ore| ore % 100 != 0));
    let kronor = |ore: i64| -> Option<&'static str> { Some(Box::leak(format!("{} kr", ore / 100).into_boxed_str())) };
    check(
        &ground,
        &[
            (all, &[Number("summa", kronor(sum))], nothing, &[]),
            (all, &[Number("summa", kronor(sum + 100))], nothing, &[]),
            (all, &[Number("minst", kronor(least))], nothing, &[]),
            (all, &[Number("minst", kronor(least + 100))], nothing, &[]),
            (all, &[Number("storst", kronor(most))], nothing, &[]),
            (all, &[Number("storst", kronor(most + 100))], nothing, &[]),
            (
                all,
                &[Number("summa", kronor(sum + 200))],
                &[(ForeignNumber, others)],
                &[],
            ),
            (
                all,
                &[Number("summa", kronor(sum - 100))],
                &[(Missing, "grundskola")],
                &[],
            ),
            (
                all,
                &[Number("storst", kronor(most + 200))],
                &[(WrongNumber, "grundskola")],
                &[],
            ),
            (
                all,
                &[Number("summa", kronor(foreign))],
                &[(ForeignNumber, "aldrevard")],
                &[],
            ),
            (manipulated, &[Number("summa", kronor(sum))], nothing, &[]),
            (manipulated, &[Number("summa", kronor(sum + 100))], nothing, &[]),
            (
                manipulated,
                &[Number("summa", kronor(foreign + 100))],
                &[(ForeignNumber, "aldrevard")],
                &[],
            ),
            (json, &[Number("summa", kronor(sum))], nothing, &[]),
            (json, &[InKronor], nothing, &[]),
        ],
    );
    check(
        &Ground::new(true),
        &[
            (json, &[Number("summa", kronor(sum))], nothing, &[]),
            (json, &[InKronor], nothing, &[]),
            (
                json,
                &[InKronor, Number("summa", kronor(sum * 2))],
                &[(TotalNotRows, "grundskola")],
                &[],
            ),
        ],
    );
    // Another instance's sum is the same in kronor: nothing else in the answer tells which of them it is.
    let is_theirs = |order: &&mut skott_population::Order| order.instance.as_deref() == Some("aldrevard");
    let theirs = ground.matrix.population.orders.iter_mut().find(is_theirs).unwrap();
    theirs.amount_ore += sum - foreign + if sum % 100 < 50 { 30 } else { -30 };
    check(
        &ground,
        &[
            (json, &[], nothing, &[]),
            (json, &[Number("summa", kronor(sum))], nothing, &[DoubtKind::Weak]),
            (all, &[Number("summa", kronor(sum))], nothing, &[]),
        ],
    );
}

/// Where others' rows may be counted, a total above the account's own is right only if its rows say so.
#[test]
fn in_a_portal_of_others_a_total_above_ones_own_needs_its_rows() {
    let (nobody, none, persons) = (
        "tom/lista/-/alla/html",
        "ingen/lista/-/alla/html",
        "a/personer/-/alla/csv",
    );
    let ground = Ground::new(true);
    let nothing: &[(FindingKind, &str)] = &[];
    let own = |cell: &str, is| {
        let rows = ground.matrix.expectation(ground.cell(cell)).orders;
        ground.matrix.number(is, &rows).unwrap()
    };
    let text = |n: i64| -> Option<&'static str> { Some(Box::leak(n.to_string().into_boxed_str())) };
    let (orders, owners) = (own(A, NumberIs::Count), own(persons, NumberIs::Persons));
    let untold = Row("Order", "BQX7YZ12 annullerad");
    check(
        &ground,
        &[
            (nobody, &[], nothing, &[]),
            (nobody, &[Number("antal", Some("4711"))], nothing, &[DoubtKind::Weak]),
            (none, &[Number("antal", Some("4711"))], nothing, &[DoubtKind::Weak]),
            (A, &[untold], nothing, &[]),
            (
                A,
                &[untold, Number("antal", text(orders + 1))],
                nothing,
                &[DoubtKind::Weak],
            ),
            (
                A,
                &[Row("Order", "BQX7YZ12"), Number("antal", text(orders + 1))],
                nothing,
                &[],
            ),
            (STAD, &[untold, Number("antal", Some("4711"))], nothing, &[]),
            (persons, &[], nothing, &[]),
            (
                persons,
                &[Row("E-post", "sven.ek@prov.example"), Number("antal", text(owners + 1))],
                nothing,
                &[],
            ),
            (
                persons,
                &[Number("antal", text(owners + 1))],
                &[(TotalNotRows, "grundskola")],
                &[],
            ),
        ],
    );
}

/// What a manipulated answer tells besides values: a door that opens, what may be chosen.
#[test]
fn a_manipulation_opens_no_closed_door_and_offers_nothing_foreign() {
    let list = "a/andrad-lista/-/andrad=stjarna/html";
    let nothing: &[(FindingKind, &str)] = &[];
    let opened: &[(FindingKind, &str)] = &[(Opened, NO_INSTANCE)];
    check(
        &Ground::new(false),
        &[
            ("g1/installningar/-/alla/versaler", &[], nothing, &[]),
            (
                "g1/installningar/-/alla/versaler",
                &[Answers(Answer::Opened)],
                opened,
                &[],
            ),
            ("a/installningar/-/alla/versaler", &[], nothing, &[]),
            (
                "g1/andrad-lista/-/andrad=stjarna/html",
                &[Answers(Answer::Opened)],
                opened,
                &[],
            ),
            (list, &[Plainly], nothing, &[]),
            (
                list,
                &[Offers("enheter", "aldrevard")],
                &[(ForeignOption, "aldrevard")],
                &[],
            ),
            (list, &[LacksChoice("enheter", "Grundskola")], nothing, &[]),
        ],
    );
}

#[test]
fn only_what_one_instance_alone_owns_witnesses_it() {
    let ground = Ground::new(false);
    let cases: &[(&str, &[Do], &[&str])] = &[
        (
            STAD,
            &[],
            &["aldrevard", "goteborg-energi", "grundskola", "ingen", "sdf-angered"],
        ),
        (A, &[], &["grundskola"]),
        (A, &[Hide], &[]),
        (EMPLOYEE, &[], &[]),
        (STAD, &[Answers(Answer::Failed)], &[]),
        (FLERA, &[], &["aldrevard", "goteborg-energi"]),
        // The moved and the doubly employed stand for no instance by their names; nor do namesakes.
        ("b/namn/-/alla/csv", &[], &["aldrevard"]),
        (
            "b/namn/-/alla/csv",
            &[
                Without("aldrevard-01"),
                Without("aldrevard-02"),
                Without("aldrevard-05"),
            ],
            &[],
        ),
        (
            "b/lista/-/alla/html",
            &[Hide, Show("order@aldrevard sdf-angered-05")],
            &["aldrevard"],
        ),
        // A number witnesses only where it is right, and only where there are no rows.
        ("a/siffror/-/alla/html", &[], &["grundskola"]),
        ("a/siffror/-/alla/html", &[Number("antal", Some("9999"))], &[]),
        ("stad/sida/-/alla/html", &[], &[]),
    ];
    for (cell, changes, expected) in cases {
        assert_eq!(
            observed(&ground, cell, changes).witnessed,
            *expected,
            "{cell} {changes:?}"
        );
    }
}

#[test]
fn every_finding_says_what_was_read_there_and_how_to_see_it_again() {
    let ground = Ground::new(false);
    let of = |cell: &str, changes: &[Do]| {
        let observation = observed(&ground, cell, changes);
        let finding = observation.findings.first().cloned();
        let evidence = finding.and_then(|f| f.evidence);
        let cited = evidence.as_ref().map(|e| observation.cited[e.answer].clone());
        (evidence.and_then(|e| e.excerpt), cited.map(|c| (c.sha256, c.curl)))
    };
    let email = &ground.person("aldrevard-01").email;
    let (excerpt, cited) = of(A, &[Show("email aldrevard-01")]);
    let excerpt = excerpt.unwrap();
    assert!(
        excerpt.contains("***") && !excerpt.contains(email.split('@').next().unwrap()),
        "{excerpt}"
    );
    let (sha256, curl) = cited.unwrap();
    assert_eq!(sha256.len(), 64);
    assert_eq!(
        curl,
        "curl -sS -H 'authorization: '\"$X\" 'https://portal.example/0?cell=0'"
    );
    // A value under a heading, and in a long text.
    let (excerpt, _) = of(A, &[Show("email aldrevard-01 under E-post")]);
    assert!(excerpt.unwrap().starts_with("E-post: "));
    // A heading may be a row's, or the first row of a table without any.
    for (heading, shown) in [("Anna Svensson", "* *: "), ("811218-9876", "*: ")] {
        let show = format!("email aldrevard-01 under {heading}").leak();
        let (excerpt, _) = of(A, &[Show(show)]);
        assert!(excerpt.as_ref().unwrap().starts_with(shown), "{excerpt:?}");
    }
    let long = Box::leak(format!("{} {email}", "ord ".repeat(40)).into_boxed_str());
    let (excerpt, _) = of(A, &[Say(long)]);
    assert!(excerpt.as_ref().unwrap().chars().count() <= 80, "{excerpt:?}");
    // What is no text has no excerpt, but can be seen again.
    for (cell, change) in [
        (A, Without("grundskola-01")),
        (A, Number("antal", Some("9999"))),
        (EMPLOYEE, Answers(Answer::Opened)),
    ] {
        let (excerpt, cited) = of(cell, &[change]);
        assert_eq!(excerpt, None, "{cell}");
        assert!(cited.unwrap().1.starts_with("curl "), "{cell}");
    }
    assert!(
        observed(&ground, A, &[]).cited.is_empty(),
        "a sound answer is not cited"
    );
}

#[test]
fn an_address_that_holds_somebodys_value_is_not_repeated() {
    let ground = Ground::new(false);
    let (foreign, order) = (
        "a/order/order:aldrevard/alla/html",
        ground.order("aldrevard-02", None).id.clone(),
    );
    let target = ground.cell(foreign).target.as_ref().unwrap().values["id"].clone();
    let asked = format!("/order/{target}'");
    let email = ground.person("aldrevard-02").email.replace('@', "%40");
    let cases = [
        (A, "/lista?sida=2".to_owned(), "/lista?sida=2'"),
        (A, format!("/lista?efter={email}"), "/lista'"),
        (A, "/lista?vem=811218-1238".to_owned(), "/lista'"),
        (A, format!("/lista?efter={order}"), "/lista'"),
        (A, format!("/lista?x={}", "y".repeat(2000)), "/lista'"),
        (foreign, format!("/order/{target}"), &asked),
    ];
    for (cell, path, expected) in cases {
        let cell = ground.cell(cell);
        let mut seen = ground.seen(cell, &[Show("email aldrevard-01")]);
        seen.answers[0].received.path.clone_from(&path);
        let curl = &observe(&ground.matrix, &ground.index, cell, seen).cited[0].curl;
        assert!(
            curl.ends_with(expected) && !curl.contains(&email) && !curl.contains(&order),
            "{path}: {curl}"
        );
    }
}

#[test]
fn a_request_is_shown_as_it_was_made() {
    const VIEW: &str = r#"
[[view]]
id = "sok"
title = "Sök"
unit = "orders"
auth = "in"
shows = ["order", "email"]
access = [{ is = "scope" }]
format = [{ id = "html", steps = [{ post = "/sok", cookies = { enhet = "alla", vy = "bred" }, form = { q = "1" } }] }]
"#;
    let ground = Ground::with(VIEW, plant(1, 4, 4).unwrap());
    let cell = ground.cell("a/sok/-/alla/html");
    let curl = |redirected: bool| {
        let mut seen = ground.seen(cell, &[Show("email aldrevard-01")]);
        seen.answers[0].received.path = if redirected { "/traffar/1" } else { "/sok" }.to_owned();
        if redirected {
            let mut form = ground.seen(cell, &[Hide]).answers.swap_remove(0);
            form.received.path = "/sok".to_owned();
            form.received.status = 303;
            form.received.headers = vec![("location".to_owned(), "/traffar/1".to_owned())];
            seen.answers.insert(0, form);
            (seen.aside, seen.door) = (2, 3);
        }
        let observation = observe(&ground.matrix, &ground.index, cell, seen);
        let cited = observation.findings[0].evidence.as_ref().unwrap().answer;
        observation.cited[cited].curl.clone()
    };
    let login = "curl -sS -H 'authorization: '\"$X\"";
    assert_eq!(
        curl(false),
        format!("{login} -b 'enhet=alla''; ''vy=bred' --data-urlencode 'q=1' 'https://portal.example/sok'")
    );
    assert_eq!(curl(true), format!("{login} 'https://portal.example/traffar/1'"));
}

#[test]
fn a_total_must_agree_with_its_rows_also_where_nobody_knows_the_number() {
    let json = "a/lista/-/alla/json";
    let nothing: &[(FindingKind, &str)] = &[];
    // Rows that say as much as others, but for what they are of.
    let order = Row("Order", "***");
    let hidden = [order, order, order, order, order, Row("Belopp", "17,00")];
    check(
        &Ground::new(false),
        &[
            (A, &[], nothing, &[]),
            // The number is right, and a row of nobody planted stands beside.
            (
                A,
                &[Row("Order", "BQX7YZ12")],
                &[(TotalNotRows, "grundskola")],
                &[DoubtKind::Weak],
            ),
            // No total says that there is one too many.
            (json, &[Row("Order", "BQX7YZ12")], nothing, &[DoubtKind::Weak]),
            (json, &[Row("Order", "***"); 5], nothing, &[]),
            (json, &hidden[1..], nothing, &[]),
            (json, &hidden, nothing, &[DoubtKind::Weak]),
            // A total's heading and an empty row are no orders.
            (A, &[Row("Order", "Summa"), Row("Order", " ")], nothing, &[]),
            // What is wrong already is not said twice.
            (A, &[Without("grundskola-01")], &[(Missing, "grundskola")], &[]),
            (json, &[], nothing, &[]),
            (json, &[Row("Belopp", "17,00")], nothing, &[]),
        ],
    );
    let partial = Ground::new(true);
    let more = (partial.matrix.expectation(partial.cell(A)).orders.len() + 3).to_string();
    let more: &'static str = Box::leak(more.into_boxed_str());
    check(
        &partial,
        &[
            (A, &[], nothing, &[]),
            (A, &[Number("antal", Some(more))], &[(TotalNotRows, "grundskola")], &[]),
            (A, &[Row("Order", "BQX7YZ12")], &[(TotalNotRows, "grundskola")], &[]),
            (json, &hidden, nothing, &[]),
            (
                json,
                &[Number("summa", Some("1,00"))],
                &[(TotalNotRows, "grundskola")],
                &[],
            ),
            // Cut off, nobody knows.
            (
                A,
                &[Number("antal", Some(more)), Doubt(DoubtKind::Cut)],
                nothing,
                &[DoubtKind::Cut],
            ),
        ],
    );
}

/// What another was given stands for what the account would be shown: sound where both may see the same.
#[test]
fn anothers_answer_holds_only_for_who_may_see_the_same() {
    let ground = Ground::new(false);
    check(
        &ground,
        &[
            (A, &[StoodFor], &[], &[]),
            (
                A,
                &[
                    StoodFor,
                    Show("email aldrevard-01"),
                    Show("order@sdf-angered sdf-angered-05"),
                ],
                &[(ForeignValidator, "aldrevard+sdf-angered")],
                &[],
            ),
            (
                A,
                &[StoodFor, Show("pay aldrevard-01")],
                &[(ForbiddenCategory, "aldrevard")],
                &[],
            ),
            (
                A,
                &[StoodFor, Without("grundskola-01")],
                &[(Missing, "grundskola")],
                &[],
            ),
            (STAD, &[StoodFor], &[], &[]),
        ],
    );
    let leak = observed(&ground, A, &[StoodFor, Show("email aldrevard-01")]);
    assert_eq!(leak.findings[0].person, None, "nobody was shown to the account");
    assert!(leak.findings[0].evidence.is_some());
    assert!(!observed(&ground, STAD, &[]).witnessed.is_empty());
    assert!(observed(&ground, STAD, &[StoodFor]).witnessed.is_empty());
}

#[test]
fn lists_of_choices_offer_ones_own_and_nothing_else() {
    let nothing: &[(FindingKind, &str)] = &[];
    let chosen = "flera/lista/-/tomt=aldrevard/html";
    let (a_persons, foreign) = ("a/personer/-/alla/csv", &[(ForeignOption, "aldrevard")]);
    let ground = Ground::new(false);
    let email = |person: &str| -> &'static str { Box::leak(ground.person(person).email.clone().into_boxed_str()) };
    let namesake: &'static str = Box::leak(ground.person("aldrevard-03").full_name().into_boxed_str());
    let (own, other) = (email("grundskola-02"), email("aldrevard-01"));
    let name_of = |id: &str| {
        ground
            .matrix
            .population
            .instances
            .iter()
            .find(|i| i.id == id)
            .unwrap()
            .name
            .clone()
    };
    let name: &'static str = Box::leak(name_of("goteborg-energi").into_boxed_str());
    check(
        &ground,
        &[
            (A, &[Offers("enheter", "aldrevard")], foreign, &[]),
            (A, &[Offers("enheter", "  ALDREVARD ")], foreign, &[]),
            (A, &[Offers("enheter", "Aldrevard (1 226)")], foreign, &[]),
            (A, &[Offers("enheter", "Aldrevard (gammal)")], nothing, &[]),
            (
                A,
                &[Offers("enheter", name)],
                &[(ForeignOption, "goteborg-energi")],
                &[],
            ),
            (
                A,
                &[Offers("enheter", "Visa alla"), Offers("enheter", "")],
                nothing,
                &[],
            ),
            (
                "ingen/lista/-/alla/html",
                &[Offers("enheter", "aldrevard")],
                foreign,
                &[],
            ),
            (
                FLERA,
                &[LacksChoice("enheter", name)],
                &[(Missing, "goteborg-energi")],
                &[],
            ),
            (
                STAD,
                &[LacksChoice("enheter", name)],
                &[(Missing, "goteborg-energi")],
                &[],
            ),
            (STAD, &[Offers("enheter", "aldrevard")], nothing, &[]),
            // What the selection leaves nothing of need not be offered; what is foreign never may.
            (chosen, &[LacksChoice("enheter", name)], nothing, &[]),
            (
                chosen,
                &[Offers("enheter", "grundskola")],
                &[(ForeignOption, "grundskola")],
                &[],
            ),
            (a_persons, &[Offers("vem", "aldrevard-01")], foreign, &[]),
            (a_persons, &[Offers("vem", other)], foreign, &[]),
            // The same full name in both instances.
            (a_persons, &[Offers("vem", namesake)], nothing, &[]),
            (a_persons, &[LacksChoice("vem", own)], &[(Missing, "grundskola")], &[]),
            // A refusal offers nothing, or it would be a leak.
            (EMPLOYEE, &[], nothing, &[]),
            (EMPLOYEE, &[Offers("enheter", "aldrevard")], foreign, &[]),
        ],
    );
}
