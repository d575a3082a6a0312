"""Idempotent under concurrency: whoever reads, adds and writes loses reports here."""

import asyncio
import json
from collections import Counter
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest

from tests.driver.conftest import StartServer
from tests.load import Line, Sent, http_request, new_report
from tests.stored import count_rows

PHONES = 32
# So often that a missing lock shows.
ROUNDS = 8


async def _phone(port: int, reports: int) -> list[tuple[Sent, list[tuple[int, bytes]]]]:
    answers = []
    async with Line(port) as first, Line(port) as second:
        for _ in range(reports):
            report = new_report()
            both = await asyncio.gather(first.send(report.request()), second.send(report.request()))
            answers.append((report, list(both)))
    return answers


async def _all_phones(port: int, reports: int) -> list[tuple[Sent, list[tuple[int, bytes]]]]:
    phones = await asyncio.gather(*(_phone(port, reports) for _ in range(PHONES)))
    return [answer for phone in phones for answer in phone]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("reports_each", [10, pytest.param(500, marks=pytest.mark.matrix)])
def test_of_two_at_the_same_moment_exactly_one_is_new(start_server: StartServer, reports_each: int) -> None:
    server = start_server(LIMIT_REPORTS_PER_ADDRESS="off")
    answers = asyncio.run(_all_phones(server.port, reports_each))
    assert Counter(tuple(sorted(status for status, _ in both)) for _, both in answers) == {
        (200, 201): PHONES * reports_each
    }
    assert all(body == other for _, ((_, body), (_, other)) in answers)
    assert all(json.loads(both[0][1])["id"] == str(report.id) for report, both in answers)
    assert count_rows(server, "reports") == PHONES * reports_each
    assert count_rows(server, "events") == PHONES * reports_each


async def _at_once(port: int, requests: list[bytes]) -> list[tuple[int, bytes]]:
    async with AsyncExitStack() as opened:
        lines = [await opened.enter_async_context(Line(port)) for _ in requests]
        return list(await asyncio.gather(*(line.send(each) for line, each in zip(lines, requests, strict=True))))


def _amendment(report: Sent) -> bytes:
    path = f"/api/v1/reports/{report.id}/amendments/{uuid4()}"
    return http_request("PUT", path, report.secret, json.dumps({"category": "cargo_theft"}).encode())


def test_of_many_details_at_once_one_makes_the_report_usable(start_server: StartServer) -> None:
    server = start_server()
    for _ in range(ROUNDS):
        report = new_report(category=None, text=None)
        asyncio.run(_at_once(server.port, [report.request()]))
        answers = asyncio.run(_at_once(server.port, [_amendment(report) for _ in range(16)]))
        assert [status for status, _ in answers] == [201] * 16
    assert count_rows(server, "events", "kind = 'became_usable'") == ROUNDS
    assert count_rows(server, "events", "kind = 'amended'") == ROUNDS * 15


def test_a_withdrawal_wins_over_whatever_comes_at_the_same_moment(start_server: StartServer) -> None:
    server = start_server()
    for _ in range(10):
        report = new_report()
        withdrawal = http_request("POST", f"/api/v1/reports/{report.id}/withdrawal", report.secret)
        everything = [report.request(), withdrawal, _amendment(report), report.request(), withdrawal]
        answers = asyncio.run(_at_once(server.port, everything))
        assert [answers[1][0], answers[4][0]] == [200, 200]
        assert {answers[0][0], answers[3][0]} <= {200, 201, 410}
        assert answers[2][0] in (201, 404, 410)
    assert count_rows(server, "reports", "state = 'withdrawn' AND sealed IS NULL") == 10
    assert count_rows(server, "report_amendments") == 0
    assert count_rows(server, "events") == 0
