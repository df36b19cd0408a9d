//! Places read as rows: which column of a list a place belongs to, and which row of it.

/// Names that a portal gives its lists: a list goes on in the next sheet, the next file.
const NAMED: [&str; 3] = ["blad ", "arkiv ", "bilaga "];

/// The same for all places of one column, in every table, sheet, file and element that encloses its rows: numbers are `#`,
/// but for that of a column, and names of sheets and files are left out. None for a place that is in no row.
pub(super) fn stem(place: &str) -> Option<String> {
    let parts = place.split(", ").map(|part| {
        let name = NAMED.iter().find(|name| part.starts_with(**name));
        name.copied().unwrap_or(part)
    });
    let numbered = numbered(&parts.collect::<Vec<_>>().join(", ")).replace("tabell #, ", "");
    match path_start(place) {
        // The first of its name has no number.
        Some(_) => Some(numbered.replace("[#]", "")),
        None => numbered.contains('#').then_some(numbered),
    }
}

/// The same for all cells of one row. None for a place that is in no row.
pub(super) fn row(place: &str) -> Option<String> {
    if path_start(place).is_some() {
        return place.rfind('/').map(|end| place[..end].to_owned());
    }
    let end_of_digits = |at: usize| at + digits(&place[at..]);
    let bracket = || {
        let end = place.rfind(']')?;
        let open = place[..end].rfind('[')?;
        let is_number = open + 1 < end && end_of_digits(open + 1) == end;
        // The last of two is a column.
        let end = if place[..open].ends_with(']') { open } else { end + 1 };
        is_number.then(|| place[..end].to_owned())
    };
    let named = || {
        let at = place.rfind("rad ")? + 4;
        (digits(&place[at..]) > 0).then(|| place[..end_of_digits(at)].to_owned())
    };
    let last = || {
        let end = place.rfind(|c: char| c.is_ascii_digit())? + 1;
        let start = place[..end].trim_end_matches(|c: char| c.is_ascii_digit());
        // A sheet's column is part of what stands before the number.
        let list = start.trim_end_matches(|c: char| c.is_ascii_uppercase());
        Some(format!("{list}{}", &place[start.len()..end]))
    };
    bracket().or_else(named).or_else(last)
}

/// Where the path of an XML element begins: `/Svar/Rad[7]/Nr`, also in a file of an archive.
fn path_start(place: &str) -> Option<usize> {
    match place.starts_with('/') {
        true => Some(0),
        false => place.find(", /").map(|at| at + 2),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Numbers as `#`: after a space, alone in brackets, and that of a sheet's cell.
fn numbered(place: &str) -> String {
    let mut out = String::with_capacity(place.len());
    let mut rest = place;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let (number, after) = from.split_at(digits(from));
        out.push_str(before);
        let is_column = out.ends_with("kolumn ") || out.ends_with("][");
        let is_counted = match out.chars().next_back() {
            Some(' ') => true,
            Some('[') => after.starts_with(']'),
            _ => after.is_empty(),
        };
        out.push_str(if is_counted && !is_column { "#" } else { number });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{row, stem};

    #[test]
    fn places_in_rows() {
        let cases = [
            ("<td> rad 2, kolumn 1", "<td> rad #, kolumn 1", "<td> rad 2"),
            (
                "<td> tabell 2, rad 3, kolumn 1",
                "<td> rad #, kolumn 1",
                "<td> tabell 2, rad 3",
            ),
            (
                "<a> href, rad 3, kolumn 2",
                "<a> href, rad #, kolumn 2",
                "<a> href, rad 3",
            ),
            ("rad 2, kolumn \"Nr\"", "rad #, kolumn \"Nr\"", "rad 2"),
            (
                "arkiv a-1.csv, rad 2, kolumn \"Nr\"",
                "arkiv , rad #, kolumn \"Nr\"",
                "arkiv a-1.csv, rad 2",
            ),
            ("$.orders[3].email", "$.orders[#].email", "$.orders[3]"),
            (
                "$.persons[1].orders[0].nr",
                "$.persons[#].orders[#].nr",
                "$.persons[1].orders[0]",
            ),
            ("$.data[7][0]", "$.data[#][0]", "$.data[7]"),
            ("rad 3 $.nr", "rad # $.nr", "rad 3"),
            ("/Svar/Rad/Nr", "/Svar/Rad/Nr", "/Svar/Rad"),
            ("/Svar[2]/Rad[7]/Nr", "/Svar/Rad/Nr", "/Svar[2]/Rad[7]"),
            ("/Svar/Rad[7]/@nr", "/Svar/Rad/@nr", "/Svar/Rad[7]"),
            (
                "arkiv b.xml, /Svar/Rad[7]/Nr",
                "arkiv , /Svar/Rad/Nr",
                "arkiv b.xml, /Svar/Rad[7]",
            ),
            ("blad \"A 1\" (dolt), C14", "blad , C#", "blad \"A 1\" (dolt), 14"),
            (
                "word/document.xml tabell 1, rad 2, kolumn 1",
                "word/document.xml rad #, kolumn 1",
                "word/document.xml tabell 1, rad 2",
            ),
            ("vevent 1, attendee", "vevent #, attendee", "vevent 1"),
        ];
        for (place, in_all, of_one) in cases {
            assert_eq!(stem(place).as_deref(), Some(in_all), "{place}");
            assert_eq!(row(place).as_deref(), Some(of_one), "{place}");
        }
        for place in ["<title>", "huvud x-namn", "$.h1.name", "word/document.xml"] {
            assert_eq!(stem(place), None, "{place}");
        }
    }
}
