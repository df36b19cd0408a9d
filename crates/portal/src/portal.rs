//! A portal that can be asked: its address, its profile's signs and ways to log in, and its limits.

use std::collections::BTreeMap;
use std::sync::Arc;

use skott_model::profile::{Auth, Limits, Locator, Profile, Sign};
use url::{Host, Url};

use crate::Streams;
use crate::gate::Spent;
use crate::locate::{LocateError, check};
use crate::wire::Wire;

/// A portal that can be asked.
pub struct Portal {
    pub(crate) base: Url,
    pub(crate) auths: BTreeMap<String, Auth>,
    pub(crate) refusal: Vec<Sign>,
    /// Refusals, and what else answers a manipulated request.
    pub(crate) rejection: Vec<Sign>,
    pub(crate) instances: Vec<String>,
    pub(crate) wire: Wire,
    pub(crate) pages: usize,
}

/// Why a portal cannot be asked at all: the suite is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortalError {
    /// The address is none.
    #[error("the portal's address is not scheme, host and port alone; write it as https://portal.example")]
    Address,
    /// A locator cannot be read.
    #[error("{place}: {error}; correct it")]
    Locator {
        /// Where it stands in the profile.
        place: String,
        /// What is wrong with it.
        error: LocateError,
    },
}

impl Portal {
    /// The portal of a profile, at an address.
    ///
    /// # Errors
    /// The address, or a selector or expression of the profile, cannot be read.
    pub fn new(profile: &Profile, base_url: &str, limits: Limits) -> Result<Self, PortalError> {
        let base = base(base_url)?;
        for (place, locator) in locators(profile) {
            check(locator).map_err(|error| PortalError::Locator { place, error })?;
        }
        // Another part of the program may have chosen a provider already; that one serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            base,
            auths: profile.auth.clone(),
            refusal: profile.refusal.clone(),
            rejection: profile.refusal.iter().chain(&profile.rejection).cloned().collect(),
            instances: Vec::new(),
            wire: Wire::new(&limits),
            pages: limits.pages.max(1),
        })
    }

    /// The instances that an account of scope `all` must be shown by a probe of instances.
    #[must_use]
    pub fn with_instances(mut self, instances: Vec<String>) -> Self {
        self.instances = instances;
        self
    }

    /// Hands large texts on to these while they come in.
    #[must_use]
    pub fn with_streams(mut self, streams: Arc<dyn Streams>) -> Self {
        self.wire.streams = Some(streams);
        self
    }

    /// What was asked of it so far.
    pub fn spent(&self) -> Spent {
        self.wire.spent()
    }

    pub(crate) fn is_loopback(&self) -> bool {
        match self.base.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        }
    }
}

fn base(text: &str) -> Result<Url, PortalError> {
    let url = Url::parse(text).map_err(|_| PortalError::Address)?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if plain { Ok(url) } else { Err(PortalError::Address) }
}

/// Every locator of a profile and where it stands.
fn locators(profile: &Profile) -> impl Iterator<Item = (String, &Locator)> {
    let auths = profile.auth.iter().flat_map(|(name, auth)| {
        let steps = auth.steps.iter().flat_map(|step| step.take.values());
        let signs = auth.signed_out.iter().filter_map(|sign| sign.has.as_ref());
        std::iter::once(&auth.who.take)
            .chain(steps)
            .chain(signs)
            .map(move |l| (format!("[auth.{name}]"), l))
    });
    let refusals = profile
        .refusal
        .iter()
        .chain(&profile.rejection)
        .filter_map(|sign| sign.has.as_ref())
        .map(|l| ("[[refusal]]".to_owned(), l));
    let formats = profile
        .view
        .iter()
        .flat_map(|view| view.format.iter().map(move |format| (view, format)));
    let views = formats.flat_map(|(view, format)| {
        let taken = format.steps.iter().flat_map(|step| step.take.values());
        let polled = format
            .steps
            .iter()
            .filter_map(|step| step.poll.as_ref()?.until.as_ref());
        let numbers = format.numbers.iter().map(|number| &number.at);
        let lists = format.lists.iter().map(|list| &list.at);
        let read = format.effect.iter().flat_map(|effect| {
            let taken = effect.steps().flat_map(|step| step.take.values());
            taken.chain([&effect.at])
        });
        let place = format!("view {}, format {}", view.id.get_ref(), format.id.get_ref());
        taken
            .chain(polled)
            .chain(&format.next)
            .chain(numbers)
            .chain(lists)
            .chain(read)
            .map(move |l| (place.clone(), l))
    });
    let lived = profile
        .principal
        .iter()
        .flat_map(|p| p.history.iter().map(move |step| (p, step)));
    let histories = lived.flat_map(|(principal, step)| {
        let place = format!("principal {}", principal.id.get_ref());
        let asked = step.ask.iter().flat_map(|ask| ask.take.values());
        asked
            .chain(step.reads.iter().map(|reads| &reads.at))
            .map(move |l| (place.clone(), l))
    });
    auths.chain(refusals).chain(views).chain(histories)
}
