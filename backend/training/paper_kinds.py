"""Teaching what a page is by its words: from pages written by hand for it (`papers`), and from found documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from backend import readers
from backend.evaluation.labelled import Labelled
from backend.extraction.hashed import Hashed, hashed
from backend.extraction.kinds import Kind
from backend.extraction.layout import Row, rows_of
from backend.extraction.page_kinds import KINDS, signs_of
from backend.model.mail import Attachment

#: Where the pages lie that were written by hand.
PAPERS = Path(__file__).parent / "papers"
#: What labels call these kinds otherwise; all that are not told apart are one.
_KINDS = {kind.value: kind for kind in KINDS if kind} | {Kind.PRO_FORMA.value: Kind.INVOICE, "quote": Kind.QUOTATION}
#: Signs that fewer pages show tell nothing, and how far the weights may go.
_LEAST_SEEN, _C = 2, 0.3
#: Channels whose files are one document on pages.
_PAGES = frozenset({"pdf", "scan", "spreadsheet", "text"})


@dataclass(frozen=True)
class Paper:
    """A page and what it is; None for what accompanies no trade document."""

    rows: tuple[Row, ...]
    kind: Kind | None


def papers(folder: Path = PAPERS) -> Iterator[Paper]:
    """The pages that were written by hand."""
    for _, written in written_papers(folder):
        yield from _paper(Attachment("1", "page.txt", "text/plain", written["text"].encode()), written["kind"])


def written_papers(folder: Path = PAPERS) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The same as they are written, each with a name of its own: language, kind and text, of most the fields and lines, too."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            yield f"{path.stem}-{number:03}", json.loads(line)


def found(documents: Iterable[Labelled]) -> Iterator[Paper]:
    """The first pages of labelled files."""
    for one in documents:
        if one.channel in _PAGES:
            yield from _paper(Attachment("1", one.path.name, "", one.path.read_bytes()), one.document_type)


def _paper(file: Attachment, kind: str) -> Iterator[Paper]:
    read = next((one for one in readers.read(file) if one.pages), None)
    rows = rows_of(read, (read.pages[0].number,)) if read else ()
    if rows:
        yield Paper(rows, _KINDS.get(kind))


def learn_kinds(pages: Sequence[Paper]) -> Hashed:
    """How much each sign of a page speaks for each kind."""
    vectors = CountVectorizer(analyzer=list, min_df=_LEAST_SEEN, binary=True)
    # The kinds by their places: there are pages of every one.
    model = LogisticRegression(C=_C, max_iter=400, fit_intercept=False)
    model.fit(vectors.fit_transform(signs_of(page.rows) for page in pages), [KINDS.index(page.kind) for page in pages])
    signs = np.array([hashed(sign) for sign in vectors.get_feature_names_out()], np.uint32)
    order = np.argsort(signs)
    weights = np.zeros((len(signs), len(KINDS)), np.float32)
    weights[:, model.classes_] = model.coef_.T
    return Hashed(signs[order], weights[order])
