//! Values that nobody has and that look like those that somebody has.

use std::collections::{BTreeMap, HashSet};

use skott_population::{Order, Population};

/// The values that somebody has, gathered once for all accounts and views.
#[derive(Clone)]
pub(super) struct Known<'a> {
    /// Ids of orders.
    pub orders: HashSet<&'a str>,
    /// Ids of instances.
    pub instances: HashSet<&'a str>,
    /// Other values of orders, by name, where no two orders have the same: each may be what an order is asked for by.
    pub telling: BTreeMap<&'a str, HashSet<&'a str>>,
}

impl<'a> Known<'a> {
    pub fn of(population: &'a Population) -> Self {
        let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, value) in population.orders.iter().flat_map(Order::codes) {
            others.entry(name).or_default().push(value);
        }
        let telling = |(name, values): (&'a str, Vec<&'a str>)| {
            let distinct: HashSet<&str> = values.iter().copied().collect();
            (values.len() > 1 && distinct.len() == values.len()).then_some((name, distinct))
        };
        Self {
            orders: population.orders.iter().map(|order| order.id.as_str()).collect(),
            instances: population.instances.iter().map(|i| i.id.as_str()).collect(),
            telling: others.into_iter().filter_map(telling).collect(),
        }
    }

    /// The same, and those of a target that nobody has.
    pub fn and(&self, values: &'a BTreeMap<String, String>) -> Known<'a> {
        let mut known = self.clone();
        let id = values.get("id").map(String::as_str);
        known.orders.extend(id);
        known.instances.extend(id);
        for (name, others) in &mut known.telling {
            others.extend(values.get(*name).map(String::as_str));
        }
        known
    }
}

/// A value of the same shape as `like` that is none of `known`: digits stand where digits stood, letters where letters stood,
/// and what separates them stays. A portal that looks at the shape then answers as for any other value that it does not have.
pub(super) fn unknown(like: &str, known: &HashSet<&str>) -> String {
    // The letters that all of them begin with may be what the portal knows them by.
    let letters = like.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let common = known
        .iter()
        .fold(&like[..letters], |common, id| shared_beginning(common, id));
    let is_odd = |code: &str| known.contains(code) || !code.starts_with(common);
    match unlike(like, is_odd) {
        odd if is_odd(&odd) => unlike(like, |code| known.contains(code)),
        code => code,
    }
}

fn shared_beginning<'t>(one: &'t str, other: &str) -> &'t str {
    let same = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    let end = same.map_or(one.len().min(other.len()), |((at, _), _)| at);
    one.get(..end).unwrap_or_default()
}

/// A value of the same shape as `like` that is another and none of those that are taken.
pub(super) fn unlike(like: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let is_new = |code: &String| code != like && !is_taken(code);
    let candidates = nines(like).into_iter().chain(turned(like)).chain(changed(like));
    candidates
        .into_iter()
        .find(is_new)
        .unwrap_or_else(|| format!("{like}X"))
}

/// Where the last part of the value, after what separates its parts, begins.
fn last_part(like: &[char]) -> usize {
    let separator = like.iter().rposition(|c| !c.is_ascii_alphanumeric());
    separator.map_or(0, |at| at + 1)
}

/// A running number is followed by others that the population may not know: the largest of its length is the last to be taken.
fn nines(like: &str) -> Option<String> {
    let chars: Vec<char> = like.chars().collect();
    let (head, number) = chars.split_at(last_part(&chars));
    let is_number = number.len() > 2 && number.iter().all(char::is_ascii_digit);
    is_number.then(|| head.iter().copied().chain(number.iter().map(|_| '9')).collect())
}

/// The last part with its digits turned round among the places of digits, and its letters among those of letters.
fn turned(like: &str) -> Vec<String> {
    let chars: Vec<char> = like.chars().collect();
    let part = last_part(&chars);
    let places = |kind: fn(&char) -> bool| -> Vec<usize> { (part..chars.len()).filter(|&i| kind(&chars[i])).collect() };
    let kinds = [
        places(char::is_ascii_digit),
        places(char::is_ascii_uppercase),
        places(char::is_ascii_lowercase),
    ];
    let turned_by = |by: usize| {
        let mut out = chars.clone();
        for places in kinds.iter().filter(|places| !places.is_empty()) {
            for (nth, &place) in places.iter().enumerate() {
                out[place] = chars[places[(nth + by) % places.len()]];
            }
        }
        out.into_iter().collect()
    };
    (1..chars.len()).map(turned_by).collect()
}

/// One character changed for another of its kind, the last ones first.
fn changed(like: &str) -> Vec<String> {
    let chars: Vec<char> = like.chars().collect();
    let mut out = Vec::new();
    for place in (0..chars.len()).rev() {
        let others = match chars[place] {
            '0'..='9' => '0'..='9',
            'A'..='Z' => 'A'..='Z',
            'a'..='z' => 'a'..='z',
            _ => continue,
        };
        out.extend(others.map(|other| {
            let mut code = chars.clone();
            code[place] = other;
            code.into_iter().collect::<String>()
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unknown;

    #[test]
    fn what_nobody_has_has_the_shape_of_what_somebody_has() {
        let cases: [(&str, &[&str], &str); 11] = [
            ("9ZULB", &[], "9ULBZ"),
            ("9ZULB", &["9ULBZ"], "9LBZU"),
            ("ORD-10023", &[], "ORD-99999"),
            ("2020-000123", &["2020-999999"], "2020-001230"),
            ("F-102", &["F-101", "F-102"], "F-999"),
            (
                "6f1c2a9e-1b2c-4d3e-8f90-a1b2c3d4e5f6",
                &[],
                "6f1c2a9e-1b2c-4d3e-8f90-b2c3d4e5f6a1",
            ),
            ("355279d774e6b23e", &[], "552797e746b2e33d"),
            ("best-a1", &[], "best-a0"),
            ("AAAA", &[], "AAAB"),
            ("7", &["7", "0"], "1"),
            ("åä", &[], "åäX"),
        ];
        for (like, known, expected) in cases {
            let known = known.iter().copied().collect();
            assert_eq!(unknown(like, &known), expected, "{like}");
        }
    }
}
