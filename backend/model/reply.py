"""A Reply: a draft that cites the ERP's facts; never sent by us."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backend.model.mail import Attachment
from backend.model.sentence import Sentence


class ReplyKind(StrEnum):
    """What a reply says."""

    ORDER_ACKNOWLEDGEMENT = "order_acknowledgement"
    ORDER_CHANGE = "order_change"
    ORDER_CANCELLATION = "order_cancellation"
    MISSING_INFORMATION = "missing_information"
    INVOICE_DISPUTE = "invoice_dispute"
    ORDER_STATUS = "order_status"
    PAYMENT_STATUS = "payment_status"


@dataclass(frozen=True)
class Fact:
    """One fact that the reply states, and where it comes from ("practice ERP, sales order SO-1042")."""

    label: Sentence
    value: str
    source: Sentence


@dataclass(frozen=True)
class Reply:
    """A draft answer to one mail in the sender's language. `html` is made by our templates only, with every value escaped."""

    kind: ReplyKind
    subject: str
    html: str
    language: str
    to: str
    facts: tuple[Fact, ...] = ()
    #: The files that go along, which a person chose among those of the message.
    attachments: tuple[Attachment, ...] = ()
