"""The words of cards are the pane's, values are written as the pane writes them, and nothing of others becomes markup or a link."""

from __future__ import annotations

import json
import re

import pytest

from backend.errors import BadInput, NotAllowed
from backend.model.user import User
from backend.settings import PROJECT
from backend.web.gmail import widgets
from backend.web.gmail.deeds import Deed, Seal
from backend.web.gmail.desk import Desk
from backend.web.gmail.names import NAMES
from backend.web.gmail.sentences import OF_GMAIL, OF_THE_PANE
from backend.web.gmail.wording import Wording

#: One line of the pane's words.
_WORD = re.compile(r'^ *"([\w.]+)": (\["(?:[^"\\]|\\.)*", "(?:[^"\\]|\\.)*"\]),$', re.MULTILINE)


def test_what_the_pane_says_too_is_said_in_the_same_words():
    files = ("words.js", "strings.js", "outlook_words.js")
    pane = {
        key: json.loads(words) for name in files for key, words in _WORD.findall((PROJECT / "frontend_static" / name).read_text("utf-8"))
    }
    assert {key: [said.fr, said.en] for key, said in {**NAMES, **OF_THE_PANE}.items()} == {
        key: pane[key] for key in {**NAMES, **OF_THE_PANE}
    }
    assert OF_GMAIL.keys() & pane.keys() == set()


@pytest.mark.parametrize(
    ("name", "value", "english", "french"),
    [
        ("net_price", "1234.5", "1,234.50", "1\u202f234,50"), ("quantity", "12.000", "12", "12"),
        ("line_amount", "-7", "\u22127.00", "\u22127,00"),
        ("issue_date", "2026-11-21", "21 Nov 2026", "21/11/2026"), ("payment_iban", "FR7630001007941234567890185",
        "FR76 3000 1007 9412 3456 7890 185", "FR76 3000 1007 9412 3456 7890 185"), ("description", "12.50", "12.50", "12.50"),
    ],
)  # fmt: skip
def test_a_value_is_written_the_readers_way_and_read_back(name, value, english, french):
    for language, expected in (("en", english), ("fr", french)):
        words = Wording(language)
        assert words.shown(name, value) == expected
        if name in {"net_price", "line_amount"}:
            assert float(words.typed(name, expected)) == float(value)


@pytest.mark.parametrize(
    ("locale", "typed", "meant"),
    [
        ("en", "1,234", "1234"), ("en", "€ 1’000.00", "1000.00"), ("en", "0,125", "0.125"), ("en", "12,5", "12.5"),
        ("en", "1.234,50", "1234.50"), ("en", "12.500", "12.500"), ("fr", "1.234,5", "1234.5"), ("fr", "12.5", "12.5"),
        ("fr", "\u22121 234,50 €", "-1234.50"), ("de", "12,500", "12.500"), ("de-AT", "1.234", "1234"), ("de", "1.234,50", "1234.50"),
        ("de-CH", "1’234.50", "1234.50"), ("es-419", "1,234.5", "1234.5"), ("sv", "1 234,5", "1234.5"), ("de", "offen", "offen"),
    ],
)  # fmt: skip
def test_a_number_means_what_its_reader_means(locale, typed, meant):
    assert Wording("fr" if locale == "fr" else "en", locale=locale).typed("net_price", typed) == meant


@pytest.mark.parametrize(("locale", "typed"), [("fr", "1.234"), ("sv", "12.500"), ("en", "12,34,5.6"), ("en", "1.2.3"), ("de", "5,")])
def test_a_number_that_may_mean_two_or_none_is_refused_in_words(locale, typed):
    with pytest.raises(BadInput, match=f"“{re.escape(typed)}” cannot be read with certainty.*1.234[.,]50"):
        Wording("en", locale=locale).typed("quantity", typed)


@pytest.mark.parametrize("locale", ["de", "fr-CA", "en-IN", "de-CH", "es", "ar-EG", "../x", "", "no such"])
@pytest.mark.parametrize("value", ["0.125", "12.5", "-1234567.891", "1000"])
def test_every_reader_reads_back_what_is_shown(locale, value):
    words = Wording("en", locale=locale)
    assert float(words.typed("quantity", words.shown("quantity", value))) == float(value)


def test_no_text_of_others_is_markup_on_a_card():
    hostile = '<a href="https://evil.example">Pay</a>\n&amp;\u202e\0'
    assert widgets.escaped(hostile) == '&lt;a href="https://evil.example"&gt;Pay&lt;/a&gt;<br>&amp;amp;'
    assert widgets.label(hostile) == '‹a href="https://evil.example"›Pay‹/a› &amp;'
    assert len(widgets.escaped("x" * 10_000)) < 1_000


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("/erp.html#1", "https://we.example/erp.html#1"), ("https://erp.example/orders/1", "https://erp.example/orders/1"), ("", None),
        ("https://evil.example/", None), ("http://erp.example/", None), ("//evil.example/x", None), ("javascript:alert(1)", None),
        ("https://we.example@evil.example/", None), ("https://we.example.evil.example/", None), ("https://erp.example:444/", None),
    ],
)  # fmt: skip
def test_cards_link_to_us_and_to_the_erp_only(url, opened):
    desk = Desk(Wording("en"), "https://we.example", lambda *_: "", lambda *_: "", frozenset({"https://erp.example"}))
    assert desk.opens(url) == (opened and {"openLink": {"url": opened}})


@pytest.mark.parametrize(("deed", "what"), [("save everything", {"case": "1"}), (Deed.SAVE_FIELD, {"case": "1", "version": 1})])
def test_a_click_of_another_releases_card_is_told_so(deed, what):
    seal = Seal("secret", User("1", "mistral.example", "Claire", "claire@mistral.example"))
    with pytest.raises(NotAllowed, match="out of date"):
        seal.opened(seal.sealed(deed, what))


def test_long_sections_go_on_on_the_next_page_and_none_is_lost():
    sections = [
        {"header": "a", "widgets": [1] * 70},
        {"header": "b", "widgets": [2] * 70, "collapsible": True, "uncollapsibleWidgetsCount": 60},
    ]
    pages = widgets.paged(sections)
    assert [[(one["header"], len(one["widgets"])) for one in page] for page in pages] == [[("a", 70), ("b", 20)], [("b", 50)]]
    assert "collapsible" not in pages[1][0]
