//! What comes and goes: a view that says so is tried several times, and told how often.

use skott_model::Verdict;
use skott_model::run::Rate;

use crate::bench::{LIST, ORDER, run, three, wrong};

#[tokio::test]
async fn a_view_is_tried_as_often_as_it_says() {
    let often = LIST.replace("unit =", "tries = 10\nunit =");
    let told = |faults: &'static [&'static str], view: String| async move {
        let (run, _) = run(&(three() + &view), faults).await;
        let of_one = run.cells.iter().find(|c| c.cell.principal == "ett").unwrap();
        (wrong(&run).len(), of_one.rate)
    };
    let once = Rate { seen: 1, tries: 1 };
    assert_eq!(told(&[], LIST.to_owned()).await, (0, once));
    assert_eq!(told(&[], often.clone()).await, (0, Rate { seen: 10, tries: 10 }));
    // Every fifth list of an account is the whole city's: none of one try, two of ten.
    assert_eq!(told(&["ibland"], LIST.to_owned()).await, (0, once));
    assert_eq!(told(&["ibland"], often).await, (2, Rate { seen: 2, tries: 10 }));
}

/// What is asked again to make sure that an answer tells that something exists is no further try.
#[tokio::test]
async fn asking_again_is_no_try() {
    let twice = ORDER.replace("unit =", "tries = 2\nunit =");
    let (run, _) = run(&(three() + &twice), &["rojer"]).await;
    let leaks: Vec<_> = run.cells.iter().filter(|c| c.verdict == Verdict::Leak).collect();
    assert_eq!(leaks.len(), 15);
    for settled in leaks {
        let both = Rate { seen: 2, tries: 2 };
        assert_eq!(
            (settled.rate, settled.findings[0].rate),
            (both, Some(both)),
            "{}",
            settled.cell.id
        );
    }
}
