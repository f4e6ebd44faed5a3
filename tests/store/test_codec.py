"""Nouns to JSON and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.model.audit import AuditEvent
from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.model.document import Document
from backend.model.mail import Mail
from backend.model.reply import Reply
from backend.model.trade import Invoice, Order
from backend.model.user import User
from backend.store.codec import decode, encode, indexable

st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(float, st.floats(0, 1))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(object, st.one_of(st.integers(), st.text(), st.booleans()))
# Every character, lone surrogates included: a hostile charset can bring them.
st.register_type_strategy(str, st.text(st.characters()) | st.just("\ud800\0"))


@pytest.mark.parametrize("noun", [AuditEvent, Case, Catalog, Document, Invoice, Mail, Order, Reply, User])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_noun_comes_back_as_it_was(noun, data):
    value = data.draw(st.from_type(noun))

    assert decode(encode(value), noun) == value


def test_amounts_keep_their_decimals():
    assert str(decode(encode(Decimal("1234.500")), Decimal)) == "1234.500"


def test_attributes_that_an_old_text_does_not_know_take_their_defaults():
    user = decode('{"id": "claire", "organisation": "delorme", "name": "Claire", "email": "c@delorme.example"}', User)

    assert user.role == "clerk"


def test_a_text_of_another_type_is_refused():
    with pytest.raises(ValueError, match="missing required field"):
        decode('{"day": "2026-11-21"}', User)


def test_the_text_is_plain_ascii_whatever_a_message_holds():
    assert encode(["é\0\ud800", date(2026, 11, 21)]).isascii()


@given(st.text(st.characters()))
def test_an_indexable_text_is_one_that_postgresql_takes(text):
    cleaned = indexable(text)

    assert "\0" not in cleaned
    assert cleaned.encode().decode() == cleaned
    assert len(cleaned) <= 500
