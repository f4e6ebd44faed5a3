"""Pages written by hand: each of a kind that is known, and enough to teach what a page is."""

from __future__ import annotations

import json

from backend.extraction.hashed import hashed
from backend.extraction.kinds import Kind
from backend.extraction.page_kinds import KINDS, signs_of
from backend.training.paper_kinds import PAPERS, learn_kinds, papers

ORDER = "Commande\n\nMerci de nous livrer 12 sacs de farine\net 4 bidons d'huile"
INVOICE = "Facture\n\nVeuillez régler 120,00 euros\nà réception"
OTHER = "Procès-verbal\n\nLa séance est ouverte à 19 heures\npar le président"


def test_what_pages_taught_tells_them_apart(tmp_path):
    written = [
        {"language": "fr", "kind": kind, "text": text}
        for kind, text in (("order", ORDER), ("pro_forma", INVOICE), ("other", OTHER))
        for _ in range(4)
    ]
    (tmp_path / "fr.jsonl").write_text("\n".join(map(json.dumps, written)), encoding="utf-8")
    pages = list(papers(tmp_path))
    learned = learn_kinds(pages)
    sums = learned.sums([[hashed(sign) for sign in signs_of(page.rows)] for page in pages])
    assert [page.kind for page in pages] == [Kind.ORDER] * 4 + [Kind.INVOICE] * 4 + [None] * 4
    assert [KINDS[column] for column in sums.argmax(axis=1)] == [page.kind for page in pages]


def test_every_page_that_is_shipped_is_of_a_known_kind():
    kinds = [json.loads(line)["kind"] for path in PAPERS.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(kinds) > 400
    assert set(kinds) <= {kind.value for kind in Kind} | {"other"}
