//! What README shows is what the program takes.

use crate::bench::Place;

const README: &str = include_str!("../../README.md");

/// The profile that README shows whole, without the list's indentation.
fn shown() -> String {
    let blocks = README.split("```toml\n").skip(1);
    let mut blocks = blocks.filter_map(|block| block.split("```").next());
    let whole = blocks.find(|block| block.trim_start().starts_with("schema = "));
    let lines = whole.expect("a whole profile").lines();
    lines
        .map(|line| line.strip_prefix("   ").unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n")
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
