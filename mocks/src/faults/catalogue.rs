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

const EMPLOYEE: &str = "anställd";
const FINANCE: &str = "ekonomiadministratör";
const HR: &str = "hr-administratör";

catalogue! {
    OrderPageAllInstances "bestallningssida-alla-instanser" "F01" "foreign-value"
        views ["bestallningssidan"];
        accounts ["ekonomi-en", "ekonomi-flera", "hr-en", "hr-flera"];
        sv "Beställningssidan visar en administratör beställningar från alla förvaltningar och bolag."
        en "The order page shows an administrator the orders of every instance."
    ReportFilesAllInstances "rapport-export-alla-instanser" "F02" "foreign-value"
        views ["rapport"];
        accounts [FINANCE, HR];
        sv "Beställningsrapporten är rätt på skärmen, men filerna (CSV, XLSX, PDF) rymmer hela stadens beställningar."
        en "The order report is right on screen, but its files (CSV, XLSX and PDF) hold the whole city's orders."
    FilterOverridesScope "filter-overstyr-behorighet" "F11" "foreign-value"
        views ["bestallningssidan", "rapport", "export", "epostlista", "mejla", "statistik"];
        accounts [FINANCE, HR];
        sv "Den som väljer en främmande förvaltning i filtret får se dess beställningar."
        en "Whoever asks the filter for a foreign instance is shown its orders."
    EmptyScopeSeesAll "tom-behorighet-ser-allt" "F30" "foreign-value"
        views ["bestallningssidan", "rapport", "bestallning", "sok", "forslag", "export", "epostlista", "mejla", "statistik"];
        accounts ["ekonomi-ingen", "hr-ingen"];
        sv "En administratör utan någon förvaltning ser allt i stället för ingenting."
        en "An administrator of no instance sees everything instead of nothing."
    OrderById "bestallning-via-id" "F07" "opened"
        views ["bestallning"];
        accounts [FINANCE, HR, EMPLOYEE];
        sv "Den som känner till ett beställnings-id kan öppna beställningen, vems den än är."
        en "Whoever knows the id of an order can open it, whoever it belongs to."
    TotalLeaks "totalantal-lacker" "F20" "foreign-number"
        views ["bestallningssidan"];
        accounts [FINANCE, HR];
        sv "Beställningssidan visar rätt rader, men totalantalet räknar hela stadens beställningar i urvalet."
        en "The order page shows the right rows, but its total counts the whole city's orders in the selection."
}
