"""What a page loads, as it comes over the line (packed), beside what it may: `make weight`. Needs Chromium, and no npm."""

import sys
from collections import Counter

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.browser import FLAGS, chromium
from bench.front import product
from portal.launch.run import HOST

LIMITS = {"HTML": 15, "CSS": 14, "JavaScript": 15, "letter": 27, "sprite": 5}
"""kB of 1,000 bytes that one page may load of each; pictures stand beside them."""
MAX_REQUESTS = 8
"""Pictures left out."""
KINDS = {"Document": "HTML", "Stylesheet": "CSS", "Script": "JavaScript", "Font": "letter"}
PAGES = {
    "home": "/",
    "search": "/zoeken/?q=verhuizen",
    "theme": "/thema/BurgerOverheid/",
    "product": "/producten/adreswijziging/",
    "form": "/formulieren/adreswijziging/",
}


def main() -> int:
    """Print a line a page; return 0 when each keeps within its limits."""
    if not chromium():
        print("make weight needs Chromium (apt-get install chromium).")
        return 1
    with product() as (port, _leader, _var), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        loaded = {name: weigh(browser, f"http://{HOST}:{port}{path}") for name, path in PAGES.items()}
        browser.close()
    print("kB".ljust(10) + "".join(f"{kind:>12}" for kind in [*LIMITS, "pictures", "requests"]))
    print("at most".ljust(10) + "".join(f"{limit:>12}" for limit in [*LIMITS.values(), "", MAX_REQUESTS]))
    for name, sizes in loaded.items():
        cells = [f"{sizes[kind] / 1000:>12.1f}" for kind in [*LIMITS, "pictures"]] + [f"{sizes['requests']:>12}"]
        print(name.ljust(10) + "".join(cells))
    return int(any(is_too_heavy(sizes) for sizes in loaded.values()))


def weigh(browser: Browser, url: str) -> Counter[str]:
    """Return the bytes of each kind that an empty browser loads for a page, heads of answers left out, and the requests."""
    page = browser.new_page()
    line: CDPSession = page.context.new_cdp_session(page)
    sizes: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    heads: Counter[str] = Counter()

    def came(event: dict[str, object]) -> None:
        response = event["response"]
        assert isinstance(response, dict)
        kind = KINDS.get(str(event["type"]), "pictures")
        kinds[str(event["requestId"])] = (
            "sprite" if ".svg" in str(response["url"]) and "icons" in str(response["url"]) else kind
        )
        heads[str(event["requestId"])] = int(response["encodedDataLength"])

    def ended(event: dict[str, object]) -> None:
        name = str(event["requestId"])
        kind = kinds.get(name, "pictures")
        sizes[kind] += max(0, int(str(event["encodedDataLength"]).partition(".")[0]) - heads[name])
        sizes["requests"] += kind != "pictures"

    line.on("Network.responseReceived", came)
    line.on("Network.loadingFinished", ended)
    line.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    page.close()
    return sizes


def is_too_heavy(sizes: Counter[str]) -> bool:
    """Return whether a page loads more than it may."""
    return sizes["requests"] > MAX_REQUESTS or any(sizes[kind] > 1000 * limit for kind, limit in LIMITS.items())


if __name__ == "__main__":
    sys.exit(main())
