"""Writes a document as a web page: the blocks in one of many arrangements, dressed by the group's own style sheet."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from backend.training import dress
from backend.training.document import Document, Entry, Row
from backend.training.logo import logo
from backend.training.style import Style

#: Rows of the head; in a row the blocks stand side by side. "window" is the addressee where the window of an envelope shows it.
_ARRANGEMENTS = (
    (("issuer", "title+meta"), ("addressee", "delivery")),
    (("issuer", "window"), ("title",), ("meta",), ("delivery",)),
    (("logo", "title"), ("issuer", "addressee", "delivery"), ("grid",)),
    (("issuer", "meta"), ("delivery", "window"), ("title",)),
    (("logo+issuer",), ("window", "meta"), ("title",)),
    (("title",), ("issuer", "addressee"), ("meta", "delivery")),
    (("sender+window", "logo+issuer+meta"), ("title",), ("delivery",)),
    (("logo+title", "meta"), ("addressee", "delivery")),
    (("issuer+title+meta", "window"), ("delivery",)),
    (("title", "logo"), ("meta",), ("issuer", "addressee"), ("delivery",)),
    (("issuer",), ("title",), ("grid",), ("delivery", "window")),
    (("logo", "issuer"), ("sender+window", "title+meta"), ("delivery",)),
    (("meta", "issuer"), ("title",), ("addressee", "delivery")),
    (("issuer", "delivery", "addressee"), ("title", "meta")),
    (("logo", "window"), ("meta", "delivery"), ("title",)),
    (("title+grid",), ("addressee", "issuer"), ("delivery",)),
)
#: More lines than these do not go into the margin.
_MOST_REPEATED = 6
#: What an annex shows.
_DRAWING = (
    '<svg width="500" height="400" style="border:1px solid #333"><rect x="80" y="60" width="240" height="180" fill="none" stroke="#000"/>'
    '<circle cx="200" cy="150" r="55" fill="none" stroke="#000"/><text x="90" y="50">240 mm</text><text x="330" y="150">180</text>'
    '<text x="180" y="155">Ø 110 H7</text></svg>'
)
_BREAK = '<div style="page-break-after:always"></div>'


class Page:
    """One document as HTML; `html()` is the whole page, `pieces()` the part that a mail's body can carry."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document, self.style = document, style
        self.colon = str(document.extra["colon"])
        self.logo_drawn = False
        self.arrangement = style.one("arrangement", _ARRANGEMENTS)
        self.footer = list(document.footer)
        names = {name for row in self.arrangement for names in row for name in names.split("+")}
        if "delivery" not in names:
            self.arrangement = (*self.arrangement, ("delivery",))
        if "issuer" not in names:
            self._issuer_at_foot()

    def _issuer_at_foot(self) -> None:
        """Without a letterhead the legal lines name the issuer, and say what the letterhead would have said."""
        document = self.document
        if not any(document.issuer_name in line for line in self.footer):
            self.footer.insert(0, " - ".join([document.issuer_name, *document.issuer]))
        self.footer += [line for line in document.issuer if not any(line in other for other in self.footer)]

    def html(self) -> str:
        """The page with its style sheet."""
        repeated = self._repeated()
        foot = "" if repeated else f"<footer>{self._footer()}</footer>"
        stamp = f'<div class="stamp">{escape(self.document.stamp)}</div>' if self.document.stamp else ""
        tail = self._annex() + self._terms()
        head = f"<!doctype html><html lang={self.document.language}><meta charset=utf-8><style>{dress.sheet(self.style, repeated)}</style>"
        return f"{head}<body>{stamp}{self.pieces()}{foot}{tail}"

    def foot(self) -> str:
        """What the printer repeats at the foot of every page: the legal lines, the page's number or both; empty for none."""
        number = self.style.one("page number", ("", "{} {}/{}", "{} {} / {}", "{}/{}", "- {} -", ""))
        page, pages = '<span class="pageNumber"></span>', '<span class="totalPages"></span>'
        parts = [page, pages] if number == "{}/{}" else [page] if number == "- {} -" else [str(self.document.extra["page"]), page, pages]
        lines = self._footer() if self._repeated() else ""
        shown = f"<div>{number.format(*parts)}</div>" if number else ""
        if not lines and not shown:
            return ""
        return f'<div style="width:100%;margin:0 14mm;{dress.foot(self.style)}">{lines}{shown}</div>'

    def _repeated(self) -> bool:
        return self.style.chance("footer fixed", 0.7) and len(self.footer) <= _MOST_REPEATED

    def pieces(self) -> str:
        """Head, lines and totals."""
        arrangement = self.arrangement
        flipped = self.style.chance("flipped", 0.3)
        rows = "".join(self._head_row(row[::-1] if flipped and len(row) > 1 else row) for row in arrangement)
        place_first = self.style.chance("place date first", 0.3)
        place = f'<div class="place">{escape(self.document.place_date)}</div>' if self.document.place_date else ""
        bar = self._grid(self.document.bar) if self.document.bar else ""
        intro = "".join(f"<p>{escape(line)}</p>" for line in self.document.intro)
        return f"{place if place_first else ''}{rows}{'' if place_first else place}{bar}{intro}{self._table()}{self._after()}"

    def _head_row(self, row: tuple[str, ...]) -> str:
        cells = []
        for at, names in enumerate(row):
            inside = "".join(self._block(name) for name in names.split("+") if name)
            cells.append(f'<div class="cell {"last" if at and at == len(row) - 1 else ""}">{inside}</div>')
        return f'<div class="row n{len(row)}">{"".join(cells)}</div>'

    def _block(self, name: str) -> str:
        blocks: dict[str, Callable[[], str]] = {
            "issuer": self._issuer,
            "logo": self._logo,
            "title": self._title,
            "meta": self._meta,
            "addressee": self._addressee,
            "window": self._addressee,
            "delivery": self._delivery,
            "grid": lambda: self._grid(self.document.meta),
            "sender": self._sender,
        }
        return blocks[name]()

    def _issuer(self) -> str:
        document = self.document
        head = f'<div class="head">{escape(document.extra["issuer_head"])}</div>' if document.extra["issuer_head"] else ""
        name = "" if self._name_in_logo() else f'<div class="name">{escape(document.issuer_name)}</div>'
        image = self._logo() if self.style.chance("logo with issuer", 0.5) else ""
        return f'<div class="issuer">{image}{head}{name}{_lines(document.issuer)}</div>'

    def _name_in_logo(self) -> bool:
        return self.style.chance("name only in logo", 0.08) and any(self.document.issuer_name in line for line in self.footer)

    def _logo(self) -> str:
        if not self.logo_drawn and (self._name_in_logo() or self.style.chance("logo", 0.45)):
            self.logo_drawn = True
            return f'<img class="logo" src="{logo(self.document.issuer_name, self.style)}">'
        return ""

    def _title(self) -> str:
        return f'<div class="title">{escape(self.document.headline)}</div>'

    def _sender(self) -> str:
        return f'<div class="sender">{escape(self.document.extra["sender"])}</div>' if self.style.chance("sender line", 0.6) else ""

    def _addressee(self) -> str:
        return self._party("addressee", self.document.addressee_head, self.document.addressee)

    def _delivery(self) -> str:
        return self._party("delivery", self.document.delivery_head, self.document.delivery) if self.document.delivery else ""

    def _party(self, name: str, head: str, lines: list[str]) -> str:
        shown = f'<div class="head">{escape(head + (self.colon if self.style.chance("head colon", 0.4) else ""))}</div>' if head else ""
        first = f"<div><b>{escape(lines[0])}</b></div>" if self.style.chance("addressee bold", 0.5) else f"<div>{escape(lines[0])}</div>"
        return f'<div class="party {name}">{shown}{first}{_lines(lines[1:])}</div>'

    def _meta(self) -> str:
        form = self.style.weighted("meta form", {"rows": 44, "inline": 25, "above": 12, "grid": 15, "sentence": 4})
        if form == "grid" and len(self.document.meta) <= int(self.style.number("meta grid most", 3, 7)):
            return self._grid(self.document.meta)
        if form == "sentence":
            mark = self.style.one("sentence mark", (" - ", ", ", " | ", "   "))
            return f'<div class="meta">{mark.join(f"{self._label(entry)} {escape(entry.text)}" for entry in self.document.meta)}</div>'
        if form == "above":
            return (
                '<div class="meta above">'
                + "".join(
                    f'<div class="pair"><div class="label">{self._label(entry)}</div><div>{escape(entry.text)}</div></div>'
                    for entry in self.document.meta
                )
                + "</div>"
            )
        if form == "inline":
            return (
                '<div class="meta">'
                + "".join(
                    f'<div><span class="label">{self._label(entry)}</span> {escape(entry.text)}</div>' for entry in self.document.meta
                )
                + "</div>"
            )
        rows = "".join(f'<tr><td class="label">{self._label(entry)}</td><td>{escape(entry.text)}</td></tr>' for entry in self.document.meta)
        return f'<table class="meta">{rows}</table>'

    def _label(self, entry: Entry) -> str:
        return escape(entry.label + self.colon)

    def _grid(self, entries: list[Entry]) -> str:
        if not entries:
            return ""
        head = "".join(f"<th>{escape(entry.label)}</th>" for entry in entries)
        body = "".join(f"<td>{escape(entry.text)}</td>" for entry in entries)
        return f'<table class="grid"><tr>{head}</tr><tr>{body}</tr></table>'

    def _table(self) -> str:
        pages: list[list[Row]] = []
        page: list[Row] = []
        for row in self.document.rows:
            if row.kind == "break":
                pages.append(page)
                page = []
            else:
                page.append(row)
        return _BREAK.join(self._one_table(rows) for rows in [*pages, page])

    def _one_table(self, rows: list[Row]) -> str:
        columns = self.document.columns
        head = "".join(f'<th class="{_classes(column.right, column.wide)}">{escape(column.label)}</th>' for column in columns)
        body = "".join(self._table_row(row) for row in rows)
        return f'<table class="lines"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _table_row(self, row: Row) -> str:
        columns = self.document.columns
        if row.kind == "section":
            return f'<tr class="section"><td colspan="{len(columns)}">{escape(row.cells["description"])}</td></tr>'
        cells = "".join(
            f'<td class="{_classes(column.right, column.wide)}">{escape(row.cells.get(column.key, "")).replace(chr(10), "<br>")}</td>'
            for column in columns
        )
        return f'<tr class="{row.kind}">{cells}</tr>'

    def _after(self) -> str:
        document = self.document
        totals = self._totals()
        taxes = self._taxes()
        payment_head = f"<b>{escape(document.payment_head)}</b>" if document.payment_head else ""
        payment = f'<div class="payment">{payment_head}{_lines(document.payment)}</div>' if document.payment else ""
        closing = "".join(f"<p>{escape(line)}</p>" for line in document.closing)
        form = self.style.weighted("after", {"side": 45, "stacked": 35, "payment left": 20})
        if form == "side":
            return f'<div class="row after"><div class="cell">{taxes}</div><div class="cell last">{totals}</div></div>{payment}{closing}'
        if form == "payment left":
            return f'<div class="row after"><div class="cell">{payment}{taxes}</div><div class="cell last">{totals}</div></div>{closing}'
        both = taxes + totals if self.style.chance("taxes first", 0.4) else totals + taxes
        return f"{both}{payment}{closing}"

    def _totals(self) -> str:
        entries = self.document.totals
        if not entries:
            return ""
        form = self.style.weighted("totals form", {"rows": 72, "bar": 14, "inline": 14})
        if form == "bar" and len(entries) <= int(self.style.number("bar most", 4, 7)):
            return self._grid(entries).replace('class="grid"', 'class="grid totals-bar"')
        colon = self.colon if self.style.chance("totals colon", 0.4) else ""
        if form == "inline":
            return (
                '<div class="totals inline">'
                + "".join(
                    f'<div class="{"strong" if entry.strong else ""}">{escape(entry.label + colon)} <span>{escape(entry.text)}</span></div>'
                    for entry in entries
                )
                + "</div>"
            )
        rows = "".join(
            f'<tr class="{"strong" if entry.strong else ""}"><td>{escape(entry.label + colon)}</td>'
            f'<td class="right">{escape(entry.text)}</td></tr>'
            for entry in entries
        )
        return f'<table class="totals">{rows}</table>'

    def _taxes(self) -> str:
        if not self.document.taxes:
            return ""
        head, *rows = self.document.taxes
        shown = f'<div class="head">{escape(self.document.tax_head)}</div>' if self.document.tax_head else ""
        body = "".join("<tr>" + "".join(f'<td class="right">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows)
        return f'{shown}<table class="taxes"><tr>{"".join(f"<th>{escape(cell)}</th>" for cell in head)}</tr>{body}</table>'

    def _footer(self) -> str:
        lines = self.footer
        if self.style.chance("footer columns", 0.2) and len(lines) > 2:  # noqa: PLR2004
            third = -(-len(lines) // 3)
            return (
                '<div class="row">'
                + "".join(f'<div class="cell">{_lines(lines[at : at + third])}</div>' for at in range(0, len(lines), third))
                + "</div>"
            )
        return _lines(lines)

    def _terms(self) -> str:
        if not self.document.terms:
            return ""
        clauses = "".join(f"<p>{escape(line)}</p>" for line in self.document.terms)
        return f'<div class="terms"><h3>{escape(self.document.terms_head)}</h3>{clauses}</div>'

    def _annex(self) -> str:
        if not self.document.annex:
            return ""
        return f'<div class="annex"><h3>{escape(self.document.annex)}</h3>{_DRAWING}</div>'


def _lines(lines: list[str]) -> str:
    return "".join(f"<div>{escape(line)}</div>" for line in lines)


def _classes(right: bool, wide: bool) -> str:
    return " ".join(["right"] * right + ["wide"] * wide)
