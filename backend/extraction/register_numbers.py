"""Numbers of companies in public registers but the French one (BT-30, BT-47), as the words before them announce them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum.be import vat as be_number
from stdnum.cz import dic
from stdnum.dk import cvr
from stdnum.ee import registrikood
from stdnum.fi import ytunnus
from stdnum.no import orgnr as no_orgnr
from stdnum.pl import regon
from stdnum.ro import onrc
from stdnum.se import orgnr as se_orgnr

from backend.extraction.identifiers import Identifier, Kind
from backend.extraction.layout import Row, Span


@dataclass(frozen=True)
class _Register:
    """How a country prints the numbers of its register: after which words, in which form, with which check digits."""

    #: Of a folded line; the group is the number.
    printed: re.Pattern[str]
    #: What belongs to the number besides.
    prefix: str = ""
    is_valid: Callable[[str], bool] | None = None


def _register(words: str, number: str, prefix: str = "", is_valid: Callable[[str], bool] | None = None) -> _Register:
    return _Register(re.compile(rf"(?<!\w)(?:{words}){_BETWEEN}({number})(?![\w/]|[-.,]\d)"), prefix, is_valid)


#: What may stand between the words and the number, "number" itself above all.
_BETWEEN = r"[ .:#(\[-]*(?:under |unter |onder )?(?:(?:nummer|number|numero|no|nr|n°|n)(?![a-z]))?[ .:#(\[-]*"
#: The town of its court between: "HRB Montabaur 24498".
_OF_TOWN = r"(?:,? [a-z]{4,})?"
_REGISTERS = (
    # Germany: Handelsregister, companies (B) and merchants (A); those of Berlin end with a letter.
    _register(rf"hra{_OF_TOWN}", r"\d{2,6}", "HRA "),
    _register(rf"hrb{_OF_TOWN}", r"\d{2,6}(?: ?b)?", "HRB "),
    # Switzerland, before its numbers began with CHE.
    _register("firmen|handelsregister", r"ch ?-? ?\d{3} ?[-.] ?\d(?:\.?\d{3}){2} ?- ?\d"),
    # Austria: Firmenbuch.
    _register("fn|firmenbuch", r"\d{5,6} ?[a-z]", "FN "),
    # Netherlands: Handelsregister of the Kamer van Koophandel.
    _register(
        r"(?:k\.?v\.?k|kamer van koophandel)(?::? (?:te )?[a-z]+,?)?|handelsregister|chamber of commerce|coc",
        r"\d{8}|\d{2}(?:\.\d{2}){3}",
    ),
    # Belgium: Kruispuntbank van Ondernemingen, Banque-Carrefour des Entreprises.
    _register(
        r"(?:rpr|rpm)(?: [a-z]+)?|kbo|bce|ondernemings|numero d'entreprise|n° d'entreprise",
        r"[01]\d{3}\.?\d{3}\.?\d{3}",
        is_valid=be_number.is_valid,
    ),
    # United Kingdom and Ireland: Companies House, Companies Registration Office.
    _register(
        r"(?<!vat )(?<!gst )(?<!tax )(?:company|companies house|crn"
        r"|(?:company |co\.? )?reg(?:istration|istered|\.)?(?: in [a-z]+(?:,? (?:and|&) [a-z]+)?)?)",
        r"(?:sc|ni|oc|so|ip)?\d{5,8}r?",
    ),
    # Sweden, Norway, Denmark, Finland.
    _register(r"org(?:anisations?)?", r"\d{6}-?\d{4}", is_valid=se_orgnr.is_valid),
    _register(r"org(?:anisasjons?)?|foretaks", r"\d{3} ?\d{3} ?\d{3}", is_valid=no_orgnr.is_valid),
    _register("cvr", r"\d{8}", is_valid=cvr.is_valid),
    _register(r"y-tunnus|business id|fo", r"\d{7}-\d", is_valid=ytunnus.is_valid),
    # Czechia, Slovakia, Poland, Estonia, Romania.
    _register(r"ico?", r"\d{8}", is_valid=dic.is_valid),
    _register("regon", r"\d{14}|\d{9}", is_valid=regon.is_valid),
    _register("krs", r"\d{10}"),
    _register(r"registrikood|reg\.? ?kood", r"\d{8}", is_valid=registrikood.is_valid),
    _register(r"reg\.? ?com\.?|registrul comertului|onrc", r"[jfc]\d{2}/\d+/\d{4}", is_valid=onrc.is_valid),
    # Italy: Repertorio Economico Amministrativo of a chamber of commerce.
    _register(r"r\.?e\.?a", r"[a-z]{2}[ -]?\d{5,7}|\d{6,7}"),
    # Luxembourg, India, Morocco.
    _register(r"r\.?c\.?s\.?,? luxembourg", r"b ?\d{4,6}"),
    _register("cin", r"[ul]\d{5}[a-z]{2}\d{4}[a-z]{3}\d{6}"),
    _register("ice", r"\d{15}"),
)
#: Most lines have none of this, and need not be searched register by register.
_ANY = re.compile(r"\d{5}|\d{3}[. ]\d{3}[. ]\d{3}|[jfc]\d{2}/|hr[ab]|(?:\d\d\.){3}")


def register_numbers_in(row: Row) -> Iterator[Identifier]:
    """The numbers of a printed line that its words announce; valid when their check digits hold, those without any are not."""
    for register in _REGISTERS if _ANY.search(row.folded) else ():
        for match in register.printed.finditer(row.folded):
            span = Span(row, *match.span(1))
            number = re.sub(r"(?<=\d) (?=\d)", "", span.text)
            yield Identifier(span, Kind.REGISTER, register.prefix + number, bool(register.is_valid and register.is_valid(number)))
