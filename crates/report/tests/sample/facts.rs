//! What the runs are about.

use skott_model::profile::Unit;
use skott_model::record::{InstanceFacts, PrincipalFacts, RECORD_SCHEMA, Started, ViewFacts};

/// Accounts: id, role, scope.
pub const ACCOUNTS: [(&str, &str, &str); 4] = [
    ("stadsadministrator", "stadsadministratör", "all"),
    ("ekonomi-grundskola", "administratör", "grundskola"),
    ("hr-aldrevard+poseidon", "administratör", "aldrevard+poseidon"),
    ("anstalld-grundskola-01", "anställd", "own"),
];

/// The first line of each record.
pub fn started() -> Started {
    let instance = |id: &str, name: &str| InstanceFacts {
        id: id.to_owned(),
        name: name.to_owned(),
        contact: format!("dataskydd@{id}.example"),
    };
    let account = |(id, role, scope): (&str, &str, &str)| PrincipalFacts {
        id: id.to_owned(),
        role: role.to_owned(),
        scope: scope.to_owned(),
        homes: Vec::new(),
    };
    let view = |id: &str, title: &str| ViewFacts {
        id: id.to_owned(),
        title: title.to_owned(),
        unit: Unit::Orders,
        auth: "form".to_owned(),
        shows: Vec::new(),
    };
    Started {
        schema: RECORD_SCHEMA.to_owned(),
        skott: "0.1.0".to_owned(),
        at: "2026-01-14T02:00:00+01:00".to_owned(),
        portal: "formansportalen".to_owned(),
        title: "Förmånsportalen".to_owned(),
        base_url: "http://127.0.0.1:8123".to_owned(),
        population: "9f2c41d0".to_owned(),
        suite: "77ab03e1".to_owned(),
        narrowed: Vec::new(),
        faults: Vec::new(),
        instances: vec![
            instance("grundskola", "Grundskoleförvaltningen"),
            instance("aldrevard", "Äldre samt vård- och omsorgsförvaltningen"),
            instance("poseidon", "Bostads AB Poseidon"),
        ],
        principals: ACCOUNTS.map(account).to_vec(),
        views: vec![
            view("bestallningssida", "Beställningssidan"),
            view("rapport", "Beställningsrapporten"),
            view("bestallning", "Beställning"),
        ],
        sets: vec![Vec::new()],
        without: Vec::new(),
        waivers: Vec::new(),
        indistinct: Vec::new(),
        unasked: Vec::new(),
        ignored: Vec::new(),
        absent: Vec::new(),
        untested: Vec::new(),
    }
}
