"""Whose an identifier on the page is: the seller's or the buyer's VAT id and legal id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stdnum.es import cif

from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, Hit, chosen, field_of
from backend.extraction.identifiers import Identifier, Kind, is_tax_id, tax_id
from backend.extraction.labels import Label
from backend.extraction.layout import Span
from backend.extraction.party_blocks import Block
from backend.extraction.party_names import is_alike
from backend.extraction.party_signs import LEGAL_NOTICE
from backend.extraction.register_numbers import register_numbers_in
from backend.model.field import Field

#: What stands within this of a party's label is in its column (a fraction of the page's width).
_COLUMN = 0.2
#: Where the head of a page ends and its foot begins; as high as an address with its ids (fractions of the page's height).
_HEAD, _FOOT, _ADDRESS = 0.12, 0.8, 0.13
#: Words in a label or beside an id that say whose it is.
_BUYERS = re.compile(
    r"\b(?:clients?|customer|buyer|kunden?|klant|klanten|cliente|acheteur|bill|destinataire|abnehmer|(?:leistungs|rechnungs)?empfanger"
    r"|recipient|debiteur"
    r"|afnemer|nabywc\w+|besteller|kaufer|auftraggeber|acquirente|cessionario|committente|purchaser|bestellers|comprador)(?:'?s)?\b"
)
_SELLERS = re.compile(
    r"\b(?:seller|vendor|supplier|fournisseur|lieferant(?:en)?|emetteur|vendeur|proveedor|fornitore|leverancier|cedente|verkaufer"
    r"|sprzedawc\w+|prestataire"
    r"|dealer|emisor|rechnungssteller|company|societe)(?:'?s)?\b"
)
#: The same for who writes and who reads.
_OURS = re.compile(r"\b(?:our|notre|nos|unsere?|onze|ons|nuestr[oa]|nostr[oa]|ns)\b|\bn/")
_YOURS = re.compile(r"\b(?:your|votre|vos|ihre?|uw|su|vostr[oa]|vs)\b|\bv/")
_REPRESENTATIVE = re.compile(
    r"represent\w* fiscal|fiscal represent|tax represent|fiskalvertret|steuervertret|fiscaal vertegenw|rappresentante fiscale"
)
#: How likely an id is the seller's that stands by the seller, that stands by the buyer, and in the margin of the seller's own paper.
_BY_SELLER, _BY_BUYER, _IN_MARGIN = 0.98, 0.02, 0.985
#: How often an id is right: labelled with a right checksum, labelled without, unlabelled with, unlabelled without.
_SURE, _LABELLED, _CHECKED, _BARE = 0.985, 0.6, 0.9, 0.25
#: What is left of the doubts about two ids that confirm each other.
_DOUBT_LEFT = 0.35
#: A legal id that says more goes before one that is so much likelier at most.
_HARDLY = 0.2
_LABELS = {"vat_id": frozenset({"vat_id", "tax_amount"}), "legal_id": frozenset({"siret", "siren", "legal_id"})}


@dataclass(frozen=True)
class _Claim:
    """An identifier with the label that announces it, None for none."""

    one: Identifier
    label: Label | None


def ids(found: Candidates, known: Sequence[Block], places: Mapping[str, Span], *, is_order: bool) -> list[Field | None]:
    """The VAT ids and legal ids of both, whose names stand at `places`; a SIRET before a SIREN, as it says more, then other registers."""
    owners = _Owners(found, known, places, is_order, sirens={})
    vat = _of_kind([*_claims(found, "vat_id", Kind.VAT_ID), *_unshaped(found), *_spanish(found)], "vat_id", owners)
    owners = replace(owners, sirens=_sirens(*vat))
    sirets = _of_kind([*_claims(found, "legal_id", Kind.SIRET), *_failing(found, Kind.SIRET)], "legal_id", owners)
    sirens = _of_kind([*_claims(found, "legal_id", Kind.SIREN), *_failing(found, Kind.SIREN)], "legal_id", owners)
    registered = _of_kind(list(_registered(found)), "legal_id", owners)
    legal = [_first_likely(some) for some in zip(sirets, sirens, registered, strict=True)]
    return [field for one, other in zip(vat, legal, strict=True) for field in _confirming(one, other)]


def _first_likely(some: Sequence[Field | None]) -> Field | None:
    """The first one that is hardly less likely than the others."""
    most = max((one.confidence for one in some if one), default=0.0)
    return next((one for one in some if one and one.confidence >= most - _HARDLY), None)


def _siren_in(vat: Field | None) -> str:
    """The SIREN that a French VAT id ends with; "" for none."""
    return vat.value[4:] if vat and vat.value.startswith("FR") else ""


def _sirens(seller: Field | None, buyer: Field | None) -> Mapping[str, str]:
    """Whose the SIRENs are that the French VAT ids of both hold, where their check digits are right."""
    told = {"seller": seller, "buyer": buyer}
    return {siren: party for party, vat in told.items() if (siren := _siren_in(vat)) and vat and vat.method == "checksum"}


def _confirming(vat: Field | None, legal: Field | None) -> tuple[Field | None, Field | None]:
    """Both less doubtful where a French VAT id ends with the SIREN that the legal id begins with."""
    siren = _siren_in(vat)
    if vat and legal and siren and legal.value.startswith(siren):
        return _surer(vat), _surer(legal)
    return vat, legal


def _surer(field: Field) -> Field:
    return replace(field, confidence=round(1 - (1 - field.confidence) * _DOUBT_LEFT, 3))


def _claims(found: Candidates, suffix: str, kind: Kind) -> Iterator[_Claim]:
    """The identifiers of that kind, each with its label; a SIREN that begins its owner's SIRET says nothing beside it."""
    everything = [i for row in found.identifiers for i in row]
    sirets = [i.value for i in everything if i.kind is Kind.SIRET]
    for one in everything:
        if one.kind is kind and not (kind is Kind.SIREN and any(s.startswith(one.value) for s in sirets)):
            yield _Claim(one, _label_of(one, found, _LABELS[suffix]))


def _failing(found: Candidates, kind: Kind) -> Iterator[_Claim]:
    """What stands right behind its label, has the length of that kind and fails its check digit: printed so, and worth a look."""
    for label in found.labelled(str(kind)):
        row = label.span.row
        match = _DIGITS.match(row.text, label.span.end)
        digits = re.sub(r"\D", "", match[1]) if match else ""
        if match is None or len(digits) != _SIZES[kind]:
            continue
        span = Span(row, *match.span(1))
        if not any(i.span.overlaps(span) and i.kind is not Kind.GTIN for i in found.identifiers[row.index]):
            yield _Claim(Identifier(span, kind, digits, is_valid=False), label)


#: How many digits each has, and a number behind its label.
_SIZES = {Kind.SIRET: 14, Kind.SIREN: 9}
_DIGITS = re.compile(r"[ .:°#()no-]{0,8}(\d(?:[ .]?\d){7,13})(?![\w/]|[.,-]\d)", re.IGNORECASE)


def _registered(found: Candidates) -> Iterator[_Claim]:
    """The numbers in registers of companies that the words before them announce, no VAT id among them."""
    for row in found.rows:
        for one in register_numbers_in(row):
            if not any(one.span.overlaps(i.span) for i in found.identifiers[row.index] if i.kind is not Kind.GTIN):
                yield _Claim(one, _label_of(one, found, _LABELS["legal_id"]))


def _label_of(one: Identifier, found: Candidates, names: frozenset[str]) -> Label | None:
    """The label before the id on its line, one of any register only when no other stands between, else the label right above it."""
    row = one.span.row
    before = [o for o in found.labels[row.index] if o.span.end <= one.span.start + 1]
    here = [o for o in before if o.name in names and (o.name != "legal_id" or o is before[-1])]
    if here:
        return here[-1]
    above = found.labels[row.index - 1] if row.index else ()
    place = one.span.box
    return next((o for o in above if o.name in names and o.span.box.left < place.right and place.left < o.span.box.right), None)


@dataclass(frozen=True)
class _Code:
    """A run of letters and digits that could be an id of any country."""

    span: Span


_CODE = re.compile(
    r"(?<![A-Za-z0-9/@])(?=(?:[A-Za-z]{0,4}[ .-]?\d){1})[A-Za-z0-9]+(?:(?: ?[./-] ?| )[A-Za-z0-9]*\d[A-Za-z0-9]*)*(?![\w@%€$])"
)
#: An id has at least so many digits.
_LEAST_DIGITS = 6


def _unshaped(found: Candidates) -> Iterator[_Claim]:
    """What stands beside or under a VAT label and has the form of no country's VAT id that shows itself: "P.IVA 01234567890"."""
    shaped = [i.span for row in found.identifiers for i in row if i.kind is Kind.VAT_ID]
    codes: list[tuple[_Code, ...]] | None = None
    for label in (*found.labelled("vat_id"), *found.labelled("tax_amount")):
        if any(s.row is label.span.row and 0 <= s.start - label.span.end < _NEAR_LABEL for s in shaped):
            continue
        codes = codes or [tuple(_codes(found, n)) for n in range(len(found.rows))]
        nearest = next((code for code, nearness in beside(label, codes, found) if nearness > (0.95 if label.is_weak else 0.7)), None)
        said = _said(label) if label.name == "tax_amount" else label.span.folded
        value = tax_id(_announced(nearest.span.text, label), said) if nearest else ""
        is_valid = is_tax_id(value, said)
        # Behind the tax itself ("BTW 813666181B01") only what has its check digits is an id.
        is_told = label.name != "tax_amount" and not _OF_REGISTER.search(said)
        if nearest and value and (is_valid or is_told):
            yield _Claim(Identifier(nearest.span, Kind.VAT_ID, value, is_valid), label)


def _spanish(found: Candidates) -> Iterator[_Claim]:
    """On Spanish pages the companies' tax numbers that stand alone in their cell, often without any label: "B58378431"."""
    for row in found.rows if found.language == "es" else ():
        for cell in row.segments:
            match = _CIF.search(cell.text)
            if match and cif.is_valid(match[1]):
                at = Span(row, cell.start + match.start(1), cell.start + match.end(1))
                yield _Claim(Identifier(at, Kind.VAT_ID, match[1].replace("-", "").replace(".", ""), is_valid=True), None)


#: The letter of the kind of company, seven digits, a check digit or letter; before it only its label, behind it the next word of the line.
_CIF = re.compile(r"^(?:\W|[NC]\.?I\.?F\.?)*([ABCDEFGHJNPQRSUVW]-?\d{2}\.?\d{3}\.?\d{2}[\dA-J])(?![\w.])")


def _said(label: Label) -> str:
    """The words of a label, and shortly before it: "P.IVA / VAT"."""
    return label.span.row.folded[max(label.span.start - _FISCAL, 0) : label.span.end]


def _announced(text: str, label: Label) -> str:
    """The text without the number that the first half of its label announces: "CF/P.IVA 80003970938 / 00254030935"."""
    is_second = _FISCAL_FIRST.search(_said(label))
    return _FIRST_OF_TWO.sub("", text) if is_second else text


#: The Italian fiscal code before the VAT id in one label, how long it is, and the first of two numbers of eleven digits.
_FISCAL_FIRST, _FISCAL = re.compile(r"\b(?:c\.? ?f\.?|cod\w*\.? fisc\w*\.?) ?(?:/|&|-|e) ?p(?:art\w*)?\.? ?i"), 20
_FIRST_OF_TWO = re.compile(r"^\D*\d{11}\W+(?=\d{11}$)")
#: The number of a Nordic register of companies is a VAT id only in some countries.
_OF_REGISTER = re.compile(r"\borg")
#: The labels of ids, which are no part of what they announce: "NIP 8567346215".
_ANNOUNCING = frozenset({"vat_id", "tax_number"})
#: Within so many characters after its label an id is announced by it.
_NEAR_LABEL = 12


def _codes(found: Candidates, index: int) -> Iterator[_Code]:
    row = found.rows[index]
    text = row.text
    for label in (o.span for o in found.labels[index] if o.name in _ANNOUNCING):
        text = text[: label.start] + " " * (label.end - label.start) + text[label.end :]
    for match in _CODE.finditer(text):
        span = Span(row, *match.span())
        taken = any(span.overlaps(i.span) for i in found.identifiers[index] if i.kind in {Kind.VAT_ID, Kind.IBAN})
        is_date = any(d.span.overlaps(span) for d in found.dates[index])
        if not taken and not is_date and sum(c.isdigit() for c in span.text) >= _LEAST_DIGITS:
            yield _Code(span)


def _of_kind(claims: Sequence[_Claim], suffix: str, owners: _Owners) -> tuple[Field | None, Field | None]:
    """The seller's and the buyer's id among those."""
    sellers: list[Hit] = []
    buyers: list[Hit] = []
    values = {claim.one.value for claim in claims}
    for claim in claims:
        one, label = claim.one, claim.label
        if owners.is_anothers(label.span if label else one.span):
            continue
        is_told = label is not None or one.kind is Kind.REGISTER or bool(_TELLS_ITSELF.match(one.value))
        # Of all numbers of nine digits one in ten passes for a SIREN.
        is_checked = one.is_valid and (one.kind is not Kind.SIREN or owners.found.language == "fr")
        likely = (_SURE if one.is_valid else _LABELLED) if is_told else (_CHECKED if is_checked else _BARE)
        share = owners.sellers_share(one, label, is_lone=len(values) == 1)
        method = "checksum" if one.is_valid else "label"
        sellers.append(Hit(one.value, one.span, likely * share, method, label.span if label else None))
        buyers.append(Hit(one.value, one.span, likely * (1 - share), method, label.span if label else None))
        if owner := owners.by_vat_id(one):
            (sellers if owner == "seller" else buyers).append(Hit(one.value, one.span, likely, method, label.span if label else None))
    seller, buyer = chosen(sellers), chosen(buyers)
    if seller and buyer and seller[0].value == buyer[0].value:
        if seller[1] >= buyer[1]:
            buyer = chosen([h for h in buyers if h.value != seller[0].value])
        else:
            seller = chosen([h for h in sellers if h.value != buyer[0].value])
    return field_of(f"seller_{suffix}", seller, owners.found.part), field_of(f"buyer_{suffix}", buyer, owners.found.part)


#: Swiss and Norwegian ids that no other number looks like.
_TELLS_ITSELF = re.compile(r"CHE\d{9}|NO\d{9}MVA")


@dataclass(frozen=True)
class _Owners:
    """What tells whose a place on the page is: the blocks, the places of both names, and who issued the document."""

    found: Candidates
    known: Sequence[Block]
    places: Mapping[str, Span]
    is_order: bool
    #: Whose French VAT ids hold which SIRENs, as far as that is known.
    sirens: Mapping[str, str]

    def sellers_share(self, one: Identifier, label: Label | None, *, is_lone: bool) -> float:
        """How likely an id is the seller's rather than the buyer's: by VAT id, label, block, what stands above, place on the page."""
        span = one.span
        start = label.span if label else span
        row = span.row
        is_margin = not _HEAD < row.box.top < _FOOT or bool(LEGAL_NOTICE.search(row.folded))
        told = self.by_vat_id(one) or self._told(span, label) or self._of_block(start) or self._of_block(span) or self._named_above(start)
        told = told or ("" if is_margin else self._above(start))
        if told:
            return _BY_SELLER if told == "seller" else _BY_BUYER
        if is_margin:
            return 1 - _IN_MARGIN if self.is_order else _IN_MARGIN
        if self.is_order:
            return 0.25 if is_lone else 0.5
        return 0.9 if is_lone else 0.4

    def by_vat_id(self, one: Identifier) -> str:
        """The party whose French VAT id holds the SIREN of a legal id; "" for none."""
        return self.sirens.get(one.value[:9], "") if one.kind in _SIZES else ""

    def is_anothers(self, start: Span) -> bool:
        """Whether an id belongs to neither: to a fiscal representative, a carrier or a factor."""
        before = start.row.folded[max(start.start - 60, 0) : start.end]
        held = (b.role for b in self.known if any(line.overlaps(start) for line in b.lines))
        return "other_party" in held or bool(_REPRESENTATIVE.search(before))

    def _told(self, span: Span, label: Label | None) -> str:
        """The party that the words of the label or beside the id name; "" for none."""
        row = span.row
        same_row = label is not None and label.span.row is row
        start = label.span.start if label and same_row else span.start
        segment = next((s.start for s in reversed(row.segments) if s.start <= start), 0)
        before = row.folded[max(start - 25, segment) : span.start]
        if label and not same_row:
            before += " " + label.span.row.folded[max(label.span.start - 25, 0) : label.span.end + 12]
        after = row.folded[span.end : span.end + 12]
        if _BUYERS.search(before) or re.search(r"\(?\bclient\b", after) or (_OURS if self.is_order else _YOURS).search(before):
            return "buyer"
        if _SELLERS.search(before) or (_YOURS if self.is_order else _OURS).search(before):
            return "seller"
        return ""

    def _party(self, role: str) -> str:
        writer, reader = ("buyer", "seller") if self.is_order else ("seller", "buyer")
        return {"seller": "seller", "buyer": "buyer", "deliver_to": "buyer", "issuer": writer, "addressee": reader}.get(role, "")

    def _of_block(self, span: Span) -> str:
        """The party whose block holds the place; "" for none."""
        for block in self.known:
            if any(line.overlaps(span) for line in block.lines):
                if block.role:
                    return self._party(block.role)
                name = block.name
                return next((p for p, at in self.places.items() if name and (at == name or is_alike(at.text, name.text))), "")
        return ""

    def _above(self, start: Span) -> str:
        """The party whose label stands nearest above in the same column, within an address block's height; "" for none."""
        for row in reversed(self.found.rows[max(start.row.index - 12, 0) : start.row.index + 1]):
            if row.page is not start.row.page:
                return ""
            for block in self.known:
                label = block.label
                if label and label.span.row is row and not label.is_weak and abs(label.span.box.left - start.box.left) < _COLUMN:
                    return self._party(label.name)
        return ""

    def _named_above(self, start: Span) -> str:
        """The party whose name stands over the beginning of the id (its label) in the same block; "" for none."""
        for party, name in self.places.items():
            aligned = name.row.page is start.row.page and abs(name.box.left - start.box.left) < _COLUMN / 4
            if aligned and 0 < start.box.top - name.box.top < _ADDRESS:
                return party
        return ""
