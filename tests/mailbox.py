"""A mail server on the loopback: a real one as far as whoever sends can tell, with what it took in a list."""

import socketserver
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Condition, Thread

from tests.servers import free_port

END = b"\r\n.\r\n"


class Mailbox(socketserver.ThreadingTCPServer):
    """Takes every mail, unless its recipient stands in `refused`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.port = port
        self.refused: set[str] = set()
        # Where it is set, the server offers STARTTLS; `secured` counts who took it.
        self.tls: ssl.SSLContext | None = None
        self.secured = 0
        self._mails: list[EmailMessage] = []
        self._changed = Condition()

    @property
    def mails(self) -> list[EmailMessage]:
        """What arrived, in its order."""
        with self._changed:
            return list(self._mails)

    def wait_for(self, count: int) -> list[EmailMessage]:
        """What arrived, once it is so many."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._mails) >= count, timeout=120), "no mail came"
            return list(self._mails)

    def take(self, raw: bytes) -> None:
        """Keep a mail."""
        with self._changed:
            self._mails.append(message_from_bytes(raw, policy=policy.default))
            self._changed.notify_all()


class _Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs."""

    server: Mailbox

    def handle(self) -> None:
        self._say("220 mailbox.test ready")
        while line := self.rfile.readline():
            word = line.split(b" ", 1)[0].strip().upper()
            if word == b"QUIT":
                self._say("221 bye")
                return
            if word == b"STARTTLS" and self.server.tls:
                if not self._secure(self.server.tls):
                    return
            elif word == b"EHLO" and self.server.tls:
                self._say("250-mailbox.test\r\n250 STARTTLS")
            else:
                self._answer(word, line.decode(errors="replace"))

    def finish(self) -> None:
        super().finish()
        # The server closes only what it opened itself.
        if isinstance(self.request, ssl.SSLSocket):
            self.request.close()

    def _secure(self, tls: ssl.SSLContext) -> bool:
        self._say("220 go on")
        self.finish()
        try:
            self.request = tls.wrap_socket(self.request, server_side=True)
        except OSError:
            # Whoever asked does not believe our certificate.
            self.setup()
            return False
        self.setup()
        self.server.secured += 1
        return True

    def _answer(self, word: bytes, line: str) -> None:
        if word == b"DATA":
            self._say("354 go on")
            raw = b""
            while not (b"\r\n" + raw).endswith(END):
                raw += self.rfile.readline()
            self.server.take(raw[:-3])
        refused = word == b"RCPT" and any(each in line for each in self.server.refused)
        self._say("550 nobody of this name" if refused else "250 mailbox.test")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def run_mailbox(port: int | None = None) -> Iterator[Mailbox]:
    """A mail server on a free port of the loopback, or on the one given."""
    with Mailbox(port or free_port()) as mailbox:
        thread = Thread(target=mailbox.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield mailbox
        finally:
            mailbox.shutdown()
            thread.join()
