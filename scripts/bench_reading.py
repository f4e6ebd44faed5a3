"""Measures reading alone: a cold `countersign extract`, text PDFs beside pdfplumber's words, messages, a scan beside its OCR engine.

    .venv/bin/python scripts/bench_reading.py [PDF or FOLDER ...]

Without files it reads the PDFs of the samples. Times are of the processor, which other programs disturb least; `extract` is also timed
by the clock.
"""

from __future__ import annotations

import argparse
import io
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pdfplumber
from rapidocr import RapidOCR

from backend import extraction, readers
from backend.extraction import message
from backend.mailboxes import upload
from backend.model.document import Origin
from backend.model.mail import Attachment, Mail
from backend.readers import pdfium, raster

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
ROUNDS = 5


class Pages(NamedTuple):
    """The milliseconds that one page of a text PDF takes: to read, to understand, and for pdfplumber to find its words."""

    reading: float
    understanding: float
    pdfplumber: float

    @property
    def ours(self) -> float:
        """From bytes to fields and lines."""
        return self.reading + self.understanding


def main() -> None:
    """Print every figure with its unit and goal; exits with 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="text PDFs, or folders of them")
    paths = parser.parse_args().paths
    pdfs = [pdf.read_bytes() for path in paths for pdf in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    measure(pdfs or sample_pdfs())


def measure(pdfs: Sequence[bytes]) -> None:
    """Print the figures of these PDFs, the first of which is extracted cold."""
    cold_extract(pdfs[0])
    text_pages(pdfs)
    messages()
    scanned_page(sample_pdfs()[0])


def sample_mails() -> list[Mail]:
    """The sample messages."""
    return [upload.mail_of(sample.name, sample.read_bytes()) for sample in sorted(SAMPLES.glob("*.eml"))]


def sample_pdfs() -> list[bytes]:
    """The PDFs that are attached to the sample messages."""
    return [a.content for mail in sample_mails() for a in mail.attachments if a.content.startswith(b"%PDF-")]


def messages() -> None:
    """Print how long the words of a message take: what it wants and what it asks for."""
    bodies = [(mail, [readers.read_body(mail)]) for mail in sample_mails()]
    taken = [best(lambda mail=mail, body=body: message.read(mail, body)) for mail, body in bodies]
    print(f"the words of a message: {statistics.median(taken):.1f} ms (median of {len(taken)} samples; {max(taken):.0f} at most)")


def cold_extract(pdf: bytes) -> None:
    """Print how long the command takes for one file, start and end included."""
    program = shutil.which("countersign", path=str(PROJECT / ".venv" / "bin")) or "countersign"
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = [program, "extract", file.name]
        clocked, used = zip(*(timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(9)), strict=True)
    print(f"countersign extract, cold: {min(clocked):.0f} ms by the clock, {min(used):.0f} ms of the processor (best of 9; goal 600 ms)")


def text_pages(pdfs: Sequence[bytes]) -> None:
    """Print the milliseconds a page and their ratio to pdfplumber's; PDFs that are read by text recognition are left out."""
    measured = [pages for pdf in pdfs if (pages := pages_of(pdf))]
    ours, reading = statistics.median(p.ours for p in measured), statistics.median(p.reading for p in measured)
    theirs, ratio = statistics.median(p.pdfplumber for p in measured), statistics.median(p.ours / p.pdfplumber for p in measured)
    print(
        f"text PDF, bytes to fields and lines: {ours:.1f} ms a page, of which reading {reading:.1f} (median of {len(measured)}; goal 20 ms)"
    )
    print(f"pdfplumber's words alone: {theirs:.1f} ms a page; ratio {ratio:.2f} (median of the files' own; goal 0.4)")


def pages_of(pdf: bytes) -> Pages | None:
    """The times of one PDF; None when it is no text PDF."""
    mail = upload.mail_of("document.pdf", pdf)
    documents = readers.read_mail(mail)
    pages = [page for document in documents for page in document.pages if page.origin is not Origin.BODY]
    if not pages or any(page.origin is not Origin.TEXT_LAYER for page in pages):
        return None
    deeds = (lambda: readers.read_mail(mail), lambda: extraction.understand(mail, documents), lambda: pdfplumber_words(pdf))
    return Pages(*(best(deed) / len(pages) for deed in deeds))


def pdfplumber_words(pdf: bytes) -> None:
    """What we are compared with."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.extract_words()


def scanned_page(pdf: bytes) -> None:
    """Print the time of reading a scanned page, and its ratio to what RapidOCR itself takes where it looks as closely."""
    with pdfium.opened(pdf) as document, pdfium.page_of(document, 1) as page:
        picture = raster.rendered(page, 1654)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=70)
    scan = Attachment(part="1", name="scan.jpg", media_type="image/jpeg", content=buffer.getvalue())
    # One thread, as we run it: two that wait for each other cost processor time and save little.
    bounds = {"Det.limit_type": "max", "Det.limit_side_len": 1280, "EngineConfig.onnxruntime.intra_op_num_threads": 1}
    engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, **bounds})
    pixels = np.asarray(picture)
    ours, theirs = best(lambda: readers.read(scan)), best(lambda: engine(pixels))
    print(f"scanned page: {ours:.0f} ms of the processor; RapidOCR itself {theirs:.0f} ms; ratio {ours / theirs:.2f} (goal 1.15)")


def best(deed: Callable[[], object]) -> float:
    """The least milliseconds of the processor in some rounds, after one to warm up."""
    deed()
    return min(timed(deed)[1] for _ in range(ROUNDS))


def timed(deed: Callable[[], object]) -> tuple[float, float]:
    """The milliseconds that it takes: by the clock, and of the processor in this process, its threads and those it started."""
    clock, used = time.perf_counter(), processor()
    deed()
    return (time.perf_counter() - clock) * 1000, (processor() - used) * 1000


def processor() -> float:
    """The seconds of the processor so far."""
    uses = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


if __name__ == "__main__":
    main()
