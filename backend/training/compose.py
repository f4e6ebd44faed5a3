"""Composes the printed blocks of one document from its deal, in the wording and habits of its group, with the truth beside."""

from __future__ import annotations

import random
from decimal import Decimal

from backend.training.companies import company
from backend.training.deal import Deal
from backend.training.document import Document, Truth
from backend.training.heading import heading, terms_text
from backend.training.parties import (
    address,
    addressee_lines,
    delivery_lines,
    is_sale,
    issuer_lines,
    legal_lines,
    other_numbers,
    terms_page,
    vat_line,
    vat_truth,
)
from backend.training.printing import Printer
from backend.training.rows import Table
from backend.training.speech import Speech
from backend.training.style import Style
from backend.training.sums import Totals

_INTRODUCTIONS = {
    "invoice": "invoice_intro",
    "credit_note": "",
    "order": "order_intro",
    "order_change": "change_intro",
    "order_confirmation": "confirmation_intro",
}


def composed(deal: Deal, style: Style, rng: random.Random) -> Document:
    """The blocks of DEAL's document in STYLE, with the truth of all that they print."""
    sale = is_sale(deal)
    issuer, other = (deal.seller, deal.buyer) if sale else (deal.buyer, deal.seller)
    speech, truth = Speech(style, deal.language, deal.currency), Truth()
    printer = Printer(style, issuer.country, deal.language, deal.currency)
    head = heading(deal, style, speech, printer, truth, rng)
    table = Table(deal, style, speech, printer, truth, rng)
    columns, rows = table.columns(), table.rows()
    sums = Totals(deal, style, speech, printer, truth, table).made()
    truth.put("seller_name", deal.seller.name)
    truth.put("buyer_name", deal.buyer.name)
    document = Document(
        kind=deal.kind,
        language=deal.language,
        country=issuer.country,
        title=head.title,
        headline=head.headline,
        issuer_name=issuer.name,
        issuer=issuer_lines(issuer, style, speech),
        addressee_head=speech.head("bill_to" if sale else "supplier") if style.chance("addressee head", 0.5) else "",
        addressee=addressee_lines(deal, style, rng),
        delivery_head="",
        delivery=[],
        place_date=head.place_date,
        meta=head.meta,
        bar=head.bar,
        intro=[],
        columns=columns,
        rows=rows,
        totals=sums.totals,
        taxes=sums.taxes,
        tax_head=speech.head("tax_table") if style.chance("tax head", 0.4) else "",
        payment_head=speech.head("payment") if style.chance("payment head", 0.5) else "",
        payment=[],
        closing=[],
        footer=[],
        terms_head=speech.head("terms"),
        terms=terms_page(speech, style, rng) if style.chance("terms page", 0.06) else [],
        annex=speech.head("annex") if style.chance("annex", 0.03) else "",
        stamp=speech.phrase("paid") if style.chance("stamp", 0.05) else "",
        truth=truth,
    )
    if style.chance("delivery block", 0.3 if sale else 0.45):
        document.delivery_head, document.delivery = speech.head("ship_to"), delivery_lines(deal, style, rng)
        truth.put("delivery_address", ", ".join(document.delivery))
    intro = _INTRODUCTIONS[deal.kind]
    if intro and style.chance("intro", 0.4):
        document.intro = [*([speech.phrase("greeting")] if style.chance("intro greeting", 0.2) else []), speech.phrase(intro)]
    _payment(document, deal, style, speech, printer)
    _closing(document, deal, style, speech, rng)
    _registrations(document, deal, style, speech, printer)
    if (
        (printer.printed_currency and (document.totals or (printer.in_cells and table.priced)))
        or _says_currency(document, deal, style)
        or _labels_say_currency(document, deal)
    ):
        truth.put("currency", deal.currency)
    if style.chance("form code", 0.12):
        document.footer.append(other_numbers(style, rng))
    _heads(document, style, speech, sale)
    document.extra["other"] = other
    return document


def _labels_say_currency(document: Document, deal: Deal) -> bool:
    words = {"EUR": ("EUR", "€"), "GBP": ("GBP", "£")}.get(deal.currency, (deal.currency,))
    labels = [column.label for column in document.columns] + [entry.label for entry in document.totals]
    return any(word in label for word in words for label in labels)


def _says_currency(document: Document, deal: Deal, style: Style) -> bool:
    """Names the currency in the head of the amounts, where the amounts themselves do not."""
    if not style.chance("currency in head", 0.5) or not document.columns:
        return False
    last = next((at for at, column in enumerate(document.columns) if column.key == "amount"), None)
    if last is None:
        return False
    column = document.columns[last]
    document.columns[last] = type(column)(
        column.key,
        f"{column.label} {style.one('currency form', (f'({deal.currency})', deal.currency, f'in {deal.currency}', f'({deal.currency})'))}",
        column.right,
        column.wide,
    )
    return True


def _payment(document: Document, deal: Deal, style: Style, speech: Speech, printer: Printer) -> None:
    """How and until when to pay."""
    truth = document.truth
    if deal.kind in {"order", "order_change"}:
        return
    if deal.kind == "invoice":
        if "due_date" not in truth.fields and style.chance("due below", 0.45):
            truth.put("due_date", deal.due)
            document.payment.append(speech.phrase("due_by", date=printer.date(deal.due)))
        elif "payment_terms" not in truth.fields and style.chance("terms below", 0.6):
            text = terms_text(deal, style, speech)
            truth.put("payment_terms", text)
            document.payment.append(f"{speech.label('payment_terms')} : {text}" if style.chance("terms label", 0.5) else text)
        if style.chance("instalments", 0.03):
            half = (deal.payable / 2).quantize(Decimal("0.01"))
            document.payment += [
                speech.phrase("instalments"),
                f"{printer.date(deal.issued)}  {printer.total(half)}",
                f"{printer.date(deal.due)}  {printer.total(deal.payable - half)}",
            ]
    if deal.kind == "invoice" and style.chance("direct debit", 0.05):
        document.payment.append(
            f"{speech.label('customer_iban')}: {printer.iban(deal.buyer.iban)}" if deal.buyer.iban else speech.label("mandate")
        )
        return
    if deal.kind != "credit_note" and deal.seller.iban and style.chance("bank", 0.62):
        lines = _account_lines(deal, style, speech, printer)
        truth.put("payment_iban", deal.seller.iban)
        if any(deal.seller.bic in line for line in lines):
            truth.put("payment_bic", deal.seller.bic)
        if style.chance("bank in footer", 0.3):
            document.footer += (
                lines if style.chance("bank footer lines", 0.4) else [style.one("bank join", (" - ", " | ", "  ", " · ")).join(lines)]
            )
        else:
            document.payment += lines


def _account_lines(deal: Deal, style: Style, speech: Speech, printer: Printer) -> list[str]:
    colon = style.one("bank colon", (": ", " : ", " ", ":"))
    lines = [f"{speech.label('bank')}{colon}{deal.seller.bank}"] if style.chance("bank name", 0.6) else []
    lines.append(f"{speech.label('iban')}{colon}{printer.iban(deal.seller.iban)}")
    if style.chance("bic", 0.8):
        lines.insert(len(lines) if style.chance("bic last", 0.8) else 0, f"{speech.label('bic')}{colon}{deal.seller.bic}")
    if style.chance("bank one line", 0.3):
        return [style.one("bank line join", (" - ", "   ", " / ", ", ")).join(lines)]
    return lines


def _closing(document: Document, deal: Deal, style: Style, speech: Speech, rng: random.Random) -> None:
    if deal.regime != "normal":
        document.closing.append(speech.phrase("exempt" if deal.regime == "exempt" else "reverse"))
    if deal.kind == "invoice":
        document.closing += [speech.phrase(key) for key in style.some("closing", ("early", "late", "thanks"), 0, 3)]
    elif style.chance("thanks", 0.4):
        document.closing.append(speech.phrase("thanks"))
    if not is_sale(deal) and style.chance("order signature", 0.4):
        document.closing.append(deal.buyer.person)
    if style.chance("factor", 0.02) and deal.kind == "invoice":
        factor = company(deal.seller.country, rng)
        document.closing.append(f"{factor.name}, {factor.street}, {factor.city}")


def _registrations(document: Document, deal: Deal, style: Style, speech: Speech, printer: Printer) -> None:
    """The VAT id and the register's numbers: at the foot, under the letterhead, or both apart."""
    sale = is_sale(deal)
    issuer = deal.seller if sale else deal.buyer
    lines = legal_lines(issuer, style, document.truth, sale)
    if issuer.vat_id and style.chance("issuer vat", 0.88) and deal.regime != "exempt":
        document.truth.put("seller_vat_id" if sale else "buyer_vat_id", vat_truth(issuer, printer, style))
        line = vat_line(issuer, printer, style, speech)
        if style.chance("vat in letterhead", 0.3):
            document.issuer.append(line)
        else:
            lines.insert(style.one("vat at", (0, len(lines))), line)
    if style.chance("footer address", 0.5):
        name = issuer.name if style.chance("footer name", 0.85) else issuer.trade_name
        lines.insert(0, " - ".join([name, *address(issuer, style)]))
    if style.chance("footer contact", 0.3):
        lines.append(f"{speech.label('phone')} {issuer.phone} - {issuer.email}")
    if style.chance("legal in letterhead", 0.1):
        document.issuer += lines
    else:
        document.footer = (
            [style.one("footer join", (" - ", " – ", " | ", " · ", " • ")).join(lines)] if style.chance("footer one line", 0.55) else lines
        ) + document.footer


def _heads(document: Document, style: Style, speech: Speech, sale: bool) -> None:
    """What the renderers need beside the blocks: colons, headings of the issuer, the line above the window."""
    document.extra["colon"] = style.weighted("colon", {"": 26, ":": 36, " :": 32, ".": 2, " : ": 4})
    document.extra["issuer_head"] = speech.head("seller" if sale else "order_issuer") if style.chance("issuer head", 0.2) else ""
    document.extra["sender"] = " · ".join([document.issuer_name, *document.issuer[:2]])
    document.extra["page"] = speech.label("page")
