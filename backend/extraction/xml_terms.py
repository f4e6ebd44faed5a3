"""Business terms read from XML: where a standard keeps a value, the value normalised, and the element as its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from lxml import etree
from stdnum import iban

from backend.extraction.identifiers import is_gtin
from backend.extraction.units import unit_code
from backend.model.field import Evidence, Field
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.trade import AMOUNT_FIELDS, DATE_FIELDS

METHOD = "xml"
#: A term of a structured document says what it is: all that can go wrong is a sender who filled in the wrong one.
CERTAIN = 0.99
#: Several elements stand where the standard wants one, and they differ.
AMBIGUOUS = 0.8
#: A value that breaks its own format: an account that is no IBAN.
DOUBTFUL = 0.6
#: Longer texts are cut: no name, description or term of payment needs more.
MAX_TEXT = 4000
#: More values left out than this tell a person nothing more.
MAX_FINDINGS = 50
#: More values of one term than this are no longer told apart.
_MAX_VALUES = 1000
#: An address has no more lines.
_MAX_PARTS = 10

_IDENTIFIERS = frozenset({
    "currency", "seller_vat_id", "seller_legal_id", "payment_iban", "payment_bic", "buyer_vat_id", "buyer_legal_id", "gtin",
    "tax_category",
})  # fmt: skip
#: UN/ECE Recommendation 20 and 21 codes; senders also write the unit in words.
_UNIT_CODE = re.compile(r"[A-Z0-9]{2,3}")
_UNITS = frozenset({"unit_code", "base_unit_code"})
#: Amounts beside those that every trade document has: the parts of a price (BT-147 to BT-149), an allowance or charge and their sums.
_MORE_AMOUNTS = frozenset({"base_quantity", "gross_price", "price_discount", "amount"})
_SHAPES = {
    "currency": re.compile(r"[A-Z]{3}"),
    "payment_bic": re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?"),  # ISO 9362:2014
}
#: What senders write where they must write something and have nothing to say.
_NOTHING = frozenset({"", "-", "--", ".", "NA", "N/A", "N.A.", "NONE", "NULL", "UNKNOWN", "NOT PROVIDED", "NICHT VORHANDEN"})
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*|Z|[+-]\d{2}:\d{2})?")
#: UN/EDIFACT 2379 formats 102, 203, 204, 205: year, month, day and perhaps a time.
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?:[+-]\d{4})?")

_UNREADABLE = Sentence(
    fr="Le XML dit « {text} » pour {term} : ce n'est pas une valeur valable, elle a été laissée de côté.",
    en="The XML says “{text}” for {term}: that is no valid value, so it was left out.",
)


@dataclass(frozen=True)
class Term:
    """One business term: the field it fills, its id in the standard, and where it stands, the best place first."""

    name: str
    id: str
    paths: tuple[etree.XPath, ...]
    #: What stands between the parts of a value made of all the places together (an address); None for a value that has one place.
    joint: str | None = None


def term(name: str, id_: str, *paths: str, joint: str | None = None) -> Term:
    """A Term from XPath expressions on local names, relative to the element that holds it."""
    return Term(name, id_, tuple(etree.XPath(path) for path in paths), joint)


@dataclass(frozen=True)
class Found:
    """A text in the XML: the tag it stands in, with the name of its attribute if it is one, and its element."""

    text: str
    tag: str
    element: etree._Element


@dataclass(frozen=True)
class Top:
    """The element that terms are read below, and its path."""

    element: etree._Element
    path: str

    def path_of(self, element: etree._Element) -> str:
        """The path of an element in local names: `/Invoice/InvoiceLine[2]/ID`.

        lxml's own getpath counts all siblings up to the root for every value, which takes minutes for ten thousand lines.
        """
        steps: list[str] = []
        here = element
        while here is not self.element:
            parent = here.getparent()
            if parent is None:
                return element.getroottree().getpath(element)
            same = parent.findall(str(here.tag))
            steps.append(f"/{here.tag}" if len(same) == 1 else f"/{here.tag}[{same.index(here) + 1}]")
            here = parent
        return self.path + "".join(reversed(steps))


class Reading:
    """One XML part being read: gives Fields for Terms and collects what it had to leave out."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.findings: list[Finding] = []

    def fields(self, element: etree._Element, terms: Sequence[Term], path: str = "") -> dict[str, Field]:
        """The Fields of those Terms that have a valid value below the element; `path` is where they go in the document (`lines.0.`).

        Of two Terms with one name the first that has a value wins.
        """
        top = Top(element, element.getroottree().getpath(element))
        fields: dict[str, Field] = {}
        for one in terms:
            found = None if one.name in fields else self._field(top, one, path)
            if found:
                fields[one.name] = found
        return fields

    def _field(self, top: Top, one: Term, path: str = "") -> Field | None:
        """The Field of one Term, from the first place that has a valid value; None when there is none."""
        if one.joint is not None:
            return self._joined(top, one, one.joint)
        for xpath in one.paths:
            values: dict[str, Found] = {}
            for found in islice(texts(top.element, xpath), _MAX_VALUES):
                value = normalised(one.name, found.text)
                if value:
                    values.setdefault(value, found)
                elif value is None:
                    self._leave_out(one, found, path)
            if values:
                return self._chosen(top, one, values)
        return None

    def _chosen(self, top: Top, one: Term, values: dict[str, Found]) -> Field:
        value, found = next(iter(values.items()))
        confidence = AMBIGUOUS if len(values) > 1 else CERTAIN
        if one.name == "payment_iban" and not iban.is_valid(value):
            confidence = DOUBTFUL
        return self._made(top, one, value, found, confidence)

    def _joined(self, top: Top, one: Term, joint: str) -> Field | None:
        parts = [
            found for xpath in one.paths for found in islice(texts(top.element, xpath), _MAX_PARTS) if found.text.upper() not in _NOTHING
        ]
        value = normalised(one.name, joint.join(dict.fromkeys(part.text for part in parts)))
        return self._made(top, one, value, parts[0], CERTAIN) if value else None

    def _made(self, top: Top, one: Term, value: str, found: Found, confidence: float) -> Field:
        """A Field whose evidence is that place of the XML."""
        tag, _, attribute = found.tag.partition(" ")
        xpath = top.path_of(found.element) + (f"/@{attribute}" if attribute else "")
        evidence = Evidence(self.part, xpath=xpath, excerpt=f"{one.id} <{found.tag}>{found.text}</{tag}>")
        return Field(one.name, value, found.text, confidence, evidence, METHOD)

    def _leave_out(self, one: Term, found: Found, path: str) -> None:
        """Note that a value was there and could not be used; of a hostile number of them the first."""
        if len(self.findings) >= MAX_FINDINGS:
            return
        sentence = _UNREADABLE.filled(text=found.text[:80], term=f"{one.id} <{found.tag}>")
        self.findings.append(Finding("XML-VALUE", Severity.INFO, sentence, path + one.name, attachment=self.part))


def texts(element: etree._Element, xpath: etree.XPath) -> Iterator[Found]:
    """The texts of the leaf elements and attributes that an XPath selects, blank ones left out."""
    for found in _selected(element, xpath):
        if isinstance(found, etree._Element):  # noqa: SLF001 - the only name lxml gives this type
            # A child here is an entity or foreign markup: the text would be cut, and a cut value is a wrong one.
            text = "" if len(found) else _collapsed(found.text or "")
            if text:
                yield Found(text, str(found.tag), found)
            continue
        parent, text = found.getparent(), _collapsed(found)
        if text and parent is not None:
            yield Found(text, f"{parent.tag} {found.attrname!s}", parent)


def _collapsed(text: str) -> str:
    return " ".join(text.split())[:MAX_TEXT]


def _selected(element: etree._Element, xpath: etree.XPath) -> Sequence[etree._Element | etree._ElementUnicodeResult]:
    found = xpath(element)
    return found if isinstance(found, list) else []  # type: ignore[return-value]


def elements(element: etree._Element, xpath: etree.XPath) -> list[etree._Element]:
    """The elements that an XPath selects."""
    return [found for found in _selected(element, xpath) if isinstance(found, etree._Element)]  # noqa: SLF001 - see above


def normalised(name: str, text: str) -> str | None:
    """The text as the value of the field of that name, "" when it says nothing, None when it is no such value."""
    if text.upper() in _NOTHING:
        return ""
    if name in DATE_FIELDS:
        return _date(text)
    if name in AMOUNT_FIELDS or name in _MORE_AMOUNTS:
        return decimal(text)
    if name in _UNITS:
        return text if _UNIT_CODE.fullmatch(text) else unit_code(text) or None
    if name in _IDENTIFIERS:
        return _identifier(name, text)
    return text


def _date(text: str) -> str | None:
    match = _ISO_DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def decimal(text: str) -> str | None:
    """An xsd:decimal with a point and without needless zeros beyond the second decimal, None when the text is no number."""
    if not _DECIMAL.fullmatch(text) or len(text) > 40:  # noqa: PLR2004 - no amount is that long, a hostile one may be
        return None
    return plain(Decimal(text))


def plain(number: Decimal) -> str:
    """A number without exponent and without needless zeros: none beyond the second decimal, none at all when it is whole."""
    number = abs(number) if number == 0 else number
    if number == number.to_integral_value() and number.as_tuple().exponent != -2:  # noqa: PLR2004 - 12.00 is written as money is
        return f"{number.to_integral_value():f}"
    whole, point, decimals = f"{number:f}".partition(".")
    kept = decimals[:2] + decimals[2:].rstrip("0")
    return f"{whole}{point}{kept}"


def _identifier(name: str, text: str) -> str | None:
    value = re.sub(r"[\s\u00a0\u202f]+", "", text).upper()
    shape = _SHAPES.get(name)
    if shape and not shape.fullmatch(value):
        return None
    if name == "gtin" and not is_gtin(value):
        return None
    return value
