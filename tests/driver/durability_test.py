"""What was acknowledged is on disk: the server is killed under load again and again, and every report is there."""

import asyncio
import signal

from tests.driver.conftest import StartServer
from tests.load import Line, Sent, http_request, new_report
from tests.servers import Server

ROUNDS = 3
PHONES = 8
# So many reports are acknowledged before the kill that it comes in the middle of the work.
ACKNOWLEDGED = 60


async def _phone(port: int, acknowledged: list[Sent], enough: asyncio.Event) -> None:
    try:
        async with Line(port) as line:
            while True:
                report = new_report()
                status, _ = await line.send(report.request())
                assert status == 201
                acknowledged.append(report)
                if len(acknowledged) >= ACKNOWLEDGED:
                    enough.set()
    except (OSError, EOFError):
        return  # the server is gone


async def _kill_under_load(server: Server) -> list[Sent]:
    acknowledged: list[Sent] = []
    enough = asyncio.Event()
    phones = [asyncio.create_task(_phone(server.port, acknowledged, enough)) for _ in range(PHONES)]
    killed = asyncio.create_task(enough.wait())
    await asyncio.wait([killed, *phones], return_when=asyncio.FIRST_COMPLETED)
    server.stop(signal.SIGKILL)
    await asyncio.gather(*phones)
    return acknowledged


async def _missing(port: int, reports: list[Sent]) -> list[Sent]:
    async with Line(port) as line:
        answers = [await line.send(http_request("GET", f"/api/v1/reports/{each.id}", each.secret)) for each in reports]
    return [report for report, (status, _) in zip(reports, answers, strict=True) if status != 200]


def test_every_acknowledged_report_survives_a_killed_server(start_server: StartServer) -> None:
    server = start_server(LIMIT_REPORTS_PER_ADDRESS="off")
    acknowledged: list[Sent] = []
    for _ in range(ROUNDS):
        acknowledged += asyncio.run(_kill_under_load(server))
        server.start()
    assert asyncio.run(_missing(server.port, acknowledged)) == []
    assert len(acknowledged) >= ROUNDS * ACKNOWLEDGED
