//! Searches for what nobody has: what a search for somebody else's value must not be told apart from.

use std::collections::HashMap;
use std::convert::Infallible;

use skott_population::{Order, Person};

use super::people::Ground;
use super::unknown::unlike;
use super::{Choice, Search, Selection};
use crate::profile::{ForeignFilter, View};

/// How the options are called that search for what nobody has: the one that is a cell, and that with which it is asked again.
const NAMES: [&str; 2] = ["finns-inte", "saknas-helt"];

/// The selections, and for each that searches for a value of one instance one that searches for what nobody has. None where the portal takes
/// a foreign search for no search, or where others whom nobody knows use it and may be met by any search.
pub(super) fn with_nobodys(ground: Ground, view: &View, mut selections: Vec<Selection>) -> Vec<Selection> {
    let searching: Vec<(usize, usize)> = selections
        .iter()
        .enumerate()
        .filter_map(|(index, selection)| Some((index, searching(ground, selection)?)))
        .collect();
    if view.target.is_some() || ground.profile.population.partial || searching.is_empty() {
        return selections;
    }
    let held = Held::of(ground);
    let all: Vec<Searched> = searching.iter().map(|at| Searched::of(&selections, *at)).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for searched in &all {
        let mut controls = searched.of_nobody(&selections, &all, &held);
        let next = selections.len();
        let nobodys = *known.entry(controls[0].id.clone()).or_insert(next);
        if nobodys == next {
            controls[0].search = Some(Search::Nobodys(next + 1));
            selections.extend(controls);
        }
        let [orders, persons] = held.holding(&searched.begins);
        selections[searched.selection].search = Some(Search::Somebodys {
            nobodys,
            orders,
            persons,
        });
    }
    selections
}

/// The choice that searches for a value of one instance.
fn searching(ground: Ground, selection: &Selection) -> Option<usize> {
    let is_ignored = |choice: &Choice| ground.profile.setting[&choice.setting].foreign == ForeignFilter::Ignored;
    let searches = |choice: &Choice| choice.begins.is_some() && !is_ignored(choice);
    selection
        .choices
        .iter()
        .position(searches)
        .filter(|_| !selection.manipulates)
}

/// What a selection searches for.
struct Searched {
    selection: usize,
    choice: usize,
    /// The option without its instance, as `namn-`.
    option: String,
    begins: String,
}

impl Searched {
    fn of(selections: &[Selection], (selection, at): (usize, usize)) -> Self {
        let choice = &selections[selection].choices[at];
        let instance = choice.instance.as_deref().unwrap_or_default();
        Self {
            selection,
            choice: at,
            option: choice.option.strip_suffix(instance).unwrap_or_default().to_owned(),
            begins: choice.begins.clone().unwrap_or_default(),
        }
    }

    /// The same selection searching for what nobody has, and for something else that nobody has. Both are of as many words as it, since an
    /// answer may repeat them one by one, and of other lengths where others of the option are, so that what it makes of them differs.
    fn of_nobody(&self, selections: &[Selection], all: &[Self], held: &Held) -> [Selection; 2] {
        let is_alike = |other: &&Self| {
            (other.choice, &other.option) == (self.choice, &self.option) && words(&other.begins) == words(&self.begins)
        };
        let mut alike = all.iter().filter(is_alike).map(|other| other.begins.as_str());
        let one = alike.next().unwrap_or(&self.begins);
        let other = alike
            .find(|other| other.chars().count() != one.chars().count())
            .unwrap_or(one);
        let first = held.nobodys(one, "");
        let second = held.nobodys(other, &first);
        let usual = all
            .iter()
            .find(|other| (other.choice, &other.option) == (self.choice, &self.option));
        let ending = match usual.map_or(0, |usual| words(&usual.begins)) == words(&self.begins) {
            true => String::new(),
            false => format!("-{}-ord", words(&self.begins)),
        };
        [(NAMES[0], first), (NAMES[1], second)]
            .map(|(name, text)| self.with(selections, &format!("{}{name}{ending}", self.option), &text))
    }

    fn with(&self, selections: &[Selection], option: &str, text: &str) -> Selection {
        let selection = &selections[self.selection];
        let choice = &selection.choices[self.choice];
        let was = format!("{}={}", choice.setting, choice.option);
        let is = format!("{}={option}", choice.setting);
        let turn = |set: &str| Ok::<_, Infallible>(set.replace(&self.begins, text));
        let set = choice.set.iter().map(|(field, texts)| {
            let Ok(texts) = texts.try_map(turn);
            (field.clone(), texts)
        });
        let mut choices = selection.choices.clone();
        choices[self.choice] = Choice {
            option: option.to_owned(),
            set: set.collect(),
            begins: Some(text.to_owned()),
            instance: None,
            ..choice.clone()
        };
        Selection {
            id: selection.id.replace(&was, &is),
            choices,
            city: selections[0].city.clone(),
            manipulates: true,
            search: Some(Search::Another),
        }
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// All values of each order and of each person, in small letters, whether or not they are searched.
struct Held<'a> {
    ground: Ground<'a>,
    orders: Vec<String>,
    persons: Vec<String>,
}

impl<'a> Held<'a> {
    fn of(ground: Ground<'a>) -> Self {
        let of_person = |person: &Person| {
            let plain = [&person.personnummer, &person.phone].into_iter().flatten().cloned();
            let address = person
                .address
                .iter()
                .flat_map(|a| [&a.street, &a.postal_code, &a.city])
                .cloned();
            let named = [person.full_name(), person.email.clone()].into_iter();
            let all: Vec<String> = named
                .chain(plain)
                .chain(address)
                .chain(person.other.values().cloned())
                .collect();
            all.join("\n").to_lowercase()
        };
        let of_order = |order: &Order| {
            let codes = order.codes().map(|(_, code)| code);
            let all: Vec<&str> = [order.id.as_str()].into_iter().chain(codes).collect();
            all.join("\n").to_lowercase()
        };
        Self {
            ground,
            orders: ground.population.orders.iter().map(of_order).collect(),
            persons: ground.population.persons.iter().map(of_person).collect(),
        }
    }

    /// A text like this one, and another than `not`, that nobody holds, nor any word of it where it has several.
    fn nobodys(&self, like: &str, not: &str) -> String {
        let is_held = |text: &str| text == not || self.holding(text).iter().any(|holding| !holding.is_empty());
        let other = |word: &str| unlike(word, |text| like.contains(text));
        let words: Vec<String> = like.split(' ').map(other).collect();
        let text = words.join(" ");
        match words.len() > 1 && !is_held(&text) {
            true => text,
            false => unlike(like, is_held),
        }
    }

    /// Orders, also by their persons, and persons that hold the text.
    fn holding(&self, text: &str) -> [Vec<usize>; 2] {
        let text = text.to_lowercase();
        let hold = |all: &[String]| -> Vec<bool> { all.iter().map(|one| one.contains(&text)).collect() };
        let persons = hold(&self.persons);
        let mut orders = hold(&self.orders);
        for (holds, order) in orders.iter_mut().zip(&self.ground.population.orders) {
            *holds |= self
                .ground
                .people
                .index(&order.person)
                .is_some_and(|person| persons[person]);
        }
        [orders, persons].map(|all| (0..all.len()).filter(|&index| all[index]).collect())
    }
}
