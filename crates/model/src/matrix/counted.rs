//! Which orders a number counts, and the numbers that a profile declares as one each of something.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;
use skott_population::{Instance, Population};

use super::select::meets;
use super::{Expectation, Matrix};
use crate::profile::{Fault, Number, NumberEach, Path, Profile, Where};

impl Matrix {
    /// Of these orders, those that the number counts.
    pub fn counted<'r>(&self, number: &Number, rows: &'r [usize]) -> Cow<'r, [usize]> {
        if !number.is_of_some() {
            return rows.into();
        }
        self.that_meet(&number.predicate, rows)
    }

    /// Of these orders, those that it may count by mistake: the row of one instance, those of others.
    pub fn mistakable<'r>(&self, number: &Number, rows: &'r [usize]) -> Cow<'r, [usize]> {
        let anywhere = Where {
            instance: None,
            ..number.predicate.clone()
        };
        match anywhere == Where::default() {
            true => rows.into(),
            false => self.that_meet(&anywhere, rows),
        }
    }

    fn that_meet<'r>(&self, predicate: &Where, rows: &'r [usize]) -> Cow<'r, [usize]> {
        let orders = &self.population.orders;
        let meet = |i: &usize| meets(self.ground(), &orders[*i], predicate);
        rows.iter().copied().filter(meet).collect()
    }

    /// What the number is held against.
    pub fn expected_of<'e>(&self, number: &Number, expectation: &'e Expectation) -> Cow<'e, Expectation> {
        if !number.is_of_some() {
            return Cow::Borrowed(expectation);
        }
        Cow::Owned(Expectation {
            orders: self.counted(number, &expectation.orders).into_owned(),
            city: self.mistakable(number, &expectation.city).into_owned(),
            // Who never ordered anything has no order of some kind.
            also: Vec::new(),
            ..expectation.clone()
        })
    }
}

/// Puts one number each in the place of those that say so.
///
/// # Errors
/// A number that says twice what it is of, or whose place does not say which of them it is.
pub(super) fn numbers_of_each(profile: &mut Profile, population: &Population) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (v, view) in profile.view.iter_mut().enumerate() {
        for (f, format) in view.format.iter_mut().enumerate() {
            let at = Path::of(["view"]).nth(v).then("format").nth(f).then("numbers");
            let declared = std::mem::take(&mut format.numbers);
            for (n, number) in declared.into_iter().enumerate() {
                if let Some((part, what, todo)) = fault(&number) {
                    let what = format!("number \"{}\" {what}", number.id);
                    faults.push(Fault::new(at.nth(n).then(part), what, todo));
                }
                format.numbers.extend(of_each(&number, population));
            }
        }
    }
    faults
}

/// What is wrong, at which of its parts, and what to do.
fn fault(number: &Number) -> Option<(&'static str, String, &'static str)> {
    let written = number.at.to_string();
    let stands = |name: &&&str| written.contains(&format!("{{{name}}}"));
    let all = [
        NumberEach::Instance,
        NumberEach::Benefit,
        NumberEach::Status,
        NumberEach::Month,
    ];
    let Some(each) = number.each else {
        let name = all.iter().flat_map(|each| each.names()).find(stands)?;
        let what = format!("stands where {{{name}}} is said, and is no number each of it");
        return Some(("at", what, "add each, or write the place without it"));
    };
    if !each.names().iter().any(|name| stands(&name)) {
        let what = format!(
            "is one each, and all of them stand in one place: at does not hold {{{}}}",
            each.names()[0]
        );
        return Some(("at", what, "write the name in at, as holds = \"{benefit}\""));
    }
    let said = &number.predicate;
    let is_twice = match each {
        NumberEach::Instance => said.instance.is_some(),
        NumberEach::Benefit => !said.benefit.is_empty(),
        NumberEach::Status => !said.status.is_empty(),
        NumberEach::Month => said.placed_from.is_some() || said.placed_to.is_some(),
    };
    is_twice.then(|| {
        (
            "where",
            "says by each what where says, too".to_owned(),
            "take one of them away",
        )
    })
}

fn of_each(number: &Number, population: &Population) -> Vec<Number> {
    let orders = &population.orders;
    let made = |id: &str, names: &[(&str, &str)], narrow: &dyn Fn(&mut Where)| {
        let mut predicate = number.predicate.clone();
        narrow(&mut predicate);
        Number {
            id: format!("{}-{id}", number.id),
            each: None,
            at: number.at.filled(names),
            predicate,
            ..number.clone()
        }
    };
    match number.each {
        None => vec![number.clone()],
        Some(NumberEach::Instance) => {
            let of_one = |instance: &Instance| {
                let (id, name) = (&instance.id, &instance.name);
                made(id, &[("instance", id), ("instance.name", name)], &|of| {
                    of.instance = Some(id.clone())
                })
            };
            population.instances.iter().map(of_one).collect()
        }
        Some(NumberEach::Benefit) => {
            let all: BTreeSet<&String> = orders.iter().flat_map(|order| &order.benefits).collect();
            let of_one = |one: &String| made(one, &[("benefit", one)], &|of| of.benefit = vec![one.clone()]);
            all.into_iter().map(of_one).collect()
        }
        Some(NumberEach::Status) => {
            let all: BTreeSet<&String> = orders.iter().map(|order| &order.status).collect();
            let of_one = |one: &String| made(one, &[("status", one)], &|of| of.status = vec![one.clone()]);
            all.into_iter().map(of_one).collect()
        }
        Some(NumberEach::Month) => {
            let all: BTreeSet<Date> = orders.iter().map(|order| order.placed.first_of_month()).collect();
            let of_one = |first: Date| {
                let month = first.strftime("%Y-%m").to_string();
                made(&month, &[("month", &month)], &|of| {
                    (of.placed_from, of.placed_to) = (Some(first), Some(first.last_of_month()));
                })
            };
            all.into_iter().map(of_one).collect()
        }
    }
}
