//! What README and docs/profil.md show is what the program takes.

use std::collections::BTreeSet;

use crate::bench::Place;

const README: &str = include_str!("../../README.md");
const KILLS: &str = include_str!("../../snapshots/kill-matrix.snap");
const MORE: &str = include_str!("../../docs/profil.md");

/// Each block of TOML in a document, without a list's indentation.
fn blocks(document: &str) -> Vec<String> {
    let blocks = document.split("```toml\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split("```").next());
    let plain = |line: &str| line.strip_prefix("   ").unwrap_or(line).to_owned();
    let joined = |block: &str| block.lines().map(plain).collect::<Vec<_>>().join("\n");
    blocks.map(joined).collect()
}

/// The profile that README shows whole.
fn shown() -> String {
    let mut blocks = blocks(README).into_iter();
    blocks
        .find(|block| block.starts_with("schema = "))
        .expect("a whole profile")
}

/// Blocks of docs/profil.md that are added together, units that are not absent any more, whether the portal may be written to, and
/// what is planned.
const MORE_IS_PLANNED: &[(&[&str], &[&str], bool, &str)] = &[
    (
        &["statistik"],
        &["aggregate", "refused"],
        false,
        "Min portal: 55 cells, ",
    ),
    (&["oversikt"], &["aggregate"], false, "Min portal: 58 cells, "),
    (
        &["mina-bestallningar"],
        &["own", "refused"],
        false,
        "Min portal: 68 cells, ",
    ),
    (
        &["bestallningar-per-forvaltning"],
        &[],
        false,
        "Min portal: 120 cells, ",
    ),
    (&["startsidan"], &[], false, "Min portal: 48 cells, "),
    (&["setting.sok"], &["suggestions"], false, "Min portal: 209 cells, "),
    (&["En beställning\""], &["target"], false, "Min portal: 188 cells, "),
    (&["andrat-anrop"], &[], false, "Min portal: 102 cells, "),
    (
        &["En beställning\"", "bestallning-api"],
        &["target"],
        false,
        "Min portal: 610 cells, ",
    ),
    (&["api-bestallningar"], &[], false, "Min portal: 40 cells, "),
    (&["annans-etag"], &[], false, "Min portal: 48 cells, "),
    (&["personregister"], &["persons"], false, "Min portal: 48 cells, "),
    (&["aterkallad"], &[], true, "Min portal: 42 cells, "),
    (
        &["aterkallad", "bestallningar-efter-aterkallelse"],
        &[],
        true,
        "Min portal: 53 cells, ",
    ),
    (&["intern-kommentar"], &[], true, "Min portal: 207 cells, "),
    (
        &["intern-kommentar", "Prov {nonce}"],
        &[],
        true,
        "Min portal: 372 cells, ",
    ),
    (&["waiver"], &[], false, "Min portal: 38 cells, "),
];

/// Every block is some case's, and can be planned with the profile that it is added to.
#[test]
fn what_is_shown_beside_the_whole_profile_is_planned_with_it() {
    let place = Place::new();
    let mut unseen = blocks(MORE);
    unseen.extend(
        blocks(README)
            .into_iter()
            .filter(|block| block.starts_with("[[waiver]]")),
    );
    let all = unseen.clone();
    let mut wrong = Vec::new();
    for (names, there, writes, planned) in MORE_IS_PLANNED {
        let mut profile = shown();
        for unit in *there {
            let (before, after) = profile.split_once(&format!("[[absent]]\nunit = \"{unit}\"\n")).unwrap();
            let (_why, after) = after.split_once('\n').unwrap();
            profile = format!("{before}{after}");
        }
        if *writes {
            profile = profile.replacen("\n\n", "\nwrites = true\n\n", 1);
        }
        for name in *names {
            let block = all.iter().find(|block| block.contains(name)).unwrap();
            unseen.retain(|other| other != block);
            profile += &format!("\n\n{block}");
        }
        place.write("portal/portal.toml", &profile);
        let ran = place.skott(["plan", "--portal", "portal", "--lang", "en"]);
        assert_eq!(ran.code, 0, "{names:?}: {}\n{profile}", ran.said());
        if !ran.stdout.starts_with(planned) {
            wrong.push(format!("{names:?}: {}", ran.stdout.lines().next().unwrap_or_default()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(unseen.is_empty(), "no case plans {unseen:#?}");
}

#[test]
fn the_profile_in_readme_is_whole() {
    let place = Place::new();
    place.write("portal/portal.toml", shown());
    let ran = place.skott(["plan", "--portal", "portal", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    // City-wide and in each of eight instances: one view, two selections, two formats; and who is not logged in, who is refused each of them.
    assert!(ran.stdout.starts_with("Min portal: 38 cells, "), "{}", ran.stdout);

    let without = shown().replace("unit = \"refused\"", "unit = \"own\"");
    place.write("portal/portal.toml", without);
    let ran = place.skott(["plan", "--portal", "portal"]);
    assert_eq!(ran.code, 2, "{}", ran.said());
    assert!(ran.stderr.starts_with("nekad-atkomst.feature:16:9: "), "{}", ran.stderr);
    assert!(
        ran.stderr.contains("[[absent]] med unit = \"refused\""),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_planted_population_is_read_from_the_file_as_well() {
    let place = Place::new();
    let planted = place.skott(["plant", "--seed", "7", "--instances", "8", "--persons", "12"]);
    place.write("portal/population.json", planted.stdout);
    let plan = |profile: String| {
        place.write("portal/portal.toml", profile);
        place.skott(["plan", "--portal", "portal", "--cells"])
    };
    let from_seed = plan(shown());
    let from_file = plan(shown().replace(
        "plant = { seed = 7, instances = 8, persons = 12 }",
        "file = \"population.json\"",
    ));
    assert_eq!(
        (from_file.code, from_file.stdout),
        (0, from_seed.stdout),
        "{}",
        from_file.stderr
    );
}

/// The matrix is that of the reviewed snapshot, by feature.
#[test]
fn the_matrix_is_the_reviewed_one() {
    let block = README
        .split("```\n")
        .find(|block| block.contains(" 1  andringar.feature"))
        .unwrap();
    let is_number = |word: &str| word.parse::<usize>().is_ok();
    let features: Vec<&str> = block
        .lines()
        .filter_map(|line| line.trim().split_once("  "))
        .filter(|(number, name)| is_number(number) && name.ends_with(".feature"))
        .map(|(_, name)| name)
        .collect();
    let marks = |line: &str| {
        line.split_whitespace()
            .skip(2)
            .map(|mark| mark != "·")
            .collect::<Vec<_>>()
    };
    let rows = block.lines().filter(|line| line.contains('·'));
    let shown: Vec<(&str, BTreeSet<&str>)> = rows
        .map(|line| {
            let caught = features.iter().zip(marks(line)).filter(|(_, caught)| *caught);
            (
                line.split_whitespace().next().unwrap(),
                caught.map(|(name, _)| *name).collect(),
            )
        })
        .collect();
    let mut reviewed: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    for line in KILLS.lines().skip_while(|line| !line.contains("  F01  ")) {
        match line.strip_prefix("  ") {
            None => reviewed.push((line.split_whitespace().next().unwrap(), BTreeSet::new())),
            Some(line) => {
                let name = line.split_once('#').map(|(name, _)| name);
                reviewed
                    .last_mut()
                    .unwrap()
                    .1
                    .extend(name.filter(|_| !line.starts_with(' ')));
            }
        }
    }
    assert_eq!(reviewed.len(), 114);
    assert_eq!(shown.len(), 114);
    for ((fault, by), (other, named)) in shown.iter().zip(&reviewed) {
        // The matrix names no scenario where that differs from one run to another.
        let is_held = if named.is_empty() { !by.is_empty() } else { by == named };
        assert!(fault == other && is_held, "{fault}: {by:?} and not {other}: {named:?}");
    }
}
