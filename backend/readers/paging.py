"""The pages of one attachment, several at a time, as far as bounds and time allow."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from backend.model.document import Page
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings
from backend.readers.progress import Progress
from backend.readers.reading import MAX_SECONDS, Reading

#: How many pages are read side by side: text recognition keeps one core busy for each.
_SIDE_BY_SIDE = min(os.cpu_count() or 1, 4)


@dataclass(frozen=True)
class PageRead:
    """One page, None when it could not be read, and what is to be said of it."""

    page: Page | None
    findings: tuple[Finding, ...] = ()


def read(
    attachment: Attachment, total: int, limit: int, one: Callable[[int], PageRead], reading: Reading
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """The pages that `one` reads by their number, from 1, and what is to be said of them, each thing once.

    No page is begun when the time is over, and none beyond `limit`; progress is told from the caller's own thread.
    """
    pages: list[Page] = []
    problems: dict[Finding, None] = {}
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        coming = [pool.submit(_in_time, one, number, reading) for number in range(1, min(total, limit) + 1)]
        for number, future in enumerate(coming, start=1):
            reading.report(Progress(attachment.part, attachment.name, number, total))
            found = future.result()
            if found is None:
                problems[findings.truncated(attachment, findings.time_limit(MAX_SECONDS, number - 1, total))] = None
                break
            problems |= dict.fromkeys(found.findings)
            if found.page is not None:
                pages.append(found.page)
    if total > limit:
        problems[findings.truncated(attachment, findings.count_limit(limit, "pages", "pages"))] = None
    return tuple(pages), tuple(problems)


def _in_time(one: Callable[[int], PageRead], number: int, reading: Reading) -> PageRead | None:
    """The page, None when the time is over before it is begun."""
    return None if reading.is_late else one(number)
