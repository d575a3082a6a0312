from flask import Flask

from driverapp.trust.hashing import keyed_hash, same


def test_equal_content_of_two_kinds_has_two_hashes(app: Flask) -> None:
    assert keyed_hash("secret", b"same") != keyed_hash("body", b"same")


def test_the_hash_needs_the_key(app: Flask) -> None:
    with_key = keyed_hash("body", b"content")
    app.extensions["driverapp.hashing"], key = b"another key", app.extensions["driverapp.hashing"]
    try:
        assert not same(keyed_hash("body", b"content"), with_key)
    finally:
        app.extensions["driverapp.hashing"] = key
    assert same(keyed_hash("body", b"content"), with_key)
