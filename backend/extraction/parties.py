"""Who sells and who buys on a printed document: names, VAT ids, legal ids, the account to pay to, and where to deliver."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel import Locale
from rapidfuzz import fuzz

from backend.extraction.candidates import Candidates, Hit, chosen, field_at, field_of
from backend.extraction.identifiers import Identifier, Kind
from backend.extraction.labels import Label
from backend.extraction.layout import Row, Span, fold
from backend.model.document import Origin
from backend.model.field import Field
from backend.model.mail import Mail
from backend.model.trade import DocumentType

_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:s\.?a\.?r\.?l\.?|s\.?a\.?s\.?u?|e\.?u\.?r\.?l\.?|s\.?c\.?i|scop|snc|s\.?a\.?|gmbh(?: & co\.? ?kg)?|ag|kg|ohg|ug|e\.?k\.?|gbr|e\.?v|se|ltd|limited|plc|llc|llp|inc|corp|corporation"
    r"|co|company|s\.?l\.?u?|s\.?r\.?l\.?s?|s\.?p\.?a\.?|s\.?n\.?c\.?|b\.?v\.?b?a?|n\.?v\.?|vof|oy|ab|aps|a/s|as|sp\. z o\.o|sa/nv|c\.v|pty|pvt|s\.?a\.?p\.?i)\.?(?!\w)"
)
_POSTAL = re.compile(
    r"(?<![\w.,/-])(?:[A-Z]{1,2}-? ?)?(?:\d{5}|\d{4} ?[A-Z]{2}|\d{4})(?:-\d{4})?\s{1,3}[A-ZÀ-Ý][\w'’.-]+|[A-Z]{2},? {1,2}\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
)
_SEPARATORS = re.compile(r"\s+[•·|*–—-]\s+|\s*[•·|]\s*|\s\s+|,\s(?=\d|[A-Z][\w.-]*(?:str|weg|platz|allee|gasse))|,\s(?=.*\d{4})")
_SALUTATION = re.compile(
    r"^(?:m|mme|mr|mrs|ms|mlle|herr|herrn|frau|monsieur|madame|firma|societe|dr|sir|attn|z\.? ?hd\.?|a l'attention)\b\.?:?\s*(?:de\b|v\.)?"
)
_NOT_A_NAME = re.compile(
    r"^(?:herr|herrn|frau|madame|monsieur|mr|mrs|m|mme|firma|to whom .*|dear .*|bonjour.*|bonsoir.*|hello.*|hi\b.*|hallo.*|guten .*|sehr geehrte.*|buongiorno.*|buenos .*|cordialement.*|merci.*|best regards|regards|mit freundlichen.*)\W*$|https?:|www\.|@|^\W*\d[\d\W]*$|\biban\b|^tel|^fax|^page\b|^seite\b|^date\b|^datum\b|telephone|^e-?mail|siret|^tva\b|^vat\b|^(?:facture|invoice|rechnung|commande|bestellung|purchase order|bon de commande|order|"
    r"avoir|gutschrift|credit note|factura|fattura|factuur|bestelling|pedido|ordine|tax invoice|auftragsbestatigung|order confirmation|devis|original|duplicata|copy|copie|kopie)\b(?:\s*(?:n°|no|nr|#|:).*)?$"
)
_STREET = re.compile(
    r"^\d+[ ,]|\b(?:rue|avenue|av\.|boulevard|bd|chemin|route|place|allee|impasse|quai|street|st\.?|road|rd|lane|drive|blvd|suite|floor|p\.?o\.? box|cs \d+|bp \d+|zi|za|zac|calle|via|piazza|plaza|laan|straat|weg|plein|kade)\b"
    r"|(?:strasse|str\.|straße|weg|platz|allee|gasse|straat|laan)\s*\d|strasse|straße"
)
#: Words in a label or beside an id that say whose it is.
_BUYERS = re.compile(
    r"\b(?:client|customer|your|votre|vos|ihre?|buyer|kunden?|uw|klant|cliente|su|acheteur|bill|destinataire|abnehmer|empfanger)\b"
)
_SELLERS = re.compile(r"\b(?:our|notre|unsere?|seller|vendor|supplier|fournisseur|lieferant|onze|emetteur|vendeur|proveedor|fornitore)\b")
#: The customer's account that a direct debit goes to is not where to pay.
_DEBITED = re.compile(
    r"abgebucht|abbuchung|lastschrift|preleve|debite|direct debit|votre compte|your account|ihrem konto|mandat|domiciliaci|addebito|incasso"
)
_COUNTRIES = frozenset(fold(name) for language in ("fr", "en", "de", "es", "it", "nl") for name in Locale(language).territories.values())
_MAX_NAME = 80
_ISSUED_BY_BUYER = frozenset({DocumentType.ORDER, DocumentType.ORDER_CHANGE})


@dataclass(frozen=True)
class _Block:
    """Lines that stand under each other: an address, as a rule."""

    lines: tuple[Span, ...]

    @property
    def postal(self) -> bool:
        """Whether it holds a postal code with a town in its second line or later."""
        return any(_POSTAL.search(line.text) for line in self.lines[1:7])


def parties(found: Candidates, document_type: DocumentType, mail: Mail) -> dict[str, Field]:
    """The fields of seller and buyer, by name."""
    blocks = _blocks(found)
    seller, buyer = _names(found, blocks, document_type, mail)
    fields = [field_of("seller_name", seller, found.part), field_of("buyer_name", buyer, found.part)]
    fields += _ids(found, blocks, Kind.VAT_ID, "vat_id", document_type)
    fields += _ids(found, blocks, Kind.SIRET, "legal_id", document_type)
    by_name = {f.name: f for f in fields if f}
    for f in _ids(found, blocks, Kind.SIREN, "legal_id", document_type):
        if f and f.name not in by_name:
            by_name[f.name] = f
    if document_type in _ISSUED_BY_BUYER:
        delivery = _delivery_address(found)
        by_name.update({delivery.name: delivery} if delivery else {})
    else:
        by_name.update({f.name: f for f in _account(found) if f})
    return by_name


def _blocks(found: Candidates) -> list[_Block]:
    """The columns of lines in the upper part of the first page and wherever a postal code stands."""
    open_blocks: list[list[Span]] = []
    for row in found.rows[:400]:
        for segment in row.segments:
            home = next((b for b in reversed(open_blocks[-40:]) if _under(b[-1], segment)), None)
            if home is None:
                open_blocks.append([segment])
            else:
                home.append(segment)
    return [_Block(tuple(b)) for b in open_blocks]


def _under(above: Span, segment: Span) -> bool:
    if above.row.page is not segment.row.page or above.row is segment.row:
        return False
    gap = segment.box.top - above.box.bottom
    size = max(above.box.height, segment.box.height)
    return gap < 1.1 * size and abs(above.box.left - segment.box.left) < 0.012


def _names(
    found: Candidates, blocks: Sequence[_Block], document_type: DocumentType, mail: Mail
) -> tuple[tuple[Hit, float] | None, tuple[Hit, float] | None]:
    """The seller's and the buyer's name with their probabilities."""
    sellers = list(_labelled_names(found, "seller"))
    buyers = list(_labelled_names(found, "buyer"))
    domains = _domains(found, mail)
    is_message = document_type in _ISSUED_BY_BUYER and any(r.page.origin is Origin.BODY for r in found.rows)
    issuer = [*(() if is_message else _letterhead(found, domains)), *_footer(found)]
    addressee = list(_addressees(found, blocks, [h.value for h in issuer if h.probability >= 0.5]))
    (buyers if document_type in _ISSUED_BY_BUYER else sellers).extend(issuer)
    (sellers if document_type in _ISSUED_BY_BUYER else buyers).extend(addressee)
    (buyers if document_type in _ISSUED_BY_BUYER else sellers)[:] = [
        _boosted(h, domains) for h in (buyers if document_type in _ISSUED_BY_BUYER else sellers)
    ]
    buyer = chosen(_merged(buyers))
    seller = chosen(_merged([h for h in sellers if buyer is None or h.probability > 0.8 or not _alike(h.value, buyer[0].value)]))  # noqa: PLR2004
    if seller and buyer and _alike(seller[0].value, buyer[0].value):
        if seller[1] >= buyer[1]:
            buyer = chosen(_merged([h for h in buyers if not _alike(h.value, seller[0].value)]))
        else:
            seller = chosen(_merged([h for h in sellers if not _alike(h.value, buyer[0].value)]))
    return seller, buyer


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(_core(one), _core(other)) >= 92  # noqa: PLR2004


def _core(name: str) -> str:
    return re.sub(r"\W+", " ", _LEGAL_FORM.sub(" ", fold(name))).strip() or fold(name)


def _merged(hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits, those for one party under one spelling: the one with a legal form, else the likeliest."""
    spellings: list[str] = []
    for hit in sorted(hits, key=lambda h: (not _LEGAL_FORM.search(fold(h.value)), -h.probability)):
        spelling = next((s for s in spellings if _core(s) == _core(hit.value)), None)
        if spelling is None:
            spellings.append(spelling := hit.value)
        yield Hit(spelling, hit.span, hit.probability, hit.method, hit.label)


def _boosted(hit: Hit, domains: frozenset[str]) -> Hit:
    """A name that the domain of an address on the page or of the sender spells is likelier."""
    raised = hit.probability + (0.6 if _spelled(hit.value, domains) else 0.0) * (1 - hit.probability)
    return Hit(hit.value, hit.span, min(0.97, raised), hit.method, hit.label)


def _spelled(name: str, domains: frozenset[str]) -> bool:
    """Whether one of the domains spells the name or its initials."""
    core = _core(name)
    letters = re.sub(r"[^a-z0-9]", "", core)
    words = [w for w in re.split(r"\W+", core) if w]
    initials = "".join(w[0] for w in words)
    if len(letters) < 3:  # noqa: PLR2004
        return False
    return any(
        letters in d or d in letters or (len(words) > 2 and initials == d) or any(len(w) > 4 and w in d for w in words) for d in domains
    )  # noqa: PLR2004


_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?)([a-z0-9-]+)(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_MAIL_HOSTS = frozenset(
    "gmail outlook hotmail yahoo orange wanadoo free sfr laposte gmx web example icloud live msn googlemail t-online".split()
)


def _domains(found: Candidates, mail: Mail) -> frozenset[str]:
    """The names of the domains of addresses on the pages and of the sender, without those of mail providers."""
    names = {m[1] for row in found.rows for m in _DOMAIN.finditer(row.folded)}
    names |= {mail.sender.domain.rpartition(".")[0].rpartition(".")[2]}
    return frozenset(n.replace("-", "") for n in names if len(n) > 2 and n not in _MAIL_HOSTS)  # noqa: PLR2004


def _labelled_names(found: Candidates, role: str) -> Iterator[Hit]:
    """The names that labels of a party announce: beside them, or in the first lines under them."""
    for label in found.labelled(role):
        if _reads_on(label):
            continue
        strength = 0.45 if label.is_weak else 0.9
        beside = _beside_label(label, found)
        if beside:
            yield Hit(_clean(beside), beside, strength, label=label.span)
            continue
        for order, line in enumerate(_below_label(label, found)):
            if _is_name(line) and not any(
                o.name in {"seller", "buyer", "deliver_to"} for o in found.labels[line.row.index] if o.span.overlaps(line)
            ):
                yield Hit(_clean(line), line, strength * 0.95 * 0.6**order, label=label.span)
                break


def _reads_on(label: Label) -> bool:
    """Whether the label is part of a longer phrase ("Customer service", "Client depuis")."""
    after = label.span.row.text[label.span.end : label.span.end + 2]
    before = label.span.row.text[max(label.span.start - 2, 0) : label.span.start]
    return bool(re.match(r" [a-z]|[-'’]\w|\(s", after)) or bool(re.search(r"[a-zà-ÿ0-9] $|[-'’]$", before))


def _beside_label(label: Label, found: Candidates) -> Span | None:
    row = label.span.row
    is_sheet = row.page.origin is Origin.SHEET
    stop = (
        len(row.text)
        if is_sheet
        else min((o.span.start for o in found.labels[row.index] if o.span.start >= label.span.end), default=len(row.text))
    )
    rest = Span(row, label.span.end, stop).trimmed()
    if rest.start >= rest.end:
        return None
    first = re.split(r" {2,}", rest.text)[0]
    far = row.text[label.span.end : rest.start].count(" ") > 1 and ":" not in row.text[label.span.end : rest.start]
    span = _first_piece(Span(row, rest.start, rest.start + len(first)))
    if far and not (row.page.origin is Origin.SHEET):
        return None
    is_cell = row.page.origin is Origin.SHEET and re.search(r"[^\W\d_]{3}", span.text)
    return span if is_cell or _is_name(span) else None


def _below_label(label: Label, found: Candidates) -> Iterator[Span]:
    place, bottom = label.span.box, label.span.box.bottom
    for row in found.rows[label.span.row.index + 1 : label.span.row.index + 6]:
        if row.page is not label.span.row.page or row.box.top - bottom > 2.5 * place.height:
            return
        for segment in row.segments:
            if abs(segment.box.left - place.left) < 0.04 or (segment.box.left < place.right and place.left < segment.box.right):
                bottom = segment.box.bottom
                yield _first_piece(segment.trimmed())


def _first_piece(span: Span) -> Span:
    """The span up to the first separator: of "Kraxi GmbH · Flugzeugallee 17" the name."""
    match = _SEPARATORS.search(span.text)
    return Span(span.row, span.start, span.start + match.start()).trimmed() if match and match.start() > 2 else span  # noqa: PLR2004


def _is_name(span: Span) -> bool:
    """Whether a text can be a party's name: no label, no street, no town, no number."""
    folded = span.folded.strip()
    if not 2 < len(folded) <= _MAX_NAME or not re.search(r"[a-z]{2}", folded) or _NOT_A_NAME.search(folded) or folded.endswith(":"):  # noqa: PLR2004
        return False
    if folded.strip(" .") in _COUNTRIES:
        return False
    if _LEGAL_FORM.search(folded):
        return True
    digits = sum(c.isdigit() for c in folded)
    return not (_STREET.search(folded) or _POSTAL.search(span.text) or digits > len(folded) / 4)


def _clean(span: Span) -> str:
    """The name without a salutation before it and what only says how much capital there is."""
    text = " ".join(span.trimmed().text.split())
    cut = _SALUTATION.match(fold(text))
    text = text[cut.end() :] if cut and cut.end() < len(text) - 2 else text
    return re.split(r"(?i)\s+(?:au capital|tel\b|siège|siret|rcs\b)", text)[0].strip(" ,;:-–")


def _letterhead(found: Candidates, domains: frozenset[str]) -> Iterator[Hit]:
    """Names at the top of the first page: the sender's line over the address window, a legal form, the largest print."""
    first_page = [r for r in found.rows if r.page.number == found.rows[0].page.number] if found.rows else []
    tallest = max((_print_size(r) for r in first_page[:14]), default=0.0)
    for order, row in enumerate(first_page[:25]):
        for segment in row.segments:
            span = _first_piece(segment.trimmed())
            if not _is_name(span) or any(label.span.overlaps(span) and not label.is_weak for label in found.labels[row.index]):
                continue
            is_sender_line = (
                bool(_SEPARATORS.search(segment.text))
                and bool(_POSTAL.search(row.text))
                or (_one_line_address(row.text) and span.start == 0)
            )
            has_form = bool(_LEGAL_FORM.search(span.folded))
            is_large = _print_size(row) >= 0.95 * tallest > 1.25 * _usual_size(first_page)
            if is_sender_line:
                yield Hit(_clean(span), span, 0.85 if has_form else 0.75, method="position")
            elif has_form and order < 12:  # noqa: PLR2004
                yield Hit(_clean(span), span, 0.5 - 0.02 * order, method="position")
            elif order < 14 and _spelled(_clean(span), domains):  # noqa: PLR2004
                yield Hit(_clean(span), span, 0.45 - 0.02 * order, method="position")
            elif order < 6 and (is_large or order == 0):  # noqa: PLR2004
                yield Hit(_clean(span), span, (0.45 if is_large else 0.3) - 0.03 * order, method="position")


def _one_line_address(text: str) -> bool:
    return text.count(",") >= 2 and bool(_POSTAL.search(text))  # noqa: PLR2004


def _print_size(row: Row) -> float:
    return max((w.box.height * row.page.height for w in row.words), default=0.0)


def _usual_size(rows: Sequence[Row]) -> float:
    sizes = sorted(_print_size(r) for r in rows)
    return sizes[len(sizes) // 2] if sizes else 1.0


_LEGAL_NOTICE = re.compile(
    r"\bsiret\b|\brcs\b|\br\.c\.s|capital|\bhrb\b|siege social|registered|handelsregister|geschaftsfuhrer|\bust-?id|\bape\b|p\.? ?iva|sede legale|kvk|registro mercantil|amtsgericht|company no"
)


def _footer(found: Candidates) -> Iterator[Hit]:
    """Names in the legal notice that a seller prints at the foot (or head) of the page, and as holder of the account."""
    for row in found.rows:
        around = found.rows[max(row.index - 1, 0) : row.index + 2]
        if not any(_LEGAL_NOTICE.search(r.folded) and r.page is row.page for r in around):
            continue
        for segment in row.segments[:1] if row.box.top > 0.75 else row.segments:  # noqa: PLR2004
            span = _first_piece(segment.trimmed())
            if _is_name(span) and _LEGAL_FORM.search(span.folded) and not re.match(r"^(?:s\.?a|sarl|sas|gmbh)\b", span.folded):
                yield Hit(_clean(span), span, 0.7 if row.box.top > 0.75 else 0.5, method="position")  # noqa: PLR2004
    for row in found.rows:
        match = re.search(
            r"(?:titulaire(?: du compte)?|account (?:holder|name)|kontoinhaber|beneficiary|beneficiaire|intestatario|titular|tenaamstelling)\s*:?\s*",
            row.folded,
        )
        if match:
            span = _first_piece(Span(row, match.end(), len(row.text)).trimmed())
            if _is_name(span):
                yield Hit(_clean(span), span, 0.65, method="label")


def _addressees(found: Candidates, blocks: Sequence[_Block], issuers: Sequence[str]) -> Iterator[Hit]:
    """The first name in each address block of the upper half of the first page that is not the issuer's own."""
    for block in blocks:
        if not block.postal or block.lines[0].box.top > 0.55 or block.lines[0].row.page.number != found.rows[0].page.number:  # noqa: PLR2004
            continue
        own = False
        for line in block.lines[:6]:
            span = _first_piece(line.trimmed())
            if any(_alike(span.text, issuer) for issuer in issuers) and _is_name(span):
                own = not _is_sender_line(line)
            elif _is_name(span) and not _is_labelled(line, found):
                yield Hit(_clean(span), span, 0.1 if own else 0.62, method="position")
                break


def _is_labelled(line: Span, found: Candidates) -> bool:
    return any(o.span.overlaps(line) and o.span.start <= line.start + 1 and not o.is_weak for o in found.labels[line.row.index])


def _is_sender_line(line: Span) -> bool:
    """Whether the line is a whole address on one line, as printed small over the address window (DIN 5008)."""
    return bool(_SEPARATORS.search(line.text)) and bool(_POSTAL.search(line.text))


def _ids(found: Candidates, blocks: Sequence[_Block], kind: Kind, suffix: str, document_type: DocumentType) -> list[Field | None]:
    """The seller's and the buyer's id of that kind."""
    seller: list[Hit] = []
    buyer: list[Hit] = []
    ids = [i for row in found.identifiers for i in row if i.kind is kind]
    for one in ids:
        label = _label_before(one, found, suffix)
        likely = (0.97 if one.is_valid else 0.6) if label else (0.85 if one.is_valid else 0.25)
        sellers_share = _sellers_share(one, found, label, document_type)
        for hits, share in ((seller, sellers_share), (buyer, 1 - sellers_share)):
            hits.append(
                Hit(
                    one.value, one.span, likely * share, method="checksum" if one.is_valid else "label", label=label.span if label else None
                )
            )
    best_seller = chosen(seller)
    best_buyer = chosen([h for h in buyer if not best_seller or h.value != best_seller[0].value or h.probability > best_seller[1]])
    if best_seller and best_buyer and best_seller[0].value == best_buyer[0].value:
        best_seller = chosen([h for h in seller if h.value != best_buyer[0].value])
    return [field_of(f"seller_{suffix}", best_seller, found.part), field_of(f"buyer_{suffix}", best_buyer, found.part)]


def _label_before(one: Identifier, found: Candidates, suffix: str) -> Label | None:
    names = {"vat_id": {"vat_id", "tax_amount"}, "legal_id": {"siret", "siren", "legal_id"}}[suffix]
    here = [o for o in found.labels[one.span.row.index] if o.name in names and o.span.end <= one.span.start]
    if here:
        return here[-1]
    if one.span.row.index == 0:
        return None
    above = found.labels[one.span.row.index - 1]
    return next(
        (o for o in above if o.name in names and o.span.box.left < one.span.box.right and one.span.box.left < o.span.box.right), None
    )


def _sellers_share(one: Identifier, found: Candidates, label: Label | None, document_type: DocumentType) -> float:
    """How likely an id is the seller's rather than the buyer's: by its label, by the party above it, by its place on the page."""
    row = one.span.row
    before = row.folded[max((label.span.start if label else one.span.start) - 25, 0) : one.span.start]
    after = row.folded[one.span.start : one.span.start + 40]
    if _BUYERS.search(before) or re.search(r"\bclient\b", after):
        return 0.04
    if _SELLERS.search(before):
        return 0.97
    owner = _owner_above(one, found)
    if owner:
        return 0.9 if owner == "seller" else 0.06
    lone = len({i.value for ids in found.identifiers for i in ids if i.kind is one.kind}) == 1
    issuers = (0.25 if lone else 0.5) if document_type in _ISSUED_BY_BUYER else (0.85 if lone else 0.4)
    is_margin = row.box.top > 0.8 or row.box.top < 0.12 or bool(_LEGAL_NOTICE.search(row.folded))  # noqa: PLR2004
    return (0.04 if document_type in _ISSUED_BY_BUYER else 0.95) if is_margin else issuers


def _owner_above(one: Identifier, found: Candidates) -> str:
    """The party whose label stands nearest above in the same column, within an address block's height; "" for none."""
    place = one.span.box
    for row in reversed(found.rows[max(one.span.row.index - 12, 0) : one.span.row.index + 1]):
        if row.page is not one.span.row.page:
            return ""
        for label in found.labels[row.index]:
            if (
                label.name in {"seller", "buyer", "deliver_to"}
                and not label.is_weak
                and not _reads_on(label)
                and abs(label.span.box.left - place.left) < 0.2
            ):  # noqa: PLR2004
                return "buyer" if label.name != "seller" else "seller"
    return ""


def _account(found: Candidates) -> Iterator[Field | None]:
    """The seller's IBAN and BIC; the account that a direct debit is taken from is not meant."""
    accounts = [i for row in found.identifiers for i in row if i.kind is Kind.IBAN]
    hits = [
        Hit(
            i.value,
            i.span,
            (0.96 if i.is_valid else 0.45) * (0.15 if _is_debited(i, found) else 1.0),
            "checksum" if i.is_valid else "label",
        )
        for i in accounts
    ]
    best = chosen(hits)
    yield field_of("payment_iban", best, found.part, least=0.2)
    codes = [i for row in found.identifiers for i in row if i.kind is Kind.BIC]
    if best and codes:
        nearest = min(codes, key=lambda i: abs(i.span.row.index - best[0].span.row.index))
        same_country = nearest.value[4:6] == best[0].value[:2]
        labelled = any(
            o.name == "payment_bic"
            for row in found.rows[max(nearest.span.row.index - 1, 0) : nearest.span.row.index + 1]
            for o in found.labels[row.index]
        )
        if labelled or same_country:
            yield field_at("payment_bic", nearest.value, nearest.span, 0.96 if labelled and same_country else 0.75, found.part)


def _is_debited(one: Identifier, found: Candidates) -> bool:
    return any(
        _DEBITED.search(row.folded)
        for row in found.rows[max(one.span.row.index - 3, 0) : one.span.row.index + 1]
        if row.page is one.span.row.page
    )


def _delivery_address(found: Candidates) -> Field | None:
    """The lines under "deliver to", or the text beside it, joined by commas."""
    for label in found.labelled("deliver_to"):
        if _reads_on(label):
            continue
        lines: list[Span] = []
        beside = Span(label.span.row, label.span.end, len(label.span.row.text)).trimmed()
        if re.search(r"\w{3}", beside.text) and (found.labels[label.span.row.index][-1] is label):
            lines.append(Span(beside.row, beside.start, beside.start + len(beside.text.split("   ")[0])))
        if not (lines and _POSTAL.search(lines[0].text)):
            lines += _address_lines(label, found)
        if lines and any(re.search(r"\d", line.text) for line in lines):
            text = ", ".join(" ".join(line.text.split()).strip(" ,") for line in lines)
            return field_at(
                "delivery_address",
                text[:300],
                lines[0],
                0.85 if any(_POSTAL.search(line.text) for line in lines) else 0.6,
                found.part,
                label=label.span,
            )
    return None


def _address_lines(label: Label, found: Candidates) -> Iterator[Span]:
    """The lines under a label in its column, to the line with the postal code."""
    place, bottom = label.span.box, label.span.box.bottom
    for row in found.rows[label.span.row.index + 1 : label.span.row.index + 8]:
        segment = next((s for s in row.segments if abs(s.box.left - place.left) < 0.03), None)
        if segment is None or row.page is not label.span.row.page or segment.box.top - bottom > 1.8 * place.height:
            return
        if any(o.span.start <= segment.start + 1 and o.span.overlaps(segment) and not o.is_weak for o in found.labels[row.index]):
            return
        bottom = segment.box.bottom
        yield segment
        if _POSTAL.search(segment.text):
            return
