"""Units of measure as printed, in six languages, and their codes in UN/ECE Recommendation 20."""

from __future__ import annotations

from backend.extraction.layout import fold

#: Code -> what is printed for it (folded). https://unece.org/trade/cefact/UNLOCODE-Download ("Rec 20").
_PRINTED = {
    "H87": "piece pieces pce pces pcs pc pieza piezas pezzo pezzi stuk stuks stuck stucke stk stck st pz pzas "
    "ks szt kpl db buc kos kom peca pecas",
    "C62": "unite unites unit units u un ea each unidad unidades ud uds unita einheit einheiten eenheid eenheden",
    "KGM": "kg kgs kilo kilos kilogramme kilogrammes kilogramm kilogram kilograms kilogrammi",
    "GRM": "g gr gramme grammes gramm gram grams grammi",
    "TNE": "t to tonne tonnes tonnen ton tons tonnellate toneladas",
    "MTR": "m metre metres meter meters metro metros metri lfm",
    "MTK": "m2 m² qm sqm",
    "MTQ": "m3 m³ cbm",
    "CMT": "cm centimetre centimetres",
    "MMT": "mm",
    "LTR": "l lt ltr litre litres liter liters litro litros litri",
    "CT": "carton cartons ctn ctns karton kartons cartone cartoni doos dozen cartones",
    "BX": "boite boites box boxes caja cajas scatola scatole schachtel schachteln",
    "XPX": "palette palettes pallet pallets pal europalette paletten bancale bancali palets",
    "PK": "paquet paquets pack packs pk pqt packung packungen paquete paquetes pacco pacchi confezione confezioni conf pak lot lots pkg ve",
    "BG": "sac sacs bag bags sack sacke saco sacos sacco sacchi zak zakken worek",
    "RO": "rouleau rouleaux rlx roll rolls rolle rollen rollo rollos rotolo rotoli rol",
    "SET": "set sets jeu jeux kit kits satz satze juego juegos",
    "PR": "paire paires pair pairs paar par pares paio paia",
    "DZN": "douzaine douzaines dz dozen dutzend docena",
    "BO": "bouteille bouteilles bottle bottles flasche flaschen botella botellas bottiglia bottiglie fles flessen",
    "CA": "bidon bidons tanica taniche garrafa garrafas jerrican jerricans can cans kanister dose dosen",
    "HUR": "h hr hrs heure heures hour hours std stunde stunden hora horas ora ore uur uren",
    "DAY": "j jour jours day days tag tage dia dias giorno giorni dag dagen",
    "MON": "mois month months monat monate mes meses mese mesi maand maanden",
    "ANN": "an ans annee annees year years jahr jahre ano anos anno anni jaar",
    "KWH": "kwh",
    "LS": "forfait forfaits pauschal pauschale psch lump",
    "P1": "%",
    "KMT": "km kilometre kilometres kilometer",
}
_BY_PRINT = {word: code for code, words in _PRINTED.items() for word in words.split()}
#: "dozen" is English for DZN and Dutch for boxes.
_BY_LANGUAGE = {("nl", "dozen"): "CT", ("en", "dozen"): "DZN", ("fr", "par"): "", ("fr", "un"): "", ("de", "st"): "H87"}
_CODES = frozenset(_PRINTED) | {"XBX", "XCT", "XPK", "XBG", "XRO", "NAR", "PCE", "E48", "XPP", "XBO", "MIN", "SEC", "TON"}


def unit_code(printed: str, language: str = "") -> str:
    """The Rec 20 code of a printed unit, "" when it is none that is known. "pce", "Stk.", "pièce(s)" give H87; "u", "ea" give C62."""
    word = fold(printed.strip()).replace("(s)", "s").replace("(en)", "").strip(" .:()/")
    if (language, word) in _BY_LANGUAGE:
        return _BY_LANGUAGE[language, word]
    if word in _BY_PRINT:
        return _BY_PRINT[word]
    return printed.strip() if printed.strip() in _CODES else ""
