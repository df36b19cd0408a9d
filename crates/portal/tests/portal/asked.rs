//! What the tests ask with: a profile, accounts, selections.

use std::collections::BTreeMap;

use skott_model::DoubtKind;
use skott_model::matrix::{Account, Choice, Login, Scope, Selection, Target};
use skott_model::profile::{Limits, Profile, Relation, Where, parse};
use skott_portal::{Ask, Fetched, Helpers, Portal, Secret, Session};

const PROFILE: &str = r#"
schema = "skott.profile/1"
name = "prov"
title = "Provportalen"
base_url = "http://localhost"
population = { plant = { seed = 1, instances = 2, persons = 2 } }
writes = true
refusal = [{ status = 403 }, { status = 404 }, { has = { css = "h1.nekad" } }]

[auth.portal]
kind = "form"
steps = [
  { get = "/logga-in", take = { csrf = { css = "input[name=csrf]", attr = "value" } } },
  { post = "/logga-in", form = { csrf = "{csrf}", anvandarnamn = "{user}", losenord = "{secret}" } },
]
who = { get = "/api/mig", take = { json = "/namn" } }
signed_out = [{ location = "/logga-in" }, { status = 401 }]

[auth.api]
kind = "header"
name = "Authorization"
value = "Token {secret}"
who = { get = "/api/mig", take = { json = "/behorighet/*" }, is = "instances" }

[auth.utbytt]
kind = "header"
name = "Authorization"
value = "Token {token}"
steps = [{ post = "/api/token", json = { user = "{user}", password = "{secret}" }, take = { token = { json = "/token" } } }]
who = { get = "/api/mig", take = { json = "/behorighet/*" }, is = "instances" }

[auth.grund]
kind = "basic"
who = { get = "/api/mig", take = { json = "/namn" } }

[[principal]]
id = "hr"
role = "administratör"
scope = ["angered", "lundby"]

[[view]]
id = "vy"
title = "Vy"
unit = "none"
auth = "portal"
target = "order"
shows = []
access = [{ is = "all" }]
[[view.format]]
id = "html"
"#;

/// A profile with one view of these format lines (`steps`, `next`, `numbers`).
pub fn profile(format: &str) -> Profile {
    parse(&format!("{PROFILE}{format}")).unwrap()
}

pub fn limits() -> Limits {
    Limits {
        timeout_s: 1,
        body_mb: 1,
        stream_mb: 4,
        pages: 4,
        concurrency: 2,
        rate: None,
    }
}

pub fn account(user: &str, identity: &str, scope: Scope) -> Account {
    let login = Login {
        user: user.to_owned(),
        secret: "env:X".to_owned(),
        identity: identity.to_owned(),
    };
    Account {
        id: user.to_owned(),
        declared: user.to_owned(),
        role: "administratör".to_owned(),
        scope,
        person: None,
        home: "angered".to_owned(),
        foreign: "haga".to_owned(),
        own: String::new(),
        history: Vec::new(),
        grace_s: 0,
        credential: ["portal", "api", "utbytt", "grund"]
            .map(|way| (way.to_owned(), login.clone()))
            .into(),
    }
}

pub fn two() -> Scope {
    Scope::Instances(vec!["lundby".to_owned(), "angered".to_owned()])
}

pub async fn hr(portal: &Portal) -> Session {
    signed_in(portal, "hr").await
}

/// Somebody else, who helps.
pub async fn admin(portal: &Portal) -> Session {
    signed_in(portal, "admin").await
}

async fn signed_in(portal: &Portal, user: &str) -> Session {
    let secret = Secret::new("rätt lösenord");
    portal
        .sign_in(&account(user, user, two()), "portal", &secret)
        .await
        .unwrap()
}

pub fn selection(set: &[(&str, &str)]) -> Selection {
    let choice = Choice {
        setting: "s".to_owned(),
        option: "o".to_owned(),
        set: set.iter().map(|(n, v)| (n.to_string(), (*v).into())).collect(),
        predicate: Where::default(),
        instance: None,
        sorted_by: None,
        begins: None,
    };
    Selection {
        id: "alla".to_owned(),
        choices: vec![choice],
        city: Vec::new(),
        manipulates: false,
        search: None,
    }
}

pub fn target() -> Target {
    Target {
        id: "order:lundby".to_owned(),
        relation: Relation::Foreign,
        values: BTreeMap::from([
            ("id".to_owned(), "B 7/å".to_owned()),
            ("home".to_owned(), "angered".to_owned()),
        ]),
        other: None,
        order: None,
        instance: None,
    }
}

/// Asks the profile's only view.
pub async fn fetch(portal: &Portal, session: &Session, profile: &Profile) -> Fetched {
    ask(portal, session, &Helpers::new(), profile).await
}

/// The same with helpers.
pub async fn ask(portal: &Portal, session: &Session, helpers: &Helpers<'_>, profile: &Profile) -> Fetched {
    let target = target();
    let selection = selection(&[("fran", ""), ("q", "å")]);
    let view = &profile.view[0];
    let ask = Ask {
        view,
        format: &view.format[0],
        selection: &selection,
        target: Some(&target),
        carried: &BTreeMap::from([("nonce".to_owned(), skott_portal::nonce())]),
        manipulates: profile.view[0].format[0].manipulates.is_some(),
    };
    portal.fetch(session, helpers, ask).await
}

pub fn kinds(fetched: &Fetched) -> Vec<DoubtKind> {
    fetched.doubts.iter().map(|doubt| doubt.kind).collect()
}

/// Status and body of everything received.
pub fn seen(fetched: &Fetched) -> Vec<String> {
    let show = |r: &skott_model::Received| format!("{} {} {}", r.status, r.path, String::from_utf8_lossy(&r.body));
    fetched.exchanges.iter().map(show).collect()
}
