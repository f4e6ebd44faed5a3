"""`countersign extract`: files in, what they say out, as a table or as JSON lines; no server, no database."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from backend import checks
from backend.confinement import Caller, Confinement, ExceededError, Here
from backend.errors import BadInput
from backend.extraction import understand
from backend.extraction.understood import Understood
from backend.mailboxes import upload
from backend.model.document import Document, Origin
from backend.model.field import Evidence, Field, Fields
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.trade import Intent
from backend.readers import confined

_UNREADABLE = Sentence("Ce fichier ne peut pas être lu : {reason}", "This file cannot be read: {reason}")
_OUT_OF_BOUNDS = Sentence(
    "Ce fichier demande trop de temps ou de mémoire : il n'a pas été lu.", "This file takes too much time or memory: it was not read."
)


@dataclass(frozen=True)
class Extract:
    """What one input file says."""

    source: str
    intent: Intent
    language: str
    understood: tuple[Understood, ...]
    #: Findings about the file; those about one document are in `document_findings`.
    findings: tuple[Finding, ...]
    document_findings: tuple[tuple[Finding, ...], ...] = ()
    #: How many pages were read, and on how many of them words were recognised in an image.
    pages: int = 0
    recognised_pages: int = 0


def extract(source: str, caller: Caller | None = None) -> Extract:
    """What the file says ("-" is standard input); a file that cannot be read gives a finding, never an error.

    `caller` makes the calls that work on its bytes; without one they are made right here.
    """
    caller = caller or Here()
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        mail = caller.call(upload.mail_of, "" if source == "-" else Path(source).name, content)
        documents = confined.read_mail(caller, mail)
        return _extract(source, documents, caller.call(understand, mail, documents))
    except (OSError, BadInput) as problem:
        reason = problem.strerror or str(problem) if isinstance(problem, OSError) else problem.message
        return _unread(source, _UNREADABLE.filled(reason=reason))
    except ExceededError:
        return _unread(source, _OUT_OF_BOUNDS)


def _unread(source: str, reason: Sentence) -> Extract:
    return Extract(source, Intent.OTHER, "", (), (Finding("READ-BROKEN", Severity.WARNING, reason),))


def _extract(source: str, documents: Sequence[Document], understood: tuple[Understood, ...]) -> Extract:
    first = understood[0] if understood else None
    return Extract(
        source=source,
        intent=first.intent if first else Intent.OTHER,
        language=first.language if first else "",
        understood=understood,
        findings=(
            *(finding for document in documents for finding in document.findings),
            *(finding for one in understood if not one.document for finding in one.findings),
        ),
        document_findings=tuple(one.findings + checks.check_alone(one.document) if one.document else () for one in understood),
        pages=sum(len(document.pages) for document in documents),
        recognised_pages=sum(page.origin is Origin.OCR for document in documents for page in document.pages),
    )


def extract_all(sources: Sequence[str], jobs: int) -> Iterator[Extract]:
    """The extracts in the order of the sources, so many at a time; each file is read in a process that can be killed."""
    if jobs <= 1 or len(sources) <= 1:
        with Confinement(start="fork", most=1) as caller:
            yield from (extract(source, caller) for source in sources)
        return
    jobs = min(jobs, len(sources), 2 * (os.cpu_count() or 1))
    shared = (__name__, "backend.readers.hypertext", "backend.extraction.ready")
    with Confinement(preload=shared, most=jobs) as caller, ThreadPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(partial(extract, caller=caller), sources)


def as_json(result: Extract, language: str) -> str:
    """The extract as one JSON object on one line, sentences in that language."""
    documents = [
        {
            "document_type": str(one.document.document_type),
            "fields": {name: _field(field) for name, field in one.document.fields.items()},
            "lines": [_row(line) for line in one.document.lines],
            "tax_breakdown": [_row(rate) for rate in one.document.tax_breakdown],
            "findings": [_finding(finding, language) for finding in findings],
        }
        for one, findings in zip(result.understood, result.document_findings, strict=True)
        if one.document
    ]
    whole = {
        "source": result.source,
        "intent": str(result.intent),
        "language": result.language,
        "documents": documents,
        "findings": [_finding(finding, language) for finding in result.findings],
    }
    return json.dumps(whole, ensure_ascii=False)


def as_table(result: Extract, language: str) -> str:
    """The extract for a person at a terminal, without the control characters by which a document could speak to the terminal."""
    return "\n".join(_plain(line) for line in _table_lines(result, language))


def _plain(line: str) -> str:
    # Cc and Cf: escapes, bells, and marks that turn the direction of writing.
    return "".join(" " if unicodedata.category(character) in {"Cc", "Cf", "Cs"} else character for character in line)


def _table_lines(result: Extract, language: str) -> Iterator[str]:
    yield f"{result.source}: {result.intent}" + (f" ({result.language})" if result.language else "")
    for one, findings in zip(result.understood, result.document_findings, strict=True):
        if one.question:
            yield f"  ? {one.question}"
        if not one.document:
            continue
        yield f"  {one.document.document_type} {one.document.number()}".rstrip()
        for name, field in one.document.fields.items():
            mark = "✓" if field.sure else "?"
            yield f"    {mark} {name:28} {field.value:32} {_place(field.evidence)}".rstrip()
        yield from _lines_table(one.document.lines)
        yield from (f"    {rate.get('tax_rate', _NO_FIELD).value:>8} %  {_amounts(rate)}" for rate in one.document.tax_breakdown)
        yield from (f"    ! {finding.rule}: {finding.sentence.in_language(language)}" for finding in findings)
    yield from (f"  ! {finding.rule}: {finding.sentence.in_language(language)}" for finding in result.findings)


_NO_FIELD = Field("", "")
_COLUMNS = (("seller_item_id", 16), ("description", 40), ("quantity", 10), ("unit_code", 5), ("net_price", 12), ("line_amount", 12))


def _lines_table(lines: Sequence[Fields]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        cells = (f"{line.get(name, _NO_FIELD).value[:width]:{width}}" for name, width in _COLUMNS)
        yield f"    {number:3} {' '.join(cells)}".rstrip()


def _amounts(rate: Fields) -> str:
    return f"{rate.get('taxable_amount', _NO_FIELD).value} + {rate.get('tax_amount', _NO_FIELD).value}"


def _place(evidence: Evidence | None) -> str:
    """Where a value stands, in a few words."""
    if evidence is None:
        return ""
    return evidence.cell or evidence.xpath.rpartition("/")[2] or (f"p. {evidence.page}" if evidence.page else "")


def _row(fields: Fields) -> dict[str, dict[str, object]]:
    return {name: {"value": field.value, "confidence": round(field.confidence, 4)} for name, field in fields.items()}


def _field(field: Field) -> dict[str, object]:
    return {
        "value": field.value,
        "text": field.text,
        "confidence": round(field.confidence, 4),
        "sure": field.sure,
        "evidence": _evidence(field.evidence),
    }


def _evidence(evidence: Evidence | None) -> dict[str, object] | None:
    if evidence is None:
        return None
    box = evidence.box
    corners = [round(side, 5) for side in (box.left, box.top, box.right, box.bottom)] if box else None
    whole: Iterable[tuple[str, object]] = (
        ("part", evidence.part), ("page", evidence.page), ("box", corners), ("cell", evidence.cell),
        ("xpath", evidence.xpath), ("excerpt", evidence.excerpt),
    )  # fmt: skip
    return dict(whole)


def _finding(finding: Finding, language: str) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "path": finding.path,
        "sentence": finding.sentence.in_language(language),
        "remedy": finding.remedy.in_language(language) if finding.remedy else "",
        "attachment": finding.attachment,
    }
