"""What a page of the office takes with 50,000 invented reports, beside the page that asks the store for one row.

All of the reports lie within a week, so that nearly none is erased yet: lists, searches and counts have the most to do.
Every page of each role's navigation is measured, and the lists and reports behind them. Run it with `make bench`; it
fails where one of twenty answers takes longer than the budget.
"""

import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import pyotp

from tests.clients import TOKEN
from tests.servers import Server, free_port

REPORTS, DAYS = 50_000, 7
ROUNDS = 40
BUDGET_MS = 150.0
HEALTH = "/readyz"
LINKS = re.compile(r'<nav class="side-links".*?</nav>', re.DOTALL)
OLDER = re.compile(r'id="page-older" href="([^"]+)"')
REPORT = re.compile(r'href="(/office/reports/[0-9a-f-]{36})')
# Behind the first page of the inbox.
LISTS = (
    "?tab=taps",
    "?tab=quarantine",
    "?tab=closed",
    "?tab=practice",
    "?category=cargo_theft",
    "?road=A2&km_from=340&km_to=470",
    "?association=muster-logistik&language=pl",
    "?attributed=no",
    "?ongoing=yes",
    "?call=yes",
    "?overdue=yes",
    "?untranslated=yes",
    "?tab=closed&untranslated=yes",
    "?held=yes",
    "?reply=yes",
    "?tab=closed&reply=yes",
    "?tab=closed&order=oldest",
    "?tab=closed&state=closed&target_group=taxi&language=lt",
    "?q=plandeka",
    "?tab=closed&q=xyz",
)
BESIDE = {
    "coordinator": ("/office/inbox/rows", "/office/figures?first=2026-01-01&last=2026-12-31"),
}


def _sign_in(browser: httpx.Client, sign_in: dict[str, str]) -> httpx.Response:
    browser.cookies.clear()
    page = browser.get("/office/sign-in")
    page = browser.post("/office/sign-in", data=_fields(page, email=sign_in["email"], password=sign_in["password"]))
    code = pyotp.TOTP(sign_in["secret"]).now()
    page = browser.post("/office/sign-in/code", data=_fields(page, code=code))
    if "Abmelden" not in page.text:
        raise RuntimeError(f"{sign_in['email']} could not sign in")
    return page


def _fields(page: httpx.Response, **fields: str) -> dict[str, str]:
    found = TOKEN.search(page.text)
    if found is None:
        raise RuntimeError("a page without a form")
    return fields | {"csrf_token": found[1]}


def _pages(browser: httpx.Client, role: str, first: httpx.Response) -> Iterator[str]:
    """What somebody of a role opens: the navigation and what lies behind it."""
    navigation = LINKS.search(first.text)
    yield from re.findall(r'href="([^"]+)"', navigation[0]) if navigation else ()
    yield from BESIDE.get(role, ())
    if role == "coordinator":
        yield from (f"/office/inbox{words}" for words in LISTS)
        for tab in ("inbox", "closed"):
            page = browser.get("/office/inbox", params={"tab": tab}).text
            yield from (match.replace("&amp;", "&") for match in OLDER.findall(page)[:1])
            for report in sorted(set(REPORT.findall(page)))[:2]:
                yield from (report, f"{report}/similar")


def _took(browser: httpx.Client, path: str) -> list[float]:
    """Milliseconds of each of some answers, one after another, after one that warms up."""
    found = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        answer = browser.get(path)
        found.append((time.perf_counter() - begun) * 1000)
        if answer.is_error:
            raise RuntimeError(f"{path} answered {answer.status_code}")
    return found[1:]


def _row(path: str, taken: list[float], least: float) -> bool:
    """Print what a page took; whether it is within the budget."""
    p50, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    shown = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", path)[:70]
    within = p95 <= BUDGET_MS
    print(f"{shown:<72}{p50:>8.1f}{p95:>8.1f}{p50 / least:>8.1f}{'' if within else '   too slow'}", flush=True)
    return within


def _measure(server: Server, sign_ins: Iterable[dict[str, str]]) -> bool:
    print(f"{f'the office, {REPORTS} reports in the lists, milliseconds':<72}{'p50':>8}{'p95':>8}{'ratio':>8}")
    within, seen = True, set()
    with httpx.Client(
        base_url=server.url, follow_redirects=True, headers={"Accept-Language": "de"}, timeout=60
    ) as browser:
        health = _took(browser, HEALTH)
        least = statistics.median(health)
        _row(HEALTH, health, least)
        for role, sign_in in {each["role"]: each for each in sign_ins}.items():
            for path in _pages(browser, role, _sign_in(browser, sign_in)):
                if path not in seen:
                    within = _row(path, _took(browser, path), least) and within
                    seen.add(path)
    return within


def main() -> None:
    """Measure and print a table; ends with 1 where a page is too slow."""
    with tempfile.TemporaryDirectory(prefix="driverapp-bench-") as name:
        server = Server(Path(name) / "data", {}, free_port())
        made = server.command("demo", "--reports", str(REPORTS), "--days", str(DAYS))
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
        mark = json.loads((server.data / "invented.json").read_text(encoding="utf-8"))
        server.start()
        try:
            within = _measure(server, mark["sign_ins"])
        finally:
            server.stop()
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
