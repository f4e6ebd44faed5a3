"""Whether everything that an order in the body asks for stands in a line: a safety net below the reading of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from backend.checks.subject import Subject, numbered
from backend.content import quotation
from backend.model.finding import Finding, Severity
from backend.model.identifier import compact
from backend.model.mail import BODY
from backend.model.sentence import Sentence
from backend.model.trade import ITEM_IDS
from backend.model.value import decimal, text
from backend.patterns import late

#: A message longer than this is searched only so far, and so much of a sentence is quoted.
_TEXT_SEARCHED, _QUOTED = 20_000, 160
#: A key shorter than this, or without a digit, is a word like any other.
_LEAST = 4
#: A line that begins in lower case goes on with the sentence above.
_WRAPPED = late(r"\n(?=[a-zà-ÿ(])")
_END_OF_SENTENCE = late(r"(?<=[.!?;])\s+|\n")
_TOKEN = late(r"[A-Za-z0-9][\w./-]*\w")
_NUMBER = r"(?<![\w.,:/+-])(?P<number>\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d{1,5}(?:[.,]\d{1,3})?)"
#: How things are packed and counted, in fr, en, de, es, it and nl. A measure (cm, litres) may belong to the item, and is none of them.
_PACKED = (
    r"(?:lots?|cartons?|bo[iî]tes?|bidons?|sacs?|sachets?|paquets?|rouleaux?|bobines?|palettes?|colis|caisses?|bouteilles?|flacons?|pots?"
    r"|seaux?|pi[eè]ces?|unit[eé]s?|paires?|jeux|boxe?s?|packs?|bags?|rolls?|pallets?|bottles?|cans?|pcs|units?|pairs?|sets?"
    r"|kartons?|st[uü]ck|packung(?:en)?|pakete?|flaschen?|kanister|rollen?|s[aä]cke?|paletten|dosen?"
    r"|cajas?|bolsas?|paquetes?|botellas?|rollos?|unidades|piezas?|scatol[ae]|cartoni|sacchi|bottigli[ae]|rotoli|pezzi|confezion[ei]"
    r"|doos|stuks?|zakken|flessen)(?!\w)"
)
_COUNTED = late(rf"{_NUMBER}\s*(?:[x×]\s*)?{_PACKED}", re.IGNORECASE)
#: "12 x AB-345", whether the ERP knows the reference or not; it begins with a letter, so that sizes are none.
_REFERRED = late(r"(?<![\w.,/-])\d{1,5}\s*[x×]\s*(?P<code>(?=[\w./-]*\d)[A-Z][\w./-]{2,}\w)")
#: What makes a count part of something else: how much a package holds, by how many it is sold or sent, what it replaces.
_OF_SOMETHING_ELSE = late(
    rf"(?:{_PACKED}\s+(?:de|of|von|à|di|da|van|mit)|\b(?:par|per|pro|je|sur|on|auf|op|su|en|in|soit|statt|au lieu de|instead of))\s*$",
    re.IGNORECASE,
)


def left_over(subject: Subject) -> Iterator[Finding]:
    """ORDER-REST: what an order in the body counts or refers to stands in one of its lines.

    Looked for: the ERP's item ids, GTINs and this customer's references; a reference behind "12 x"; a number with a packaging word that is
    no line's quantity. A reference that is only asked about, without a number, is no order.
    """
    if not subject.is_order or subject.document is None or BODY not in subject.document.sources:
        return
    order = _Lines(subject)
    for sentence in _sentences(subject.mail.text[:_TEXT_SEARCHED]):
        left = next(order.left_of(sentence), "")
        if left:
            told = Sentence(
                "Cité dans le message mais dans aucune ligne : {left} (« {quoted} »).",
                "Named in the message but in no line: {left} (“{quoted}”).",
            ).filled(left=left, quoted=_shortened(sentence))
            remedy = Sentence("Ajoutez la ligne si elle est bien commandée.", "Add the line if it is indeed ordered.")
            yield Finding("ORDER-REST", Severity.WARNING, told, "lines", remedy)


class _Lines:
    """What the lines of the order already say, and what a sentence says beyond that."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._quantities = {count for _, count in numbered(subject.lines, "quantity")}
        self._printed = _plain(" | ".join(f"{f.value} | {f.text}" for line in subject.lines for f in line.values()))
        self._keys = {compact(text(line, name)) for line in subject.lines for name in ITEM_IDS}
        self._descriptions = compact(" ".join(text(line, "description") for line in subject.lines))

    def left_of(self, sentence: str) -> Iterator[str]:
        """The references and counts of a sentence that are in no line, as printed."""
        referred = {match["code"] for match in _REFERRED.finditer(sentence)}
        counted = [match for match in _COUNTED.finditer(sentence) if not _OF_SOMETHING_ELSE.search(sentence, 0, match.start())]
        only_asked = sentence.endswith("?") and not referred
        for token in _TOKEN.findall(sentence):
            is_wanted = token in referred or (compact(token) in self._known and not only_asked)
            if is_wanted and not self._has_reference(compact(token)):
                yield token
        yield from (match.group() for match in counted if not self._has_count(match))

    def _has_reference(self, key: str) -> bool:
        items = self._known.get(key, frozenset())
        return key in self._keys or key in self._descriptions or any(self._subject.best(f"lines.{n}.item") in items for n in self._places)

    def _has_count(self, match: re.Match[str]) -> bool:
        return bool(_readings(match["number"]) & self._quantities) or _plain(match.group()) in self._printed

    @property
    def _places(self) -> range:
        return range(len(self._subject.lines))

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        """The keys in the message that the ERP has for items, with the items' ids."""
        mentioned = {compact(token) for token in _TOKEN.findall(self._subject.mail.text[:_TEXT_SEARCHED])}
        mentioned = {key for key in mentioned if len(key) >= _LEAST and any(c.isdigit() for c in key)}
        found: dict[str, frozenset[str]] = {}
        for item in self._subject.catalog.items if mentioned else ():
            reference = item.customer_references.get(self._subject.best("customer"), "")
            for key in {compact(each) for each in (item.own_number, item.gtin, reference)} & mentioned:
                found[key] = found.get(key, frozenset()) | {item.id}
        return found


def _sentences(body: str) -> Iterator[str]:
    """The sentences and lines that were written for this message, without the history it quotes."""
    lines = body.splitlines()
    headers = quotation.headers(lines)
    is_forward = bool(headers) and not any(line.strip() for line in lines[: headers[0].start])
    history = frozenset() if is_forward else quotation.history(lines)
    own = "\n".join(line.strip() for number, line in enumerate(lines) if number not in history)
    yield from filter(None, (sentence.strip() for sentence in _END_OF_SENTENCE.split(_WRAPPED.sub(" ", own))))


def _readings(number: str) -> set[Decimal]:
    """What a printed number may mean: its separator groups thousands or begins the decimals."""
    grouped = re.sub(r"[ .,\u00a0\u202f]", "", number)
    return {value for value in (decimal(grouped), decimal(number.replace(",", "."))) if value is not None}


def _plain(printed: str) -> str:
    return " ".join(printed.lower().split())


def _shortened(sentence: str) -> str:
    plain = " ".join(sentence.split())
    return plain if len(plain) <= _QUOTED else f"{plain[: _QUOTED - 1].rstrip()}…"


RULES = (left_over,)
