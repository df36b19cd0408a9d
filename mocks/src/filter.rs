//! The selection: what the filter form and the addresses of all list views may ask for.

use jiff::civil::Date;

use crate::http::{Params, address};
use crate::register::{Entry, Register};
use crate::scope::Selection;

/// Rows on one page.
pub const PAGE_ROWS: usize = 20;

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first.
    #[default]
    Date,
    /// By surname.
    Name,
    /// Smallest amount first.
    Amount,
}

impl Sort {
    /// As it is written in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "datum",
            Self::Name => "namn",
            Self::Amount => "belopp",
        }
    }
}

/// One selection, read and found sound.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// One of the order's benefits.
    pub benefit: Option<String>,
    /// State of the order.
    pub status: Option<String>,
    /// Instance asked for, as written.
    pub instance: Option<String>,
    /// Its number, if there is such an instance.
    pub instance_no: Option<usize>,
    /// Who placed the order, by e-mail address.
    pub person: Option<String>,
    /// Order of the rows.
    pub sort: Sort,
    /// The page, the first is 1.
    pub page: usize,
    /// No parameter was given at all, not even a blank one.
    pub nothing: bool,
}

impl Filter {
    /// Reads the parameters; says in Swedish what is wrong with them.
    pub fn read(params: &Params, register: &Register) -> Result<Self, String> {
        let instance = params.get("forvaltning")?.map(str::to_owned);
        Ok(Self {
            from: date(params, "fran")?,
            until: date(params, "till")?,
            benefit: known(params, "forman", "Förmånen", |v| register.benefits().contains(v))?,
            status: known(params, "status", "Statusen", |v| register.statuses().contains(v))?,
            instance_no: instance.as_deref().and_then(|id| register.instance_no(id)),
            instance,
            person: params.get("bestallare")?.map(str::to_owned),
            sort: sort(params)?,
            page: page(params)?,
            nothing: params.is_empty(),
        })
    }

    /// What of it bears on rights.
    pub fn selection(&self) -> Selection<'_> {
        Selection {
            instance: self.asks_instance(),
            nothing: self.nothing,
            status: self.status.as_deref(),
            page: self.page,
        }
    }

    fn asks_instance(&self) -> bool {
        self.instance_no.is_some()
    }

    /// Whether the order is in the selection.
    pub fn holds(&self, entry: &Entry, register: &Register) -> bool {
        let order = register.order(entry);
        self.from.is_none_or(|day| order.placed >= day)
            && self.until.is_none_or(|day| order.placed <= day)
            && self.benefit.as_ref().is_none_or(|b| order.benefits.contains(b))
            && self.status.as_ref().is_none_or(|s| order.status == *s)
            && self.person.as_ref().is_none_or(|p| register.is_called(entry, p))
            && (self.instance.is_none() || (self.asks_instance() && entry.instance == self.instance_no))
    }

    /// Puts rows, which come newest first, in the order asked for.
    pub fn sort(&self, entries: &mut [&Entry], register: &Register) {
        match self.sort {
            Sort::Date => {}
            Sort::Name => entries.sort_by_key(|e| e.name_rank),
            Sort::Amount => entries.sort_by_key(|e| register.order(e).amount_ore),
        }
    }

    /// An address that carries this selection on, without the page.
    pub fn link(&self, path: &str, more: &[(&str, &str)]) -> String {
        let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        let sort = if self.sort == Sort::Date { "" } else { self.sort.name() };
        let (from, until) = (day(self.from), day(self.until));
        let (benefit, status, instance) = (text(&self.benefit), text(&self.status), text(&self.instance));
        let person = text(&self.person);
        let own = [
            ("bestallare", &*person),
            ("fran", &from),
            ("till", &until),
            ("forman", &benefit),
            ("status", &status),
        ];
        address(
            path,
            &[&own[..], &[("forvaltning", &instance), ("sortera", sort)], more].concat(),
        )
    }

    /// The same selection in another order.
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, ..self.clone() }
    }
}

/// The page asked for, the first if none is.
pub fn page(params: &Params) -> Result<usize, String> {
    let Some(text) = params.get("sida")? else { return Ok(1) };
    let number = text.parse().ok().filter(|n| *n >= 1);
    number.ok_or_else(|| format!("”{text}” är inget sidnummer. Första sidan är 1."))
}

fn date(params: &Params, name: &'static str) -> Result<Option<Date>, String> {
    let Some(text) = params.get(name)? else { return Ok(None) };
    let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    day.map(Some)
        .ok_or_else(|| format!("”{text}” är inget datum. Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2020-10-30."))
}

fn known(
    params: &Params,
    name: &'static str,
    what: &str,
    exists: impl Fn(&str) -> bool,
) -> Result<Option<String>, String> {
    match params.get(name)? {
        Some(value) if !exists(value) => Err(format!("{what} ”{value}” finns inte.")),
        value => Ok(value.map(str::to_owned)),
    }
}

fn sort(params: &Params) -> Result<Sort, String> {
    match params.get("sortera")? {
        None => Ok(Sort::default()),
        Some(text) => [Sort::Date, Sort::Name, Sort::Amount]
            .into_iter()
            .find(|s| s.name() == text)
            .ok_or_else(|| format!("Det går inte att sortera på ”{text}”. Välj datum, namn eller belopp.")),
    }
}
