"""What a printed page says it is: its title, found among its lines in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from backend.extraction.layout import Row, Span, fold
from backend.model.trade import DocumentType


class Kind(StrEnum):
    """What a page can be: a trade document, or one that only accompanies it."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    ORDER = "order"
    ORDER_CHANGE = "order_change"
    ORDER_CONFIRMATION = "order_confirmation"
    PRO_FORMA = "pro_forma"
    DELIVERY_NOTE = "delivery_note"
    QUOTATION = "quotation"
    REMINDER = "reminder"
    STATEMENT = "statement"
    REMITTANCE = "remittance"
    TERMS = "terms"
    BANK_DETAILS = "bank_details"
    TECHNICAL = "technical"

    @property
    def document_type(self) -> DocumentType | None:
        """The trade document it is, None when it only accompanies one; a pro forma invoice is read as an invoice."""
        if self is Kind.PRO_FORMA:
            return DocumentType.INVOICE
        return DocumentType(self.value) if self.value in set(DocumentType) else None


@dataclass(frozen=True)
class Title:
    """A kind of page and how plainly the page says so, from about 0 (a word in passing) to 3 (a headline)."""

    kind: Kind
    score: float


#: A score from which a title is plain.
PLAIN = 0.8
#: Titles by kind, folded, the longer ones first where one holds another.
_TITLES: Mapping[Kind, str] = {
    Kind.CREDIT_NOTE: """facture d'avoir|note de credit|avoir|credit note|credit memo|credit invoice|rechnungskorrektur|korrekturrechnung
        |stornorechnung
        |gutschrift|factura rectificativa|nota de credito|nota de abono|abono|nota di credito|nota credito|creditfactuur|creditnota
        |kreditnota|kreditfaktura""",
    Kind.PRO_FORMA: """facture pro[ -]?forma|proforma invoice|pro[ -]forma invoice|pro[ -]?forma[ -]?rechnung|factura pro[ -]?forma
        |fattura pro[ -]?forma
        |pro[ -]?forma[ -]?factuur|pro[ -]?forma""",
    Kind.INVOICE: """facture originale|facture d'acompte|facture de solde|facture|tax invoice|commercial invoice|sales invoice|invoice
        |handelsrechnung
        |rechnungs(?:nummer|nr|datum|betrag)|factuur(?:nummer|datum)
        |abschlagsrechnung|schlussrechnung|teilrechnung|anzahlungsrechnung|sammelrechnung|rechnung|factura simplificada|factura
        |fattura accompagnatoria
        |fattura|verkoopfactuur|factuur|faktura|fatura|tax receipt|payment receipt|bill of sale""",
    Kind.ORDER_CONFIRMATION: """confirmation de (?:la |votre )?commande|accuse de reception de (?:la |votre )?commande|order confirmation
        |order acknowledge?ment
        |order response|sales order confirmation|acknowledge?ment of order|auftragsbestatigung|bestellbestatigung|bestellungsbestatigung
        |confirmacion de(?:l)? pedido|conferma (?:d'|dell')?ordine|conferma di ordine|orderbevestiging|ordrebekreftelse|ordrebekraeftelse
        |orderbekraftelse""",
    Kind.ORDER_CHANGE: """modification de (?:la |bon de )?commande|avenant a la commande|commande modifiee|bon de commande modificatif
        |commande rectificative
        |purchase order change|change order|order change|amended purchase order|revised purchase order|purchase order amendment
        |purchase order revision
        |bestellanderung|anderung der bestellung|geanderte bestellung|modificacion de(?:l)? pedido|modifica (?:d')?ordine|orderwijziging
        |gewijzigde bestelling""",
    Kind.ORDER: """bon de commande|commande d'achat|commande fournisseur|commande client|commande|purchase order|order form|sales order
        |work order|order
        |bestellung|bestellschein|einkaufsbestellung|kundenauftrag|auftrag|orden de compra|pedido de compra|hoja de pedido|pedido
        |ordine (?:di|d') ?acquisto
        |ordine fornitore|ordine|inkooporder|bestelbon|bestelformulier|bestelling|innkjopsordre|bestillingsordre|inkopsorder
        |zamowienie""",
    Kind.DELIVERY_NOTE: """bon de livraison|bordereau de livraison|bon d'expedition|liste de colisage|delivery note|delivery slip
        |packing list|packing slip
        |dispatch note|waybill|lieferschein|packliste|albaran de entrega|albaran|documento di trasporto|bolla di consegna|leveringsbon
        |pakbon|vrachtbrief|cmr""",
    Kind.QUOTATION: """devis|offre de prix|proposition commerciale|quotation|quote|estimate|price offer|angebot|kostenvoranschlag
        |presupuesto|cotizacion
        |preventivo|offerta|offerte|prijsopgave|tilbud""",
    Kind.REMINDER: """(?:lettre de |derniere )?relance|rappel de facture|rappel|mise en demeure|payment reminder|reminder|overdue notice
        |final notice|zahlungserinnerung
        |mahnung|recordatorio de pago|sollecito di pagamento|sollecito|betalingsherinnering|aanmaning""",
    Kind.STATEMENT: """releve de compte|releve de factures|statement of account|account statement|statement|kontoauszug|offene posten
        |extracto de cuenta
        |estratto conto|rekeningoverzicht""",
    Kind.REMITTANCE: """avis de paiement|avis de virement|remittance advice|payment advice|zahlungsavis|avisierung|aviso de pago
        |avviso di pagamento|betaaladvies
        |betalingsspecificatie""",
    Kind.TERMS: """conditions generales(?: de vente| d'achat| d'utilisation)?|cgv|cga|general terms(?: and conditions)?
        |terms and conditions|terms of (?:sale|delivery|use)
        |standard terms|allgemeine (?:geschafts|verkaufs|einkaufs|liefer)\\S*|agb|condiciones generales(?: de venta)?
        |condizioni generali(?: di vendita)?
        |algemene (?:verkoop|inkoop|leverings)?voorwaarden""",
    Kind.BANK_DETAILS: "releve d'identite bancaire|rib|bank details|bankverbindung|datos bancarios|coordinate bancarie|bankgegevens",
    Kind.TECHNICAL: """fiche technique|fiche de donnees de securite|plan d'ensemble|data ?sheet|safety data sheet
        |certificate of (?:conformity|analysis|origin)
        |certificat de conformite|datenblatt|sicherheitsdatenblatt|zeichnung|price list|liste de prix|catalogue|preisliste|ficha tecnica
        |scheda tecnica""",
}  # fmt: skip
#: A label beside a value names its document less plainly than a title, and these documents refer to others often.
_AS_LABEL: Mapping[Kind, float] = {
    Kind.INVOICE: 0.5, Kind.CREDIT_NOTE: 0.5, Kind.ORDER_CONFIRMATION: 0.4, Kind.ORDER_CHANGE: 0.4, Kind.ORDER: 0.25,
    Kind.BANK_DETAILS: 0.0,
}  # fmt: skip
#: German and Dutch write label and document as one word.
_COMPOUNDS = ("nummer", "nr", "datum", "betrag")
#: Of two titles equally plain the earlier one here is the page's: an invoice names the order that it answers.
_PRECEDENCE = tuple(_TITLES)


def _pattern(phrases: str) -> re.Pattern[str]:
    alternatives = "".join(line.strip() for line in phrases.splitlines())
    return re.compile(rf"(?<![\w'-])(?:{alternatives})(?![\w-])(?!'\w)")


_PATTERNS = {kind: _pattern(phrases) for kind, phrases in _TITLES.items()}
_WHOSE = "votre|vos|your|ihre?n?|uw|su|vostr[aoe]|notre|nos|our|unsere?|nuestr[ao]|nostr[ao]|onze?"
_LABEL = "n°|nr|no|num|numero|number|ref|reference|date|datum|fecha|data|total|montant"
#: What may stand before a title in its line: a copy mark, or what makes it the label of a value.
_BEFORE = re.compile(
    r"[\W_]*(?:(?:duplicata|duplicate|copie|copy|original|kopie|copia)[\s:]+)?"
    rf"(?P<label>(?:{_WHOSE})[\s:]+|(?:{_LABEL})\W*(?:d'|de |du |di |of )?(?:la |l')?)?"
)
#: What follows a title: a number, a date, the words that announce them.
_AFTER = re.compile(
    r"[\s:#.,/()-]*(?:(?:n°|nr|no|num|numero|number|nummer|n|id|ref|vom|du|of|del|van|the|le|date|datum|seite|page)\b[\s.:°#]*)?(?:\S*\d\S*.*)?$"
)
_LABEL_ENDS = re.compile(r"\s*(?:n°|nr|no|num|numero|number|nummer|id|date|datum|ref)?[.\s]*[:#]")
_SPACED = re.compile(r"\b[a-z]+(?: [a-z]\b){2,}")
_MAX_ROWS = 80


def titles(rows: Sequence[Row]) -> tuple[Title, ...]:
    """What the lines of one page say it is, the plainest first; () when they name no document."""
    heights = [row.box.height for row in rows if row.words]
    usual = median(heights) if heights else 1.0
    best: dict[Kind, float] = {}
    for row in rows[:_MAX_ROWS]:
        for kind, score in _in_row(row, usual):
            best[kind] = max(best.get(kind, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: (-round(item[1], 1), _PRECEDENCE.index(item[0])))
    return tuple(Title(kind, score) for kind, score in ranked)


def kind_of_name(name: str) -> Kind | None:
    """What a file name or a subject says the document is."""
    folded = " ".join(re.split(r"[\W_]+", fold(name)))
    found = ((match.start(), _PRECEDENCE.index(kind), kind) for kind, pattern in _PATTERNS.items() for match in pattern.finditer(folded))
    return min(found, default=(0, 0, None))[2]


def _in_row(row: Row, usual: float) -> Iterator[tuple[Kind, float]]:
    """The kinds that one line names, each with how plainly it does."""
    for segment in row.segments:
        text = _unspaced(segment)
        found = [(kind, match) for kind, pattern in _PATTERNS.items() if (match := pattern.search(text))]
        for kind, match in found:
            if not any(_holds(other, match) for _, other in found):
                yield kind, _plainness(text, match, kind) * _prominence(segment, usual)


def _unspaced(segment: Span) -> str:
    """The folded text, with a headline in spaced capitals ("F A C T U R E") put together."""
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), segment.folded) if segment.text.isupper() else segment.folded


def _holds(longer: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a match is a part of a longer one: the order in an order confirmation."""
    return longer.start() <= match.start() and match.end() <= longer.end() and longer.span() != match.span()


def _plainness(text: str, match: re.Match[str], kind: Kind) -> float:
    """From 1 for a line that is nothing but the title and its number, down to 0.1 for a word in a sentence."""
    before, after = text[: match.start()], text[match.end() :]
    lead = _BEFORE.fullmatch(before)
    if not lead:
        return 0.1
    if lead["label"] or (_LABEL_ENDS.match(after) and kind is not Kind.TERMS):
        return _AS_LABEL.get(kind, 0.1)
    if match.group().endswith(_COMPOUNDS):
        return _AS_LABEL.get(kind, 0.1)
    return 1.0 if _AFTER.fullmatch(after) else 0.2


def _prominence(segment: Span, usual: float) -> float:
    """How much the line stands out: by its size, by capitals, by standing in the upper half."""
    size = min(max(segment.box.height / max(usual, 1e-6), 0.8), 2.2)
    capitals = 1.2 if segment.text.isupper() else 1.0
    place = 1.0 if segment.box.middle < 0.5 else 0.6  # noqa: PLR2004 - the upper half of the page
    return size * capitals * place
