"""Suppliers or customers of the Catalog arranged for look-up by everything that identifies them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from backend.matching import words
from backend.model import domain
from backend.model.catalog import Catalog, Partner, Supplier
from backend.model.identifier import compact, siren


@dataclass(frozen=True)
class OwnCompany:
    """Our own company, which is never the other party."""

    name: str
    vat_id: str
    siren: str
    domains: frozenset[str]

    @staticmethod
    def of(catalog: Catalog) -> OwnCompany:
        """Our own company as the ERP names it."""
        return OwnCompany(
            name=words.name(catalog.own_name),
            vat_id=compact(catalog.own_vat_id),
            siren=siren(catalog.own_vat_id) or siren(catalog.own_legal_id),
            domains=frozenset(d.lower() for d in catalog.own_domains),
        )

    def has_identifier(self, text: str) -> bool:
        """Whether a VAT id, SIREN or SIRET is ours."""
        return bool(text) and (compact(text) == self.vat_id or (bool(self.siren) and siren(text) == self.siren))

    def has_name(self, text: str) -> bool:
        """Whether a name is ours, whatever legal form stands with it."""
        return bool(self.name) and words.name(text) == self.name

    def has_domain(self, text: str) -> bool:
        """Whether a mail domain is ours or below ours."""
        return any(d in self.domains for d in domain.of_company(text))

    def is_trader(self, trader: Partner) -> bool:
        """Whether the ERP keeps ourselves among its suppliers or customers."""
        return self.has_identifier(trader.vat_id) or self.has_identifier(trader.legal_id) or self.has_name(trader.name)


class Traders:
    """Suppliers or customers by every identifier, each leading to the ids of all who have it; our own company is left out."""

    def __init__(self, traders: Iterable[Partner], own: OwnCompany) -> None:
        self.by_id: Mapping[str, Partner] = {t.id: t for t in traders if not own.is_trader(t)}
        self.by_vat_id = self._grouped(lambda t: (compact(t.vat_id),))
        self.by_legal_id = self._grouped(lambda t: (compact(t.legal_id),))
        self.by_siren = self._grouped(lambda t: {siren(t.vat_id), siren(t.legal_id)})
        self.by_iban = self._grouped(lambda t: {compact(i) for i in t.ibans} if isinstance(t, Supplier) else ())
        self.by_email = self._grouped(lambda t: {e.lower() for e in t.emails})
        self.by_domain = self._grouped(_domains)
        named = [(n, t.id) for t in self.by_id.values() for n in {words.name(text) for text in (t.name, *t.aliases)} if n]
        self._names = [n for n, _ in named]
        self._owners = [owner for _, owner in named]

    def named_like(self, text: str, cutoff: float) -> dict[str, float]:
        """The ids of those whose name or alias looks like the text, with the likeness from `cutoff` to 100."""
        wanted = words.name(text)
        found: dict[str, float] = {}
        for scorer in (fuzz.token_sort_ratio, fuzz.token_set_ratio) if wanted else ():
            for known, _, place in process.extract(wanted, self._names, scorer=scorer, limit=20, score_cutoff=cutoff):
                likeness = words.name_likeness(wanted, known)
                if likeness >= cutoff:
                    found[self._owners[place]] = max(likeness, found.get(self._owners[place], 0.0))
        return found

    def likeness(self, trader_id: str, text: str) -> float:
        """How much a trader's name or the nearest alias looks like the text, from 0 to 100."""
        trader = self.by_id[trader_id]
        return max(words.name_likeness(words.name(text), words.name(known)) for known in (trader.name, *trader.aliases))

    def _grouped(self, keys: Callable[[Partner], Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for trader in self.by_id.values():
            for key in keys(trader):
                if key:
                    groups[key].append(trader.id)
        return {key: tuple(ids) for key, ids in groups.items()}


def _domains(trader: Partner) -> set[str]:
    """The domains that are the trader's own: those the ERP lists, and those of its addresses that are not public."""
    listed = {d.lower().lstrip("@") for d in trader.email_domains}
    return {d for d in listed | {e.rpartition("@")[2].lower() for e in trader.emails} if not domain.is_public(d)}
