"""Where a body quotes an earlier message: the header block of a forward or a reply, and the history below a reply.

The labels are those that Outlook, Gmail, Apple Mail, Thunderbird and Lotus Notes print in fr, en, de, es, it and nl.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from backend.model.mail import Address
from backend.patterns import late

#: How many lines a quoted header block may have, wrapped recipients included.
_MAX_BLOCK = 25

#: How many lines above a header block its banner may stand.
_BANNER_REACH = 3

_FROM = r"from|de|von|van|da|expéditeur|absender|mittente|remitente"
_SENT = r"sent|date|envoyé(?:\s+le)?|gesendet(?:\s+am)?|datum|verzonden|enviado(?:\s+el)?|fecha|inviato|data"
_TO = r"to|à|pour|destinataire|an|para|a|aan|reply-to|répondre à"
_SUBJECT = r"subject|objet|sujet|betreff|asunto|oggetto|onderwerp"
_OTHER = r"cc|cci|bcc|copie|kopie|importance|priorité|priority|wichtigkeit|attachments?|pièces? jointes?|anlagen|adjuntos|allegati|bijlagen"
_LABEL = late(
    rf"^(?:(?P<sender>{_FROM})|(?P<sent>{_SENT})|(?P<to>{_TO})|(?P<subject>{_SUBJECT})|(?P<other>{_OTHER}))\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
#: A whole header block printed on one line, as some clients flatten it.
_FLAT = late(
    rf"^(?:{_FROM})\s*:\s+(?P<sender>.+?)\s+(?:{_SENT})\s*:\s+.+?\s+(?:{_TO})\s*:\s+.+?\s+(?:{_SUBJECT})\s*:\s*(?P<subject>.*)$",
    re.IGNORECASE,
)
_BANNER = late(
    r"^[-_=\s]{2,}\s*(?:message d'origine|message transféré|message réexpédié|original message|original appointment|forwarded message"
    r"|ursprüngliche nachricht|weitergeleitete nachricht|mensaje original|mensaje reenviado|messaggio originale"
    r"|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|forwarded by .*|transféré par .*)\s*[-_=\s]{2,}.*$"
    r"|^(?:début du message (?:transféré|réexpédié)|begin forwarded message|anfang der weitergeleiteten nachricht"
    r"|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht)\s*:?\s*$|^_{10,}$",
    re.IGNORECASE,
)
_INTRODUCTION = late(
    r"^(?:le\s.{4,200}\sa\sécrit|on\s.{4,200}\swrote|am\s.{4,200}\sschrieb.{0,120}|el\s.{4,200}\sescribió|il\s.{4,200}\sha\sscritto"
    r"|op\s.{4,200}\s(?:schreef.{0,120}|heeft.{0,120}geschreven))\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = late(r"^\s*(?:[>|]\s?)+")
_PREFIX = late(r"^\s*(?:\[[^\]]{1,40}\]\s*)*(?P<prefix>[a-zéèà]{1,8})\s*(?:\[\d+\])?\s*[:：]\s*", re.IGNORECASE)
_FORWARD = frozenset({"tr", "fw", "fwd", "wg", "rv", "i", "doorst", "inoltra", "enc", "vs", "vl", "trans"})
_REPLY = frozenset({"re", "ré", "aw", "rif", "r", "antw", "sv", "resp", "rép", "rep"})
_MAILTO = late(r"\[\s*(?:mailto:|smtp:)?\s*([^\]\s]+@[^\]\s]+)\s*\]|\(\s*mailto:\s*([^)\s]+)\s*\)", re.IGNORECASE)
_ADDRESS = late(r"[\w.+!#$%&'*/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Header:
    """A header block quoted in a body: lines `start` up to but not including `end`, banner included."""

    start: int
    end: int
    sender: Address
    subject: str


def is_forward(subject: str) -> bool:
    """Whether a subject begins with a forward's prefix (TR:, Fwd:, WG:, RV:, I:, Doorst:); `RE: TR:` is a reply."""
    match = _PREFIX.match(subject)
    return match is not None and match["prefix"].lower() in _FORWARD


def is_reply(subject: str) -> bool:
    """Whether a subject begins with a reply's prefix (RE:, AW:, SV:, Antw:, Rif:)."""
    match = _PREFIX.match(subject)
    return match is not None and match["prefix"].lower() in _REPLY


def bare_subject(subject: str) -> str:
    """The subject without its reply and forward prefixes."""
    while (match := _PREFIX.match(subject)) and match["prefix"].lower() in _FORWARD | _REPLY:
        subject = subject[match.end() :]
    return subject.strip()


def unquoted(line: str) -> str:
    """A line without quote marks and the asterisks by which clients show bold labels in plain text."""
    return _QUOTED.sub("", line).replace("*", "").replace("\xa0", " ").strip()


def headers(lines: Sequence[str]) -> tuple[Header, ...]:
    """The quoted header blocks of a body, from top to bottom."""
    bare = [unquoted(line) for line in lines]
    found: list[Header] = []
    position = 0
    while position < len(bare):
        header = _header_at(bare, position)
        if header is None:
            position += 1
            continue
        found.append(header)
        position = header.end
    return tuple(found)


def forwarded(lines: Sequence[str]) -> tuple[Header, ...]:
    """The header blocks of a forwarded message: the first, and those below as long as each was itself a forward."""
    chain: list[Header] = []
    for header in headers(lines):
        chain.append(header)
        if not is_forward(header.subject):
            break
    return tuple(chain)


def history(lines: Sequence[str], start: int = 0) -> frozenset[int]:
    """The numbers of the lines, from `start` on, that repeat an earlier message below or between what was written."""
    cut = min([header.start for header in headers(lines) if header.start >= start] + [len(lines)])
    quoted = {n for n in range(start, cut) if _QUOTED.match(lines[n]) and lines[n].lstrip().startswith(">")}
    for first, last in _introductions(lines, start, cut):
        following = next((n for n in range(last + 1, cut) if lines[n].strip()), cut)
        if following in quoted:
            quoted |= set(range(first, following))
        else:
            cut = first
            break
    return frozenset(n for n in quoted if n < cut) | frozenset(range(cut, len(lines)))


def address(text: str) -> Address:
    """The person that a quoted `From:` line names, however the client printed it; the email is "" when it is not printed."""
    text = text.strip()
    mailto = _MAILTO.search(text)
    if mailto:
        return Address(email=(mailto[1] or mailto[2]).lower(), name=_name(text[: mailto.start()]))
    name, email = parseaddr(text.replace(";", " "))
    if not _ADDRESS.fullmatch(email):
        found = _ADDRESS.search(text)
        email, name = (found[0], text[: found.start()]) if found else ("", text)
    return Address(email=email.strip("'").lower(), name=_name(name))


def _name(text: str) -> str:
    """A display name without the marks around it."""
    name = text.strip().strip("\"'<>[]( ").strip()
    return "" if _ADDRESS.fullmatch(name) else name


def _header_at(bare: Sequence[str], position: int) -> Header | None:
    """The header block whose first label stands on that line."""
    flat = _FLAT.match(bare[position])
    if flat:
        return Header(_banner(bare, position), position + 1, address(flat["sender"]), flat["subject"].strip())
    first = _LABEL.match(bare[position])
    if first is None or first.lastgroup is None or not (first["sender"] or first["subject"] or first["sent"]):
        return None
    labels, end = _labels(bare, position)
    if "sender" not in labels or len(labels.keys() & {"sent", "to", "subject"}) < 2:  # noqa: PLR2004 - any two make a header
        return None
    sender = address(labels["sender"])
    return Header(_banner(bare, position), end, sender, labels.get("subject", "")) if sender != Address("") else None


def _labels(bare: Sequence[str], position: int) -> tuple[dict[str, str], int]:
    """The labelled values from that line on, by what they are, and the line after them."""
    labels: dict[str, str] = {}
    last = ""
    end = position
    for number in range(position, min(position + _MAX_BLOCK, len(bare))):
        line = bare[number]
        match = _LABEL.match(line)
        if match:
            last = next(kind for kind in ("sender", "sent", "to", "subject", "other") if match[kind])
            if last in labels and last != "other":
                break
            labels[last] = match["value"].strip()
        elif not line and (last != "" and _more_labels(bare, number)):
            continue
        elif line and last in labels and (not labels[last] or (last in {"to", "other"} and ("@" in line or ";" in line))):
            # A label alone on its line, or a list of recipients that goes on.
            labels[last] = f"{labels[last]} {line}".strip()
        else:
            break
        end = number + 1
    return labels, end


def _more_labels(bare: Sequence[str], number: int) -> bool:
    """Whether the line after an empty one is still a label: some clients put every label in a paragraph."""
    return number + 1 < len(bare) and _LABEL.match(bare[number + 1]) is not None


def _banner(bare: Sequence[str], position: int) -> int:
    """The line of the banner above a header block, or the block's own first line."""
    for number in range(position - 1, max(position - 1 - _BANNER_REACH, -1), -1):
        if bare[number]:
            return number if _BANNER.match(bare[number]) else position
    return position


def _introductions(lines: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Where a reply says whom it quotes ("Le ... a écrit :"), as first and last line; clients wrap it over up to three."""
    found = []
    for number in range(start, end):
        for reach in range(3):
            text = " ".join(unquoted(line) for line in lines[number : number + reach + 1])
            if _INTRODUCTION.match(text):
                found.append((number, number + reach))
                break
    return found
