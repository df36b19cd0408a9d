//! Who may log in: a handful of administrators, and every planted person as employee.

use std::collections::HashMap;

use skott_population::Population;

/// Index of an account among all.
pub type AccountNo = usize;

/// What kind of work an account does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Administers the whole city.
    CityAdministrator,
    /// Administrator with ekonomi permission.
    Finance,
    /// Administrator with HR permission.
    Hr,
    /// An employee.
    Employee,
}

impl Role {
    /// As `/api/mig` says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::CityAdministrator => "stadsadministrator",
            Self::Finance => "administrator/ekonomi",
            Self::Hr => "administrator/hr",
            Self::Employee => "anstalld",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::CityAdministrator => "Stadsadministratör",
            Self::Finance => "Ekonomiadministratör",
            Self::Hr => "HR-administratör",
            Self::Employee => "Anställd",
        }
    }
}

/// Whose orders an account has been given, by index into the population.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// The whole city, and persons without instance.
    All,
    /// Certain instances; maybe none.
    Instances(Vec<usize>),
    /// Only the own person.
    Own(usize),
}

/// Somebody who may log in.
#[derive(Clone, Debug)]
pub struct Account {
    /// The user name.
    pub username: String,
    /// The name shown in the header.
    pub name: String,
    /// What kind of work.
    pub role: Role,
    /// Whose orders.
    pub grant: Grant,
    /// Is also told to whom questions about benefits are sent, which takes no orders to see.
    pub is_contact: bool,
    /// Is an employee whose employment has been ended.
    pub has_left: bool,
}

/// Everybody who may log in.
#[derive(Debug)]
pub struct Accounts {
    all: Vec<Account>,
    by_username: HashMap<String, AccountNo>,
}

/// The administrators; instances by number in the population, the first is 0.
const ADMINISTRATORS: [(&str, Role, &[usize]); 10] = [
    ("ekonomi-en", Role::Finance, &[0]),
    ("hr-en", Role::Hr, &[1]),
    ("ekonomi-flera", Role::Finance, &[1, 2]),
    ("hr-flera", Role::Hr, &[0, 2]),
    ("ekonomi-ingen", Role::Finance, &[]),
    ("hr-ingen", Role::Hr, &[]),
    (CONTACT, Role::Finance, &[0]),
    ("ekonomi-konto", Role::Finance, &[0]),
    ("ekonomi-aterkallad", Role::Finance, &[0]),
    ("ekonomi-tidigare", Role::Finance, &[0]),
];

/// The administrator of the whole city.
const CITY_ADMINISTRATOR: &str = "stadsadmin";

/// The administrator with one role more.
const CONTACT: &str = "ekonomi-kontaktperson";

/// The user names of all who are no employees.
pub fn administrator_names() -> impl Iterator<Item = &'static str> {
    let some = ADMINISTRATORS.iter().map(|(username, ..)| *username);
    std::iter::once(CITY_ADMINISTRATOR).chain(some)
}

impl Accounts {
    /// The accounts of a population.
    pub fn of(population: &Population) -> Self {
        let all: Vec<_> = administrators(population).chain(employees(population)).collect();
        let by_username = all
            .iter()
            .enumerate()
            .map(|(no, a)| (a.username.to_lowercase(), no))
            .collect();
        Self { all, by_username }
    }

    /// The account by its user name, in whatever case it is typed.
    pub fn find(&self, username: &str) -> Option<AccountNo> {
        self.by_username.get(&username.to_lowercase()).copied()
    }

    /// Everybody who is no employee.
    pub fn administrators(&self) -> impl Iterator<Item = &Account> {
        self.all.iter().filter(|account| account.role != Role::Employee)
    }

    /// The account by its number.
    pub fn get(&self, no: AccountNo) -> Option<&Account> {
        self.all.get(no)
    }
}

fn administrators(population: &Population) -> impl Iterator<Item = Account> {
    let count = population.instances.len();
    let some = ADMINISTRATORS.into_iter().map(move |(username, role, instances)| {
        let instances = instances.iter().copied().filter(|i| *i < count).collect();
        administrator(username, role, Grant::Instances(instances))
    });
    std::iter::once(administrator(CITY_ADMINISTRATOR, Role::CityAdministrator, Grant::All)).chain(some)
}

fn administrator(username: &str, role: Role, grant: Grant) -> Account {
    Account {
        username: username.to_owned(),
        name: role.title().to_owned(),
        role,
        grant,
        is_contact: username == CONTACT,
        has_left: false,
    }
}

fn employees(population: &Population) -> impl Iterator<Item = Account> {
    population.persons.iter().enumerate().map(|(no, person)| Account {
        username: person.email.clone(),
        name: format!("{} {}", person.given_name, person.family_name),
        role: Role::Employee,
        grant: Grant::Own(no),
        is_contact: false,
        has_left: false,
    })
}
