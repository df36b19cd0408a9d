//! A new page that no view declares, linked from where somebody may come: the incident, before anybody has written a view for it.

use serde_json::{Value, json};

use super::spoiler::{After, Spoiler};
use super::{as_it_is, city, untouched};
use crate::bench::{PROFILE, Place};

/// Runs two views of the whole profile, whose other views have steps that are taken whole from an answer, as `{fil}`.
fn unmapped(after: After) -> Value {
    report(after)["unmapped"].clone()
}

fn report(after: After) -> Value {
    let place = Place::new();
    place.write(
        "portal/portal.toml",
        PROFILE
            .replace("instances = 8", "instances = 4")
            .replace("persons = 12", "persons = 4"),
    );
    let spoilt = Spoiler::start(city(), untouched(), after);
    let views = ["--view", "bestallningssidan", "--view", "bestallning"];
    let ran = place.skott([&["run", "--portal", "portal", "--url", &spoilt.url][..], &views].concat());
    let report = place.report("out");
    assert_ne!(report["outcome"], "accepted", "{}", ran.said());
    report
}

/// Adds a link to the HTML pages whose path fits, where they opened.
fn linked(fits: fn(&str) -> bool, link: &'static str) -> After {
    Box::new(move |asked, answer| {
        let is_page = answer
            .headers
            .iter()
            .any(|(name, value)| name == "content-type" && value.starts_with("text/html"));
        if is_page && answer.status == 200 && fits(&asked.request.path) {
            answer.body = answer.text().replace("</body>", &format!("{link}</body>")).into_bytes();
        }
    })
}

/// Adds a link to the JSON of this path.
fn linked_in_json(path: &'static str) -> After {
    Box::new(move |asked, answer| {
        if asked.request.path == path && answer.status == 200 {
            let link = "{\"_links\": {\"ny\": {\"href\": \"/bestallningssidan2\"}},";
            answer.body = answer.text().replacen('{', link, 1).into_bytes();
        }
    })
}

#[test]
fn a_new_page_stops_the_release_wherever_it_is_linked_from() {
    assert_eq!(unmapped(as_it_is()), json!([]));
    let told = |path: &str, on: &str| json!([{ "path": path, "seen_on": on }]);
    let new = "<a href=\"/bestallningssidan2\">Ny beställningssida</a>";
    let expected = told("/bestallningssidan2", "bestallningssidan");
    assert_eq!(unmapped(linked(|path| path == "/bestallningar", new)), expected);
    // A portal that is one page has its links in scripts and in JSON.
    let script = "<script>const ny = () => fetch('/bestallningssidan2');</script>";
    assert_eq!(unmapped(linked(|path| path == "/bestallningar", script)), expected);
    assert_eq!(unmapped(linked_in_json("/api/bestallningar")), expected);
    let history = "<a href=\"historik/senaste\">Historik</a>";
    let expected = told("/bestallning/historik/senaste", "bestallning");
    assert_eq!(
        unmapped(linked(|path| path.starts_with("/bestallning/"), history)),
        expected
    );
    // Nobody asks for the page that a login ends on.
    let landing = unmapped(linked(|path| path == "/", new));
    assert_eq!(landing.as_array().map(Vec::len), Some(1), "{landing}");
    assert_eq!(landing[0]["path"], "/bestallningssidan2");
    assert!(
        landing[0]["seen_on"].as_str().unwrap().starts_with("auth."),
        "{landing}"
    );
    // Beside the planted orders' pages, and no order.
    let sibling = "<a href=\"/bestallning/sammanstallning\">Sammanställning</a>";
    let expected = told("/bestallning/sammanstallning", "bestallningssidan");
    assert_eq!(unmapped(linked(|path| path == "/bestallningar", sibling)), expected);
}

#[test]
fn a_choice_that_a_page_offers_and_no_request_makes_is_told() {
    let untried = |link| report(linked(|path| path == "/bestallningar", link))["untried_parameters"].clone();
    assert_eq!(
        untried("<a href=\"/bestallningar?arkiv=1\">Arkiv</a>"),
        json!(["/bestallningar?arkiv"])
    );
    let form =
        "<form action=\"/bestallningar\"><select name=\"status\"></select><select name=\"kanal\"></select></form>";
    assert_eq!(untried(form), json!(["/bestallningar?kanal"]));
    // Of what is chosen by, a value that nobody tried is one more.
    let form = "<form action=\"/bestallningar\"><select name=\"status\"><option value=\"\">Alla<option>makulerad\
                <option>avbruten<option>8901019802</select></form>";
    assert_eq!(untried(form), json!(["/bestallningar?status=* (2)"]));
}
