"""Names of companies that do not exist, and how a bank spells them on a statement.

The word lists are our own inventions; any likeness to a real company is chance.
"""

import random
import unicodedata
from collections.abc import Iterator

STEMS = {
    "US": "Halvorsen Tallgrass Brightwater Quillan Ossipee Dunmoor Farrowgate Kestrelview Lindqvist Marrowbone Nettlecreek Pinehollow "
    "Rustwick Saltbrook Thornapple Umberland Vandermeer Wexcombe Yellowfork Zephyrine Alderpoint Bramblett Coppertree Driftless",
    "GB": "Askerdale Brotherstone Cawthwaite Dunnockshaw Elderwick Fenmarsh Gorsedale Hathersby Inglebrook Kirkmoor Lathersedge "
    "Mossbury Netherfold Oakhampson Pendlewick Quernmore Rowanshaw Skelderby Tansyhurst Uldersett Wharnholme Yarrowdene Thistleby Ravensett",
    "DE": "Achterfeld Brünnighaus Czerwinka Dünkelbach Eschenröder Fürstenau Grünthaler Hölzenbein Ilmenröder Jägerstorf Köstlinger "
    "Löwenherz Mühlbrecht Nöthling Osterwald Pfänderle Quasthoff Rübenkamp Schönwieser Tröndlinger Überacker Vögtlin Weißenborn Zöllgruber",
    "FR": "Aubépin Bérengère Chantevigne Dauphineix Églantier Fontmorel Grandsaule Hauterochelle Joncheray Lavaudière Montferrin Noirépine",
    "NL": "Achterhuis Biezenveld Duindoorn Eikenstam Fluitenkruid Griendland Hazelhorst Kaardebol Lisdodde Meidoornlaan Rietzanger Wilgenroos",
}
STRANGE_STEMS = {
    "US": "Arroyo-Vasconia Bluestem O'Malleran St.-Clairvaux Tumbleweed Quetzalia McIntyrrel Yucca-Flat D'Angelico Xochi",
    "GB": "Llanbrychan Mac-Ruaridh Ynysfach O'Dorrigan St-Oswin Caer-Eithin Glenfargle Pwllgwyn",
    "DE": "Żurawicz Kovářovská Ångeström Bjørnholdt Størksen Łukowiak Giaccherini Etxaburu Özdalga Győrfalvi",
    "FR": "L'Hermitière D'Aurevigny Saint-Évremont-lès-Bois Kermadeuc Ibarrolatz",
    "NL": "'t-Kruishof Van-den-Eikelboom De-Ruyterkade Ĳsselzicht",
}
TRADES = {
    "US": "Tool Supply|Packaging|Foods|Medical Devices|Logistics|Electric|Building Products|Labs|Farms & Feed|Fasteners|Industrial Coatings and Finishes",
    "GB": "Engineering|Joinery|Brewing|Textiles|Catering Supplies|Haulage|Agricultural Machinery & Services|Print and Design|Joiners & Sons|Instruments",
    "DE": "Maschinenbau|Werkzeuge|Feinmechanik|Möbelwerke|Getränkehandel|Bürobedarf|Elektrotechnik|Süßwaren|Anlagenbau und Fördertechnik|Baustoffe & Holz",
    "FR": "Industries|Négoce|Emballages|Mécanique Générale|Vins et Spiritueux",
    "NL": "Techniek|Groothandel|Logistiek|Verpakkingen|Bloemen & Planten",
}
STRANGE_TRADES = {
    "US": "Ventures|Group|Partners|Dist.|Mfg. Intl.",
    "GB": "Associates|Bros|Trading Co.|1998",
    "DE": "Beteiligungen|Handels|24|Group Europe|i.G. Technik",
    "FR": "Cie|Frères|et Fils|Distribution 2000",
    "NL": "en Zonen|Beheer|Holding Noord",
}
LEGAL_FORMS = {
    "US": "Inc.|LLC|Corp.|Co.",
    "GB": "Ltd|Limited|plc|LLP",
    "DE": "GmbH|GmbH & Co. KG|AG|e.K.",
    "FR": "SAS|SARL|SA",
    "NL": "B.V.|N.V.",
}
PLACES = "North South East West Central Harbour Upper Lower New Old First Second Third Fourth Grand Little Inner Outer Blue Green Red White".split()
STRANGERS = "Oblong Pelican Trust|Verdigris Estates|M. Tattersall-Quint|Fennimore Escrow Agents|Kontor Sieben|Clearing Desk 12|Umbrella Payroll Services|J P Harrowgate".split("|")
AGENTS = "Paywell Collections|Factorum Trade Finance|Settleright Agency|Kreditwerk Inkasso".split("|")
CENTRES = {
    "US": ("Meridian Shared Services", "Hubpoint Accounts Payable"),
    "GB": ("Trilobite Payment Factory", "Crosswater AP Services"),
    "DE": ("Zentrale Zahlstelle Nordring", "Abrechnungskontor Mitte"),
    "FR": ("Centrale de Paiement Alizé",),
    "NL": ("Betaalcentrum Polderzicht",),
}
PREFIXES = {"US": ("ORIG CO NAME:", "ORIG:", "BY ORDER OF:"), "GB": ("FROM ", "BGC "), "DE": ("AUFTRAGGEBER: ", "ABWA+"), "FR": ("VIR DE ", "M/MME "), "NL": ("/NAME/", "/ORDP/")}


def companies(country: str, is_strange: bool, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """Endless (stem, trade, legal form) of one country, no stem with trade twice."""
    stems = (STRANGE_STEMS if is_strange else STEMS)[country]
    trades = (STRANGE_TRADES if is_strange else TRADES)[country].split("|")
    forms = LEGAL_FORMS[country].split("|")
    pairs = [(stem, trade) for stem in stems.split() for trade in trades]
    dice.shuffle(pairs)
    places = [""] + PLACES + [f"{one}{two}" for one in PLACES for two in range(2, 1000)]
    for place in places:
        for stem, trade in pairs:
            yield f"{place} {stem}".strip(), trade, dice.choice(forms)


def without_legal_form(name: str, country: str) -> str:
    forms = sorted(LEGAL_FORMS[country].split("|"), key=len, reverse=True)
    return next((name.removesuffix(f" {form}") for form in forms if name.endswith(f" {form}")), name)


def folded(text: str) -> str:
    """Umlauts as a bank's old character set writes them, other accents dropped."""
    for letter, written in {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "Ĳ": "IJ"}.items():
        text = text.replace(letter, written)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _other_and(name: str) -> str:
    for written, other in ((" & ", " AND "), (" and ", " & "), (" und ", " & "), (" et ", " & ")):
        if written in name:
            return name.replace(written, other, 1)
    return name


def _typo(name: str, dice: random.Random) -> str:
    place = dice.randrange(1, max(2, len(name.split()[0]) - 1))
    return name[:place] + name[place + 1 :]


def _turned(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{rest}, {first}" if rest else name


def spelled(style: str, name: str, country: str, dice: random.Random) -> str:
    """The name as it stands on the statement, by one of the `namings` of profiles.py."""
    bare = without_legal_form(name, country)
    spellings = {
        "capitals": lambda: folded(name).upper()[:70],
        "cut_35": lambda: folded(name).upper()[:35].rstrip(),
        "no_legal_form": lambda: folded(bare).upper(),
        "folded": lambda: folded(name),
        "other_and": lambda: _other_and(name),
        "bank_prefix": lambda: dice.choice(PREFIXES[country]) + folded(bare).upper()[:35],
        "typo": lambda: _typo(bare, dice),
        "turned": lambda: _turned(folded(bare).upper()),
        "glued": lambda: folded(bare).upper().replace(" ", ""),
        "as_is": lambda: name,
    }
    return spellings[style]()
