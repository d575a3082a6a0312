from driverapp.web.room import MOST_BYTES, Room

HALF = MOST_BYTES // 2


def test_nobody_gives_way_while_all_fits() -> None:
    room: Room[str] = Room()
    room.hold("a", HALF)
    room.hold("b", HALF)
    assert room.too_much({"a": "one", "b": "two"}) is None


def test_the_largest_of_whoever_holds_most_gives_way() -> None:
    room: Room[str] = Room()
    for body, size in {"a": HALF, "b": HALF // 2, "c": HALF - 1, "d": 2}.items():
        room.hold(body, size)
    assert room.too_much({"a": "one", "b": "two", "c": "two", "d": "two"}) == "c"
    room.leave("c")
    assert room.too_much({"a": "one", "b": "two", "d": "two"}) is None


def test_who_is_being_answered_does_not_give_way() -> None:
    room: Room[str] = Room()
    room.hold("a", MOST_BYTES)
    room.hold("b", 1)
    assert room.too_much({"b": "one"}) == "b"
    room.leave("b")
    room.hold("a", MOST_BYTES + 1)
    assert room.too_much({}) is None
