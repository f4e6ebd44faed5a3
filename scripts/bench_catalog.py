"""Measures the index of the catalog on a made one: how fast it fills, its peak memory, and looking up. `bench_catalog.py [ITEMS PARTNERS]`.

The making of the catalog stands for the ERP and is not counted. Recall: how often the thing that was meant is in what looking up answers.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median

from backend.matching import match, search
from backend.matching.clues import of_document
from backend.model.catalog import Catalog, Customer, Item, Supplier
from backend.model.field import Field
from backend.model.mail import Address, Mail
from backend.model.trade import DocumentType, TradeDocument
from backend.pipeline.catalogs import together
from backend.settings import Settings
from backend.store import Organisation, Scope, open_store

_PIECE = 500
_PROBES = 60
_LINES = 50
#: So many different made-up words; real catalogs have some ten thousand.
_WORDS = 20_000
#: Only words longer than this are misspelt.
_SHORT = 4
_MAIL = Mail("<1@bench>", "Commande", Address("commandes@nulle-part.example", ""))
_NAMES = (
    "brasserie", "boulangerie", "coutellerie", "quincaillerie", "menuiserie", "librairie", "papeterie", "imprimerie", "verrerie",
    "tannerie", "scierie", "laiterie", "confiserie", "chocolaterie", "charpente", "plomberie", "maçonnerie", "serrurerie",
    "électricité", "peinture", "transports", "logistique", "emballages", "plastiques", "métaux", "aciers", "fonderie",
    "mécanique", "outillage", "fournitures", "équipements", "restaurant", "hôtel", "traiteur", "domaine", "château", "garage",
)  # fmt: skip
_SYLLABLES = (
    "ba", "be", "bi", "bo", "bu", "ca", "co", "cha", "che", "da", "de", "di", "do", "du", "fa", "fe", "fi", "fo", "ga", "gue",
    "gi", "lo", "la", "le", "li", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "pa", "pe", "pi", "po", "ra", "re", "ri", "ro",
    "sa", "se", "si", "so", "ta", "te", "ti", "to", "va", "ve", "vi", "vo",
)  # fmt: skip
_GOODS = (
    "vis", "écrou", "rondelle", "boulon", "cheville", "charnière", "poignée", "serrure", "câble", "gaine", "prise",
    "interrupteur", "ampoule", "projecteur", "tuyau", "raccord", "vanne", "joint", "colle", "mastic", "peinture", "vernis",
    "pinceau", "rouleau", "carton", "ruban", "film", "palette", "étiquette", "enveloppe", "classeur", "stylo", "cahier",
    "agrafeuse", "lame", "couteau", "assiette", "verre", "plateau", "nappe", "serviette", "gant", "masque", "casque", "chaussure",
    "veste", "gilet", "lunettes", "harnais", "échelle",
)  # fmt: skip
_QUALITIES = (
    "inox", "acier", "laiton", "zingué", "galvanisé", "nylon", "cuivre", "aluminium", "bois", "chêne", "hêtre", "plastique",
    "renforcé", "standard", "premium", "compact", "double", "simple", "rouge", "bleu", "vert", "noir", "blanc", "transparent",
    "mat", "brillant", "souple", "rigide", "étanche",
)  # fmt: skip


def _made_words() -> tuple[str, ...]:
    chance = random.Random(0)  # noqa: S311 -- made data
    return tuple("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_WORDS))


#: The names of makers, models and families.
_MADE_WORDS = _made_words()


def _word(chance: random.Random) -> str:
    return chance.choice(_MADE_WORDS)


def _partners(kind: type[Customer | Supplier], count: int, chance: random.Random) -> Iterator[Customer | Supplier]:
    for number in range(count):
        name = f"{chance.choice(_NAMES).title()} {_word(chance).title()} {_word(chance).title()} SARL"
        siren = f"{chance.randrange(10**9):09d}"
        domain = f"{_word(chance)}-{number}.example"
        yield kind(
            f"{kind.__name__[0]}{number}", name, f"FR00{siren}", siren, (domain,), (f"contact@{domain}",), city=_word(chance).title()
        )


def _items(count: int, chance: random.Random) -> Iterator[Item]:
    for number in range(count):
        size = f"{chance.randint(2, 24)}x{chance.randint(5, 300)}"
        description = " ".join((chance.choice(_GOODS), *chance.sample(_QUALITIES, 2), _word(chance), size))
        yield Item(
            str(number), description.capitalize(), f"3{number:012d}", net_price=Decimal(chance.randint(10, 9999)) / 100,
            supplier_references={f"S{chance.randrange(1000)}": f"{_word(chance)[:3].upper()}-{number:06d}/{chance.randrange(10)}"},
            aliases=(f"ART-{number:06d}",),
        )  # fmt: skip


def _misspelt(text: str, chance: random.Random) -> str:
    """The text with one letter left out, doubled, exchanged or swapped in a long word."""
    words = text.split()
    place = chance.choice([n for n, word in enumerate(words) if len(word) > _SHORT and word.isalpha()] or [0])
    word = words[place]
    at = chance.randrange(1, len(word) - 1)
    changed = (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + "e" + word[at + 1 :],
               word[:at] + word[at + 1] + word[at] + word[at + 2 :])  # fmt: skip
    return " ".join((*words[:place], chance.choice(changed), *words[place + 1 :]))


def _line(**values: str) -> dict[str, Field]:
    return {name: Field(name, value, value, 0.9) for name, value in values.items()}


def _order(name: str, lines: Sequence[dict[str, Field]]) -> TradeDocument:
    return TradeDocument(DocumentType.ORDER, _line(buyer_name=name), tuple(lines))


def _timed(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _fill(scope: Scope, pieces: Iterator[Catalog]) -> tuple[float, float]:
    """The seconds and processor seconds of writing; those of making the pieces are not counted."""
    fetch = scope.catalog.begin("bench", datetime.now(UTC), None, lambda _held: True)
    if fetch is None:
        raise RuntimeError
    clock = processor = 0.0
    for piece in together(pieces, lambda: datetime.now(UTC)):
        before = time.perf_counter(), time.process_time()
        scope.catalog.put(fetch, piece, datetime.now(UTC))
        clock, processor = clock + time.perf_counter() - before[0], processor + time.process_time() - before[1]
    before = time.perf_counter(), time.process_time()
    scope.catalog.finish(fetch)
    return clock + time.perf_counter() - before[0], processor + time.process_time() - before[1]


def _pieces(items: int, partners: int) -> Iterator[Catalog]:
    chance = random.Random(1)  # noqa: S311 -- made data
    yield Catalog(own_name="Mistral Distribution")
    for kind, attribute in ((Customer, "customers"), (Supplier, "suppliers")):
        yield from _cut(attribute, _partners(kind, partners // 2, chance))
    yield from _cut("items", _items(items, chance))


def _cut(attribute: str, things: Iterator[object]) -> Iterator[Catalog]:
    batch: list[object] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == _PIECE:
            yield Catalog(**{attribute: tuple(batch)})  # type: ignore[arg-type]
            batch = []
    yield Catalog(**{attribute: tuple(batch)})  # type: ignore[arg-type]


def _recall(scope: Scope, items: Sequence[Item], customers: Sequence[Customer], chance: random.Random) -> None:
    def order(name: str = "", **line: str) -> tuple[Catalog, TradeDocument]:
        document = _order(name, [_line(**line)])
        return scope.catalog.near(of_document(document, _MAIL)), document

    def ask(label: str, probes: Sequence[object], nearby: Callable[[object], tuple[Catalog, TradeDocument]], path: str) -> None:
        near = best = 0
        seconds = []
        for meant in probes:
            begun = time.perf_counter()
            catalog, document = nearby(meant)
            seconds.append(time.perf_counter() - begun)
            near += meant in (*catalog.items, *catalog.customers)
            found = match(document, _MAIL, catalog).get(path)
            best += bool(found and found.best and found.best.id == meant.id)  # type: ignore[attr-defined]
        print(f"  {label:42} {near:3}/{len(probes)} in the slice, {best:3} matched, {median(seconds) * 1000:6.1f} ms")

    print("recall")
    ask("reference with other punctuation", items,
        lambda i: order(seller_item_id=f"art {i.aliases[0][4:7]}.{i.aliases[0][7:]}", description=i.description), "lines.0.item")  # type: ignore[attr-defined]  # fmt: skip
    ask("description in other word order", items,
        lambda i: order(description=" ".join(chance.sample(i.description.split(), 5))), "lines.0.item")  # type: ignore[attr-defined]  # fmt: skip
    ask("description with a typing error", items, lambda i: order(description=_misspelt(i.description, chance)), "lines.0.item")  # type: ignore[attr-defined]
    ask("name with a typing error", customers, lambda c: order(_misspelt(c.name, chance)), "customer")  # type: ignore[attr-defined]
    ask("name in capitals, without its legal form", customers, lambda c: order(c.name.removesuffix(" SARL").upper()), "customer")  # type: ignore[attr-defined]


def _typed(scope: Scope, items: Sequence[Item], customers: Sequence[Customer], chance: random.Random) -> None:
    print("search, as typed")
    for label, kind, probes, text in (
        ("beginning of a reference", "items", items, lambda one: one.aliases[0][:9]),
        ("two words of a description", "items", items, lambda one: " ".join(one.description.split()[3:])),
        ("a misspelt name", "customers", customers, lambda one: _misspelt(one.name, chance)),
        ("the beginning of a word", "customers", customers, lambda one: one.name.split()[1][:5]),
    ):
        seconds, found = [], 0
        for one in probes:
            typed = text(one)
            begun = time.perf_counter()
            hits = search(scope.catalog.like(kind, typed), kind[:-1], typed)  # type: ignore[arg-type]
            seconds.append(time.perf_counter() - begun)
            found += one.id in {hit.id for hit in hits}
        print(f"  {label:42} {found:3}/{len(probes)} among the twenty,         {median(seconds) * 1000:6.1f} ms")


def main() -> None:
    """Print the figures."""
    count, partners = (int(given) for given in (sys.argv[1:] or (200_000, 20_000)))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Settings(data_folder=Path(folder)))
        store.add_organisation(Organisation("bench", "Bench"))
        scope = store.scoped("bench")
        before = _peak()
        clock, processor = _fill(scope, _pieces(count, partners))
        print(f"{count} items, {partners} partners")
        print(f"written in {clock:.1f} s ({processor:.1f} s of the processor), peak memory {before:.0f} -> {_peak():.0f} MB")
        size = sum(file.stat().st_size for file in Path(folder).glob("*.sqlite*")) / 2**20
        print(f"database {size:.0f} MB")
        clock, processor = _fill(scope, _pieces(count, partners))
        print(f"all of it again, nothing changed: {clock:.1f} s ({processor:.1f} s of the processor)")
        chance = random.Random(2)  # noqa: S311 -- made data
        wanted = {str(chance.randrange(count)) for _ in range(_PROBES)}
        items = [item for piece in _pieces(count, partners) for item in piece.items if item.id in wanted]
        customers = [one for piece in _pieces(0, partners) for one in piece.customers if chance.random() < _PROBES / partners * 2]
        _recall(scope, items, customers, chance)
        order = _order("x", [_line(description=_misspelt(item.description, chance)) for item in items[:_LINES]])
        seconds = _timed(lambda: scope.catalog.near(of_document(order, _MAIL)))
        print(f"near, an order of {len(order.lines)} misspelt lines: {seconds * 1000:.0f} ms")
        _typed(scope, items, customers, chance)
        store.database.engine.dispose()


if __name__ == "__main__":
    main()
