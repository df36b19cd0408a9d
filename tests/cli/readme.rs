//! What README and docs/profil.md show is what the program takes.

use crate::bench::Place;

const README: &str = include_str!("../../README.md");
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
        "Min portal: 52 cells, ",
    ),
    (&["bestallning"], &["target"], false, "Min portal: 126 cells, "),
    (&["andrat-anrop"], &[], false, "Min portal: 61 cells, "),
    (&["annans-etag"], &[], false, "Min portal: 45 cells, "),
    (&["personregister"], &["persons"], false, "Min portal: 45 cells, "),
    (&["aterkallad"], &[], true, "Min portal: 40 cells, "),
    (&["intern-kommentar"], &[], true, "Min portal: 140 cells, "),
    (
        &["intern-kommentar", "Prov {nonce}"],
        &[],
        true,
        "Min portal: 240 cells, ",
    ),
    (&["waiver"], &[], false, "Min portal: 36 cells, "),
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
        assert!(ran.stdout.starts_with(planned), "{names:?}: {}", ran.stdout);
    }
    assert!(unseen.is_empty(), "no case plans {unseen:#?}");
}

#[test]
fn the_profile_in_readme_is_whole() {
    let place = Place::new();
    place.write("portal/portal.toml", shown());
    let ran = place.skott(["plan", "--portal", "portal", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    // City-wide and in each of eight instances: one view, two selections, two formats.
    assert!(ran.stdout.starts_with("Min portal: 36 cells, "), "{}", ran.stdout);

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
