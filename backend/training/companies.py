"""Invented companies: names, addresses, registrations and bank accounts whose check digits are right."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import stdnum.at.uid
import stdnum.be.vat
import stdnum.ch.uid
import stdnum.de.vat
import stdnum.dk.cvr
import stdnum.es.cif
import stdnum.fr.siren
import stdnum.fr.siret
import stdnum.gb.vat
import stdnum.iban
import stdnum.ie.vat
import stdnum.it.iva
import stdnum.lu.tva
import stdnum.nl.btw
import stdnum.pl.nip
import stdnum.pt.nif
import stdnum.se.orgnr

from backend.training.words import countries

_TRIES = 20_000
_SYLLABLES = (
    "al",
    "bor",
    "cen",
    "dex",
    "el",
    "fo",
    "gra",
    "hel",
    "in",
    "jo",
    "ka",
    "lum",
    "mec",
    "nor",
    "or",
    "pro",
    "qua",
    "ri",
    "sol",
    "tec",
    "ul",
    "ver",
    "xa",
    "zen",
)
_ENDINGS = ("ia", "tec", "is", "o", "ex", "am", "ys", "plus", "on", "ac", "a", "line", "soft", "pack", "logis", "eo")
#: What a VAT id is made of: "#" a digit, "@" a letter; and who says whether it is right.
_VAT: dict[str, tuple[str, Callable[[str], bool]]] = {
    "DE": ("DE#########", stdnum.de.vat.is_valid),
    "AT": ("ATU########", lambda number: stdnum.at.uid.is_valid(number[2:])),
    "BE": ("BE0#########", stdnum.be.vat.is_valid),
    "LU": ("LU########", stdnum.lu.tva.is_valid),
    "CH": ("CHE#########", stdnum.ch.uid.is_valid),
    "GB": ("GB#########", stdnum.gb.vat.is_valid),
    "IE": ("IE#######@", stdnum.ie.vat.is_valid),
    "ES": ("ESB########", lambda number: stdnum.es.cif.is_valid(number[2:])),
    "IT": ("IT0##########", lambda number: stdnum.it.iva.is_valid(number[2:])),
    "NL": ("NL#########B01", stdnum.nl.btw.is_valid),
    "PL": ("PL##########", lambda number: stdnum.pl.nip.is_valid(number[2:])),
    "PT": ("PT5########", lambda number: stdnum.pt.nif.is_valid(number[2:])),
    "SE": ("SE55########01", lambda number: stdnum.se.orgnr.is_valid(number[2:12])),
    "DK": ("DK########", lambda number: stdnum.dk.cvr.is_valid(number[2:])),
}
#: How the account part of an IBAN goes on after the bank's own digits.
_ACCOUNT = {
    "FR": "##############",
    "BE": "#######",
    "CH": "############",
    "LU": "#############",
    "DE": "##########",
    "AT": "###########",
    "GB": "########",
    "IE": "########",
    "ES": "############",
    "IT": "############",
    "NL": "##########",
    "PL": "################",
    "PT": "#############",
    "SE": "#################",
    "DK": "##########",
}
_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


@dataclass(frozen=True)
class Company:
    """One invented company; ids are without spaces, empty where it has none."""

    name: str
    trade_name: str
    country: str
    street: str
    city: str
    person: str
    phone: str
    fax: str
    email: str
    web: str
    vat_id: str
    legal_id: str
    register: str
    capital: int
    iban: str
    bic: str
    bank: str

    @property
    def town(self) -> str:
        """The city without its postcode."""
        return " ".join(word for word in self.city.replace(",", " ").split() if word.isalpha() and len(word) > 2).title() or self.city  # noqa: PLR2004


def digits(pattern: str, rng: random.Random) -> str:
    """PATTERN with a digit for each "#" and a letter for each "@"."""
    return "".join(
        str(rng.randint(0, 9)) if sign == "#" else rng.choice("ABCDEFGHIJKLMNPRSTUVW") if sign == "@" else sign for sign in pattern
    )


def right_number(pattern: str, is_valid: Callable[[str], bool], rng: random.Random) -> str:
    """A number of PATTERN that IS_VALID accepts."""
    for _ in range(_TRIES):
        number = digits(pattern, rng)
        if is_valid(number):
            return number
    raise LookupError(f"no valid number like {pattern}")


def company(country: str, rng: random.Random) -> Company:
    """A company of COUNTRY."""
    facts = countries()[country]
    trade_name = _name(facts, rng)
    form = rng.choice(facts["forms"])
    name = trade_name if not form else f"{form} {trade_name}" if country == "FR" and rng.random() < 0.3 else f"{trade_name} {form}"  # noqa: PLR2004
    name = name.upper() if rng.random() < 0.25 else name  # noqa: PLR2004
    domain = f"{_ascii(trade_name)}.{'com' if rng.random() < 0.3 else {'GB': 'co.uk', 'US': 'com'}.get(country, country.lower())}"  # noqa: PLR2004
    siren = right_number("#########", stdnum.fr.siren.is_valid, rng) if country == "FR" else ""
    account, bic, bank = _account(facts, rng)
    return Company(
        name=name,
        trade_name=trade_name,
        country=country,
        street=rng.choice(facts["streets"]).format(n=rng.randint(1, 189)),
        city=rng.choice(facts["cities"]),
        person=f"{rng.choice(facts['given'])} {rng.choice(facts['people'])}",
        phone=phone(country, rng),
        fax=phone(country, rng),
        email=f"{rng.choice(('contact', 'info', 'sales', 'compta', 'office', 'facturation', 'mail'))}@{domain}",
        web=f"www.{domain}",
        vat_id=_vat(country, siren, rng),
        legal_id=right_number(siren + "000##", stdnum.fr.siret.is_valid, rng) if siren else digits("########", rng),
        register=digits("#####", rng),
        capital=rng.choice((1_000, 5_000, 7_500, 8_000, 10_000, 37_000, 50_000, 100_000, 152_449, 1_250_000)),
        iban=account,
        bic=bic,
        bank=bank,
    )


def phone(country: str, rng: random.Random) -> str:
    """A telephone number as COUNTRY writes it."""
    pattern = str(rng.choice(countries()[country]["phone"]))
    for mark, digit_pattern in (("{a}", "#"), ("{b}", "##"), ("{c}", "###"), ("{d}", "##")):
        while mark in pattern:
            pattern = pattern.replace(mark, str(rng.randint(1, 9)) + digits(digit_pattern[1:], rng), 1)
    return pattern


def _name(facts: dict[str, list[str]], rng: random.Random) -> str:
    made = "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(1, 2))) + rng.choice(_ENDINGS)
    made = made.upper() if rng.random() < 0.2 else made.capitalize()  # noqa: PLR2004
    town = " ".join(word for word in rng.choice(facts["cities"]).split() if word.isalpha() and len(word) > 2)  # noqa: PLR2004
    person, person2 = rng.sample(facts["people"], 2)
    return rng.choice(facts["names"]).format(
        made=made, person=person, person2=person2, trade=rng.choice(facts["trades"]), city=town.title() or "Centre"
    )


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(sign for sign in plain.lower().replace(" ", "-") if sign.isalnum() or sign == "-").replace("--", "-") or "firm"


def _vat(country: str, siren: str, rng: random.Random) -> str:
    if country == "FR":
        # The key over a SIREN: BOI-TVA-DECLA-20-10-20.
        return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"
    if country not in _VAT:
        return ""
    return right_number(*_VAT[country], rng)


def _account(facts: dict[str, list[list[str]]], rng: random.Random) -> tuple[str, str, str]:
    if not facts["banks"]:
        return "", "", ""
    bank, bic, name = rng.choice(facts["banks"])
    country = str(facts["bank"])
    number = digits(_ACCOUNT[country], rng)
    national = {"FR": _french, "BE": _belgian, "ES": _spanish, "IT": _italian, "PT": _portuguese}.get(country, lambda a, b: a + b)
    account = national(bank, number)
    return f"{country}{stdnum.iban.calc_check_digits(f'{country}00{account}')}{account}", bic, name


def _french(bank: str, number: str) -> str:
    """The account with the key of a French RIB."""
    office, account = "0" + number[:4], "000" + number[:8]
    return f"{bank}{office}{account}{97 - (89 * int(bank) + 15 * int(office) + 3 * int(account)) % 97:02d}"


def _belgian(bank: str, number: str) -> str:
    return f"{bank}{number}{int(bank + number) % 97 or 97:02d}"


def _spanish(bank: str, number: str) -> str:
    def key(digits_of: str) -> int:
        rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits_of, (1, 2, 4, 8, 5, 10, 9, 7, 3, 6), strict=True)) % 11
        return {10: 1, 11: 0}.get(rest, rest)

    return f"{bank}{key('00' + bank)}{key(number[:10])}{number[:10]}"


def _italian(bank: str, number: str) -> str:
    total = sum(_ODD[int(digit)] if place % 2 == 0 else int(digit) for place, digit in enumerate(bank + number))
    return f"{chr(ord('A') + total % 26)}{bank}{number}"


def _portuguese(bank: str, number: str) -> str:
    account = (bank + number)[:19]
    return f"{account}{98 - int(account + '00') % 97:02d}"
