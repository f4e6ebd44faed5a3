"""The question beside a document: cited in the letter, answered from the ERP's facts, and what they do not answer left to the person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from backend.model.catalog import Item, SalesOrder
from backend.model.identifier import compact
from backend.model.reply import Fact
from backend.model.sentence import Sentence
from backend.model.words import quantity
from backend.replies.differences import of_item
from backend.replies.draft import Draft, Letter, fact, from_erp, named_in
from backend.replies.letters import DONE, EXPECTED


class _Topic(Enum):
    """What a sentence asks about."""

    STOCK = auto()
    DELIVERY = auto()
    #: What the ERP's catalog never answers by itself.
    TERMS = auto()


_WORDS: Mapping[_Topic, re.Pattern[str]] = {
    topic: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for topic, words in {
        _Topic.STOCK: "stock|disponib|rupture|availab|lager|vorr[aä]tig|verf[uü]gbar|existencias|magazzino|giacenza|voorra|leverbaar",
        _Topic.DELIVERY: r"d[ée]lais?\b|livr|exp[ée]di|quand\b|deliver|ship|lead time|when\b|liefer|wann\b|entreg|plazo|cu[aá]ndo\b|consegn"
        r"|quando\b|lever(?!baar)|wanneer\b",
        _Topic.TERMS: r"prix|tarif|remise|rabais|ristourne|devis|franco|frais|port\b|price|discount|quot|cost|preis|rabatt|angebot|precio"
        r"|descuento|prezz|sconto|prijs|korting",
    }.items()
}
_SENTENCE_END = re.compile(r"(?<=[?!…])\s+|(?<=\.)\s+(?=[A-ZÀ-ÖØ-Þ¿¡])")

_STOCK = Sentence("Stock de {id}", "Stock of {id}")
_IN_STOCK = Sentence("{id}, {description} : {stock} en stock à ce jour.", "{id}, {description}: {stock} in stock today.")
_OUT_OF_STOCK = Sentence("{id}, {description} : pas en stock à ce jour.", "{id}, {description}: not in stock today.")
_NEXT = Sentence(
    "{id}, {description} : pas en stock à ce jour, {count} attendu(s) le {date}.",
    "{id}, {description}: not in stock today, {count} expected on {date}.",
)
_RECEIPT = Sentence("Réception prévue de {id}", "Next receipt of {id}")
_DELIVERY = Sentence(
    "Commande {theirs} (notre référence {ours}) : livraison prévue le {date}.",
    "Order {theirs} (our reference {ours}): delivery expected on {date}.",
)


def answered(draft: Draft) -> Letter:
    """What every letter says of the question beside its document: the question, the answers, and the sentences they leave open."""
    question = " ".join(draft.case.question.split()) if draft.document else ""
    return _Question(draft, question).letter()


def items_asked(draft: Draft) -> tuple[Item, ...]:
    """The items that the question beside the document names."""
    return _Question(draft, draft.case.question).items


def _is_there(item: Item) -> bool:
    return item.stock is not None and item.stock > 0


@dataclass(frozen=True)
class _Question:
    """The question with what it names in the ERP."""

    draft: Draft
    words: str

    def letter(self) -> Letter:
        """The values for the template, and the facts."""
        sentences = [sentence for sentence in _SENTENCE_END.split(self.words) if sentence]
        asked = frozenset().union(*(self._topics(sentence) for sentence in sentences))
        given = {topic: answer for topic, answer in self._answers.items() if topic in asked}
        is_open = [not (topics := self._topics(sentence)) or not topics <= given.keys() for sentence in sentences]
        values: dict[str, object] = {
            "question": self.words,
            "answers": [said.in_language(self.draft.language) for answer in given.values() for said, _ in answer],
            "to_complete": [sentence for sentence, left in zip(sentences, is_open, strict=True) if left],
        }
        return Letter(values, tuple(stated for answer in given.values() for _, stated in answer))

    @staticmethod
    def _topics(sentence: str) -> frozenset[_Topic]:
        return frozenset(topic for topic, words in _WORDS.items() if words.search(sentence))

    @cached_property
    def _answers(self) -> dict[_Topic, list[tuple[Sentence, Fact]]]:
        """What the ERP says about each topic; a topic on which it does not say everything is left out."""
        answers: dict[_Topic, list[tuple[Sentence, Fact]]] = {}
        if self.items and all(item.stock is not None for item in self.items):
            answers[_Topic.STOCK] = [self._of_stock(item) for item in self.items]
            # When it comes in again answers a question about a delivery too, as far as it is known of every item.
            if all(not _is_there(item) and item.expected for item in self.items):
                answers[_Topic.DELIVERY] = [self._of_receipt(item) for item in self.items]
        # When an item is to come is not what is known of an order.
        if self._orders and not self.items and all(o.delivery_date and compact(o.status).lower() not in DONE for o in self._orders):
            answers[_Topic.DELIVERY] = [self._of_delivery(order) for order in self._orders]
        return answers

    @cached_property
    def _names(self) -> frozenset[str]:
        """The words with a digit in them, as identifiers are compared."""
        return named_in(self.words)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items named by our number, this customer's own, or the GTIN."""
        customer = self.draft.best("customer")
        return tuple(
            item
            for item in self.draft.catalog.items
            if self._names
            & {compact(number) for number in (item.own_number, item.gtin, item.customer_references.get(customer, "")) if number}
        )

    @cached_property
    def _orders(self) -> tuple[SalesOrder, ...]:
        """The customer's own orders that are named, or else the one that this document became: nobody is told of another's order."""
        own = [order for order in self.draft.catalog.sales_orders if order.customer_id == self.draft.best("customer")]
        named = [order for order in own if self._names & {compact(n) for n in (order.number, order.customer_order_number) if n}]
        receipt = self.draft.receipt
        return tuple(named or [order for order in own if receipt and order.number == receipt.number])

    def _of_receipt(self, item: Item) -> tuple[Sentence, Fact]:
        """When goods that are not in stock are to come."""
        following = item.expected[0]
        date = Sentence("{date}", "{date}").filled(date=following.date)
        count = quantity(following.quantity, item.unit_code)
        said = _NEXT.filled(id=item.own_number, description=item.description, count=count, date=date)
        return said, fact(self.draft, _RECEIPT.filled(id=item.own_number), date, of_item(item.own_number))

    def _of_stock(self, item: Item) -> tuple[Sentence, Fact]:
        stock = quantity(item.stock or Decimal(0), item.unit_code)
        said = (_IN_STOCK if _is_there(item) else _OUT_OF_STOCK).filled(id=item.own_number, description=item.description, stock=stock)
        return said, fact(self.draft, _STOCK.filled(id=item.own_number), stock, of_item(item.own_number))

    def _of_delivery(self, order: SalesOrder) -> tuple[Sentence, Fact]:
        date = Sentence("{date}", "{date}").filled(date=order.delivery_date)
        said = _DELIVERY.filled(theirs=order.customer_order_number, ours=order.number, date=date)
        return said, fact(self.draft, EXPECTED, date, from_erp(Sentence(f"commande client {order.number}", f"sales order {order.number}")))
