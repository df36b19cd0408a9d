//! What kind of value was seen: the words that a data controller's breach notice asks for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The kind of a planted value, written in kebab-case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Category {
    /// Full name.
    Name,
    /// Personnummer or coordination number.
    Personnummer,
    /// E-mail address.
    Email,
    /// Telephone number.
    Phone,
    /// Street address.
    Address,
    /// An order's code.
    Order,
    /// An order's amount.
    Amount,
    /// An order's receipt number.
    Receipt,
    /// Pay; no view may ever show it.
    Pay,
    /// Pension; no view may ever show it.
    Pension,
    /// A category of the population's own, as `employee_no`.
    Other(String),
}

impl Category {
    /// The word in reports and profiles.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Personnummer => "personnummer",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Order => "order",
            Self::Amount => "amount",
            Self::Receipt => "receipt",
            Self::Pay => "pay",
            Self::Pension => "pension",
            Self::Other(name) => name,
        }
    }

    /// True for what no view may ever show.
    pub fn is_forbidden(&self) -> bool {
        matches!(self, Self::Pay | Self::Pension)
    }
}

impl From<String> for Category {
    fn from(text: String) -> Self {
        match text.as_str() {
            "name" => Self::Name,
            "personnummer" => Self::Personnummer,
            "email" => Self::Email,
            "phone" => Self::Phone,
            "address" => Self::Address,
            "order" => Self::Order,
            "amount" => Self::Amount,
            "receipt" => Self::Receipt,
            "pay" => Self::Pay,
            "pension" => Self::Pension,
            _ => Self::Other(text),
        }
    }
}

impl From<Category> for String {
    fn from(category: Category) -> Self {
        category.as_str().to_owned()
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
