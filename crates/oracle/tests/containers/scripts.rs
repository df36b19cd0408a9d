//! JavaScript, JSONP and the JSON in them.

use super::{check, read};

#[test]
fn literals_without_their_escapes_and_joined() {
    let script = "var namn = 'M\\u00e4rta \\xd6' + \"berg\"; // 'x\nvar re = /['\"]/g, y = 'K7' +\n  'PXQ';\n\
        const o = {pnr: '19900101-9802', belopp: 1234.50, \"e-post\": `a@b`, ['x']: 1};\nf(['Anna', 'Berg']);\n\
        g(\"{\\\"inre\\\":\\\"djup\\\"}\", '<p>An<b>na</b></p>', `hej ${namn} du`, '\\u{1F600}');";
    for declared in ["text/javascript", "application/javascript; charset=utf-8", "text/plain"] {
        check(
            &read(declared, script),
            &[
                ("rad 1, namn", "Märta Öberg", Some("namn")),
                ("rad 2, y", "K7PXQ", Some("y")),
                ("rad 4, pnr", "19900101-9802", Some("pnr")),
                ("rad 4, belopp", "1234.50", Some("belopp")),
                ("rad 4, e-post", "a@b", Some("e-post")),
                ("rad 5", "Anna Berg", None),
                ("rad 6 $.inre", "djup", Some("inre")),
                ("rad 6", "Anna", None),
                ("rad 6", "hej du", None),
            ],
        );
    }
}

#[test]
fn json_in_scripts() {
    let state = "window.__STATE__ = {\"orders\":[{\"email\":\"a@b\",\"given\":\"Anna\",\"family\":\"Berg\"}]};\nrun();";
    let expected = ("$.orders[0].email", "a@b", Some("email"));
    check(
        &read("text/javascript", state),
        &[
            ("rad 1 $.orders[0].email", expected.1, expected.2),
            ("rad 1 $.orders[0]", "a@b Anna Berg", None),
        ],
    );
    let page = format!("<script>\n{state}</script><a onclick=\"visa('M\\u00e4rta')\">x</a>");
    check(
        &read("text/html", page),
        &[
            ("<script> rad 2 $.orders[0].email", "a@b", Some("email")),
            ("<a> onclick rad 1", "Märta", None),
        ],
    );
    for body in [
        "cb({\"a\":\"b\"});",
        "/**/ my.cb_1( {\"a\":\"b\"} )",
        "typeof cb === 'function' && cb({\"a\":\"b\"});",
    ] {
        let decoded = read("application/javascript", body);
        check(&decoded, &[("rad 1 $.a", "b", Some("a"))]);
    }
    check(
        &read("application/json", "cb({\"a\":\"b\"});"),
        &[("rad 1 $.a", "b", Some("a"))],
    );
    let map = r#"{"version":3,"sources":["a.ts"],"sourcesContent":["// M\u00e4rta\nlet x = 1;"],"mappings":"AAAA"}"#;
    check(
        &read("application/json", map),
        &[("$.sourcesContent[0]", "// Märta let x = 1;", None)],
    );
}
