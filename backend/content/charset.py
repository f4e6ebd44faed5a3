"""Bytes as text, whatever character set was declared for them."""

from __future__ import annotations

import codecs

#: Byte order marks and what they stand for, the longer before the shorter.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Python codec names that a mail may name; the others (idna, unicode_escape, utf-7, ...) are slow or no character sets of mails.
_ALLOWED = ("utf-8", "utf-16", "utf-32", "iso8859", "cp", "mac", "koi8", "gb", "big5", "shift_jis", "euc", "iso2022", "hz", "tis", "johab")

#: Declared by habit when Windows-1252 is meant (WHATWG Encoding Standard, 4.2: label latin1).
_MEANT = {"iso8859-1": "cp1252", "gb2312": "gb18030"}

#: What Western business writes when nothing was declared: Windows, DOS, and the old Macintosh.
_WESTERN = ("cp1252", "cp850", "mac_roman")

#: What else charset-normalizer may choose from: Central Europe, Cyrillic, Greek.
_EASTERN = ["cp1250", "cp1251", "cp1253"]

#: Letters beyond ASCII of the Western languages, and the signs of their business.
_LETTERS = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœßúùûüÿ")
_SIGNS = frozenset("€£§°²³µ«»–—’“”…•·×±½¿¡ªº©®™\xa0")

#: A text whose letters beyond ASCII are worth less than this on average is in no Western character set.
_PLAUSIBLE = 0.2

#: One broken letter among this many letters beyond ASCII leaves a text UTF-8.
_FEW = 10

#: How much of the content is looked at when guessing, in bytes.
_SAMPLE = 64 * 1024


def decoded(content: bytes, declared: str = "") -> str:
    """The content as text: by its byte order mark, as UTF-8, as declared, or by the best guess; never raises."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    if _is_damaged_utf8(content):
        return content.decode("utf-8", "replace")
    return next(text for name in _candidates(content, declared) if (text := _strict(content, name)) is not None)


def _candidates(content: bytes, declared: str) -> list[str]:
    """The character sets to try, the last of which fits everything."""
    named = _known(declared)
    if named.startswith(("utf-16", "utf-32", "iso2022", "hz")) or content.isascii():
        return [named or "utf-8", "utf-8", "latin-1"]
    if content.count(b"\0") * 4 > len(content):
        return ["utf-16-le" if content[1::2].count(0) > content[::2].count(0) else "utf-16-be", "latin-1"]
    # Text that is valid UTF-8 beyond ASCII is UTF-8, whatever was declared: chance does not write such bytes.
    found = ["utf-8", named] if named != "ascii" else ["utf-8"]
    return [*(name for name in found if name), _guessed(content), "cp1252", "latin-1"]


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether the content is UTF-8 but for a few broken bytes, such as a letter cut in two."""
    if content.isascii():
        return False
    text = content.decode("utf-8", "replace")
    letters = sum(letter >= "\x80" for letter in text)
    return 0 < text.count("\ufffd") * _FEW <= letters


def _known(declared: str) -> str:
    """The codec meant by a declared character set, "" when it is none we decode."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name == "ascii" or name.startswith(_ALLOWED) else ""


def _strict(content: bytes, name: str) -> str | None:
    """The decoded text, None when the bytes do not fit or are control characters in that character set."""
    try:
        text = content.decode(name)
    except (UnicodeError, LookupError):
        return None
    # C1 controls (0x80-0x9F) have no place in a text: they betray Windows-1252 read as ISO 8859.
    if name.startswith("iso8859") and any("\x80" <= letter <= "\x9f" for letter in text):
        return None
    return text


def _guessed(content: bytes) -> str:
    """The most plausible of the usual character sets."""
    sample = content[:_SAMPLE]
    plausible, western = max((_plausibility(sample.decode(name, "replace")), name) for name in _WESTERN)
    if plausible >= _PLAUSIBLE:
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load, and rarely needed

    best = from_bytes(sample, cp_isolation=_EASTERN, preemptive_behaviour=False).best()
    return best.encoding if best else western


def _plausibility(text: str) -> float:
    """How much the letters beyond ASCII look like Western writing, 1 at best; capitals in the middle of words betray a wrong guess."""
    beyond = [letter for letter in text if letter >= "\x80"]
    worth = sum(
        1.0 if letter in _LETTERS else 0.5 if letter in _SIGNS else 0.4 if letter.lower() in _LETTERS else -1.0 for letter in beyond
    )
    return worth / max(len(beyond), 1)
