//! A small portal that answers as it should, and what may be changed in one answer.

use std::collections::BTreeSet;

use skott_model::matrix::{Cell, Matrix, Scope, Target, expand};
use skott_model::profile::{Access, ListOf, Number, NumberIs, Relation, Unit, parse};
use skott_model::record::{Declared, Event, Finished, Moment, PrincipalFacts, Proof, Scenario, Started, ViewFacts};
use skott_model::{Answer, Arm, Category, Detail, Doubt, DoubtKind, Effect, Received, Said, Shows, Text};
use skott_oracle::decode::Decoded;
use skott_oracle::search::Index;
use skott_oracle::{Searched, Seen, observe, rows};
use skott_population::{Order, Person, Population, plant};

/// What everything is made from.
pub struct Ground {
    pub matrix: Matrix,
    pub index: Index,
}

/// One change of one cell's answer.
#[derive(Clone, Copy, Debug)]
pub enum Do {
    /// Shows `<category>[@<instance>] <person>[ under <column>]`, beside what is shown.
    Show(&'static str),
    /// The same on the way, in what is no part of the view's answer.
    Aside(&'static str),
    /// The same when the account was asked who it is.
    Door(&'static str),
    /// The same in a weak form.
    Weakly(&'static str),
    /// Shows this text.
    Say(&'static str),
    /// Shows this text at that place.
    Put(&'static str, &'static str),
    /// Shows none of the cell's own orders and persons.
    Hide,
    /// Leaves out whatever is of this person.
    Without(&'static str),
    Answer(Answer),
    Doubt(DoubtKind),
    /// The number reads this.
    Number(&'static str, Option<&'static str>),
    /// The number reads this, too, on another page.
    Also(&'static str, &'static str),
    /// The number is that of the orders of these instances, in the selection or anywhere (`*`).
    Counts(&'static str, &'static [&'static str], &'static str),
    /// No proof after the refusal.
    Unproven,
    /// The answer cannot be compared with any other.
    Unmarked,
    /// What an outsider can tell it by.
    Mark(&'static str, &'static str),
    /// The control showed that such places repeat what is asked for.
    Echo(&'static str),
    /// The target's code, and what belongs to it, stands in that place.
    Repeats(&'static str, &'static str),
    /// This was asked, and answered with that status.
    Asked(&'static str, u16),
    NoRequest,
    /// A manipulation is answered as the plain question is.
    Plainly,
    /// Amounts and sums are written in whole kronor.
    InKronor,
    /// It is what somebody else was given, and the portal said that nothing has changed since.
    StoodFor,
    /// The form was refused, and the page after it opened and shows nothing.
    TurnedAway,
    /// What became of a write's value; none where it could not be read.
    Becomes(Option<Effect>),
    /// It is answered with a status that the profile does not know.
    Status(u16),
    /// It was not put back.
    Stays,
    /// The same was changed of what the account is shown as foreign.
    Spills,
    /// Its rows stand by their persons' pay: up, or down.
    ByPay(bool),
    /// A further row with this under that heading, of nobody planted.
    Row(&'static str, &'static str),
    /// The list offers this, too.
    Offers(&'static str, &'static str),
    /// The list does not offer this.
    LacksChoice(&'static str, &'static str),
}

impl Ground {
    pub fn new(partial: bool) -> Self {
        let mut text = include_str!("prov.toml").to_owned();
        if partial {
            text = text.replace("population = {", "population = { partial = true,");
        }
        Self::of(&text, plant(1, 4, 4).unwrap())
    }

    /// With these views beside the others, and these persons.
    pub fn with(views: &str, population: Population) -> Self {
        Self::of(&format!("{}\n{views}", include_str!("prov.toml")), population)
    }

    fn of(text: &str, population: Population) -> Self {
        let profile = parse(text).unwrap_or_else(|faults| panic!("{faults:?}"));
        let matrix = expand(profile, population).unwrap();
        let index = Index::new(&matrix.population);
        Self { matrix, index }
    }

    pub fn cell(&self, id: &str) -> &Cell {
        let found = self.matrix.cells.iter().find(|c| c.id == id);
        found.unwrap_or_else(|| panic!("no cell {id}"))
    }

    /// What a manipulated question is a manipulation of.
    fn plain(&self, cell: &Cell) -> &Cell {
        let is_plain = |c: &&Cell| {
            (c.principal, c.view, &c.target) == (cell.principal, cell.view, &cell.target)
                && Some((c.selection, c.format)) == cell.plain
        };
        self.matrix.cells.iter().find(is_plain).unwrap()
    }

    /// What is somebody else's, in the cell's own view and format.
    fn foreign_target(&self, cell: &Cell) -> Option<Target> {
        let is_it = |c: &&Cell| {
            let is_foreign = c.target.as_ref().is_some_and(|t| t.relation == Relation::Foreign);
            (c.principal, c.view, c.format) == (cell.principal, cell.view, cell.format) && is_foreign
        };
        self.matrix.cells.iter().find(is_it)?.target.clone()
    }

    pub fn person(&self, id: &str) -> &Person {
        self.matrix.population.person(id).unwrap()
    }

    /// The person's first order, in that instance if one is given.
    pub fn order(&self, person: &str, instance: Option<&str>) -> &Order {
        let fits = |o: &&Order| o.person == person && instance.is_none_or(|i| o.instance.as_deref() == Some(i));
        self.matrix.population.orders.iter().find(fits).unwrap()
    }

    /// What a cell's answer shows once these changes are made.
    pub fn seen(&self, cell: &Cell, changes: &[Do]) -> Seen {
        let mut decoded = Decoded {
            texts: self.sound_texts(cell),
            ..Decoded::default()
        };
        let mut seen = self.sound(cell);
        let (mut aside, mut door) = (Decoded::default(), Decoded::default());
        for change in changes {
            match change {
                Do::Aside(what) => aside.texts.push(self.shown(what)),
                Do::Door(what) => door.texts.push(self.shown(what)),
                change => self.change(cell, *change, &mut seen, &mut decoded.texts),
            }
        }
        for decoded in [decoded, aside, door] {
            let sightings = self.index.search(&decoded);
            seen.answers.push(Searched {
                received: received(cell),
                decoded,
                sightings,
            });
        }
        for change in changes {
            if let Do::Asked(path, status) = change {
                let received = &mut seen.answers[0].received;
                (received.path, received.status) = ((*path).to_owned(), *status);
            }
        }
        let view = &self.matrix.profile.view[cell.view];
        seen.rows = rows(&self.matrix, &self.index, view, &seen.answers[..seen.aside]);
        seen
    }

    fn sound(&self, cell: &Cell) -> Seen {
        let expectation = self.matrix.expectation(cell);
        let format = &self.matrix.profile.view[cell.view].format[cell.format];
        let read = |n: &Number| {
            let of = self.matrix.counted(n, &expectation.orders);
            self.matrix.number(n.is, &of).map(|number| written(n.is, number))
        };
        let is_shown = is_let_in(cell);
        let numbers = format.numbers.iter().filter(|_| is_shown);
        let numbers = numbers.map(|n| (n.id.clone(), Vec::from_iter(read(n))));
        let answer = if is_let_in(cell) {
            Answer::Opened
        } else {
            Answer::Refused
        };
        Seen {
            answer,
            answers: Vec::new(),
            aside: 1,
            door: 2,
            stood_for: BTreeSet::new(),
            turned_away: false,
            base_url: "https://portal.example".to_owned(),
            doubts: Vec::new(),
            numbers: numbers.collect(),
            marks: Some(marked("brödtext", "finns inte"))
                .filter(|_| cell.target.is_some() || cell.nobodys.is_some())
                .into_iter()
                .collect(),
            rows: None,
            lists: format
                .lists
                .iter()
                .filter(|_| is_shown)
                .map(|l| (l.id.clone(), self.choices(cell, l.of)))
                .collect(),
            echo: BTreeSet::new(),
            proven: true,
            effect: cell.changes.then(|| became(cell)),
            spilled: None,
            unrestored: None,
            requests: 1,
            took: None,
        }
    }

    /// What a sound portal lets the account choose among, and what is nothing planted.
    fn choices(&self, cell: &Cell, of: ListOf) -> BTreeSet<String> {
        let population = &self.matrix.population;
        let scope = &self.matrix.principals[cell.principal].scope;
        let has = |instance: &String| match scope {
            Scope::All => true,
            Scope::Instances(ids) => ids.contains(instance),
            Scope::None | Scope::SignedOut | Scope::Own(_) => false,
        };
        let mut out = BTreeSet::from(["Alla".to_owned()]);
        match of {
            ListOf::Instances => out.extend(
                population
                    .instances
                    .iter()
                    .filter(|i| has(&i.id))
                    .map(|i| i.name.clone()),
            ),
            ListOf::Persons => {
                let homes = |p: &Person| self.matrix.people.homes_of(&p.id).is_some_and(|h| h.iter().any(has));
                let listed = population
                    .persons
                    .iter()
                    .filter(|p| !p.protected && (homes(p) || *scope == Scope::All));
                out.extend(listed.map(|p| p.email.clone()));
            }
        }
        out
    }

    fn sound_texts(&self, cell: &Cell) -> Vec<Text> {
        let view = &self.matrix.profile.view[cell.view];
        if !is_let_in(cell) {
            return vec![text("p", None, "Du har inte behörighet")];
        }
        let mut out = vec![text("h1", None, &view.title)];
        let orders = self.matrix.expectation(cell).orders;
        let orders = self.matrix.latest(view, orders).due(|_| false);
        for (row, order) in orders.iter().map(|&i| &self.matrix.population.orders[i]).enumerate() {
            let person = self.person(&order.person);
            let place = |column: &str| format!("rad {row} {column}");
            let (code, mail, name) = (
                text(&place("order"), Some("Order"), &order.id),
                text(&place("epost"), Some("E-post"), &person.email),
                text(&place("namn"), Some("Namn"), &person.full_name()),
            );
            match (view.unit, view.key.is_some()) {
                (Unit::Orders, _) => {
                    let amount = written(NumberIs::Sum, order.amount_ore);
                    out.extend([code, text(&place("belopp"), Some("Belopp"), &amount)]);
                }
                (Unit::Suggestions, _) => out.push(code),
                (Unit::Persons, false) => out.push(mail),
                (Unit::Persons, true) => out.push(name),
                (Unit::Aggregate | Unit::None, _) => {}
            }
        }
        out
    }

    fn change(&self, cell: &Cell, change: Do, seen: &mut Seen, texts: &mut Vec<Text>) {
        match change {
            Do::Show(what) => texts.push(self.shown(what)),
            Do::Weakly(what) => texts.push(self.shortened(what)),
            Do::Say(what) => texts.push(text("p", None, what)),
            Do::Put(place, what) => texts.push(Text {
                row: what.contains('\t'),
                ..text(place, None, what)
            }),
            Do::Status(status) => {
                seen.answer = Answer::Failed;
                seen.marks.insert("status".to_owned(), status.to_string());
                let view = Said::View("prov".to_owned());
                seen.doubts.push(Doubt {
                    kind: DoubtKind::Status,
                    detail: [view, Said::Step(1, None), Said::Status(status)].into(),
                });
            }
            Do::Spills => seen.spilled = self.foreign_target(cell),
            Do::Hide => texts.truncate(1),
            Do::Without(person) => {
                let mut of = vec![self.person(person).email.clone(), self.person(person).full_name()];
                of.extend(self.matrix.population.orders_of(person).map(|o| o.id.clone()));
                texts.retain(|t| !of.contains(&t.text));
            }
            Do::Answer(answer) => seen.answer = answer,
            Do::Doubt(kind) => seen.doubts.push(Doubt {
                kind,
                detail: Said::Text("prov".to_owned()).into(),
            }),
            Do::Number(id, reads) => {
                seen.numbers
                    .insert(id.to_owned(), reads.map(str::to_owned).into_iter().collect());
            }
            Do::Also(id, reads) => seen.numbers.entry(id.to_owned()).or_default().push(reads.to_owned()),
            Do::Aside(_) | Do::Door(_) | Do::Asked(..) => {}
            Do::Counts(id, instances, among) => {
                let reads = self.counts(cell, id, instances, among);
                seen.numbers.insert(id.to_owned(), vec![reads]);
            }
            Do::Unproven => seen.proven = false,
            Do::Unmarked => seen.marks.clear(),
            Do::Mark(mark, what) => seen.marks.extend([marked(mark, what)]),
            Do::Echo(place) => drop(seen.echo.insert(place.to_owned())),
            Do::Repeats(what, place) => {
                let order = cell.target.as_ref().and_then(|t| t.order).unwrap();
                let order = &self.matrix.population.orders[order];
                let value = match what {
                    "order" => order.id.clone(),
                    _ => order.receipt.clone().unwrap(),
                };
                texts.push(text(place, None, &value));
            }
            Do::ByPay(up) => texts.sort_by_cached_key(|text| {
                let order = self.matrix.population.orders.iter().find(|o| o.id == text.text);
                let pay = order.map_or(0, |o| self.person(&o.person).pay_ore.unwrap());
                if up { pay } else { -pay }
            }),
            Do::NoRequest => seen.requests = 0,
            Do::Plainly => {
                let plain = self.plain(cell);
                (seen.numbers, seen.lists) = (self.sound(plain).numbers, self.sound(plain).lists);
                *texts = self.sound_texts(plain);
            }
            Do::InKronor => {
                let amounts = texts.iter_mut().filter(|t| t.column.as_deref() == Some("Belopp"));
                amounts.for_each(|amount| amount.text = in_kronor(&amount.text));
                let money = seen.numbers.values_mut().flatten().filter(|n| n.contains(','));
                money.for_each(|number| *number = in_kronor(number));
            }
            Do::TurnedAway => (seen.turned_away, seen.answer) = (true, Answer::Opened),
            Do::StoodFor => seen.stood_for = BTreeSet::from([0]),
            Do::Becomes(effect) => seen.effect = effect,
            Do::Stays => seen.unrestored = Some(Said::NotAsItWas.into()),
            Do::Row(column, what) => {
                let place = |text: &Text| text.column.as_deref() == Some(column);
                let like = texts.iter().find(|t| place(t)).map_or("", |t| &t.place);
                texts.push(text(&like.replace("rad 0", "rad 999"), Some(column), what));
            }
            Do::Offers(list, what) => seen.lists.entry(list.to_owned()).or_default().extend([what.to_owned()]),
            Do::LacksChoice(list, what) => seen.lists.entry(list.to_owned()).or_default().retain(|o| o != what),
        }
    }

    fn counts(&self, cell: &Cell, id: &str, instances: &[&str], among: &str) -> String {
        let numbers = &self.matrix.profile.view[cell.view].format[cell.format].numbers;
        let is = numbers.iter().find(|n| n.id == id).unwrap().is;
        let orders = &self.matrix.population.orders;
        let city = self.matrix.expectation(cell).city;
        let fits = |i: &usize| {
            let here = instances.contains(&orders[*i].instance.as_deref().unwrap_or("ingen"));
            here && (among == "*" || city.contains(i))
        };
        let rows: Vec<usize> = (0..orders.len()).filter(fits).collect();
        written(is, self.matrix.number(is, &rows).unwrap())
    }

    fn shown(&self, what: &str) -> Text {
        let (what, column) = what.split_once(" under ").map_or((what, None), |(w, c)| (w, Some(c)));
        let (category, person) = what.split_once(' ').unwrap();
        let (category, instance) = category.split_once('@').map_or((category, None), |(c, i)| (c, Some(i)));
        let of = self.person(person);
        let value = match Category::from(category.to_owned()) {
            Category::Order => self.order(person, instance).id.clone(),
            Category::Receipt => self.order(person, instance).receipt.clone().unwrap(),
            Category::Amount => written(NumberIs::Sum, self.order(person, instance).amount_ore),
            Category::Name => of.full_name(),
            Category::Email => of.email.clone(),
            Category::Phone => of.phone.clone().unwrap(),
            Category::Personnummer => of.personnummer.clone().unwrap(),
            Category::Pay => written(NumberIs::Sum, of.pay_ore.unwrap()),
            Category::Pension => written(NumberIs::Sum, of.pension_ore.unwrap()),
            other => panic!("{other} is not shown here"),
        };
        text("div", column, &value)
    }

    /// Given name and two letters, as a narrow column cuts it.
    fn shortened(&self, person: &str) -> Text {
        let of = self.person(person);
        let start: String = of.family_name.chars().take(3).collect();
        text("td", Some("Namn"), &format!("{} {start}…", of.given_name))
    }

    /// The record of a run in which each cell is asked once, changed as listed.
    pub fn record(&self, changes: &[(&str, Do)]) -> Vec<Event> {
        for (id, _) in changes {
            self.cell(id);
        }
        let mut sets: Vec<Vec<String>> = Vec::new();
        let mut declared = Vec::new();
        for cell in &self.matrix.cells {
            let needs = self.matrix.expectation(cell).needs;
            let at = sets.iter().position(|s| *s == needs).unwrap_or(sets.len());
            if at == sets.len() {
                sets.push(needs);
            }
            declared.push(Event::Declared(self.declared(cell, at)));
        }
        let mut events = vec![Event::RunStarted(Box::new(self.started(sets)))];
        events.extend(declared);
        for account in &self.matrix.principals {
            events.push(proof(&account.id, Moment::Login, true));
            let of = |c: &&Cell| self.matrix.principals[c.principal].id == account.id;
            for cell in self.matrix.cells.iter().filter(of) {
                let own: Vec<Do> = changes
                    .iter()
                    .filter(|(id, _)| *id == cell.id)
                    .map(|(_, c)| *c)
                    .collect();
                let observation = observe(&self.matrix, &self.index, cell, self.seen(cell, &own));
                events.push(Event::Observed(observation));
                events.push(scenario(&cell.id));
            }
            events.push(proof(&account.id, Moment::Last, true));
        }
        finish(&mut events);
        events
    }

    fn declared(&self, cell: &Cell, needs: usize) -> Declared {
        let view = &self.matrix.profile.view[cell.view];
        Declared {
            id: cell.id.clone(),
            principal: self.matrix.principals[cell.principal].id.clone(),
            view: view.id.get_ref().clone(),
            target: cell.target.as_ref().map(|t| t.id.clone()),
            relation: cell.target.as_ref().map(|t| t.relation),
            selection: self.matrix.selections[cell.view][cell.selection].id.clone(),
            format: view.format[cell.format].id.get_ref().clone(),
            plain: cell.plain.map(|(selection, offered)| {
                let selection = &self.matrix.selections[cell.view][selection];
                (selection.id.clone(), view.format[offered].id.get_ref().clone())
            }),
            access: cell.access,
            changes: cell.changes,
            nobodys: cell
                .nobodys
                .map(|nobodys| self.matrix.selections[cell.view][nobodys].id.clone()),
            needs,
            arms: vec![Arm::Complete],
        }
    }

    fn started(&self, sets: Vec<Vec<String>>) -> Started {
        let homes = |scope: &Scope| match scope {
            Scope::Own(person) => self.matrix.people.homes_of(person).unwrap().iter().cloned().collect(),
            _ => Vec::new(),
        };
        let principals = self.matrix.principals.iter().map(|p| PrincipalFacts {
            id: p.id.clone(),
            role: p.role.clone(),
            scope: p.scope.label(),
            homes: homes(&p.scope),
        });
        let views = self.matrix.profile.view.iter().map(|v| ViewFacts {
            id: v.id.get_ref().clone(),
            title: v.title.clone(),
            unit: v.unit,
            auth: v.auth.get_ref().clone(),
            shows: v
                .shows
                .iter()
                .map(|name| shows(name, None))
                .chain(v.amount_columns.iter().map(|column| shows("amount", Some(column))))
                .collect(),
        });
        Started {
            schema: skott_model::record::RECORD_SCHEMA.to_owned(),
            skott: String::new(),
            at: "2026-03-15T02:00:00+01:00".to_owned(),
            portal: "prov".to_owned(),
            title: "Prov".to_owned(),
            base_url: String::new(),
            population: String::new(),
            suite: String::new(),
            narrowed: Vec::new(),
            faults: Vec::new(),
            instances: Vec::new(),
            principals: principals.collect(),
            views: views.collect(),
            sets,
            without: Vec::new(),
            waivers: Vec::new(),
            indistinct: Vec::new(),
            unasked: Vec::new(),
            ignored: Vec::new(),
            absent: Vec::new(),
            untested: Vec::new(),
        }
    }
}

pub fn proof(principal: &str, moment: Moment, ok: bool) -> Event {
    Event::Proof(Proof {
        principal: principal.to_owned(),
        auth: "in".to_owned(),
        moment,
        ok,
        detail: Detail::default(),
    })
}

pub fn scenario(cell: &str) -> Event {
    Event::Scenario(Scenario {
        id: format!("prov/{cell}"),
        feature: "prov.feature".to_owned(),
        name: cell.to_owned(),
        written: String::new(),
        cell: cell.to_owned(),
        arms: vec![Arm::Complete],
        broken: None,
    })
}

/// Ends the record, or ends it anew after a change that is no loss.
pub fn finish(events: &mut Vec<Event>) {
    events.retain(|e| !matches!(e, Event::RunFinished(_)));
    events.push(Event::RunFinished(Finished {
        at: String::new(),
        ms: 0,
        requests: 0,
        bytes: 0,
        unplanted: 0,
        unplanted_on: Vec::new(),
        streamed_on: Vec::new(),
        untried_parameters: Vec::new(),
        led_to: Vec::new(),
        links: None,
        lines: Some(events.len() as u64),
    }));
}

fn marked(mark: &str, what: &str) -> (String, String) {
    (mark.to_owned(), what.to_owned())
}

fn received(cell: &Cell) -> Received {
    Received {
        status: 200,
        path: format!("/{}?cell={}", cell.view, cell.selection),
        headers: Vec::new(),
        body: cell.id.clone().into_bytes(),
        cut: None,
    }
}

fn text(place: &str, column: Option<&str>, text: &str) -> Text {
    Text {
        place: place.to_owned(),
        column: column.map(str::to_owned),
        text: text.to_owned(),
        row: false,
    }
}

pub fn written(is: NumberIs, value: i64) -> String {
    match is {
        NumberIs::Count | NumberIs::Persons => value.to_string(),
        _ => format!("{},{:02}", value / 100, value % 100),
    }
}

fn in_kronor(amount: &str) -> String {
    let (kronor, ore) = amount.split_once(',').unwrap();
    let kronor: i64 = kronor.parse().unwrap();
    let up = i64::from(ore >= "50");
    (kronor + up).to_string()
}

/// True where a sound portal opens. What nobody is offered it may answer emptily, but not where it refuses what it offers.
fn is_let_in(cell: &Cell) -> bool {
    let is_refused_plainly = cell.plain.is_some() && cell.bound == Access::Refused;
    cell.access.opens() && !is_refused_plainly
}

/// What a sound portal lets a write come to.
fn became(cell: &Cell) -> Effect {
    match cell.target.as_ref().map(|t| t.relation) {
        Some(Relation::Random) => Effect::Absent,
        _ if cell.access.may_change() => Effect::Changed,
        _ => Effect::Unchanged,
    }
}

/// What a view is declared to show.
pub fn shows(category: &str, column: Option<&str>) -> Shows {
    Shows {
        category: Category::from(category.to_owned()),
        column: column.map(str::to_owned),
    }
}
