"""`make shots`: pictures of the main screens and of every component, for whoever changes how something looks.

    make shots                                        all, into var/shots/now/
    make shots ARGS="home case"                       only those whose name begins with one of these
    make shots ARGS="--into before"                   into var/shots/before/
    make shots ARGS="--into after --beside before"    and var/shots/after/index.html lays both side by side
    make shots ARGS=--docs                            those that README and the guides show, written to where they stand

Starts a demo city of its own on a free port, and ends it.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.browser import FLAGS, chromium
from bench.front import ROOT, product
from portal.launch.run import HOST
from tests.shots import documents, sheet
from tests.shots.camera import Camera
from tests.shots.screens import SCREENS

SHOTS = ROOT / "var" / "shots"


def main(arguments: list[str]) -> int:
    """Return 0 when each picture that was asked for was taken."""
    parser = argparse.ArgumentParser("make shots", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("words", nargs="*", help="only pictures whose name begins with one of these")
    parser.add_argument("--into", default="now", help="a folder in var/shots/")
    parser.add_argument("--beside", default="", help="a folder in var/shots/ to lay beside it")
    parser.add_argument(
        "--docs", action="store_true", help="those of README and the guides, written to where they stand"
    )
    given = parser.parse_args(arguments)
    if not chromium():
        print("make shots needs Chromium (apt-get install chromium).")
        return 1
    folder = SHOTS / ("docs" if given.docs else given.into)
    words = documents.names() if given.docs else given.words
    print("Starting a demo city; this takes half a minute.", flush=True)
    with product(ROOT, "--dev") as (port, _leader, _var), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        camera = Camera(browser, f"http://{HOST}:{port}", folder, words)
        for screens in SCREENS:
            screens(camera)
        browser.close()
    if given.docs:
        return documents.write(folder)
    index = sheet.write(folder, SHOTS / given.beside if given.beside else None)
    print(f"{len(list(folder.glob('*.png')))} pictures; look at {index.relative_to(Path.cwd())}")
    return 0 if any(folder.glob("*.png")) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
