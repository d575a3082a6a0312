from driverapp.balance.suppress import suppressed


def test_one_to_four_are_kept_back() -> None:
    assert [suppressed(count) for count in (0, 1, 4, 5, 12)] == ["0", "<5", "<5", "5", "12"]
