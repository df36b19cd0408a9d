//! From profile and population to every cell.

use std::collections::HashSet;

use skott_population::{Order, Population};

use super::categories;
use super::counted::numbers_of_each;
use super::expect::is_foreign;
use super::group::groups;
use super::helper::{histories_can_happen, strangers};
use super::people::{Ground, People};
use super::principal::accounts;
use super::select::selections;
use super::target::{targets, unasked};
use super::unknown::Known;
use super::{Account, Cell, Matrix, Reach, Scope, Search, Selection, Target, Unasked, Without};
use crate::profile::{
    Access, AccessRule, Fault, ForeignFilter, Path, Profile, Relation, Step, View, ViewFormat, unknown_names,
};

/// Every cell that the profile declares over this population.
///
/// # Errors
/// All that in the profile does not fit the population: unknown persons and instances, options that mean no planted order,
/// accounts for which a view says nothing.
pub fn expand(mut profile: Profile, population: Population) -> Result<Matrix, Vec<Fault>> {
    let lost = numbers_of_each(&mut profile, &population);
    let (principals, mut faults) = accounts(&profile, &population);
    faults.extend(lost);
    if faults.is_empty() {
        faults.extend(strangers(&profile, &principals));
        faults.extend(histories_can_happen(&profile, &principals));
    }
    faults.extend(categories::unknown(&profile, &population));
    let codes = population.orders.iter().flat_map(Order::codes);
    let planted: HashSet<&str> = codes.map(|(name, _)| name).collect();
    faults.extend(unknown_names(&profile, &|name| planted.contains(name)));
    let people = People::of(&population);
    let taken: HashSet<String> = principals
        .iter()
        .filter_map(|p| match &p.scope {
            Scope::Own(person) => Some(person.clone()),
            _ => None,
        })
        .collect();
    let ground = Ground {
        profile: &profile,
        population: &population,
        people: &people,
        taken: &taken,
    };
    let known = Known::of(&population);
    let mut chosen = Vec::new();
    for view in &profile.view {
        match selections(ground, view) {
            Ok(selections) => chosen.push(selections),
            Err(lost) => faults.extend(lost),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let (mut cells, mut without, mut unasked_of) = (Vec::new(), Vec::new(), Vec::new());
    for (index, view) in profile.view.iter().enumerate() {
        let can_ask = |account: &&Account| account.can_ask(view.auth.get_ref());
        let (mut forgotten, mut impersonal): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let askers: Vec<&Account> = principals.iter().filter(can_ask).collect();
        let instances = view.target.map(|kind| unasked(view, kind, &askers, ground));
        unasked_of.extend(instances.into_iter().flatten().map(|instance| Unasked {
            view: view.id.get_ref().clone(),
            instance: instance.to_owned(),
        }));
        for (who, account) in principals.iter().enumerate() {
            if !can_ask(&account) {
                without.push(Without {
                    principal: account.id.clone(),
                    view: view.id.get_ref().clone(),
                    auth: view.auth.get_ref().clone(),
                });
                continue;
            }
            let asked = match view.target {
                None => vec![None],
                Some(kind) => targets(view, kind, account, &askers, ground, &known)
                    .into_iter()
                    .map(Some)
                    .collect(),
            };
            let maker = Maker {
                profile: &profile,
                population: &population,
                people: &people,
                view,
                account,
                selections: &chosen[index],
            };
            for target in asked {
                if maker.has_no_own(target.as_ref()) {
                    impersonal.push(&account.id);
                }
                match maker.cells(index, who, target) {
                    Some(made) => cells.extend(made),
                    None => forgotten.push(&account.id),
                }
            }
        }
        forgotten.dedup();
        if !forgotten.is_empty() {
            let view_id = view.id.get_ref();
            let what = format!("view \"{view_id}\" does not say what {} may do", forgotten.join(", "));
            faults.push(Fault::new(&view.id, what, "add a line to its access"));
        }
        impersonal.dedup();
        if !impersonal.is_empty() {
            let (view_id, names) = (view.id.get_ref(), impersonal.join(", "));
            let what = format!("view \"{view_id}\": {names} can see nothing of their own, for they are no persons");
            let todo = "give is = \"own\" to accounts with scope = \"own\" alone, by role or principal; the others get a line of their own, \
                        as is = \"nothing\", \"refused\" or \"scope\"";
            faults.push(Fault::new(&view.id, what, todo));
        }
    }
    if faults.is_empty() && cells.is_empty() {
        let todo = "give principals credentials for the views";
        faults.push(Fault::new(Path::default(), "the profile declares no cell", todo));
    }
    faults.extend(twin(&cells));
    if faults.is_empty() {
        faults.extend(idle_waivers(&profile, &cells));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let matrix = Matrix {
        groups: groups(&population),
        profile,
        population,
        people,
        taken,
        principals,
        selections: chosen,
        cells,
        without,
        unasked: unasked_of,
    };
    let numbers = [matrix.count_nothing(), matrix.cannot_tell_apart()].concat();
    match numbers.is_empty() {
        true => Ok(matrix),
        false => Err(numbers),
    }
}

/// Two cells of one id would share a verdict.
fn twin(cells: &[Cell]) -> Option<Fault> {
    let mut seen = HashSet::new();
    let twin = cells.iter().find(|cell| !seen.insert(cell.id.as_str()))?;
    let what = format!("cell \"{}\" is declared twice", twin.id);
    let todo = "give two options of one setting, or two principals, different names";
    Some(Fault::new(Path::of(["view"]).nth(twin.view), what, todo))
}

/// Waivers that are about no cell: misspelt, or what they are about is gone.
fn idle_waivers(profile: &Profile, cells: &[Cell]) -> Vec<Fault> {
    let waivers = profile.waiver.iter().enumerate();
    let idle = waivers.filter(|(_, waiver)| !cells.iter().any(|cell| waiver.is_about(&cell.id)));
    idle.map(|(index, waiver)| {
        let what = format!("waiver for \"{}\" is about no cell", waiver.cells);
        let todo = "correct its cells (skott plan --cells lists them all), or take it away";
        Fault::new(Path::of(["waiver"]).nth(index).then("cells"), what, todo)
    })
    .collect()
}

/// True for an order that the requests cannot name: of no instance, where its instance stands in the path.
fn lacks_value(target: &Target, format: &ViewFormat) -> bool {
    const PLACES: [&str; 2] = ["{target.instance", "{target.home"];
    let is_nowhere = target.order.is_some() && target.instance.is_none();
    let names_place = |step: &Step| PLACES.iter().any(|place| step.path().contains(place));
    is_nowhere && format.steps.iter().any(names_place)
}

struct Maker<'a> {
    profile: &'a Profile,
    population: &'a Population,
    people: &'a People,
    view: &'a View,
    account: &'a Account,
    selections: &'a [Selection],
}

impl Maker<'_> {
    /// The cells of one account, view and target: every selection where it opens, the default alone where it is refused; and
    /// every manipulation for who may not see all. None where the view does not say what the account may do.
    fn cells(&self, view: usize, principal: usize, target: Option<Target>) -> Option<Vec<Cell>> {
        let access = self.access(target.as_ref().map(|t| t.relation))?;
        let closed = self.is_closed(target.as_ref());
        let mut out = Vec::new();
        for (selection, chosen) in self.selections.iter().enumerate() {
            let is_asked = match chosen.search {
                Some(Search::Nobodys(_)) => matches!(access, Access::Scope | Access::Own),
                Some(Search::Another) => false,
                _ => access != Access::Refused || selection == 0 || chosen.manipulates,
            };
            if !is_asked {
                continue;
            }
            for (format, written) in self.view.format.iter().enumerate() {
                if target.as_ref().is_some_and(|target| lacks_value(target, written)) {
                    continue;
                }
                let plain = self.plain(selection, format);
                let changes = written.effect.is_some();
                let is_elsewhere = target.as_ref().is_some_and(|t| t.relation != Relation::Own);
                // What may be changed is changed by whichever request: that it was says nothing.
                let may_anyway = changes && !is_elsewhere && access.may_change();
                let tells_nothing = access == Access::All || may_anyway;
                if plain.is_some() && (tells_nothing || self.is_twice_manipulated(selection, format)) {
                    continue;
                }
                let target_id = target.as_ref().map_or("-", |t| t.id.as_str());
                let id = [
                    &self.account.id,
                    self.view.id.get_ref(),
                    target_id,
                    &chosen.id,
                    written.id.get_ref(),
                ]
                .join("/");
                let bound = access;
                let access = match plain {
                    Some(_) => Access::Within,
                    None if self.refuses(chosen) => Access::Refused,
                    // Nobody changes what is not its own, nor where it may see nothing.
                    None if changes && (is_elsewhere || !access.may_change()) => Access::Refused,
                    None => access,
                };
                out.push(Cell {
                    id,
                    principal,
                    view,
                    target: target.clone(),
                    selection,
                    format,
                    access,
                    bound,
                    closed,
                    plain,
                    changes,
                    // What is written is judged by its effect.
                    nobodys: self.nobodys(selection, bound).filter(|_| !changes),
                });
            }
        }
        Some(out)
    }

    /// True where it is let see nothing, also of what is its own.
    fn is_closed(&self, target: Option<&Target>) -> bool {
        let access = self.access(target.map(|_| Relation::Own));
        matches!(access, None | Some(Access::Refused | Access::Nothing))
    }

    /// Of a manipulation: the selection and format that the portal offers.
    fn plain(&self, selection: usize, format: usize) -> Option<(usize, usize)> {
        let formats = &self.view.format;
        let of = formats[format].manipulates.as_ref();
        let offered = of.and_then(|of| formats.iter().position(|f| f.id.get_ref() == of.get_ref()));
        let is_manipulated = self.selections[selection].manipulates || offered.is_some();
        is_manipulated.then(|| (0, offered.unwrap_or(format)))
    }

    /// One thing at a time: a manipulated format is asked plainly.
    fn is_twice_manipulated(&self, selection: usize, format: usize) -> bool {
        self.view.format[format].manipulates.is_some() && selection > 0
    }

    /// The selection that a search is held against: one for what is foreign alone, and that for what nobody has itself.
    fn nobodys(&self, selection: usize, bound: Access) -> Option<usize> {
        match &self.selections[selection].search {
            Some(Search::Nobodys(_)) => Some(selection),
            Some(Search::Somebodys {
                nobodys,
                orders,
                persons,
            }) if matches!(bound, Access::Scope | Access::Own) => {
                let reach = Reach::of(&self.account.scope);
                let (all, homes) = (&self.population, |person: usize| self.people.homes(person));
                let is_own = orders.iter().any(|&order| reach.has_order(&all.orders[order]))
                    || persons.iter().any(|&p| reach.has_person(&all.persons[p].id, homes(p)));
                (!is_own).then_some(*nobodys)
            }
            _ => None,
        }
    }

    fn refuses(&self, selection: &Selection) -> bool {
        selection.choices.iter().any(|choice| {
            self.profile.setting[&choice.setting].foreign == ForeignFilter::Refused
                && is_foreign(self.people, &self.account.scope, choice)
        })
    }

    /// True where the account is to see its own, and is nobody who has any.
    fn has_no_own(&self, target: Option<&Target>) -> bool {
        let is_person = matches!(self.account.scope, Scope::Own(_));
        !is_person && self.access(target.map(|t| t.relation)) == Some(Access::Own)
    }

    fn access(&self, relation: Option<Relation>) -> Option<Access> {
        access(self.view, self.account, relation)
    }
}

/// What an account may do with what is its own, or another's; none where the view says nothing of it.
pub(super) fn access(view: &View, account: &Account, relation: Option<Relation>) -> Option<Access> {
    let named =
        |list: &[toml::Spanned<String>], name: &str| list.is_empty() || list.iter().any(|n| n.get_ref() == name);
    let is_signed_out = account.scope == Scope::SignedOut;
    let rule = view.access.iter().find(|rule| {
        let is_of_all = rule.role.is_empty() && rule.principal.is_empty();
        named(&rule.role, &account.role)
            && named(&rule.principal, &account.declared)
            && !(is_signed_out && is_of_all)
            && (rule.target.is_empty() || relation.is_some_and(|r| rule.target.contains(&r)))
    });
    // Who may see the whole city sees all of its scope: one word for one thing, so that the cell alone tells.
    let is = |rule: &AccessRule| match (rule.is, &account.scope) {
        (Access::Scope, Scope::All) => Access::All,
        (is, _) => is,
    };
    // What is said of all is said of all who log in.
    rule.map(is).or(is_signed_out.then_some(Access::Refused))
}
