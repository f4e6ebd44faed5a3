"""Where in sentences, bullets and lists of a mail the items stand: each count with the words it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from backend.extraction import prose_words
from backend.extraction.candidates import Candidates
from backend.extraction.dates import dates_in, day_without_year
from backend.extraction.layout import Row, Span
from backend.extraction.number_words import articles, pattern
from backend.extraction.thoughts import BULLET, is_next
from backend.extraction.units import unit_code
from backend.patterns import late


@dataclass(frozen=True)
class Told:
    """One thing asked for: its count, the words that name it, and what stands after the count: its unit, its price."""

    count: Span
    words: Span
    after: Span
    #: What of the words names nothing, from and to: labels and their quantity.
    cuts: tuple[tuple[int, int], ...] = ()
    #: What it comes to, where a form says so.
    amount: Span | None = None


_DIGITS = r"(?:\d{1,3}(?:[ .,']\d{3})+(?![\d,.])|\d+[.,]\d{1,3}|\d+)(?!\d)|[½¼¾]"
_AMOUNT = r"(?:(?:[€$£]|eur|usd|gbp|chf)\s?\d[\d .,]{0,12}|\d[\d .,]{0,12}\s?(?:€|eur\w*|\$|£|usd|gbp|chf))"
_SEPARATOR = r"(?:\s*[:;,=|]\s*|\s+[-–—x×*]\s*|\s*\.{3,}\s*|\s{2,})"
#: Not counts: sizes ("24x32", "8 ft x 4"), fractions ("1/2"), ranges, numbers of something, times, percentages.
_NO_COUNT = late(r"\s*(?:(?:ft|cm|mm|m)?\s*[x×*]\s*\d|[/%°:]|['’\"](?!\w)|h\d|[–-]\s?\d|[.,]\d)")
_NUMBERED = late(
    r"(?:n°|\bnum\w*|\bref\w*\.?|\bart\w*\.?|\btaille|\bsize|\bpage|\bkw|\bsemaine|\bweek|\bligne|\bline|\bgate|\btel\w*\.?|\btype|\bmodell?\w*|\bcode|#|\bnr\.?"
    r"|\btalla|\btaglia|\bmaat|\bgrosse|\bziffer|\bbat\w*\.?|\bplot|\b(?:po|bc|cde)\b|\bdevis|\bquote|\boffre|\bpar|\bper|\bpro)\s*[:.]?\s*$"
)
_FILLER = r"(?:(?:n|nr|no|num)[.°]\s*)?"
#: A postal code and its town, in print.
_TOWN = late(r"\d{4,5} (?:[A-Z]{2} )?[A-ZÀ-Ý][\w'-]+|\d{4} [A-Z]{2}\b")
_STREET = late(
    r"[\w .'-]{0,40}\b(?:street|road|lane|way|drive|avenue|close|court|strasse|straße|weg|platz|straat|laan|plein)\b", re.IGNORECASE
)
#: A street that a house number begins, as a line of its own: its kind behind the name, each word with a capital, or before it.
_HOUSE = late(
    r"\d{1,4}[A-Za-z]?,? (?:"
    r"(?:[A-Z][\w.'-]*[ ]){1,4}(?i:street|st|road|rd|lane|ln|avenue|ave|way|terrace|crescent|gardens|boulevard|blvd)"
    r"|(?i:(?:bis |ter )?(?:rue|avenue|av\.|bd\.?|boulevard|chemin|impasse|allée|quai|(?:route|place) (?:de|du|des|d'\w+))) .{2,50}"
    r")[.,]?"
)
#: More digits are a number of something, not of pieces.
_LONGEST_COUNT = 7
#: A longer stretch before a count is a sentence, not the name of a thing.
_LONGEST_NAME = 90
#: A thing that a bare count and a word follow has few words; an item number that begins a line has more digits than a count.
_FEW_WORDS, _SHORTEST_REFERENCE = 4, 4
_ANY_DAY = date(2000, 1, 1)
_MOST = 2000


def told_items(thoughts: Sequence[Row], found: Candidates) -> Iterator[Told]:
    """The items of all thoughts in order: counted in front ("12 x gloves"), behind ("gloves: 12 boxes"), or within a sentence."""
    behind = _behind(thoughts, found)
    for number, thought in enumerate(thoughts[:_MOST]):
        if number in behind:
            yield from behind[number]
        elif not _is_address(thoughts, number):
            yield from _in_front(thought, found)


def _is_address(thoughts: Sequence[Row], number: int) -> bool:
    """Whether a line that begins with a number is a street: it says so, or a town or a postal code stands on it or right below."""
    thought = thoughts[number]
    if _HOUSE.fullmatch(thought.text.strip()):
        return True
    if not re.match(r"\s*\d", thought.text) or BULLET.match(thought.text):
        return False
    below = thoughts[number + 1] if number + 1 < len(thoughts) else None
    return bool(_TOWN.match(thought.text) or (below and is_next(below, thought) and _TOWN.match(below.text.strip())))


# Counted behind ---------------------------------------------------------------------------------------------------------------------


@cache
def _behind_pattern(language: str) -> re.Pattern[str]:
    """A count at the end of a line, with its unit and its price."""
    count = rf"(?P<count>{_DIGITS}|(?:{pattern(language)})(?=\s))"
    price = (
        rf"(?P<price>(?:\s*(?:a|@|je|,|-|–)\s*|\s+)(?:au prix de\s*|pu\s*|a\s*)?{_AMOUNT}\s*(?:ht|net)?\s*"
        r"(?:(?:/|le|la|l'|each|ea|per|je|pro)\s?\w*\.?)?)?"
    )
    unit = r"(?P<unit>[^\W\d_]+[23²³]?\.?(?:\(s\))?)?"
    # An aside in brackets may follow: "oil x 6 (same price as last time)".
    return re.compile(rf"(?P<separator>{_SEPARATOR}|\s)(?:de\s)?{count}\s*{unit}{price}(?:\s*\([^()\d]{{2,60}}\))?\s*[.;,]?\s*$")


#: What makes lines that end with a count a list beyond doubt: together they must be so strong.
_BEYOND_DOUBT = 2


def _behind(thoughts: Sequence[Row], found: Candidates) -> dict[int, tuple[Told, ...]]:
    """The lines that end with their count, in runs that are lists beyond doubt."""
    ending: dict[int, tuple[Told, ...]] = {}
    strength: dict[int, int] = {}
    for number, thought in enumerate(thoughts[:_MOST]):
        pieces = [_ends_with_count(piece, found) for piece in _pieces(thought)]
        told = [one for one in pieces if one]
        if told and len(told) == len(pieces):
            ending[number] = tuple(one for one, _ in told)
            strength[number] = sum(strong for _, strong in told) + (_BEYOND_DOUBT if len(told) > 1 else 0)
    kept: dict[int, tuple[Told, ...]] = {}
    for run in _runs(thoughts, list(ending)):
        if sum(strength[n] for n in run) >= _BEYOND_DOUBT:
            kept.update((n, ending[n]) for n in run)
    return kept


def _runs(thoughts: Sequence[Row], numbers: Sequence[int]) -> Iterator[list[int]]:
    """The lines of those numbers, by runs that nothing interrupts."""
    run: list[int] = []
    for number in numbers:
        if run and not (number == run[-1] + 1 and is_next(thoughts[number], thoughts[run[-1]])):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _pieces(thought: Row) -> list[Span]:
    """The parts of a line that semicolons separate."""
    bullet = BULLET.match(thought.text)
    start = bullet.end() if bullet else 0
    colon = re.match(r"[^:]{3,60}:\s", thought.text[start:]) if ";" in thought.text else None
    start += colon.end() if colon else 0
    edges = [m.start() for m in re.finditer(r";\s", thought.text) if m.start() > start]
    return [Span(thought, a, b).trimmed(" ;") for a, b in zip([start, *edges], [*edges, len(thought.text)], strict=True)]


def _is_name(name: str) -> bool:
    """Whether words can name a thing: not too many, not a label of the sender's, not beginning with a count; a reference may begin it."""
    begins = re.match(_DIGITS, name)
    if len(name) > _LONGEST_NAME or not re.search(r"[^\W\d_]{2}|\d{4}", name) or (begins and len(begins.group()) < _SHORTEST_REFERENCE):
        return False
    return not re.match(r"(?:tel|fax|mob|port|siret|siren|rcs|tva|iban|client|total|code|compte)\b", name)


def _ends_with_count(piece: Span, found: Candidates) -> tuple[Told, int] | None:
    """The thing a piece of a line names before its count, and how plainly: 2 is beyond doubt."""
    text = piece.folded
    match = _behind_pattern(found.language).search(text)
    if not match or not match.start() or len(match["count"]) > _LONGEST_COUNT or _TOWN.match(piece.text, match.start("count")):
        return None
    name = text[: match.start()].strip(" -–:;,.")
    if not _is_name(name) or _NUMBERED.search(text[: match.start("count")]):
        return None
    if match["unit"] and re.match(prose_words.NOT_AN_ITEM, match["unit"]):
        return None
    separated = bool(match["separator"].strip() or len(match["separator"]) > 1)
    measured = bool(match["unit"] and unit_code(match["unit"], found.language))
    is_code = bool(re.fullmatch(r"(?=\S*\d)[\w./-]{4,}", name))
    is_short = bool(match["unit"]) and len(name.split()) <= _FEW_WORDS
    if not (separated or ((measured or is_short) and not re.search(prose_words.ORDERING, name))):
        return None
    told = Told(
        Span(piece.row, piece.start + match.start("count"), piece.start + match.end("count")),
        Span(piece.row, piece.start, piece.start + match.start()).trimmed(" \t,;:.–—-("),
        Span(piece.row, piece.start + match.end("count"), piece.end),
    )
    is_multiplied = bool(re.search(r"\s[x×*]\s*$", match["separator"]))
    is_plain = separated and (measured or is_code or is_multiplied or bool(match["price"] and match["unit"]))
    return told, _BEYOND_DOUBT if is_plain else int(measured)


# Counted in front -------------------------------------------------------------------------------------------------------------------


@cache
def _front_pattern(language: str) -> re.Pattern[str]:
    """Where a count may stand: at the beginning, after a word of ordering, or where an enumeration goes on."""
    count = rf"(?P<count>{_DIGITS}|(?:{pattern(language)})(?=\s|'))"
    before = (
        rf"(?P<begin>^\s*{_FILLER})|(?P<order>\b{prose_words.BEFORE_A_COUNT}(?:(?P<far>\s+[^\W\d]+){{0,3}}?\s+(?:de|d'|of|von|di|van))??\s*:?\s*{_FILLER})"
        rf"|(?P<next>(?:[,;:.(]\s|\s[-–+/]\s|\b{prose_words.AND})\s*{_FILLER})"
    )
    return re.compile(
        rf"(?:{before})(?<![\w/.-]){count}(?P<repeated>\s*\(\d+\))?\s*(?P<times>(?:x|×|\*)\s*)?(?=[^\W_]|[\[(\"«“']|\s*[,.;]|\s*$)"
    )


def _in_front(thought: Row, found: Candidates) -> Iterator[Told]:
    """The items of a line or sentence that is counted in front."""
    bullet = BULLET.match(thought.text)
    offset = bullet.end() if bullet else 0
    text = _blanked(thought, found)[offset:]
    is_ordering = bool(re.search(prose_words.ORDERING, thought.folded))
    starts: list[re.Match[str]] = []
    for match in _front_pattern(found.language).finditer(text):
        if _counts(match, text, thought.text[offset:], found.language, is_listed=bool(starts), is_ordering=is_ordering):
            starts.append(match)
    ends = [*(offset + m.start() for m in starts[1:]), len(thought.text)]
    for match, last in zip(starts, ends, strict=False):
        begin = offset + match.end()
        short = _ABBREVIATED.match(thought.folded, begin, last)
        cut = _END.search(thought.folded, short.end() if short else begin, last)
        end = cut.start() if cut and cut.start() > begin else last
        words = Span(thought, begin, end).trimmed(" \t,;:.–—-")
        words = Span(thought, words.start, words.end - len(_joined_at_end(words.folded)))
        count = Span(thought, offset + match.start("count"), offset + match.end("count"))
        instead = _named_instead(thought, count) if not words.text or unit_code(words.text, found.language) else None
        if instead or words.text:
            yield Told(count, instead or words, words if words.text else Span(thought, count.end, count.end))


_END = late(prose_words.END)
#: The unit right after a count: its full stop ends no sentence.
_ABBREVIATED = late(r"\s*[^\W\d_]{1,6}\.\s")
_ORDINAL = late(r"(?:er|eme|e|th|st|nd|rd)\b")
#: A long number right after these is theirs.
_ORDER_NUMBER = late(r"\b(?:commande|cde|bestellung|bestelling|order|ordine|pedido|auftrag|ordre|livraison|facture|rechnung|invoice)\s*$")
#: A size told with "of": "tubes of 16 mm".
_MEASURE = late(r"(?:mm|cm|m|km|kg|g|l|cl|ml|w|v|a|kw|litres?|metres?|pouces|inch\w*|ans|°)\b")
#: What was ordered before.
_BEFORE = late(
    r"\b(?:last|previous|earlier|derniere?|precedente?|letzte[nrs]?|vorige[nrs]?|ultim[oa]|anterior|scorso|vorig|laatste)\s+\w+(?:\s+\w+){0,3}\s*$"
)
_INSTEAD = late(rf"\b{prose_words.INSTEAD}\s*(?P<count>\d[\d .]*)\s*(?P<words>[^,;.!?]*)")


def _named_instead(thought: Row, count: Span) -> Span | None:
    """The words of the count it replaces: "instead of 30 chairs make it 36"."""
    for match in _INSTEAD.finditer(thought.folded, 0, count.start):
        words, start = match["words"], match.start("words")
        end = min(start + len(words), count.start)
        # What runs up to the new count ends with a verb: "30 chairs make it 36".
        named = words[: end - start].rstrip().rpartition(" ")[0] if end == count.start else words
        if named.strip():
            return Span(thought, start, start + len(named)).trimmed()
    return None


def _joined_at_end(folded: str) -> str:
    match = re.search(rf"[\s,;]+(?:{prose_words.AND})?\s*$", folded)
    return match.group() if match else ""


def _counts(match: re.Match[str], text: str, printed: str, language: str, *, is_listed: bool, is_ordering: bool) -> bool:
    """Whether a count counts pieces of something: no date, no measure, no street or postal code."""
    count, rest, before = match["count"], text[match.end() :], text[: match.start("count")]
    if match["next"] and not (is_listed or is_ordering):
        return False
    if not rest.strip(" ,.;") or rest[0] in ",.;":
        return bool(re.search(rf"\b{prose_words.INSTEAD}", printed[: match.start("count")].lower()))
    if _is_part(match, text, before, rest):
        return False
    if not count[0].isdigit() and count not in "½¼¾":
        return _counts_in_words(match, rest, language, is_listed=is_listed, is_ordering=is_ordering)
    if _is_number(match, before, rest, language):
        return False
    return not _TOWN.match(printed, match.start("count")) and not (match["next"] and not is_listed and _STREET.match(rest))


def _is_part(match: re.Match[str], text: str, before: str, rest: str) -> bool:
    """Whether a number is part of something else: a size, an ordinal, a number of something, what was ordered before."""
    if (match["begin"] is None and _NUMBERED.search(before)) or _BEFORE.search(before) or (match["far"] and _MEASURE.match(rest)):
        return True
    if match.end() == match.end("count") and _ORDINAL.match(rest):
        return True
    is_followed = re.match(r"\d+\s*(?:[x×]|$)|\d{3,}\b", rest)
    return not match["times"] and bool(_NO_COUNT.match(text, match.end("count")) or re.match(prose_words.NOT_AN_ITEM, rest) or is_followed)


def _is_number(match: re.Match[str], before: str, rest: str, language: str) -> bool:
    """Whether digits name rather than count: too long, beginning with zero, right after the word "order", or an item's number."""
    count = match["count"]
    if len(count) > _LONGEST_COUNT or (len(count) > 1 and count[0] == "0" and count.isdigit()):
        return True
    if match["times"] or unit_code(rest.split(maxsplit=1)[0], language):
        return False
    is_orders = re.fullmatch(r"\d{3,}", count) and _ORDER_NUMBER.search(before)
    return bool(is_orders or (match["begin"] is not None and re.fullmatch(r"\d{5,}", count)))


def _counts_in_words(match: re.Match[str], rest: str, language: str, *, is_listed: bool, is_ordering: bool) -> bool:
    """Whether a number word counts: an article only before a unit, or among other counts."""
    if match["count"] not in articles(language):
        return is_ordering or is_listed or match["begin"] is not None
    word = re.match(r"[^\W\d_]{2,}", rest)
    if not word:
        return False
    is_unit = bool(unit_code(word.group(), language))
    if match["begin"] is not None:
        return is_unit and is_ordering
    return is_unit or (is_listed and match["next"] is not None) or bool(match["order"] and re.search(r"\bd'\s*$|\bachat\b", match["order"]))


def _blanked(thought: Row, found: Candidates) -> str:
    """The folded line, blanked where numbers count nothing: dates, brackets, the number that another one is told instead of."""
    text = thought.folded
    for span in [d.span for d in (*dates_in(thought, found.month_first), *day_without_year(thought, _ANY_DAY))]:
        text = text[: span.start] + " " * (span.end - span.start - 1) + ";" + text[span.end :]
    text = re.sub(r"(?<=[^\d\s])(\s?)\(([^()]{3,80})\)", lambda m: m[1] + "(" + "_" * len(m[2]) + ")", text)
    return re.sub(rf"\b{prose_words.INSTEAD}\s*\d[\d .]*(?=\D)", lambda m: " " * (len(m.group()) - 1) + " ", text)
