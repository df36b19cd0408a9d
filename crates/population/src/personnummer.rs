//! Swedish personal identity numbers: personnummer and coordination numbers (samordningsnummer), by their check digit.

use std::fmt;

use jiff::civil::Date;

/// What a coordination number adds to the day of birth.
const COORDINATION_OFFSET: u8 = 60;

/// Centuries of birth that occur; other twelve digits are something else.
const CENTURIES: std::ops::RangeInclusive<u8> = 18..=20;

/// Birth numbers that Skatteverket keeps for published test numbers.
pub const TEST_BIRTH_NUMBERS: std::ops::RangeInclusive<u16> = 980..=999;

/// A well-formed number: its day exists and its check digit is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Personnummer {
    /// `19` or `20`, where the century was written out.
    pub century: Option<u8>,
    /// Year in the century.
    pub year: u8,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of birth, 1 to 31, without the coordination number's 60.
    pub day: u8,
    /// The three digits after the date.
    pub birth_number: u16,
    /// A coordination number (samordningsnummer).
    pub coordination: bool,
    /// Written with `+`: a hundred years or more.
    pub plus: bool,
}

impl Personnummer {
    /// The number of somebody born on that day.
    pub fn new(born: Date, birth_number: u16, coordination: bool, plus: bool) -> Self {
        Self {
            century: Some((born.year() / 100) as u8),
            year: (born.year() % 100) as u8,
            month: born.month() as u8,
            day: born.day() as u8,
            birth_number,
            coordination,
            plus,
        }
    }

    /// Reads `YYYYMMDD-NNNN` and `YYMMDD-NNNN`, with `-`, `+` or nothing between. None unless all of it is well-formed.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
        let separator = separator(text)?;
        let (century, ten) = match digits.as_slice() {
            ten @ [_, _, _, _, _, _, _, _, _, _] => (None, ten),
            [a, b, ten @ ..] if ten.len() == 10 && CENTURIES.contains(&(a * 10 + b)) => (Some(a * 10 + b), ten),
            _ => return None,
        };
        let written_day = ten[4] * 10 + ten[5];
        let coordination = written_day > COORDINATION_OFFSET;
        let number = Self {
            century,
            year: ten[0] * 10 + ten[1],
            month: ten[2] * 10 + ten[3],
            day: if coordination {
                written_day - COORDINATION_OFFSET
            } else {
                written_day
            },
            birth_number: u16::from(ten[6]) * 100 + u16::from(ten[7]) * 10 + u16::from(ten[8]),
            coordination,
            plus: separator == Some('+'),
        };
        (number.day_exists() && number.check_digit() == ten[9]).then_some(number)
    }

    /// The check digit that the other nine digits give.
    pub fn check_digit(&self) -> u8 {
        check_digit(&self.nine_digits())
    }

    /// True for published test numbers, which no living person has.
    pub fn is_test_number(&self) -> bool {
        TEST_BIRTH_NUMBERS.contains(&self.birth_number)
    }

    /// The ten digits that every written form ends with, without separator: two forms of one number are equal here.
    pub fn ten_digits(&self) -> String {
        let nine = self.nine_digits();
        nine.iter()
            .chain(&[check_digit(&nine)])
            .map(|d| char::from(b'0' + d))
            .collect()
    }

    fn nine_digits(&self) -> [u8; 9] {
        let day = if self.coordination {
            self.day + COORDINATION_OFFSET
        } else {
            self.day
        };
        let number = self.birth_number;
        let (hundreds, tens, ones) = ((number / 100 % 10) as u8, (number / 10 % 10) as u8, (number % 10) as u8);
        let [y, m] = [self.year, self.month];
        [y / 10, y % 10, m / 10, m % 10, day / 10, day % 10, hundreds, tens, ones]
    }

    /// Without a century, the 29th of February is taken as existing in every fourth year.
    fn day_exists(&self) -> bool {
        let year = i16::from(self.century.unwrap_or(20)) * 100 + i16::from(self.year);
        Date::new(year, self.month as i8, self.day as i8).is_ok()
    }
}

impl fmt::Display for Personnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ten = self.ten_digits();
        let (date, rest) = ten.split_at(6);
        if let Some(century) = self.century {
            write!(f, "{century:02}")?;
        }
        write!(f, "{date}{}{rest}", if self.plus { '+' } else { '-' })
    }
}

/// Luhn's check digit (mod 10) of the digits before it.
pub fn check_digit(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().rev().enumerate().map(|(i, &d)| weighed(i, d)).sum();
    ((10 - sum % 10) % 10) as u8
}

/// The last digit before the check digit counts double, then every other one.
fn weighed(place_from_right: usize, digit: u8) -> u32 {
    let weighed = if place_from_right.is_multiple_of(2) {
        u32::from(digit) * 2
    } else {
        u32::from(digit)
    };
    weighed / 10 + weighed % 10
}

/// The one separator before the last four characters; the inner none where there is none, the outer one for anything else.
fn separator(text: &str) -> Option<Option<char>> {
    let mut others = text.char_indices().filter(|(_, c)| !c.is_ascii_digit());
    match (others.next(), others.next()) {
        (None, _) => Some(None),
        (Some((at, c @ ('-' | '+'))), None) if text.len() == at + 5 => Some(Some(c)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_told_apart() {
        const PERSON: Option<(bool, bool)> = Some((false, false));
        const TEST: Option<(bool, bool)> = Some((false, true));
        const COORDINATION: Option<(bool, bool)> = Some((true, false));
        let check = |text: &str, expected: Option<(bool, bool)>| {
            let found = Personnummer::parse(text).map(|n| (n.coordination, n.is_test_number()));
            assert_eq!(found, expected, "{text}");
        };
        check("701063-2391", COORDINATION);
        check("197010632391", COORDINATION);
        check("900161-0017", None);
        check("900101-0017", PERSON);
        check("811228-9874", TEST);
        check("8112289874", TEST);
        check("19811228-9874", TEST);
        check("198112289874", TEST);
        check("189001019802", TEST);
        check("18900101+9802", TEST);
        check("900101+9802", TEST);
        check("218112289874", None);
        check("811228-9873", None);
        check("811328-9874", None);
        check("19000229-9803", None);
        check("811228 9874", None);
        check("811228--9874", None);
        check("8112-289874", None);
        check("81122898745", None);
        check("811200-9874", None);
        check("811260-9874", None);
        check("", None);
        check("å11228-9874", None);
        check("811228-9874 ", None);
    }

    #[test]
    fn written_as_read() {
        let check = |text: &str, expected: &str| assert_eq!(Personnummer::parse(text).unwrap().to_string(), expected);
        check("198112289874", "19811228-9874");
        check("18900101+9802", "18900101+9802");
        check("7010632391", "701063-2391");
        assert_eq!(Personnummer::parse("19811228-9874").unwrap().ten_digits(), "8112289874");
    }

    #[test]
    fn check_digits() {
        let check = |digits: &str, expected: u8| {
            let digits: Vec<u8> = digits.bytes().map(|b| b - b'0').collect();
            assert_eq!(check_digit(&digits), expected, "{digits:?}");
        };
        check("811228987", 4);
        check("701063239", 1);
        check("900161001", 4);
        check("000000000", 0);
        check("7992739871", 3);
    }
}
