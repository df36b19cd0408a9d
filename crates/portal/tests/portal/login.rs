use skott_model::DoubtKind::{self, Extraction, Session};
use skott_model::matrix::Scope;
use skott_portal::{Portal, Secret};

use crate::asked::{account, limits, profile, two};
use crate::town;

const VIEW: &str = "steps = [{ get = \"/\" }]";

#[tokio::test]
async fn only_the_right_account_is_signed_in() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let portal = Portal::new(&profile(VIEW), &server.uri(), limits()).unwrap();
    let all = ["angered", "lundby"].map(str::to_owned).to_vec();
    let portal = portal.with_instances(all);
    let good = "rätt lösenord";
    let one = Scope::Instances(vec!["angered".to_owned()]);
    type Case = (
        &'static str,
        &'static str,
        Scope,
        &'static str,
        &'static str,
        Option<DoubtKind>,
    );
    let cases: [Case; 13] = [
        ("hr", "hr", two(), "portal", good, None),
        ("hr", "hr", two(), "portal", "fel", Some(Session)),
        ("bytt", "bytt", two(), "portal", good, Some(Session)),
        ("hr", "någon annan", two(), "portal", good, Some(Session)),
        ("hr", "hr", two(), "inget", good, Some(Session)),
        ("hr", "hr", two(), "api", "rätt", None),
        ("hr", "hr", Scope::All, "api", "rätt", None),
        ("hr", "hr", one, "api", "rätt", Some(Session)),
        ("hr", "hr", Scope::None, "api", "rätt", Some(Session)),
        ("hr", "hr", two(), "api", "fel", Some(Session)),
        ("hr", "hr", two(), "api", "rad\nbrytning", Some(Extraction)),
        ("hr", "hr", two(), "grund", "rätt", None),
        ("hr", "hr", two(), "grund", "fel", Some(Session)),
    ];
    for (user, identity, scope, way, secret, expected) in cases {
        let what = format!("{user} {identity} {scope:?} {way} {secret}");
        let got = portal
            .sign_in(&account(user, identity, scope), way, &Secret::new(secret))
            .await;
        assert_eq!(got.as_ref().err().map(|doubt| doubt.kind), expected, "{what}: {got:?}");
        assert!(!format!("{got:?}").contains(secret), "{what}");
    }
}

#[tokio::test]
async fn each_session_stays_its_own() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let portal = Portal::new(&profile(VIEW), &server.uri(), limits()).unwrap();
    let secret = Secret::new("rätt lösenord");
    let mut sessions = Vec::new();
    for user in ["hr", "ekonomi", "hr"] {
        sessions.push(
            portal
                .sign_in(&account(user, user, two()), "portal", &secret)
                .await
                .unwrap(),
        );
    }
    for session in sessions.iter().chain(sessions.iter().rev()) {
        assert_eq!(portal.prove(session).await, Ok(()), "{session:?}");
    }
    server.reset().await;
    assert_eq!(
        portal.prove(&sessions[0]).await.map_err(|doubt| doubt.kind),
        Err(Session)
    );
}
