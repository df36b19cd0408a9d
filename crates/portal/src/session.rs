//! Who is asking: signing in, and proving that it worked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::cookie::Jar;
use skott_model::matrix::{Account, Login, Scope};
use skott_model::profile::{Auth, AuthKind, ProbeIs};
use skott_model::{Detail, Doubt, DoubtKind, Received, Said};

use crate::chain::{Walk, Walker, take};
use crate::compose::{Outgoing, Values, address, compose, filled_one, header};
use crate::door::Door;
use crate::landing::{landing, told};
use crate::sign::{Signs, look_for};
use crate::trouble::Trouble;
use crate::wire::Badge;
use crate::{Answered, Portal, Secret};

/// A connection that lay idle so long is not used again: a portal that closes it at that moment, as the least patient do after two seconds,
/// would leave a change in doubt, which is not asked for twice.
const IDLE: Duration = Duration::from_millis(1500);

/// An account that is signed in: its own cookies, its own connections.
pub struct Session {
    account: String,
    auth: String,
    scope: Scope,
    identity: String,
    /// What a view's requests may say of the account; no secret.
    pub(crate) values: Values,
    pub(crate) client: Client,
    /// The client's cookies, for requests that add some of their own.
    pub(crate) jar: Arc<Jar>,
    pub(crate) badge: Badge,
    landed: Option<Arc<Landed>>,
    door: Door,
}

/// The page that a login ended on.
pub struct Landed {
    /// As received.
    pub page: Arc<Received>,
    /// Its path, as far as it may be said.
    pub told: String,
}

impl Session {
    /// The account's id.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The way it logged in.
    pub fn auth(&self) -> &str {
        &self.auth
    }

    /// True for who never logs in.
    pub(crate) fn is_signed_out(&self) -> bool {
        self.scope == Scope::SignedOut
    }

    /// What it was answered when it logged in and was asked who it is, since this was asked last.
    pub fn at_the_door(&self) -> Vec<Received> {
        self.door.take()
    }

    /// The page that the login ended on, if it opened.
    pub fn landed(&self) -> Option<Arc<Landed>> {
        self.landed.clone()
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("account", &self.account)
            .field("auth", &self.auth)
            .finish_non_exhaustive()
    }
}

impl Portal {
    /// Logs an account in and proves that it is who it should be.
    ///
    /// # Errors
    /// Why it could not, without any word of the portal's but where it redirected to.
    pub async fn sign_in(&self, account: &Account, auth: &str, secret: &Secret) -> Result<Session, Doubt> {
        let place = Detail::from(Said::Login(auth.to_owned()));
        let known = self.auths.get(auth).zip(account.credential.get(auth));
        let Some((way, login)) = known else {
            return Err(session_doubt(Said::NoCredential).at(&place));
        };
        let mut session = self
            .newcomer(account, auth, way, login, secret)
            .map_err(|trouble| trouble.at(&place))?;
        let (mut led_to, mut landed) = (None, None);
        if !way.steps.is_empty() {
            let entered = self.log_in(&session, (way, login), secret, &place).await?;
            session.badge = badge(way, login, secret, &entered.values).map_err(|trouble| trouble.at(&place))?;
            // What gives a token is no page.
            landed = entered.landed.filter(|_| way.kind == AuthKind::Form);
            led_to = entered.led_to;
        }
        self.prove(&session).await.map_err(|why| {
            let why = match led_to {
                Some(place) => more(why, Said::LoginLedTo(place)),
                None => why,
            };
            if is_turned_away(&why) { checked(why, login) } else { why }
        })?;
        self.is_no_yes_sayer(account, way, &session).await?;
        session.landed = landed.map(Arc::new);
        Ok(session)
    }

    /// Lets an account ask without logging in, where others would log in this way. Requests that say who asks say what `like` would. That
    /// the portal takes it for nobody is still to be proved.
    ///
    /// # Errors
    /// There is no client.
    pub fn stay_out(&self, account: &Account, auth: &str, like: Option<&Account>) -> Result<Session, Doubt> {
        let place = Detail::from(Said::WhoAmI(auth.to_owned()));
        let values = match like.and_then(|like| Some((like, like.credential.get(auth)?))) {
            Some((like, login)) => own_values(like, Some(login)),
            None => own_values(account, None),
        };
        self.nobody(account, auth, values).map_err(|trouble| trouble.at(&place))
    }

    /// Asks who the session is; it must be whom it should be.
    ///
    /// # Errors
    /// Somebody else, nobody, or no answer.
    pub async fn prove(&self, session: &Session) -> Result<(), Doubt> {
        let place = Detail::from(Said::WhoAmI(session.auth.clone()));
        let Some(way) = self.auths.get(&session.auth) else {
            return Err(session_doubt(Said::UnknownWay).at(&place));
        };
        self.ask_who(session, way, &place).await
    }

    async fn ask_who(&self, session: &Session, way: &Auth, place: &Detail) -> Result<(), Doubt> {
        let url = address(&way.who.get, &session.values, &self.base).map_err(|trouble| trouble.at(place))?;
        let walker = Walker {
            wire: &self.wire,
            session,
            signs: Signs::NONE,
            follow: false,
            moment: None,
        };
        let walk = walker.walk(Outgoing::get(url), place).await;
        session.door.hear(&walk.chain);
        self.is_expected(session, way, walk)
            .await
            .map_err(|trouble| trouble.at(place))
    }

    /// Asks the same of somebody who is not logged in: a probe that says yes to anybody proves nothing.
    async fn is_no_yes_sayer(&self, account: &Account, way: &Auth, session: &Session) -> Result<(), Doubt> {
        let place = Detail::from(Said::WhoAmI(session.auth.clone()));
        let nobody = Session {
            identity: session.identity.clone(),
            ..self
                .nobody(account, &session.auth, session.values.clone())
                .map_err(|trouble| trouble.at(&place))?
        };
        match self.ask_who(&nobody, way, &place).await {
            Err(_) => Ok(()),
            Ok(()) => Err(session_doubt(Said::ProbeSaysYes).at(&place)),
        }
    }

    /// A session in which nobody is logged in.
    fn nobody(&self, account: &Account, auth: &str, values: Values) -> Result<Session, Trouble> {
        let jar = Arc::new(Jar::default());
        Ok(Session {
            account: account.id.clone(),
            auth: auth.to_owned(),
            scope: account.scope.clone(),
            identity: String::new(),
            values,
            client: self.client(Arc::clone(&jar)).map_err(|_| no_client())?,
            jar,
            badge: Badge::Cookies,
            landed: None,
            door: Door::default(),
        })
    }

    fn newcomer(
        &self,
        account: &Account,
        auth: &str,
        way: &Auth,
        login: &Login,
        secret: &Secret,
    ) -> Result<Session, Trouble> {
        let nobody = self.nobody(account, auth, own_values(account, Some(login)))?;
        let badge = match way.steps.is_empty() {
            true => badge(way, login, secret, &with_secret(&nobody.values, secret))?,
            // It is known when they are taken.
            false => Badge::Cookies,
        };
        Ok(Session {
            identity: login.identity.clone(),
            badge,
            ..nobody
        })
    }

    /// The login's requests. No sign holds here: a login form looks like a lost session.
    async fn log_in(
        &self,
        session: &Session,
        (way, login): (&Auth, &Login),
        secret: &Secret,
        place: &Detail,
    ) -> Result<Entered, Doubt> {
        let mut values = with_secret(&session.values, secret);
        let mut here = self.base.clone();
        let walker = Walker {
            wire: &self.wire,
            session,
            signs: Signs::NONE,
            follow: true,
            moment: None,
        };
        let (mut led_to, mut landed) = (None, None);
        for (index, step) in way.steps.iter().enumerate() {
            let place = place.then(Said::Step(index + 1, None));
            let out = compose(step, &BTreeMap::new(), &values, &here).map_err(|trouble| trouble.at(&place))?;
            let walk = walker.walk(out, &place).await;
            session.door.hear(&walk.chain);
            led_to = landing(&walk.chain, &walk.url).map(|to| told(&to, &self.base, &values));
            let redirected = |why: Doubt| match &led_to {
                Some(place) => more(why, Said::RedirectedTo(place.clone())),
                None => why,
            };
            if walk.answer != Answered::Opened {
                let is_no = matches!(walk.status(), Some(400 | 401 | 403 | 422));
                let why = redirected(worst(walk, &place));
                let is_form = !step.form.is_empty();
                return Err(match is_no {
                    true if is_form => checked(more(why, Said::CheckForm), login),
                    true => checked(why, login),
                    false => why,
                });
            }
            take(&step.take, &walk.chain, &mut values)
                .await
                .map_err(|trouble| redirected(trouble.at(&place)))?;
            let address = told(&walk.url, &self.base, &values);
            here = walk.url;
            landed = walk.chain.last().map(|page| Landed {
                page: Arc::clone(page),
                told: address,
            });
        }
        Ok(Entered { values, led_to, landed })
    }

    async fn is_expected(&self, session: &Session, way: &Auth, walk: Walk) -> Result<(), Trouble> {
        if session.is_signed_out() {
            return self.is_nobody(session, way, walk).await;
        }
        let received = self.whole(session, walk)?;
        let found = look_for(&received, &way.who.take).await;
        let found = found.map_err(|_| session_doubt(Said::ProbeUnread))?;
        let found: BTreeSet<&str> = found.iter().map(|text| text.trim()).collect();
        let expected = self.expected(session, way.who.is)?;
        if found == expected {
            return Ok(());
        }
        Err(match found.is_empty() {
            true => Trouble::new(
                DoubtKind::Session,
                [Said::ProbeNobody, Said::NothingAt(way.who.take.to_string())],
            ),
            false => session_doubt(Said::ProbeAnother),
        })
    }

    /// Who never logged in may be sent away, as whoever asks for a page, or shown a login page or a name that no account has,
    /// as "guest".
    async fn is_nobody(&self, session: &Session, way: &Auth, walk: Walk) -> Result<(), Trouble> {
        let is_no = |status: u16| (300..500).contains(&status) && !matches!(status, 408 | 425 | 429);
        if walk.status().is_some_and(is_no) {
            return Ok(());
        }
        let received = self.whole(session, walk)?;
        let found = look_for(&received, &way.who.take).await.unwrap_or_default();
        let is_somebody = |name: &str| self.identities.is_empty() || self.identities.contains(name);
        match found.iter().any(|name| is_somebody(name.trim())) {
            true => Err(session_doubt(Said::ProbeAnother)),
            false => Ok(()),
        }
    }

    /// The last answer, if it is one that says who is there.
    fn whole(&self, session: &Session, walk: Walk) -> Result<Arc<Received>, Trouble> {
        let last = walk
            .chain
            .last()
            .filter(|_| walk.answer == Answered::Opened && walk.doubts.is_empty());
        if let Some(received) = last {
            return Ok(Arc::clone(received));
        }
        let led_to = landing(&walk.chain, &walk.url).map(|to| told(&to, &self.base, &session.values));
        Err(match (walk.status(), walk.doubts.into_iter().next()) {
            (None, Some(doubt)) => Trouble::new(doubt.kind, Said::NoAnswer),
            (Some(status), doubt) => {
                let what = Detail::from(Said::NoWholeAnswer(status));
                // A status that nobody knows is told already.
                let doubt = doubt.filter(|doubt| doubt.kind != DoubtKind::Status);
                let what = doubt.map_or(what.clone(), |doubt| what.then(doubt.detail));
                Trouble::new(
                    DoubtKind::Session,
                    match led_to {
                        Some(place) => what.then(Said::RedirectedTo(place)),
                        None => what,
                    },
                )
            }
            (None, None) => session_doubt(Said::NoAnswer),
        })
    }

    fn expected<'a>(&'a self, session: &'a Session, is: ProbeIs) -> Result<BTreeSet<&'a str>, Trouble> {
        match (is, &session.scope) {
            (ProbeIs::Identity, _) => Ok(BTreeSet::from([session.identity.as_str()])),
            (ProbeIs::Instances, Scope::All) => Ok(self.instances.iter().map(String::as_str).collect()),
            (ProbeIs::Instances, Scope::Instances(ids)) => Ok(ids.iter().map(String::as_str).collect()),
            (ProbeIs::Instances, Scope::None | Scope::SignedOut) => Ok(BTreeSet::new()),
            (ProbeIs::Instances, Scope::Own(_)) => Err(session_doubt(Said::ProbeInstances)),
        }
    }

    /// A client of one account's own. Without TLS no roots are needed, and a machine may have none.
    fn client(&self, jar: Arc<Jar>) -> reqwest::Result<Client> {
        let mut builder = Client::builder()
            .user_agent(concat!("skott/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .pool_idle_timeout(IDLE)
            .cookie_provider(jar);
        if self.is_loopback() {
            builder = builder.no_proxy();
        }
        if self.base.scheme() == "http" {
            builder = builder.tls_certs_only([]);
        }
        builder.build()
    }
}

/// What a login's requests came to.
struct Entered {
    /// What is known after them, the secret too.
    values: Values,
    /// Where the last one was redirected to.
    led_to: Option<String>,
    /// The page there.
    landed: Option<Landed>,
}

/// How a session says who it is, with these values at hand.
fn badge(way: &Auth, login: &Login, secret: &Secret, values: &Values) -> Result<Badge, Trouble> {
    Ok(match way.kind {
        AuthKind::Form => Badge::Cookies,
        AuthKind::Basic => Badge::Basic {
            user: login.user.clone(),
            secret: secret.clone(),
        },
        AuthKind::Header => {
            let value = filled_one(way.value.as_deref().unwrap_or("{secret}"), values)?;
            let (name, value) = header(way.name.as_deref().unwrap_or("Authorization"), &value)?;
            Badge::Header(name, value)
        }
    })
}

/// The login's own words for why it ended; a status alone says less than that there is no session.
fn worst(walk: Walk, place: &Detail) -> Doubt {
    let doubt = walk
        .doubts
        .into_iter()
        .last()
        .unwrap_or_else(|| session_doubt(Said::NotOpened).at(place));
    match doubt.kind {
        DoubtKind::Status => Doubt {
            kind: DoubtKind::Session,
            ..doubt
        },
        _ => doubt,
    }
}

/// The same, with what else was met.
fn more(why: Doubt, said: Said) -> Doubt {
    Doubt {
        detail: why.detail.then(said),
        ..why
    }
}

/// True where the portal says that nobody is logged in.
fn is_turned_away(why: &Doubt) -> bool {
    let is_no = |said: &Said| {
        matches!(
            said,
            Said::ProbeNobody | Said::NoWholeAnswer(301..=303 | 307 | 401 | 403)
        )
    };
    why.detail.parts().iter().any(is_no)
}

/// The same; where the portal answered and did not let the account in, what it was given may be wrong.
fn checked(why: Doubt, login: &Login) -> Doubt {
    match why.kind {
        DoubtKind::Session => more(why, Said::CheckCredential(login.secret.clone())),
        _ => why,
    }
}

fn no_client() -> Trouble {
    session_doubt(Said::NoClient)
}

fn session_doubt(what: Said) -> Trouble {
    Trouble::new(DoubtKind::Session, what)
}

pub(crate) fn own_values(account: &Account, login: Option<&Login>) -> Values {
    let (user, identity) = login
        .map(|login| (login.user.clone(), login.identity.clone()))
        .unwrap_or_default();
    let mut values = BTreeMap::from([("user".to_owned(), user), ("identity".to_owned(), identity)]);
    let whereabouts = account.whereabouts();
    values.extend(whereabouts.map(|(name, value)| (name.to_owned(), value.to_owned())));
    if let Scope::Instances(ids) = &account.scope
        && let [only] = ids.as_slice()
    {
        values.insert("instance".to_owned(), only.clone());
    }
    values
}

fn with_secret(values: &Values, secret: &Secret) -> Values {
    let mut values = values.clone();
    values.insert("secret".to_owned(), secret.reveal().to_owned());
    values
}
