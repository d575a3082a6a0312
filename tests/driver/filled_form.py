"""The form as a browser without script sends it: the hidden fields of the page and what somebody typed."""

from html.parser import HTMLParser

from tests.clients import Client

SEEN = {
    "category": "cargo_theft",
    "place": "Rastplatz Beispiel, hinten rechts",
    "road": "a 2",
    "km": "423,5",
    "direction": "Hannover",
    "text": "Zwei schlitzten die Plane.\r\nDann kam ein Transporter.",
    "plate": "XX-YY 12",
    "kind": "Transporter",
    "colour": "weiß",
    "ongoing": "no",
}


class Fields(HTMLParser):
    """The fields of a page with the values that stand in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""
        self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and (given["type"] != "radio" or "checked" in given):
            self.values.setdefault(name, given.get("value", ""))
        elif tag == "select":
            self._select = name
            self.values[name] = ""
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


def open_form(client: Client, path: str = "/de/form") -> dict[str, str]:
    """What stands in the fields of a fresh form."""
    return Fields(client.get(path).text).values
