"""What a printed page says it is: its title, found among its lines in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from statistics import median

from backend.extraction.labels import labels_in
from backend.extraction.layout import Row, Span, fold
from backend.model.trade import DocumentType


class Kind(StrEnum):
    """What a page can be: a trade document, or one that only accompanies it."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CORRECTION = "correction"
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
        """The trade document it is read as, None when it only accompanies one."""
        if self in _READ_AS:
            return _READ_AS[self]
        return DocumentType(self.value) if self.value in set(DocumentType) else None


#: A pro forma invoice only announces one; a correction is an invoice (EN 16931, BT-3, code 384) unless its total takes something back.
_READ_AS = {Kind.PRO_FORMA: DocumentType.INVOICE, Kind.CORRECTION: DocumentType.INVOICE}


@dataclass(frozen=True)
class Title:
    """A kind of page and how plainly the page says so, from about 0 (a word in passing) to 3 (a headline)."""

    kind: Kind
    score: float


#: A score from which a title is plain.
PLAIN = 0.8
#: Titles by kind, folded, the longer ones first where one holds another.
_TITLES: Mapping[Kind, str] = {
    Kind.CORRECTION: """(?:replacement|correction) invoice|facture de remplacement|korrigierte rechnung|ersatzrechnung
        |factura (?:correctiva|de correccion|de reemplazo)|fattura (?:correttiva|sostitutiva)|vervangingsfactuur
        |(?:korrektions|rettelses|erstatnings|korrigerings|ersattnings)faktura|faktura korekta|fatura (?:corretiva|retificativa)
        |oprava faktury|(?:javito|helyesbito) szamla|factura (?:corectie|de corectie)
        |facture (?:rectificative|corrective|de correction)|rechnungskorrektur|korrekturrechnung|korrektur der rechnung
        |rechnungsberichtigung|berichtigte rechnung|factura rectificativa|fattura rettificativa|correctiefactuur
        |(?:corrected|corrective) invoice|invoice correction|faktura korygujaca|korekta faktury|opravny danovy doklad""",
    Kind.CREDIT_NOTE: """refund (?:receipt|note|invoice)|credit slip|facture (?:de credit|avoir)|nota kredytowa|creditmemo
        |kreditt ?note|nota de credit|jovairo szamla|jovairas|factura storno|storno szamla|kreditlasku
        |facture d'avoir|note de credit|note d'avoir|avoir(?: financier| partiel| total| commercial)?
        |credit (?:note|memo|invoice|adjustment)|stornorechnung|rechnungsstorno|gutschrift(?! \\(selbst)
        |factura de abono|nota de (?:credito|abono)|abono|nota (?:di )?(?:credito|accredito)|fattura di storno
        |credit(?:factuur|nota)|kreditnota|kreditfaktura|kredittnota|hyvityslasku|dobropis""",
    Kind.PRO_FORMA: """proforma (?:bill|faktura|lasku|szamla)|proforma(?:faktura|lasku|szamla)|(?:faktura|fatura) pro ?forma|dijbekero
        |facture pro[ -]?forma|proforma invoice|pro[ -]forma invoice|pro[ -]?forma[ -]?rechnung|factura pro[ -]?forma
        |fattura pro[ -]?forma|pro[ -]?forma[ -]?factuur|pro[ -]?forma""",
    Kind.INVOICE: """(?:recurring|customer|purchase|supplier|vendor|standard|partial|simplified|progress|retail|deposit|prepayment) invoice
        |(?:down ?payment|advance(?: payment)?|electronic|closing|monthly|rental|export) invoice
        |facture (?:client|de vente|de situation|partielle|simplifiee|definitive|finale|intermediaire|fournisseur|de prestations?)
        |recu de paiement|factura (?:de venta|de anticipo|de compra|de cliente|completa|electronica)|recibo de pago
        |fattura (?:semplificata|differita|immediata|commerciale|di acconto|d'acconto|di vendita|elettronica|parziale|cliente)
        |btw[ -]factuur|vereenvoudigde factuur|betalingsbewijs|(?!manu)[a-z]{3,18}faktura|kvitto|rakning|regning|zahlungsbeleg
        |faktura (?:zaliczkowa|koncowa|sprzedazy|uproszczona)|potwierdzenie platnosci|(?:zalohova|konecna) faktura|doklad o platbe
        |(?:myynti|osto|ennakko|loppu|koonti)lasku|kuitti|(?:veg|resz|eloleg ?)szamla|nyugta|factura (?:fiscala|client|de avans)
        |bon fiscal|chitanta|fatura (?:simplificada|de adiantamento|de venda)|fatura[ -]recibo|nota fiscal|recibo de pagamento
        |(?!ab)[a-z]{3,18}rechnung|[a-z]{3,18}factuur|facture originale|facture d'acompte|facture de solde|facture|tax invoice
        |commercial invoice|sales invoice|invoice|handelsrechnung|rechnungs(?:nummer|nr|datum|betrag)|factuur(?:nummer|datum)
        |abschlagsrechnung|schlussrechnung|teilrechnung|anzahlungsrechnung|sammelrechnung|rechnung|factura simplificada|factura
        |fattura accompagnatoria|fattura|(?:verkoop|verzamel|deel|eind|termijn|creditvrije)?factuur|faktura(?: vat)?|fatura
        |(?:sales |tax |payment )?receipt|bill of sale|bill|(?:samle|del|slut)faktura
        |(?:vat|gst|hotel|freight|service|interim|final|consolidated|summary|progress|sales tax|customs) invoice|statement of invoice
        |releve de facture|facture recapitulative|auto-?facture
        |self-?bill(?:ed|ing) (?:tax )?invoice|(?:gutschrift \\()?selbst ausgestellte rechnung\\)?|note de debit|debit (?:note|memo)
        |belastungsanzeige|debetnota|note d'honoraires|quittance|honorarrechnung|monatsrechnung|lasku|(?:faktura ?- ?)?danovy doklad
        |ticket(?: de (?:caisse|vente|compra|venta))?(?=\\W*(?:$|n|#|\\d))
        |recibo|ricevuta|parcella|kvittering|rachunek|szamla|nota de debito|nota debito
        |bolletta(?: per la fornitura)?|(?:pvm |isankstine )?saskaita(?:[ -]faktura)?|rekins|(?:kaibemaksu)?arve|(?:e-)?racun|(?:e-)?fatura
        |(?:bon de livraison|lieferschein|albaran|delivery note|leveringsbon|pakbon|bolla|ddt)(?: ?[-/&+] ?| et | und | y | e | and )
        (?:facture|rechnung|factura|invoice|factuur|fattura)""",
    # The order as its seller has taken it in is his, and so confirms it.
    Kind.ORDER_CONFIRMATION: """sales? order(?! (?:id|ref|no|num))|(?:orden|pedido|encomenda|ordem) de (?:venta|venda)|ordine di vendita
        |verkooporder|verkaufsauftrag|salgsordre|saljorder|forsaljningsorder|(?:zamowienie|zlecenie) sprzedazy|comanda (?:de )?vanzare
        |ertekesitesi (?:meg)?rendeles|myyntitilaus|commande de vente|bon de vente|prodejni objednavka
        |potwierdzenie zlecenia|(?:meg)?rendeles visszaigazolas|confirmare (?:de )?comanda|confirmacao d[eo] pedido
        |confirmation (?:de |d')?(?:la |votre )?(?:commande|achat)
        |(?:accuse|ar)(?: de reception)? (?:de )?(?:la |votre )?commande|accuse de reception|arc(?=\\W*(?:n°)?[\\w/ -]*\\d$|$)
        |commande (?:confirmee|client confirmee)|(?:sales |purchase )?order (?:confirmation|acknowledge?ment|response)
        |(?:confirmation|acknowledge?ment) of (?:your )?(?:purchase )?order|(?:auftrags|bestell|bestellungs|liefer)bestatigung
        |bestatigung (?:ihrer|ihres|der|des) (?:bestellung|auftrags|order)|confirmacion de(?:l)? (?:su )?pedido|acuse de (?:recibo|pedido)
        |conferma (?:d'|dell'|di |del vostro |vostro )?ordine|(?:order|bestel|opdracht)bevestiging
        |bevestiging van (?:uw|de) (?:bestelling|order|opdracht)|ordre?bekra?eftelse|ordrebekraftelse|orderbekraftelse|ordererkannande
        |potwierdzenie zamowienia|confirmacao d[ea] encomenda|tilausvahvistus|potvrzeni objednavky""",
    Kind.ORDER_CHANGE: """modification de (?:la |votre |notre |bon de )?commande|avenant (?:a|n°?) ?(?:la |notre )?commande
        |(?:bon de )?commande (?:modifiee|modificative|modificatif|rectificative|revisee|mise a jour)|bon de commande modificatif
        |(?:purchase )?order (?:change|amendment|revision|modification|update)(?: (?:notice|request|order))?|change order
        |change to (?:purchase )?order|(?:amended|revised|changed|updated|modified) (?:purchase )?order
        |(?:purchase )?order\\W{1,4}(?:revised|amended|changed|revision)|(?:bestell|auftrags)anderung
        |anderung (?:der|zur|unserer) bestellung|geanderte bestellung|bestellung\\W{1,4}(?:anderung|geandert)|modificacion de(?:l)? pedido
        |pedido (?:modificado|rectificado|revisado)|(?:modifica|variazione|variante|rettifica)(?: d'| all'| dell'| di )ordine
        |modifica ordine|ordine (?:modificato|rettificato|variato)|(?:order|bestel)wijziging
        |wijziging (?:van )?(?:de |onze )?(?:bestelling|order|inkooporder)|gewijzigde (?:bestelling|order|inkooporder|bestelbon)
        |(?:zmiana|korekta|aneks do) zamowienia|alteracao (?:d[ea] |a )?encomenda|encomenda alterada
        |(?:ordre|bestillings|order|indkobsordre)(?:andring|endring)|andret (?:ordre|bestilling|indkobsordre)|endret bestilling
        |muutettu tilaus|tilausmuutos|zmena objednavky""",
    Kind.ORDER: """(?:pirkimo |pervezimo |transporto )?uzsakymas|pasutijums|(?:ostu)?tellimus|narudzb(?:a|enica)|narocilo|narocilnica
        |(?:satin ?alma )?siparis(?:i| formu)?|(?:transport|forwarding|freight|loading|carrier) order
        |(?:transport|speditions|lade|fracht|fuhr)auftrag|(?:ordre|commande|bon) (?:de transport|d'affretement)
        |ordine di (?:trasporto|carico)|orden de (?:transporte|carga)|(?:transport|laad|vracht)opdracht
        |zlecenie (?:transportowe|spedycyjne)|(?:chartering|carrier|rate|load) confirmation|confirmation d'affretement
        |orden de trabajo|pedido de (?:cliente|compra)|ordine (?:cliente|di lavoro)
        |werkorder|klantorder|(?:kunden|lieferanten)bestellung|arbeitsauftrag|arbeidsordre|arbejdsseddel
        |kundorder|arbetsorder|zlecenie zakupu
        |ordem de (?:servico|encomenda)|comanda (?:de )?(?:achizitie|furnizor|client)|comanda
        |(?:vevoi |beszerzesi )?(?:meg)?rendeles
        |(?:nakupni|prijata|vystavena) objednavka
        |local purchase order|bon de commande|ordre d'achat
        |(?:commande|appel) (?:d'achat|fournisseur|client|ferme|ouverte)|commande|purchase order
        |order form|work order
        |p\\.?o\\.?(?! ?box)|blanket order|call[ -]off order|order sheet|order|bestellung|bestellschein|bestellformular
        |einkaufsbestellung|(?:kunden|liefer|abruf|rahmen)?auftrag|lieferabruf|orden de (?:compra|pedido)(?: de bienes(?: y servicios)?)?
        |pedido (?:de compra|a proveedor|en firme)|hoja de pedido|pedido|ordine (?:di |d')?acquisto|ordine (?:a )?fornitore|buono d'ordine
        |ordine(?! (?:dei|degli|delle)\\b)
        |inkoop(?:order|bestelling)|bestel(?:bon|formulier|order)|aankooporder|bestelling|opdracht|innkjopsordre|indkobsordre
        |bestillingsordre|bestilling|rekvisition|inkopsorder|bestallning|ostotilaus|tilaus|zamowienie(?: zakupu)?|zlecenie
        |(?:nota de )?encomenda|ordem de compra|objednavka""",
    Kind.DELIVERY_NOTE: """delivery (?:receipt|order|challan|docket)|despatch note|recepisse de livraison|fiche d'expedition
        |lettre de voiture|lieferquittung|frachtbrief|nota de entrega|remito|comprobante de entrega|lista de empaque|carta de porte
        |recibo de entrega|lettera di vettura|documento di spedizione
        |leveringsbewijs|afleverbon|folgeseddel|leveringskvittering|fragtbrev|pakkeliste
        |pakkseddel|foljesedel|packsedel|fraktsedel|plukkliste|plocklista|list przewozowy|lista pakunkowa|guia de (?:remessa|transporte)
        |lahetyslista|pakkauslista|lahete|dodaci list|szallitolevel|aviz de (?:expeditie|insotire)
        |bon de livraison|bordereau de livraison|bon d'expedition|liste de colisage|delivery note|delivery slip
        |bon de reception|goods (?:receipt|received)(?: note| voucher)?|wareneingangsschein|entrada de mercancia
        |packing list|packing slip|dispatch note|waybill|lieferschein|packliste|albaran de entrega|albaran|documento di trasporto
        |bolla di consegna|leveringsbon|pakbon|vrachtbrief|cmr""",
    Kind.QUOTATION: """proposal|(?:commercial|business) proposal|sales quot(?:e|ation)|(?:price request|request for quot(?:e|ation))
        |demande de (?:prix|devis)|offre commerciale|angebotsanfrage|preisanfrage|verkaufsangebot|propuesta(?: comercial)?
        |solicitud de cotizacion|richiesta di (?:offerta|preventivo)|offerteaanvraag|prijsaanvraag
        |oferta (?:handlowa|cenowa|comercial|comerciala|de pret)|zapytanie ofertowe|wycena|orcamento|cotacao
        |proposta(?: comercial| commerciale)?|tarjous|tarjouspyynto|(?:ar)?ajanlat|ajanlatkeres|(?:cenova |obchodni )?nabidka
        |cerere de (?:pret|oferta)|offert|prisforfragan|pristilbud|prisforesporsel
        |(?:official|sample|preliminary|formal|initial|detailed|repair|budget|price|service) (?:quot(?:e|ation)|estimate)
        |devis|offre de prix|proposition commerciale|quotation|quote|estimate|price offer|angebot|kostenvoranschlag
        |presupuesto|cotizacion|preventivo|offerta|offerte|prijsopgave|tilbud|cotation|chiffrage|preisangebot""",
    Kind.REMINDER: """dunning letter|betalningspaminnelse|paminnelse|betalingspaminnelse|purring|rykker|wezwanie do zaplaty|maksumuistutus
        |fizetesi felszolitas
        |(?:lettre de |derniere )?relance|rappel de facture|rappel|mise en demeure|payment reminder|reminder|overdue notice
        |final notice|zahlungserinnerung|mahnung|recordatorio de pago|sollecito di pagamento|sollecito|betalingsherinnering|aanmaning""",
    Kind.STATEMENT: """(?:customer|client) statement|estado de cuenta|tiliote|vypis z uctu|kontoudtog|kontoutskrift|kontoutdrag
        |wyciag z konta|extrato (?:da |de )?conta|extras (?:de )?cont|szamlakivonat|rekeningafschrift
        |releve de compte|releve de(?:s)? factures|statement of invoices|rechnungsaufstellung
        |statement of account|account statement|statement|kontoauszug|offene posten
        |extracto de cuenta|estratto conto|rekeningoverzicht""",
    Kind.REMITTANCE: """betalingsadvis(?:ering)?|betalingsadvies|aviso de pagamento
        |avis de paiement|avis de virement|remittance advice|payment advice|zahlungsavis|avisierung|aviso de pago
        |avviso di pagamento|betaaladvies|betalingsspecificatie""",
    Kind.TERMS: """conditions generales(?: de vente| d'achat| d'utilisation)?|cgv|cga|general terms(?: and conditions)?
        |terms and conditions|terms of (?:sale|use)|standard terms|allgemeine (?:geschafts|verkaufs|einkaufs|liefer)\\S*|agb
        |condiciones generales(?: de venta)?|condizioni generali(?: di vendita)?|algemene (?:verkoop|inkoop|leverings)?voorwaarden""",
    Kind.BANK_DETAILS: "releve d'identite bancaire|rib|bank details|bankverbindung|datos bancarios|coordinate bancarie|bankgegevens",
    Kind.TECHNICAL: """fiche technique|fiche de donnees de securite|plan d'ensemble|data ?sheet|safety data sheet
        |certificate of (?:conformity|analysis|origin)|certificat de conformite|datenblatt|sicherheitsdatenblatt|zeichnung|price list
        |liste de prix|catalogue|preisliste|ficha tecnica|scheda tecnica""",
}  # fmt: skip
#: A label beside a value names its document less plainly than a title, and these documents refer to others often.
_AS_LABEL: Mapping[Kind, float] = {
    Kind.INVOICE: 0.5, Kind.CREDIT_NOTE: 0.5, Kind.CORRECTION: 0.5, Kind.ORDER_CONFIRMATION: 0.4, Kind.ORDER_CHANGE: 0.4, Kind.ORDER: 0.25,
    Kind.QUOTATION: 0.2, Kind.BANK_DETAILS: 0.0,
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
#: Only who confirms calls it so in a line of nothing else: "Your order confirmation".
_YOURS = re.compile(r"(?:votre|vos|your|ihre?n?|uw|su|vostr[aoe])[\s:]+")
_LABEL = r"n°|n\.|nr|no|num|numero|number|ref|reference|date|datum|fecha|data|total|montant"
#: What announces the matter of a letter or a message.
_SUBJECT = r"(?:\W*(?:subject|objet|sujet|betreff|betr|asunto|oggetto|onderwerp|betreft|assunto|emne|amne|temat|aihe|re|concerne?)\s?:)"
#: What may stand before a title in its line: a copy mark, or what makes it the label of a value.
_BEFORE = re.compile(
    rf"{_SUBJECT}?[\W_]*(?:(?:la|le|the|die|der|het|el|il|o)\s)?(?:(?:duplicata|duplicate|copie|copy|original|kopie|copia)[\s:]+)?"
    rf"(?P<label>(?:{_WHOSE})[\s:]+|(?:{_LABEL})\W*(?:d'|de |du |di |of )?(?:la |l')?)?"
)
#: A name before the title, parted by a stroke: "Burger C - Bon de commande".
_OF_A_FIRM = re.compile(r"[^\W\d_][\w .&'’]{1,40} [-–|] ")
#: What follows a title: a number, a date, the words that announce them.
_AFTER = re.compile(
    r"(?:[\s:/()-]*(?:duplicata|duplicate|copie|copy|original|originale?|kopie|copia)\b)?"
    r"(?:\s(?:du|pour le|for the|of the|fur den|del)\s(?:mois|month|monat|mes|mese)\b[^\d:]{0,20})?[\s:#.,/()–—-]*"
    r"(?:(?:n°|nr|no|num|numero|number|nummer|numer|numar|cislo|c|n|id|ref|vom|du|of|del|van|the|le|date|datum|seite|page)\b[\s.:°#]*)?(?:\S*\d\S*.*)?$"
)
_LABEL_ENDS = re.compile(
    r"\s*(?:n°|nr|no|num|numero|number|nummer|numer|numar|cislo|c|szama?|sorszama|id|date|datum|data|kelte|ref)?[.\s]*[:#]"
)
#: "Quotation No" alone is the head of an empty cell.
_ENDS_AS_LABEL = re.compile(r"\s*(?:n°|nr|no|num|numero|number|nummer|id|ref|date|datum)\b[\s.°]*")
_OR = re.compile(r"\s*/\s*")
#: What a headline is adorned with, before or after it.
_ORNAMENTS, _ADORNED = " .:*=_~#-", re.compile(r"^[.:*=_~#-]{3}|[.:*=_~#-]{3}$")
_MAX_ROWS = 80
#: What names the document in a longer stretch than this, in characters, does so in passing.
_LONGEST_TITLE = 90
#: A headline of several lines has no longer ones, in characters, and they begin at the same place, as a fraction of the page's width.
_LONGEST_HEADLINE, _ALIGNED = 40, 0.02
#: "Invoice to" and "Bestellung an" name parties.
_OF_PARTIES = frozenset({"buyer", "seller", "deliver_to", "contact"})
#: "Commande ferme n° 12": how plainly a title with a few words more names the document.
_WITH_A_WORD = 0.5
#: Of two titles as plain, parted by a stroke, the first is the page's: "ORDER CONFIRMATION / PROFORMA INVOICE".
_BEHIND_STROKE = 0.9
#: What says more of an order than the word itself does: "Ordine cliente / Order confirmation".
_OF_AN_ORDER = frozenset({Kind.ORDER_CONFIRMATION, Kind.ORDER_CHANGE})
#: A title in two languages has no more words in the first.
_MOST_WORDS = 4
#: "Order confirmation - your order of 3 May", "Rechnung zu Ihrer Bestellung 4711": what the title answers.
_ANSWERS = re.compile(
    r"(?:\s*[-–—]\s*|\s(?:for|to|of|zu|fur|pour|relative a|suite a|de|di|per|para|voor|van)\s)"
    rf"(?:{_WHOSE}|ihrem|ihrer|unserer?|vs|la vostra)\.?\s"
)
#: "Rechnung über Malerarbeiten", "Invoice for services rendered in May": what it is about; a sentence ends with a stop.
_ABOUT = re.compile(r"(?:\s[-–—]\s|\s?:\s|\s(?:for|uber|fur|pour|per|para|voor|relative a)\s).*[^\s.,;]\s*")
_AFTER_WORDS = re.compile(r"(?:[\s-]+[^\W\d_]+){1,2}(?:\s*\([^)]{1,30}\))?")
#: How much less a line stands out that begins with a small letter: it goes on from the one above ("30 days from / invoice").
_SMALL = 0.5
#: How plainly a word in a sentence names the document.
_IN_PASSING = 0.1


@lru_cache(maxsize=32)
def titles(rows: tuple[Row, ...]) -> tuple[Title, ...]:
    """What the lines of one page say it is, the plainest first; () when they name no document."""
    heights = [row.box.height for row in rows if row.words]
    usual = median(heights) if heights else 1.0
    best: dict[Kind, float] = {}
    for segment, text in _headlines(rows[:_MAX_ROWS]):
        for kind, score in _said(segment, text, usual):
            best[kind] = max(best.get(kind, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: (-round(item[1], 1), _PRECEDENCE.index(item[0])))
    return tuple(Title(kind, score) for kind, score in ranked)


def kind_of_name(name: str) -> Kind | None:
    """What a file name or a subject says the document is."""
    folded = " ".join(re.split(r"[\W_]+", fold(name)))
    found = ((match.start(), _PRECEDENCE.index(kind), kind) for kind, pattern in _PATTERNS.items() for match in pattern.finditer(folded))
    return min(found, default=(0, 0, None))[2]


def _headlines(rows: Sequence[Row]) -> Iterator[tuple[Span, str]]:
    """The stretches of the lines with their folded text, a headline that goes on in the next line also as a whole."""
    for n, row in enumerate(rows):
        if _is_menu(row):
            continue
        below = rows[n + 1] if n + 1 < len(rows) else None
        for segment in map(_unadorned, row.segments):
            if len(segment.text) > _LONGEST_TITLE:
                continue
            yield segment, segment.folded
            further = next((s for s in below.segments if _goes_on(segment, s)), None) if below and segment.text.isupper() else None
            if further:
                yield segment, f"{segment.folded.rstrip()} {further.folded.lstrip()}"


def _is_menu(row: Row) -> bool:
    """Whether a line is a choice of places to go to, parted by bars: "HOME | CATALOGUE | CONTACT US"."""
    return len(_BARS.findall(row.text)) > 1 and not re.search(r"\d", row.text)


_BARS = re.compile(r"[|·•]")


def _unadorned(segment: Span) -> Span:
    """The stretch without rows of dots and the like around it: '....:::: ORDER ::::...."."""
    return segment.trimmed(_ORNAMENTS) if _ADORNED.search(segment.text) else segment


def _goes_on(segment: Span, below: Span) -> bool:
    """Whether the stretch below is the second line of a headline: as high, close, begun at the same place, no sentence."""
    one, other = segment.box, below.box
    return (
        max(len(segment.text), len(below.text)) <= _LONGEST_HEADLINE
        and ":" not in segment.text + below.text
        and abs(one.left - other.left) < _ALIGNED
        and other.top - one.bottom < one.height
        and abs(one.height - other.height) < 0.2 * one.height
    )


def _said(segment: Span, text: str, usual: float) -> Iterator[tuple[Kind, float]]:
    """The kinds that a stretch names, each with how plainly it does."""
    found = [(kind, match) for kind, pattern in _PATTERNS.items() for match in pattern.finditer(text)]
    labels = [o for o in labels_in(segment.row) if o.name in _OF_PARTIES and segment.start <= o.span.start < segment.end] if found else []
    for kind, match in found:
        if any(_holds(other, match) for _, other in found):
            continue
        is_second = text[: match.start()].rstrip().endswith("/") and kind not in _OF_AN_ORDER
        addressed = any(_reaches_beyond(match, o.span.start - segment.start, o.span.end - segment.start) for o in labels)
        yield (
            kind,
            (_IN_PASSING if addressed else _plainness(text, match, kind))
            * (_BEHIND_STROKE if is_second else 1.0)
            * _prominence(segment, usual),
        )


def _reaches_beyond(match: re.Match[str], start: int, end: int) -> bool:
    """Whether a stretch shares some of the title and has more: "Invoice to", not the supplier in "Ordine fornitore"."""
    return start < match.end() and match.start() < end and not (match.start() <= start and end <= match.end())


def _holds(longer: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a match is a part of a longer one: the order in an order confirmation."""
    return longer.start() <= match.start() and match.end() <= longer.end() and longer.span() != match.span()


def _plainness(text: str, match: re.Match[str], kind: Kind) -> float:
    """From 1 for a line that is nothing but the title and its number, down to 0.1 for a word in a sentence."""
    before, after = _in_one_language(text[: match.start()]), text[match.end() :]
    lead = _BEFORE.fullmatch(before)
    if not lead:
        return _WITH_A_WORD if _OF_A_FIRM.fullmatch(before) and _AFTER.fullmatch(after) else _IN_PASSING
    if kind is Kind.ORDER_CONFIRMATION and _YOURS.fullmatch(lead["label"] or "") and not after.strip(" .!"):
        return 1.0
    is_label = lead["label"] or (_LABEL_ENDS.match(after) and kind is not Kind.TERMS) or match.group().endswith(_COMPOUNDS)
    if is_label or (kind.document_type is None and _ENDS_AS_LABEL.fullmatch(after)):
        return _AS_LABEL.get(kind, 0.1)
    if _AFTER.fullmatch(after) or _is_also_called(after) or _is_said_again(after, kind):
        return 1.0
    if _answers(after):
        return 1.0
    further = _AFTER_WORDS.match(after)
    is_all = further and (_AFTER.fullmatch(after, further.end()) or _is_also_called(after[further.end() :]))
    return _WITH_A_WORD if is_all or _ABOUT.fullmatch(after) else 0.2


def _answers(after: str) -> bool:
    """Whether what stands behind a title is another document that it answers, and no sentence."""
    lead = _ANSWERS.match(after)
    if not lead or after.rstrip().endswith((".", ",", ";")):
        return False
    return any(one.match(after, lead.end()) for one in _PATTERNS.values())


def _in_one_language(before: str) -> str:
    """What stands before a title in its own language, where a title in another one and a stroke precede it: "Ordine cliente / Order"."""
    first, stroke, rest = before.rpartition("/")
    is_short = stroke and len(first.split()) <= _MOST_WORDS and not re.search(r"[\d:]", first)
    return rest if is_short and any(pattern.match(first.lstrip()) for pattern in _PATTERNS.values()) else before


def _is_also_called(after: str) -> bool:
    """Whether another title follows a stroke and nothing else: "ORDER CONFIRMATION / PROFORMA INVOICE"."""
    stroke = _OR.match(after)
    return bool(stroke and any(_is_title(pattern, after, stroke.end()) for pattern in _PATTERNS.values()))


def _is_said_again(after: str, kind: Kind) -> bool:
    """Whether the same follows in another language and nothing else: "FAKTURA INVOICE 4711"."""
    return _is_title(_PATTERNS[kind], after.lstrip())


def _is_title(pattern: re.Pattern[str], text: str, start: int = 0) -> bool:
    """Whether a title of that pattern begins there and nothing but its number follows."""
    title = pattern.match(text, start)
    return bool(title and _AFTER.fullmatch(text, title.end()))


def _prominence(segment: Span, usual: float) -> float:
    """How much the line stands out: by its size, by capitals, by standing in the upper half."""
    size = min(max(segment.box.height / max(usual, 1e-6), 0.8), 2.2)
    capitals = 1.2 if segment.text.isupper() else _SMALL if size <= 1 and segment.text[:1].islower() else 1.0
    place = 1.0 if segment.box.middle < 0.5 else 0.6  # noqa: PLR2004 - the upper half of the page
    return size * capitals * place
