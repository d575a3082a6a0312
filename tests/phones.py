"""A phone that talks to the API through the test client."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from tests.clients import Client
from tests.factories import new_secret, report_body


@dataclass
class Phone:
    """One report of a phone: its id, its secret, its frozen body."""

    client: Client
    id: UUID = field(default_factory=uuid4)
    secret: str = field(default_factory=new_secret)
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address of the report."""
        return f"/api/v1/reports/{self.id}"

    def report(self, **changes: Any) -> TestResponse:
        """File a report of this moment."""
        self.body = json.dumps(report_body(**changes)).encode()
        return self.again()

    def again(self) -> TestResponse:
        """Send the same bytes once more."""
        return self.send("PUT", self.path, self.body)

    def amend(self, amendment_id: UUID | None = None, **fields: Any) -> TestResponse:
        """Add details."""
        return self.send("PUT", f"{self.path}/amendments/{amendment_id or uuid4()}", json.dumps(fields).encode())

    def answer(self, question: UUID, message_id: UUID | None = None, **fields: Any) -> TestResponse:
        """Answer a question of the office."""
        body = json.dumps({"in_reply_to": str(question)} | fields).encode()
        return self.send("PUT", f"{self.path}/messages/{message_id or uuid4()}", body)

    def withdraw(self) -> TestResponse:
        """Take the report back."""
        return self.send("POST", f"{self.path}/withdrawal", b"{}")

    def follow_up(self) -> TestResponse:
        """Ask how far the report is."""
        return self.send("GET", self.path)

    def send(self, method: str, path: str, body: bytes | None = None, **headers: str) -> TestResponse:
        """Send anything with this phone's secret."""
        own = {"Authorization": f"Bearer {self.secret}"}
        if body is not None:
            own["Content-Type"] = "application/json"
        return self.client.open(path, method=method, data=body, headers=own | self.headers | headers)


def pointers(response: TestResponse) -> list[str]:
    """What a problem points at."""
    assert response.json is not None
    return [fault["pointer"] for fault in response.json["errors"]]
