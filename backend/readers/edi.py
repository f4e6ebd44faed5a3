"""EDIFACT and X12 interchanges as XML: an element for each segment, with those that belong to it inside, so that every term has a path.

A segment's data elements are E1, E2, ..., the components of one C1, C2, ...; a value always stands in a component.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from backend.content import media_type
from backend.content.charset import decoded
from backend.model.document import Document
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings
from backend.readers.reading import Reading

MEDIA_TYPES = frozenset({media_type.EDIFACT, media_type.X12})

#: The largest interchange that is read, in bytes, and the most segments of one.
MAX_BYTES, MAX_SEGMENTS = 10 * 1024 * 1024, 100_000

#: A tag of a segment, and a message type: what else may come is no interchange.
_TAG = re.compile(r"[A-Z][A-Z0-9]{1,5}")
#: Segments around the messages.
_ENVELOPE = frozenset({"UNA", "UNB", "UNG", "UNE", "UNZ", "ISA", "GS", "GE", "IEA"})

_ADVICE = re.compile(r"UNA.{6}", re.DOTALL)
#: A tag, and the components of each of its elements.
_Segment = tuple[str, list[list[str]]]


def _edifact_segments(text: str) -> Iterator[_Segment]:
    """The segments by the separators that the service string advice names, or the usual ones (ISO 9735-1, 7 and 8)."""
    advice = text[3:9] if _ADVICE.match(text) else ":+.? '"
    component, separator, release, terminator = advice[0], advice[1], advice[3], advice[5]
    # Some senders end their segments with the line and do not say so.
    terminator = terminator if terminator in text else "\n"
    for segment in _split(text.removeprefix(f"UNA{advice}"), terminator, release):
        tag, *elements = _split(segment.strip(), separator, release)
        yield tag, [[_released(one, release) for one in _split(element, component, release)] for element in elements]


def _split(text: str, separator: str, release: str) -> list[str]:
    """The text cut at every separator that no release character takes its meaning from."""
    if release not in text or release == " ":
        return text.split(separator)
    mark, sign = re.escape(separator), re.escape(release)
    # The last match is empty, behind the last piece.
    return re.findall(rf"((?:{sign}.|[^{mark}{sign}])*)(?:{mark}|{sign}?$)", text, re.DOTALL)[:-1]


def _released(text: str, release: str) -> str:
    return re.sub(rf"{re.escape(release)}(.)", r"\1", text, flags=re.DOTALL) if release != " " else text


def _x12_segments(text: str) -> Iterator[_Segment]:
    """The segments; the header, whose elements have fixed widths, shows what separates them (ASC X12.6)."""
    header = re.match(r"ISA(.)(?:[^\r\n]*?\1){15}(.)(.?)", text, re.DOTALL)
    if header is None:
        return
    separator, component, terminator = header[1], header[2], header[3] or "\n"
    for segment in text.split("\n" if terminator in "\r\n" else terminator):
        tag, *elements = segment.strip().split(separator)
        yield tag, [element.strip().split(component) for element in elements]


@dataclass(frozen=True)
class Grammar:
    """How the messages of one standard are built."""

    root: str
    #: Cuts an interchange into its segments.
    cut: Callable[[str], Iterator[_Segment]]
    begin: str
    end: str
    #: Which element of the segment that begins a message is its type, and what is put before it to make a name of it.
    type_place: int
    type_prefix: str
    #: The segments that may follow inside the group which a segment opens; None for all but those that open or close a line.
    groups: Mapping[str, frozenset[str] | None]
    #: The segments that end a group of any.
    closing: frozenset[str]
    #: The segments whose numbers may have a decimal comma.
    numeric: frozenset[str] = frozenset()
    #: The segments whose amounts are in cents (X12 type N2).
    cents: frozenset[str] = frozenset()


#: UN/EDIFACT D.96A segment groups as far as trade documents need them (UN/ECE TRADE, ORDERS, ORDCHG, ORDRSP and INVOIC).
_EDIFACT = Grammar(
    root="EDIFACT", cut=_edifact_segments, begin="UNH", end="UNT", type_place=1, type_prefix="",
    groups={
        "NAD": frozenset({"LOC", "FII", "RFF", "DOC", "CTA", "COM"}), "RFF": frozenset({"DTM"}), "TAX": frozenset({"MOA"}),
        "CUX": frozenset({"DTM"}), "PAT": frozenset({"DTM", "PCD", "MOA"}),
        "ALC": frozenset({"ALI", "QTY", "PCD", "MOA", "RTE", "TAX"}), "PRI": frozenset({"APR"}), "LOC": frozenset({"QTY", "DTM"}),
        "SCC": frozenset({"FTX", "RFF", "QTY", "DTM"}), "LIN": None, "UNS": None,
    },
    closing=frozenset({"LIN", "UNS"}),
    numeric=frozenset({"MOA", "QTY", "PRI", "PCD", "TAX", "RTE", "CUX"}),
)  # fmt: skip
#: ASC X12 004010 loops of the purchase order, its acknowledgement and its change, and of the invoice (850, 855, 860, 810).
_X12 = Grammar(
    root="X12", cut=_x12_segments, begin="ST", end="SE", type_place=0, type_prefix="T",
    groups={
        "N1": frozenset({"N2", "N3", "N4", "REF", "PER"}), "PO1": None, "POC": None, "IT1": None, "CTT": frozenset({"AMT"}),
    },
    closing=frozenset({"PO1", "POC", "IT1", "CTT", "TDS"}),
    cents=frozenset({"TDS"}),
)  # fmt: skip
_GRAMMARS = {media_type.EDIFACT: _EDIFACT, media_type.X12: _X12}
#: The amounts that belong to a TAX: the tax and what it is of (UN/EDIFACT 5025). Any other is one of the line or of the message.
_AMOUNTS_OF_TAX = frozenset({"124", "125"})


def read(attachment: Attachment, reading: Reading) -> Document:
    """The interchange as XML; without when it is broken."""
    del reading
    if attachment.size > MAX_BYTES:
        return _document(attachment, findings.too_large(attachment, findings.byte_limit(MAX_BYTES)))
    text = decoded(attachment.content).lstrip("\ufeff \r\n\t")
    grammar = _GRAMMARS[attachment.media_type]
    tree = _tree(grammar, grammar.cut(text))
    if not any(len(message) for message in tree):
        return _document(attachment, findings.broken(attachment))
    return _document(attachment, xml=etree.tostring(tree, encoding="utf-8"))


def _document(attachment: Attachment, *problems: Finding, xml: bytes = b"") -> Document:
    return Document(part=attachment.part, name=attachment.name, media_type=attachment.media_type, xml=xml, findings=problems)


def _tree(grammar: Grammar, segments: Iterable[_Segment]) -> etree._Element:
    """The messages of an interchange, each an element of its type."""
    root = etree.Element(grammar.root)
    open_groups: list[etree._Element] = []
    for number, (tag, elements) in enumerate(segments):
        if number >= MAX_SEGMENTS:
            break
        if tag == grammar.begin:
            open_groups = [etree.SubElement(root, _message_type(grammar, elements))]
        elif open_groups and tag != grammar.end and tag not in _ENVELOPE and _TAG.fullmatch(tag):
            _append(open_groups, grammar, tag, elements)
        elif tag == grammar.end:
            open_groups = []
    return root


def _message_type(grammar: Grammar, elements: list[list[str]]) -> str:
    name = grammar.type_prefix + elements[grammar.type_place][0] if len(elements) > grammar.type_place else ""
    return name if _TAG.fullmatch(name) else "UNKNOWN"


def _append(open_groups: list[etree._Element], grammar: Grammar, tag: str, elements: list[list[str]]) -> None:
    """Put a segment into the innermost open group that may hold it, and open its own."""
    while len(open_groups) > 1 and not _holds(open_groups[-1], grammar, tag, elements):
        open_groups.pop()
    segment = etree.SubElement(open_groups[-1], tag)
    for place, element in enumerate(elements, start=1):
        if any(element):
            holder = etree.SubElement(segment, f"E{place}")
            for order, component in enumerate(element, start=1):
                if component:
                    etree.SubElement(holder, f"C{order}").text = _clean(component, tag, grammar)
    if tag in grammar.groups:
        open_groups.append(segment)


def _holds(group: etree._Element, grammar: Grammar, tag: str, elements: list[list[str]]) -> bool:
    opener = str(group.tag)
    members = grammar.groups[opener]
    if members is None:
        return tag not in grammar.closing
    if opener == "TAX" and tag == "MOA":
        return bool(elements) and elements[0][0] in _AMOUNTS_OF_TAX
    return tag in members


_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
#: What XML cannot hold (XML 1.0, 2.2).
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _clean(component: str, tag: str, grammar: Grammar) -> str:
    if tag in grammar.numeric and _DECIMAL_COMMA.fullmatch(component):
        return component.replace(",", ".")
    if tag in grammar.cents and component.isdigit():
        return f"{component[:-2] or 0}.{component[-2:]:0>2}"
    return _CONTROLS.sub(" ", component)
