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

const CITY: &str = "stadsadministratör";
const EMPLOYEE: &str = "anställd";
const FINANCE: &str = "ekonomiadministratör";
const HR: &str = "hr-administratör";

catalogue! {
    OrderPageAllInstances "bestallningssida-alla-instanser" "F01" "foreign-value"
        views ["bestallningssidan"];
        accounts ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Beställningssidan visar en administratör beställningar från alla förvaltningar och bolag."
        en "The order page shows an administrator the orders of every instance."
    ReportForHr "rapport-hr-alla-instanser" "F01" "foreign-value"
        views ["rapport"];
        accounts [HR];
        sv "Beställningsrapporten är rätt för ekonomi, men för HR rymmer den hela stadens beställningar."
        en "The order report is right for finance, but for HR it holds the whole city's orders."
    ScopeAsRange "behorighet-som-intervall" "F01" "foreign-value"
        views ["bestallningssidan"];
        accounts ["hr-flera"];
        sv "Beställningssidan tar en behörighet till flera förvaltningar för ett intervall, och visar också dem som ligger emellan."
        en "The order page takes a scope of several instances for a range, and shows those in between, too."
    FirstInstanceOnly "export-bara-forsta-forvaltningen" "F01" "missing"
        views ["export"];
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
        views ["export"];
        accounts [CITY, FINANCE, HR];
        sv "Exporten i bakgrunden återanvänder kontots förra fil, fast urvalet är ett annat."
        en "The background export reuses the account's last file, although the selection is another."
    WorkbookShowsPay "excel-visar-lon" "F05" "forbidden-category"
        views ["rapport"];
        accounts [CITY, FINANCE, HR];
        sv "Excelfilen har en kolumn med lön, som inte finns på skärmen."
        en "The workbook has a column for pay, which the screen has not."
    ApiWholeRecord "api-visar-hela-posten" "F05" "undeclared-category"
        views ["bestallningssidan"];
        accounts [CITY, FINANCE, HR];
        sv "Beställningssidans API lämnar ut telefon och adress, som sidan inte visar."
        en "The order page's API gives away telephone and address, which the page does not show."
    PrintUnmasked "pdf-visar-skyddade" "F05" "protected-identity"
        views ["rapport"];
        accounts [CITY, FINANCE, HR];
        sv "Rapportens PDF visar namn och adress för personer med skyddade personuppgifter."
        en "The report's PDF shows name and address of persons whose identity is protected."
    PrintAllInstances "rapport-pdf-alla-instanser" "F06" "foreign-value"
        views ["rapport"];
        accounts [FINANCE, HR];
        sv "Utskriften av rapporten (PDF) rymmer hela stadens beställningar; allt annat är rätt."
        en "The report's print-out (PDF) holds the whole city's orders; all else is right."
    OrderById "bestallning-via-id" "F07" "opened"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Den som känner till ett beställnings-id kan öppna beställningen, vems den än är."
        en "Whoever knows the id of an order can open it, whoever it belongs to."
    ApproverOfAnother "attestant-fran-annan-forvaltning" "F10" "foreign-value"
        views ["bestallning"];
        accounts [FINANCE, HR];
        sv "På en beställning står en attestant från en annan förvaltning än beställningens."
        en "An order names an approver of another instance than its own."
    FilterOverridesScope "filter-overstyr-behorighet" "F11" "foreign-value"
        views ["bestallningssidan", "rapport", "export", "epostlista", "mejla", "statistik"];
        accounts [FINANCE, HR];
        sv "Den som väljer en främmande förvaltning i filtret får se dess beställningar."
        en "Whoever asks the filter for a foreign instance is shown its orders."
    SearchPrecedence "sok-eller-utan-parentes" "F16" "foreign-value"
        views ["sok"];
        accounts [FINANCE, HR];
        sv "Sökningen prövar behörigheten för träffar på beställningsnummer, men inte för träffar på namn och adress."
        en "The search checks scope for hits by order id, but not for hits by name and address."
    NothingAskedNoScope "epostlista-utan-val" "F17" "foreign-value"
        views ["epostlista"];
        accounts [HR];
        sv "Den som öppnar e-postlistan utan att välja något får hela stadens adresser."
        en "Whoever opens the list of e-mail addresses without choosing anything gets the whole city's."
    SearchFindsHidden "sok-pa-skyddade-uppgifter" "F19" "surplus"
        views ["sok"];
        accounts [CITY, "ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "En person med skyddade personuppgifter går att söka fram på det som är dolt."
        en "A person whose identity is protected can be found by what is hidden."
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
    SuggestionsUnscoped "forslag-alla-instanser" "F22" "foreign-value"
        views ["forslag"];
        accounts [FINANCE, HR];
        sv "Sökrutan föreslår namn och beställningar från hela staden."
        en "The search box suggests names and orders of the whole city."
    ForbiddenNotMissing "nekad-i-stallet-for-saknad" "F23" "existence"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Någon annans beställning svarar att man saknar behörighet, och en som inte finns att den inte finns."
        en "Somebody else's order answers that one may not see it; one that does not exist, that it does not."
    DatedDenial "nekad-med-andringsdatum" "F23" "existence"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "API:et svarar att någon annans beställning inte finns, men berättar när den ändrades."
        en "The API answers that somebody else's order does not exist, but tells when it was changed."
    PersonsOffered "urvalslista-alla-bestallare" "F24" "foreign-value"
        views ["rapport"];
        accounts [FINANCE, HR];
        sv "Rapportens lista att välja beställare ur rymmer hela stadens anställda."
        en "The report's list to choose a person from holds the whole city's employees."
    InstancesOffered "urvalslista-alla-forvaltningar" "F24" "foreign-option"
        views ["bestallningssidan"];
        accounts [FINANCE, HR];
        sv "Beställningssidans filter erbjuder alla förvaltningar och bolag att välja bland."
        en "The order page's filter offers every instance to choose among."
    LaterPagesUnscoped "andra-sidan-alla-instanser" "F29" "foreign-value"
        views ["bestallningssidan"];
        accounts ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Beställningssidans första sida är rätt, men från sidan två glöms behörigheten."
        en "The order page's first page is right, but from page two on scope is forgotten."
    LimitBeforeScope "begransar-fore-behorighet" "F29" "missing"
        views ["sok"];
        accounts [CITY, "ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Sökningen tar de femtio senaste träffarna i staden och sållar sedan bort de främmande, så att egna saknas."
        en "The search takes the fifty latest hits in the city and sifts out the foreign ones after, so that own ones are missing."
    EmptyScopeSeesAll "tom-behorighet-ser-allt" "F30" "foreign-value"
        views ["bestallningssidan", "rapport", "bestallning", "sok", "forslag", "export", "epostlista", "mejla", "statistik"];
        accounts ["ekonomi-ingen", "hr-ingen"];
        sv "En administratör utan någon förvaltning ser allt i stället för ingenting."
        en "An administrator of no instance sees everything instead of nothing."
    NoInstanceIsEverybodys "utan-instans-syns-for-alla" "F33" "foreign-value"
        views ["sok"];
        accounts [FINANCE, HR];
        sv "Beställningar utan förvaltning går att söka fram för alla administratörer."
        en "Orders without instance are found by every administrator."
    DualEmploymentAll "dubbelanstalld-hela-historiken" "F34" "foreign-value"
        views ["rapport"];
        accounts ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Den som har två anställningar kommer med i rapporten med alla sina beställningar, också dem i den andra förvaltningen."
        en "Who has two employments is in the report with all orders, those in the other instance, too."
    MovedOrdersFollow "flyttad-tar-med-bestallningar" "F35" "foreign-value"
        views ["bestallningssidan"];
        accounts [FINANCE, HR];
        sv "När någon byter förvaltning följer de gamla beställningarna med till den nya, och försvinner ur den gamla."
        en "When somebody moves, the old orders follow to the new instance and are gone from the old one."
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
        sv "Statistiken är dold i menyn för HR, men öppnar för den som skriver adressen."
        en "Statistics are hidden from HR in the menu, but open for whoever types the address."
    CacheWithoutAccount "cache-utan-konto" "F41" "foreign-value"
        views ["bestallningssidan"];
        accounts [CITY, FINANCE, HR];
        sv "Beställningssidans API sparar svar per adress, utan konto: den som frågar efter får den förras svar."
        en "The order page's API keeps answers by address without account: who asks next gets the last one's answer."
    CacheWithoutQuery "cache-utan-urval" "F41" "surplus"
        views ["statistik"];
        accounts [CITY, FINANCE];
        sv "Statistikens API sparar svar per konto, utan urval: den som väljer om får förra urvalets siffror."
        en "The statistics' API keeps answers by account without selection: who chooses again gets the last numbers."
    OneInTen "utskick-ett-av-tio" "F43" "foreign-value"
        views ["mejla"];
        accounts [HR];
        sv "Vart tionde svar räknas ut utan behörighet, och då får hela staden brevet."
        en "One answer in ten is worked out without scope, and then the whole city gets the letter."
    JobAsSystem "exportjobb-som-system" "F46" "foreign-value"
        views ["export"];
        accounts [FINANCE, HR];
        sv "Exporten i bakgrunden körs med systemets rättigheter i stället för beställarens."
        en "The background export runs with the system's rights instead of those of who ordered it."
    RefusalHoldsPage "nekad-sida-med-innehall" "F56" "foreign-value"
        views ["epostlista"];
        accounts [FINANCE];
        sv "Den som saknar behörighet till e-postlistan nekas, men sidan följer med i svaret."
        en "Whoever may not see the list of e-mail addresses is refused, but the page comes with the refusal."
    PageDataUnscoped "sidans-data-alla-instanser" "F57" "foreign-value"
        views ["bestallningssidan"];
        accounts [FINANCE, HR];
        sv "Beställningssidan visar rätt rader, men datan som sidans skript läser rymmer hela stadens beställningar."
        en "The order page shows the right rows, but the data for its scripts holds the whole city's orders."
}
