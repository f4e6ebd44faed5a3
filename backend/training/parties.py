"""The blocks of the two parties and the legal lines that a country's businesses print at the foot of the page."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from backend.training.companies import Company
from backend.training.deal import Deal, reference
from backend.training.document import Truth
from backend.training.printing import Printer
from backend.training.speech import Speech
from backend.training.style import Style
from backend.training.words import countries

Legal = Callable[[Company, Style], list[str]]


def issuer_lines(firm: Company, style: Style, speech: Speech) -> list[str]:
    """What stands under the issuer's name at the top: address and ways to reach it."""
    lines = address(firm, style)
    if style.chance("issuer.contact", 0.65):
        ways = {"phone": firm.phone, "fax": firm.fax, "email": firm.email}
        chosen = style.some("issuer.ways", list(ways), 1, 3)
        colon = style.one("issuer.colon", (" : ", ": ", " ", ". "))
        lines += [f"{speech.label(way)}{colon}{ways[way]}" for way in sorted(chosen, reverse=True)]
        if style.chance("issuer.web", 0.5):
            lines.append(firm.web)
    if style.chance("issuer.one line", 0.1):
        return [" - ".join(lines)]
    return lines


def address(firm: Company, style: Style, country: bool = False) -> list[str]:
    """Street and city, with the country where it is foreign or the group likes it."""
    city = firm.city.upper() if style.chance("address.upper", 0.2) else firm.city
    lines = [firm.street, city]
    if country or style.chance("address.country", 0.3):
        lines.append(
            str(countries()[firm.country]["name"]).upper() if style.chance("country.upper", 0.4) else str(countries()[firm.country]["name"])
        )
    return [" - ".join(lines)] if style.chance("address.one line", 0.05) else lines


def addressee_lines(deal: Deal, style: Style, rng: random.Random) -> list[str]:
    """The window of the envelope: the other company."""
    other = deal.buyer if is_sale(deal) else deal.seller
    lines = [other.name]
    if style.chance("addressee.service", 0.2):
        lines.append(
            rng.choice(
                (
                    "Service comptabilité",
                    "Comptabilité fournisseurs",
                    "Accounts Payable",
                    "Kreditorenbuchhaltung",
                    "Administration",
                    "Buchhaltung",
                )
            )
        )
    if style.chance("addressee.person", 0.25):
        person = f"{style.one('addressee.attn', ('', 'Attn: ', 'M. ', 'c/o '))}{other.person}"
        lines.insert(rng.choice((0, 1)) if style.chance("person first", 0.15) else 1, person)
    return [*lines, *address(other, style, other.country != (deal.seller if is_sale(deal) else deal.buyer).country)]


def delivery_lines(deal: Deal, style: Style, rng: random.Random) -> list[str]:
    """Where the goods go: the buyer's other site, often under another name."""
    buyer = deal.buyer
    town = rng.choice(countries()[buyer.country]["cities"])
    street = rng.choice(countries()[buyer.country]["streets"]).format(n=rng.randint(1, 99))
    site = rng.choice(("Dépôt", "Entrepôt 2", "Site Nord", "Lager", "Warehouse", "Magazzino", "Chantier Les Acacias"))
    return [buyer.name if style.chance("delivery.same", 0.6) else f"{buyer.trade_name} - {site}", street, town]


def is_sale(deal: Deal) -> bool:
    """Whether the seller issued the document."""
    return deal.kind not in {"order", "order_change"}


def _french(firm: Company, style: Style) -> list[str]:
    siren, siret = firm.legal_id[:9], firm.legal_id
    spaced = style.chance("siret.spaced", 0.6)
    siren_text = f"{siren[:3]} {siren[3:6]} {siren[6:]}" if spaced else siren
    siret_text = f"{siren_text} {siret[9:]}" if spaced else siret
    capital = f"{firm.capital:,}".replace(",", style.one("capital", (" ", ".", "\u00a0", "")))
    town = firm.town.removesuffix(" Cedex")
    form = style.one("form", ("SAS", "SARL", "S.A.R.L.", "SA", "Société par actions simplifiée"))
    both = {
        "capital": f"{form} au capital de {capital} {style.one('euro', ('€', 'euros', 'EUR'))}",
        "siret": f"{style.one('siret', ('SIRET', 'Siret', 'N° SIRET :', 'SIRET :', 'Siret :'))} {siret_text}",
        "rcs": style.one(
            "rcs", (f"RCS {town} {siren_text}", f"R.C.S. {town} B {siren_text}", f"{siren_text} RCS {town}", f"SIREN {siren_text}")
        ),
        "naf": f"{style.one('naf', ('APE', 'Code APE :', 'NAF', 'Code NAF'))} {firm.register[:4]}{'ABCZ'[int(firm.register[4]) % 4]}",
    }
    chosen = ["capital", *style.some("legal.fr", ["siret", "rcs", "naf"], 1, 3)] if style.chance("legal.capital", 0.7) else ["siret"]
    return [both[name] for name in chosen]


def _german(firm: Company, style: Style) -> list[str]:
    court = style.one("court", ("Amtsgericht", "AG", "Handelsregister", "Registergericht"))
    head = style.one("head of", ("Geschäftsführer:", "GF:", "Geschäftsführung", "Inhaber:"))
    tax = style.one(
        "tax number",
        (
            f"Steuernummer: {firm.register[:2]}/{firm.legal_id[:3]}/{firm.register}",
            f"St.-Nr. {firm.register[:3]}/{firm.legal_id[:4]}/{firm.register[:4]}",
        ),
    )
    lines = [f"{court} {firm.town} HRB {firm.register}", f"{head} {firm.person}", tax]
    return style.some("legal.de", lines, 1, 3)


def _british(firm: Company, style: Style) -> list[str]:
    return style.one(
        "legal.gb",
        (
            [f"Registered in England and Wales No. {firm.legal_id[:8]}"],
            [f"Company Registration No: {firm.legal_id[:8]}", f"Registered office: {firm.street}, {firm.city}"],
            [],
        ),
    )


def _american(firm: Company, style: Style) -> list[str]:
    return style.one(
        "legal.us", ([f"Federal Tax ID: {firm.legal_id[:2]}-{firm.legal_id[1:8]}"], [f"EIN {firm.legal_id[:2]}-{firm.legal_id[1:8]}"], [])
    )


def _spanish(firm: Company, style: Style) -> list[str]:
    sheet = (
        f"Inscrita en el Registro Mercantil de {firm.town}, Tomo {firm.register[:4]}, Folio {firm.register[2:]}, Hoja M-{firm.legal_id[:6]}"
    )
    return [sheet] if style.chance("legal.es", 0.6) else []


def _italian(firm: Company, style: Style) -> list[str]:
    code = firm.vat_id[2:]
    lines = [
        f"C.F. {code}",
        f"REA MI-{firm.legal_id[:7]}",
        f"Capitale sociale € {firm.capital:,}.00 i.v.".replace(",", "."),
        f"Reg. Imprese di {firm.town} {code}",
        "SDI: M5UXCR1",
    ]
    return style.some("legal.it", lines, 0, 4)


def _dutch(firm: Company, style: Style) -> list[str]:
    return [f"{style.one('kvk', ('KvK', 'KvK-nummer:', 'K.v.K. nr.', 'Handelsregister', 'KvK nr'))} {firm.legal_id}"]


def _belgian(firm: Company, style: Style) -> list[str]:
    return [f"RPM {firm.town}"] if style.chance("legal.be", 0.5) else []


def _swiss(firm: Company, style: Style) -> list[str]:
    return [f"CHE-{firm.vat_id[3:6]}.{firm.vat_id[6:9]}.{firm.vat_id[9:]} HR"] if style.chance("legal.ch", 0.2) else []


def _polish(firm: Company, style: Style) -> list[str]:
    return [f"REGON {firm.legal_id}1", f"KRS 00000{firm.register}"] if style.chance("legal.pl", 0.6) else []


def _nordic(firm: Company, style: Style) -> list[str]:
    if style.chance("legal.nordic none", 0.1):
        return []
    if firm.country == "SE":
        return [
            f"Org.nr {firm.vat_id[2:8]}-{firm.vat_id[8:12]}",
            "Godkänd för F-skatt",
            f"Bankgiro {firm.register[:3]}-{firm.legal_id[:4]}",
        ]
    return [f"Bank reg. {firm.register[:4]} konto {firm.legal_id}"]


_LEGAL: dict[str, Legal] = {
    "FR": _french,
    "DE": _german,
    "AT": _german,
    "GB": _british,
    "IE": _british,
    "US": _american,
    "ES": _spanish,
    "IT": _italian,
    "NL": _dutch,
    "BE": _belgian,
    "CH": _swiss,
    "PL": _polish,
    "SE": _nordic,
    "DK": _nordic,
}


def legal_lines(firm: Company, style: Style, truth: Truth, sale: bool) -> list[str]:
    """The issuer's registrations as its country prints them; notes the French number when it is printed."""
    make = _LEGAL.get(firm.country)
    lines = make(firm, style) if make else []
    if firm.country == "FR":
        packed = "".join("".join(lines).split())
        number = firm.legal_id if firm.legal_id in packed else firm.legal_id[:9] if firm.legal_id[:9] in packed else None
        truth.put("seller_legal_id" if sale else "buyer_legal_id", number)
    return lines


def vat_line(firm: Company, printer: Printer, style: Style, speech: Speech) -> str:
    """The issuer's VAT id with its label."""
    label = {
        "ES": ("NIF", "CIF", "C.I.F.", "N.I.F.", "NIF/CIF"),
        "IT": ("P. IVA", "P.IVA", "Partita IVA", "P.IVA/C.F.", "P.I."),
        "NL": ("BTW", "BTW-nr", "BTW nr.", "btw-nummer", "BTW-id"),
        "PT": ("NIF", "Contribuinte", "NIPC"),
        "PL": ("NIP",),
        "SE": ("VAT nr", "Momsreg.nr"),
        "DK": ("CVR", "CVR-nr.", "CVR nr"),
    }.get(firm.country)
    word = style.one("vat label", label) if label and style.chance("national vat label", 0.75) else speech.label("seller_vat")
    return f"{word}{style.one('vat colon', (' : ', ': ', ' ', ' '))}{national_vat(firm, printer, style)}"


def national_vat(firm: Company, printer: Printer, style: Style) -> str:
    """The VAT id as printed: several countries leave their two letters away."""
    text = printer.vat(firm.vat_id)
    bare = firm.country in {"ES", "IT", "PT", "PL", "DK"} and style.chance("bare vat", 0.65)
    if bare:
        return firm.vat_id[2:]
    return f"{text} {style.one('mwst', ('MWST', 'TVA', 'IVA', ''))}".strip() if firm.country == "CH" else text


def vat_truth(firm: Company, printer: Printer, style: Style) -> str:
    """The VAT id as a label holds it: what is printed, without spaces and points, and without the name of a Swiss one's tax after it."""
    return re.sub(r"(?<=\d)(?:MWST|TVA|IVA)$", "", "".join(sign for sign in national_vat(firm, printer, style) if sign.isalnum()))


def terms_page(speech: Speech, style: Style, rng: random.Random) -> list[str]:
    """The clauses of a page of small print."""
    clauses = [speech.phrase("terms", rng) for _ in range(rng.randint(8, 30))]
    numbered = style.chance("terms.numbered", 0.7)
    return [f"{at}. {text}" if numbered else text for at, text in enumerate(clauses, 1)]


def other_numbers(style: Style, rng: random.Random) -> str:
    """One more number without meaning for the books: a barcode's text, a form's code."""
    return f"{style.one('form code', ('FR-QUAL-', 'FO', 'Form ', 'Mod. ', 'DOC'))}{reference(rng)}"
