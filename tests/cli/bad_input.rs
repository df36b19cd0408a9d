//! Profiles, features and populations that are wrong: exit 2, where, what and what to do.

use crate::bench::{PROFILE, Place, Ran};

/// Where a profile is changed: (name, from, to, where it says that it is wrong, what it says).
const PROFILES: &[(&str, &str, &str, &str)] = &[
    (
        "name = \"formansportalen\"",
        "name = formansportalen",
        "\u{2191}formansportalen",
        "correct it",
    ),
    ("shared = [", "shared [", "\u{2191}[", "correct it"),
    (
        "settings = [\"sokord\"]",
        "settings = [\"sokor\"]",
        "\u{2191}\"sokor\"",
        "\"sokor\" is not declared",
    ),
    (
        "unit = \"aggregate\"",
        "unit = \"tal\"",
        "\u{2191}\"tal\"",
        "unknown variant `tal`",
    ),
    (
        "target = \"order\"",
        "farg = \"blå\"",
        "\u{2191}farg",
        "unknown field `farg`",
    ),
    (
        "{ role = [\"anställd\", \"hr-a",
        "{ role = [\"anstäld\", \"hr-a",
        "\u{2191}\"anstäld\"",
        "\"anstäld\"",
    ),
    (
        "scope = [\"grundskola\"]",
        "scope = [\"grundskolan\"]",
        "\u{2191}\"ekonomi-en\"",
        "\"grundskolan\" is not planted",
    ),
    (
        "person = \"grundskola-01\"",
        "person = \"grundskol-01\"",
        "\u{2191}\"grundskol-01\"",
        "\"grundskol-01\"",
    ),
    (
        "person = \"case:moved\"",
        "person = \"case:movd\"",
        "\u{2191}\"case:movd\"",
        "\"case:movd\"",
    ),
    (
        "secret = \"env:SKOTT_STUB_PASSWORD\"",
        "secret = \"hemligt\"",
        "\u{2191}\"hemligt\"",
        "must be named, not written",
    ),
    (
        "secret = \"env:SKOTT_STUB_PASSWORD\"",
        "secret = \"env:FINNS_EJ\"",
        "\u{2191}\"env:FINNS_EJ\"",
        "env:FINNS_EJ",
    ),
    (
        "secret = \"env:SKOTT_STUB_PASSWORD\"",
        "secret = \"file:/nope/x\"",
        "\u{2191}\"file:/nope/x\"",
        "hemligheten file:/nope/x går inte att läsa; se till att filen finns",
    ),
    (
        "benefit = [\"Lunchkort\"]",
        "benefit = [\"Lunch\"]",
        "\u{2191}{ benefit = [\"Lunch\"]",
        "matches no planted order",
    ),
];

/// What `plan` and `run` tell alike: a locator that cannot be read, an address that is none, a name that nothing gives.
const STATIC: &[(&str, &str, &str, &str)] = &[
    (
        "{ css = \"input[name=csrf]\"",
        "{ css = \"input[\"",
        "\u{2191}{ css = \"input[\"",
        "the css selector cannot be read",
    ),
    (
        "base_url = \"",
        "base_url = \"127.0.0.1:8455\" # ",
        "\u{2191}\"127.0.0.1:8455\"",
        "scheme, host and port",
    ),
    (
        "{secret}",
        "{secrt}",
        "\u{2191}\"{secrt}\"",
        "nothing gives {secrt} here",
    ),
];

#[test]
fn plan_tells_what_run_would() {
    let place = Place::new();
    for (from, to, at, says) in STATIC {
        let text = PROFILE.replacen(from, to, 1);
        assert_ne!(text, PROFILE, "{from}");
        place.write("portal/portal.toml", &text);
        for command in ["plan", "run"] {
            let ran = place.skott([command, "--portal", "portal"]);
            told(&ran, &places(&text, at.trim_start_matches('\u{2191}')), says);
        }
    }
}

/// The report of an earlier run must not stand for one that never began.
#[test]
fn no_earlier_report_is_left_where_a_run_does_not_begin() {
    let place = Place::new();
    for name in ["report.json", "report.txt", "junit.xml"] {
        place.write(&format!("out/{name}"), "GODKÄND");
    }
    place.write("out/run.ndjson", "{}");
    place.write("portal/portal.toml", "name = 1");
    let ran = place.skott(["run", "--portal", "portal"]);
    assert_eq!(ran.code, 2, "{}", ran.said());
    let left: Vec<_> = std::fs::read_dir(place.path("out")).unwrap().collect();
    assert_eq!(left.len(), 1, "the record alone: {left:?}");
    let ran = place.skott(["run", "--portal", "portal", "--out", "portal/portal.toml"]);
    assert_eq!(ran.code, 2, "{}", ran.said());
}

#[test]
fn a_missing_secret_is_told_once_with_every_account_that_needs_it() {
    let place = Place::new();
    place.write(
        "portal/portal.toml",
        PROFILE.replace("env:SKOTT_STUB_PASSWORD", "env:FINNS_EJ"),
    );
    let cases = [
        (
            "sv",
            "hemligheten env:FINNS_EJ saknas; sätt den, eller rätta profilen (konton: stadsadmin, ekonomi-en, hr-en,",
        ),
        (
            "en",
            "secret env:FINNS_EJ is not set; set it, or correct the profile (accounts: stadsadmin, ekonomi-en, hr-en,",
        ),
    ];
    for (lang, says) in cases {
        let ran = place.skott(["run", "--portal", "portal", "--lang", lang]);
        assert_eq!(ran.code, 2, "{}", ran.said());
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
        assert!(ran.stderr.contains(says), "{lang}: {}", ran.stderr);
    }
}

#[test]
fn a_wrong_profile_is_told_by_line_and_column() {
    let place = Place::new();
    for (from, to, at, says) in PROFILES {
        let text = PROFILE.replacen(from, to, 1);
        assert_ne!(text, PROFILE, "{from}");
        place.write("portal/portal.toml", &text);
        let ran = place.skott(["run", "--portal", "portal"]);
        let from_here = at.strip_prefix('\u{2191}').unwrap_or("");
        let starts = if from_here.is_empty() {
            vec!["portal/portal.toml:".to_owned()]
        } else {
            places(&text, from_here)
        };
        told(&ran, &starts, says);
        assert!(
            !ran.said().contains("\"hemligt\""),
            "the secret is repeated: {}",
            ran.said()
        );
    }
}

/// `portal/portal.toml:LINE:COLUMN:` of each place where the text stands.
fn places(text: &str, sought: &str) -> Vec<String> {
    let position = |(at, _): (usize, &str)| {
        let line = text[..at].matches('\n').count() + 1;
        let column = text[..at].chars().rev().take_while(|c| *c != '\n').count() + 1;
        format!("portal/portal.toml:{line}:{column}: ")
    };
    text.match_indices(sought).map(position).collect()
}

fn told(ran: &Ran, starts: &[String], says: &str) {
    assert_eq!(ran.code, 2, "{says}: {}", ran.said());
    let is_there = starts.iter().any(|start| ran.stderr.contains(start.as_str()));
    assert!(is_there, "{starts:?} for {}", ran.stderr);
    assert!(ran.stderr.contains(says), "{says}: {}", ran.stderr);
    assert!(ran.stderr.contains(';'), "what to do: {}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

const FEATURE: &str = "# language: sv
Egenskap: Prov

  Scenariomall: <konto> <vy>
    Givet att jag är inloggad som <konto>
    När jag öppnar <vy> med urvalet <urval> i formatet <format>
    Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag
    Men jag ser inga uppgifter som bara hör till andra förvaltningar eller bolag

    Exempel:
      | konto      | vy      | urval | format |
      | ekonomi-en | rapport | alla  | csv    |
";

const FEATURES: &[(&str, &str, &str, &str)] = &[
    (
        "jag öppnar",
        "jag öpnar",
        "prov.feature:6:5:",
        "menade du ”När jag öppnar <vy>",
    ),
    (
        "När jag öppnar <vy>",
        "När solen går upp",
        "prov.feature:6:5:",
        "skott steps",
    ),
    (
        "| rapport |",
        "| raport  |",
        "prov.feature:12:22:",
        "menade du ”rapport”?",
    ),
    (
        "| ekonomi-en |",
        "| ekonomi-e  |",
        "prov.feature:12:9:",
        "menade du ”ekonomi-en”?",
    ),
    ("| alla  |", "| ala   |", "prov.feature:12:", "”ala”"),
    ("| csv    |", "| cvs    |", "prov.feature:12:", "”cvs”"),
    ("    Exempel:", "    Exempl:", "prov.feature:11:", "Gherkin"),
    ("| alla  | csv    |", "| alla  |", "prov.feature:12:", "Gherkin"),
    ("Egenskap:", "Egenskab:", "prov.feature:2:", "Gherkin"),
    ("language: sv", "language: xx", "prov.feature:1:1:", "”xx”"),
    (
        "      | ekonomi-en | rapport | alla  | csv    |\n",
        "",
        "prov.feature:4:3:",
        "inga rader",
    ),
];

#[test]
fn a_wrong_feature_is_told_by_line_and_column() {
    let place = Place::new();
    let try_it = |text: &[u8]| {
        place.write("egna/prov.feature", text);
        place.skott(["run", "--features", "egna"])
    };
    for (from, to, at, says) in FEATURES {
        let text = FEATURE.replacen(from, to, 1);
        assert_ne!(text, FEATURE, "{from}");
        told(&try_it(text.as_bytes()), &[(*at).to_owned()], says);
    }
    let mut bytes = FEATURE.as_bytes().to_vec();
    let at = FEATURE.find("Prov").unwrap();
    bytes[at] = 0xE5;
    told(&try_it(&bytes), &["prov.feature:2:11:".to_owned()], "UTF-8");
}

#[test]
fn a_folder_without_what_it_should_hold_is_told() {
    let place = Place::new();
    std::fs::create_dir(place.path("tom")).unwrap();
    for (words, says) in [
        (["run", "--features", "tom"], "inga .feature-filer"),
        (["run", "--features", "finns-inte"], "finns-inte"),
        (["run", "--portal", "tom"], "portal.toml"),
    ] {
        let ran = place.skott(words);
        assert_eq!(ran.code, 2, "{}", ran.said());
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    }
}

#[test]
fn a_wrong_population_is_told_by_line_and_column() {
    let place = Place::new();
    let planted = place.skott(["plant", "--instances", "4", "--persons", "4"]).stdout;
    let plant = "plant = { seed = 2020, instances = 8, persons = 12 }";
    place.write("portal/portal.toml", PROFILE.replacen(plant, "file = \"stad.json\"", 1));
    let person = planted.find("\"person\": \"").expect("an order with its person");
    let unknown = format!("{}\"person\": \"ingen-{}", &planted[..person], &planted[person + 11..]);
    for (text, says) in [
        (&planted[..planted.len() / 2], "texten tar slut"),
        (unknown.as_str(), "ingen-"),
        (&planted.replacen("\"instances\"", "\"instanser\"", 1), "instanser"),
        ("[]", ""),
    ] {
        place.write("portal/stad.json", text);
        let ran = place.skott(["run", "--portal", "portal"]);
        assert_eq!(ran.code, 2, "{says}: {}", ran.said());
        let at = ran.stderr.strip_prefix("portal/stad.json:").unwrap_or_default();
        let numbers: Vec<_> = at.split(':').take(2).map(str::parse::<usize>).collect();
        assert!(matches!(numbers[..], [Ok(_), Ok(_)]), "{}", ran.stderr);
        assert!(ran.stderr.contains(says), "{says}: {}", ran.stderr);
    }
    let sized = place.skott(["run", "--portal", "portal", "--seed", "7"]);
    assert_eq!((sized.code, sized.stderr.contains("--seed")), (2, true));
}
