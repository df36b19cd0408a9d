//! The one table of phrases.

use std::sync::LazyLock;

use crate::phrase::pattern;
use crate::{Claim, Family, Keyword, Phrase, Says};

/// Every phrase there is.
pub fn vocabulary() -> &'static [Phrase] {
    static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| ROWS.iter().filter_map(phrase).collect());
    &PHRASES
}

/// Id, what it does, Swedish, English, its meaning in Swedish and in English.
type Row = (&'static str, Says, [&'static str; 2], [&'static str; 2]);

/// A row whose pattern does not compile is left out; a test says that none is.
fn phrase(&(id, says, [sv, en], [about_sv, about_en]): &Row) -> Option<Phrase> {
    let (family, keyword) = place(says);
    let regex = pattern(keyword, sv, en).ok()?;
    Some(Phrase {
        id,
        family,
        keyword,
        says,
        sv,
        en,
        about_sv,
        about_en,
        regex,
    })
}

fn place(says: Says) -> (Family, Keyword) {
    match says {
        Says::LogsIn | Says::StaysOut => (Family::Account, Keyword::Given),
        Says::Opens | Says::Tries | Says::Manipulates | Says::Changes | Says::TriesToChange => {
            (Family::Request, Keyword::When)
        }
        Says::Claims(Claim::NoForeign | Claim::NoOthers) => (Family::Isolation, Keyword::Then),
        Says::Claims(Claim::Refused | Claim::Indistinguishable | Claim::Within) => (Family::Refusal, Keyword::Then),
        Says::Claims(Claim::Changed | Claim::Unchanged) => (Family::Change, Keyword::Then),
        Says::Claims(Claim::Minimal) => (Family::Minimisation, Keyword::Then),
        Says::Claims(_) => (Family::Completeness, Keyword::Then),
    }
}

const ROWS: &[Row] = &[
    (
        "logged-in",
        Says::LogsIn,
        ["att jag är inloggad som <konto>", "I am logged in as <account>"],
        [
            "Vem som frågar. Kontot loggas in en gång, och det prövas att det är rätt konto.",
            "Who asks. The account is logged in once, and that it is the right one is proved.",
        ],
    ),
    (
        "not-logged-in",
        Says::StaysOut,
        [
            "att jag besöker portalen som <konto>, utan att logga in",
            "I visit the portal as <account>, without logging in",
        ],
        [
            "Vem som frågar, utan att ha loggat in. Det prövas att portalen inte ser besökaren som inloggad.",
            "Who asks, without having logged in. That the portal takes it for nobody is proved.",
        ],
    ),
    (
        "opens",
        Says::Opens,
        [
            "jag öppnar <vy>[ för <mål>][ med urvalet <urval>] i formatet <format>",
            "I open <view>[ for <target>][ with the selection <selection>] in the format <format>",
        ],
        [
            "Öppnar en vy som kontot får öppna. Utan urval: som vyn är när inget har valts.",
            "Opens a view that the account may open. Without a selection: as the view is when nothing is chosen.",
        ],
    ),
    (
        "tries",
        Says::Tries,
        [
            "jag försöker öppna <vy>[ för <mål>][ med urvalet <urval>] i formatet <format>",
            "I try to open <view>[ for <target>][ with the selection <selection>] in the format <format>",
        ],
        [
            "Försöker öppna det som kontot ska nekas.",
            "Tries to open what must be refused to the account.",
        ],
    ),
    (
        "manipulates",
        Says::Manipulates,
        [
            "jag ändrar i anropet till <vy>[ för <mål>][ med urvalet <urval>] i formatet <format>",
            "I tamper with the request for <view>[ for <target>][ with the selection <selection>] in the format <format>",
        ],
        [
            "Frågar på ett sätt som ingen sida erbjuder: ett jokertecken, en annan förvaltning bredvid den egna, en utelämnad parameter, någon annans sidmarkör.",
            "Asks in a way that no page offers: a wildcard, another instance beside the own, a parameter left out, somebody else's cursor.",
        ],
    ),
    (
        "changes",
        Says::Changes,
        [
            "jag gör ändringen <vy>[ för <mål>][ med urvalet <urval>] i formatet <format>",
            "I make the change <view>[ for <target>][ with the selection <selection>] in the format <format>",
        ],
        [
            "Ändrar något som kontot får ändra. Efteråt ändras det tillbaka.",
            "Changes something that the account may change. Afterwards it is changed back.",
        ],
    ),
    (
        "tries-to-change",
        Says::TriesToChange,
        [
            "jag försöker göra ändringen <vy>[ för <mål>][ med urvalet <urval>] i formatet <format>",
            "I try to make the change <view>[ for <target>][ with the selection <selection>] in the format <format>",
        ],
        [
            "Försöker ändra något som kontot inte får ändra.",
            "Tries to change something that the account may not change.",
        ],
    ),
    (
        "orders-in-scope",
        Says::Claims(Claim::OrdersInScope),
        [
            "ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag",
            "I see every order in the selection from my own instances",
        ],
        [
            "Varje egen beställning som urvalet omfattar visas, och ingen egen utanför det. För vyer som visar beställningar.",
            "Every own order that the selection means is shown, and no own order outside it. For views that show orders.",
        ],
    ),
    (
        "orders-in-city",
        Says::Claims(Claim::OrdersInCity),
        [
            "ser jag alla beställningar i urvalet från hela staden",
            "I see every order in the selection from the whole city",
        ],
        [
            "Detsamma, för den som får se allt i staden.",
            "The same, for who may see all of the city.",
        ],
    ),
    (
        "persons-in-scope",
        Says::Claims(Claim::PersonsInScope),
        [
            "ser jag alla personer i urvalet från mina egna förvaltningar och bolag",
            "I see every person in the selection from my own instances",
        ],
        [
            "Varje egen person med en beställning som urvalet omfattar visas. För vyer som visar personer.",
            "Every own person with an order that the selection means is shown. For views that show persons.",
        ],
    ),
    (
        "persons-in-city",
        Says::Claims(Claim::PersonsInCity),
        [
            "ser jag alla personer i urvalet från hela staden",
            "I see every person in the selection from the whole city",
        ],
        [
            "Detsamma, för den som får se allt i staden.",
            "The same, for who may see all of the city.",
        ],
    ),
    (
        "numbers-in-scope",
        Says::Claims(Claim::NumbersInScope),
        [
            "stämmer siffrorna med beställningarna i mina egna förvaltningar och bolag",
            "the numbers agree with the orders of my own instances",
        ],
        [
            "Antal och summor är de som egna beställningar ger; en främmande beställning syns i dem. För vyer som visar siffror.",
            "Counts and sums are those of own orders; a foreign order shows in them. For views that show numbers.",
        ],
    ),
    (
        "numbers-in-city",
        Says::Claims(Claim::NumbersInCity),
        [
            "stämmer siffrorna med beställningarna i hela staden",
            "the numbers agree with the orders of the whole city",
        ],
        [
            "Detsamma, för den som får se allt i staden.",
            "The same, for who may see all of the city.",
        ],
    ),
    (
        "suggestions-in-scope",
        Says::Claims(Claim::SuggestionsInScope),
        [
            "får jag alla förslag som finns i mina egna förvaltningar och bolag",
            "I get every suggestion that there is in my own instances",
        ],
        [
            "Allt eget som det skrivna kan betyda föreslås. För vyer som ger förslag medan man skriver.",
            "Everything own that the typed text can mean is suggested. For views that suggest while one types.",
        ],
    ),
    (
        "suggestions-in-city",
        Says::Claims(Claim::SuggestionsInCity),
        [
            "får jag alla förslag som finns i hela staden",
            "I get every suggestion that there is in the whole city",
        ],
        [
            "Detsamma, för den som får se allt i staden.",
            "The same, for who may see all of the city.",
        ],
    ),
    (
        "of-instance",
        Says::Claims(Claim::OfInstance),
        [
            "ser jag allt i urvalet från den förvaltningen eller det bolaget",
            "I see everything in the selection from that instance",
        ],
        [
            "Allt från den förvaltning eller det bolag som vyn öppnades för, och inget annat eget.",
            "Everything of the instance that the view was opened for, and nothing else of one's own.",
        ],
    ),
    (
        "the-order",
        Says::Claims(Claim::TheOrder),
        ["ser jag den beställningen", "I see that order"],
        [
            "Den beställning som vyn öppnades för visas, och ingen annan.",
            "The order that the view was opened for is shown, and no other.",
        ],
    ),
    (
        "own-orders",
        Says::Claims(Claim::OwnOrders),
        [
            "ser jag alla mina egna beställningar i urvalet",
            "I see every order of my own in the selection",
        ],
        [
            "För en anställd: varje egen beställning som urvalet omfattar visas.",
            "For an employee: every order of one's own that the selection means is shown.",
        ],
    ),
    (
        "own-rest",
        Says::Claims(Claim::OwnRest),
        [
            "ser jag allt i urvalet som är mitt eget",
            "I see everything in the selection that is my own",
        ],
        [
            "För en anställd, på vyer som visar personer, förslag eller siffror.",
            "For an employee, on views that show persons, suggestions or numbers.",
        ],
    ),
    (
        "nothing",
        Says::Claims(Claim::Nothing),
        [
            "ser jag inga beställningar, inga personer och inga siffror om dem",
            "I see no orders, no persons and no numbers about them",
        ],
        [
            "Vyn öppnas men är tom, för den som inte får se något i den.",
            "The view opens but is empty, for who may see nothing in it.",
        ],
    ),
    (
        "is-open",
        Says::Claims(Claim::Opens),
        ["öppnas sidan för mig", "the page opens for me"],
        [
            "Kontot nekas inte. För vyer som visar varken beställningar eller personer.",
            "The account is not refused. For views that show neither orders nor persons.",
        ],
    ),
    (
        "no-foreign",
        Says::Claims(Claim::NoForeign),
        [
            "ser jag inga uppgifter som bara hör till andra förvaltningar eller bolag",
            "I see nothing that belongs to other instances alone",
        ],
        [
            "Inget av det planterade som enbart hör till andra finns någonstans i svaret, inte heller där det inte syns på skärmen.",
            "Nothing planted that belongs to others alone is anywhere in the answer, nor where the screen does not show it.",
        ],
    ),
    (
        "no-others",
        Says::Claims(Claim::NoOthers),
        [
            "ser jag inga uppgifter om andra personer",
            "I see nothing about other persons",
        ],
        [
            "Detsamma, för den som bara får se sitt eget; arbetskamrater är också andra personer.",
            "The same, for who may see only its own; colleagues are other persons, too.",
        ],
    ),
    (
        "within",
        Says::Claims(Claim::Within),
        [
            "får jag inte veta mer än jag har rätt till",
            "I learn no more than I am entitled to",
        ],
        [
            "Ett nej, ett fel, ett tomt svar eller bara eget är lika bra; inget främmande får finnas i svaret. Räknas bara om någon med rätt till det har setts se det när vyn öppnades som vanligt.",
            "A refusal, an error, an empty answer or only own data are all well; nothing foreign may be in the answer. Counts only if somebody entitled saw it where the view was opened as usual.",
        ],
    ),
    (
        "refused",
        Says::Claims(Claim::Refused),
        [
            "nekas jag åtkomst, och svaret röjer inga uppgifter om andra",
            "I am refused, and the answer reveals nothing about others",
        ],
        [
            "Portalen nekar så som den brukar, och inget om andra finns i svaret: inte på sidan, inte i svarets huvuden och inte i en omdirigering.",
            "The portal refuses in its usual way, and nothing of others is in the answer, its headers or its redirect.",
        ],
    ),
    (
        "indistinguishable",
        Says::Claims(Claim::Indistinguishable),
        [
            "går svaret inte att skilja från svaret för något som inte finns",
            "the answer cannot be told from the answer for something that does not exist",
        ],
        [
            "Av svaret kan ingen sluta sig till att det som efterfrågades finns.",
            "Nobody can conclude from the answer that what was asked for exists.",
        ],
    ),
    (
        "changed",
        Says::Claims(Claim::Changed),
        [
            "syns ändringen för någon annan som har rätt att se den",
            "the change is seen by somebody else who may see it",
        ],
        [
            "Ändringen är gjord: ett annat konto läser det nya värdet.",
            "The change was made: another account reads the new value.",
        ],
    ),
    (
        "unchanged",
        Says::Claims(Claim::Unchanged),
        [
            "är ingenting ändrat, och svaret röjer inga uppgifter om andra",
            "nothing is changed, and the answer reveals nothing about others",
        ],
        [
            "Ett konto med rätt att se värdet läser det före och efter; vad portalen svarade spelar ingen roll. Räknas bara om någon med rätt till ändringen har setts göra den på samma sätt.",
            "An account that may see the value reads it before and after; what the portal answered does not matter. Counts only if somebody entitled was seen to make the same change.",
        ],
    ),
    (
        "minimal",
        Says::Claims(Claim::Minimal),
        [
            "ser jag inga uppgifter om lön eller pension, och inga andra slags uppgifter än vyn får visa",
            "I see nothing about pay or pension, and no kind of data that the view may not show",
        ],
        [
            "Lön och pension visas aldrig, och i övrigt bara de slags uppgifter som profilen anger för vyn.",
            "Pay and pension are never shown, and otherwise only the kinds of data that the profile states for the view.",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ROWS, vocabulary};
    use crate::{Lang, read};

    #[test]
    fn every_phrase_compiles_and_is_the_only_one_that_reads_its_own_words() {
        assert_eq!(vocabulary().len(), ROWS.len());
        let ids: BTreeSet<&str> = vocabulary().iter().map(|p| p.id).collect();
        assert_eq!(ids.len(), ROWS.len(), "an id stands twice");
        for phrase in vocabulary() {
            for lang in Lang::ALL {
                for form in phrase.forms(lang) {
                    let found: Vec<&str> = read(phrase.keyword, &form).iter().map(|r| r.phrase.id).collect();
                    assert_eq!(found, [phrase.id], "{form}");
                }
            }
        }
    }
}
