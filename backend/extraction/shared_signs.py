"""Signs that several currencies have ("$", "kr", "Rs."): which of them is meant, by the countries and the codes that the pages show."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

#: What a sign is taken for where nothing tells, and what else it is.
_FAMILIES: tuple[tuple[str, ...], ...] = (
    ("USD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "SGD", "HKD", "TWD"),
    ("SEK", "NOK", "DKK", "ISK"),
    ("INR", "PKR", "LKR", "NPR", "MUR"),
    ("JPY", "CNY"),
    ("XOF", "XAF"),
    ("MAD", "AED"),
    ("RON", "MDL"),
)
_SHARED = re.compile(r"\$|(?<![a-z])(?:kr|rs)(?![a-z])|¥|cfa|dhs?\b|\b(?:da|ar|fc|e|lei)\b", re.IGNORECASE)
_CODE_BESIDE = re.compile(r"(?<![A-Z])[A-Z]{3} ?[$€£¥]|[ACSRUKT]\$|US ?\$|U\$[SD]")
#: The names of the countries of a currency, folded, and what only papers of theirs call so: ids of traders, taxes, transfers.
#: Hong Kong and Taiwan are none of them: who trades from there bills in American dollars as well.
_NAMES: Mapping[str, str] = {
    "USD": r"u\.?s\.?a|united states|etats-unis|estados unidos|stati uniti|vereinigte staaten",
    "CAD": r"canada|kanada|ontario|quebec|hst|tvq|qst",
    "AUD": r"australi[ae]n?|australien|abn|nsw|queensland",
    "NZD": r"new zealand|nouvelle-zelande",
    "MXN": r"mexico|mexique|mexiko|messico|cfdi|r\.?f\.?c\.?",
    "ARS": r"argentin[ae]|argentinien|cuit|afip",
    "CLP": r"chile|chili",
    "COP": r"colombi[ae]|kolumbien|dian|bogota|medellin",
    "UYU": r"uruguay",
    "DOP": r"republica dominicana|dominican republic|itbis|rnc|ncf",
    "SGD": r"singap(?:ore|our|ur)",
    "SEK": r"sverige|sweden|suede|schweden|bankgiro|plusgiro|organisationsnummer|f-skatt|f-skattsedel|stockholm",
    "NOK": r"norge|noreg|norway|norvege|norwegen|mva|foretaksregisteret|kid-nummer",
    "DKK": r"danmark|denmark|danemark|danimarca|cvr|cvr-nr|kobenhavn",
    "ISK": r"island|iceland|islande|kennitala|vsk",
    "INR": r"india|inde|indien|gstin|cgst|sgst|igst",
    "PKR": r"pakistan|karachi|lahore|islamabad|ntn|strn",
    "LKR": r"sri ?lanka|colombo",
    "NPR": r"nepal|kathmandu",
    "MUR": r"mauriti?us|ile maurice|maurice",
    "JPY": r"japan|japon|giappone|tokyo|osaka",
    "CNY": r"(?:p\.?r\.? ?)?china|chine|cina|rmb|shenzhen|shanghai|guangdong|zhejiang",
    "XOF": r"senegal|cote d.?ivoire|ivory coast|abidjan|dakar|mali|bamako|burkina(?: faso)?|benin|cotonou|togo|lome|niger|niamey|bissau",
    "XAF": r"cameroun|cameroon|kamerun|douala|yaounde|gabon|libreville|congo|brazzaville|tchad|chad|centrafri\w+|guinee equatoriale",
    "MAD": r"maroc|morocco|marruecos|marokko|casablanca|rabat|tanger|marrakech|agadir",
    "AED": r"u\.?a\.?e|united arab emirates|emirats arabes unis|emirates|dubai|abu dhabi|sharjah|trn",
    "RON": r"romania|roumanie|rumanien|bucuresti|cui|anaf",
    "MDL": r"moldova|moldavie|moldau|chisinau",
}
#: How one telephones there (ITU-T E.164; no code begins another).
_DIALLED: Mapping[str, str] = {
    "AUD": "61", "NZD": "64", "MXN": "52", "ARS": "54", "CLP": "56", "COP": "57", "UYU": "598", "SGD": "65",
    "SEK": "46", "NOK": "47", "DKK": "45", "ISK": "354", "INR": "91", "PKR": "92", "LKR": "94", "NPR": "977", "MUR": "230", "JPY": "81",
    "CNY": "86", "XOF": "22[135-9]", "XAF": "23[5-7]|24[0-2]", "MAD": "212", "AED": "971",
    "RON": "40", "MDL": "373",
}  # fmt: skip
_SHOWN: Mapping[str, re.Pattern[str]] = {
    code: re.compile(
        rf"(?<![\w.])(?:{names})(?![\w])" + (rf"|\+ ?\(?(?:{_DIALLED[code]})\)?(?:[ .()/-]{{0,2}}\d){{6}}" if code in _DIALLED else "")
    )
    for code, names in _NAMES.items()
}
#: The language of a paper tells the crown where nothing else does.
_OF_LANGUAGES = {"sv": "SEK", "no": "NOK", "nb": "NOK", "nn": "NOK", "da": "DKK", "is": "ISK"}


def is_shared(sign: str) -> bool:
    """Whether several currencies have the sign of an amount, which tells none by a code beside it."""
    return bool(_SHARED.search(sign)) and not _CODE_BESIDE.search(sign)


def meant(code: str, folded: str, language: str, by_ids: str, named: Collection[str]) -> tuple[str, bool]:
    """The currency that a shared sign, taken for `code`, means, and whether the pages show it; by their folded text and its language.

    `by_ids` is the currency of the one country whose ids are printed, `named` are those whose codes are.
    """
    family = next((family for family in _FAMILIES if code in family), (code,))
    told = {one for one in family if one in named}
    shown = {one for one in family if one == by_ids or (one in _SHOWN and _SHOWN[one].search(folded))}
    likely = told & shown or shown or told
    if len(likely) != 1:
        of_language = _OF_LANGUAGES.get(language, "")
        return of_language if not likely and of_language in family else family[0], False
    (one,) = likely
    # What looks like a code may be a word of the trade ("CAD", "CLP"), and who is in a country need not be paid in its money.
    agrees = told | shown == likely and (one == family[0] or one in shown)
    return one, agrees and (one in told or one == by_ids)
