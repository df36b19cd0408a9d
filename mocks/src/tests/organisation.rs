//! What the city's administrator changes in persons and instances: orders stay where they were placed.

use super::browser::{Browser, portal, text};
use crate::{Fault, Portal};

/// Fields of a form, and what is written in them.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// Sends the form of an instance or a person.
fn change(portal: &Portal, address: &str, fields: Fields) {
    let mut city = Browser::logged_in(portal, "stadsadmin");
    let page = address.rsplit_once('/').unwrap().0;
    let answer = city.fill_in(page, address, fields);
    assert_eq!(answer.status, 303, "{address} {fields:?}: {}", text(&answer));
}

/// For each change in turn, whether the account then finds the text at the address.
fn finds(
    fault: Option<Fault>,
    (user, address, looked_for): (&str, &str, &str),
    changes: &[(&str, Fields)],
) -> Vec<bool> {
    let portal = portal(fault);
    let mut browser = Browser::logged_in(&portal, user);
    let mut look = || text(&browser.get(address)).contains(looked_for);
    let mut out = vec![look()];
    for (address, fields) in changes {
        change(&portal, address, fields);
        out.push(look());
    }
    out
}

#[test]
fn who_sees_an_order_does_not_change_with_persons_and_instances() {
    type Case<'a> = (
        Fault,
        (&'a str, &'a str, &'a str),
        &'a [(&'a str, Fields<'a>)],
        &'a [bool],
        &'a [bool],
    );
    let cases: [Case; 5] = [
        (
            Fault::MovedBackStays,
            ("hr-en", "/personregister", "anna@stad.example"),
            &[
                ("/personal/anna", &[("forvaltning", "b")]),
                ("/personal/anna", &[("forvaltning", "a")]),
            ],
            &[false, false, false],
            &[false, true, true],
        ),
        (
            Fault::MergeStays,
            ("hr-en", "/rapport", "best-a1"),
            &[
                ("/organisation/a", &[("uppgar_i", "b")]),
                ("/organisation/a", &[("uppgar_i", "")]),
            ],
            &[false, false, false],
            &[false, true, true],
        ),
        (
            Fault::ClosedIsEverybodys,
            ("hr-en", "/api/strom", "best-a1"),
            &[("/organisation/a", &[("stangd", "ja")]), ("/organisation/a", &[])],
            &[false, false, false],
            &[false, true, false],
        ),
        (
            Fault::RenamedIsLost,
            ("ekonomi-en", "/importmall.csv", "anna@stad.example"),
            &[
                ("/organisation/a", &[("namn", "Nya ån")]),
                ("/organisation/a", &[("namn", "")]),
            ],
            &[true, true, true],
            &[true, false, true],
        ),
        (
            Fault::LeaverKeepsSession,
            ("anna@stad.example", "/mina-bestallningar", "best-a1"),
            &[
                ("/personal/anna", &[("forvaltning", "")]),
                ("/personal/anna", &[("forvaltning", "b")]),
            ],
            &[true, false, true],
            &[true, true, true],
        ),
    ];
    for (fault, looks, changes, sound, faulty) in cases {
        assert_eq!(finds(None, looks, changes), sound, "{fault}, sound");
        assert_eq!(finds(Some(fault), looks, changes), faulty, "{fault}");
    }
    // In a session that was opened after the end it makes no difference.
    let portal = portal(Some(Fault::LeaverKeepsSession));
    change(&portal, "/personal/anna", &[]);
    let mut browser = Browser::logged_in(&portal, "anna@stad.example");
    assert_eq!(browser.get("/mina-bestallningar").status, 403);
    assert_eq!(browser.get("/mitt-konto").status, 200);
}

#[test]
fn a_moved_persons_orders_follow_with_the_fault_alone() {
    for (fault, there, left) in [(None, false, true), (Some(Fault::MovedOrdersFollow), true, false)] {
        let move_her: &[(&str, Fields)] = &[("/personal/anna", &[("forvaltning", "b")])];
        let look = |user| finds(fault, (user, "/bestallningar", "best-a1"), move_her)[1];
        assert_eq!((look("hr-en"), look("ekonomi-en")), (there, left), "{fault:?}");
    }
}

#[test]
fn changes_are_shown_and_what_cannot_be_is_refused() {
    let portal = portal(None);
    change(
        &portal,
        "/organisation/a",
        &[("namn", "Nya ån"), ("uppgar_i", "b"), ("stangd", "ja")],
    );
    change(&portal, "/personal/bo", &[("forvaltning", "c")]);
    let mut city = Browser::logged_in(&portal, "stadsadmin");
    let page = text(&city.get("/organisation"));
    for shown in [
        "value=\"Nya ån\"",
        "<option value=\"b\" selected",
        "value=\"ja\" checked",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let report = text(&Browser::logged_in(&portal, "ekonomi-en").get("/rapport"));
    assert!(
        report.contains("Nya ån") && !report.contains("Förvaltningen A"),
        "{report}"
    );
    let at_c = text(&city.get("/personal?forvaltning=c"));
    assert!(at_c.contains("bo@stad.example") && !at_c.contains("moa@"), "{at_c}");
    assert!(
        !text(&city.get("/personal")).contains("skyddad"),
        "protected persons are left out"
    );
    let long = "å".repeat(101);
    let cases: [(&str, Fields, u16); 6] = [
        ("/organisation/a", &[("uppgar_i", "a")], 400),
        ("/organisation/a", &[("uppgar_i", "x")], 400),
        ("/organisation/a", &[("namn", &long)], 400),
        ("/organisation/x", &[], 404),
        ("/personal/x", &[], 404),
        ("/personal/bo", &[("forvaltning", "x")], 400),
    ];
    for (address, fields, status) in cases {
        assert_eq!(
            city.post_with_token(&page, address, fields).status,
            status,
            "{address} {fields:?}"
        );
    }
    let mut limited = Browser::logged_in(&portal, "hr-en");
    for address in ["/organisation", "/personal"] {
        assert_eq!(limited.get(address).status, 403, "{address}");
    }
    let own = text(&limited.get("/mitt-konto"));
    assert_eq!(limited.post_with_token(&own, "/personal/bo", &[]).status, 403);
}
