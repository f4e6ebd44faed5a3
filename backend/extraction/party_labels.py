"""The labels that say which party a stretch of a page is about, and where on the page they are answered."""

from __future__ import annotations

import re

from backend.extraction.candidates import Candidates
from backend.extraction.labels import Label, columns_in, labels_in
from backend.extraction.layout import Span
from backend.extraction.party_names import has_form, is_name, name_piece
from backend.model.document import Origin

#: The labels that say whose the lines below or beside them are.
ROLES = frozenset({"seller", "buyer", "issuer", "addressee", "deliver_to", "other_party"})
_NAME_KEY = re.compile(
    r"^(?:name|nom|raison sociale|denomination(?: sociale)?|firma|firmenname|company(?: name)?|legal name|ragione sociale|denominazione"
    r"|naam|bedrijfsnaam"
    r"|bedrijf|razon social|nombre(?: o razon social)?|societe|entreprise|nazwa|namn|navn|unternehmen|organisation|business name|nome"
    r"|azienda|nom (?:de )?(?:la |l')?(?:societe|entreprise|client)|nom du client|(?:customer|client|buyer|supplier|vendor|seller) name"
    r"|nombre de (?:la )?empresa|nombre del cliente|nome (?:dell')?azienda|kundenname|klantnaam)\s*:\s*"
)
#: Lines of one column begin within this of each other (a fraction of the page's width).
ALIGNED = 0.012
#: How far under its label what it announces may begin, in heights of the label.
REACH = 2.6
#: "Adresse de facturation et de livraison": the heading goes on.
_GOES_ON = re.compile(
    r"\s*(?:/|&|et|and|und|y|e|en)\s+(?:adresse )?(?:d['e] ?)?(?:livraison|facturation|delivery|shipping|ship to|billing|liefer\w+"
    r"|versand\w*|rechnungs?\w*|envio|entrega"
    r"|consegna|spedizione|levering\w*|verzend\w*|client|buyer|besteller|acheteur|contact)(?: address| adresse| to)?"
)
#: Labels of one word stand before their value only with a colon: "Client Services Ltd" is a name. "Bill to", "Facturé à" lead on.
_LEADS_ON = re.compile(r"(?: a| to| an| aan| por| par| by| le| abile)$")


#: What may stand between a party's label and its colon: "Client(s) :", "Fournisseur / Supplier :", "Kunde (Rechnungsadresse):".
_BEFORE_COLON = re.compile(
    r"\s*(?:\(s\)|\([\w ]{2,30}\)|[/&-] ?[\w' ]{2,30}|(?:address|adresse|name|nom|details|information|company|societe|principal))?\s*"
)


def is_label(span: Span) -> bool:
    """Whether a stretch is nothing but words that announce values."""
    if has_form(span) or "_" in span.text:
        return False
    covered = sum(c.end - c.start for c in columns_in(span.text))
    covered = max(covered, sum(o.span.end - o.span.start for o in labels_in(span.row) if o.span.overlaps(span) and not o.is_weak))
    return _MOSTLY * len(span.text) < covered


#: From this share of its characters on, labels make up a text.
_MOSTLY = 0.6


def is_named_by_key(line: Span) -> bool:
    """Whether a line begins with "Name:" or what companies call theirs."""
    return bool(_NAME_KEY.match(line.folded))


def named(line: Span) -> Span | None:
    """What follows "Name:" on a line of a party's block, beside it or in the next column; None when nothing does."""
    match = _NAME_KEY.match(line.row.folded[line.start :])
    if not match:
        return None
    rest = Span(line.row, line.start + match.end(), len(line.row.text)).trimmed()
    piece = Span(line.row, rest.start, rest.start + len(re.split(r" {2,}", rest.text)[0]))
    return piece if len(piece.text) > 1 and ":" not in piece.text else None


def role_label(line: Span, found: Candidates) -> Label | None:
    """The label of a party that a stretch of a line begins with, None when it begins with none or only seems to."""
    parties = [o for o in found.labels[line.row.index] if o.name in ROLES]
    start = line.trimmed().start if parties else 0
    label = next((o for o in parties if start <= o.span.start <= start + 1), None)
    if label is None:
        return None
    rest = _rest(label, line)
    if line.row.text[label.span.end : label.span.end + 1] in {"_", "-"} or (label.is_weak and _is_mail_head(line, found)):
        return None
    if rest.start >= rest.end or rest.text[0] == ":" or not re.search(r"\w", rest.text):
        return label
    colon = rest.text.find(":")
    if colon >= 0:
        return label if _BEFORE_COLON.fullmatch(rest.folded[:colon]) else None
    if rest.text[0] in "-–—|(/" and not label.is_weak:
        return label
    leads = bool(_LEADS_ON.search(label.span.folded)) and not label.is_weak
    return label if leads and not rest.text[0].islower() and is_name(name_piece(rest)) else None


def _is_mail_head(line: Span, found: Candidates) -> bool:
    """Whether "From:" or "To:" stands in the head of a printed message."""
    around = found.rows[max(line.row.index - 3, 0) : line.row.index + 4]
    return any(_MAIL_HEAD.match(row.folded) for row in around)


_MAIL_HEAD = re.compile(r"(?:sent|subject|envoye|objet|gesendet|betreff|cc|enviado|asunto|inviato|oggetto|verzonden|onderwerp)\s*:")


def _rest(label: Label, line: Span) -> Span:
    """What follows the label, and the words its heading goes on with, on its stretch of the line."""
    more = _GOES_ON.match(line.row.folded, label.span.end, line.end)
    end = more.end() if more else label.span.end
    return Span(line.row, end + line.row.text.startswith(")", end), line.end).trimmed(" \t")


def value_after(label: Label, line: Span) -> Span | None:
    """The value after the label and its colon, on its stretch of the line."""
    rest = _rest(label, line)
    colon = rest.text.find(":")
    is_heading = colon >= 0 and bool(_BEFORE_COLON.fullmatch(rest.folded[:colon]))
    start = rest.start + colon + 1 if is_heading else rest.start
    value = Span(line.row, start, line.end).trimmed()
    others = (o.span for o in labels_in(line.row) if o.name in ROLES and o.span.start > value.start)
    end = min((o.start for o in others if line.row.text[o.end :].lstrip().startswith(":")), default=line.end)
    rest = Span(line.row, value.start, max(value.start, min(end, line.end))).trimmed()
    return rest if rest.end > rest.start and not _QUALIFIED.fullmatch(rest.text) else None


#: What stands in brackets after a label says more of what it announces: "Supplier (Bill from)", "Vendor (BP)".
_QUALIFIED = re.compile(r"\(?[A-Z]{1,4}\)|\([^()]{2,30}\)")


def label_beside(line: Span, found: Candidates) -> Label | None:
    """The label of a party that makes all of the stretch left of the line, when the line answers it; None for none."""
    before = [s for s in line.row.segments if s.end <= line.start and s.text.strip(" :")]
    label = role_label(before[-1], found) if before else None
    if label is None or value_after(label, before[-1]) or any(role_label(s, found) for s in before[-2:-1]):
        return None
    if is_sheet(found):
        is_head = len(line.row.segments) > 2 and _has_below(before[-1], found)  # noqa: PLR2004 - a label, its value and more
        return label if re.search(r"[^\W\d_]{2}", line.text) and not is_head and not is_label(line.trimmed()) else None
    if not is_name(name_piece(line.trimmed())):
        return None
    return label if _is_listed(before[-1], line, found) or not _has_below(before[-1], found) else None


def is_answered(line: Span, found: Candidates) -> bool:
    """Whether the label of a party is answered in the next column: what stands under it is not the party's."""
    following = next((s for s in line.row.segments if s.start >= line.end), None)
    return following is not None and label_beside(following, found) is not None


def _is_listed(label: Span, line: Span, found: Candidates) -> bool:
    """Whether both stand in the columns of a list of labels and values: the line above has the same two."""
    above = found.rows[line.row.index - 1] if line.row.index else line.row
    lefts = [segment.box.left for segment in above.segments] if above.page is line.row.page and above is not line.row else []
    return not is_label(line.trimmed()) and all(any(abs(at - s.box.left) < ALIGNED for at in lefts) for s in (label, line))


def _has_below(label: Span, found: Candidates) -> bool:
    """Whether the next line has something right under the label that could be the name instead."""
    for row in found.rows[label.row.index + 1 : label.row.index + 4]:
        if row.page is not label.row.page or row.box.top - label.box.bottom > REACH * label.box.height:
            return False
        under = [s for s in row.segments if abs(s.box.left - label.box.left) < ALIGNED]
        if under:
            below = under[0].trimmed()
            return named(below) is not None or (is_name(name_piece(below)) and not is_label(below))
    return False


def is_sheet(found: Candidates) -> bool:
    """Whether the lines are those of a sheet, where a cell holds one value whatever it looks like."""
    return any(row.page.origin is Origin.SHEET for row in found.rows[:1])
