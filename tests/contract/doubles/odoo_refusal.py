"""An exception on Odoo's side, as its answers name it."""

from __future__ import annotations


class Refusal(Exception):
    """An exception on Odoo's side."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name, self.message = name, message

    @property
    def full_name(self) -> str:
        """As Odoo serialises it."""
        return f"builtins.{self.name}" if self.name in {"ValueError", "IndexError", "TypeError"} else f"odoo.exceptions.{self.name}"
