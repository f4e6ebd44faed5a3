from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from backend.model.case import Case, Receipt, Rehearsal, Status, Undone
from backend.model.kept import Kept, KeptLine
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, Intent, TradeDocument
from backend.review import can
from backend.web import schemas, views
from tests import examples
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
    "reply_en": (views.reply_view(REPLY, "en", MAIL.attachments), schemas.ReplyView),
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


def test_a_change_stands_beside_the_order_in_the_erp():
    document = TradeDocument(DocumentType.ORDER_CHANGE, {}, (examples.fields(description="Ramette", quantity="8"),))
    line = KeptLine("1", "A1", "Ramette", Decimal(5), Decimal("3.90"))
    kept = Kept("SO-7", "SO-7", "/erp/SO-7", lines=(line, replace(line, id="2", item_id="A2")))
    case = replace(CASE, document=document, kept=kept, matches={"lines.0.item": examples.match("A1", "Ramette A4")}, findings=())
    view = views.case_view(case, can(case, AT), [], "en")
    assert schemas.CaseView().validate(view) == {}
    (told,) = view["change"]["lines"]
    assert (told["fate"], told["quantity"], told["net_price"]) == ("changed", {"was": "5", "now": "8"}, {"was": "3.9", "now": "3.9"})
    assert (view["change"]["number"], view["change"]["untouched"]) == ("SO-7", 1)


def test_a_trial_is_told_while_the_case_is_open_until_somebody_corrects_it():
    told = Sentence("quantité : 9 gardé, 10 envoyé", "quantity: 9 kept, 10 sent")
    tried = Rehearsal("test-1", "digest", Receipt("T1", "T1", "/test/T1"), (told,))
    case = replace(UNDONE, rehearsal=tried)
    assert views.case_view(case, can(case, AT), [], "en")["rehearsal"] == {
        "number": "T1", "url": "/test/T1", "is_compared": True, "differences": ["quantity: 9 kept, 10 sent"],
    }  # fmt: skip
    corrected = replace(case, rehearsal=replace(tried, document=""))
    assert views.case_view(corrected, can(case, AT), [], "en")["rehearsal"] is None
    assert views.case_view(corrected, can(case, AT), [], "en", is_tried_first=True)["rehearsal"]["number"] == ""
