import gzip

import pytest

from tests.clients import Client

BOTH = {"Accept-Encoding": "gzip, br"}


PUBLIC = ["/", "/de/", "/de/privacy", "/sw.js", "/manifest.webmanifest", "/api/v1/openapi.json"]


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_the_same_for_everybody_is_compressed(client: Client, path: str) -> None:
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    packed = client.get(path, headers=BOTH)
    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data)
    assert gzip.decompress(client.get(path, headers={"Accept-Encoding": "gzip"}).data) == plain.data


@pytest.mark.parametrize("path", ["/de/form", "/office/sign-in", "/healthz"])
def test_what_may_hold_a_secret_is_not(client: Client, path: str) -> None:
    assert "Content-Encoding" not in client.get(path, headers=BOTH).headers


def test_a_compressed_page_that_did_not_change_is_not_sent_again(client: Client) -> None:
    etag = client.get("/de/privacy", headers=BOTH).headers["ETag"]
    again = client.get("/de/privacy", headers=BOTH | {"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
