from __future__ import annotations

from dataclasses import replace

import pytest

from backend.model.case import Case, Status, Undone
from backend.model.trade import Intent
from backend.review import can
from backend.web import schemas, views
from tests.web.nouns import AT, CASE, EVENT, MAIL, PAGE, REPLY

QUESTION = Case("case-2", "demo", "mail-1", Intent.ORDER_STATUS_INQUIRY, language="en", question="Where is my order?")
CASE_VIEW = views.case_view(CASE, can(CASE, AT), ["invoice_dispute"], "fr")
UNDONE = replace(CASE, status=Status.IN_REVIEW, receipt=None, undo_until=None, undone=Undone("FA-12", AT))
QUESTION_VIEW = views.case_view(QUESTION, can(QUESTION, AT), ["order_status"], "en")

VIEWS = {
    "case_fr": (CASE_VIEW, schemas.CaseView),
    "undone_fr": (views.case_view(UNDONE, can(UNDONE, AT), ["invoice_dispute"], "fr"), schemas.CaseView),
    "question_en": (QUESTION_VIEW, schemas.CaseView),
    "mail_fr": (views.mail_view(MAIL, [CASE_VIEW], "fr"), schemas.MailView),
    "mail_prepared_en": (views.mail_view(replace(MAIL, progress=None), [QUESTION_VIEW], "en"), schemas.MailView),
    "page": (views.page_view(PAGE), schemas.PageView),
    "event": (views.event_view(EVENT), schemas.EventView),
    "reply_en": (views.reply_view(REPLY, "en"), schemas.ReplyView),
}


@pytest.mark.parametrize("name", VIEWS)
def test_the_json_is_the_golden_one(name, golden):
    golden(f"web/{name}.json", VIEWS[name][0])


@pytest.mark.parametrize("name", VIEWS)
def test_the_json_is_exactly_what_its_schema_documents(name):
    view, schema = VIEWS[name]
    assert schema().validate(view) == {}


def test_the_posting_key_stays_inside():
    assert "not for the client" not in str(CASE_VIEW)


def test_a_box_that_reaches_over_the_page_ends_at_its_edge():
    assert views.page_view(PAGE)["words"][1]["box"] == [0.0, 0.1, 1.0, 0.12]


def test_a_sheet_has_no_image():
    assert views.page_view(PAGE)["has_image"]
    assert not views.page_view(replace(PAGE, origin="sheet"))["has_image"]


def test_what_a_person_can_do_is_what_the_review_permits():
    permission = can(replace(CASE, status=Status.IN_REVIEW, findings=()), AT)
    view = views.case_view(CASE, permission, [], "fr")
    assert view["can"] == {
        "correct": True, "approve": True, "reject": True, "hold": True, "reopen": False, "undo": False, "reply": False,
    }  # fmt: skip


def test_a_reply_is_also_plain_text():
    assert "Le prix est de 3,10 € & non 3,40 €." in views.reply_view(REPLY, "fr")["text"]
