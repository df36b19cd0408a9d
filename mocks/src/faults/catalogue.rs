//! Every fault, once: what it is called, what kind of mistake it is, and where it may be seen.

/// Makes the enum and the description of each of its members from one list, so that neither can lack what the other has.
macro_rules! catalogue {
    ($($fault:ident $name:literal $class:literal $kind:literal
        views $views:expr;
        accounts $accounts:expr;
        sv $sv:literal
        en $en:literal)*) => {
        /// A mistake in an authorization decision, a query or a cache, switched on by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault {
            $(#[doc = $en] $fault,)*
        }

        pub(super) const CATALOGUE: &[Description] = &[
            $(Description {
                fault: Fault::$fault,
                name: $name,
                class: $class,
                kind: $kind,
                views: &$views,
                accounts: &$accounts,
                sv: $sv,
                en: $en,
            },)*
        ];
    };
}

pub(super) struct Description {
    pub fault: Fault,
    pub name: &'static str,
    pub class: &'static str,
    pub kind: &'static str,
    pub views: &'static [&'static str],
    pub accounts: &'static [&'static str],
    pub sv: &'static str,
    pub en: &'static str,
}

/// Administrators of certain instances.
const LIMITED: [&str; 8] = [
    "ekonomi-en",
    "ekonomi-flera",
    "hr-en",
    "hr-flera",
    "ekonomi-kontaktperson",
    "ekonomi-aterkallad",
    "ekonomi-konto",
    "visar-som-ekonomi",
];
/// Views that ask the order page or its API.
const ORDERS: [&str; 7] = [
    "bestallningssidan",
    "dold-sortering",
    "manipulerat-urval",
    "bestallningar-annans-validator",
    "bestallningar-efter-aterkallelse",
    "bestallningar-som",
    "ovidkommande-parametrar",
];
const ORDER_PAGES: [&str; 4] = [
    "bestallningssidan",
    "manipulerat-urval",
    "bestallningar-som",
    "ovidkommande-parametrar",
];
const ORDER_APIS: [&str; 4] = [
    "bestallningssidan",
    "dold-sortering",
    "bestallningar-annans-validator",
    "bestallningar-efter-aterkallelse",
];
/// Views that ask the report on screen.
const REPORTS: [&str; 5] = [
    "rapport",
    "rapport-kring-sammanslagning",
    "rapport-efter-aterkallelse",
    "rapport-sarskild",
    "konto-andrat",
];
/// Views that are asked after a grant was revoked.
const REVOKED: [&str; 5] = [
    "rapport-efter-aterkallelse",
    "bestallningar-efter-aterkallelse",
    "exportfil-efter-aterkallelse",
    "schemalagd-efter-aterkallelse",
    "api-v1-tidigare",
];
/// Views that ask the people register.
const PEOPLE: [&str; 3] = [
    "personregister",
    "personregister-efter-flytt",
    "personregister-samtidigt",
];
const EXPORTS: [&str; 3] = ["export", "export-nagon-annans", "exportfil-efter-aterkallelse"];
const EMAIL_LISTS: [&str; 2] = ["epostlista", "epostlista-snedstreck"];
const CITY: &str = "stadsadministratör";
const EMPLOYEE: &str = "anställd";
const FINANCE: &str = "ekonomiadministratör";
const HR: &str = "hr-administratör";

catalogue! {
    OrderPageAllInstances "bestallningssida-alla-instanser" "F01" "foreign-value"
        views ORDERS;
        accounts LIMITED;
        sv "Beställningssidan visar en administratör beställningar från alla förvaltningar och bolag."
        en "The order page shows an administrator the orders of every instance."
    ReportForHr "rapport-hr-alla-instanser" "F01" "foreign-value"
        views REPORTS;
        accounts [HR];
        sv "Beställningsrapporten är rätt för ekonomi, men för HR rymmer den hela stadens beställningar."
        en "The order report is right for finance, but for HR it holds the whole city's orders."
    ScopeAsRange "behorighet-som-intervall" "F01" "foreign-value"
        views ORDERS;
        accounts ["hr-flera"];
        sv "Beställningssidan tar en behörighet till flera förvaltningar för ett intervall, och visar också dem som ligger emellan."
        en "The order page takes a scope of several instances for a range, and shows those in between, too."
    FirstInstanceOnly "export-bara-forsta-forvaltningen" "F01" "missing"
        views EXPORTS;
        accounts ["ekonomi-flera", "hr-flera"];
        sv "Exporten i bakgrunden rymmer bara den första av administratörens förvaltningar."
        en "The background export holds only the first of the administrator's instances."
    ReportFilesAllInstances "rapport-export-alla-instanser" "F02" "foreign-value"
        views ["rapport"];
        accounts [FINANCE, HR];
        sv "Beställningsrapporten är rätt på skärmen, men filerna (CSV, XLSX, PDF) rymmer hela stadens beställningar."
        en "The order report is right on screen, but its files (CSV, XLSX and PDF) hold the whole city's orders."
    EmailFileAllInstances "epostlista-csv-alla-instanser" "F02" "foreign-value"
        views ["epostlista"];
        accounts [HR];
        sv "E-postlistan är rätt på skärmen, men filen rymmer hela stadens adresser."
        en "The list of e-mail addresses is right on screen, but its file holds the whole city's."
    WorkbookAllInstances "rapport-xlsx-alla-instanser" "F03" "foreign-value"
        views ["rapport"];
        accounts [FINANCE, HR];
        sv "Rapporten är rätt på skärmen, som CSV och som PDF; bara Excelfilen rymmer hela stadens beställningar."
        en "The report is right on screen, as CSV and as PDF; only the workbook holds the whole city's orders."
    HiddenSheetUnscoped "rapport-dolt-blad" "F03" "foreign-value"
        views ["rapport"];
        accounts [FINANCE, HR];
        sv "Excelfilens synliga blad är rätt, men det dolda bladet med underlaget rymmer hela stadens beställningar."
        en "The workbook's visible sheet is right, but the hidden one with the source rows holds the whole city's orders."
    FileIgnoresDays "rapport-csv-utan-period" "F04" "surplus"
        views ["rapport"];
        accounts [CITY, FINANCE, HR];
        sv "Rapportens CSV-fil bryr sig inte om perioden som är vald på skärmen."
        en "The report's CSV file does not heed the period that is chosen on screen."
    JobReusesFile "export-ateranvander-urval" "F04" "surplus"
        views EXPORTS;
        accounts [CITY, FINANCE, HR];
        sv "Exporten i bakgrunden återanvänder kontots förra fil, fast urvalet är ett annat."
        en "The background export reuses the account's last file, although the selection is another."
    WorkbookShowsPay "excel-visar-lon" "F05" "forbidden-category"
        views ["rapport"];
        accounts [CITY, FINANCE, HR];
        sv "Excelfilen har en kolumn med lön, som inte finns på skärmen."
        en "The workbook has a column for pay, which the screen has not."
    ApiWholeRecord "api-visar-hela-posten" "F05" "undeclared-category"
        views ORDER_APIS;
        accounts [CITY, FINANCE, HR];
        sv "Beställningssidans API lämnar ut telefon och adress, som sidan inte visar."
        en "The order page's API gives away telephone and address, which the page does not show."
    PrintUnmasked "pdf-visar-skyddade" "F05" "protected-identity"
        views ["rapport"];
        accounts [CITY, FINANCE, HR];
        sv "Rapportens PDF visar namn och adress för personer med skyddade personuppgifter."
        en "The report's PDF shows name and address of persons whose identity is protected."
    OrderUnmasked "bestallning-visar-skyddade" "F05" "protected-identity"
        views ["bestallning"];
        accounts [CITY, FINANCE, HR, EMPLOYEE];
        sv "En beställnings API visar namn och adress för den som har skyddade personuppgifter; listorna gör det inte."
        en "The API of one order shows name and address of who has a protected identity; the lists do not."
    PrintShowsPay "pdf-visar-lon" "F06" "forbidden-category"
        views ["rapport"];
        accounts [CITY, FINANCE, HR];
        sv "Utskriften av rapporten (PDF) har personens lön under beställningens nummer, som varken skärmen eller filerna har."
        en "The report's print-out (PDF) has the person's pay beneath the order's number, which neither screen nor files have."
    PrintAllInstances "rapport-pdf-alla-instanser" "F06" "foreign-value"
        views ["rapport"];
        accounts [FINANCE, HR];
        sv "Utskriften av rapporten (PDF) rymmer hela stadens beställningar; allt annat är rätt."
        en "The report's print-out (PDF) holds the whole city's orders; all else is right."
    OrderById "bestallning-via-id" "F07" "opened"
        views ["bestallning", "bestallning-huvud"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Den som känner till ett beställnings-id kan öppna beställningen, vems den än är."
        en "Whoever knows the id of an order can open it, whoever it belongs to."
    LeafingUnscoped "kvitto-bladdra-i-nummerfoljd" "F08" "foreign-value"
        views ["kvitto"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Den som bläddrar till nästa kvitto kommer till nästa i staden, vems det än är."
        en "Whoever leafs to the next receipt comes to the city's next, whoever it belongs to."
    ParentCheckedOnly "bestallning-under-egen-forvaltning" "F09" "opened"
        views ["bestallning-i-forvaltning"];
        accounts ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Den som skriver sin egen förvaltning i adressen kan under den öppna vilken beställning som helst."
        en "Whoever writes the own instance in the address can open any order below it."
    ApproverOfAnother "attestant-fran-annan-forvaltning" "F10" "foreign-value"
        views ["bestallning", "bestallning-i-forvaltning"];
        accounts [FINANCE, HR];
        sv "På en beställning står en attestant från en annan förvaltning än beställningens."
        en "An order names an approver of another instance than its own."
    FilterOverridesScope "filter-overstyr-behorighet" "F11" "foreign-value"
        views ["bestallningssidan", "rapport", "export", "epostlista", "mejla", "statistik"];
        accounts [FINANCE, HR];
        sv "Den som väljer en främmande förvaltning i filtret får se dess beställningar."
        en "Whoever asks the filter for a foreign instance is shown its orders."
    AccountParameter "konto-i-adressen" "F11" "foreign-value"
        views ["ovidkommande-parametrar"];
        accounts [FINANCE, HR];
        sv "Parametern konto i adressen byter vems behörighet beställningssidan går efter."
        en "The parameter konto in the address changes by whose scope the order page goes."
    HeaderChoosesInstance "huvud-valjer-forvaltning" "F12" "opened"
        views ["api-per-forvaltning"];
        accounts [FINANCE, HR];
        sv "API:et för en förvaltning litar på HTTP-huvudet X-Forvaltning utan att pröva behörigheten."
        en "The API for one instance believes the header X-Forvaltning without checking scope."
    CookieChoosesInstance "kaka-valjer-forvaltning" "F12" "foreign-value"
        views ["ovidkommande-parametrar"];
        accounts [FINANCE, HR];
        sv "En kaka som heter forvaltning styr vilken förvaltning beställningssidan visar."
        en "A cookie named forvaltning decides whose orders the order page shows."
    AccountField "konto-i-formularet" "F12" "foreign-value"
        views ["mejla"];
        accounts [HR];
        sv "Fältet konto, som formuläret för brev inte har, byter vems behörighet mottagarna tas fram efter."
        en "The field konto, which the form for letters has not, changes by whose scope the receivers are found."
    RepeatedParameter "forvaltning-tva-ganger" "F13" "foreign-value"
        views ["manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "Står forvaltning två gånger i adressen prövas den första, och den sista visas."
        en "When forvaltning stands twice in the address, the first is checked and the last is shown."
    ArrayParameter "forvaltning-som-lista" "F13" "foreign-value"
        views ["ovidkommande-parametrar", "manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "Parametern forvaltning[] läses av frågan men inte av behörighetskontrollen."
        en "The parameter forvaltning[] is read by the query but not by the check of scope."
    ListOfIds "graphql-lista-provar-forsta" "F13" "foreign-value"
        views ["graphql"];
        accounts ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera", EMPLOYEE];
        sv "Frågas GraphQL efter en lista av beställningar i stället för en, prövas den första och den sista visas."
        en "When GraphQL is asked for a list of orders instead of one, the first is checked and the last is shown."
    WildcardInstance "forvaltning-jokertecken" "F14" "foreign-value"
        views ["manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "Ett jokertecken som förvaltning ger hela stadens beställningar."
        en "A wildcard for an instance gives the whole city's orders."
    BlankInstance "forvaltning-tom" "F14" "foreign-value"
        views ["manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "Står forvaltning i adressen utan värde läggs inget filter på alls, inte heller behörighetens."
        en "When forvaltning stands in the address without a value no filter is applied at all, nor that of scope."
    AllWordInstance "forvaltning-alla" "F14" "foreign-value"
        views ["manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "Ordet alla som förvaltning ger hela stadens beställningar."
        en "The word alla for an instance gives the whole city's orders."
    FoldedInstance "forvaltning-med-versaler" "F15" "foreign-value"
        views ["manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "En förvaltnings id med stora bokstäver går förbi behörighetskontrollen, men hittar rätt i frågan."
        en "An instance's id in capitals slips past the check of scope, but is found by the query."
    PaddedInstance "forvaltning-med-blanksteg" "F15" "foreign-value"
        views ["manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "En förvaltnings id med blanksteg omkring går förbi behörighetskontrollen, men hittar rätt i frågan."
        en "An instance's id with spaces around it slips past the check of scope, but is found by the query."
    InstanceDecodedTwice "forvaltning-avkodas-tva-ganger" "F15" "foreign-value"
        views ["manipulerat-urval"];
        accounts [CITY, FINANCE, HR];
        sv "En förvaltnings id, kodat två gånger, går förbi behörighetskontrollen, men avkodas en gång till av frågan."
        en "An instance's id, encoded twice, slips past the check of scope, but is decoded once more by the query."
    SearchPrecedence "sok-eller-utan-parentes" "F16" "foreign-value"
        views ["sok"];
        accounts [FINANCE, HR];
        sv "Sökningen prövar behörigheten för träffar på beställningsnummer, men inte för träffar på namn och adress."
        en "The search checks scope for hits by order id, but not for hits by name and address."
    NothingAskedNoScope "epostlista-utan-val" "F17" "foreign-value"
        views EMAIL_LISTS;
        accounts [HR];
        sv "Den som öppnar e-postlistan utan att välja något får hela stadens adresser."
        en "Whoever opens the list of e-mail addresses without choosing anything gets the whole city's."
    MassAssignment "konto-med-forvaltningar" "F18" "foreign-value"
        views ["konto-andrat"];
        accounts ["ekonomi-konto"];
        sv "Den som ändrar sitt eget konto kan skicka med vilka förvaltningar det ska ha."
        en "Whoever changes the own account can send along which instances it is to have."
    SearchFindsHidden "sok-pa-skyddade-uppgifter" "F19" "surplus"
        views ["sok"];
        accounts [CITY, "ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "En person med skyddade personuppgifter går att hitta genom att söka på de dolda uppgifterna."
        en "A person whose identity is protected can be found by what is hidden."
    SortsByHidden "sortering-pa-lon" "F19" "hidden-order"
        views ["dold-sortering"];
        accounts [CITY, FINANCE, HR];
        sv "Beställningssidan sorterar på vilken kolumn som helst i databasen, också på lön, och röjer så vem som tjänar mest."
        en "The order page sorts by any column of the database, pay as well, and so gives away who earns most."
    TotalLeaks "totalantal-lacker" "F20" "foreign-number"
        views ["bestallningssidan"];
        accounts [FINANCE, HR];
        sv "Beställningssidan visar rätt rader, men totalantalet räknar hela stadens beställningar i urvalet."
        en "The order page shows the right rows, but its total counts the whole city's orders in the selection."
    PersonTotalLeaks "epostlista-antal-hela-staden" "F20" "foreign-number"
        views ["epostlista"];
        accounts [HR];
        sv "E-postlistan visar rätt personer, men antalet räknar hela stadens."
        en "The list of e-mail addresses shows the right persons, but its number counts the whole city's."
    SumLeaks "statistik-summa-hela-staden" "F21" "foreign-number"
        views ["statistik"];
        accounts [FINANCE];
        sv "Statistiken räknar rätt antal, men summan är hela stadens."
        en "Statistics count the right number, but the sum is the whole city's."
    AverageLeaks "statistik-snitt-hela-staden" "F21" "foreign-number"
        views ["statistik"];
        accounts [FINANCE];
        sv "Statistiken räknar rätt antal och summa, men snittet är hela stadens."
        en "Statistics count the right number and sum, but the average is the whole city's."
    GroupsLeak "statistik-forman-hela-staden" "F21" "foreign-number"
        views ["statistik"];
        accounts [FINANCE];
        sv "Statistikens totaler är rätt, men raden för varje förmån räknar hela stadens beställningar."
        en "The totals of statistics are right, but the row of each benefit counts the whole city's orders."
    SuggestionsUnscoped "forslag-alla-instanser" "F22" "foreign-value"
        views ["forslag"];
        accounts [FINANCE, HR];
        sv "Sökrutan föreslår namn och beställningar från hela staden."
        en "The search box suggests names and orders of the whole city."
    ForbiddenNotMissing "nekad-i-stallet-for-saknad" "F23" "existence"
        views ["bestallning", "bestallning-huvud"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Om någon annans beställning svarar portalen att man saknar behörighet, om en som inte finns att den inte finns."
        en "Of somebody else's order the portal says that one may not see it; of one that does not exist, that it does not."
    BarredInMarkup "nekad-med-egen-formatmall" "F23" "existence"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Den som nekas en beställning som finns läser samma sak som om den inte fanns, men stycket har en klass för det som är spärrat."
        en "Who is refused an order that exists reads the same as if it did not, but the paragraph has a class for what is barred."
    DatedDenial "nekad-med-andringsdatum" "F23" "existence"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "API:et svarar att någon annans beställning inte finns, men berättar när den ändrades."
        en "The API answers that somebody else's order does not exist, but tells when it was changed."
    SearchTellsOfHits "sok-rojer-traff-utanfor" "F23" "existence"
        views ["sok"];
        accounts [FINANCE, HR];
        sv "Sökningen visar rätt rader, men säger att det finns träffar i förvaltningar som kontot inte har behörighet till."
        en "The search shows the right rows, but says that there are hits in instances that the account has no part in."
    SuggestionsTellOfMore "forslag-rojer-att-det-finns-fler" "F23" "existence"
        views ["forslag"];
        accounts [FINANCE, HR];
        sv "Sökförslagen är rätt, men om det finns fler räknas ut på hela stadens."
        en "The suggestions are right, but whether there are more is worked out on the whole city's."
    PersonsOffered "urvalslista-alla-bestallare" "F24" "foreign-value"
        views REPORTS;
        accounts [FINANCE, HR];
        sv "Rapportens lista att välja beställare ur rymmer hela stadens anställda."
        en "The report's list to choose a person from holds the whole city's employees."
    InstancesOffered "urvalslista-alla-forvaltningar" "F24" "foreign-option"
        views ["bestallningssidan"];
        accounts [FINANCE, HR];
        sv "Beställningssidans filter erbjuder alla förvaltningar och bolag att välja bland."
        en "The order page's filter offers every instance to choose among."
    NumberTaken "ordernummer-upptaget" "F25" "existence"
        views ["ordernummer"];
        accounts [FINANCE, HR];
        sv "Kontrollen av ett ordernummer säger att det är upptaget också när det hör till en annan förvaltning."
        en "The check of an order number says that it is taken also when it belongs to another instance."
    ErrorShowsRow "felmeddelande-med-rad" "F26" "foreign-value"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Meddelandet om en beställning som inte finns berättar vid vilken rad i staden sökningen stannade."
        en "The message for an order that is not there tells at which row of the city the search stopped."
    CursorCarriesScope "markor-bar-behorighet" "F28" "opened"
        views ["flode-annans-markor"];
        accounts [FINANCE, HR];
        sv "En markör för nästa sida fortsätter med behörigheten hos den som fick den, vem som än använder den."
        en "A cursor to the next page goes on with the scope of who was given it, whoever uses it."
    LaterPagesUnscoped "andra-sidan-alla-instanser" "F29" "foreign-value"
        views ORDERS;
        accounts LIMITED;
        sv "Beställningssidans första sida är rätt, men från sidan två glöms behörigheten."
        en "The order page's first page is right, but from page two on scope is forgotten."
    LimitBeforeScope "begransar-fore-behorighet" "F29" "missing"
        views ["sok"];
        accounts [CITY, "ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Sökningen tar de femtio senaste träffarna i staden och sållar sedan bort de främmande, så att egna saknas."
        en "The search takes the fifty latest hits in the city and sifts out the foreign ones after, so that own ones are missing."
    EmptyScopeSeesAll "tom-behorighet-ser-allt" "F30" "foreign-value"
        views [
            "bestallningssidan", "rapport", "bestallning", "sok", "forslag", "export", "epostlista", "mejla", "statistik",
            "handelselogg", "handelsestrom", "kvitto", "api-v1", "personregister", "importmall", "utskick", "utkorg",
            "personregister-samtidigt", "startsidan", "omskriven-adress",
            "schemalagd-rapport", "graphql", "epostlista-snedstreck", "bestallningar-annans-validator", "ovidkommande-parametrar",
            "bestallning-huvud", "ordernummer", "markera-en",
            "dold-sortering", "manipulerat-urval", "personregister-efter-flytt", "importmall-vid-namnbyte",
            "handelsestrom-vid-stangning", "rapport-kring-sammanslagning",
        ];
        accounts ["ekonomi-ingen", "hr-ingen"];
        sv "En administratör utan någon förvaltning ser allt i stället för ingenting."
        en "An administrator of no instance sees everything instead of nothing."
    RolesWiden "dubbla-roller-ser-allt" "F31" "foreign-value"
        views ["rapport-sarskild", "markera-flera"];
        accounts ["ekonomi-kontaktperson"];
        sv "Den som har en ofarlig roll utöver sin begränsade ser allt, för den andra rollen saknar gräns."
        en "Whoever has a harmless role beside the restricted one sees everything, for the other has no limit."
    SiblingCompanies "bolag-ser-alla-bolag" "F32" "foreign-value"
        views ["handelselogg"];
        accounts ["ekonomi-flera", "hr-flera"];
        sv "I händelseloggen räknas ett bolag som hela koncernen: den som har ett ser alla."
        en "In the event log one company counts for the whole group: who has one sees them all."
    NoInstanceIsEverybodys "utan-instans-syns-for-alla" "F33" "foreign-value"
        views ["sok"];
        accounts [FINANCE, HR];
        sv "Beställningar utan förvaltning går att söka fram för alla administratörer."
        en "Orders without instance are found by every administrator."
    DualEmploymentAll "dubbelanstalld-hela-historiken" "F34" "foreign-value"
        views REPORTS;
        accounts LIMITED;
        sv "Den som har två anställningar kommer med i rapporten med alla sina beställningar, också dem i den andra förvaltningen."
        en "Who has two employments is in the report with all orders, those in the other instance, too."
    OrderOfSamePerson "bestallning-av-samma-person" "F34" "opened"
        views ["bestallning", "bestallning-huvud"];
        accounts ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Den som får se en av en persons beställningar får öppna dem alla, också dem i den andra förvaltningen."
        en "Who may see one of a person's orders may open them all, those in the other instance, too."
    MovedOrdersFollow "flyttad-tar-med-bestallningar" "F35" "foreign-value"
        views ORDERS;
        accounts [FINANCE, HR];
        sv "När någon byter förvaltning följer de gamla beställningarna med till den nya, och försvinner ur den gamla."
        en "When somebody moves, the old orders follow to the new instance and are gone from the old one."
    MovedBackStays "flyttad-tillbaka-syns-kvar" "F35" "foreign-value"
        views PEOPLE;
        accounts ["ekonomi-flera", "hr-en"];
        sv "Den som flyttar till en förvaltning och tillbaka igen syns kvar i personregistret där personen tidigare var."
        en "Whoever moves to an instance and back again is still seen in the people register where that person once was."
    MergeStays "sammanslagning-upphor-inte" "F36" "foreign-value"
        views REPORTS;
        accounts ["ekonomi-flera", "hr-en"];
        sv "När en förvaltning går upp i en annan får den andra se dess gamla beställningar i rapporten, också sedan det har ångrats."
        en "When an instance is merged into another, that one sees its old orders in the report, even after it was undone."
    ClosedIsEverybodys "stangd-forvaltning-syns-for-alla" "F36" "foreign-value"
        views ["handelsestrom", "handelsestrom-vid-stangning"];
        accounts ["ekonomi-flera", "ekonomi-ingen", "hr-en", "hr-ingen"];
        sv "När en förvaltning stängs har dess beställningar ingen ägare längre, och strömmen av händelser visar dem för alla."
        en "When an instance is closed its orders have no owner any more, and the stream of events shows them to everybody."
    RenamedIsLost "namnbyte-tappar-behorighet" "F36" "missing"
        views ["importmall", "importmall-vid-namnbyte"];
        accounts LIMITED;
        sv "Behörigheten hänger på förvaltningens namn: när den byter namn försvinner dess personer ur mallen för import."
        en "Scope hangs on the instance's name: when it is renamed its people vanish from the template for imports."
    HeirSeesOld "uppgangen-forvaltning-arvs" "F36" "foreign-value"
        views PEOPLE;
        accounts ["ekonomi-flera", "hr-en"];
        sv "Den förvaltning som tog över en annans verksamhet ser personerna som beställde i den gamla."
        en "The instance that took over another's work sees the persons who ordered in the old one."
    CancelledUnscoped "avbrutna-utan-behorighet" "F37" "foreign-value"
        views ["bestallningssidan"];
        accounts [FINANCE, HR];
        sv "Den som väljer status avbruten får hela stadens avbrutna beställningar."
        en "Whoever chooses the status for cancelled gets the whole city's cancelled orders."
    OrderApiUnchecked "bestallning-api-utan-kontroll" "F38" "opened"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Sidan för en beställning prövar vems den är, men inte API:et under den."
        en "The page of an order checks whose it is, but not the API beneath it."
    HiddenNotClosed "statistik-dold-men-oppen" "F38" "opened"
        views ["statistik"];
        accounts [HR];
        sv "Statistiken är dold i menyn för HR, men öppnas för den som skriver in adressen."
        en "Statistics are hidden from HR in the menu, but open for whoever types the address."
    OldApiUnscoped "gamla-apiet-alla-instanser" "F39" "foreign-value"
        views ["api-v1", "api-v1-tidigare"];
        accounts [FINANCE, HR];
        sv "Det nya API:et är rätt avgränsat, men det gamla lämnar ut hela stadens beställningar."
        en "The new API is scoped, but the old one gives away the whole city's orders."
    LatestUnscoped "startsidan-hela-stadens" "F01" "foreign-value"
        views ["startsidan", "omskriven-adress"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Startsidan räknar rätt, men de fem senaste beställningarna är hela stadens."
        en "The start page counts as it should, but the five latest orders are the whole city's."
    LeaverKeepsSession "slutat-men-kvar-i-sessionen" "F40" "opened"
        views ["mina-efter-avslut"];
        accounts ["anstalld-slutat"];
        sv "Att någon har slutat prövas bara vid inloggningen: i en öppen session går beställningarna fortfarande att se."
        en "That somebody has left is checked at login alone: in an open session the orders can still be seen."
    SessionKeepsGrant "behorighet-sparas-i-sessionen" "F40" "foreign-value"
        views REVOKED;
        accounts ["ekonomi-aterkallad", "ekonomi-tidigare"];
        sv "En återkallad behörighet gäller tills administratören loggar ut."
        en "What was revoked still holds until the administrator logs out."
    OldApiKeepsGrant "gamla-apiet-behorighet-fran-inloggningen" "F40" "foreign-value"
        views ["api-v1-tidigare"];
        accounts ["ekonomi-tidigare"];
        sv "Det gamla API:et går efter den behörighet som kontot hade när det loggade in, också sedan den har återkallats."
        en "The old API goes by what the account was granted when it logged in, also after that was revoked."
    CacheOutlivesGrant "cache-overlever-aterkallelse" "F40" "foreign-value"
        views ["bestallningar-efter-aterkallelse"];
        accounts ["ekonomi-aterkallad"];
        sv "API:et svarar ur sin cache också efter att behörigheten har återkallats."
        en "The API answers from its cache also after the grant was revoked."
    JobOutlivesGrant "exportfil-overlever-aterkallelse" "F40" "opened"
        views ["exportfil-efter-aterkallelse"];
        accounts ["ekonomi-aterkallad"];
        sv "En fil som beställdes före återkallelsen går att hämta efter den."
        en "A file that was ordered before the grant was revoked can be fetched after."
    CacheWithoutAccount "cache-utan-konto" "F41" "foreign-value"
        views ORDER_APIS;
        accounts [CITY, FINANCE, HR];
        sv "Beställningssidans API sparar svar per adress, utan konto: den som frågar efter får den förras svar."
        en "The order page's API keeps answers by address without account: who asks next gets the last one's answer."
    CacheBeforeLogin "cache-fore-inloggningen" "F41" "opened"
        views ORDER_APIS;
        accounts ["besokare"];
        sv "Cachen framför portalen svarar den som inte är inloggad med det som någon annan senast fick på samma adress."
        en "The cache in front of the portal answers who is not logged in with what somebody else was last given at the address."
    CacheWithoutQuery "cache-utan-urval" "F41" "surplus"
        views ["statistik"];
        accounts [CITY, FINANCE];
        sv "Statistikens API sparar svar per konto, utan urval: den som väljer om får förra urvalets siffror."
        en "The statistics' API keeps answers by account without selection: who chooses again gets the last numbers."
    ValidatorSkipsAccount "validator-utan-konto" "F42" "foreign-value"
        views ["bestallningar-annans-validator"];
        accounts [CITY, FINANCE, HR];
        sv "Den som skickar en ETag (If-None-Match) får svaret ur cachen utan att kontot prövas."
        en "Whoever sends a validator (If-None-Match) is answered from the cache without a look at the account."
    ValidatorOfAll "validator-samma-for-alla" "F42" "foreign-validator"
        views ["bestallningar-annans-validator"];
        accounts [CITY, FINANCE, HR];
        sv "ETag-värdet är detsamma för alla konton: den som skickar någon annans får svaret ”oförändrat”."
        en "The validator (ETag) is the same for every account: whoever sends somebody else's is told that nothing has changed."
    OneInTen "utskick-ett-av-tio" "F43" "foreign-value"
        views ["mejla"];
        accounts [HR];
        sv "Vart tionde svar räknas ut utan behörighet, och då får hela staden brevet."
        en "One answer in ten is worked out without scope, and then the whole city gets the letter."
    TabsShareInstance "flikar-delar-forvaltning" "F43" "missing"
        views ["arbetsyta"];
        accounts [CITY, FINANCE, HR];
        sv "Byter man förvaltning i en flik byts den i alla, utan att de visar det."
        en "Changing instance in one tab changes it in all, and they do not show it."
    SharedConnection "samtidiga-anrop-blandas" "F43" "foreign-value"
        views PEOPLE;
        accounts [FINANCE, HR];
        sv "När två konton frågar samtidigt svarar personregistret det ena med det andras behörighet."
        en "When two accounts ask at once, the people register answers one with the other's scope."
    ImpersonationKeepsScope "visa-som-behaller-behorighet" "F44" "foreign-value"
        views ["bestallningar-som"];
        accounts ["visar-som-ekonomi"];
        sv "Den som ser portalen som någon annan (”visa som”) behåller sin egen behörighet under den andras namn."
        en "Whoever sees the portal as somebody else keeps the own scope under the other's name."
    JobByAddress "exportfil-via-adress" "F45" "opened"
        views ["export-nagon-annans", "exportfil-efter-aterkallelse"];
        accounts [FINANCE, HR];
        sv "En export går att hämta för den som känner till dess adress, vem som än beställde den."
        en "An export can be fetched by whoever knows its address, whoever ordered it."
    JobStatusByAddress "exportstatus-via-adress" "F45" "opened"
        views ["exportstatus-nagon-annans"];
        accounts [FINANCE, HR];
        sv "Hur det går för en export får den veta som känner till dess adress, vem som än beställde den."
        en "How an export is getting on is told to whoever knows its address, whoever ordered it."
    JobWithoutLogin "exportfil-utan-inloggning" "F45" "opened"
        views ["export-nagon-annans"];
        accounts ["besokare"];
        sv "Filen med en export går att hämta utan att logga in, för den som känner till dess adress."
        en "The file of an export can be fetched without logging in by whoever knows its address."
    JobAsSystem "exportjobb-som-system" "F46" "foreign-value"
        views EXPORTS;
        accounts [FINANCE, HR];
        sv "Exporten i bakgrunden körs med systemets rättigheter i stället för beställarens."
        en "The background export runs with the system's rights instead of those of who ordered it."
    ScheduleKeepsGrant "schemalagd-med-gammal-behorighet" "F46" "foreign-value"
        views ["schemalagd-efter-aterkallelse"];
        accounts ["ekonomi-aterkallad"];
        sv "En schemalagd rapport tas fram med den behörighet som gällde när den schemalades."
        en "A scheduled report is made with what was granted when it was scheduled."
    LetterToMore "brev-till-fler-an-visat" "F47" "foreign-value"
        views ["utskick"];
        accounts [HR];
        sv "Förhandsgranskningen visar rätt mottagare, men brevet går till hela staden."
        en "The preview shows the right receivers, but the letter goes to the whole city."
    OutboxOfAll "utkorgen-visar-allas" "F47" "foreign-value"
        views ["utkorg"];
        accounts [FINANCE, HR];
        sv "Utkorgen visar allas brev, med mottagarna."
        en "The outbox shows everybody's letters, with their receivers."
    ReceiptByAddress "kvitto-via-adress" "F48" "opened"
        views ["kvitto"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Ett kvitto går att hämta för den som känner till dess adress, vems det än är."
        en "A receipt can be fetched by whoever knows its address, whoever it belongs to."
    ReceiptWithoutLogin "kvitto-utan-inloggning" "F48" "opened"
        views ["kvitto"];
        accounts ["besokare"];
        sv "Ett kvitto går att hämta utan att logga in."
        en "A receipt can be fetched without logging in."
    StreamWithoutChannel "strom-utan-kanal" "F49" "foreign-value"
        views ["handelsestrom", "handelsestrom-vid-stangning"];
        accounts [FINANCE, HR];
        sv "Den som följer händelseströmmen utan att ange kanal får hela stadens händelser."
        en "Whoever follows the stream of events without a channel gets the whole city's."
    ChannelUnchecked "strom-frammande-kanal" "F49" "foreign-value"
        views ["handelsestrom"];
        accounts [FINANCE, HR];
        sv "Den som följer en annan förvaltnings kanal i händelseströmmen får dess händelser."
        en "Whoever follows another instance's channel of the stream of events gets its events."
    EventLogUnscoped "handelselogg-alla-instanser" "F50" "foreign-value"
        views ["handelselogg"];
        accounts [FINANCE, HR];
        sv "Händelseloggen på skärmen visar hela stadens händelser; API:et under den är rätt."
        en "The event log on screen shows the whole city's events; the API beneath it is right."
    HeadUnchecked "head-utan-kontroll" "F51" "opened"
        views ["bestallning-huvud"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Vid ett HEAD-anrop prövas inte vems beställningen är."
        en "When one asks for the headers of an order alone, whose it is goes unchecked."
    MethodOverridden "metod-byts-med-huvud" "F51" "foreign-write"
        views ["markera-en"];
        accounts [FINANCE, HR];
        sv "HTTP-huvudet X-HTTP-Method-Override gör en POST till en PUT som inte prövar vems beställningen är."
        en "The header X-HTTP-Method-Override makes a POST a PUT that does not check whose the order is."
    MethodField "metod-byts-i-anropet" "F51" "foreign-write"
        views ["markera-en"];
        accounts [FINANCE, HR];
        sv "Fältet _method i anropet gör en POST till en PUT som inte prövar vems beställningen är."
        en "The field _method in the body makes a POST a PUT that does not check whose the order is."
    SlashUnchecked "snedstreck-utan-kontroll" "F52" "opened"
        views ["epostlista-snedstreck"];
        accounts [FINANCE, EMPLOYEE];
        sv "Med ett snedstreck sist i adressen prövas inte rollen."
        en "With a slash at the end of the address the role goes unchecked."
    EncodedUnchecked "kodad-adress-utan-kontroll" "F52" "foreign-value"
        views ["epostlista"];
        accounts [FINANCE, EMPLOYEE];
        sv "Rollen prövas mot adressen som den är skriven: med en bokstav som kod, /%65postlista, öppnas e-postlistan för alla."
        en "The role is checked against the address as written: with a letter as its code, /%65postlista, the list of e-mail addresses opens for anybody."
    AddressRewritten "huvud-skriver-om-adressen" "F52" "foreign-value"
        views ["omskriven-adress"];
        accounts [CITY, FINANCE, HR, EMPLOYEE];
        sv "HTTP-huvudet X-Original-URL byter sida efter att behörigheten har prövats."
        en "The header X-Original-URL changes the page after rights were checked."
    BulkFirstOnly "markera-flera-provar-forsta" "F53" "foreign-write"
        views ["markera-flera"];
        accounts ["ekonomi-en", "hr-en", "ekonomi-kontaktperson"];
        sv "Markeras flera beställningar på en gång prövas bara om den första är ens egen."
        en "When several orders are marked at once, only the first is checked to be one's own."
    WriteUnchecked "markering-i-andras" "F54" "foreign-write"
        views ["markera-en"];
        accounts [FINANCE, HR];
        sv "En administratör kan skriva en markering på en beställning i en annan förvaltning."
        en "An administrator can write a mark on an order of another instance."
    MarkBeforeCheck "markering-fore-kontroll" "F54" "foreign-write"
        views ["markera-en"];
        accounts [FINANCE, HR];
        sv "Markeringen skrivs innan det prövas vems beställningen är: svaret är ett nej, men ändringen är gjord."
        en "The mark is written before it is checked whose the order is: the answer is a refusal, but the change was made."
    MarkWithoutCondition "markering-utan-villkor" "F54" "foreign-write"
        views ["markera-en"];
        accounts [FINANCE, HR];
        sv "När en administratör markerar en egen beställning markeras alla: frågan saknar villkor."
        en "When an administrator marks an order of its own, all are marked: the query has no condition."
    RelationUnscoped "graphql-syskon-utan-grans" "F55" "foreign-value"
        views ["graphql"];
        accounts [EMPLOYEE];
        sv "Genom GraphQL når en anställd från sin egen beställning alla andra i förvaltningen."
        en "Through GraphQL an employee reaches from the own order all others in the instance."
    RefusalHoldsPage "nekad-sida-med-innehall" "F56" "foreign-value"
        views EMAIL_LISTS;
        accounts [FINANCE];
        sv "Den som saknar behörighet till e-postlistan nekas, men sidan följer med i svaret."
        en "Whoever may not see the list of e-mail addresses is refused, but the page comes with the refusal."
    PageDataUnscoped "sidans-data-alla-instanser" "F57" "foreign-value"
        views ORDER_PAGES;
        accounts [FINANCE, HR];
        sv "Beställningssidan visar rätt rader, men datan som sidans skript läser rymmer hela stadens beställningar."
        en "The order page shows the right rows, but the data for its scripts holds the whole city's orders."
    TemplateUnscoped "importmall-alla-instanser" "F58" "foreign-value"
        views ["importmall", "importmall-vid-namnbyte"];
        accounts [FINANCE, HR];
        sv "Mallen för import är ifylld med hela stadens personer."
        en "The template for imports is filled in with the whole city's persons."
}
