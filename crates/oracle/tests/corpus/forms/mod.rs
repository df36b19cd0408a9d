//! Every written form, by what it is a form of. The values are the ones of the tests' common population.

mod codes;
mod names;
mod numbers;

use crate::form::Form;

/// All of them, in the order of the snapshot's columns.
pub fn all() -> Vec<Form> {
    let mut forms = numbers::personnummer();
    forms.extend(names::all());
    forms.extend(codes::all());
    forms.extend(numbers::phones());
    forms.extend(numbers::amounts());
    forms.extend(weak());
    forms
}

fn weak() -> Vec<Form> {
    let mut forms = names::weak();
    forms.extend(numbers::weak());
    forms
}
