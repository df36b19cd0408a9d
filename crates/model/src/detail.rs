//! What a doubt met, and where: typed, so that reports say it in the reader's language.

use std::iter;

use serde::{Deserialize, Serialize};

use crate::Category;

/// What a doubt met, and where, the widest place first. It holds no value of the portal's
/// but the host and the words of the path that a login was redirected to.
///
/// Written as an array: `[{"view":"rapport"},{"step":2},{"not-found":"csrf"}]`. Older records have a text, which is kept as one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Detail(Vec<Said>);

impl Detail {
    /// Its parts.
    pub fn parts(&self) -> &[Said] {
        &self.0
    }

    /// True where nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same, and then this.
    #[must_use]
    pub fn then(&self, more: impl Into<Self>) -> Self {
        Self(self.0.iter().cloned().chain(more.into().0).collect())
    }
}

impl From<Said> for Detail {
    fn from(said: Said) -> Self {
        Self(vec![said])
    }
}

impl<const N: usize> From<[Said; N]> for Detail {
    fn from(said: [Said; N]) -> Self {
        Self(said.into())
    }
}

/// How a detail may be written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Parts(Vec<Said>),
    Text(String),
}

impl From<Written> for Detail {
    fn from(written: Written) -> Self {
        match written {
            Written::Parts(parts) => Self(parts),
            Written::Text(text) => Self(
                iter::once(text)
                    .filter(|text| !text.is_empty())
                    .map(Said::Text)
                    .collect(),
            ),
        }
    }
}

/// One part of a detail: a place, or what was met there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// The login in this way.
    Login(String),
    /// The who-am-I probe of this way to log in.
    WhoAmI(String),
    /// This view.
    View(String),
    /// A step, by number from 1, and whose session it is asked in where that is another account's.
    Step(usize, Option<String>),
    /// A page, by number from 1.
    Page(usize),
    /// In this account's session.
    As(String),
    /// This number of the view.
    Number(String),
    /// This list of choices of the view.
    List(String),
    /// A sign of a refusal or a lost session.
    Sign,
    /// The next page's address.
    NextAddress,
    /// Where a value is read before and after a write.
    ReadBack,
    /// Where a value is put back.
    PutBack,
    /// What a write makes of a value.
    WrittenValue,
    /// An account's history.
    History,
    /// A step of an account's history, by number from 1, and its name.
    HistoryStep(usize, String),
    /// The body.
    Body,

    /// No answer in time.
    NoAnswerInTime,
    /// No connection, or it broke before an answer.
    NoConnection,
    /// Nothing listens at the port.
    ConnectionRefused,
    /// The host's name is not known.
    NoSuchHost,
    /// The certificate is issued by nobody that the computer trusts, or for another host.
    CertificateNotTrusted,
    /// No TLS version or cipher in common, or a certificate of the client's own is asked for.
    TlsFailed,
    /// The port does not speak TLS.
    NoTls,
    /// The user's name or the secret, which is found under this name, may be wrong.
    CheckCredential(String),
    /// Not asked: the portal had not answered many requests in a row.
    NotAsked,
    /// No answer.
    NoAnswer,
    /// No request was sent.
    NoRequest,
    /// No whole answer, but this status.
    NoWholeAnswer(u16),
    /// A status that the profile does not know.
    Status(u16),
    /// Refused, with this status.
    Refused(u16),
    /// A step of a history was not done, with this status.
    NotDone(Option<u16>),
    /// The body is not whole.
    BodyNotWhole,
    /// The body is larger than the limit.
    BodyTooLarge,
    /// Time ran out in the body.
    BodyTooSlow,
    /// A body that is searched while it comes in came too slowly.
    FlowTooSlow,
    /// More redirects than this.
    Redirects(usize),
    /// An address that cannot be read.
    BadAddress,
    /// An address of another host.
    OtherHost,
    /// It was redirected there: a path, after a host where that is not the portal's.
    RedirectedTo(String),
    /// The login before it was redirected there.
    LoginLedTo(String),
    /// It was redirected to this path, which asks for a password, and no sign says what that means.
    LedToLogin(String),
    /// A form was turned away, and may not have been sent whole.
    CheckForm,
    /// Nothing stands where this locator points.
    NothingAt(String),
    /// A value of this name was not found.
    NotFound(String),
    /// It was not found.
    Missing,
    /// A number is larger than the account's own gives, in a portal that holds other data too: it may count others in.
    MoreThanOwn,
    /// Several numbers stand where one was looked for.
    SeveralNumbers,
    /// There are rows, so many, of nobody planted, and the portal is to hold nobody else.
    UnplantedRows(usize),
    /// There are rows, so many, that do not say what they are of.
    NamelessRows(usize),
    /// The answer refuses, and holds what the view shows.
    RefusedWithContent,
    /// A number of a manipulated answer is not what the account's own rows give.
    NotOwn,
    /// This number, which no profile declares, is what the whole city's rows come to.
    CitysNumber(String),
    /// A number is so rounded that others' rows give the same.
    RoundedAlike,
    /// There is no value of this name.
    NoValue(String),
    /// A value does not fit into a header.
    NoHeader,
    /// A value does not fit into a cookie.
    NoCookie,
    /// Not ready after so many times.
    NotReady(u32),
    /// More pages than this.
    Pages(usize),
    /// All pages together are larger than the limit.
    PagesTooLarge,
    /// The pages go round in a circle.
    PagesCircle,
    /// The session ended between two pages.
    EndedBetweenPages,
    /// The session is gone.
    SessionGone,
    /// It was lost twice.
    SessionLostTwice,
    /// The login did not open.
    NotOpened,
    /// Not signed in.
    NotSignedIn,
    /// The account that helps is not signed in.
    HelperNotSignedIn,
    /// The account has no credential for it.
    NoCredential,
    /// The secret was not found.
    NoSecret,
    /// The profile does not know the way to log in.
    UnknownWay,
    /// No HTTP client could be made.
    NoClient,
    /// What was asked was not planned.
    NotPlanned,
    /// The run was ended by somebody.
    RunEnded,
    /// Nobody can ask it.
    NobodyAsks,
    /// The probe's answer could not be read.
    ProbeUnread,
    /// The probe answered nobody.
    ProbeNobody,
    /// The probe answered somebody else.
    ProbeAnother,
    /// The probe answers the same without a login.
    ProbeSaysYes,
    /// Instances do not tell who somebody is.
    ProbeInstances,
    /// The selector is none.
    BadSelector,
    /// The regular expression is none.
    BadRegex,
    /// The JSON pointer is none.
    BadPointer,
    /// The body is not JSON.
    NotJson,
    /// The body is too large or too deeply nested to be looked into.
    TooMuch,
    /// The body could not be looked into.
    NotSearched,
    /// More values than can be read.
    TooMany,
    /// What was read back is not what it must be.
    ReadOtherwise,
    /// Nobody reads what is changed.
    NobodyReads,
    /// The value does not read as it was.
    NotAsItWas,
    /// The same change was made to what is somebody else's, and may have been made to more.
    ChangedBeside,
    /// The value reads neither as it was nor as it was written.
    NeitherWasNorWritten,
    /// The run ended before it was put back.
    CutOff,
    /// What an earlier run wrote stands there.
    LeftOver,
    /// What this run tried to write, and read as not written or as undone, stands there.
    ChangedLater,
    /// Rows stand in a hidden order, and nobody knows whether they always do.
    RowOrder,
    /// The decoder stopped.
    DecoderStopped,
    /// It cannot be read.
    Unreadable,
    /// It is larger than a limit.
    OverLimit,
    /// It is something else than the declared type of file.
    WrongContentType,
    /// It is not text in the declared charset.
    InvalidText,
    /// It is locked with a password.
    Encrypted,
    /// It is nested too deeply.
    TooDeep,
    /// A step of a scenario is no phrase.
    UnknownStep,
    /// A step of a scenario is more than one phrase.
    AmbiguousStep,
    /// A scenario was planned for another account than this.
    OtherAccount(String),
    /// A scenario was given nothing to ask.
    NoBench,
    /// The record cannot be written.
    NoRecord,
    /// A fault in skott. Its own words are not told: they may quote what a portal answered.
    Panicked,
    /// Whose value was met in part, of what kind, in which form, and where.
    Trace(String, Category, String, String),
    /// Ids and places, as they are.
    Text(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_written_by_parts_and_an_older_text_is_kept() {
        let place = Detail::from([Said::View("rapport".to_owned()), Said::Step(2, Some("stad".to_owned()))]);
        let cases = [
            (Detail::default(), "[]"),
            (
                place.then(Said::NotFound("csrf".to_owned())),
                r#"[{"view":"rapport"},{"step":[2,"stad"]},{"not-found":"csrf"}]"#,
            ),
            (Said::NoAnswer.into(), r#"["no-answer"]"#),
        ];
        for (detail, written) in cases {
            assert_eq!(serde_json::to_string(&detail).unwrap_or_default(), written);
            assert_eq!(serde_json::from_str::<Detail>(written).ok(), Some(detail));
        }
        let older = |text: &str| serde_json::from_str::<Detail>(text).ok();
        assert_eq!(
            older(r#""view x: gone""#),
            Some(Said::Text("view x: gone".to_owned()).into())
        );
        assert_eq!(older(r#""""#), Some(Detail::default()));
        assert_eq!(older(r#"["some-other-word"]"#), None);
    }
}
