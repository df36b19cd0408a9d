//! What the commands say of their work.

use std::path::Path;

use super::Text;
use crate::keep::Kept;

/// The record of an earlier run that was kept.
pub fn record_kept(kept: &Kept) -> Text {
    let at = kept.at.display();
    match kept.is_damaged {
        true => Text::new(
            format!("protokollet från en tidigare körning i mappen är skadat; det finns kvar: {at}"),
            format!("the record of an earlier run in the folder is damaged; it is kept: {at}"),
        ),
        false => Text::new(
            format!("en tidigare körning i mappen hade fynd; dess protokoll finns kvar: {at}"),
            format!("an earlier run in the folder had findings; its record is kept: {at}"),
        ),
    }
}

/// A report that was accepted.
pub fn accepted(path: &Path) -> Text {
    Text::new("godtagen", "accepted").then(": ", Text::as_is(path.display()))
}

/// A report that was rejected.
pub fn rejected(path: &Path) -> Text {
    Text::new("avvisad", "rejected").then(": ", Text::as_is(path.display()))
}

/// Nothing differs from the accepted report.
pub fn no_difference(at: &str) -> Text {
    Text::new(
        format!("ingen skillnad mot den godtagna rapporten ({at})"),
        format!("no difference from the accepted report ({at})"),
    )
}

/// Stands where an accepted report would.
pub fn nothing_accepted_yet() -> Text {
    Text::new("ingen godtagen rapport än", "no accepted report yet")
}

/// Where the stub is, and who may log in.
pub fn stub_is_up(url: &str, password: &str) -> Text {
    let accounts: Vec<&str> = skott_mocks::administrator_names().collect();
    let accounts = accounts.join(", ");
    Text::new(
        format!(
            "Förmånsportalen: {url}\nKonton: {accounts}, och varje anställds e-postadress.\n\
             Lösenordet är stubbens eget, eller det som står i {password}. Avsluta med Ctrl-C.\n"
        ),
        format!(
            "Förmånsportalen: {url}\nAccounts: {accounts}, and every employee's e-mail address.\n\
             The password is the stub's own, or what stands in {password}. End with Ctrl-C.\n"
        ),
    )
}

/// Scenarios, after their number.
pub fn scenarios() -> Text {
    Text::new("scenarier", "scenarios")
}

/// What a fault of the stub should be found as, and where.
pub fn found_on(kind: &str, views: &str) -> Text {
    Text::new(
        format!("väntat fynd: {kind}; vyer: {views}"),
        format!("expected finding: {kind}; views: {views}"),
    )
}
