"""What a page is that no title names: told by its words."""

from __future__ import annotations

import pytest

from backend.extraction.kinds import Kind
from backend.extraction.layout import rows_of
from backend.extraction.page_kinds import kind_by_words
from tests.extraction.printed import text_document

ORDER = """Stadt Hohenau · Amt für Schulen

Objekteinrichtungen Zacher GmbH
Gewerbepark 8
93086 Wörth                                  Unser Zeichen: 40.2/Hie

auf Ihr Angebot wird Ihnen hiermit der Auftrag zur Lieferung erteilt:

1   Schülertisch, höhenverstellbar       60 Stück    118,00     7.080,00
2   Schülerstuhl Gr. 5                   60 Stück     54,30     3.258,00
Summe netto                                                    10.338,00

Die Rechnung ist als XRechnung unter Angabe der Leitweg-ID zu übermitteln.
Bitte liefern Sie bis spätestens 21.08.2026 an die Grundschule."""
INVOICE = """Menuiserie du Val SARL
12 rue des Forges, 42600 Montbrison

Doit : Mairie de Savigneux

Pose de trois fenêtres                  3      420,00     1 260,00
Main d'œuvre                            8       45,00       360,00
Total HT                                                  1 620,00
TVA 20 %                                                    324,00
Net à payer                                               1 944,00
Règlement par virement à 30 jours, IBAN FR76 3000 6000 0112 3456 7890 189
Pénalités de retard : trois fois le taux légal, indemnité de recouvrement 40 euros"""


@pytest.mark.parametrize(("text", "kind"), [(ORDER, Kind.ORDER), (INVOICE, Kind.INVOICE)])
def test_a_page_is_what_its_words_say_whatever_sums_it_has(text, kind):
    assert kind_by_words(rows_of(text_document(text), [1])) is kind


def test_what_accompanies_no_trade_document_is_none():
    minutes = """Protokoll der Mitgliederversammlung
Beginn 19.30 Uhr, Ende 21.15 Uhr, anwesend 42 Mitglieder, Beitrag 24,00 im Jahr
TOP 1 Begrüßung durch den Vorsitzenden
TOP 2 Bericht des Kassenwarts: Kassenstand 4.811,20, geprüft durch Herrn Weiß
TOP 3 Wahlen: gewählt wurden Frau Lang mit 38 Stimmen und Herr Kurz mit 40 Stimmen
TOP 4 Verschiedenes: das Sommerfest findet am 12. Juli statt"""
    kind = kind_by_words(rows_of(text_document(minutes), [1]))
    assert kind is None or kind.document_type is None
