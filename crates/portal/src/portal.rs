//! A portal that can be asked: its address, its profile's signs and ways to log in, and its limits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use skott_model::profile::{Auth, Fault, Limits, Path, Profile, Sign, locators};
use url::{Host, Url};

use crate::Streams;
use crate::gate::Spent;
use crate::locate::check;
use crate::wire::Wire;

/// A portal that can be asked.
pub struct Portal {
    pub(crate) base: Url,
    pub(crate) auths: BTreeMap<String, Auth>,
    pub(crate) refusal: Vec<Sign>,
    /// Refusals, and what else answers a manipulated request.
    pub(crate) rejection: Vec<Sign>,
    /// What a lost session looks like, in whichever way one had logged in.
    pub(crate) signed_out: Vec<Sign>,
    /// The paths of the pages on which one logs in.
    pub(crate) logins: Vec<String>,
    pub(crate) instances: Vec<String>,
    pub(crate) identities: BTreeSet<String>,
    pub(crate) wire: Wire,
    pub(crate) pages: usize,
}

/// Why a portal cannot be asked at all: the suite is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortalError {
    /// The address is none.
    #[error("the portal's address is not scheme, host and port alone; write it as https://portal.example")]
    Address,
}

/// What of a profile cannot be asked: an address that is none, a selector or expression that cannot be read.
pub fn faults(profile: &Profile) -> Vec<Fault> {
    let mut faults = Vec::new();
    if base(&profile.base_url).is_err() {
        let what = "the portal's address is not scheme, host and port alone";
        faults.push(Fault::new(
            Path::of(["base_url"]),
            what,
            "write it as https://portal.example",
        ));
    }
    for (at, locator) in locators(profile) {
        if let Err(error) = check(locator) {
            faults.push(Fault::new(at, error.to_string(), "correct it"));
        }
    }
    faults
}

impl Portal {
    /// The portal of a profile, at an address.
    ///
    /// # Errors
    /// The address cannot be read.
    pub fn new(profile: &Profile, base_url: &str, limits: Limits) -> Result<Self, PortalError> {
        let base = base(base_url)?;
        // Another part of the program may have chosen a provider already; that one serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            logins: logins(profile, &base),
            base,
            auths: profile.auth.clone(),
            refusal: profile.refusal.clone(),
            rejection: profile.refusal.iter().chain(&profile.rejection).cloned().collect(),
            signed_out: profile.auth.values().flat_map(|way| way.signed_out.clone()).collect(),
            instances: Vec::new(),
            identities: BTreeSet::new(),
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

    /// What probes answer of accounts: who is shown one of these is logged in.
    #[must_use]
    pub fn with_identities(mut self, identities: BTreeSet<String>) -> Self {
        self.identities = identities;
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

/// The pages that ways to log in ask for. The front page is one that much leads to.
fn logins(profile: &Profile, base: &Url) -> Vec<String> {
    let steps = profile.auth.values().flat_map(|way| &way.steps);
    let asked = steps.filter_map(|step| base.join(step.get.as_deref()?).ok());
    let paths = asked.map(|url| url.path().to_owned());
    paths.filter(|path| path != "/").collect()
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
