"""What a person typed or clicked, normalised as the field asks: ISO dates, decimals with a point, identifiers without spaces."""

from __future__ import annotations

import re

from backend.errors import BadInput
from backend.extraction.amounts import currency_of, readings, written
from backend.extraction.dates import dates_in
from backend.extraction.layout import Row
from backend.extraction.units import unit_code
from backend.model.document import Origin, Page
from backend.model.sentence import Sentence
from backend.model.trade import AMOUNT_FIELDS, DATE_FIELDS
from backend.model.value import decimal
from backend.model.words import FIELD_WORDS

_IDENTIFIERS = frozenset({
    "seller_vat_id", "seller_legal_id", "buyer_vat_id", "buyer_legal_id", "payment_iban", "payment_bic", "gtin", "tax_category",
})  # fmt: skip
#: Longer than any address or description a person would type.
_LONGEST = 2000
#: A number as the API itself writes it.
_NORMALISED = re.compile(r"-?\d+(\.\d+)?")
_AMOUNT = re.compile(
    r"(?P<sign>[-+−–]?)\s*(?:[^\W\d_]{1,4}|[€$£¥₹₺])?\s*(?P<digits>\d[\d.,'’`´\s]*?)\s*(?:[^\W\d_]{1,5}|[€$£¥₹₺%])?",
)


def normalised(name: str, text: str, decimal_mark: str = "") -> str:
    """The field's normalised value, "" for blank; raises BadInput with a sentence when the text is no such value.

    `decimal_mark` decides what "1.234" means where both readings are possible; without it that is the number as the API writes it.
    """
    text = text.strip()
    if not text:
        return ""
    if len(text) > _LONGEST:
        raise _unfit(name, text[:40] + "…", Sentence("un texte plus court", "a shorter text"))
    if name in AMOUNT_FIELDS:
        return _amount(name, text, decimal_mark)
    if name in DATE_FIELDS:
        return _date(name, text)
    if name == "currency":
        return _currency(name, text)
    if name == "unit_code":
        return _unit(name, text)
    return _identifier(name, text) if name in _IDENTIFIERS else re.sub(r"[^\S\n]+", " ", text)


def _amount(name: str, text: str, decimal_mark: str) -> str:
    found = _NORMALISED.fullmatch(text)
    if found and decimal_mark != ",":
        value = decimal(text)
    else:
        parts = _AMOUNT.fullmatch(text)
        meant = readings(parts["digits"], decimal_mark or ",") if parts else ()
        value = decimal(("-" if parts and parts["sign"] in "-−–" and parts["sign"] else "") + written(meant[0])) if meant else None
    if value is None:
        raise _unfit(name, text, Sentence("un nombre, par exemple 1 234,50", "a number, for example 1234.50"))
    return written(value)


def _date(name: str, text: str) -> str:
    line = Row(Page(1, Origin.BODY, ()), (), text, ())
    found = list(dates_in(line))
    if len(found) != 1:
        raise _unfit(name, text, Sentence("une date, par exemple 21/11/2026", "a date, for example 2026-11-21"))
    return found[0].value.isoformat()


def _currency(name: str, text: str) -> str:
    code = currency_of(text.upper()) or currency_of(text)
    if not code:
        raise _unfit(name, text, Sentence("un code de devise, par exemple EUR", "a currency code, for example EUR"))
    return code


def _unit(name: str, text: str) -> str:
    known = unit_code(text)
    if not known and not re.fullmatch(r"[A-Z0-9]{2,3}", text):  # the form of every code of UN/ECE Recommendation 20
        raise _unfit(name, text, Sentence("une unité, par exemple pièce ou kg", "a unit, for example piece or kg"))
    return known or text


def _identifier(name: str, text: str) -> str:
    compact = re.sub(r"[\s.\-/_]", "", text).upper()
    if not re.fullmatch(r"\d+" if name == "gtin" else r"[A-Z0-9]+", compact):
        raise _unfit(name, text, Sentence("des chiffres et des lettres seulement", "letters and digits only"))
    return compact


def _unfit(name: str, text: str, wanted: Sentence) -> BadInput:
    label = FIELD_WORDS.get(name, Sentence(name, name))
    sentence = Sentence("« {text} » ne convient pas ({label}) : il faut {wanted}.", "“{text}” does not fit ({label}): it takes {wanted}.")
    filled = sentence.filled(text=text, label=label, wanted=wanted)
    return BadInput(filled.en, filled.fr)
