import pytest

from driverapp.web.arrival import LARGEST_BODY, LARGEST_HEAD, LARGEST_MEDIUM, Arrival, Refused

REQUEST = b"PUT /x HTTP/1.1\r\nHost: a\r\ncontent-LENGTH: 5 \r\n\r\nabcde"


def test_complete_is_complete_to_the_byte() -> None:
    arrival = Arrival(0)
    assert [arrival.add(bytes([byte])) for byte in REQUEST] == [False] * (len(REQUEST) - 1) + [True]
    assert bytes(arrival.received) == REQUEST


@pytest.mark.parametrize("cut", range(1, len(REQUEST)))
def test_it_does_not_matter_where_the_network_cuts(cut: int) -> None:
    arrival = Arrival(0)
    assert (arrival.add(REQUEST[:cut]), arrival.add(REQUEST[cut:])) == (False, True)


def test_without_a_length_the_head_is_all() -> None:
    assert Arrival(0).add(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")


def test_what_follows_belongs_to_the_next_request() -> None:
    arrival = Arrival(0)
    assert arrival.add(REQUEST + b"GET /")
    assert bytes(arrival.received).endswith(b"GET /")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"PUT /x HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n", b"411"),
        (b"PUT /x HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (LARGEST_BODY + 1), b"413"),
        (b"PUT /x HTTP/1.1\r\nContent-Length: 0000000000000000000000100\r\n\r\n", b"400"),
        (b"PUT /x HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", b"400"),
        (b"PUT /x HTTP/1.1\r\nX: y\r\n\tContent-Length\t: 5, 5\r\n\r\n", b"400"),
        (b"PUT /x HTTP/1.1\r\nContent-Length : 5\r\n\r\n", b"400"),
        (b"PUT /x HTTP/1.1\r\nContent-Length:\r\n 5\r\n\r\n", b"400"),
        (b"GET /" + b"x" * LARGEST_HEAD, b"431"),
    ],
)
def test_what_would_never_be_taken_is_refused_at_once(request_: bytes, status: bytes) -> None:
    with pytest.raises(Refused) as refused:
        Arrival(0).add(request_)
    assert refused.value.answer.startswith(b"HTTP/1.1 " + status)
    assert b"application/problem+json" in refused.value.answer


MEDIUM = b"PUT /api/v1/reports/a/media/b HTTP/1.1\r\nContent-Length: %d\r\n\r\n"


def test_a_photo_may_be_larger_and_take_longer_than_a_report() -> None:
    arrival = Arrival(10)
    assert not arrival.add(MEDIUM % LARGEST_MEDIUM)
    assert arrival.is_large
    assert arrival.deadline > 10
    small = Arrival(10)
    small.add(MEDIUM % 1000)
    assert (small.is_large, small.deadline) == (False, 10)


@pytest.mark.parametrize(
    "request_",
    [
        MEDIUM % (LARGEST_MEDIUM + LARGEST_BODY + 1),
        (MEDIUM % LARGEST_MEDIUM).replace(b"PUT", b"POST"),
        (MEDIUM % LARGEST_MEDIUM).replace(b"/media/b", b"/amendments/b"),
        (MEDIUM % LARGEST_MEDIUM).replace(b"/media/b", b"?/media/b"),
        b"PUT /x HTTP/1.1\r\nX: " + MEDIUM % LARGEST_MEDIUM,
    ],
)
def test_nothing_else_may_be_so_large(request_: bytes) -> None:
    with pytest.raises(Refused) as refused:
        Arrival(0).add(request_)
    assert refused.value.answer.startswith(b"HTTP/1.1 413")


def test_who_asks_for_leave_to_send_the_body_gets_it() -> None:
    head = b"PUT /x HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
    arrival = Arrival(0)
    assert not arrival.add(head)
    assert arrival.waits_for_leave
    at_once = Arrival(0)
    assert at_once.add(head + b"abcde")
    assert not at_once.waits_for_leave
