"""FatturaPA 1.2, the Italian invoice: where each business term stands.

Paths after the table of the Agenzia delle Entrate ("Rappresentazione tabellare del tracciato FatturaPA"), ids are its numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from backend.extraction.xml_syntax import Syntax
from backend.extraction.xml_terms import Term, term
from backend.model.trade import DocumentType

#: TipoDocumento of credit notes: nota di credito, and its simplified form.
_CREDIT_NOTES = frozenset({"TD04", "TD08"})
_HEADER = "../FatturaElettronicaHeader"
_GENERAL = "DatiGenerali/DatiGeneraliDocumento"
_PAYMENT = "DatiPagamento/DettaglioPagamento"


def _party(name: str, party: str, id_: str) -> tuple[Term, ...]:
    """The terms of the seller or the buyer; a person has a first name and a surname instead of a company name."""
    identity = f"{party}/DatiAnagrafici"
    return (
        term(f"{name}_name", f"{id_}.1.3", f"{identity}/Anagrafica/Denominazione"),
        term(f"{name}_name", f"{id_}.1.3", f"{identity}/Anagrafica/Nome", f"{identity}/Anagrafica/Cognome", joint=" "),
        term(f"{name}_vat_id", f"{id_}.1.1", f"{identity}/IdFiscaleIVA/IdPaese", f"{identity}/IdFiscaleIVA/IdCodice", joint=""),
        term(f"{name}_legal_id", f"{id_}.1.2", f"{identity}/CodiceFiscale"),
    )


_TERMS = (
    term("invoice_number", "2.1.1.4", f"{_GENERAL}/Numero"),
    term("issue_date", "2.1.1.3", f"{_GENERAL}/Data"),
    term("due_date", "2.4.2.5", f"{_PAYMENT}/DataScadenzaPagamento"),
    term("currency", "2.1.1.2", f"{_GENERAL}/Divisa"),
    term("tax_inclusive_amount", "2.1.1.9", f"{_GENERAL}/ImportoTotaleDocumento"),
    term("rounding_amount", "2.1.1.10", f"{_GENERAL}/Arrotondamento"),
    term("order_reference", "2.1.2.2", "DatiGenerali/DatiOrdineAcquisto/IdDocumento"),
    term("preceding_invoice_reference", "2.1.6.2", "DatiGenerali/DatiFattureCollegate/IdDocumento"),
    *_party("seller", f"{_HEADER}/CedentePrestatore", "1.2"),
    term("payment_iban", "2.4.2.13", f"{_PAYMENT}/IBAN"),
    term("payment_bic", "2.4.2.16", f"{_PAYMENT}/BIC"),
    *_party("buyer", f"{_HEADER}/CessionarioCommittente", "1.4"),
)
_LINE = (
    term("line_number", "2.2.1.1", "NumeroLinea"),
    term("seller_item_id", "2.2.1.3.2", "CodiceArticolo[not(starts-with(CodiceTipo, 'EAN'))]/CodiceValore"),
    term("gtin", "2.2.1.3.2", "CodiceArticolo[starts-with(CodiceTipo, 'EAN')]/CodiceValore"),
    term("description", "2.2.1.4", "Descrizione"),
    term("quantity", "2.2.1.5", "Quantita"),
    term("unit_code", "2.2.1.6", "UnitaMisura"),
    term("net_price", "2.2.1.9", "PrezzoUnitario"),
    term("line_amount", "2.2.1.11", "PrezzoTotale"),
    term("tax_rate", "2.2.1.12", "AliquotaIVA"),
)
_TAX = (
    term("tax_rate", "2.2.2.1", "AliquotaIVA"),
    term("taxable_amount", "2.2.2.5", "ImponibileImporto"),
    term("tax_amount", "2.2.2.6", "Imposta"),
)


def _document_type(body: etree._Element) -> DocumentType:
    code = str(body.findtext(f"{_GENERAL}/TipoDocumento") or "").strip()
    return DocumentType.CREDIT_NOTE if code in _CREDIT_NOTES else DocumentType.INVOICE


#: Root element -> how to read it.
SYNTAXES: Mapping[str, Syntax] = {
    "FatturaElettronica": Syntax(
        document_type=_document_type,
        header=_TERMS,
        lines=etree.XPath("DatiBeniServizi/DettaglioLinee"),
        line=_LINE,
        tax_breakdown=etree.XPath("DatiBeniServizi/DatiRiepilogo"),
        tax=_TAX,
        texts=etree.XPath(f"{_GENERAL}/Causale | DatiBeniServizi/DettaglioLinee/Descrizione"),
        documents=etree.XPath("FatturaElettronicaBody"),
    )
}
