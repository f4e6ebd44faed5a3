"""Wraps a document into a mail: as its HTML or text body, as prose, as an attachment, forwarded or not."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from backend.training import dress
from backend.training.deal import Deal
from backend.training.document import Document, Truth, normal
from backend.training.html import Page
from backend.training.parties import is_sale
from backend.training.plain import plain
from backend.training.printing import Printer
from backend.training.speech import Speech
from backend.training.style import Style
from backend.training.words import lexicon


def mail(document: Document, deal: Deal, style: Style, rng: random.Random, pdf: bytes | None) -> bytes:
    """The mail that carries DOCUMENT; PDF is its attachment where the group sends one."""
    speech = Speech(style, deal.language, deal.currency)
    issuer, other = (deal.seller, deal.buyer) if is_sale(deal) else (deal.buyer, deal.seller)
    message = EmailMessage()
    message["From"] = f"{_plain_name(issuer.person)} <{issuer.email}>"
    message["To"] = f"{_plain_name(other.name)} <{other.email}>"
    subject = f"{speech.title(deal.kind)} {deal.number}" if style.chance("subject number", 0.7) else speech.title(deal.kind)
    sent = datetime.combine(deal.issued, time(9, rng.randint(0, 59)), UTC)
    forwarded = style.chance("forwarded", 0.25)
    message["Subject"] = f"{style.one('forward sign', ('Fwd', 'TR', 'WG', 'Fw'))}: {subject}" if forwarded else subject
    message["Date"] = format_datetime(sent + timedelta(days=1) if forwarded else sent)
    message["Message-ID"] = f"<{deal.number.encode().hex()}@{issuer.web}>"
    history = _forward_head(speech, issuer.email, other.email, subject, sent) if forwarded else []
    text, html = _body(document, deal, style, speech, rng, pdf)
    first = [*([speech.phrase("forward", rng), ""] if forwarded else []), *history]
    older = _older(speech, rng) if style.chance("old message", 0.15) else []
    message.set_content("\n".join([*first, text, *older]) + "\n")
    if html:
        around = "".join(f"<p>{escape(line)}</p>" for line in first)
        quoted = "".join(f"<p>{escape(line)}</p>" for line in older)
        message.add_alternative(
            f"<html><body>{around}{html}{f'<blockquote>{quoted}</blockquote>' if quoted else ''}</body></html>", subtype="html"
        )
        if style.chance("html alone", 0.5):
            message.clear_content()
            message.set_content(f"<html><body>{around}{html}{quoted}</body></html>", subtype="html")
    if pdf:
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{speech.title(deal.kind).replace(' ', '_')}.pdf")
    if message.is_multipart():
        message.set_boundary(f"=={deal.number.encode().hex()}==")
    return message.as_bytes()


def carrier(style: Style, kind: str) -> str:
    """How the group's mails carry a KIND of document: html, text, prose or pdf."""
    if kind == "order":
        return style.weighted("mail form", {"prose": 50, "html": 25, "text": 12, "pdf": 13})
    return style.weighted("mail form", {"html": 50, "text": 20, "pdf": 30})


def _body(document: Document, deal: Deal, style: Style, speech: Speech, rng: random.Random, pdf: bytes | None) -> tuple[str, str]:
    form = carrier(style, deal.kind)
    if form == "prose":
        return prose(document, deal, style, speech, rng), ""
    cover = [speech.phrase("greeting", rng), "", speech.phrase("mail_invoice" if deal.kind == "invoice" else "mail_other", rng), ""]
    signature = ["", speech.phrase("regards", rng), (deal.seller if is_sale(deal) else deal.buyer).person]
    if pdf:
        return "\n".join(cover + signature), ""
    if form == "text":
        return "\n".join([*cover, plain(document, style), *signature]), ""
    sheet = Page(document, style)
    page = sheet.pieces() + "".join(f"<div>{escape(line)}</div>" for line in sheet.footer)
    styled = f"<style>{dress.sheet(style, False)}</style>" if style.chance("mail styled", 0.6) else ""
    opening = "".join(f"<p>{escape(line)}</p>" for line in cover if line) if style.chance("mail cover", 0.6) else ""
    return "\n".join(cover), styled + opening + page


def _forward_head(speech: Speech, sender: str, to: str, subject: str, sent: datetime) -> list[str]:
    from_word, date_word, subject_word, to_word = _options(speech, "forward_head")
    return [
        speech.phrase("forward_mark"),
        f"{from_word}: {sender}",
        f"{date_word}: {sent:%d/%m/%Y %H:%M}",
        f"{subject_word}: {subject}",
        f"{to_word}: {to}",
        "",
    ]


def _older(speech: Speech, rng: random.Random) -> list[str]:
    return [
        "",
        *(f"> {line}" for line in (speech.phrase("greeting", rng), speech.phrase("old_message", rng), speech.phrase("regards", rng))),
    ]


def prose(document: Document, deal: Deal, style: Style, speech: Speech, rng: random.Random) -> str:
    """An order as people write it; its truth replaces the page's."""
    truth = document.truth = Truth()
    printer = Printer(style, deal.buyer.country, deal.language, deal.currency)
    lines = [speech.phrase("greeting", rng), ""]
    truth.put("issue_date", deal.issued)
    truth.put("buyer_name", deal.buyer.name)
    truth.put("seller_name", deal.seller.name)
    number = speech.phrase("prose_number", rng, number=deal.number)
    if rng.random() < 0.8:  # noqa: PLR2004
        truth.put("order_number", deal.number)
    else:
        number = ""
    number_first = number and style.chance("prose number first", 0.5)
    lines += [number, ""] if number_first else []
    bullet = style.one("bullet", ("- ", "* ", "• ", "", "1) ", "– "))
    items = _prose_items(deal, style, speech, printer, truth, rng, bullet)
    opening = speech.phrase("prose_order", rng)
    lines += [f"{opening} {items[0]}."] if len(items) == 1 and style.chance("prose sentence", 0.6) else [f"{opening} :", *items]
    lines.append("")
    if rng.random() < 0.5:  # noqa: PLR2004
        truth.put("requested_delivery_date", deal.delivery)
        lines.append(speech.phrase("prose_delivery", rng, date=printer.date(deal.delivery)))
    lines += [] if number_first or not number else [number]
    lines += [
        speech.phrase("prose_close", rng),
        "",
        speech.phrase("regards", rng),
        deal.buyer.person,
        deal.buyer.name,
        f"{deal.buyer.street}, {deal.buyer.city}",
        deal.buyer.phone,
    ]
    return "\n".join(lines)


def _prose_items(deal: Deal, style: Style, speech: Speech, printer: Printer, truth: Truth, rng: random.Random, bullet: str) -> list[str]:
    out = []
    template = rng.choice(_options(speech, "prose_item"))
    for at, item in enumerate(deal.items[:12], 1):
        unit = style.one(f"unit {item.unit}", _options(speech, item.unit, "units"))
        text = template.format(
            quantity=printer.number(item.quantity, max(0, -int(item.quantity.normalize().as_tuple().exponent))),
            unit=unit,
            description=item.description,
            id=item.seller_id,
            price=printer.price(item.price),
        )
        line = {"description": item.description, "quantity": normal(item.quantity), "seller_item_id": item.seller_id}
        if "{price}" in template:
            line["net_price"] = normal(item.price)
        truth.lines.append(line)
        out.append((bullet.replace("1", str(at)) if len(deal.items) > 1 else "") + text)
    return out


def _options(speech: Speech, key: str, section: str = "phrases") -> list[str]:
    """All ways a language says KEY."""
    return lexicon(speech.language)[section][key]


def _plain_name(name: str) -> str:
    return '"' + name.replace('"', "") + '"'
