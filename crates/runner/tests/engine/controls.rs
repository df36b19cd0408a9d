//! What is foreign must be answered as what does not exist, and what any page is free to do is no difference.

use crate::bench::{ORDER, run, three, wrong};

/// How many cells of the restricted accounts did not pass, and by which verdict.
fn counted(told: &[String]) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = Vec::new();
    for verdict in told.iter().filter_map(|cell| cell.rsplit(' ').next()) {
        match out.iter_mut().find(|(known, _)| known == verdict) {
            Some((_, count)) => *count += 1,
            None => out.push((verdict.to_owned(), 1)),
        }
    }
    out
}

#[tokio::test]
async fn a_page_that_changes_for_everybody_is_no_difference() {
    // Seven or eight foreign targets for each of two accounts.
    type Case<'a> = (&'a [&'static str], &'a [(&'a str, usize)]);
    let cases: [Case; 6] = [
        (&[], &[]),
        (&["rojer"], &[("leak", 15)]),
        // The page changed after the first answers, for all.
        (&["nyhet"], &[]),
        (&["nyhet", "rojer"], &[("leak", 15)]),
        // It was another for a moment, and then as those for what does not exist.
        (&["tillfällig"], &[]),
        // The page is never the same: nothing can be said.
        (&["nya-ord"], &[("inconclusive", 15)]),
    ];
    for (faults, expected) in cases {
        let (run, _) = run(&(three() + ORDER), faults).await;
        let told = counted(&wrong(&run));
        let expected: Vec<(String, usize)> = expected.iter().map(|(v, n)| ((*v).to_owned(), *n)).collect();
        assert_eq!(told, expected, "{faults:?}");
    }
}
