"""Filing the originals with a posted document in the ERP, and a line about who sent it; the posting stands whatever comes of it."""

from __future__ import annotations

from datetime import timedelta

from backend.errors import ConnectorError, ConnectorUnavailable, NotFound
from backend.model.case import Case
from backend.model.mail import BODY, Attachment, Mail
from backend.pipeline.workshop import Workshop

#: How long to wait before trying again, in seconds, and how often it is tried.
_PAUSE, _MOST_ATTEMPTS = 60, 10


def file_originals(workshop: Workshop, organisation: str, case_id: str) -> None:
    """Keep the originals with the posted document; does nothing when that is not due. Given up, it is audited with the reason."""
    cases = workshop.scope(organisation).cases
    case = cases.claim_filing(case_id, workshop.claim())
    if case is None or case.receipt is None:
        return
    try:
        names = _file(workshop, case)
    except ConnectorUnavailable as error:
        if cases.attempts(case_id) < _MOST_ATTEMPTS:
            cases.postpone_filing(case_id, workshop.clock() + timedelta(seconds=_PAUSE))
        else:
            cases.filed(case, "not_filed", {"reason": error.message})
    except (ConnectorError, NotFound) as error:
        cases.filed(case, "not_filed", {"reason": error.message})
    else:
        cases.filed(case, "filed", {"files": names})


def _file(workshop: Workshop, case: Case) -> list[str]:
    """The names of the files that the ERP now has."""
    if case.receipt is None:
        return []
    connector = workshop.connector(case.organisation)
    mail = workshop.scope(case.organisation).mails.whole(case.mail_id)
    originals = _originals(case, mail)
    connector.attach(case.receipt, mail, originals)
    connector.note(case.receipt, _line(case))
    return [original.name for original in originals]


def _originals(case: Case, mail: Mail) -> tuple[Attachment, ...]:
    """The attachments that the document was read from, whole; the message's own text when it stood there."""
    sources = {source.partition(".")[0] for source in case.document.sources} if case.document else set()
    body = (_body(mail),) if BODY in sources else ()
    return body + tuple(attachment for attachment in mail.attachments if attachment.part in sources)


def _body(mail: Mail) -> Attachment:
    # Text rather than HTML: what a stranger wrote is not to run when somebody opens it in the ERP.
    content = mail.text or mail.html
    return Attachment(BODY, "message.txt", "text/plain", content.encode(errors="replace"))


def _line(case: Case) -> str:
    if case.decision is None:
        return "Transmis par Countersign."
    return f"Transmis par {case.decision.name} avec Countersign le {case.decision.at:%d/%m/%Y à %H:%M} UTC."
