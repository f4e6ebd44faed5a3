"""SAP's units of measure as those of UN/ECE Recommendation 20."""

from __future__ import annotations

#: As S/4HANA is delivered with them, in English, French and German; others keep their name.
_UNITS = {
    "PC": "C62", "EA": "C62", "ST": "C62", "UN": "C62", "P": "C62", "KG": "KGM", "G": "GRM", "T": "TNE", "TO": "TNE", "L": "LTR",
    "ML": "MLT", "M": "MTR", "CM": "CMT", "MM": "MMT", "M2": "MTK", "M3": "MTQ", "H": "HUR", "HUR": "HUR", "HR": "HUR",
    "DAY": "DAY", "TAG": "DAY",
    "BOX": "BX", "KAR": "CT", "CAR": "CT", "PAL": "PF", "PAA": "PR", "PR": "PR", "SET": "SET", "ROL": "RO",
}  # fmt: skip


def unit_code(unit: str | None) -> str:
    """The code of a unit, "C62" (one) for none."""
    return _UNITS.get(unit or "PC", unit or "")
