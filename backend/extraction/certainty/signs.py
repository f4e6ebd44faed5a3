"""What speaks for and against a value that the rules chose, as numbers; one row of them for each value."""

from __future__ import annotations

from collections.abc import Iterator

from backend.extraction.certainty.amount_signs import amount_signs
from backend.extraction.certainty.date_signs import date_signs
from backend.extraction.certainty.learned_signs import learned_signs
from backend.extraction.certainty.party_signs import party_signs
from backend.extraction.certainty.place_signs import label_signs, place_signs
from backend.extraction.certainty.setting import Setting
from backend.extraction.certainty.shape_signs import shape_signs
from backend.extraction.layout import Span
from backend.model.field import Field

#: The fields whose confidence is learned, in the order in which a sign tells them apart.
FIELDS = (
    "invoice_number", "order_number", "order_reference", "preceding_invoice_reference", "quotation_reference", "issue_date", "due_date",
    "requested_delivery_date", "currency", "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "payable_amount",
    "prepaid_amount", "seller_name", "buyer_name", "seller_vat_id", "buyer_vat_id", "seller_legal_id", "buyer_legal_id", "payment_iban",
    "payment_bic",
)  # fmt: skip
_METHODS = ("label", "position", "arithmetic", "checksum", "signature", "table")


#: A sign that does not apply to a value.
NONE = -1.0
#: The signs in the order the model numbers them.
NAMES = (
    "rules", "against", "field", *(f"by_{method}" for method in _METHODS),
    # its shape and where else it stands
    "length", "digits", "letters", "capitals", "words", "repeated", "in_message", "shared", "inside", "before", "after",
    "holds_label", "holds_column",
    # its place
    "page", "top", "left", "right", "size", "certainty", "column", "alone",
    # labels
    "own_labels", "label_left", "label_gap", "label_above", "label_drop", "label_weak", "rivals", "announced", "nearest_is_own",
    "nearest_gap", "label_words", "ours", "yours", "of_buyer", "of_seller",
    # arithmetic
    "adds_up", "is_line_sum", "is_breakdown", "is_at_rate", "is_payable", "is_largest", "tax_share", "repeats_amount", "of_money",
    "parts_known", "has_cents", "readings", "is_negative", "lines_multiplied",
    # dates
    "days", "day_order", "since_issue", "since_received", "is_ambiguous", "until_due",
    # codes, identifiers and names
    "codes", "code_order", "kinds", "kind_order", "is_valid", "same_country", "in_other_id", "has_form", "is_spelled", "is_sender",
    "names_alike", "is_person", "is_town", "is_address", "looks_named", "postal_below", "address_next", "rows_above", "id_below",
    "contact_below", "upper", "formed_rivals", "on_web",
    # what the network holds
    "learned", "learned_other", "learned_none", "learned_elsewhere",
    # the document
    "fields", "others_mean", "others_least", "lines", "rows", "pages", "legibility", "is_recognised", "is_body", "is_sheet",
    "is_invoice", "is_credit_note", "is_known_language", "labels", "invoice_labels", "order_labels", "title", "other_title",
)  # fmt: skip
#: The signs of which more never speaks against a value, and those of which more never speaks for it, whatever the examples suggest.
RISING = frozenset({
    "rules", "adds_up", "is_line_sum", "is_breakdown", "is_at_rate", "is_valid", "certainty", "legibility", "announced", "title",
    "is_spelled", "on_web", "is_sender", "has_form", "nearest_is_own", "is_payable", "lines_multiplied", "parts_known", "in_message",
    "learned",
})  # fmt: skip
FALLING = frozenset({
    "against", "rivals", "is_ambiguous", "is_recognised", "readings", "holds_label", "holds_column", "other_title", "inside", "before",
    "after", "label_weak", "names_alike", "is_negative", "learned_other", "learned_none", "learned_elsewhere",
    "is_address",
})  # fmt: skip


def is_learned(field: Field) -> bool:
    """Whether the model knows such a value: one that is printed, not one computed from the terms of payment."""
    return field.name in FIELDS and bool(field.value) and field.method != "terms"


def signs(field: Field, setting: Setting, place: Span | None = None) -> dict[str, float]:
    """The signs of one value by name, always the same names in the same order; -1 where one does not apply.

    Its place is looked for where it is not given.
    """
    every = dict.fromkeys(NAMES, NONE)
    every.update(_signs(field, setting, place or setting.place(field)))
    return every


def _signs(field: Field, setting: Setting, place: Span | None) -> Iterator[tuple[str, float]]:
    chosen = setting.field(field.name)
    yield "rules", field.confidence
    # What the rules chose instead of a rival.
    yield "against", chosen.confidence if chosen.value != field.value else 0.0
    yield "field", float(FIELDS.index(field.name))
    yield from ((f"by_{method}", float(field.method == method)) for method in _METHODS)
    yield from shape_signs(field, place, setting)
    yield from place_signs(field, place, setting)
    yield from label_signs(field, place, setting)
    yield from amount_signs(field, place, setting)
    yield from date_signs(field, setting)
    yield from party_signs(field, place, setting)
    yield from learned_signs(field, setting)
    yield from _document(field, setting)


def _document(field: Field, setting: Setting) -> Iterator[tuple[str, float]]:
    """What the document is like, and how sure the rules are of the rest."""
    others = [other.confidence for name, other in setting.document.fields.items() if name != field.name]
    yield "others_mean", sum(others) / len(others) if others else NONE
    yield "others_least", min(others, default=NONE)
    yield from setting.description
