"""Draws a document at absolute places, as print programs of trade software do: fixed forms, texts in their own order."""

from __future__ import annotations

from backend.training.document import Document, Entry, Row
from backend.training.ink import HEIGHT, MARGIN, WIDTH, Ink, Sheet
from backend.training.style import Style

_HALF = 300
_FOOT = 96


def drawn(document: Document, style: Style) -> bytes:
    """The document as a PDF."""
    return _Form(document, style).pdf()


class _Form(Ink):
    def __init__(self, document: Document, style: Style) -> None:
        super().__init__(document, style)
        self.colon = str(document.extra["colon"])
        self.y = HEIGHT - style.number("drawn top", 30, 60)

    def pdf(self) -> bytes:
        """The whole file."""
        self._head()
        self._table()
        self._end()
        if self.document.terms:
            self._turn()
            self.block("terms", MARGIN, self.y, [self.document.terms_head, *self.document.terms[:18]], WIDTH - 2 * MARGIN, bold_first=True)
        for page in self.pages:
            self._foot(page, self.pages.index(page) + 1)
        return self.written()

    def _head(self) -> None:
        document, style = self.document, self.style
        mirrored = style.chance("drawn mirrored", 0.25)
        left, right = (_HALF, MARGIN) if mirrored else (MARGIN, _HALF)
        width = _HALF - MARGIN - 14
        top = self.y
        issuer_head = [document.extra["issuer_head"]] if document.extra["issuer_head"] else []
        under_issuer = self.block("issuer", left, top, [*issuer_head, document.issuer_name, *document.issuer], width, bold_first=True)
        title_size = self.size * style.number("drawn title", 1.2, 2.2)
        title_place = style.one("drawn title place", ("right top", "middle", "left"))
        under_title = top
        if title_place == "right top":
            under_title = self._title(right, top, width, title_size)
        meta_place = style.one("drawn meta", ("right", "under issuer", "grid", "right"))
        under_right = under_title - self.leading
        if meta_place == "right":
            under_right = self._pairs("meta", document.meta, right, under_right, width)
        window = min(under_right, HEIGHT - 130) - self.leading if style.chance("drawn window right", 0.6) else None
        lines = [document.addressee_head] * bool(document.addressee_head) + document.addressee
        if window is not None:
            bottom = min(self._boxed("addressee", lines, right, window, width), under_issuer)
        else:
            bottom = min(self._boxed("addressee", lines, left, under_issuer - self.leading, width), under_right)
        if document.delivery:
            bottom = self._boxed(
                "delivery",
                [document.delivery_head, *document.delivery],
                style.one("drawn delivery", (left, right)),
                bottom - self.leading,
                width,
            )
        if meta_place == "under issuer":
            bottom = self._pairs("meta", document.meta, left, bottom - self.leading, width)
        if title_place != "right top":
            bottom = self._title(MARGIN if title_place == "left" else 200, bottom - self.leading * 1.6, WIDTH - 240, title_size)
        if meta_place == "grid":
            bottom = self._grid("meta", document.meta, bottom - self.leading)
        if document.bar:
            bottom = self._grid("bar", document.bar, bottom - self.leading)
        self.y = (
            self.block(
                "intro",
                MARGIN,
                bottom - self.leading,
                [line for line in [document.place_date, *document.intro] if line],
                WIDTH - 2 * MARGIN,
            )
            - self.leading
        )

    def _title(self, x: float, y: float, width: float, size: float) -> float:
        size = min(size, size * width / max(self.wide(self.document.headline, True, size), width))
        self.put("title", x, y - size * 0.3, self.document.headline, bold=True, size=size)
        return y - size * 1.5

    def _boxed(self, name: str, lines: list[str], x: float, y: float, width: float) -> float:
        bottom = self.block(name, x, y, lines, width, bold_first=self.style.chance("drawn bold first", 0.5))
        if self.style.chance("drawn boxes", 0.35):
            self.page.boxes.append(
                (x - 4, bottom + self.leading * 0.5, width + 4, y - bottom + self.leading * 0.6, self.style.chance("drawn round", 0.5))
            )
        return bottom

    def _pairs(self, name: str, entries: list[Entry], x: float, y: float, width: float) -> float:
        label_width = max((self.wide(entry.label + self.colon) for entry in entries), default=0) + self.style.number(
            "drawn label gap", 4, 24
        )
        stacked = self.style.chance("drawn stacked", 0.12)
        for entry in entries:
            self.put(f"{name} label", x, y, entry.label + self.colon, bold=self.style.chance("drawn label bold", 0.3))
            if stacked or label_width + self.wide(entry.text) > width:
                y -= self.leading
                self.put(name, x, y, entry.text)
            elif self.style.chance("drawn values right", 0.3):
                self.put(name, x + width, y, entry.text, right=True)
            else:
                self.put(name, x + label_width, y, entry.text)
            y -= self.leading
        return y

    def _grid(self, name: str, entries: list[Entry], y: float) -> float:
        for start in range(0, len(entries), 5):
            some = entries[start : start + 5]
            width = (WIDTH - 2 * MARGIN) / len(some)
            labels = [self.broken(entry.label, width - 8) for entry in some]
            values = [self.broken(entry.text, width - 8) for entry in some]
            deep = max(len(lines) for lines in labels) * self.leading
            value_deep = max(len(lines) for lines in values) * self.leading
            for at in range(len(some)):
                self.block(f"{name} label", MARGIN + at * width + 4, y, labels[at], width)
                self.block(name, MARGIN + at * width + 4, y - deep, values[at], width)
                if self.style.chance("drawn grid boxes", 0.7):
                    self.page.boxes.append(
                        (
                            MARGIN + at * width,
                            y - deep - value_deep + self.leading * 0.6,
                            width,
                            deep + value_deep + self.leading * 0.3,
                            False,
                        )
                    )
            y -= deep + value_deep + self.leading * 0.8
        return y

    def _places(self) -> list[tuple[float, float]]:
        """The left and right edge of each column."""
        columns = self.document.columns
        texts = {
            column.key: [
                column.label.split(" ")[0],
                *(line for row in self.document.rows for line in row.cells.get(column.key, "").split("\n")),
            ]
            for column in columns
        }
        gap = self.style.number("drawn gap", 6, 14)
        widths = {key: max(self.wide(text) for text in lines) + gap for key, lines in texts.items()}
        room = WIDTH - 2 * MARGIN - sum(width for key, width in widths.items() if key != "description")
        widths["description"] = max(room, 70)
        scale = min(1.0, (WIDTH - 2 * MARGIN) / sum(widths.values()))
        out, x = [], float(MARGIN)
        for column in columns:
            out.append((x, x + widths[column.key] * scale - gap / 2))
            x += widths[column.key] * scale
        return out

    def _table(self) -> None:
        self.places = self._places()
        frame_top = self.y
        self._table_head()
        for row in self.document.rows:
            if row.kind == "break":
                self._frame(frame_top)
                self._turn()
                frame_top = self.y
                self._table_head()
                continue
            cells = self._row_texts(row)
            deep = max(len(lines) for lines in cells) * self.leading
            if self.y - deep < _FOOT:
                self._frame(frame_top)
                self._turn()
                frame_top = self.y
                self._table_head()
            self._row(cells, row)
            self.y -= deep + self.leading * self.style.number("drawn row gap", 0, 0.7)
            if self.style.chance("drawn row rules", 0.25):
                self.page.lines.append((MARGIN, self.y + self.leading * 0.75, WIDTH - MARGIN, self.y + self.leading * 0.75))
        self._frame(frame_top)

    def _row_texts(self, row: Row) -> list[list[str]]:
        if row.kind == "section":
            return [[], [], self.broken(row.cells["description"], 300)] if len(self.places) > 2 else [[row.cells["description"]]]  # noqa: PLR2004
        return [
            [
                piece
                for line in row.cells.get(column.key, "").split("\n")
                for piece in self.broken(line, right - left if column.key == "description" else 400)
            ]
            for column, (left, right) in zip(self.document.columns, self.places, strict=True)
        ]

    def _row(self, cells: list[list[str]], row: Row) -> None:
        for at, lines in enumerate(cells):
            column, (left, right) = self.document.columns[at], self.places[at]
            for deep, text in enumerate(lines):
                is_right = column.right and row.kind != "section"
                self.put(
                    f"column {at}",
                    right if is_right else left,
                    self.y - deep * self.leading,
                    text,
                    bold=row.kind == "section",
                    right=is_right,
                )

    def _table_head(self) -> None:
        bold = self.style.chance("drawn head bold", 0.6)
        deepest = 1
        for column, (left, right) in zip(self.document.columns, self.places, strict=True):
            lines = self.broken(column.label, right - left)
            deepest = max(deepest, len(lines))
            for deep, text in enumerate(lines):
                self.put("table head", right if column.right else left, self.y - deep * self.leading, text, bold=bold, right=column.right)
        self.y -= deepest * self.leading
        if self.style.chance("drawn head rule", 0.75):
            self.page.lines.append((MARGIN, self.y + self.leading * 0.7, WIDTH - MARGIN, self.y + self.leading * 0.7))
        self.y -= self.leading * 0.4

    def _frame(self, top: float) -> None:
        if self.style.chance("drawn frame", 0.3):
            bottom = self.y if self.style.chance("drawn short frame", 0.5) else _FOOT - 10
            self.page.lines += [(left - 3, top + self.leading, left - 3, bottom) for left, _ in self.places[1:]]
            self.page.boxes.append((MARGIN - 3, bottom, WIDTH - 2 * MARGIN + 6, top + self.leading - bottom, False))

    def _turn(self) -> None:
        self.pages.append(Sheet())
        self.y = HEIGHT - 50
        if self.style.chance("drawn head again", 0.5):
            self.put("again", MARGIN, self.y, self.document.headline, bold=True)
            self.put("again", WIDTH - MARGIN, self.y, self.document.issuer_name, right=True)
            self.y -= 2 * self.leading

    def _end(self) -> None:
        document = self.document
        needed = (len(document.totals) + len(document.taxes) + 2) * self.leading
        if self.y - needed < _FOOT:
            self._turn()
        self.y -= self.leading
        at_foot = self.style.chance("drawn totals at foot", 0.25)
        top = max(_FOOT + needed, min(self.y, 240)) if at_foot and self.y > _FOOT + needed else self.y
        in_grid = self.style.chance("drawn totals grid", 0.2)
        bottom = self._grid("totals", document.totals, top) if in_grid else self._totals(top)
        beside = self.style.chance("drawn taxes beside", 0.6) and not in_grid
        tax_bottom = self._taxes(top if beside else bottom - self.leading)
        self.y = min(bottom, tax_bottom) - self.leading
        lines = [document.payment_head] * bool(document.payment and document.payment_head) + document.payment + document.closing
        if self.y - len(lines) * self.leading * 1.5 < _FOOT - 30:
            self._turn()
        self.y = self.block("payment", MARGIN, self.y, lines, WIDTH - 2 * MARGIN)

    def _totals(self, y: float) -> float:
        if not self.document.totals:
            return y
        label = max(self.wide(entry.label, True) for entry in self.document.totals)
        value = max(self.wide(entry.text, True) for entry in self.document.totals)
        right = WIDTH - MARGIN
        left = right - label - value - self.style.number("drawn totals gap", 12, 60)
        for entry in self.document.totals:
            self.put("totals label", left, y, entry.label, bold=entry.strong)
            self.put("totals", right, y, entry.text, bold=entry.strong, right=True)
            y -= self.leading * 1.1
        return y

    def _taxes(self, y: float) -> float:
        taxes = self.document.taxes
        if not taxes:
            return y
        widths = [max(self.wide(row[at]) for row in taxes) + 10 for at in range(len(taxes[0]))]
        for row in taxes:
            x = float(MARGIN)
            for width, text in zip(widths, row, strict=True):
                self.put("taxes", x + width - 10, y, text, right=True)
                x += width
            y -= self.leading
        return y

    def _foot(self, page: Sheet, number: int) -> None:
        lines = [piece for line in self.document.footer for piece in self.broken(line, (WIDTH - 2 * MARGIN) * 1.2)]
        size, y = self.size * 0.78, 20 + len(lines) * self.size
        kept = self.pages
        self.pages = [page]
        for line in lines:
            self.put(
                "foot",
                WIDTH / 2 - self.wide(line, size=size) / 2 if self.style.chance("drawn foot centred", 0.7) else MARGIN,
                y,
                line,
                size=size,
            )
            y -= self.size
        if self.style.chance("drawn page numbers", 0.6):
            self.put(
                "page",
                WIDTH - MARGIN,
                self.style.one("drawn page place", (18, HEIGHT - 22)),
                f"{self.document.extra['page']} {number}/{len(kept)}",
                right=True,
            )
        self.pages = kept
