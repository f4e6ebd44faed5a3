"""Letters as RFC 5322 messages, the same bytes each time."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from PIL import Image, ImageDraw, ImageFont

from samples.paper import FONTS, VERA

PARIS = timezone(timedelta(hours=1))
#: The server that receives our mail and judges its senders (RFC 8601).
_RECEIVER = "mx1.maison-delorme.example"


@dataclass(frozen=True)
class Logo:
    """A small picture in a signature."""

    text: str
    ink: str

    def png(self) -> bytes:
        """The picture."""
        font = ImageFont.truetype(str(FONTS / f"{VERA.bold}.ttf"), 19)
        width = int(font.getlength(self.text)) + 46
        image = Image.new("RGB", (width, 40), "white")
        draw = ImageDraw.Draw(image)
        draw.rounded_rectangle((0, 8, 24, 32), 6, fill=self.ink)
        draw.ellipse((7, 15, 17, 25), fill="white")
        draw.text((34, 9), self.text, font=font, fill=self.ink)
        file = io.BytesIO()
        image.save(file, "PNG", optimize=True)
        return file.getvalue()


@dataclass(frozen=True)
class File:
    """A file attached to a letter."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """One message to be written. `body` has a paragraph an entry; the HTML body is made of it unless `body_html` is given."""

    subject: str
    sender: tuple[str, str]
    to: tuple[str, str]
    at: datetime
    body: Sequence[str]
    signature: Sequence[str] = ()
    logo: Logo | None = None
    body_html: str = ""
    #: A phone sends plain text only.
    plain_only: bool = False
    files: Sequence[File] = ()
    verdict: str = "pass"
    headers: Sequence[tuple[str, str]] = ()


def written(letter: Letter, name: str) -> bytes:
    """The message as the receiving server keeps it; `name` makes its Message-ID and boundaries."""
    message = EmailMessage(policy=SMTP)
    _address(message, letter, name)
    text = "\n\n".join(letter.body) + ("\n\n" + "\n".join(letter.signature) if letter.signature else "")
    message.set_content(text + "\n", cte="quoted-printable")
    if not letter.plain_only:
        message.add_alternative(_page(letter), subtype="html", cte="quoted-printable")
        if letter.logo:
            message.get_payload()[-1].add_related(
                letter.logo.png(), "image", "png", cid=f"<{_logo_id(letter)}>", filename="image001.png", disposition="inline"
            )
    for file in letter.files:
        main, _, sub = file.media_type.partition("/")
        message.add_attachment(file.content, main, sub, filename=file.name)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"_=={name}-{number}==_")
    return message.as_bytes()


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], numeric: int) -> str:
    """An HTML table as mail programs write it; the last `numeric` columns stand to the right."""
    style = 'style="border:1px solid #999;padding:3px 8px;text-align:{}"'
    aligned = ["left"] * (len(titles) - numeric) + ["right"] * numeric
    head = "".join(f'<th style="border:1px solid #999;padding:3px 8px;background:#e7e6e6">{html.escape(title)}</th>' for title in titles)
    body = "".join(
        "<tr>" + "".join(f"<td {style.format(side)}>{html.escape(cell)}</td>" for cell, side in zip(row, aligned, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<table style="border-collapse:collapse;font-size:11pt" cellspacing="0"><tr>{head}</tr>{body}</table>'


def paragraphs(texts: Sequence[str]) -> str:
    """Texts as HTML paragraphs, their line breaks kept."""
    return "".join(f"<p>{html.escape(text, quote=False).replace(chr(10), '<br>')}</p>\n" for text in texts)


def _address(message: EmailMessage, letter: Letter, name: str) -> None:
    sender_domain = letter.sender[1].rpartition("@")[2]
    received = letter.at + timedelta(seconds=4)
    message["Return-Path"] = f"<{letter.sender[1]}>"
    message["Received"] = f"from smtp.{sender_domain} by {_RECEIVER} with ESMTPS; {format_datetime(received)}"
    spf, dkim = ("pass", "pass") if letter.verdict == "pass" else ("softfail", "none")
    message["Authentication-Results"] = (
        f"{_RECEIVER}; spf={spf} smtp.mailfrom={sender_domain}; dkim={dkim} header.d={sender_domain}; "
        f"dmarc={letter.verdict} header.from={sender_domain}"
    )
    message["Message-ID"] = f"<{name}.{letter.at:%Y%m%d%H%M%S}@{sender_domain}>"
    message["Date"] = letter.at
    message["From"] = _mailbox(*letter.sender)
    message["To"] = _mailbox(*letter.to)
    message["Subject"] = letter.subject
    for header, value in letter.headers:
        message[header] = value


def _mailbox(name: str, email: str) -> Address:
    user, _, domain = email.partition("@")
    return Address(name, user, domain)


def _logo_id(letter: Letter) -> str:
    return f"image001.{letter.at:%H%M%S}@{letter.sender[1].rpartition('@')[2]}"


def _page(letter: Letter) -> str:
    signature = ""
    if letter.signature:
        name, *rest = (html.escape(line, quote=False) for line in letter.signature)
        signature = f'<p style="color:#444"><b>{name}</b><br>{"<br>".join(rest)}</p>'
    if letter.logo:
        signature += f'<p><img src="cid:{_logo_id(letter)}" alt="{html.escape(letter.logo.text)}" height="40"></p>'
    body = letter.body_html or paragraphs(letter.body)
    return (
        '<html><head><meta charset="utf-8"></head><body style="font-family:Calibri,Arial,sans-serif;font-size:11pt">\n'
        f"{body}{signature}\n</body></html>\n"
    )
