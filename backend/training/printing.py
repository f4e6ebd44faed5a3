"""How numbers, money, dates and ids are written: one habit a layout group."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from babel.dates import get_day_names, get_month_names

from backend.training.style import Style
from backend.training.words import countries

_SYMBOL = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF", "PLN": "zł", "SEK": "kr", "DKK": "kr"}
_PLACES = 2


class Printer:
    """Writes the values of one group, always in the same way."""

    def __init__(self, style: Style, country: str, language: str, currency: str) -> None:
        facts = countries()[country]
        sample = style.one("numbers", facts["numbers"])
        self.language = language
        self.currency = currency
        self.point = sample[-3]
        self.group = sample[1] if len(sample) == len("1 234,56") else ""
        self.date_pattern = style.one("dates", facts["dates"])
        self.minus = style.weighted("minus", {"-{}": 60, "{}-": 10, "- {}": 10, "({})": 8, "−{}": 6, "-\u00a0{}": 6})
        self.in_cells = style.weighted("money.cells", {"": 62, "after": 17, "iso after": 4, "before": 11, "iso before": 3, "glued": 3})
        self.in_totals = self.in_cells or style.weighted(
            "money.totals", {"": 35, "after": 34, "iso after": 12, "before": 10, "iso before": 9}
        )
        self.before = {"GBP": "before", "USD": "before"}.get(currency)
        self.price_places = style.weighted("price.places", {2: 80, 3: 9, 4: 8, 5: 3})
        self.quantity_places = style.weighted("quantity.places", {0: 62, 2: 24, 3: 10, 1: 4})
        self.rate_style = style.weighted("rate", {"{} %": 30, "{}%": 35, "{}": 20, "{},00": 8, "{},00 %": 7})
        self.iban_style = style.weighted("iban", {"fours": 62, "plain": 25, "french": 8, "dots": 2, "label glued": 3})
        self.vat_style = style.weighted("vat", {"plain": 50, "spaced": 35, "after country": 15})
        self.printed_currency = bool(self.in_cells or self.in_totals)

    def number(self, value: Decimal, places: int) -> str:
        """VALUE with PLACES decimals and the group's separators."""
        whole, _, rest = f"{abs(value):.{places}f}".partition(".")
        if self.group:
            whole = f"{int(whole):,}".replace(",", self.group)
        text = whole + (self.point + rest if rest else "")
        return self.minus.format(text) if value < 0 else text

    def amount(self, value: Decimal) -> str:
        """An amount in the table of lines."""
        return self._with_currency(self.number(value, _PLACES), self.in_cells)

    def total(self, value: Decimal) -> str:
        """An amount among the totals."""
        return self._with_currency(self.number(value, _PLACES), self.in_totals)

    def price(self, value: Decimal) -> str:
        """A unit price, with as many decimals as it needs."""
        places = max(self.price_places, -int(value.normalize().as_tuple().exponent), _PLACES)
        return self._with_currency(self.number(value, places), self.in_cells)

    def quantity(self, value: Decimal) -> str:
        """A quantity."""
        exponent = -int(value.normalize().as_tuple().exponent)
        return self.number(value, max(self.quantity_places, exponent, 0))

    def rate(self, value: Decimal) -> str:
        """A tax rate, with or without its sign."""
        text = f"{value.normalize():f}"
        if "." in text and ",00" in self.rate_style:
            return text.replace(".", self.point) + "0" + self.rate_style.partition(",00")[2]
        return self.rate_style.replace(",00", self.point + "00").format(text.replace(".", self.point))

    def percent(self, value: Decimal) -> str:
        """A share, always with its sign."""
        return f"{value.normalize():f} %".replace(".", self.point)

    def date(self, day: dt.date) -> str:
        """DAY in the group's pattern."""
        return self.date_as(day, self.date_pattern)

    def date_as(self, day: dt.date, pattern: str) -> str:
        """DAY in PATTERN: strftime's numbers, or words for MONTH, MON, WEEKDAY, D and DTH."""
        if "%" in pattern:
            return f"{day:{pattern}}"
        months = get_month_names("wide", locale=self.language)
        short = get_month_names("abbreviated", locale=self.language)
        suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
        text = (
            pattern.replace("WEEKDAY", "\1")
            .replace("MONTH", "\2")
            .replace("MON", "\3")
            .replace("YYYY", str(day.year))
            .replace("YY", f"{day.year % 100:02d}")
        )
        text = text.replace("DTH", f"{day.day}{suffix}").replace("DD", f"{day.day:02d}")
        text = text.replace("D", str(day.day), 1)
        return (
            text.replace("\1", get_day_names("wide", locale=self.language)[day.weekday()])
            .replace("\2", months[day.month])
            .replace("\3", short[day.month].rstrip("."))
        )

    def iban(self, account: str) -> str:
        """ACCOUNT in the group's spacing."""
        if self.iban_style == "plain":
            return account
        if self.iban_style == "french" and account.startswith("FR"):
            return " ".join((account[:4], account[4:9], account[9:14], account[14:25], account[25:]))
        if self.iban_style == "dots":
            return "-".join(account[at : at + 4] for at in range(0, len(account), 4))
        return " ".join(account[at : at + 4] for at in range(0, len(account), 4))

    def vat(self, number: str) -> str:
        """A VAT id in the group's spacing."""
        if self.vat_style == "plain":
            return number
        if number.startswith("CHE"):
            return f"CHE-{number[3:6]}.{number[6:9]}.{number[9:]}"
        if self.vat_style == "after country" or len(number) < len("FR001234567"):
            return f"{number[:2]} {number[2:]}"
        if number.startswith("FR"):
            return f"{number[:2]} {number[2:4]} {number[4:7]} {number[7:10]} {number[10:]}"
        if number.startswith("BE"):
            return f"BE {number[2:6]}.{number[6:9]}.{number[9:]}"
        return f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"

    def _with_currency(self, text: str, place: str) -> str:
        symbol = _SYMBOL[self.currency]
        if not place:
            return text
        if place == "iso after":
            return f"{text} {self.currency}"
        if place == "iso before":
            return f"{self.currency} {text}"
        if self.before or place == "before":
            return f"{symbol} {text}" if symbol.isalpha() else f"{symbol}{text}"
        return f"{text}{symbol}" if place == "glued" else f"{text}\u00a0{symbol}"
