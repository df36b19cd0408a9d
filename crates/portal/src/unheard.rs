//! Why a request was not answered, in words that help whoever set it up.

use std::error::Error;
use std::io::ErrorKind;

use skott_model::Said;

/// Why nothing was heard.
pub(crate) enum Unheard {
    /// Not in time.
    Timeout,
    /// There was no connection, or it broke.
    Connection(Said),
    /// It was not asked.
    Silent,
}

impl Unheard {
    /// Why there was no connection.
    pub fn of(error: &reqwest::Error) -> Self {
        let mut next = error.source();
        while let Some(cause) = next {
            if let Some(why) = of_cause(cause) {
                return Self::Connection(why);
            }
            next = cause.source();
        }
        Self::Connection(Said::NoConnection)
    }

    pub fn said(self) -> Said {
        match self {
            Self::Timeout => Said::NoAnswerInTime,
            Self::Connection(why) => why,
            Self::Silent => Said::NotAsked,
        }
    }
}

fn of_cause(cause: &(dyn Error + 'static)) -> Option<Said> {
    if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
        return Some(of_tls(tls));
    }
    // The resolver's error has a type that nobody else sees.
    if cause.to_string() == "dns error" {
        return Some(Said::NoSuchHost);
    }
    let io = cause.downcast_ref::<std::io::Error>()?;
    if io.kind() == ErrorKind::ConnectionRefused {
        return Some(Said::ConnectionRefused);
    }
    // One may be wrapped in another, which is not its source.
    of_cause(io.get_ref()?)
}

fn of_tls(error: &rustls::Error) -> Said {
    match error {
        rustls::Error::InvalidCertificate(_) => Said::CertificateNotTrusted,
        rustls::Error::InvalidMessage(_) => Said::NoTls,
        _ => Said::TlsFailed,
    }
}
