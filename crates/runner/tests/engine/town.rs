//! A portal of orders in JSON: right as it stands, wrong where a fault is switched on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use skott_population::{Order, Population, plant};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// So long what is changed takes, in a town that answers nobody else meanwhile.
const CHANGING: Duration = Duration::from_millis(30);

/// Whose orders an account sees; none for all.
type Scope = Option<BTreeSet<String>>;

/// The town and what has happened in it.
pub struct Town {
    population: Population,
    faults: BTreeSet<&'static str>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    scopes: BTreeMap<String, Scope>,
    /// By session: who it is, and the scope at login.
    sessions: Vec<(String, Scope)>,
    /// By job: who ordered it.
    jobs: Vec<String>,
    /// By account: how many lists it has had.
    lists: BTreeMap<String, usize>,
    /// By order: what is written on it.
    marks: BTreeMap<String, String>,
    /// Lists that were shown, so far.
    shown: usize,
    /// By order: what is to be written on it, and whether it was read since.
    queued: BTreeMap<String, (String, bool)>,
    /// Orders that were not shown to who asked, so far.
    denied: usize,
    /// Something is being changed until then.
    changing: Option<Instant>,
}

/// Everybody and everything in it.
pub fn population() -> Population {
    plant(1, 4, 4).unwrap()
}

/// The ids of the first two instances.
pub fn instances() -> [String; 2] {
    let population = population();
    [population.instances[0].id.clone(), population.instances[1].id.clone()]
}

impl Town {
    pub async fn start(faults: &[&'static str]) -> MockServer {
        let [a, b] = instances();
        let town = Self {
            population: population(),
            faults: faults.iter().copied().collect(),
            state: Mutex::default(),
        };
        let scopes = [
            ("stad", None),
            ("ett", Some(a.clone())),
            ("tva", Some(b)),
            ("forr", Some(a)),
        ];
        town.state().scopes = scopes
            .into_iter()
            .map(|(who, one)| (who.to_owned(), one.map(|i| BTreeSet::from([i]))))
            .collect();
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(move |request: &Request| town.answer(request))
            .mount(&server)
            .await;
        server
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn has(&self, fault: &str) -> bool {
        self.faults.contains(fault)
    }

    fn answer(&self, request: &Request) -> ResponseTemplate {
        if self.state().changing.is_some_and(|until| Instant::now() < until) {
            return ResponseTemplate::new(500);
        }
        let changes = ["/jobb", "/order/"]
            .iter()
            .any(|path| request.url.path().starts_with(path));
        if !self.has("ensam") || request.method.as_str() == "GET" || !changes {
            return self.answer_each(request);
        }
        self.state().changing = Some(Instant::now() + CHANGING);
        self.answer_each(request).set_delay(CHANGING)
    }

    fn answer_each(&self, request: &Request) -> ResponseTemplate {
        let path = request.url.path().to_owned();
        if path == "/logga-in" {
            return self.login(request);
        }
        let known = session(request).and_then(|id| self.state().sessions.get(id).cloned());
        let Some((user, cached)) = known.filter(|(user, _)| !user.is_empty()) else {
            return ResponseTemplate::new(401);
        };
        let scope = if self.has("cache") {
            cached
        } else {
            self.state().scopes[&user].clone()
        };
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        match (request.method.as_str(), segments.as_slice()) {
            ("GET", ["mig"]) => json(&format!(r#"{{"namn":"{user}"}}"#)),
            ("GET", ["lista"]) if self.is_fifth(&user) && self.has("ibland") => self.list(&None),
            ("GET", ["lista"]) => self.filtered(request, &scope),
            ("GET", ["instans", id, "lista"]) => self.of_instance(request, id, &scope),
            ("GET", ["antal"]) => self.counted(&scope),
            ("GET", ["fil"]) => self.rows(&scope, self.is_placed() || self.has("filen")),
            ("GET", ["gammal"]) => self.list(if self.has("gammal") { &None } else { &scope }),
            ("POST", ["konton", who, change, instance]) => self.change(&scope, who, change, instance),
            ("GET", ["konton", who]) if scope.is_none() => {
                let ids: Vec<String> = self.state().scopes[*who]
                    .iter()
                    .flatten()
                    .map(|id| format!("\"{id}\""))
                    .collect();
                json(&format!("[{}]", ids.join(",")))
            }
            ("POST", ["jobb"]) => {
                let mut state = self.state();
                state.jobs.push(user);
                json(&format!(r#"{{"id":{}}}"#, state.jobs.len() - 1))
            }
            ("GET", ["jobb", id]) => self.job(id, &user),
            ("GET", ["order", id]) => self.order(id, &scope),
            ("PATCH", ["order", id]) => self.mark(request, id, &user, &scope),
            _ => ResponseTemplate::new(501),
        }
    }

    fn is_fifth(&self, user: &str) -> bool {
        let mut state = self.state();
        let lists = state.lists.entry(user.to_owned()).or_default();
        *lists += 1;
        lists.is_multiple_of(5)
    }

    fn login(&self, request: &Request) -> ResponseTemplate {
        let field = |name: &str| {
            let body = String::from_utf8_lossy(&request.body).into_owned();
            body.split('&')
                .find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned))
        };
        let mut state = self.state();
        let user = field("vem").unwrap();
        let Some(scope) = state
            .scopes
            .get(&user)
            .cloned()
            .filter(|_| field("ord").as_deref() == Some("hemlig"))
        else {
            return ResponseTemplate::new(403);
        };
        state.sessions.push((user, scope));
        json("{}").insert_header("set-cookie", format!("sid={}; Path=/", state.sessions.len() - 1))
    }

    /// The list, narrowed to one instance of the scope where one is given.
    fn filtered(&self, request: &Request, scope: &Scope) -> ResponseTemplate {
        let asked: Vec<String> = request
            .url
            .query_pairs()
            .filter(|(n, _)| n == "instans")
            .map(|(_, v)| v.into_owned())
            .collect();
        let is_in = |id: &String| scope.as_ref().is_none_or(|scope| scope.contains(id));
        match asked.as_slice() {
            [] => self.list(scope),
            [any] if any == "*" && self.has("jokertecken") => self.list(&None),
            [_, other] if self.has("dubbel") => self.list(&Some(BTreeSet::from([other.clone()]))),
            [_, _, ..] => ResponseTemplate::new(422),
            [one] if one == "*" && self.has("fel") => ResponseTemplate::new(500),
            [one] if self.population.instances.iter().all(|i| i.id != *one) => ResponseTemplate::new(400),
            [one] if is_in(one) => self.list(&Some(BTreeSet::from([one.clone()]))),
            [_] => self.list(&Some(BTreeSet::new())),
        }
    }

    /// The list of one instance, which the address says; a fault checks that and goes by what a parameter says.
    fn of_instance(&self, request: &Request, id: &str, scope: &Scope) -> ResponseTemplate {
        let is_known = self.population.instances.iter().any(|i| i.id == id);
        if !is_known || scope.as_ref().is_some_and(|scope| !scope.contains(id)) {
            return ResponseTemplate::new(404);
        }
        let mut asked = request.url.query_pairs().filter(|(name, _)| name == "instans");
        let other = asked.next().filter(|_| self.has("parametern-vinner"));
        let shown = other.map_or(id.to_owned(), |(_, value)| value.into_owned());
        self.list(&Some(BTreeSet::from([shown])))
    }

    /// Grants or revokes; a fault answers as if it had.
    fn change(&self, scope: &Scope, who: &str, change: &str, instance: &str) -> ResponseTemplate {
        if scope.is_some() {
            return ResponseTemplate::new(403);
        }
        let mut state = self.state();
        let ids = state.scopes.get_mut(who).unwrap().get_or_insert_default();
        match change {
            "ge" => drop(ids.insert(instance.to_owned())),
            _ if self.has("ingen-verkan") => {}
            _ => drop(ids.remove(instance)),
        }
        json("{}")
    }

    fn find(&self, id: &str, scope: &Scope) -> Option<&Order> {
        let order = self.population.orders.iter().find(|order| order.id == id)?;
        let is_in = |scope: &BTreeSet<String>| order.instance.as_ref().is_some_and(|i| scope.contains(i));
        scope.as_ref().is_none_or(is_in).then_some(order)
    }

    fn order(&self, id: &str, scope: &Scope) -> ResponseTemplate {
        let Some(order) = self.find(id, scope) else {
            return self.denial(id);
        };
        self.catch_up(&order.id);
        let earlier = if self.has("rester") { "x123456789" } else { "" };
        let mark = self.state().marks.get(&order.id).cloned().unwrap_or(earlier.to_owned());
        let mark = if self.has("gammalt") { String::new() } else { mark };
        json(&format!(r#"{{"order":"{}","markering":"{mark}"}}"#, order.id))
    }

    /// What was denied is done in the background all the same, once its order was read.
    fn catch_up(&self, id: &str) {
        let mut state = self.state();
        match state.queued.remove(id) {
            Some((text, true)) => drop(state.marks.insert(id.to_owned(), text)),
            Some((text, false)) => drop(state.queued.insert(id.to_owned(), (text, true))),
            None => {}
        }
    }

    /// The page for an order that is not shown, with the news of the day on it.
    fn denial(&self, id: &str) -> ResponseTemplate {
        let mut state = self.state();
        state.denied += 1;
        let news = match state.denied {
            n if self.has("nya-ord") => "abcdefghij"
                .chars()
                .map(|c| ["x", "y"][(n >> (c as usize - 97)) & 1])
                .collect(),
            n if self.has("nyhet") && n > 3 => "onsdag".to_owned(),
            5 if self.has("tillfällig") => "lördag".to_owned(),
            _ => "tisdag".to_owned(),
        };
        let exists = self.has("rojer") && self.find(id, &None).is_some();
        let fault = if exists { "hör till någon annan" } else { "finns inte" };
        ResponseTemplate::new(404).set_body_raw(format!("<p>{fault}, {news}</p>"), "text/html")
    }

    /// Writes on an order of one's own. Most faults are in when it is written, and what is said then.
    fn mark(&self, request: &Request, id: &str, user: &str, scope: &Scope) -> ResponseTemplate {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let text = body.split('"').nth(3).unwrap().to_owned();
        if self.has("avloggad") && user != "stad" {
            // Whoever else was logged in is not any more.
            self.state()
                .sessions
                .iter_mut()
                .filter(|(who, _)| who == "stad")
                .for_each(|s| s.0.clear());
        }
        let own = self.find(id, scope);
        let reaches = self.has("skriver") || self.has("nekar-efter") || self.has("fel-efter");
        let order = own.or_else(|| self.find(id, &None).filter(|_| reaches));
        let Some(order) = order else {
            if let Some(order) = self.find(id, &None).filter(|_| self.has("efterhand")) {
                self.state().queued.insert(order.id.clone(), (text, false));
            }
            return ResponseTemplate::new(if self.has("tyst") { 204 } else { 404 });
        };
        let is_put_back = !text.starts_with('x');
        match text {
            _ if self.has("ignorerar") => {}
            _ if self.has("behaller") && is_put_back => return ResponseTemplate::new(500),
            text if self.has("versaler") && !is_put_back => {
                drop(self.state().marks.insert(order.id.clone(), text.to_uppercase()))
            }
            text => drop(self.state().marks.insert(order.id.clone(), text)),
        }
        match own {
            None if self.has("nekar-efter") => ResponseTemplate::new(403),
            None if self.has("fel-efter") => ResponseTemplate::new(500),
            _ => ResponseTemplate::new(204),
        }
    }

    /// An order of somebody who is not planted is placed between the first list and the second.
    fn is_placed(&self) -> bool {
        let mut state = self.state();
        state.shown += 1;
        self.has("ny-order") && state.shown > 1
    }

    fn list(&self, scope: &Scope) -> ResponseTemplate {
        self.rows(scope, self.is_placed())
    }

    fn rows(&self, scope: &Scope, others: bool) -> ResponseTemplate {
        let is_seen = |order: &&Order| match (scope, &order.instance) {
            (None, _) => true,
            (Some(scope), Some(instance)) => scope.contains(instance),
            (Some(_), None) => false,
        };
        let rows = self
            .population
            .orders
            .iter()
            .filter(is_seen)
            .map(|order| format!(r#"{{"order":"{}"}}"#, order.id));
        let others = others.then(|| r#"{"order":"BQX7YZ12"}"#.to_owned());
        json(&format!("[{}]", rows.chain(others).collect::<Vec<_>>().join(",")))
    }

    /// The list with its total, which counts one more: always, or the first time.
    fn counted(&self, scope: &Scope) -> ResponseTemplate {
        let orders: Vec<&Order> = self
            .population
            .orders
            .iter()
            .filter(|o| self.find(&o.id, scope).is_some())
            .collect();
        self.is_placed();
        let more = self.has("fel-antal") || (self.has("nyss") && self.state().shown == 1);
        let rows: Vec<String> = orders
            .iter()
            .map(|order| format!(r#"{{"order":"{}"}}"#, order.id))
            .collect();
        let total = rows.len() + usize::from(more);
        json(&format!(r#"{{"antal":{total},"orders":[{}]}}"#, rows.join(",")))
    }

    fn job(&self, id: &str, user: &str) -> ResponseTemplate {
        let state = self.state();
        let Some(owner) = id.parse::<usize>().ok().and_then(|id| state.jobs.get(id)).cloned() else {
            return ResponseTemplate::new(404);
        };
        if owner != user && !self.has("jobb") {
            return ResponseTemplate::new(404);
        }
        let scope = state.scopes[&owner].clone();
        drop(state);
        self.list(&scope)
    }
}

fn json(body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "application/json")
}

fn session(request: &Request) -> Option<usize> {
    let cookies = request.headers.get("cookie")?.to_str().ok()?;
    cookies
        .split("; ")
        .find_map(|pair| pair.strip_prefix("sid=")?.parse().ok())
}
