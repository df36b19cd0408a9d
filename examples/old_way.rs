//! The old way, measured: what three rules of today's tools make of the stub's faults, and of the sound stub.
//!
//! The rules replay what the city's administrator asked in another account's session, and compare the two answers:
//!
//! 1. *same status*: an account that must be refused gets the administrator's status;
//! 2. *same body*: an account that may not see the whole city gets the very same body;
//! 3. *length*: such an account gets a body whose length is within 5 % of the administrator's.
//!
//! Each rule is read at its best: it knows who may open what (most tools are not told), it is asked in every cell of the profile with its
//! selections, formats and targets, and a fault counts as caught if one alarm is new, though somebody would have had to go through all
//! the alarms on the sound portal first.
//!
//! `cargo run --release --example old_way`

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use skott_mocks::{DEFAULT_PASSWORD, Fault, Settings, Stub};
use skott_model::matrix::{Cell, Matrix, Scope, expand};
use skott_model::profile::{Access, parse};
use skott_portal::{Answered, Ask, Fetched, Helpers, Portal, Secret, Session, nonce};

const PROFILE: &str = include_str!("../portals/formansportalen/portal.toml");
const RULES: [&str; 3] = ["same status", "same body", "length within 5 %"];

/// Cells that each rule raises an alarm in.
type Alarms = [BTreeSet<String>; 3];
type Trouble = Box<dyn std::error::Error>;

fn main() -> Result<(), Trouble> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure())
}

async fn measure() -> Result<(), Trouble> {
    let population = skott_population::plant(2020, 8, 12)?;
    let profile = parse(PROFILE).map_err(|faults| faults.first().map_or_else(String::new, ToString::to_string))?;
    let matrix = expand(profile, population).map_err(|faults| format!("{faults:?}"))?;
    let clean = alarms(&matrix, None).await?;
    let mut caught: [Vec<&str>; 3] = Default::default();
    let mut of = 0;
    for fault in Fault::all() {
        of += 1;
        let with = alarms(&matrix, Some(fault)).await?;
        for rule in 0..RULES.len() {
            if with[rule].difference(&clean[rule]).next().is_some() {
                caught[rule].push(fault.name());
            }
        }
        eprintln!("{of}: {fault}");
    }
    let cells = matrix.cells.len();
    for (rule, name) in RULES.iter().enumerate() {
        let (n, false_alarms) = (caught[rule].len(), clean[rule].len());
        println!("{name:18}  {n:3} of {of} faults   {false_alarms:5} alarms in {cells} cells of the sound stub");
    }
    for (rule, name) in RULES.iter().enumerate() {
        println!("{name}: {}", caught[rule].join(", "));
    }
    Ok(())
}

/// Asks every cell that the fault may be seen in (all, for the sound portal), in the account's and in the administrator's session.
async fn alarms(matrix: &Matrix, fault: Option<Fault>) -> Result<Alarms, Trouble> {
    let settings = Settings {
        faults: fault.into_iter().collect(),
        ..Settings::default()
    };
    let stub = Stub::start(Arc::new(matrix.population.clone()), settings).await?;
    let portal = Portal::new(&matrix.profile, &stub.url(), matrix.profile.limits.clone())?;
    let asker = Asker {
        matrix,
        sessions: sessions(matrix, &portal).await,
        portal,
    };
    let whole_city: HashMap<String, &Cell> = matrix
        .cells
        .iter()
        .filter(|cell| cell.access == Access::All)
        .map(|cell| (question(matrix, cell), cell))
        .collect();
    let mut known: HashMap<String, Fetched> = HashMap::new();
    let mut out = Alarms::default();
    for cell in matrix
        .cells
        .iter()
        .filter(|cell| cell.access != Access::All && may_show(matrix, cell, fault))
    {
        let question = question(matrix, cell);
        let Some(entitled) = whole_city.get(&question) else {
            continue;
        };
        if !known.contains_key(&question) {
            known.insert(question.clone(), asker.ask(entitled).await?);
        }
        let answer = asker.ask(cell).await?;
        if let Some(entitled) = known.get(&question) {
            for (rule, raises) in raised(cell, entitled, &answer).into_iter().enumerate() {
                if raises {
                    out[rule].insert(cell.id.clone());
                }
            }
        }
    }
    Ok(out)
}

/// What each rule says of an account's answer beside the administrator's.
fn raised(cell: &Cell, entitled: &Fetched, answer: &Fetched) -> [bool; 3] {
    let status = |f: &Fetched| f.exchanges.last().map(|r| r.status);
    let body = |f: &Fetched| f.exchanges.iter().flat_map(|r| r.body.clone()).collect::<Vec<u8>>();
    let (theirs, its) = (body(entitled), body(answer));
    let is_let_in = answer.answer == Answered::Opened && !its.is_empty();
    let is_near = theirs.len().abs_diff(its.len()) * 20 <= theirs.len();
    [
        !cell.access.opens() && status(entitled) == status(answer),
        is_let_in && theirs == its,
        is_let_in && is_near,
    ]
}

fn may_show(matrix: &Matrix, cell: &Cell, fault: Option<Fault>) -> bool {
    let view = matrix.profile.view[cell.view].id.get_ref();
    fault.is_none_or(|fault| fault.views().contains(&view.as_str()))
}

/// Everything of a cell but the account.
fn question(matrix: &Matrix, cell: &Cell) -> String {
    let account = &matrix.principals[cell.principal].id;
    cell.id.strip_prefix(account.as_str()).unwrap_or(&cell.id).to_owned()
}

/// (account, way to log in)
type Key = (usize, String);

async fn sessions(matrix: &Matrix, portal: &Portal) -> HashMap<Key, Session> {
    let mut out = HashMap::new();
    for (at, account) in matrix.principals.iter().enumerate() {
        for way in matrix.profile.auth.keys().filter(|way| account.can_ask(way)) {
            let session = match account.scope {
                Scope::SignedOut => portal.stay_out(account, way, None),
                _ => portal.sign_in(account, way, &Secret::new(DEFAULT_PASSWORD)).await,
            };
            out.extend(session.ok().map(|session| ((at, way.clone()), session)));
        }
    }
    out
}

struct Asker<'a> {
    matrix: &'a Matrix,
    portal: Portal,
    sessions: HashMap<Key, Session>,
}

impl Asker<'_> {
    async fn ask(&self, cell: &Cell) -> Result<Fetched, Trouble> {
        let view = &self.matrix.profile.view[cell.view];
        let session = |at: usize| self.sessions.get(&(at, view.auth.get_ref().clone()));
        let own = session(cell.principal).ok_or_else(|| format!("{}: no session", cell.id))?;
        let ask = Ask {
            view,
            format: &view.format[cell.format],
            selection: &self.matrix.selections[cell.view][cell.selection],
            target: cell.target.as_ref(),
            carried: &BTreeMap::from([("nonce".to_owned(), nonce())]),
            manipulates: cell.plain.is_some(),
        };
        let same_way = self.sessions.iter().filter(|((_, way), _)| way == view.auth.get_ref());
        let helpers: Helpers = same_way
            .map(|((at, _), session)| (self.matrix.principals[*at].id.as_str(), session))
            .collect();
        Ok(self.portal.fetch(own, &helpers, ask).await)
    }
}
