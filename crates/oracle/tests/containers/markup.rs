//! XML with its paths, and XHTML.

use super::{check, read};

#[test]
fn places_are_paths() {
    let body = "<?xml version='1.0'?><Svar xmlns='urn:x'><Rad nr='7' kod='A'><Fornamn>Märta</Fornamn><Efternamn>Öberg</Efternamn></Rad>\
        <Rad><Person><Namn><Fornamn>Eva</Fornamn></Namn></Person><Mer><Efternamn>Lind</Efternamn></Mer></Rad>\
        <Text>Anna <i>Be</i>rg</Text><P v='Åke'/><Inre>{\"a\":\"b\"}</Inre><H><![CDATA[<p>An<b>na</b></p>]]></H></Svar>";
    check(
        &read("application/xml", body),
        &[
            ("/Svar/Rad/@nr", "7", Some("nr")),
            ("/Svar/Rad", "7 A", None),
            ("/Svar/Rad/Fornamn", "Märta", Some("Fornamn")),
            ("/Svar/Rad", "Märta Öberg", None),
            ("/Svar/Rad[2]", "Eva Lind", None),
            ("/Svar/Text", "Anna Berg", None),
            ("/Svar/P/@v", "Åke", Some("v")),
            ("/Svar/Inre $.a", "b", Some("a")),
            ("/Svar/H", "<p>An<b>na</b></p>", None),
        ],
    );
    let own = "<!DOCTYPE x [<!ENTITY namn 'Märta'>]><x>&namn; &#214;berg</x>";
    let decoded = read("text/xml", own);
    assert!(
        decoded
            .texts
            .iter()
            .any(|t| t.place == "doctype" && t.text.contains("Märta")),
        "{decoded:#?}"
    );
    check(&decoded, &[("/x", "&namn; Öberg", None)]);
    let bomb: String = (1..30)
        .map(|i| format!("<!ENTITY e{i} '&e{};&e{};'>", i - 1, i - 1))
        .collect();
    let decoded = read(
        "text/xml",
        format!("<!DOCTYPE x [<!ENTITY e0 'ha'>{bomb}]><x>&e29;</x>"),
    );
    check(&decoded, &[("/x", "&e29;", None)]);
    let xhtml =
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Mär<b>ta</b></p></body></html>";
    check(&read("application/xhtml+xml", xhtml), &[("<p>", "Märta", None)]);
}
