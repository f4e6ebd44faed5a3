"""What a page looks like to those who see it otherwise: by axe, in a narrow window, in both languages and themes."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

LOOKS = pytest.mark.parametrize(("language", "scheme"), [("fr-FR", "light"), ("en-GB", "dark")])
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def problems(page):
    """What axe finds wrong on the page, one line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def has_sideways_scroll(page):
    """Whether the page is wider than its window."""
    return page.evaluate(
        "[document.documentElement, document.querySelector('.scroller')].some((one) => one && one.scrollWidth > one.clientWidth)"
    )


def expect_fitting(page):
    """No violation where it is narrowest, and no sideways scroll at the widths of a phone, a pane and a desk."""
    page.set_viewport_size({"width": 320, "height": 950})
    assert problems(page) == []
    for width in (320, 450, 1500):
        page.set_viewport_size({"width": width, "height": 950})
        assert not has_sideways_scroll(page)
