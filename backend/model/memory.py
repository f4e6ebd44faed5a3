"""Lessons: what confirmed corrections taught about a party's documents, and which correction each comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backend.model.document import Box


class Side(StrEnum):
    """On which side of us a party stands; also the path of its match in a case."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Taught:
    """A supplier or customer of the ERP that something was learned about."""

    side: Side
    id: str
    name: str


@dataclass(frozen=True)
class Source:
    """The confirmed correction that a lesson comes from, and the lesson's id."""

    lesson: str
    mail_id: str
    case_id: str
    #: What people call the document: its number, or else the subject of its mail.
    document: str
    #: Who confirmed it.
    by: str
    at: datetime


@dataclass(frozen=True)
class Landmark:
    """A printed word that stays where it is in every document of a layout; `x` in hundredths of the page, or characters of a grid."""

    text: str
    x: float


@dataclass(frozen=True)
class Spot:
    """Where a value stands: from an anchor, fixed words beside or over it, or on the page itself when there is none.

    Distances are in hundredths of the page, or in characters and lines on the grid of a body or sheet.
    """

    #: The words of the anchor as printed, "" for none.
    anchor: str
    #: From the left top of the anchor to the left top of the value, and to its right edge.
    dx: float
    dy: float
    right: float
    page: int
    box: Box
    #: The value as it was printed, letters as A, digits as 9: "AA-9999/99".
    shape: str
    #: The countries whose check digits it has, for a VAT id that is printed without its country (ISO 3166, Greece as EL).
    countries: tuple[str, ...] = ()
    #: How many printed lines it runs over.
    rows: int = 1
    #: The sign that ended it on its line, "" for the line's end or a gap.
    ends_at: str = ""


@dataclass(frozen=True)
class Placement:
    """What a person showed about one field in one layout: where its value stands, what it always is, or where it does not stand."""

    #: The name of a header field, or of a column as `lines.quantity`.
    field: str
    document_type: str
    layout: tuple[Landmark, ...]
    #: Several views of one place, by its anchors; () when the value is not printed.
    spots: tuple[Spot, ...] = ()
    #: What it is when it is not printed, "" for no such thing.
    constant: str = ""
    #: Where the value was read that the person did not want.
    wrong: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class ItemReference:
    """What a party calls one of the ERP's items: by its reference, or by its description when it gives none."""

    reference: str
    description: str
    #: Whichever of both counts, as printed.
    printed: str
    item_id: str
    item: str


@dataclass(frozen=True)
class Alias:
    """How a party names itself on paper, or where it writes from when its documents name nobody."""

    vat_id: str = ""
    legal_id: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Lesson:
    """One thing that was learned: exactly one of `placement`, `item` and `alias` is there."""

    party: Taught
    source: Source
    #: What the taught document says of who sent it; a document is the party's when it says one of these, too.
    marks: tuple[str, ...] = ()
    placement: Placement | None = None
    item: ItemReference | None = None
    alias: Alias | None = None
    #: How often people confirmed what it led to since.
    confirmations: int = 0

    @property
    def id(self) -> str:
        """Its own id; a lesson about the same thing has the same."""
        return self.source.lesson

    @property
    def about(self) -> str:
        """What it is about: the path of a field, or `item` or `alias`."""
        return self.placement.field if self.placement else "item" if self.item else "alias"


@dataclass(frozen=True)
class KnownLesson:
    """A lesson as kept, with what came of it."""

    lesson: Lesson
    #: How many documents it was used on.
    uses: int = 0


@dataclass(frozen=True)
class Teaching:
    """What one confirmed case teaches: lessons new or anew, lessons that proved right, and those that proved wrong."""

    learned: tuple[Lesson, ...] = ()
    confirmed: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it teaches anything."""
        return bool(self.learned or self.confirmed or self.forgotten)


#: Nothing learned yet.
NO_LESSONS: Sequence[Lesson] = ()
