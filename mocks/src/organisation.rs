//! How the city's organisation has changed.

/// The reorganisation of 1 January 2021: what ended, and where its work went. Orders stay where they were placed.
pub const REORGANISATION: [(&str, &[&str]); 11] = [
    ("sdf-angered", &["aldrevard", "funktionsstod", "soc-nordost"]),
    (
        "sdf-askim-frolunda-hogsbo",
        &["aldrevard", "funktionsstod", "soc-sydvast"],
    ),
    ("sdf-centrum", &["aldrevard", "funktionsstod", "soc-centrum"]),
    ("sdf-lundby", &["aldrevard", "funktionsstod", "soc-hisingen"]),
    ("sdf-majorna-linne", &["aldrevard", "funktionsstod", "soc-centrum"]),
    ("sdf-norra-hisingen", &["aldrevard", "funktionsstod", "soc-hisingen"]),
    ("sdf-vastra-goteborg", &["aldrevard", "funktionsstod", "soc-sydvast"]),
    ("sdf-vastra-hisingen", &["aldrevard", "funktionsstod", "soc-hisingen"]),
    ("sdf-orgryte-harlanda", &["aldrevard", "funktionsstod", "soc-centrum"]),
    ("sdf-ostra-goteborg", &["aldrevard", "funktionsstod", "soc-nordost"]),
    ("social-resurs", &["funktionsstod", "soc-centrum", "soc-nordost"]),
];

/// Whether the work of one instance went to another.
pub fn is_heir(ended: &str, heir: &str) -> bool {
    REORGANISATION
        .iter()
        .any(|(old, heirs)| *old == ended && heirs.contains(&heir))
}
