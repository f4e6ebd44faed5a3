"""What was learned, in a real browser: the mark beside a value, and the administrator's page where it is removed."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from tests.browser.looks import LOOKS, has_sideways_scroll, problems
from tests.pipeline import papers

pytestmark = pytest.mark.browser
#: The requests of a page, with its session.
CALL = """async ([method, path, body]) => (await fetch(`/api/${path}`, {
    method, body: body && JSON.stringify(body),
    headers: {"Content-Type": "application/json", Authorization: `Bearer ${sessionStorage.getItem("countersign.token")}`},
})).json()"""


def eml(paper, number):
    """The message that brings the invoice, as a file."""
    message = EmailMessage()
    message["From"], message["To"] = "Papeterie <compta@leroy.example>", "factures@maison.example"
    message["Subject"], message["Message-ID"] = f"Facture d’essai {number}", f"<essai-{number}@leroy.example>"
    message.set_content("Bonjour,\nveuillez trouver ci-joint notre facture.")
    message.add_attachment(papers.pdf(paper), maintype="application", subtype="pdf", filename="facture.pdf")
    return {"name": f"{number}.eml", "mimeType": "message/rfc822", "buffer": message.as_bytes()}


def receive(desk, paper, number):
    """Add the message to the mailbox; its case, once it was read."""
    desk.page.locator("#file").set_input_files(eml(paper, number))
    expect(desk.page.locator("article.reading h2").first).to_contain_text(f"essai {number}")
    expect(desk.pane.locator("#case")).to_be_visible()
    reference = desk.message(f"essai {number}").get_attribute("id").removeprefix("message-")
    return desk.page.evaluate(CALL, ["POST", "mails", {"mailbox": "practice", "reference": reference}])["cases"][0]


def teach(desk):
    """Correct a first invoice and send it to the ERP, as the supplier that comes first in the catalog."""
    paper, case = papers.Paper(), receive(desk, papers.Paper(), 1)
    supplier = desk.page.evaluate(CALL, ["GET", "catalog/suppliers?q=", None])["candidates"][0]
    values = {
        "invoice_number": paper.number, "due_date": paper.due, "currency": "EUR",
        "tax_exclusive_amount": paper.net, "tax_amount": paper.tax, "tax_inclusive_amount": paper.total, "supplier": supplier["id"],
    }  # fmt: skip
    rates = [(f"tax_breakdown.{n}.{name}", "") for n, rate in enumerate(case["document"]["tax_breakdown"]) for name in rate]
    lines = [("lines", "remove:0") for _ in case["document"]["lines"]]
    for n, line in enumerate(paper.lines):
        names = ("seller_item_id", "description", "quantity", "net_price", "line_amount")
        lines += [("lines", f"add:{n}"), *((f"lines.{n}.{name}", value) for name, value in zip(names, line, strict=True))]
    changes = [{"path": path, "value": value, "evidence": None} for path, value in (*values.items(), *rates, *lines)]
    case = desk.page.evaluate(CALL, ["POST", f"cases/{case['id']}/corrections", {"version": case["version"], "changes": changes}])
    sent = desk.page.evaluate(CALL, ["POST", f"cases/{case['id']}/approve", {"version": case["version"], "mail_id": case["mail_id"]}])
    assert sent["status"] == "approved", sent
    return supplier["label"]


@LOOKS
def test_a_learned_value_says_so_and_an_administrator_removes_what_was_learned(fresh_url, desks, language, scheme):
    desk = desks(fresh_url, "nadia", language=language, scheme=scheme)
    name = teach(desk)
    receive(desk, papers.SECOND, 2)

    number = desk.pane.locator("#at-invoice_number")
    expect(number).to_have_value("8/LER.0479")
    said = re.compile(r"(appris de|learned from) 7/LER\.0311 \(Nadia Roche, ")
    expect(desk.pane.locator("#at-invoice_number-learned")).to_have_text(said)
    expect(number).to_have_accessible_description(said)
    expect(desk.pane.locator("#at-supplier-learned")).to_have_text(said)
    expect(desk.pane.locator(".lines .learned")).to_be_visible()
    desk.open_alone("essai 2")
    desk.page.set_viewport_size({"width": 320, "height": 900})
    assert problems(desk.page) == []
    assert not has_sideways_scroll(desk.page)
    desk.page.set_viewport_size({"width": 1500, "height": 950})
    desk.back()

    link = desk.page.locator("a[href='memory.html']")
    with desk.page.context.expect_page() as opened:
        link.click()
    page = opened.value
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    lesson = page.locator("li", has_text="Repère de la pièce").first
    expect(lesson).to_contain_text("7/LER.0311")
    page.set_viewport_size({"width": 320, "height": 900})
    assert problems(page) == []
    assert not has_sideways_scroll(page)

    before = page.locator(".lesson").count()
    lesson.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#remove-now")).to_be_focused()
    assert problems(page) == []
    page.keyboard.press("Escape")
    expect(lesson.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Repère de la pièce")
    expect(page.locator(".lesson")).to_have_count(before - 1)
    expect(page.get_by_role("heading", name=name)).to_be_focused()
    page.get_by_role("searchbox").fill("zzz")
    expect(page.locator(".lesson")).to_have_count(0)

    receive(desk, papers.SECOND, 3)
    expect(desk.pane.locator("#at-invoice_number")).to_have_value("")
    expect(desk.pane.locator("#at-due_date-learned")).to_have_text(said)


def test_a_clerk_has_no_link_to_the_memory_and_is_told_why_not(desks, shared_url):
    desk = desks(shared_url, "claire")
    expect(desk.page.locator("a[href='erp.html']")).to_be_visible()
    expect(desk.page.locator("a[href='memory.html']")).to_have_count(0)

    desk.page.goto("/memory.html")
    expect(desk.page.get_by_role("alert")).to_contain_text("Vous n’avez pas le droit")
    desk.expect_refusal(403)


def test_a_memory_in_which_there_is_nothing_says_how_it_fills(desks, shared_url):
    desk = desks(shared_url, "nadia", language="en-GB")
    desk.page.goto("/memory.html")

    expect(desk.page.get_by_text("Nothing has been learned yet.")).to_be_visible()
    assert problems(desk.page) == []
