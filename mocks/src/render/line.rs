//! An order as one account is shown it. Masking of protected persons happens here and nowhere else.

use jiff::civil::Date;
use serde_json::{Value, json};
use skott_population::{Address, Ore};

use crate::register::{Entry, MASKED_NAME, full_name};
use crate::render::text::{decimal_point, phone};
use crate::scope;
use crate::visit::Visit;

/// One order in words.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The order's code.
    pub id: &'a str,
    /// When it was placed.
    pub day: Date,
    /// Who placed it.
    pub name: String,
    /// Empty if there is none to show.
    pub personnummer: &'a str,
    /// Empty if there is none to show.
    pub email: &'a str,
    /// As Swedes write it; empty if there is none to show.
    pub phone: String,
    /// On one line; empty if there is none to show.
    pub address: String,
    /// The instance's name; empty for a person without.
    pub instance: String,
    /// The instance's id.
    pub instance_id: Option<&'a str>,
    /// What was ordered.
    pub benefit: String,
    /// State of the order.
    pub status: &'a str,
    /// What it cost.
    pub amount: Ore,
    /// Receipt number; empty if there is none.
    pub receipt: &'a str,
    /// Monthly pay, where it is shown: nowhere in a sound portal.
    pub pay: Option<Ore>,
    /// Telephone and address are shown everywhere: nowhere in a sound portal.
    contact: bool,
}

/// The order as the account is shown it.
pub fn line<'a>(entry: &Entry, visit: &Visit<'a>) -> Line<'a> {
    let register = visit.register();
    let (order, person, instance) = (register.order(entry), register.person(entry), register.instance(entry));
    let may = scope::shown(&visit.ask(), entry.person, person);
    let shown = (!may.masked).then_some(person);
    Line {
        id: &order.id,
        day: order.placed,
        name: shown.map_or_else(|| MASKED_NAME.to_owned(), full_name),
        personnummer: shown.and_then(|p| p.personnummer.as_deref()).unwrap_or_default(),
        email: shown.map(|p| p.email.as_str()).unwrap_or_default(),
        phone: shown.and_then(|p| p.phone.as_deref()).map(phone).unwrap_or_default(),
        address: shown.and_then(|p| p.address.as_ref()).map(one_line).unwrap_or_default(),
        instance: entry.instance.map(|no| register.instance_name(no)).unwrap_or_default(),
        instance_id: instance.map(|i| i.id.as_str()),
        benefit: order.benefits.join(", "),
        status: &order.status,
        amount: order.amount_ore,
        receipt: order.receipt.as_deref().unwrap_or_default(),
        pay: person.pay_ore.filter(|_| may.pay),
        contact: may.contact,
    }
}

/// Many orders as the account is shown them.
pub fn lines<'a>(entries: &[&Entry], visit: &Visit<'a>) -> Vec<Line<'a>> {
    entries.iter().map(|entry| line(entry, visit)).collect()
}

fn one_line(address: &Address) -> String {
    format!("{}, {} {}", address.street, address.postal_code, address.city)
}

impl Line<'_> {
    /// As the API says it; what is not shown is null.
    pub fn json(&self) -> Value {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut out = json!({
            "id": self.id,
            "datum": self.day.to_string(),
            "namn": self.name,
            "personnummer": some(self.personnummer),
            "epost": some(self.email),
            "forvaltning": self.instance_id,
            "forman": self.benefit,
            "status": self.status,
            "belopp": decimal_point(self.amount),
            "kvitto": some(self.receipt),
        });
        if self.contact {
            out["telefon"] = some(&self.phone).into();
            out["adress"] = some(&self.address).into();
        }
        out
    }
}
