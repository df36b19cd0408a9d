//! Answers: empty, cut, endless, mixed up, of the wrong kind, from elsewhere.

use std::collections::HashMap;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Mutex;
use std::time::Duration;

use super::spoiler::End;
use super::{After, Answer, Asked, Ends, city, place, profile, run, untouched};
use crate::bench::{Place, mini_profile};

/// What is broken, how the answer is spoilt, exit code, verdict, what the report calls it.
type Spoilt = (&'static str, fn(&Asked, &mut Answer), i32, &'static str, &'static str);

/// The address of somebody whom only the city's administrator may see.
fn elsewhere() -> String {
    let city = city();
    city.person("sdf-angered-01").unwrap().email.clone()
}

fn is_csv(asked: &Asked) -> bool {
    asked.request.path == "/rapport.csv"
}

const ERROR_PAGE: &str =
    "<html><title>Fel</title><h1>N\u{e5}got gick fel</h1><p>F\u{f6}rs\u{f6}k igen senare.</p></html>";

const SPOILT: &[Spoilt] = &[
    (
        "every body is empty",
        |_, answer| answer.body.clear(),
        3,
        "inconclusive",
        "csrf hittades inte",
    ),
    (
        "every view's body is empty",
        |asked, answer| {
            if asked.is_view() {
                answer.body.clear();
            }
        },
        3,
        "blind",
        "0 av",
    ),
    (
        "every answer is an error page with status 200",
        |_, answer| *answer = Answer::page(200, "text/html; charset=utf-8", ERROR_PAGE),
        3,
        "inconclusive",
        "csrf hittades inte",
    ),
    (
        "every view is an error page with status 200",
        |asked, answer| {
            if asked.is_view() {
                *answer = Answer::page(200, "text/html; charset=utf-8", ERROR_PAGE);
            }
        },
        3,
        "blind",
        "0 av",
    ),
    (
        "every view is empty, status 204",
        |asked, answer| {
            if asked.is_view() {
                *answer = Answer::page(204, "text/html", "");
            }
        },
        3,
        "blind",
        "0 av",
    ),
    (
        "every view answers 500",
        |asked, answer| {
            if asked.is_view() {
                answer.status = 500;
            }
        },
        3,
        "inconclusive",
        "oväntad statuskod: vyn bestallningssidan, steg 1: status 500",
    ),
    // What is no view's answer is shown to the account all the same.
    (
        "the who-am-I answer names somebody else",
        |asked, answer| {
            if asked.is_probe() && answer.status == 200 {
                let somebody = format!(",\"kollega\":\"{}\"}}", elsewhere());
                answer.body = answer.text().trim_end().trim_end_matches('}').to_owned().into_bytes();
                answer.body.extend(somebody.into_bytes());
            }
        },
        1,
        "leak",
        "auth.portal → $.kollega",
    ),
    (
        "a portal that is busy names somebody else",
        |asked, answer| {
            if asked.is_view() && asked.views % 2 == 1 {
                *answer = Answer::page(503, "text/html", format!("<p>Vi hjälper {} först</p>", elsewhere()));
                answer.set("retry-after", "0");
            }
        },
        1,
        "leak",
        "UNDERKÄND: läcka",
    ),
    (
        "a gateway refuses everybody",
        |asked, answer| {
            if asked.is_view() {
                *answer = Answer::page(403, "text/html", "<h1>Forbidden</h1>");
            }
        },
        1,
        "missing",
        "0 av",
    ),
    (
        "an export is cut off",
        |asked, answer| {
            if is_csv(asked) {
                answer.body.truncate(answer.body.len() / 2);
                answer.end = End::Broken;
            }
        },
        3,
        "inconclusive",
        "avhugget svar: vyn rapport, steg 1: svaret är inte helt",
    ),
    (
        "an export is cut off and says nothing of it",
        |asked, answer| {
            if is_csv(asked) {
                answer.body.truncate(answer.body.len() * 2 / 3);
            }
        },
        1,
        "missing",
        "egna uppgifter saknas",
    ),
    (
        "a packed answer is cut off",
        |asked, answer| {
            if is_csv(asked) {
                answer.body = gzip(&answer.body);
                answer.body.truncate(answer.body.len() / 2);
                answer.set("content-encoding", "gzip");
            }
        },
        3,
        "inconclusive",
        "avhugget svar: vyn rapport",
    ),
    (
        "paging stops after page 1",
        |asked, answer| {
            if asked.is_view() {
                let text = answer.text().replace("rel=\"next\"", "");
                answer.body = text.replace("\"nasta\":\"", "\"senare\":\"").into_bytes();
            }
        },
        1,
        "missing",
        "egna uppgifter saknas",
    ),
    (
        "a body of 2 GB",
        |asked, answer| {
            if is_csv(asked) {
                answer.end = End::Endless(2 << 30);
            }
        },
        3,
        "inconclusive",
        "en gräns överskreds: vyn rapport, steg 1: svaret är större än gränsen",
    ),
    (
        "a bomb, packed for the way",
        |asked, answer| {
            if is_csv(asked) {
                answer.body = gzip(&vec![b' '; 8 << 20]);
                answer.set("content-encoding", "gzip");
            }
        },
        3,
        "inconclusive",
        "en gräns överskreds: vyn rapport, steg 1: svaret är större än gränsen",
    ),
    (
        "an answer that drips",
        |asked, answer| {
            if asked.user == "ekonomi-en" && asked.views == 3 {
                answer.end = End::Drip(Duration::from_millis(50));
            }
        },
        3,
        "inconclusive",
        "tiden gick ut mitt i svaret",
    ),
    (
        "pages that are pictures",
        |asked, answer| {
            if asked.is_view() {
                answer.body = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0xAB; 500]].concat();
            }
        },
        3,
        "inconclusive",
        "svaret gick inte att läsa",
    ),
    (
        "bytes that are no UTF-8 in the middle of words",
        |asked, answer| {
            if asked.is_view() {
                answer.body = answer.body.iter().flat_map(|b| [*b, 0xFE]).collect();
            }
        },
        3,
        "blind",
        "0 av",
    ),
];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    out.extend(miniz_oxide::deflate::compress_to_vec(bytes, 6));
    out
}

#[test]
fn answers_that_are_not_what_was_asked_for_are_no_proof() {
    let mut wrong = Vec::new();
    for (broken, spoil, code, verdict, says) in SPOILT {
        let place = place();
        let ran = run(&place, untouched(), Box::new(spoil));
        let ends = Ends {
            broken,
            code: *code,
            verdict,
            also: &["unwitnessed", "inconclusive", "blind"],
            says,
        };
        let how = ends.wrong(&place, &ran);
        if !how.is_empty() {
            wrong.push(format!("{broken}: {}", how.join("; ")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Everybody gets the answer that the first one got at the same address.
fn cached(is_cached: fn(&Asked) -> bool) -> After {
    let kept: Mutex<HashMap<String, Answer>> = Mutex::default();
    Box::new(move |asked, answer| {
        if is_cached(asked) && answer.status == 200 {
            let address = format!("{}?{}", asked.request.path, asked.request.query);
            *answer = kept
                .lock()
                .unwrap()
                .entry(address)
                .or_insert_with(|| answer.clone())
                .clone();
        }
    })
}

#[test]
fn answers_of_a_cache_that_knows_no_accounts_are_leaks_or_no_proof() {
    type Cached = (&'static str, fn(&Asked) -> bool, i32, &'static str, &'static str);
    let cases: [Cached; 2] = [
        (
            "views are cached for all",
            Asked::is_view,
            1,
            "leak",
            "UNDERKÄND: läcka",
        ),
        (
            "probes are cached for all",
            Asked::is_probe,
            3,
            "inconclusive",
            "vem-är-jag-frågan svarade att någon annan är inloggad",
        ),
    ];
    for (broken, is_cached, code, verdict, says) in cases {
        let place = place();
        let ran = run(&place, untouched(), cached(is_cached));
        let ends = Ends {
            broken,
            code,
            verdict,
            also: &["unwitnessed", "missing", "blind", "inconclusive"],
            says,
        };
        ends.check(&place, &ran);
    }
}

#[test]
fn nothing_is_asked_of_another_host() {
    for (broken, spoil) in [
        ("redirects to another host", redirected as fn(&mut Answer, &str)),
        ("the next page is on another host", paged),
    ] {
        let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
        elsewhere.set_nonblocking(true).unwrap();
        let address = format!("http://{}/bestallningar", elsewhere.local_addr().unwrap());
        let place = place();
        let spoil = move |asked: &Asked, answer: &mut Answer| {
            if asked.is_view() {
                spoil(answer, &address);
            }
        };
        let ran = run(&place, untouched(), Box::new(spoil));
        let ends = Ends::no_proof(broken, "omdirigering som inte följdes");
        ends.check(&place, &ran);
        assert!(
            elsewhere.accept().is_err(),
            "{broken}: somebody came, maybe with a cookie"
        );
    }
}

fn redirected(answer: &mut Answer, address: &str) {
    *answer = Answer::page(302, "text/plain", "");
    answer.set("location", address);
}

fn paged(answer: &mut Answer, address: &str) {
    let text = answer.text();
    let link = format!("<a rel=\"next\" href=\"{address}\">Nästa</a></body>");
    answer.body = text.replace("</body>", &link).into_bytes();
}

#[test]
fn a_workbook_that_is_a_bomb_is_not_unpacked() {
    let place = Place::new();
    let mut workbooks = profile();
    workbooks["view"] = mini_profile()["view"].clone();
    for view in workbooks["view"].as_array_mut().unwrap() {
        let formats = view["format"].as_array_mut().unwrap();
        formats.retain(|format| ["html", "xlsx"].contains(&format["id"].as_str().unwrap()));
    }
    place.portal("portal", &workbooks);
    let bomb = bomb();
    let spoil = move |asked: &Asked, answer: &mut Answer| {
        if asked.request.path == "/rapport.xlsx" {
            answer.body.clone_from(&bomb);
        }
    };
    let ran = run(&place, untouched(), Box::new(spoil));
    let ends = Ends::no_proof("a workbook that is a bomb", "en gräns överskreds: större än gränsen");
    ends.check(&place, &ran);
}

/// 600 MB of one sheet in 600 kB.
fn bomb() -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")] {
        out.start_file(name, options).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let zeros = vec![b'0'; 1 << 20];
    (0..600).for_each(|_| out.write_all(&zeros).unwrap());
    out.finish().unwrap().into_inner()
}
