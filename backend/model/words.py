"""The words in which people read fields, units, amounts and quantities, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from backend.model.sentence import Sentence, written
from backend.model.unit import standard

_WORDS = {
    "invoice_number": ("numéro de facture", "invoice number"),
    "order_number": ("numéro de commande", "order number"),
    "issue_date": ("date d’émission", "issue date"),
    "due_date": ("date d’échéance", "due date"),
    "requested_delivery_date": ("date de livraison demandée", "requested delivery date"),
    "currency": ("devise", "currency"),
    "allowance_total_amount": ("remises sur le document", "allowances on the document"),
    "charge_total_amount": ("frais sur le document", "charges on the document"),
    "tax_exclusive_amount": ("total HT", "total without VAT"),
    "tax_inclusive_amount": ("total TTC", "total with VAT"),
    "tax_amount": ("montant de la TVA", "VAT amount"),
    "prepaid_amount": ("acompte versé", "amount already paid"),
    "rounding_amount": ("arrondi", "rounding amount"),
    "payable_amount": ("net à payer", "amount due for payment"),
    "order_reference": ("référence de notre commande", "reference of our purchase order"),
    "preceding_invoice_reference": ("référence de la facture d’origine", "reference of the preceding invoice"),
    "quotation_reference": ("référence du devis", "quotation reference"),
    "seller_name": ("nom du vendeur", "seller’s name"),
    "seller_vat_id": ("numéro de TVA du vendeur", "seller’s VAT id"),
    "seller_legal_id": ("numéro d’immatriculation du vendeur", "seller’s registration number"),
    "buyer_name": ("nom de l’acheteur", "buyer’s name"),
    "buyer_vat_id": ("numéro de TVA de l’acheteur", "buyer’s VAT id"),
    "buyer_legal_id": ("numéro d’immatriculation de l’acheteur", "buyer’s registration number"),
    "payment_iban": ("IBAN", "IBAN"),
    "payment_bic": ("BIC", "BIC"),
    "payment_terms": ("conditions de paiement", "payment terms"),
    "delivery_address": ("adresse de livraison", "delivery address"),
    "line_number": ("numéro de ligne", "line number"),
    "buyer_item_id": ("référence de l’acheteur", "buyer’s item number"),
    "seller_item_id": ("référence du vendeur", "seller’s item number"),
    "gtin": ("GTIN", "GTIN"),
    "description": ("désignation", "description"),
    "quantity": ("quantité", "quantity"),
    "previous_quantity": ("quantité d’avant", "quantity before"),
    "unit_code": ("unité", "unit"),
    "net_price": ("prix unitaire HT", "net price"),
    "line_amount": ("montant HT de la ligne", "line amount"),
    "tax_rate": ("taux de TVA", "VAT rate"),
    "taxable_amount": ("base HT", "taxable amount"),
    "tax_category": ("catégorie de TVA", "VAT category"),
}
#: What people call each field of a trade document.
FIELD_WORDS: Mapping[str, Sentence] = {name: Sentence(fr, en) for name, (fr, en) in _WORDS.items()}

#: NO-BREAK SPACE, which French puts before a currency sign.
_NO_BREAK = "\N{NO-BREAK SPACE}"
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_UNITS = {
    "KGM": ("kg", "kg"), "GRM": ("g", "g"), "TNE": ("t", "t"), "MTR": ("m", "m"), "CMT": ("cm", "cm"), "MMT": ("mm", "mm"),
    "KMT": ("km", "km"), "MTK": ("m²", "m²"), "MTQ": ("m³", "m³"), "LTR": ("l", "l"),
    "HUR": ("h", "h"), "DAY": ("jour(s)", "day(s)"), "KWH": ("kWh", "kWh"),
    "CT": ("carton(s)", "carton(s)"), "BX": ("boîte(s)", "box(es)"), "PK": ("paquet(s)", "pack(s)"), "BG": ("sac(s)", "bag(s)"),
    "RO": ("rouleau(x)", "roll(s)"), "XPP": ("palette(s)", "pallet(s)"), "PR": ("paire(s)", "pair(s)"), "DZN": ("douzaine(s)", "dozen"),
    "SET": ("jeu(x)", "set(s)"), "BO": ("bouteille(s)", "bottle(s)"), "CA": ("bidon(s)", "can(s)"), "C62": ("unité(s)", "unit(s)"),
}  # fmt: skip


def plain(number: Decimal) -> Decimal:
    """The number without the zeros that say nothing: 10.000 is 10, 1E+2 is 100."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def money(amount: Decimal, currency: str = "EUR") -> Sentence:
    """An amount with its currency and at least two decimals: `1 234,50 €`, `1,234.50 €`; `90,00 CHF`."""
    shortest = plain(amount)
    cents = amount.quantize(Decimal("0.01")) if shortest == shortest.quantize(Decimal("0.01")) else shortest
    sign = _SYMBOLS.get(currency, currency)
    return Sentence(f"{written(cents, 'fr')}{_NO_BREAK}{sign}".strip(), f"{written(cents, 'en')} {sign}".strip())


def unit(code: str) -> Sentence:
    """What people call a unit of measure, the code itself when it is a rare one, empty when there is none."""
    return Sentence(*_UNITS.get(standard(code), (code, code)))


def is_piece_named(code: str, description: str) -> bool:
    """Whether a description calls its piece by this unit: a piece of "Détergent, bidon de 5 L" is a can."""
    named = unit(code)
    words = {word.split("(")[0].lower() for word in (named.fr, named.en) if word}
    return any(word.strip(",;.()").lower().removesuffix("s").removesuffix("x") in words for word in description.split())


def quantity(number: Decimal, code: str = "") -> Sentence:
    """A quantity with its unit; a piece needs no word: `12`, `1,5 kg`."""
    word = unit("" if standard(code) == "C62" else code)
    return Sentence(f"{written(plain(number), 'fr')} {word.fr}".strip(), f"{written(plain(number), 'en')} {word.en}".strip())
