"""What Lighthouse says of the front page, a product and a step of a form, on a running product: `make lighthouse`.

Each page is asked five times on a simulated phone; the median counts. With the name of a commit (`make lighthouse ARGS=0.1.0`)
that one runs beside this one, and the two are asked in turn: what another program does to the machine, it does to both.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.browser import FLAGS, chromium
from bench.front import product
from portal.launch.run import HOST

ROOT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = ROOT / "bench/node/node_modules/.bin/lighthouse"
ROUNDS = 5
TRIES = 3
SILENT: dict[str, Any] = {"check": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
MIN_SCORE = 97
MAX_LCP_RISE = 100.0  # milliseconds above the commit that is named
FORM = "/formulieren/adreswijziging/"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {"LCP": "largest-contentful-paint", "CLS": "cumulative-layout-shift", "TBT": "total-blocking-time"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, and the cookies with which it opens."""

    name: str
    url: str
    cookies: str = ""
    is_private: bool = False
    """Whether it asks robots to keep nothing of it, which Lighthouse takes for a fault."""


def main(arguments: list[str]) -> int:
    """Return 0 when each page of this commit has the scores and, where another is named, paints about as soon."""
    parser = argparse.ArgumentParser(prog="make lighthouse", description=__doc__)
    parser.add_argument("commit", nargs="?", help="another commit to measure in turn with this one")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    if not chromium() or not LIGHTHOUSE.exists():
        print("Lighthouse needs Chromium and its own package: `make lighthouse` installs that with npm.")
        return 1
    with contextlib.ExitStack() as running:
        pages = {"this": asked_of(running)}
        if given.commit:
            pages[given.commit] = asked_of(running, running.enter_context(checkout(given.commit)))
        print(f"\nLighthouse, median of {given.rounds}; load of the machine {os.getloadavg()[0]:.1f}", flush=True)
        wrong = [
            fault
            for of_a_name in zip(*pages.values(), strict=True)
            for fault in measured(of_a_name, given.rounds, list(pages))
        ]
    for fault in wrong:
        print(f"  {fault}")
    return 1 if wrong else 0


def asked_of(running: contextlib.ExitStack, root: Path = ROOT) -> list[Asked]:
    """Start the product of a checkout and return its pages."""
    port = running.enter_context(product(root))[0]
    site = f"http://{HOST}:{port}"
    return [Asked("home", f"{site}/"), Asked("product", f"{site}/producten/adreswijziging/"), first_step(port)]


@contextlib.contextmanager
def checkout(commit: str) -> Iterator[Path]:
    """Give another commit a folder of its own, in which it can run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "checkout")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(path), commit], cwd=ROOT, check=True)  # noqa: S607  # whichever is there
        try:
            yield path
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(path)], cwd=ROOT, check=True)  # noqa: S607  # the same


def first_step(port: int) -> Asked:
    """Begin a form as a browser does; return its first step, with the cookies that open it."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", FORM)
    start = connection.getresponse()
    text, cookies = start.read().decode(), cookies_of(start)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    body = f"csrfmiddlewaretoken={token[1]}" if token else ""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join(cookies)}
    action = re.search(r'<form[^>]*method="post"[^>]*action="([^"]+)"', text)
    connection.request("POST", action[1] if action else FORM + "start/", body, headers)
    begun = connection.getresponse()
    begun.read()
    where = begun.headers["Location"]
    assert where, begun.status
    return Asked(
        "step",
        f"http://{HOST}:{port}{urlsplit(where).path}",
        "; ".join([*cookies, *cookies_of(begun)]),
        is_private=True,
    )


def cookies_of(answer: http.client.HTTPResponse) -> list[str]:
    """Return the cookies that an answer sets, as a browser sends them back."""
    return [each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie") or []]


def measured(pages: tuple[Asked, ...], rounds: int, names: list[str]) -> list[str]:
    """Print what Lighthouse says of a page, in turn of each commit; return what falls short."""
    seen: list[list[dict[str, float]]] = [[] for _ in pages]
    for _ in range(rounds):
        for reports, page in zip(seen, pages, strict=True):
            reports.append(report(page))
    medians = [{name: statistics.median(each[name] for each in reports) for name in reports[0]} for reports in seen]
    for commit, median in zip(names, medians, strict=True):
        scores = " ".join(f"{category} {median[category]:.0f}" for category in CATEGORIES)
        figures = f"LCP {median['LCP'] / 1000:.2f} s  CLS {median['CLS']:.3f}  TBT {median['TBT']:.0f} ms"
        print(f"  {pages[0].name:<8} {commit[:10]:<10} {scores}  {figures}", flush=True)
    ours = medians[0]
    wrong = [
        f"{pages[0].name}: {category} is {ours[category]:.0f}, at least {MIN_SCORE} is wanted"
        for category in CATEGORIES
        if ours[category] < MIN_SCORE
    ]
    if ours["CLS"] >= 0.005:
        wrong.append(f"{pages[0].name}: something shifts, CLS is {ours['CLS']:.3f}")
    if len(medians) > 1 and ours["LCP"] > medians[1]["LCP"] + MAX_LCP_RISE:
        wrong.append(f"{pages[0].name}: LCP is {ours['LCP'] - medians[1]['LCP']:.0f} ms above that of {names[1]}")
    return wrong


def report(page: Asked) -> dict[str, float]:
    """Return the four scores (0 to 100) and the figures (milliseconds; CLS without a unit) of one run."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "report.json")
        command: list[str] = [
            *(str(LIGHTHOUSE), page.url, "--quiet", "--output=json", f"--output-path={out}"),
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)} --user-data-dir={folder}/profile",
        ]
        if page.is_private:
            command.append("--skip-audits=is-crawlable")
        if page.cookies:
            command.append(f"--extra-headers={json.dumps({'Cookie': page.cookies})}")
        # On a busy machine a trace now and then misses its own beginning (NO_NAVSTART); that says nothing of the page.
        for _ in range(TRIES):
            if not subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium()}, **SILENT).returncode:
                break
        answer: dict[str, Any] = json.loads(out.read_text())
    assert answer["finalDisplayedUrl"] == page.url, answer["finalDisplayedUrl"]
    scores = {category: 100 * float(answer["categories"][category]["score"] or 0) for category in CATEGORIES}
    return scores | {name: float(answer["audits"][audit]["numericValue"]) for name, audit in FIGURES.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
