//! Swedish names for `fake`, which has no Swedish locale. Common names, so that nobody in particular is meant.

use fake::locales::Data;

/// Swedish, as spoken in Sweden.
#[derive(Clone, Copy)]
pub(crate) struct SvSe;

#[rustfmt::skip]
impl Data for SvSe {
    const NAME_FIRST_NAME: &'static [&'static str] = &[
        "Agneta", "Agnes", "Albin", "Alexandra", "Alfred", "Alice", "Alva", "Amanda", "Anders", "Andreas", "Anette",
        "Anita", "Anna", "Annika", "Anton", "Arvid", "Astrid", "August", "Axel", "Barbro", "Bengt", "Berit", "Birgitta",
        "Björn", "Bo", "Britta", "Camilla", "Carina", "Caroline", "Cecilia", "Charlotte", "Christer", "Christina",
        "Daniel", "David", "Ebba", "Elias", "Elin", "Elisabeth", "Ella", "Ellen", "Elsa", "Emelie", "Emil", "Emma",
        "Erika", "Eva", "Fredrik", "Frida", "Gabriel", "Gerd", "Greta", "Gun", "Gunilla", "Gunnar", "Gustav", "Göran",
        "Hanna", "Hans", "Helena", "Henrik", "Håkan", "Ida", "Inger", "Ingrid", "Irene", "Isak", "Jakob", "Jan", "Jenny",
        "Jens", "Jessica", "Joakim", "Johanna", "Johan", "Jonas", "Jonathan", "Josefin", "Julia", "Jörgen", "Kajsa",
        "Karin", "Karl", "Katarina", "Kenneth", "Kerstin", "Kjell", "Klara", "Kristina", "Lars", "Leif", "Lena", "Lennart",
        "Linda", "Linnea", "Linus", "Lisa", "Lova", "Lovisa", "Lucas", "Ludvig", "Magnus", "Maja", "Malin", "Marcus",
        "Margareta", "Maria", "Marianne", "Marie", "Martin", "Mats", "Mattias", "Mikael", "Moa", "Mona", "Monika",
        "Märta", "Måns", "Nils", "Nina", "Nora", "Olivia", "Olle", "Oscar", "Patrik", "Pernilla", "Per", "Petra", "Pia",
        "Pontus", "Pär", "Rasmus", "Rebecka", "Robert", "Roger", "Rolf", "Sandra", "Sara", "Sebastian", "Signe", "Simon",
        "Sofia", "Staffan", "Stefan", "Sten", "Stina", "Susanne", "Svante", "Sven", "Therese", "Thomas", "Tobias", "Tove",
        "Ulf", "Ulla", "Ulrika", "Vera", "Viktor", "Vilma", "Wilhelm", "Yvonne", "Åke", "Åsa", "Östen",
    ];
    const NAME_LAST_NAME: &'static [&'static str] = &[
        "Abrahamsson", "Ahlgren", "Ahlström", "Alm", "Almqvist", "Andersson", "Andréasson", "Arvidsson", "Axelsson",
        "Backlund", "Bengtsson", "Berg", "Berggren", "Berglund", "Bergman", "Bergqvist", "Bergstrand", "Bergström",
        "Björk", "Björklund", "Björkman", "Blom", "Blomberg", "Blomqvist", "Boström", "Brandt", "Broman", "Bäckman",
        "Bäckström", "Carlberg", "Carlsson", "Claesson", "Dahl", "Dahlberg", "Dahlgren", "Dahlin", "Dahlström", "Danielsson",
        "Edlund", "Ek", "Ekberg", "Ekdahl", "Eklund", "Ekman", "Ekström", "Eliasson", "Engström", "Ericsson", "Eriksson",
        "Fors", "Forsberg", "Forslund", "Forsman", "Franzén", "Fransson", "Fredriksson", "Friberg", "Frisk", "Gunnarsson",
        "Gustafsson", "Göransson", "Hagström", "Hallberg", "Hansson", "Hedberg", "Hedlund", "Hedman", "Hedström",
        "Hellström", "Henriksson", "Hermansson", "Holm", "Holmberg", "Holmgren", "Holmqvist", "Holmström", "Håkansson",
        "Högberg", "Isaksson", "Jakobsson", "Jansson", "Johansson", "Jonasson", "Jonsson", "Josefsson", "Karlsson",
        "Karlström", "Kjellberg", "Larsson", "Lindahl", "Lind", "Lindberg", "Lindblom", "Lindgren", "Lindholm", "Lindkvist",
        "Lindqvist", "Lindroth", "Lindström", "Linder", "Ljung", "Ljungberg", "Ljunggren", "Lund", "Lundberg", "Lundgren",
        "Lundin", "Lundmark", "Lundqvist", "Lundström", "Löfgren", "Löfqvist", "Magnusson", "Malm", "Malmberg", "Malmström",
        "Martinsson", "Mattsson", "Melin", "Moberg", "Molin", "Månsson", "Mårtensson", "Nilsson", "Nordin", "Nordström",
        "Norberg", "Norén", "Nyberg", "Nygren", "Nyman", "Nyström", "Nylander", "Olofsson", "Olsson", "Oskarsson",
        "Palm", "Paulsson", "Persson", "Pettersson", "Pålsson", "Rosén", "Rydberg", "Samuelsson", "Sandberg", "Sandström",
        "Sjöberg", "Sjögren", "Sjöholm", "Sjöström", "Skoglund", "Stenberg", "Ström", "Strömberg", "Sundberg", "Sundström",
        "Svedberg", "Svensson", "Söderberg", "Söderlund", "Söderström", "Tholander", "Torstensson", "Viklund", "Viberg",
        "Wallin", "Wallgren", "Westerlund", "Westman", "Wikström", "Åberg", "Åkerlund", "Åkesson", "Åström", "Öberg",
        "Öhman", "Österberg", "Östlund",
    ];
}

/// Given names with é, and surnames with all of å, ä and ö: together every letter that an encoding may break.
pub(crate) const GIVEN_WITH_ACCENT: &[&str] = &["Aimée", "Andrée", "Désirée", "Renée", "Zoé"];
/// See [`GIVEN_WITH_ACCENT`].
pub(crate) const FAMILY_WITH_RINGS: &[&str] = &["Bäckåsjö", "Fjällåström", "Mälåström", "Näsgårdsjö", "Ängsgårdö"];
