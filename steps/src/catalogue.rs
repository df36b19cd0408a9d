//! The vocabulary as text, for `skott steps`.

use std::fmt::Write as _;

use skott_model::Arm;

use crate::{ACCOUNTS, Family, Keyword, Lang, Phrase, SELECTIONS, TARGETS, VIEWS, Word, vocabulary};

/// Every phrase and every word that stands for many, in one language.
pub fn catalogue_text(lang: Lang) -> String {
    let mut out = String::new();
    line(&mut out, lang.of("FRASER", "PHRASES"));
    let note = lang.of(
        "<…> fyller egenskapsfilen i. [ … ] får utelämnas. Efter Och och Men får subjektet stå först: ”Men jag ser …”.",
        "<…> is filled in by the feature file. [ … ] may be left out.",
    );
    line(&mut out, note);
    for family in FAMILIES {
        let _ = write!(out, "\n{}\n", heading(family, lang));
        for phrase in vocabulary().iter().filter(|p| p.family == family) {
            push_phrase(&mut out, phrase, lang);
        }
    }
    let _ = write!(
        out,
        "\n{}\n",
        lang.of("ORD SOM STÅR FÖR FLERA", "WORDS THAT STAND FOR MANY")
    );
    push_words(&mut out, lang.of("<konto>", "<account>"), ACCOUNTS, lang);
    push_words(&mut out, lang.of("<vy>", "<view>"), VIEWS, lang);
    push_words(&mut out, lang.of("<mål>", "<target>"), TARGETS, lang);
    push_words(&mut out, lang.of("<urval>", "<selection>"), SELECTIONS, lang);
    let _ = write!(
        out,
        "\n{}\n",
        lang.of(
            "”varje” ensamt betyder alla i sin kolumn. I stället för ett sådant ord kan det som profilen heter stå: ett kontos\n\
             id, en vys namn eller id, ett måls id, ett urvals id, ett formats id.",
            "\"every\" alone means all of its column. Instead of such a word a name of the profile's may stand: an account's id,\n\
             a view's title or id, a target's id, a selection's id, a format's id."
        )
    );
    out
}

const FAMILIES: [Family; 7] = [
    Family::Account,
    Family::Request,
    Family::Completeness,
    Family::Isolation,
    Family::Refusal,
    Family::Change,
    Family::Minimisation,
];

fn heading(family: Family, lang: Lang) -> &'static str {
    match family {
        Family::Account => lang.of("Vem", "Who"),
        Family::Request => lang.of("Vad som efterfrågas", "What is asked"),
        Family::Completeness => lang.of("Allt eget visas", "Everything own is shown"),
        Family::Isolation => lang.of("Inget främmande visas", "Nothing foreign is shown"),
        Family::Change => lang.of("Bara det som får ändras ändras", "Only what may be changed is changed"),
        Family::Refusal => lang.of("Nekad åtkomst", "Refusal"),
        Family::Minimisation => lang.of("Inget i onödan", "Nothing unneeded"),
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn push_phrase(out: &mut String, phrase: &Phrase, lang: Lang) {
    let keyword = match (phrase.keyword, phrase.family) {
        (Keyword::Then, Family::Isolation | Family::Minimisation) => lang.of("Men", "But"),
        (keyword, _) => keyword.text(lang),
    };
    let text = match (keyword, phrase.text(lang).strip_prefix("ser jag ")) {
        ("Men", Some(rest)) => format!("jag ser {rest}"),
        _ => phrase.text(lang).to_owned(),
    };
    let _ = write!(out, "\n  {keyword} {text}\n      {}", phrase.about(lang));
    if let Some(arm) = phrase.arm() {
        let _ = write!(out, " [{}]", arm_word(arm, lang));
    }
    out.push('\n');
}

fn arm_word(arm: Arm, lang: Lang) -> &'static str {
    match arm {
        Arm::Complete => lang.of("fullständig", "complete"),
        Arm::Isolated => lang.of("avskild", "isolated"),
        Arm::Refused => lang.of("nekad", "refused"),
        Arm::Indistinguishable => lang.of("oskiljbar", "indistinguishable"),
        Arm::Minimal => lang.of("minimal", "minimal"),
        Arm::Changed => lang.of("ändrad", "changed"),
        Arm::Unchanged => lang.of("oförändrad", "unchanged"),
    }
}

fn push_words<T>(out: &mut String, column: &str, words: &[Word<T>], lang: Lang) {
    let _ = write!(out, "\n  {column}\n");
    for word in words {
        let _ = writeln!(out, "      {}", word.text(lang));
    }
}

#[cfg(test)]
mod tests {
    use super::catalogue_text;
    use crate::Lang;

    #[test]
    fn the_vocabulary_is_the_reviewed_one() {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../snapshots"));
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| {
            insta::assert_snapshot!("steg", catalogue_text(Lang::Sv));
            insta::assert_snapshot!("steps", catalogue_text(Lang::En));
        });
    }
}
