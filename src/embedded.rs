//! What the binary carries, so that it works from any folder: the features, the stub's profile and its accepted report.

use include_dir::{Dir, include_dir};
use skott_runner::suite::Source;

static FEATURES: Dir = include_dir!("$CARGO_MANIFEST_DIR/features");

/// The stub's profile.
pub const PROFILE: &str = include_str!("../portals/formansportalen/portal.toml");
/// Where messages say that it stands.
pub const PROFILE_NAME: &str = "portals/formansportalen/portal.toml";
/// The stub's name in its profile.
pub const PORTAL: &str = "formansportalen";
/// The stub's accepted report.
pub const ACCEPTED: &str = include_str!("../snapshots/formansportalen.snap");
/// Where reports say that it stands.
pub const ACCEPTED_NAME: &str = "skott: formansportalen.snap";

/// The stub's reviewed kill matrix.
pub const KILL_MATRIX: &str = include_str!("../snapshots/kill-matrix.snap");

/// The Swedish features, by name.
pub fn features() -> Vec<Source> {
    let mut out: Vec<Source> = FEATURES
        .files()
        .filter(|file| file.path().extension().is_some_and(|e| e == "feature"))
        .filter_map(|file| {
            let name = file.path().to_string_lossy().into_owned();
            file.contents_utf8().map(|text| Source {
                name,
                text: text.to_owned(),
            })
        })
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use skott_report::{parse_snap, snap_text};

    /// Header and all: what is reviewed in the repository is what the program writes.
    #[test]
    fn accepted_reports_are_written_as_skott_accept_writes_them() {
        let pretix = include_str!("../portals/pretix/pretix.snap");
        for text in [super::ACCEPTED, pretix] {
            let snap = parse_snap(text).unwrap();
            assert_eq!(snap_text(&snap.body, &snap.meta), text);
        }
    }
}
