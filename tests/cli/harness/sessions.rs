//! Sessions: lost, swapped, never there, and probes that prove nothing.

use std::sync::Mutex;

use super::spoiler::form;
use super::{After, Answer, Asked, Ends, as_it_is, in_one_line, place, profile, run, untouched};
use crate::bench::Place;

const LOST: &str = "inloggningen eller sessionen höll inte";
const SOMEBODY_ELSE: &str = "vem-är-jag-frågan svarade att någon annan är inloggad";

fn to_login(answer: &mut Answer) {
    *answer = Answer::page(303, "text/plain", "");
    answer.set("location", "/logga-in");
}

/// What is broken, how the answer is spoilt, what the report calls it.
type Spoilt = (&'static str, fn(&Asked, &mut Answer), &'static str);

const DEAD: &[Spoilt] = &[
    (
        "sessions die after five views",
        |asked, answer| {
            if asked.is_view() && asked.views > 5 {
                to_login(answer);
            }
        },
        "sessionen gick förlorad två gånger",
    ),
    (
        "sessions die after five views, and the login is told where one was going",
        |asked, answer| {
            if asked.is_view() && asked.views > 5 {
                to_login(answer);
                answer.set("location", &format!("/logga-in?nasta={}", asked.request.path));
            }
        },
        "sessionen gick förlorad två gånger",
    ),
    (
        "sessions die and nobody gets in again",
        |asked, answer| {
            if asked.views > 5 {
                to_login(answer);
            } else if asked.is_login() && asked.request.method == "POST" {
                answer.headers.retain(|(name, _)| name != "set-cookie");
            }
        },
        LOST,
    ),
    (
        "the login page comes with status 200",
        |asked, answer| {
            if asked.is_view() {
                *answer = Answer::page(200, "text/html", "<form><input type=password name=losenord></form>");
            }
        },
        "sessionen gick förlorad två gånger",
    ),
    (
        "the login page comes with status 200, wherever one goes",
        |_, answer| {
            *answer = Answer::page(200, "text/html", "<form><input type=password name=losenord></form>");
        },
        "csrf hittades inte",
    ),
    (
        "the who-am-I probe answers nobody",
        |asked, answer| {
            if asked.is_probe() {
                *answer = Answer::page(200, "application/json", r#"{"anvandarnamn": null}"#);
            }
        },
        "vem-är-jag-frågan svarade att ingen är inloggad",
    ),
    (
        "cookies run out at once: the portal's clock is off",
        |_, answer| {
            for (_, value) in answer.headers.iter_mut().filter(|(name, _)| name == "set-cookie") {
                value.push_str("; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
            }
        },
        LOST,
    ),
];

#[test]
fn a_session_that_is_lost_or_never_was_is_no_proof() {
    for (broken, spoil, says) in DEAD {
        let place = place();
        let ran = run(&place, untouched(), Box::new(spoil));
        let ends = Ends::no_proof(broken, says);
        ends.check(&place, &ran);
    }
}

/// A login that leads elsewhere, with what must not be repeated of the address, and what is told of it in both languages.
type Leads = (&'static str, fn(&Asked, &mut Answer), [&'static str; 2]);

fn moved(answer: &mut Answer, to: &str) {
    *answer = Answer::page(302, "text/plain", "");
    answer.set("location", to);
}

const ELSEWHERE: &[Leads] = &[
    (
        "the login is somebody else's",
        |asked, answer| {
            if asked.is_login() {
                moved(
                    answer,
                    "https://login.example.se:8443/adfs/ls/stadsadmin?SAMLRequest=hemligt#x",
                );
            }
        },
        [
            "inloggning (portal), steg 1: en adress hos en annan värd, den följdes inte: omdirigerad till login.example.se:8443/adfs/ls/…",
            "login (portal), step 1: an address of another host, not followed: redirected to login.example.se:8443/adfs/ls/…",
        ],
    ),
    (
        "what is typed leads to another page, and in nowhere",
        |asked, answer| {
            if asked.is_login() && asked.request.method == "POST" {
                moved(answer, "/logga-in?fel=hemligt");
            }
        },
        [
            "inloggningen omdirigerades till /logga-in",
            "the login was redirected to /logga-in",
        ],
    ),
    (
        "the probe leads to the login",
        |asked, answer| {
            if asked.is_probe() {
                moved(answer, "/logga-in/8f14e45fceea167a5a36dedd4bea2543?vidare=hemligt");
            }
        },
        [
            "svarade med status 302: omdirigerad till /logga-in/…",
            "answered with status 302: redirected to /logga-in/…",
        ],
    ),
];

#[test]
fn a_login_that_is_redirected_says_where_to_and_no_more_of_the_address() {
    for (broken, spoil, [sv, en]) in ELSEWHERE {
        let place = place();
        let ran = run(&place, untouched(), Box::new(spoil));
        let ends = Ends::no_proof(broken, sv);
        ends.check(&place, &ran);
        let english = place.skott(["report", "out", "--lang", "en"]);
        assert!(
            in_one_line(&english.stdout).contains(en),
            "{broken}: {}",
            english.said()
        );
        for written in ["run.ndjson", "report.json", "report.txt", "junit.xml"] {
            let written = place.read(&format!("out/{written}"));
            assert!(!written.contains("hemligt"), "{broken}: {written}");
        }
    }
}

/// Logs in another account than the one that was typed.
fn swapped(asked: &mut Asked, pairs: &[(&str, &str)]) {
    let mut fields = form(&asked.request.body);
    let Some(user) = fields
        .get_mut("anvandarnamn")
        .filter(|_| asked.request.method == "POST")
    else {
        return;
    };
    if let Some((_, other)) = pairs.iter().find(|(typed, _)| user == typed) {
        *user = (*other).to_owned();
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        asked.request.body = body.into_bytes();
    }
}

const WRONG: &[(&str, &str)] = &[("ekonomi-en", "ekonomi-flera")];
const SWAPPED: &[(&str, &str)] = &[("ekonomi-en", "hr-en"), ("hr-en", "ekonomi-en")];

#[test]
fn another_account_than_the_one_that_was_asked_for_is_no_proof() {
    for (broken, pairs) in [("the wrong account", WRONG), ("accounts swapped", SWAPPED)] {
        let place = place();
        let ran = run(&place, Box::new(|asked| swapped(asked, pairs)), as_it_is());
        let ends = Ends::no_proof(broken, SOMEBODY_ELSE);
        ends.check(&place, &ran);
    }
}

/// A portal that knows whoever comes from the same machine as who was typed there last, session or not. It knows nobody by
/// an e-mail address: to tell a visitor somebody's address would be a leak, and proof.
fn knows_the_machine() -> After {
    let last = Mutex::new(String::new());
    Box::new(move |asked, answer| {
        if let Some(typed) = asked.typed().filter(|typed| !typed.contains('@')) {
            *last.lock().unwrap() = typed;
        }
        if asked.is_probe() {
            let body = format!(r#"{{"anvandarnamn": "{}"}}"#, last.lock().unwrap());
            *answer = Answer::page(200, "application/json", body);
        }
    })
}

#[test]
fn a_probe_that_always_says_yes_proves_nothing() {
    for (broken, pairs) in [("always yes", &[][..]), ("always yes, and accounts swapped", SWAPPED)] {
        let place = Place::new();
        let mut one_at_a_time = profile();
        one_at_a_time["limits"]["concurrency"] = 1.into();
        place.portal("portal", &one_at_a_time);
        let ran = run(&place, Box::new(|asked| swapped(asked, pairs)), knows_the_machine());
        let ends = Ends::no_proof(broken, "vem-är-jag-frågan ger samma svar utan inloggning");
        ends.check(&place, &ran);
    }
}

#[test]
fn a_session_that_is_said_to_be_anothers_shows_what_it_must_not() {
    let place = place();
    // The probe answers what was typed: nothing but what the pages show tells the accounts apart.
    let typed = |asked: &Asked, answer: &mut Answer| {
        if asked.is_probe() && !asked.user.is_empty() {
            *answer = Answer::page(
                200,
                "application/json",
                format!(r#"{{"anvandarnamn": "{}"}}"#, asked.user),
            );
        }
    };
    let ran = run(&place, Box::new(|asked| swapped(asked, SWAPPED)), Box::new(typed));
    let ends = Ends {
        broken: "accounts swapped behind a probe that repeats what was typed",
        code: 1,
        verdict: "leak",
        also: &["missing", "unwitnessed", "blind"],
        says: "UNDERKÄND: läcka",
    };
    ends.check(&place, &ran);
}
