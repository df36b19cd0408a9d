//! Steps in somebody else's session, and requests of every kind on the wire.

use skott_model::DoubtKind::{self, Session as Lost, Status};
use skott_model::Said;
use skott_portal::Answered::{self, Failed, Opened};
use skott_portal::{Helpers, Portal};

use crate::asked::{admin, ask, hr, kinds, limits, profile, seen};
use crate::town;

/// Steps, the answer, doubts, whose session was lost, and the exchanges that are judged (each must begin so).
type Case<'a> = (&'a str, Answered, &'a [DoubtKind], Option<&'a str>, &'a [&'a str]);

#[tokio::test]
async fn what_a_helper_does_is_carried_on_and_not_judged() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let cases: [Case; 9] = [
        (
            r#"{ get = "/vem", as = "admin", take = { x = { regex = "(.+)" } } }, { get = "/eko", query = { x = "{x}", y = "{user}" } }"#,
            Opened,
            &[],
            None,
            &[r#"200 /eko?x=admin&y=hr {"#],
        ),
        (
            r#"{ get = "/vem" }, { get = "/vem", as = "admin", judged = true }"#,
            Opened,
            &[],
            None,
            &["200 /vem hr", "200 /vem admin"],
        ),
        // The account itself may be named, and is no helper then.
        (
            r#"{ get = "/vem", as = "hr" }, { get = "/" }"#,
            Opened,
            &[],
            None,
            &["200 /vem hr", "200 / meny"],
        ),
        (
            r#"{ get = "/nekad", as = "admin" }, { get = "/" }"#,
            Failed,
            &[Status],
            None,
            &[],
        ),
        (
            r#"{ get = "/trasig", as = "admin" }, { get = "/" }"#,
            Failed,
            &[Status],
            None,
            &[],
        ),
        (
            r#"{ get = "/" }, { get = "/utloggad", as = "admin" }, { get = "/" }"#,
            Failed,
            &[Lost],
            Some("admin"),
            &["200 / meny"],
        ),
        (
            r#"{ get = "/", as = "ingen-alls" }, { get = "/" }"#,
            Failed,
            &[Lost],
            None,
            &[],
        ),
        (
            r#"{ get = "/api/jobb/a1", as = "admin", poll = { until = { json = "/status" }, is = "klar", every_ms = 1 } }, { get = "/jobb/a1/fil" }"#,
            Opened,
            &[],
            None,
            &["200 /jobb/a1/fil Åsa;1"],
        ),
        (
            r#"{ get = "/eko", cookies = { extra = "{nonce}" } }"#,
            Opened,
            &[],
            None,
            &[r#"200 /eko {"metod":"GET""#],
        ),
    ];
    for (steps, answer, doubts, lost, expected) in cases {
        let profile = profile(&format!("steps = [{steps}]"));
        let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
        let own = hr(&portal).await;
        let admin = admin(&portal).await;
        let fetched = ask(&portal, &own, &Helpers::from([("admin", &admin)]), &profile).await;
        assert_eq!(
            (fetched.answer, kinds(&fetched).as_slice()),
            (answer, doubts),
            "{steps} {:?}",
            fetched.doubts
        );
        assert_eq!(fetched.lost.as_deref(), lost, "{steps}");
        let seen = seen(&fetched);
        assert_eq!(seen.len(), expected.len(), "{steps} {seen:#?}");
        for (seen, start) in seen.iter().zip(expected) {
            assert!(seen.starts_with(start), "{steps}: {seen} does not begin with {start}");
        }
        for doubt in fetched.doubts.iter().filter(|_| steps.contains("as = \"admin\"")) {
            let by = |said: &Said| matches!(said, Said::Step(_, Some(by)) if by == "admin");
            assert!(doubt.detail.parts().iter().any(by), "{:?}", doubt.detail);
        }
    }
}

#[tokio::test]
async fn later_pages_are_turned_by_who_asked_for_the_first() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let steps = r#"steps = [{ get = "/vems-sidor", as = "admin", judged = true }]"#;
    let profile = profile(&format!("{steps}\nnext = {{ css = \"a[rel=next]\", attr = \"href\" }}"));
    let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
    let admin = admin(&portal).await;
    let fetched = ask(
        &portal,
        &hr(&portal).await,
        &Helpers::from([("admin", &admin)]),
        &profile,
    )
    .await;
    assert_eq!(
        seen(&fetched).last().map(String::as_str),
        Some("200 /vems-sidor?sida=2 admin två")
    );
}

/// "Not modified" says that the answer which the validator was taken from is this account's, too.
#[tokio::test]
async fn what_still_holds_is_what_was_given_before() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let asks =
        |path: &str, header: &str, value: &str| format!("{{ get = \"{path}\", headers = {{ {header} = '{value}' }} }}");
    let taken =
        |path: &str, who: &str| format!("{{ get = \"{path}\"{who}, take = {{ v = {{ header = \"etag\" }} }} }}");
    let (other, tagged) = (", as = \"admin\"", asks("/taggad", "If-None-Match", "{v}"));
    let cases: [(String, Answered, &[&str], &[usize]); 5] = [
        (
            taken("/taggad", other) + ", " + &tagged,
            Opened,
            &["304 /taggad ", "200 /taggad admin"],
            &[1],
        ),
        // One's own was shown already.
        (
            taken("/taggad", "") + ", " + &tagged,
            Opened,
            &["200 /taggad hr", "304 /taggad "],
            &[],
        ),
        (
            taken("/alltid-ny", other) + ", " + &asks("/alltid-ny", "If-None-Match", "{v}"),
            Opened,
            &["200 /alltid-ny hr"],
            &[],
        ),
        // Nobody knows what stands behind it.
        (
            asks("/taggad", "If-None-Match", "\"ett\""),
            Failed,
            &["304 /taggad "],
            &[],
        ),
        (
            taken("/taggad", other) + ", " + &asks("/taggad", "X-Annat", "{v}"),
            Opened,
            &["200 /taggad hr"],
            &[],
        ),
    ];
    for (steps, answer, expected, stood_for) in cases {
        let profile = profile(&format!("steps = [{steps}]"));
        let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
        let own = hr(&portal).await;
        let admin = admin(&portal).await;
        let fetched = ask(&portal, &own, &Helpers::from([("admin", &admin)]), &profile).await;
        assert_eq!(fetched.answer, answer, "{steps} {:?}", fetched.doubts);
        assert_eq!(seen(&fetched), expected, "{steps}");
        assert_eq!(
            fetched.stood_for.iter().copied().collect::<Vec<_>>(),
            stood_for,
            "{steps}"
        );
    }
}

/// Cookies of a request stand beside the session's own, and a mark is another each time.
#[tokio::test]
async fn a_request_has_its_own_cookies_and_its_own_mark() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let profile = profile(r#"steps = [{ get = "/eko", cookies = { extra = "{nonce}" } }]"#);
    let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
    let own = hr(&portal).await;
    let mut marks = std::collections::BTreeSet::new();
    for _ in 0..2 {
        let seen = seen(&ask(&portal, &own, &Helpers::new(), &profile).await).concat();
        let (before, mark) = seen.split_once("extra=").unwrap();
        assert!(before.contains("sid=hr"), "{seen}");
        marks.insert(mark.to_owned());
    }
    assert_eq!(marks.len(), 2, "{marks:?}");
}
