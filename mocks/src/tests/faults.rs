//! Faults that no table of whole pages shows: numbers, columns, later pages, caches, one answer in ten.

use serde_json::Value;

use super::browser::{Browser, header, portal, portal_of, sheet_text, text};
use super::population::crowded;
use crate::{Fault, Response};
use skott_population::plant;

fn json(answer: &Response) -> Value {
    serde_json::from_str(&text(answer)).unwrap()
}

#[test]
fn the_total_leaks_only_with_its_fault() {
    for (fault, count) in [
        (None, 4),
        (Some(Fault::TotalLeaks), 10),
        (Some(Fault::OrderPageAllInstances), 10),
    ] {
        let portal = portal(fault);
        let mut browser = Browser::logged_in(&portal, "ekonomi-en");
        let page = text(&browser.get("/bestallningar"));
        assert!(
            page.contains(&format!(
                "<p id=\"antal\">Totalt <strong>{count}</strong> beställningar</p>"
            )),
            "{page}"
        );
        let sum = if fault == Some(Fault::OrderPageAllInstances) {
            ("13137.00", "13 137,00")
        } else {
            ("7.00", "7,00")
        };
        assert!(
            page.contains(&format!("<p id=\"summa\">Summa: <strong>{} kr</strong></p>", sum.1)),
            "{page}"
        );
        let api = json(&browser.get("/api/bestallningar"));
        assert_eq!(
            (&api["antal"], &api["summa"], &api["sidor"]),
            (&count.into(), &sum.0.into(), &1.into())
        );
        let november = json(&browser.get("/api/bestallningar?till=2020-11-02"));
        assert_eq!(
            november["antal"],
            if fault.is_some() { 2 } else { 1 },
            "counts the selection"
        );
    }
}

#[test]
fn a_list_is_sorted_by_what_it_shows() {
    let answers = [None, Some(Fault::SortsByHidden)].map(|fault| {
        let portal = portal_of(std::sync::Arc::new(plant(7, 4, 6).unwrap()), fault);
        let mut browser = Browser::logged_in(&portal, "ekonomi-en");
        let mut ids = |address: &str| {
            let rows = json(&browser.get(address))["bestallningar"].as_array().cloned();
            rows.map(|rows| rows.iter().map(|row| row["id"].to_string()).collect::<Vec<_>>())
        };
        (ids("/api/bestallningar"), ids("/api/bestallningar?sortera=lon"))
    });
    let [(sound, refused), (usual, by_pay)] = answers;
    assert_eq!((&refused, &sound), (&None, &usual));
    assert!(by_pay.is_some() && by_pay != usual, "{by_pay:?}");
}

/// What somebody is answered in the sound portal, and with the fault.
fn both(fault: Fault, user: &str, asked: impl Fn(&mut Browser) -> String) -> [String; 2] {
    [None, Some(fault)].map(|fault| {
        let portal = portal(fault);
        asked(&mut Browser::logged_in(&portal, user))
    })
}

fn check(fault: Fault, user: &str, address: &str, holds: &str) {
    let answers = both(fault, user, |browser| text(&browser.get(address)));
    assert_eq!(
        answers.map(|answer| answer.contains(holds)),
        [false, true],
        "{fault}: {user} at {address}"
    );
}

#[test]
fn columns_names_and_numbers_that_are_not_to_be_shown() {
    check(Fault::WorkbookShowsPay, "hr-en", "/rapport.xlsx", "77777.77");
    check(Fault::WorkbookShowsPay, "hr-en", "/rapport.xlsx", "Lön");
    check(Fault::ApiWholeRecord, "hr-en", "/api/bestallningar", "Gränd 101");
    check(Fault::PrintUnmasked, "stadsadmin", "/rapport.pdf", "Hemma Gömd");
    check(Fault::LatestUnscoped, "hr-en", "/", "best-d");
    check(Fault::LatestUnscoped, "hr-ingen", "/", "best-d");
    check(Fault::PrintShowsPay, "hr-en", "/rapport.pdf", "77 777,77 kr");
    check(
        Fault::PersonTotalLeaks,
        "hr-en",
        "/epostlista",
        "Totalt <strong>6</strong> personer",
    );
    check(
        Fault::AverageLeaks,
        "ekonomi-en",
        "/statistik",
        "<strong id=\"snitt\">1 313,70 kr</strong>",
    );
    check(
        Fault::GroupsLeak,
        "ekonomi-en",
        "/api/statistik",
        "Träningskort\",\"antal\":2,\"summa\":\"22.00",
    );
    let hint = "träffar i förvaltningar som du inte har behörighet till";
    check(Fault::SearchTellsOfHits, "hr-en", "/sok?q=best-d", hint);
    check(
        Fault::SuggestionsTellOfMore,
        "hr-en",
        "/api/forslag?q=best-d",
        "\"fler\":true",
    );
    check(
        Fault::InstancesOffered,
        "hr-en",
        "/bestallningar",
        "<option value=\"d\">",
    );
}

#[test]
fn a_denial_tells_the_day_only_with_its_fault() {
    for (fault, id, day) in [
        (None, "best-d1", ""),
        (Some(Fault::DatedDenial), "best-d1", "Fri, 06 Nov 2020 00:00:00 GMT"),
        (Some(Fault::DatedDenial), "finns-inte", ""),
    ] {
        let portal = portal(fault);
        let answer = Browser::logged_in(&portal, "ekonomi-en").get(&format!("/api/bestallning/{id}"));
        assert_eq!(
            (answer.status, header(&answer, "last-modified")),
            (404, day),
            "{fault:?} {id}"
        );
    }
}

#[test]
fn later_pages_and_limits() {
    for (fault, second, found) in [
        (None, [true, false], 52),
        (Some(Fault::LaterPagesUnscoped), [true, true], 52),
        (Some(Fault::LimitBeforeScope), [true, false], 45),
    ] {
        let portal = portal_of(crowded(50), fault);
        let mut browser = Browser::logged_in(&portal, "hr-en");
        let pages = [2, 3, 4].map(|n| text(&browser.get(&format!("/bestallningar?sida={n}&sortera=belopp"))));
        let pages = pages.concat();
        assert_eq!(["best-bx", "best-d"].map(|id| pages.contains(id)), second, "{fault:?}");
        let hits = text(&browser.get("/sok?q=stad.ex"));
        assert!(hits.contains(&format!("Totalt <strong>{found}</strong>")), "{fault:?}");
    }
}

#[test]
fn an_export_is_made_anew_but_with_its_fault() {
    let second = both(Fault::JobReusesFile, "hr-en", |browser| {
        let mut file = String::new();
        for benefit in ["Västtrafikkort", "Träningskort"] {
            let job = browser.fill_in("/export", "/export", &[("forman", benefit)]);
            let job = header(&job, "location").to_owned();
            browser.get(&job);
            browser.get(&job);
            file = text(&browser.get(&format!("{job}/fil")));
        }
        file
    });
    assert_eq!(second.map(|file| file.contains("best-b1")), [false, true]);
}

#[test]
fn what_is_kept_is_kept_for_one_account_and_selection() {
    for (fault, ids, count) in [
        (None, [true, false], 0),
        (Some(Fault::CacheWithoutAccount), [false, true], 0),
        (Some(Fault::CacheWithoutQuery), [true, false], 3),
    ] {
        let portal = portal(fault);
        Browser::logged_in(&portal, "ekonomi-flera").get("/api/bestallningar");
        let mut browser = Browser::logged_in(&portal, "ekonomi-en");
        let orders = text(&browser.get("/api/bestallningar"));
        assert_eq!(["best-a1", "best-c1"].map(|id| orders.contains(id)), ids, "{fault:?}");
        browser.get("/api/statistik?till=2020-12-24");
        let later = json(&browser.get("/api/statistik?fran=2021-02-01"));
        assert_eq!(later["antal"], count, "{fault:?}");
    }
}

#[test]
fn one_letter_in_ten_goes_to_the_whole_city_with_its_fault() {
    let letters = both(Fault::OneInTen, "hr-en", |browser| {
        let mut letter = || text(&browser.fill_in("/mejla", "/mejla/forhandsgranska", &[]));
        let all: Vec<_> = (0..20).map(|_| letter()).collect();
        all.iter()
            .filter(|letter| letter.contains("dag@stad"))
            .count()
            .to_string()
    });
    assert_eq!(letters, ["0", "2"]);
}

#[test]
fn a_hidden_sheet_is_there_and_holds_what_the_visible_one_does() {
    let portal = portal(None);
    let workbook = Browser::logged_in(&portal, "hr-en").get("/rapport.xlsx");
    let sheets = ["Beställningar", "Underlag"].map(|sheet| sheet_text(&workbook.body, sheet).lines().count());
    assert_eq!(sheets, [3, 3]);
}

/// What a browser is answered when something else was granted after it had been there.
fn after_revocation(
    fault: Option<Fault>,
    before: impl Fn(&mut Browser) -> String,
    after: impl Fn(&mut Browser, &str) -> Response,
) -> Response {
    let portal = portal(fault);
    let mut city = Browser::logged_in(&portal, "stadsadmin");
    let mut grant = |instances: &str| {
        let granted = city.fill_in("/konton", "/konton/ekonomi-aterkallad", &[("forvaltningar", instances)]);
        assert_eq!(granted.status, 303, "{}", text(&granted));
    };
    grant("a,b");
    let mut browser = Browser::logged_in(&portal, "ekonomi-aterkallad");
    let known = before(&mut browser);
    grant("a");
    after(&mut browser, &known)
}

#[test]
fn what_is_revoked_is_gone_at_once_on_every_way() {
    let shows_b = |answer: &Response| text(answer).contains("best-b1");
    let page = |fault| {
        let before = |browser: &mut Browser| text(&browser.get("/rapport"));
        shows_b(&after_revocation(fault, before, |browser, _| browser.get("/rapport")))
    };
    assert_eq!([page(None), page(Some(Fault::SessionKeepsGrant))], [false, true]);
    assert!(!page(Some(Fault::OldApiKeepsGrant)), "of the old API alone");
    let old_api = |fault| {
        let before = |browser: &mut Browser| text(&browser.get("/"));
        shows_b(&after_revocation(fault, before, |browser, _| {
            browser.get("/api/v1/orders")
        }))
    };
    assert_eq!([old_api(None), old_api(Some(Fault::OldApiKeepsGrant))], [false, true]);
    let api = |fault| {
        let before = |browser: &mut Browser| text(&browser.get("/api/bestallningar"));
        shows_b(&after_revocation(fault, before, |browser, _| {
            browser.get("/api/bestallningar")
        }))
    };
    assert_eq!([api(None), api(Some(Fault::CacheOutlivesGrant))], [false, true]);
    let file = |fault| {
        let before = |browser: &mut Browser| header(&browser.fill_in("/export", "/export", &[]), "location").to_owned();
        let after = |browser: &mut Browser, job: &str| {
            browser.get(job);
            browser.get(job);
            browser.get(&format!("{job}/fil"))
        };
        after_revocation(fault, before, after)
    };
    assert_eq!(file(None).status, 404);
    assert!(shows_b(&file(Some(Fault::JobOutlivesGrant))));
    let report = |fault| {
        let before = |browser: &mut Browser| {
            header(&browser.fill_in("/schemalagda", "/schemalagda", &[]), "location").to_owned()
        };
        let after = |browser: &mut Browser, schedule: &str| {
            let run = browser.fill_in(schedule, &format!("{schedule}/kor"), &[]);
            browser.get(header(&run, "location"))
        };
        shows_b(&after_revocation(fault, before, after))
    };
    assert_eq!([report(None), report(Some(Fault::ScheduleKeepsGrant))], [false, true]);
}

#[test]
fn one_role_more_and_another_name_widen_nothing() {
    let roles = both(Fault::RolesWiden, "ekonomi-kontaktperson", |browser| {
        text(&browser.get("/rapport"))
    });
    assert_eq!(roles.map(|page| page.contains("best-d1")), [false, true]);
    let seen = both(Fault::ImpersonationKeepsScope, "stadsadmin", |browser| {
        let answer = browser.fill_in("/visa-som", "/visa-som", &[("konto", "ekonomi-en")]);
        assert_eq!(answer.status, 303);
        assert!(text(&browser.get("/api/mig")).contains("ekonomi-en"));
        assert_eq!(browser.get("/visa-som").status, 403, "seen as somebody who may not");
        text(&browser.get("/bestallningar"))
    });
    assert_eq!(
        seen.map(|page| [page.contains("best-a1"), page.contains("best-d1")]),
        [[true, false], [true, true]]
    );
    let refused = both(Fault::ImpersonationKeepsScope, "stadsadmin", |browser| {
        browser
            .fill_in("/visa-som", "/visa-som", &[("konto", "anna@stad.example")])
            .status
            .to_string()
    });
    assert_eq!(refused, ["404", "404"], "nobody is seen as an employee");
}

#[test]
fn each_tab_works_with_its_own_instance() {
    let first_tab = both(Fault::TabsShareInstance, "ekonomi-flera", |browser| {
        for (tab, instance) in [("1", "c"), ("2", "")] {
            let fields = [("flik", tab), ("forvaltning", instance)];
            assert_eq!(browser.fill_in("/arbetsyta", "/arbetsyta/byt", &fields).status, 200);
        }
        text(&browser.get("/arbetsyta?flik=1"))
    });
    assert_eq!(
        first_tab.map(|page| ["best-b1", "best-c1"].map(|id| page.contains(id))),
        [[false, true], [true, false]]
    );
    let foreign = both(Fault::TabsShareInstance, "ekonomi-flera", |browser| {
        let fields = [("flik", "1"), ("forvaltning", "d")];
        browser
            .fill_in("/arbetsyta", "/arbetsyta/byt", &fields)
            .status
            .to_string()
    });
    assert_eq!(foreign, ["404", "404"]);
}

#[test]
fn two_who_ask_at_once_are_told_apart_but_with_the_fault() {
    for (fault, apart, mixed) in [
        (None, 0, false),
        (Some(Fault::SharedConnection), 0, true),
        (Some(Fault::SharedConnection), 10, false),
    ] {
        let portal = portal(fault);
        let mut one = Browser::logged_in(&portal, "ekonomi-en");
        let mut other = Browser::logged_in(&portal, "ekonomi-flera");
        one.get("/personregister");
        other.now = one.now + std::time::Duration::from_millis(apart);
        let page = text(&other.get("/personregister"));
        assert_eq!(page.contains("anna@stad"), mixed, "{fault:?} {apart}");
    }
}

#[test]
fn exports_belong_to_who_ordered_them_but_with_the_fault() {
    let asked = |fault| {
        let portal = portal(fault);
        let mut owner = Browser::logged_in(&portal, "hr-en");
        let job = header(&owner.fill_in("/export", "/export", &[]), "location").to_owned();
        owner.get(&job);
        owner.get(&job);
        let addresses = [format!("/api{job}"), format!("{job}/fil")];
        let mut other = Browser::logged_in(&portal, "ekonomi-en");
        let [told, file] = addresses.each_ref().map(|address| other.get(address));
        let [_, open] = addresses.map(|address| Browser::new(&portal).get(&address));
        let holds = |answer: &Response| text(answer).contains("best-b1");
        (told.status, (file.status, holds(&file)), (open.status, holds(&open)))
    };
    let (closed, login) = ((404, false), (303, false));
    let cases = [
        (None, (404, closed, login)),
        (Some(Fault::JobByAddress), (200, (200, true), login)),
        (Some(Fault::JobStatusByAddress), (200, closed, login)),
        (Some(Fault::JobWithoutLogin), (404, closed, (200, true))),
    ];
    for (fault, expected) in cases {
        assert_eq!(asked(fault), expected, "{fault:?}");
    }
}

#[test]
fn who_is_not_logged_in_is_let_in_only_with_a_fault() {
    let asked = |fault| {
        let portal = portal(fault);
        Browser::logged_in(&portal, "stadsadmin").get("/api/bestallningar");
        ["/kvitto/best-d1", "/api/bestallningar", "/api/bestallningar?sida=1"].map(|address| {
            let answer = Browser::new(&portal).get(address);
            (answer.status, text(&answer).contains("best-d1"))
        })
    };
    let (page, api, open) = ((303, false), (401, false), (200, true));
    let cases = [
        (None, [page, api, api]),
        (Some(Fault::ReceiptWithoutLogin), [open, api, api]),
        (Some(Fault::CacheBeforeLogin), [page, open, api]),
    ];
    for (fault, expected) in cases {
        assert_eq!(asked(fault), expected, "{fault:?}");
    }
}

#[test]
fn one_order_is_open_masked_and_denied_as_the_list_but_with_a_fault() {
    check(Fault::OrderUnmasked, "stadsadmin", "/api/bestallning/best-d2", "Hemma");
    check(
        Fault::OrderOfSamePerson,
        "ekonomi-en",
        "/bestallning/best-b2",
        "Moa Ek-Öst",
    );
    check(
        Fault::BarredInMarkup,
        "ekonomi-en",
        "/bestallning/best-d1",
        "class=\"sparrad\"",
    );
    let unknown = both(Fault::BarredInMarkup, "ekonomi-en", |browser| {
        text(&browser.get("/bestallning/x1"))
    });
    assert_eq!(unknown.map(|page| page.contains("sparrad")), [false, false]);
}

#[test]
fn what_no_page_offers_is_answered_with_others_only_with_its_fault() {
    check(
        Fault::BlankInstance,
        "ekonomi-en",
        "/bestallningar?forvaltning=",
        "best-d1",
    );
    check(
        Fault::AllWordInstance,
        "ekonomi-en",
        "/bestallningar?forvaltning=alla",
        "best-d1",
    );
    check(
        Fault::PaddedInstance,
        "ekonomi-en",
        "/bestallningar?forvaltning=%20d%20",
        "best-d1",
    );
    check(
        Fault::InstanceDecodedTwice,
        "ekonomi-en",
        "/bestallningar?forvaltning=%2564",
        "best-d1",
    );
    check(Fault::ChannelUnchecked, "ekonomi-en", "/api/strom?kanal=d", "best-d1");
    check(
        Fault::EncodedUnchecked,
        "ekonomi-en",
        "/%65postlista",
        "moa@stad.example",
    );
    let letters = both(Fault::AccountField, "hr-en", |browser| {
        let form = [("konto", "stadsadmin")];
        text(&browser.fill_in("/mejla", "/mejla/forhandsgranska", &form))
    });
    assert_eq!(letters.map(|page| page.contains("carl@stad.example")), [false, true]);
    let ids = r#"{"queryId": "bestallning", "variables": {"id": ["best-a1", "best-d1"]}}"#;
    let turned = r#"{"queryId": "bestallning", "variables": {"id": ["best-d1", "best-a1"]}}"#;
    for (list, expected) in [(ids, [false, true]), (turned, [false, false])] {
        let answers = both(Fault::ListOfIds, "ekonomi-en", |browser| {
            text(&browser.post_json("/api/graphql", list))
        });
        assert_eq!(answers.map(|answer| answer.contains("Zetter")), expected, "{list}");
    }
}

#[test]
fn order_numbers_relations_and_heirs() {
    let free = both(Fault::NumberTaken, "ekonomi-en", |browser| {
        let mut asked = |id: &str| json(&browser.get(&format!("/api/bestallningsnummer/{id}")));
        assert_eq!(
            (
                &asked("best-a1")["bestallning"]["id"],
                asked("best-d1")["bestallning"].is_null()
            ),
            (&"best-a1".into(), true)
        );
        ["best-a1", "best-d1", "finns-inte"]
            .map(|id| asked(id)["ledigt"].to_string())
            .join(" ")
    });
    assert_eq!(free, ["false true true", "false false true"]);
    let siblings = both(Fault::RelationUnscoped, "anna@stad.example", |browser| {
        let query = r#"{"queryId": "bestallningMedSyskon", "variables": {"id": "best-a1"}}"#;
        text(&browser.post_json("/api/graphql", query))
    });
    assert_eq!(
        siblings.map(|answer| ["best-a2", "best-a3"].map(|id| answer.contains(id))),
        [[true, false], [true, true]]
    );
    let city = std::sync::Arc::new(plant(7, 8, 6).unwrap());
    let old = |fault| {
        let portal = portal_of(city.clone(), fault);
        let page = text(&Browser::logged_in(&portal, "hr-en").get("/personregister"));
        page.contains("@sdf-angered.example")
    };
    assert_eq!([old(None), old(Some(Fault::HeirSeesOld))], [false, true]);
}

#[test]
fn a_mark_is_put_on_own_orders_only_and_is_read_back() {
    let mark = |fault, body: &str, method: &str, address: &str| {
        let portal = portal(fault);
        let mut browser = Browser::logged_in(&portal, "ekonomi-en");
        let sent = browser.with_header("content-type", "application/json", |b| {
            b.with_header("x-http-method-override", "PUT", |b| {
                b.send(method, address, body.into())
            })
        });
        let mut owner = Browser::logged_in(&portal, "stadsadmin");
        let marks =
            ["best-a1", "best-d1"].map(|id| json(&owner.get(&format!("/api/bestallning/{id}")))["markering"] == "x");
        (sent.status, marks, text(&sent).contains("Dag Zetter"))
    };
    let one = r#"{"markering": "x"}"#;
    let field = r#"{"_method": "PUT", "markering": "x"}"#;
    let many = r#"{"markeringar": [{"id": "best-a1", "markering": "x"}, {"id": "best-d1", "markering": "x"}]}"#;
    let turned = r#"{"markeringar": [{"id": "best-d1", "markering": "x"}, {"id": "best-a1", "markering": "x"}]}"#;
    let (own, foreign) = (
        "/api/bestallning/best-a1/markering",
        "/api/bestallning/best-d1/markering",
    );
    let cases = [
        (None, one, "PUT", own, (200, [true, false], false)),
        (None, one, "PUT", foreign, (404, [false, false], false)),
        (
            Some(Fault::WriteUnchecked),
            one,
            "PUT",
            foreign,
            (200, [false, true], false),
        ),
        (
            Some(Fault::MarkBeforeCheck),
            one,
            "PUT",
            foreign,
            (404, [false, true], false),
        ),
        (
            Some(Fault::MarkBeforeCheck),
            one,
            "PUT",
            own,
            (200, [true, false], false),
        ),
        (
            Some(Fault::MarkWithoutCondition),
            one,
            "PUT",
            own,
            (200, [true, true], false),
        ),
        (
            Some(Fault::MarkWithoutCondition),
            one,
            "PUT",
            foreign,
            (404, [false, false], false),
        ),
        (None, one, "POST", foreign, (405, [false, false], false)),
        (
            Some(Fault::MethodOverridden),
            one,
            "POST",
            foreign,
            (200, [false, true], false),
        ),
        (
            Some(Fault::MethodOverridden),
            one,
            "PUT",
            foreign,
            (404, [false, false], false),
        ),
        (None, field, "POST", foreign, (405, [false, false], false)),
        (
            Some(Fault::MethodField),
            field,
            "POST",
            foreign,
            (200, [false, true], false),
        ),
        // What is not one's own is passed over, and the answer is none the less 200.
        (None, many, "POST", "/api/markera", (200, [true, false], false)),
        (None, turned, "POST", "/api/markera", (200, [true, false], false)),
        (
            Some(Fault::BulkFirstOnly),
            many,
            "POST",
            "/api/markera",
            (200, [true, true], true),
        ),
        (
            Some(Fault::BulkFirstOnly),
            turned,
            "POST",
            "/api/markera",
            (200, [true, false], false),
        ),
        (None, "{", "POST", "/api/markera", (400, [false, false], false)),
    ];
    for (fault, body, method, address, expected) in cases {
        assert_eq!(
            mark(fault, body, method, address),
            expected,
            "{fault:?} {method} {address} {body}"
        );
    }
}

#[test]
fn cursors_and_validators_are_good_for_one_account() {
    for (fault, status, leaks) in [(None, 404, false), (Some(Fault::CursorCarriesScope), 200, true)] {
        let portal = portal_of(crowded(50), fault);
        let first = json(&Browser::logged_in(&portal, "stadsadmin").get("/api/flode"));
        let second = Browser::logged_in(&portal, "ekonomi-en").get(first["nasta"].as_str().unwrap());
        assert_eq!(
            (second.status, text(&second).contains("best-bx")),
            (status, leaks),
            "{fault:?}"
        );
    }
    for (fault, leaks) in [(None, false), (Some(Fault::ValidatorSkipsAccount), true)] {
        let portal = portal(fault);
        let mut other = Browser::logged_in(&portal, "stadsadmin");
        let tag = header(&other.get("/api/bestallningar"), "etag").to_owned();
        let again = other.with_header("if-none-match", &tag, |b| b.get("/api/bestallningar"));
        assert_eq!((again.status, again.body.len()), (304, 0), "one's own still holds");
        let mut browser = Browser::logged_in(&portal, "ekonomi-en");
        let answer = browser.with_header("if-none-match", "\"0\"", |b| b.get("/api/bestallningar"));
        assert_eq!(
            (answer.status, text(&answer).contains("best-d1")),
            (200, leaks),
            "{fault:?}"
        );
    }
}

#[test]
fn a_validator_holds_for_its_own_account_but_with_the_fault() {
    for (fault, others) in [(None, 200), (Some(Fault::ValidatorOfAll), 304)] {
        let portal = portal(fault);
        let mut one = Browser::logged_in(&portal, "ekonomi-en");
        let tag = header(&one.get("/api/bestallningar"), "etag").to_owned();
        let asked = |browser: &mut Browser, address: &str| {
            let answer = browser.with_header("if-none-match", &tag, |b| b.get(address));
            (answer.status, answer.body.is_empty())
        };
        assert_eq!(asked(&mut one, "/api/bestallningar"), (304, true), "{fault:?}");
        let mut other = Browser::logged_in(&portal, "hr-en");
        assert_eq!(
            asked(&mut other, "/api/bestallningar"),
            (others, others == 304),
            "{fault:?}"
        );
    }
}

#[test]
fn a_cursor_leads_through_all_that_is_ones_own() {
    let portal = portal_of(crowded(50), None);
    let mut browser = Browser::logged_in(&portal, "hr-en");
    let (mut address, mut ids) = ("/api/flode".to_owned(), Vec::new());
    loop {
        let page = json(&browser.get(&address));
        ids.extend(
            page["bestallningar"]
                .as_array()
                .unwrap()
                .iter()
                .map(|o| o["id"].to_string()),
        );
        let Some(next) = page["nasta"].as_str() else { break };
        address = next.to_owned();
    }
    assert_eq!((ids.len(), ids.iter().all(|id| id.contains("best-b"))), (52, true));
}

#[test]
fn the_own_account_has_no_field_for_instances_but_with_the_fault() {
    let page = both(Fault::MassAssignment, "ekonomi-konto", |browser| {
        let fields = [("sprak", "sv"), ("forvaltningar", "d")];
        assert_eq!(browser.fill_in("/mitt-konto", "/mitt-konto", &fields).status, 303);
        text(&browser.get("/rapport"))
    });
    assert_eq!(
        page.map(|page| ["best-a1", "best-d1"].map(|id| page.contains(id))),
        [[true, false], [false, true]]
    );
}
