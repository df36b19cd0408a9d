//! iCalendar and vCard.

use super::{check, read};

#[test]
fn lines_are_unfolded_and_values_decoded() {
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Möte om tr\r\n äningskort\\, Märta\r\n\
        ATTENDEE;CN=\"Öberg: Märta\";ROLE=X:mailto:marta@trafik.example\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
        DESCRIPTION:rad\\nÅke\r\n Äng\r\nATTACH;VALUE=BINARY;ENCODING=BASE64:TnI7TmFtbgo3O0FubmEK\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    check(
        &read("text/calendar", calendar),
        &[
            ("vevent 1, summary", "Möte om träningskort, Märta", Some("SUMMARY")),
            ("vevent 1, attendee parametrar", "CN=\"Öberg: Märta\";ROLE=X", None),
            ("vevent 1, attendee", "mailto:marta@trafik.example", Some("ATTENDEE")),
            ("vevent 2, description", "rad ÅkeÄng", None),
            ("vevent 2, attach, rad 2, kolumn \"Namn\"", "Anna", Some("Namn")),
        ],
    );
    let card = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=D6berg;M=E4r=\nta;;;\n\
        item1.EMAIL:marta@trafik.example\nADR;TYPE=home:;;Storgatan 12;Göteborg;;411 01;\nEND:VCARD\n\
        BEGIN:VCARD\nFN:Åke Äng\nPHOTO;ENCODING=b:iVBORw0KGgo=\nEND:VCARD\n";
    check(
        &read("text/vcard", card),
        &[
            ("vcard 1, n", "Öberg Märta", Some("N")),
            ("vcard 1, n", "Märta Öberg", Some("N")),
            ("vcard 1, email", "marta@trafik.example", None),
            ("vcard 1, adr", "Storgatan 12 Göteborg 411 01", None),
            ("vcard 2, fn", "Åke Äng", None),
        ],
    );
}
