"""Teaching what messages want: what was shown is told, and words and concepts are learned apart."""

from __future__ import annotations

import numpy as np

from backend.extraction.hashed import hashed
from backend.extraction.intent_model import INTENTS, MEANINGS, WORDS, signs_of
from backend.extraction.intent_signs import Heard
from backend.mailboxes.upload import mail_of
from backend.model.trade import Intent
from backend.training.intents import heard_in, learn_intents

SHOWN = [
    (Heard("Commande", "Bonjour, merci de nous livrer douze cartons.", items=1), Intent.ORDER),
    (Heard("Relance", "Votre facture reste impayée à ce jour."), Intent.PAYMENT_REMINDER),
    (Heard("Absence", "Je suis en congé jusqu'au 3 décembre."), Intent.OTHER),
] * 3


def test_what_was_shown_is_told_by_its_words_and_by_what_they_speak_of():
    learned = learn_intents(SHOWN)

    assert set(learned) == {WORDS, MEANINGS}
    for name, model in learned.items():
        sums = model.sums([[hashed(sign) for sign in signs_of(heard, name)] for heard, _ in SHOWN])
        assert [INTENTS[column] for column in np.asarray(sums).argmax(axis=1)] == [intent for _, intent in SHOWN]


def test_a_message_is_heard_as_the_product_hears_it():
    head = "From: Jo <jo@a.example>\nTo: b@b.example\nSubject: Order\nContent-Type: text/plain\n\n"
    raw = f"{head}Hello,\nplease send 12 boxes of nails.\nJo\n"
    heard = heard_in(mail_of("order.eml", raw.encode()))

    assert (heard.subject, heard.items) == ("Order", 1)
    assert "12 boxes of nails" in heard.text
