"""What our made-up companies are called. All inventions of our own; any likeness to a real company is chance."""

STEMS = {
    "US": """Halvorsen Tallgrass Brightwater Quillan Ossipee Dunmoor Farrowgate Kestrelview Lindqvist Marrowbone
        Nettlecreek Pinehollow Rustwick Saltbrook Thornapple Umberland Vandermeer Wexcombe Yellowfork Zephyrine
        Alderpoint Bramblett Coppertree Driftless""",
    "GB": """Askerdale Brotherstone Cawthwaite Dunnockshaw Elderwick Fenmarsh Gorsedale Hathersby Inglebrook Kirkmoor
        Lathersedge Mossbury Netherfold Oakhampson Pendlewick Quernmore Rowanshaw Skelderby Tansyhurst Uldersett
        Wharnholme Yarrowdene Thistleby Ravensett""",
    "DE": """Achterfeld Brünnighaus Czerwinka Dünkelbach Eschenröder Fürstenau Grünthaler Hölzenbein Ilmenröder
        Jägerstorf Köstlinger Löwenherz Mühlbrecht Nöthling Osterwald Pfänderle Quasthoff Rübenkamp Schönwieser
        Tröndlinger Überacker Vögtlin Weißenborn Zöllgruber""",
    "FR": """Aubépin Bérengère Chantevigne Dauphineix Églantier Fontmorel Grandsaule Hauterochelle Joncheray
        Lavaudière Montferrin Noirépine""",
    "NL": """Achterhuis Biezenveld Duindoorn Eikenstam Fluitenkruid Griendland Hazelhorst Kaardebol Lisdodde
        Meidoornlaan Rietzanger Wilgenroos""",
}
TRADES = {
    "US": """Tool Supply|Packaging|Foods|Medical Devices|Logistics|Electric|Building Products|Labs|Farms & Feed|
        Fasteners|Industrial Coatings and Finishes""",
    "GB": """Engineering|Joinery|Brewing|Textiles|Catering Supplies|Haulage|Agricultural Machinery & Services|
        Print and Design|Joiners & Sons|Instruments""",
    "DE": """Maschinenbau|Werkzeuge|Feinmechanik|Möbelwerke|Getränkehandel|Bürobedarf|Elektrotechnik|Süßwaren|
        Anlagenbau und Fördertechnik|Baustoffe & Holz""",
    "FR": "Industries|Négoce|Emballages|Mécanique Générale|Vins et Spiritueux",
    "NL": "Techniek|Groothandel|Logistiek|Verpakkingen|Bloemen & Planten",
}
STRANGE_STEMS = {
    "US": """Arroyo-Vasconia Bluestem O'Malleran St.-Clairvaux Tumbleweed Quetzalia McIntyrrel Yucca-Flat D'Angelico
        Xochi""",
    "GB": "Llanbrychan Mac-Ruaridh Ynysfach O'Dorrigan St-Oswin Caer-Eithin Glenfargle Pwllgwyn",
    "DE": "Żurawicz Kovářovská Ångeström Bjørnholdt Størksen Łukowiak Giaccherini Etxaburu Özdalga Győrfalvi",
    "FR": "L'Hermitière D'Aurevigny Saint-Évremont-lès-Bois Kermadeuc Ibarrolatz",
    "NL": "'t-Kruishof Van-den-Eikelboom De-Ruyterkade Ĳsselzicht",
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
PLACES = """North South East West Central Harbour Upper Lower New Old First Second Third Fourth Grand Little Inner
    Outer Blue Green Red White"""
BRANCHES = {"DE": ("Nord", "Süd", "Service", "Export"), "FR": ("Nord", "Sud", "Service", "Export")}
BRANCHES_ELSEWHERE = ("North", "South", "Service", "Export")
STRANGERS = """Oblong Pelican Trust|Verdigris Estates|M. Tattersall-Quint|Fennimore Escrow Agents|Kontor Sieben|
    Clearing Desk 12|Umbrella Payroll Services|J P Harrowgate"""
AGENTS = "Paywell Collections|Factorum Trade Finance|Settleright Agency|Kreditwerk Inkasso"
CENTRES = {
    "US": "Meridian Shared Services|Hubpoint Accounts Payable",
    "GB": "Trilobite Payment Factory|Crosswater AP Services",
    "DE": "Zentrale Zahlstelle Nordring|Abrechnungskontor Mitte",
    "FR": "Centrale de Paiement Alizé",
    "NL": "Betaalcentrum Polderzicht",
}
BANK_PREFIXES = {
    "US": ("ORIG CO NAME:", "ORIG:", "BY ORDER OF:"),
    "GB": ("FROM ", "BGC "),
    "DE": ("AUFTRAGGEBER: ", "ABWA+"),
    "FR": ("VIR DE ", "M/MME "),
    "NL": ("/NAME/", "/ORDP/"),
}


def listed(text: str) -> list[str]:
    """A list as it stands above: entries parted by |, blanks around them dropped."""
    return [entry.strip() for entry in text.split("|")]
