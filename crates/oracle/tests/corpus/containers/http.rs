//! What stands around a body: headers, cookies, names of files, addresses of redirects.

use crate::container::{Container, LINE, Takes, with_headers};
use crate::escape::{Escape, base64, percent};
use crate::form::Form;

const HTML: &str = "text/html; charset=utf-8";
const BODY: &str = "<!DOCTYPE html><title>Klart</title><p>Klart.</p>";

pub fn all() -> Vec<Container> {
    let line = |name, place, build| Container {
        name,
        place,
        headed: false,
        takes: LINE,
        build,
    };
    vec![
        line("header", r"huvud x-rad", |f| answer("x-rad", &f.whole())),
        Container {
            takes: Takes { never: ";", ..LINE },
            ..line("cookie", r"kaka senast", |f| {
                answer("set-cookie", &format!("senast={}; Path=/; HttpOnly", f.whole()))
            })
        },
        line("cookie, percent-encoded", r"kaka senast", |f| {
            answer("set-cookie", &format!("senast={}; Path=/", address(f)))
        }),
        Container {
            takes: Takes { never: "\"\\/", ..LINE },
            ..line("file name", r"huvud content-disposition.*", |f| {
                file(&format!("filename=\"{}.csv\"", f.whole()))
            })
        },
        Container {
            takes: Takes { never: "/", ..LINE },
            ..line("file name (RFC 5987)", r"huvud content-disposition.*", |f| {
                file(&format!("filename=\"order.csv\"; filename*=UTF-8''{}.csv", address(f)))
            })
        },
        Container {
            takes: Takes { never: "/", ..LINE },
            ..line("file name (RFC 2047)", r"huvud content-disposition.*", |f| {
                file(&format!(
                    "filename=\"=?UTF-8?B?{}?=\"",
                    base64(format!("{}.csv", f.whole()).as_bytes())
                ))
            })
        },
        line("redirect target", r"huvud location.*", |f| {
            let mut answer = answer("location", &format!("/klart?sida=1&uppgift={}", address(f)));
            answer.status = 302;
            answer
        }),
        Container {
            takes: Takes { never: "\"", ..LINE },
            ..line("ETag", r"huvud etag", |f| {
                answer("etag", &format!("W/\"{}\"", f.whole()))
            })
        },
        line("Link", r"huvud link", |f| {
            answer("link", &format!("</rader?efter={}&antal=20>; rel=\"next\"", address(f)))
        }),
    ]
}

fn answer(name: &str, value: &str) -> skott_model::Received {
    with_headers(&[("content-type", HTML), (name, value)], BODY)
}

fn file(name: &str) -> skott_model::Received {
    let disposition = format!("attachment; {name}");
    with_headers(
        &[("content-type", "text/csv"), ("content-disposition", &disposition)],
        "Nr;Status\n6;beviljad\n",
    )
}

/// The value within an address.
fn address(form: &Form) -> String {
    match form.native {
        Some(Escape::Percent) => form.whole(),
        _ => percent(&form.whole()),
    }
}
