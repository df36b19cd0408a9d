//! What comes and goes: a view that says so is tried several times, and told how often.

use skott_model::run::Rate;

use crate::bench::{LIST, run, three, wrong};

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
