"""Replies: a draft about a case as things are now, with the status that the ERP gives at this moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from backend import replies
from backend.connectors.connector import StatusReport
from backend.errors import ConnectorUnavailable, NotAllowed
from backend.model.case import Case
from backend.model.catalog import Catalog
from backend.model.mail import Mail
from backend.model.reply import Reply, ReplyKind
from backend.pipeline import live
from backend.pipeline.catalogs import keep_up
from backend.pipeline.enclosures import enclosed
from backend.pipeline.examination import nearby
from backend.pipeline.workshop import Workshop

_OF_STATUS = frozenset({ReplyKind.ORDER_STATUS, ReplyKind.ORDER_CANCELLATION, ReplyKind.PAYMENT_STATUS})


def compose(workshop: Workshop, organisation: str, case_id: str, kind: ReplyKind | None = None, parts: Collection[str] = ()) -> Reply:
    """A draft of this kind, or of the best one, with these parts of the message as files.

    Raises NotAllowed when none suits, BadInput for files that cannot go along, ConnectorError when the ERP does not answer.
    """
    scope = workshop.scope(organisation)
    case = scope.cases.get(case_id)
    files = enclosed(workshop, case, parts)
    suitable = replies.suitable(case.intent, case.document, case.findings)
    if not suitable or (kind is not None and kind not in suitable):
        raise NotAllowed("No such reply suits this message.", "Aucune réponse de ce type ne convient à ce message.")
    why = keep_up(workshop, organisation)
    if why and scope.catalog.state().fetched_at is None:
        # A catalog that nobody has read yet knows of no order: that is no answer.
        raise ConnectorUnavailable(why.en, why.fr)
    mail = scope.mails.get(case.mail_id).mail
    problem = live.read(workshop, case, replies.items_asked(case, nearby(scope, case, mail)))
    catalog = nearby(scope, case, mail)
    # What is in stock today is told only by an ERP that was asked today.
    catalog = _without_stock(catalog) if problem else catalog
    chosen = kind or suitable[0]
    status = _status(workshop, mail, case, catalog, chosen) if chosen in _OF_STATUS else None
    return replace(replies.compose(chosen, mail, case, catalog, status), attachments=files)


def _without_stock(catalog: Catalog) -> Catalog:
    return replace(catalog, items=tuple(replace(item, stock=None, expected=()) for item in catalog.items))


def _status(workshop: Workshop, mail: Mail, case: Case, catalog: Catalog, kind: ReplyKind) -> StatusReport | None:
    number = replies.reference(mail, case, catalog, kind)
    return workshop.connector(case.organisation).status(number) if number else None
