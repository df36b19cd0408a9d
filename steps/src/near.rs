//! "Menade du …?"

use std::sync::LazyLock;

use regex::Regex;

use crate::{Keyword, Lang, vocabulary};

/// How alike two texts must be to be taken for the same.
const ALIKE: f64 = 0.6;

/// The wording nearest to a step that no phrase reads.
pub fn nearest(keyword: Keyword, text: &str) -> Option<String> {
    let text = unfilled(text);
    let phrases = vocabulary().iter().filter(|p| p.keyword == keyword);
    let forms = phrases.flat_map(|p| Lang::ALL.into_iter().flat_map(|lang| p.forms(lang)));
    best(forms.map(|form| (strsim::normalized_damerau_levenshtein(&unfilled(&form), &text), form)))
}

/// The name nearest to one that nothing has.
pub fn nearest_name<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let name = name.to_lowercase();
    let alike = |k: &str| strsim::normalized_damerau_levenshtein(&k.to_lowercase(), &name);
    best(known.into_iter().map(|k| (alike(k), k.to_owned())))
}

fn best(candidates: impl Iterator<Item = (f64, String)>) -> Option<String> {
    let alike = candidates.filter(|(alike, _)| *alike >= ALIKE);
    alike.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, text)| text)
}

/// The text with whatever stands for an argument made the same.
fn unfilled(text: &str) -> String {
    static ARGUMENT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("<[^>]*>").ok());
    match &*ARGUMENT {
        Some(argument) => argument.replace_all(text, "<>").into_owned(),
        None => text.to_owned(),
    }
}
