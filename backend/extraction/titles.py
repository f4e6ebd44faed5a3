"""What a printed page says it is: its title, found among its lines in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from backend.extraction.kinds import Kind
from backend.extraction.labels import labels_in
from backend.extraction.layout import Row, Span, fold
from backend.extraction.title_phrases import AS_LABEL, TITLES


@dataclass(frozen=True)
class Title:
    """A kind of page and how plainly the page says so, from about 0 (a word in passing) to 3 (a headline)."""

    kind: Kind
    score: float


#: A score from which a title is plain.
PLAIN = 0.8
#: German and Dutch write label and document as one word.
_COMPOUNDS = ("nummer", "nr", "datum", "betrag")
#: Of two titles equally plain the earlier one here is the page's: an invoice names the order that it answers.
_PRECEDENCE = tuple(TITLES)


def _pattern(phrases: str) -> re.Pattern[str]:
    alternatives = "".join(line.strip() for line in phrases.splitlines())
    return re.compile(rf"(?<![\w'-])(?:{alternatives})(?![\w-])(?!'\w)")


_PATTERNS = {kind: _pattern(phrases) for kind, phrases in TITLES.items()}
_WHOSE = "votre|vos|your|ihre?n?|uw|su|vostr[aoe]|notre|nos|our|unsere?|nuestr[ao]|nostr[ao]|onze?"
#: Only who confirms calls it so in a line of nothing else: "Your order confirmation".
_YOURS = re.compile(r"(?:votre|vos|your|ihre?n?|uw|su|vostr[aoe])[\s:]+")
_LABEL = r"n°|n\.|nr|no|num|numero|number|ref|reference|date|datum|fecha|data|total|montant"
#: What announces the matter of a letter or a message.
_SUBJECT = r"(?:\W*(?:subject|objet|sujet|betreff|betr|asunto|oggetto|onderwerp|betreft|assunto|emne|amne|temat|aihe|re|concerne?)\s?:)"
#: What may stand before a title in its line: a copy mark, or what makes it the label of a value.
_BEFORE = re.compile(
    rf"{_SUBJECT}?[\W_]*(?:(?:la|le|the|die|der|het|el|il|o)\s)?(?:(?:duplicata|duplicate|copie|copy|original|kopie|copia)[\s:]+)?"
    rf"(?P<label>(?:{_WHOSE})[\s:]+|(?:{_LABEL})\W*(?:d'|de |du |di |of )?(?:la |l')?)?"
)
#: A name before the title, parted by a stroke: "Burger C - Bon de commande".
_OF_A_FIRM = re.compile(r"[^\W\d_][\w .&'’]{1,40} [-–|] ")
#: What follows a title: a number, a date, the words that announce them.
_AFTER = re.compile(
    r"(?:[\s:/()-]*(?:duplicata|duplicate|copie|copy|original|originale?|kopie|copia)\b)?"
    r"(?:\s(?:du|pour le|for the|of the|fur den|del)\s(?:mois|month|monat|mes|mese)\b[^\d:]{0,20})?[\s:#.,/()–—-]*"
    r"(?:(?:n°|nr|no|num|numero|number|nummer|numer|numar|cislo|c|n|id|ref|vom|du|of|del|van|the|le|date|datum|seite|page)\b[\s.:°#]*)?(?:\S*\d\S*.*)?$"
)
_LABEL_ENDS = re.compile(
    r"\s*(?:n°|nr|no|num|numero|number|nummer|numer|numar|cislo|c|szama?|sorszama|id|date|datum|data|kelte|ref)?[.\s]*[:#]"
)
#: "Quotation No" alone is the head of an empty cell.
_ENDS_AS_LABEL = re.compile(r"\s*(?:n°|nr|no|num|numero|number|nummer|id|ref|date|datum)\b[\s.°]*")
_OR = re.compile(r"\s*/\s*")
#: What a headline is adorned with, before or after it.
_ORNAMENTS, _ADORNED = " .:*=_~#-", re.compile(r"^[.:*=_~#-]{3}|[.:*=_~#-]{3}$")
_MAX_ROWS = 80
#: What names the document in a longer stretch than this, in characters, does so in passing.
_LONGEST_TITLE = 90
#: A headline of several lines has no longer ones, in characters, and they begin at the same place, as a fraction of the page's width.
_LONGEST_HEADLINE, _ALIGNED = 40, 0.02
#: "Invoice to" and "Bestellung an" name parties.
_OF_PARTIES = frozenset({"buyer", "seller", "deliver_to", "contact"})
#: "Commande ferme n° 12": how plainly a title with a few words more names the document.
_WITH_A_WORD = 0.5
#: Of two titles as plain, parted by a stroke, the first is the page's: "ORDER CONFIRMATION / PROFORMA INVOICE".
_BEHIND_STROKE = 0.9
#: What says more of an order than the word itself does: "Ordine cliente / Order confirmation".
_OF_AN_ORDER = frozenset({Kind.ORDER_CONFIRMATION, Kind.ORDER_CHANGE})
#: A title in two languages has no more words in the first.
_MOST_WORDS = 4
#: "Order confirmation - your order of 3 May", "Rechnung zu Ihrer Bestellung 4711": what the title answers.
_ANSWERS = re.compile(
    r"(?:\s*[-–—]\s*|\s(?:for|to|of|zu|fur|pour|relative a|suite a|de|di|per|para|voor|van)\s)"
    rf"(?:{_WHOSE}|ihrem|ihrer|unserer?|vs|la vostra)\.?\s"
)
#: "Rechnung über Malerarbeiten", "Invoice for services rendered in May": what it is about; a sentence ends with a stop.
_ABOUT = re.compile(r"(?:\s[-–—]\s|\s?:\s|\s(?:for|uber|fur|pour|per|para|voor|relative a)\s).*[^\s.,;]\s*")
_AFTER_WORDS = re.compile(r"(?:[\s-]+[^\W\d_]+){1,2}(?:\s*\([^)]{1,30}\))?")
#: How much less a line stands out that begins with a small letter: it goes on from the one above ("30 days from / invoice").
_SMALL = 0.5
#: How plainly a word in a sentence names the document.
_IN_PASSING = 0.1


@lru_cache(maxsize=32)
def titles(rows: tuple[Row, ...]) -> tuple[Title, ...]:
    """What the lines of one page say it is, the plainest first; () when they name no document."""
    heights = [row.box.height for row in rows if row.words]
    usual = median(heights) if heights else 1.0
    best: dict[Kind, float] = {}
    for segment, text in _headlines(rows[:_MAX_ROWS]):
        for kind, score in _said(segment, text, usual):
            best[kind] = max(best.get(kind, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: (-round(item[1], 1), _PRECEDENCE.index(item[0])))
    return tuple(Title(kind, score) for kind, score in ranked)


def kind_of_name(name: str) -> Kind | None:
    """What a file name or a subject says the document is."""
    folded = " ".join(re.split(r"[\W_]+", fold(name)))
    found = ((match.start(), _PRECEDENCE.index(kind), kind) for kind, pattern in _PATTERNS.items() for match in pattern.finditer(folded))
    return min(found, default=(0, 0, None))[2]


def _headlines(rows: Sequence[Row]) -> Iterator[tuple[Span, str]]:
    """The stretches of the lines with their folded text, a headline that goes on in the next line also as a whole."""
    for n, row in enumerate(rows):
        if _is_menu(row):
            continue
        below = rows[n + 1] if n + 1 < len(rows) else None
        for segment in map(_unadorned, row.segments):
            if len(segment.text) > _LONGEST_TITLE:
                continue
            yield segment, segment.folded
            further = next((s for s in below.segments if _goes_on(segment, s)), None) if below and segment.text.isupper() else None
            if further:
                yield segment, f"{segment.folded.rstrip()} {further.folded.lstrip()}"


def _is_menu(row: Row) -> bool:
    """Whether a line is a choice of places to go to, parted by bars: "HOME | CATALOGUE | CONTACT US"."""
    return len(_BARS.findall(row.text)) > 1 and not re.search(r"\d", row.text)


_BARS = re.compile(r"[|·•]")


def _unadorned(segment: Span) -> Span:
    """The stretch without rows of dots and the like around it: '....:::: ORDER ::::...."."""
    return segment.trimmed(_ORNAMENTS) if _ADORNED.search(segment.text) else segment


def _goes_on(segment: Span, below: Span) -> bool:
    """Whether the stretch below is the second line of a headline: as high, close, begun at the same place, no sentence."""
    one, other = segment.box, below.box
    return (
        max(len(segment.text), len(below.text)) <= _LONGEST_HEADLINE
        and ":" not in segment.text + below.text
        and abs(one.left - other.left) < _ALIGNED
        and other.top - one.bottom < one.height
        and abs(one.height - other.height) < 0.2 * one.height
    )


def _said(segment: Span, text: str, usual: float) -> Iterator[tuple[Kind, float]]:
    """The kinds that a stretch names, each with how plainly it does."""
    found = [(kind, match) for kind, pattern in _PATTERNS.items() for match in pattern.finditer(text)]
    labels = [o for o in labels_in(segment.row) if o.name in _OF_PARTIES and segment.start <= o.span.start < segment.end] if found else []
    for kind, match in found:
        if any(_holds(other, match) for _, other in found):
            continue
        is_second = text[: match.start()].rstrip().endswith("/") and kind not in _OF_AN_ORDER
        addressed = any(_reaches_beyond(match, o.span.start - segment.start, o.span.end - segment.start) for o in labels)
        yield (
            kind,
            (_IN_PASSING if addressed else _plainness(text, match, kind))
            * (_BEHIND_STROKE if is_second else 1.0)
            * _prominence(segment, usual),
        )


def _reaches_beyond(match: re.Match[str], start: int, end: int) -> bool:
    """Whether a stretch shares some of the title and has more: "Invoice to", not the supplier in "Ordine fornitore"."""
    return start < match.end() and match.start() < end and not (match.start() <= start and end <= match.end())


def _holds(longer: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a match is a part of a longer one: the order in an order confirmation."""
    return longer.start() <= match.start() and match.end() <= longer.end() and longer.span() != match.span()


def _plainness(text: str, match: re.Match[str], kind: Kind) -> float:
    """From 1 for a line that is nothing but the title and its number, down to 0.1 for a word in a sentence."""
    before, after = _in_one_language(text[: match.start()]), text[match.end() :]
    lead = _BEFORE.fullmatch(before)
    if not lead:
        return _WITH_A_WORD if _OF_A_FIRM.fullmatch(before) and _AFTER.fullmatch(after) else _IN_PASSING
    if kind is Kind.ORDER_CONFIRMATION and _YOURS.fullmatch(lead["label"] or "") and not after.strip(" .!"):
        return 1.0
    is_label = lead["label"] or (_LABEL_ENDS.match(after) and kind is not Kind.TERMS) or match.group().endswith(_COMPOUNDS)
    if is_label or (kind.document_type is None and _ENDS_AS_LABEL.fullmatch(after)):
        return AS_LABEL.get(kind, 0.1)
    if _AFTER.fullmatch(after) or _is_also_called(after) or _is_said_again(after, kind):
        return 1.0
    if _answers(after):
        return 1.0
    further = _AFTER_WORDS.match(after)
    is_all = further and (_AFTER.fullmatch(after, further.end()) or _is_also_called(after[further.end() :]))
    return _WITH_A_WORD if is_all or _ABOUT.fullmatch(after) else 0.2


def _answers(after: str) -> bool:
    """Whether what stands behind a title is another document that it answers, and no sentence."""
    lead = _ANSWERS.match(after)
    if not lead or after.rstrip().endswith((".", ",", ";")):
        return False
    return any(one.match(after, lead.end()) for one in _PATTERNS.values())


def _in_one_language(before: str) -> str:
    """What stands before a title in its own language, where a title in another one and a stroke precede it: "Ordine cliente / Order"."""
    first, stroke, rest = before.rpartition("/")
    is_short = stroke and len(first.split()) <= _MOST_WORDS and not re.search(r"[\d:]", first)
    return rest if is_short and any(pattern.match(first.lstrip()) for pattern in _PATTERNS.values()) else before


def _is_also_called(after: str) -> bool:
    """Whether another title follows a stroke and nothing else: "ORDER CONFIRMATION / PROFORMA INVOICE"."""
    stroke = _OR.match(after)
    return bool(stroke and any(_is_title(pattern, after, stroke.end()) for pattern in _PATTERNS.values()))


def _is_said_again(after: str, kind: Kind) -> bool:
    """Whether the same follows in another language and nothing else: "FAKTURA INVOICE 4711"."""
    return _is_title(_PATTERNS[kind], after.lstrip())


def _is_title(pattern: re.Pattern[str], text: str, start: int = 0) -> bool:
    """Whether a title of that pattern begins there and nothing but its number follows."""
    title = pattern.match(text, start)
    return bool(title and _AFTER.fullmatch(text, title.end()))


def _prominence(segment: Span, usual: float) -> float:
    """How much the line stands out: by its size, by capitals, by standing in the upper half."""
    size = min(max(segment.box.height / max(usual, 1e-6), 0.8), 2.2)
    capitals = 1.2 if segment.text.isupper() else _SMALL if size <= 1 and segment.text[:1].islower() else 1.0
    place = 1.0 if segment.box.middle < 0.5 else 0.6  # noqa: PLR2004 - the upper half of the page
    return size * capitals * place
