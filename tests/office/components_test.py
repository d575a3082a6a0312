from collections.abc import Callable

from flask import Flask

from driverapp.config import Config
from driverapp.vocabulary.permissions import Role
from tests.clients import Client


def test_the_page_of_components_exists_in_development_alone(signed_in: Callable[[Role], Client], app: Flask) -> None:
    client = signed_in(Role.COORDINATOR)
    assert client.get("/office/components").status_code == 404
    config: Config = app.config["DRIVERAPP"]
    app.config["DRIVERAPP"] = config.model_copy(update={"development": True})
    try:
        page = client.get("/office/components")
    finally:
        app.config["DRIVERAPP"] = config
    assert page.status_code == 200
    assert all(f"<h2>{name}</h2>" in page.text for name in ("badge", "button", "call", "field", "icon", "notice"))
