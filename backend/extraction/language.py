"""The language of a text: a statistical guess where there is enough of it, cue words where there is little."""

from __future__ import annotations

import re
from collections import Counter

from backend.content.language import guess
from backend.extraction.layout import fold

#: Below this many letters the statistics of character sequences mean little.
_ENOUGH_LETTERS = 60
#: A language is told by more of the text at most up to here.
_MAX_CHARACTERS = 4000
#: The least share of its probability that the guess must have.
_LEAST_PROBABILITY = 0.6
#: With so many more cue words than any other language the statistics need not be asked.
_CLEAR_LEAD = 5
#: Words that one language uses and the others hardly do, folded.
_CUES = {
    "fr": "le la les des du une et pour avec vous nous votre notre nos vos merci bonjour cordialement veuillez trouver ci-joint "
          "facture commande avoir montant echeance livraison salutations svp est sur par pas que qui ce cette je mon ma sont dans "
          "au aux hier demain",
    "en": "the and for with you your our please thank thanks dear regards attached invoice order find hello hi amount delivery "
          "kind sincerely this that have has been was were is are will would can could should we us it yesterday today",
    "de": "der die das den dem und fur mit sie ihre ihr unsere unser bitte danke guten tag rechnung bestellung anbei betrag gruss "
          "grussen wir ist ich nicht auf von zu nach wurde wird haben hat noch gestern heute mfg inkl kosten",
    "es": "el los las una para con usted su sus nuestra nuestro gracias hola saludos factura pedido adjunto adjunta importe "
          "entrega estimado por es del al se que esta ya os les nos buenos dias ayer hoy",
    "it": "il gli una per con voi vostra vostro nostra nostro grazie buongiorno ciao saluti fattura ordine allegato importo "
          "consegna cordiali spett di del della dal che non sono e ho ti vi si gentile cliente nuovo listino prezzi tutto ieri "
          "oggi sabato",
    "nl": "het een en voor met u uw onze bedankt dank hallo groet groeten factuur bestelling bijlage bedrag levering geachte "
          "beste wij de van op aan niet dat is zijn graag kunt wat zou moeten gisteren vandaag betaald hoi",
    "no": "og til med deg vennligst takk hei hilsen faktura ordre vedlagt belop ikke",
    "da": "og til med dig venligst tak hej hilsen faktura ordre vedhaeftet belob ikke",
    "sv": "och till med dig vanligen tack hej halsningar faktura order bifogad belopp inte",
    "pl": "i do z prosze dziekuje dzien dobry pozdrawiam faktura zamowienie zalaczeniu kwota dostawa",
    "pt": "o os uma para com voce obrigado ola cumprimentos fatura encomenda anexo montante entrega nao",
}  # fmt: skip
_CUE_WORDS = {language: frozenset(words.split()) for language, words in _CUES.items()}


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, "" when it cannot be told."""
    text = text[:_MAX_CHARACTERS]
    best, lead = _by_cues(text)
    if lead >= _CLEAR_LEAD or sum(character.isalpha() for character in text) < _ENOUGH_LETTERS:
        return best
    return _by_statistics(text) or best


def _by_cues(text: str) -> tuple[str, int]:
    """The language with the most cue words, "" for a tie, and by how many it leads."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", fold(text))
    counts = Counter({language: sum(word in cues for word in words) for language, cues in _CUE_WORDS.items()})
    (best, most), (_, second) = counts.most_common(2)
    return (best, most - second) if most > second else ("", 0)


def _by_statistics(text: str) -> str:
    language, probability = guess(text)
    return language if probability >= _LEAST_PROBABILITY else ""
