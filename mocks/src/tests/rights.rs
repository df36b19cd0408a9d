//! Who sees whose orders where, in the sound portal and with each fault.

use std::collections::BTreeSet;

use skott_population::Order;

use super::browser::{Browser, header, portal, sheet_text, text};
use super::population::city;
use crate::Fault;

const ACCOUNTS: [&str; 8] = [
    "stadsadmin",
    "ekonomi-en",
    "hr-en",
    "ekonomi-flera",
    "hr-flera",
    "ekonomi-ingen",
    "hr-ingen",
    "anna@stad.example",
];

/// What each account sees in the sound portal, in the order above: the instances whose orders or persons are found in
/// the answer (`-` for persons without), `.` for none, or the status where it is not 200.
const SOUND: &str = "
    /bestallningar                     abcd-  a    b    bc   ac   .    .    403
    /api/bestallningar                 abcd-  a    b    bc   ac   .    .    403
    /bestallningar?forvaltning=d       d      .    .    .    .    .    .    403
    /bestallningar?forvaltning=a       a      a    .    .    a    .    .    403
    /bestallningar?forvaltning=x       .      .    .    .    .    .    .    403
    /bestallningar?status=avbruten     c      .    .    c    c    .    .    403
    /rapport                           abcd-  a    b    bc   ac   .    .    403
    /rapport?forvaltning=d             d      .    .    .    .    .    .    403
    /rapport.csv                       abcd-  a    b    bc   ac   .    .    403
    /rapport.csv?teckenkodning=utf8    abcd-  a    b    bc   ac   .    .    403
    /rapport.csv?forvaltning=d         d      .    .    .    .    .    .    403
    /rapport.csv?fran=2020-12-01       a      a    .    .    a    .    .    403
    /rapport#bestallare                abcd-  a    b    bc   ac   .    .    403
    /rapport.xlsx#Underlag             abcd-  a    b    bc   ac   .    .    403
    /rapport.xlsx                      abcd-  a    b    bc   ac   .    .    403
    /rapport.pdf                       abcd-  a    b    bc   ac   .    .    403
    /bestallning/best-a1               a      a    404  404  a    404  404  a
    /api/bestallning/best-a1           a      a    404  404  a    404  404  a
    /bestallning/best-d1               d      404  404  404  404  404  404  404
    /api/bestallning/best-d1           d      404  404  404  404  404  404  404
    /bestallning/best-n1               -      404  404  404  404  404  404  404
    /bestallning/best-x1               404    404  404  404  404  404  404  404
    /sok?q=best-                       abcd-  a    b    bc   ac   .    .    403
    /sok?q=STAD.ex                     abcd-  a    b    bc   ac   .    .    403
    /sok?q=Hemma                       .      .    .    .    .    .    .    403
    /api/forslag?q=best-               abcd-  a    b    bc   ac   .    .    403
    /api/forslag?q=Dag                 d      .    .    .    .    .    .    403
    /epostlista                        abcd-  403  b    403  ac   403  .    403
    /epostlista?forvaltning=d          d      403  .    403  .    403  .    403
    /epostlista.csv                    abcd-  403  b    403  ac   403  .    403
    /mejla                             .      403  .    403  .    403  .    403
    brev                               abcd-  403  b    403  ac   403  .    403
    /statistik                         abcd-  a    403  bc   403  .    403  403
    /api/statistik                     abcd-  a    403  bc   403  .    403  403
    /statistik?forvaltning=d           d      .    403  .    403  .    403  403
    /export                            .      .    .    .    .    .    .    403
    exportfil                          abcd-  a    b    bc   ac   .    .    403
    /handelselogg                      abcd-  a    b    bc   ac   .    .    403
    /api/handelser                     abcd-  a    b    bc   ac   .    .    403
    /api/strom                         abcd-  a    b    bc   ac   .    .    403
    /api/strom?kanal=d                 d      .    .    .    .    .    .    403
    /kvitto/best-a1                    a      a    404  404  a    404  404  a
    /kvitto/best-d1                    d      404  404  404  404  404  404  404
    /kvitto/best-a2#nasta              -      a    404  404  a    404  404  a
    /forvaltning/bestallning/best-a1?forvaltning=a a      a    404  404  a    404  404  403
    /forvaltning/bestallning/best-d1?forvaltning=a 404    404  404  404  404  404  404  403
    /api/v1/orders                     abcd-  a    b    bc   ac   .    .    403
    /api/forvaltning/bestallningar#d   d      404  404  404  404  404  404  403
    /api/forvaltning/bestallningar#c   c      404  404  c    c    404  404  403
    /personregister                    abcd-  a    b    bc   ac   .    .    403
    /importmall.csv                    abcd-  a    b    bc   ac   .    .    403
    utskick                            abcd-  403  b    403  ac   403  .    403
    /utkorg                            abcd-  .    b    .    ac   .    .    403
    schema                             abcd-  a    b    bc   ac   .    .    403
    graphql                            a      a    .    .    a    .    .    a
    /epostlista/                       303    303  303  303  303  303  303  303
    HEAD                               200    404  404  404  404  404  404  404
    omskriven                          ad-    a    b    bc   ac   .    .    a
    kaka                               abcd-  a    b    bc   ac   .    .    403
    /bestallningar?forvaltning=a&forvaltning=d 400 400 400 400 400 400 400 403
    /bestallningar?forvaltning[]=d     abcd-  a    b    bc   ac   .    .    403
    /bestallningar?konto=x             abcd-  a    b    bc   ac   .    .    403
    /bestallningar?forvaltning=*       .      .    .    .    .    .    .    403
    /bestallningar?forvaltning=D       .      .    .    .    .    .    .    403
    /bestallningar?status=x            400    400  400  400  400  400  400  403
    /organisation                      .      403  403  403  403  403  403  403
    /konton                            .      403  403  403  403  403  403  403
    /personal                          abcd-  403  403  403  403  403  403  403
    /visa-som                          .      403  403  403  403  403  403  403
    /mina-bestallningar                403    403  403  403  403  403  403  a
    /api/mina-bestallningar            403    403  403  403  403  403  403  a
    /                                  ad-    a    b    bc   ac   .    .    a";

/// What each fault changes, below its name; `=` and all other rows are as in the sound portal.
const FAULTY: &str = "
  ! bestallningssida-alla-instanser
    kaka                               =  abcd- abcd- abcd- abcd- = = =
    /bestallningar?forvaltning[]=d     =  abcd- abcd- abcd- abcd- = = =
    /bestallningar?konto=x             =  abcd- abcd- abcd- abcd- = = =
    /bestallningar?status=avbruten     =      c    c    =    =    =    =    =
    /bestallningar                     abcd-  abcd- abcd- abcd- abcd- .    .    403
    /api/bestallningar                 abcd-  abcd- abcd- abcd- abcd- .    .    403
    /bestallningar?forvaltning=d       d      d    d    d    d    .    .    403
    /bestallningar?forvaltning=a       a      a    a    a    a    .    .    403
  ! startsidan-hela-stadens
    /                                  =      ad-  ad-  ad-  ad-  ad-  ad-  ad-
    omskriven                          =      ad-  ad-  ad-  ad-  ad-  ad-  ad-
  ! rapport-export-alla-instanser
    /rapport.csv?fran=2020-12-01       =      =    a    a    =    a    a    =
    /rapport.xlsx#Underlag             =      abcd- abcd- abcd- abcd- abcd- abcd- =
    /rapport.csv                       abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403
    /rapport.csv?teckenkodning=utf8    abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403
    /rapport.csv?forvaltning=d         d      d    d    d    d    d    d    403
    /rapport.xlsx                      abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403
    /rapport.pdf                       abcd-  abcd- abcd- abcd- abcd- abcd- abcd- 403
  ! filter-overstyr-behorighet
    /bestallningar?forvaltning=d       d      d    d    d    d    d    d    403
    /bestallningar?forvaltning=a       a      a    a    a    a    a    a    403
    /rapport?forvaltning=d             d      d    d    d    d    d    d    403
    /rapport.csv?forvaltning=d         d      d    d    d    d    d    d    403
    /epostlista?forvaltning=d          d      403  d    403  d    403  d    403
    /statistik?forvaltning=d           d      d    403  d    403  d    403  403
  ! tom-behorighet-ser-allt
    /                                  = = = = = ad- ad- =
    omskriven                          = = = = = ad- ad- =
    kaka                               = = = = = abcd- abcd- =
    /bestallningar?forvaltning[]=d     = = = = = abcd- abcd- =
    /bestallningar?konto=x             = = = = = abcd- abcd- =
    /handelselogg                      =      =    =    =    =    abcd- abcd- =
    /api/handelser                     =      =    =    =    =    abcd- abcd- =
    /api/strom                         =      =    =    =    =    abcd- abcd- =
    /api/strom?kanal=d                 =      =    =    =    =    d    d    =
    /kvitto/best-a1                    =      =    =    =    =    a    a    =
    /kvitto/best-d1                    =      =    =    =    =    d    d    =
    /kvitto/best-a2#nasta              =      =    =    =    =    -    -    =
    /api/v1/orders                     =      =    =    =    =    abcd- abcd- =
    /personregister                    =      =    =    =    =    abcd- abcd- =
    /importmall.csv                    =      =    =    =    =    abcd- abcd- =
    utskick                            =      =    =    =    =    =    abcd- =
    /utkorg                            =      =    =    =    =    =    abcd- =
    schema                             =      =    =    =    =    abcd- abcd- =
    graphql                            =      =    =    =    =    a    a    =
    HEAD                               =      =    =    =    =    200  200  =
    /bestallningar?status=avbruten     =      =    =    =    =    c    c    =
    /rapport.csv?fran=2020-12-01       =      =    =    =    =    a    a    =
    /rapport.xlsx#Underlag             =      =    =    =    =    abcd- abcd- =
    /rapport#bestallare                =      =    =    =    =    abcd- abcd- =
    /bestallningar                     abcd-  a    b    bc   ac   abcd- abcd- 403
    /api/bestallningar                 abcd-  a    b    bc   ac   abcd- abcd- 403
    /bestallningar?forvaltning=d       d      .    .    .    .    d    d    403
    /bestallningar?forvaltning=a       a      a    .    .    a    a    a    403
    /rapport                           abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport?forvaltning=d             d      .    .    .    .    d    d    403
    /rapport.csv                       abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport.csv?teckenkodning=utf8    abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport.csv?forvaltning=d         d      .    .    .    .    d    d    403
    /rapport.xlsx                      abcd-  a    b    bc   ac   abcd- abcd- 403
    /rapport.pdf                       abcd-  a    b    bc   ac   abcd- abcd- 403
    /bestallning/best-a1               a      a    404  404  a    a    a    a
    /api/bestallning/best-a1           a      a    404  404  a    a    a    a
    /bestallning/best-d1               d      404  404  404  404  d    d    404
    /api/bestallning/best-d1           d      404  404  404  404  d    d    404
    /bestallning/best-n1               -      404  404  404  404  -    -    404
    /sok?q=best-                       abcd-  a    b    bc   ac   abcd- abcd- 403
    /sok?q=STAD.ex                     abcd-  a    b    bc   ac   abcd- abcd- 403
    /api/forslag?q=best-               abcd-  a    b    bc   ac   abcd- abcd- 403
    /api/forslag?q=Dag                 d      .    .    .    .    d    d    403
    /epostlista                        abcd-  403  b    403  ac   403  abcd- 403
    /epostlista?forvaltning=d          d      403  .    403  .    403  d    403
    /epostlista.csv                    abcd-  403  b    403  ac   403  abcd- 403
    brev                               abcd-  403  b    403  ac   403  abcd- 403
    /statistik                         abcd-  a    403  bc   403  abcd- 403  403
    /api/statistik                     abcd-  a    403  bc   403  abcd- 403  403
    /statistik?forvaltning=d           d      .    403  .    403  d    403  403
    exportfil                          abcd-  a    b    bc   ac   abcd- abcd- 403
  ! bestallning-via-id
    HEAD                               =      200  200  200  200  200  200  200
    /bestallning/best-a1               a      a    a    a    a    a    a    a
    /api/bestallning/best-a1           a      a    a    a    a    a    a    a
    /bestallning/best-d1               d      d    d    d    d    d    d    d
    /api/bestallning/best-d1           d      d    d    d    d    d    d    d
    /bestallning/best-n1               -      -    -    -    -    -    -    -
  ! rapport-hr-alla-instanser
    /rapport.xlsx#Underlag             =      =    abcd- =   abcd- =   =    =
    /rapport                           =      =    abcd- =   abcd- =   =    =
    /rapport?forvaltning=d             =      =    d    =    d    =    =    =
    /rapport.csv                       =      =    abcd- =   abcd- =   =    =
    /rapport.csv?teckenkodning=utf8    =      =    abcd- =   abcd- =   =    =
    /rapport.csv?forvaltning=d         =      =    d    =    d    =    =    =
    /rapport.csv?fran=2020-12-01       =      =    a    =    =    =    =    =
    /rapport.xlsx                      =      =    abcd- =   abcd- =   =    =
    /rapport.pdf                       =      =    abcd- =   abcd- =   =    =
    /rapport#bestallare                =      =    abcd- =   abcd- =   =    =
  ! behorighet-som-intervall
    kaka                               = = = = abc = = =
    /bestallningar?forvaltning[]=d     = = = = abc = = =
    /bestallningar?konto=x             = = = = abc = = =
    /bestallningar                     =      =    =    =    abc  =    =    =
    /api/bestallningar                 =      =    =    =    abc  =    =    =
  ! export-bara-forsta-forvaltningen
    exportfil                          =      =    =    b    a    =    =    =
  ! epostlista-csv-alla-instanser
    /epostlista.csv                    =      =    abcd- =   abcd- =   abcd- =
  ! rapport-xlsx-alla-instanser
    /rapport.xlsx#Underlag             =      abcd- abcd- abcd- abcd- abcd- abcd- =
    /rapport.xlsx                      =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! rapport-dolt-blad
    /rapport.xlsx#Underlag             =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! rapport-csv-utan-period
    /rapport.csv?fran=2020-12-01       abcd-  =    b    bc   ac   =    =    =
  ! rapport-pdf-alla-instanser
    /rapport.pdf                       =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! attestant-fran-annan-forvaltning
    /forvaltning/bestallning/best-a1?forvaltning=a ab     ab   =    =    ab   =    =    =
    /bestallning/best-a1               ab     ab   =    =    ab   =    =    =
    /api/bestallning/best-a1           ab     ab   =    =    ab   =    =    =
    /bestallning/best-d1               ad     =    =    =    =    =    =    =
    /api/bestallning/best-d1           ad     =    =    =    =    =    =    =
  ! sok-eller-utan-parentes
    /sok?q=STAD.ex                     =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! epostlista-utan-val
    /epostlista                        =      =    abcd- =   abcd- =   abcd- =
    /epostlista.csv                    =      =    abcd- =   abcd- =   abcd- =
  ! sok-pa-skyddade-uppgifter
    /sok?q=Hemma                       d      =    =    =    =    =    =    =
  ! statistik-summa-hela-staden
    /statistik                         =      abcd- =   abcd- =  abcd- =    =
    /api/statistik                     =      abcd- =   abcd- =  abcd- =    =
    /statistik?forvaltning=d           =      d    =    d    =    d    =    =
  ! forslag-alla-instanser
    /api/forslag?q=best-               =      abcd- abcd- abcd- abcd- abcd- abcd- =
    /api/forslag?q=Dag                 =      d    d    d    d    d    d    =
  ! nekad-i-stallet-for-saknad
    HEAD                               =      403  403  403  403  403  403  403
    /bestallning/best-a1               =      =    403  403  =    403  403  =
    /bestallning/best-d1               =      403  403  403  403  403  403  403
    /bestallning/best-n1               =      403  403  403  403  403  403  403
  ! urvalslista-alla-bestallare
    /rapport#bestallare                =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! utan-instans-syns-for-alla
    /sok?q=best-                       =      a-   b-   bc-  ac-  -    -    =
    /sok?q=STAD.ex                     =      a-   b-   bc-  ac-  -    -    =
  ! dubbelanstalld-hela-historiken
    /rapport.xlsx#Underlag             =      ab   ab   abc  abc  =    =    =
    /rapport                           =      ab   ab   abc  abc  =    =    =
    /rapport#bestallare                =      =    =    =    =    =    =    =
    /rapport.csv                       =      ab   ab   abc  abc  =    =    =
    /rapport.csv?teckenkodning=utf8    =      ab   ab   abc  abc  =    =    =
    /rapport.csv?fran=2020-12-01       =      =    a    a    =    =    =    =
    /rapport.xlsx                      =      ab   ab   abc  abc  =    =    =
    /rapport.pdf                       =      ab   ab   abc  abc  =    =    =
  ! flyttad-tar-med-bestallningar
    kaka                               = ab = = abc = = =
    /bestallningar?forvaltning[]=d     = ab = = abc = = =
    /bestallningar?konto=x             = ab = = abc = = =
    /bestallningar                     =      ab   =    =    abc  =    =    =
    /api/bestallningar                 =      ab   =    =    abc  =    =    =
  ! avbrutna-utan-behorighet
    /bestallningar?status=avbruten     =      c    c    c    c    c    c    =
  ! bestallning-api-utan-kontroll
    /api/bestallning/best-a1           =      a    a    a    a    a    a    a
    /api/bestallning/best-d1           =      d    d    d    d    d    d    d
  ! statistik-dold-men-oppen
    /statistik                         =      =    b    =    ac   =    .    =
    /api/statistik                     =      =    b    =    ac   =    .    =
    /statistik?forvaltning=d           =      =    .    =    .    =    .    =
  ! exportjobb-som-system
    exportfil                          =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! nekad-sida-med-innehall
    /epostlista                        =      403+abcd- = 403+abcd- = 403+abcd- =  =
    /epostlista?forvaltning=d          =      403+d =   403+d =   403+d =    =
    /epostlista.csv                    =      403+abcd- = 403+abcd- = 403+abcd- =  =
  ! sidans-data-alla-instanser
    kaka                               =  abcd- abcd- abcd- abcd- abcd- abcd- =
    /bestallningar?forvaltning[]=d     =  abcd- abcd- abcd- abcd- abcd- abcd- =
    /bestallningar?konto=x             =  abcd- abcd- abcd- abcd- abcd- abcd- =
    /bestallningar                     =      abcd- abcd- abcd- abcd- abcd- abcd- =
    /bestallningar?forvaltning=d       =      d    d    d    d    d    d    =
    /bestallningar?forvaltning=a       =      a    a    a    a    a    a    =
    /bestallningar?status=avbruten     =      c    c    c    c    c    c    =
  ! kvitto-bladdra-i-nummerfoljd
    /kvitto/best-a2#nasta              =      -    =    =    -    =    =    -
  ! bestallning-under-egen-forvaltning
    /forvaltning/bestallning/best-d1?forvaltning=a d      d    =    =    d    =    =    =
  ! huvud-valjer-forvaltning
    /api/forvaltning/bestallningar#d   =      d    d    d    d    d    d    =
    /api/forvaltning/bestallningar#c   =      c    c    =    =    c    c    =
  ! kaka-valjer-forvaltning
    kaka                               =      d    d    d    d    d    d    =
  ! konto-i-adressen
    /bestallningar?konto=x             =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! forvaltning-tva-ganger
    /bestallningar?forvaltning=a&forvaltning=d d d d d   d    d    d    =
  ! forvaltning-som-lista
    /bestallningar?forvaltning[]=d     d      d    d    d    d    d    d    =
  ! forvaltning-jokertecken
    /bestallningar?forvaltning=*       abcd-  abcd- abcd- abcd- abcd- abcd- abcd- =
  ! forvaltning-med-versaler
    /bestallningar?forvaltning=D       d      d    d    d    d    d    d    =
  ! felmeddelande-med-rad
    /bestallning/best-a1               =      =     404+a 404+a =     404+a 404+a =
    /bestallning/best-d1               =      404+a 404+a 404+a 404+a 404+a 404+a 404+a
    /bestallning/best-n1               =      404+a 404+a 404+a 404+a 404+a 404+a 404+a
    /bestallning/best-x1               404+a  404+a 404+a 404+a 404+a 404+a 404+a 404+a
  ! bolag-ser-alla-bolag
    /handelselogg                      =      =    =    bcd  acd  =    =    =
    /api/handelser                     =      =    =    bcd  acd  =    =    =
  ! gamla-apiet-alla-instanser
    /api/v1/orders                     =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! brev-till-fler-an-visat
    utskick                            =      =    abcd- =   abcd- =   abcd- =
    /utkorg                            =      =    abcd- =   abcd- =   abcd- =
  ! utkorgen-visar-allas
    /utkorg                            =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! kvitto-via-adress
    /kvitto/best-a1                    =      =    a    a    =    a    a    =
    /kvitto/best-d1                    =      d    d    d    d    d    d    d
    /kvitto/best-a2#nasta              =      -    -    -    -    -    -    -
  ! strom-utan-kanal
    /api/strom                         =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! handelselogg-alla-instanser
    /handelselogg                      =      abcd- abcd- abcd- abcd- abcd- abcd- =
  ! head-utan-kontroll
    HEAD                               =      200  200  200  200  200  200  200
  ! snedstreck-utan-kontroll
    /epostlista/                       abcd-  a    b    bc   ac   .    .    a
  ! huvud-skriver-om-adressen
    omskriven                          abcd-  abcd- abcd- abcd- abcd- abcd- abcd- abcd-
  ! importmall-alla-instanser
    /importmall.csv                    =      abcd- abcd- abcd- abcd- abcd- abcd- =";

/// Faults that change no row of these: each has a test of its own in `faults`.
const ELSEWHERE: &[Fault] = &[
    Fault::SortsByHidden,
    Fault::TotalLeaks,
    Fault::AverageLeaks,
    Fault::GroupsLeak,
    Fault::InstancesOffered,
    Fault::PersonTotalLeaks,
    Fault::JobReusesFile,
    Fault::WorkbookShowsPay,
    Fault::ApiWholeRecord,
    Fault::PrintUnmasked,
    Fault::PrintShowsPay,
    Fault::DatedDenial,
    Fault::LaterPagesUnscoped,
    Fault::LimitBeforeScope,
    Fault::CacheWithoutAccount,
    Fault::CacheWithoutQuery,
    Fault::OneInTen,
    Fault::MassAssignment,
    Fault::CursorCarriesScope,
    Fault::ValidatorSkipsAccount,
    Fault::ValidatorOfAll,
    Fault::BulkFirstOnly,
    Fault::WriteUnchecked,
    Fault::MarkBeforeCheck,
    Fault::MarkWithoutCondition,
    Fault::MethodOverridden,
    Fault::NumberTaken,
    Fault::RolesWiden,
    Fault::HeirSeesOld,
    Fault::MovedBackStays,
    Fault::MergeStays,
    Fault::ClosedIsEverybodys,
    Fault::RenamedIsLost,
    Fault::LeaverKeepsSession,
    Fault::SessionKeepsGrant,
    Fault::OldApiKeepsGrant,
    Fault::CacheOutlivesGrant,
    Fault::JobOutlivesGrant,
    Fault::TabsShareInstance,
    Fault::SharedConnection,
    Fault::ImpersonationKeepsScope,
    Fault::JobByAddress,
    Fault::ScheduleKeepsGrant,
    Fault::RelationUnscoped,
    Fault::AccountField,
    Fault::ListOfIds,
    Fault::BlankInstance,
    Fault::AllWordInstance,
    Fault::PaddedInstance,
    Fault::InstanceDecodedTwice,
    Fault::CacheBeforeLogin,
    Fault::JobStatusByAddress,
    Fault::JobWithoutLogin,
    Fault::ReceiptWithoutLogin,
    Fault::ChannelUnchecked,
    Fault::MethodField,
    Fault::EncodedUnchecked,
    Fault::OrderUnmasked,
    Fault::OrderOfSamePerson,
    Fault::BarredInMarkup,
    Fault::SearchTellsOfHits,
    Fault::SuggestionsTellOfMore,
];

type Row = (&'static str, Vec<&'static str>);

fn rows(table: &'static str) -> Vec<Row> {
    let row = |line: &'static str| {
        let mut cells = line.split_whitespace();
        (cells.next().unwrap(), cells.collect())
    };
    table.lines().filter(|line| !line.trim().is_empty()).map(row).collect()
}

#[test]
fn each_account_sees_its_own_in_the_sound_portal() {
    let wrong = differing(None, &[]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_fault_changes_what_it_says_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut told: BTreeSet<Fault> = ELSEWHERE.iter().copied().collect();
    for block in FAULTY.split('!').skip(1) {
        let (name, changes) = block.split_once('\n').unwrap();
        let fault = name.trim().parse().unwrap();
        assert!(told.insert(fault), "{fault} is told twice");
        wrong.extend(differing(Some(fault), &rows(changes)));
    }
    let untold: Vec<_> = Fault::all().filter(|fault| !told.contains(fault)).collect();
    assert!(untold.is_empty(), "{untold:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where an account is answered otherwise than the tables say.
fn differing(fault: Option<Fault>, changes: &[Row]) -> Vec<String> {
    let portal = portal(fault);
    let sound = rows(SOUND);
    assert!(
        changes.iter().all(|(path, _)| sound.iter().any(|(p, _)| p == path)),
        "a change of an unknown row"
    );
    let full = |(path, cells): &Row| assert_eq!(cells.len(), ACCOUNTS.len(), "{path}");
    sound.iter().chain(changes).for_each(full);
    let mut wrong = Vec::new();
    for (at, account) in ACCOUNTS.iter().enumerate() {
        let mut browser = Browser::logged_in(&portal, account);
        for (path, cells) in &sound {
            let change = changes.iter().find(|(changed, _)| changed == path);
            let changed = change.map_or("=", |(_, cells)| cells[at]);
            let expected = if changed == "=" { cells[at] } else { changed };
            let seen = seen(&mut browser, path);
            if seen != expected {
                wrong.push(format!("{fault:?}: {account} at {path}: {seen}, not {expected}"));
            }
        }
    }
    wrong
}

fn seen(browser: &mut Browser, path: &str) -> String {
    let answer = match path {
        "brev" => match browser.get("/mejla").status {
            200 => browser.fill_in("/mejla", "/mejla/forhandsgranska", &[("amne", "Hej")]),
            _ => browser.post("/mejla/forhandsgranska", &[]),
        },
        "exportfil" => match browser.get("/export").status {
            200 => {
                let job = browser.fill_in("/export", "/export", &[]);
                let job = header(&job, "location").to_owned();
                browser.get(&job);
                browser.get(&job);
                browser.get(&format!("{job}/fil"))
            }
            _ => browser.post("/export", &[]),
        },
        "utskick" => match browser.get("/mejla") {
            form if form.status == 200 => {
                let sent = browser.post_with_token(&text(&form), "/mejla/skicka", &[]);
                browser.get(header(&sent, "location"))
            }
            refused => refused,
        },
        "schema" => match browser.get("/schemalagda") {
            form if form.status == 200 => {
                let made = browser.fill_in("/schemalagda", "/schemalagda", &[]);
                let schedule = header(&made, "location").to_owned();
                let run = browser.fill_in(&schedule, &format!("{schedule}/kor"), &[]);
                browser.get(header(&run, "location"))
            }
            refused => refused,
        },
        "graphql" => browser.post_json(
            "/api/graphql",
            r#"{"queryId": "bestallningMedSyskon", "variables": {"id": "best-a1"}}"#,
        ),
        "HEAD" => {
            return browser
                .send("HEAD", "/bestallning/best-d1", Vec::new())
                .status
                .to_string();
        }
        "omskriven" => browser.with_header("x-original-url", "/rapport", |browser| browser.get("/")),
        "kaka" => {
            browser.cookies.insert("forvaltning".into(), "d".into());
            let answer = browser.get("/bestallningar");
            browser.cookies.remove("forvaltning");
            answer
        }
        path => match path.split_once('#') {
            Some((path, "nasta")) => match browser.get(path) {
                receipt if receipt.status == 200 => {
                    let next = header(&receipt, "link").split(['<', '>']).nth(1).unwrap().to_owned();
                    browser.get(&next)
                }
                refused => refused,
            },
            Some((path, instance)) => browser.with_header("x-forvaltning", instance, |browser| browser.get(path)),
            None => browser.get(path),
        },
    };
    let shown = match path.split_once('#') {
        Some((_, "Underlag")) if answer.status == 200 => sheet_text(&answer.body, "Underlag"),
        Some((_, "bestallare")) => options(&text(&answer)),
        _ => without_options(&text(&answer)),
    };
    match answer.status {
        200 if path.contains("statistik") => in_sum(&shown),
        200 => in_text(&shown),
        status if in_text(&shown) == "." => status.to_string(),
        status => format!("{status}+{}", in_text(&shown)),
    }
}

/// The list that one chooses a person from.
fn options(page: &str) -> String {
    let list = page
        .split_once("<select name=\"bestallare\">")
        .map_or("", |(_, rest)| rest);
    list.split_once("</select>").map_or("", |(list, _)| list).to_owned()
}

fn without_options(page: &str) -> String {
    page.replace(&options(page), "")
}

/// The instances whose orders, or persons who have orders nowhere else, occur in a text below its header.
fn in_text(text: &str) -> String {
    let text = text.split_once("<main>").map_or(text, |(_, main)| main);
    let city = city();
    let only_there = |o: &Order| {
        city.orders
            .iter()
            .all(|other| other.person != o.person || other.instance == o.instance)
    };
    let name = |o: &Order| {
        let person = city.persons.iter().find(|p| p.id == o.person).unwrap();
        format!("{} {}", person.given_name, person.family_name)
    };
    let shown = |o: &&Order| {
        text.contains(&o.id) || (only_there(o) && (text.contains(&format!("{}@", o.person)) || text.contains(&name(o))))
    };
    let found: BTreeSet<_> = city
        .orders
        .iter()
        .filter(shown)
        .map(|o| o.instance.as_deref().unwrap_or("~"))
        .collect();
    or_dot(found.into_iter().collect::<String>().replace('~', "-"))
}

/// The instances whose orders are counted in a sum: each has a decimal place of its own.
fn in_sum(text: &str) -> String {
    let total = text
        .split("id=\"total-summa\"")
        .nth(1)
        .or_else(|| text.split("\"summa\":").nth(1))
        .unwrap();
    let total = total.split_once(['>', '"']).unwrap().1;
    let kronor: String = total
        .chars()
        .take_while(|c| !",.".contains(*c))
        .filter(char::is_ascii_digit)
        .collect();
    let counted = kronor
        .chars()
        .rev()
        .zip(["a", "b", "c", "d", "-"])
        .filter(|(digit, _)| *digit != '0');
    or_dot(counted.map(|(_, instance)| instance).collect())
}

fn or_dot(found: String) -> String {
    if found.is_empty() { ".".to_owned() } else { found }
}
