//! What a doubt says was met, in the reader's language. The record keeps it as the portal's client wrote it.

use super::Lang;

/// Written in the record, in Swedish, in English; `*` stands for what is told apart by, as a number or a name.
type Phrase = (&'static str, &'static str, &'static str);

const PHRASES: &[Phrase] = &[
    // Where.
    ("login *", "inloggning (*)", "login (*)"),
    ("who-am-I *", "vem-är-jag-frågan (*)", "who-am-I probe (*)"),
    ("view *", "vyn *", "view *"),
    ("step * as *", "steg * som *", "step * as *"),
    ("step *", "steg *", "step *"),
    ("page *", "sida *", "page *"),
    ("as *", "som *", "as *"),
    ("number *", "talet *", "number *"),
    ("kropp", "svarets innehåll", "the body"),
    ("a sign", "ett kännetecken", "a sign"),
    (
        "the next page's address",
        "nästa sidas adress",
        "the next page's address",
    ),
    ("read back, step *", "tillbakaläsning, steg *", "read back, step *"),
    ("read back", "tillbakaläsning", "read back"),
    ("put back, step *", "återställning, steg *", "put back, step *"),
    ("written", "det som skrevs", "what was written"),
    // What was met.
    (
        "it does not read as it was",
        "värdet är inte vad det var",
        "it does not read as it was",
    ),
    (
        "the value reads neither as it was nor as it was written",
        "värdet är varken vad det var eller vad som skrevs",
        "the value reads neither as it was nor as it was written",
    ),
    (
        "the run ended before it was put back",
        "körningen slutade innan det var ändrat tillbaka",
        "the run ended before it was put back",
    ),
    (
        "what an earlier run wrote stands there",
        "där står det som en tidigare körning skrev",
        "what an earlier run wrote stands there",
    ),
    (
        "nobody reads what it changes",
        "ingen läser vad den ändrar",
        "nobody reads what it changes",
    ),
    ("status *", "status *", "status *"),
    ("refused", "nekad", "refused"),
    ("no answer", "inget svar", "no answer"),
    ("no answer in time", "inget svar i tid", "no answer in time"),
    (
        "no connection, or it broke before an answer",
        "ingen förbindelse, eller så bröts den före svaret",
        "no connection, or it broke before an answer",
    ),
    (
        "not asked, the portal had not answered many requests in a row",
        "frågan ställdes inte, portalen hade slutat svara",
        "not asked, the portal had stopped answering",
    ),
    ("no request", "ingen fråga ställdes", "no request"),
    ("no whole answer", "inget helt svar", "no whole answer"),
    ("the body is not whole", "svaret är inte helt", "the body is not whole"),
    (
        "the body is larger than the limit",
        "svaret är större än gränsen",
        "the body is larger than the limit",
    ),
    (
        "a large body came too slowly",
        "ett stort svar kom för långsamt",
        "a large answer came too slowly",
    ),
    (
        "time ran out in the body",
        "tiden gick ut mitt i svaret",
        "time ran out in the body",
    ),
    (
        "more than * redirects",
        "fler än * omdirigeringar",
        "more than * redirects",
    ),
    (
        "an address that cannot be read",
        "en adress som inte går att tyda",
        "an address that cannot be read",
    ),
    (
        "an address of another host, not followed",
        "en adress hos en annan värd, den följdes inte",
        "an address of another host, not followed",
    ),
    ("* was not found", "* hittades inte", "* was not found"),
    (
        "there is no value for *",
        "det finns inget värde för *",
        "there is no value for *",
    ),
    (
        "a value does not fit into a header",
        "ett värde ryms inte i ett huvud",
        "a value does not fit into a header",
    ),
    (
        "a value does not fit into a cookie",
        "ett värde ryms inte i en kaka",
        "a value does not fit into a cookie",
    ),
    (
        "not ready after * times",
        "inte klart efter * försök",
        "not ready after * times",
    ),
    ("more than * pages", "fler än * sidor", "more than * pages"),
    (
        "more bytes in all than the limit",
        "större än gränsen, alla sidor sammantagna",
        "more bytes in all than the limit",
    ),
    (
        "the pages go round in a circle",
        "sidorna går runt i en cirkel",
        "the pages go round in a circle",
    ),
    (
        "the session ended between two pages",
        "sessionen tog slut mellan två sidor",
        "the session ended between two pages",
    ),
    ("the session is gone", "sessionen är borta", "the session is gone"),
    (
        "session lost twice",
        "sessionen gick förlorad två gånger",
        "session lost twice",
    ),
    ("not opened", "den öppnades inte", "not opened"),
    ("not signed in", "inte inloggad", "not signed in"),
    (
        "that account is not signed in",
        "det kontot är inte inloggat",
        "that account is not signed in",
    ),
    (
        "no credential for it",
        "kontot saknar inloggningsuppgift",
        "no credential for it",
    ),
    ("secret not found", "hemligheten hittades inte", "secret not found"),
    (
        "a way to log in that the profile does not know",
        "ett inloggningssätt som profilen inte känner till",
        "a way to log in that the profile does not know",
    ),
    (
        "no client could be made; does the machine have root certificates?",
        "ingen klient kunde skapas; har datorn några rotcertifikat?",
        "no client could be made; does the machine have root certificates?",
    ),
    (
        "the answer could not be read",
        "svaret gick inte att läsa",
        "the answer could not be read",
    ),
    (
        "who-am-I answered nobody",
        "vem-är-jag-frågan gav ingen alls",
        "who-am-I answered nobody",
    ),
    (
        "who-am-I answered somebody else",
        "vem-är-jag-frågan gav någon annan",
        "who-am-I answered somebody else",
    ),
    (
        "who-am-I answers the same without a login, so it proves nothing",
        "vem-är-jag-frågan ger samma svar utan inloggning och bevisar därför ingenting",
        "who-am-I answers the same without a login, so it proves nothing",
    ),
    (
        "instances do not tell who somebody is",
        "förvaltningar och bolag säger inte vem någon är",
        "instances do not tell who somebody is",
    ),
    (
        "the css selector cannot be read",
        "css-väljaren går inte att tyda",
        "the css selector cannot be read",
    ),
    (
        "the regular expression cannot be read",
        "det reguljära uttrycket går inte att tyda",
        "the regular expression cannot be read",
    ),
    ("the body is not JSON", "svaret är inte JSON", "the body is not JSON"),
    (
        "the body is too large or too deeply nested",
        "svaret är för stort eller för djupt nästlat",
        "the body is too large or too deeply nested",
    ),
    (
        "the body could not be looked into",
        "svaret gick inte att söka i",
        "the body could not be looked into",
    ),
    (
        "more values than can be read",
        "fler värden än som kan läsas",
        "more values than can be read",
    ),
    // What the decoder noted.
    ("decoder stopped", "avkodningen stannade", "the decoder stopped"),
    ("Unreadable", "går inte att läsa", "cannot be read"),
    ("OverLimit", "större än gränsen", "larger than the limit"),
    (
        "WrongContentType",
        "något annat än den filtyp som angavs",
        "something else than the declared type of file",
    ),
    (
        "InvalidText",
        "inte text i den teckenkodning som angavs",
        "not text in the declared charset",
    ),
    ("Encrypted", "låst med lösenord", "locked with a password"),
    ("TooDeep", "för djupt nästlat", "too deeply nested"),
];

impl Lang {
    /// A doubt's detail: places and what was met there, joined by colons and commas. What is not known stays as it is.
    pub fn detail(self, written: &str) -> String {
        self.parts(written, &[": ", ", "])
    }

    fn parts(self, written: &str, joints: &[&str]) -> String {
        if let Some(said) = PHRASES.iter().find_map(|phrase| self.said(phrase, written)) {
            return said;
        }
        match joints {
            [] => written.to_owned(),
            [joint, rest @ ..] => {
                let parts: Vec<String> = written.split(joint).map(|part| self.parts(part, rest)).collect();
                parts.join(joint)
            }
        }
    }

    fn said(self, (known, sv, en): &Phrase, written: &str) -> Option<String> {
        let kept = captured(known, written)?;
        let mut pieces = self.pick(sv, en).split('*');
        let mut said = pieces.next().unwrap_or_default().to_owned();
        for (piece, kept) in pieces.zip(kept) {
            said += kept;
            said += piece;
        }
        Some(said)
    }
}

/// What stands for each `*` of a pattern, where the text fits it; a single word each.
fn captured<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let (known, written): (Vec<&str>, Vec<&str>) = (pattern.split(' ').collect(), text.split(' ').collect());
    let fits = |(k, w): (&&str, &&str)| *k == "*" && !w.ends_with([':', ',']) || k == w;
    (known.len() == written.len() && known.iter().zip(&written).all(fits)).then(|| {
        let both = known.iter().zip(&written);
        both.filter(|(k, _)| **k == "*").map(|(_, w)| *w).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detail_is_read_in_both_languages() {
        let cases = [
            (
                "login portal, step 1: no connection, or it broke before an answer",
                "inloggning (portal), steg 1: ingen förbindelse, eller så bröts den före svaret",
                "login (portal), step 1: no connection, or it broke before an answer",
            ),
            (
                "view rapport, page 12: refused, status 403",
                "vyn rapport, sida 12: nekad, status 403",
                "view rapport, page 12: refused, status 403",
            ),
            (
                "view export, step 2 as stadsadmin: csrf was not found: the body is not JSON",
                "vyn export, steg 2 som stadsadmin: csrf hittades inte: svaret är inte JSON",
                "view export, step 2 as stadsadmin: csrf was not found: the body is not JSON",
            ),
            (
                "OverLimit: kropp",
                "större än gränsen: svarets innehåll",
                "larger than the limit: the body",
            ),
            (
                "grundskola-01 (name, folded) rad 3",
                "grundskola-01 (name, folded) rad 3",
                "grundskola-01 (name, folded) rad 3",
            ),
            ("", "", ""),
        ];
        for (written, sv, en) in cases {
            assert_eq!(
                (Lang::Sv.detail(written), Lang::En.detail(written)),
                (sv.to_owned(), en.to_owned())
            );
        }
    }

    #[test]
    fn every_phrase_keeps_what_it_tells_apart_by() {
        let stars = |text: &str| text.matches('*').count();
        for (known, sv, en) in PHRASES {
            assert_eq!((stars(known), stars(known)), (stars(sv), stars(en)), "{known}");
        }
    }
}
