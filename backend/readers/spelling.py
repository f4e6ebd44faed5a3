"""What a word of a text layer is meant to say where the program that wrote it spelt its letters in pieces or twice over."""

from __future__ import annotations

import html
import re
import unicodedata

#: Accents that stand before their letter, as TeX sets them without a font that has both in one, and what joins the letter instead.
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327"}
_APART = re.compile(rf"([{''.join(_ACCENTS)}])([aeiouncAEIOUNCı])")
#: "l´eau", "qu´elle": many write an accent for an apostrophe.
_ELIDED = re.compile(r"(?:^|[\W_])(?:[cdjlmnst]|\w*qu)$", re.IGNORECASE)
#: UTF-8 that was taken for Latin: "RÃ©servation".
_TWICE = re.compile(r"[ÂÃ][^\x00-\x7f]")
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,8});")


def as_meant(text: str) -> str:
    """The word with accents on their letters, UTF-8 read as such and entities of HTML as characters; most words as they are."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if text.isascii() and "`" not in text:
        return text
    if _TWICE.search(text):
        text = _read_once(text)
    return _APART.sub(_joined, text)


def _read_once(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _joined(match: re.Match[str]) -> str:
    if _ELIDED.search(match.string[: match.start()]):
        return match[0]
    whole = unicodedata.normalize("NFC", match[2].replace("ı", "i") + _ACCENTS[match[1]])
    return whole if len(whole) == 1 else match[0]
