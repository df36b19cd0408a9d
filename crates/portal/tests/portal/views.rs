use skott_model::DoubtKind::{self, Extraction, Limit, Redirect, Session, Status};
use skott_portal::Answered::{self, Failed, Opened, Refused, SignedOut};
use skott_portal::Portal;
use wiremock::MockServer;

use crate::asked::{fetch, hr, kinds, limits, profile, seen};
use crate::town;

const NEXT: &str = r#"next = { css = "a[rel=next]", attr = "href" }"#;

/// What a view's requests, its answer, doubts and the exchanges kept (each must begin so) are.
type Case = (String, Answered, Vec<DoubtKind>, Vec<&'static str>);

fn case(steps: &str, answer: Answered, doubts: &[DoubtKind], seen: &[&'static str]) -> Case {
    (format!("steps = [{steps}]"), answer, doubts.to_vec(), seen.to_vec())
}

fn paged(path: &str, answer: Answered, doubts: &[DoubtKind], seen: &[&'static str]) -> Case {
    (
        format!("steps = [{{ get = \"{path}\" }}]\n{NEXT}"),
        answer,
        doubts.to_vec(),
        seen.to_vec(),
    )
}

async fn check(cases: Vec<Case>) {
    let elsewhere = MockServer::start().await;
    let server = town::start(elsewhere.uri()).await;
    for (format, answer, doubts, expected) in cases {
        let profile = profile(&format);
        let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
        let fetched = fetch(&portal, &hr(&portal).await, &profile).await;
        let seen = seen(&fetched);
        assert_eq!(
            (fetched.answer, kinds(&fetched)),
            (answer, doubts),
            "{format} {:?}",
            fetched.doubts
        );
        assert_eq!(seen.len(), expected.len(), "{format} {seen:#?}");
        for (seen, start) in seen.iter().zip(expected) {
            assert!(seen.starts_with(start), "{format}: {seen} does not begin with {start}");
        }
        assert_ne!((fetched.answer, fetched.doubts.is_empty()), (Failed, true), "{format}");
        for word in ["http", "hemlig", "127.0.0.1", "Åsa"] {
            assert!(
                !fetched.doubts.iter().any(|d| format!("{:?}", d.detail).contains(word)),
                "{format}: {:?}",
                fetched.doubts
            );
        }
    }
    let strayed = elsewhere.received_requests().await.unwrap();
    assert!(
        strayed.is_empty(),
        "another host was asked, with {:?}",
        strayed[0].headers
    );
}

#[tokio::test]
async fn answers_are_told_apart() {
    check(vec![
        case(r#"{ get = "/" }"#, Opened, &[], &["200 / meny"]),
        case(r#"{ get = "/nekad" }"#, Refused, &[], &["403 /nekad Du saknar"]),
        case(r#"{ get = "/saknas" }"#, Refused, &[], &["404 /saknas {\"fel\""]),
        case(
            r#"{ get = "/nekad-utan-status" }"#,
            Refused,
            &[],
            &["200 /nekad-utan-status <h1"],
        ),
        case(r#"{ get = "/utloggad" }"#, SignedOut, &[], &["303 /utloggad "]),
        case(r#"{ get = "/stor.csv" }"#, Opened, &[], &["200 /stor.csv"]),
        case(r#"{ get = "/djup" }"#, Opened, &[Extraction], &["200 /djup"]),
        case(r#"{ get = "/trasig" }"#, Failed, &[Status], &["500"]),
        case(r#"{ get = "/okand" }"#, Failed, &[Status], &["501"]),
        case(r#"{ get = "/konstig" }"#, Failed, &[Status], &["418"]),
        case(r#"{ get = "/upptagen" }"#, Opened, &[], &["200 /upptagen"]),
        case(r#"{ get = "/alltid-upptagen" }"#, Failed, &[Status], &["503"]),
        case(r#"{ get = "/nekad" }, { get = "/" }"#, Opened, &[], &["403", "200"]),
        case(r#"{ get = "/" }, { get = "/nekad" }"#, Refused, &[], &["200", "403"]),
    ])
    .await;
}

#[tokio::test]
async fn a_closed_form_is_not_a_closed_door() {
    let csrf = r#"{ get = "/nekad", take = { csrf = { css = "input" } } }, { post = "/eko", form = { a = "{csrf}" } }"#;
    let never =
        r#"{ get = "/api/aldrig", poll = { until = { json = "/status" }, is = "klar", every_ms = 1, times = 2 } }"#;
    let steps = |rest: &str| format!(r#"{{ get = "/nekad" }}, {rest}"#);
    check(vec![
        case(
            &steps(r#"{ get = "/saknas" }, { get = "/" }"#),
            Opened,
            &[],
            &["403", "404", "200"],
        ),
        case(
            &steps(r#"{ get = "/konstig" }, { get = "/" }"#),
            Opened,
            &[],
            &["403", "418", "200"],
        ),
        case(
            &steps(r#"{ get = "/" }, { get = "/nekad" }"#),
            Refused,
            &[],
            &["403", "200", "403"],
        ),
        case(&steps(r#"{ get = "/utloggad" }"#), Refused, &[], &["403", "303"]),
        // An unknown status of the portal's no is a no: the form was sent without what is in it.
        case(&steps(r#"{ get = "/konstig" }"#), Refused, &[], &["403", "418"]),
        // What needs something of the form cannot be asked, and says nothing.
        case(csrf, Refused, &[], &["403"]),
        case(&format!(r#"{csrf}, {{ get = "/" }}"#), Opened, &[], &["403", "200"]),
        case(
            &steps(&format!(r#"{{ get = "/" }}, {csrf}"#)),
            Refused,
            &[],
            &["403", "200", "403"],
        ),
        case(
            &steps(never),
            Refused,
            &[],
            &["403", "200 /api/aldrig", "200 /api/aldrig"],
        ),
        // A job that was begun, and a file that something opened the way to, may be late.
        case(
            &steps(&format!(r#"{{ get = "/" }}, {never}"#)),
            Failed,
            &[Limit],
            &["403", "200", "200 /api/aldrig", "200 /api/aldrig"],
        ),
        case(
            &steps(r#"{ get = "/" }, { get = "/konstig" }"#),
            Failed,
            &[Status],
            &["403", "200", "418"],
        ),
        // Who asks too much is told to wait.
        case(
            &steps(r#"{ get = "/jamt-upptagen" }"#),
            Failed,
            &[Status],
            &["403", "429"],
        ),
        // What breaks down says nothing of the door.
        case(&steps(r#"{ get = "/trasig" }"#), Failed, &[Status], &["403", "500"]),
        case(
            &steps(r#"{ get = "/saknas" }, { get = "/trasig" }"#),
            Failed,
            &[Status],
            &["403", "404", "500"],
        ),
        case(
            &steps(r#"{ get = "/" }, { get = "/trasig" }"#),
            Failed,
            &[Status],
            &["403", "200", "500"],
        ),
        case(
            &steps(r#"{ get = "/flyttad-annan" }"#),
            Failed,
            &[Redirect],
            &["403", "302"],
        ),
        case(
            &steps(r#"{ get = "/", take = { x = { css = "b" } } }"#),
            Failed,
            &[Extraction],
            &["403", "200"],
        ),
    ])
    .await;
}

/// Whether the page that opened after a refusal may be one that other ways lead to, too.
#[tokio::test]
async fn what_opens_after_others_were_closed_is_told() {
    let server = town::start(String::new()).await;
    let cases = [
        (r#"{ get = "/" }"#, false),
        (r#"{ get = "/nekad" }, { get = "/" }"#, false),
        (r#"{ get = "/nekad" }, { get = "/" }, { get = "/" }"#, false),
        (r#"{ get = "/nekad" }, { get = "/saknas" }, { get = "/" }"#, true),
        (
            r#"{ get = "/nekad", take = { x = { css = "input" } } }, { get = "/{x}" }, { get = "/" }"#,
            true,
        ),
        (r#"{ get = "/nekad" }, { get = "/" }, { get = "/nekad" }"#, false),
    ];
    for (steps, expected) in cases {
        let profile = profile(&format!("steps = [{steps}]"));
        let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
        let fetched = fetch(&portal, &hr(&portal).await, &profile).await;
        assert_eq!(fetched.turned_away, expected, "{steps}");
    }
}

#[tokio::test]
async fn redirects_are_followed_on_the_same_host_and_kept() {
    check(vec![
        case(
            r#"{ get = "/flyttad" }"#,
            Opened,
            &[],
            &["302 /flyttad hemlig kropp", "200 /lista?sida=3 "],
        ),
        case(
            r#"{ get = "/flyttad-annan" }"#,
            Failed,
            &[Redirect],
            &["302 /flyttad-annan"],
        ),
        case(r#"{ get = "/evig" }"#, Failed, &[Redirect], &["302"; 6]),
        case(
            r#"{ post = "/vidare", form = { a = "1" } }"#,
            Opened,
            &[],
            &["303", r#"200 /eko {"metod":"GET","fraga":null,"kropp":"""#],
        ),
        case(
            r#"{ post = "/kvar", form = { a = "1" } }"#,
            Opened,
            &[],
            &["307", r#"200 /eko {"metod":"POST","fraga":null,"kropp":"a=1""#],
        ),
    ])
    .await;
}

#[tokio::test]
async fn values_are_carried_on_and_jobs_waited_for() {
    let order =
        r#"{ post = "/bestall", effect = true, take = { jobb = { header = "location", regex = "/jobb/(.+)$" } } }"#;
    let wait = r#"{ get = "/api/jobb/{jobb}", poll = { until = { json = "/status" }, is = "klar", every_ms = 1 }, take = { fil = { json = "/fil" } } }"#;
    let never =
        r#"{ get = "/api/aldrig", poll = { until = { json = "/status" }, is = "klar", every_ms = 1, times = 5 } }"#;
    let export = [order, wait, r#"{ get = "{fil}" }"#].join(", ");
    check(vec![
        case(
            &export,
            Opened,
            &[],
            &[
                "303 /bestall beställt",
                "200 /jobb/a1 väntar",
                "200 /api/jobb/a1 {\"status\":\"pågår",
                "200 /api/jobb/a1 {\"status\":\"klar",
                "200 /jobb/a1/fil?x=1 Åsa;1",
            ],
        ),
        case(
            r#"{ get = "/api/jobb/kod", poll = { while_status = [404, 409], every_ms = 1 } }"#,
            Opened,
            &[],
            &["404", "200"],
        ),
        case(never, Failed, &[Limit], &["200 /api/aldrig"; 2]),
        case(
            r#"{ get = "/nekad", poll = { until = { json = "/a" }, every_ms = 1, times = 2 } }"#,
            Refused,
            &[],
            &["403"],
        ),
        case(r#"{ get = "/", take = { x = { css = "b" } } }, { get = "/" }"#, Failed, &[Extraction], &["200 /"]),
        case(r#"{ get = "/", take = { x = { json = "/b" } } }"#, Failed, &[Extraction], &["200 /"]),
        case(
            r#"{ get = "/flyttad-annan", take = { x = { header = "location" } } }, { get = "/" }"#,
            Failed,
            &[Redirect],
            &["302"],
        ),
        case(
            r#"{ get = "/eko", selection = "query", query = { id = "{target.id}", q = "x" }, headers = { "X-Egen" = "{target.home} {user}" } }"#,
            Opened,
            &[],
            &[concat!(
                r#"200 /eko?fran=&id=B+7%2F%C3%A5&q=%C3%A5 {"metod":"GET","fraga":"fran=&id=B+7%2F%C3%A5&q=%C3%A5","#,
                r#""kropp":"","agent":"skott/"#,
                env!("CARGO_PKG_VERSION"),
                r#"","egen":"angered hr","kakor":null}"#
            )],
        ),
        case(r#"{ get = "/saknas/{target.id}" }"#, Failed, &[Status], &["501 /saknas/B%207%2F%C3%A5 "]),
    ])
    .await;
}

#[tokio::test]
async fn pages_that_stop_early_leave_a_doubt() {
    let page = "200 /lista";
    check(vec![
        paged("/lista", Opened, &[], &[page, page, page]),
        paged("/lista?sida=3", Opened, &[], &[page]),
        paged(
            "/runt",
            Opened,
            &[Limit],
            &["200 /runt ", "200 /runt?sida=2", "200 /runt?sida=1"],
        ),
        paged("/utan-slut", Opened, &[Limit], &["200 /utan-slut"; 4]),
        paged("/sida-borta", Opened, &[Status], &["200 /sida-borta <i>ett", "500"]),
        paged("/sida-nekas", Opened, &[Status], &["200 /sida-nekas <i>ett", "403"]),
        paged(
            "/sida-utloggad",
            SignedOut,
            &[Session],
            &["200 /sida-utloggad <i>ett", "303"],
        ),
        paged("/sida-annan", Opened, &[Redirect], &["200 /sida-annan <i>ett"]),
        paged("/nekad", Refused, &[], &["403"]),
        (
            "steps = [{ get = \"/api/markor\", query = { status = \"å\" } }]\nnext = { json = \"/next\" }\nnext_as = \"cursor\"".to_owned(),
            Opened,
            vec![],
            vec![
                "200 /api/markor?status=%C3%A5 ",
                "200 /api/markor?status=%C3%A5&cursor=b%26c ",
                "200 /api/markor?status=%C3%A5&cursor=d ",
            ],
        ),
        (
            "steps = [{ get = \"/lista\" }]\nnext = { json = \"/next\" }".to_owned(),
            Opened,
            vec![Extraction],
            vec![page],
        ),
    ])
    .await;
}

#[tokio::test]
async fn numbers_and_lists_are_read_on_every_page() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let numbers = r##"numbers = [
  { id = "antal", is = "count", at = { css = "#antal strong" } },
  { id = "summa", is = "sum", at = { css = "#summa" } },
]
lists = [
  { id = "sidor", of = "instances", at = { css = "#antal strong" } },
  { id = "inga", of = "persons", at = { css = "option" } },
]"##;
    let profile = profile(&format!("steps = [{{ get = \"/lista\" }}]\n{NEXT}\n{numbers}"));
    let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
    let session = hr(&portal).await;
    let before = portal.spent().requests;
    let fetched = fetch(&portal, &session, &profile).await;
    assert_eq!((fetched.requests, portal.spent().requests), (3, before + 3));
    assert_eq!(fetched.numbers["antal"], ["41", "42", "43"]);
    assert!(fetched.numbers["summa"].is_empty());
    assert_eq!(fetched.lists["sidor"], ["41", "42", "43"].map(str::to_owned).into());
    assert!(fetched.lists["inga"].is_empty());
    assert!(portal.spent().bytes > 100);
}

#[tokio::test]
async fn answers_in_whose_place_a_later_one_stands_are_kept_aside() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let wait = r#"{ get = "/api/jobb/a1", poll = { until = { json = "/status" }, is = "klar", every_ms = 1 } }"#;
    let cases = [
        (r#"{ get = "/lista" }"#, Opened, vec![]),
        (r#"{ get = "/alltid-upptagen" }"#, Failed, vec![503]),
        (wait, Opened, vec![200]),
        (r#"{ get = "/upptagen" }"#, Opened, vec![429]),
    ];
    for (step, answer, expected) in cases {
        let profile = profile(&format!("steps = [{step}]"));
        let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
        let session = hr(&portal).await;
        let fetched = fetch(&portal, &session, &profile).await;
        let aside: Vec<u16> = fetched.aside.iter().map(|received| received.status).collect();
        assert_eq!((fetched.answer, aside), (answer, expected), "{step}");
    }
}
