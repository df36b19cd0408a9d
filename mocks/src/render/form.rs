//! The filter form that all list views share.

use maud::{Markup, html};

use crate::filter::{Filter, Sort};
use crate::scope;
use crate::visit::Visit;

/// The inputs of the filter form, filled in with the selection.
pub fn inputs(visit: &Visit, filter: &Filter) -> Markup {
    let register = visit.register();
    let names = |all: &std::collections::BTreeSet<String>| all.iter().map(|v| (v.clone(), v.clone())).collect();
    html! {
        label { "Från och med" input type="date" name="fran" value=[filter.from]; }
        label { "Till och med" input type="date" name="till" value=[filter.until]; }
        (choice("Förmån", "forman", "Alla förmåner", &names(register.benefits()), filter.benefit.as_deref()))
        (choice("Status", "status", "Alla", &names(register.statuses()), filter.status.as_deref()))
        (choice("Förvaltning eller bolag", "forvaltning", "Alla mina", &own_instances(visit), filter.instance.as_deref()))
        @if filter.sort != Sort::Date { input type="hidden" name="sortera" value=(filter.sort.name()); }
    }
}

/// A filter form that is read with GET.
pub fn filter_form(visit: &Visit, action: &str, filter: &Filter) -> Markup {
    html! { form .urval method="get" action=(action) { (inputs(visit, filter)) button { "Visa" } } }
}

/// The account's own instances: the only ones that can be chosen.
pub fn own_instances(visit: &Visit) -> Vec<(String, String)> {
    let ask = visit.ask();
    let all = visit.register().instances().iter().enumerate();
    all.filter(|(no, _)| scope::offers_instance(&ask, *no))
        .map(|(no, i)| (i.id.clone(), visit.register().instance_name(no)))
        .collect()
}

fn choice(label: &str, name: &str, any: &str, options: &Vec<(String, String)>, chosen: Option<&str>) -> Markup {
    html! {
        label {
            (label)
            select name=(name) {
                option value="" { (any) }
                @for (value, text) in options { option value=(value) selected[chosen == Some(value)] { (text) } }
            }
        }
    }
}
