//! What a profile may say: every fault is told with its line, what is wrong and what to do.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use skott_model::matrix::expand;
use skott_model::profile::{parse, placed};
use skott_population::plant;

const PROFILE: &str = include_str!("profiles/sound.toml");

/// Changes one text of a sound profile; the first fault that comes of it, as `line: what`.
fn told(from: &str, to: &str) -> String {
    assert_eq!(
        PROFILE.matches(from).count(),
        1,
        "{from} must stand in the sound profile once"
    );
    let text = PROFILE.replacen(from, to, 1);
    let profile = match parse(&text) {
        Ok(profile) => profile,
        Err(faults) => return format!("{}: {}", faults[0].line, faults[0].what),
    };
    match expand(profile, plant(1, 4, 4).unwrap()) {
        Ok(_) => "sound".to_owned(),
        Err(faults) => {
            let first = &placed(&text, faults)[0];
            format!("{}: {}", first.line, first.what)
        }
    }
}

#[test]
fn faults_are_told_where_they_stand() {
    let step = r#"{ get = "/lista", selection = "query" }"#;
    let setting = r#"{ id = "alla" }"#;
    let cases = [
        (
            setting,
            r#"{ id = "alla" }, { id = "stjarna", manipulates = true, set = { i = ["{home}", "{foreign.upper}"] } }"#,
            "sound",
        ),
        (
            setting,
            r#"{ id = "alla" }, { id = "stjarna", manipulates = true, where = { instance = "x" } }"#,
            "27: [setting.instans]: a manipulation means no orders",
        ),
        (
            "steps = [{ get",
            "manipulates = \"xml\"\nsteps = [{ get",
            "40: manipulates = \"xml\" is no format of view \"lista\" that is offered",
        ),
        (
            "steps = [{ get",
            "manipulates = \"json\"\nsteps = [{ get",
            "40: manipulates = \"json\" is no format of view \"lista\" that is offered",
        ),
        (
            r#"scope = "none""#,
            "scope = \"none\"\nhistory = [{ name = \"a\" }]",
            "22: principal \"utan\": \"a\" is neither a login nor a request",
        ),
        (
            r#"scope = "none""#,
            "scope = \"none\"\nhistory = [{ name = \"a\", ask = { post = \"/x\", as = \"chef\", effect = true }, \
             reads = { at = { json = \"/a\" }, is = [\"1\"] } }]",
            "25: this request changes the portal, which writes = false forbids",
        ),
        (
            r#"scope = "none""#,
            "scope = \"none\"\nhistory = [{ name = \"a\", ask = { get = \"/x\" } }]",
            "25: principal \"utan\": \"a\" is asked by nobody who can log in",
        ),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nwrites = true",
            "sound",
        ),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nrejection = [{}]",
            "6: a rejection must be told by something",
        ),
        (step, step, "sound"),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nprotected = { hidden = [\"nmae\"] }",
            "6: [protected] hidden: \"nmae\" is no category of personal data",
        ),
        (
            r#"shows = ["order"]"#,
            r#"shows = ["order", "epost"]"#,
            "30: view \"lista\": \"epost\" is no category of personal data",
        ),
        (
            r#"shows = ["order"]"#,
            "shows = [\"order\"]\nkey = \"ordr\"",
            "30: view \"lista\": \"ordr\" is no category of personal data",
        ),
        (
            setting,
            r#"{ id = "alla", sorted_by = "lön" }"#,
            "27: [setting.instans]: \"lön\" is no category of personal data",
        ),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nwaiver = [{ cells = \"*\", verdict = [\"isolated\"], by = \"A\", why = \"b\", until = \"2030-01-01\" }]",
            "6: waiver for \"*\" does not say what is accepted",
        ),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nwaiver = [{ cells = \"*/csvv\", verdict = [\"leak\"], by = \"A\", why = \"b\", until = \"2030-01-01\" }]",
            "6: waiver for \"*/csvv\" is about no cell",
        ),
        (
            "refusal = [{ status = 403 }]",
            "refusal = [{ status = 403 }]\nabsent = [{ unit = \"scope-none\", why = \"finns inte\" }]",
            "6: [[absent]] says that the portal lacks what the profile declares: scope-none",
        ),
        (
            r#"settings = ["instans"]"#,
            "",
            "26: [setting.instans] is chosen in no view",
        ),
        (
            r#"unit = "orders""#,
            "unit = \"orders\"\ntries = 0",
            "30: view \"lista\" is tried 0 times",
        ),
        (
            "access = [{ is = \"scope\" }]",
            "access = [{ target = [\"foreign\"], is = \"refused\" }, { is = \"scope\" }]",
            "30: view \"lista\" is asked about nothing, so a line of access about a target never holds",
        ),
        (
            step,
            r#"{ get = "/lista", selection = "query", effect = true }"#,
            "40: this request changes the portal, which writes = false forbids",
        ),
        (
            step,
            r#"{ get = "/lista", selection = "query", poll = { is = "klar" } }"#,
            "39: view \"lista\": poll is = … is said of nothing",
        ),
        (
            step,
            r#"{ get = "/lista", selection = "query", take = { x = { json = "/x", attr = "href" } } }"#,
            "40: an attribute is an element's",
        ),
        (
            setting,
            r#"{ id = "alla" }, { id = "stjarna", manipulates = true, set = { i = "*" } }"#,
            "sound",
        ),
        (
            r#"selection = "query" }]"#,
            "}]\n[[view.format]]\nid = \"csv\"\nsteps = [{ get = \"/x\", selection = \"query\" }]\nnumbers = [{ id = \"n\", is = \"count\", at = { json = \"/n\" } }, { id = \"n\", is = \"sum\", at = { json = \"/m\" } }]",
            "42: format \"csv\": number \"n\" is declared twice",
        ),
        (
            r#"selection = "query" }]"#,
            "selection = \"query\" }]\nnumbers = [{ id = \"n\", each = \"status\", is = \"count\", at = { json = \"/n\" } }]",
            "41: number \"n\" is one each, and all of them stand in one place: at does not hold {status}",
        ),
        (
            r#"selection = "query" }]"#,
            "selection = \"query\" }]\nnumbers = [{ id = \"n\", each = \"status\", is = \"count\", at = { json = \"/{status}\" }, where = { status = [\"ny\"] } }]",
            "41: number \"n\" says by each what where says, too",
        ),
        (
            r#"selection = "query" }]"#,
            "selection = \"query\" }]\nnumbers = [{ id = \"n\", is = \"count\", at = { json = \"/{status}\" } }]",
            "41: number \"n\" stands where {status} is said, and is no number each of it",
        ),
        (
            r#"selection = "query" }]"#,
            "selection = \"query\" }]\nnumbers = [{ id = \"n\", is = \"count\", at = { json = \"/n\" }, where = { status = [\"stavfel\"] } }]",
            "30: view \"lista\": number \"n\" counts no planted order",
        ),
        (
            r#"selection = "query" }]"#,
            "selection = \"query\" }]\nnumbers = [{ id = \"n\", is = \"count\", at = { header = \"x\", holds = \"y\" } }]",
            "41: only elements and values of JSON hold something",
        ),
        (
            r#"selection = "query" }]"#,
            "selection = \"query\" }]\nnumbers = [{ id = \"n\", is = \"count\", at = { css = \"tr\", cell = { json = \"/n\" } } }]",
            "41: a cell is of its row's kind",
        ),
        (
            r#"selection = "query" }]"#,
            "selection = \"query\" }]\nnumbers = [{ id = \"n\", each = \"month\", is = \"sum\", at = { json = \"/r/*\", holds = \"{month}\", cell = { json = \"/n\" } } }]",
            "sound",
        ),
        (
            step,
            r#"{ method = "HEAD", path = "/lista", selection = "header" }"#,
            "sound",
        ),
        (step, r#"{ get = "/lista", as = "chef", judged = true }"#, "sound"),
        (
            step,
            r#"{ get = "/lista", as = "chef" }"#,
            "40: the last step's answer is the view's, and \"chef\" is somebody else",
        ),
        (
            step,
            r#"{ get = "/lista", as = "schef", judged = true }"#,
            "40: as = \"schef\": no principal of that id can log in",
        ),
        (
            step,
            r#"{ get = "/lista", as = "utan", judged = true }"#,
            "40: as = \"utan\": no principal of that id can log in",
        ),
        (
            step,
            r#"{ get = "/lista", judged = true }"#,
            "39: view \"lista\": judged goes with as: the account's own answers are always judged",
        ),
        (
            step,
            r#"{ get = "/lista", as = "chef", together = true }, { get = "/lista" }"#,
            "sound",
        ),
        (
            step,
            r#"{ get = "/lista", together = true }, { get = "/lista" }"#,
            "39: view \"lista\": together goes with as: the account itself asks one thing at a time",
        ),
        (
            step,
            r#"{ get = "/lista", as = "chef", together = true, judged = true }, { get = "/lista" }"#,
            "39: view \"lista\": of what is asked together nothing is judged, taken, waited for or changed",
        ),
        (
            step,
            r#"{ get = "/lista", as = "chef", together = true }, { get = "/x", as = "chef" }, { get = "/lista" }"#,
            "39: view \"lista\": together is the moment of the account's own request, and another's follows",
        ),
        (
            step,
            r#"{ get = "/lista", as = "chef", together = true }"#,
            "40: the last step's answer is the view's, and \"chef\" is somebody else",
        ),
        (
            r#"{ post = "/logga-in" }"#,
            r#"{ post = "/logga-in", together = true }"#,
            "13: [auth.portal]: only a view's steps are asked together with the account's own",
        ),
        (
            step,
            r#"{ get = "/lista", method = "PUT" }"#,
            "39: view \"lista\": path and method go together",
        ),
        (
            step,
            r#"{ path = "/lista" }"#,
            "39: view \"lista\": path and method go together",
        ),
        (
            step,
            r#"{ get = "/lista", path = "/x", method = "PUT" }"#,
            "39: view \"lista\": a step needs exactly one of get, post and path, and it begins with /",
        ),
        (
            step,
            r#"{ get = "/lista", form = { a = "1" } }"#,
            "39: view \"lista\": a request that only reads carries no body",
        ),
        (
            step,
            r#"{ post = "/lista", form = { a = ["1", "2"] }, json = { b = 1 } }"#,
            "39: view \"lista\": a request has one body",
        ),
        (
            "[[view]]",
            "[[absent]]\nunit = \"refused\"\nwhy = \"ingen nekas\"\n[[view]]",
            "sound",
        ),
        (
            "[[view]]",
            "[[view]]\nafter = \"revoked\"",
            "30: view \"lista\": after = \"revoked\", and nothing makes it so: no request of it changes anything, and no account that \
             asks has a history",
        ),
        ("[[view]]", "[[view]]\nlatest = 5", "sound"),
        (
            "[[view]]",
            "[[view]]\namount_columns = [\"Belopp\"]",
            "31: view \"lista\" names columns of amounts, and does not show amounts",
        ),
        (
            "[[view]]",
            "[[view]]\nlatest = 0",
            "31: view \"lista\" shows none of its latest orders",
        ),
        (
            "[[view]]",
            "[[view]]\nlatest = 5\ntarget = \"order\"",
            "32: view \"lista\" is no list of orders, so it has no latest ones",
        ),
        ("[[view]]", "[[view]]\nafter = \"moved\"", "sound"),
        (
            "[[view]]",
            "[[view]]\ntarget = \"order\"\nunknown = { id = [\"1\", \"2\", \"3\"] }",
            "32: view \"lista\": unknown.id is neither one value nor two",
        ),
        (
            "[[view]]",
            "[[absent]]\nunit = \"moved\"\nwhy = \"ingen\"\n[[view]]\nafter = \"moved\"",
            "30: [[absent]] says that the portal lacks what the profile declares: moved",
        ),
        (
            "[[view]]",
            "[[absent]]\nunit = \"persons\"\nwhy = \"\"\n[[absent]]\nunit = \"nekad\"\nwhy = \"\"\n[[view]]",
            "33: unknown variant `nekad`, expected one of `persons`, `suggestions`, `aggregate`, `scope-all`, \
             `scope-instances`, `scope-none`, `signed-out`, `own`, `target`, `refused`, `changes`, `manipulated`, `others`, `lifecycle`, \
             `revoked`, `self-granted`, `moved`, `ended`, `merged`, `renamed`, `closed`, `together`",
        ),
        (
            r#"access = [{ is = "scope" }]"#,
            r#"access = [{ is = "refused" }]
format = [{ id = "x", steps = [{ get = "/x" }] }]
[[absent]]
unit = "refused"
why = "ingen nekas"
[[view]]
id = "andra"
title = "B"
unit = "none"
auth = "portal"
shows = []
access = [{ is = "scope" }]"#,
            "39: [[absent]] says that the portal lacks what the profile declares: refused",
        ),
        (
            step,
            r#"{ get = "/lista/{secrt}", selection = "query" }"#,
            "40: nothing gives {secrt} here",
        ),
        (
            step,
            r#"{ get = "/lista/{home.upper}/{user}/{nonce}", selection = "query" }"#,
            "sound",
        ),
        (
            step,
            r#"{ get = "/lista/{secret}" }"#,
            "40: nothing gives {secret} here",
        ),
        (
            step,
            r#"{ get = "/lista/{target.id}" }"#,
            "40: nothing gives {target.id} here",
        ),
        (
            step,
            r#"{ get = "/a", take = { x = { css = "a" } } }, { post = "/{x}", json = { q = ["{{ {x} }}", "{y}"] } }"#,
            "40: nothing gives {y} here",
        ),
        (
            step,
            r#"{ get = "/{x}" }, { get = "/a", take = { x = { css = "a" } } }"#,
            "40: nothing gives {x} here",
        ),
        (
            r#"{ post = "/logga-in" }"#,
            r#"{ post = "/logga-in", form = { u = "{user}", p = "{secret}" } }"#,
            "sound",
        ),
        (
            r#"{ post = "/logga-in" }"#,
            r#"{ post = "/logga-in", form = { p = "{nonce}" } }"#,
            "13: nothing gives {nonce} here",
        ),
        (
            r#"get = "/mig""#,
            r#"get = "/mig/{secret}""#,
            "12: nothing gives {secret} here",
        ),
        // Whoever is logged in is told the right name there.
        (
            r#"get = "/mig""#,
            r#"get = "/mig/{user}""#,
            "12: the probe asks by {user}, so any session is answered what it must be",
        ),
        (
            r#"get = "/mig""#,
            r#"get = "/mig?vem={identity}""#,
            "12: the probe asks by {identity}, so any session is answered what it must be",
        ),
        (
            r#"get = "/mig""#,
            r#"get = "/{instance}/mig""#,
            "12: the probe asks by {instance}, so any session is answered what it must be",
        ),
        (r#"get = "/mig""#, r#"get = "/{home}/mig""#, "sound"),
        (
            r#"get = "/mig", take = { json = "/namn" }"#,
            r#"get = "/mig/{home}", take = { json = "/namn" }, is = "instances""#,
            "12: the probe asks by {home}, so any session is answered what it must be",
        ),
        (
            r#"json = "/namn""#,
            r#"json = "/namn", css = "a""#,
            "12: a value must stand in one place",
        ),
        (
            setting,
            r#"{ id = "alla" }, { id = "ingen", where = { status = ["okänd"] } }"#,
            "27: [setting.instans] option \"ingen\" matches no planted order",
        ),
        (
            "[[view]]",
            "[prove]\nlist = [\"true\"]\non = [\"true\"]\noff = [\"true\"]\n[[prove.fault]]\nname = \"fel\"\nclass = \"F01\"\nkind = \"foreign-value\"\nviews = [\"litsa\"]\naccounts = [\"chef\"]\nsv = \"a\"\nen = \"b\"\n[[view]]",
            "37: view \"litsa\" is no [[view]]",
        ),
        (
            "[[view]]",
            "[prove]\nlist = [\"true\"]\non = [\"true\"]\noff = [\"true\"]\n[[prove.fault]]\nname = \"fel\"\nclass = \"F01\"\nkind = \"foreign-value\"\nviews = [\"lista\"]\naccounts = [\"schef\"]\nsv = \"a\"\nen = \"b\"\n[[view]]",
            "38: role or principal \"schef\" belongs to no [[principal]]",
        ),
        (
            r#"access = [{ is = "scope" }]"#,
            r#"access = [{ role = ["administratr"], is = "scope" }]"#,
            "36: role \"administratr\" belongs to no [[principal]]",
        ),
        (
            r#"{ post = "/logga-in" }"#,
            r#"{ post = "/logga-in", as = "chef" }"#,
            "13: [auth.portal]: nobody logs in as somebody else",
        ),
        (
            r#"{ post = "/logga-in" }"#,
            r#"{ post = "/logga-in", effect = true }"#,
            "13: a login changes nothing in the portal",
        ),
    ];
    for (from, to, expected) in cases {
        assert_eq!(told(from, to), expected, "{to}");
    }
}

#[test]
fn own_is_what_a_person_sees() {
    let told = told(r#"access = [{ is = "scope" }]"#, r#"access = [{ is = "own" }]"#);
    assert_eq!(
        told.split_once(": ").unwrap().1,
        "view \"lista\": chef can see nothing of their own, for they are no persons"
    );
}

#[test]
fn an_option_that_is_asked_for_in_no_combination_is_told() {
    let with = |other: &str| {
        let text = PROFILE
            .replace("settings = [\"instans\"]", "settings = [\"instans\", \"status\"]")
            .replace(
                "options = [{ id = \"alla\" }]",
                &format!(
                    "options = [{{ id = \"alla\" }}, {{ id = \"av\", set = {{ i = \"x\" }}, where = {{ status = [\"avbruten\"] }} }}]\n\
                     [setting.status]\noptions = [{other}]"
                ),
            );
        let told = expand(parse(&text).unwrap(), plant(1, 4, 4).unwrap());
        told.map_or_else(|faults| placed(&text, faults), |_| Vec::new())
    };
    let delivered = "{ id = \"levererad\", where = { status = [\"levererad\"] } }";
    assert_eq!(with(&format!("{{ id = \"alla\" }}, {delivered}")), []);
    let told = with(delivered);
    assert_eq!(
        (told[0].line, told[0].what.as_str(), told.len()),
        (
            27,
            "view \"lista\" never asks for option \"av\" of [setting.instans]: with its other settings it matches no planted order",
            1
        )
    );
}

#[test]
fn what_is_chosen_must_be_sent() {
    let choosing = PROFILE.replace(
        r#"{ id = "alla" }"#,
        r#"{ id = "alla" }, { id = "x", set = { i = "x" } }"#,
    );
    assert!(parse(&choosing).is_ok());
    let faults = parse(&choosing.replace(r#", selection = "query""#, "")).unwrap_err();
    assert_eq!(
        faults[0].what,
        "view \"lista\", format \"json\": no request carries what is chosen of \"instans\""
    );
}

/// Changes of the sound profile, all made at once, and every line that is told of.
#[test]
fn everything_that_is_wrong_is_told_at_once() {
    type Change<'a> = (&'a str, &'a str);
    let cases: &[(&[Change<'_>], &[usize])] = &[
        (
            &[
                ("title = \"Provportalen\"", "title = 1"),
                ("scope = \"all\"", "scop = \"all\""),
                ("unit = \"orders\"", "unit = \"order\""),
            ],
            &[3, 18, 32],
        ),
        (
            &[
                ("refusal = [{ status = 403 }]", "refusal = [{}]"),
                ("auth = \"portal\"", "auth = \"portalen\""),
                ("/lista\"", "/lista/{secrt}\""),
            ],
            &[5, 33, 40],
        ),
        (
            &[
                ("scope = \"none\"", "scope = [\"ingen\"]"),
                (
                    "{ id = \"alla\" }",
                    "{ id = \"a\", where = { status = [\"x\"] } }, { id = \"b\", where = { status = [\"y\"] } }",
                ),
            ],
            &[22, 27, 27],
        ),
        (
            &[("[auth.portal]", "[auth.portal"), ("scope = \"all\"", "scope = ")],
            &[10, 18],
        ),
    ];
    for (changes, expected) in cases {
        let text = changes.iter().fold(PROFILE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        let told = match parse(&text) {
            Err(told) => told,
            Ok(profile) => placed(&text, expand(profile, plant(1, 4, 4).unwrap()).unwrap_err()),
        };
        let lines: Vec<usize> = told.iter().map(|error| error.line).collect();
        assert_eq!(lines, *expected, "{told:?}");
    }
}

/// The sound profile with a write for its view.
fn writing() -> String {
    let effect = r#"
[view.format.effect]
of = "värdet"
as = "chef"
read = [{ get = "/varde" }]
at = { json = "/varde" }
restore = [{ post = "/varde", form = { varde = "{before}" }, effect = true }]
"#;
    let steps = r#"steps = [{ post = "/varde", form = { varde = "{nonce}" }, effect = true }]"#;
    PROFILE
        .replace("refusal =", "writes = true\nrefusal =")
        .replace(r#"unit = "orders""#, r#"unit = "none""#)
        .replace(r#"steps = [{ get = "/lista", selection = "query" }]"#, steps)
        + effect
}

#[test]
fn a_write_can_be_read_back_and_undone() {
    let cases = [
        ("", "", "sound"),
        (
            "writes = true",
            "writes = false",
            "this request changes the portal, which writes = false forbids",
        ),
        (
            r#"unit = "none""#,
            r#"unit = "orders""#,
            "a write is judged by what it changes, not by what it shows",
        ),
        (
            r#""{nonce}" }, effect = true"#,
            r#""{nonce}" }"#,
            "none of its requests changes anything",
        ),
        (
            r#"read = [{ get = "/varde" }]"#,
            "read = []",
            "its effect cannot be read back",
        ),
        (
            r#"read = [{ get = "/varde" }]"#,
            r#"read = [{ post = "/varde", effect = true }]"#,
            "its effect cannot be read back",
        ),
        (
            r#""{before}" }, effect = true"#,
            r#""{before}" }"#,
            "what it changes is never put back",
        ),
        (
            "at = {",
            "written = \"x\"\nat = {",
            "what it writes cannot be told from what stood there",
        ),
        (
            r#"{ get = "/varde" }"#,
            r#"{ get = "/varde", as = "chef" }"#,
            "its effect is read and undone by one account, that of its as",
        ),
        (
            r#"{ get = "/varde" }"#,
            r#"{ get = "/varde", path = "/x", method = "PUT" }"#,
            "a step needs exactly one of get, post and path, and it begins with /",
        ),
        (
            r#"at = { json = "/varde" }"#,
            "at = {}",
            "a value must stand in one place",
        ),
        (
            r#"as = "chef""#,
            r#"as = "utan""#,
            "as = \"utan\": no principal of that id can log in",
        ),
        (
            "[view.format.effect]",
            "[[view.format]]\nid = \"andra\"\nsteps = [{ post = \"/x\", effect = true }]\n[view.format.effect]",
            "some of its formats have an effect and some have none",
        ),
    ];
    for (from, to, expected) in cases {
        let text = writing().replacen(from, to, 1);
        let told = match parse(&text) {
            Err(faults) => faults[0].what.clone(),
            Ok(profile) => match expand(profile, plant(1, 4, 4).unwrap()) {
                Ok(_) => "sound".to_owned(),
                Err(faults) => faults[0].what.clone(),
            },
        };
        assert!(told.ends_with(expected), "{to}: {told}");
    }
}

/// What a profile does not try is said until it is tried or is said to be lacking; of happenings, once it says one of them.
#[test]
fn what_a_profile_does_not_try_is_said() {
    let cases = [
        ("", "changes manipulated others lifecycle together"),
        (
            "after = \"moved\"",
            "changes manipulated others together revoked self-granted ended merged renamed closed",
        ),
    ];
    for (more, expected) in cases {
        let profile = parse(&PROFILE.replacen("[[view]]", &format!("[[view]]\n{more}"), 1)).unwrap();
        let told: Vec<String> = profile.untested().iter().map(ToString::to_string).collect();
        assert_eq!(told.join(" "), expected, "{more}");
    }
}
