"""What the pane weighs before anybody signs in, when a browser first paints it, and a message that was read before; all on this machine."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import bench
from playwright.sync_api import Browser, Request, sync_playwright

#: The pane as Outlook loads it; its own script, which Microsoft serves, stays silent here.
PAGE = "outlook.html"
#: Its address leads nowhere: to answer in its place, every request would have to be held up.
WITHOUT_OFFICE = "--host-resolver-rules=MAP appsforoffice.microsoft.com ~NOTFOUND"
#: KB as sent, and milliseconds.
GOAL, PAINT = 150, 200
ROUNDS = 9
#: A new window starts processes of Chromium's own, in milliseconds on two cores: what they take is not the pane's.
SETTLED = 1500


def main() -> None:
    """Print the figures; exits with 0 whatever they are."""
    # The doubles of Microsoft 365 are those of the tests.
    sys.path.insert(0, str(bench.PROJECT))
    import bench_foreseen  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*bench.CHROMIUM, WITHOUT_OFFICE])
        with tempfile.TemporaryDirectory() as folder, bench.server(Path(folder)) as url:
            measure(browser, url)
        bench_foreseen.measure(browser)
        browser.close()


def measure(browser: Browser, url: str) -> None:
    """Load the page in a new browser profile each round, and print the weight and the median of the first paint."""
    rounds = [loaded(browser, url) for _ in range(ROUNDS + 1)]
    files, _ = rounds[0]
    paints = sorted(paint for _, paint in rounds[1:])
    plain, sent = (sum(sizes) for sizes in zip(*files.values(), strict=True))
    print(f"pane before sign-in: {len(files)} files, {sent / 1024:.0f} KB as sent (goal under {GOAL}), {plain / 1024:.0f} KB unpacked")
    spread = f"median of {ROUNDS}; {paints[0]:.0f} to {paints[-1]:.0f}; goal under {PAINT}"
    print(f"first paint after {statistics.median(paints):.0f} ms ({spread})")


def loaded(browser: Browser, url: str) -> tuple[dict[str, tuple[int, int]], float]:
    """The page's own files with their size in bytes, unpacked and as sent, and the milliseconds until something is painted."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page, requests = context.new_page(), list[Request]()

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    page.wait_for_timeout(SETTLED)
    page.goto(f"{url}/{PAGE}")
    page.wait_for_selector(".app")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    sizes = dict(weighed(request for request in requests if request.url.startswith(url)))
    context.close()
    return sizes, float(paint)


def weighed(requests: Iterator[Request]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The sizes of the answers by address."""
    for request in requests:
        answer = request.response()
        assert answer is not None
        yield request.url, (len(answer.body()), request.sizes()["responseBodySize"])


if __name__ == "__main__":
    main()
