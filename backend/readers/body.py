"""The body of a mail, and text files, as pages: what was written, without the history it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backend.content import media_type, quotation
from backend.content.charset import decoded
from backend.model.document import Document
from backend.model.finding import Finding
from backend.model.mail import BODY, Attachment, Mail
from backend.readers import findings, grid
from backend.readers.grid import Layout
from backend.readers.reading import Reading

MEDIA_TYPES = frozenset({media_type.PLAIN, media_type.HTML})

#: The longest text that is laid out, in lines and in characters; fifty pages full of text.
MAX_LINES, MAX_CHARACTERS = 3000, 200_000

#: The longest HTML source that is looked at, in characters; much of one is markup.
MAX_SOURCE = 2_000_000

#: The longest line that is kept whole, in characters; longer ones are wrapped, so that one line cannot make the page endless.
MAX_LINE = 400

#: The line that phones and mail clients add. A signature (RFC 3676, 4.3) stays: it says who writes.
_ADVERTISEMENT = re.compile(
    r"^(?:(?:envoyé (?:de|depuis) mon|sent from my|von meinem .{2,40} gesendet|enviado desde mi|inviato da(?:l mio)?"
    r"|verzonden (?:vanaf|met) mijn|obtenir outlook|get outlook|télécharger outlook|outlook für)\b.{0,60})$",
    re.IGNORECASE,
)


def read_body(mail: Mail) -> Document:
    """The body on one page, HTML before plain text for its tables; without pages when nothing was written."""
    layout = _hypertext(mail.html) if mail.html.strip() else _plain(mail.text)
    body = Attachment(
        part=BODY, name=mail.subject or "message", media_type=media_type.HTML if mail.html.strip() else media_type.PLAIN, content=b""
    )
    return _document(body, layout, _left_out(mail, layout.lines))


def read(attachment: Attachment, reading: Reading) -> Document:
    """A text or HTML file on one page, as it is."""
    del reading
    text = decoded(attachment.content)
    layout = _hypertext(text) if attachment.media_type == media_type.HTML else _plain(text)
    return _document(attachment, layout, frozenset())


def _document(attachment: Attachment, layout: Layout, left_out: frozenset[int]) -> Document:
    """The document of a layout, cut where it becomes too long."""
    problems: tuple[Finding, ...] = ()
    if layout.is_cut or len(layout.lines) > MAX_LINES:
        problems = (findings.truncated(attachment, findings.count_limit(MAX_CHARACTERS, "caractères", "characters")),)
        kept = tuple(cells for cells in layout.tables if all(cell.area.bottom <= MAX_LINES for cell in cells))
        layout = Layout(layout.lines[:MAX_LINES], kept)
    page = grid.page(layout, left_out)
    return Document(
        part=attachment.part,
        name=attachment.name,
        media_type=attachment.media_type,
        pages=(page,) if page.words else (),
        findings=problems,
    )


def _hypertext(source: str) -> Layout:
    """An HTML source laid out."""
    # What parses it takes long to load, and a file by itself comes without a body.
    from backend.readers import hypertext  # noqa: PLC0415

    return replace(hypertext.layout(source[:MAX_SOURCE]), is_cut=len(source) > MAX_SOURCE)


def _plain(text: str) -> Layout:
    """Plain text as it stands, tabs expanded, endless lines wrapped."""
    lines: list[str] = []
    for line in text[:MAX_CHARACTERS].replace("\xa0", " ").splitlines()[: MAX_LINES + 1]:
        wide = line.expandtabs().rstrip()
        lines += [wide[start : start + MAX_LINE] for start in range(0, max(len(wide), 1), MAX_LINE)]
    return Layout(tuple(lines), is_cut=len(text) > MAX_CHARACTERS)


def _left_out(mail: Mail, lines: Sequence[str]) -> frozenset[int]:
    """The lines that are not what this mail says: header blocks of a forward, quoted history, what a phone adds."""
    forwarded = _forwarding(mail, lines)
    start = max(forwarded, default=-1) + 1
    history = quotation.history(lines, start) if start or _first_is_written(lines) else frozenset()
    return forwarded | history | _advertised(lines, forwarded, history)


def _forwarding(mail: Mail, lines: Sequence[str]) -> frozenset[int]:
    """The lines of the header blocks by which a colleague forwarded the message; its text was kept in `Mail.text` already without them."""
    chain = quotation.forwarded(lines) if mail.forwarded_by and mail.html.strip() else ()
    if not chain or (chain[-1].sender.email or chain[-1].sender.name) != (mail.sender.email or mail.sender.name):
        return frozenset()
    return frozenset(number for header in chain for number in range(header.start, header.end))


def _first_is_written(lines: Sequence[str]) -> bool:
    """Whether somebody wrote something above the first quoted header; if not, what is quoted is all there is."""
    headers = quotation.headers(lines)
    return not headers or any(line.strip() for line in lines[: headers[0].start])


def _advertised(lines: Sequence[str], forwarded: frozenset[int], history: frozenset[int]) -> frozenset[int]:
    """The lines from what a phone adds to the end of what its author wrote."""
    found: set[int] = set()
    advertising = False
    for number, line in enumerate(lines):
        if number in forwarded or number in history:
            advertising = False
        elif _ADVERTISEMENT.match(line.strip()) and any(text.strip() for text in lines[:number]):
            advertising = True
        if advertising:
            found.add(number)
    return frozenset(found)
