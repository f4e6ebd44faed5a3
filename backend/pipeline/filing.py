"""Filing the originals with a posted document in the ERP, and a line about who sent it; the posting stands whatever comes of it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from backend.connectors.connector import Connector
from backend.errors import ConnectorError, ConnectorMisconfigured, ConnectorUnavailable, NotFound, PostingRejected
from backend.model.audit import reasons
from backend.model.case import Case
from backend.model.mail import BODY, Attachment, Mail
from backend.model.sentence import Sentence
from backend.pipeline.workshop import Workshop

#: How long to wait before trying again, in seconds, and how often it is tried.
_PAUSE, _MOST_ATTEMPTS = 60, 10
#: A larger message is not sent: its files are in the ERP already, and many take no more than this in one file.
_MEGABYTE = 1024 * 1024
_LARGEST_MESSAGE = 10 * _MEGABYTE
_TOO_LARGE = Sentence(
    "Le message lui-même ({size} Mo) est trop grand pour l’ERP ({most} Mo au plus).",
    "The message itself ({size} MB) is too large for the ERP ({most} MB at most).",
)


def file_originals(workshop: Workshop, organisation: str, case_id: str) -> None:
    """Keep the originals with the posted document; does nothing when that is not due. Given up, it is audited with the reason."""
    cases = workshop.scope(organisation).cases
    case = cases.claim_filing(case_id, workshop.claim())
    if case is None or case.receipt is None:
        return
    try:
        details = _file(workshop, case)
    except ConnectorUnavailable as error:
        if cases.attempts(case_id) < _MOST_ATTEMPTS:
            cases.postpone_filing(case_id, workshop.clock() + timedelta(seconds=_PAUSE))
        else:
            cases.filed(case, "not_filed", {"reason": error.message})
    except (ConnectorError, NotFound) as error:
        cases.filed(case, "not_filed", {"reason": error.message})
    else:
        cases.filed(case, "filed", details)


def _file(workshop: Workshop, case: Case) -> dict[str, object]:
    """What is to be audited: the files that the ERP now has."""
    if case.receipt is None:
        return {}
    connector = workshop.connector(case.organisation)
    mail = workshop.scope(case.organisation).mails.whole(case.mail_id)
    originals = _originals(case, mail)
    connector.attach(case.receipt, mail, originals)
    connector.note(case.receipt, _line(workshop, case))
    return {"files": [original.name for original in originals], **_file_message(workshop, case, mail, connector)}


def _file_message(workshop: Workshop, case: Case, mail: Mail, connector: Connector) -> dict[str, object]:
    """What is to be audited of keeping the message itself as well: its file, or why the ERP does not have it."""
    message = workshop.scope(case.organisation).mails.original(case.mail_id)
    if message is None or case.receipt is None:
        return {}
    if message.size > _LARGEST_MESSAGE:
        return {"message": reasons(_TOO_LARGE.filled(size=message.size // _MEGABYTE + 1, most=_LARGEST_MESSAGE // _MEGABYTE))}
    try:
        connector.attach(case.receipt, mail, [message])
    except (PostingRejected, ConnectorMisconfigured) as error:
        return {"message": {"reason": error.message}}
    return {"message": message.name}


def _originals(case: Case, mail: Mail) -> tuple[Attachment, ...]:
    """The attachments that the document was read from, whole; the message's own text when it stood there."""
    sources = {source.partition(".")[0] for source in case.document.sources} if case.document else set()
    body = (_body(mail),) if BODY in sources else ()
    return body + tuple(attachment for attachment in mail.attachments if attachment.part in sources)


def _body(mail: Mail) -> Attachment:
    # Text rather than HTML: what a stranger wrote is not to run when somebody opens it in the ERP.
    content = mail.text or mail.html
    return Attachment(BODY, "message.txt", "text/plain", content.encode(errors="replace"))


def _line(workshop: Workshop, case: Case) -> str:
    if case.decision is None:
        return f"Transmis par Countersign. {_case(workshop, case)}"
    return f"Transmis par {case.decision.name} avec Countersign le {case.decision.at:%d/%m/%Y à %H:%M} UTC. {_case(workshop, case)}"


def _case(workshop: Workshop, case: Case) -> str:
    """Which case it was, with the page that it is on when there is one."""
    stored, url = workshop.scope(case.organisation).mails.get(case.mail_id), workshop.settings.public_url.rstrip("/")
    page = f" : {url}/mailbox.html#{quote(stored.reference, safe='')}" if url and stored.mailbox == "practice" else ""
    return f"Dossier {case.id}{page}"
