"""The clues that a document, its mail and its matches give to the part of the Catalog that it may concern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from backend.matching.purchase_orders import mentioned
from backend.model import domain
from backend.model.catalog import Match, Matches
from backend.model.identifier import compact, gtin14, siren
from backend.model.mail import Mail
from backend.model.memory import NO_LESSONS, Lesson, Side
from backend.model.terms import Clues, number_keys, of_supplier
from backend.model.trade import TradeDocument

#: What of the Catalog a match's path leads to; lines of purchase orders come with their order.
_KINDS: Mapping[str, str] = {
    "supplier": "suppliers", "customer": "customers", "purchase_order": "purchase_orders", "sales_order": "sales_orders", "item": "items",
}  # fmt: skip
_NAMES = ("seller_name", "buyer_name")
#: A message longer than this is searched only so far.
_TEXT_SEARCHED = 20_000
#: An account number as people write it in a text, in groups; what follows may be taken for more of it.
_ACCOUNT = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[ .\u00a0-]?\d{2}(?:[ .\u00a0-]?[A-Z0-9]){11,40}", re.IGNORECASE)
_SHORTEST_ACCOUNT, _LONGEST_ACCOUNT = 15, 34
_NOT_A_WORD = re.compile(r"[\s,;:?!()\[\]«»“”\"]+")


def of_document(document: TradeDocument | None, mail: Mail, question: str = "") -> Clues:
    """The clues to whoever and whatever the document, or the question without one, may mean."""
    lines = document.lines if document else ()
    names = [document.value(name) for name in _NAMES] if document else []
    descriptions = [line["description"].value for line in lines if "description" in line]
    return Clues(
        keys=of_message(mail, question).keys | frozenset(_of_values(document)) if document else of_message(mail, question).keys,
        names=frozenset((*names, mail.sender.name)) - {""},
        descriptions=frozenset(descriptions) - {""},
        domains=of_message(mail).domains,
    )


def of_message(mail: Mail, question: str = "") -> Clues:
    """The clues to what the message itself names: numbers, accounts, its sender."""
    text = "\n".join((question, mail.subject, mail.text[:_TEXT_SEARCHED]))
    return Clues(keys=frozenset((*_of_text(text), *_of_sender(mail))), domains=frozenset({mail.sender.domain.lower()}))


def of_matches(matches: Matches) -> Clues:
    """What was matched, and what might be meant instead."""
    return Clues(ids=frozenset(_ids(matches)))


def of_lessons(lessons: Sequence[Lesson] = NO_LESSONS) -> Clues:
    """Whom and what the lessons are about."""
    parties = {(_KINDS[lesson.party.side], lesson.party.id) for lesson in lessons}
    return Clues(ids=frozenset(parties | {("items", lesson.item.item_id) for lesson in lessons if lesson.item}))


def of_supplier_found(matches: Matches) -> Clues:
    """The clues to the purchase orders of the supplier who was matched, for a document that cites none."""
    best = matches.get(Side.SUPPLIER, Match(None)).best
    return Clues(keys=frozenset({of_supplier(best.id)}) if best else frozenset())


def of_choices(choices: Mapping[str, str]) -> Clues:
    """What a person chose, by path."""
    return Clues(ids=frozenset((_KINDS[name], id_) for path, id_ in choices.items() if (name := path.rpartition(".")[2]) in _KINDS and id_))


def together(clues: Iterable[Clues]) -> Clues:
    """All of these clues in one."""
    each = tuple(clues)
    return Clues(
        keys=frozenset().union(*(one.keys for one in each)),
        names=frozenset().union(*(one.names for one in each)),
        descriptions=frozenset().union(*(one.descriptions for one in each)),
        domains=frozenset().union(*(one.domains for one in each)),
        ids=frozenset().union(*(one.ids for one in each)),
    )


def _of_values(document: TradeDocument) -> Iterator[str]:
    """Everything that may be an identifier, a reference or a number."""
    for fields in (document.fields, *document.lines):
        for name, field in fields.items():
            yield from (compact(field.value), gtin14(field.value), siren(field.value))
            if name in {"order_reference", "order_number", "description"}:
                yield from _of_text(field.value)
                yield from (key for part in re.split(r"[\s,;|&]+", field.value) for key in number_keys(part))


def _of_text(text: str) -> Iterator[str]:
    yield from mentioned(text)
    yield from (compact(word) for word in _NOT_A_WORD.split(text) if any(letter.isdigit() for letter in word))
    for written in _ACCOUNT.findall(text):
        account = compact(written)
        yield from (account[:end] for end in range(_SHORTEST_ACCOUNT, min(len(account), _LONGEST_ACCOUNT) + 1))


def _of_sender(mail: Mail) -> Iterator[str]:
    yield mail.sender.email.lower()
    yield from domain.of_company(mail.sender.domain)


def _ids(matches: Matches) -> Iterator[tuple[str, str]]:
    for path, match in matches.items():
        kind = _KINDS.get(path.rpartition(".")[2])
        if kind:
            yield from ((kind, one.id) for one in (match.best, *match.runners_up) if one)
