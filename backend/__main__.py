"""The command line: `serve`, `work`, `migrate`, `doctor`, `extract`, `manifest`; for makers `evaluate`, `generate`, `teach` and `train`."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

from backend.errors import BadInput
from backend.model.finding import Finding, Severity
from backend.model.sentence import Language, Sentence
from backend.settings import Settings, from_environment

# Each command imports what it needs: `extract` starts without a web server, and nothing waits for what it does not use.


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="countersign", prog_name="countersign")
@click.pass_context
def main(context: click.Context) -> None:
    """Countersign: from an open e-mail to a posted document."""
    # What Countersign keeps is mails and invoices: for the person alone whose process made them.
    os.umask(0o077)
    try:
        context.obj = from_environment(os.environ)
    except ValueError as error:
        raise click.ClickException(f"A COUNTERSIGN_* variable has a value of the wrong kind: {error}") from None


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on; without it the first free one from 8770.")
@click.option("--demo/--no-demo", default=None, help="With the practice mailbox, the practice ERP and a sign-in without a password.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser in demo mode, where there is one.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int | None, demo: bool | None, browser: bool) -> None:
    """Start the server and print its URL."""
    from backend import server  # noqa: PLC0415

    settings = settings if demo is None else replace(settings, demo=demo)
    has_screen = sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        server.run(settings, host, port or server.free_port(host), open_browser=settings.demo and browser and has_screen)
    except OSError as error:
        raise click.ClickException(str(error)) from None


@main.command()
@click.pass_obj
def work(settings: Settings) -> None:
    """Work on the queue, beside a server that need not (COUNTERSIGN_WORK_IN_SERVER=no)."""
    from backend.app import install  # noqa: PLC0415

    installation = install(settings)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    installation.jobs.start(installation.workshop)
    click.echo(f"working with {settings.workers} workers")
    stopped.wait()
    installation.jobs.stop()


@main.command()
@click.pass_obj
def migrate(settings: Settings) -> None:
    """Bring the database to the present tables."""
    from backend.store.database import connect  # noqa: PLC0415
    from backend.store.migrate import migrate as bring_up_to_date  # noqa: PLC0415

    settings.data_folder.mkdir(parents=True, exist_ok=True)
    click.echo("migrated" if bring_up_to_date(connect(settings.database)) else "already up to date")


@main.group(invoke_without_command=True)
@click.pass_context
def doctor(context: click.Context) -> None:
    """Say what is missing for a good working installation; exits with 1 when something is."""
    from backend.app import diagnose  # noqa: PLC0415

    if context.invoked_subcommand:
        return
    settings: Settings = context.obj
    findings = diagnose(settings)
    for sentence in findings:
        click.echo(f"- {sentence.en}\n  {sentence.fr}")
    if findings:
        sys.exit(1)
    click.echo("all is well")


@doctor.command("erp")
@click.pass_obj
def doctor_erp(settings: Settings) -> None:
    """Try the ERP of each organisation and say what is wrong with it; exits with 1 when something is."""
    from backend.app import try_erps  # noqa: PLC0415

    trials = tuple(try_erps(settings))
    for organisation, name, trial, catalog in trials:
        click.echo(f"{organisation.name}: {name.en}")
        for line in (*trial.lines(), catalog.en):
            click.echo(f"  {line}")
    if not trials:
        click.echo("no ERP is connected")
    if not trials or not all(trial.is_well for _, _, trial, _ in trials):
        sys.exit(1)


@doctor.command("outlook")
@click.option("--ca-file", default="", help="The certificates (PEM) of your company's own authority, when the server's is by it.")
@click.option(
    "--token", type=click.File(), help="A file with a person's access token for Countersign, to be looked at as well; - is standard input."
)
@click.option(
    "--mailbox", "watched", multiple=True, help="A mailbox that is to be watched: the application has to read it. May be given again."
)
@click.option("--other-mailbox", "others", multiple=True, help="A mailbox that the application may not read. May be given again.")
@click.pass_obj
def doctor_outlook(settings: Settings, ca_file: str, token: TextIO | None, watched: tuple[str, ...], others: tuple[str, ...]) -> None:
    """Check everything about Outlook that can be told from here, and say what is to be looked at by hand.

    Exits with 1 when something has to be mended.
    """
    from backend.app import look_by_hand, try_outlook  # noqa: PLC0415

    by_hand = look_by_hand(settings, has_token=token is not None, has_mailboxes=bool(watched and others))
    _tell(try_outlook(settings, ca_file, token.read().strip() if token else "", watched, others), by_hand)


@doctor.command("gmail")
@click.option("--ca-file", default="", help="The certificates (PEM) of your company's own authority, when the server's is by it.")
@click.option("--mailbox", "watched", multiple=True, help="A mailbox that the service account has to read. May be given again.")
@click.pass_obj
def doctor_gmail(settings: Settings, ca_file: str, watched: tuple[str, ...]) -> None:
    """Check everything about Gmail that can be told from here, and say what is to be looked at by hand.

    Exits with 1 when something has to be mended.
    """
    from backend.app import look_at_gmail_by_hand, try_gmail  # noqa: PLC0415

    _tell(try_gmail(settings, ca_file, watched), look_at_gmail_by_hand(settings))


def _tell(findings: Iterable[Finding], by_hand: Iterable[Sentence]) -> None:
    """Print what was found in both languages, and exit with 1 when something of it is wrong."""
    is_well = True
    for finding in findings:
        is_good = finding.severity is Severity.INFO
        is_well &= is_good
        remedy = finding.remedy
        click.echo(f"{'ok' if is_good else '- '} {finding.sentence.en} {remedy.en if remedy else ''}".rstrip())
        click.echo(f"   {finding.sentence.fr} {remedy.fr if remedy else ''}".rstrip())
    for sentence in by_hand:
        click.echo(f"?  by hand: {sentence.en}\n   à la main : {sentence.fr}")
    if not is_well:
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--json", "as_lines", is_flag=True, help="One JSON object per file, each on its own line.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="How many files are read side by side.")
def extract(files: tuple[str, ...], as_lines: bool, jobs: int) -> None:
    """Print what FILES say; "-" is standard input. Needs no server and no database.

    Exits with 0 also for a file that cannot be read: the finding says why.
    """
    # Modules leave no garbage while they load; looking for some takes a tenth of that time.
    gc.disable()
    from backend import extract as extraction  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    language = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "en")
    show = extraction.as_json if as_lines else extraction.as_table
    progress = click.progressbar(length=len(files), label="reading", file=sys.stderr, hidden=not sys.stderr.isatty())
    with progress:
        for result in extraction.extract_all(files, jobs):
            click.echo(show(result, language))
            progress.update(1)


@main.group()
def manifest() -> None:
    """Print what an administrator uploads so that a mail client shows Countersign."""


@manifest.command("outlook")
@click.option("--base-url", help="The address at which people reach this installation; without it COUNTERSIGN_PUBLIC_URL.")
@click.option("--client-id", help="The app registration's “Application (client) ID”; without it COUNTERSIGN_ENTRA_CLIENT_ID.")
@click.option("--unified", is_flag=True, help="The unified manifest's package (ZIP) instead, to be deployed beside the other.")
@click.option("--output", type=click.File("wb"), default="-", help="Write it to this file.")
@click.pass_obj
def manifest_outlook(settings: Settings, base_url: str | None, client_id: str | None, unified: bool, output: BinaryIO) -> None:
    """The Outlook add-in's manifest: Microsoft 365 admin center, Settings, Integrated apps, Upload custom apps."""
    from backend.manifests import Installation, outlook_manifest, unified_package  # noqa: PLC0415

    try:
        public_url, entra_client_id = base_url or settings.public_url, client_id or settings.entra_client_id
        installation = Installation.configured(replace(settings, public_url=public_url, entra_client_id=entra_client_id))
    except BadInput as error:
        raise click.ClickException(f"{error.message}\n{error.fr}") from None
    output.write(unified_package(installation) if unified else outlook_manifest(installation).encode())


@manifest.command("gmail")
@click.option("--base-url", help="The address at which people reach this installation; without it COUNTERSIGN_PUBLIC_URL.")
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="The language of the add-on's menus.")
@click.option("--erp-url", "links", multiple=True, help="The address of an ERP whose pages cards link to. May be given again.")
@click.option("--output", type=click.File("wb"), default="-", help="Write it to this file.")
@click.pass_obj
def manifest_gmail(settings: Settings, base_url: str | None, language: Language, links: tuple[str, ...], output: BinaryIO) -> None:
    """The Gmail add-on's deployment (deployment.json): Google Cloud console, Google Workspace Marketplace SDK, HTTP deployments."""
    from backend.manifests import checked_address, gmail_manifest  # noqa: PLC0415

    try:
        output.write(gmail_manifest(checked_address(base_url or settings.public_url), language, links).encode())
    except BadInput as error:
        raise click.ClickException(f"{error.message}\n{error.fr}") from None


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@main.command()
@click.argument("folder", type=_FOLDER)
@click.option("--json", "output", type=_FILE, help="Also keep the evaluation in this file.")
@click.option("--compare", type=_FILE, help="Also say what got better and worse since the evaluation kept in this file.")
@click.option("--split", type=click.Choice(["dev", "held", "all"]), default="all", show_default=True, help="Part of the layout groups.")
@click.option("--group", "groups", multiple=True, help="Only layout groups whose name holds this text.")
@click.option("--channel", "channels", multiple=True, help="Only this channel: pdf, hybrid, scan, spreadsheet, mail, text or xml.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="How many files are read side by side.")
def evaluate(
    folder: Path, output: Path | None, compare: Path | None, split: str, groups: tuple[str, ...], channels: tuple[str, ...], jobs: int
) -> None:
    """Print how well the documents labelled in FOLDER/manifest.jsonl are read.

    The figures are explained in docs/accuracy.md.
    """
    from backend.evaluation import comparison, labelled, printout, record, run  # noqa: PLC0415

    try:
        documents = tuple(labelled.chosen(labelled.load(folder), labelled.Split(split), groups, channels))
        before = record.open_record(compare) if compare else None
    except BadInput as problem:
        raise click.ClickException(problem.message) from None
    if not documents:
        raise click.ClickException("No document fits these choices.")
    with click.progressbar(length=len(documents), label="reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as progress:
        now = record.record(run.evaluate(documents, jobs, progress.update))
    click.echo("\n".join(printout.lines_of(now["figures"])))
    if before:
        click.echo("\n" + "\n".join(printout.lines_of_comparison(comparison.compare(before, now))))
    if output:
        record.save(now, output)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--count", type=click.IntRange(1), default=600, show_default=True, help="How many documents are made.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same documents.")
@click.option("--channels", default="pdf,mail,spreadsheet,text,scan", show_default=True, help="Which carriers, with commas between.")
def generate(folder: Path, count: int, seed: int, channels: str) -> None:
    """Write labelled documents, for training and measuring, into FOLDER; what stood there is replaced.

    Needs the development libraries and a Chromium.
    """
    try:
        from backend.training import generate as training  # noqa: PLC0415
    except ImportError as error:
        raise click.ClickException(f'This needs the development libraries: {error.name} is missing (the extra "dev").') from None
    chosen = tuple(channels.split(","))
    if unknown := set(chosen) - set(training.CHANNELS):
        raise click.BadParameter(f"unknown: {', '.join(sorted(unknown))}", param_hint="--channels")
    click.echo(f"{training.generate(folder, count, seed, chosen)} documents in {folder}")


_WHOLE = click.option("--whole", multiple=True, type=_FOLDER, help="A further folder of which no group is held out; may be given again.")
_CACHE = click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path), required=True, help="A folder that keeps the documents once read."
)


def _corpora(folders: tuple[Path, ...], whole: tuple[Path, ...]) -> dict[str, Any]:
    """The labelled documents to learn from in the folders, by the folders' names."""
    from backend.evaluation.labelled import Split  # noqa: PLC0415
    from backend.training.train import corpus  # noqa: PLC0415

    try:
        return {folder.name: corpus(folder) for folder in folders} | {folder.name: corpus(folder, Split.ALL) for folder in whole}
    except BadInput as problem:
        raise click.ClickException(problem.message) from None


@main.command()
@click.argument("folders", nargs=-1, required=True, type=_FOLDER)
@_WHOLE
@click.option("--made", multiple=True, type=_FOLDER, required=True, help="A folder of generated documents, which are learned from first.")
@click.option("--output", type=_FOLDER, help="The folder to write the weights into; without it the package, where they are used.")
@_CACHE
@click.option("--seed", type=int, default=1, show_default=True, help="The same documents and seed teach the same.")
@click.option("--further", is_flag=True, help="Begin with the network of the package, when what it learned from is no longer at hand.")
def teach(
    folders: tuple[Path, ...], whole: tuple[Path, ...], made: tuple[Path, ...], output: Path | None, cache: Path, seed: int, further: bool
) -> None:
    """Teach the network to read from the documents labelled in FOLDERS, and write its weights with their record; takes hours.

    Needs the development libraries. Then `train` with the same cache, and generated documents of another seed.
    """
    from backend.training import lessons, teaching  # noqa: PLC0415

    found, generated = _corpora(folders, whole), _corpora((), made)
    with click.progressbar(length=sum(map(len, (found | generated).values())), label="reading", file=sys.stderr) as progress:
        read, composed = (list(lessons.collect(corpora, cache, progress.update)) for corpora in (found, generated))
    teaching.teach(read, composed, output, cache, seed, click.echo, is_further=further)


@main.command()
@click.argument("folders", nargs=-1, required=True, type=_FOLDER)
@_WHOLE
@click.option("--fresh", multiple=True, type=_FOLDER, help="As --whole, of documents that the rules were written without.")
@click.option("--output", type=_FILE, help="Where to write the model; without it into the package, where it is used.")
@_CACHE
@click.option("--seed", type=int, default=1, show_default=True, help="The same documents and seed give the same model.")
def train(folders: tuple[Path, ...], whole: tuple[Path, ...], fresh: tuple[Path, ...], output: Path | None, cache: Path, seed: int) -> None:
    """Learn from the documents labelled in FOLDERS how certain a value is, and write the model with its record.

    Needs the development libraries. Layout groups that are held out for measuring are not learned from. Where fresh documents are given,
    they count most in the choice from when on a value is sure.
    """
    from backend.extraction.certainty.model import FILE  # noqa: PLC0415
    from backend.training import record  # noqa: PLC0415
    from backend.training import train as training  # noqa: PLC0415

    corpora = _corpora(folders, (*whole, *fresh))
    with click.progressbar(length=sum(map(len, corpora.values())), label="reading", file=sys.stderr) as progress:
        examples = training.collect(corpora, {folder.name for folder in fresh}, cache, progress.update)
    told = training.train(examples, output or FILE, seed)
    click.echo("\n".join(record.lines_of(told)))


if __name__ == "__main__":
    main()
