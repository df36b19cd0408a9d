//! Scenarios run against a bench that knows no portal.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use skott_model::{Arm, Said};

use super::bench::{Answer, Fake};
use super::{matrix, shipped};
use crate::suite::{Suite, load, run};

/// One run a process at a time: cucumber takes over the panic hook.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn isolation() -> Suite {
    load(&shipped(""), &matrix(), Some("@isolering")).unwrap()
}

#[test]
fn every_scenario_attempts_its_cell_and_ends_once() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(|e| e.into_inner());
    let suite = isolation();
    let planned = suite.planned.clone();
    let bench = Fake::new(|_| Answer::Well);
    let done = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&done);
    let tally = run(suite, bench.clone(), 8, move |one| sink.lock().unwrap().push(one)).unwrap();
    assert_eq!((tally.scenarios, tally.broken), (planned.len(), 0));
    let told = bench.told.lock().unwrap();
    let ids: BTreeSet<&str> = told.iter().map(|s| s.id.as_str()).collect();
    assert_eq!((told.len(), ids.len()), (planned.len(), planned.len()));
    for one in &planned {
        let scenario = told.iter().find(|s| s.id == one.id).unwrap();
        let arms: BTreeSet<Arm> = scenario.arms.iter().copied().collect();
        assert_eq!(arms.into_iter().collect::<Vec<_>>(), one.arms, "{}", one.id);
        assert_eq!((&scenario.cell, &scenario.broken), (&one.cell, &None));
    }
    assert_eq!(bench.asked.lock().unwrap().len(), planned.len());
    let done = done.lock().unwrap();
    assert_eq!(
        done.iter().map(|d| d.done).collect::<Vec<_>>(),
        (1..=planned.len()).collect::<Vec<_>>()
    );
}

#[test]
fn what_ends_otherwise_is_told_and_asserts_nothing() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(|e| e.into_inner());
    let mut suite = isolation();
    let cases = [
        ("stad/bestallningar/-/alla/html", Said::NoRecord),
        ("stad/bestallningar/-/alla/csv", Said::Panicked),
        ("unknown", Said::UnknownStep),
    ];
    let unknown = suite.planned[1].clone();
    assert!(!cases.iter().any(|(cell, _)| unknown.cell == *cell));
    suite.features[0].scenarios[1].steps[2].value = "ser jag något annat".to_owned();
    let bench = Fake::new(|cell| match cell {
        "stad/bestallningar/-/alla/html" => Answer::Fails(Said::NoRecord),
        "stad/bestallningar/-/alla/csv" => Answer::Panics("oväntat"),
        _ => Answer::Well,
    });
    let tally = run(suite, bench.clone(), 64, |_| ()).unwrap();
    assert_eq!(tally.broken, cases.len());
    let told = bench.told.lock().unwrap();
    for (cell, why) in cases {
        let cell = if cell == "unknown" { unknown.cell.as_str() } else { cell };
        let scenario = told.iter().find(|s| s.cell == cell).unwrap();
        assert_eq!(
            (&scenario.broken, scenario.arms.as_slice()),
            (&Some(why.into()), &[][..]),
            "{cell}"
        );
    }
}
