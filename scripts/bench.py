"""What `scripts/bench` measures: server start, the pane's weight and first paint, the wait for its first fields, and reading alone."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import bench_reading
from playwright.sync_api import Page, sync_playwright

from backend import extraction, readers
from backend.mailboxes import upload
from backend.mailboxes.practice import PracticeMailbox

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
CHROMIUM = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

#: What is opened, from which sample, and how long a clerk may wait for the first fields.
KINDS = (("text PDF", "01-facture-pdf.eml", 400), ("UBL", "05-facture-ubl.eml", 250), ("Factur-X", "02-factur-x.eml", 250))

#: Opens a message of the list and gives the milliseconds until the pane shows a field of it that was not there before.
OPEN = """([subject, number]) => new Promise((resolve, reject) => {
  const row = [...document.querySelectorAll('.message-row')].find((r) => r.textContent.includes(subject));
  const start = performance.now();
  row.click();
  const look = () => {
    const pane = document.querySelector('iframe').contentDocument;
    const value = pane.querySelector('.field[data-path="invoice_number"] input')?.value;
    if (value === number) resolve(performance.now() - start);
    else if (performance.now() - start > 20000) reject(new Error(`no field within 20 s: ${subject}`));
    else requestAnimationFrame(look);
  };
  look();
})"""


def main() -> None:
    """Print every figure with its unit; exits with 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often each kind is opened, each time as a new message")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        subjects = fill_mailbox(data / "practice-mailbox", rounds)
        first = started(data, lambda _: None)
        second = started(data, lambda url: open_all(url, subjects))
    print(f"server start: first {first:.1f} s, second {second:.1f} s (goal: second under 3 s)")
    bench_reading.measure(bench_reading.sample_pdfs())


def fill_mailbox(folder: Path, rounds: int) -> dict[str, list[tuple[str, str]]]:
    """Put the samples into the mailbox once a round, each time other bytes: nothing is known before it is opened.

    Gives the subjects and the invoice numbers by kind.
    """
    box = PracticeMailbox(folder)
    box.open_or_create(SAMPLES)
    subjects: dict[str, list[tuple[str, str]]] = {name: [] for name, _, _ in KINDS}
    for turn in range(rounds + 1):
        for name, sample, _ in KINDS:
            raw = (SAMPLES / sample).read_bytes()
            subject = f"bench {name} {turn:03}"
            box.deliver(variant(raw, subject), f"{turn}.eml")
            subjects[name].append((subject, number_of(raw)))
    return subjects


def variant(raw: bytes, subject: str) -> bytes:
    """The message with another subject and identity, and with attachments of other bytes that say the same."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    message.replace_header("Subject", subject)
    message.replace_header("Message-ID", f"<{subject.replace(' ', '-')}@bench.example>")
    for part in message.iter_attachments():
        content = part.get_content()
        mark = f"\n%{subject}\n" if part.get_content_type() == "application/pdf" else f"\n<!-- {subject} -->\n"
        data = content.encode() if isinstance(content, str) else content
        kind, _, detail = part.get_content_type().partition("/")
        part.set_content(data + mark.encode(), maintype=kind, subtype=detail, filename=part.get_filename(), disposition="attachment")
    return message.as_bytes()


def number_of(raw: bytes) -> str:
    """The invoice number that reading the message gives."""
    found = understood(raw)[0].document
    assert found is not None
    return found.number()


def understood(raw: bytes) -> tuple[extraction.Understood, ...]:
    """What the pipeline's stages make of a message, in this process."""
    mail = upload.mail_of("message.eml", raw)
    return extraction.understand(mail, readers.read_mail(mail))


def started(data: Path, use: Callable[[str], None]) -> float:
    """Start the server on the data folder, use it, stop it; gives the seconds until it answered."""
    start = time.perf_counter()
    with server(data) as url:
        seconds = time.perf_counter() - start
        use(url)
    return seconds


@contextmanager
def server(data: Path) -> Iterator[str]:
    """A running demo server and its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = shutil.which("countersign", path=str(PROJECT / ".venv" / "bin")) or "countersign"
    environment = {**os.environ, "COUNTERSIGN_DATA_FOLDER": str(data)}
    process = subprocess.Popen(
        [program, "serve", "--demo", "--no-browser", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/api/health")
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def wait_for(url: str) -> None:
    """Return when the URL answers."""
    while True:
        try:
            with urllib.request.urlopen(url):
                return
        except urllib.error.URLError:
            time.sleep(0.02)


def open_all(url: str, subjects: dict[str, list[tuple[str, str]]]) -> None:
    """Open every message in Chromium and print the median wait by kind; the first round warms up."""
    waits: dict[str, list[float]] = {name: [] for name in subjects}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(url)
        page.wait_for_selector(".message-row")
        for turn in range(len(next(iter(subjects.values())))):
            for name in subjects:
                waits[name].append(opened(page, *subjects[name][turn]))
                # A clerk looks at a message before opening the next: its page images have been drawn by then.
                page.wait_for_timeout(1500)
        browser.close()
    for name, _, goal in KINDS:
        warm = sorted(waits[name][1:])
        print(
            f"{name}: first fields in the pane after {statistics.median(warm):.0f} ms (median of {len(warm)}; "
            f"{warm[0]:.0f} to {warm[-1]:.0f}; goal {goal} ms); the very first {waits[name][0]:.0f} ms"
        )


def opened(page: Page, subject: str, number: str) -> float:
    """The milliseconds from the click on a message to its first field."""
    return float(page.evaluate(OPEN, [subject, number]))


if __name__ == "__main__":
    main()
