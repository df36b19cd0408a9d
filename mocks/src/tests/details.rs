//! Logging in, refusals, paging, totals, protected persons, and what is wrong in an address.

use std::time::Duration;

use serde_json::Value;

use super::browser::{Browser, header, portal, portal_of, text};
use super::population::crowded;
use crate::{DEFAULT_IDLE, DEFAULT_PASSWORD, Fault, Response};

fn json(answer: &Response) -> Value {
    serde_json::from_str(&text(answer)).unwrap()
}

#[test]
fn login() {
    let portal = portal(None);
    let mut browser = Browser::new(&portal);
    assert_eq!(
        header(&browser.get("/sok?q=å"), "location"),
        "/logga-in?nasta=%2Fsok%3Fq%3D%C3%A5"
    );
    assert_eq!(browser.get("/api/mig").status, 401);
    for (user, password) in [("hr-en", "fel"), ("ingen", DEFAULT_PASSWORD), ("", "")] {
        let answer = browser.log_in(user, password, "");
        assert_eq!(
            (
                answer.status,
                text(&answer).contains("Fel användarnamn eller lösenord.")
            ),
            (200, true)
        );
    }
    let token = [
        ("csrf", "0123"),
        ("anvandarnamn", "hr-en"),
        ("losenord", DEFAULT_PASSWORD),
    ];
    assert_eq!(browser.post("/logga-in", &token).status, 403);
    assert_eq!(browser.post("/logga-in", &token[1..]).status, 403);
    assert_eq!(browser.get("/api/mig").status, 401, "none of these opened a session");
    for (wanted, gone_to) in [
        ("/sok?q=a", "/sok?q=a"),
        ("//ond.example", "/"),
        ("https://ond.example", "/"),
        ("", "/"),
    ] {
        let answer = browser.log_in("hr-en", DEFAULT_PASSWORD, wanted);
        assert_eq!((answer.status, header(&answer, "location")), (303, gone_to));
    }
    assert_eq!(browser.fill_in("/", "/logga-ut", &[]).status, 303);
    assert_eq!(browser.get("/").status, 303, "logged out");
}

#[test]
fn a_session_ends_when_it_is_not_used() {
    let portal = portal(None);
    let mut browser = Browser::logged_in(&portal, "hr-en");
    browser.now += DEFAULT_IDLE;
    assert_eq!(browser.get("/api/mig").status, 200);
    browser.now += DEFAULT_IDLE + Duration::from_secs(1);
    assert_eq!(browser.get("/api/mig").status, 401);
}

#[test]
fn who_am_i() {
    let portal = portal(None);
    let expected = [
        ("stadsadmin", "stadsadministrator", serde_json::json!("alla")),
        ("ekonomi-flera", "administrator/ekonomi", serde_json::json!(["b", "c"])),
        ("hr-ingen", "administrator/hr", serde_json::json!([])),
        ("anna@stad.example", "anstalld", serde_json::json!("egen")),
    ];
    for (user, role, scope) in expected {
        let me = json(&Browser::logged_in(&portal, user).get("/api/mig"));
        assert_eq!(
            (&me["anvandarnamn"], &me["roll"], &me["behorighet"]),
            (&user.into(), &role.into(), &scope)
        );
    }
}

#[test]
fn what_is_wrong_is_said() {
    let portal = portal(None);
    let mut browser = Browser::logged_in(&portal, "stadsadmin");
    let cases = [
        ("/bestallningar?fran=2020-13-01", 400, "”2020-13-01” är inget datum"),
        ("/api/bestallningar?till=igår", 400, "”igår” är inget datum"),
        ("/rapport.csv?forman=Yacht", 400, "Förmånen ”Yacht” finns inte."),
        ("/epostlista?status=Borta", 400, "Statusen ”Borta” finns inte."),
        ("/statistik?sortera=rang", 400, "Det går inte att sortera på ”rang”"),
        ("/bestallningar?sida=0", 400, "”0” är inget sidnummer"),
        ("/bestallningar?forvaltning=a&forvaltning=d", 400, "mer än en gång"),
        (
            "/rapport.csv?teckenkodning=ebcdic",
            400,
            "Teckenkodningen ”ebcdic” finns inte.",
        ),
        ("/sok?q=%3Cscript%3E", 200, "Sökresultat för ”&lt;script&gt;”"),
        ("/sok?q=a", 200, "Skriv minst två tecken."),
        ("/sok?q=alm+%26", 200, "Fri Alm &amp; &lt;Son&gt;"),
        (
            "/bestallningar?fran=&till=&forman=&status=&forvaltning=&sida=",
            200,
            "best-a1",
        ),
        ("/bestallningar?sida=99999999999999999999", 400, "inget sidnummer"),
        (
            "/bestallningar?sida=18446744073709551615",
            200,
            "Totalt <strong>10</strong>",
        ),
        ("/bestallning/finns-inte", 404, "Beställningen finns inte"),
        ("/export/0/fil", 404, "Exporten finns inte"),
        ("/favicon.ico", 501, "Stubben har ingen sida här"),
        ("/arbetsyta?flik=../..", 400, "Fliken finns inte."),
        ("/utkorg/0", 404, "Brevet finns inte"),
        ("/schemalagda/0", 404, "Schemat finns inte"),
        ("/api/strom?kanal=x", 404, "finns inte"),
        ("/kvitto/finns-inte", 404, "Beställningen finns inte"),
    ];
    for (address, status, said) in cases {
        let answer = browser.get(address);
        assert_eq!(
            (answer.status, text(&answer).contains(said)),
            (status, true),
            "{address}: {}",
            text(&answer)
        );
    }
    assert_eq!(browser.post("/bestallningar", &[]).status, 501);
    assert_eq!(browser.post("/export", &[("csrf", "fel")]).status, 403);
}

#[test]
fn a_foreign_order_looks_like_one_that_is_not_there() {
    let portal = portal(None);
    for user in ["ekonomi-en", "hr-ingen", "anna@stad.example"] {
        let mut browser = Browser::logged_in(&portal, user);
        for path in ["/bestallning/", "/api/bestallning/"] {
            let answers = ["best-b1", "best-d2", "finns-inte"].map(|id| browser.get(&format!("{path}{id}")));
            let [foreign, protected, random] = answers.map(|a| (a.status, a.headers, a.body));
            assert_eq!((&foreign, &protected), (&random, &random));
        }
    }
}

#[test]
fn filters_narrow_and_sort() {
    let portal = portal(None);
    let mut browser = Browser::logged_in(&portal, "stadsadmin");
    let cases = [
        ("fran=2020-11-08&till=2020-12-24", "a2 n1 a4"),
        ("till=2020-11-02", "b1 a1"),
        ("forman=Tr%C3%A4ningskort", "a2 b2"),
        ("status=Best%C3%A4lld", "a2"),
        ("forvaltning=b&sortera=belopp", "b1 b2"),
        ("fran=2021-01-01&forvaltning=d", ""),
        ("sortera=namn", "n1 a3 b2 c1 a4 d2 d1 b1 a2 a1"),
    ];
    for (query, expected) in cases {
        let orders = json(&browser.get(&format!("/api/bestallningar?{query}")));
        let ids: Vec<_> = orders["bestallningar"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["id"].as_str().unwrap())
            .collect();
        let expected: Vec<_> = expected
            .split(' ')
            .filter(|e| !e.is_empty())
            .map(|e| format!("best-{e}"))
            .collect();
        assert_eq!(ids, expected, "{query}");
    }
}

#[test]
fn leafing_through_shows_every_order_once() {
    let portal = portal_of(crowded(50), None);
    for (user, total, pages) in [("stadsadmin", 60, 3), ("hr-en", 52, 3), ("ekonomi-en", 4, 1)] {
        let mut browser = Browser::logged_in(&portal, user);
        let (mut ids, mut next, mut turned) = (Vec::new(), Some("/api/bestallningar".to_owned()), 0);
        while let Some(address) = next {
            let page = json(&browser.get(&address));
            assert_eq!((&page["antal"], &page["sidor"]), (&total.into(), &pages.into()));
            ids.extend(
                page["bestallningar"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|o| o["id"].to_string()),
            );
            (next, turned) = (page["nasta"].as_str().map(str::to_owned), turned + 1);
        }
        ids.sort();
        ids.dedup();
        assert_eq!((ids.len(), turned), (total, pages), "{user}");
        let first = text(&browser.get("/bestallningar?sortera=namn"));
        assert_eq!(
            first.contains("rel=\"next\" href=\"/bestallningar?sortera=namn&amp;sida=2\""),
            pages > 1
        );
        assert!(!text(&browser.get("/bestallningar?sida=3")).contains("rel=\"next\""));
    }
}

#[test]
fn a_protected_person_is_masked_for_all_but_that_person() {
    let portal = portal(None);
    let mut admin = Browser::logged_in(&portal, "stadsadmin");
    let number = "19800101-9805";
    let paths = [
        "/bestallningar",
        "/api/bestallningar",
        "/rapport",
        "/rapport.csv",
        "/rapport.xlsx",
        "/rapport.pdf",
        "/bestallning/best-d2",
        "/api/bestallning/best-d2",
        "/sok?q=best-d2",
        "/epostlista",
        "/api/forslag?q=best-d",
        "/sok?q=skyddad%40stad",
    ];
    for path in paths {
        let answer = text(&admin.get(path));
        let answer = answer.split_once("Sökresultat").map_or(&*answer, |(_, rest)| rest);
        let secrets = [
            "Hemma",
            "Gömd",
            number,
            "390 06 05",
            "+46313900605",
            "Gränd 505",
            "skyddad@stad",
        ];
        for secret in secrets
            .iter()
            .filter(|s| !path.contains("sok?q=skyddad") || !s.contains("skyddad@"))
        {
            assert!(!answer.contains(secret), "{path} shows {secret}");
        }
        let named = !["epostlista", "forslag", "skyddad%40"].iter().any(|p| path.contains(p));
        assert_eq!(answer.contains("Skyddad identitet"), named, "{path}");
    }
    let mut own = Browser::logged_in(&portal, "skyddad@stad.example");
    assert!(text(&own.get("/mina-bestallningar")).contains("Hemma Gömd"));
    assert!(text(&own.get("/bestallning/best-d2")).contains(number));
    let faulty = self::portal(Some(Fault::OrderById));
    let stolen = text(&Browser::logged_in(&faulty, "anna@stad.example").get("/bestallning/best-d2"));
    assert!(stolen.contains("Skyddad identitet") && !stolen.contains(number));
}

#[test]
fn an_export_is_ready_at_the_second_asking_and_belongs_to_who_ordered_it() {
    let portal = portal(None);
    let mut browser = Browser::logged_in(&portal, "hr-en");
    let order = browser.fill_in(
        "/export",
        "/export",
        &[("filformat", "xlsx"), ("forman", "Träningskort")],
    );
    let job = header(&order, "location").to_owned();
    assert_eq!(browser.get(&format!("{job}/fil")).status, 409);
    assert_eq!(json(&browser.get(&format!("/api{job}")))["status"], "pågår");
    let mut other = Browser::logged_in(&portal, "stadsadmin");
    for path in [job.clone(), format!("/api{job}"), format!("{job}/fil")] {
        assert_eq!(other.get(&path).status, 404, "{path}");
    }
    let ready = json(&browser.get(&format!("/api{job}")));
    assert_eq!(
        (&ready["status"], &ready["fil"]),
        (&"klar".into(), &format!("{job}/fil").into())
    );
    let file = browser.get(&format!("{job}/fil"));
    assert!(text(&file).contains("best-b2") && !text(&file).contains("best-b1"));
}

#[test]
fn pay_and_pension_are_never_shown_and_the_menu_holds_what_may_be_opened() {
    let portal = portal(None);
    for user in [
        "stadsadmin",
        "ekonomi-flera",
        "hr-flera",
        "hr-ingen",
        "moa@stad.example",
    ] {
        let mut browser = Browser::logged_in(&portal, user);
        let menu = text(&browser.get("/"));
        for (path, _, _) in crate::render::page::MENU {
            let answer = browser.get(path);
            assert_eq!(
                menu.contains(&format!("href=\"{path}\"")),
                answer.status == 200,
                "{user} {path}"
            );
            let answer = text(&answer).replace(' ', "");
            // With their decimals, as tokens for forms are drawn at random.
            let amounts = ["77777,77", "77777.77", "6666,66", "6666.66"];
            assert!(!amounts.iter().any(|amount| answer.contains(amount)), "{user} {path}");
        }
    }
}
