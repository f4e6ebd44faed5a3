"""Units of measure by their UN/ECE Recommendation 20 codes: which mean the same, and which can be converted into each other."""

from __future__ import annotations

#: Codes for one thing that senders use interchangeably: a piece, and packages with and without the "X" of Recommendation 21.
_SAME = {
    "H87": "C62", "EA": "C62", "PCE": "C62", "NAR": "C62", "NMP": "C62", "ZZ": "C62",
    "XCT": "CT", "XBX": "BX", "XPK": "PK", "XBG": "BG", "XRO": "RO", "XBO": "BO", "XPX": "XPP", "PF": "XPP", "TON": "TNE", "LTN": "TNE",
}  # fmt: skip
_DIMENSIONS = {
    "mass": {"KGM", "GRM", "TNE"},
    "length": {"MTR", "CMT", "MMT", "KMT"},
    "area": {"MTK"},
    "volume": {"MTQ", "LTR"},
    "time": {"HUR", "DAY", "MON", "ANN", "MIN", "SEC"},
    "energy": {"KWH"},
}
_DIMENSION = {code: name for name, codes in _DIMENSIONS.items() for code in codes}


def standard(code: str) -> str:
    """The one code that stands for all that mean the same."""
    return _SAME.get(code, code)


def differ(one: str, other: str) -> bool:
    """Whether two units are known to be different; a missing unit differs from nothing."""
    return bool(one and other) and standard(one) != standard(other)


def are_of_one_kind(one: str, other: str) -> bool:
    """Whether a quantity in one unit may stand for one in the other: both weights, both lengths, or both counted or packed."""
    return not (one and other) or _DIMENSION.get(standard(one), "count") == _DIMENSION.get(standard(other), "count")
