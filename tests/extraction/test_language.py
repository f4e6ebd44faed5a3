from __future__ import annotations

import pytest

from backend.extraction import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bonjour, veuillez trouver ci-joint notre bon de commande. Cordialement, Marie", "fr"),
        ("Hello, please find our purchase order attached. Kind regards", "en"),
        ("Guten Tag, anbei erhalten Sie unsere Bestellung mit der Bitte um Bearbeitung.", "de"),
        ("Hola, les adjunto el pedido de esta semana. Gracias y saludos", "es"),
        ("Buongiorno, in allegato il nostro ordine. Grazie, cordiali saluti", "it"),
        ("Goedendag, in de bijlage vindt u onze bestelling. Met vriendelijke groet", "nl"),
        ("Hei, vedlagt finner du faktura for november. Vennligst betal innen fjorten dager. Med vennlig hilsen", "no"),
        ("Dzień dobry, w załączeniu przesyłam fakturę za listopad. Proszę o potwierdzenie otrzymania. Pozdrawiam", "pl"),
        ("Bom dia, segue em anexo a fatura do mês de novembro. Com os melhores cumprimentos", "pt"),
    ],
)
def test_a_message_is_in_its_language(text: str, code: str) -> None:
    assert language.detect(text) == code


@pytest.mark.parametrize(
    ("text", "code"), [("Merci", "fr"), ("facture", "fr"), ("Rechnung anbei", "de"), ("", ""), ("4711", ""), ("Danke", "de")]
)
def test_a_few_words_are_told_by_cue_words_or_not_at_all(text: str, code: str) -> None:
    assert language.detect(text) == code


def test_a_list_of_items_is_in_no_language() -> None:
    assert language.detect("HPL 0,8 mm 3070x1320 RSS SCD 0500W M8x40 A2K 7,5X152 DIN934") == ""


def test_a_long_text_ends_in_time() -> None:
    assert language.detect("Nous vous remercions de votre commande. " * 50_000) == "fr"
