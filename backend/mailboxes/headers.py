"""Header fields of a message as text, people, times and file names, however badly they are encoded (RFC 5322, 2047, 2231)."""

from __future__ import annotations

import binascii
import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from backend.content import file_name as file_names
from backend.content.charset import decoded
from backend.model.mail import Address

#: The longest header value that is looked at, in characters; a To: of a thousand people fits.
_MAX_VALUE = 64 * 1024

#: The sender of a message that names none.
NOBODY = Address("", "")

_ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")


def value(message: Message, name: str) -> str:
    """The first field of that name, unfolded but not decoded; "" when there is none."""
    return next(values(message, name), "")


def values(message: Message, name: str) -> map[str]:
    """The fields of that name from top to bottom, unfolded but not decoded."""
    found = (str(raw) for key, raw in message.raw_items() if key.lower() == name.lower())
    return map(_unfolded, found)


def text(raw: str) -> str:
    """A header value as people read it: encoded words (RFC 2047) and raw bytes decoded, control characters gone."""
    return _printable(_decoded_words(_from_bytes(raw[:_MAX_VALUE])))


def addresses(raw: str) -> tuple[Address, ...]:
    """The people named in an address field, in order; the addr-spec is lower case."""
    raw = _from_bytes(raw[:_MAX_VALUE])
    people = tuple(Address(email=email.strip().lower(), name=text(name)) for name, email in getaddresses([raw]) if "@" in email)
    # The parser gives up on a whole field with one stray comma or quote; the addresses in it are still readable.
    return people or tuple(Address(email=found.lower()) for found in _ADDRESS.findall(_decoded_words(raw)))


def moment(raw: str) -> datetime | None:
    """A date-time of a header, in the zone that it tells or else UTC; None when it cannot be read."""
    try:
        when = parsedate_to_datetime(raw)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        # Every moment can be told in UTC; this one is out of range where it cannot.
        when.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when


def received_at(message: Message) -> datetime | None:
    """When the message arrived, by its writer's clock: the topmost Received field, else its Date."""
    stamp = value(message, "received").rpartition(";")[2]
    return by_the_writers_clock(moment(stamp), message) or moment(value(message, "date"))


def by_the_writers_clock(at: datetime | None, message: Message) -> datetime | None:
    """The moment in the zone of the message's Date: what is written after midnight is of that day, and "tomorrow" of the next one."""
    sent = moment(value(message, "date"))
    try:
        return at.astimezone(sent.tzinfo) if at and sent else at
    except OverflowError:
        return at


def file_name(part: Message) -> str:
    """The file name of a part without any path, "" when it has none (RFC 2183, RFC 2231, and RFC 2047 as most clients write it)."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        # The parser answers question marks for bytes beyond ASCII, so it is given the header with its bytes decoded.
        field = Message()
        field[header] = _from_bytes(value(part, header))
        try:
            found = field.get_param(parameter, header=header)
        except (ValueError, LookupError, TypeError):
            continue
        if isinstance(found, tuple):
            charset, _, raw = found
            found = decoded(raw.encode("raw-unicode-escape", "replace"), charset or "")
        if found:
            return file_names.clean(text(found))
    return ""


def _unfolded(raw: str) -> str:
    """The value on one line."""
    return re.sub(r"[\r\n]+[ \t]*", " ", raw).strip()


def _from_bytes(raw: str) -> str:
    """The value with bytes that were no ASCII decoded; the parser keeps them as surrogates."""
    return raw if raw.isascii() else decoded(raw.encode("utf-8", "surrogateescape"))


def _decoded_words(raw: str) -> str:
    """The value with its encoded words decoded."""
    if "=?" not in raw:
        return raw
    try:
        words = decode_header(raw)
    except (HeaderParseError, binascii.Error, ValueError):
        return raw
    return "".join(word if isinstance(word, str) else decoded(word, charset or "") for word, charset in words)


def _printable(raw: str) -> str:
    """The text without characters that print nothing."""
    return file_names.UNPRINTABLE.sub("", re.sub(r"[\t\r\n]+", " ", raw)).strip()
