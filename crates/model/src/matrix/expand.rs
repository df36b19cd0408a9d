//! From profile and population to every cell.

use std::collections::HashSet;

use skott_population::Population;

use super::categories;
use super::expect::is_foreign;
use super::helper::{helpers_exist, histories_can_happen};
use super::people::{Ground, People};
use super::principal::accounts;
use super::select::selections;
use super::target::{targets, unasked};
use super::{Account, Cell, Matrix, PlanError, Scope, Selection, Target, Unasked, Without};
use crate::profile::{Access, AccessRule, ForeignFilter, Profile, Relation, View, Waiver};

/// Every cell that the profile declares over this population.
///
/// # Errors
/// What in the profile does not fit the population: an unknown person or instance, an option that means no planted order,
/// an account for which a view says nothing.
pub fn expand(profile: Profile, population: Population) -> Result<Matrix, PlanError> {
    categories::exist(&profile, &population)?;
    let principals = accounts(&profile, &population)?;
    helpers_exist(&profile, &principals)?;
    histories_can_happen(&profile, &principals)?;
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
    let mut chosen = Vec::new();
    for view in &profile.view {
        chosen.push(selections(ground, view)?);
    }
    let (mut cells, mut without, mut unasked_of) = (Vec::new(), Vec::new(), Vec::new());
    for (index, view) in profile.view.iter().enumerate() {
        let can_ask = |account: &&Account| account.credential.contains_key(view.auth.get_ref());
        let askers: Vec<&Account> = principals.iter().filter(can_ask).collect();
        let instances = view.target.map(|kind| unasked(kind, &askers, ground));
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
                Some(kind) => targets(view, kind, account, &askers, ground)
                    .into_iter()
                    .map(Some)
                    .collect(),
            };
            let maker = Maker {
                profile: &profile,
                view,
                account,
                selections: &chosen[index],
            };
            for target in asked {
                cells.extend(maker.cells(index, who, target)?);
            }
        }
    }
    if cells.is_empty() {
        return Err(PlanError::new(
            "the profile declares no cell",
            "give principals credentials for the views",
        ));
    }
    each_once(&cells)?;
    waivers_fit(&profile, &cells)?;
    let matrix = Matrix {
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
    matrix.tells_numbers_apart()?;
    Ok(matrix)
}

/// Two cells of one id would share a verdict.
fn each_once(cells: &[Cell]) -> Result<(), PlanError> {
    let mut seen = HashSet::new();
    match cells.iter().find(|cell| !seen.insert(cell.id.as_str())) {
        None => Ok(()),
        Some(twin) => Err(PlanError::new(
            format!("cell \"{}\" is declared twice", twin.id),
            "give two options of one setting, or two principals, different names",
        )),
    }
}

/// A waiver that is about no cell was misspelt, or what it is about is gone.
fn waivers_fit(profile: &Profile, cells: &[Cell]) -> Result<(), PlanError> {
    let is_idle = |waiver: &&Waiver| !cells.iter().any(|cell| waiver.is_about(&cell.id));
    match profile.waiver.iter().find(is_idle) {
        None => Ok(()),
        Some(waiver) => Err(PlanError::new(
            format!("waiver for \"{}\" is about no cell", waiver.cells),
            "correct its cells (skott plan --cells lists them all), or take it away",
        )),
    }
}

struct Maker<'a> {
    profile: &'a Profile,
    view: &'a View,
    account: &'a Account,
    selections: &'a [Selection],
}

impl Maker<'_> {
    /// The cells of one account, view and target: every selection where it opens, the default alone where it is refused; and
    /// every manipulation for who may not see all.
    fn cells(&self, view: usize, principal: usize, target: Option<Target>) -> Result<Vec<Cell>, PlanError> {
        let access = self.access(target.as_ref().map(|t| t.relation))?;
        let mut out = Vec::new();
        for (selection, chosen) in self.selections.iter().enumerate() {
            if access == Access::Refused && selection > 0 && !chosen.manipulates {
                continue;
            }
            for (format, written) in self.view.format.iter().enumerate() {
                let plain = self.plain(selection, format);
                let is_own = target.as_ref().is_some_and(|t| t.relation == Relation::Own);
                if plain.is_some() && (access == Access::All || is_own || self.is_twice_manipulated(selection, format))
                {
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
                let changes = written.effect.is_some();
                let is_elsewhere = target.as_ref().is_some_and(|t| t.relation != Relation::Own);
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
                    plain,
                    changes,
                });
            }
        }
        Ok(out)
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

    fn refuses(&self, selection: &Selection) -> bool {
        selection.choices.iter().any(|choice| {
            self.profile.setting[&choice.setting].foreign == ForeignFilter::Refused
                && is_foreign(&self.account.scope, choice)
        })
    }

    fn access(&self, relation: Option<Relation>) -> Result<Access, PlanError> {
        let named =
            |list: &[toml::Spanned<String>], name: &str| list.is_empty() || list.iter().any(|n| n.get_ref() == name);
        let rule = self.view.access.iter().find(|rule| {
            named(&rule.role, &self.account.role)
                && named(&rule.principal, &self.account.declared)
                && (rule.target.is_empty() || relation.is_some_and(|r| rule.target.contains(&r)))
        });
        // Who may see the whole city sees all of its scope: one word for one thing, so that the cell alone tells.
        let is = |rule: &AccessRule| match (rule.is, &self.account.scope) {
            (Access::Scope, Scope::All) => Access::All,
            (is, _) => is,
        };
        rule.map(is).ok_or_else(|| PlanError {
            at: Some(self.view.id.span().start),
            what: format!(
                "view \"{}\" does not say what {} may do",
                self.view.id.get_ref(),
                self.account.id
            ),
            todo: "add a line to its access".to_owned(),
        })
    }
}
