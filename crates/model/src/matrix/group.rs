//! The groups that statistics make of orders.

use std::collections::HashMap;

use skott_population::Population;

/// Orders, by index, by the name of each group that they are in, in small letters.
pub(super) fn groups(population: &Population) -> HashMap<String, Vec<usize>> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, order) in population.orders.iter().enumerate() {
        let instance = population
            .instances
            .iter()
            .find(|i| order.instance.as_ref() == Some(&i.id));
        let names = instance.into_iter().flat_map(|instance| [&instance.id, &instance.name]);
        for name in names.chain(&order.benefits).chain([&order.status]) {
            groups.entry(name.to_lowercase()).or_default().push(index);
        }
    }
    groups
}
