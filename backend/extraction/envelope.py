"""What the headers of a message say of the order in it: its day, and who sells and who buys, where their mailboxes are called so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backend.extraction.known_names import has_first_name, is_first_name
from backend.extraction.layout import fold
from backend.extraction.party_names import has_form
from backend.model.field import Evidence, Field, Fields
from backend.model.mail import Address, Mail
from backend.model.trade import TradeDocument, header_fields
from backend.patterns import late

#: How often each is right, none of them so often that nobody need look.
_DAY, _NAME = 0.9, 0.7
_NEVER = 1.0
#: What a mailbox is called besides its company.
_DEPARTMENT = (
    r"(?:service|dienst|departement|dpto|dept|abteilung|ufficio|equipe|team|e-?shop|boutique|office|buro|agence|filiale|via)?\s*"
    r"(?:des |de |du |d')?"
    r"(?:achats?|approvisionnements?|appro|commandes?|adv|ventes?|compta(?:bilite)?|facturation|recouvrement|direction|economat"
    r"|magasin|pharmacie|gouvernante|reception|secretariat|accueil|contact|info|cuisine|chef|logistique|planning|noreply|no-reply"
    r"|orders?|sales|purchasing|purchase|buying|procurement|accounts?(?: payable| receivable)?|finance|customer (?:service|care)|export"
    r"|admin|stores?|einkauf|verkauf|bestellung(?:en)?|auftrage?|buchhaltung|kundenservice|vertrieb|materialwirtschaft|zaopatrzenie"
    r"|inkoop|verkoop|bestellingen|aankoop|boekhouding|klantenservice"
    r"|compras|pedidos|ventas|comercial|contabilidad|administracion|atencion al cliente|recepcion|almacen"
    r"|acquisti|ordini|vendite|commerciale|amministrazione|contabilita|magazzino|segreteria)"
)
_BEGINS, _ENDS = late(rf"{_DEPARTMENT}\b\s*"), late(rf"\s+{_DEPARTMENT}$")
_APART = late(r"\s+[-–—|/]\s+|\s*[,;(){}]\s*|\s*:\s+")
_MOST_OF_PERSON = 3


def with_headers(document: TradeDocument, mail: Mail) -> TradeDocument:
    """The order of a message with what its headers add: it was placed on the day on which it was sent."""
    added = {field.name: field for field in _told(document, mail) if field.name in header_fields(document.document_type)}
    return replace(document, fields={**document.fields, **added})


def _told(document: TradeDocument, mail: Mail) -> Iterator[Field]:
    part = document.sources[0]
    day = mail.received_at.date().isoformat() if mail.received_at else ""
    printed = document.value("issue_date")
    # Nobody orders on a day that is still to come.
    if day and (not printed or printed > day or printed == document.value("requested_delivery_date")):
        yield Field("issue_date", day, day, _DAY, Evidence(part, excerpt=day), "mail", sure_from=_NEVER)
    to = (company for address in mail.recipients if (company := company_of(address)))
    for name, company in (("buyer_name", company_of(mail.sender)), ("seller_name", next(to, ""))):
        if company and _is_open(name, company, document.fields):
            yield Field(name, company, company, _NAME, Evidence(part, excerpt=company), "mail", sure_from=_NEVER)


def _is_open(name: str, company: str, fields: Fields) -> bool:
    """Whether nothing is told in the text, and the other party is not called so."""
    return name not in fields and fold(company) not in {fold(field.value) for field in fields.values()}


def company_of(address: Address) -> str:
    """The company that a mailbox is called after, "" for a person's or a department's."""
    for piece in _APART.split(address.name):
        name = _without_department(piece.strip(" \"'"))
        is_person = is_first_name(name) if len(name.split()) == 1 else has_first_name(name) and len(name.split()) <= _MOST_OF_PERSON
        if re.search(r"[^\W\d_]{2}", name) and "@" not in name and (has_form(name) or not is_person):
            return name
    return ""


def _without_department(name: str) -> str:
    """The name without the department that begins or ends it."""
    folded = fold(name)
    begin, end = _BEGINS.match(folded), _ENDS.search(folded)
    return name[begin.end() if begin else 0 : end.start() if end else len(name)].strip()
