//! Kinds of personal data that a profile names: a misspelt one would be looked for nowhere, and its rule never hold.

use skott_population::Population;

use super::PlanError;
use crate::Category;
use crate::profile::{Profile, View};

/// # Errors
/// A category that neither Skott nor the population has; an order by what no planted person or order has.
pub(super) fn exist(profile: &Profile, population: &Population) -> Result<(), PlanError> {
    for name in &profile.protected.hidden {
        known("[protected] hidden", name, population)?;
    }
    for view in &profile.view {
        let at = |error: PlanError| PlanError {
            at: Some(view.id.span().start),
            ..error
        };
        let place = format!("view \"{}\"", view.id.get_ref());
        for name in view.shows.iter().chain(&view.key) {
            known(&place, name, population).map_err(at)?;
        }
        settings_fit(profile, view, population).map_err(at)?;
    }
    Ok(())
}

fn settings_fit(profile: &Profile, view: &View, population: &Population) -> Result<(), PlanError> {
    let settings = view.settings.iter().map(|name| name.get_ref());
    for name in settings {
        let place = format!("[setting.{name}]");
        for option in &profile.setting[name].options {
            let searched = option.predicate.text.iter().flat_map(|text| &text.categories);
            for category in searched.chain(&option.sorted_by) {
                known(&place, category, population)?;
            }
            if let Some(category) = option.sorted_by.as_ref().filter(|c| !has_values(c, population)) {
                let what = format!("{place}: sorted_by = \"{category}\", of which nobody planted has any");
                return Err(PlanError::new(what, "plant values of it, or take the option away"));
            }
        }
    }
    Ok(())
}

fn known(place: &str, name: &str, population: &Population) -> Result<(), PlanError> {
    let Category::Other(name) = Category::from(name.to_owned()) else {
        return Ok(());
    };
    if has_values(&name, population) {
        return Ok(());
    }
    Err(PlanError::new(
        format!("{place}: \"{name}\" is no category of personal data"),
        "write name, personnummer, email, phone, address, order, amount, receipt, pay, pension, or one that the population has \
         under other",
    ))
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
