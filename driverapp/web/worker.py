"""A gunicorn worker that no slow client can hold up.

Gunicorn's own begins a thread with the first byte, writes without a limit of time, and waits in its event loop for
the other side to close: a few clients, each sending or reading a byte now and then, would keep everybody else's
report waiting. Here a thread begins when the request is wholly there and the answer before it is gone, and the event
loop waits for nobody. A connection is in one place at a time: arriving, answering, leaving, or kept by gunicorn.
"""

import socket
import struct
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from fcntl import ioctl
from functools import partial
from selectors import EVENT_READ
from termios import TIOCOUTQ
from typing import Any, cast

from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker

from driverapp.trust.addresses import subscriber
from driverapp.web.arrival import Arrival, Refused
from driverapp.web.room import Room

# From the first byte to the last; a report of a kilobyte takes a few seconds on the worst of mobile networks.
PATIENCE_S = 30.0
# How long the other side may take to close: closed at once, the last answer could be lost on the way.
FAREWELL_S = 5.0
# An answer goes into the kernel as a whole; of a longer one, the rest has so long in all.
SEND_BUFFER = 256 * 1024
ANSWER_S = 10.0
# The kernel does not tell when an answer is gone: it is asked so often while a next request waits for that.
ASK_AGAIN_S = 0.05
# Nothing is left to wait for when a thread begins. Should gunicorn ever read a head otherwise, it ends here.
RECEIVE_TIMEOUT = struct.pack("ll", 5, 0)
PIECE = 64 * 1024


class PatientWorker(ThreadWorker):
    """Collects each request in the event loop and gives it to a thread when it is complete."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each in the order of its deadlines, where it has some.
        self._arriving: dict[TConn, Arrival] = {}
        self._answering: dict[TConn, float] = {}
        self._leaving: dict[TConn, float] = {}
        self._room: Room[TConn] = Room()
        self._most_arriving = self.worker_connections // 4
        self._most_leaving = self.worker_connections // 8
        self.max_keepalived = self.worker_connections // 2

    def enqueue_req(self, conn: TConn) -> None:
        """Begin with a request: of a new connection, a kept one, or right behind the one before."""
        self._arriving[conn] = Arrival(time.monotonic() + PATIENCE_S, _sender(conn))
        with self._guarding(conn):
            self._listen(conn)
            self._take(conn, _parser(conn).unreader.take_buffered())
            self._read(conn, conn.sock)
        if len(self._arriving) > self._most_arriving:
            self._evict()

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Keep the connection for a next request, or see it off."""
        self._room.leave(conn)
        with self._guarding(conn):
            if fs.cancelled() or fs.exception() is not None or not fs.result():
                self._listen(conn)
                self._see_off(conn)
            else:
                del self._answering[conn]
                super().finish_request(conn, fs)

    def wait_for_and_dispatch_events(self, timeout: float | None) -> None:
        """As gunicorn, but awake in time for requests that wait until the answer before them is gone."""
        if any(arrival.complete for arrival in self._arriving.values()):
            timeout = ASK_AGAIN_S
        super().wait_for_and_dispatch_events(timeout)

    def murder_pending(self) -> None:
        """Go on with whoever waits, close whoever is late; the name is gunicorn's."""
        super().murder_pending()
        moment = time.monotonic()
        for conn, arrival in list(self._arriving.items()):
            # A stopping worker waits for what has begun, not for who has nothing to say.
            if arrival.deadline < moment or not (self.alive or arrival.received):
                self._drop(conn)
            elif arrival.complete:
                self._begin(conn, arrival)
        for conn in [conn for conn, deadline in self._leaving.items() if deadline < moment or not self.alive]:
            self._drop(conn)
        for conn, deadline in self._answering.items():
            if not _unsent(conn):
                self._answering[conn] = moment + ANSWER_S
            elif deadline < moment:
                # Its thread gets an error for it and comes back.
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def _guarding(self, conn: TConn) -> Iterator[None]:
        """Whatever goes wrong with one connection ends that one, not the process."""
        try:
            yield
        except OSError:
            self._drop(conn)
        except Exception:
            self.log.exception("A connection could not be served")
            self._drop(conn)

    def _listen(self, conn: TConn) -> None:
        conn.sock.setblocking(False)
        self.poller.register(conn.sock, EVENT_READ, partial(self._read, conn))

    def _read(self, conn: TConn, sock: socket.socket) -> None:
        arrival = self._arriving.get(conn)
        if arrival.complete if arrival else conn not in self._leaving:
            # Dropped by what else happened at the same moment, or not to be read for now.
            return
        with self._guarding(conn):
            try:
                data = sock.recv(PIECE)
            except BlockingIOError:
                return
            if not data:
                self._drop(conn)
            elif arrival:
                self._take(conn, data)

    def _take(self, conn: TConn, data: bytes) -> None:
        arrival = self._arriving[conn]
        try:
            complete = arrival.add(data)
            if arrival.is_large and not self._finds_room(conn, arrival):
                return
            if complete:
                self.poller.unregister(conn.sock)
                self._begin(conn, arrival)
            elif arrival.waits_for_leave:
                arrival.waits_for_leave = False
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        except Refused as refused:
            conn.sock.send(refused.answer)
            self._see_off(conn)

    def _begin(self, conn: TConn, arrival: Arrival) -> None:
        if _unsent(conn):
            return
        del self._arriving[conn]
        self._answering[conn] = time.monotonic() + ANSWER_S
        with self._guarding(conn):
            _parser(conn).unreader.unread(bytes(arrival.received))
            conn.data_ready = True
            super().enqueue_req(conn)

    def _evict(self) -> None:
        """Whoever has most connections goes first, and of these the slowest."""
        [(busiest, _)] = Counter(arrival.sender for arrival in self._arriving.values()).most_common(1)
        self._drop(next(conn for conn, arrival in self._arriving.items() if arrival.sender == busiest))

    def _finds_room(self, conn: TConn, arrival: Arrival) -> bool:
        self._room.hold(conn, len(arrival.received))
        while too_much := self._room.too_much({each: one.sender for each, one in self._arriving.items()}):
            self._drop(too_much)
        return conn in self._arriving

    def _see_off(self, conn: TConn) -> None:
        self._room.leave(conn)
        self._arriving.pop(conn, None)
        self._answering.pop(conn, None)
        self._leaving[conn] = time.monotonic() + FAREWELL_S
        conn.sock.shutdown(socket.SHUT_WR)
        if len(self._leaving) > self._most_leaving:
            self._drop(next(iter(self._leaving)))

    def _drop(self, conn: TConn) -> None:
        self._room.leave(conn)
        places = (self._arriving.pop(conn, None), self._answering.pop(conn, None), self._leaving.pop(conn, None))
        if not any(places):
            return
        with suppress(KeyError, ValueError):
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()


def _parser(conn: TConn) -> RequestParser:
    if conn.parser is None:
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, RECEIVE_TIMEOUT)
        conn.parser = RequestParser(conn.cfg, conn.sock, conn.client)
    return cast("RequestParser", conn.parser)


def _sender(conn: TConn) -> str:
    # A socket of the file system has no address to come from.
    return subscriber(conn.client[0]) if isinstance(conn.client, tuple) else ""


def _unsent(conn: TConn) -> bool:
    """Whether the other side has not yet confirmed all of what it was sent."""
    try:
        # Fails where the other side is gone, which the queue does not tell.
        conn.sock.getpeername()
        return any(ioctl(conn.sock, TIOCOUTQ, bytes(4)))
    except (OSError, ValueError):
        # Gone, closed, or no Linux: nothing to wait for.
        return False
