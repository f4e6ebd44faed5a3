"""The pages written by hand (`papers`) as a folder of labelled documents, which `countersign teach` and `evaluate` read."""

from __future__ import annotations

import json
from pathlib import Path

from backend.evaluation.labelled import FILES, MANIFEST
from backend.extraction.kinds import Kind
from backend.training.paper_kinds import PAPERS, written_papers

#: What a kind of paper is read as; all others accompany a trade document.
_READ_AS = {kind.value: kind.document_type for kind in Kind}


def export(folder: Path, papers: Path = PAPERS) -> int:
    """Write those pages whose values are labelled, each as a text and a group of its own; returns how many there are."""
    (folder / FILES).mkdir(parents=True, exist_ok=True)
    manifest: list[str] = []
    for name, paper in written_papers(papers):
        document_type = _READ_AS.get(paper["kind"])
        if document_type and paper.get("fields"):
            (folder / FILES / f"{name}.txt").write_text(paper["text"], encoding="utf-8")
            told = {"id": name, "file": f"{name}.txt", "channel": "text", "group": name, "document_type": document_type}
            labels = {key: paper[key] for key in ("language", "fields", "lines")}
            manifest.append(json.dumps({**told, **labels, "complete": False}, ensure_ascii=False))
    (folder / MANIFEST).write_text("\n".join(manifest) + "\n", encoding="utf-8")
    return len(manifest)
