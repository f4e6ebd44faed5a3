"""The totals of a document: what a group prints of them, under which labels, and the table of taxes by rate."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from backend.training.deal import Deal
from backend.training.document import Entry, Truth
from backend.training.printing import Printer
from backend.training.rows import Table
from backend.training.speech import Speech
from backend.training.style import Style


@dataclass
class Sums:
    """The totals block and, where a group has one, the table of taxes with its head row first."""

    totals: list[Entry] = field(default_factory=list)
    taxes: list[list[str]] = field(default_factory=list)


class Totals:
    """Builds the totals of one document."""

    def __init__(self, deal: Deal, style: Style, speech: Speech, printer: Printer, truth: Truth, table: Table) -> None:
        self.deal, self.style, self.speech, self.printer, self.truth = deal, style, speech, printer, truth
        self.sign = table.sign
        self.out = Sums()

    def made(self) -> Sums:
        """The totals as the group prints them."""
        deal = self.deal
        if deal.kind.startswith("order") and not self.style.chance("order totals", 0.75):
            return self.out
        if deal.kind.startswith("order") and self.style.chance("order net only", 0.45):
            self._before()
            self._put("net", deal.net, "tax_exclusive_amount", strong=True)
            return self.out
        if deal.regime != "normal" or self._untaxed():
            self._untaxed_totals()
        elif deal.tax_included:
            self._included_totals()
        else:
            self._usual_totals()
        self._after()
        return self.out

    def _untaxed(self) -> bool:
        return deal_tax_free(self.deal)

    def _usual_totals(self) -> None:
        self._before()
        several = len(self.deal.taxes()) > 1
        table = self.style.chance("tax table", 0.75 if several else 0.22)
        self._put("net", self.deal.net, "tax_exclusive_amount")
        if table:
            self._tax_table()
        if several and not table:
            self._by_rate()
        elif self.style.chance("one tax line", 0.92) or several:
            key_values = self._rate_values() if not several and self.style.chance("rate in label", 0.6) else {}
            label = self.speech.total("tax_rate", **key_values) if key_values else self.speech.total("tax")
            self._line(label, self.deal.tax)
            self.truth.put("tax_amount", self.deal.tax * self.sign)
        self._put("gross", self.deal.gross, "tax_inclusive_amount", strong=True)
        if self.style.chance("totals upside down", 0.04):
            self.out.totals.reverse()

    def _rate_values(self) -> dict[str, str]:
        rate, (base, _) = next(iter(self.deal.taxes().items()))
        values = {"rate": self.printer.percent(rate)}
        return values | {"base": self.printer.total(base * self.sign)}

    def _by_rate(self) -> None:
        for rate, (base, tax) in self.deal.taxes().items():
            self._line(self.speech.total("tax_rate", rate=self.printer.percent(rate), base=self.printer.total(base * self.sign)), tax)
        # Every rate is printed with its tax: their sum is the tax, whether or not it stands there itself.
        self.truth.put("tax_amount", self.deal.tax * self.sign)
        if self.style.chance("tax sum", 0.4):
            self._line(self.speech.total("tax"), self.deal.tax)

    def _included_totals(self) -> None:
        gross_first = self.style.chance("gross first", 0.6)
        if gross_first:
            self._put("gross", self.deal.gross, "tax_inclusive_amount", strong=True)
        if self.style.chance("included net", 0.7):
            self._put("net", self.deal.net, "tax_exclusive_amount")
        if len(self.deal.taxes()) > 1:
            self._by_rate()
        else:
            self._line(self.speech.total("tax_rate", **self._rate_values()), self.deal.tax)
            self.truth.put("tax_amount", self.deal.tax * self.sign)
        if not gross_first:
            self._put("gross", self.deal.gross, "tax_inclusive_amount", strong=True)

    def _untaxed_totals(self) -> None:
        self._before()
        form = self.style.weighted("untaxed totals", {"net and gross": 35, "with zero": 40, "one": 25})
        if form == "one":
            self._put("gross", self.deal.gross, "tax_inclusive_amount", strong=True)
            self.truth.put("tax_exclusive_amount", self.deal.net * self.sign)
            return
        self._put("net", self.deal.net, "tax_exclusive_amount")
        if form == "with zero":
            self._line(self.speech.total("tax"), Decimal("0.00"))
            self.truth.put("tax_amount", Decimal("0.00"))
        self._put("gross", self.deal.gross, "tax_inclusive_amount", strong=True)

    def _before(self) -> None:
        deal = self.deal
        extras = deal.discount or deal.freight or deal.eco
        if extras and self.style.chance("subtotal", 0.8):
            self._line(self.speech.total("subtotal"), deal.lines_total)
        if deal.discount:
            label = (
                self.speech.total("discount", pct=self.printer.percent(deal.discount_rate))
                if self.style.chance("discount share", 0.6)
                else self.speech.total("discount")
            )
            self._line(label.format(pct=""), -deal.discount if self.style.chance("discount sign", 0.7) else deal.discount)
        if deal.freight:
            self._line(self.speech.total("freight"), deal.freight)
        if deal.eco:
            self._line(self.speech.total("eco"), deal.eco)

    def _after(self) -> None:
        deal = self.deal
        if deal.prepaid:
            self._line(self.speech.total("prepaid"), -deal.prepaid if self.style.chance("prepaid sign", 0.6) else deal.prepaid)
            self.truth.put("prepaid_amount", deal.prepaid)
        if deal.kind == "invoice" and not deal.prepaid and self.style.chance("previous balance", 0.03):
            # A bill may say what the last one was; it changes nothing.
            self.out.totals.insert(0, Entry(self.speech.total("previous"), self.printer.total(deal.gross / 2), deal.gross / 2))
        rounding = deal.payable - (deal.gross - deal.prepaid)
        if rounding:
            self._line(self.speech.total("rounding"), rounding)
        if deal.prepaid or rounding or (deal.kind in {"invoice", "credit_note"} and self.style.chance("payable line", 0.3)):
            self._put("credit_payable" if deal.kind == "credit_note" else "payable", deal.payable, "payable_amount", strong=True)

    def _tax_table(self) -> None:
        self.truth.put("tax_amount", self.deal.tax * self.sign)
        coded = self.style.chance("tax table code", 0.3)
        with_gross = self.style.chance("tax table gross", 0.3)
        rate_first = self.style.chance("tax table rate first", 0.6)
        head = (
            [self.speech.total("rate"), self.speech.total("base")] if rate_first else [self.speech.total("base"), self.speech.total("rate")]
        )
        head = (
            [self.speech.total("code")] * coded
            + head
            + [self.speech.total("tax_column")]
            + [self.speech.total("gross_column")] * with_gross
        )
        self.out.taxes.append(head)
        for at, (rate, (base, tax)) in enumerate(self.deal.taxes().items(), 1):
            pair = [self.printer.rate(rate), self.printer.total(base * self.sign)]
            row = (
                [str(at)] * coded
                + (pair if rate_first else pair[::-1])
                + [self.printer.total(tax * self.sign)]
                + [self.printer.total((base + tax) * self.sign)] * with_gross
            )
            self.out.taxes.append(row)

    def _put(self, key: str, value: Decimal, name: str, strong: bool = False) -> None:
        self._line(self.speech.total(key), value, strong)
        self.truth.put(name, value * self.sign)

    def _line(self, label: str, value: Decimal, strong: bool = False) -> None:
        self.out.totals.append(Entry(label, self.printer.total(value * self.sign), value * self.sign, strong))


def deal_tax_free(deal: Deal) -> bool:
    """Whether no line carries any tax."""
    return not any(item.rate for item in deal.items)
