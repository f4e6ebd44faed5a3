"""Telling the lines of a postal address: streets, postal codes with their towns, countries, whole addresses on one line."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from backend.extraction.layout import Span, fold

_TOWN = r"[A-ZÀ-ÝŁŚŻ][\w'’./()-]+"
#: A postal code with its town, in the forms of the world's posts (https://en.wikipedia.org/wiki/List_of_postal_codes).
#: Four digits that could be a year only begin a line.
_POSTAL = re.compile(
    rf"(?<![\w.,/-])(?:[A-Z]{{1,3}}[- ]{{1,2}})?(?:\d{{5}}(?:-\d{{4}})?|\d{{3}} \d{{2}}|\d{{2}}-\d{{3}}|\d{{4}}-\d{{3}}"
    rf"|\d{{4}} ?[A-Z]{{2}}"
    rf"|(?!(?:19|20)\d\d)\d{{4}})\s{{1,3}}{_TOWN}"
    rf"|^(?:[A-Z]{{1,3}}[- ])?\d{{4}}\s{{1,3}}{_TOWN}|^\d{{4,5}}, ?{_TOWN}|^\d{{5}} [^\W\d]{{4,}}$"
    r"|\b[A-Z]{2},? {1,2}\d{5}(?:-\d{4})?\b|\b(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT),? {1,2}\d{4}\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b[A-Z]\d{2} [A-Z0-9]{4}\b"
    r"|[A-Za-z]{4}[,.]? ?[-–,]? ?\d{6}(?=\s*(?:$|[,.(]))|[A-Za-z]{4} ?[-–] ?\d{3} \d{3}\b"
)
#: A house number before a street reads like a postal code before a town: "1001 Jasper Ave.".
_HOUSE = re.compile(
    r"\d{4,5} [\w .'-]{2,40}\b(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd|boulevard|way|ct|court|hwy|highway|pkwy|parkway"
    r"|terrace)\b\.?(?=$|[ ,])"
)
#: Words that begin a street, after its number or a comma; those that end one; those that end a compound with the number behind.
_STREET = re.compile(
    r"^\d{1,5}(?: ?(?:bis|ter|quater|[a-d]))?[ ,]+(?!x )[a-z]"
    r"|(?:^|[,;-] ?|\d[a-z]{0,3} )(?:rue|r\.(?= (?:de|du|des|la|le)\b| [dl]')|avenue|av\.?|ave\.|boulevard"
    r"|bo?u?le?v?d\.?|chemin|chem\.|che\.|route|rte\.?|place|pl\."
    r"|allees?|all\."
    r"|impasse|imp\.|quai|cours|square|sq\.|passage|sentier|faubourg|lotissement|residence|batiment|bat\.|immeuble|escalier|etage"
    r"|zone (?:industrielle|artisanale|d'activites?|commerciale)|parc d'activites?|lieu[- ]dit|cs \d|bp \d|tsa \d|z\.?i\b|z\.?a\b|zac|zae"
    r"|calle|c/|avda\.?|avenida|paseo|plaza|pza\.?|poligono|pol\. ?ind|ctra\.?|carretera|camino|urb\.|apartado|apdo|rua|praca|travessa"
    r"|estrada"
    r"|via|viale|v\.le|piazza|p\.zza|piazzale|corso|largo|vicolo|strada|localita|loc\.|fraz\.|ul\.|ulica|al\.|aleja|os\.|plac|namesti"
    r"|postfach|postbus|box \d|p\.?o\.? ?box|suite \d|ste\.? \d|floor|unit \d|building \w|c/o)(?!\w)"
    r"|\b(?:street|st\.?|road|rd\.?|lane|ln\.?|drive|dr\.?|avenue|ave\.?|highway|hwy\.?|parkway|pkwy|terrace|crescent|close|court|mews"
    r"|way"
    r"|boulevard|blvd\.?|industrial estate|business park|trading estate)(?: *$|,| \d)"
    r"|[a-z-](?:strasse|str\.?|strate|weg|platz|allee|gasse|damm|ufer|chaussee|straat|laan|plein|kade|gracht|singel|dreef|steenweg"
    r"|gatan|vagen|gade|vej|veien|vegen|gata|gaten|katu)\.? ?\d{1,4}(?: ?[-/+]? ?[a-z0-9]{1,3})?(?!\w)"
    r"|[a-z]{3}strasse\b|\b(?:strasse|straat|weg|platz|allee|laan) \d|[a-z]{3}(?:tie|kuja|polku) \d|^[^\d:]{4,30},? \d{1,4} ?[a-c]?$"
    r"|^(?:near|nr\.|opp\.?|opposite|behind|en face d|a cote d|pres d)[e' ]"
    r"|(?<!\w)(?:plot|h\.|house|flat|shop|door|survey|sy\.|gala) ?no(?!\w)"
    r"|(?<!\w)(?:nagar|marg|midc|gidc|taluka?)(?!\w)"
)
#: The names of countries, folded, as CLDR has them in the languages of documents; written out, as its files take long to load.
COUNTRY_NAMES = frozenset(Path(__file__).with_name("country_names.txt").read_text(encoding="utf-8").splitlines())
_COUNTRIES = COUNTRY_NAMES | {
    "uk", "usa", "u.s.a", "united states of america", "england", "scotland", "wales", "great britain", "holland", "republique francaise",
}  # fmt: skip
#: Of the codes of three letters (ISO 3166-1) those of countries that trade most: other words of three capitals are names ("EIA", "KPN").
_COUNTRY_CODE = re.compile(
    r"^(?:[A-Z]{2}|AUS|AUT|BEL|BGR|BRA|CAN|CHE|CHN|CYP|CZE|DEU|DNK|ESP|EST|FIN|FRA|GBR|GRC|HRV|HUN|IND|IRL|ISL|ITA|JPN|KOR|LIE|LTU|LUX"
    r"|LVA|MAR|MCO|MEX|MLT|NLD|NOR|NZL|POL|PRT|ROU|RUS|SGP|SRB|SVK|SVN|SWE|TUN|TUR|UKR|USA)$"
)
#: What stands between the parts of an address on one line.
SEPARATORS = re.compile(
    r"\s+[•·|*–—●▪■-]\s+|\s*[•·|●▪■]\s*|\s\s+|,\s(?=\d|[A-Z][\w.-]*(?:str|weg|platz|allee|gasse))|,\s(?=.*\d{4})|\s/\s(?=.*\d{4})"
)


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def postal_code(text: str) -> re.Match[str] | None:
    """The first postal code with its town in a text; None when there is none."""
    # Every code has a digit and most texts have none, which is told much faster.
    return _POSTAL.search(text) if _DIGIT.search(text) else None


def has_town(text: str) -> bool:
    """Whether a text holds a postal code with its town."""
    return bool(postal_code(text)) and not _HOUSE.match(fold(text).strip())


@lru_cache(maxsize=4096)
def is_street(text: str) -> bool:
    """Whether a text names a street, a building or a post box."""
    return bool(_STREET.search(fold(text).replace("ß", "ss")))


@lru_cache(maxsize=4096)
def is_country(text: str) -> bool:
    """Whether a text is nothing but a country, or its code."""
    bare = text.strip(" .,()")
    return fold(bare) in _COUNTRIES or bool(_COUNTRY_CODE.match(bare))


def ends_with_country(text: str) -> bool:
    """Whether a text is a place followed by its country: "Hoofddorp, Netherlands"."""
    before, comma, last = text.rpartition(",")
    return bool(comma and before) and fold(last.strip(" .")) in _COUNTRIES


def is_address_line(line: Span) -> bool:
    """Whether the line is a whole address on one line, as printed small over the address window (DIN 5008) or under a logo."""
    match = postal_code(line.text)
    if match is None:
        return len(_BULLETS.findall(line.text)) > 1 and bool(_DIGIT.search(line.text))
    return bool(SEPARATORS.search(line.text[: match.start()].rstrip(" ,;-–|·•") + " 0000"))


_BULLETS = re.compile(r"[•·|●▪■]")


def first_piece(span: Span) -> Span:
    """The span up to where an address, a number or an address of the net goes on: "Kraxi GmbH · Flugzeugallee 17"."""
    for match in SEPARATORS.finditer(span.text):
        rest = span.text[match.end() :]
        if match.start() > 1 and (match.group().strip() in _BULLET_SET or re.search(r"\d|@|www\.", rest)):
            return Span(span.row, span.start, span.start + match.start()).trimmed()
    return span


_BULLET_SET = frozenset("•·|●▪■")
