//! Selections of a view: which choices it is asked with, and which planted orders each means.

use skott_population::Order;

use super::pairwise::pairwise;
use super::people::Ground;
use super::search::with_nobodys;
use super::{Choice, Selection};
use crate::Category;
use crate::profile::{Fault, Path, SettingOption, TextWhere, Texts, View, Where};
use crate::template::{fill, is_known_when_asked};

/// The selections of a view, the same for every principal; the first is all defaults.
pub(super) fn selections(ground: Ground, view: &View) -> Result<Vec<Selection>, Vec<Fault>> {
    let (mut settings, mut meant, mut manipulations) = (Vec::new(), Vec::new(), Vec::new());
    let (mut places, mut faults) = (Vec::new(), Vec::new());
    for name in &view.settings {
        let name = name.get_ref();
        let (mut choices, mut orders, mut stands) = (Vec::new(), Vec::new(), Vec::new());
        for (index, option) in ground.profile.setting[name].options.iter().enumerate() {
            let at = Path::of(["setting", name, "options"]).nth(index);
            let (made, lost) = choices_of(name, &at, option, ground);
            faults.extend(lost);
            if option.manipulates {
                manipulations.extend(made);
                continue;
            }
            for choice in made {
                match orders_meant(ground, &at, &choice) {
                    Ok(of_choice) => orders.push(of_choice),
                    Err(fault) => faults.push(fault),
                }
                choices.push(choice);
                stands.push(at.clone());
            }
        }
        if !choices.is_empty() {
            settings.push(choices);
            meant.push(orders);
            places.push(stands);
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let city = |row: &[usize]| -> Vec<usize> {
        let mean = |order: &usize| row.iter().zip(&meant).all(|(&option, choices)| choices[option][*order]);
        (0..ground.population.orders.len()).filter(mean).collect()
    };
    let sizes: Vec<usize> = settings.iter().map(Vec::len).collect();
    let rows = pairwise(&sizes, |row| !city(row).is_empty());
    // All defaults are asked whatever they mean.
    if !sizes.is_empty() && rows.iter().any(|row| city(row).is_empty()) {
        let what = format!(
            "view \"{}\": its default settings together match no planted order",
            view.id.get_ref()
        );
        let todo = "put other options first, or plant orders that they mean";
        return Err(vec![Fault::new(&view.id, what, todo)]);
    }
    let is_asked = |setting: usize, option: usize| rows.iter().any(|row| row[setting] == option);
    for (setting, choices) in settings.iter().enumerate() {
        let lost = choices
            .iter()
            .enumerate()
            .filter(|(option, _)| !is_asked(setting, *option));
        faults.extend(lost.map(|(option, choice)| never_asked(view, &places[setting][option], choice)));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let selection = |row: &Vec<usize>| Selection {
        id: id_of(row, &settings),
        choices: row.iter().zip(&settings).map(|(&i, s)| s[i].clone()).collect(),
        city: city(row),
        manipulates: false,
        search: None,
    };
    let mut out: Vec<Selection> = rows.iter().map(selection).collect();
    let manipulated: Vec<Selection> = manipulations
        .into_iter()
        .map(|choice| manipulated(&out[0], choice))
        .collect();
    out.extend(manipulated);
    Ok(with_nobodys(ground, view, out))
}

/// An option that the view's other settings leave no planted order for, whatever is chosen of them.
fn never_asked(view: &View, at: &Path, choice: &Choice) -> Fault {
    let what = format!(
        "view \"{}\" never asks for option \"{}\" of [setting.{}]: with its other settings it matches no planted order",
        view.id.get_ref(),
        choice.option,
        choice.setting
    );
    let todo = "plant orders that both mean, or give the view a setting without the option";
    Fault::new(at.clone(), what, todo)
}

/// The plain selection with one choice that no page offers.
fn manipulated(plain: &Selection, choice: Choice) -> Selection {
    let mut choices = plain.choices.clone();
    choices.retain(|other| other.setting != choice.setting);
    let id = format!("{}={}", choice.setting, choice.option);
    choices.push(choice);
    Selection {
        id,
        choices,
        city: plain.city.clone(),
        manipulates: true,
        search: None,
    }
}

/// For each planted order, whether the option means it.
fn orders_meant(ground: Ground, at: &Path, choice: &Choice) -> Result<Vec<bool>, Fault> {
    let orders = &ground.population.orders;
    let meant: Vec<bool> = orders
        .iter()
        .map(|order| meets(ground, order, &choice.predicate))
        .collect();
    if meant.contains(&true) {
        return Ok(meant);
    }
    Err(Fault::new(
        at.then("where"),
        format!(
            "[setting.{}] option \"{}\" matches no planted order",
            choice.setting, choice.option
        ),
        "correct the option's where, or plant orders that it means",
    ))
}

/// True when the order is one that the predicate means.
pub(super) fn meets(ground: Ground, order: &Order, predicate: &Where) -> bool {
    predicate.placed_from.is_none_or(|day| order.placed >= day)
        && predicate.placed_to.is_none_or(|day| order.placed <= day)
        && (predicate.benefit.is_empty() || order.benefits.iter().any(|b| predicate.benefit.contains(b)))
        && (predicate.status.is_empty() || predicate.status.contains(&order.status))
        && predicate
            .instance
            .as_ref()
            .is_none_or(|i| order.instance.as_ref() == Some(i))
        && predicate
            .text
            .as_ref()
            .is_none_or(|text| text_meets(ground, order, text))
}

fn text_meets(ground: Ground, order: &Order, text: &TextWhere) -> bool {
    let query = text.query.to_lowercase();
    text.categories.iter().any(|category| {
        searchable(ground, order, category).is_some_and(|value| {
            let value = value.to_lowercase();
            if text.at_start {
                value.starts_with(&query)
            } else {
                value.contains(&query)
            }
        })
    })
}

/// The order's value of a category, unless it is hidden because the person's identity is protected.
fn searchable(ground: Ground, order: &Order, category: &str) -> Option<String> {
    let person = ground.person(&order.person)?;
    if person.protected && ground.profile.protected.hidden.iter().any(|hidden| hidden == category) {
        return None;
    }
    match Category::from(category.to_owned()) {
        Category::Order => Some(order.id.clone()),
        Category::Receipt => order.receipt.clone(),
        Category::Name => Some(person.full_name()),
        Category::Email => Some(person.email.clone()),
        Category::Personnummer => person.personnummer.clone(),
        Category::Phone => person.phone.clone(),
        Category::Other(name) => order.other.get(&name).or_else(|| person.other.get(&name)).cloned(),
        Category::Address | Category::Amount | Category::Pay | Category::Pension => None,
    }
}

fn id_of(row: &[usize], settings: &[Vec<Choice>]) -> String {
    let parts: Vec<String> = row
        .iter()
        .zip(settings)
        .filter(|(index, choices)| **index != 0 || choices[0].instance.is_some())
        .map(|(&index, choices)| format!("{}={}", choices[index].setting, choices[index].option))
        .collect();
    if parts.is_empty() {
        "alla".to_owned()
    } else {
        parts.join("+")
    }
}

/// What an option makes: one choice, or with `each` one an instance.
fn choices_of(setting: &str, at: &Path, option: &SettingOption, ground: Ground) -> (Vec<Choice>, Vec<Fault>) {
    let instances: Vec<Option<&str>> = match option.each {
        None => vec![None],
        Some(_) => ground
            .population
            .instances
            .iter()
            .map(|i| Some(i.id.as_str()))
            .collect(),
    };
    let (mut made, mut faults) = (Vec::new(), Vec::new());
    for instance in instances {
        let id = match (&option.id, instance) {
            (Some(id), Some(instance)) => format!("{id}-{instance}"),
            (None, Some(instance)) => instance.to_owned(),
            (id, None) => id.clone().unwrap_or_default(),
        };
        match choice((setting, at), id, option, instance, ground) {
            Ok(choice) => made.push(choice),
            Err(fault) => faults.push(fault),
        }
    }
    (made, faults)
}

fn choice(
    (setting, at): (&str, &Path),
    id: String,
    option: &SettingOption,
    instance: Option<&str>,
    ground: Ground,
) -> Result<Choice, Fault> {
    let plain = |text: &str| {
        fill(text, |name| value_of(name, instance, ground)).map_err(|name| {
            Fault::new(
                at.clone(),
                format!("[setting.{setting}] option \"{id}\": nothing gives {{{name}}} here"),
                "use {instance}, {order.prefix}, {name.prefix}, {family.prefix} or {email.prefix}, with each = \"instance\"",
            )
        })
    };
    let mut set = option.set.clone();
    for texts in set.values_mut() {
        *texts = texts.try_map(plain)?;
        for text in texts.all() {
            proper_prefix((setting, at), text, ground)?;
        }
    }
    let mut predicate = option.predicate.clone();
    predicate.instance = predicate.instance.as_deref().map(plain).transpose()?;
    let mut begins = None;
    if let Some(text) = &mut predicate.text {
        let query = plain(&text.query)?;
        let is_of_instance = instance.is_some() && query != text.query;
        let is_asked = set.values().flat_map(Texts::all).any(|set| set.contains(&query));
        begins = (is_of_instance && is_asked).then(|| query.clone());
        text.query = query;
    }
    Ok(Choice {
        setting: setting.to_owned(),
        option: id,
        set,
        predicate,
        instance: instance.map(str::to_owned),
        sorted_by: option.sorted_by.clone(),
        begins,
    })
}

/// A portal repeats what was asked for. A whole planted value in the question could not be told from a leak.
fn proper_prefix((setting, at): (&str, &Path), text: &str, ground: Ground) -> Result<(), Fault> {
    let is_it = |value: &Option<String>| value.as_deref() == Some(text);
    let mut orders = ground.population.orders.iter();
    let mut persons = ground.population.persons.iter();
    let whole = orders.any(|o| o.id == text || is_it(&o.receipt) || o.other.values().any(|v| v == text))
        || persons.any(|p| {
            p.email == text
                || p.full_name() == text
                || is_it(&p.personnummer)
                || is_it(&p.phone)
                || p.other.values().any(|v| v == text)
        });
    if !whole {
        return Ok(());
    }
    let what = format!("[setting.{setting}]: a search asks for a whole planted value");
    Err(Fault::new(
        at.then("set"),
        what,
        "ask for a proper prefix: {order.prefix}, {name.prefix}, {family.prefix}, {email.prefix}",
    ))
}

fn value_of(name: &str, instance: Option<&str>, ground: Ground) -> Option<String> {
    // These are known when it is asked.
    if is_known_when_asked(name) {
        return Some(format!("{{{name}}}"));
    }
    let instance = instance?;
    if name == "instance" {
        return Some(instance.to_owned());
    }
    let (_, order) = ground.witness_order(Some(instance))?;
    let person = ground.person(&order.person)?;
    match name {
        "order.prefix" => Some(without_last(&order.id)),
        "name.prefix" => Some(without_last(&person.full_name())),
        "family.prefix" => Some(without_last(&person.family_name)),
        "email.prefix" => Some(without_last(person.email.split('@').next()?)),
        _ => None,
    }
}

fn without_last(text: &str) -> String {
    text.chars().take(text.chars().count().saturating_sub(1)).collect()
}
