"""Every message that is shipped as a sample, from its bytes to what is understood, against what was put into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from backend import readers
from backend.extraction import understand
from backend.extraction.understood import Understood
from backend.mailboxes import mime
from backend.model.field import Fields
from backend.readers import reading

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
TRUTHS = json.loads((PROJECT / "tests" / "golden" / "samples.json").read_text(encoding="utf-8"))
(SCANNED,) = (truth for truth in TRUTHS if "scan" in truth["file"])
PRINTED = [truth for truth in TRUTHS if truth is not SCANNED]
AMOUNTS = frozenset({"quantity", "net_price", "line_amount", "tax_rate", "taxable_amount"})
#: A sheet without any currency in it: euros are inferred from a SIRET, and shown as uncertain.
INFERRED = frozenset({("13-commande-excel.eml", "currency")})
#: The least share of the header values of all samples that nobody has to look at, but for names: those the ERP makes sure.
LEAST_SURE = 0.85

every_sample = pytest.mark.parametrize("truth", PRINTED, ids=lambda truth: truth["file"])


@cache
def understood(file: str) -> tuple[Understood, ...]:
    mail = mime.parse((SAMPLES / file).read_bytes())
    documents = [readers.read_body(mail)]
    with pytest.MonkeyPatch.context() as patch:
        # What is read counts here, not how long it takes on a busy machine.
        patch.setattr(reading, "MAX_SECONDS", 100.0)
        for attachment in mail.attachments:
            if not readers.is_decoration(attachment):
                documents += readers.read(attachment)
    return understand(mail, documents)


def said(name: str, value: str) -> str:
    """A value as two spellings of it are equal."""
    if name in AMOUNTS or name.endswith("_amount"):
        return str(Decimal(value).normalize()) if value else ""
    return value.casefold().replace(" ", "")


def got(fields: Fields, wanted: Mapping[str, str]) -> dict[str, str]:
    return {name: said(name, fields[name].value if name in fields else "") for name in wanted}


def wanted(values: Mapping[str, str]) -> dict[str, str]:
    return {name: said(name, value) for name, value in values.items()}


@every_sample
def test_a_sample_has_the_intents_and_documents_that_were_put_into_it(truth):
    found = understood(truth["file"])
    assert found[0].intent == truth["intent"]
    assert found[0].language == truth["language"]
    assert [one.document.document_type for one in found if one.document] == [one["document_type"] for one in truth["documents"]]


@every_sample
def test_a_sample_asks_what_its_sender_asked(truth):
    asked = " ".join(filter(None, (one.question for one in understood(truth["file"]))))
    assert truth["question"] in asked
    if truth["documents"] and not truth["question"]:
        assert asked == ""


@every_sample
def test_the_header_of_a_sample_is_read_in_full(truth):
    documents = [one.document for one in understood(truth["file"]) if one.document]
    assert [got(one.fields, true["fields"]) for one, true in zip(documents, truth["documents"], strict=True)] == [
        wanted(true["fields"]) for true in truth["documents"]
    ]


@every_sample
def test_every_line_of_a_sample_is_read_and_no_other(truth):
    documents = [one.document for one in understood(truth["file"]) if one.document]
    for document, true in zip(documents, truth["documents"], strict=True):
        # The item of the ERP is found by matching, and is no part of what is printed.
        lines = [{name: value for name, value in line.items() if name != "item"} for line in true["lines"]]
        assert [got(line, told) for line, told in zip(document.lines, lines, strict=True)] == [wanted(told) for told in lines]


def test_the_scanned_sample_gives_its_header_and_the_numbers_of_its_lines():
    (one,) = understood(SCANNED["file"])
    (true,) = SCANNED["documents"]
    assert one.document is not None
    assert got(one.document.fields, true["fields"]) == wanted(true["fields"])
    # Item ids are left out: in a smudged "VF-C01F" recognition cannot tell 0 from O, and the item is matched all the same.
    lines = [{name: value for name, value in line.items() if name in AMOUNTS} for line in true["lines"]]
    assert [got(line, told) for line, told in zip(one.document.lines, lines, strict=True)] == [wanted(told) for told in lines]


def test_hardly_any_value_that_a_sample_says_clearly_is_shown_as_uncertain():
    fields = [
        (truth["file"], name, one.document.fields[name])
        for truth in PRINTED
        for one, true in zip([u for u in understood(truth["file"]) if u.document], truth["documents"], strict=True)
        for name in true["fields"]
        if not name.endswith("_name")
    ]
    unsure = {(file, name) for file, name, field in fields if not field.sure}
    assert unsure >= INFERRED
    assert len(unsure) <= (1 - LEAST_SURE) * len(fields), unsure
