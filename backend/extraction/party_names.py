"""Telling the name of a party from the labels, streets, towns and greetings around it."""

from __future__ import annotations

import re

from babel import Locale
from rapidfuzz import fuzz

from backend.extraction.layout import Span, fold

#: Legal forms of companies, folded.
LEGAL_FORM = re.compile(
    r"(?<!\w)(?:s\.?a\.?r\.?l\.?|s\.?a\.?s\.?u?|e\.?u\.?r\.?l\.?|s\.?c\.?i|scop|snc|s\.?a\.?|gmbh(?: & co\.? ?kg)?|ag|kg|ohg|ug"
    r"|e\.?k\.?|gbr|e\.?v|se|ltd|limited|plc|llc|llp|inc|corp|corporation"
    r"|co|company|s\.?l\.?u?|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?n\.?c\.?|b\.?v\.?b?a?|n\.?v\.?|vof|oy|ab|aps|a/s|as|sp\. z o\.o|sa/nv|c\.v"
    r"|pty|pvt|s\.?a\.?p\.?i)\.?(?!\w)"
)
#: A postal code with its town, or a state with its ZIP code.
POSTAL = re.compile(
    r"(?<![\w.,/-])(?:[A-Z]{1,2}-? ?)?(?:\d{5}|\d{4} ?[A-Z]{2}|\d{4})(?:-\d{4})?\s{1,3}[A-ZÀ-Ý][\w'’.-]+|[A-Z]{2},? {1,2}\d{5}\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
)
#: What stands between the parts of an address on one line.
SEPARATORS = re.compile(r"\s+[•·|*–—-]\s+|\s*[•·|]\s*|\s\s+|,\s(?=\d|[A-Z][\w.-]*(?:str|weg|platz|allee|gasse))|,\s(?=.*\d{4})")
_SALUTATION = re.compile(
    r"^(?:m|mme|mr|mrs|ms|mlle|herr|herrn|frau|monsieur|madame|firma|societe|dr|sir|attn|z\.? ?hd\.?|a l'attention)\b\.?:?\s*(?:de\b|v\.)?"
)
#: What only stands before the name of a person.
PERSON = re.compile(r"^(?:mme|mlle|mr|mrs|ms|herrn?|hr|frau|monsieur|madame|m\.|dr|sig|sr|sra|dhr|mevr)\b\.?\s")
_NOT_A_NAME = re.compile(
    r"^(?:herr|herrn|frau|madame|monsieur|mr|mrs|m|mme|firma|to whom .*|dear .*|bonjour.*|bonsoir.*|hello.*|hi\b.*|hallo.*|guten .*"
    r"|sehr geehrte.*|buongiorno.*|buenos .*|cordialement.*|merci.*|best regards|regards|mit freundlichen.*)\W*$|https?:|www\.|@"
    r"|^code\b|^ref\b|^pro ?forma\b|^\W*\d[\d\W]*$|\biban\b|^tel|^fax|^page\b|^seite\b|^date\b|^datum\b|telephone"
    r"|^e-?mail|siret|^tva\b|^vat\b|^(?:facture|invoice|rechnung|commande|bestellung|purchase order|bon de commande|order|"
    r"avoir|gutschrift|credit note|factura|fattura|factuur|bestelling|pedido|ordine"
    r"|tax invoice|commercial invoice|auftragsbestatigung|order confirmation|devis|original|duplicata|copy|copie|kopie)\b"
    r"(?:\s*(?:n°|no|nr|#|:).*)?$"
)
_STREET = re.compile(
    r"^\d+[ ,]|\b(?:rue|avenue|av\.|boulevard|bd|chemin|route|place|allee|impasse|quai|street|st\.?|road|rd|lane|drive|blvd|suite|floor"
    r"|unit \d+|p\.?o\.? box|cs \d+|bp \d+|zi|za|zac|calle|via|piazza|plaza|laan|straat|weg|plein|kade)\b"
    r"|(?:strasse|str\.|straße|weg|platz|allee|gasse|straat|laan)\s*\d|strasse|straße"
)
_COUNTRIES = frozenset(fold(name) for language in ("fr", "en", "de", "es", "it", "nl") for name in Locale(language).territories.values())
#: The shortest and the longest name, in characters.
_LEAST_NAME, _MAX_NAME = 3, 80


#: From this token-set ratio on, two spellings are one name.
_ALIKE = 92


def is_alike(one: str, other: str) -> bool:
    """Whether two spellings mean the same party."""
    return fuzz.token_set_ratio(core(one), core(other)) >= _ALIKE


def core(name: str) -> str:
    """The name folded, without legal form and punctuation."""
    return re.sub(r"\W+", " ", LEGAL_FORM.sub(" ", fold(name))).strip() or fold(name)


#: A word longer than this tells one name from others.
_TELLING = 4


def is_spelled_by(name: str, domains: frozenset[str]) -> bool:
    """Whether one of the domains spells the name or its initials."""
    plain = core(name)
    letters = re.sub(r"[^a-z0-9]", "", plain)
    words = [w for w in re.split(r"\W+", plain) if w]
    initials = "".join(w[0] for w in words)
    telling = [w for w in words if len(w) > _TELLING]
    if len(letters) < _TELLING - 1:
        return False
    return any(letters in d or d in letters or initials == d or 2 * sum(len(w) for w in telling if w in d) >= len(letters) for d in domains)


def is_spelled_out_by(name: str, domain: str) -> bool:
    """Whether every telling word of the name is in the domain, without its dashes, or the domain's letters are the name's."""
    words = re.findall(r"[a-z0-9]+", core(name))
    telling = [w for w in words if len(w) >= _TELLING]
    return len(domain) >= _TELLING and bool(telling) and ("".join(words) == domain or all(w in domain for w in telling))


def first_piece(span: Span) -> Span:
    """The span up to the first separator: of "Kraxi GmbH · Flugzeugallee 17" the name."""
    match = SEPARATORS.search(span.text)
    return Span(span.row, span.start, span.start + match.start()).trimmed() if match and match.start() >= _LEAST_NAME else span


def is_name(span: Span) -> bool:
    """Whether a text can be a party's name: no label, no street, no town, no number."""
    folded = span.folded.strip()
    if span.row.text[span.end : span.end + 4].lstrip().startswith(":"):
        return False
    if (
        not _LEAST_NAME <= len(folded) <= _MAX_NAME
        or not re.search(r"[a-z]{2}", folded)
        or _NOT_A_NAME.search(folded)
        or folded.endswith(":")
    ):
        return False
    if folded.strip(" .") in _COUNTRIES:
        return False
    if LEGAL_FORM.search(folded):
        return True
    digits = sum(c.isdigit() for c in folded)
    return not (_STREET.search(folded) or POSTAL.search(span.text) or digits > len(folded) / 4)


def clean(span: Span) -> str:
    """The name without a salutation before it and what only says how much capital there is."""
    text = " ".join(span.trimmed().text.split())
    cut = _SALUTATION.match(fold(text))
    text = text[cut.end() :] if cut and cut.end() < len(text) - 2 else text
    return re.split(r"(?i)\s+(?:au capital|tel\b|siège|siret|rcs\b)", text)[0].strip(" ,;:-–")


def is_one_line_address(text: str) -> bool:
    """Whether a text is an address with its parts between commas."""
    return "," in text.partition(",")[2] and bool(POSTAL.search(text))


def is_sender_line(line: Span) -> bool:
    """Whether the line is a whole address on one line, as printed small over the address window (DIN 5008)."""
    return bool(SEPARATORS.search(line.text)) and bool(POSTAL.search(line.text))
