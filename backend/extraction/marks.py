"""What a mail says of who sent it: the texts and identifiers that lessons about a party are recalled by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from backend.extraction.identifiers import Kind, identifiers_in
from backend.extraction.layout import Row, rows_of
from backend.model import domain
from backend.model.document import Document
from backend.model.identifier import compact, siren
from backend.model.mail import Address, Mail

#: A party names itself on the first pages or on the last one.
_FIRST_PAGES = 2
#: A name is no shorter, in letters and digits, and a longer stretch is a sentence.
_SHORTEST, _LONGEST = 4, 60
#: Bounds the work on a hostile page.
_MOST = 1000
#: What may follow a name on its line; "" for nothing.
_AFTER_A_NAME = ("", " – ", " - ", " • ", " | ", ",", ":")
_OF_COMPANIES = frozenset({Kind.VAT_ID, Kind.SIREN, Kind.SIRET})


def marks(mail: Mail, documents: Iterable[Document]) -> frozenset[str]:
    """Everything in a mail that a party could be known by; with the sender's own address and domain."""
    printed = [mark for document in documents for mark in printed_marks(document)]
    return frozenset([*of_sender(mail.sender), *printed[:_MOST]])


def of_sender(sender: Address) -> tuple[str, ...]:
    """The marks of an address: the domain when it is a company's own, else the whole address."""
    names = domain.of_company(sender.domain)
    return tuple(f"@{name}" for name in names) if names else (sender.email.lower(),) if sender.email else ()


def of_party(*values: str) -> tuple[str, ...]:
    """The marks that a printed name, VAT id or legal id are."""
    keys = dict.fromkeys(key for value in values for key in (compact(value), siren(value)) if len(key) >= _SHORTEST)
    return tuple(key for key in keys if len(key) <= _LONGEST)


def printed_marks(document: Document, pages: Sequence[int] = ()) -> tuple[str, ...]:
    """The marks on the first pages and the last one, of those given or of all: identifiers of companies first, then what may be a name."""
    numbers = list(pages) or [page.number for page in document.pages]
    rows = rows_of(document, {*numbers[:_FIRST_PAGES], *numbers[-1:]})
    found = [mark for marks_in in (_identifiers, _names) for row in rows for mark in marks_in(row)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _identifiers(row: Row) -> Iterator[str]:
    for found in identifiers_in(row):
        if found.kind in _OF_COMPANIES and found.is_valid:
            yield from of_party(found.value)


def _names(row: Row) -> Iterator[str]:
    """The stretches of a line between gaps, and their beginnings before a separator: "Dupont SARL – 12 rue Haute"."""
    for segment in row.segments:
        for sign in _AFTER_A_NAME:
            key = compact(segment.text.partition(sign)[0] if sign else segment.text)
            if _SHORTEST <= len(key) <= _LONGEST and any(c.isalpha() for c in key):
                yield key
