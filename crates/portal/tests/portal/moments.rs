//! Two sessions that ask at the same moment, where requests otherwise go one by one with long pauses between.

use skott_model::DoubtKind::{self, Session as Lost, Status};
use skott_model::profile::Limits;
use skott_portal::Answered::{self, Failed, Opened, Refused};
use skott_portal::{Helpers, Portal};

use crate::asked::{admin, ask, hr, kinds, limits, profile, seen};
use crate::town;

/// Steps, the answer, doubts, whose session was lost, and the exchanges that are judged.
type Case<'a> = (&'a str, Answered, &'a [DoubtKind], Option<&'a str>, &'a [&'a str]);

#[tokio::test]
async fn what_is_asked_together_is_sent_at_one_moment_and_nothing_else_is() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let slow = Limits {
        concurrency: 1,
        rate: Some(2),
        timeout_s: 5,
        ..limits()
    };
    let cases: [Case; 7] = [
        (
            r#"{ get = "/nyss", as = "admin" }, { get = "/nyss" }"#,
            Opened,
            &[],
            None,
            &["200 /nyss ingen"],
        ),
        (
            r#"{ get = "/nyss", as = "admin", together = true }, { get = "/nyss" }"#,
            Opened,
            &[],
            None,
            &["200 /nyss admin"],
        ),
        // Only the step that follows at once.
        (
            r#"{ get = "/nyss", as = "admin", together = true }, { get = "/vem" }, { get = "/nyss" }"#,
            Opened,
            &[],
            None,
            &["200 /vem hr", "200 /nyss ingen"],
        ),
        // What the account is refused at that moment is its answer.
        (
            r#"{ get = "/nyss", as = "admin", together = true }, { get = "/nyss-nekad" }"#,
            Refused,
            &[],
            None,
            &["403 /nyss-nekad "],
        ),
        // A redirect waits for its turn.
        (
            r#"{ get = "/nyss", as = "admin", together = true }, { get = "/nyss-vidare" }"#,
            Opened,
            &[],
            None,
            &["303 /nyss-vidare ", "200 /nyss ingen"],
        ),
        // Where the other was not answered nobody asked at the moment, but what was shown was shown.
        (
            r#"{ get = "/nyss-nekad", as = "admin", together = true }, { get = "/nyss" }"#,
            Failed,
            &[Status],
            None,
            &["200 /nyss admin"],
        ),
        (
            r#"{ get = "/nyss-utloggad", as = "admin", together = true }, { get = "/nyss" }"#,
            Failed,
            &[Lost],
            Some("admin"),
            &["200 /nyss admin"],
        ),
    ];
    for (steps, answer, doubts, lost, expected) in cases {
        let profile = profile(&format!("steps = [{steps}]"));
        let portal = Portal::new(&profile, &server.uri(), slow.clone()).unwrap();
        let own = hr(&portal).await;
        let admin = admin(&portal).await;
        let before = portal.spent().requests;
        let fetched = ask(&portal, &own, &Helpers::from([("admin", &admin)]), &profile).await;
        assert_eq!(
            (fetched.answer, kinds(&fetched).as_slice()),
            (answer, doubts),
            "{steps} {:?}",
            fetched.doubts
        );
        assert_eq!(fetched.lost.as_deref(), lost, "{steps}");
        assert_eq!(seen(&fetched), expected, "{steps}");
        assert_eq!(u64::from(fetched.requests), portal.spent().requests - before, "{steps}");
    }
}
