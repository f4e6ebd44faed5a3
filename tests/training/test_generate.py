"""Documents made with their labels: the same seed makes the same ones, and what a label says is printed."""

import itertools
import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from email import message_from_bytes, policy
from html import unescape

import pypdfium2
import pytest
import stdnum.fr.siret
import stdnum.iban
from click.testing import CliRunner

from backend.__main__ import main
from backend.model import trade
from backend.training import generate
from backend.training.companies import company
from backend.training.compose import composed
from backend.training.deal import deal
from backend.training.drawn import drawn
from backend.training.html import Page
from backend.training.mail import carrier, mail
from backend.training.plain import plain
from backend.training.printing import Printer
from backend.training.style import Style
from backend.training.words import LANGUAGES, countries

KINDS = ("invoice", "credit_note", "order", "order_confirmation", "order_change")
AMOUNTS = ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "payable_amount", "prepaid_amount")


def made(count, seed=1):
    """Some planned documents, each with its plan, deal and blocks."""
    for plan in generate.plans(count, seed, ("pdf",)):
        subject = plan.deal()
        yield plan, subject, composed(subject, plan.style, plan.chance("document"))


def squeezed(text):
    """Letters and digits only: line breaks and spacings differ between a label and a page."""
    return re.sub(r"[\W_]", "", text).casefold()


def page_text(content):
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def missing(plan, subject, document, text):
    """The labelled fields that TEXT does not hold."""
    flat = squeezed(text)
    issuer = subject.buyer if subject.kind in {"order", "order_change"} else subject.seller
    printer = Printer(plan.style, issuer.country, subject.language, subject.currency)
    # An address is broken into its lines, and a currency stands there as a sign.
    checked = {name: value for name, value in document.truth.fields.items() if name not in {"delivery_address", "currency"}}
    for name, value in checked.items():
        if name == "tax_amount" and len(subject.taxes()) > 1:
            # Every rate's tax is printed; their sum need not be.
            looked_for = [re.sub(r"[-.]", "", f"{tax:f}") for _, tax in subject.taxes().values()]
        elif name in AMOUNTS:
            looked_for = [re.sub(r"[-.]", "", value)]
        elif name.endswith("_date"):
            day = date.fromisoformat(value)
            looked_for = [squeezed(printer.date(day)), squeezed(printer.date_as(day, "D MONTH YYYY"))]
        else:
            looked_for = [squeezed(value)]
        if not any(one in flat for one in looked_for):
            yield f"{plan.identifier}: {name} {value}"


def test_the_same_seed_makes_the_same_documents():
    first, second = ([vars(document) for _, _, document in made(20)] for _ in range(2))

    assert repr(first) == repr(second)


def test_another_seed_makes_others():
    first, second = ([document.truth.fields for _, _, document in made(5, seed)] for seed in (1, 2))

    assert first != second


def test_documents_of_a_group_look_alike_and_say_something_else():
    plans = list(generate.plans(200, 1, ("pdf",)))
    pairs = [(one, other) for one, other in itertools.pairwise(plans) if one.group == other.group]
    assert pairs

    for one, other in pairs[:10]:
        first, second = (composed(plan.deal(), plan.style, plan.chance("document")) for plan in (one, other))
        assert [column.label for column in first.columns][:2] == [column.label for column in second.columns][:2]
        assert first.truth.fields != second.truth.fields


def test_labels_have_the_names_of_the_fields():
    for _, _, document in made(60):
        assert document.truth.fields.keys() <= {*trade.INVOICE_FIELDS, *trade.ORDER_FIELDS, *AMOUNTS, "order_reference", "delivery_address"}
        assert all(line.keys() <= set(trade.LINE_FIELDS) for line in document.truth.lines)


def test_the_totals_of_the_labels_add_up():
    added = 0
    for _, _, document in made(80):
        net, tax, gross = (Decimal(document.truth.fields[name]) if name in document.truth.fields else None for name in AMOUNTS[:3])
        if None not in (net, tax, gross):
            assert net + tax == gross
            added += 1
    assert added > 15


def test_the_lines_of_the_labels_multiply():
    multiplied = 0
    for _, subject, document in made(50):
        for line in document.truth.lines:
            if "net_price" in line and "line_amount" in line and not any(item.discount for item in subject.items):
                assert abs(Decimal(line["quantity"]) * Decimal(line["net_price"]) - Decimal(line["line_amount"])) <= Decimal("0.005")
                multiplied += 1
    assert multiplied > 100


def test_what_is_labelled_is_printed_by_the_drawing_program():
    absent = []
    for plan, subject, document in made(25):
        absent += missing(plan, subject, document, page_text(drawn(document, plan.style)))

    # A value broken over two lines of a page written upwards cannot be read back as one.
    assert len(absent) <= 2, absent


def test_what_is_labelled_is_printed_on_the_web_page():
    absent = []
    for plan, subject, document in made(60):
        page = Page(document, plan.style)
        html = page.html() + page.foot()
        body = unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL))
        absent += missing(plan, subject, document, body)

    assert absent == []


def test_what_is_labelled_is_printed_by_the_line_printer():
    absent = [one for plan, subject, document in made(60) for one in missing(plan, subject, document, plain(document, plan.style))]

    assert absent == []


def test_an_order_in_prose_says_every_item_it_labels():
    said = 0
    for plan in generate.plans(300, 3, ("mail",)):
        if plan.kind != "order" or carrier(plan.style, "order") != "prose":
            continue
        subject = plan.deal()
        document = composed(subject, plan.style, plan.chance("document"))
        content = mail(document, subject, plan.style, plan.chance("carrier"), None)
        text = squeezed(message_from_bytes(content, policy=policy.default).get_body().get_content())
        for line in document.truth.lines:
            assert squeezed(line["seller_item_id"]) in text
            assert squeezed(line["description"]) in text
            said += 1
    assert said > 10


@pytest.mark.parametrize("country", sorted(countries()))
def test_invented_companies_have_valid_numbers(country):
    style = Style("companies")
    for number in range(5):
        firm = company(country, style.draw(f"{country} {number}"))
        assert not firm.iban or stdnum.iban.is_valid(firm.iban)
        assert country != "FR" or stdnum.fr.siret.is_valid(firm.legal_id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_say_every_kind_of_document(language):
    country = next(code for code, facts in countries().items() if language in facts["languages"])
    for kind in KINDS:
        for number in range(6):
            style = Style(f"{language} {number}")
            rng = style.draw("test")
            document = composed(deal(style, kind, country, language, rng), style, rng)
            assert document.truth.lines
            assert "{" not in "".join(entry.label + entry.text for entry in document.totals + document.meta)


def test_an_unknown_channel_is_refused(tmp_path):
    done = CliRunner().invoke(main, ["generate", str(tmp_path / "out"), "--channels", "fax"])

    assert done.exit_code == 2
    assert "unknown: fax" in done.output


@pytest.mark.browser
def test_the_command_writes_every_channel_with_its_manifest(tmp_path):
    # In a process of its own: Playwright runs once in each, and the tests of the pane may have begun it in this one.
    command = [sys.executable, "-m", "backend", "generate", str(tmp_path / "out"), "--count", "12", "--seed", "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    cases = [json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_text().splitlines()]
    assert len(cases) == 12
    assert all((tmp_path / "out" / "files" / case["file"]).stat().st_size for case in cases)
    assert {"id", "file", "channel", "made", "language", "document_type", "group", "complete", "fields", "lines"} <= cases[0].keys()
