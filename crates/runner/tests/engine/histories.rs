//! Accounts to which something happened before their first cell: what was revoked is not seen any more.

use skott_model::record::Event;

use crate::bench::{LIST, principal, run, three, wrong};
use crate::town;

/// Had the second instance too, looked at the list with it, and lost it again.
fn profile() -> String {
    let [a, b] = town::instances();
    let history = format!(
        r#"history = [
  {{ name = "får behörighet", ask = {{ post = "/konton/{{user}}/ge/{b}", as = "stad", effect = true }} }},
  {{ name = "loggar in", login = true }},
  {{ name = "värmer cachar", ask = {{ get = "/lista" }} }},
  {{ name = "mister den", ask = {{ post = "/konton/{{user}}/ta/{b}", as = "stad", effect = true }} }},
  {{ name = "läses tillbaka", ask = {{ get = "/konton/{{user}}", as = "stad" }}, reads = {{ at = {{ json = "/*" }}, is = ["{a}"] }} }},
]"#
    );
    format!(
        "{}{}{LIST}",
        three(),
        principal("forr", &format!("[\"{a}\"]"), &history)
    )
}

#[tokio::test]
async fn what_was_revoked_is_a_leak_where_it_is_still_seen() {
    let sound = profile();
    let refused = sound.replace("get = \"/konton/{user}\", as = \"stad\"", "get = \"/konton/{user}\"");
    let cases: [(&str, &[&'static str], &[&str], usize); 4] = [
        (&sound, &[], &[], 5),
        (&sound, &["cache"], &["forr/lista/-/alla/json leak"], 5),
        // A revocation that nobody can see happened proves nothing of who still sees.
        (&sound, &["ingen-verkan"], &["forr/lista/-/alla/json inconclusive"], 4),
        (&refused, &["cache"], &["forr/lista/-/alla/json inconclusive"], 4),
    ];
    for (profile, faults, expected, done) in cases {
        let (run, events) = run(profile, faults).await;
        assert_eq!(wrong(&run), expected, "{faults:?}");
        let history = events.iter().find_map(|event| match event {
            Event::History(history) => Some(history),
            _ => None,
        });
        let history = history.unwrap();
        assert_eq!(
            (history.done.len(), history.broken.is_some()),
            (done, done < 5),
            "{history:?}"
        );
    }
}
