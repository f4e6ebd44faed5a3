"""What administrators write into settings: lists with commas, and ids as Microsoft writes them."""

from __future__ import annotations

from uuid import UUID


def parts(text: str) -> tuple[str, ...]:
    """The parts of a list with commas, without those that are empty."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def is_guid(text: str) -> bool:
    """Whether the text is a GUID as Entra writes it: lower case, with hyphens."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
