"""Idempotent under concurrency: whoever reads, adds and writes loses reports here."""

import asyncio
import json
from collections import Counter

import pytest

from tests.driver.conftest import StartServer
from tests.load import Line, Sent, new_report
from tests.stored import count_rows

PHONES = 32
REPORTS_EACH = 500


async def _phone(port: int) -> list[tuple[Sent, list[tuple[int, bytes]]]]:
    answers = []
    async with Line(port) as first, Line(port) as second:
        for _ in range(REPORTS_EACH):
            report = new_report()
            both = await asyncio.gather(first.send(report.request()), second.send(report.request()))
            answers.append((report, list(both)))
    return answers


async def _all_phones(port: int) -> list[tuple[Sent, list[tuple[int, bytes]]]]:
    phones = await asyncio.gather(*(_phone(port) for _ in range(PHONES)))
    return [answer for phone in phones for answer in phone]


@pytest.mark.timeout(900)
def test_of_two_at_the_same_moment_exactly_one_is_new(start_server: StartServer) -> None:
    server = start_server(LIMIT_REPORTS_PER_ADDRESS="off")
    answers = asyncio.run(_all_phones(server.port))
    assert Counter(tuple(sorted(status for status, _ in both)) for _, both in answers) == {
        (200, 201): PHONES * REPORTS_EACH
    }
    assert all(body == other for _, ((_, body), (_, other)) in answers)
    assert all(json.loads(both[0][1])["id"] == str(report.id) for report, both in answers)
    assert count_rows(server, "reports") == PHONES * REPORTS_EACH
    assert count_rows(server, "events") == PHONES * REPORTS_EACH
