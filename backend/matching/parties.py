"""Who the other party is in the ERP: the supplier of an invoice, the customer of an order or of a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stdnum.eu import vat
from stdnum.fr import siren as siren_number

from backend.matching import memory, words
from backend.matching.score import THRESHOLD, Evidence, decided
from backend.matching.traders import OwnCompany, Traders
from backend.model import domain
from backend.model.catalog import Match, Partner
from backend.model.identifier import compact, siren
from backend.model.mail import Mail
from backend.model.memory import NO_LESSONS, Alias, Lesson
from backend.model.trade import DocumentType, TradeDocument

#: What each kind of evidence is worth alone. A VAT id names a company, a SIRET one of its sites, a SIREN the company again.
_LEGAL_ID, _VAT_ID, _SIREN, _IBAN, _EMAIL, _DOMAIN, _NAME = 0.99, 0.97, 0.95, 0.93, 0.88, 0.75, 0.9
#: The city of delivery only tells sites of one company apart.
_CITY = 0.6
#: Names less alike than this, from 0 to 100, are not the same; names less alike than _OTHER are of somebody else.
_ALIKE, _OTHER = 75.0, 50.0
#: A name this alike proves nothing, one of 100 all that a name can; between them in proportion.
_UNPROVEN = 65.0
#: A sender's display name is often a person's, and anybody can write there what he likes.
_DISPLAY_NAME = 0.7
#: Known to be another company by its VAT id or SIREN: whatever else agrees, it is not the one.
_OTHER_IDENTITY = 0.4
_OTHER_IBAN = 0.85
_FORGED = 0.8


_NOTHING = TradeDocument(DocumentType.ORDER, {})


@dataclass(frozen=True)
class Claims:
    """What the document and the mail say of the other party, ourselves taken out."""

    vat_id: str = ""
    legal_id: str = ""
    name: str = ""
    iban: str = ""
    email: str = ""
    display_name: str = ""
    #: Where the goods go: it tells sites of one customer apart.
    address: str = ""
    forged: bool = False

    @property
    def sirens(self) -> frozenset[str]:
        """The SIRENs with a right checksum: only those can contradict."""
        return frozenset(s for s in (siren(self.vat_id), siren(self.legal_id)) if s and siren_number.is_valid(s))


def seller(document: TradeDocument | None, mail: Mail, own: OwnCompany) -> Claims:
    """What is said of the seller, with the IBAN to pay to."""
    return _claims(document, mail, own, "seller")


def buyer(document: TradeDocument | None, mail: Mail, own: OwnCompany) -> Claims:
    """What is said of the buyer, with where the goods go."""
    return _claims(document, mail, own, "buyer")


def match(claims: Claims, traders: Traders, aliases: Sequence[Lesson] = NO_LESSONS) -> Match:
    """Who of the traders is meant; identifiers beat names, and a known other identifier rules out; `aliases` are what people taught."""
    found: dict[str, Evidence] = defaultdict(Evidence)
    taught = _remember(claims, traders, aliases, found)
    _identify(claims, traders, found)
    _recognise_sender(claims, traders, found)
    _recognise_name(claims, traders, found)
    for trader_id, evidence in found.items():
        _contradict(claims, traders, traders.by_id[trader_id], evidence)
    memory.prefer(taught, found)
    return decided(memory.candidates(found, {i: traders.by_id[i].name for i in found}))


def _remember(claims: Claims, traders: Traders, aliases: Sequence[Lesson], found: dict[str, Evidence]) -> str:
    """Note whom people chose for one who names itself so; its id, "" when nobody was chosen so far.

    Who writes from an address counts only for what names nobody, and no forged message counts.
    """
    for lesson in aliases:
        weight = _recognised(claims, lesson.alias) if lesson.alias and lesson.party.id in traders.by_id else 0.0
        if weight:
            found[lesson.party.id].add(memory.BY_MEMORY, weight, memory.BY_MEMORY)
            found[lesson.party.id].learned_from = lesson.source
            return lesson.party.id if weight > memory.SENDER else ""
    return ""


def _recognised(claims: Claims, alias: Alias) -> float:
    """What it is worth that one names itself as the alias says: by an identifier, by the name when no identifier says otherwise, or
    by the address when it names itself in no way; 0 when it does not.
    """
    pairs = ((compact(claims.vat_id), alias.vat_id), (compact(claims.legal_id), alias.legal_id))
    if any(given and given == known for given, known in pairs):
        return memory.IDENTIFIER
    if claims.name or claims.vat_id or claims.legal_id:
        others = any(given and known and given != known for given, known in pairs)
        return memory.PRINTED_NAME if not others and claims.name and words.name(claims.name) == words.name(alias.name) else 0.0
    return memory.SENDER if alias.email and claims.email == alias.email and not claims.forged else 0.0


def _claims(document: TradeDocument | None, mail: Mail, own: OwnCompany, side: str) -> Claims:
    value = (document or _NOTHING).value
    sent_by_us = own.has_domain(mail.sender.domain)
    return Claims(
        vat_id=_unless(own.has_identifier, value(f"{side}_vat_id")),
        legal_id=_unless(own.has_identifier, value(f"{side}_legal_id")),
        name=_unless(own.has_name, value(f"{side}_name")),
        iban=compact(value("payment_iban")) if side == "seller" else "",
        email="" if sent_by_us else mail.sender.email.lower(),
        display_name="" if sent_by_us else _unless(own.has_name, mail.sender.name),
        address=value("delivery_address") if side == "buyer" else "",
        forged=mail.authentication.failed,
    )


def _identify(claims: Claims, traders: Traders, found: dict[str, Evidence]) -> None:
    """VAT id, SIRET, SIREN and IBAN."""
    sirens = {siren(claims.vat_id), siren(claims.legal_id)}
    keyed = [
        (traders.by_vat_id, {compact(claims.vat_id)}, "identity", _VAT_ID, "vat_id"),
        (traders.by_legal_id, {compact(claims.legal_id)}, "identity", _LEGAL_ID, "legal_id"),
        (traders.by_siren, sirens, "identity", _SIREN, "legal_id"),
        (traders.by_iban, {claims.iban}, "iban", _IBAN, "iban"),
    ]
    for index, keys, ground, weight, method in keyed:
        for key in keys - {""}:
            for trader_id in index.get(key, ()):
                found[trader_id].add(ground, weight, method)


def _recognise_sender(claims: Claims, traders: Traders, found: dict[str, Evidence]) -> None:
    """The sender's address, or a domain that is the company's own."""
    trust = _FORGED if claims.forged else 1.0
    for trader_id in traders.by_email.get(claims.email, ()):
        found[trader_id].add("sender", _EMAIL * trust, "email")
    for name in domain.of_company(claims.email.rpartition("@")[2]):
        for trader_id in traders.by_domain.get(name, ()):
            found[trader_id].add("sender", _DOMAIN * trust, "email_domain")


def _recognise_name(claims: Claims, traders: Traders, found: dict[str, Evidence]) -> None:
    """The name in the document, or else the sender's display name; the city where the goods go for those already found."""
    trust = 1.0 if claims.name else _DISPLAY_NAME
    for trader_id, likeness in traders.named_like(claims.name or claims.display_name, _ALIKE).items():
        found[trader_id].add("name", trust * _NAME * (likeness - _UNPROVEN) / (100 - _UNPROVEN), "name")
    for trader_id, evidence in found.items():
        city = traders.by_id[trader_id].city
        if city and evidence.score >= THRESHOLD and city.casefold() in claims.address.casefold():
            evidence.add("city", _CITY, "city")


def _contradict(claims: Claims, traders: Traders, trader: Partner, evidence: Evidence) -> None:
    # People who chose this company for that very identifier knew better than the ERP what its number is.
    is_chosen = evidence.weights.get(memory.BY_MEMORY, (0.0, ""))[0] >= memory.IDENTIFIER
    if not is_chosen and _is_another_company(claims, trader):
        evidence.contradict(_OTHER_IDENTITY)
    if claims.iban and trader.id not in traders.by_iban.get(claims.iban, (trader.id,)):
        evidence.contradict(_OTHER_IBAN)
    if claims.name and evidence.weights.keys().isdisjoint({"name", memory.BY_MEMORY}) and traders.likeness(trader.id, claims.name) < _OTHER:
        evidence.contradict(0.95 if "identity" in evidence.weights else 0.85 if "iban" in evidence.weights else 0.7)


def _is_another_company(claims: Claims, trader: Partner) -> bool:
    """Whether an identifier with a right checksum says that it is somebody else; one that is misread says nothing."""
    known = {s for s in (siren(trader.vat_id), siren(trader.legal_id)) if s}
    if claims.sirens and known:
        return not claims.sirens & known
    given, kept = compact(claims.vat_id), compact(trader.vat_id)
    return bool(given and kept) and given != kept and vat.is_valid(given)


def _unless(is_ours: Callable[[str], bool], value: str) -> str:
    return "" if is_ours(value) else value
