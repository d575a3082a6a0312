"""The worker as it is started beside the server, with a real mail server that comes and goes."""

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pyotp
import pytest

from driverapp.cli.installation import LastingInstallation
from driverapp.cli.jobs import Messages
from driverapp.config import PROJECT
from tests.cli.conftest import Installation
from tests.factories import new_secret, report_body
from tests.mailbox import run_mailbox
from tests.servers import BIN, Server, free_port, run_server

# A digest that says nothing is done as well, and never sent.
SENT = "SELECT 1 FROM deliveries WHERE kind = 'ongoing' AND done_at IS NOT NULL"
PASSWORD = "sieben blaue Lastwagen"
SECRET_WORDS = ("geschlitzt", "DO AB 123", "Lichtendorf")
REPORT = {
    "ongoing": True,
    "category": "cargo_theft",
    "text": "Plane geschlitzt",
    "vehicle": {"plate": "DO AB 123"},
    "place": {"text": "Lichtendorf"},
}


@pytest.fixture
def port() -> int:
    """Where a mail server may be, or not."""
    return free_port()


@pytest.fixture
def mailing(tmp_path: Path, port: int) -> Iterator[Server]:
    """A running installation that names a mail server, with one coordinator."""
    named = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": str(port), "MAIL_SECURITY": "none"}
    with run_server(tmp_path / "data", **named, MAIL_SENDER="buero@partnerschaft.example") as server:
        known = ("--password-stdin", "--totp-secret", pyotp.random_base32())
        added = server.command("people", "add", "anna@example.org", "--role", "coordinator", *known, text=PASSWORD)
        assert added.returncode == 0, added.stderr
        yield server


@contextmanager
def worker(server: Server) -> Iterator["subprocess.Popen[bytes]"]:
    """`driverapp work`, ended by its process id."""
    with (server.data / "work.log").open("ab") as out:
        process = subprocess.Popen(
            [BIN / "driverapp", "work"], cwd=PROJECT, env=server.environment, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        # Before it has begun, nobody can be told to end cleanly.
        while process.poll() is None and not _is_listening(process.pid):
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.05)
        process.terminate()
        assert process.wait(timeout=60) == 0


def _is_listening(process_id: int) -> bool:
    """Whether a process takes SIGTERM up itself, now or as soon as it may, as the kernel tells."""
    told = (Path("/proc") / str(process_id) / "status").read_text(encoding="utf-8")
    masks = dict(line.split(":\t", 1) for line in told.splitlines() if line.startswith("Sig"))
    return any(int(masks[name], 16) >> (signal.SIGTERM - 1) & 1 for name in ("SigBlk", "SigCgt"))


def send(server: Server) -> float:
    """Send an ongoing report; how many seconds it took."""
    body = report_body(**REPORT)
    answer = httpx.put(
        f"{server.url}/api/v1/reports/{os.urandom(4).hex()}-0000-4000-8000-{os.urandom(6).hex()}",
        json=body,
        headers={"Authorization": f"Bearer {new_secret()}"},
    )
    assert answer.status_code == 201, answer.text
    return answer.elapsed.total_seconds()


def write(server: Server, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(server.data / "driverapp.sqlite3", timeout=30)) as store, store:
        store.execute(statement, values)


def read(server: Server, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(server.data / "driverapp.sqlite3", timeout=30)) as store:
        return store.execute(query).fetchall()


def let_pass(server: Server, minutes: int) -> None:
    """Let the reports have waited for so long."""
    moment = (datetime.now(UTC) - timedelta(minutes=minutes)).replace(tzinfo=None).isoformat(" ", "microseconds")
    write(server, "UPDATE reports SET visible_at = ?", moment)


def until(process: "subprocess.Popen[bytes]", server: Server, query: str) -> None:
    """Wait until a query finds something."""
    ends = datetime.now(UTC) + timedelta(seconds=120)
    while not read(server, query):
        assert datetime.now(UTC) < ends, "still not so"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)


def test_a_mail_waits_for_the_mail_server_and_arrives_once(mailing: Server, port: int) -> None:
    send(mailing)
    assert read(mailing, "SELECT count(*) FROM deliveries") == [(0,)], "intake writes nothing for it"
    let_pass(mailing, minutes=11)
    with worker(mailing) as process:
        until(
            process,
            mailing,
            "SELECT 1 FROM deliveries WHERE kind = 'ongoing' AND tries = 1 AND error = 'ConnectionRefusedError'",
        )
        assert send(mailing) < 5, "whatever becomes of the mail"
    with run_mailbox(port) as mailbox:
        write(mailing, "UPDATE deliveries SET due_at = created_at")
        with worker(mailing) as first, worker(mailing):
            [mail] = mailbox.wait_for(1)
            until(first, mailing, SENT)
        assert len(mailbox.mails) == 1
    assert mail["To"] == "anna@example.org"
    logs = (mailing.data / "work.log").read_text() + (mailing.data / "server.log").read_text()
    told = mail.as_string() + mail.get_content() + logs
    assert [words for words in (*SECRET_WORDS, "cargo") if words in told] == []
    assert "anna@" not in logs


@pytest.mark.parametrize("ending", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.matrix)])
def test_it_ends_cleanly_while_a_mail_is_on_its_way(mailing: Server, port: int, ending: signal.Signals) -> None:
    send(mailing)
    let_pass(mailing, minutes=11)
    with run_mailbox(port) as mailbox, worker(mailing) as process:
        mailbox.wait_for(1)
        process.send_signal(ending)
        assert process.wait(timeout=60) == 0
    assert len(read(mailing, SENT)) == 1


@pytest.mark.parametrize("named", [True, False])
def test_without_a_mail_server_nothing_piles_up(
    installation: Installation, monkeypatch: pytest.MonkeyPatch, port: int, named: bool
) -> None:
    installation.command(
        "people", "add", "anna@example.org", "--role", "coordinator", "--password-stdin", text=PASSWORD
    )
    data = installation.data / "driverapp.sqlite3"
    with closing(sqlite3.connect(data)) as store, store:
        store.execute("INSERT INTO message_wishes VALUES (1, 'none', 'digest', 'none', 0)")
    monkeypatch.setenv("DRIVERAPP_DATA", str(installation.data))
    for name, value in {"MAIL_SERVER": "127.0.0.1", "MAIL_SENDER": "buero@partnerschaft.example"}.items():
        monkeypatch.setenv(name, value if named else "")
    monkeypatch.setenv("MAIL_PORT", str(port))
    Messages(LastingInstallation()).run()
    with closing(sqlite3.connect(data)) as store:
        assert store.execute("SELECT count(*) FROM deliveries").fetchone() == (int(named),)
