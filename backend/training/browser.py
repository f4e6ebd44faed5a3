"""Prints web pages as PDF with one page of a headless Chromium that is used again and again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from backend.training.html import Page as Sheet

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]


@contextmanager
def printer() -> Iterator[Page]:
    """A page of the browser; closed at the end. Raises playwright's error where there is no Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_ARGUMENTS)
        try:
            yield browser.new_page()
        finally:
            browser.close()


def printed(page: Page, sheet: Sheet) -> bytes:
    """SHEET as a PDF."""
    page.set_content(sheet.html(), wait_until="load")
    foot = sheet.foot()
    if not foot:
        return page.pdf(prefer_css_page_size=True, print_background=True)
    return page.pdf(
        prefer_css_page_size=True, print_background=True, display_header_footer=True, header_template="<span></span>", footer_template=foot
    )
