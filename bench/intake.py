"""Intake against a bare durable insert, at 1, 8 and 32 phones, on SQLite and PostgreSQL: rates, and their ratio.

Both are served by the same gunicorn with the same settings and take turns in short rounds, so that a busy machine
slows both alike. Run it with `make bench`.
"""

import asyncio
import os
import statistics
import tempfile
import time
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path

from tests.databases import postgres_server
from tests.load import Line, new_report
from tests.servers import Server, free_port, prepare, run_server

PHONES = (1, 8, 32)
ROUNDS = 5
SECONDS = 2.0


async def _phone(port: int, until: float) -> int:
    sent = 0
    async with Line(port) as line:
        while time.monotonic() < until:
            status, _ = await line.send(new_report().request())
            if status != HTTPStatus.CREATED:
                raise RuntimeError(f"answered {status}")
            sent += 1
    return sent


async def _rate(port: int, phones: int) -> float:
    begun = time.monotonic()
    sent = await asyncio.gather(*(_phone(port, begun + SECONDS) for _ in range(phones)))
    return sum(sent) / (time.monotonic() - begun)


def _bare(database: str, folder: Path) -> Server:
    folder.mkdir()
    return Server(folder, {"BARE_DATABASE": database}, free_port(), application="bench.bare:app")


def _measure(kind: str, bare: Server, intake: Server) -> None:
    for phones in PHONES:
        rates = [
            (asyncio.run(_rate(bare.port, phones)), asyncio.run(_rate(intake.port, phones))) for _ in range(ROUNDS)
        ]
        bare_rate, intake_rate = (statistics.median(column) for column in zip(*rates, strict=True))
        ratio = statistics.median(taken / done for done, taken in rates)
        print(f"{kind:<12}{phones:>6}{bare_rate:>13.0f}{intake_rate:>13.0f}{ratio:>9.2f}")


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory(prefix="driverapp-bench-") as name, ExitStack() as running:
        # The PostgreSQL package asks for a private folder and warns where a machine has none.
        os.environ.setdefault("XDG_RUNTIME_DIR", name)
        folder = Path(name)
        postgres = running.enter_context(postgres_server())
        databases = {
            "SQLite": ({}, str(folder / "bare.sqlite3")),
            "PostgreSQL": ({"DATABASE_URL": postgres.create()}, postgres.create()),
        }
        print(f"{'store':<12}{'phones':>6}{'bare, 1/s':>13}{'intake, 1/s':>13}{'ratio':>9}")
        for kind, (settings, database) in databases.items():
            bare = _bare(database, folder / f"bare-{kind}")
            bare.start()
            running.callback(bare.stop)
            prepared = Server(folder / f"prepared-{kind}", settings, free_port())
            prepared.data.mkdir()
            prepare(prepared)
            with run_server(folder / kind, prepared, LIMIT_REPORTS_PER_ADDRESS="off", **settings) as intake:
                _measure(kind, bare, intake)


if __name__ == "__main__":
    main()
