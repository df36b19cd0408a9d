//! The selection: what the filter form and the addresses of all list views may ask for.

use jiff::civil::Date;

use crate::http::{Params, address, decoded};
use crate::register::{Entry, Register};
use crate::scope::{self, Misreading, Selection};
use crate::visit::Visit;

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
    /// Smallest pay first; no page offers it.
    Pay,
}

impl Sort {
    /// As it is written in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "datum",
            Self::Name => "namn",
            Self::Amount => "belopp",
            Self::Pay => "lon",
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
    /// It was read by a rule that the check of scope does not know.
    pub misread: bool,
}

impl Filter {
    /// Reads the parameters; says in Swedish what is wrong with them.
    pub fn read(params: &Params, visit: &Visit) -> Result<Self, String> {
        let register = visit.register();
        let (instance, misread) = instance(params, visit)?;
        Ok(Self {
            from: date(params, "fran")?,
            until: date(params, "till")?,
            benefit: known(params, "forman", "Förmånen", |v| register.benefits().contains(v))?,
            status: known(params, "status", "Statusen", |v| register.statuses().contains(v))?,
            instance_no: instance.as_deref().and_then(|id| register.instance_no(id)),
            instance,
            person: params.get("bestallare")?.map(str::to_owned),
            sort: sort(params, visit)?,
            page: page(params)?,
            nothing: params.is_empty(),
            misread,
        })
    }

    /// What of it bears on rights.
    pub fn selection(&self) -> Selection<'_> {
        Selection {
            instance: self.asks_instance(),
            nothing: self.nothing,
            status: self.status.as_deref(),
            page: self.page,
            misread: self.misread,
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
            Sort::Pay => entries.sort_by_key(|e| register.person(e).pay_ore),
        }
    }

    /// An address that carries this selection on, without the page.
    pub fn link(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = self.pairs();
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        address(path, &own.chain(more.iter().copied()).collect::<Vec<_>>())
    }

    /// The selection as parameters, without the page and without what is not chosen.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let sort = (self.sort != Sort::Date).then(|| self.sort.name().to_owned());
        let all = [
            ("bestallare", self.person.clone()),
            ("fran", day(self.from)),
            ("till", day(self.until)),
            ("forman", self.benefit.clone()),
            ("status", self.status.clone()),
            ("forvaltning", self.instance.clone()),
            ("sortera", sort),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// The same selection in another order.
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, ..self.clone() }
    }
}

/// The instance asked for, and whether it was read by a rule that the check of scope does not know.
fn instance(params: &Params, visit: &Visit) -> Result<(Option<String>, bool), String> {
    const NAME: &str = "forvaltning";
    let ask = visit.ask();
    let reads = |reading| scope::misreads(&ask, reading);
    let (several, array) = (params.all(NAME), params.all("forvaltning[]"));
    if several.len() > 1 && reads(Misreading::LastOfSeveral) {
        return Ok((several.last().map(|id| (*id).to_owned()), true));
    }
    if !array.is_empty() && reads(Misreading::Array) {
        return Ok((array.last().map(|id| (*id).to_owned()), true));
    }
    if !params.all("konto").is_empty() && reads(Misreading::Account) {
        return Ok((None, true));
    }
    let Some(id) = params.get(NAME)? else {
        return Ok((None, !several.is_empty() && reads(Misreading::Blank)));
    };
    let means_any =
        (["*", "%"].contains(&id) && reads(Misreading::Wildcard)) || (id == "alla" && reads(Misreading::AllWord));
    if means_any {
        return Ok((None, true));
    }
    let (folded, decoded) = (id.to_lowercase(), decoded(id));
    if folded != id && reads(Misreading::Folded) {
        return Ok((Some(folded), true));
    }
    if decoded != id && reads(Misreading::DecodedTwice) {
        return Ok((Some(decoded), true));
    }
    let is_padded = several.iter().any(|raw| *raw != id);
    Ok((Some(id.to_owned()), is_padded && reads(Misreading::Padded)))
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

fn sort(params: &Params, visit: &Visit) -> Result<Sort, String> {
    let hidden = scope::sorts_by_hidden(&visit.ask()).then_some(Sort::Pay);
    match params.get("sortera")? {
        None => Ok(Sort::default()),
        Some(text) => [Sort::Date, Sort::Name, Sort::Amount]
            .into_iter()
            .chain(hidden)
            .find(|s| s.name() == text)
            .ok_or_else(|| format!("Det går inte att sortera på ”{text}”. Välj datum, namn eller belopp.")),
    }
}
