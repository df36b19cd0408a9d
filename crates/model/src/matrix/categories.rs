//! Kinds of personal data that a profile names: a misspelt one would be looked for nowhere, and its rule never hold.

use skott_population::Population;

use crate::Category;
use crate::profile::{At, Fault, Path, Profile};

/// Every category that neither Skott nor the population has, and every order by what no planted person or order has.
pub(super) fn unknown(profile: &Profile, population: &Population) -> Vec<Fault> {
    let mut faults = Vec::new();
    let hidden = profile.protected.hidden.iter().enumerate();
    for (index, name) in hidden {
        let at = Path::of(["protected", "hidden"]).nth(index);
        faults.extend(misspelt(at, "[protected] hidden", name, population));
    }
    for view in &profile.view {
        let place = format!("view \"{}\"", view.id.get_ref());
        for name in view.shows.iter().chain(&view.key) {
            faults.extend(misspelt(&view.id, &place, name, population));
        }
    }
    for name in profile.setting.keys() {
        settings_fit(&mut faults, profile, name, population);
    }
    faults
}

fn settings_fit(faults: &mut Vec<Fault>, profile: &Profile, name: &str, population: &Population) {
    let place = format!("[setting.{name}]");
    for (index, option) in profile.setting[name].options.iter().enumerate() {
        let at = Path::of(["setting", name, "options"]).nth(index);
        let searched = option.predicate.text.iter().flat_map(|text| &text.categories);
        let unknown: Vec<Fault> = searched
            .chain(&option.sorted_by)
            .filter_map(|category| misspelt(at.clone(), &place, category, population))
            .collect();
        let sorted_by = option.sorted_by.as_ref().filter(|_| unknown.is_empty());
        faults.extend(unknown);
        if let Some(category) = sorted_by.filter(|c| !has_values(c, population)) {
            let what = format!("{place}: sorted_by = \"{category}\", of which nobody planted has any");
            let todo = "plant values of it, or take the option away";
            faults.push(Fault::new(at.then("sorted_by"), what, todo));
        }
    }
}

fn misspelt(at: impl Into<At>, place: &str, name: &str, population: &Population) -> Option<Fault> {
    let Category::Other(name) = Category::from(name.to_owned()) else {
        return None;
    };
    (!has_values(&name, population)).then(|| {
        Fault::new(
            at,
            format!("{place}: \"{name}\" is no category of personal data"),
            "write name, personnummer, email, phone, address, order, amount, receipt, pay, pension, or one that the population \
             has under other",
        )
    })
}

/// True where some planted person or order has a value of the category.
fn has_values(name: &str, population: &Population) -> bool {
    let (mut persons, mut orders) = (population.persons.iter(), population.orders.iter());
    match Category::from(name.to_owned()) {
        Category::Name | Category::Email => true,
        Category::Order | Category::Amount => orders.len() > 0,
        Category::Personnummer => persons.any(|p| p.personnummer.is_some()),
        Category::Phone => persons.any(|p| p.phone.is_some()),
        Category::Address => persons.any(|p| p.address.is_some()),
        Category::Receipt => orders.any(|o| o.receipt.is_some()),
        Category::Pay => persons.any(|p| p.pay_ore.is_some()),
        Category::Pension => persons.any(|p| p.pension_ore.is_some()),
        Category::Other(name) => {
            persons.any(|p| p.other.contains_key(&name)) || orders.any(|o| o.other.contains_key(&name))
        }
    }
}
