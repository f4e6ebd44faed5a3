"""The head of a document: which references and dates it prints, under which labels and where."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta

from backend.training.companies import phone
from backend.training.deal import Deal, reference
from backend.training.document import Entry, Truth
from backend.training.parties import is_sale, national_vat, vat_truth
from backend.training.printing import Printer
from backend.training.speech import Speech
from backend.training.style import Style
from backend.training.words import lexicon

_OWN_NUMBER = {
    "invoice": "invoice_number",
    "credit_note": "credit_number",
    "order": "order_number",
    "order_change": "order_number",
    "order_confirmation": "confirmation_number",
}
_DISTRACTIONS = ("delivery_note", "contract", "project", "contact", "phone", "page", "service_date", "incoterm", "fax")


@dataclass
class Heading:
    """The head's parts."""

    title: str
    headline: str
    place_date: str = ""
    meta: list[Entry] = field(default_factory=list)
    bar: list[Entry] = field(default_factory=list)


def heading(deal: Deal, style: Style, speech: Speech, printer: Printer, truth: Truth, rng: random.Random) -> Heading:
    """The head of DEAL's document; notes what it prints."""
    title = speech.title(deal.kind)
    place = style.weighted("number place", {"meta": 62, "title": 18, "title and date": 12, "both": 8})
    date_text = printer.date(deal.issued)
    headline = title
    if place != "meta":
        pattern = style.one(
            f"headline {place}", lexicon(speech.language)["titles"]["with_date" if place == "title and date" else "with_number"]
        )
        headline = pattern.format(title=title, number=deal.number, date=date_text)
    out = Heading(title, headline)
    entries = []
    nameless = deal.kind == "order" and place == "meta" and style.chance("no number", 0.04)
    if not nameless:
        truth.put("order_number" if deal.kind.startswith("order") else "invoice_number", deal.number)
        if place in {"meta", "both"}:
            entries.append(Entry(speech.label(_OWN_NUMBER[deal.kind]), deal.number))
    truth.put("issue_date", deal.issued)
    if place != "title and date":
        if style.chance("place and date", 0.1):
            long_date = printer.date_as(deal.issued, "D MONTH YYYY") if style.chance("long date", 0.6) else date_text
            out.place_date = speech.phrase("place_date", city=(deal.seller if is_sale(deal) else deal.buyer).town, date=long_date)
        else:
            entries.append(Entry(speech.label(f"{'invoice' if is_sale(deal) else 'order'}_date"), date_text, deal.issued))
    others = (
        _references(deal, style, speech, printer, truth, rng)
        + _dates(deal, style, speech, printer, truth)
        + _distractions(deal, style, speech, printer, rng)
    )
    if style.chance("meta.shuffled", 0.4):
        style.draw("meta.order").shuffle(others)
    entries = [*others, *entries] if style.chance("own last", 0.08) else [*entries, *others]
    most = int(style.number("meta.most", 2, 7))
    out.meta, out.bar = (entries[:most], entries[most:]) if style.chance("two groups", 0.35) else (entries, [])
    return out


def _references(deal: Deal, style: Style, speech: Speech, printer: Printer, truth: Truth, rng: random.Random) -> list[Entry]:
    sale = is_sale(deal)
    entries = []
    if style.chance("customer number", 0.5):
        entries.append(Entry(speech.label("customer_no" if sale else "supplier_no"), reference(rng)))
    if sale and style.chance("order reference", 0.5) and rng.random() < 0.9:  # noqa: PLR2004
        truth.put("order_reference", deal.order_number)
        entries.append(Entry(speech.label("order_reference"), deal.order_number))
    if deal.kind == "credit_note" and style.chance("preceding", 0.75):
        truth.put("preceding_invoice_reference", deal.preceding)
        entries.append(Entry(speech.label("preceding"), deal.preceding))
    if style.chance("quotation", 0.12 if sale else 0.25):
        number = reference(rng)
        truth.put("quotation_reference", number)
        entries.append(Entry(speech.label("quotation"), number))
    if deal.buyer.vat_id and sale and style.chance("buyer vat", 0.35):
        truth.put("buyer_vat_id", vat_truth(deal.buyer, printer, style))
        entries.append(Entry(speech.label("buyer_vat"), national_vat(deal.buyer, printer, style)))
    if deal.kind == "order_change":
        entries.append(Entry(speech.label("validity"), str(rng.randint(1, 5))))
    return entries


def _dates(deal: Deal, style: Style, speech: Speech, printer: Printer, truth: Truth) -> list[Entry]:
    entries = []
    if deal.kind == "invoice" and style.chance("due in head", 0.5):
        truth.put("due_date", deal.due)
        entries.append(Entry(speech.label("due_date"), printer.date(deal.due), deal.due))
    if deal.kind.startswith("order") and style.chance("delivery date in head", 0.55):
        truth.put("requested_delivery_date", deal.delivery)
        entries.append(Entry(speech.label("delivery_date"), printer.date(deal.delivery), deal.delivery))
    if style.chance("terms in head", 0.4):
        text = terms_text(deal, style, speech)
        truth.put("payment_terms", text)
        entries.append(Entry(speech.label("payment_terms"), text))
    return entries


def terms_text(deal: Deal, style: Style, speech: Speech) -> str:
    """The payment terms in words."""
    if not deal.days:
        return speech.phrase("due_receipt")
    return speech.phrase("due_month_end" if style.chance("month end", 0.25) else "due_days", days=str(deal.days))


def _distractions(deal: Deal, style: Style, speech: Speech, printer: Printer, rng: random.Random) -> list[Entry]:
    entries = []
    for key in style.some("distractions", _DISTRACTIONS, 0, 4):
        earlier = deal.issued - timedelta(days=rng.randint(1, 12))
        value = {
            "contact": (deal.seller if is_sale(deal) else deal.buyer).person,
            "project": rng.choice(
                ("Les Tilleuls", "Chantier Mairie", "P-2231", "BV Neubau Halle 3", "Refit 4B", "Villa Rosa", reference(rng))
            ),
            "phone": phone(deal.seller.country, rng),
            "fax": phone(deal.seller.country, rng),
            "page": style.one("page form", ("1/1", "1", "1 / 2", "1 sur 1")),
            "service_date": printer.date(earlier),
            "incoterm": rng.choice(("EXW", "DAP", "FCA", "DHL", "UPS", "Franco", "TNT Express")),
        }.get(key, reference(rng))
        if key == "service_date" and deal.kind.startswith("order"):
            continue
        entries.append(Entry(speech.label(key), value, earlier if key == "service_date" else None))
    return entries
