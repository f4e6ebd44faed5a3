"""The one task of the queue: doing the work that a nudge names."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from backend.pipeline import Work, Workshop
from backend.pipeline.catalogs import refresh
from backend.pipeline.filing import file_originals
from backend.pipeline.marking import mark
from backend.pipeline.other_erp import match_again
from backend.pipeline.post import cancel, post
from backend.pipeline.prepare import prepare
from backend.pipeline.trouble import unforeseen
from backend.pipeline.watching import attend

_log = logging.getLogger(__name__)

_DO: Mapping[Work, Callable[[Workshop, str, str], None]] = {
    Work.PREPARE: prepare,
    Work.POST: post,
    Work.CANCEL: cancel,
    Work.FILE: file_originals,
    Work.MATCH: match_again,
    Work.CATALOG: refresh,
    Work.WATCH: attend,
    Work.MARK: mark,
}


def work(workshop: Workshop, kind: str, organisation: str, id_: str) -> None:
    """Do it; an error that nobody foresaw is logged and handed to the pipeline, and never stops a worker."""
    attempt(lambda: _DO[Work(kind)](workshop, organisation, id_), lambda error: unforeseen(workshop, Work(kind), organisation, id_, error))


def attempt(deed: Callable[[], object], otherwise: Callable[[Exception], object]) -> None:
    """Do the deed, or something else about the error that kept it from being done."""
    try:
        deed()
    except Exception as error:  # noqa: BLE001 — the border to everything unforeseen; the status in the store keeps the work due
        _log.exception("A job failed.")
        otherwise(error)
