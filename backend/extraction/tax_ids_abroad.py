"""Tax ids of countries outside Europe that show themselves by their form, with the check digits of each (BT-31: VAT, GST)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from stdnum.ar import cuit
from stdnum.br import cnpj
from stdnum.ca import bn
from stdnum.cl import rut
from stdnum.co import nit
from stdnum.in_ import gstin
from stdnum.mx import rfc
from stdnum.tn import mf

#: By country (ISO 3166): the form in a line in capitals, of which the group is the id, and its check digits.
_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    # The code of the state, the holder's tax number, a counter, Z, a check digit.
    ("IN", re.compile(r"(?<![A-Z0-9])(\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z])(?![A-Z0-9])"), gstin.is_valid),
    # The business number with its account for GST/HST, or alone behind the words for the tax.
    ("CA", re.compile(r"(?<![A-Z0-9])R?(\d(?:[ -]?\d){8}[ -]?RT[ -]?\d{4})(?![A-Z0-9])"), bn.is_valid),
    (
        "CA",
        re.compile(
            r"(?<![A-Z])(?:GST|HST|TPS|TVH)(?:[ .:#-]|NUMBER|NO|N°|REG(?:ISTRATION)?)*"
            r"R?(\d{3}[ -]?\d{3}[ -]?\d{3})(?![\w.,]|[ -](?:\d|RT))"
        ),
        bn.is_valid,
    ),
    # The number and its key, then the letters of the tax and of the trade, and the number of the house.
    ("TN", re.compile(r"(?<![\w/])(\d{6,7} ?/?[A-Z][ /]?[ABDNP][ /]?[CEMNP][ /]?\d{3})(?![\w/])"), mf.is_valid),
    ("BR", re.compile(r"(?<![\w.])(\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2})(?!\w)"), cnpj.is_valid),
    ("AR", re.compile(r"(?<![\w.-])(\d{2}-\d{8}-\d)(?![\w-])"), cuit.is_valid),
    ("CL", re.compile(r"(?<![\w.-])(\d{1,2}\.\d{3}\.\d{3}-[\dK])(?![\w-])"), rut.is_valid),
    ("CO", re.compile(r"(?<=NIT)[ .:]*(\d{3}\.?\d{3}\.?\d{3} ?- ?\d)(?![\w-])"), nit.is_valid),
    # Letters of the name, the day of foundation, two characters and a check digit.
    ("MX", re.compile(r"(?<![\w-])([A-ZÑ&]{3,4}\d{6}[A-Z\d]{3})(?![\w-])"), partial(rfc.is_valid, validate_check_digits=True)),
)
#: Most lines have nothing as long.
_ANY = re.compile(r"\d[\dA-Z /.-]{7}")
_SEPARATORS = re.compile(r"[^A-Z0-9]")


def tax_ids_abroad(text: str) -> Iterator[tuple[str, int, int, str]]:
    """The ids in a text whose check digits hold: the country, where each begins and ends, and it without separators."""
    upper = text.upper()
    for country, form, is_valid in _FORMS if len(upper) == len(text) and _ANY.search(upper) else ():
        for match in form.finditer(upper):
            value = _SEPARATORS.sub("", match[1])
            if is_valid(value):
                yield country, *match.span(1), value
