//! Bad features and the errors that they give.

use super::{matrix, of_features, source};
use crate::suite::load;

const GIVEN: &str = "Givet att jag är inloggad som <k>";
const OPENS: &str = "När jag öppnar <v> i formatet html";
const SEES: &str = "Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag";

/// A feature with these steps over this row of `k` and `v`.
fn feature(steps: &[&str], row: &str) -> String {
    let steps: String = steps.iter().map(|step| format!("    {step}\n")).collect();
    format!(
        "# language: sv\nEgenskap: Prov\n  Scenariomall: <k> <v>\n{steps}    Exempel:\n      | k | v |\n      | {row} |\n"
    )
}

#[test]
fn every_fault_says_where_what_and_what_to_do() {
    let well = "varje konto | varje";
    let one = |steps: &[&str], row: &str| feature(steps, row);
    let cases: Vec<(String, Vec<&str>)> = vec![
        (one(&[GIVEN, OPENS, SEES], well), vec![]),
        (one(&[GIVEN, OPENS, SEES], well).replace('\n', "\r\n"), vec![]),
        (
            format!("\u{feff}{}", one(&[GIVEN, OPENS, SEES], well)).replace('ö', "o\u{308}"),
            vec![],
        ),
        // Steps.
        (
            one(&[GIVEN, OPENS, "Så ser jag alla beställningar"], well),
            vec![
                "a.feature:6:5: steget ”Så ser jag alla beställningar” finns inte – menade du ”Så ser jag den beställningen”?; `skott steps` visar alla fraser",
            ],
        ),
        (
            one(
                &[
                    GIVEN,
                    OPENS,
                    "Så ser jag alla beställningar i urvalet från mina förvaltningar och bolag",
                ],
                well,
            ),
            vec![
                "a.feature:6:5: steget ”Så ser jag alla beställningar i urvalet från mina förvaltningar och bolag” finns inte – menade du ”Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag”?; `skott steps` visar alla fraser",
            ],
        ),
        (
            one(&[GIVEN, OPENS, "Så händer något"], well),
            vec!["a.feature:6:5: steget ”Så händer något” finns inte; `skott steps` visar alla fraser"],
        ),
        (
            one(&[OPENS, "Givet jag öppnar <v> i formatet html", SEES], well),
            vec![
                "a.feature:5:5: steget ”Givet jag öppnar <v> i formatet html” hör inte hit – menade du ”När jag öppnar <v> i formatet html”?; `skott steps` visar alla fraser",
            ],
        ),
        (
            one(&[OPENS, SEES], "x | varje").replace(" <k>", " "),
            vec![
                "a.feature:3:3: scenariot ”<v>” säger inte vem som är inloggad, eller säger det flera gånger; skriv ett steg ”Givet att jag är inloggad som …”",
                "a.feature:8:9: kolumnen ”k” används inte; ta bort den, eller använd den i ett steg",
            ],
        ),
        (
            one(&[GIVEN, SEES], well),
            vec![
                "a.feature:3:3: scenariot ”<k> <v>” öppnar inte precis en vy; skriv ett steg ”När jag öppnar …” eller ”När jag försöker öppna …”",
            ],
        ),
        (
            one(&[GIVEN, OPENS], well),
            vec!["a.feature:3:3: scenariot ”<k> <v>” hävdar ingenting; skriv minst ett steg som börjar med Så"],
        ),
        (
            one(&[OPENS, GIVEN, SEES], well),
            vec![
                "a.feature:3:3: scenariot ”<k> <v>” har sina steg i fel ordning; skriv Givet, När och Så i den ordningen",
            ],
        ),
        (
            one(
                &[
                    GIVEN,
                    OPENS,
                    "Så nekas jag åtkomst, och svaret röjer inga uppgifter om andra",
                ],
                well,
            ),
            vec![
                "a.feature:6:5: ”nekas jag åtkomst, och svaret röjer inga uppgifter om andra” kan inte gälla något som jag öppnar; skriv ”När jag försöker öppna …”, eller byt steget",
            ],
        ),
        (
            one(&[GIVEN, "När jag försöker öppna <v> i formatet html", SEES], well),
            vec![
                "a.feature:6:5: ”ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag” kan inte gälla något som jag bara försöker öppna; skriv ”När jag öppnar …”, eller byt steget",
            ],
        ),
        (
            one(&["Givit att jag är inloggad som <k>", OPENS, SEES], well),
            vec![
                "a.feature:3:3: scenariot ”<k> <v>” säger inte vem som är inloggad, eller säger det flera gånger; skriv ett steg ”Givet att jag är inloggad som …”",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES, "Sedan händer något"], well),
            vec![
                "a.feature:7:22: ”Sedan händer något” går inte att läsa som Gherkin, här eller på raden före; se efter att nyckelordet är rätt stavat, och att tabellens rader har lika många fält",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES, "| a |"], well),
            vec![
                "a.feature:6:5: steget ”Så ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag” har en tabell eller en text under sig; ta bort den",
            ],
        ),
        // Names.
        (
            one(&[GIVEN, OPENS, SEES], "admin-grunskola | varje"),
            vec![
                "a.feature:9:9: kontot ”admin-grunskola” finns inte – menade du ”admin-grundskola”?; `skott plan` visar profilens namn, `skott steps` orden som står för flera",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], "varje konto | Bestallningssidan"),
            vec![
                "a.feature:9:23: vyn ”Bestallningssidan” finns inte – menade du ”Beställningssidan”?; `skott plan` visar profilens namn, `skott steps` orden som står för flera",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], "varje admin | sidan"),
            vec![
                "a.feature:9:9: kontot ”varje admin” finns inte; `skott plan` visar profilens namn, `skott steps` orden som står för flera",
            ],
        ),
        (
            one(
                &[GIVEN, "När jag öppnar <v> med urvalet alla i formatet pdf", SEES],
                well,
            ),
            vec![
                "a.feature:5:5: formatet ”pdf” finns inte – här finns csv, gammal, html, json; `skott plan` visar profilens namn, `skott steps` orden som står för flera",
            ],
        ),
        (
            one(
                &[
                    GIVEN,
                    "När jag öppnar <v> med urvalet forvaltning=x i formatet html",
                    SEES,
                ],
                well,
            ),
            vec![
                "a.feature:5:5: urvalet ”forvaltning=x” finns inte – här finns alla, forvaltning=aldrevard, forvaltning=goteborg-energi, forvaltning=grundskola, forvaltning=sdf-angered, knep=stjarna; `skott plan` visar profilens namn, `skott steps` orden som står för flera",
            ],
        ),
        (
            one(
                &[
                    GIVEN,
                    "När jag öppnar <v> för något i formatet html",
                    "Så ser jag den beställningen",
                ],
                well,
            ),
            vec![
                "a.feature:5:5: målet ”något” finns inte; `skott plan` visar profilens namn, `skott steps` orden som står för flera",
            ],
        ),
        // Rows.
        (
            one(&[GIVEN, OPENS, SEES], "stad | Beställningssidan"),
            vec![
                "a.feature:9:9: ”ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag” passar inte stad/bestallningar/-/alla/html, som enligt profilen visar beställningar för den som får se hela staden; byt steget eller raden, eller rätta vyns access i profilen",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], "varje anställd | varje"),
            vec![
                "a.feature:9:9: raden ger inget scenario: ”jag öppnar <v> i formatet html” passar ingen av dess celler, till exempel anstalld-grundskola/bestallningar/-/alla/html, som enligt profilen ska nekas; byt steget eller raden, eller rätta vyns access i profilen",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], "varje konto | Statistik"),
            vec![
                "a.feature:9:9: raden ger inget scenario: ”ser jag alla beställningar i urvalet från mina egna förvaltningar och bolag” passar ingen av dess celler, till exempel stad/siffror/-/alla/html, som enligt profilen visar siffror för den som får se hela staden; byt steget eller raden, eller rätta vyns access i profilen",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], "varje konto | varje | mer"),
            vec!["a.feature:9:31: raden har 3 fält men rubriken 2; ta bort fältet, eller lägg till en rubrik"],
        ),
        (
            one(&[GIVEN, OPENS, SEES], "varje konto"),
            vec![
                "a.feature:9:1: ”| varje konto |” går inte att läsa som Gherkin, här eller på raden före; se efter att nyckelordet är rätt stavat, och att tabellens rader har lika många fält",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], well).replace("| k | v |", "| konto | v |"),
            vec![
                "a.feature:3:3: platshållaren <k> finns inte under Exempel; lägg till kolumnen under Exempel, eller rätta namnet",
                "a.feature:9:9: kolumnen ”konto” används inte; ta bort den, eller använd den i ett steg",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], well).replace("      | varje konto | varje |\n", ""),
            vec![
                "a.feature:3:3: scenariot ”<k> <v>” har inga rader under Exempel; skriv minst en rad, eller ta bort det",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], well)
                .split("    Exempel")
                .next()
                .unwrap()
                .to_owned(),
            vec![
                "a.feature:3:3: platshållaren <k> finns inte under Exempel; lägg till kolumnen under Exempel, eller rätta namnet",
                "a.feature:3:3: platshållaren <v> finns inte under Exempel; lägg till kolumnen under Exempel, eller rätta namnet",
            ],
        ),
        // Files.
        (
            one(&[GIVEN, OPENS, SEES], well).replace("# language: sv\n", ""),
            vec![
                "a.feature:1:1: filen säger inte vilket språk den är skriven på; skriv ”# language: sv” på första raden",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], well).replace("language: sv", "language: se"),
            vec!["a.feature:1:1: språket ”se” finns inte; skriv ”# language: sv” eller ”# language: en”"],
        ),
        (
            one(&[GIVEN, OPENS, SEES], well).replace("Exempel:", "Exemplen:"),
            vec![
                "a.feature:8:8: ”| k | v |” går inte att läsa som Gherkin, här eller på raden före; se efter att nyckelordet är rätt stavat, och att tabellens rader har lika många fält",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], well).replace("Scenariomall:", "Scenariomal:"),
            vec![
                "a.feature:3:20: ”Scenariomal: <k> <v>” går inte att läsa som Gherkin, här eller på raden före; se efter att nyckelordet är rätt stavat, och att tabellens rader har lika många fält",
            ],
        ),
        (
            one(&[GIVEN, OPENS, SEES], well).replace("Egenskap:", "Egenskaper:"),
            vec![
                "a.feature:2:9: ”Egenskaper: Prov” går inte att läsa som Gherkin, här eller på raden före; se efter att nyckelordet är rätt stavat, och att tabellens rader har lika många fält",
            ],
        ),
        (
            "# language: sv\nEgenskap: Prov\n".to_owned(),
            vec!["a.feature:1:1: egenskapen har inget scenario; skriv ett, eller ta bort filen"],
        ),
        (
            String::new(),
            vec![
                "a.feature:1:1: ”” går inte att läsa som Gherkin, här eller på raden före; se efter att nyckelordet är rätt stavat, och att tabellens rader har lika många fält",
            ],
        ),
        (
            {
                let text = one(&[GIVEN, OPENS, SEES], well);
                let again = text.split_once("Prov\n").unwrap().1.to_owned();
                text + &again
            },
            vec!["a.feature:10:3: två scenarier heter ”<k> <v>”; ge det ena ett annat namn"],
        ),
    ];
    let matrix = matrix();
    for (text, expected) in cases {
        let found = match load(&[source("a.feature", &text)], &matrix, None) {
            Ok(_) => Vec::new(),
            Err(errors) => of_features(errors).iter().map(ToString::to_string).collect(),
        };
        assert_eq!(found, expected, "{text}");
    }
}
