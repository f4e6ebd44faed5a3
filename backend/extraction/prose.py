"""Lines asked for in sentences and bullets of a mail: how many, of what, by which reference, at what price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.extraction.amounts import readings, written
from backend.extraction.candidates import Candidates, field_at
from backend.extraction.dates import dates_in, day_without_year
from backend.extraction.identifiers import is_gtin
from backend.extraction.layout import Row, Span
from backend.extraction.units import unit_code
from backend.model.document import Word
from backend.model.field import Field, Fields

#: Numbers written out, as far as people order by them.
_NUMBER_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "douze": 12,
    "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "cent": 100, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "twenty": 20, "fifty": 50, "ein": 1, "eine": 1, "einen": 1,
    "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwolf": 12, "zwanzig": 20,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "diez": 10, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "dieci": 10, "twee": 2,
    "drie": 3, "vijf": 5, "tien": 10,
}  # fmt: skip
_WORD = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_COUNT = rf"(?P<count>\d{{1,3}}(?:[ .]\d{{3}})+(?!\d)|\d+(?:[.,]\d{{1,3}})?|(?:{_WORD})(?= ))"
#: Where an item begins: a count at the start of a bullet or line, or after a verb of ordering, a comma or an "and".
_ITEM = re.compile(
    rf"(?:(?<=^)|(?<=[,;:]\s)|(?<=\bet\s)|(?<=\band\s)|(?<=\bund\s)|(?<=\by\s)|(?<=\be\s)|(?<=\ben\s)|(?<=\bainsi que\s)|(?<=\bplus\s)"
    rf"|(?<=\bsowie\s)"
    rf"|(?<=\bde\s)|(?<=\blivrer\s)|(?<=\bcommander\s)|(?<=\bcommandons\s)|(?<=\bcommande\s)|(?<=\benvoyer\s)|(?<=\border\s)"
    rf"|(?<=\bsend us\s)|(?<=\bsupply\s)|(?<=\bdeliver\s)|(?<=\bneed\s)"
    rf"|(?<=\bbestellen\s)|(?<=\bwir\s)|(?<=\bfor\s)|(?<=\buber\s)|(?<=\bsouhaitons\s)|(?<=\bfaudrait\s)|(?<=\bvoudrions\s)"
    rf"|(?<=\bprendrons\s)|(?<=\bme\s)|(?<=\bus\s)|(?<=\bprendre\s)|(?<=\breserver\s)|(?<=\bhiermit\s)"
    rf"|(?<=\baussi\s)|(?<=\begalement\s)|(?<=\bajouter\s)|(?<=\bajoutez\s)|(?<=\badd\s)|(?<=\balso\s)|(?<=\bauch\s)|(?<=\bnoch\s)"
    rf"|(?<=\banche\s)|(?<=\btambien\s)|(?<=\book\s))"
    rf"{_COUNT}\s*(?:(?P<times>x|×|\*)\s*)?(?=[^\W\d_]|[A-Z0-9\[(\"«])"
)
_BULLET = re.compile(r"^\s*(?:[-–—•*·>+]|\d{1,2}[.)](?=\s))\s*")
_REFERENCE = re.compile(
    r"\b(?P<whose>votre |your |ihre |notre |our |unsere? )?(?:ref(?:erence|erenz)?s?|art(?:ikel|icle)?[. -]{0,3}(?:nr|no|number)?|sku"
    r"|code(?: article)?|item(?: no| number)?|part(?: no| number)?|bestell-?nr|codigo|codice|rif)"
    r"(?![\w-])\s*\.?\s*(?:n°|no\.?|nr\.?|#)?\s*[.:]?\s*(?P<code>(?=[\w./-]*\d)[a-z0-9][\w./-]*[\w])"
)
_CODE = re.compile(r"(?<![\w./-])(?P<code>(?=[A-Z0-9./-]*[A-Z])(?=[A-Z0-9./-]*\d)[A-Z0-9][A-Z0-9./-]{2,}[A-Z0-9])(?![\w-])")
_GTIN = re.compile(r"\b(?:ean|gtin|gencod)\s*(?:13)?\s*:?\s*(\d{8,14})\b")
_PRICE = re.compile(
    r"(?:\b(?:a|at|zu|je|fur|au prix de|pu|prix|price|preis|for|voor|aan|por)\b|@|[:(=,–—-])\s*(?:de |of |von )?"
    r"(?:(?:€|\$|£|eur)\s*(?P<price>\d[\d .,']*\d|\d)|(?P<amount>\d[\d .,']*\d|\d)\s*(?:€|eur(?:os?)?\b|\$|usd\b|£|gbp\b|chf\b))"
    r"(?:\s*(?:ht\b|net\b|netto\b|(?:l'|la |le |per |each|pro |je |die |das |/ ?)\s*(?:unite|piece|[^\W\d_]+)?))?"
)
_UNIT = re.compile(r"(?P<unit>[^\W\d_]+[23²³]?\.?(?:\(s\))?)\s+(?:(?:de|of|von|van|di|a)\s+|d'|l')?")
#: What ends an item's description: the next clause, a place, a date.
_END = re.compile(
    r"\s*(?:(?<!\bref)(?<!\bart)(?<!\bnr)(?<!\bno)(?<!\benv)(?<!\bstk)(?<!\bpcs)[;.!?](?:\s|$)|\s(?:pour (?:le |une |livraison"
    r"|la semaine)|livraison|a livrer|a l'adresse|livres?|livrable|to be delivered|for delivery|delivered|delivery|by (?:the )?\d"
    r"|before|bis (?:zum )?\d|lieferung|zur lieferung|geliefert"
    r"|avant le|au plus tard|des que|s'il vous plait|svp|merci|please|bitte|asap|a l'attention|comme d'habitude|as usual|wie ublich"
    r"|a notre|an unsere|to our|nach unser|la semaine|semaine \d)\b)"
)
#: Counts of these are no items.
_NOT_AN_ITEM = re.compile(
    r"^(?:jours?|heures?|semaines?|mois|ans?|h\b|%|€|eur|days?|hours?|weeks?|months?|years?|tagen?|stunden?|wochen?|rue|avenue|bd"
    r"|boulevard|place|allee|chemin|route|street|road|strasse|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|"
    r"novembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|marz"
    r"|oktober|dezember|er\b|eme|th\b|st\b|nd\b|rd\b|uhr|am\b|pm\b|cedex|[a-z]+ cedex|commandes?|lignes?|fois|personnes?|points?"
    r"|questions?|orders?|bestellungen|of the|de nos|de vos|fur\b|bis\b|et\b|and\b|und\b)"
)


@dataclass(frozen=True)
class _Item:
    """One thing asked for: where its count, its words and its price stand in a line."""

    row: Row
    count: Span
    words: Span


def prose_lines(found: Candidates) -> tuple[Fields, ...]:
    """The lines told in prose; () when there are none."""
    lines = [_line(item, found) for row in _joined(found.rows) for item in _items(row, found)]
    return tuple(line for line in lines if line)


def _joined(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The printed lines, a sentence that runs over several lines as one."""
    waiting: list[Row] = []
    for row in rows:
        if waiting and _begins_anew(waiting, row):
            yield _one(waiting)
            waiting = []
        waiting.append(row)
    if waiting:
        yield _one(waiting)


#: A line that begins with "12 x".
_COUNTED = re.compile(r"\s*\d+\s*[x×]\s")
#: A line shorter than this after a bullet, beginning with a capital, is a new thought rather than the bullet's second line.
_SHORT = 60


def _begins_anew(waiting: list[Row], row: Row) -> bool:
    """Whether a line begins a sentence or bullet of its own."""
    last = waiting[-1]
    if (
        row.page is not last.page
        or _BULLET.match(row.text)
        or _COUNTED.match(row.text)
        or row.box.top - last.box.bottom > 0.6 * row.box.height
    ):
        return True
    after_bullet = (_BULLET.match(waiting[0].text) or _COUNTED.match(waiting[0].text)) and len(row.text) < _SHORT and row.text[:1].isupper()
    return bool(re.search(r"[.!?:]\s*$", last.text) or after_bullet)


def _one(rows: list[Row]) -> Row:
    """Several lines as one, every word in its place."""
    if len(rows) == 1:
        return rows[0]
    text = ""
    starts: list[int] = []
    words: list[Word] = []
    for row in rows:
        shift = len(text) + bool(text)
        text = f"{text} {row.text}" if text else row.text
        starts += [s + shift for s in row.starts]
        words += row.words
    return Row(rows[0].page, tuple(words), text, tuple(starts), rows[0].index)


def _items(row: Row, found: Candidates) -> Iterator[_Item]:
    """The items of a sentence or bullet, each to where the next begins."""
    bullet = _BULLET.match(row.text)
    offset = bullet.end() if bullet else 0
    text = _without_dates(row, found)[offset:]
    starts = [m for m in _ITEM.finditer(text) if _is_item(m, text, row.text[offset:])]
    ends = [*(offset + m.start() for m in starts[1:]), len(row.text)]
    for match, last in zip(starts, ends, strict=False):
        begin, end = offset + match.end(), last
        cut = _END.search(row.folded, begin, end)
        if cut and cut.start() > begin:
            end = cut.start()
        words = Span(row, begin, end).trimmed(" \t,;.:–—-(")
        words = Span(row, words.start, words.end - len(_joining(words.folded)))
        if words.end > words.start:
            yield _Item(row, Span(row, offset + match.start("count"), offset + match.end("count")), words)


def _joining(folded: str) -> str:
    match = re.search(r"[\s,;]+(?:et|and|und|y|e|en|ainsi que|plus|sowie|de)?\s*$", folded)
    return match.group() if match else ""


def _is_item(match: re.Match[str], text: str, printed: str) -> bool:
    """Whether a count counts pieces of something: no date, no measure, no street or postal code."""
    rest = text[match.end() :].lstrip()
    word = re.match(r"[^\W\d_]{2,}", rest)
    if _NOT_AN_ITEM.match(rest) or (word is None and not _CODE.match(rest.upper())):
        return False
    if match["count"] in _NUMBER_WORDS:
        is_article = _NUMBER_WORDS[match["count"]] == 1
        return (bool(word and unit_code(word.group())) and not (is_article and match.start() == 0)) or not is_article
    return len(match["count"]) <= _LONGEST_COUNT and not _TOWN.match(printed, match.start())


#: Where days without a year are only looked for, not reckoned.
_ANY_DAY = date(2000, 1, 1)
#: More digits are a number of something, not of pieces.
_LONGEST_COUNT = 7
#: A postal code and its town.
_TOWN = re.compile(r"\d{5} [A-ZÀ-Ý]")


def _without_dates(row: Row, found: Candidates) -> str:
    """The folded line with its dates blanked and ended by a semicolon: what follows a date begins anew."""
    text = row.folded
    spans = [d.span for d in (*dates_in(row, found.month_first), *day_without_year(row, _ANY_DAY))]
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start - 1) + ";" + text[span.end :]
    return text


def _line(item: _Item, found: Candidates) -> Fields | None:
    """The fields of one item; None when no description and no reference is left."""
    fields: list[Field] = []
    quantity = (
        Decimal(_NUMBER_WORDS[item.count.folded])
        if item.count.folded in _NUMBER_WORDS
        else next(iter(readings(item.count.text, found.decimal_mark)), None)
    )
    if quantity is None or quantity <= 0:
        return None
    words, cuts = item.words, []
    unit = _UNIT.match(words.folded)
    code = unit_code(unit["unit"], found.language) if unit else ""
    begin = words.start
    if unit and code:
        begin = words.start + unit.end()
        fields.append(_told("unit_code", code, Span(words.row, words.start, words.start + unit.end("unit")), 0.93, found))
    price = _PRICE.search(words.row.folded, words.start, words.end)
    if price:
        group = "price" if price["price"] else "amount"
        value = next(iter(readings(price[group].strip(), found.decimal_mark)), None)
        if value is not None:
            fields.append(_told("net_price", written(value), Span(words.row, *price.span(group)), 0.85, found))
            cuts.append((price.start(), price.end()))
    reference = _REFERENCE.search(words.row.folded, begin, words.end) or _CODE.search(words.row.text, begin, words.end)
    gtin = _GTIN.search(words.row.folded, begin, words.end)
    if gtin and is_gtin(gtin[1]):
        fields.append(_told("gtin", gtin[1], Span(words.row, *gtin.span(1)), 0.97, found))
        cuts.append(gtin.span())
    elif reference:
        place = Span(words.row, *reference.span("code"))
        whose = "buyer_item_id" if (reference.groupdict().get("whose") or "").startswith(("notre", "our", "unser")) else "seller_item_id"
        fields.append(_told(whose, place.text, place, 0.9 if reference.start() != reference.start("code") else 0.8, found))
        cuts.append(reference.span())
    description = _without(words.row, begin, words.end, cuts)
    if description and re.search(r"[^\W\d_]{2}", description):
        fields.append(_told("description", description, Span(words.row, begin, words.end), 0.85, found))
    line = {f.name: f for f in fields}
    if not {"description", "seller_item_id", "buyer_item_id", "gtin"} & line.keys():
        return None
    return {"quantity": _told("quantity", written(quantity), item.count, 0.93, found), **line}


def _without(row: Row, begin: int, end: int, cuts: list[tuple[int, int]]) -> str:
    """The words without what was read out of them, and without the brackets and dashes that held it."""
    kept = "".join(c for at, c in enumerate(row.text[begin:end], begin) if not any(a <= at < b for a, b in cuts))
    kept = re.sub(r"\(\s*[,;:]?\s*\)|\[\s*\]|(?<=\s)[(:,–—-](?=\s|$)", " ", kept)
    kept = re.sub(r"^(?:de |d'|of |von )", "", " ".join(kept.split()).strip(" ,;:–—-("), flags=re.IGNORECASE)
    return kept.rstrip(" )") if kept.count(")") > kept.count("(") else kept


def _told(name: str, value: str, span: Span, confidence: float, found: Candidates) -> Field:
    """A Field of a sentence: its evidence is the sentence."""
    return field_at(name, value, span, confidence, found.part, "sentence")
