"""A gunicorn worker that no slow client can hold up.

Gunicorn's own begins a thread with the first byte, writes without a limit of time, and waits in its event loop for
the other side to close: a few clients, each sending or reading a byte now and then, would keep everybody else's
report waiting. Here a thread begins when the request is wholly there, and the event loop waits for nobody.
"""

import socket
import struct
import time
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from typing import Any, cast

from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker

from driverapp.web.arrival import Arrival, Refused

# From the first byte to the last; a report of a kilobyte takes a few seconds on the worst of mobile networks.
PATIENCE_S = 30.0
# How long the other side may take to close: closed at once, the last answer could be lost on the way.
FAREWELL_S = 5.0
# An answer goes into the kernel as a whole; a thread waits so long for a reader of a longer one.
SEND_BUFFER = 256 * 1024
SEND_TIMEOUT = struct.pack("ll", 10, 0)
PIECE = 64 * 1024


class PatientWorker(ThreadWorker):
    """Collects each request in the event loop and gives it to a thread when it is complete."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # In the order of their deadlines.
        self._arriving: dict[TConn, Arrival] = {}
        self._leaving: dict[TConn, float] = {}
        self._most_arriving = self.worker_connections // 4
        self.max_keepalived = self.worker_connections // 2

    def enqueue_req(self, conn: TConn) -> None:
        """Begin with a request: of a new connection, a kept one, or right behind the one before."""
        arrival = self._arriving[conn] = Arrival(time.monotonic() + PATIENCE_S)
        conn.sock.setblocking(False)
        self.poller.register(conn.sock, EVENT_READ, partial(self._read, conn))
        parser = _parser(conn)
        if not self._take(conn, arrival, parser.unreader.take_buffered()):
            self._read(conn, conn.sock)
        if len(self._arriving) > self._most_arriving:
            # Whoever is slowest goes first.
            self._drop(next(iter(self._arriving)))

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep the connection for a next request, or see it off."""
        if fs.cancelled() or fs.exception() is not None or not fs.result():
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, EVENT_READ, partial(self._read, conn))
            self._see_off(conn)
        else:
            super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Close what has not become complete in time; the name is gunicorn's."""
        super().murder_pending()
        moment = time.monotonic()
        late = [conn for conn, arrival in self._arriving.items() if arrival.deadline < moment]
        # A stopping worker waits for what has begun, not for who has nothing to say.
        idle = [conn for conn, arrival in self._arriving.items() if not (self.alive or arrival.received)]
        gone = [conn for conn, deadline in self._leaving.items() if deadline < moment or not self.alive]
        for conn in {*late, *idle, *gone}:
            self._drop(conn)

    def _read(self, conn: TConn, sock: socket.socket) -> None:
        try:
            data = sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(conn)
        elif conn in self._arriving:
            self._take(conn, self._arriving[conn], data)

    def _take(self, conn: TConn, arrival: Arrival, data: bytes) -> bool:
        try:
            if arrival.add(data):
                self._begin(conn, arrival)
                return True
            if arrival.waits_for_leave:
                arrival.waits_for_leave = False
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        except Refused as refused:
            self._refuse(conn, refused.answer)
            return True
        return False

    def _begin(self, conn: TConn, arrival: Arrival) -> None:
        del self._arriving[conn]
        self.poller.unregister(conn.sock)
        _parser(conn).unreader.unread(bytes(arrival.received))
        conn.data_ready = True
        super().enqueue_req(conn)

    def _refuse(self, conn: TConn, answer: bytes) -> None:
        del self._arriving[conn]
        try:
            conn.sock.send(answer)
        except OSError:
            self._drop(conn)
        else:
            self._see_off(conn)

    def _see_off(self, conn: TConn) -> None:
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(conn)
        else:
            self._leaving[conn] = time.monotonic() + FAREWELL_S

    def _drop(self, conn: TConn) -> None:
        self._arriving.pop(conn, None)
        self._leaving.pop(conn, None)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()


def _parser(conn: TConn) -> RequestParser:
    if conn.parser is None:
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, SEND_TIMEOUT)
        conn.parser = RequestParser(conn.cfg, conn.sock, conn.client)
    return cast("RequestParser", conn.parser)
