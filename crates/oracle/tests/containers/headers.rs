//! Headers: names of files in every way in which they are written, cookies, and what stands in them.

use skott_oracle::decode::{Limits, decode};

use super::common::response;

#[test]
fn names_of_files_and_other_values() {
    let cases = [
        (
            "content-disposition",
            "attachment; filename*=UTF-8''M%C3%A4rta%20%C3%96berg.txt",
            "huvud content-disposition filename",
            "Märta Öberg.txt",
        ),
        (
            "content-disposition",
            "attachment; filename*=iso-8859-1'sv'M%E4rta.txt",
            "huvud content-disposition filename",
            "Märta.txt",
        ),
        (
            "content-disposition",
            "attachment; filename=\"=?utf-8?B?TcOkcnRh?=.txt\"",
            "huvud content-disposition filename",
            "Märta.txt",
        ),
        (
            "content-disposition",
            "attachment; filename*0*=UTF-8''M%C3%A4r; filename*1=ta.txt",
            "huvud content-disposition filename",
            "Märta.txt",
        ),
        (
            "link",
            "</o/7>; rel=next; title*=UTF-8''M%C3%A4rta",
            "huvud link title",
            "Märta",
        ),
        (
            "x-namn",
            "=?iso-8859-1?Q?M=E4rta?= =?utf-8?Q?_=C3=96berg?=",
            "huvud x-namn",
            "Märta Öberg",
        ),
        ("set-cookie", "visning=Anna; Path=/", "kaka visning", "Anna; Path=/"),
        ("x-data", "{\"namn\":\"Anna\"}", "huvud x-data $.namn", "Anna"),
        (
            "etag",
            "\"marta@trafik.example\"",
            "huvud etag",
            "\"marta@trafik.example\"",
        ),
        ("location", "/x?e=a%40b", "huvud location", "/x?e=a%40b"),
        ("refresh", "0; url=/o/7", "huvud refresh", "0; url=/o/7"),
        ("date", "order 20261130 GMT", "huvud date", "order 20261130 GMT"),
        ("content-length", "G000-1023", "huvud content-length", "G000-1023"),
    ];
    for (name, value, place, text) in cases {
        let mut received = response("text/plain", b"hej");
        received.headers.push((name.to_owned(), value.to_owned()));
        let texts = decode(&received, &Limits::default()).texts;
        assert!(
            texts.iter().any(|t| t.place == place && t.text == text),
            "{value}: {texts:#?}"
        );
    }
}

/// Every answer has these, and an order's short number may be a part of them.
#[test]
fn numbers_and_times_of_the_protocol_are_nobodys() {
    let cases = [
        ("date", "Mon, 30 Nov 2026 19:02:55 GMT"),
        ("last-modified", "Mon, 30 Nov 2026 19:02:55 GMT"),
        ("expires", "0"),
        ("content-length", "1023"),
        ("age", "1023"),
    ];
    for (name, value) in cases {
        let mut received = response("text/plain", b"hej");
        received.headers.push((name.to_owned(), value.to_owned()));
        let texts = decode(&received, &Limits::default()).texts;
        assert!(texts.iter().all(|text| !text.place.ends_with(name)), "{name}: {value}");
    }
}
