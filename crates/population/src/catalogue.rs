//! The city's förvaltningar and bolag, as they were around the reorganisation of 2021: plausible test data, not a register.

use crate::nouns::{Instance, InstanceKind};

use InstanceKind::{Bolag, Forvaltning};

/// Id, name and kind. The first eight are the usual population: both kinds, old and new organisation.
const CATALOGUE: &[(&str, &str, InstanceKind)] = &[
    ("grundskola", "Grundskoleförvaltningen", Forvaltning),
    ("aldrevard", "Äldre samt vård- och omsorgsförvaltningen", Forvaltning),
    ("goteborg-energi", "Göteborg Energi", Bolag),
    ("sdf-angered", "Stadsdelsförvaltningen Angered", Forvaltning),
    ("soc-centrum", "Socialförvaltningen Centrum", Forvaltning),
    ("liseberg", "Liseberg", Bolag),
    ("forskola", "Förskoleförvaltningen", Forvaltning),
    ("poseidon", "Bostads AB Poseidon", Bolag),
    ("funktionsstod", "Förvaltningen för funktionsstöd", Forvaltning),
    ("soc-hisingen", "Socialförvaltningen Hisingen", Forvaltning),
    ("soc-nordost", "Socialförvaltningen Nordost", Forvaltning),
    ("soc-sydvast", "Socialförvaltningen Sydväst", Forvaltning),
    ("social-resurs", "Social resursförvaltning", Forvaltning),
    (
        "sdf-askim-frolunda-hogsbo",
        "Stadsdelsförvaltningen Askim-Frölunda-Högsbo",
        Forvaltning,
    ),
    ("sdf-centrum", "Stadsdelsförvaltningen Centrum", Forvaltning),
    ("sdf-lundby", "Stadsdelsförvaltningen Lundby", Forvaltning),
    ("sdf-majorna-linne", "Stadsdelsförvaltningen Majorna-Linné", Forvaltning),
    (
        "sdf-norra-hisingen",
        "Stadsdelsförvaltningen Norra Hisingen",
        Forvaltning,
    ),
    (
        "sdf-vastra-goteborg",
        "Stadsdelsförvaltningen Västra Göteborg",
        Forvaltning,
    ),
    (
        "sdf-vastra-hisingen",
        "Stadsdelsförvaltningen Västra Hisingen",
        Forvaltning,
    ),
    (
        "sdf-orgryte-harlanda",
        "Stadsdelsförvaltningen Örgryte-Härlanda",
        Forvaltning,
    ),
    (
        "sdf-ostra-goteborg",
        "Stadsdelsförvaltningen Östra Göteborg",
        Forvaltning,
    ),
    ("utbildning", "Utbildningsförvaltningen", Forvaltning),
    ("arbvux", "Arbetsmarknad och vuxenutbildning", Forvaltning),
    ("idrott-forening", "Idrotts- och föreningsförvaltningen", Forvaltning),
    ("inkop", "Inköp och upphandling", Forvaltning),
    ("intraservice", "Intraservice", Forvaltning),
    ("konsument", "Konsument- och medborgarservice", Forvaltning),
    ("kretslopp", "Kretslopp och vatten", Forvaltning),
    ("kultur", "Kulturförvaltningen", Forvaltning),
    ("miljo", "Miljöförvaltningen", Forvaltning),
    ("park-natur", "Park- och naturförvaltningen", Forvaltning),
    ("lokal", "Lokalförvaltningen", Forvaltning),
    ("fastighet", "Fastighetskontoret", Forvaltning),
    ("trafik", "Trafikkontoret", Forvaltning),
    ("stadsbyggnad", "Stadsbyggnadskontoret", Forvaltning),
    ("stadsledning", "Stadsledningskontoret", Forvaltning),
    ("stadsrevision", "Stadsrevisionen", Forvaltning),
    ("overformyndare", "Överförmyndarförvaltningen", Forvaltning),
    ("bostadsbolaget", "Bostadsbolaget", Bolag),
    ("familjebostader", "Familjebostäder", Bolag),
    ("goteborgs-hamn", "Göteborgs Hamn", Bolag),
    ("sparvagar", "Göteborgs Spårvägar", Bolag),
    ("got-event", "Got Event", Bolag),
    ("higab", "Higab", Bolag),
    ("renova", "Renova", Bolag),
    ("gryaab", "Gryaab", Bolag),
    ("parkering", "Göteborgs Stads Parkering", Bolag),
    ("alvstranden", "Älvstranden Utveckling", Bolag),
    ("business-region", "Business Region Göteborg", Bolag),
    ("goteborg-co", "Göteborg & Co", Bolag),
    ("stadsteater", "Göteborgs Stadsteater", Bolag),
];

/// How many instances there are to plant in.
pub const MAX_INSTANCES: usize = CATALOGUE.len();

/// The first instances of the catalogue, at most all of them.
pub fn instances(count: usize) -> Vec<Instance> {
    CATALOGUE
        .iter()
        .take(count)
        .map(|&(id, name, kind)| instance(id, name, kind))
        .collect()
}

fn instance(id: &str, name: &str, kind: InstanceKind) -> Instance {
    let email_domain = format!("{id}.example");
    Instance {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        contact: format!("dataskydd@{email_domain}"),
        email_domain,
    }
}
