//! From the text of a feature file to outlines.

use std::collections::BTreeSet;

use cucumber::gherkin::{self, Feature, GherkinEnv, LineCol};
use skott_steps::nearest_name;
use unicode_normalization::UnicodeNormalization as _;

use super::Source;
use super::error::{Faults, Place, SuiteError, did_you_mean};
use super::outline::{File, Line, Outline, Row, lint, read_step};

/// Reads a file and lints all that needs no profile.
pub(super) fn read(source: &Source) -> Result<File, Vec<SuiteError>> {
    let text: String = source
        .text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .nfc()
        .collect();
    let mut faults = Faults::of(&source.name);
    let Some(mut feature) = parse(&text, &mut faults) else {
        return Err(faults.sorted());
    };
    let reader = Reader {
        lines: text.lines().collect(),
    };
    let outlines = reader.outlines(&mut feature, &mut faults);
    let mut names = BTreeSet::new();
    for outline in &outlines {
        lint(outline, &mut faults);
        if !names.insert(&outline.scenario.name) {
            let what = format!("två scenarier heter ”{}”", outline.scenario.name);
            faults.at(outline.place, what, "ge det ena ett annat namn");
        }
    }
    if outlines.is_empty() && faults.is_empty() {
        faults.at(
            Place { line: 1, column: 1 },
            "egenskapen har inget scenario",
            "skriv ett, eller ta bort filen",
        );
    }
    if !faults.is_empty() {
        return Err(faults.sorted());
    }
    feature.path = Some(source.name.clone().into());
    Ok(File {
        name: source.name.clone(),
        feature,
        outlines,
    })
}

fn parse(text: &str, faults: &mut Faults) -> Option<Feature> {
    let start = Place { line: 1, column: 1 };
    if let Some((line, language)) = language(text)
        && !gherkin::is_language_supported(language)
    {
        let what = format!(
            "språket ”{language}” finns inte{}",
            did_you_mean(nearest_name(language, ["sv", "en"]))
        );
        faults.at(
            Place { line, column: 1 },
            what,
            "skriv ”# language: sv” eller ”# language: en”",
        );
        return None;
    }
    match Feature::parse(text, GherkinEnv::default()) {
        Ok(feature) => Some(feature),
        Err(_) if language(text).is_none() && text.contains("Egenskap:") => {
            faults.at(
                start,
                "filen säger inte vilket språk den är skriven på",
                "skriv ”# language: sv” på första raden",
            );
            None
        }
        Err(error) => {
            let place = place_of(text, &error.to_string());
            let written = text
                .lines()
                .nth(place.line.saturating_sub(1))
                .unwrap_or_default()
                .trim();
            let what = format!("”{written}” går inte att läsa som Gherkin, här eller på raden före");
            faults.at(
                place,
                what,
                "se efter att nyckelordet är rätt stavat, och att tabellens rader har lika många fält",
            );
            None
        }
    }
}

/// The line and the value of `# language: …`.
fn language(text: &str) -> Option<(usize, &str)> {
    let mut comments = text.lines().enumerate().take_while(|(_, line)| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    });
    comments.find_map(|(at, line)| {
        let rest = line.trim().strip_prefix('#')?.trim_start().strip_prefix("language")?;
        Some((at + 1, rest.trim_start().strip_prefix(':')?.trim()))
    })
}

/// The parser tells its place only in words: `Error at 3:5: …`.
fn place_of(text: &str, error: &str) -> Place {
    let told = error.strip_prefix("Error at ").and_then(|rest| {
        let mut numbers = rest.splitn(3, ':').map(str::parse::<usize>);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    });
    let (line, column) = told.unwrap_or((1, 1));
    // At the end of the text there is nothing to show; the fault is in the last line that says something.
    let last = text.trim_end().lines().count().max(1);
    if line > last {
        return Place { line: last, column: 1 };
    }
    Place { line, column }
}

struct Reader<'a> {
    lines: Vec<&'a str>,
}

impl Reader<'_> {
    /// All scenarios, out of rules too; the feature keeps none.
    fn outlines(&self, feature: &mut Feature, faults: &mut Faults) -> Vec<Outline> {
        let before = self.background(feature.background.take().as_ref(), faults);
        let mut out = Vec::new();
        for scenario in std::mem::take(&mut feature.scenarios) {
            out.extend(self.outline(scenario, &before, &feature.tags, faults));
        }
        for rule in std::mem::take(&mut feature.rules) {
            let mut steps = before.clone();
            steps.extend(self.background(rule.background.as_ref(), faults));
            let tags = [feature.tags.as_slice(), &rule.tags].concat();
            for scenario in rule.scenarios {
                out.extend(self.outline(scenario, &steps, &tags, faults));
            }
        }
        out
    }

    fn background(&self, background: Option<&gherkin::Background>, faults: &mut Faults) -> Vec<Line> {
        let steps = background.map_or(&[][..], |b| &b.steps);
        steps
            .iter()
            .filter_map(|step| read_step(step, self.place(step.position), faults))
            .collect()
    }

    /// None if a step cannot be read: the rest would only be told wrongly.
    fn outline(
        &self,
        mut scenario: gherkin::Scenario,
        before: &[Line],
        inherited: &[String],
        faults: &mut Faults,
    ) -> Option<Outline> {
        let place = self.place(scenario.position);
        let written = std::mem::take(&mut scenario.steps);
        let mut steps = before.to_vec();
        let already = steps.len();
        steps.extend(
            written
                .iter()
                .filter_map(|step| read_step(step, self.place(step.position), faults)),
        );
        if steps.len() < already + written.len() {
            return None;
        }
        let examples = std::mem::take(&mut scenario.examples);
        let rows = match examples.as_slice() {
            [] => vec![Row {
                place,
                ..Row::default()
            }],
            examples => examples.iter().flat_map(|e| self.rows(e, faults)).collect(),
        };
        Some(Outline {
            place,
            tags: [inherited, &scenario.tags].concat(),
            scenario,
            steps,
            rows,
        })
    }

    /// The parser knows where a table begins, not where its rows are, and cuts off fields beyond the header's.
    fn rows(&self, examples: &gherkin::Examples, faults: &mut Faults) -> Vec<Row> {
        let Some(table) = &examples.table else {
            return Vec::new();
        };
        let begins = table.position.line.saturating_sub(1);
        let is_row = |(_, line): &(usize, &&str)| line.trim_start().starts_with('|');
        let mut lines = self.lines.iter().enumerate().skip(begins).filter(is_row);
        let mut rows = table.rows.iter();
        let (Some(header), Some(_)) = (rows.next(), lines.next()) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for (fields, (at, line)) in rows.zip(lines) {
            let columns = field_columns(line);
            let place = |index: usize| Place {
                line: at + 1,
                column: columns.get(index).copied().unwrap_or(1),
            };
            if columns.len() > header.len() {
                let what = format!("raden har {} fält men rubriken {}", columns.len(), header.len());
                faults.at(place(header.len()), what, "ta bort fältet, eller lägg till en rubrik");
            }
            let with_place =
                |(index, (name, text)): (usize, (&String, &String))| (name.clone(), text.clone(), place(index));
            out.push(Row {
                place: place(0),
                tags: examples.tags.clone(),
                columns: header.iter().zip(fields).enumerate().map(with_place).collect(),
            });
        }
        out
    }

    /// The parser counts bytes.
    fn place(&self, at: LineCol) -> Place {
        let line = self.lines.get(at.line.saturating_sub(1)).copied().unwrap_or_default();
        let before = line.floor_char_boundary(at.col.saturating_sub(1));
        Place {
            line: at.line,
            column: line[..before].chars().count() + 1,
        }
    }
}

/// Where each field of a table's line begins, in characters from 1.
fn field_columns(line: &str) -> Vec<usize> {
    let chars: Vec<char> = line.chars().collect();
    let bar = |i: &usize| chars[*i] == '|' && (*i == 0 || chars[i - 1] != '\\');
    let bars: Vec<usize> = (0..chars.len()).filter(bar).collect();
    let begin = |pair: &[usize]| {
        let text = (pair[0] + 1..pair[1]).find(|&i| !chars[i].is_whitespace());
        text.unwrap_or(pair[0] + 1) + 1
    };
    bars.windows(2).map(begin).collect()
}
