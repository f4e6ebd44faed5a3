"""What the headers of a message add to the order in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.extraction.envelope import company_of, with_headers
from backend.model.field import Field
from backend.model.mail import BODY, Address, Mail
from backend.model.trade import DocumentType, TradeDocument

MAIL = Mail(
    "1", "Commande", Address("achats@elyotech.fr", "Achats ELYOTECH"), (Address("adv@cdg.fr", "Composants Diffusion"),),
    datetime(2026, 10, 8, 15, tzinfo=UTC),
)  # fmt: skip


def order(**fields):
    return TradeDocument(DocumentType.ORDER, {name: Field(name, value) for name, value in fields.items()}, (), (), "fr", (BODY,))


def values(document):
    return {name: field.value for name, field in document.fields.items()}


def test_an_order_is_of_the_day_of_its_message_and_of_those_whom_the_mailboxes_name():
    told = with_headers(order(), MAIL)
    assert values(told) == {"issue_date": "2026-10-08", "buyer_name": "ELYOTECH", "seller_name": "Composants Diffusion"}
    assert not any(field.sure for field in told.fields.values())


def test_what_the_text_says_stays_but_for_a_day_that_is_still_to_come():
    assert values(with_headers(order(issue_date="2026-10-07", buyer_name="Elyotech SAS"), MAIL))["issue_date"] == "2026-10-07"
    assert values(with_headers(order(buyer_name="Elyotech SAS"), MAIL))["buyer_name"] == "Elyotech SAS"
    assert values(with_headers(order(issue_date="2026-10-30"), MAIL))["issue_date"] == "2026-10-08"


def test_nobody_is_both_parties():
    assert "buyer_name" not in values(with_headers(order(seller_name="Elyotech"), MAIL))


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("Vergers Descombes - commandes", "Vergers Descombes"),
        ("Céline (Laboratoire Océalgue)", "Laboratoire Océalgue"),
        ("Einkauf, Wehrle Getriebetechnik", "Wehrle Getriebetechnik"),
        ("Kita Rasselbande e.V.", "Kita Rasselbande e.V."),
        ("Sophie Vandecasteele", ""),
        ("COMPTA", ""),
        ("anne@client.fr", ""),
        ("", ""),
    ],
)
def test_a_mailbox_is_called_after_a_company_a_person_or_a_department(name, company):
    assert company_of(Address("a@b.fr", name)) == company
