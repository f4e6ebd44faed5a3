"""Identifiers of parties, documents and items as they are compared: without spaces and punctuation, a French company by its SIREN."""

from __future__ import annotations

import re
import unicodedata

#: "FR", a key of two characters, and the SIREN (CGI, annexe III, art. 286 ter).
_FRENCH_VAT_ID = re.compile(r"FR[0-9A-Z]{2}([0-9]{9})")
#: A SIREN, or a SIRET: the SIREN and five digits for the establishment (code de commerce, R123-220 and R123-221).
_SIREN_OR_SIRET = re.compile(r"([0-9]{9})([0-9]{5})?")
#: A shorter run of digits is not a document's number but a quantity, a year or a postcode.
LEAST_DIGITS = 4
_SEPARATORS = re.compile(r"[^0-9A-Z]+")
#: "CHE-123.456.788 MWST", "TVA" or "IVA".
_SWISS_TAX = re.compile(r"(?<=^CHE\d{9})(?:MWST|TVA|IVA)$")


def compact(text: str) -> str:
    """The letters and digits alone, in upper case and in ASCII: "bc 2026-0142" and "BC-2026/0142" are both "BC20260142".

    A Swiss VAT id is the company's number with the word for the tax in one of three languages: that is left out.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    upper = plain.upper()
    # There are millions in a catalog, and most have nothing between their letters and digits.
    joined = upper if upper.isalnum() else _SEPARATORS.sub("", upper)
    return _SWISS_TAX.sub("", joined) if joined.startswith("CHE") else joined


def siren(text: str) -> str:
    """The SIREN inside a SIREN, a SIRET or a French VAT id, "" when it is none of them; the checksum is not looked at."""
    found = _FRENCH_VAT_ID.fullmatch(compact(text)) or _SIREN_OR_SIRET.fullmatch(compact(text))
    return found.group(1) if found else ""


def digit_groups(text: str) -> tuple[str, ...]:
    """The runs of digits of a number; none when they are too few to tell documents apart."""
    groups = tuple(re.findall(r"[0-9]+", text))
    return groups if sum(map(len, groups)) >= LEAST_DIGITS else ()


def gtin14(text: str) -> str:
    """A GTIN with leading zeros to its full 14 digits (GS1 General Specifications, 3.2), "" when it is none."""
    digits = compact(text)
    return digits.zfill(14) if digits.isdigit() and len(digits) in {8, 12, 13, 14} else ""
