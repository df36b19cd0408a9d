use skott_model::DoubtKind::{self, Extraction, Session};
use skott_model::matrix::Scope;
use skott_model::profile::Step;
use skott_portal::{Answered, Portal, Secret};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::asked::{account, fetch, hr, kinds, limits, profile, two};
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
    let cases: [Case; 15] = [
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
        ("hr", "hr", two(), "utbytt", "rätt", None),
        ("hr", "hr", two(), "utbytt", "fel", Some(Session)),
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

#[tokio::test]
async fn who_stays_out_is_taken_for_nobody() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    let portal = Portal::new(&profile(VIEW), &server.uri(), limits()).unwrap();
    let visitor = account("besokare", "", Scope::SignedOut);
    for way in ["portal", "api", "grund"] {
        let session = portal
            .stay_out(&visitor, way, Some(&account("hr", "hr", two())))
            .unwrap();
        assert_eq!(portal.prove(&session).await, Ok(()), "{way}");
        let fetched = fetch(&portal, &session, &profile(VIEW)).await;
        assert_eq!(
            (fetched.answer, fetched.doubts),
            (Answered::Refused, Vec::new()),
            "{way}"
        );
    }
    // A portal that takes anybody for somebody, and one that does not answer.
    let known = MockServer::start().await;
    let somebody =
        ResponseTemplate::new(200).set_body_raw(r#"{"namn":"hr","behorighet":["angered"]}"#, "application/json");
    Mock::given(any()).respond_with(somebody).mount(&known).await;
    // A name that no account has is nobody's.
    for (identity, expected) in [("hr", Some(Session)), ("annan", None)] {
        let portal = Portal::new(&profile(VIEW), &known.uri(), limits()).unwrap();
        let portal = portal.with_identities([identity.to_owned()].into());
        let session = portal.stay_out(&visitor, "portal", None).unwrap();
        let got = portal.prove(&session).await;
        assert_eq!(got.map_err(|doubt| doubt.kind).err(), expected, "{identity}");
    }
    for (uri, expected) in [
        (known.uri(), Session),
        ("http://127.0.0.1:1".to_owned(), DoubtKind::Unreachable),
    ] {
        let portal = Portal::new(&profile(VIEW), &uri, limits()).unwrap();
        for way in ["portal", "api"] {
            let session = portal.stay_out(&visitor, way, None).unwrap();
            let got = portal.prove(&session).await;
            assert_eq!(got.map_err(|doubt| doubt.kind).err(), Some(expected), "{uri} {way}");
        }
    }
}

/// Nobody said what it looks like when one is sent to log in: what one is sent to is no page of the view's, and no open door.
#[tokio::test]
async fn a_login_page_that_no_sign_tells_of_is_named() {
    let server = town::start("http://elsewhere.example".to_owned()).await;
    // Whoever is logged in may be asked for a password where it is changed.
    let cases = [
        ("/in-hit", "besokare", Answered::Failed),
        ("/in-hit", "hr", Answered::Failed),
        ("/in-dit", "besokare", Answered::Failed),
        ("/in-dit", "hr", Answered::Opened),
        ("/konto/in", "besokare", Answered::Opened),
        ("/konto/in", "hr", Answered::Opened),
    ];
    for (path, who, expected) in cases {
        let mut profile = profile(&format!("steps = [{{ get = \"{path}\" }}]"));
        // The login's form is said to stand elsewhere than it is, and is asked for.
        let way = profile.auth.get_mut("grund").unwrap();
        way.steps = vec![Step {
            get: Some("/konto/in".to_owned()),
            ..Step::default()
        }];
        let portal = Portal::new(&profile, &server.uri(), limits()).unwrap();
        let session = match who {
            "hr" => hr(&portal).await,
            _ => portal
                .stay_out(&account(who, "", Scope::SignedOut), "portal", None)
                .unwrap(),
        };
        let fetched = fetch(&portal, &session, &profile).await;
        assert_eq!(fetched.answer, expected, "{path} {who}: {:?}", fetched.doubts);
        let expected: &[DoubtKind] = if expected == Answered::Failed { &[Session] } else { &[] };
        assert_eq!(kinds(&fetched), expected, "{path} {who}");
    }
}
