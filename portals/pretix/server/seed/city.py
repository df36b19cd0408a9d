"""The made-up city: names, products and persons. Pure functions, no Django: the same numbers give the same city."""
import hashlib
import unicodedata
from datetime import datetime, timedelta, timezone

ORG = "goteborg"
PASSWORD = "Portal-Test-2026"

DEPARTMENTS = [
    ("forskola", "Förskoleförvaltningen"),
    ("grundskola", "Grundskoleförvaltningen"),
    ("utbildning", "Utbildningsförvaltningen"),
    ("aldrevard", "Äldre samt vård- och omsorgsförvaltningen"),
    ("soc-centrum", "Socialförvaltningen Centrum"),
    ("intraservice", "Intraservice"),
    ("soc-hisingen", "Socialförvaltningen Hisingen"),
    ("soc-nordost", "Socialförvaltningen Nordost"),
    ("soc-sydvast", "Socialförvaltningen Sydväst"),
    ("funktionsstod", "Förvaltningen för funktionsstöd"),
    ("arbetsmarknad", "Arbetsmarknad och vuxenutbildning"),
    ("stadsmiljo", "Stadsmiljöförvaltningen"),
    ("stadsbyggnad", "Stadsbyggnadsförvaltningen"),
    ("stadsfastighet", "Stadsfastighetsförvaltningen"),
    ("exploatering", "Exploateringsförvaltningen"),
    ("miljo", "Miljöförvaltningen"),
    ("kretslopp-vatten", "Kretslopp och vatten"),
    ("kultur", "Kulturförvaltningen"),
    ("idrott-forening", "Idrotts- och föreningsförvaltningen"),
    ("demokrati", "Förvaltningen för demokrati och medborgarservice"),
    ("inkop", "Inköp och upphandling"),
    ("overformyndare", "Överförmyndarförvaltningen"),
    ("stadsledning", "Stadsledningskontoret"),
    ("konsument", "Konsument- och medborgarservice"),
    ("valnamnd", "Valnämndens kansli"),
] + [(f"enhet-{k}", f"Provförvaltning {k}") for k in range(26, 61)]

GIVEN = (
    "Alva Birger Cecilia Dag Ebba Folke Greta Hjalmar Ingrid Jarl Karin Love Märta Nils Olga Pelle Ragnhild Sixten "
    "Tyra Ulf Vendela Wilmer Ylva Åke Ädla Örjan Astrid Bo Doris Einar Freja Gösta Hedvig Ivar Jorun Kettil Linnea "
    "Måns Nanna Ossian"
).split()
FAMILY = (
    "Almkvist Bergfalk Cederlöf Dalhage Ekborn Forsblad Granhed Hagelin Idmark Jungstedt Kvarnbäck Lindroos "
    "Mossgren Nyhage Oxelgren Palmqvist Quist Rosenlind Sjöhage Tallgren Ulvhed Videgård Wallhed Ytterborn "
    "Åsberg Älvgren Östhed Askelid Björkhage Djurberg Enhage Fagerhed Gullhed Hallborn Isakhed Klingborn "
    "Lövhage Myrhed Norrhed Rönnhed Skogborn"
).split()
STREETS = "Exempelgatan Provvägen Låtsasgränd Testbacken Modellgatan".split()
CODE_CHARS = "ABCDEFGHJKLMNPQRSTUVWXYZ3789"
PRODUCTS = [
    ("Västtrafikkort", "720.00"), ("Träningskort", "2950.00"), ("Friskvårdskort", "1500.00"), ("Lunchkort", "980.00"),
]
STATUSES = ["p", "p", "p", "n", "p", "c", "p", "p", "e", "p"]
DAY0 = datetime(2026, 9, 1, 7, 0, tzinfo=timezone.utc)

# (role, team, which instances (None: all), every right in them, single rights in them, every right in the city)
ORDERS_READ = {"event.orders:read": True}
SETTINGS_ONLY = {"event.settings.general:write": True, "event.items:write": True}


def roles(slugs):
    return [
        ("admin-all", "Stadsadministratörer", None, True, {}, True),
        ("admin-one", f"Administratörer {slugs[0]}", [0], True, {}, False),
        ("admin-two", f"Administratörer {slugs[1]} och {slugs[2]}", [1, 2], True, {}, False),
        ("viewer-one", f"Läsare {slugs[3]}", [3], False, ORDERS_READ, False),
        ("viewer-all", "Läsare alla", None, False, ORDERS_READ, False),
        ("admin-noorders", f"Inställningar {slugs[0]}", [0], False, SETTINGS_ONLY, False),
    ]


def hexes(*parts, n=32):
    return hashlib.sha512("/".join(map(str, ("portal-seed-1",) + parts)).encode()).hexdigest()[:n]


def alnum(n, *parts):
    value, out = int(hexes(*parts, n=100), 16), ""
    while len(out) < n:
        value, rest = divmod(value, len(CODE_CHARS))
        out += CODE_CHARS[rest]
    return out


def ascii_of(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def person(c, domain):
    """The c-th person of the city. Full names repeat every 40 persons, phones every 145; nothing else does."""
    given = GIVEN[c % 40]
    family = FAMILY[(c + c // 40) % 41]
    if c >= 1640:
        family += f"-{FAMILY[(c // 1640 + c) % 41]}"
    return {
        "name": f"{given} {family}", "given_name": given, "family_name": family,
        "email": f"{ascii_of(given)}.{ascii_of(family)}.{c + 1}@{domain}.example",
        # number ranges kept free for made-up people
        "phone": f"+46313900{600 + c % 145}" if c % 145 < 50 else f"+46701740{605 + c % 145 - 50}",
        "street": f"{STREETS[c % 5]} {c + 1}", "zipcode": f"4{10 + c % 80:02d} {c % 90 + 10:02d}", "city": "Göteborg",
        "employee_no": f"{domain.upper()}-{c + 1:05d}",
    }


def unused_code(key, used):
    """A code of five characters that no other order of the city has, and the key that gave it."""
    code = alnum(5, "order", key)
    while code in used:
        key += "x"
        code = alnum(5, "order", key)
    used.add(code)
    return code, key


def placed(i, instance_number):
    """The i-th order of an instance: one every seven hours, a minute later from instance to instance."""
    return DAY0 + timedelta(hours=7 * i, minutes=instance_number % 60)


def product_numbers(i):
    """One product, and in every fifth order the next one too."""
    first = i % len(PRODUCTS)
    return [first] + ([(i + 1) % len(PRODUCTS)] if i % 5 == 4 else [])
