"""Telling the name of a party from the labels, streets, towns and greetings around it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz

from backend.extraction.amounts import currency_of
from backend.extraction.calendar_names import MONTHS
from backend.extraction.layout import Span, fold
from backend.extraction.postal import ends_with_country, first_piece, is_country, is_street, postal_code
from backend.patterns import late

#: Legal forms that no other word looks like, folded (https://en.wikipedia.org/wiki/List_of_legal_entity_types_by_country).
_FORM = re.compile(
    r"(?<![\w.])(?:s\.?a\.?r\.?l|s\.?a\.?s\.?u?|s\.a|s\.a/n\.v|sa/nv|e\.?u\.?r\.?l|e\.?i\.?r\.?l|earl|gaec|s\.?c\.?e?\.?a|s\.?c\.?i"
    r"|s\.?c\.?p"
    r"|scop|scic|snc|s\.n\.c|selarl|selas|sprl|scrl|gie|g?gmbh|gesmbh|ges\.m\.b\.h|mbh|g?gmbh ?& ?co\.? ?kg(?:aa)?|kgaa|ohg|gbr|e\.k"
    r"|e\.kfm"
    r"|e\.v|e\.u|e\.g|inh|ltd|ltda|limited|plc|llc|l\.l\.c|llp|inc|corp|corporation|incorporated|pty|pvt|p\.? ltd|company|s\.l|s\.l\.u"
    r"|sociedad limitada|sociedad anonima|s\.coop|s\.r\.l\.?s?|srls?|s\.p\.a|s\.a\.s|s\.s|soc\.? coop|b\.v|bvba|n\.v|v\.o\.f|vof|c\.v"
    r"|stichting"
    r"|asbl|vzw|a/s|aps|i/s|oyj|a\.s|s\.r\.o|spol|sp\. ?z ?o\.? ?o|sp\. ?j|sp\. ?k|kft|zrt|d\.o\.o|d\.d|e?ood|lda|unipessoal|s\.a\.p\.i"
    r"|s\.c\.r\.l|& ?cie|et cie|& ?co|et fils|& ?fils|& ?sohne|& ?sons|freres|gebr|cooperative|mutuelle)\.?(?!\w)"
)
#: Forms that are words or parts of codes when not in capitals.
_SHORT_FORM = re.compile(
    r"(?<![\w.&/-])(?:SA|SE|AG|KG|UG|EG|eG|eK|AS|AB|HB|ASA|ANS|NV|BV|CV|OY|Oy|SL|SLU|SLL|SpA|SPA|SC|SCS|EI|EIRL|Co|CO|LP|SAPI|Srl|SRL"
    r"|SAS|SASU|SAU|UAB|SIA|OÜ)"
    r"\.?(?![\w/-]|\.\w| {1,2}\d{5}\W*$)"
)
#: What a company or public body calls itself, folded: likelier a party's name than a person's.
_ORGANISATION = late(
    r"\b(?:group[eo]?|gruppe|industri\w*|technolog\w*|systems?|solutions?|services?|consult\w*|holding|electronics?|manufacturing"
    r"|trading|logisti\w*"
    r"|universit\w*|hochschule|school|college|lycee|ecole|institut\w*|hopital|hospital|clini\w*|klinik\w*|chu|mairie|commune|ville de"
    r"|gemeinde|stadt"
    r"|ministere|departement|conseil|prefecture|association|verein|foundation|fondation|stiftung|club|hotel|restaurant|cafe|boulangerie"
    r"|garage"
    r"|pharmacie|apotheke|librairie|imprimerie|ets|etablissements|maison|atelier\w*|studio|cabinet|agence|agency|bureau|partners?"
    r"|associes|labs?"
    r"|works|werke?|handel\w*|vertrieb\w*|transport\w*|import|export|international|enterprises?|entreprise|societe|firma|company|store"
    r"|shop|markt"
    r"|bau|metall\w*|maschinen\w*|fabri\w*|usine|distribution|wholesal\w*|interiors?|design|media|software|digital|telecom|energie"
    r"|energy|bank|banque"
    r"|assurances?|insurance|foods?|catering|conference|azienda|impresa|officina|bedrijf|drukkerij|bakkerij|urzad|spolka)\b"
)
#: Titles before the name of a person or company, which belong to no name.
_SALUTATION = re.compile(
    r"^(?:m/s|(?:mr?|mme)[,/] ?(?:mme|mlle|mr|mrs|ms|m)"
    r"|m|mme|mr|mrs|ms|mlle|mm|herrn?|frau|monsieur|madame|messrs|firma|fa|societe|ste|dr|sir|attn|att|z\.? ?hd|a l'attention"
    r"|spett\.?(?:\.? ?le|abile)"
    r"|sig|sig\.ra|sra?|dhr|mevr|t\.a\.v|exmo\S*|senor(?:es)?|de heer|mevrouw|pan|pani|hr)\b\.?:?\s*(?:de\b(?= la societe)|v\.)?"
)
#: What only stands before the name of a person.
PERSON = re.compile(
    r"^(?:(?:mr?|mme)[,/] ?(?:mme|mlle|mr|mrs|ms|m)"
    r"|mme|mlle|mr|mrs|ms|herrn?|hr|frau|monsieur|madame|m\.|m(?= [a-z]+ [a-z])|dr|prof|sig|sr|sra|dhr|mevr|mevrouw|de heer|attn|att"
    r"|c/o|z\. ?hd|t\.a\.v"
    r"|a l'attention|kontakt|contact)\b\.?:?\s"
)
#: Offices and desks within a company.
_DESK = re.compile(
    r"\b(?:service|departement|department|dept|abteilung|abt|dpto|ufficio|afdeling|bureau|div(?:ision)?)\b\.?\s+(?:des? |du |d'|of )?"
    r"(?:compta\w*|achats?|facturation|financ\w*|purchas\w*|account\w*|einkauf|buchhaltung|contabil\w*|acquisti|inkoop|general|technique"
    r"|client\w*|ankauf)"
    r"|^direction (?:des|de la|du|generale|financiere|commerciale)|^(?:financiele administratie|accounts? payable|accounting"
    r"|comptabilite|compta|buchhaltung|kreditorenbuchhaltung|einkauf|purchasing|procurement"
    r"|finance department|achats"
    r"|service achats?|crediteuren|contabilidad|amministrazione|administratie|sales ?person|favorite \w+|receiving|reception)\b[\w &]*$"
)
#: What no name begins with, folded, and what none holds.
_BEGINS_NO_NAME = re.compile(
    r"(?:herrn?|frau|madame|monsieur|mr|mrs|m|mme|firma|messrs|to whom .*|dear .*|bonjour.*|bonsoir.*|hello.*|hi\b.*|hallo.*|guten .*"
    r"|sehr geehrte.*|buongiorno.*|buenos .*|cordialement.*|bonne (?:journee|soiree|semaine|continuation|reception).*"
    r"|bon (?:week-?end|apres-midi).*|belle journee.*|bien a vous.*|a bientot.*|have a .*|(?:einen )?schonen (?:tag|abend).*"
    r"|buona giornata.*|buon lavoro.*|(?:un )?saludos?.*|fijne (?:dag|avond).*"
    r"|merci.*|thank.*|best regards|kind regards|regards|mit freundlichen.*"
    r"|geachte .*"
    r"|(?:prof|dr|ing|dipl)[. ]*(?:(?:prof|dr|ing|dipl)[. ]*)*)\W*$"
    r"|\d+ ?x \S|(?:prix|price|preis|precio|prezzo|prijs)\b|d\.? ?d\.? ?t\b"
    r"|(?:voucher|dispatched|mode/terms|other references|ex[- ]?works|exw|fob|cif|ddp|dap|cpt)\b|n\.?°"
    r"|(?:si|no|non|oui|yes|nein|ja|nee|cedex)$|soggett[ao] a"
    r"|(?:a )?(?:member|part|division|subsidiary|brand) of\b"
    r"|(?:ein unternehmen|une (?:societe|marque|filiale)|una societa|una empresa|een onderdeel) (?:der|des?|du|del|della|van)\b"
    r"|code\b|ref\b|pro ?forma\b|\W*\d[\d\W]*$|t(?:el|elefon"
    r"|elephone"
    r"|elefono)?\b\.?[ :+(]"
    r"|(?:par|by|per|por) (?:courrier|post|mail|e-?mail|telephone|phone|internet|telefon|correo|posta)\b"
    r"|fax|mob(?:ile?|il)\b|page\b|seite\b|pag\b|date\b|dat(?:um|a)\b|phone|e-?mail|tva\b|vat\b|btw\b|iva\b"
    r"|mwst\b|ust\b|nif\b|cif\b|p\.? ?iva"
    r"|(?:attn|att|c/o|z\. ?hd|t\.a\.v|(?:a )?l'attention|attention|contact|kontakt|ansprechpartner|bearbeiter|interlocuteur|commercial)\b"
    r"|(?:your|votre|ihre?|uw|notre|our|unser)\b|(?:version|stylesheet|profil|edition)\b"
    r"|(?:facture|invoice|rechnung|commande|bestellung|purchase order|bon de commande|order|avoir|gutschrift|credit (?:note|memo)"
    r"|factura|fattura"
    r"|factuur|faktura|szamla|bestelling|pedido|ordine|ordre|fatura|nota|tax invoice|vat invoice|commercial invoice|auftragsbestatigung"
    r"|order confirmation"
    r"|confirmation|accuse|devis|angebot|quotation|quote|original\w*|duplicat[ae]?|dupli\w*|copy|copie|kopie|copia|proforma|lieferschein"
    r"|bon de livraison"
    r"|delivery note|note de credit|kreditnota|creditnota|nota de credito|nota di credito|zamowienie|zamówienie|bestallning|overdue"
    r"|urgent|reprint|lasku|contrat"
    r"|marche|projet|project|vertrag|statement|receipt|quittung|ticket|rappel|mahnung|reminder|paid|unpaid|draft|brouillon|entwurf"
    r"|kopia)\b"
    r"(?:\s*(?:n[°ro.]*|nr|#|:|\d|-|of|de|d'|for|client|provisoire).*)?$"
)
#: The names of months, for the day of an edition: "Editée le 03 Février 2016". What is called after a day has an older one.
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_HOLDS_NO_NAME = re.compile(
    r"https?:|www\.|@|direzione e coordinamento|\b(?:iban|bic|swift|siret|siren|rcs|gln|duns|naf|ape)\b|telephone"
    rf"|\b\d{{1,2}}(?:er|st|nd|rd|th)?\.? (?:de )?(?:{_MONTH}),? (?:de )?(?:199|20\d)\d\b"
)
#: Words of sentences; a name has hardly two of them.
_PROSE = re.compile(
    r"(?<![\w.])(?:ist|sind|ein|eine|wird|wir|sie|bitte|nicht|auf|bei|vom|mit|is|are|the|this|that|please|with|your|our|you|we|all|will"
    r"|be|by|on|est|sont"
    r"|vous|nous|votre|notre|veuillez|dans|sur|avec|pas|par|une|en cas|merci|su|por favor|con|siamo|vostro|niet|wij|deze|voor|hat|haben"
    r"|of|to|au|aux)(?!\w)"
)
#: Words that no name holds, in small letters.
_VERB = re.compile(
    r"(?<!\w)(?:[Vv]oici|[Hh]iermit|[Aa]nbei|notre|votre|est|sont|ist|sind|wird|is|are|bitte|please|veuillez|vous|nous|you|we|wir|sie"
    r"|merci|niet|siamo|può|puede|wurde|avons"
    r"|avez)(?!\w)"
)
#: Words that forms are labelled with, folded: a text of nothing else is a label that no table of phrases knows.
_FORM_WORDS = """
    company vendor supplier seller buyer client customer address addresses name code number no nr id info information details contact
    account date ordering order shipping billing delivery ship bill to from of and person city state zip postal country phone fax type
    holder contract status reference payment terms page header notes ordered invoice folio fiscal
    societe fournisseur vendeur acheteur adresse nom numero informations coordonnees compte commande livraison facturation expediteur
    destinataire de du la le ville pays telephone titulaire contrat
    firma lieferant verkaufer kaufer kunde kunden anschrift nummer kontakt datum bestellung lieferung rechnung absender empfanger ort land
    telefon
    empresa proveedor vendedor comprador cliente direccion nombre codigo datos contacto fecha pedido entrega detalles
    azienda fornitore venditore acquirente indirizzo codice dati contatto data ordine consegna
    bedrijf leverancier verkoper koper klant adres naam gegevens contactpersoon afleveradres
    street straße house additional line postcode suburb strasse hausnummer hausnr plz zusatz calle cp provincia cap citta straat
    huisnummer plaats
    sede legale amministrativa operativa corrispondenza spedizione fornitura destinazione head office branch corporate registered
    siege social lieu consommation prestataire razon origin final loading unloading geburtsdatum versicherte merchant instructions
    prodejce prodavajici kupujici dodavatel odberatel adresa
    for consignee consignor shipper receiver sender despatch dispatch document memo cash vehicle installation previous current reading read
    condition conditions designation ste condiciones condizioni condicoes ciudad domicilio giro receptor emisor
    remetente destinatario emitente emittente tomador prestador transportador logo
    et und first last line work job sheet business unidad negocio identificativo fiscale international air waybill especes
"""
_OF_FORMS = frozenset(_FORM_WORDS.split())
#: What begins or ends like the title of a document: "Note d'honoraires", "Sample invoice".
_TITLE = re.compile(
    r"^(?:note d'honoraires|fee note|honorarnote|nota de honorarios|facture|rechnung|factuur|fattura|factura)\b"
    r"|\b(?:invoice|rechnung|facture|factuur|fattura|factura|purchase order|receipt)$"
)
#: An address of the net that is all of a text.
_WEB_NAME = re.compile(r"^[a-z0-9.-]+\.[a-z]{2,3}$")
#: The shortest and the longest name, in characters; its most words; the most words of prose in it.
_LEAST_NAME, _MAX_NAME, _MAX_WORDS, _MAX_PROSE = 2, 80, 10, 1
#: From this token-set ratio on, two spellings are one name.
_ALIKE = 92


def has_form(name: Span | str) -> bool:
    """Whether a name holds a legal form: "GmbH", "SARL", "SA" in capitals."""
    return _has_form(name if isinstance(name, str) else name.text)


@lru_cache(maxsize=4096)
def _has_form(text: str) -> bool:
    return bool(_FORM.search(fold(text)) or _SHORT_FORM.search(text))


def begins_with_form(text: str) -> bool:
    """Whether a text begins with a legal form, as what follows a name after a dash may: "– SARL au capital de"."""
    return bool(_FORM.match(fold(text)) or _SHORT_FORM.match(text) or _PUBLIC_FORM.match(fold(text)))


_PUBLIC_FORM = re.compile(
    r"etablissement public|collectivite|association|syndicat|fondation|cooperative|korperschaft|stiftung|charity|societe (?:anonyme"
    r"|par actions|a resp)"
    r"|entreprise individuelle|micro-?entrepr|auto-?entrepr|einzelunternehmen|eingetragen"
)


def is_alike(one: str, other: str) -> bool:
    """Whether two spellings mean the same party."""
    return fuzz.token_set_ratio(core(one), core(other)) >= _ALIKE


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """The name folded, without legal form and punctuation."""
    bare = _FORM.sub(" ", fold(_SHORT_FORM.sub(" ", name)))
    return re.sub(r"\W+", " ", bare).strip() or re.sub(r"\W+", " ", fold(name)).strip()


#: A word longer than this tells one name from others.
_TELLING = 4


_MOST_DOMAINS = 20


def domains_in(folded: str, least: int = 3) -> frozenset[str]:
    """The names, at least so long, of the domains in the addresses of the net and of mail in a folded text, without dashes and endings."""
    found = re.finditer(rf"(?:@|www\.|//)(?:[a-z0-9-]{{1,40}}\.)?([a-z0-9-]{{{least},60}})\.(?:co\.)?[a-z]{{2,6}}\b", folded)
    return frozenset(match[1].replace("-", "") for match in islice(found, _MOST_DOMAINS))


def is_spelled_by(name: str, domains: frozenset[str]) -> bool:
    """Whether one of the domains spells the name or its initials."""
    plain = core(name)
    letters = re.sub(r"[^a-z0-9]", "", plain)
    words = [w for w in re.split(r"\W+", plain) if w]
    initials = "".join(w[0] for w in words)
    telling = [w for w in words if len(w) > _TELLING]
    if len(letters) < _TELLING - 1:
        return False
    return any(
        letters in d
        or (d in letters and 2 * len(d) >= len(letters))
        or initials == d
        or 2 * sum(len(w) for w in telling if w in d) >= len(letters)
        for d in domains
    )


def is_spelled_out_by(name: str, domain: str) -> bool:
    """Whether every telling word of the name is in the domain, without its dashes, or the domain's letters are the name's."""
    words = re.findall(r"[a-z0-9]+", core(name))
    telling = [w for w in words if len(w) >= _TELLING]
    return len(domain) >= _TELLING and bool(telling) and ("".join(words) == domain or all(w in domain for w in telling))


def name_piece(span: Span) -> Span:
    """The span without the address, phone or net address : "Acme Inc. 123 Van Ness", "Cloud GmbH help@cloud.com"."""
    code = re.match(r"\d{3,}\s+[-–]\s+", span.text)
    piece = first_piece(Span(span.row, span.start + code.end(), span.end) if code else span)
    ends = _GOES_ON.search(piece.folded)
    forms = (*_FORM.finditer(piece.folded, 1), *_SHORT_FORM.finditer(piece.text, 1))
    form = next((m for m in forms if _ends_behind(piece.text, piece.folded, m.end())), None)
    end = min([m for m in (ends.start() if ends else 0, form.end() if form else 0) if m > 1], default=len(piece.text))
    return Span(piece.row, piece.start, piece.start + end).trimmed()


def _ends_behind(text: str, folded: str, end: int) -> bool:
    """Whether a name ends with the legal form that ends there: a street or the label of the next column follows."""
    return bool(_AFTER_FORM.match(folded, end)) or is_street(text[end:].strip(" .,"))


#: What ends a name behind its legal form: a street's number, or the label of what stands in the next column.
_AFTER_FORM = re.compile(r",? \d|\.? [^\W\d][^:]{2,40}:")
_GOES_ON = re.compile(
    r"\s+(?:\S+@\S+|www\.|https?:|tel\b|tel[.:]|telephone|telefon|fax\b|\+\d|siret|rcs\b|vat\b"
    r"|ust-?id|(?:m\.?f|ice|gstin|abn|ein|pan|matricule fiscale?)\b[ :.n°-]{1,3}\d)"
)


@lru_cache(maxsize=2048)
def is_name(span: Span) -> bool:
    """Whether a text can be a party's name: no label, no street, no town, no number, no sentence, no aside in brackets."""
    folded, text = span.folded.strip(), span.text
    is_aside = text.startswith("(") and text.endswith(")")
    if is_aside or span.row.text[span.end : span.end + 4].lstrip().startswith(":") or ":" in folded or folded.endswith("?"):
        return False
    has_word = re.search(r"[a-z]{2}", folded) or has_form(span)
    if not has_word or not _LEAST_NAME <= len(folded) <= _MAX_NAME or _BEGINS_NO_NAME.match(folded) or _HOLDS_NO_NAME.search(folded):
        return False
    code = postal_code(text)
    if currency_of(text.strip()) or (code and code.start() == 0) or _is_announcement(span, folded):
        return False
    if (
        _WEB_NAME.match(folded)
        or is_country(text.split(" ", 1)[0] if _COUNTRY_AND_CODE.match(text) else text)
        or ends_with_country(text)
        or _DESK.search(folded)
        or _is_prose(text, folded)
    ):
        return False
    if has_form(span):
        own = _CAPITAL.split(text.strip())[0]
        return not _FORM.fullmatch(fold(own)) and not _SHORT_FORM.fullmatch(own)
    digits = sum(c.isdigit() for c in folded)
    return not (code or is_street(text) or digits > len(folded) / 4)


#: What a letterhead says behind a company's form, which may stand on a line of its own: "SELARL au capital de 10 000 €".
_CAPITAL = re.compile(r",? (?:au |a |with |mit )?(?:capital|Stammkapital|share capital)\b", re.IGNORECASE)
#: What begins like a country before a postal code: "Hungary 5650, Mezőberény".
_COUNTRY_AND_CODE = re.compile(r"[^\W\d]{4,} \d{4}")


def is_label(name: Span) -> bool:
    """Whether a text is but a label of a form: "Consignee details"."""
    return _OF_FORMS.issuperset(re.findall(r"\w+", name.folded))


def _is_announcement(span: Span, folded: str) -> bool:
    """Whether a text is but a label of a form or the title of a document."""
    return is_label(span) or (bool(_TITLE.search(folded)) and not has_form(span))


def _is_prose(text: str, folded: str) -> bool:
    return len(folded.split()) > _MAX_WORDS or len(_PROSE.findall(folded)) > _MAX_PROSE or bool(_VERB.search(text))


def is_person(span: Span) -> bool:
    """Whether a name is shown to be a person's, who as a rule only acts for the party."""
    title = PERSON.match(span.folded)
    return bool(title) and not _is_initials(span.text) and not has_form(span)


def _is_initials(text: str) -> bool:
    """Whether what looks like a title are the initials of a company: "SR Consulting", "HR Partners"."""
    first = text.split(maxsplit=1)[0]
    return len(first) == len("SR") and first.isupper() and first not in {"MR", "MM"}


def is_salutation(span: Span) -> bool:
    """Whether a line is nothing but the title that begins an addressee's lines: "Herrn", "Firma", "Monsieur"."""
    return bool(_TITLE_LINE.match(span.folded))


_TITLE_LINE = re.compile(
    r"^(?:herrn?|frau|firma|monsieur|madame|mr|mrs|ms|m|mme|messrs|societe|an|a|to|spett\.? ?le|spettabile|de heer|mevrouw"
    r"|exmos? sr\w*|(?:(?:prof|dr|ing|dipl)\W*){1,4})\W*$"
)


#: Banks and what they call themselves, folded: where they stand without a label, they only keep somebody's account.
_BANK = re.compile(
    r"\b(?:\w*banks?|\w*bank(?:en|haus)|banques?|banc[oa]|caixa\w*|cassa|\w*sparkasse|raiffeisen\w*|caisse d'epargne|credit (?:agricole"
    r"|mutuel|lyonnais|cooperatif|du nord|suisse)|societe generale|bnp|lcl|cic|hsbc|barclays|lloyds|natwest|santander|bbva|unicredit|intesa"
    r"|(?:jp ?morgan )?chase|wells fargo|citi\w*bank|ing belgi\w*|bred|kbc|belfius|nordea|pko)\b"
)


def is_bank(span: Span) -> bool:
    """Whether a name is that of a bank."""
    return bool(_BANK.search(span.folded))


def is_organisation(span: Span) -> bool:
    """Whether a name sounds like that of a company or public body."""
    return has_form(span) or bool(_ORGANISATION.search(span.folded))


def looks_like_person(span: Span) -> bool:
    """Whether a name is two or three words with capitals, as those of persons are."""
    words = span.text.split()
    return len(words) in {2, 3} and all(w[0].isupper() for w in words) and not any(c.isdigit() for c in span.text)


#: A legal form after a dash belongs to what follows: "Verrerie du Forez - SARL au capital de".
_FORM_APART = re.compile(r"(?<=\w)\s?[-–—] (?:SARL|SAS|SASU|SA|EURL|SCOP|SNC|GmbH|AG)$")


def clean(span: Span) -> str:
    """The name without a salutation before it and what only says how much capital there is."""
    text = " ".join(span.trimmed().text.split())
    cut = _SALUTATION.match(fold(text))
    if cut and text[cut.end() : cut.end() + 1].isalpha() and cut.end() < len(text) - 2 and not _is_initials(text):
        text = text[cut.end() :]
    text = re.split(r"(?i)\s+(?:au capital|tel\b|t[ée]l\.|siège|siret|rcs\b|tva\b|vat\b|ust-?id|p\.? ?iva|handelsregister|hrb\b)", text)[0]
    text = _FORM_APART.sub("", text)
    return text.strip(" ,;:-–—|/_·•*\"'“”«»")
