"""A kind of ERP for tests of connecting one: it is well with the right key, and counts how often it was opened."""

from __future__ import annotations

from dataclasses import dataclass

from backend.connectors.connector import Capability, Kind
from backend.connectors.form import asked
from backend.connectors.http import Endpoint, Http
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from tests.pipeline.erp import Erp

RIGHT, WRONG = "the-right-key", "the-wrong-key"
ANSWERS = {"url": "https://erp.example/delorme", "key": RIGHT}


@dataclass(frozen=True)
class Config:
    url: str = asked("Adresse", "Address", help_fr="Avec https://", help_en="With https://", is_place=True)
    key: str = asked("Clé d’API", "API key", secret=True)
    journal: str = asked("Journal", "Journal", default="ACH", is_place=True)
    pin: str = asked("Code", "PIN", secret=True, default="")


class KeyedErp(Erp):
    """An ERP in memory that is at its address and knows one key."""

    def __init__(self, config, surroundings):
        super().__init__()
        # Held to what every connector's address is held to.
        Http(Endpoint(config.url), {})
        self.config, self.surroundings = config, surroundings

    def check(self):
        if "away" in self.config.url:
            raise ConnectorUnavailable("The ERP cannot be reached.", "L’ERP est injoignable.")
        if self.config.key != RIGHT:
            raise ConnectorMisconfigured("The ERP does not accept the key.", "L’ERP n’accepte pas la clé.")
        if self.config.journal != "ACH":
            sentence = Sentence(f"Il n’y a pas de journal {self.config.journal}.", f"There is no journal {self.config.journal}.")
            return (Finding("ERP-JOURNAL", Severity.BLOCKING, sentence, remedy=Sentence("Créez-le.", "Create it.")),)
        return ()


TEST = Kind("Erp de test", Config, KeyedErp, {Capability.NOTES: Sentence("Pas d’historique.", "No history.")})
OTHER = Kind("Autre ERP", Config, KeyedErp, {})
KINDS = {"test": TEST, "other": OTHER}
