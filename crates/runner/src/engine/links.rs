//! Links that no view declares: a new page that no scenario covers must stop the release by itself.

mod closed;
mod pattern;
mod shape;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use skott_model::matrix::{Cell, Matrix};
use skott_model::profile::{Relation, TargetKind};
use skott_model::record::{LedTo, Unmapped};
use skott_model::template::spelling;
use skott_oracle::Link;
use skott_population::{Order, Population};
use skott_portal::Answered;

use closed::Closed;
use pattern::{Pattern, segments};
use shape::Shape;

/// Parameters that are told of, at most.
const MOST_PARAMETERS: usize = 500;
/// A parameter's name with more digits may be somebody's number, and a longer one anything.
const MOST_DIGITS: usize = 3;
const LONGEST_NAME: usize = 40;

/// Knows which addresses are declared, and tells each other one once.
pub(super) struct Links {
    declared: Vec<Pattern>,
    /// (principal, view, format) whose page was looked at.
    looked: Mutex<HashSet<(usize, usize, usize)>>,
    told: Mutex<BTreeSet<String>>,
    /// Links that were looked at.
    seen: AtomicU64,
    parameters: Mutex<Parameters>,
    /// Parameters of which settings choose among values, and whether they are somebody's, as an instance's id.
    chosen: BTreeMap<String, bool>,
    /// Others than the planted are in the portal.
    partial: bool,
    closed: Closed,
    /// Where programs ask, as `api/v2`: what reads as an address there is one.
    roots: BTreeSet<Vec<String>>,
}

/// Parameters of declared pages, by the number of the first address that means the page.
#[derive(Default)]
struct Parameters {
    offered: BTreeSet<(usize, String)>,
    asked: BTreeSet<(usize, String)>,
    /// Their values, where settings choose among some.
    values_offered: BTreeSet<(usize, String, String)>,
    values_asked: BTreeSet<(usize, String, String)>,
}

impl Links {
    /// Addresses of views, logins and probes, and those that the profile ignores with a reason.
    pub fn of(matrix: &Matrix) -> Self {
        let profile = &matrix.profile;
        let partial = profile.population.partial;
        let views = profile.view.iter().flat_map(|view| {
            let planted = move |name: &str| planted(&matrix.population, partial, view.target, name);
            let options = move || {
                let settings = view
                    .settings
                    .iter()
                    .filter_map(|name| profile.setting.get(name.get_ref()));
                settings.flat_map(|setting| &setting.options).map(|option| &option.set)
            };
            let steps = view.format.iter().flat_map(|format| &format.steps);
            steps.map(move |step| {
                let chosen = step.selection.iter().flat_map(|_| options());
                Pattern::of_step(step, chosen, &planted)
            })
        });
        let logins = profile.auth.values().flat_map(|a| &a.steps);
        let histories = profile.principal.iter().flat_map(|p| &p.history);
        let lived = histories.filter_map(|step| step.ask.as_ref());
        let probes = profile.auth.values().map(|a| a.who.get.as_str());
        let others = logins.chain(lived);
        let others = others.map(|step| Pattern::of_step(step, std::iter::empty(), &|_| Shape::Any));
        let asked = views
            .chain(others)
            .chain(probes.map(|path| Pattern::of_path(path, &|_| Shape::Any)));
        let ignored = profile.ignore.iter().map(|i| Pattern::of_ignored(&i.path));
        let views = profile
            .view
            .iter()
            .flat_map(|view| &view.format)
            .flat_map(|format| &format.steps);
        let roots = views.map(|step| root(step.path())).filter(|root| !root.is_empty());
        Self {
            roots: roots.collect(),
            declared: asked.filter(Pattern::says_which).chain(ignored).collect(),
            looked: Mutex::default(),
            told: Mutex::default(),
            seen: AtomicU64::new(0),
            parameters: Mutex::default(),
            chosen: chosen(matrix),
            closed: Closed::of(matrix),
            partial,
        }
    }

    /// Takes addresses that were asked for.
    pub fn were_asked(&self, addresses: &BTreeSet<Link>) {
        let mut parameters = self.parameters.lock().unwrap_or_else(PoisonError::into_inner);
        for address in addresses.iter().filter(|address| !address.query.is_empty()) {
            let path = segments(address);
            let Some(page) = self.declared.iter().position(|d| d.has_path(&path)) else {
                continue;
            };
            let names = address.query.iter().map(|(name, _)| (page, shown_name(name)));
            parameters.asked.extend(names);
            let values = address.query.iter().filter(|(name, _)| self.chosen.contains_key(name));
            let values = values.map(|(name, value)| (page, name.clone(), value.clone()));
            parameters.values_asked.extend(values);
        }
    }

    /// Parameters that links and forms have, that no request carried and that no ignored address names; and values of those that
    /// settings choose among.
    pub fn untried_parameters(&self) -> Vec<String> {
        let parameters = self.parameters.lock().unwrap_or_else(PoisonError::into_inner);
        let untried = parameters.offered.difference(&parameters.asked);
        let shown = untried.map(|(page, name)| format!("{}?{name}", self.declared[*page].written()));
        let values = parameters.values_offered.difference(&parameters.values_asked);
        // A value may be somebody's name, so it is only counted.
        let mut of_each: BTreeMap<String, usize> = BTreeMap::new();
        for (page, name, _) in values {
            let name = format!("{}?{}", self.declared[*page].written(), shown_name(name));
            *of_each.entry(name).or_default() += 1;
        }
        let values = of_each.into_iter().map(|(name, many)| format!("{name}=* ({many})"));
        shown.chain(values).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Takes the links of a page that a principal was shown, whatever they lead to.
    pub fn were_shown(&self, principal: usize, links: &BTreeSet<Link>, seen_on: &str) {
        self.closed.take(principal, links, seen_on);
    }

    /// Links to pages of instances that those who were shown them are refused.
    pub fn led_to(&self) -> Vec<LedTo> {
        self.closed.led()
    }

    fn take_parameters(&self, links: &BTreeSet<Link>) {
        let mut parameters = self.parameters.lock().unwrap_or_else(PoisonError::into_inner);
        for link in links
            .iter()
            .filter(|link| !(link.query.is_empty() && link.fields.is_empty()))
        {
            let path = segments(link);
            let of_path: Vec<(usize, &Pattern)> = self
                .declared
                .iter()
                .enumerate()
                .filter(|(_, d)| d.has_path(&path))
                .collect();
            let Some(&(page, first)) = of_path.first() else {
                continue;
            };
            let is_ignored =
                |name: &str| first.is_ignored() || of_path.iter().any(|(_, d)| d.is_ignored() && d.names(name));
            let names = link.query.iter().map(|(name, _)| name).chain(&link.fields);
            for name in names.filter(|name| !is_ignored(name)) {
                if parameters.offered.len() < MOST_PARAMETERS {
                    parameters.offered.insert((page, shown_name(name)));
                }
            }
            let is_chosen = |name: &str| match self.chosen.get(name) {
                // Others than the planted are there, too, and nobody is to see them.
                Some(is_somebodys) => !(*is_somebodys && self.partial),
                None => false,
            };
            let choices = link.query.iter().chain(&link.choices);
            for (name, value) in
                choices.filter(|(name, value)| is_chosen(name) && !value.is_empty() && !is_ignored(name))
            {
                if parameters.values_offered.len() < MOST_PARAMETERS {
                    parameters.values_offered.insert((page, name.clone(), value.clone()));
                }
            }
        }
    }

    /// True the first time that a page opened for a principal, view and format. A page that says no, or that nothing was
    /// found, has other links than the page that is meant.
    pub fn wants(&self, cell: &Cell, answered: &Answered) -> bool {
        let is_unknown = cell.target.as_ref().is_some_and(|t| t.relation == Relation::Random);
        if *answered != Answered::Opened || is_unknown || cell.selection != 0 {
            return false;
        }
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        looked.insert((cell.principal, cell.view, cell.format))
    }

    /// How many links were looked at, each page's by themselves.
    pub fn seen(&self) -> u64 {
        self.seen.load(Ordering::Relaxed)
    }

    /// Of these links, those that nobody declares and that were not told before.
    pub fn unmapped(&self, links: &BTreeSet<Link>, seen_on: &str) -> Vec<Unmapped> {
        let links: BTreeSet<Link> = links.iter().filter(|link| self.is_link(link)).cloned().collect();
        let pages: BTreeSet<Link> = links.iter().map(|link| self.page(link)).collect();
        self.seen.fetch_add(pages.len() as u64, Ordering::Relaxed);
        self.take_parameters(&links);
        let unknown: Vec<&Link> = pages.iter().filter(|page| !self.is_declared(page)).collect();
        let new = shortened(&unknown).into_iter();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        new.filter(|path| told.insert(path.clone()))
            .map(|path| Unmapped {
                path,
                seen_on: seen_on.to_owned(),
            })
            .collect()
    }

    /// The page that a login ended on, which nobody asked for: told as `shown`, if nobody declares it. Its links are its own matter.
    pub fn unmapped_landing(&self, page: &Link, shown: &str, seen_on: &str) -> Option<Unmapped> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = !self.is_declared(&self.page(page)) && told.insert(shown.to_owned());
        is_new.then(|| Unmapped {
            path: shown.to_owned(),
            seen_on: seen_on.to_owned(),
        })
    }

    /// False for what only reads as an address, where no program is known to ask.
    fn is_link(&self, link: &Link) -> bool {
        let mut path = segments(link);
        path.retain(|part| !part.is_empty());
        let is_root = root(&link.path).len() == path.len();
        let is_there = |root: &Vec<String>| path.len() > root.len() && path.starts_with(root);
        !link.perhaps || (!is_root && self.roots.iter().any(is_there))
    }

    /// The link with those parameters alone that tell pages apart: one that a view of the same path carries with a name.
    fn page(&self, link: &Link) -> Link {
        let path = segments(link);
        let of_path: Vec<&Pattern> = self.declared.iter().filter(|d| d.has_path(&path)).collect();
        let tells = |name: &str| of_path.iter().any(|declared| declared.is_told_by(name));
        let mut page = link.clone();
        page.query.retain(|(name, _)| tells(name));
        page.fields.clear();
        page
    }

    fn is_declared(&self, page: &Link) -> bool {
        let path = segments(page);
        let is_it = |declared: &Pattern| {
            let mut query = page.query.iter();
            declared.has_path(&path) && query.all(|(name, value)| declared.has_value(name, value))
        };
        self.declared.iter().any(is_it)
    }
}

/// The first parts of a path as far as they say no more than that programs ask there: `api/v2`.
fn root(path: &str) -> Vec<String> {
    const WORDS: [&str; 6] = ["api", "rest", "ajax", "odata", "graphql", "services"];
    let parts = path.split('?').next().unwrap_or_default().trim_matches('/').split('/');
    let says_no_more = |part: &&str| WORDS.contains(part) || is_version(part);
    let root: Vec<String> = parts.take_while(says_no_more).map(str::to_owned).collect();
    let is_of_programs = root.iter().any(|part| WORDS.contains(&part.as_str()));
    if is_of_programs { root } else { Vec::new() }
}

/// `v2`
fn is_version(part: &str) -> bool {
    let number = part.strip_prefix('v').unwrap_or_default();
    (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The parameters that settings choose by, other than to manipulate, each with whether one of its values is filled in.
fn chosen(matrix: &Matrix) -> BTreeMap<String, bool> {
    let options = matrix.profile.setting.values().flat_map(|setting| &setting.options);
    let offered = options.filter(|option| !option.manipulates);
    let mut out = BTreeMap::new();
    for (name, texts) in offered.flat_map(|option| option.set.iter()) {
        let is_filled = texts.all().iter().any(|text| text.contains('{'));
        *out.entry(name.clone()).or_default() |= is_filled;
    }
    out
}

/// What a view's `{target.<name>}` may be.
fn planted(population: &Population, partial: bool, target: Option<TargetKind>, name: &str) -> Shape {
    let (name, spelled) = spelling(name);
    let spelled = spelled.unwrap_or(str::to_owned);
    let orders = population.orders.iter();
    let values: Vec<String> = match (target, name) {
        (Some(TargetKind::Order), "id") => orders.map(|order| spelled(&order.id)).collect(),
        (_, "id" | "instance" | "home") => population.instances.iter().map(|i| spelled(&i.id)).collect(),
        _ => orders
            .flat_map(Order::codes)
            .filter(|(known, _)| *known == name)
            .map(|(_, code)| spelled(code))
            .collect(),
    };
    Shape::of(values.iter().map(String::as_str), partial)
}

/// The addresses of one page's links with numbers and codes as `*`, and so what alone differs between three of them below the
/// first part: ten rows that lead to ten orders or persons are one unknown page, and no planted or real value is kept.
fn shortened(links: &[&Link]) -> Vec<String> {
    let all: Vec<Vec<(String, &str)>> = links.iter().map(|link| parts(link)).collect();
    let mut twins: HashMap<(usize, String), usize> = HashMap::new();
    // What a script has written out are names of pages.
    for (link, _) in all.iter().zip(links).filter(|(_, link)| !link.of_script) {
        for at in 1..link.len() {
            *twins.entry((at, without(link, at))).or_default() += 1;
        }
    }
    let varies = |link: &[(String, &str)], at: usize| {
        at > 0 && twins.get(&(at, without(link, at))).is_some_and(|many| *many > 2)
    };
    let shown = |link: &Vec<(String, &str)>| {
        let parts = link.iter().enumerate();
        let shown = parts.map(|(at, (before, part))| {
            let is_code = is_code(part) && !(before == "/" && is_version(part));
            let part = if is_code || varies(link, at) { "*" } else { part };
            format!("{before}{part}")
        });
        shown.collect::<String>()
    };
    all.iter().map(shown).collect()
}

/// An address with one of its parts left open.
fn without(link: &[(String, &str)], at: usize) -> String {
    let parts = link.iter().enumerate();
    let written = parts.map(|(nth, (before, part))| format!("{before}{}\0", if nth == at { "" } else { part }));
    written.collect()
}

/// A parameter's name as it may be written: what stands in brackets, and what is no plain name, may be anybody's.
fn shown_name(name: &str) -> String {
    let is_of_name = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let (word, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_plain = word.chars().all(is_of_name) && digits <= MOST_DIGITS && word.len() <= LONGEST_NAME;
    format!(
        "{}{}",
        if is_plain { word } else { "*" },
        if rest.is_empty() { "" } else { "[*]" }
    )
}

/// The parts of an address, each with what stands before it.
fn parts(link: &Link) -> Vec<(String, &str)> {
    let path = link
        .path
        .trim_start_matches('/')
        .split('/')
        .map(|part| ("/".to_owned(), part));
    let query = link.query.iter().enumerate().map(|(nth, (name, value))| {
        let sign = if nth == 0 { '?' } else { '&' };
        (format!("{sign}{name}="), value.as_str())
    });
    path.chain(query).collect()
}

/// True for what is more likely somebody's than a page's name; a page's name may end in a digit, as a second version's does.
fn is_code(part: &str) -> bool {
    let is_shouted = part.len() >= 4 && part.chars().all(|c| c.is_ascii_uppercase());
    let name = part.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(part);
    let is_name = name.len() >= 4 && name.chars().all(|c| c.is_lowercase() || c == '-' || c == '_');
    let has_digit = part.chars().any(|c| c.is_ascii_digit());
    let is_odd = part.contains(['@', '%']) || part.chars().any(char::is_control);
    is_shouted || (has_digit && !is_name) || is_odd || part.len() > 40
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A portal of two instances, with these views' addresses.
    fn gate(views: &[&str], ignored: &[&str]) -> Links {
        let mut profile = String::from(
            r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
refusal = [{ status = 403 }]
population.plant = { seed = 1, instances = 4, persons = 4 }
"#,
        );
        let ignored = ignored
            .iter()
            .map(|path| format!("{{ path = \"{path}\", why = \"prov\" }}"));
        profile += &format!("ignore = [{}]\n", ignored.collect::<Vec<_>>().join(", "));
        profile += r#"
[auth.portal]
kind = "basic"
who = { get = "/mig", take = { json = "/namn" } }
[[principal]]
id = "stad"
role = "stad"
scope = "all"
credential.portal = { user = "stad", secret = "env:X" }
"#;
        for (nth, get) in views.iter().enumerate() {
            // A view may write its parameters as a table, after a space.
            let (get, query) = get.split_once(' ').unwrap_or((get, ""));
            let get = format!("\"{get}\"{query}");
            let target = if get.contains("{target") {
                "target = \"order\""
            } else {
                ""
            };
            let first = if get.contains("{taget}") {
                "{ get = \"/\", take = { taget = { css = \"a\" } } }, "
            } else {
                ""
            };
            profile += &format!(
                "[[view]]\nid = \"v{nth}\"\ntitle = \"v{nth}\"\nunit = \"orders\"\nauth = \"portal\"\n{target}\nshows = [\"order\"]\n\
                 access = [{{ is = \"scope\" }}]\nformat = [{{ id = \"html\", steps = [{first}{{ get = {get} }}] }}]\n"
            );
        }
        let population = skott_population::plant(1, 4, 4).unwrap();
        Links::of(&skott_model::matrix::expand(skott_model::profile::parse(&profile).unwrap(), population).unwrap())
    }

    fn link(address: &str) -> Link {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Link {
            path: path.to_owned(),
            query: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            ..Link::default()
        }
    }

    #[test]
    fn what_no_view_declares_is_told() {
        let population = skott_population::plant(1, 4, 4).unwrap();
        let (order, instance) = (&population.orders[0].id, &population.instances[0].id);
        let php = [
            "/index.php?sida=bestallningar",
            "/index.php?sida=order&id={target.id}",
            "/lista?sida=1",
        ];
        let all = [
            "/bestallning/{target.id}",
            "/{target.instance}/order/{target.id}.pdf",
            "/rapport.csv",
            "/",
            "/sok?q={user}",
        ];
        let taken = ["{taget}", "/{taget}", "/{taget}.csv", "/x/{taget}-{user}"];
        let of_order = format!("/bestallning/{order}");
        let file = format!("/{instance}/order/{order}.pdf");
        let below = format!("{of_order}/mer");
        let page_of = format!("/index.php?sida=order&id={order}");
        let tables = [
            "/index.php , query = { sida = 'mina order' }",
            "/index.php?sida=mina+order2",
            "/servlet?cmd=LIST",
            "/servlet?vy=v2",
        ];
        let cases: [(&[&str], &[&str], &str, &str); 36] = [
            (&all, &[], &of_order, ""),
            (&all, &[], &below, "/bestallning/*/mer"),
            (
                &all,
                &[],
                "/bestallning/sammanstallning",
                "/bestallning/sammanstallning",
            ),
            (&all, &[], &file, ""),
            (&all, &[], "/hjalp/order/fragor.pdf", "/hjalp/order/fragor.pdf"),
            (&all, &[], "/rapport.csv", ""),
            (&all, &[], "/rapport.csv?teckenkodning=utf-ett", ""),
            (&all, &[], "/rapport.xlsx", "/rapport.xlsx"),
            (&all, &[], "/", ""),
            (&all, &[], "/sok", ""),
            (&all, &[], "/sok?q=anna", ""),
            (&["/"], &["/a/**"], "/a/b/c", ""),
            (&["/"], &["/a/*/c"], "/a/b/c", ""),
            (&["/"], &["/a/*/c"], "/a/b/d", "/a/b/d"),
            (&["/"], &["/a/**"], "/b", "/b"),
            (&taken, &[], "/bestallningssidan2", "/bestallningssidan2"),
            (&taken, &[], "/bestallningssidan2.csv", ""),
            (&taken, &[], "/x/a-b", ""),
            // A parameter that one view has with a name tells pages apart, where it is given.
            (&php, &[], "/index.php?sida=bestallningar", ""),
            (&php, &[], "/index.php?sida=bestallningar&sortera=namn", ""),
            (&php, &[], &page_of, ""),
            (
                &php,
                &[],
                "/index.php?sida=bestallningar2&sortera=namn",
                "/index.php?sida=bestallningar2",
            ),
            (&php, &[], "/index.php", ""),
            (&php, &[], "/annan.php?sida=bestallningar2", "/annan.php"),
            // A number says which rows.
            (&php, &[], "/lista?sida=2", ""),
            (&php, &["/index.php"], "/index.php?sida=hjalp", "/index.php?sida=hjalp"),
            (&php, &["/index.php?sida=hjalp"], "/index.php?sida=hjalp", ""),
            (&php, &["/index.php?sida=*"], "/index.php?sida=hjalp", ""),
            (&php, &["/**"], "/index.php?sida=hjalp", ""),
            (&tables, &[], "/index.php?sida=mina order", ""),
            (&tables, &[], "/index.php?sida=mina order2", ""),
            (&tables, &[], "/index.php?sida=ny", "/index.php?sida=ny"),
            (&tables, &[], "/servlet?cmd=LIST", ""),
            (&tables, &[], "/servlet?cmd=ORDERREPORT", "/servlet?cmd=*"),
            (&tables, &[], "/servlet?vy=v3", "/servlet?vy=*"),
            (
                &["/index.php?sida=a", "/index.php?sida={user}"],
                &[],
                "/index.php?sida=ny",
                "/index.php?sida=ny",
            ),
        ];
        for (views, ignored, address, expected) in cases {
            let told = gate(views, ignored).unmapped(&BTreeSet::from([link(address)]), "v0");
            let told: Vec<&str> = told.iter().map(|unmapped| unmapped.path.as_str()).collect();
            assert_eq!(told.join(" "), expected, "{views:?} {ignored:?} {address}");
        }
    }

    #[test]
    fn what_a_page_lets_choose_and_nobody_asked_is_told() {
        let gate = gate(
            &["/lista?sida=1", "/order/{target.id}"],
            &["/lista?sortera=*", "/hjalp/**"],
        );
        let mut form = link("/lista?dold=1");
        form.fields = vec!["status".to_owned(), "sortera".to_owned()];
        let offered = [
            link("/lista?sida=2"),
            link("/lista?sortera=namn"),
            link("/lista?arkiv=1"),
            link("/hjalp/x?om=a"),
            link("/order/ORD-1?visa=allt"),
            link("/okand?x=1"),
            link("/lista?19800101-1234="),
            link("/lista?valj[eva-ek]=1"),
            link("/lista?a\n::error::=1"),
            form,
        ];
        gate.unmapped(&BTreeSet::from(offered), "v0");
        let untried = [
            "/lista?*",
            "/lista?arkiv",
            "/lista?dold",
            "/lista?sida",
            "/lista?status",
            "/lista?valj[*]",
            "/order/{target.id}?visa",
        ];
        let told = gate.untried_parameters();
        assert!(told == untried || told == untried[..6], "{told:?}");
        gate.were_asked(&BTreeSet::from([link("/lista?sida=3&status=ny"), link("/lista?dold=")]));
        assert_eq!(gate.untried_parameters()[1], "/lista?arkiv");
        assert!(
            !gate
                .untried_parameters()
                .iter()
                .any(|told| told.starts_with("/lista?s"))
        );
    }

    #[test]
    fn what_programs_may_ask_for_is_told_where_they_are_known_to_ask() {
        let gate = gate(&["/api/v2/orders", "/api/v2/orders/{target.id}"], &[]);
        let perhaps = |address: &str| Link {
            perhaps: true,
            of_script: true,
            ..link(address)
        };
        let addresses = [
            "/api/v2/oversikt",
            "/api/v2/nyheter",
            "/api/v2/hjalp",
            "/api/v2/orders/*",
            "/api/v2/orders/*/rader",
            "/api/v1/orders",
            "/api/v2/",
            "/api",
            "/installningar",
        ];
        let links: BTreeSet<Link> = addresses.into_iter().map(perhaps).collect();
        let told: Vec<String> = gate
            .unmapped(&links, "skal")
            .into_iter()
            .map(|link| link.path)
            .collect();
        let expected = [
            "/api/v2/hjalp",
            "/api/v2/nyheter",
            "/api/v2/orders/*/rader",
            "/api/v2/oversikt",
        ];
        assert_eq!(told, expected);
        let plainly = gate.unmapped(
            &BTreeSet::from([link("/api/v1/orders"), link("/installningar")]),
            "skal",
        );
        let told: Vec<String> = plainly.into_iter().map(|link| link.path).collect();
        assert_eq!(told, ["/api/v1/orders", "/installningar"]);
    }

    #[test]
    fn what_differs_from_row_to_row_is_left_out() {
        let addresses = [
            ("/order/A1B2/visa", "/order/*/visa"),
            ("/order/RLYNG/anna@x.se/", "/order/*/*/"),
            ("/bestallningssidan2", "/bestallningssidan2"),
            ("/person/bo-ek/", "/person/*/"),
            ("/person/eva-al/", "/person/*/"),
            ("/person/per-lo/", "/person/*/"),
            ("/hjalp/fragor", "/hjalp/fragor"),
            ("/hjalp/svar", "/hjalp/svar"),
            ("/index.php?sida=bo-ek", "/index.php?sida=*"),
            ("/index.php?sida=eva-al", "/index.php?sida=*"),
            ("/index.php?sida=per-lo", "/index.php?sida=*"),
        ];
        let links = addresses.map(|(address, _)| link(address));
        assert_eq!(
            shortened(&links.iter().collect::<Vec<_>>()),
            addresses.map(|(_, shown)| shown)
        );
    }
}
