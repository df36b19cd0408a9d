//! A scenario as it is written, its steps read and its rows found.

use std::collections::BTreeSet;

use cucumber::gherkin::{self, StepType};
use skott_steps::{Arg, Keyword, Reading, Says, nearest, read, read_anywhere};

use super::error::{Faults, Place, did_you_mean};

/// A feature file whose steps are all known.
pub(super) struct File {
    /// Its name.
    pub name: String,
    /// The feature without its scenarios.
    pub feature: gherkin::Feature,
    /// Its scenarios, those of rules too, with the steps of backgrounds in them.
    pub outlines: Vec<Outline>,
}

/// A scenario as it is written.
pub(super) struct Outline {
    /// Where it stands.
    pub place: Place,
    /// Its name, name and tags as written, without steps and *Exempel*.
    pub scenario: gherkin::Scenario,
    /// Tags of feature, rule and scenario.
    pub tags: Vec<String>,
    /// Its steps.
    pub steps: Vec<Line>,
    /// Its rows; one without columns for a scenario that has none.
    pub rows: Vec<Row>,
}

/// One step.
#[derive(Clone)]
pub(super) struct Line {
    /// Where it stands.
    pub place: Place,
    /// As written.
    pub step: gherkin::Step,
    /// What it is.
    pub reading: Reading,
}

/// One row under *Exempel*.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Where it stands.
    pub place: Place,
    /// Tags of its *Exempel*.
    pub tags: Vec<String>,
    /// Column, text and where the text stands.
    pub columns: Vec<(String, String, Place)>,
}

impl Outline {
    /// What a step of this kind was given, with the row filled in, and where that stands.
    pub fn argument(&self, arg: Arg, row: &Row) -> Option<(String, Place)> {
        let line = self.steps.iter().find(|line| line.reading.args.contains_key(&arg))?;
        let written = &line.step.value[line.reading.args[&arg].clone()];
        match row.column(written) {
            Some((text, place)) => Some((text.to_owned(), place)),
            None => Some((row.fill(written), line.place)),
        }
    }

    /// What its steps say.
    pub fn says(&self) -> impl Iterator<Item = Says> + '_ {
        self.steps.iter().map(|line| line.reading.phrase.says)
    }
}

impl Row {
    /// The text of a column, by its placeholder `<…>`.
    fn column(&self, placeholder: &str) -> Option<(&str, Place)> {
        let name = placeholder.strip_prefix('<')?.strip_suffix('>')?;
        let (_, text, place) = self.columns.iter().find(|(column, ..)| column == name)?;
        Some((text, *place))
    }

    /// The text with its placeholders filled in.
    pub fn fill(&self, text: &str) -> String {
        self.columns.iter().fold(text.to_owned(), |out, (column, text, _)| {
            out.replace(&format!("<{column}>"), text)
        })
    }
}

/// Placeholders `<…>` of a text.
pub(super) fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0))
}

/// Reads a step, or says why it cannot be.
pub(super) fn read_step(step: &gherkin::Step, place: Place, faults: &mut Faults) -> Option<Line> {
    let keyword = match step.ty {
        StepType::Given => Keyword::Given,
        StepType::When => Keyword::When,
        StepType::Then => Keyword::Then,
    };
    let mut readings = read(keyword, &step.value);
    let written = format!("{}{}", step.keyword, step.value);
    if readings.len() > 1 {
        let ids: Vec<&str> = readings.iter().map(|r| r.phrase.id).collect();
        let what = format!("steget ”{written}” kan läsas på flera sätt: {}", ids.join(", "));
        faults.at(place, what, "formulera om det");
        return None;
    }
    let Some(reading) = readings.pop() else {
        faults.at(
            place,
            unknown_step(keyword, step, &written),
            "`skott steps` visar alla fraser",
        );
        return None;
    };
    if step.table.is_some() || step.docstring.is_some() {
        faults.at(
            place,
            format!("steget ”{written}” har en tabell eller en text under sig"),
            "ta bort den",
        );
    }
    Some(Line {
        place,
        step: step.clone(),
        reading,
    })
}

fn unknown_step(keyword: Keyword, step: &gherkin::Step, written: &str) -> String {
    if let Some(reading) = read_anywhere(&step.value) {
        let right = reading.phrase.keyword.text(reading.lang);
        return format!("steget ”{written}” hör inte hit – menade du ”{right} {}”?", step.value);
    }
    let near = nearest(keyword, &step.value).map(|near| format!("{}{near}", step.keyword));
    format!("steget ”{written}” finns inte{}", did_you_mean(near))
}

/// What a scenario must have to be about one cell.
pub(super) fn lint(outline: &Outline, faults: &mut Faults) {
    let count = |keyword: Keyword| {
        outline
            .steps
            .iter()
            .filter(|l| l.reading.phrase.keyword == keyword)
            .count()
    };
    let name = &outline.scenario.name;
    let mut wants = |ok: bool, what: &str, todo: &str| {
        if !ok {
            faults.at(outline.place, format!("scenariot ”{name}” {what}"), todo);
        }
    };
    wants(
        count(Keyword::Given) == 1,
        "säger inte vem som är inloggad, eller säger det flera gånger",
        "skriv ett steg ”Givet att jag är inloggad som …”",
    );
    wants(
        count(Keyword::When) == 1,
        "öppnar inte precis en vy",
        "skriv ett steg ”När jag öppnar …” eller ”När jag försöker öppna …”",
    );
    wants(
        count(Keyword::Then) > 0,
        "hävdar ingenting",
        "skriv minst ett steg som börjar med Så",
    );
    let order: Vec<Keyword> = outline.steps.iter().map(|l| l.reading.phrase.keyword).collect();
    let rank = |k: &Keyword| match k {
        Keyword::Given => 0,
        Keyword::When => 1,
        Keyword::Then => 2,
    };
    wants(
        order.is_sorted_by_key(rank),
        "har sina steg i fel ordning",
        "skriv Givet, När och Så i den ordningen",
    );
    contradictions(outline, faults);
    columns(outline, faults);
}

/// Claims of a refusal belong to an attempt, what may be learned at most to a tampered request, all others to an opening.
fn contradictions(outline: &Outline, faults: &mut Faults) {
    use skott_steps::Claim::{Changed, Indistinguishable, Minimal, NoForeign, NoOthers, Refused, Unchanged, Within};
    let Some(asked) = outline.says().find(|says| asking(*says).is_some()) else {
        return;
    };
    for line in &outline.steps {
        let Says::Claims(claim) = line.reading.phrase.says else {
            continue;
        };
        let fitting = match claim {
            Indistinguishable if asked == Says::TriesToChange => asked,
            Refused | Indistinguishable => Says::Tries,
            Within => Says::Manipulates,
            Changed => Says::Changes,
            Unchanged => Says::TriesToChange,
            NoForeign | NoOthers | Minimal if asked == Says::Changes => asked,
            _ => Says::Opens,
        };
        if let (true, Some((is, _)), Some((_, todo))) = (asked != fitting, asking(asked), asking(fitting)) {
            let what = format!("”{}” kan inte gälla något som jag {is}", line.step.value);
            faults.at(line.place, what, format!("skriv ”När jag {todo} …”, eller byt steget"));
        }
    }
}

/// What a step that asks does, in words that follow "jag": of what was done, and of what to do.
fn asking(says: Says) -> Option<(&'static str, &'static str)> {
    match says {
        Says::Opens => Some(("öppnar", "öppnar")),
        Says::Tries => Some(("bara försöker öppna", "försöker öppna")),
        Says::Manipulates => Some(("ändrar i anropet till", "ändrar i anropet till")),
        Says::Changes => Some(("gör ändringen", "gör ändringen")),
        Says::TriesToChange => Some(("bara försöker göra ändringen", "försöker göra ändringen")),
        Says::LogsIn | Says::StaysOut | Says::Claims(_) => None,
    }
}

fn columns(outline: &Outline, faults: &mut Faults) {
    let mut used: BTreeSet<&str> = placeholders(&outline.scenario.name).collect();
    for line in &outline.steps {
        used.extend(placeholders(&line.step.value));
    }
    for row in &outline.rows {
        for name in &used {
            if !row.columns.iter().any(|(column, ..)| column == name) {
                let todo = "lägg till kolumnen under Exempel, eller rätta namnet";
                faults.at(
                    outline.place,
                    format!("platshållaren <{name}> finns inte under Exempel"),
                    todo,
                );
            }
        }
        for (column, _, place) in &row.columns {
            if !used.contains(column.as_str()) {
                faults.at(
                    *place,
                    format!("kolumnen ”{column}” används inte"),
                    "ta bort den, eller använd den i ett steg",
                );
            }
        }
    }
    if outline.rows.is_empty() {
        let what = format!("scenariot ”{}” har inga rader under Exempel", outline.scenario.name);
        faults.at(outline.place, what, "skriv minst en rad, eller ta bort det");
    }
}
