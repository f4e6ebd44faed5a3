"""Who signs a letter or says its name, and who is called or greeted: signs for both parties that stand apart from their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from backend.extraction.candidates import Candidates, Hit
from backend.extraction.layout import Row, Span
from backend.extraction.party_labels import is_label
from backend.extraction.party_names import clean, is_name, is_organisation, is_person, name_piece
from backend.patterns import late

#: How often the company under the words that close a letter has written it, and the one that somebody signs for.
_CLOSED, _SIGNED_FOR = 0.7, 0.75
#: How often a person who is called by title, without an address, is who is addressed; where on the page, and in how many words.
_CALLED, _UPPER, _MOST_WORDS = 0.6, 0.45, 5
#: Who stands on these lines heads the page as his own.
_HEADING = 2
_CLOSING = re.compile(
    r"(?:^thank(?:s| you) .*,|^merci .*,|\b(?:regards|sincerely|yours truly|cordialement|salutations|grussen|grusse|saludos|atentamente"
    r"|saluti|groet|groeten))\W*$"
)
#: "For Acme Traders", "For," over the name, with the place of the signature below it.
_FOR = re.compile(r"(?:for|pour)(?:,| :|:)?(?: m/s\.?)?(?=$| )")
_SIGNATORY = re.compile(r"authori[sz]ed sign|signator|signataire")
_SIGNATURE_ROWS = 6
#: How far beside the word a name under it may begin (a fraction of the page's width).
_BESIDE = 0.1


def closings(found: Candidates) -> Iterator[Hit]:
    """The companies under the words that close a letter ("Thank you for your business,"), and those that somebody signs for."""
    for row, below in pairwise(found.rows):
        span = name_piece(below.segments[0].trimmed()) if _CLOSING.search(row.folded) and row.page is below.page else None
        if span and is_name(span) and is_organisation(span) and not is_label(span):
            yield Hit(clean(span), span, _CLOSED, method="position")
    yield from _signed_for(found)


def _signed_for(found: Candidates) -> Iterator[Hit]:
    for row in found.rows:
        for segment in row.segments:
            match = _FOR.match(segment.folded)
            rest = Span(row, segment.start + match.end(), segment.end).trimmed() if match else segment
            if match and (_is_signed(row, found) if rest.text else _stands_alone(segment)):
                name = name_piece(rest if rest.text else _under(segment, found))
                if name.text[:1].isupper() and is_name(name) and not is_label(name):
                    yield Hit(clean(name), name, _SIGNED_FOR, method="position")


def _under(segment: Span, found: Candidates) -> Span:
    """What stands right under a stretch, itself where nothing does."""
    below = (r for r in found.rows[segment.row.index + 1 : segment.row.index + 2] if r.page is segment.row.page)
    under = (s.trimmed() for r in below for s in r.segments if s.box.left < segment.box.right + _BESIDE and segment.box.left < s.box.right)
    return next(under, segment)


def _stands_alone(segment: Span) -> bool:
    """Whether "For," is all of its line: the company's name is set under it."""
    return segment.text.rstrip()[-1:] in {",", ":"} and len(segment.row.segments) == 1


def _is_signed(row: Row, found: Candidates) -> bool:
    """Whether the place of a signature is shortly below a line."""
    return any(r.page is row.page and _SIGNATORY.search(r.folded) for r in found.rows[row.index : row.index + 1 + _SIGNATURE_ROWS])


def trade_names(found: Candidates) -> Iterator[tuple[str, Hit]]:
    """Each trade name with the company that a sentence says trades under it: "Gritfloor is operated by Corrib Fitness Supply Ltd"."""
    for row in found.rows:
        match = _TRADES_AS.search(row.folded)
        if match:
            before = max((at + len(mark) for mark in _BREAKS if (at := row.folded.rfind(mark, 0, match.start())) >= 0), default=0)
            brand = Span(row, before, match.start()).trimmed(' ,.:«»"“”(')
            name = name_piece(Span(row, match.end(), match.end() + len(row.text[match.end() :].split(", ")[0])).trimmed())
            if 0 < len(brand.text.split()) <= _MOST_WORDS and name.text[:1].isupper() and is_name(name) and not is_label(name):
                yield clean(brand), Hit(clean(name), name, _SAID, method="position")


#: How often the company that a sentence names as the one behind a trade name is the party, and where the sentence begins.
_SAID, _BREAKS = 0.9, (". ", " - ", " – ", " — ", " | ", " · ", "  ")
_TRADES_AS = late(
    r"(?:(?<=\s)(?:is|est|ist|es|e) )?(?:(?:an?|une?|eine?|een|una|the|la|die|het) )?(?:registered |eingetragene |geregistreerd )?"
    r"(?:(?<=\s)(?:trading (?:name|style)|trade ?name|brand|enseigne|marque|nom commercial|handelsmarke|marke|handelsnaam|merk"
    r"|nombre comercial|marca|nome commerciale|marchio)(?: commerciale?| deposee?| registrada| registrato)?"
    r" (?:of|de|der|des|von|van|di|del|della)"
    r"|(?<=\s)(?:operated|run|exploitee?|betrieben|gestionado|gestito) (?:by|par|von|door|por|da))"
    r"(?: (?:la|the|der|de|het|die))?(?: (?:societe|company|firma|empresa|societa))? "
)


def called(found: Candidates) -> Iterator[Hit]:
    """The persons called by their title in the upper part of the first page, but for who begins it: "Mme Marie Durand"."""
    first = (row for row in found.rows[_HEADING:] if row.page is found.rows[0].page and row.box.top < _UPPER)
    for row in first:
        for segment in row.segments:
            span = segment.trimmed()
            name = name_piece(span)
            if is_person(name) and 1 < len(name.text.split()) <= _MOST_WORDS and is_name(name) and not is_label(name):
                yield Hit(clean(name), name, _CALLED, method="position")


def greeted(found: Candidates) -> Iterator[Hit]:
    """Whom the first lines greet by the whole name: "Dear Jane Miller,"."""
    for row in found.rows[:_GREETING_ROWS]:
        match = _GREETING.match(row.folded)
        name = Span(row, match.end(), len(row.text)).trimmed(" ,!.:") if match else None
        if name and 1 < len(name.text.split()) <= _MOST_WORDS and name.text[0].isupper() and _is_whole(name) and is_name(name):
            yield Hit(clean(name), name, _GREETED, method="position")


def _is_whole(name: Span) -> bool:
    """Whether a greeting is for one person by the names, not for "Sir or Madam" or a customer."""
    words = name.text.split()
    return words[0].isalpha() and words[-1][0].isupper() and not re.search(r"[,!.?]", name.text[3:]) and not _ANYBODY.search(name.folded)


def keyed(found: Candidates) -> Iterator[Hit]:
    """What follows "Company name:" in the upper part of the first page, where no party's label says whose it is."""
    for row in found.rows:
        if row.page is not found.rows[0].page or row.box.top > _UPPER:
            return
        for segment in row.segments:
            match = _OWN_KEY.match(row.folded[segment.start :])
            rest = row.text[segment.start + match.end() :] if match else ""
            if match and rest:
                start = segment.start + match.end()
                name = name_piece(Span(row, start, start + len(re.split(r" {2,}", rest)[0])).trimmed())
                if name.text and ":" not in name.text and len(name.text) < _LONGEST_KEYED:
                    yield Hit(clean(name), name, _KEYED, method="label")


#: How often who is greeted by the whole name is addressed, and in which lines; how often what a company calls itself is the writer.
_GREETED, _GREETING_ROWS, _KEYED, _LONGEST_KEYED = 0.7, 15, 0.7, 60
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hola|estimad[oa]|bonjour|cher|chere|hallo|guten (?:tag|morgen)|liebe[rs]?|sehr geehrter?|gentile|ciao"
    r"|buongiorno|salve|egregi[oa]|beste|geachte|hej|hei|szanown[ya]|czesc|ola|car[oa]|prezad[oa])\s+(?=\S)"
)
#: Words that greet anybody.
_ANYBODY = re.compile(
    r"\b(?:sirs?|madam|customers?|clients?|team|all|kund\w*|damen|herren|messieurs|partners?|friends?|colleagues?|user|member|clientes?"
    r"|cliente|klant|kollegen|there|to|from|and|und|et|your|thank|thanks|merci)\b"
)
#: What only a company's name for itself follows, where nothing says that it is the customer's.
_OWN_KEY = re.compile(
    r"(?:nom (?:de )?(?:la |l')?(?:societe|entreprise|etablissement|boutique|garage|magasin)|nom du (?:garage|magasin|vendeur)"
    r"|raison sociale"
    r"|company name|business name|store name|shop name|trading name|firmenname|bedrijfsnaam|nombre de (?:la )?empresa"
    r"|nome (?:dell')?azienda|nome da empresa)\s*:\s+"
)
