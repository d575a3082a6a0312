"""A phone with the driver app open: what a test may ask of it."""

from pathlib import PurePosixPath
from typing import Any, Self

from playwright.sync_api import BrowserContext, Page, ViewportSize

PHONE: dict[str, Any] = {
    "viewport": ViewportSize(width=390, height=844),
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
    "locale": "de-DE",
    "timezone_id": "Europe/Berlin",
}

# Where a test goes without worker, the way to register one is Playwright's and does nothing.
WORKER_IN_CHARGE = """() => !String(navigator.serviceWorker.register).includes("[native code]")
  || navigator.serviceWorker.controller?.state === 'activated'"""

CALL = """async ({ module, name, values }) => {
  const { default: _, ...exported } = await import(module);
  return (await exported[name](...values)) ?? null;
}"""

# A refusal crosses to the test as data; what is thrown would lose its name.
ATTEMPT = """async ({ module, name, values }) => {
  try {
    return { value: (await (await import(module))[name](...values)) ?? null };
  } catch (error) {
    return { error: error.name, reason: error.reason ?? null };
  }
}"""

# One look at the store, past the app's own code.
ROWS = """(store) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("driver");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const request = opening.result.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => { opening.result.close(); resolve(request.result); };
    request.onerror = () => reject(request.error);
  };
})"""


POLL = """async (argument) => {
  const holds = %s;
  for (const end = Date.now() + 60000; Date.now() < end; ) {
    if (await holds(argument)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`still not so: ${JSON.stringify(argument)}`);
}"""


class Phone:
    """One tab of the driver app."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._modules: dict[str, str] = {}

    @classmethod
    def open(cls, context: BrowserContext, url: str, path: str = "/de/") -> Self:
        """Open a page and wait until the worker is in charge of it, where the context has one."""
        phone = cls(context.new_page())
        phone.page.goto(url + path)
        phone.await_worker()
        return phone

    def await_worker(self) -> None:
        """Wait until a worker controls the page: only then is it fit for offline."""
        self.page.wait_for_function(WORKER_IN_CHARGE)

    def module(self, name: str) -> str:
        """The hashed address of a module of ours, as this page loaded it first."""
        if name not in self._modules:
            self._modules[name] = self._find(name)
        return self._modules[name]

    def _find(self, name: str) -> str:
        urls: list[str] = self.page.evaluate("() => performance.getEntriesByType('resource').map((each) => each.name)")
        wanted = PurePosixPath(name)
        fitting = [url for url in urls if f"/{wanted.stem}." in url and url.endswith(wanted.suffix)]
        assert fitting, f"the page did not load {name}: {urls}"
        return fitting[0]

    def call(self, module: str, function: str, *values: Any) -> Any:
        """Call an exported function of a module of the page."""
        return self.page.evaluate(CALL, {"module": self.module(module), "name": function, "values": list(values)})

    def attempt(self, module: str, function: str, *values: Any) -> dict[str, Any]:
        """As `call`, giving `{"value"}` or the thrown `{"error", "reason"}`."""
        said: dict[str, Any] = self.page.evaluate(
            ATTEMPT, {"module": self.module(module), "name": function, "values": list(values)}
        )
        return said

    def save(self, **fields: Any) -> dict[str, Any]:
        """Save a report; gives its row."""
        report: dict[str, Any] = self.call("outbox.js", "saveReport", fields)
        return report

    def amend(self, report: str, **fields: Any) -> bool:
        """Save an amendment."""
        return bool(self.call("outbox.js", "amendReport", report, fields))

    def send(self) -> None:
        """Press "send now" and wait until the round is over."""
        self.call("sync.js", "sendNow")

    def rows(self, store: str = "reports") -> list[dict[str, Any]]:
        """The rows of a store, read past the app."""
        found: list[dict[str, Any]] = self.page.evaluate(ROWS, store)
        return found

    def row(self, report: str) -> dict[str, Any] | None:
        """The row of a report."""
        return next((row for row in self.rows() if row["id"] == report), None)

    def wait_for(self, report: str, **expected: Any) -> dict[str, Any]:
        """Wait until a report's row has these values; gives it."""
        self.poll(
            """async ({ module, id, expected }) => {
              const row = await (await import(module)).getReport(id);
              return row && Object.entries(expected).every(
                ([name, value]) => JSON.stringify(row[name]) === JSON.stringify(value),
              );
            }""",
            {"module": self.module("outbox.js"), "id": report, "expected": expected},
        )
        row = self.row(report)
        assert row is not None
        return row

    def wait_until(self, store: str, count: int) -> None:
        """Wait until a store holds so many rows."""
        self.poll(
            f"async ({{ store, count }}) => (await ({ROWS})(store)).length === count", {"store": store, "count": count}
        )

    def poll(self, check: str, argument: dict[str, Any]) -> None:
        """Wait until an asynchronous check in the page holds; Playwright's own wait takes a promise for a yes."""
        self.page.evaluate(POLL % check, argument)
