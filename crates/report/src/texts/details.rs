//! What a doubt says was met, in the reader's language.

use skott_model::{Detail, Said};

use super::Lang;

impl Lang {
    /// A doubt's detail: places, the widest first, and what was met there.
    pub fn detail(self, detail: &Detail) -> String {
        let mut out = String::new();
        for said in detail.parts() {
            if !out.is_empty() {
                let is_within = matches!(said, Said::Step(..) | Said::Page(_));
                out += if is_within { ", " } else { ": " };
            }
            out += &self.said(said);
        }
        out
    }

    fn said(self, said: &Said) -> String {
        let plain = |sv: &str, en: &str| self.pick(sv, en).to_owned();
        match said {
            Said::Login(way) => self.pick(format!("inloggning ({way})"), format!("login ({way})")),
            Said::WhoAmI(way) => self.pick(format!("vem-är-jag-frågan ({way})"), format!("who-am-I probe ({way})")),
            Said::View(id) => self.pick(format!("vyn {id}"), format!("view {id}")),
            Said::Step(number, None) => self.pick(format!("steg {number}"), format!("step {number}")),
            Said::Step(number, Some(by)) => {
                self.pick(format!("steg {number} som {by}"), format!("step {number} as {by}"))
            }
            Said::Page(number) => self.pick(format!("sida {number}"), format!("page {number}")),
            Said::As(id) => self.pick(format!("som {id}"), format!("as {id}")),
            Said::Number(id) => self.pick(format!("talet {id}"), format!("number {id}")),
            Said::List(id) => self.pick(format!("listrutan {id}"), format!("list {id}")),
            Said::HistoryStep(number, name) => self.pick(
                format!("kontots historia, steg {number} ({name})"),
                format!("the account's history, step {number} ({name})"),
            ),
            Said::NoWholeAnswer(status) => self.pick(
                format!("svarade med status {status}"),
                format!("answered with status {status}"),
            ),
            Said::CheckCredential(secret) => self.pick(
                format!("kontrollera användarnamnet och {secret}"),
                format!("see to the user name and {secret}"),
            ),
            Said::Status(status @ (400 | 401 | 404 | 405 | 410 | 422)) => self.pick(
                format!("status {status}; är det så portalen nekar, skriv [[refusal]] status = {status} i profilen"),
                format!("status {status}; if that is how the portal refuses, write [[refusal]] status = {status} in the profile"),
            ),
            Said::Status(status) => format!("status {status}"),
            Said::Refused(status) => self.pick(format!("nekad, status {status}"), format!("refused, status {status}")),
            Said::NotDone(Some(status)) => self.pick(
                format!("det gjordes inte, status {status}"),
                format!("not done, status {status}"),
            ),
            Said::Redirects(most) => self.pick(
                format!("fler än {most} omdirigeringar"),
                format!("more than {most} redirects"),
            ),
            Said::RedirectedTo(place) => {
                self.pick(format!("omdirigerad till {place}"), format!("redirected to {place}"))
            }
            Said::LoginLedTo(place) => self.pick(
                format!("inloggningen omdirigerades till {place}"),
                format!("the login was redirected to {place}"),
            ),
            Said::LedToLogin(place) => self.pick(
                format!(
                    "omdirigerad till {place}, som frågar efter ett lösenord; betyder det att ingen är inloggad, skriv signed_out = [{{ location = \"{place}\" }}] under [auth]"
                ),
                format!(
                    "redirected to {place}, which asks for a password; if that means that nobody is logged in, write signed_out = [{{ location = \"{place}\" }}] below [auth]"
                ),
            ),
            Said::NothingAt(locator) => self.pick(
                format!("inget står där {locator} pekar; stämmer det i profilen?"),
                format!("nothing stands where {locator} points; is it right in the profile?"),
            ),
            Said::NotFound(name) => self.pick(format!("{name} hittades inte"), format!("{name} was not found")),
            Said::NoValue(name) => self.pick(
                format!("det finns inget värde för {{{name}}}"),
                format!("there is no value for {{{name}}}"),
            ),
            Said::NotReady(times) => self.pick(
                format!("inte klart efter {times} försök"),
                format!("not ready after {times} times"),
            ),
            Said::Pages(most) => self.pick(format!("fler än {most} sidor"), format!("more than {most} pages")),
            Said::OtherAccount(id) => self.pick(
                format!("kontot {id} är inte det som scenariot planerades för"),
                format!("the scenario was planned for another account than {id}"),
            ),
            Said::Trace(whose, category, form, place) => {
                format!("{whose} ({}, {}) {place}", self.category(category), self.form(form))
            }
            Said::CitysNumber(number) => self.pick(
                format!(
                    "{number} är vad hela stadens beställningar ger, och kontot får inte se dem alla; beskriv talet under numbers, eller i shared om det får visas för alla"
                ),
                format!(
                    "{number} is what the whole city's orders come to, and the account may not see them all; declare the number under numbers, or in shared if everybody may see it"
                ),
            ),
            Said::Text(text) => self.place(text).into_owned(),

            Said::CheckForm => plain(
                "skickas alla formulärets fält, också de dolda (csrf)?",
                "are all the form's fields sent, the hidden ones too (csrf)?",
            ),
            Said::Sign => plain("ett kännetecken", "a sign"),
            Said::NextAddress => plain("nästa sidas adress", "the next page's address"),
            Said::ReadBack => plain("tillbakaläsning", "read back"),
            Said::PutBack => plain("återställning", "put back"),
            Said::WrittenValue => plain("det som skrevs", "what was written"),
            Said::History => plain("kontots historia", "the account's history"),
            Said::Body => plain("svarets innehåll", "the body"),
            Said::NoAnswerInTime => plain("inget svar i tid", "no answer in time"),
            Said::NoConnection => plain(
                "ingen förbindelse, eller så bröts den före svaret",
                "no connection, or it broke before an answer",
            ),
            Said::ConnectionRefused => plain(
                "ingen lyssnar där: är portalen startad, och är porten rätt?",
                "nothing listens there: is the portal started, and is the port right?",
            ),
            Said::NoSuchHost => plain(
                "värdnamnet finns inte (DNS)",
                "there is no host of that name (DNS)",
            ),
            Said::CertificateNotTrusted => plain(
                "certifikatet är inte betrott på den här datorn, eller gäller en annan värd; lägg utfärdarens certifikat bland systemets",
                "this computer does not trust the certificate, or it is for another host; put its issuer's among the system's",
            ),
            Said::TlsFailed => plain(
                "TLS-förhandlingen misslyckades: ingen gemensam version, eller så krävs ett klientcertifikat",
                "the TLS handshake failed: no version in common, or a client's certificate is asked for",
            ),
            Said::NoTls => plain(
                "den porten talar inte TLS: ska adressen börja med http://?",
                "that port does not speak TLS: is the address to begin with http://?",
            ),
            Said::NotAsked => plain(
                "frågan ställdes inte, portalen hade slutat svara",
                "not asked, the portal had stopped answering",
            ),
            Said::NoAnswer => plain("inget svar", "no answer"),
            Said::NoRequest => plain("ingen fråga ställdes", "no request"),
            Said::NotDone(_) => plain("det gjordes inte, inget svar", "not done, no answer"),
            Said::BodyNotWhole => plain("svaret är inte helt", "the body is not whole"),
            Said::BodyTooLarge => plain("svaret är större än gränsen", "the body is larger than the limit"),
            Said::BodyTooSlow => plain("tiden gick ut mitt i svaret", "time ran out in the body"),
            Said::FlowTooSlow => plain("ett stort svar kom för långsamt", "a large answer came too slowly"),
            Said::BadAddress => plain("en adress som inte går att tyda", "an address that cannot be read"),
            Said::OtherHost => plain(
                "en adress hos en annan värd, den följdes inte",
                "an address of another host, not followed",
            ),
            Said::MoreThanOwn => plain(
                "det är större än vad kontots egna beställningar ger, och kan räkna in andras eller annat som finns i portalen",
                "it is larger than the account's own gives, and may count in others or the other data that the portal holds",
            ),
            Said::SeveralNumbers => plain(
                "flera tal står där, eller olika tal på olika sidor, och ingen vet vilket som menas; peka ut ett, med en snävare css, json eller regex",
                "several numbers stand there, or other ones on other pages, and nobody knows which is meant; point at one, with a narrower css, json or regex",
            ),
            Said::UnplantedRows(rows) => self.pick(
                format!(
                    "{rows} av raderna gäller något som inte är planterat, fast portalen inte ska innehålla något annat; ska den det, skriv partial = true under [population]"
                ),
                format!(
                    "{rows} of the rows are of something that is not planted, though the portal is to hold nothing else; if it does, write partial = true under [population]"
                ),
            ),
            Said::NamelessRows(rows) => self.pick(
                format!("{rows} rader säger inte vad de gäller, så de kan vara andras"),
                format!("{rows} rows do not say what they are of, and may be others'"),
            ),
            Said::RefusedWithContent => plain(
                "svaret nekar men innehåller ändå det som vyn visar",
                "the answer refuses and holds what the view shows all the same",
            ),
            Said::NotOwn => plain(
                "det är inte vad kontots egna ger, och ingen vet vems det är",
                "it is not what the account's own gives, and nobody knows whose it is",
            ),
            Said::RoundedAlike => plain(
                "det är så avrundat att det lika gärna kan vara andras",
                "it is so rounded that it may as well be others'",
            ),
            Said::Missing => plain("hittades inte", "was not found"),
            Said::NoHeader => plain("ett värde ryms inte i ett huvud", "a value does not fit into a header"),
            Said::NoCookie => plain("ett värde ryms inte i en kaka", "a value does not fit into a cookie"),
            Said::PagesTooLarge => plain(
                "större än gränsen, alla sidor sammantagna",
                "more bytes in all than the limit",
            ),
            Said::PagesCircle => plain("sidorna går runt i en cirkel", "the pages go round in a circle"),
            Said::EndedBetweenPages => plain(
                "sessionen tog slut mellan två sidor",
                "the session ended between two pages",
            ),
            Said::SessionGone => plain("sessionen är borta", "the session is gone"),
            Said::SessionLostTwice => plain(
                "sessionen gick förlorad två gånger; loggar samma användare in på flera sätt kan den ena inloggningen ha avslutat den andra",
                "session lost twice; where one user logs in in several ways, one login may have ended the other",
            ),
            Said::NotOpened => plain("den öppnades inte", "not opened"),
            Said::NotSignedIn => plain("inte inloggad", "not signed in"),
            Said::HelperNotSignedIn => plain("det kontot är inte inloggat", "that account is not signed in"),
            Said::NoCredential => plain("kontot saknar inloggningsuppgift", "no credential for it"),
            Said::NoSecret => plain("hemligheten hittades inte", "secret not found"),
            Said::UnknownWay => plain(
                "ett inloggningssätt som profilen inte känner till",
                "a way to log in that the profile does not know",
            ),
            Said::NoClient => plain(
                "ingen klient kunde skapas; har datorn några rotcertifikat?",
                "no client could be made; does the machine have root certificates?",
            ),
            Said::NotPlanned => plain("frågan var inte planerad", "it was not planned"),
            Said::RunEnded => plain("körningen avbröts", "the run was ended"),
            Said::NobodyAsks => plain("ingen kan fråga", "nobody can ask it"),
            Said::ProbeUnread => plain("svaret gick inte att läsa", "the answer could not be read"),
            Said::ProbeNobody => plain(
                "vem-är-jag-frågan svarade att ingen är inloggad",
                "who-am-I answered nobody",
            ),
            Said::ProbeAnother => plain(
                "vem-är-jag-frågan svarade att någon annan är inloggad",
                "who-am-I answered somebody else",
            ),
            Said::ProbeSaysYes => plain(
                "vem-är-jag-frågan ger samma svar utan inloggning och bevisar därför ingenting",
                "who-am-I answers the same without a login, so it proves nothing",
            ),
            Said::ProbeInstances => plain(
                "en lista över förvaltningar och bolag visar inte vem som är inloggad",
                "instances do not tell who somebody is",
            ),
            Said::BadSelector => plain("css-väljaren går inte att tyda", "the css selector cannot be read"),
            Said::BadRegex => plain(
                "det reguljära uttrycket går inte att tyda",
                "the regular expression cannot be read",
            ),
            Said::BadPointer => plain("json-pekaren går inte att tyda", "the json pointer cannot be read"),
            Said::NotJson => plain("svaret är inte JSON", "the body is not JSON"),
            Said::TooMuch => plain(
                "svaret är för stort eller för djupt nästlat",
                "the body is too large or too deeply nested",
            ),
            Said::NotSearched => plain("svaret gick inte att söka i", "the body could not be looked into"),
            Said::TooMany => plain("fler värden än som kan läsas", "more values than can be read"),
            Said::ReadOtherwise => plain(
                "det som lästes tillbaka är inte vad det måste vara",
                "what was read back is not what it must be",
            ),
            Said::NobodyReads => plain("ingen läser tillbaka det som ändras", "nobody reads what it changes"),
            Said::NotAsItWas => plain("värdet är inte vad det var", "it does not read as it was"),
            Said::ChangedBeside => plain(
                "samma ändring gjordes i någon annans uppgift, och kan vara gjord i fler",
                "the same change was made to what is somebody else's, and may have been made to more",
            ),
            Said::NeitherWasNorWritten => plain(
                "värdet är varken vad det var eller vad som skrevs",
                "the value reads neither as it was nor as it was written",
            ),
            Said::CutOff => plain(
                "körningen slutade innan det var ändrat tillbaka, eller så gjorde portalen ändringen i efterhand",
                "the run ended before it was put back, or the portal made the change afterwards",
            ),
            Said::LeftOver => plain(
                "det som en tidigare körning skrev står kvar",
                "what an earlier run wrote stands there",
            ),
            Said::ChangedLater => plain(
                "en ändring som körningen läste som ogjord stod där senare: portalen gör den i efterhand",
                "a change that the run read as not made stood there later: the portal makes it afterwards",
            ),
            Said::RowOrder => plain("radordning", "the order of rows"),
            Said::DecoderStopped => plain("avkodningen stannade", "the decoder stopped"),
            Said::Unreadable => plain("går inte att läsa", "cannot be read"),
            Said::OverLimit => plain("större än gränsen", "larger than the limit"),
            Said::WrongContentType => plain(
                "något annat än den filtyp som angavs",
                "something else than the declared type of file",
            ),
            Said::InvalidText => plain(
                "inte text i den teckenkodning som angavs",
                "not text in the declared charset",
            ),
            Said::Encrypted => plain("låst med lösenord", "locked with a password"),
            Said::TooDeep => plain("för djupt nästlat", "too deeply nested"),
            Said::UnknownStep => plain("ett steg finns inte bland fraserna", "a step is no phrase"),
            Said::AmbiguousStep => plain(
                "ett steg kan läsas på flera sätt",
                "a step can be read in more ways than one",
            ),
            Said::NoBench => plain(
                "scenariot fick inget att fråga",
                "the scenario was given nothing to ask",
            ),
            Said::NoRecord => plain("protokollet går inte att skriva", "the record cannot be written"),
            Said::Panicked => plain("fel i skott", "a fault in skott"),
        }
    }
}

#[cfg(test)]
mod tests {
    use skott_model::Category;

    use super::*;

    #[test]
    fn every_detail_is_read_in_both_languages() {
        let (id, name) = (|id: &str| id.to_owned(), "csrf".to_owned());
        let cases: [(Detail, &str, &str); 10] = [
            (
                [Said::Login(id("portal")), Said::Step(1, None), Said::NoConnection].into(),
                "inloggning (portal), steg 1: ingen förbindelse, eller så bröts den före svaret",
                "login (portal), step 1: no connection, or it broke before an answer",
            ),
            (
                [Said::View(id("rapport")), Said::Page(12), Said::Refused(403)].into(),
                "vyn rapport, sida 12: nekad, status 403",
                "view rapport, page 12: refused, status 403",
            ),
            (
                [
                    Said::View(id("export")),
                    Said::Step(2, Some(id("stadsadmin"))),
                    Said::NotFound(name),
                    Said::NotJson,
                ]
                .into(),
                "vyn export, steg 2 som stadsadmin: csrf hittades inte: svaret är inte JSON",
                "view export, step 2 as stadsadmin: csrf was not found: the body is not JSON",
            ),
            (
                [
                    Said::WhoAmI(id("portal")),
                    Said::NoWholeAnswer(302),
                    Said::RedirectedTo(id("/logga-in")),
                    Said::LoginLedTo(id("login.example.se/adfs")),
                ]
                .into(),
                "vem-är-jag-frågan (portal): svarade med status 302: omdirigerad till /logga-in: inloggningen omdirigerades till login.example.se/adfs",
                "who-am-I probe (portal): answered with status 302: redirected to /logga-in: the login was redirected to login.example.se/adfs",
            ),
            (
                Said::Status(404).into(),
                "status 404; är det så portalen nekar, skriv [[refusal]] status = 404 i profilen",
                "status 404; if that is how the portal refuses, write [[refusal]] status = 404 in the profile",
            ),
            (Said::Status(500).into(), "status 500", "status 500"),
            (
                [Said::OverLimit, Said::Body].into(),
                "större än gränsen: svarets innehåll",
                "larger than the limit: the body",
            ),
            (
                Said::Trace(id("grundskola-01"), Category::Name, id("folded"), id("rad 3")).into(),
                "grundskola-01 (namn, utan prickar och accenter) rad 3",
                "grundskola-01 (name, without its accents) rad 3",
            ),
            (Said::Panicked.into(), "fel i skott", "a fault in skott"),
            (Detail::default(), "", ""),
        ];
        for (detail, sv, en) in cases {
            assert_eq!(
                (Lang::Sv.detail(&detail), Lang::En.detail(&detail)),
                (sv.to_owned(), en.to_owned())
            );
        }
    }
}
