"""The letters that nobody should act on without a thought: a newsletter and a fraud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from samples.messages import PARIS, Letter, paragraphs
from samples.truth import Sample


def other_samples() -> Iterator[Sample]:
    """The newsletter and the fraud."""
    yield _newsletter()
    yield _fraud()


def _newsletter() -> Sample:
    body = [
        "Gourmand'Pro 2027 : votre badge visiteur est offert",
        "Du 25 au 28 janvier 2027, 600 exposants vous attendent à Eurexpo Lyon : équipement, arts de la table, hygiène, emballage.",
        "Nouveau cette année : le village de la vaisselle réemployable et le concours de la meilleure brigade.",
        "Réservez votre badge avant le 15 décembre et profitez de -30 % sur le parking.",
        "Vous recevez ce message car vous êtes inscrit à la lettre Gourmand'Pro. Se désinscrire | Voir dans le navigateur",
    ]
    banner = (
        '<div style="background:#8a1538;color:#fff;padding:24px;font-size:22pt;text-align:center">Gourmand\'Pro 2027</div>'
        '<p style="text-align:center"><a href="https://gourmandpro.example/badge" style="background:#e0a526;color:#222;padding:10px 24px;'
        'text-decoration:none">Je réserve mon badge</a></p>'
    )
    letter = Letter(
        "Votre badge offert pour Gourmand'Pro 2027",
        ("Gourmand'Pro", "lettre@gourmandpro.example"),
        ("", "commandes@maison-delorme.example"),
        datetime(2026, 11, 18, 18, 0, 3, tzinfo=PARIS),
        body,
        body_html=banner + paragraphs(body),
        headers=[("List-Unsubscribe", "<https://gourmandpro.example/desinscription>"), ("Precedence", "bulk")],
    )
    return Sample("18-newsletter", letter, "other")


def _fraud() -> Sample:
    """The sender's domain lacks one letter of the supplier's, and DMARC fails; the IBAN's check digits are right."""
    letter = Letter(
        "URGENT - Changement de coordonnées bancaires",
        ("Emballages Pradel - Comptabilité", "compta@emballage-pradel.example"),
        ("", "factures@maison-delorme.example"),
        datetime(2026, 11, 19, 16, 57, 22, tzinfo=PARIS),
        [
            "Bonjour,",
            "Nous vous informons que suite à un changement d'établissement bancaire, nos coordonnées bancaires ont été modifiées.",
            (
                "Nous vous prions de bien vouloir effectuer dès aujourd'hui tous vos règlements, "
                "y compris celui de notre facture 2611-0458, sur notre nouveau compte :"
            ),
            "Titulaire : EMBALLAGES PRADEL\nIBAN : LT43 9999 9001 7204 4186\nBIC : VLTCLT2X",
            "L'ancien compte étant clôturé, merci de nous confirmer par retour de mail la prise en compte de ce nouveau RIB.",
            "Cordialement,",
        ],
        ["Service comptabilité", "Emballages Pradel", "110 route de Vienne – 38200 Vienne"],
        verdict="fail",
    )
    return Sample("20-changement-rib", letter, "bank_details_change")
